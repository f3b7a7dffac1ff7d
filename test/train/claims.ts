/**
 * Learns the weights of the attribution model from PolNeAR's training split: one softmax regression over the candidates of each
 * step, with features hashed into the table the engine reads.
 *
 * usage: node out/test/train/claims.js [--cv | --write]
 *   --cv     cross-validates on the training articles alone: what features and settings are chosen by
 *   --write  writes src/core/release/claimWeights.ts
 */
import {
  contentSpan,
  decodeClaims,
  findCandidates,
  isQuoted,
  STEPS,
  type Found,
  type Step,
  type Weights,
} from '../../src/core/release/claimDecoder';
import { cueContext, isWordAt, Side } from '../../src/core/release/claimModel';
import { leftEnds, leftStarts, rightEnds, rightStarts } from '../../src/core/release/contentFeatures';
import { sourceEnds, sources } from '../../src/core/release/sourceFeatures';
import { keepReading, readClaimWords, type Reading } from '../../src/core/release/claimReading';
import { batch } from '../../src/core/release/claimFeatures';
import { cueFeatures, sideFeatures } from '../../src/core/release/cueFeatures';
import { verdictFeatures } from '../../src/core/release/verdictFeatures';
import { CueCounts, paragraphsOf, readGold, type GoldClaim, type GoldParagraph, type Range } from './corpus';
import { Choices, judge, learn, type Learning } from './learn';
import { score, type SystemAttribution } from './score';
import { unpackWeights, WEIGHT_SCALE, type PackedWeights } from '../../src/core/release/packedWeights';
import { packWeights, writeWeights } from './weights';

/** Steps with many features get larger tables; the L1 terms share out the bytes by what they bring. */
const LEARNING: Readonly<Record<Step, Learning>> = {
  cue: { bits: 18, l1: 22, rate: 0.05 },
  side: { bits: 16, l1: 20, rate: 0.1 },
  rightStart: { bits: 16, l1: 17, rate: 0.1 },
  rightEnd: { bits: 17, l1: 12, rate: 0.1 },
  leftEnd: { bits: 16, l1: 12, rate: 0.1 },
  leftStart: { bits: 16, l1: 9, rate: 0.1 },
  source: { bits: 16, l1: 12, rate: 0.1 },
  sourceEnd: { bits: 16, l1: 8, rate: 0.1 },
  verdict: { bits: 17, l1: 13, rate: 0.05 },
};

