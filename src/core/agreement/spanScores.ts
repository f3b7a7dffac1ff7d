/** How many of one annotator's spans another has: precision, recall and F1, exact and by overlap. */
import type { Span } from '../text/span';

export interface Score {
  /** Spans of the first, the reference; spans of the second; pairs. */
  readonly reference: number;
  readonly other: number;
  readonly matched: number;
  readonly precision: number | undefined;
  readonly recall: number | undefined;
  readonly f1: number | undefined;
}

/** A mark: its spans, in order. */
export type Passage = readonly Span[];

/** How many characters both cover. */
export function sharedLength(a: Passage, b: Passage): number {
  let sum = 0;
  for (const one of a) for (const other of b) sum += Math.max(0, Math.min(one.end, other.end) - Math.max(one.start, other.start));
  return sum;
}

/** Pairs of equal passages, then (unless `exact`) of those that share most; each passage is in one pair at most. */
export function pairPassages(a: readonly Passage[], b: readonly Passage[], exact: boolean): (readonly [number, number])[] {
  const pairs: (readonly [number, number])[] = [];
  const free = new Set(b.keys());
  const open: number[] = [];
  const starts = new Map<string, number[]>();
  b.forEach((passage, j) => {
    const key = JSON.stringify(passage.map(({ start, end }) => [start, end]));
    starts.set(key, [...(starts.get(key) ?? []), j]);
  });
  a.forEach((passage, i) => {
    const key = JSON.stringify(passage.map(({ start, end }) => [start, end]));
    const equal = starts.get(key)?.find(j => free.has(j));
    if (equal === undefined) open.push(i);
    else {
      free.delete(equal);
      pairs.push([i, equal]);
    }
  });
  if (exact) return pairs;
  const near = open
    .flatMap(i => [...free].map(j => ({ i, j, shared: sharedLength(a[i]!, b[j]!) })))
    .filter(({ shared }) => shared > 0)
    .sort((x, y) => y.shared - x.shared || x.i - y.i || x.j - y.j);
  const taken = new Set<number>();
  for (const { i, j } of near) {
    if (taken.has(i) || !free.has(j)) continue;
    taken.add(i);
    free.delete(j);
    pairs.push([i, j]);
  }
  return pairs;
}

export function scorePassages(reference: readonly Passage[], other: readonly Passage[], exact: boolean): Score {
  const matched = pairPassages(reference, other, exact).length;
  const share = (of: number): number | undefined => (of === 0 ? undefined : matched / of);
  const both = reference.length + other.length;
  return {
    reference: reference.length,
    other: other.length,
    matched,
    precision: share(other.length),
    recall: share(reference.length),
    f1: both === 0 ? undefined : (2 * matched) / both,
  };
}
