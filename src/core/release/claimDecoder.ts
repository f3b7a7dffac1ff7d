/** Takes the steps of `claimModel.ts` with learned weights, and gives what they find as ranges of tokens. */
import type { Span } from '../text/span';
import type { Reading } from './claimReading';
import { WEIGHT_SCALE } from './packedWeights';
import { batch } from './claimFeatures';
import { cueFeatures, sideFeatures } from './cueFeatures';
import { verdictFeatures } from './verdictFeatures';
import { cueContext, isWordAt, Side, type Chunk, type CueContext } from './claimModel';
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
  probability: number;
}

/** The best candidate of the batch, or -1. */
function choose(weights: Int8Array): number {
  const mask = weights.length - 1;
  const { features, ends, count } = batch;
  let best = -1;
  let bestScore = -Infinity;
  let at = 0;
  for (let c = 0; c < count; c++) {
    const end = ends[c]!;
    let score = 0;
    for (; at < end; at++) score += weights[features[at]! & mask]!;
    if (score > bestScore) {
      bestScore = score;
      best = c;
    }
  }
  return best;
}

/** Log odds of the only candidate. */
function judge(weights: Int8Array): number {
  const mask = weights.length - 1;
  const { features, size } = batch;
  let score = 0;
  for (let i = 0; i < size; i++) score += weights[features[i]! & mask]!;
  return score / WEIGHT_SCALE;
}

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
    const content = findContent(reading, context, side, weights);
    if (content.length === 0) continue;
    const source = findSource(reading, context, side, content, weights);
    found.push({ head, side, content, source, score, probability: 0 });
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
          sameWords(one.content, other.content),
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
  if (side === Side.left || side === Side.around) {
    leftEnds(reading, context, side);
    const end = choose(weights.leftEnd);
    if (end >= 0) {
      const last = batch.value[end]!;
      leftStarts(reading, context, side, last);
      const start = choose(weights.leftStart);
      if (start >= 0) content.push({ first: batch.value[start]!, last });
    }
  }
  if (side === Side.right || side === Side.around) {
    rightStarts(reading, context, side);
    const start = choose(weights.rightStart);
    if (start >= 0) {
      const first = batch.value[start]!;
      rightEnds(reading, context, side, first);
      const end = choose(weights.rightEnd);
      if (end >= 0) content.push({ first, last: batch.value[end]! });
    }
  }
  return content;
}

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
  sourceEnds(reading, context, chunk, content.at(-1)!.first);
  const end = choose(weights.sourceEnd);
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
function opensBracket({ tokens }: Reading, first: number, last: number): boolean {
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
