/**
 * What is conveyed rather than said: "extended her condolences to the families", "sends greetings", "wishes a speedy recovery". The
 * learned model knows few of these; read-outs and statements are full of them.
 */
import type { Claim } from './analysis';
import { findChunks, groupStart, isVerbClass } from './claimModel';
import type { Reading } from './claimReading';
import { spanOf } from '../text/tokens';
import { wordFact } from '../text/vocabulary';
import { cueAt } from './cues';
import { overlaps } from './quotationPlace';
import { WordClass } from './wordClasses';

const CONVEYING = new Set(
  'convey conveys conveyed extend extends extended offer offers offered express expresses expressed send sends sent renew renews renewed'.split(
    ' ',
  ),
);
const CONVEYED = new Set(
  'condolence condolences sympathy sympathies gratitude thanks appreciation greeting greetings congratulations regards apologies apology respects solidarity wishes'.split(
    ' ',
  ),
);
const WISHING = new Set('wish wishes wished'.split(' '));
const WISHED = new Set('recovery success happiness health peace prosperity progress luck'.split(' '));

/** What a word brings: a courtesy or a wish. */
const Bringing = { none: 0, courtesy: 1, wish: 2 } as const;
const broughtBy = wordFact(word => (CONVEYING.has(word) ? Bringing.courtesy : WISHING.has(word) ? Bringing.wish : Bringing.none));

/** So many words may stand between the verb and the noun: "her most sincere and heartfelt condolences". */
const REACH = 6;

/**
 * The claims and those of courtesies outside anybody's own words that none of them has for its cue. One that has ends where the
 * clause does: "extended her condolences | and left".
 */
export function withCourtesies(reading: Reading, claims: readonly Claim[]): Claim[] {
  const { tokens, count, quote } = reading;
  const all = [...claims];
  for (let head = 1; head < count; head++) {
    const brought = broughtBy(tokens, head);
    if (brought === Bringing.none || quote[head]! > 0) continue;
    const noun = nounAfter(reading, head, brought === Bringing.courtesy ? CONVEYED : WISHED);
    if (noun < 0) continue;
    const group = groupStart(reading, head);
    const span = spanOf(tokens, group, head);
    const content = spanOf(tokens, head + 1, clauseEnd(reading, noun));
    const own = all.findIndex(({ cue }) => cue && overlaps(cue.span, span));
    if (own >= 0) {
      all[own] = cutAt(content.end, all[own]!);
      continue;
    }
    if (all.some(({ kind, content: said }) => kind === 'direct' && said.some(c => overlaps(c, span)))) continue;
    const source = subjectOf(reading, group, all);
    if (!source) continue;
    all.push({
      kind: 'indirect',
      quoted: false,
      source,
      cue: cueAt(tokens, head, group, head),
      content: [content],
      basis: 'courtesy, cue before',
    });
  }
  return all;
}

/** A report whose one content runs past an offset, cut there. */
function cutAt(end: number, claim: Claim): Claim {
  const [first, ...rest] = claim.content;
  if (claim.kind !== 'indirect' || !first || rest.length > 0 || first.start >= end || first.end <= end) return claim;
  return { ...claim, content: [{ start: first.start, end }] };
}

/** The noun that is conveyed, past its article and adjectives; -1 without one. */
function nounAfter({ tokens, cls }: Reading, head: number, nouns: ReadonlySet<string>): number {
  for (let i = head + 1; i < tokens.count && i <= head + REACH; i++) {
    if (nouns.has(tokens.lower[i]!)) return i;
    const c = cls[i]!;
    if (
      c === WordClass.comma ||
      c === WordClass.stop ||
      c === WordClass.colon ||
      c === WordClass.to ||
      c === WordClass.preposition ||
      c === WordClass.that
    )
      return -1;
  }
  return -1;
}

/** The last token of the clause: before a stop, a sign, or "and" with another verb behind it. */
function clauseEnd({ tokens, sentences, sentence, cls }: Reading, noun: number): number {
  const { last } = sentences[sentence[noun]!]!;
  let end = noun;
  for (let i = noun + 1; i <= last; i++) {
    const c = cls[i]!;
    if (c === WordClass.stop || c === WordClass.colon || c === WordClass.comma) break;
    const joins = tokens.lower[i] === 'and' || tokens.lower[i] === 'but';
    if (joins && i < last && (isVerbClass(cls[i + 1]!) || broughtBy(tokens, i + 1) !== Bringing.none)) break;
    end = i;
  }
  return end;
}

/** Who conveys it: the noun phrase before the verb, or after "and" the source of the verb before. */
function subjectOf(reading: Reading, group: number, claims: readonly Claim[]): Claim['source'] {
  const { tokens, sentences, sentence } = reading;
  const { lower, start } = tokens;
  const { first } = sentences[sentence[group]!]!;
  const goesOn = lower[group - 1] === 'and' || lower[group - 1] === ',';
  if (goesOn) {
    const before = claims.findLast(({ cue }) => cue && cue.span.start >= start[first]! && cue.span.end < start[group]!);
    if (before?.source) return before.source;
  }
  const chunks = findChunks(reading, first, group - 1);
  const chunk = goesOn ? chunks[0] : chunks.at(-1);
  return chunk && spanOf(tokens, chunk.first, chunk.last);
}
