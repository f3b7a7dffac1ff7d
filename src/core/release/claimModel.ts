/**
 * What all steps of the attribution model share. The steps are choices among candidates: is this word a cue (`cueFeatures`), on
 * which side is its content, where does that begin and end (`contentFeatures`), who is the source (`sourceFeatures`), and is what
 * was found an attribution after all (`verdictFeatures`). `claimDecoder` takes them; `test/train` learns their weights from
 * the same code.
 */
import { TokenKind } from '../text/tokens';
import type { Reading } from './claimReading';
import { listingEnd } from './names';
import { hashWord, WordClass } from './wordClasses';

/** Where the content stands as seen from the cue. */
export const Side = { none: 0, right: 1, left: 2, around: 3 } as const;
export type Side = (typeof Side)[keyof typeof Side];

/** The key of what is before the first and after the last token. */
export const OUTSIDE = hashWord('<outside>');
/** A count in steps that grow. */
export const bucket = (n: number): number => (n < 5 ? n : n < 8 ? 5 : n < 12 ? 6 : n < 20 ? 7 : n < 35 ? 8 : 9);

export const isVerbClass = (c: number): boolean =>
  c === WordClass.past ||
  c === WordClass.present ||
  c === WordClass.be ||
  c === WordClass.have ||
  c === WordClass.do ||
  c === WordClass.modal ||
  c === WordClass.pluralOrVerb ||
  c === WordClass.pastOrAdjective ||
  c === WordClass.infinitive;
export const isFinite = (c: number): boolean =>
  c === WordClass.past ||
  c === WordClass.present ||
  c === WordClass.be ||
  c === WordClass.have ||
  c === WordClass.do ||
  c === WordClass.modal;
export function isWordAt(reading: Reading, i: number): boolean {
  const kind = reading.tokens.kind[i];
  return kind === TokenKind.word || kind === TokenKind.number;
}

const auxiliary = (c: number): boolean =>
  c === WordClass.adverb ||
  c === WordClass.modal ||
  c === WordClass.be ||
  c === WordClass.have ||
  c === WordClass.do ||
  c === WordClass.negation ||
  c === WordClass.to;

/** The first token of the verb group that ends in `head`: "has also been" before "said". */
export function groupStart(reading: Reading, head: number): number {
  const { cls } = reading;
  const first = reading.sentences[reading.sentence[head]!]!.first;
  let at = head;
  while (at > first && at > head - 6 && auxiliary(cls[at - 1]!)) at--;
  return at;
}

/** What is known of a cue candidate from its surroundings; used by all steps. */
export interface CueContext {
  readonly head: number;
  readonly stem: number;
  readonly first: number;
  readonly last: number;
  readonly group: number;
  readonly flags: number;
  /** Kind of the complement that follows, and how far. */
  readonly complement: number;
  readonly complementDistance: number;
  readonly quoteBefore: number;
  readonly quoteAfter: number;
  readonly inQuote: number;
}

const FLAG: Readonly<Partial<Record<number, number>>> = {
  [WordClass.modal]: 1,
  [WordClass.be]: 2,
  [WordClass.have]: 4,
  [WordClass.do]: 8,
  [WordClass.negation]: 16,
  [WordClass.to]: 32,
};

