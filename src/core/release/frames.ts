/**
 * Quotations and the clauses that frame them: “…,” said Roe; “…,” Roe, a baker, said; Roe said, “…”. The learned model sees words;
 * here the marks have the last word: where a clause frames a quotation, all of the quotation is what was said, and nothing else.
 */
import type { Span } from '../text/span';
import { spanOf, TokenKind, type Tokens } from '../text/tokens';
import type { Claim, Quotation } from './analysis';
import { findChunks, groupStart, isFinite } from './claimModel';
import type { Reading } from './claimReading';
import { cueAt, cueClassOf } from './cues';
import { cueVerbs } from './cuesLexicon';
import { isCapitalized } from './names';
import { WordClass } from './wordClasses';

/** The clause that frames a quotation has at most so many words before its verb. */
const LONGEST_FRAME = 30;

/** The sign before the closing mark that says the sentence goes on after it. */
export const COMMA_INSIDE = /[,?!—–…-]\s?[”"“»’']{1,3}$/;

/** Verbs that frame a quotation and report nothing otherwise: "the letter reads", "Roe went on". */
const FRAMING = new Set(
  'read reads went goes began begins ran runs laughed sighed sang sings chanted sneered mused gushed thundered joked deadpanned countered offered ventured interjected'.split(
    ' ',
  ),
);

export const overlaps = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;

/** The token at an offset, or the one after it. */
export function tokenFrom({ tokens }: Reading, offset: number): number {
  let low = 0;
  let high = tokens.count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (tokens.start[middle]! < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A capital after the mark: own words, not a phrase that somebody else's sentence takes over. */
export const startsLikeSpeech = (text: string, span: Span): boolean =>
  /^\W{0,4}(?:\.{3}|…|\[)?\s?[\p{Lu}\d]/u.test(text.slice(span.start, span.start + 10));

/** A small letter after the mark: a piece that goes on in the sentence. */
export const startsSmall = (text: string, { start }: Span): boolean => /^\W{1,2}\p{Ll}/u.test(text.slice(start, start + 3));

/** Whether a quotation is the first thing in its sentence. */
export function opensSentence(reading: Reading, { start }: Span): boolean {
  const first = tokenFrom(reading, start);
  if (first >= reading.count) return false;
  const opens = opensAt(reading, first);
  openers = { tokens: reading.tokens, first, opens };
  return opens;
}

/** What was answered last: of a run of marks each is asked for, and the answer for all is what stands before them. */
let openers: { readonly tokens: Tokens | undefined; readonly first: number; readonly opens: boolean } = {
  tokens: undefined,
  first: 0,
  opens: false,
};

function opensAt({ tokens, sentence }: Reading, first: number): boolean {
  const { kind, lower } = tokens;
  for (let i = first - 1; i >= 0; i--) {
    if (sentence[i] !== sentence[first]) return true;
    if (kind[i] !== TokenKind.quote && lower[i] !== '(') return lower[i] === ':';
    if (i === openers.first && tokens === openers.tokens) return openers.opens;
  }
  return true;
}

/** Words after which marks hold a name or a title and no message: "on “Meet the Makers,”", "the film “Rye”", "Roe's “Bread”". */
const BEFORE_TITLE =
  /^(?:of|on|in|at|from|the|a|an|by|to|with|for|about|titled|entitled|called|named|dubbed|book|film|movie|show|song|album|series|program|programme|memoir|novel|podcast|magazine|author|host|his|her|its|their|and|or|wrote|watch|watched|read)$/;

/**
 * Whether the marks hold the title of a work: they stand inside a sentence, after a word that no message follows without a comma,
 * and begin with a capital.
 */
export function isTitleInMarks(reading: Reading, span: Span): boolean {
  const { tokens } = reading;
  if (!startsLikeSpeech(tokens.text, span) || opensSentence(reading, span)) return false;
  const first = tokenFrom(reading, span.start);
  if (first === 0) return false;
  const before = tokens.lower[first - 1]!;
  return tokens.kind[first - 1] === TokenKind.possessive || BEFORE_TITLE.test(before);
}

interface Frame {
  readonly quotation: Quotation;
  readonly head: number;
  readonly group: number;
  readonly source: Span | undefined;
  readonly basis: string;
}

/** Gives each framed quotation to its frame's claim, whole, and takes it from the others. */
export function settleFrames(reading: Reading, claims: readonly Claim[]): Claim[] {
  const settled = claims.map(claim => snapped(reading, claim));
  const outer = reading.quotations.filter(q => q.depth === 0);
  let before: Frame | undefined;
  for (const quotation of outer) {
    const frame = frameOf(reading, quotation, settled);
    if (!frame) {
      if (before) leaveToFrame(reading, quotation, before, settled);
      continue;
    }
    before = frame.head > tokenFrom(reading, quotation.span.start) ? frame : undefined;
    const { head, group, source, basis } = frame;
    const { start, end, lower } = reading.tokens;
    const at = settled.findIndex(({ cue }) => cue && cue.span.start <= start[head]! && cue.span.end >= end[head]!);
    // Nobody else says it: a claim with another cue outside the marks keeps what else it has.
    for (let i = settled.length - 1; i >= 0; i--) {
      const other = settled[i]!;
      if (i === at || !other.cue || overlaps(other.cue.span, quotation.span)) continue;
      if (!overlapsAny(other.content, quotation.span)) continue;
      const kept = other.content.filter(span => !overlaps(span, quotation.span));
      settled[i] = { ...other, content: kept };
    }
    const own = at < 0 ? undefined : settled[at]!;
    const pieces = own?.content.filter(span => span.start >= quotation.span.end && isPiece(reading, span, end[head]!)) ?? [];
    const known = own?.source && !overlaps(own.source, quotation.span) ? own.source : source;
    if (!known && !own) continue;
    const claim: Claim = {
      kind: 'direct',
      quoted: true,
      ...(known ? { source: known } : {}),
      cue: own?.cue ?? cueAt(reading.tokens, head, group, lower[head] === 'according' ? head + 1 : head),
      content: [quotation.span, ...pieces],
      basis: pieces.length > 0 ? 'quotation, around the cue' : basis,
    };
    if (at < 0) settled.push(claim);
    else settled[at] = claim;
  }
  settled.push(...nestedClaims(reading, settled));
  return settled.filter((claim, i) => claim.content.length > 0 || (claims[i]?.content.length ?? 0) === 0);
}

/**
 * “…,” Roe said, looking away. “…”: the second quotation opens the sentence after the frame's, or goes on in it after a comma, so
 * what else the frame's sentence holds, or a cue that comes after a full stop, does not say it.
 */
function leaveToFrame(reading: Reading, { span }: Quotation, { quotation, head }: Frame, claims: Claim[]): void {
  const { tokens, sentence } = reading;
  const first = tokenFrom(reading, span.start);
  const { text } = tokens;
  if (first >= reading.count) return;
  const apart = sentence[first]! - sentence[head]!;
  const goesOn =
    apart === 0
      ? startsSmall(text, span) &&
        /,[”"“»’']{1,3}$/.test(text.slice(quotation.span.start, quotation.span.end)) &&
        tokens.lower[first - 1] === ','
      : apart === 1 && opensSentence(reading, span);
  if (!goesOn) return;
  for (let i = claims.length - 1; i >= 0; i--) {
    const { cue, content } = claims[i]!;
    if (!cue || !overlapsAny(content, span)) continue;
    const at = tokenFrom(reading, cue.span.start);
    const beside = at > head && cue.span.start >= quotation.span.end && cue.span.end <= span.start && !isSaying(reading, at);
    const after =
      cue.span.start >= span.end && sentence[at] !== sentence[first] && /\.[”"“»’']{1,3}$/.test(text.slice(span.start, span.end));
    if (!beside && !after) continue;
    // "explaining why she bakes, “but …”": what stands before it is the claim's own.
    const kept = content.flatMap(c => {
      if (!overlaps(c, span)) return [c];
      const own = text.slice(c.start, span.start).replace(/[,;:\s]+$/, '');
      return c.start < span.start && own ? [{ start: c.start, end: c.start + own.length }] : [];
    });
    claims[i] = { ...claims[i]!, content: kept };
  }
}

function overlapsAny(spans: readonly Span[], span: Span): boolean {
  for (const other of spans) if (overlaps(other, span)) return true;
  return false;
}

/**
 * “…She said, ‘Rye sells,’ and left…”: what somebody's own words quote in turn, in a story that runs over several paragraphs. In
 * shorter ones annotators leave it to the words that quote it.
 */
function nestedClaims(reading: Reading, claims: readonly Claim[]): Claim[] {
  const { tokens, sentences, sentence, quote } = reading;
  const { lower } = tokens;
  const found: Claim[] = [];
  for (const { span, depth, closed } of reading.quotations) {
    if (depth !== 1 || !closed || !startsLikeSpeech(tokens.text, span)) continue;
    const outer = reading.quotations[(quote[tokenFrom(reading, span.start)] ?? 0) - 1];
    if (!outer || outer.closed) continue;
    if (claims.some(({ cue, content }) => cue && content.some(c => c.start === span.start && c.end === span.end))) continue;
    const first = tokenFrom(reading, span.start);
    if (first < 2 || !/^[,:]$/.test(lower[first - 1]!) || quote[first - 1] !== quote[first]) continue;
    const from = sentences[sentence[first - 1]!]!.first;
    for (let head = first - 2; head >= Math.max(from, first - 7) && quote[head] === quote[first]; head--) {
      if (tokens.kind[head] !== TokenKind.word || !cueVerbs().has(lower[head]!) || cueClassOf(lower[head]!) !== 'speech')
        continue;
      const group = groupStart(reading, head);
      const used = lower[head - 1] === 'to' && lower[head - 2] === 'used' ? head - 2 : group;
      const chunk = findChunks(reading, from, used - 1).at(-1);
      if (!chunk) break;
      found.push({
        kind: 'direct',
        quoted: true,
        source: spanOf(tokens, chunk.first, chunk.last),
        cue: cueAt(tokens, head, used, head),
        content: [span],
        basis: 'quotation in a quotation, cue before',
      });
      break;
    }
  }
  return found;
}

/** Whether a span is a quotation that goes on with an interrupted one, and not a name in marks, or framed by a verb of its own. */
function isPiece(reading: Reading, span: Span, cueEnd: number): boolean {
  const quotation = reading.quotations.find(q => q.depth === 0 && q.span.start === span.start && span.end - q.span.end <= 1);
  return (
    quotation !== undefined &&
    !isTitleInMarks(reading, span) &&
    (opensSentence(reading, span) || followsComma(reading, span)) &&
    !isFramedAnew(reading, span, cueEnd)
  );
}

/** "Roe said, adding later, “…”": a second verb of saying right before a quotation, after the cue's. */
export function isFramedAnew(reading: Reading, span: Span, cueEnd: number): boolean {
  const first = tokenFrom(reading, span.start);
  for (let i = first - 1; i >= 0 && i > first - 6 && reading.tokens.start[i]! >= cueEnd; i--) {
    // "explaining why she bakes, “but …”": the verb has a clause of its own already.
    if (isFinite(reading.cls[i]!)) return false;
    if (reading.tokens.lower[i]!.endsWith('ing') && isSaying(reading, i) && reading.sentence[i] === reading.sentence[first])
      return true;
  }
  return false;
}

function followsComma({ tokens: { text } }: Reading, { start }: Span): boolean {
  return /[,:;—–.?!-]\s*$/.test(text.slice(Math.max(0, start - 4), start));
}

/**
 * A claim's content, which the model may begin or end in the midst of a quotation whose cue is outside: then all of the quotation
 * is meant, where it reads as speech.
 */
function snapped(reading: Reading, claim: Claim): Claim {
  const { cue } = claim;
  if (!cue) return claim;
  const content = claim.content.map(span => {
    const quotation = reading.quotations.find(
      q => q.depth === 0 && q.closed && q.span.start < span.end && q.span.end > span.start && !overlaps(q.span, cue.span),
    );
    if (!quotation || (quotation.span.start === span.start && quotation.span.end === span.end)) return span;
    const { start, end } = quotation.span;
    // "argues that “only she can win. He cannot.”": to the end of the marks
    if (span.start < start && span.end < end && cue.span.end <= start) {
      return { start: span.start, end };
    }
    const inside = span.start >= start && span.end <= end;
    const share = (span.end - span.start) / (end - start);
    if (!inside || share < 0.5 || !(startsLikeSpeech(reading.tokens.text, quotation.span) || share > 0.8)) return span;
    return { start, end };
  });
  if (content.every((span, i) => span === claim.content[i])) return claim;
  const quoted = content.every(span =>
    reading.quotations.some(q => q.depth === 0 && q.span.start === span.start && q.span.end >= span.end),
  );
  return { ...claim, content, quoted, kind: quoted ? 'direct' : claim.kind };
}

/** The clause that frames a quotation, after it or before it. */
function frameOf(reading: Reading, quotation: Quotation, claims: readonly Claim[]): Frame | undefined {
  const { span, opened, closed } = quotation;
  const { text } = reading.tokens;
  if (!opened || !closed) return undefined;
  if (opensSentence(reading, span) && COMMA_INSIDE.test(text.slice(span.start, span.end))) {
    const after = frameAfter(reading, quotation, claims);
    if (after) return after;
  }
  return startsLikeSpeech(text, span) ? frameBefore(reading, quotation, claims) : undefined;
}

function isSaying({ tokens, quote }: Reading, i: number): boolean {
  const word = tokens.lower[i]!;
  return (
    tokens.kind[i] === TokenKind.word &&
    quote[i] === 0 &&
    ((cueVerbs().has(word) && cueClassOf(word) === 'speech') || FRAMING.has(word))
  );
}

const isFramingVerb = (reading: Reading, i: number): boolean => isSaying(reading, i) && !reading.tokens.lower[i]!.endsWith('ing');

/** A nickname within a name: 'Marcia "Cia" Price'. */
const isNickname = ({ tokens, quotations, quote }: Reading, i: number): boolean => {
  const quotation = quote[i]! > 0 ? quotations[quote[i]! - 1] : undefined;
  return (
    quotation !== undefined &&
    quotation.closed &&
    /^\W\p{Lu}[\p{L}.]* ?[\p{L}.]*\W$/u.test(tokens.text.slice(quotation.span.start, quotation.span.end))
  );
};

function frameAfter(reading: Reading, quotation: Quotation, claims: readonly Claim[]): Frame | undefined {
  const { tokens, sentences, sentence, quote, count } = reading;
  const { lower } = tokens;
  const next = tokenFrom(reading, quotation.span.end);
  if (next >= count) return undefined;
  const { last } = sentences[sentence[next]!]!;
  // “Why?” Roe asked. — where the sentence has ended with the mark, only a clause that is nothing but the frame counts.
  const apart = next > 0 && sentence[next] !== sentence[next - 1];
  let relative = false;
  for (let head = next; head <= Math.min(last, next + LONGEST_FRAME); head++) {
    if (quote[head]! > 0) {
      if (!isNickname(reading, head)) return undefined;
      continue;
    }
    const word = lower[head];
    if (word === ':' || word === ';') return undefined;
    if (word === 'who' || word === 'which' || word === 'whose') relative = true;
    if (word === ',') relative = false;
    if (relative || !isFramingVerb(reading, head) || isNamedLikeVerb(reading, head)) continue;
    if (apart && (head === next || !isBareTail(reading, head + 1, last))) return undefined;
    const { group, source } = sourceOf(reading, next, head, last, claims);
    return { quotation, head, group, source, basis: 'quotation, cue after' };
  }
  const head = verbOfAnyKind(reading, next, last, apart);
  return head < 0
    ? undefined
    : { quotation, head, ...sourceOf(reading, next, head, last, claims), basis: 'quotation, cue after' };
}

/** "“…,” Read said", "the report concluded", "shot back from the counter": a name or a noun that looks like a verb. */
const isNamedLikeVerb = (reading: Reading, i: number): boolean =>
  ARTICLE.test(reading.tokens.lower[i - 1] ?? '') ||
  (i + 1 < reading.count &&
    isFramingVerb(reading, i + 1) &&
    (isCapitalized(reading.tokens, i) || reading.cls[i - 1] === WordClass.determiner));

const ARTICLE = /^(?:an?|the|his|her|its|their|our|my)$/;

/**
 * Whether what follows a verb reports nothing: "shouted to the crowd", "said of the plan", "asked the baker"; no clause, no other
 * object, no other quotation.
 */
function isBareTail({ tokens, cls, quote }: Reading, from: number, last: number): boolean {
  let at = from;
  // Whom somebody asks or tells.
  if (ASKING.test(tokens.lower[from - 1]!))
    while (at <= last && at < from + LONGEST_SUBJECT && !AFTER_FRAME.test(tokens.lower[at]!) && !isFinite(cls[at]!)) at++;
  if (at <= last && !AFTER_FRAME.test(tokens.lower[at]!)) return false;
  for (let i = from; i <= last; i++) if (quote[i]! > 0 || tokens.lower[i] === ':' || tokens.lower[i] === 'that') return false;
  return true;
}

const ASKING = /^(?:asks?|asked|tells?|told)$/;

const AFTER_FRAME =
  /^(?:[.,!?;–—-]+|of|to|in|on|at|as|with|after|before|during|when|while|from|last|this|yesterday|today|[a-z]{2,}ly|(?:mon|tues|wednes|thurs|fri|satur|sun)day)$/;

/**
 * "he mocks.", "Roe huffed at noon", "the guests yelled back": the verb right after the short phrase that follows the marks,
 * whatever it is. After a mark that ends a sentence a small letter must say that it goes on.
 */
function verbOfAnyKind(reading: Reading, next: number, last: number, apart: boolean): number {
  const { cls, tokens } = reading;
  if (apart && isCapitalized(tokens, next)) return -1;
  for (let head = next + 1; head <= Math.min(last, next + LONGEST_SUBJECT); head++) {
    const c = cls[head]!;
    if (c === WordClass.comma) return -1;
    if (tokens.kind[head] !== TokenKind.word || isCapitalized(tokens, head)) continue;
    if (c !== WordClass.past && c !== WordClass.present && c !== WordClass.pastOrAdjective && c !== WordClass.pluralOrVerb)
      continue;
    const after = PARTICLE.test(tokens.lower[head + 1] ?? '') ? head + 2 : head + 1;
    if (!AFTER_FRAME.test(tokens.lower[after] ?? '.')) continue;
    const noun = findChunks(reading, next, head - 1);
    return noun.length === 1 && noun[0]!.first === next && noun[0]!.last === head - 1 ? head : -1;
  }
  return -1;
}

const LONGEST_SUBJECT = 7;
const PARTICLE = /^(?:back|again|aloud|out)$/;

function frameBefore(reading: Reading, quotation: Quotation, claims: readonly Claim[]): Frame | undefined {
  const { tokens, sentences, sentence, quote } = reading;
  const { lower, text } = tokens;
  const first = tokenFrom(reading, quotation.span.start);
  const next = tokenFrom(reading, quotation.span.end);
  if (first < 2) return undefined;
  // “Of course he will” against such attacks: the sentence goes on, and the report with it.
  if (
    next < reading.count &&
    sentence[next] === sentence[first] &&
    /^\p{Ll}/u.test(text.slice(tokens.start[next], tokens.end[next])) &&
    !/[.,!?…—-][”"“»’']{1,3}$/.test(text.slice(quotation.span.start, quotation.span.end))
  )
    return undefined;
  const start = sentences[sentence[first - 1]!]!.first;
  const basis = 'quotation, cue before';
  if (lower[first - 1] !== ',' && lower[first - 1] !== ':') {
    // shouting “…”
    if (!isSaying(reading, first - 1) || NAMING.test(lower[first - 1]!) || first - 1 <= start) return undefined;
    return { quotation, head: first - 1, ...sourceOf(reading, start, first - 1, first - 1, claims), basis };
  }
  for (let head = first - 2; head >= Math.max(start, first - 9) && quote[head] === 0; head--) {
    if (!isSaying(reading, head) || (lower[head]!.endsWith('ing') && lower[head - 1] !== ',' && head < first - 7)) continue;
    // Continued Roe: “…”
    const inverted = head === start && startsLikeSpeech(text, { start: tokens.start[head]!, end: tokens.end[head]! });
    return { quotation, head, ...sourceOf(reading, start, head, inverted ? first - 2 : head, claims), basis };
  }
  if (lower[first - 1] === ':') {
    const introduced = introducedBy(reading, start, first - 1);
    if (introduced) return { quotation, ...introduced, basis };
  }
  // According to Roe, “…”
  if (lower[start] !== 'according' || lower[start + 1] !== 'to' || first - 2 < start + 2 || first - start > LONGEST_NAMING)
    return undefined;
  const source = { start: tokens.start[start + 2]!, end: tokens.end[first - 2]! };
  return /[,;]/.test(text.slice(source.start, source.end)) ? undefined : { quotation, head: start, group: start, source, basis };
}

/** "Still, he demurred: “…”", "Roe's letter makes a case: “…”": any verb right after its subject, a few words before the colon. */
function introducedBy(reading: Reading, start: number, colon: number): Pick<Frame, 'head' | 'group' | 'source'> | undefined {
  const { tokens, cls } = reading;
  for (let head = colon - 1; head > start && head >= colon - LONGEST_INTRODUCTION; head--) {
    if (reading.quote[head]! > 0 || cls[head] === WordClass.comma) return undefined;
    if (cls[head] !== WordClass.past && cls[head] !== WordClass.present) continue;
    const group = groupStart(reading, head);
    const subject = findChunks(reading, start, group - 1).at(-1);
    if (subject?.last !== group - 1 || NOBODY.test(tokens.lower[subject.first]!)) return undefined;
    return { head, group, source: spanOf(tokens, subject.first, subject.last) };
  }
  return undefined;
}

const LONGEST_INTRODUCTION = 7;
const NOBODY = /^(?:it|there|this|that|these|those|which|who|what|here|you|something|nothing|everything)$/;

/** "According to Roe and the others," has at most so many words. */
const LONGEST_NAMING = 12;

/** What follows them in marks is a name. */
const NAMING =
  /^(?:call|calls|called|calling|name|names|named|naming|title|titled|entitled|dub|dubbed|label|labeled|labelled|write|writes|wrote|writing|written|read|reads|ran|run|runs|sings|sang)$/;

/** The noun phrase of a frame, before its verb or (“…,” said Roe) after it; none where a claim knows it. */
function sourceOf(
  reading: Reading,
  from: number,
  head: number,
  last: number,
  claims: readonly Claim[],
): { group: number; source: Span | undefined } {
  const { tokens } = reading;
  const group = Math.min(head, Math.max(groupStart(reading, head), from));
  const known = claims.find(({ cue }) => cue && cue.span.start <= tokens.start[head]! && cue.span.end >= tokens.end[head]!);
  if (known?.source) return { group, source: known.source };
  // “…,” Roe said, adding, “…”: her words too
  if (tokens.lower[head]!.endsWith('ing')) {
    const before = claims.findLast(
      ({ cue, source }) => source && cue && cue.span.end <= tokens.start[head]! && cue.span.start >= tokens.start[from]! - 400,
    );
    if (before) return { group, source: before.source };
  }
  const chunks = head === from ? findChunks(reading, head + 1, Math.min(last, head + 8)) : findChunks(reading, from, group - 1);
  const noun = chunks[0];
  if (!noun) return { group, source: undefined };
  let end = noun.last;
  for (const chunk of chunks.slice(1)) {
    if (chunk.first - end > 2) break;
    end = chunk.last;
  }
  return { group, source: spanOf(tokens, noun.first, end) };
}
