/** Aligns a passage, with what stood before and after it, with a stretch of text in which it may occur changed. */

/** Where the passage lies in the text, and how much of it and of its surroundings agrees. */
export interface Alignment {
  readonly start: number;
  readonly end: number;
  /** Units of the passage that agree, and that are gone, replaced or have something put in beside them. */
  readonly matches: number;
  readonly errors: number;
  /** What agrees less what does not, of each part: units, a long gap counting as a few. */
  readonly evidence: number;
  readonly prefixEvidence: number;
  readonly suffixEvidence: number;
}

/** What one disagreeing unit takes from the evidence of those that agree. */
export const ERROR_COST = 1;

// Scores, in sixteenths of an agreeing unit. A short gap costs by its length (a typo), a long one hardly more than a middling
// one (a sentence put in or taken out).
const MATCH = 16;
const MISMATCH = -20;
const SHORT_GAP = -20;
const OPEN_GAP = -90;
const EXTEND_GAP = -1;

/** How a cell of the table was reached, in its three low bits; above them, whether a long gap in the text or the pattern goes on. */
const STOP = 0;
const DIAGONAL = 1;
const UP = 2;
const LEFT = 3;
const LONG_UP = 4;
const LONG_LEFT = 5;
const HOW = 7;
const UP_GOES_ON = 8;
const LEFT_GOES_ON = 16;

/** An agreement so short, apart from the rest of the passage and of its surroundings, is chance. */
const CHANCE = 8;
/** A gap from this length on sets agreements apart. */
const APART = 5;

/**
 * The best local alignment (Smith and Waterman 1981, Gotoh 1982) of the three parts with `text`. Borders go where the words are:
 * what stands in the text between the last agreeing unit of the prefix and the first of the passage stays outside, unless the
 * passage's own first units are gone or changed and the prefix is whole, in which case it is taken for what replaced them.
 */
export function alignEnds(prefix: string, exact: string, suffix: string, text: string): Alignment | undefined {
  const whole = { pattern: prefix + exact + suffix, text, from: prefix.length, to: prefix.length + exact.length };
  if (whole.pattern === '' || text === '') return undefined;
  const ends = unchangedEnds(whole.pattern, text);
  const pattern = whole.pattern.slice(ends.head?.length ?? 0, whole.pattern.length - (ends.tail?.length ?? 0));
  const offset = ends.head ? ends.head.place + ends.head.length : 0;
  const table = fillTable(pattern, text.slice(offset, ends.tail?.place ?? text.length));
  return readTrace(table, ends, offset, whole);
}

interface Table {
  readonly trace: Uint8Array;
  readonly width: number;
  /** Where the best alignment ends. */
  readonly row: number;
  readonly column: number;
}

/** What is left to the table beside an end that stands unchanged, so that both agree about how it goes on. */
const GUARD = 32;

/** The first and the last units of the pattern where they stand unchanged: only what lies between needs a table. */
function unchangedEnds(pattern: string, text: string): { head?: Run; tail?: Run } {
  const ends: { head?: Run; tail?: Run } = {};
  const opening = pattern.slice(0, GUARD);
  const first = text.indexOf(opening);
  if (first >= 0 && !text.includes(opening, first + 1)) {
    let length = opening.length;
    while (length < pattern.length && pattern.charCodeAt(length) === text.charCodeAt(first + length)) length++;
    if (length > GUARD) ends.head = { at: 0, place: first, length: length - GUARD };
  }
  const closing = pattern.slice(-GUARD);
  const last = text.lastIndexOf(closing);
  if (last >= 0 && text.indexOf(closing) === last) {
    const end = last + closing.length;
    let length = closing.length;
    while (
      length < pattern.length &&
      length < end &&
      pattern.charCodeAt(pattern.length - 1 - length) === text.charCodeAt(end - 1 - length)
    ) {
      length++;
    }
    const kept = length - GUARD;
    const [at, place] = [pattern.length - kept, end - kept];
    const clear = !ends.head || (at >= ends.head.length && place >= ends.head.place + ends.head.length);
    if (kept > 0 && clear) ends.tail = { at, place, length: kept };
  }
  return ends;
}

