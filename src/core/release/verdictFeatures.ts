/** Is what was found an attribution? Judged once more, with its content, its source and the other cues of the sentence in view. */
import type { Found } from './claimDecoder';
import { groupStart } from './claimModel';
import type { Reading } from './claimReading';
import { add, batch, feature, templates, values } from './claimFeatures';
import { WordClass } from './wordClasses';

const f = feature;
const CONTENT = templates(
  610,
  'length side own st quoted beyond C(a) c0 K(a) gap C(e+1) toStop K(e+1) finite K(a-1) K(a+1)',
  'length side own | length st | length quoted beyond | C(a) st | C(a) c0 side | K(a) c0 | K(a) st | gap side st | gap C(a) c0 | C(e+1) toStop side | K(e+1) c0 side | quoted st side | finite st | finite c0 C(a) | finite length own | toStop st side | K(a-1) C(a) c0 | K(a) K(a+1)',
);
const FOUND_SOURCE = templates(
  633,
  'C(source.last) st c0 kind sourceHead key[source.first]! distance inside side C(source.first) K(source.first-1) C(a) own min(9,source.last-source.first)',
  'C(source.last) st | C(source.last) c0 kind | sourceHead c0 | sourceHead st | key[source.first]! c0 kind | distance kind c0 | distance C(source.last) st | inside kind side | C(source.first) C(source.last) c0 | K(source.first-1) kind c0 | C(source.last) C(a) side | sourceHead own | min(9,source.last-source.first) kind c0',
);
const min = Math.min;
const bin = (score: number): number => Math.max(-8, min(12, Math.round(score * 3)));
const coarse = (score: number): number => Math.max(-3, min(4, Math.round(score)));
const lengthOf = (n: number): number => (n < 6 ? n : n < 9 ? 6 : n < 14 ? 7 : n < 22 ? 8 : n < 40 ? 9 : 10);

/** How many findings before and after are looked at. */
const MOST_RIVALS = 6;

/** How two findings lie: 0 apart, 1 the other's cue in this one's content, 2 the reverse, 3 each in the other's. */
function relation(one: Found, other: Found): number {
  let code = 0;
  for (const { first, last } of one.content) if (other.head >= first && other.head <= last) code |= 1;
  for (const { first, last } of other.content) if (one.head >= first && one.head <= last) code |= 2;
  return code;
}

export function verdictFeatures(reading: Reading, found: readonly Found[], index: number): void {
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
  values[1] = length;
  values[2] = side;
  values[3] = own;
  values[4] = st;
  values[5] = quoted;
  values[6] = beyond;
  values[7] = C(a);
  values[8] = c0;
  values[9] = K(a);
  values[10] = gap;
  values[11] = C(e + 1);
  values[12] = toStop;
  values[13] = K(e + 1);
  values[14] = finite;
  values[15] = K(a - 1);
  values[16] = K(a + 1);
  add(CONTENT);
  const kind = source === undefined ? 0 : source.last < h ? (source.first < first ? 3 : 1) : 2;
  f(630, kind, side, own);
  f(631, kind, st, 0);
  f(632, kind, c0, side);
  if (source) {
    const sourceHead = key[source.last]!;
    const distance = kind === 1 ? min(6, groupStart(reading, h) - source.last - 1) : kind === 2 ? min(6, source.first - h) : 7;
    const inside = source.last >= a && source.first <= e ? 1 : 0;
    values[1] = C(source.last);
    values[2] = st;
    values[3] = c0;
    values[4] = kind;
    values[5] = sourceHead;
    values[6] = key[source.first]!;
    values[7] = distance;
    values[8] = inside;
    values[9] = side;
    values[10] = C(source.first);
    values[11] = K(source.first - 1);
    values[12] = C(a);
    values[13] = own;
    values[14] = min(9, source.last - source.first);
    add(FOUND_SOURCE);
  }
  // the others of the sentence
  let better = 0;
  let others = 0;
  for (let j = index - 1; j >= 0 && j >= index - MOST_RIVALS && sentence[found[j]!.head] === sentence[h]; j--)
    others += near(one, found[j]!, 0);
  for (let j = index + 1; j < found.length && j <= index + MOST_RIVALS && sentence[found[j]!.head] === sentence[h]; j++)
    others += near(one, found[j]!, 4);
  function near(self: Found, other: Found, after: number): number {
    if (other.head === self.head) return 0;
    const r = relation(self, other) + after;
    const theirs = coarse(other.score);
    if (other.score > self.score) better++;
    f(650, r, theirs, own);
    f(651, r, stem[other.head]!, st);
    f(652, r, theirs, st);
    f(653, r, stem[other.head]!, c0);
    f(654, r, theirs * 16 + min(8, Math.abs(other.head - h)), c0);
    f(655, r, source && other.source?.first === source.first ? 1 : 0, theirs);
    return 1;
  }
  f(660, min(4, better), min(5, others), own);
  f(661, min(4, better), st, 0);
  // the sentence before
  let previous = -9;
  for (let j = index - 1; j >= 0 && j >= index - MOST_RIVALS && sentence[h]! - sentence[found[j]!.head]! < 2; j--)
    if (sentence[found[j]!.head] !== sentence[h]) previous = Math.max(previous, coarse(found[j]!.score));
  f(662, previous, own, quote[h]! > 0 ? 1 : 0);
  f(663, previous, st, 0);
  f(664, quote[h]! > 0 ? 1 : 0, st, own);
  // how sure the steps before were
  const { side: sureOfSide, content: sureOfContent, source: sureOfSource } = one.sureness;
  f(670, sureOfSide, side, own);
  f(671, sureOfContent, side, own);
  f(672, sureOfContent, length, own);
  f(673, sureOfSource, kind, own);
  f(674, sureOfSide * 8 + sureOfContent, sureOfSource, own);
  f(675, sureOfSide, st, 0);
  f(676, sureOfContent, st, 0);
  f(677, sureOfSource, st, kind);
  f(678, sureOfContent, c0, side);
  batch.close(1);
}
