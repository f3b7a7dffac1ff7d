/**
 * Finds a passage again by its selectors: where it stood, if the words are still there; else where
 * the words and what stood around them are; else where something close enough is. Where two places are about as good as each
 * other, none is taken: an orphan can be attached again by a person, a wrong anchor is believed.
 */
import type { Span } from '../text/span';
import { DISTINCTIVE, findCandidates, findExact, sameAfter, sameBefore, type Candidate, type Pattern } from './candidates';
import { CONTEXT } from './describe';
import { fold, type Folded } from './fold';
import { GRAM, indexGrams, type GramIndex } from './gramIndex';
import { wholeGraphemes } from './graphemes';
import type { Selectors, TextQuote } from './types';

/** How a passage was found; `reason` says why it was not. */
export type Placement =
  | { readonly state: 'anchored'; readonly span: Span; readonly by: 'position' | 'quote' | 'similarity' }
  | { readonly state: 'orphaned'; readonly reason: 'missing' | 'ambiguous' };

const MISSING: Placement = { state: 'orphaned', reason: 'missing' };
const AMBIGUOUS: Placement = { state: 'orphaned', reason: 'ambiguous' };

/** Finds passages in one text. Made once per text: the first passage that is not where it was costs an index of the text. */
export interface Locator {
  locate(selectors: Selectors): Placement;
}

/** Finds one passage; see {@link createLocator} for many. */
export function locate(text: string, selectors: Selectors): Placement {
  return createLocator(text).locate(selectors);
}

/** How far ahead of the next best a place must be. */
const MARGIN = 8;
/** Surroundings that agree so much better elsewhere say that the words were there, and were removed. */
const HOLE = 8;
/**
 * So much of one side more than told them apart once must still be there; so much on both sides together; and so much with the
 * words themselves.
 */
const BEYOND_UNIQUE = 2;
const BEYOND_ON_BOTH = 4;
const LEAST_UNIQUE = 9;
/** Words of this length that stood only once, and stand only once, need no surroundings. */
const ENOUGH_ALONE = GRAM;
const MARGIN_SHARE = 0.12;
export function createLocator(text: string): Locator {
  let folded: Folded | undefined;
  let grams: GramIndex | undefined;
  /** How far the passage placed last had moved, in folded offsets: its neighbours moved alike. */
  let shift = 0;

  const foldedText = () => (folded ??= fold(text));
  const index = () => (grams ??= indexGrams(foldedText().text));

  function locateOne({ quote, position }: Selectors): Placement {
    const { exact, prefix, suffix } = quote;
    if (exact === '') return MISSING;
    if (
      text.startsWith(exact, position.start) &&
      text.startsWith(suffix, position.start + exact.length) &&
      position.start >= prefix.length &&
      text.startsWith(prefix, position.start - prefix.length)
    ) {
      return { state: 'anchored', span: { start: position.start, end: position.start + exact.length }, by: 'position' };
    }
    const pattern = foldPattern(quote, position);
    if (pattern.exact === '') return MISSING;
    const whole = pattern.prefix + pattern.exact + pattern.suffix;
    const expected = foldedOffset(foldedText(), position.start) + pattern.lead - pattern.prefix.length;

    if (expected + shift >= 0 && foldedText().text.startsWith(whole, expected + shift)) {
      return anchored(expected + shift + pattern.prefix.length, pattern.exact.length, shift === 0 ? 'position' : 'quote');
    }
    const copies = findExact(whole, index());
    if (copies.length > 0) {
      const chosen = copies.length === 1 ? copies[0]! : nearest(copies, expected, expected + shift);
      if (chosen === undefined) return AMBIGUOUS;
      shift = chosen - expected;
      return anchored(chosen + pattern.prefix.length, pattern.exact.length, 'quote');
    }
    const alone = placeOfUnique(pattern, quote.unique);
    if (alone !== undefined) {
      shift = alone - expected - pattern.prefix.length;
      return anchored(alone, pattern.exact.length, 'quote');
    }
    const found = bestCandidate(pattern, expected + pattern.prefix.length, quote.unique?.prefix === 0);
    if ('state' in found) return found;
    shift = found.start - expected - pattern.prefix.length;
    if (found.difference === 0) return anchored(found.start, found.end - found.start, 'quote');
    return {
      state: 'anchored',
      span: wholeGraphemes(text, originalSpan(foldedText(), found.start, found.end)),
      by: 'similarity',
    };
  }

  function anchored(start: number, length: number, by: 'position' | 'quote'): Placement {
    return { state: 'anchored', span: originalSpan(foldedText(), start, start + length), by };
  }

  /**
   * Where the words stand with so much before them, or after them, as only they had: one side is enough, since the other may
   * have gone elsewhere.
   */
  function placeOfUnique(pattern: Pattern, unique: TextQuote['unique']): number | undefined {
    const { prefix, exact, suffix } = pattern;
    const places = new Set<number>();
    for (const side of ['prefix', 'suffix'] as const) {
      const context = unique?.[side];
      if (context === undefined) continue;
      const alone = context === 0 && exact.length >= ENOUGH_ALONE;
      const needed = alone ? 0 : Math.max(context + BEYOND_UNIQUE, GRAM - exact.length);
      if (needed > pattern[side].length) continue;
      const before = side === 'prefix' ? prefix.slice(prefix.length - needed) : '';
      const after = side === 'suffix' ? suffix.slice(0, needed) : '';
      for (const found of findExact(before + exact + after, index())) {
        const place = found + before.length;
        const { text } = foldedText();
        const around = sameBefore(prefix, text, place) + sameAfter(suffix, text, place + exact.length);
        if (alone || around >= Math.max(context + BEYOND_ON_BOTH, LEAST_UNIQUE - exact.length)) places.add(place);
      }
    }
    return places.size === 1 ? [...places][0] : undefined;
  }

  function bestCandidate(pattern: Pattern, expected: number, unique: boolean): Candidate | Placement {
    const candidates = findCandidates(pattern, index()).sort((a, b) => b.evidence - a.evidence);
    const first = candidates[0];
    // Long words that stand there as they were are the passage, even if others near by agree better with what came after it.
    const verbatim =
      first && first.difference > 0 && pattern.exact.length >= DISTINCTIVE
        ? candidates.find(other => other.difference === 0 && other.start < first.end && other.end > first.start)
        : undefined;
    const best = verbatim ?? first;
    if (!best || best.evidence === 0) return MISSING;
    const alone = unique && best.difference === 0 && candidates.filter(other => other.difference === 0).length === 1;
    if (best.context < neededContext(pattern.exact.length, best, alone)) return MISSING;
    const elsewhere = candidates.filter(other => other.start >= best.end || other.end <= best.start);
    // The surroundings stand elsewhere, and the words between them are gone: these are the same words in another sentence.
    const hole = Math.max(0, ...elsewhere.map(other => other.context));
    if (hole > best.context + HOLE && !alone && pattern.exact.length < DISTINCTIVE) return MISSING;
    const second = elsewhere[0];
    if (!second) return best;
    const margin = Math.max(MARGIN, best.evidence * MARGIN_SHARE);
    const lead = best.evidence + nearness(best, expected) - second.evidence - nearness(second, expected);
    return lead >= margin ? best : AMBIGUOUS;
  }

  /** A place where the passage was, or where its neighbour has moved to, is a little likelier than another. */
  function nearness(candidate: Candidate, expected: number): number {
    const distance = Math.min(Math.abs(candidate.start - expected), Math.abs(candidate.start - expected - shift));
    return distance < 8 ? 6 : distance < 64 ? 3 : 0;
  }

  return { locate: locateOne };
}

