/**
 * Chance-corrected agreement about labels, by the formulas of those who proposed it; `docs/agreement.md` names them. Every measure is
 * `undefined` where it is not defined: where chance alone would have everybody agree.
 */

/** How often annotators gave the same combination of labels: `labels[i]` is annotator i's, absent where they did not judge. */
export interface Rating {
  readonly labels: readonly (string | undefined)[];
  /** How many units (words, characters) are labelled so. */
  readonly count: number;
}

/** Cohen (1960): κ = (p_o − p_e) / (1 − p_e) of two annotators, expected agreement from each one's own label distribution. */
export function cohenKappa(ratings: readonly Rating[]): number | undefined {
  let [total, same] = [0, 0];
  const margins = [new Map<string, number>(), new Map<string, number>()] as const;
  for (const { labels, count } of ratings) {
    const [a, b] = labels;
    if (a === undefined || b === undefined) continue;
    total += count;
    if (a === b) same += count;
    margins[0].set(a, (margins[0].get(a) ?? 0) + count);
    margins[1].set(b, (margins[1].get(b) ?? 0) + count);
  }
  let expected = 0;
  for (const [label, first] of margins[0]) expected += (first / total) * ((margins[1].get(label) ?? 0) / total);
  return total === 0 ? undefined : corrected(same / total, expected);
}

/** Fleiss (1971): κ of any fixed number of annotators, expected agreement from all labels together. Units that not all judged are left out. */
export function fleissKappa(ratings: readonly Rating[]): number | undefined {
  let [units, agreement, given] = [0, 0, 0];
  const totals = new Map<string, number>();
  for (const { labels, count } of ratings) {
    if (labels.length < 2 || labels.includes(undefined)) continue;
    const own = countLabels(labels);
    const n = labels.length;
    let pairs = 0;
    for (const [label, times] of own) {
      pairs += times * (times - 1);
      totals.set(label, (totals.get(label) ?? 0) + times * count);
    }
    agreement += (count * pairs) / (n * (n - 1));
    given += count * n;
    units += count;
  }
  let expected = 0;
  for (const times of totals.values()) expected += (times / given) ** 2;
  return units === 0 ? undefined : corrected(agreement / units, expected);
}

/**
 * Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability", section C: nominal data, any number of annotators, missing
 * values. α = 1 − (n − 1) · (n − Σ o_cc) / (n² − Σ n_c²), o the coincidences of values within units.
 */
export function krippendorffAlpha(ratings: readonly Rating[]): number | undefined {
  let [n, matching] = [0, 0];
  const totals = new Map<string, number>();
  for (const { labels, count } of ratings) {
    const own = countLabels(labels);
    const m = [...own.values()].reduce((sum, times) => sum + times, 0);
    if (m < 2) continue; // a value that nothing can be paired with
    for (const [label, times] of own) {
      matching += (count * times * (times - 1)) / (m - 1);
      totals.set(label, (totals.get(label) ?? 0) + count * times);
    }
    n += count * m;
  }
  let squares = 0;
  for (const times of totals.values()) squares += times ** 2;
  return n ** 2 === squares ? undefined : 1 - ((n - 1) * (n - matching)) / (n ** 2 - squares);
}

function countLabels(labels: readonly (string | undefined)[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const label of labels) if (label !== undefined) counts.set(label, (counts.get(label) ?? 0) + 1);
  return counts;
}

const corrected = (observed: number, expected: number): number | undefined =>
  expected >= 1 ? undefined : (observed - expected) / (1 - expected);
