/** Where a passage may be in a folded text: places where its words stand, or something close to them, and how much speaks for each. */
import { alignEnds, contextEvidence, type Alignment } from './alignment';
import { GRAM, type GramIndex } from './gramIndex';

/** A passage as it is compared: folded. */
export interface Pattern {
  readonly prefix: string;
  readonly exact: string;
  readonly suffix: string;
  /** How much white space the words began with: it counts as what stands before them. */
  readonly lead: number;
  /** The prefix began where the text began, the suffix ended where it ended. */
  readonly opens: boolean;
  readonly closes: boolean;
}

/** A place where the passage may be, in folded offsets, and how much speaks for it. */
export interface Candidate {
  readonly start: number;
  readonly end: number;
  /** Code units of words and context that agree, less those that do not. */
  readonly evidence: number;
  /** The part of the evidence that is context. */
  readonly context: number;
  /** Of the side that agrees less. */
  readonly weaker: number;
  /** How many units right before or right after the words agree, whichever is more. */
  readonly touching: number;
  /** Share of the words themselves that had to be changed. */
  readonly difference: number;
}

/** Words of this length are hardly ever repeated by chance. */
export const DISTINCTIVE = 40;
/** Share of a passage's words that may differ. */
const MOST_DIFFERENCE = 0.45;
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
/** Places looked at closely: as many at most, and only those where so much occurs of what occurs at the likeliest. */
const MOST_PLACES = 6;
const WORTH_A_LOOK = 0.2;

/** Every place where all of `pattern` stands, unchanged. */
export function findExact(pattern: string, index: GramIndex): number[] {
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
  for (const { bucket, count } of together) {
    if (count < together[0]!.count * WORTH_A_LOOK) break;
    const place = bucket * SLACK;
    if (places.some(other => Math.abs(other - place) <= 2 * SLACK)) continue;
    places.push(place);
    if (places.length === MOST_PLACES) break;
  }
  return places;
}

export function findCandidates(pattern: Pattern, index: GramIndex): Candidate[] {
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
    const aligned = alignAt(index.text, place, pattern);
    if (aligned) add(changedCandidate(pattern, aligned));
  }
  if (exact.length >= DISTINCTIVE && copies.length === 0) for (const candidate of findByEnds(pattern, index)) add(candidate);
  return [...candidates.values()];
}

/** The beginning and the end of a text stay where they are: they are as good as words that agree. */
const START_OF_TEXT = '\u0002'.repeat(12);
const END_OF_TEXT = '\u0003'.repeat(12);
const reversed = (text: string) => text.split('').reverse().join('');

/** How many units right before a place, or right after it, are those of `context`. */
export function sameBefore(context: string, text: string, place = text.length): number {
  let same = 0;
  while (same < context.length && same < place && context.at(-1 - same) === text[place - 1 - same]) same++;
  return same;
}

export function sameAfter(context: string, text: string, place = 0): number {
  let same = 0;
  while (same < context.length && context[same] === text[place + same]) same++;
  return same;
}

/** The words stand unchanged at `start`: what stands around them counts. */
function exactCandidate(text: string, pattern: Pattern, start: number): Candidate {
  const { exact, opens, closes } = pattern;
  const end = start + exact.length;
  const reach = 12;
  const from = start - pattern.prefix.length - reach;
  const to = end + pattern.suffix.length + reach;
  const prefix = (opens ? START_OF_TEXT : '') + pattern.prefix;
  const suffix = pattern.suffix + (closes ? END_OF_TEXT : '');
  const before = (opens && from <= 0 ? START_OF_TEXT : '') + text.slice(Math.max(0, from), start);
  const after = text.slice(end, to) + (closes && to >= text.length ? END_OF_TEXT : '');
  const [left, right] = [contextEvidence(reversed(prefix), reversed(before)), contextEvidence(suffix, after)];
  const context = left + right;
  return {
    start,
    end,
    evidence: exact.length + context,
    context,
    weaker: Math.min(left, right),
    touching: Math.max(sameBefore(prefix, before), sameAfter(suffix, after)),
    difference: 0,
  };
}

