/**
 * Quotations that have no cue of their own: what goes on after the cue ("…," said Roe, a baker. "…"), a signature under a
 * quotation ("…" — Jane Roe), and the turns of a transcript ("Moderator: …"). The learned model sees one clause at a time; these
 * are seen from the shape of the paragraph.
 */
import type { Span } from '../text/span';
import { spanOf } from '../text/tokens';
import type { Claim, Quotation } from './analysis';
import { findChunks, groupStart } from './claimModel';
import type { Reading } from './claimReading';
import { cueAt } from './cues';
import { isFramedAnew } from './frames';
import { isCapitalized } from './names';
import { COMMA_INSIDE, opensSentence, overlaps, startsLikeSpeech, startsSmall, tokenFrom } from './quotationPlace';
import { WordClass } from './wordClasses';

/** Adds to each claim the quotations that go on with it, and claims for those that are signed. */
export function takeUncued(reading: Reading, claims: readonly Claim[]): Claim[] {
  const taken = claims.map(claim => ({ ...claim }));
  for (const quotation of reading.quotations) {
    if (
      quotation.depth > 0 ||
      taken.some(claim => isOutside(claim, quotation) && claim.content.some(span => overlaps(span, quotation.span)))
    )
      continue;
    const link = taken.findLast(claim => claim.quoted && joined(reading, claim, quotation));
    if (link) {
      link.content = [...link.content, joined(reading, link, quotation)!];
      continue;
    }
    const before = taken.findLast(claim => goesOn(reading, claim, quotation));
    if (before) {
      before.content = [...before.content, quotation.span];
      continue;
    }
    const after = taken.find(claim => leadsTo(reading, claim, quotation));
    if (after) {
      after.content = [quotation.span, ...after.content];
      continue;
    }
    const found = signed(reading, quotation) ?? afterSentence(reading, quotation);
    if (found) taken.push(found);
  }
  return taken;
}

/** Whether the claim is the text's about the quotation, and not one that is made inside it. */
const isOutside = ({ cue }: Claim, { span }: Quotation): boolean => !cue || !overlaps(cue.span, span);

/** Between a quotation's cue and its next piece at most so many characters are the source's apposition. */
const LONGEST_BREAK = 400;

/** Whether the quotation is the next piece of what the claim quotes: nothing but the rest of the cue's sentence stands between. */
function goesOn(reading: Reading, claim: Claim, { span, opened }: Quotation): boolean {
  const last = claim.content.at(-1);
  if (!last || last.end > span.start || !opened) return false;
  // The summit did “too little,” Roe added. “It must do more.”
  if (!claim.quoted && !(claim.kind === 'mixed' && claim.cue && claim.cue.span.start >= last.end)) return false;
  const { text } = reading.tokens;
  const between = text.slice(last.end, span.start);
  if (between.length > LONGEST_BREAK || /\n\s*\n/.test(between)) return false;
  // “Rye first,” and “Bread for all”
  if (/^\s*(?:(?:and|or)\s*,?\s*)?$/.test(between)) return true;
  const cue = claim.cue?.span;
  if (cue && (cue.start < last.end || cue.end > span.start)) return false;
  // It goes on in the same sentence after a sign, or opens the sentence right after the cue's; what stands between is the writer's.
  const first = tokenFrom(reading, span.start);
  const from = reading.sentence[tokenFrom(reading, cue && cue.start > last.end ? cue.start : last.end - 1)]!;
  const apart = reading.sentence[first]! - from;
  // “…,” Roe wrote in a statement that explains it, “but …”: a comma at both ends, and a small letter.
  if (apart === 0 && startsSmall(text, span))
    return (
      COMMA_INSIDE.test(text.slice(last.start, last.end)) &&
      /,\s*$/.test(between) &&
      !isFramedAnew(reading, span, cue?.end ?? last.end)
    );
  if (!startsLikeSpeech(text, span) || apart > 1 || isFramedAnew(reading, span, cue?.end ?? last.end)) return false;
  if (apart === 1) return opensSentence(reading, span) && !isPhrase(text, span);
  return /[,:.!?;—–-]\s*$/.test(between);
}

