/** What *Expand Selection* takes in, step by step: the clause, the sentence, the message, the paragraph, the section, the text. */
import type { Release } from '../release/types';
import { findSentences } from '../text/sentences';
import type { Span } from '../text/span';
import { tokenize } from '../text/tokens';
import { buildSymbols } from './symbols';

const inside = (inner: Span, outer: Span): boolean => outer.start <= inner.start && inner.end <= outer.end;

/** Words are looked for no further from the cursor than this, however long a paragraph is. */
const REACH = 4000;

/** Spans around a place, each inside the next; the smallest is a word. */
export function selectionsAt(text: string, release: Release, offset: number): Span[] {
  const part = release.parts.find(({ span }) => span.start <= offset && offset <= span.end)?.span;
  const around: Span[] = [{ start: 0, end: text.length }];
  if (part) {
    around.push(part);
    const from = Math.max(part.start, offset - REACH);
    const tokens = tokenize(text.slice(from, Math.min(part.end, offset + REACH)));
    const at = (span: Span): Span => ({ start: span.start + from, end: span.end + from });
    for (let i = 0; i < tokens.count; i++) {
      const word = at({ start: tokens.start[i]!, end: tokens.end[i]! });
      if (word.start <= offset && offset <= word.end) around.push(word);
    }
    for (const { first, last } of findSentences(tokens)) {
      const sentence = at({ start: tokens.start[first]!, end: tokens.end[last]! });
      if (sentence.start > offset || sentence.end < offset) continue;
      around.push(sentence);
      const clause = clauseAt(text, sentence, offset);
      if (clause) around.push(clause);
    }
  }
  for (const { content, source, cue } of release.attributions) {
    for (const span of [...content, source?.span, cue?.span]) {
      if (span && span.start <= offset && offset <= span.end) around.push(span, withoutMarks(text, span));
    }
  }
  let level = buildSymbols(text, release);
  for (;;) {
    const symbol = level.find(({ span }) => span.start <= offset && offset <= span.end);
    if (!symbol) break;
    around.push(symbol.span);
    level = symbol.children;
  }
  around.sort((a, b) => a.end - a.start - (b.end - b.start));
  // Each must hold the one before it: of two that cross, the smaller stays.
  const chain: Span[] = [];
  for (const span of around) {
    const last = chain.at(-1);
    if (
      span.start <= offset &&
      offset <= span.end &&
      span.end > span.start &&
      (!last || (inside(last, span) && span.end - span.start > last.end - last.start))
    )
      chain.push(span);
  }
  return chain;
}

/** The stretch of a sentence between commas, semicolons, colons and dashes. */
function clauseAt(text: string, sentence: Span, offset: number): Span | undefined {
  let start = sentence.start;
  for (const match of text.slice(sentence.start, sentence.end).matchAll(/[,;:]\s+|\s[–—-]\s|$/g)) {
    const end = sentence.start + match.index;
    if (offset <= end) return { start, end };
    start = end + match[0].length;
  }
  return undefined;
}

function withoutMarks(text: string, span: Span): Span {
  const slice = text.slice(span.start, span.end);
  const open = /^["“„«'‘]+/.exec(slice)?.[0].length ?? 0;
  const close = /["”“»'’]+$/.exec(slice)?.[0].length ?? 0;
  return open + close < slice.length ? { start: span.start + open, end: span.end - close } : span;
}
