/** Who is the source of a cue: the candidates of these steps and their features. */
import { add, batch, feature, templates, values } from './claimFeatures';
import { bucket, findChunks, isFinite, isVerbClass, isWordAt, OUTSIDE, Side, type Chunk, type CueContext } from './claimModel';
import type { Reading } from './claimReading';
import { WordClass } from './wordClasses';

const f = feature;
const SOURCE = templates(
  401,
  'rel rank side st headClass gap path inside K(a-1) K(b+1) finite commas verbs sameQuote x.inQuote K(b) one cues C(h) C(a-1) x.flags sentenceStart C(a) x.complement state touches group',
  'rel rank side | rel rank st | rel rank headClass | rel gap path | rel rank inside | rel K(a-1) rank | rel K(b+1) rank | rel finite commas | rel verbs rank | rel sameQuote x.inQuote | rel K(b) one | rel cues rank | rel C(h) C(a-1) | rel x.flags rank | rel sentenceStart rank | rel C(a) headClass | rel st K(a-1) | rel headClass path | rel x.complement rank | rel C(h) rank | rel inside side | rel state sentenceStart | rel touches side | rel C(a-1) headClass | rel group K(a-1)',
);
const SOURCE_END = templates(
  501,
  'onLeft atStop same K(e+1) C(e) C(e+1) C(e+2) commas finite length C(chunk.last) x.stem K(e+2) C(chunk.last+1) afterComma C(chunk.last+2) rest',
  'onLeft atStop same | K(e+1) onLeft same | C(e) C(e+1) C(e+2) | commas C(e+1) atStop | finite C(e+1) commas | same C(e+1) C(e+2) | length C(e+1) onLeft | same C(chunk.last) K(e+1) | same x.stem atStop | K(e+1) K(e+2) onLeft | C(chunk.last+1) atStop commas | afterComma atStop onLeft | afterComma same C(e+1) | afterComma K(e+1) commas | C(chunk.last+1) C(chunk.last+2) rest',
);

const SOURCE_REACH = 60;
const LEFT_CHUNKS = 9;
const RIGHT_CHUNKS = 4;
/** Of the sentence before. */
const CHUNKS_BEFORE = 3;

