/** Aligns a passage, with what stood before and after it, with a stretch of text in which it may occur changed. */

/** Where the passage lies in the text, and how much of it and of its surroundings agrees. */
export interface Alignment {
  readonly start: number;
  readonly end: number;
  readonly matches: number;
  readonly errors: number;
  /** How far the surroundings agree, outwards from the passage: units that agree, less {@link ERROR_COST} for each that does not. */
  readonly prefixEvidence: number;
  readonly suffixEvidence: number;
}

/** What one disagreeing unit takes from the evidence of those that agree. */
export const ERROR_COST = 1;

/**
 * Sellers' algorithm (edit distance with free ends in the text), with a trace back. Borders go where the words are: what
 * stands in the text between the last agreeing unit of the prefix and the first of the passage stays outside, unless the
 * passage's own first units are gone or changed, in which case it is taken for what replaced them.
 */
export function alignEnds(prefix: string, exact: string, suffix: string, text: string): Alignment | undefined {
  const pattern = prefix + exact + suffix;
  const rows = pattern.length;
  const columns = text.length;
  if (rows === 0 || columns === 0) return undefined;
  const width = columns + 1;
  const cost = new Uint16Array((rows + 1) * width); // row 0 is free: the pattern may start anywhere
  for (let i = 1; i <= rows; i++) {
    const row = i * width;
    const above = row - width;
    cost[row] = i;
    const code = pattern.charCodeAt(i - 1);
    for (let j = 1; j <= columns; j++) {
      let least = cost[above + j - 1]! + (code === text.charCodeAt(j - 1) ? 0 : 1);
      const deleted = cost[above + j]! + 1;
      if (deleted < least) least = deleted;
      const inserted = cost[row + j - 1]! + 1;
      if (inserted < least) least = inserted;
      cost[row + j] = least;
    }
  }
  let j = 0;
  for (let column = 1; column <= columns; column++) {
    if (cost[rows * width + column]! < cost[rows * width + j]!) j = column;
  }

  const from = prefix.length;
  const to = prefix.length + exact.length;
  let matches = 0;
  let errors = 0;
  let prefixSum = 0;
  let prefixEvidence = 0;
  let suffixEvidence = 0;
  // The trace runs backwards: through the suffix inwards, through the prefix outwards.
  const count = (at: number, worth: number) => {
    if (at >= to) suffixEvidence = Math.max(0, suffixEvidence + worth);
    else if (at < from) prefixEvidence = Math.max(prefixEvidence, (prefixSum += worth));
    else if (worth > 0) matches++;
    else errors++;
  };
  let firstMatch = -1; // of the passage, in the text
  let lastMatch = -1;
  let firstMatched = -1; // in the pattern
  let lastMatched = -1;
  let prefixEnd = -1; // after the prefix's last agreeing unit, in the text
  let prefixEndAt = -1;
  let suffixStart = -1;
  let suffixStartAt = -1;
  let i = rows;
  while (i > 0) {
    const here = cost[i * width + j]!;
    if (j > 0 && pattern.charCodeAt(i - 1) === text.charCodeAt(j - 1) && cost[(i - 1) * width + j - 1] === here) {
      i--;
      j--;
      count(i, 1);
      if (i >= from && i < to) {
        if (lastMatch < 0) [lastMatch, lastMatched] = [j, i];
        [firstMatch, firstMatched] = [j, i];
      } else if (i >= to) [suffixStart, suffixStartAt] = [j, i];
      else if (prefixEnd < 0) [prefixEnd, prefixEndAt] = [j + 1, i + 1];
    } else if (j > 0 && cost[(i - 1) * width + j - 1]! + 1 === here) {
      i--;
      j--;
      count(i, -ERROR_COST);
    } else if (cost[(i - 1) * width + j]! + 1 === here) {
      i--;
      count(i, -ERROR_COST);
    } else {
      j--;
      // Text put in between two parts is neither's fault.
      if (i !== from && i !== to) count(i, -ERROR_COST);
    }
  }
  if (firstMatch < 0) return undefined;
  // What replaced the passage's first or last units lies between it and surroundings that still touch it.
  const start = firstMatched > from && prefixEndAt === from ? prefixEnd : firstMatch;
  const end = lastMatched < to - 1 && suffixStartAt === to ? suffixStart : lastMatch + 1;
  return {
    start,
    end,
    matches,
    errors,
    prefixEvidence,
    suffixEvidence,
  };
}

/** How far one side may run ahead of the other within a context. */
const BAND = 12;
/** Falls further than this below the best so far: nothing more is to come. */
const DROP = 24;

/**
 * How far `context` agrees with `text` outwards from a border, the passage itself lying on the other side: the most that units
 * that agree, less {@link ERROR_COST} for each that does not, come to. Both run outwards from their first unit on.
 */
export function contextEvidence(context: string, text: string): number {
  let best = 0;
  let previous = new Int16Array(2 * BAND + 1).fill(-DROP * 4);
  let current = new Int16Array(2 * BAND + 1);
  for (let offset = 0; offset <= BAND; offset++) previous[BAND + offset] = -ERROR_COST * offset;
  for (let i = 1; i <= context.length; i++) {
    let rowBest = -Infinity;
    for (let offset = -BAND; offset <= BAND; offset++) {
      const j = i + offset;
      const slot = offset + BAND;
      let most = -DROP * 4;
      if (j >= 1 && j <= text.length) {
        most = previous[slot]! + (context.charCodeAt(i - 1) === text.charCodeAt(j - 1) ? 1 : -ERROR_COST);
      }
      if (slot < 2 * BAND) most = Math.max(most, previous[slot + 1]! - ERROR_COST);
      if (slot > 0 && j >= 1 && j <= text.length) most = Math.max(most, current[slot - 1]! - ERROR_COST);
      if (j === 0) most = -ERROR_COST * i;
      current[slot] = most;
      if (most > rowBest) rowBest = most;
    }
    best = Math.max(best, rowBest);
    if (rowBest < best - DROP) break;
    [previous, current] = [current, previous];
  }
  return best;
}