function fillTable(pattern: string, text: string): Table {
  const rows = pattern.length;
  const columns = text.length;
  const width = columns + 1;
  const trace = new Uint8Array((rows + 1) * width);
  let above = new Int32Array(width); // best score that ends in each cell of the row above
  let here = new Int32Array(width);
  const longUp = new Int32Array(width).fill(-1e9); // best score that ends in a long gap of the text, by column
  const codes = Uint16Array.from({ length: columns }, (_, at) => text.charCodeAt(at));
  let best = 0;
  let bestRow = 0;
  let bestColumn = 0;
  for (let i = 1; i <= rows; i++) {
    const code = pattern.charCodeAt(i - 1);
    const row = i * width;
    let longLeft = -1e9;
    let left = 0;
    here[0] = 0;
    for (let j = 1; j <= columns; j++) {
      let how = DIAGONAL;
      let score = above[j - 1]! + (code === codes[j - 1] ? MATCH : MISMATCH);
      const up = above[j]!;
      if (up + SHORT_GAP > score) {
        score = up + SHORT_GAP;
        how = UP;
      }
      if (left + SHORT_GAP > score) {
        score = left + SHORT_GAP;
        how = LEFT;
      }
      let marks = 0;
      const going = longUp[j]! + EXTEND_GAP;
      const opened = up + OPEN_GAP;
      if (going > opened) {
        longUp[j] = going;
        marks = UP_GOES_ON;
      } else longUp[j] = opened;
      if (longUp[j]! > score) {
        score = longUp[j]!;
        how = LONG_UP;
      }
      longLeft += EXTEND_GAP;
      if (left + OPEN_GAP > longLeft) longLeft = left + OPEN_GAP;
      else marks |= LEFT_GOES_ON;
      if (longLeft > score) {
        score = longLeft;
        how = LONG_LEFT;
      }
      if (score <= 0) {
        score = 0;
        how = STOP;
      }
      here[j] = left = score;
      trace[row + j] = how | marks;
      if (score > best) {
        best = score;
        bestRow = i;
        bestColumn = j;
      }
    }
    [above, here] = [here, above];
  }
  return { trace, width, row: bestRow, column: bestColumn };
}

/** An agreement, unit for unit, of the pattern from `at` on with the text from `place` on. */
interface Run {
  at: number;
  place: number;
  length: number;
}

interface Parts {
  readonly pattern: string;
  readonly text: string;
  /** Where the passage begins and ends in the pattern. */
  readonly from: number;
  readonly to: number;
}

/** Follows the trace back from the end of the alignment. The table's text begins at `offset`. */
function readTrace(table: Table, ends: { head?: Run; tail?: Run }, offset: number, parts: Parts): Alignment | undefined {
  const { pattern, text, from, to } = parts;
  const { trace, width } = table;
  const skipped = ends.head?.length ?? 0;
  const runs: Run[] = []; // from the last to the first; cut at the borders of the passage
  const scores = { prefix: 0, exact: 0, suffix: 0 };
  let errors = 0;
  const count = (at: number, score: number, wrong: number) => {
    const part = at >= to ? 'suffix' : at < from ? 'prefix' : 'exact';
    scores[part] += score;
    if (part === 'exact') errors += wrong;
  };
  const agree = (at: number, place: number) => {
    count(at, MATCH, 0);
    const last = runs.at(-1);
    if (last?.at === at + 1 && last.place === place + 1 && last.at !== from && last.at !== to) {
      last.at--;
      last.place--;
      last.length++;
    } else runs.push({ at, place, length: 1 });
  };
  const agreeAlong = ({ at, place, length }: Run) => {
    for (let back = length - 1; back >= 0; back--) agree(at + back, place + back);
  };
  if (ends.tail) agreeAlong(ends.tail);
  let i = skipped + table.row;
  let j = offset + table.column;
  while (i > skipped && j > offset) {
    const how = trace[(i - skipped) * width + j - offset]! & HOW;
    if (how === STOP) break;
    if (how === DIAGONAL) {
      i--;
      j--;
      if (pattern.charCodeAt(i) === text.charCodeAt(j)) agree(i, j);
      else count(i, MISMATCH, 1);
    } else if (how === UP) count(--i, SHORT_GAP, 1);
    else if (how === LEFT) {
      j--;
      // Text put in between two parts is neither's fault.
      if (i !== from && i !== to) count(i, SHORT_GAP, 1);
    } else if (how === LONG_UP) {
      let goesOn = true;
      let score = OPEN_GAP - EXTEND_GAP;
      while (goesOn && i > skipped) {
        goesOn = (trace[(i - skipped) * width + j - offset]! & UP_GOES_ON) !== 0;
        count(--i, score + EXTEND_GAP, 1);
        score = 0;
      }
    } else {
      const inside = i > from && i < to;
      let goesOn = true;
      let length = 0;
      while (goesOn && j > offset) {
        goesOn = (trace[(i - skipped) * width + j - offset]! & LEFT_GOES_ON) !== 0;
        j--;
        length++;
      }
      if (i !== from && i !== to) count(i, OPEN_GAP + EXTEND_GAP * length, inside ? length : 0);
    }
  }
  if (ends.head) agreeAlong(ends.head);
  if (runs.length === 0) return undefined;
  runs.reverse();
  settleGaps(runs, pattern, text, from, to);
  // What the alignment did not reach of the passage is gone.
  errors +=
    Math.max(0, Math.min(to, runs[0]!.at) - from) + Math.max(0, to - Math.max(from, runs.at(-1)!.at + runs.at(-1)!.length));
  const own = withoutChance(runs, from, to);
  const first = own[0];
  const last = own.at(-1);
  if (!first || !last) return undefined;
  const matches = own.reduce((sum, { length }) => sum + length, 0);
  const before = runs.filter(({ at }) => at < from).at(-1);
  const after = runs.find(({ at }) => at >= to);
  const prefixEnd = before && before.at + before.length === from ? before.place + before.length : undefined;
  const suffixStart = after?.at === to ? after.place : undefined;
  const [ownEnd, ownLast] = [last.place + last.length, last.at + last.length];
  return {
    // What replaced the passage's first or last units lies between it and surroundings that still touch it.
    start: first.at > from && prefixEnd !== undefined ? prefixEnd : first.place,
    end: ownLast < to && suffixStart !== undefined ? suffixStart : ownEnd,
    matches,
    errors,
    evidence: (scores.prefix + scores.exact + scores.suffix) / MATCH,
    prefixEvidence: Math.max(0, scores.prefix / MATCH),
    suffixEvidence: Math.max(0, scores.suffix / MATCH),
  };
}

