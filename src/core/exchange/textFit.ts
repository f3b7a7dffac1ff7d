/** Whether another tool's text is ours, and where its offsets lie in it. */
import type { Span } from '../text/span';
import { Misfit } from './imported';

/** Turns an offset in UTF-16 code units into one in code points; cheap where the text has no surrogates. */
export function codePointCounter(text: string): (offset: number) => number {
  const high: number[] = [];
  for (let i = 0; i < text.length; i++) if (text.codePointAt(i)! > 0xffff) high.push(i++);
  return offset => {
    let [low, end] = [0, high.length];
    while (low < end) {
      const middle = (low + end) >> 1;
      if (high[middle]! < offset) low = middle + 1;
      else end = middle;
    }
    return offset - low;
  };
}

/** The other way: `undefined` past the end of the text. */
export function codeUnitFinder(text: string): (codePoints: number) => number | undefined {
  if (!/[\ud800-\udbff]/.test(text)) return at => (at <= text.length ? at : undefined);
  const starts: number[] = [];
  for (let i = 0; i < text.length; i += text.codePointAt(i)! > 0xffff ? 2 : 1) starts.push(i);
  starts.push(text.length);
  return at => starts[at];
}

/**
 * Where offsets of `theirs` (UTF-16 code units) lie in `ours`. Tools often write other line ends than they read, or leave out the
 * last one: that much may differ, nothing else.
 *
 * @param same whether two characters are the same to that tool
 * @throws Misfit with the first offset that disagrees
 */
export function fitText(
  ours: string,
  theirs: string,
  same: (our: string, their: string) => boolean = (a, b) => a === b,
): (offset: number) => number {
  const steps: { readonly at: number; readonly shift: number }[] = [];
  let [i, j] = [0, theirs.startsWith('\ufeff') && !ours.startsWith('\ufeff') ? 1 : 0];
  if (j > 0) steps.push({ at: 0, shift: -1 });
  const newline = (text: string, at: number): number =>
    text[at] === '\n' ? 1 : text[at] !== '\r' ? 0 : text[at + 1] === '\n' ? 2 : 1;
  while (i < ours.length && j < theirs.length) {
    const [our, their] = [newline(ours, i), newline(theirs, j)];
    if (our > 0 && their > 0) {
      i += our;
      j += their;
      if (our !== their) steps.push({ at: j, shift: i - j });
    } else if (same(ours[i]!, theirs[j]!)) {
      i++;
      j++;
    } else break;
  }
  if (ours.slice(i).trim() !== '' || theirs.slice(j).trim() !== '') {
    const [here, there] = [ours.slice(i, i + 30), theirs.slice(j, j + 30)];
    throw new Misfit(`it does not fit the text: at offset ${i} that has “${here}”, not “${there}”`, { offset: i, here, there });
  }
  return offset => {
    let [low, end] = [0, steps.length];
    while (low < end) {
      const middle = (low + end) >> 1;
      if (steps[middle]!.at <= offset) low = middle + 1;
      else end = middle;
    }
    return Math.min(Math.max(0, offset + (steps[low - 1]?.shift ?? 0)), ours.length);
  };
}

/** A span of theirs in our text. @throws Misfit where it is none */
export function fitSpan(place: (offset: number) => number, length: number, start: unknown, end: unknown, what: string): Span {
  if (typeof start !== 'number' || typeof end !== 'number' || !(start >= 0) || !(end > start))
    throw new Misfit(`${what} is no passage: ${JSON.stringify(start)} to ${JSON.stringify(end)}`);
  if (end > length) throw new Misfit(`${what}: the text ends before offset ${end}`);
  return { start: place(start), end: place(end) };
}
