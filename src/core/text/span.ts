/**
 * A stretch of text: UTF-16 code units, half open. `text.slice(start, end)` is what it covers.
 * For "Xi said, I am", the span of "Xi" is `{ start: 0, end: 2 }`.
 */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Order of the text: by where they begin, of those that begin at one place the shorter first. */
export const bySpan = (a: Span, b: Span): number => a.start - b.start || a.end - b.end;