/**
 * Where words went, several places for the gap are as good as each other: of "he poin[ted out, and rejec]ted it" and "he
 * pointed[ out, and rejected] it" the one at the border of a word is meant.
 */
function settleGaps(runs: Run[], pattern: string, text: string, from: number, to: number): void {
  const isBorder = (at: number) => at <= 0 || at >= text.length || /\s/.test(text[at - 1]!) !== /\s/.test(text[at]!);
  for (let index = 1; index < runs.length; index++) {
    const [a, b] = [runs[index - 1]!, runs[index]!];
    const [end, place] = [a.at + a.length, a.place + a.length];
    if (place !== b.place || end === b.at || isBorder(place)) continue;
    const border = end <= from ? from : end <= to ? to : Infinity; // a run never crosses the border of the passage
    let right = 0;
    while (right < b.length - 1 && end + right < border && pattern.charCodeAt(end + right) === text.charCodeAt(place + right)) {
      right++;
      if (isBorder(place + right)) break;
    }
    let left = 0;
    const inner = b.at <= from ? 0 : b.at <= to ? from : to;
    while (
      left < a.length - 1 &&
      b.at - left > inner &&
      pattern.charCodeAt(b.at - 1 - left) === text.charCodeAt(place - 1 - left)
    ) {
      left++;
      if (isBorder(place - left)) break;
    }
    const by = right > 0 && isBorder(place + right) ? right : left > 0 && isBorder(place - left) ? -left : 0;
    a.length += by;
    b.at += by;
    b.place += by;
    b.length -= by;
  }
}

/** The runs within the passage, without agreements by chance at its ends: short, and apart from everything else that agrees. */
function withoutChance(runs: readonly Run[], from: number, to: number): Run[] {
  const own = runs.filter(({ at }) => at >= from && at < to);
  if (own.length === 0) return own;
  const apart = (a: Run, b: Run) => Math.max(b.at - a.at - a.length, b.place - a.place - a.length) >= APART;
  for (const [end, outside] of [
    ['first', runs.filter(({ at }) => at < from).at(-1)],
    ['last', runs.find(({ at }) => at >= to)],
  ] as const) {
    const ordered = end === 'first' ? own : own.toReversed();
    const between = (inner: Run, outer: Run) => (end === 'first' ? apart(outer, inner) : apart(inner, outer));
    let length = 0;
    let taken = 0;
    for (const [index, run] of ordered.entries()) {
      const next = ordered[index + 1];
      length += run.length;
      taken++;
      if (!next || between(next, run)) break;
    }
    const touched = outside && !between(ordered[0]!, outside);
    if (taken < ordered.length && length < CHANCE && !touched) {
      if (end === 'first') own.splice(0, taken);
      else own.splice(own.length - taken);
    }
    if (own.length === 0) break;
  }
  return own;
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
