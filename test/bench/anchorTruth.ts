/** What truly became of a passage under an edit script, and how good an answer is. */
import { fold } from '../../src/core/annotations/fold';
import type { locate, Span } from '../../src/core/index';
import { firstWhere } from '../../src/core/text/search';
import { PUT_IN, type Tracked } from './editScripts';

export type Fate = 'unchanged' | 'changed' | 'rewritten' | 'split' | 'gone';
export type Outcome = 'right' | 'orphaned' | 'inexact' | 'wrong';

/** What became of a passage, and the least and most that a right answer may cover. */
export interface Truth {
  readonly fate: Fate;
  readonly least: Span;
  readonly most: Span;
}

export function truthOf(original: string, passage: Span, { text, ids }: Tracked): Truth {
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
    return { fate: 'gone', least: nowhere, most: nowhere };
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
    const at = firstWhere(lows.length, i => lows[i]! >= number);
    lows[at] = number;
  }
  return lows.length;
}

export function judge(found: ReturnType<typeof locate>, truth: Truth, passage: Span, tracked: Tracked): Outcome {
  if (found.state === 'orphaned') return truth.fate === 'gone' ? 'right' : 'orphaned';
  const { span } = found;
  const { fate, least, most } = truth;
  if (fate === 'gone') return 'wrong';
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
