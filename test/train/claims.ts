/**
 * Learns the weights of the attribution model from PolNeAR's training split: one softmax regression over the candidates of each
 * step, by AdaGrad, with features hashed into the table the engine reads. Everything is in a fixed order: two runs give the same weights.
 */
import {
  contentSpan,
  decodeClaims,
  isQuoted,
  SIDE_SALT,
  STEPS,
  type Found,
  type Step,
  type Weights,
} from '../../src/core/release/claimDecoder';
import {
  Batch,
  cueContext,
  cueFeatures,
  isWordAt,
  leftEnds,
  leftStarts,
  rightEnds,
  rightStarts,
  Side,
  sourceEnds,
  sources,
  useBatch,
} from '../../src/core/release/claimModel';
import { readClaimWords, type Reading } from '../../src/core/release/claimReading';
import { CueCounts, paragraphsOf, readGold, type GoldClaim, type GoldParagraph, type Range } from './corpus';
import { score, type SystemAttribution } from './score';
import { unpackWeights, type PackedWeights } from '../../src/core/release/packedWeights';
import { packWeights, writeWeights } from './weights';

const BITS: Readonly<Record<Step, number>> = {
  cue: 19,
  rightStart: 17,
  rightEnd: 18,
  leftEnd: 17,
  leftStart: 17,
  source: 17,
  sourceEnd: 17,
};
/** How many weights of each step are kept. */
const KEPT: Readonly<Record<Step, number>> = {
  cue: 9000,
  rightStart: 1500,
  rightEnd: 5000,
  leftEnd: 1000,
  leftStart: 800,
  source: 2200,
  sourceEnd: 700,
};
const EPOCHS: Readonly<Record<Step, number>> = {
  cue: 4,
  rightStart: 4,
  rightEnd: 4,
  leftEnd: 4,
  leftStart: 4,
  source: 4,
  sourceEnd: 4,
};

