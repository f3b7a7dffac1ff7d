/** What truly became of a passage under an edit script, and how good an answer is. */
import { fold } from '../../src/core/annotations/fold';
import type { locate, Span } from '../../src/core/index';
import { PUT_IN, type Tracked } from './editScripts';

export type Fate = 'unchanged' | 'changed' | 'rewritten' | 'split' | 'gone' | 'undecidable';
export type Outcome = 'right' | 'orphaned' | 'inexact' | 'wrong';

/** What became of a passage, and the least and most that a right answer may cover. */
export interface Truth {
  readonly fate: Fate;
  readonly least: Span;
  readonly most: Span;
}

export function truthOf(original: string, passage: Span, tracked: Tracked): Truth {
  const { text, ids } = tracked;
  let first = -1;
  let last = -1;
  const survivors: number[] = [];
  for (let at = 0; at < ids.length; at++) {
    const id = ids[at]!;
    if (id < passage.start || id >= passage.end) continue;
    if (first < 0) first = at;
    last = at;
    if (/\S/.test(original[id]!)) survivors.push(id);
  }
  const length = original.slice(passage.start, passage.end).replace(/\s/g, '').length;
  if (survivors.length === 0) {
    const nowhere = { start: 0, end: 0 };
    return { fate: mayHaveReturned(original, passage, tracked) ? 'undecidable' : 'gone', least: nowhere, most: nowhere };
  }
  while (/\s/.test(text[first]!)) first++;
  while (/\s/.test(text[last]!)) last--;
  const least = { start: first, end: last + 1 };
  let { start, end } = least;
  while (start > 0 && (ids[start - 1] === PUT_IN || /\s/.test(text[start - 1]!))) start--;
  while (end < text.length && (ids[end] === PUT_IN || /\s/.test(text[end]!))) end++;
  const inside = text.slice(least.start, least.end).replace(/\s/g, '').length;
  let foreign = 0;
  for (let at = least.start; at < least.end; at++) {
    const id = ids[at]!;
    if (id >= 0 && (id < passage.start || id >= passage.end)) foreign++;
  }
  // A letter that left its order was taken out, and put in elsewhere.
  const moved = survivors.length - longestRise(survivors);
  const changes = length - survivors.length + (inside - survivors.length) + 2 * moved;
  const fate =
    foreign > 0
      ? 'split'
      : mayBeElsewhere(least, tracked, original.length)
        ? 'undecidable'
        : fold(text.slice(least.start, least.end)).text === fold(original.slice(passage.start, passage.end)).text
          ? 'unchanged'
          : changes <= 0.2 * length
            ? 'changed'
            : 'rewritten';
  return { fate, least, most: { start, end } };
}

/** How many of `numbers` can be kept so that they rise. */
function longestRise(numbers: readonly number[]): number {
  const lows: number[] = []; // the lowest number that ends a rise of each length
  for (const number of numbers) {
    let [at, end] = [0, lows.length];
    while (at < end) {
      const middle = (at + end) >> 1;
      if (lows[middle]! < number) at = middle + 1;
      else end = middle;
    }
    lows[at] = number;
  }
  return lows.length;
}

/** Whether the text was cut between two neighbours, told by where they were: they did not stand side by side in the original. */
const cutBetween = (before: number, after: number) => (after === before + 1 || (before === PUT_IN && after === PUT_IN) ? 0 : 1);

/** Where the units around the text, before its first and after its last, are told to have been. */
const placeAt = (ids: Int32Array, at: number, length: number) => (at < 0 ? -1 : at >= ids.length ? length : ids[at]!);

/**
 * Whether nobody can tell the words from the same words elsewhere in the text: if both, with as much on either side as is the same,
 * had come from where the other came from, the same text would have come of no more cuts. Two copies of a word that were both moved
 * away from all that stood around them are the usual case.
 */
function mayBeElsewhere(words: Span, { text, ids }: Tracked, length: number): boolean {
  const exact = text.slice(words.start, words.end);
  const id = (at: number) => placeAt(ids, at, length);
  for (let other = text.indexOf(exact); other >= 0; other = text.indexOf(exact, other + 1)) {
    if (Math.abs(other - words.start) < exact.length) continue;
    /** The fewest cuts more on one side: `a` and `b` are the first units beyond the words and beyond the others, `step` leads away. */
    const fewest = (a: number, b: number, step: 1 | -1) => {
      const cut = (near: number, far: number) => (step > 0 ? cutBetween(near, far) : cutBetween(far, near));
      for (let least = Infinity; ; a += step, b += step) {
        const [nearA, nearB, farA, farB] = [id(a - step), id(b - step), id(a), id(b)];
        least = Math.min(least, cut(nearB, farA) + cut(nearA, farB) - cut(nearA, farA) - cut(nearB, farB));
        if (a < 0 || b < 0 || a >= text.length || b >= text.length || text[a] !== text[b]) return least;
      }
    };
    const ahead = fewest(words.end, other + exact.length, 1);
    if (ahead + fewest(words.start - 1, other - 1, -1) <= 0) return true;
  }
  return false;
}

/** Whether words that were deleted stand somewhere again as if they had never gone: the same text would have come of no more cuts. */
function mayHaveReturned(original: string, { start, end }: Span, { text, ids }: Tracked): boolean {
  const exact = original.slice(start, end);
  const id = (at: number) => placeAt(ids, at, original.length);
  for (let at = text.indexOf(exact); at >= 0; at = text.indexOf(exact, at + 1)) {
    const stop = at + exact.length;
    const before = cutBetween(id(at - 1), start) - cutBetween(id(at - 1), id(at));
    const after = cutBetween(end - 1, id(stop)) - cutBetween(id(stop - 1), id(stop));
    let inside = 0;
    for (let each = at + 1; each < stop; each++) inside += cutBetween(id(each - 1), id(each));
    if (before + after - inside <= 0) return true;
  }
  return false;
}

export function judge(found: ReturnType<typeof locate>, truth: Truth, passage: Span, tracked: Tracked): Outcome {
  if (found.state === 'orphaned') return truth.least.end === 0 ? 'right' : 'orphaned';
  const { span } = found;
  const { fate, least, most } = truth;
  if (least.end === 0) return 'wrong';
  if (fate === 'unchanged') return span.start === least.start && span.end === least.end ? 'right' : 'wrong';
  const exact = span.start >= most.start && span.start <= least.start && span.end >= least.end && span.end <= most.end;
  if (exact) return 'right';
  // Neither border right, or only one: wrong where most of the old words covered were never annotated.
  let own = 0;
  let foreign = 0;
  for (let at = span.start; at < span.end; at++) {
    const id = tracked.ids[at]!;
    if (id >= passage.start && id < passage.end) own++;
    else if (id >= 0) foreign++;
  }
  return own > foreign ? 'inexact' : 'wrong';
}
