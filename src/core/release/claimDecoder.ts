/** Takes the steps of `claimModel.ts` with learned weights, and gives what they find as ranges of tokens. */
import type { Span } from '../text/span';
import type { Reading } from './claimReading';
import { WEIGHT_SCALE } from './packedWeights';
import { batch } from './claimFeatures';
import { cueFeatures, sideFeatures } from './cueFeatures';
import { verdictFeatures } from './verdictFeatures';
import { cueContext, isFinite, isWordAt, Side, type Chunk, type CueContext } from './claimModel';
import { WordClass } from './wordClasses';
import { leftEnds, leftStarts, rightEnds, rightStarts } from './contentFeatures';
import { sourceEnds, sources } from './sourceFeatures';

export const STEPS = ['cue', 'side', 'rightStart', 'rightEnd', 'leftEnd', 'leftStart', 'source', 'sourceEnd', 'verdict'] as const;
export type Step = (typeof STEPS)[number];

/** The weights of each step, times `WEIGHT_SCALE`; their number is a power of two. */
export type Weights = Readonly<Record<Step, Int8Array>>;

/** A range of tokens, both ends included. */
export interface TokenRange {
  readonly first: number;
  readonly last: number;
}

export interface Found {
  readonly head: number;
  readonly side: Side;
  readonly content: readonly TokenRange[];
  readonly source: TokenRange | undefined;
  /** What the cue step gave: log odds. */
  readonly score: number;
  /** How clearly the side, the borders of the content and the source were chosen: see `margin`. */
  readonly sureness: Sureness;
  probability: number;
}

/** By how much the chosen candidate was ahead of the next in log odds, in whole steps up to `SUREST`. */
export interface Sureness {
  readonly side: number;
  readonly content: number;
  readonly source: number;
}

const SUREST = 5;
/** Of the choice made last: by how much it was ahead, and the next. */
let margin = 0;
let runnerUp = -1;
const marginOf = (best: number, second: number): number => Math.min(SUREST, Math.floor(best - second) || 0);

/** Log odds of the batch's candidates. */
const scores = new Float64Array(batch.ends.length);

/** Fills `scores`. */
function scoreAll(weights: Int8Array): void {
  const mask = weights.length - 1;
  const { features, ends, count } = batch;
  let at = 0;
  for (let c = 0; c < count; c++) {
    const end = ends[c]!;
    let score = 0;
    for (; at < end; at++) score += weights[features[at]! & mask]!;
    scores[c] = score / WEIGHT_SCALE;
  }
}

/** The best candidate of the batch, or -1. */
function choose(weights: Int8Array): number {
  scoreAll(weights);
  let best = -1;
  let bestScore = -Infinity;
  let second = -Infinity;
  runnerUp = -1;
  for (let c = 0; c < batch.count; c++) {
    const score = scores[c]!;
    if (score > bestScore) {
      second = bestScore;
      bestScore = score;
      runnerUp = best;
      best = c;
    } else if (score > second) {
      second = score;
      runnerUp = c;
    }
  }
  margin = marginOf(bestScore, second);
  return best;
}

/** The candidates that are likely enough to be asked, and how likely each is against the likeliest. */
const rivals = new Int32Array(scores.length);
const shares = new Float64Array(scores.length);

/**
 * The border of a content whose other border is `fixed`: of the batch's candidates the one that is expected to share most with the
 * right one, and not the likeliest alone, so that of two far apart the one in the middle may be taken ("minimum Bayes risk",
 * Kumar and Byrne, 2004). -1 without candidates.
 */
function chooseBorder(weights: Int8Array, fixed: number): number {
  scoreAll(weights);
  const { value, count } = batch;
  let most = -Infinity;
  for (let c = 0; c < count; c++) most = Math.max(most, scores[c]!);
  let n = 0;
  let total = 0;
  for (let c = 0; c < count; c++) {
    const likely = Math.exp(scores[c]! - most);
    if (likely < LEAST_LIKELY) continue;
    rivals[n] = c;
    total += shares[n++] = likely;
  }
  // Against all others together; the likeliest has a share of 1.
  margin = marginOf(0, Math.log(total - 1));
  let best = -1;
  let bestGain = -Infinity;
  for (let i = 0; i < n; i++) {
    const own = Math.abs(value[rivals[i]!]! - fixed) + 1;
    let gain = (EXACT * shares[i]!) / total;
    for (let j = 0; j < n; j++) {
      const other = Math.abs(value[rivals[j]!]! - fixed) + 1;
      gain += ((1 - EXACT) * (shares[j]! / total) * Math.min(own, other)) / Math.max(own, other);
    }
    if (gain > bestGain) {
      bestGain = gain;
      best = rivals[i]!;
    }
  }
  return best;
}

