/** What a reader would otherwise have to work out: the full date behind "9 May", and who "he" is. */
import type { Release } from '../release/types';

export interface Hint {
  /** Right after the words it explains. */
  readonly offset: number;
  readonly kind: 'date' | 'pronoun';
  readonly label: string;
  /** How it is known. */
  readonly basis?: string;
}

/** In the order of the text. A date that is written out in full needs no hint, and none is guessed. */
export function findHints(text: string, release: Release): Hint[] {
  const hints: Hint[] = [];
  for (const { span, type, resolved, basis } of release.dates) {
    if (resolved === undefined || (type !== 'DATE' && type !== 'TIME')) continue;
    const words = text.slice(span.start, span.end);
    if (words.includes(resolved.slice(0, 4))) continue;
    hints.push({ offset: span.end, kind: 'date', label: resolved, basis });
  }
  for (const { name, mentions } of release.speakers) {
    for (const { span, kind } of mentions) if (kind === 'pronoun') hints.push({ offset: span.end, kind: 'pronoun', label: name });
  }
  return hints.sort((a, b) => a.offset - b.offset);
}