/** The choices of one step: features of all candidates one after the other, where each ends, and which is right. */
class Choices {
  readonly features: Int32Array[] = [];
  readonly ends: Int32Array[] = [];
  readonly right: number[] = [];
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

const batch = new Batch();
useBatch(batch);

interface Example {
  readonly reading: Reading;
  readonly gold: readonly GoldShape[];
}
/** An annotated claim in the model's terms. */
interface GoldShape {
  readonly head: number;
  readonly side: Side;
  readonly left: Range | undefined;
  readonly right: Range | undefined;
  readonly source: Range | undefined;
}

function shapeOf(reading: Reading, head: number, claim: GoldClaim): GoldShape | undefined {
  const left = claim.content.filter(r => r[0] < head);
  const right = claim.content.filter(r => r[0] > head);
  const hull = (ranges: readonly Range[]): Range | undefined => {
    if (ranges.length === 0) return undefined;
    let first = ranges[0]![0];
    let last = ranges.at(-1)![1];
    while (first < last && !isWordAt(reading, first)) first++;
    while (last > first && !isWordAt(reading, last)) last--;
    return [first, last];
  };
  const side =
    left.length > 0 && right.length > 0 ? Side.around : left.length > 0 ? Side.left : right.length > 0 ? Side.right : Side.none;
  const source = claim.source[0];
  return side === Side.none ? undefined : { head, side, left: hull(left), right: hull(right), source };
}

function exampleOf(paragraph: GoldParagraph, counts: CueCounts): Example {
  const reading = readClaimWords(paragraph.tokens, paragraph.sentences, paragraph.quotations);
  const gold: GoldShape[] = [];
  for (const claim of paragraph.claims) {
    const shape = shapeOf(reading, counts.head(paragraph, claim), claim);
    if (shape) gold.push(shape);
  }
  return { reading, gold };
}

function collect(examples: readonly Example[]): Record<Step, Choices> {
  const choices = Object.fromEntries(STEPS.map(step => [step, new Choices()])) as Record<Step, Choices>;
  const indexOf = (value: number): number => batch.value.subarray(0, batch.count).indexOf(value);
  for (const { reading, gold } of examples) {
    const byHead = new Map(gold.map(g => [g.head, g]));
    for (let head = 0; head < reading.count; head++) {
      const shape = byHead.get(head);
      if (reading.stem[head]! < 0) {
        if (shape) choices.cue.lost++;
        continue;
      }
      const context = cueContext(reading, head);
      cueFeatures(reading, context);
      batch.count = 1;
      batch.ends[0] = batch.size;
      choices.cue.add(batch, shape?.side ?? Side.none);
      if (!shape) continue;
      const { side, left, right, source } = shape;
      if (left) {
        leftEnds(reading, context, side);
        choices.leftEnd.add(batch, indexOf(left[1]));
        leftStarts(reading, context, side, left[1]);
        choices.leftStart.add(batch, indexOf(left[0]));
      }
      if (right) {
        rightStarts(reading, context, side);
        choices.rightStart.add(batch, indexOf(right[0]));
        rightEnds(reading, context, side, right[0]);
        choices.rightEnd.add(batch, indexOf(right[1]));
      }
      const first = left?.[0] ?? right![0];
      const last = right?.[1] ?? left![1];
      const chunks = sources(reading, context, side, first, last);
      if (!source) choices.source.add(batch, batch.count - 1);
      else {
        const chosen = chunks.findIndex(c => c.last >= source[0] && c.first <= source[1]);
        choices.source.add(batch, chosen);
        const chunk = chunks[chosen];
        if (chunk) {
          sourceEnds(reading, context, chunk, right?.[0] ?? left![0]);
          let end = source[1];
          while (end > chunk.last && !isWordAt(reading, end)) end--;
          choices.sourceEnd.add(batch, indexOf(Math.max(end, chunk.last)));
        }
      }
    }
  }
  return choices;
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

/** Learns with all features, keeps those that matter most, and learns again with these alone. */
function learn(choices: Choices, bits: number, epochs: number, cue: boolean, held: Choices, keep: number): Float32Array {
  const first = fit(choices, bits, epochs, cue, held);
  const { weights, squares } = first;
  const importance = weights.map((w, i) => Math.abs(w) * Math.sqrt(squares[i]!));
  const order = Array.from(importance.keys())
    .filter(i => importance[i]! > 0)
    .sort((a, b) => importance[b]! - importance[a]! || a - b);
  const allowed = new Uint8Array(1 << bits);
  for (const i of order.slice(0, Math.round(keep * KEEP))) allowed[i] = 1;
  return fit(choices, bits, epochs, cue, held, allowed).weights;
}
const KEEP = Number(process.env.KEEP ?? 1);

function fit(
  choices: Choices,
  bits: number,
  epochs: number,
  cue: boolean,
  held: Choices,
  allowed?: Uint8Array,
): { weights: Float32Array; squares: Float32Array } {
  const weights = new Float32Array(1 << bits);
  const squares = new Float32Array(1 << bits);
  const mask = (1 << bits) - 1;
  const next = random(1);
  const order = choices.right.map((_, i) => i);
  const scores = new Float64Array(1024);
  const scoreAll = (set: Choices, g: number): number => {
    const features = set.features[g]!;
    if (cue) {
      scores[0] = 0;
      for (let k = 1; k < 4; k++) {
        let sum = 0;
        const salt = SIDE_SALT[k]!;
        for (const feature of features) sum += weights[(feature ^ salt) & mask]!;
        scores[k] = sum;
      }
      return 4;
    }
    const ends = set.ends[g]!;
    let at = 0;
    for (let c = 0; c < ends.length; c++) {
      let sum = 0;
      for (const end = ends[c]!; at < end; at++) sum += weights[features[at]! & mask]!;
      scores[c] = sum;
    }
    return ends.length;
  };
  const update = (slot: number, gradient: number): void => {
    if (allowed?.[slot] === 0) return;
    squares[slot] = squares[slot]! + gradient * gradient;
    weights[slot] = weights[slot]! - (RATE * gradient) / Math.sqrt(squares[slot] + 1e-6) - 0;
  };
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(next() * (i + 1));
      [order[i], order[j]] = [order[j]!, order[i]!];
    }
    for (const g of order) {
      const n = scoreAll(choices, g);
      let max = -Infinity;
      for (let c = 0; c < n; c++) max = Math.max(max, scores[c]!);
      let total = 0;
      for (let c = 0; c < n; c++) total += scores[c] = Math.exp(scores[c]! - max);
      const features = choices.features[g]!;
      const ends = choices.ends[g]!;
      let at = 0;
      for (let c = 0; c < n; c++) {
        const gradient = scores[c]! / total - (c === choices.right[g] ? 1 : 0);
        if (cue) {
          if (c > 0 && Math.abs(gradient) > 1e-4)
            for (const feature of features) update((feature ^ SIDE_SALT[c]!) & mask, gradient);
        } else {
          const end = ends[c]!;
          if (Math.abs(gradient) > 1e-4) for (; at < end; at++) update(features[at]! & mask, gradient);
          at = end;
        }
      }
    }
  }
  let right = 0;
  for (let g = 0; g < held.right.length; g++) {
    const n = scoreAll(held, g);
    let best = 0;
    for (let c = 1; c < n; c++) if (scores[c]! > scores[best]!) best = c;
    if (best === held.right[g]) right++;
  }
  const accuracy = (right / (held.right.length + (cue ? 0 : held.lost))).toFixed(4);
  console.log(
    allowed ? 'pruned' : 'all',
    accuracy,
    weights.reduce((n, w) => n + (w === 0 ? 0 : 1), 0),
    choices.lost,
    held.lost,
  );
  return { weights, squares };
}

