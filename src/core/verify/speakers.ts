/** Whether two texts name the same speaker: newspapers shorten names, so only what cannot be the same person is another. */
import type { Speaker } from '../release/types';

type Named = Pick<Speaker, 'name' | 'kind'>;

const wordsOf = (name: string): string[] =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[\s\-‐‑.]+/)
    .filter(Boolean);

/** Both are people, and neither's name can be a shorter form of the other's: they share no word of two letters or more. */
export function areDifferentPeople(one: Named, other: Named): boolean {
  if (one.kind !== 'person' || other.kind !== 'person') return false;
  const words = new Set(wordsOf(one.name).filter(word => word.length > 1));
  if (words.size === 0) return false;
  const shared = wordsOf(other.name).filter(word => words.has(word));
  if (shared.length === 0) return true;
  // "Jane Roe" and "John Roe" share a family name, and are two all the same.
  const [a, b] = [wordsOf(one.name), wordsOf(other.name)];
  return a.length > 1 && b.length > 1 && a.at(-1) === b.at(-1) && !b[0]!.startsWith(a[0]!.charAt(0));
}

/** The names can be of the same speaker: one is a shorter form of the other. */
export function isShortFormOf(one: Named, other: Named | undefined): boolean {
  if (other === undefined || areDifferentPeople(one, other)) return false;
  const words = new Set(wordsOf(one.name));
  return wordsOf(other.name).some(word => word.length > 1 && words.has(word));
}