/** Who is the source: a noun phrase of the sentence or of the one before; the last candidate, -1, is none. */
export function sources(reading: Reading, x: CueContext, side: Side, contentStart: number, contentEnd: number): Chunk[] {
  const { cls, key, quote, count, stem: stems, sentences, sentence } = reading;
  const { head: h, stem: st, first, last } = x;
  batch.clear();
  const K = (i: number): number => (i < 0 || i >= count ? OUTSIDE : key[i]!);
  const C = (i: number): number => (i < 0 || i >= count ? WordClass.outside : cls[i]!);
  const from = Math.max(first, h - SOURCE_REACH);
  const to = Math.min(last, h + 30);
  const left = findChunks(reading, from, h - 1);
  const chunks = left.length > LEFT_CHUNKS ? left.slice(-LEFT_CHUNKS) : left;
  const leftCount = chunks.length;
  for (const chunk of findChunks(reading, h + 1, to, RIGHT_CHUNKS)) chunks.push(chunk);
  const near = chunks.length;
  const index = sentence[h]!;
  if (index > 0 && near < 20) {
    const before = sentences[index - 1]!;
    for (const chunk of findChunks(reading, before.first, Math.min(before.last, before.first + 25), CHUNKS_BEFORE))
      chunks.push(chunk);
  }
  for (let i = 0; i < chunks.length; i++) {
    const { first: a, last: b } = chunks[i]!;
    const isLeft = i < leftCount;
    const isBefore = i >= near;
    const rank = isBefore ? i - near : isLeft ? Math.min(5, leftCount - 1 - i) : Math.min(5, i - leftCount);
    const rel = isBefore ? 2 : isLeft ? 0 : 1;
    const inside = b >= contentStart && a <= contentEnd ? (side === Side.around ? 2 : 1) : 0;
    const lo = isLeft ? b + 1 : h + 1;
    const hi = isLeft ? x.group - 1 : a - 1;
    let path = 0;
    let commas = 0;
    let verbs = 0;
    let cues = 0;
    let finite = 0;
    if (!isBefore)
      for (let j = lo; j <= hi; j++) {
        if (j - lo < 4) path = Math.imul(path, 41) + cls[j]!;
        if (cls[j] === WordClass.comma) commas = Math.min(3, commas + 1);
        if (isVerbClass(cls[j]!)) verbs = Math.min(3, verbs + 1);
        if (isFinite(cls[j]!)) finite = Math.min(3, finite + 1);
        if (stems[j]! > 0) cues = 1;
      }
    const gap = isBefore ? 9 : Math.max(0, Math.min(6, hi - lo + 1));
    if (gap > 4) path = 0;
    const headClass = C(b);
    const sameQuote = quote[a] === quote[h] ? 1 : 0;
    const sentenceStart = a === first || a === first + 1 ? 1 : 0;
    const one = a === b ? 1 : 0;
    const state = finite * 4 + commas;
    const touches = a > contentEnd && a <= contentEnd + 3 ? 1 : 0;
    const group = x.flags * 40 + C(h);
    values[1] = rel;
    values[2] = rank;
    values[3] = side;
    values[4] = st;
    values[5] = headClass;
    values[6] = gap;
    values[7] = path;
    values[8] = inside;
    values[9] = K(a - 1);
    values[10] = K(b + 1);
    values[11] = finite;
    values[12] = commas;
    values[13] = verbs;
    values[14] = sameQuote;
    values[15] = x.inQuote;
    values[16] = K(b);
    values[17] = one;
    values[18] = cues;
    values[19] = C(h);
    values[20] = C(a - 1);
    values[21] = x.flags;
    values[22] = sentenceStart;
    values[23] = C(a);
    values[24] = x.complement;
    values[25] = state;
    values[26] = touches;
    values[27] = group;
    add(SOURCE);
    batch.close(i);
  }
  f(490, st, side, 0);
  f(491, C(h), side, x.flags);
  f(492, x.inQuote, side, near > 0 ? 1 : 0);
  f(493, C(h - 1), C(h), 0);
  f(494, leftCount > 0 ? 1 : 0, C(h), side);
  f(495, st, C(h - 1), 0);
  f(496, K(h - 1), C(h), 0);
  f(497, K(h + 1), C(h), 0);
  batch.close(-1);
  return chunks;
}

/** How far a source reaches that begins with a chunk: "Jane Roe" or "Jane Roe, chief executive of Acme". */
export function sourceEnds(reading: Reading, x: CueContext, chunk: Chunk, contentStart: number): void {
  const { cls, key, count } = reading;
  const { head: h, group, last } = x;
  batch.clear();
  const K = (i: number): number => (i < 0 || i >= count ? OUTSIDE : key[i]!);
  const C = (i: number): number => (i < 0 || i >= count ? WordClass.outside : cls[i]!);
  const isLeft = chunk.last < h;
  const onLeft = isLeft ? 1 : 0;
  const stop = isLeft ? group - 1 : contentStart > chunk.last ? Math.min(last, contentStart - 1) : last;
  const afterComma = C(chunk.last + 1) === WordClass.comma ? K(chunk.last + 2) : 0;
  let commas = 0;
  let finite = 0;
  for (let e = chunk.last; e <= stop && e <= chunk.last + 40; e++) {
    if (isWordAt(reading, e) || (e === chunk.last && cls[e] === WordClass.possessive)) {
      const atStop = e === stop ? 1 : e === stop - 1 ? 2 : 0;
      const same = e === chunk.last ? 1 : 0;
      const length = bucket(e - chunk.last);
      const rest = atStop * 2 + same;
      values[1] = onLeft;
      values[2] = atStop;
      values[3] = same;
      values[4] = K(e + 1);
      values[5] = C(e);
      values[6] = C(e + 1);
      values[7] = C(e + 2);
      values[8] = commas;
      values[9] = finite;
      values[10] = length;
      values[11] = C(chunk.last);
      values[12] = x.stem;
      values[13] = K(e + 2);
      values[14] = C(chunk.last + 1);
      values[15] = afterComma;
      values[16] = C(chunk.last + 2);
      values[17] = rest;
      add(SOURCE_END);
      batch.close(e);
    }
    if (cls[e] === WordClass.comma) commas = Math.min(3, commas + 1);
    if (isFinite(cls[e]!)) finite = Math.min(2, finite + 1);
  }
}