const RATE = Number(process.env.RATE ?? 0.05);

export function toSystem(reading: Reading, found: Found): SystemAttribution {
  const { start, end } = reading.tokens;
  const span = (r: { first: number; last: number }): [number, number] => [start[r.first]!, end[r.last]!];
  const content = found.content.map(r => contentSpan(reading, r));
  return {
    quoted: isQuoted(reading, content),
    content: content.map(c => [c.start, c.end]),
    source: found.source ? [span(found.source)] : [],
    cue: [span({ first: found.head, last: found.head })],
  };
}

const train = readGold('polnear-train.jsonl');
const dev = readGold('polnear-dev.jsonl');
if (!train || !dev) console.log('skipped: the articles are not here');
else {
  const paragraphs = train.flatMap(paragraphsOf);
  const counts = new CueCounts();
  for (const paragraph of paragraphs) counts.add(paragraph);
  const started = Date.now();
  const examples = paragraphs.map(p => exampleOf(p, counts));
  const devParagraphs = dev.flatMap(paragraphsOf);
  const devExamples = devParagraphs.map(p => exampleOf(p, counts));
  const choices = collect(examples);
  const held = collect(devExamples);
  console.log('features', ((Date.now() - started) / 1000).toFixed(1), 's');
  const only = process.env.STEP;
  const weights = {} as Record<Step, Float32Array>;
  for (const step of STEPS) {
    if (only && step !== only) continue;
    console.log(step);
    weights[step] = learn(
      choices[step],
      BITS[step],
      Number(process.env.EPOCHS ?? EPOCHS[step]),
      step === 'cue',
      held[step],
      KEPT[step],
    );
  }
  console.log('learned', ((Date.now() - started) / 1000).toFixed(1), 's');
  if (!only) {
    const packed = Object.fromEntries(STEPS.map(step => [step, packWeights(weights[step])])) as Record<Step, PackedWeights>;
    console.log(
      'bytes',
      STEPS.map(step => packed[step].digits.length).reduce((a, b) => a + b),
      STEPS.map(step => `${step} ${packed[step].digits.length}`).join(', '),
    );
    const restored = Object.fromEntries(STEPS.map(step => [step, unpackWeights(packed[step])])) as Weights;
    for (const [name, used] of [
      ['learned', weights],
      ['packed', restored],
    ] as const)
      for (const threshold of [0.3, 0.4, 0.45, 0.5])
        console.log(
          name,
          threshold,
          score(
            devParagraphs,
            devExamples.map(e => decodeClaims(e.reading, used, threshold).map(f => toSystem(e.reading, f))),
          ),
        );
    if (process.argv.includes('--write')) writeWeights(packed);
  }
}