function changedCandidate({ exact }: Pattern, aligned: Alignment): Candidate {
  const difference = Math.max(0.001, aligned.errors / exact.length);
  const usable = aligned.end > aligned.start && difference <= MOST_DIFFERENCE;
  const { start, end, prefixEvidence, suffixEvidence } = aligned;
  return {
    start,
    end,
    evidence: usable ? aligned.evidence : 0,
    context: prefixEvidence + suffixEvidence,
    weaker: Math.min(prefixEvidence, suffixEvidence),
    touching: Infinity,
    difference,
  };
}

/** A long passage whose words changed: wherever its beginning and its end stand as far apart as they should, with its words between. */
function findByEnds(pattern: Pattern, index: GramIndex): Candidate[] {
  const { prefix, exact, suffix } = pattern;
  const length = Math.min(END_LENGTH, exact.length >> 1);
  const head = exact.slice(0, length);
  const tail = exact.slice(-length);
  const heads = findPlaces(prefix + head, index).flatMap(
    place => alignAt(index.text, place, { ...pattern, exact: head, suffix: '', closes: false }) ?? [],
  );
  const tails = findPlaces(tail + suffix, index).flatMap(
    place => alignAt(index.text, place, { ...pattern, prefix: '', exact: tail, opens: false }) ?? [],
  );
  const candidates: Candidate[] = [];
  for (const first of heads) {
    for (const last of tails) {
      const found = last.end - first.start;
      if (first.evidence < END_EVIDENCE || last.evidence < END_EVIDENCE) continue;
      if (found < exact.length * 0.5 || found > exact.length * 1.5) continue;
      const difference = differenceOf(exact, index, first.start, last.end);
      if (difference > MOST_DIFFERENCE) continue;
      candidates.push({
        start: first.start,
        end: last.end,
        evidence: first.evidence + last.evidence,
        context: first.prefixEvidence + last.suffixEvidence,
        weaker: Math.min(first.prefixEvidence, last.suffixEvidence),
        touching: Infinity,
        difference: Math.max(difference, 0.001),
      });
    }
  }
  return candidates;
}

/** So much may have been put in before or within a passage and its surroundings. */
const REACH = 160;

/** Aligns a pattern with the text around the place where it may start. Offsets in the result are the text's. */
function alignAt(text: string, place: number, pattern: Pattern): Alignment | undefined {
  const { prefix, exact, suffix, opens, closes } = pattern;
  const from = Math.max(0, place - REACH);
  const to = place + prefix.length + exact.length + suffix.length + REACH;
  const before = opens && from === 0 ? START_OF_TEXT : '';
  const after = closes && to >= text.length ? END_OF_TEXT : '';
  const aligned = alignEnds(before + prefix, exact, suffix + after, before + text.slice(from, to) + after);
  const offset = from - before.length;
  return aligned && { ...aligned, start: aligned.start + offset, end: aligned.end + offset };
}

/** Longer passages are compared by their runs. */
const LONG = 1500;

/** How much of a passage is gone from between two places of the text, or put in there, as a share of its length. */
function differenceOf(exact: string, index: GramIndex, start: number, end: number): number {
  const between = index.text.slice(start, end);
  if (exact.length <= LONG) return (alignEnds('', exact, '', between)?.errors ?? exact.length) / exact.length;
  const step = Math.max(1, Math.floor(exact.length / 64));
  let tried = 0;
  let kept = 0;
  for (let at = 0; at + GRAM <= exact.length; at += step) {
    tried++;
    if (between.includes(exact.slice(at, at + GRAM))) kept++;
  }
  // One changed unit spoils a whole run: undo that to estimate the share of units kept.
  return 1 - Math.pow(kept / tried, 1 / 3);
}