/** Less likely than this share of the likeliest: not asked. */
const LEAST_LIKELY = 0.05;
/** What it counts to have the border exactly, against having much of the content. */
const EXACT = 0.4;

/** Log odds of the only candidate. */
function judge(weights: Int8Array): number {
  const mask = weights.length - 1;
  const { features, size } = batch;
  let score = 0;
  for (let i = 0; i < size; i++) score += weights[features[i]! & mask]!;
  return score / WEIGHT_SCALE;
}

/** Where the side was chosen less clearly than this, the next is followed up too, and the verdict decides. */
const UNSURE = 1;

/** Log odds under which a word is not followed up. */
const HOPELESS = -1.6;

/** @param threshold how probable an attribution must be whose content has so many tokens */
export function decodeClaims(reading: Reading, weights: Weights, threshold: (words: number) => number): Found[] {
  const found = findCandidates(reading, weights);
  for (let i = 0; i < found.length; i++) {
    verdictFeatures(reading, found, i);
    found[i]!.probability = 1 / (1 + Math.exp(-judge(weights.verdict)));
  }
  return withoutRivals(found.filter(one => one.probability >= threshold(sizeOf(one.content))));
}

/** Everything that may be an attribution, with content and source. */
export function findCandidates(reading: Reading, weights: Weights): Found[] {
  const found: Found[] = [];
  for (let c = 0; c < reading.candidateCount; c++) {
    const head = reading.candidates[c]!;
    const context = cueContext(reading, head);
    cueFeatures(reading, context);
    const score = judge(weights.cue);
    if (score < HOPELESS) continue;
    sideFeatures(reading, context);
    const side = batch.value[choose(weights.side)]! as Side;
    const sureOfSide = margin;
    const otherSide = sureOfSide < UNSURE && runnerUp >= 0 ? (batch.value[runnerUp]! as Side) : undefined;
    const sides = otherSide === undefined ? [side] : [side, otherSide];
    for (const chosen of sides) {
      const content = findContent(reading, context, chosen, weights);
      if (content.length === 0) continue;
      const sureOfContent = margin;
      const source = findSource(reading, context, chosen, content, weights);
      // Whatever it was chosen against, the next side is less sure than any first.
      const sureness = { side: chosen === side ? sureOfSide : -1, content: sureOfContent, source: margin };
      found.push({ head, side: chosen, content, source, score, sureness, probability: 0 });
    }
  }
  return found;
}

/** Of two cues that claim the same words, "expressed" and "hope" before "that …", the likelier one. */
function withoutRivals(found: readonly Found[]): Found[] {
  return found.filter(
    (one, i) =>
      !found.some(
        (other, j) =>
          j !== i &&
          (other.probability > one.probability || (other.probability === one.probability && j < i)) &&
          (one.head === other.head || sameWords(one.content, other.content)),
      ),
  );
}

const sizeOf = (content: readonly TokenRange[]): number => content.reduce((n, c) => n + c.last - c.first + 1, 0);

/** How much of the words of both two contents share, from which on they are the same. */
const SAME = 0.8;

function sameWords(a: readonly TokenRange[], b: readonly TokenRange[]): boolean {
  let shared = 0;
  let all = 0;
  for (const x of a) {
    all += x.last - x.first + 1;
    for (const y of b) shared += Math.max(0, Math.min(x.last, y.last) - Math.max(x.first, y.first) + 1);
  }
  for (const y of b) all += y.last - y.first + 1;
  return shared >= SAME * (all - shared);
}

