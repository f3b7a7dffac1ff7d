/**
 * Describes a passage so that it can be found again, and finds it: where it stood, if the words are still there; else where
 * the words and what stood around them are; else where something close enough is. Where two places are about as good as each
 * other, none is taken: an orphan can be attached again by a person, a wrong anchor is believed.
 */
import type { Span } from '../text/span';
import { alignEnds, contextEvidence, ERROR_COST, type Alignment } from './alignment';
import { fold, type Folded } from './fold';
import { GRAM, indexGrams, type GramIndex } from './gramIndex';
import { wholeGraphemes } from './graphemes';
import type { Selectors } from './types';

/** Code units kept before and after a passage; more around a short one, whose own words tell little. */
const CONTEXT = 32;
const CONTEXT_OF_SHORT = 64;
const SHORT = 40;

/** How a passage was found; `reason` says why it was not. */
export type Placement =
  | { readonly state: 'anchored'; readonly span: Span; readonly by: 'position' | 'quote' | 'similarity' }
  | { readonly state: 'orphaned'; readonly reason: 'missing' | 'ambiguous' };

const MISSING: Placement = { state: 'orphaned', reason: 'missing' };
const AMBIGUOUS: Placement = { state: 'orphaned', reason: 'ambiguous' };

const isLow = (text: string, at: number) => (text.charCodeAt(at) & 0xfc00) === 0xdc00;

