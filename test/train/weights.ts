/** Writes learned weights as the engine reads them: see src/core/release/packedWeights.ts. */
import { writeFileSync } from 'node:fs';
import { STEPS, type Step } from '../../src/core/release/claimDecoder';
import { LEVEL_BITS, WEIGHT_SCALE, type PackedWeights } from '../../src/core/release/packedWeights';
import { bestRice, BitWriter } from './bits';

/** Lloyd's quantiser, from quantiles. */
function levelsOf(values: readonly number[]): number[] {
  const sorted = [...values].sort((a, b) => a - b);
  const n = 2 ** LEVEL_BITS;
  let levels = Array.from({ length: n }, (_, i) => sorted[Math.floor(((i + 0.5) / n) * sorted.length)] ?? 0);
  for (let round = 0; round < 60; round++) {
    const sums = new Float64Array(n);
    const counts = new Float64Array(n);
    for (const value of sorted) {
      const k = nearest(levels, value);
      sums[k] = sums[k]! + value;
      counts[k] = counts[k]! + 1;
    }
    levels = levels.map((level, k) => (counts[k] ? sums[k]! / counts[k] : level));
  }
  return levels.map(level => Math.max(-127, Math.min(127, Math.round(level * WEIGHT_SCALE))));
}

function nearest(levels: readonly number[], value: number): number {
  let best = 0;
  for (let k = 1; k < levels.length; k++) if (Math.abs(levels[k]! - value) < Math.abs(levels[best]! - value)) best = k;
  return best;
}

export function packWeights(weights: Float32Array): PackedWeights {
  const slots: number[] = [];
  weights.forEach((w, i) => {
    if (w !== 0) slots.push(i);
  });
  const bits = Math.log2(weights.length);
  const levels = levelsOf(slots.map(i => weights[i]!));
  const scaled = levels.map(level => level / WEIGHT_SCALE);
  const rice = bestRice(weights.length, slots.length);
  const writer = new BitWriter();
  let last = -1;
  for (const slot of slots) {
    writer.rice(slot - last - 1, rice);
    writer.number(nearest(scaled, weights[slot]!), LEVEL_BITS);
    last = slot;
  }
  return { bits, kept: slots.length, rice, levels, digits: writer.finish() };
}

export function writeWeights(packed: Readonly<Record<Step, PackedWeights>>): void {
  const lines = STEPS.map(step => `  ${step}: ${JSON.stringify(packed[step])},`);
  writeFileSync(
    'src/core/release/claimWeights.ts',
    `/** Learned by test/train/claims.ts from PolNeAR's training split; see packedWeights.ts. Made: do not edit. */\nimport type { PackedWeights } from './packedWeights';\n\nexport const claimWeights = {\n${lines.join('\n')}\n} satisfies Record<string, PackedWeights>;\n`,
  );
}
