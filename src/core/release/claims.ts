/**
 * Finds who is said to have said what, in one paragraph: cues, contents and sources by a learned model, and by rules what the
 * model's news articles do not contain (read-outs that give a speaker's own words without quotation marks).
 */
import type { Span } from '../text/span';
import type { Sentence } from '../text/sentences';
import { spanOf, type Tokens } from '../text/tokens';
import type { Claim, NameCandidate, Quotation } from './analysis';
import {
  contentSpan,
  decodeClaims,
  findContent,
  isQuoted,
  STEPS,
  type Found,
  type Step,
  type Weights,
  opensBracket,
} from './claimDecoder';
import { cueContext, groupStart, Side } from './claimModel';
import { readClaimWords, type Reading } from './claimReading';
import { claimWeights } from './claimWeights';
import { withCourtesies } from './courtesies';
import { cueAt } from './cues';
import { cueVerbs } from './cuesLexicon';
import { unpackWeights } from './packedWeights';
import { settleFrames } from './frames';
import { isCapitalized } from './names';
import { isEditorsNote, saysNothing } from './notSaid';
import { findOwnWords } from './ownWords';
import { findHeadlineSpeaker, findLeadIn } from './leadIns';
import { isTitleInMarks } from './quotationPlace';
import { findSignature, takeUncued } from './uncued';
import { WordClass } from './wordClasses';

export interface ParagraphWords {
  readonly tokens: Tokens;
  readonly sentences: readonly Sentence[];
  readonly quotations: readonly Quotation[];
  readonly names: readonly NameCandidate[];
}

/**
 * How probable an attribution must be: the less, the longer its content is, since a long one missed loses more of the text, and
 * a short one more likely has its borders wrong. Chosen by the figures on PolNeAR's articles.
 */
const threshold = (words: number): number => Math.max(0.15, 0.38 - 0.01 * words);

let loaded: Weights | undefined;
/** The weights, unpacked when first needed. */
function weights(): Weights {
  loaded ??= Object.fromEntries(STEPS.map(step => [step, unpackWeights(claimWeights[step])])) as Record<Step, Int8Array>;
  return loaded;
}

/** The claims of a paragraph, by the place of their content. The last may have none: what it introduces is in the next paragraph. */
export function findClaims(words: ParagraphWords): Claim[] {
  const { tokens, sentences, quotations } = words;
  const reading = readClaimWords(tokens, sentences, quotations);
  const headline = findHeadlineSpeaker(reading);
  if (headline) return [headline];
  const found = decodeClaims(reading, weights(), threshold);
  const own = findOwnWords(reading).filter(({ head }) => !isEditorsNote(reading, head));
  const claims: Claim[] = [];
  for (const item of found) {
    // In a title-case headline any noun looks like a name's verb: only verbs of saying count there, and "Roe: We Bake Rye".
    if (reading.titleCase && tokens.lower[item.head] !== ':' && !cueVerbs().has(tokens.lower[item.head]!)) continue;
    if (saysNothing(reading, item)) continue;
    // Inside somebody's own words only what they report in turn would be left; read-outs are kept whole.
    if (own.some(o => item.head >= o.head && item.head <= o.last)) continue;
    const claim = felt(reading, claimOf(reading, withoutNames(reading, item)));
    if (claim.content.length > 0 && !isNameAlone(reading, claim)) claims.push(claim);
  }
  for (const o of own) {
    claims.push({
      kind: 'direct',
      quoted: false,
      source: spanOf(tokens, o.source.first, o.source.last),
      cue: cueAt(tokens, o.head, o.head, o.cueLast),
      content: [spanOf(tokens, o.first, o.last)],
      basis: 'own words without quotation marks, after the cue',
    });
  }
  const whole = withCourtesies(reading, claims);
  const cut = whole.map(claim => trimmed(reading, claim, whole, words.names));
  const apart = cut.filter(claim => !cut.some(other => other !== claim && isWithin(claim, other)));
  const all = takeUncued(reading, settleFrames(reading, apart)).sort(
    (a, b) => a.content[0]!.start - b.content[0]!.start || placeOfCue(a) - placeOfCue(b),
  );
  const signature = all.length === 0 ? findSignature(reading) : undefined;
  if (signature) return [signature];
  const leadIn = findLeadIn(reading);
  const standsAlone = leadIn && !all.some(claim => claim.cue?.span.end === leadIn.cue!.span.end && claim.quoted);
  return standsAlone ? [...all.filter(claim => claim.cue?.span.end !== leadIn.cue!.span.end), leadIn] : all;
}

