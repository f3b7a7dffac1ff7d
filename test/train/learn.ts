/**
 * Learns the weights of one step: a softmax regression over the candidates of each choice, by FTRL-proximal (McMahan et al., 2013,
 * "Ad click prediction: a view from the trenches"). Its L1 term leaves most weights at nothing, so that few have to be shipped.
 * It also makes those that stay too small: they are fitted once more by AdaGrad without it, and averaged (the "relaxed lasso" of
 * Meinshausen, 2007).
 * Everything is in a fixed order: two runs give the same weights.
 */
import type { Batch } from '../../src/core/release/claimFeatures';

export interface Learning {
  /** The table has `2 ** bits` slots. */
  readonly bits: number;
  /** The larger, the fewer weights. */
  readonly l1: number;
  /** How far the second fit goes at once. */
  readonly rate: number;
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

/** What to do with a feature's slot and the gradient of the loss by its weight. */
type Update = (slot: number, gradient: number) => void;

/** Goes through all choices once, in an order that `next` shuffles, and hands on the gradient of each feature of each candidate. */
function pass(choices: Choices, order: number[], next: () => number, weights: Float32Array, update: Update): void {
  const mask = weights.length - 1;
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
      if (Math.abs(gradient) < 1e-4) at = end;
      for (; at < end; at++) update(features[at]! & mask, gradient);
    }
  }
}

const ALPHA = 0.05;
const EPOCHS = 5;
const REFITS = 6;

export function learn(choices: Choices, { bits, l1, rate }: Learning): Float32Array {
  const size = 1 << bits;
  const weights = new Float32Array(size);
  const z = new Float32Array(size);
  const squares = new Float32Array(size);
  const next = random(1);
  const order = choices.right.map((_, i) => i);
  for (let epoch = 0; epoch < EPOCHS; epoch++)
    pass(choices, order, next, weights, (k, gradient) => {
      const before = squares[k]!;
      const after = before + gradient * gradient;
      const root = Math.sqrt(after);
      const moved = z[k]! + gradient - ((root - Math.sqrt(before)) / ALPHA) * weights[k]!;
      z[k] = moved;
      squares[k] = after;
      weights[k] = Math.abs(moved) <= l1 ? 0 : (-(moved - Math.sign(moved) * l1) * ALPHA) / root;
    });
  const kept = Uint8Array.from(weights, weight => (weight === 0 ? 0 : 1));
  const sums = new Float64Array(size);
  squares.fill(0);
  for (let epoch = 0; epoch < REFITS; epoch++) {
    pass(choices, order, next, weights, (k, gradient) => {
      if (kept[k] === 0) return;
      squares[k]! += gradient * gradient;
      weights[k]! -= (rate * gradient) / Math.sqrt(1 + squares[k]!);
    });
    if (epoch >= REFITS / 2) for (let k = 0; k < size; k++) sums[k]! += weights[k]!;
  }
  return Float32Array.from(sums, sum => sum / (REFITS / 2));
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
