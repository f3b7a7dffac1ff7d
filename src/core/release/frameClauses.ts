/** The clause that frames a quotation: after it (“…,” Roe said), before it (Roe said, “…”), or leading to a colon (Roe had a word: “…”). */
import type { Span } from '../text/span';
import { spanOf, TokenKind } from '../text/tokens';
import type { Claim, Quotation } from './analysis';
import { findChunks, groupStart, isFinite } from './claimModel';
import type { Reading } from './claimReading';
import { cueClassOf } from './cues';
import { cueVerbs } from './cuesLexicon';
import { isCapitalized } from './names';
import { COMMA_INSIDE, opensSentence, startsLikeSpeech, tokenFrom } from './quotationPlace';
import { WordClass } from './wordClasses';

/** The clause that frames a quotation has at most so many words before its verb. */
const LONGEST_FRAME = 30;

/** Verbs that frame a quotation and report nothing otherwise: "the letter reads", "Roe went on". */
const FRAMING = new Set(
  'read reads went goes began begins ran runs laughed sighed sang sings chanted sneered mused gushed thundered joked deadpanned countered offered ventured interjected'.split(
    ' ',
  ),
);

export interface Frame {
  readonly quotation: Quotation;
  readonly head: number;
  readonly group: number;
  readonly source: Span | undefined;
  readonly basis: string;
}

/** The clause that frames a quotation, after it or before it. */
export function frameOf(reading: Reading, quotation: Quotation, claims: readonly Claim[]): Frame | undefined {
  const { span, opened, closed } = quotation;
  const { text } = reading.tokens;
  if (!opened || !closed) return undefined;
  if (opensSentence(reading, span) && COMMA_INSIDE.test(text.slice(span.start, span.end))) {
    const after = frameAfter(reading, quotation, claims);
    if (after) return after;
  }
  return startsLikeSpeech(text, span) ? frameBefore(reading, quotation, claims) : undefined;
}

export function isSaying({ tokens, quote }: Reading, i: number): boolean {
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
  let afterRelative = -1;
  for (let head = next; head <= Math.min(last, next + LONGEST_FRAME); head++) {
    if (quote[head]! > 0) {
      if (!isNickname(reading, head)) return undefined;
      continue;
    }
    const word = lower[head];
    if (word === ':' || word === ';') return undefined;
    if (word === 'who' || word === 'which' || word === 'whose') relative = true;
    if (word === ',') relative = false;
    // “…,” Roe, who runs the mill said: the comma that closes the clause is left out.
    if (relative && nounish(reading, head - 1) && isFramingVerb(reading, head) && AFTER_FRAME.test(lower[head + 1] ?? '.'))
      afterRelative = head;
    if (relative || !isFramingVerb(reading, head) || isNamedLikeVerb(reading, head)) continue;
    if (apart && (head === next || !isBareTail(reading, head + 1, last))) return undefined;
    const { group, source } = sourceOf(reading, next, head, last, claims);
    return { quotation, head, group, source, basis: 'quotation, cue after' };
  }
  const head = afterRelative >= 0 && !apart ? afterRelative : verbOfAnyKind(reading, next, last, apart);
  return head < 0
    ? undefined
    : { quotation, head, ...sourceOf(reading, next, head, last, claims), basis: 'quotation, cue after' };
}

