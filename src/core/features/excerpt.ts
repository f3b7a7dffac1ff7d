import { TokenKind, tokenize } from '../text/tokens';
import type { Span } from '../text/span';

/** The text of a span on one line, cut at a word near `length` characters with "…" where it is longer. */
export function excerpt(text: string, span: Span, length = 80): string {
  const slice = text.slice(span.start, Math.min(span.end, span.start + length * 4));
  const line = slice.replace(/\s+/g, ' ').trim();
  if (line.length <= length) return line;
  const cut = line.lastIndexOf(' ', length);
  return line.slice(0, cut > length / 2 ? cut : length).replace(/[\s,;:–—-]+$/, '') + '…';
}

/** What stands between pieces of a passage where words between them are left out. */
export const GAP = ' … ';

/** The text of several spans, in order, white space folded to single blanks. */
export function joinSpans(text: string, spans: readonly Span[], between = ' '): string {
  return spans
    .map(span => text.slice(span.start, span.end))
    .join(between)
    .replace(/\s+/g, ' ')
    .trim();
}

/** How many words a stretch of text has; a number counts as one. */
export function countWords(text: string, span: Span = { start: 0, end: text.length }): number {
  const tokens = tokenize(text.slice(span.start, span.end));
  let words = 0;
  for (let i = 0; i < tokens.count; i++) {
    const kind = tokens.kind[i];
    if (kind === TokenKind.word || kind === TokenKind.number) words++;
  }
  return words;
}
