/** Selectors of a passage: what is kept of it, so that it can be found again when the text has changed. */
import type { Span } from '../text/span';
import { GRAM, indexGrams, type GramIndex } from './gramIndex';
import type { Selectors, TextQuote } from './types';

/** Code units kept before and after a passage; more around a short one, whose own words tell little. */
export const CONTEXT = 64;
const CONTEXT_OF_SHORT = 96;
const SHORT = 40;

/** Of words up to this length it is noted how much of their surroundings tells them from the same words elsewhere. */
const MOST_TO_COUNT = 80;

const isLow = (text: string, at: number) => (text.charCodeAt(at) & 0xfc00) === 0xdc00;

/** Selectors of the passage `span` of `text`: its words, the text around them, and its place. */
export function describe(text: string, span: Span): Selectors {
  return describeWith(text, span, exact => placesOf(exact, text));
}

/** {@link describe} for many passages of one text: what is looked up in it is indexed once. */
export function createDescriber(text: string): (span: Span) => Selectors {
  let index: GramIndex | undefined;
  return span =>
    describeWith(text, span, exact =>
      exact.length < GRAM ? placesOf(exact, text) : placesIn((index ??= indexGrams(text)), exact),
    );
}

function* placesOf(exact: string, text: string): Generator<number> {
  for (let at = text.indexOf(exact); at >= 0; at = text.indexOf(exact, at + 1)) yield at;
}

function placesIn(index: GramIndex, exact: string): number[] {
  const places: number[] = [];
  index.each(exact, 0, place => {
    if (index.text.startsWith(exact, place)) places.push(place);
  });
  return places;
}

function describeWith(text: string, span: Span, places: (exact: string) => Iterable<number>): Selectors {
  const context = span.end - span.start < SHORT ? CONTEXT_OF_SHORT : CONTEXT;
  let before = Math.max(0, span.start - context);
  if (before > 0 && isLow(text, before)) before++;
  let after = Math.min(text.length, span.end + context);
  if (after < text.length && isLow(text, after)) after--;
  const exact = text.slice(span.start, span.end);
  const unique = uniqueContext(text, span, span.start - before, after - span.end, places);
  return {
    quote: {
      exact,
      prefix: text.slice(before, span.start),
      suffix: text.slice(span.end, Math.max(after, span.end)),
      ...(unique ? { unique } : {}),
    },
    position: { start: span.start, end: span.end },
  };
}

/**
 * How many code units before the words, or after them, tell them from all others in the text; absent where that many are not
 * kept. Found by comparing with every other place where the words stand.
 */
function uniqueContext(
  text: string,
  { start, end }: Span,
  before: number,
  after: number,
  places: (exact: string) => Iterable<number>,
): TextQuote['unique'] {
  const exact = text.slice(start, end);
  if (exact === '' || exact.length > MOST_TO_COUNT) return undefined;
  let [prefix, suffix] = [0, 0];
  for (const at of places(exact)) {
    if (at === start) continue;
    let same = 0;
    while (same < before && at - same > 0 && text.charCodeAt(at - same - 1) === text.charCodeAt(start - same - 1)) same++;
    prefix = Math.max(prefix, same + 1);
    same = 0;
    const stop = at + exact.length;
    while (same < after && stop + same < text.length && text.charCodeAt(stop + same) === text.charCodeAt(end + same)) same++;
    suffix = Math.max(suffix, same + 1);
    if (prefix > before && suffix > after) return undefined;
  }
  return { ...(prefix > before ? {} : { prefix }), ...(suffix > after ? {} : { suffix }) };
}
