/** The measures against the worked examples of those who published them. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cohenKappa, fleissKappa, krippendorffAlpha, type Rating } from '../../../src/core/agreement/coefficients';
import { scorePassages } from '../../../src/core/agreement/spanScores';
import { unitDisagreement, united, unitizingAlpha } from '../../../src/core/agreement/unitizing';

const near = (value: number | undefined, expected: number, tolerance = 0.0005): void => {
  assert.ok(value !== undefined && Math.abs(value - expected) <= tolerance, `${String(value)} is not ${expected}`);
};

/** One line an annotator; "*" is a missing value. */
const reliabilityData = (...annotators: string[]): Rating[] =>
  annotators[0]!.split(' ').map((_, unit) => ({
    labels: annotators.map(line => {
      const label = line.split(' ')[unit]!;
      return label === '*' ? undefined : label;
    }),
    count: 1,
  }));

describe('Cohen’s κ', () => {
  it('is what Cohen (1960) computed of 200 cases in three categories: .492', () => {
    const matrix = [
      [88, 14, 18],
      [10, 40, 10],
      [2, 6, 12],
    ];
    const ratings = matrix.flatMap((row, i) => row.map((count, j) => ({ labels: [String(i), String(j)], count })));
    near(cohenKappa(ratings), 0.492);
  });

  it('is 1 for the same, 0 for chance, and nothing where only one label occurs', () => {
    assert.equal(cohenKappa(reliabilityData('a b', 'a b')), 1);
    assert.equal(cohenKappa(reliabilityData('a a b b', 'a b a b')), 0);
    assert.equal(cohenKappa(reliabilityData('a a', 'a a')), undefined);
    assert.equal(cohenKappa([]), undefined);
  });
});

describe('Fleiss’ κ', () => {
  it('is what Fleiss (1971) computed of 30 patients, six psychiatrists and five diagnoses: .430', () => {
    const patients =
      '444444 222555 233335 555555 222444 113333 333355 113334 114444 555555 144444 124444 222333 144444 224445 ' +
      '333335 111455 111112 224444 133555 555555 244444 224555 114444 144445 222224 111155 224444 133333 555555';
    near(fleissKappa(patients.split(' ').map(labels => ({ labels: labels.split(''), count: 1 }))), 0.43);
  });
});

describe('Krippendorff’s α', () => {
  it('is what Krippendorff (2011) computed: two observers, binary, .095; two observers, nominal, .692', () => {
    near(krippendorffAlpha(reliabilityData('0 1 0 0 0 0 0 0 1 0', '1 1 1 0 0 1 0 0 0 0')), 0.095);
    near(krippendorffAlpha(reliabilityData('a a b b d c c c e d d a', 'b a b b b c c c e d d d')), 0.692);
  });

  it('is what Krippendorff (2011) computed of four observers, twelve units and missing values: .743', () => {
    const data = reliabilityData(
      '1 2 3 3 2 1 4 1 2 * * *',
      '1 2 3 3 2 2 4 1 2 5 * 3',
      '* 3 3 3 2 3 4 2 2 5 1 *',
      '1 2 3 3 2 4 4 1 2 5 1 *',
    );
    near(krippendorffAlpha(data), 0.743);
  });

  it('does not depend on whether equal units are counted together', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('a', 'b', 'c')), { minLength: 2 }), pairs => {
        const single = pairs.map(labels => ({ labels, count: 1 }));
        const counts = new Map<string, { labels: [string, string]; count: number }>();
        for (const labels of pairs) counts.set(labels.join(), { labels, count: (counts.get(labels.join())?.count ?? 0) + 1 });
        for (const measure of [cohenKappa, fleissKappa, krippendorffAlpha]) {
          const [one, other] = [measure(single), measure([...counts.values()])];
          if (one === undefined) assert.equal(other, undefined);
          else near(other, one, 1e-9);
        }
      }),
    );
  });
});

describe('Krippendorff’s α_u', () => {
  const units = (...annotators: (readonly [start: number, length: number])[][]) =>
    annotators.map(list => list.map(([start, length]) => ({ start: start - 150, end: start - 150 + length })));

  it('is what Krippendorff (2004) computed of two observers on a continuum of 300: .7286 and 1, together .859', () => {
    const c = unitDisagreement(units([[225, 70], [370, 30]], [[220, 80], [355, 20], [400, 20]]), 300); // prettier-ignore
    const k = unitDisagreement(units([[180, 60], [300, 50]], [[180, 60], [300, 50]]), 300); // prettier-ignore
    near(c.observed, 0.0144, 0.0001);
    near(c.expected, 0.0532, 0.0001);
    near(unitizingAlpha([c]), 0.7286, 0.0001);
    assert.equal(k.observed, 0);
    near(k.expected, 0.049, 0.0001);
    assert.equal(unitizingAlpha([k]), 1);
    near(unitizingAlpha([c, k]), 0.8591);
  });

  it('has the observed disagreements that Krippendorff (1995) computed: .03125, 2.26736, .02777, .38715', () => {
    const lengths = (...list: [number, number][]) => list.map(([start, length]) => ({ start, end: start + length }));
    const examples: readonly (readonly [ReturnType<typeof lengths>, ReturnType<typeof lengths>, number])[] = [
      [lengths([2, 8], [14, 6]), lengths([4, 4], [15, 2]), 0.03125],
      [lengths([0, 18]), lengths([0, 2], [2, 1], [3, 1], [4, 1], [5, 1], [6, 3], [9, 1]), 2.26736],
      [lengths([2, 6], [10, 2], [14, 4], [20, 2]), lengths([0, 2], [4, 4], [10, 4], [16, 2], [20, 2]), 0.02777],
      [lengths([0, 2], [2, 8], [10, 4], [14, 6], [20, 4]), lengths([0, 4], [4, 4], [8, 7], [15, 2], [17, 7]), 0.38715],
    ];
    for (const [a, b, expected] of examples) near(unitDisagreement([a, b], 24).observed, expected, 0.00001);
  });

  it('is 1 for the same units, and nothing where nothing is marked', () => {
    const own = united([
      { start: 3, end: 9 },
      { start: 5, end: 12 },
    ]);
    assert.deepEqual(own, [{ start: 3, end: 12 }]);
    assert.equal(unitizingAlpha([unitDisagreement([own, own], 40)]), 1);
    assert.equal(unitizingAlpha([unitDisagreement([[], []], 40)]), undefined);
  });
});

describe('F1 of spans', () => {
  const at = (...spans: [number, number][]) => spans.map(([start, end]) => [{ start, end }]);

  it('counts equal spans, or each that overlaps once', () => {
    const [a, b] = [at([0, 5], [10, 20], [30, 40]), at([0, 5], [12, 22], [14, 16], [50, 60])];
    assert.deepEqual(scorePassages(a, b, true), {
      reference: 3,
      other: 4,
      matched: 1,
      precision: 0.25,
      recall: 1 / 3,
      f1: 2 / 7,
    });
    assert.deepEqual(scorePassages(a, b, false), {
      reference: 3,
      other: 4,
      matched: 2,
      precision: 0.5,
      recall: 2 / 3,
      f1: 4 / 7,
    });
  });

  it('is not defined where nobody marked anything', () => {
    assert.equal(scorePassages([], [], true).f1, undefined);
    assert.equal(scorePassages(at([0, 1]), [], true).f1, 0);
  });
});