function nounish({ cls, tokens }: Reading, i: number): boolean {
  const c = cls[i]!;
  return c === WordClass.noun || c === WordClass.plural || c === WordClass.nounOrVerb || isCapitalized(tokens, i);
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
  const inverted = invertedBefore(reading, start, first);
  if (inverted) return { quotation, ...inverted, basis };
  if (lower[first - 1] === ':') {
    // Not of a headline, “Roe: ‘Of Course’ Rye Sells”.
    const whole =
      next >= reading.count ||
      sentence[next] !== sentence[first] ||
      /[.!?…][”"“»’']{1,3}$/.test(text.slice(quotation.span.start, quotation.span.end));
    const named = whole ? namedBefore(reading, start, first - 1) : undefined;
    if (named) return { quotation, ...named, basis };
    const introduced = introducedBy(reading, start, first - 1);
    if (introduced) return { quotation, ...introduced, basis };
  }
  // According to Roe, “…”
  if (lower[start] !== 'according' || lower[start + 1] !== 'to' || first - 2 < start + 2 || first - start > LONGEST_NAMING)
    return undefined;
  const source = { start: tokens.start[start + 2]!, end: tokens.end[first - 2]! };
  return /[,;]/.test(text.slice(source.start, source.end)) ? undefined : { quotation, head: start, group: start, source, basis };
}

/** "Said Jane Roe, who runs the mill, “…”" */
function invertedBefore(reading: Reading, start: number, first: number): Pick<Frame, 'head' | 'group' | 'source'> | undefined {
  const { tokens } = reading;
  if (first - start > LONGEST_FRAME || first - start < 4 || !isCapitalized(tokens, start + 1)) return undefined;
  if (!isFramingVerb(reading, start) || !/(?:ed|id|ote)$/.test(tokens.lower[start]!)) return undefined;
  for (let i = start; i < first; i++) if (reading.quote[i]! > 0) return undefined;
  return { head: start, group: start, source: spanOf(tokens, start + 1, first - 2) };
}

/** "Jane Roe and John Poe: “…”", "Rye prices - Jane Roe of the Mill: “…”": nothing but names before the colon, from the sentence or a dash on. */
function namedBefore(reading: Reading, start: number, colon: number): Pick<Frame, 'head' | 'group' | 'source'> | undefined {
  const { tokens } = reading;
  let first = colon;
  let names = 0;
  while (first > start && first > colon - LONGEST_NAMES) {
    const capital = isCapitalized(tokens, first - 1);
    if (!capital && !LINK.test(tokens.lower[first - 1]!)) break;
    if (capital) names++;
    first--;
  }
  const before = tokens.lower[first - 1];
  while (first < colon && !isCapitalized(tokens, first)) first++;
  if (names < 2 || first === colon) return undefined;
  if (first > start && !/^(?:-|–|—|--|from|by|via|\)|\]|[”"])$/.test(before ?? '')) return undefined;
  return { head: colon, group: colon, source: spanOf(tokens, first, colon - 1) };
}

const LONGEST_NAMES = 9;
const LINK = /^(?:and|of|the|de|van|von|,|\.|['’]s)$/;

/** "Still, he demurred: “…”", "Roe's letter makes a case: “…”": any verb right after its subject, a few words before the colon. */
function introducedBy(reading: Reading, start: number, colon: number): Pick<Frame, 'head' | 'group' | 'source'> | undefined {
  const { tokens, cls } = reading;
  for (let head = colon - 1; head > start && head >= colon - LONGEST_INTRODUCTION; head--) {
    if (reading.quote[head]! > 0 || cls[head] === WordClass.comma) return undefined;
    if (cls[head] !== WordClass.past && cls[head] !== WordClass.present) continue;
    // "the following statement"
    if (ARTICLE.test(tokens.lower[head - 1]!)) continue;
    const group = groupStart(reading, head);
    const before = cls[group - 1] === WordClass.date ? group - 2 : group - 1;
    const subject = findChunks(reading, start, before).at(-1);
    if (subject?.last !== before || NOBODY.test(tokens.lower[subject.first]!)) return undefined;
    return { head, group, source: spanOf(tokens, subject.first, subject.last) };
  }
  // "Roe broke down exactly what was wrong with the mill: “…”": the sentence's own verb, right after a person who begins it
  const subject = findChunks(reading, start, Math.min(colon, start + 8), 1)[0];
  if (subject?.first !== start || colon - start > LONGEST_FRAME) return undefined;
  if (!PERSON.test(tokens.lower[start]!) && !(isCapitalized(tokens, subject.last) && subject.last > start)) return undefined;
  let head = subject.last + 1;
  while (head < colon && (cls[head] === WordClass.adverb || cls[head] === WordClass.have)) head++;
  if (cls[head] !== WordClass.past && cls[head] !== WordClass.present) return undefined;
  for (let i = head; i < colon; i++) if (reading.quote[i]! > 0) return undefined;
  return { head, group: subject.last + 1, source: spanOf(tokens, subject.first, subject.last) };
}

const PERSON = /^(?:he|she|they)$/;
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
