import { spliceNumbers } from './partTable';
import type { PlacedParagraph } from './placed';

/**
 * Which of several equal paragraphs each one is, from 1 on: equal paragraphs would give equal ids, so the second's have a number.
 */
export interface Ranks {
  readonly of: Int32Array;
  /** How many paragraphs there are of each hash. */
  readonly counts: Map<string, number>;
}

export function rankParagraphs(places: readonly PlacedParagraph[]): Ranks {
  const counts = new Map<string, number>();
  const of = new Int32Array(places.length);
  for (let i = 0; i < places.length; i++) {
    const { hash } = places[i]!.paragraph;
    const rank = (counts.get(hash) ?? 0) + 1;
    counts.set(hash, rank);
    of[i] = rank;
  }
  return { of, counts };
}

/**
 * The ranks of a version that differs from the one before only between the first and the last paragraphs. Those of the version
 * before are used up.
 */
export function rankAgain(
  { of, counts }: Ranks,
  before: readonly PlacedParagraph[],
  now: readonly PlacedParagraph[],
  { first, last }: { readonly first: number; readonly last: number },
): Ranks {
  const gone = before.slice(first, before.length - last);
  const fresh = now.slice(first, now.length - last);
  // Only one that has no equal leaves the others' ranks alone.
  if (gone.some(({ paragraph }) => counts.get(paragraph.hash) !== 1)) return rankParagraphs(now);
  for (const { paragraph } of gone) counts.delete(paragraph.hash);
  for (const { paragraph } of fresh) {
    if (counts.has(paragraph.hash)) return rankParagraphs(now);
    counts.set(paragraph.hash, 1);
  }
  return {
    of:
      gone.length === fresh.length
        ? of
        : spliceNumbers(
            of,
            first,
            fresh.map(() => 1),
            last,
            0,
          ),
    counts,
  };
}