export function cueContext(reading: Reading, head: number): CueContext {
  const { cls, quote } = reading;
  const { first, last } = reading.sentences[reading.sentence[head]!]!;
  const group = groupStart(reading, head);
  let flags = 0;
  for (let i = group; i < head; i++) flags |= FLAG[cls[i]!] ?? 0;
  let complement = 0;
  let complementDistance = 0;
  for (let i = head + 1; i <= last && i <= head + 8; i++) {
    const c = cls[i]!;
    const kind =
      c === WordClass.that
        ? 1
        : c === WordClass.to
          ? 2
          : c === WordClass.quote && quote[i] !== quote[head]
            ? 3
            : c === WordClass.whWord
              ? 4
              : c === WordClass.colon
                ? 5
                : c === WordClass.comma
                  ? 6
                  : c === WordClass.stop
                    ? 7
                    : c === WordClass.subjectPronoun
                      ? 8
                      : isFinite(c)
                        ? 9
                        : 0;
    if (kind > 0) {
      complement = kind;
      complementDistance = i - head;
      break;
    }
  }
  let quoteBefore = 0;
  for (let i = head - 1; i >= 0 && i >= head - 14; i--)
    if (quote[i]! > 0 && quote[i] !== quote[head]) {
      quoteBefore = head - i;
      break;
    }
  let quoteAfter = 0;
  for (let i = head + 1; i < reading.count && i <= head + 14; i++)
    if (quote[i]! > 0 && quote[i] !== quote[head]) {
      quoteAfter = i - head;
      break;
    }
  return {
    head,
    stem: reading.stem[head]!,
    first,
    last,
    group,
    flags,
    complement,
    complementDistance,
    quoteBefore,
    quoteAfter,
    inQuote: quote[head]! > 0 ? 1 : 0,
  };
}

const nounish = (c: number): boolean =>
  c === WordClass.noun ||
  c === WordClass.plural ||
  c === WordClass.nounOrVerb ||
  c === WordClass.pluralOrVerb ||
  c === WordClass.capitalized ||
  c === WordClass.allCaps ||
  c === WordClass.number ||
  c === WordClass.adjective ||
  c === WordClass.unknown ||
  c === WordClass.pastOrAdjective;
const pronoun = (c: number): boolean => c === WordClass.subjectPronoun || c === WordClass.objectPronoun;

/** A noun phrase without what hangs on it, as a range of tokens. */
export interface Chunk {
  readonly first: number;
  readonly last: number;
}

const endsFirm = (word: string): boolean => /^(?:inc|ltd|llc|llp|corp|plc)\.?$/.test(word);

/**
 * The noun phrases between two tokens, in order; what stands in brackets after a firm, as "(NYSE: BWI)", is none.
 * Of more than `most`, the first.
 */
export function findChunks(reading: Reading, from: number, to: number, most = Infinity): Chunk[] {
  const { cls } = reading;
  const chunks: Chunk[] = [];
  let i = from;
  while (i <= to && chunks.length < most) {
    const c = cls[i]!;
    if (pronoun(c)) {
      chunks.push({ first: i, last: i });
      i++;
      continue;
    }
    const starts =
      c === WordClass.determiner ||
      c === WordClass.possessivePronoun ||
      nounish(c) ||
      (c === WordClass.that && i + 1 <= to && nounish(cls[i + 1]!) && i > from);
    if (!starts) {
      i = (c === WordClass.bracket ? listingEnd(reading.tokens, i + 1) : i) + 1;
      continue;
    }
    let last = i;
    while (last + 1 <= to) {
      const next = cls[last + 1]!;
      if (nounish(next) || next === WordClass.possessive || (next === WordClass.adverb && cls[last] === WordClass.determiner))
        last++;
      // "the University of Texas", "Bank of England", "Harlow, Inc.", "Johnson & Johnson"
      else if (
        next === WordClass.preposition &&
        reading.tokens.lower[last + 1] === 'of' &&
        last + 2 <= to &&
        (nounish(cls[last + 2]!) || cls[last + 2] === WordClass.determiner)
      )
        last += 2;
      else if (next === WordClass.comma && last + 2 <= to && endsFirm(reading.tokens.lower[last + 2]!)) last += 2;
      else if (next === WordClass.sign && reading.tokens.lower[last + 1] === '&' && last + 2 <= to && nounish(cls[last + 2]!))
        last += 2;
      else break;
    }
    // "Clinton's campaign" is one; a lone ending at the end belongs to the name.
    chunks.push({ first: i, last });
    i = last + 1;
  }
  return chunks;
}
