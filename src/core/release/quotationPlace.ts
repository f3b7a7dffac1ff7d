/** Where a quotation stands in its sentence, and whether it reads as speech. */
import { firstWhere } from '../text/search';
import type { Span } from '../text/span';
import { TokenKind, type Tokens } from '../text/tokens';
import type { Reading } from './claimReading';

/** The sign before the closing mark that says the sentence goes on after it. */
export const COMMA_INSIDE = /[,?!—–…-]\s?[”"“»’']{1,3}$/;

export const overlaps = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;

/** The token at an offset, or the one after it. */
export const tokenFrom = ({ tokens }: Pick<Reading, 'tokens'>, offset: number): number =>
  firstWhere(tokens.count, i => tokens.start[i]! >= offset);

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
