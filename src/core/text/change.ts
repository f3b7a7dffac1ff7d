/** What parts one version of a text from the next: between a common beginning and a common end, other words. */
export interface Change {
  /** Where the two begin to differ. */
  readonly start: number;
  /** Where the words that are gone ended, in the earlier text. */
  readonly end: number;
}

/** Compared at a time: the machine compares blocks faster than code units. */
const BLOCK = 4096;

/** The shortest stretch whose replacement makes `after` of `before`; of several, the last in the text. */
export function changeBetween(before: string, after: string): Change {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start + BLOCK <= shorter && before.slice(start, start + BLOCK) === after.slice(start, start + BLOCK)) start += BLOCK;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let kept = 0; // code units at the end
  const most = shorter - start;
  const tail = (text: string): string => text.slice(text.length - kept - BLOCK, text.length - kept);
  while (kept + BLOCK <= most && tail(before) === tail(after)) kept += BLOCK;
  while (kept < most && before.charCodeAt(before.length - kept - 1) === after.charCodeAt(after.length - kept - 1)) kept++;
  return { start, end: before.length - kept };
}

/** Whole lines between two versions of a text; what stands before and after them is the same. */
export interface LineChange {
  readonly start: number;
  /** Where the lines end that are gone, in the earlier text; a line's end belongs to it. */
  readonly endBefore: number;
  /** Where the lines end that have come, in the later text. */
  readonly endAfter: number;
}

/** The lines that a change has touched. */
export function changedLines(before: string, after: string): LineChange {
  const { start, end } = changeBetween(before, after);
  const first = start === 0 ? 0 : Math.max(before.lastIndexOf('\n', start - 1), before.lastIndexOf('\r', start - 1)) + 1;
  const stop = before.indexOf('\n', end);
  const endBefore = stop < 0 ? before.length : stop + 1;
  return { start: first, endBefore, endAfter: endBefore + after.length - before.length };
}
