/** Writes learned weights as the engine reads them: see src/core/release/packedWeights.ts. */
import { writeFileSync } from 'node:fs';
import { STEPS, type Step } from '../../src/core/release/claimDecoder';
import { DIGITS, LEVEL_BITS, WEIGHT_SCALE, type PackedWeights } from '../../src/core/release/packedWeights';

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
  const rice = Math.max(0, Math.floor(Math.log2((0.69 * weights.length) / slots.length) + 0.5));
  let out = '';
  let word = 0;
  let filled = 0;
  const flush = (): void => {
    let value = word >>> 0;
    let digits = '';
    for (let i = 0; i < 5; i++) {
      digits = DIGITS[value % 90]! + digits;
      value = Math.floor(value / 90);
    }
    out += digits;
    word = filled = 0;
  };
  const bit = (b: number): void => {
    word = (word << 1) | b;
    if (++filled === 32) flush();
  };
  const number = (value: number, width: number): void => {
    for (let i = width - 1; i >= 0; i--) bit(Math.floor(value / 2 ** i) & 1);
  };
  let last = -1;
  for (const slot of slots) {
    const step = slot - last - 1;
    for (let i = Math.floor(step / 2 ** rice); i > 0; i--) bit(1);
    bit(0);
    number(step % 2 ** rice, rice);
    number(nearest(scaled, weights[slot]!), LEVEL_BITS);
    last = slot;
  }
  while (filled > 0) bit(0);
  return { bits, kept: slots.length, rice, levels, digits: out };
}

export function writeWeights(packed: Readonly<Record<Step, PackedWeights>>): void {
  const lines = STEPS.map(step => `  ${step}: ${JSON.stringify(packed[step])},`);
  writeFileSync(
    'src/core/release/claimWeights.ts',
    `/** Learned by test/train/claims.ts from PolNeAR's training split; see packedWeights.ts. Made: do not edit. */\nimport type { PackedWeights } from './packedWeights';\n\nexport const claimWeights = {\n${lines.join('\n')}\n} satisfies Record<string, PackedWeights>;\n`,
  );
}
