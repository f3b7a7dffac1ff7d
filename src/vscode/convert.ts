/** The engine counts UTF-16 code units from the start of the text; the editor counts lines and columns. */
import { Range, type TextDocument } from 'vscode';
import type { Span } from '../core';

export function toRange(document: TextDocument, span: Span): Range {
  return new Range(document.positionAt(span.start), document.positionAt(span.end));
}

export function toSpan(document: TextDocument, range: Range): Span {
  return { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
}
