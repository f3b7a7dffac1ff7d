/**
 * Aligns the words of a quotation with those of a release: where it was taken from, at the least cost. Edit distance over
 * words with free ends in the release, in which a quotation may also skip words where it says so, and jump elsewhere at a price.
 */
import type { Gap } from './articleQuotes';

/** A jump costs as much as so many changed words, or twice as many left out: fewer in one place are an alteration, not a splice. */
export const JUMP_COST = 6;
/** Words of the speaker that one bracket can stand for. */
const LONGEST_INSERTED = 8;
/** Words that "…" leaves out at most: with more in between the pieces are from different places. */
const LONGEST_OMITTED = 150;

/** Words `from` to `to` of the quotation against words `start` to `end` of the release, both half open. */
export interface AlignedPiece {
  readonly from: number;
  readonly to: number;
  readonly start: number;
  readonly end: number;
  /** How the piece goes on from the one before it. */
  readonly after: 'start' | 'gap' | 'jump';
}

export interface WordAlignment {
  /** Changed, added and missing words, and {@link JUMP_COST} for each jump. */
  readonly cost: number;
  readonly pieces: readonly AlignedPiece[];
  /** For each word of the quotation the word of the release that is the same, or -1. */
  readonly matches: Int32Array;
}

const REACH: Readonly<Record<Gap['kind'], number>> = { omitted: LONGEST_OMITTED, inserted: LONGEST_INSERTED };

/** Two words that the quotation leaves out are a little cheaper than one of its own without a match. */
const EDIT = 17;
const OMISSION = 8;
const JUMP = JUMP_COST * EDIT;

const SAME = 0;
const CHANGED = 1;
const ADDED = 2;
const MISSING = 3;

/**
 * The cheapest alignment of all words of `quote` within `source`; undefined where either is empty. Takes time and memory in
 * proportion to the product of their lengths.
 */
export function alignWords(quote: Uint32Array, source: Uint32Array, gaps: readonly Gap[]): WordAlignment | undefined {
  const rows = quote.length;
  const columns = source.length;
  if (rows === 0 || columns === 0) return undefined;
  const width = columns + 1;
  const steps = new Uint8Array((rows + 1) * width);
  /** Of rows after which the quotation may skip or jump: the column it came from, for each column. */
  const origins = new Map<number, Int32Array>();
  let above = new Uint32Array(width);
  let here = new Uint32Array(width);
  for (let i = 1; i <= rows; i++) {
    const word = quote[i - 1]!;
    const row = i * width;
    here[0] = above[0]! + EDIT;
    steps[row] = ADDED;
    for (let j = 1; j <= columns; j++) {
      const same = source[j - 1] === word;
      let least = above[j - 1]! + (same ? 0 : EDIT);
      let step = same ? SAME : CHANGED;
      if (above[j]! + EDIT < least) [least, step] = [above[j]! + EDIT, ADDED];
      if (here[j - 1]! + OMISSION < least) [least, step] = [here[j - 1]! + OMISSION, MISSING];
      here[j] = least;
      steps[row + j] = step;
    }
    if (i < rows) relax(i);
    [above, here] = [here, above];
  }

  function relax(i: number): void {
    const origin = new Int32Array(width).fill(-1);
    let used = false;
    const gap = gaps.find(({ before }) => before === i)?.kind;
    let leastAt = 0;
    for (let j = 1; j <= columns; j++) if (here[j]! < here[leastAt]!) leastAt = j;
    const least = here[leastAt]!;
    if (gap !== undefined) {
      const reach = REACH[gap];
      const before = here.slice();
      // The cheapest place within reach on the left: a queue of places that get dearer.
      const queue: number[] = [];
      let first = 0;
      for (let j = 0; j <= columns; j++) {
        while (queue.length > first && before[queue.at(-1)!]! > before[j]!) queue.pop();
        queue.push(j);
        if (queue[first]! < j - reach) first++;
        const from = queue[first]!;
        if (before[from]! < here[j]!) {
          here[j] = before[from]!;
          origin[j] = from;
          used = true;
        }
      }
    }
    for (let j = 0; j <= columns; j++) {
      if (least + JUMP >= here[j]!) continue;
      here[j] = least + JUMP;
      origin[j] = leastAt;
      used = true;
    }
    if (used) origins.set(i, origin);
  }

  let end = 0;
  for (let j = 1; j <= columns; j++) if (above[j]! < above[end]!) end = j;
  return trace(rows, width, end, steps, origins, gaps);
}

function trace(
  rows: number,
  width: number,
  last: number,
  steps: Uint8Array,
  origins: ReadonlyMap<number, Int32Array>,
  gaps: readonly Gap[],
): WordAlignment {
  const matches = new Int32Array(rows).fill(-1);
  const pieces: AlignedPiece[] = [];
  let [to, end] = [rows, last];
  let j = last;
  let i = rows;
  let edits = 0;
  while (i > 0) {
    const step = steps[i * width + j]!;
    if (step !== SAME) edits++;
    if (step === MISSING) {
      j--;
      continue;
    }
    i--;
    if (step !== ADDED) j--;
    if (step === SAME) matches[i] = j;
    const from = origins.get(i)?.[j] ?? -1;
    if (i > 0 && from >= 0) {
      const skipped = j - from;
      const gap = gaps.find(({ before }) => before === i);
      pieces.push({ from: i, to, start: j, end, after: gap && skipped >= 0 && skipped <= REACH[gap.kind] ? 'gap' : 'jump' });
      [to, end] = [i, from];
      j = from;
    }
  }
  pieces.push({ from: 0, to, start: j, end, after: 'start' });
  const jumps = pieces.filter(({ after }) => after === 'jump').length;
  return { cost: edits + jumps * JUMP_COST, pieces: pieces.reverse(), matches };
}
