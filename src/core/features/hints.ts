/** What a reader would otherwise have to work out: the full date behind "9 May", and who "he" is. */
import type { Release } from '../release/types';
import { firstWhere } from '../text/search';
import type { Span } from '../text/span';

export interface Hint {
  /** Right after the words it explains. */
  readonly offset: number;
  readonly kind: 'date' | 'pronoun';
  readonly label: string;
  /** How it is known. */
  readonly basis?: string;
}

/** Those of a list in the order of the text that end in a span. */
function endingIn<T extends { readonly span: Span }>(list: readonly T[], { start, end }: Span): readonly T[] {
  const first = firstWhere(list.length, i => list[i]!.span.end >= start);
  return list.slice(
    first,
    firstWhere(list.length, i => list[i]!.span.end > end),
  );
}

/**
 * In the order of the text. A date that is written out in full needs no hint, and none is guessed.
 *
 * @param within only hints at these offsets: what a window shows of a long text costs as much as the window
 */
export function findHints(text: string, release: Release, within: Span = { start: 0, end: text.length }): Hint[] {
  const hints: Hint[] = [];
  for (const { span, type, resolved, basis } of endingIn(release.dates, within)) {
    if (resolved === undefined || (type !== 'DATE' && type !== 'TIME')) continue;
    const words = text.slice(span.start, span.end);
    if (words.includes(resolved.slice(0, 4))) continue;
    hints.push({ offset: span.end, kind: 'date', label: resolved, basis });
  }
  for (const { name, mentions } of release.speakers) {
    for (const { span, kind } of endingIn(mentions, within))
      if (kind === 'pronoun') hints.push({ offset: span.end, kind: 'pronoun', label: name });
  }
  return hints.sort((a, b) => a.offset - b.offset);
}