/** "expressed the hope that …": the noun's claim is the verb's. */
const isWithin = ({ cue }: Claim, other: Claim): boolean =>
  cue !== undefined && other.cue !== undefined && cue.span.start > other.cue.span.start && cue.span.end <= other.cue.span.end;

/** Nouns that "express" and its like carry before "that" or "to": "expressed the hope that …". */
const ATTITUDE =
  /^(?:the|his|her|their|its|a|an)?\s*(?:(?:sincere|strong|firm|full|deep|great|serious|grave)\s+)?(?:hope|belief|conviction|confidence|view|wish|expectation|readiness|willingness|desire|intention|fear|concern|opinion|optimism|determination|commitment)\s+(?=that\b|to\s)/i;
const PARTICIPLE =
  /^(?:speaking|addressing|asked|responding|writing|commenting|opening|closing|welcoming|announcing|presenting)\b[^,“"]{0,80},\s+(?=\p{L})/iu;
const CARRYING = /^(?:express|voice|state|convey|reiterate|repeat|reaffirm|share|hold)$/;
/** Verbs whose object is what others say: "rejected claims that …". */
const REJECTING = /^(?:reject|deny|dismiss|dispute|refute|rebut)$/;

/**
 * A claim cut to what it says and who says it: the noun that the verb carries belongs to the cue ("expressed the hope | that …"),
 * the claim that is rejected to the content ("rejected | claims that …"), and a source ends before another claim's cue.
 */
function trimmed({ tokens: { text } }: Reading, claim: Claim, all: readonly Claim[], names: readonly NameCandidate[]): Claim {
  const { cue } = claim;
  let { source } = claim;
  const rest = claim.content.slice(1);
  let first = claim.content[0];
  if (!cue || !first) return claim;
  if (source) {
    const { start, end } = source;
    const other = all.find(
      c => c !== claim && c.cue && c.cue.span.start > start && c.cue.span.start < end && c.cue.span.end >= end,
    );
    if (other) source = { start, end: start + text.slice(start, other.cue!.span.start).trimEnd().length };
  }
  // "Special Agent | in Charge Jane Roe": a name is never cut.
  const name =
    source &&
    names.find(
      n => n.kind === 'person' && n.span.start >= source!.start && n.span.start < source!.end && n.span.end > source!.end,
    );
  if (source && name && !claim.content.some(c => c.start < name.span.end && c.end > name.span.start))
    source = { start: source.start, end: name.span.end };
  // "Speaking after the vote, the Mayor": the clause before is no part of the phrase.
  const opening = source && PARTICIPLE.exec(text.slice(source.start, source.end));
  if (source && opening) source = { start: source.start + opening[0].length, end: source.end };
  let { span } = cue;
  const carried = CARRYING.test(cue.lemma) && first.start >= span.end ? ATTITUDE.exec(text.slice(first.start, first.end)) : null;
  if (carried && text.slice(span.end, first.start).trim() === '') {
    span = { start: span.start, end: first.start + carried[0].trimEnd().length };
    first = { start: first.start + carried[0].length, end: first.end };
  }
  if (REJECTING.test(cue.lemma) && first.start > span.end && /^that\b/i.test(text.slice(first.start, first.start + 5))) {
    const between = text.slice(span.end, first.start);
    if (/^\s+(?:[a-z]+\s+){1,4}$/.test(between))
      first = { start: span.end + between.length - between.trimStart().length, end: first.end };
  }
  return { ...claim, ...(source ? { source } : {}), cue: { ...cue, span }, content: [first, ...rest] };
}

const placeOfCue = ({ cue }: Claim): number => cue?.span.start ?? 0;

/** "Rep. Jane Roe (R-Utah)": a bracket that the phrase opens is closed; 'Jane “Janey” Roe' is one name. */
function sourceSpan(reading: Reading, first: number, last: number): Span {
  const { tokens, quote } = reading;
  const nickname =
    first > 3 && quote[first] === 0 && quote[first - 1]! > 0 && quote[first - 4] === 0 && quote[first - 1] === quote[first - 3];
  const named = nickname && isCapitalized(tokens, first - 2) && isCapitalized(tokens, first - 4);
  return spanOf(
    tokens,
    named ? first - 4 : first,
    tokens.lower[last + 1] === ')' && opensBracket(reading, first, last) ? last + 1 : last,
  );
}

function claimOf(reading: Reading, item: Found): Claim {
  const { tokens } = reading;
  const content = item.content.map(range => contentSpan(reading, range));
  const quoted = isQuoted(reading, content);
  const mixed =
    !quoted &&
    reading.quotations.some(
      q =>
        q.depth === 0 &&
        content.some(c => q.span.start < c.end && q.span.end > c.start) &&
        tokens.start[item.head]! < q.span.start,
    );
  return {
    kind: quoted ? 'direct' : mixed ? 'mixed' : 'indirect',
    quoted,
    ...(item.source ? { source: sourceSpan(reading, item.source.first, item.source.last) } : {}),
    cue: cueAt(tokens, item.head, groupStart(reading, item.head), cueEnd(reading, item)),
    content,
    basis: basisOf(item.side, quoted),
  };
}

const FEELING =
  /\b(?:concerned|alarmed|saddened|shocked|appalled|horrified|dismayed|disturbed|troubled|encouraged|heartened|outraged|worried|moved)$/i;

/** "Roe is concerned by the news": who stands before the feeling has it, whatever a passive verb's subject would be. */
function felt({ tokens: { text } }: Reading, claim: Claim): Claim {
  const { source, cue, content } = claim;
  const first = content[0];
  if (!source || !cue || !first || content.length > 1 || claim.quoted || first.end > cue.span.start) return claim;
  if (
    !FEELING.test(text.slice(cue.span.start, cue.span.end)) ||
    !/^\s+(?:by|at|about|over)\s/.test(text.slice(cue.span.end, source.start))
  )
    return claim;
  return { ...claim, source: first, content: [{ start: cue.span.end + 1, end: source.end }], basis: basisOf(Side.right, false) };
}

/** "On “Meet the Makers,” Roe said …": a name in marks is no message, but what follows the cue is. */
function withoutNames(reading: Reading, item: Found): Found {
  if (item.side === Side.right) return item;
  const first = contentSpan(reading, item.content[0]!);
  if (!isTitleInMarks(reading, first) || !isQuoted(reading, [first]) || item.content[0]!.last > item.head) return item;
  const context = cueContext(reading, item.head);
  return { ...item, side: Side.right, content: findContent(reading, context, Side.right, weights()) };
}

/** "the film, titled “Rye,”", "author of “Rye”": nothing is said. */
function isNameAlone(reading: Reading, { quoted, content }: Claim): boolean {
  return quoted && content.length === 1 && isTitleInMarks(reading, content[0]!);
}

function basisOf(side: Side, quoted: boolean): string {
  const what = quoted ? 'quotation' : 'reported';
  return side === Side.right ? `${what}, cue before` : side === Side.left ? `${what}, cue after` : `${what}, around the cue`;
}

/** "expressed hope", "called for", "according to": a noun, particle or preposition between the head and the content. */
function cueEnd(reading: Reading, { head, content }: Found): number {
  const { cls } = reading;
  const next = content.find(range => range.first > head);
  let last = head;
  const limit = next ? next.first : Math.min(head + 3, reading.count);
  while (last + 1 < limit && last < head + 3) {
    const c = cls[last + 1]!;
    if (c !== WordClass.preposition && c !== WordClass.noun && c !== WordClass.nounOrVerb && c !== WordClass.to) break;
    last++;
  }
  // Without content right after it, a noun that follows is the source or an object.
  return last + 1 === next?.first
    ? last
    : reading.tokens.lower[head] === 'according' && reading.tokens.lower[head + 1] === 'to'
      ? head + 1
      : head;
}