/** Selectors of the passage `span` of `text`: its words, the text around them, and its place. */
export function describe(text: string, span: Span): Selectors {
  const context = span.end - span.start < SHORT ? CONTEXT_OF_SHORT : CONTEXT;
  let before = Math.max(0, span.start - context);
  if (before > 0 && isLow(text, before)) before++;
  let after = Math.min(text.length, span.end + context);
  if (after < text.length && isLow(text, after)) after--;
  const exact = text.slice(span.start, span.end);
  const unique = exact.length < DISTINCTIVE && text.indexOf(exact) === span.start && !text.includes(exact, span.start + 1);
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

/** Finds passages in one text. Made once per text: the first passage that is not where it was costs an index of the text. */
export interface Locator {
  locate(selectors: Selectors): Placement;
}

/** Finds one passage; see {@link createLocator} for many. */
export function locate(text: string, selectors: Selectors): Placement {
  return createLocator(text).locate(selectors);
}

/** A passage as it is compared: folded. */
interface Pattern {
  readonly prefix: string;
  readonly exact: string;
  readonly suffix: string;
}

/** A place where the passage may be, in folded offsets, and how much speaks for it. */
interface Candidate {
  readonly start: number;
  readonly end: number;
  /** Code units of words and context that agree, less those that do not. */
  readonly evidence: number;
  /** The part of the evidence that is context. */
  readonly context: number;
  /** Of the side that agrees less. */
  readonly weaker: number;
  /** Share of the words themselves that had to be changed. */
  readonly difference: number;
}

/** How far ahead of the next best a place must be. */
const MARGIN = 8;
/** Surroundings that agree so much better elsewhere say that the words were there, and were removed. */
const HOLE = 8;
/** Words of this length are hardly ever repeated by chance. */
const DISTINCTIVE = 40;
const MARGIN_SHARE = 0.12;
/** Share of a passage's words that may differ. */
const MOST_DIFFERENCE = 0.35;
/** A run that occurs more often than this says little about where a passage is. */
const COMMON = 48;
/** Passages longer than this are found by their two ends. */
const WHOLE = 192;
const END_LENGTH = 96;
/** Evidence needed for either end. */
const END_EVIDENCE = 24;
/** How finely places are told apart, in code units. */
const SLACK = 16;
/** Words that stand unchanged in more places than this are looked for near their context only. */
const MOST_COPIES = 64;
/** Places looked at closely. */
const MOST_PLACES = 6;

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
    const pattern = foldPattern(quote);
    if (pattern.exact === '') return MISSING;
    const whole = pattern.prefix + pattern.exact + pattern.suffix;
    const expected = foldedOffset(foldedText(), position.start) - pattern.prefix.length;

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
    const found = bestCandidate(pattern, expected + pattern.prefix.length, quote.unique === true);
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
function neededContext(length: number, { difference, weaker }: Candidate, alone: boolean): number {
  if (alone) return length < 6 ? 16 : 8;
  if (length >= DISTINCTIVE) return difference > 0 ? 16 : 0;
  // Agreement on one side alone is a turn of phrase that the text uses twice.
  if (difference > 0) return weaker < 8 ? 64 : 40;
  if (length >= 24) return 12;
  return weaker < 5 ? 56 : length < 12 ? 40 : 24;
}

function foldPattern(quote: Selectors['quote']): Pattern {
  // Folded in one piece, so that a run of white space across a border stays one space.
  const { prefix, exact, suffix } = quote;
  const all = fold(prefix + exact + suffix);
  let start = foldedOffset(all, prefix.length);
  let end = foldedOffset(all, prefix.length + exact.length);
  while (start < end && all.text[start] === ' ') start++;
  while (end > start && all.text[end - 1] === ' ') end--;
  return { prefix: all.text.slice(0, start), exact: all.text.slice(start, end), suffix: all.text.slice(end) };
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

/** Every place where all of `pattern` stands, unchanged. */
function findExact(pattern: string, index: GramIndex): number[] {
  if (pattern.length < GRAM) return [];
  let rarest = 0;
  let fewest = Infinity;
  for (let at = 0; at + GRAM <= pattern.length && fewest > 1; at += 3) {
    const count = index.count(pattern, at);
    if (count < fewest) [rarest, fewest] = [at, count];
  }
  if (fewest === 0) return [];
  const places: number[] = [];
  index.each(pattern, rarest, place => {
    if (index.text.startsWith(pattern, place - rarest) && place >= rarest) places.push(place - rarest);
  });
  return places;
}

/** The place nearest to where one is expected, if it is much nearer than the next. */
function nearest(places: readonly number[], ...expected: readonly number[]): number | undefined {
  const ranked = places
    .map(place => ({ place, distance: Math.min(...expected.map(at => Math.abs(place - at))) }))
    .sort((a, b) => a.distance - b.distance);
  const [first, second] = ranked;
  return first && second && first.distance * 3 + 8 < second.distance ? first.place : undefined;
}

/** Where runs of `pattern` occur together: probable starts of the pattern in the text, the likeliest first. */
function findPlaces(pattern: string, index: GramIndex): number[] {
  const votes = new Map<number, number>();
  for (let at = 0; at + GRAM <= pattern.length; at++) {
    if (index.count(pattern, at) > COMMON) continue;
    index.each(pattern, at, place => {
      const bucket = Math.floor((place - at) / SLACK);
      votes.set(bucket, (votes.get(bucket) ?? 0) + 1);
    });
  }
  const together = [...votes].map(([bucket, count]) => ({
    bucket,
    count: count + Math.max(votes.get(bucket - 1) ?? 0, votes.get(bucket + 1) ?? 0),
  }));
  together.sort((a, b) => b.count - a.count);
  const places: number[] = [];
  for (const { bucket } of together) {
    const place = bucket * SLACK;
    if (places.some(other => Math.abs(other - place) <= 2 * SLACK)) continue;
    places.push(place);
    if (places.length === MOST_PLACES) break;
  }
  return places;
}

function findCandidates(pattern: Pattern, index: GramIndex): Candidate[] {
  const { prefix, exact, suffix } = pattern;
  if (exact.length > WHOLE) {
    const whole = findExact(exact, index).map(start => exactCandidate(index.text, pattern, start));
    return whole.length > 0 ? whole : findByEnds(pattern, index);
  }
  const length = prefix.length + exact.length + suffix.length;
  const candidates = new Map<number, Candidate>();
  const add = (candidate: Candidate) => {
    const same = candidates.get(candidate.start);
    if (same?.difference === 0 && exact.length >= DISTINCTIVE) return;
    if (!same || same.evidence < candidate.evidence) candidates.set(candidate.start, candidate);
  };
  const copies = findExact(exact, index);
  if (copies.length <= MOST_COPIES) for (const start of copies) add(exactCandidate(index.text, pattern, start));
  for (const place of findPlaces(prefix + exact + suffix, index)) {
    const to = place + length + SLACK * 2;
    let at = index.text.indexOf(exact, Math.max(0, place - SLACK * 2));
    let seen = 0;
    for (; at >= 0 && at + exact.length <= to; at = index.text.indexOf(exact, at + 1)) {
      add(exactCandidate(index.text, pattern, at));
      if (++seen === MOST_COPIES) break;
    }
    if (seen > 0) continue;
    const aligned = alignAt(index.text, place, prefix, exact, suffix);
    if (aligned) add(changedCandidate(pattern, aligned));
  }
  if (exact.length >= DISTINCTIVE && copies.length === 0) for (const candidate of findByEnds(pattern, index)) add(candidate);
  return [...candidates.values()];
}

const reversed = (text: string) => text.split('').reverse().join('');

/** The words stand unchanged at `start`: what stands around them counts. */
function exactCandidate(text: string, { prefix, exact, suffix }: Pattern, start: number): Candidate {
  const end = start + exact.length;
  const reach = 12;
  const before = text.slice(Math.max(0, start - prefix.length - reach), start);
  const after = text.slice(end, end + suffix.length + reach);
  const [left, right] = [contextEvidence(reversed(prefix), reversed(before)), contextEvidence(suffix, after)];
  const context = left + right;
  return { start, end, evidence: exact.length + context, context, weaker: Math.min(left, right), difference: 0 };
}

function changedCandidate({ exact }: Pattern, aligned: Alignment): Candidate {
  const difference = Math.max(0.001, aligned.errors / exact.length);
  const usable = aligned.end > aligned.start && difference <= MOST_DIFFERENCE;
  const { start, end, prefixEvidence, suffixEvidence } = aligned;
  return {
    start,
    end,
    evidence: usable ? evidenceOf(aligned) : 0,
    context: prefixEvidence + suffixEvidence,
    weaker: Math.min(prefixEvidence, suffixEvidence),
    difference,
  };
}

/** A long passage whose words changed: wherever its beginning and its end stand as far apart as they should, with its words between. */
function findByEnds({ prefix, exact, suffix }: Pattern, index: GramIndex): Candidate[] {
  const length = Math.min(END_LENGTH, exact.length >> 1);
  const head = exact.slice(0, length);
  const tail = exact.slice(-length);
  const heads = findPlaces(prefix + head, index).flatMap(place => alignAt(index.text, place, prefix, head, '') ?? []);
  const tails = findPlaces(tail + suffix, index).flatMap(place => alignAt(index.text, place, '', tail, suffix) ?? []);
  const candidates: Candidate[] = [];
  for (const first of heads) {
    for (const last of tails) {
      const found = last.end - first.start;
      if (evidenceOf(first) < END_EVIDENCE || evidenceOf(last) < END_EVIDENCE) continue;
      if (found < exact.length * 0.5 || found > exact.length * 2) continue;
      const kept = keptShare(exact, index, first.start, last.end);
      if (1 - kept > MOST_DIFFERENCE) continue;
      candidates.push({
        start: first.start,
        end: last.end,
        evidence: evidenceOf(first) + evidenceOf(last),
        context: first.prefixEvidence + last.suffixEvidence,
        weaker: Math.min(first.prefixEvidence, last.suffixEvidence),
        difference: Math.max(1 - kept, 0.001),
      });
    }
  }
  return candidates;
}

/** Aligns a pattern with the text around the place where it may start. Offsets in the result are the text's. */
function alignAt(text: string, place: number, prefix: string, exact: string, suffix: string): Alignment | undefined {
  const length = prefix.length + exact.length + suffix.length;
  const slack = 48 + (length >> 2);
  const from = Math.max(0, place - slack);
  const aligned = alignEnds(prefix, exact, suffix, text.slice(from, place + length + slack));
  return aligned && { ...aligned, start: aligned.start + from, end: aligned.end + from };
}

function evidenceOf({ matches, errors, prefixEvidence, suffixEvidence }: Alignment): number {
  return prefixEvidence + Math.max(0, matches - ERROR_COST * errors) + suffixEvidence;
}

/** Share of the runs of `pattern` that occur between two places of the text. */
function keptShare(pattern: string, index: GramIndex, start: number, end: number): number {
  const between = index.text.slice(start, end);
  const step = Math.max(1, Math.floor(pattern.length / 64));
  let tried = 0;
  let kept = 0;
  for (let at = 0; at + GRAM <= pattern.length; at += step) {
    tried++;
    if (between.includes(pattern.slice(at, at + GRAM))) kept++;
  }
  // One changed unit spoils a whole run: undo that to estimate the share of units kept.
  return tried === 0 ? 0 : Math.pow(kept / tried, 1 / 3);
}
