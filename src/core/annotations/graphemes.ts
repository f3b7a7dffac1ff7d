import type { Span } from '../text/span';

/** Made when it is first needed: its rules take a while to load. */
let segmenter: Intl.Segmenter | undefined;

/** How far back and ahead of an offset a grapheme is looked for. Segmenting a whole text is quadratic in some engines. */
const REACH = 48;

/** Both sides ASCII, and not CR LF: always a boundary. */
function isPlainBoundary(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  const after = text.charCodeAt(at);
  return before < 0x80 && after < 0x80 && !(before === 0x0d && after === 0x0a);
}

/** The start and end of the grapheme that the offset `at` lies inside; both are `at` where it lies between two. */
function graphemeAround(text: string, at: number): Span {
  if (at <= 0 || at >= text.length || isPlainBoundary(text, at)) return { start: at, end: at };
  let from = Math.max(0, at - REACH);
  for (let back = at - 1; back > from; back--) {
    if (isPlainBoundary(text, back)) {
      from = back;
      break;
    }
  }
  if (from > 0 && (text.charCodeAt(from) & 0xfc00) === 0xdc00) from--;
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  for (const { index, segment } of segmenter.segment(text.slice(from, at + REACH))) {
    const start = from + index;
    const end = start + segment.length;
    if (start >= at) break;
    if (end > at) return { start, end };
  }
  return { start: at, end: at };
}

/** Widens a span until it cuts no grapheme in two (letter and accent, flag, family emoji, CR LF). */
export function wholeGraphemes(text: string, span: Span): Span {
  const start = graphemeAround(text, span.start).start;
  const end = span.end <= span.start ? start : graphemeAround(text, span.end).end;
  return { start, end };
}