export function findContent(reading: Reading, context: CueContext, side: Side, weights: Weights): TokenRange[] {
  const content: TokenRange[] = [];
  let least = SUREST;
  const chosen = (candidate: number): number => {
    least = Math.min(least, margin);
    return candidate;
  };
  if (side === Side.left || side === Side.around) {
    leftEnds(reading, context, side);
    const end = chosen(choose(weights.leftEnd));
    if (end >= 0) {
      const last = batch.value[end]!;
      leftStarts(reading, context, side, last);
      const start = chosen(chooseBorder(weights.leftStart, last));
      if (start >= 0) content.push({ first: batch.value[start]!, last });
    }
  }
  if (side === Side.right || side === Side.around) {
    rightStarts(reading, context, side);
    const start = chosen(choose(weights.rightStart));
    if (start >= 0) {
      const first = batch.value[start]!;
      rightEnds(reading, context, side, first);
      const end = chosen(chooseBorder(weights.rightEnd, first));
      if (end >= 0) {
        if (isLoneRelative(reading, content[0]) && !isFinite(reading.cls[first]!)) content.pop();
        content.push({ first, last: batch.value[end]! });
      }
    }
  }
  margin = least;
  return content;
}

/** "…, which he said would sell": what the relative pronoun stands for is said only where the clause goes on with its verb. */
const isLoneRelative = ({ cls }: Reading, range: TokenRange | undefined): boolean =>
  range !== undefined && range.first === range.last && cls[range.first] === WordClass.whWord;

function findSource(
  reading: Reading,
  context: CueContext,
  side: Side,
  content: readonly TokenRange[],
  weights: Weights,
): TokenRange | undefined {
  const [contentFirst, contentLast] = [content[0]!.first, content.at(-1)!.last];
  const chunks: Chunk[] = sources(reading, context, side, contentFirst, contentLast);
  const chosen = choose(weights.source);
  const chunk = chosen < 0 ? undefined : chunks[batch.value[chosen]!];
  if (!chunk) return undefined;
  const sure = margin;
  sourceEnds(reading, context, chunk, content.at(-1)!.first);
  const end = choose(weights.sourceEnd);
  margin = sure;
  return { first: chunk.first, last: end < 0 ? chunk.last : batch.value[end]! };
}

/**
 * The text a range of words covers, with the quotation marks (and the stops before a closing one) that belong to a
 * quotation it begins or ends: `"No," ` for the word No.
 */
export function contentSpan(reading: Reading, { first, last }: TokenRange): Span {
  const { tokens, quotations, quote } = reading;
  let start = tokens.start[first]!;
  let end = tokens.end[last]!;
  const opening = quote[first]! > 0 ? quotations[quote[first]! - 1]!.span : undefined;
  if (opening && onlySigns(reading, opening.start, first)) start = opening.start;
  const closing = quote[last]! > 0 ? quotations[quote[last]! - 1]!.span : undefined;
  if (closing && closing.start >= start) {
    let at = last + 1;
    while (at < reading.count && tokens.end[at]! <= closing.end && !isWordAt(reading, at)) at++;
    if (at === reading.count || tokens.start[at]! >= closing.end) end = closing.end;
  }
  // "$1 million", "14%", "(all of it)": signs that belong to the first or last word.
  const before = tokens.start[first - 1];
  if (
    start === tokens.start[first] &&
    before !== undefined &&
    tokens.end[first - 1] === start &&
    CURRENCY.test(tokens.lower[first - 1]!)
  )
    start = before;
  const next = last + 1;
  if (end === tokens.end[last] && tokens.start[next] === end) {
    const sign = tokens.lower[next]!;
    if (sign === '%' || sign === '°' || (sign === ')' && opensBracket(reading, first, last))) end = tokens.end[next]!;
  }
  return { start, end };
}

const CURRENCY = /^(?:[a-z]{1,3})?[$€£¥₹]$/;

/** Whether a bracket is opened between two tokens, and not closed there. */
export function opensBracket({ tokens }: Reading, first: number, last: number): boolean {
  let open = 0;
  for (let at = first; at <= last; at++) {
    if (tokens.lower[at] === '(') open++;
    else if (tokens.lower[at] === ')') open--;
  }
  return open > 0;
}

/** Whether no word stands between an offset and a token. */
function onlySigns(reading: Reading, offset: number, token: number): boolean {
  for (let at = token - 1; at >= 0 && reading.tokens.start[at]! >= offset; at--) if (isWordAt(reading, at)) return false;
  return true;
}

/** Whether all content stands in quotation marks, each piece from an opening mark. */
export function isQuoted(reading: Reading, content: readonly Span[]): boolean {
  return content.every(({ start, end }) =>
    reading.quotations.some(({ span, depth }) => depth === 0 && span.start === start && span.end >= end && end > span.start),
  );
}
