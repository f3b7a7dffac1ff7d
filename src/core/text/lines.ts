import type { Span } from './span';

/**
 * The lines of `text`, without their ends ("\n", "\r\n" or "\r"). A last line without an end counts; an empty text has none.
 *
 * @param from where to begin: offsets are the whole text's
 * @param to where to stop
 */
export function findLines(text: string, from = 0, to = text.length): Span[] {
  if (from > 0 || to < text.length)
    return findLines(text.slice(from, to)).map(({ start, end }) => ({ start: start + from, end: end + from }));
  const lines: Span[] = [];
  const length = text.length;
  let start = 0;
  if (!text.includes('\r')) {
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      lines.push({ start, end });
      start = end + 1;
    }
    if (start < length) lines.push({ start, end: length });
    return lines;
  }
  for (let at = 0; at < length; at++) {
    const code = text.charCodeAt(at);
    if (code !== 10 && code !== 13) continue;
    lines.push({ start, end: at });
    if (code === 13 && text.charCodeAt(at + 1) === 10) at++;
    start = at + 1;
  }
  if (start < length) lines.push({ start, end: length });
  return lines;
}

/** Where each line begins, as the editor counts them: a text that ends with a line's end has an empty line after it. */
export function lineStarts(text: string): number[] {
  return [0, ...[...text.matchAll(/\r\n|[\r\n]/g)].map(({ 0: end, index }) => index + end.length)];
}

const isSpace = (code: number): boolean =>
  code <= 32 || code === 0xa0 || code === 0xfeff || code === 0x3000 || (code >= 0x2000 && code <= 0x200b);

/** `span` without white space (and byte order marks) at its ends; empty at its start where nothing else is in it. */
export function trimSpan(text: string, span: Span): Span {
  let { start, end } = span;
  while (start < end && isSpace(text.charCodeAt(start))) start++;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
  return { start, end };
}

/** Whether nothing but white space is in `span`. */
export function isBlank(text: string, { start, end }: Span): boolean {
  for (let at = start; at < end; at++) if (!isSpace(text.charCodeAt(at))) return false;
  return true;
}
