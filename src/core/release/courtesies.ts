/**
 * What is conveyed rather than said: "extended her condolences to the families", "sends greetings", "wishes a speedy recovery". The
 * learned model knows few of these; read-outs and statements are full of them.
 */
import type { Claim } from './analysis';
import { findChunks, groupStart, isVerbClass } from './claimModel';
import type { Reading } from './claimReading';
import { cueClassOf, lemmaOf } from './cues';
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

/** So many words may stand between the verb and the noun: "her most sincere and heartfelt condolences". */
const REACH = 6;

/** Claims for courtesies outside anybody's own words that none of `claims` has for its cue. */
export function findCourtesies(reading: Reading, claims: readonly Claim[]): Claim[] {
  const { tokens, count, quote } = reading;
  const { lower, start, end } = tokens;
  const found: Claim[] = [];
  for (let head = 1; head < count; head++) {
    const nouns = CONVEYING.has(lower[head]!) ? CONVEYED : WISHING.has(lower[head]!) ? WISHED : undefined;
    if (!nouns || quote[head]! > 0) continue;
    const noun = nounAfter(reading, head, nouns);
    if (noun < 0) continue;
    const group = groupStart(reading, head);
    const span = { start: start[group]!, end: end[head]! };
    const taken = claims.some(
      ({ cue, kind, content }) =>
        (cue && cue.span.start < span.end && cue.span.end > span.start) ||
        (kind === 'direct' && content.some(c => c.start < span.end && c.end > span.start)),
    );
    if (taken) continue;
    const source = subjectOf(reading, group, [...claims, ...found]);
    if (!source) continue;
    found.push({
      kind: 'indirect',
      quoted: false,
      source,
      cue: { span, lemma: lemmaOf(lower[head]!), class: cueClassOf(lower[head]!) },
      content: [{ start: start[head + 1]!, end: end[clauseEnd(reading, noun)]! }],
      basis: 'courtesy, cue before',
    });
  }
  return found;
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
    const next = tokens.lower[i + 1]!;
    const verb = i < last && (isVerbClass(cls[i + 1]!) || CONVEYING.has(next) || WISHING.has(next));
    if (verb && (tokens.lower[i] === 'and' || tokens.lower[i] === 'but')) break;
    end = i;
  }
  return end;
}

/** Who conveys it: the noun phrase before the verb, or after "and" the source of the verb before. */
function subjectOf(reading: Reading, group: number, claims: readonly Claim[]): Claim['source'] {
  const { tokens, sentences, sentence } = reading;
  const { lower, start, end } = tokens;
  const { first } = sentences[sentence[group]!]!;
  if (lower[group - 1] === 'and' || lower[group - 1] === ',') {
    const before = claims.findLast(({ cue }) => cue && cue.span.start >= start[first]! && cue.span.end < start[group]!);
    if (before?.source) return before.source;
  }
  const chunks = findChunks(reading, first, group - 1);
  const chunk = lower[group - 1] === 'and' || lower[group - 1] === ',' ? chunks[0] : chunks.at(-1);
  return chunk && { start: start[chunk.first]!, end: end[chunk.last]! };
}
