/** Is this word a cue? What a candidate is judged by. */
import type { Reading } from './claimReading';
import type { Batch, CueContext } from './claimModel';
import { WordClass } from './wordClasses';

const OUTSIDE = 0x3c6ef372;

const nounish = (c: number): boolean => NOUNISH[c] === 1;
const NOUNISH = new Uint8Array(64);
for (const c of [
  WordClass.noun,
  WordClass.plural,
  WordClass.nounOrVerb,
  WordClass.pluralOrVerb,
  WordClass.capitalized,
  WordClass.allCaps,
  WordClass.number,
  WordClass.adjective,
  WordClass.unknown,
  WordClass.pastOrAdjective,
])
  NOUNISH[c] = 1;

let out: Batch;
/** The batch that `feature` fills. */
export function fillBatch(batch: Batch): void {
  out = batch;
}
/** Adds a feature to the batch: a template with three values. */
export function feature(template: number, a: number, b: number, c: number): void {
  let hash = Math.imul(a, 0x9e3779b1) + Math.imul(b, 0x85ebca6b) + Math.imul(c, 0xc2b2ae35) + Math.imul(template, 0x27d4eb2f);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  out.features[out.size++] = hash ^ (hash >>> 13);
}

const f = feature;

const subject = { at: 0, start: 0, kind: 0 };
/** The noun phrase before a verb group, past what hangs on it: "officials" of "officials in the campaign, who spoke freely, said". */
function findSubject(reading: Reading, x: CueContext): void {
  const { cls } = reading;
  const { first } = x;
  let i = x.group - 1;
  let kind = 0;
  for (let step = 0; step < 5 && i >= first; step++) {
    const c = cls[i]!;
    if (c === WordClass.comma || c === WordClass.dash || c === WordClass.bracket) {
      let j = i - 1;
      while (j >= first && j > i - 25 && cls[j] !== c) j--;
      if (j < first || cls[j] !== c) {
        kind |= 2;
        break;
      }
      i = j - 1;
      kind |= 8;
      continue;
    }
    if (c === WordClass.possessive) {
      i--;
      continue;
    }
    if (!nounish(c) && c !== WordClass.date) {
      kind |= 4;
      break;
    }
    let s = i;
    while (s - 1 >= first && (nounish(cls[s - 1]!) || cls[s - 1] === WordClass.possessive || cls[s - 1] === WordClass.date)) s--;
    if (s - 1 >= first && (cls[s - 1] === WordClass.determiner || cls[s - 1] === WordClass.possessivePronoun)) s--;
    if (s - 1 >= first && cls[s - 1] === WordClass.preposition) {
      i = s - 2;
      kind |= 16;
      continue;
    }
    subject.at = i;
    subject.start = s;
    subject.kind = kind | 1;
    return;
  }
  subject.at = i;
  subject.start = i;
  subject.kind = kind;
}

const min = Math.min;
/** How far other cue words of the sentence are looked for. */
const RIVAL_REACH = 40;

