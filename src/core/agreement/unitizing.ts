/**
 * Agreement about where units begin and end: Krippendorff's α_u (Krippendorff 1995, "On the reliability of unitizing continuous data",
 * Sociological Methodology 25; 2004, "Content Analysis", 2nd edition, section 11.6). Partial overlaps count by how much they miss.
 */
import { bySpan, type Span } from '../text/span';

/** The units of one category, by annotator. Those of one annotator must not overlap: {@link united} merges them. */
export type Units = readonly (readonly Span[])[];

export interface Disagreement {
  readonly observed: number;
  readonly expected: number;
}

/** Spans in order, overlapping ones as one. Spans that only touch stay apart: where one ends and the next begins is a border too. */
export function united(spans: readonly Span[]): Span[] {
  const merged: { start: number; end: number }[] = [];
  for (const { start, end } of [...spans].sort(bySpan)) {
    const last = merged.at(-1);
    if (last && start < last.end) last.end = Math.max(last.end, end);
    else merged.push({ start, end });
  }
  return merged;
}

/** Observed and expected disagreement about one category on a continuum of `length` characters from 0. */
export function unitDisagreement(units: Units, length: number): Disagreement {
  const m = units.length;
  const sections = units.map(own => sectionsOf(own, length));
  let observed = 0;
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < m; j++) if (i !== j) observed += distance(sections[i]!, sections[j]!);
  }
  const count = units.reduce((sum, own) => sum + own.length, 0);
  const gaps = sections.flatMap(own => own.flatMap(({ unit, start, end }) => (unit ? [] : [end - start])));
  let [sum, same] = [0, 0];
  for (const own of units) {
    for (const { start, end } of own) {
      const l = end - start;
      const gapSum = gaps.reduce((total, gap) => total + (gap >= l ? gap - l + 1 : 0), 0);
      sum += ((count - 1) / 3) * (2 * l ** 3 - 3 * l ** 2 + l) + l ** 2 * gapSum;
      same += l * (l - 1);
    }
  }
  const all = m * length * (m * length - 1) - same;
  return { observed: m < 2 ? 0 : observed / (m * (m - 1) * length ** 2), expected: all > 0 ? ((2 / length) * sum) / all : 0 };
}

/** α_u over categories: 1 − ΣD_o / ΣD_e. Undefined where nothing is marked, and chance has nothing to disagree about. */
export function unitizingAlpha(disagreements: readonly Disagreement[]): number | undefined {
  const observed = disagreements.reduce((sum, each) => sum + each.observed, 0);
  const expected = disagreements.reduce((sum, each) => sum + each.expected, 0);
  return expected === 0 ? undefined : 1 - observed / expected;
}

interface Section extends Span {
  /** Else the gap between two units. */
  readonly unit: boolean;
}

function sectionsOf(units: readonly Span[], length: number): Section[] {
  const sections: Section[] = [];
  let at = 0;
  for (const { start, end } of units) {
    if (start > at) sections.push({ start: at, end: start, unit: false });
    sections.push({ start, end, unit: true });
    at = end;
  }
  if (at < length) sections.push({ start: at, end: length, unit: false });
  return sections;
}

/** Sum of squared differences: of both borders where two units meet, of a unit's length where it lies in the other's gap. */
function distance(own: readonly Section[], others: readonly Section[]): number {
  let sum = 0;
  let first = 0;
  for (const a of own) {
    while (first < others.length && others[first]!.end <= a.start) first++;
    for (let k = first; k < others.length && others[k]!.start < a.end; k++) {
      const b = others[k]!;
      if (a.unit && b.unit) sum += (a.start - b.start) ** 2 + (a.end - b.end) ** 2;
      else if (a.unit && b.start <= a.start && a.end <= b.end) sum += (a.end - a.start) ** 2;
      else if (b.unit && a.start <= b.start && b.end <= a.end) sum += (b.end - b.start) ** 2;
    }
  }
  return sum;
}
