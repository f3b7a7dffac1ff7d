/**
 * Learns the weights of one step: a softmax regression over the candidates of each choice, by FTRL-proximal (McMahan et al., 2013,
 * "Ad click prediction: a view from the trenches"). Its L1 term leaves most weights at nothing, so that few have to be shipped.
 * Everything is in a fixed order: two runs give the same weights.
 */
import type { Batch } from '../../src/core/release/claimFeatures';

export interface Learning {
  /** The table has `2 ** bits` slots. */
  readonly bits: number;
  /** The larger, the fewer weights. */
  readonly l1: number;
  readonly alpha?: number;
  readonly epochs?: number;
}

/** The choices of one step: features of all candidates one after the other, where each candidate ends, and which is right. */
export class Choices {
  readonly features: Int32Array[] = [];
  readonly ends: Int32Array[] = [];
  readonly right: number[] = [];
  /** Choices whose right answer is not among the candidates. */
  lost = 0;

  add(batch: Batch, right: number): void {
    if (right < 0) {
      this.lost++;
      return;
    }
    this.features.push(batch.features.slice(0, batch.size));
    this.ends.push(batch.ends.slice(0, batch.count));
    this.right.push(right);
  }
}

/** mulberry32 */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const scores = new Float64Array(2048);

function scoreAll({ features, ends }: Choices, g: number, weights: Float32Array): number {
  const mask = weights.length - 1;
  const own = features[g]!;
  const stops = ends[g]!;
  let at = 0;
  for (let c = 0; c < stops.length; c++) {
    let sum = 0;
    for (const stop = stops[c]!; at < stop; at++) sum += weights[own[at]! & mask]!;
    scores[c] = sum;
  }
  return stops.length;
}

export function learn(choices: Choices, { bits, l1, alpha = 0.05, epochs = 5 }: Learning): Float32Array {
  const size = 1 << bits;
  const mask = size - 1;
  const weights = new Float32Array(size);
  const z = new Float32Array(size);
  const squares = new Float32Array(size);
  const next = random(1);
  const order = choices.right.map((_, i) => i);
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(next() * (i + 1));
      [order[i], order[j]] = [order[j]!, order[i]!];
    }
    for (const g of order) {
      const n = scoreAll(choices, g, weights);
      let max = -Infinity;
      for (let c = 0; c < n; c++) max = Math.max(max, scores[c]!);
      let total = 0;
      for (let c = 0; c < n; c++) total += scores[c] = Math.exp(scores[c]! - max);
      const features = choices.features[g]!;
      const ends = choices.ends[g]!;
      let at = 0;
      for (let c = 0; c < n; c++) {
        const end = ends[c]!;
        const gradient = scores[c]! / total - (c === choices.right[g] ? 1 : 0);
        if (Math.abs(gradient) < 1e-4) {
          at = end;
          continue;
        }
        const square = gradient * gradient;
        for (; at < end; at++) {
          const k = features[at]! & mask;
          const before = squares[k]!;
          const after = before + square;
          const root = Math.sqrt(after);
          const moved = z[k]! + gradient - ((root - Math.sqrt(before)) / alpha) * weights[k]!;
          z[k] = moved;
          squares[k] = after;
          weights[k] = Math.abs(moved) <= l1 ? 0 : (-(moved - Math.sign(moved) * l1) * alpha) / root;
        }
      }
    }
  }
  return weights;
}

/** The share of choices that go right, of all, and their mean log loss. */
export function judge(choices: Choices, weights: Float32Array): { accuracy: number; loss: number } {
  let right = 0;
  let loss = 0;
  for (let g = 0; g < choices.right.length; g++) {
    const n = scoreAll(choices, g, weights);
    let best = 0;
    let total = 0;
    for (let c = 0; c < n; c++) {
      if (scores[c]! > scores[best]!) best = c;
      total += Math.exp(scores[c]!);
    }
    if (best === choices.right[g]) right++;
    loss += Math.log(total) - scores[choices.right[g]!]!;
  }
  return { accuracy: right / (choices.right.length + choices.lost), loss: loss / choices.right.length };
}
