/** Carries spans through edits, so that they cover the same words after typing as before it. */
import { diff } from 'diff-match-patch-es';
import type { Span } from '../text/span';

/** One edit: `length` code units from `start` on are replaced by `text`. */
export interface TextChange {
  readonly start: number;
  readonly length: number;
  readonly text: string;
}

/**
 * Where `span` lies after `change`, or `undefined` where nothing of it is left. What is typed at either border stays outside;
 * what is typed inside belongs to it; what replaces text across a border stays outside.
 *
 * With `[` and `]` for the span: inserting "!" in "[ab]c" at 2 gives "[ab]!c", at 0 "![ab]c", at 1 "[a!b]c".
 */
export function carrySpan(span: Span, change: TextChange): Span | undefined {
  const from = change.start;
  const to = change.start + change.length;
  const delta = change.text.length - change.length;
  const { start, end } = span;
  if (to <= start) return { start: start + delta, end: end + delta };
  if (from >= end) return span;
  if (from <= start && to >= end) return undefined;
  if (from < start) return { start: from + change.text.length, end: end + delta };
  if (to > end) return { start, end: from };
  return { start, end: end + delta };
}

/** Carries a span through several changes, each meant in the text that the ones before it left. */
export function carryThrough(span: Span, changes: readonly TextChange[]): Span | undefined {
  let carried: Span | undefined = span;
  for (const change of changes) {
    if (!carried) return undefined;
    carried = carrySpan(carried, change);
  }
  return carried;
}

/** Applies changes to a text, each meant in the text that the ones before it left. */
export function applyChanges(text: string, changes: readonly TextChange[]): string {
  let changed = text;
  for (const { start, length, text: inserted } of changes) {
    changed = changed.slice(0, start) + inserted + changed.slice(start + length);
  }
  return changed;
}

/** A change this much text or shorter is taken as it is, apart from its common ends. */
const LARGE_CHANGE = 64;

/**
 * The same change in its smallest pieces: an editor that reloads or formats a file reports one change over all of it, though
 * most words stay. Returns changes in an order in which each is meant in the text the ones before it left.
 */
export function refineChange(before: string, change: TextChange): TextChange[] {
  const removed = before.slice(change.start, change.start + change.length);
  const inserted = change.text;
  const most = Math.min(removed.length, inserted.length);
  let head = 0;
  while (head < most && removed.charCodeAt(head) === inserted.charCodeAt(head)) head++;
  let tail = 0;
  while (
    tail < most - head &&
    removed.charCodeAt(removed.length - 1 - tail) === inserted.charCodeAt(inserted.length - 1 - tail)
  ) {
    tail++;
  }
  if (head + tail === removed.length && removed.length === inserted.length) return [];
  const start = change.start + head;
  const oldMiddle = removed.slice(head, removed.length - tail);
  const newMiddle = inserted.slice(head, inserted.length - tail);
  if (oldMiddle.length <= LARGE_CHANGE || newMiddle.length <= LARGE_CHANGE) {
    return [{ start, length: oldMiddle.length, text: newMiddle }];
  }
  return pieces(oldMiddle, newMiddle, start);
}

/** Equal text between two changed places counts as kept from this many code units on; shorter is chance. */
const KEPT = 12;

function pieces(before: string, after: string, offset: number): TextChange[] {
  const changes: TextChange[] = [];
  let at = offset;
  let length = 0;
  let text = '';
  const flush = () => {
    if (length || text) changes.push({ start: at, length, text });
    at += text.length;
    length = 0;
    text = '';
  };
  const differences = diff(before, after, { diffTimeout: 0.2 });
  differences.forEach(([operation, part], index) => {
    if (operation === 0) {
      const atBorder = index === 0 || index === differences.length - 1;
      if (part.length < KEPT && !atBorder) {
        length += part.length;
        text += part;
      } else {
        flush();
        at += part.length;
      }
    } else if (operation === -1) length += part.length;
    else text += part;
  });
  flush();
  return changes;
}