/** “You pushed people to the breaking point” to make money: the sentence that a quotation opens goes on after it. */
const isPhrase = (text: string, { start, end }: Span): boolean =>
  !/[.,!?…—–-][”"“»’']{1,3}$/.test(text.slice(Math.max(start, end - 5), end)) && /^\s\p{Ll}/u.test(text.slice(end, end + 2));

/** “…,” Roe said, but “…”: the word that joins what she said in one sentence, or nothing. */
function joined({ tokens: { text } }: Reading, { cue, content }: Claim, { span }: Quotation): Span | undefined {
  const last = content.at(-1);
  if (!cue || !last || cue.span.start < last.end || cue.span.end > span.start) return undefined;
  const match = /^(.{0,60},\s+)(?:but|and|because|so|that|since|if|though|as|when|while)\s+$/su.exec(
    text.slice(cue.span.end, span.start),
  );
  return match && !/[.!?“"]/.test(match[1]!) ? { start: cue.span.end + match[1]!.length, end: span.end } : undefined;
}

/** Whether the quotation is the first piece of what the claim quotes: "…," said Roe. "…", of which only the second was seen. */
function leadsTo({ tokens: { text } }: Reading, claim: Claim, { span, closed }: Quotation): boolean {
  const first = claim.content[0];
  const cue = claim.cue?.span;
  if (!claim.quoted || !first || !cue || !closed || cue.start < span.end || cue.end > first.start) return false;
  const between = text.slice(span.end, first.start);
  return between.length <= LONGEST_BREAK && COMMA_INSIDE.test(text.slice(span.start, span.end)) && !/[“"«]|\n\s*\n/.test(between);
}

/** "Roe agreed. “…”", "Roe was blunt. “…”": a short sentence that says that somebody spoke, and how. */
function afterSentence(reading: Reading, { span, opened, closed }: Quotation): Claim | undefined {
  const { tokens, sentences, sentence, quote } = reading;
  const { text, lower } = tokens;
  const first = tokenFrom(reading, span.start);
  if (
    !opened ||
    !closed ||
    first < 3 ||
    !startsLikeSpeech(text, span) ||
    !/[.?!…][”"»’']{1,3}$/.test(text.slice(span.start, span.end))
  )
    return undefined;
  if (lower[first - 1] !== '.' || sentence[first - 1] === sentence[first]) return undefined;
  const from = sentences[sentence[first - 1]!]!.first;
  const head = first - 2;
  if (first - from > LONGEST_INTRODUCTION || quote[head]! > 0) return undefined;
  const verb = AGREEING.test(lower[head]!)
    ? head
    : MANNER.test(lower[head]!) && /^(?:is|was|were|are)$/.test(lower[head - 1]!)
      ? head - 1
      : -1;
  if (verb < 0) return undefined;
  const group = groupStart(reading, verb);
  const subject = findChunks(reading, from, group - 1).at(-1);
  if (subject?.last !== group - 1) return undefined;
  // Not "The water was clear."
  if (verb !== head && !isCapitalized(tokens, subject.last) && reading.cls[subject.last] !== WordClass.subjectPronoun)
    return undefined;
  return {
    kind: 'direct',
    quoted: true,
    source: spanOf(tokens, subject.first, subject.last),
    cue: cueAt(tokens, verb, group, head),
    content: [span],
    basis: 'quotation, cue before',
  };
}

const LONGEST_INTRODUCTION = 16;
const AGREEING =
  /^(?:agreed|agrees|disagreed|disagrees|concurred|demurred|objected|protested|explained|elaborated|continued|responded|replied|answered|joked|complained|insisted|added|shrugged|laughed)$/;
const MANNER =
  /^(?:blunt|clear|frank|candid|adamant|unequivocal|emphatic|optimistic|sceptical|skeptical|cautious|dismissive|direct|defiant|unapologetic|unmoved|unimpressed|incredulous)$/;

/** "…" — Jane Roe, baker: the name after a quotation and a dash, to the end of the line. */
function signed(reading: Reading, quotation: Quotation): Claim | undefined {
  const { text } = reading.tokens;
  const { span, closed } = quotation;
  if (!closed) return undefined;
  const match = SIGNATURE.exec(text.slice(span.end, span.end + 260));
  if (!match) return undefined;
  const line = Math.max(text.lastIndexOf('\n', span.start - 1) + 1, span.start - LONGEST_SIGNED);
  // Marks within it may have closed it early: “… all they have is bread.” And that is “the root of it”. — Jane Roe
  const start = line + /^[\s>]*/.exec(text.slice(line, span.start))![0].length;
  if (start !== span.start && !reading.quotations.some(q => q.depth === 0 && q.opened && q.span.start === start))
    return undefined;
  const from = span.end + match[1]!.length;
  return {
    kind: 'direct',
    quoted: true,
    source: { start: from, end: from + match[2]!.length },
    content: [{ start, end: span.end }],
    basis: SIGNED,
  };
}

/** The basis of a claim whose source stands under the quotation. */
export const SIGNED = 'quotation, signed';

/** A paragraph that is nothing but "— Jane Roe, baker": who says what the paragraphs before it quote. Its claim has no content yet. */
export function findSignature({ tokens: { text }, quotations }: Reading): Claim | undefined {
  const match = quotations.length === 0 && text.length < 260 ? SIGNATURE.exec(text) : null;
  if (!match || match[0].length < text.trimEnd().length) return undefined;
  return {
    kind: 'direct',
    quoted: true,
    source: { start: match[1]!.length, end: match[1]!.length + match[2]!.length },
    content: [],
    basis: SIGNED,
  };
}

/** In Markdown's block quotations each line begins with ">". */
const SIGNATURE = /^([\s>]*(?:[―—–]|--?)\s*)(?!An?\s)(\p{Lu}[^\n.!?"“”]{2,120}?(?:\.[^\n.!?"“”]{2,80})?)\.?\s*(?:\n|$)/u;
const LONGEST_SIGNED = 2_000;

/** "Moderator: …", "Q: …", "Arvid Nyström-Bello: …", “Roe: …: the label that opens a turn of a transcript. */
const LABEL =
  /^\s*["“]?(?:\*\*|__)?((?:\p{Lu}[\p{L}\p{M}'’.-]*)(?:[ \t]+(?:\p{Lu}[\p{L}\p{M}'’.-]*|of|the|for|and|de|van|von|\([^()\n]{1,40}\))){0,7})(?:\*\*|__)?:(?:\*\*|__)?[ \t]+(?=\S)/u;

/** Where the label of a paragraph stands, without its colon, and where the words after it begin. */
export function labelOf(text: string): { label: Span; words: number } | undefined {
  const match = LABEL.exec(text.slice(0, 160));
  if (!match) return undefined;
  const start = match[0].indexOf(match[1]!);
  return { label: { start, end: start + match[1]!.length }, words: match[0].length };
}

/** Fewer paragraphs than this with a label are a list of facts, not a conversation. */
const FEWEST_TURNS = 3;

/** Whether paragraphs are turns of a transcript, from their labels: several have one, and somebody comes back. */
export function isTranscript(labels: readonly string[]): boolean {
  return labels.length >= FEWEST_TURNS && new Set(labels).size < labels.length;
}

/** The label of a paragraph in small letters, to be compared with others'. */
export function turnLabel(text: string): string | undefined {
  const found = labelOf(text);
  return found && text.slice(found.label.start, found.label.end).toLowerCase();
}

/** The basis of a claim that is a turn. */
export const TURN = 'turn of a transcript';

const SELF = /^(?:i|we|you|me|us)$/i;

/** The claims of a turn: all of it is its speaker's own words; what these report in turn is kept. */
export function claimsOfTurn(text: string, claims: readonly Claim[]): Claim[] {
  const found = labelOf(text);
  if (!found) return [...claims];
  const { label, words } = found;
  // What the speaker says of "I" and "you" in the turn is the turn's own.
  const inner = claims
    .filter(claim => claim.source && !SELF.test(text.slice(claim.source.start, claim.source.end)))
    .filter(claim =>
      [...claim.content, ...(claim.source ? [claim.source] : []), ...(claim.cue ? [claim.cue.span] : [])].every(
        span => span.start >= words,
      ),
    );
  const turn: Claim = {
    kind: 'direct',
    quoted: false,
    source: label,
    content: [{ start: words, end: text.trimEnd().length }],
    basis: TURN,
  };
  return [turn, ...inner];
}