export function cueFeatures(batch: Batch, reading: Reading, x: CueContext): void {
  out = batch;
  const { cls, key, stem: stems } = reading;
  const { head: h, stem: st, first, last, group, flags, complement, inQuote } = x;
  const K = (i: number): number => (i < first ? OUTSIDE : i > last ? OUTSIDE + 1 : key[i]!);
  const C = (i: number): number => (i < first || i > last ? WordClass.outside : cls[i]!);
  const g = group - 1;
  const qb = x.quoteBefore === 0 ? 0 : x.quoteBefore < 3 ? 1 : x.quoteBefore < 6 ? 2 : 3;
  const qa = x.quoteAfter === 0 ? 0 : x.quoteAfter < 2 ? 1 : x.quoteAfter < 4 ? 2 : 3;
  const quotes = inQuote * 16 + qb * 4 + qa;
  const c0 = cls[h]!;
  const c1 = C(h + 1);
  const c2 = C(h + 2);
  const b1 = C(h - 1);
  const b2 = C(h - 2);
  const cg = C(g);
  const k1 = K(h + 1);
  const k2 = K(h + 2);
  const p1 = K(h - 1);
  const p2 = K(h - 2);
  const kg = K(g);
  batch.clear();
  f(1, 0, 0, 0);
  f(2, st, 0, 0);
  f(3, K(h), 0, 0);
  f(4, st, c0, 0);
  f(5, st, p1, 0);
  f(6, st, k1, 0);
  f(7, st, b1, c1);
  f(8, p1, k1, 0);
  f(9, p1, c0, 0);
  f(10, k1, c0, 0);
  f(11, p2, p1, 0);
  f(12, k1, k2, 0);
  f(13, c0, b1, c1);
  f(14, c0, c1, c2);
  f(15, c0, b2, b1);
  f(16, st, cg, 0);
  f(17, c0, cg, k1);
  f(18, flags, c0, 0);
  f(19, st, flags, 0);
  f(20, quotes, 0, 0);
  f(21, st, quotes, 0);
  f(22, c0, quotes, 0);
  f(23, st, complement, 0);
  const cd = min(4, x.complementDistance);
  f(24, complement, cd, 0);
  f(25, c0, complement, cg);
  f(26, st, complement, cd);
  f(27, h === first ? 1 : 0, h === last ? 1 : last - h < 3 ? 2 : 0, 0);
  f(28, st, min(3, h - first), min(3, last - h));
  for (let i = h - 1; i >= first && i >= h - 12; i--)
    if (stems[i]! >= 0) {
      f(29, stems[i]!, min(4, h - i), 0);
      f(30, stems[i]!, st, 0);
      break;
    }
  for (let i = h + 1; i <= last && i <= h + 12; i++)
    if (stems[i]! >= 0) {
      f(31, stems[i]!, min(4, i - h), 0);
      f(32, stems[i]!, st, 0);
      break;
    }
  f(33, reading.titleCase ? 1 : 0, st, 0);
  f(34, c0, cg, 0);
  f(35, cg, C(g - 1), 0);
  f(36, c0, inQuote, flags);
  f(37, inQuote, st, 0);
  f(38, kg, c0, 0);
  f(39, st, k2, 0);
  f(40, st, p2, 0);
  f(41, c0, k1, k2);
  f(42, c0, p1, b2);
  f(43, c1, c2, 0);
  f(44, st, c1, c2);
  f(45, st, b1, b2);
  f(46, K(h + 3), c1, 0);
  // subject
  findSubject(reading, x);
  const { at, start, kind } = subject;
  const cs = C(at);
  const ks = K(at);
  f(47, kind, cs, st);
  f(48, ks, c0, 0);
  f(49, ks, st, 0);
  f(50, kind, cs, c0);
  f(51, K(start - 1), c0, cs);
  f(52, K(start - 1), st, 0);
  f(53, K(start), cs, c0);
  f(54, C(start - 1), C(start - 2), c0);
  // object
  let o = h + 1;
  while (
    o <= last &&
    o < h + 4 &&
    (cls[o] === WordClass.determiner ||
      cls[o] === WordClass.possessivePronoun ||
      cls[o] === WordClass.adjective ||
      cls[o] === WordClass.adverb)
  )
    o++;
  const isNoun = nounish(C(o));
  if (isNoun) while (o + 1 <= last && nounish(cls[o + 1]!)) o++;
  const ko = K(o);
  const ko1 = K(o + 1);
  f(55, st, ko, isNoun ? 1 : 0);
  f(56, st, C(o), ko1);
  f(57, c0, ko, isNoun ? 1 : 0);
  f(58, c0, C(o), ko1);
  f(59, st, ko1, 0);
  f(60, ko, ko1, 0);
  // preposition, that
  for (let i = h + 1; i <= last && i < h + 6; i++)
    if (cls[i] === WordClass.preposition) {
      f(61, st, key[i]!, 0);
      f(62, c0, key[i]!, i - h);
      break;
    }
  for (let i = h + 1; i <= last && i < h + 15; i++)
    if (cls[i] === WordClass.that) {
      f(63, st, min(6, i - h), 0);
      break;
    }
  // rivals
  let rivals = 0;
  let leftRivals = 0;
  const from = Math.max(first, h - RIVAL_REACH);
  const to = min(last, h + RIVAL_REACH);
  for (let i = from; i <= to; i++)
    if (stems[i]! > 0 && i !== h) {
      rivals++;
      if (i < h) leftRivals++;
      f(i < h ? 64 : 65, stems[i]!, st, 0);
      f(i < h ? 66 : 67, stems[i]!, c0, 0);
    }
  f(68, min(rivals, 6), min(leftRivals, 4), c0);
  f(69, min(leftRivals, 3), st, 0);
  f(70, inQuote, st, cg);
  f(71, inQuote, kg, c0);
  f(72, inQuote, complement, c0);
  f(73, inQuote, st, complement);
  f(74, inQuote * 64 + cg, c0, c1);
  const sentences = reading.sentences.length;
  f(75, min(7, reading.sentence[h]!), min(4, sentences), c0);
  f(76, sentences === 1 ? 1 : 0, st, 0);
  const anyQuote = reading.quotations.length > 0 ? 1 : 0;
  f(77, anyQuote, st, 0);
  f(78, reading.tokens.text.length < 90 ? 1 : 0, st, 0);
  f(79, anyQuote, c0, inQuote);
  f(80, min(9, (last - first) >> 2), c0, 0);
  f(81, min(9, (last - h) >> 2), c0, 0);
  f(82, min(9, (h - first) >> 2), c0, 0);
  batch.close(1);
}

