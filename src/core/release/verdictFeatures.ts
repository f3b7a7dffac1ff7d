/** Is what was found an attribution? Judged once more, with its content, its source and the other cues of the sentence in view. */
import type { Found } from './claimDecoder';
import { groupStart, type Batch } from './claimModel';
import type { Reading } from './claimReading';
import { feature, fillBatch } from './cueFeatures';
import { WordClass } from './wordClasses';

const f = feature;
const min = Math.min;
const bin = (score: number): number => Math.max(-8, min(12, Math.round(score * 3)));
const coarse = (score: number): number => Math.max(-3, min(4, Math.round(score)));
const lengthOf = (n: number): number => (n < 6 ? n : n < 9 ? 6 : n < 14 ? 7 : n < 22 ? 8 : n < 40 ? 9 : 10);

/** How two findings lie: 0 apart, 1 the other's cue in this one's content, 2 the reverse, 3 each in the other's. */
function relation(one: Found, other: Found): number {
  let code = 0;
  for (const { first, last } of one.content) if (other.head >= first && other.head <= last) code |= 1;
  for (const { first, last } of other.content) if (one.head >= first && one.head <= last) code |= 2;
  return code;
}

export function verdictFeatures(batch: Batch, reading: Reading, found: readonly Found[], index: number): void {
  fillBatch(batch);
  const { cls, key, quote, stem, sentence, sentences, count } = reading;
  const one = found[index]!;
  const { head: h, side, content, source, score } = one;
  const { first, last } = sentences[sentence[h]!]!;
  const st = stem[h]!;
  const c0 = cls[h]!;
  const K = (i: number): number => (i < 0 || i >= count ? 1 : key[i]!);
  const C = (i: number): number => (i < 0 || i >= count ? WordClass.outside : cls[i]!);
  const own = coarse(score);
  batch.clear();
  f(600, 0, 0, 0);
  f(601, bin(score), 0, 0);
  f(602, own, side, 0);
  f(603, own, st, 0);
  f(604, own, c0, 0);
  // content
  const { first: a } = content[0]!;
  const { last: e } = content[content.length - 1]!;
  let words = 0;
  for (const range of content) words += range.last - range.first + 1;
  const length = lengthOf(words);
  const quotedFirst = quote[a]! > 0 && quote[a] !== quote[h] ? 1 : 0;
  const quotedLast = quote[e]! > 0 && quote[e] !== quote[h] ? 1 : 0;
  const quoted = quotedFirst * 2 + quotedLast;
  const beyond = (a < first ? 1 : 0) + (e > last ? 2 : 0);
  const gap = side === 1 ? min(5, a - h) : side === 2 ? min(8, h - e) : 9;
  let finite = 0;
  for (let i = a; i <= min(e, a + 20); i++) {
    const c = cls[i]!;
    if (c === WordClass.past || c === WordClass.present || c === WordClass.modal || c === WordClass.be || c === WordClass.have)
      finite = 1;
  }
  const toStop = e >= last - 2 ? 1 : 0;
  f(610, length, side, own);
  f(611, length, st, 0);
  f(612, length, quoted, beyond);
  f(613, C(a), st, 0);
  f(614, C(a), c0, side);
  f(615, K(a), c0, 0);
  f(616, K(a), st, 0);
  f(617, gap, side, st);
  f(618, gap, C(a), c0);
  f(619, C(e + 1), toStop, side);
  f(620, K(e + 1), c0, side);
  f(621, quoted, st, side);
  f(622, finite, st, 0);
  f(623, finite, c0, C(a));
  f(624, finite, length, own);
  f(625, toStop, st, side);
  f(626, K(a - 1), C(a), c0);
  f(627, K(a), K(a + 1), 0);
  // source
  const kind = source === undefined ? 0 : source.last < h ? (source.first < first ? 3 : 1) : 2;
  f(630, kind, side, own);
  f(631, kind, st, 0);
  f(632, kind, c0, side);
  if (source) {
    const sourceHead = key[source.last]!;
    const distance = kind === 1 ? min(6, groupStart(reading, h) - source.last - 1) : kind === 2 ? min(6, source.first - h) : 7;
    const inside = source.last >= a && source.first <= e ? 1 : 0;
    f(633, C(source.last), st, 0);
    f(634, C(source.last), c0, kind);
    f(635, sourceHead, c0, 0);
    f(636, sourceHead, st, 0);
    f(637, key[source.first]!, c0, kind);
    f(638, distance, kind, c0);
    f(639, distance, C(source.last), st);
    f(640, inside, kind, side);
    f(641, C(source.first), C(source.last), c0);
    f(642, K(source.first - 1), kind, c0);
    f(643, C(source.last), C(a), side);
    f(644, sourceHead, own, 0);
    f(645, min(9, source.last - source.first), kind, c0);
  }
  // the others of the sentence
  let better = 0;
  let others = 0;
  for (let j = index - 1; j >= 0 && sentence[found[j]!.head] === sentence[h]; j--) others += near(one, found[j]!, 0);
  for (let j = index + 1; j < found.length && sentence[found[j]!.head] === sentence[h]; j++) others += near(one, found[j]!, 4);
  function near(self: Found, other: Found, after: number): number {
    const r = relation(self, other) + after;
    const theirs = coarse(other.score);
    if (other.score > self.score) better++;
    f(650, r, theirs, own);
    f(651, r, stem[other.head]!, st);
    f(652, r, theirs, st);
    f(653, r, stem[other.head]!, c0);
    f(654, r, theirs * 16 + min(8, Math.abs(other.head - h)), c0);
    f(655, r, other.source && source && other.source.first === source.first ? 1 : 0, theirs);
    return 1;
  }
  f(660, min(4, better), min(5, others), own);
  f(661, min(4, better), st, 0);
  // the sentence before
  let previous = -9;
  for (let j = index - 1; j >= 0 && sentence[h]! - sentence[found[j]!.head]! < 2; j--)
    if (sentence[found[j]!.head] !== sentence[h]) previous = Math.max(previous, coarse(found[j]!.score));
  f(662, previous, own, quote[h]! > 0 ? 1 : 0);
  f(663, previous, st, 0);
  f(664, quote[h]! > 0 ? 1 : 0, st, own);
  batch.close(1);
}