/** How much context must agree for words of this length to be believed: "the" stands everywhere, a sentence only once. */
function neededContext(length: number, { difference, weaker, evidence, context, touching }: Candidate, alone: boolean): number {
  const own = evidence - context;
  if (length < 12 && touching < 4 && weaker < 12) return Infinity; // what stood next to it stands elsewhere
  if (alone) return length < 6 ? 16 : 8;
  if (length >= DISTINCTIVE) return difference > 0 && own < 64 ? 16 : 0;
  // Agreement on one side alone is a turn of phrase that the text uses twice.
  if (difference > 0) return own >= 24 ? 24 : weaker < 8 ? 64 : 40;
  if (length >= 24) return 12;
  return weaker < 5 ? 56 : length < 12 ? 40 : 24;
}

function foldPattern(quote: TextQuote, position: Span): Pattern {
  // Folded in one piece, so that a run of white space across a border stays one space.
  const { prefix, exact, suffix } = quote;
  const all = fold(prefix + exact + suffix);
  const first = foldedOffset(all, prefix.length);
  let start = first;
  let end = foldedOffset(all, prefix.length + exact.length);
  while (start < end && all.text[start] === ' ') start++;
  while (end > start && all.text[end - 1] === ' ') end--;
  return {
    prefix: all.text.slice(0, start),
    exact: all.text.slice(start, end),
    suffix: all.text.slice(end),
    lead: start - first,
    opens: position.start === prefix.length,
    closes: suffix.length < CONTEXT - 1,
  };
}

/** The first folded unit that comes from `offset` or from after it. */
function foldedOffset({ from }: Folded, offset: number): number {
  let low = 0;
  let high = from.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (from[middle]! < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function originalSpan(folded: Folded, start: number, end: number): Span {
  return { start: folded.from[start]!, end: end > start ? folded.to[end - 1]! : folded.from[start]! };
}

/** The place nearest to where one is expected, if it is much nearer than the next. */
function nearest(places: readonly number[], ...expected: readonly number[]): number | undefined {
  const ranked = places
    .map(place => ({ place, distance: Math.min(...expected.map(at => Math.abs(place - at))) }))
    .sort((a, b) => a.distance - b.distance);
  const [first, second] = ranked;
  return first && second && first.distance * 3 + 8 < second.distance ? first.place : undefined;
}