/** On which side of a cue its content is: the candidates are right, left and around. */
export function sideFeatures(batch: Batch, reading: Reading, x: CueContext): void {
  out = batch;
  const { cls, key, count } = reading;
  const { head: h, stem: st, first, last, group, complement, inQuote } = x;
  const K = (i: number): number => (i < 0 ? OUTSIDE : i >= count ? OUTSIDE + 1 : key[i]!);
  const C = (i: number): number => (i < 0 || i >= count ? WordClass.outside : cls[i]!);
  const quotes =
    inQuote * 64 +
    (x.quoteBefore === 0 ? 0 : x.quoteBefore < 3 ? 1 : x.quoteBefore < 6 ? 2 : 3) * 8 +
    (x.quoteAfter === 0 ? 0 : x.quoteAfter < 3 ? 1 : x.quoteAfter < 6 ? 2 : 3);
  const c0 = cls[h]!;
  const c1 = C(h + 1);
  const c2 = C(h + 2);
  const before = min(4, h - first);
  const after = min(4, last - h);
  let commaBefore = 0;
  for (let i = h - 1; i >= first; i--) if (cls[i] === WordClass.comma || cls[i] === WordClass.dash) commaBefore = min(4, h - i);
  let commaAfter = 0;
  for (let i = last - 1; i > h; i--) if (cls[i] === WordClass.comma || cls[i] === WordClass.dash) commaAfter = min(6, i - h);
  batch.clear();
  for (let side = 1; side <= 3; side++) {
    f(101, side, 0, 0);
    f(102, side, st, 0);
    f(103, side, c0, c1);
    f(104, side, st, c1);
    f(105, side, quotes, 0);
    f(106, side, quotes, c1);
    f(107, side, K(h + 1), 0);
    f(108, side, c1, c2);
    f(109, side, complement, st);
    f(110, side, complement, min(4, x.complementDistance));
    f(111, side, before * 8 + after, 0);
    f(112, side, after, c1);
    f(113, side, K(group - 1), c1);
    f(114, side, C(group - 1), C(group - 2));
    f(115, side, commaBefore, commaAfter);
    f(116, side, commaBefore, c1);
    f(117, side, commaAfter, st);
    f(118, side, quotes, st);
    f(119, side, K(h - 1), c0);
    f(120, side, c2, C(h + 3));
    f(121, side, K(group - 2), C(group - 1));
    f(122, side, quotes, commaBefore * 8 + commaAfter);
    f(123, side, complement, commaBefore);
    f(124, side, x.flags, c0);
    f(125, side, c0, after);
    batch.close(side);
  }
}