interface Example {
  readonly document: number;
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

function exampleOf(paragraph: GoldParagraph, counts: CueCounts, document: number): Example {
  const reading = keepReading(readClaimWords(paragraph.tokens, paragraph.sentences, paragraph.quotations));
  const gold: GoldShape[] = [];
  for (const claim of paragraph.claims) {
    const shape = shapeOf(reading, counts.head(paragraph, claim), claim);
    if (shape) gold.push(shape);
  }
  return { document, reading, gold };
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
      batch.close(Side.none);
      choices.cue.add(batch, shape ? 0 : 1);
      if (!shape) continue;
      const { side, left, right, source } = shape;
      sideFeatures(reading, context);
      choices.side.add(batch, indexOf(side));
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

/** Every document is left out once, and read with what the others teach. */
const FOLDS = 3;
const THRESHOLDS = [0.2, 0.25, 0.3, 0.35];

const train = readGold('polnear-train.jsonl');
const dev = readGold('polnear-dev.jsonl');
if (!train || !dev) console.log('skipped: the articles are not here');
else {
  const documents = train.map(paragraphsOf);
  const counts = new CueCounts();
  for (const paragraph of documents.flat()) counts.add(paragraph);
  const read = (paragraphs: readonly GoldParagraph[], document: number): Example[] =>
    paragraphs.map(p => exampleOf(p, counts, document));
  if (process.argv.includes('--cv')) crossValidate(documents.map(read), documents);
  else {
    const held = dev.flatMap(paragraphsOf);
    const heldExamples = read(held, 0);
    const packed = learnAll(documents.flatMap(read), heldExamples);
    const bytes = (step: Step): number => packed[step].digits.length;
    console.log(
      'bytes',
      STEPS.map(bytes).reduce((a, b) => a + b),
      STEPS.map(s => `${s} ${packed[s].kept}/${bytes(s)}`).join(', '),
    );
    report(held, threshold => decodeAll(heldExamples, unpackAll(packed), threshold));
    if (process.argv.includes('--write')) writeWeights(packed);
  }
}

/** All steps but the last, and then the last from what the others find where they did not learn. */
function learnAll(examples: readonly Example[], heldExamples: readonly Example[]): Record<Step, PackedWeights> {
  const first = learnSteps(STEPS.slice(0, -1), collect(examples), collect(heldExamples));
  const verdicts = new Choices();
  for (let k = 0; k < FOLDS; k++) {
    const part = (inside: boolean): Example[] => examples.filter(e => (e.document % FOLDS === k) === inside);
    const weights = unpackAll(learnSteps(STEPS.slice(0, -1), collect(part(false))));
    collectVerdicts(part(true), weights, verdicts);
  }
  const held = new Choices();
  collectVerdicts(heldExamples, unpackAll(first), held);
  return { ...first, ...learnSteps(['verdict'], { verdict: verdicts }, { verdict: held }) };
}

/** A finding is right where its content shares at least half with what was annotated. */
function collectVerdicts(examples: readonly Example[], weights: Weights, verdicts: Choices): void {
  for (const { reading, gold } of examples) {
    const found = findCandidates(reading, weights);
    found.forEach((one, i) => {
      const shape = gold.find(g => g.head === one.head);
      verdictFeatures(reading, found, i);
      batch.close(0);
      verdicts.add(batch, shape && agree(one, shape) ? 0 : 1);
    });
  }
}

function agree(one: Found, { left, right }: GoldShape): boolean {
  const ranges = [left, right].filter(range => range !== undefined);
  let shared = 0;
  let all = 0;
  for (const [first, last] of ranges) {
    all += last - first + 1;
    for (const c of one.content) shared += Math.max(0, Math.min(last, c.last) - Math.max(first, c.first) + 1);
  }
  for (const c of one.content) all += c.last - c.first + 1;
  return shared >= (all - shared) / 2;
}

function learnSteps(
  steps: readonly Step[],
  choices: Partial<Record<Step, Choices>>,
  held?: Partial<Record<Step, Choices>>,
): Record<Step, PackedWeights> {
  return Object.fromEntries(
    steps.map(step => {
      const weights = learn(choices[step]!, LEARNING[step]);
      const packed = packWeights(weights);
      if (held) {
        const [before, after] = [weights, Float32Array.from(unpackWeights(packed), w => w / WEIGHT_SCALE)].map(w =>
          judge(held[step]!, w),
        );
        const show = ({ accuracy, loss }: { accuracy: number; loss: number }): string =>
          `${accuracy.toFixed(4)} ${loss.toFixed(4)}`;
        console.log(step, show(before!), 'packed', show(after!), packed.kept);
      }
      return [step, packed];
    }),
  ) as Record<Step, PackedWeights>;
}

/** Of the steps that are learned so far. */
function unpackAll(packed: Readonly<Partial<Record<Step, PackedWeights>>>): Weights {
  return Object.fromEntries(Object.entries(packed).map(([step, weights]) => [step, unpackWeights(weights)])) as Record<
    Step,
    Int8Array
  >;
}

function decodeAll(examples: readonly Example[], weights: Weights, threshold: number): SystemAttribution[][] {
  return examples.map(e => decodeClaims(e.reading, weights, () => threshold).map(f => toSystem(e.reading, f)));
}

function report(paragraphs: readonly GoldParagraph[], decode: (threshold: number) => SystemAttribution[][]): void {
  for (const threshold of THRESHOLDS) console.log(threshold, score(paragraphs, decode(threshold)));
}

function crossValidate(examples: readonly (readonly Example[])[], documents: readonly (readonly GoldParagraph[])[]): void {
  const folds = Array.from({ length: FOLDS }, (_, k) => {
    const held = examples.filter((_, d) => d % FOLDS === k).flat();
    const packed = learnAll(examples.filter((_, d) => d % FOLDS !== k).flat(), held);
    const weights = unpackAll(packed);
    return (threshold: number) => decodeAll(held, weights, threshold);
  });
  report(
    folds.flatMap((_, k) => documents.filter((_, d) => d % FOLDS === k).flat()),
    threshold => folds.flatMap(decode => decode(threshold)),
  );
}
