/** Is this word a cue? What a candidate is judged by. */
import type { Reading } from './claimReading';
import { add, batch, feature, templates, values } from './claimFeatures';
import type { CueContext } from './claimModel';
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

const f = feature;
const CUE = templates(
  1,
  'st K(h) c0 p1 k1 b1 c1 p2 k2 c2 b2 cg flags quotes complement cd opensSentence closesSentence fromStart toEnd titleCase C(g-1) inQuote kg K(h+3) kind cs ks K(start-1) K(start) C(start-1) C(start-2) ko noun C(o) ko1 rivalCount leftCount leftFew quotedSubject place paragraphLength single anyQuote brief span spanAfter spanBefore',
  ' | st | K(h) | st c0 | st p1 | st k1 | st b1 c1 | p1 k1 | p1 c0 | k1 c0 | p2 p1 | k1 k2 | c0 b1 c1 | c0 c1 c2 | c0 b2 b1 | st cg | c0 cg k1 | flags c0 | st flags | quotes | st quotes | c0 quotes | st complement | complement cd | c0 complement cg | st complement cd | opensSentence closesSentence | st fromStart toEnd | titleCase st | c0 cg | cg C(g-1) | c0 inQuote flags | inQuote st | kg c0 | st k2 | st p2 | c0 k1 k2 | c0 p1 b2 | c1 c2 | st c1 c2 | st b1 b2 | K(h+3) c1 | kind cs st | ks c0 | ks st | kind cs c0 | K(start-1) c0 cs | K(start-1) st | K(start) cs c0 | C(start-1) C(start-2) c0 | st ko noun | st C(o) ko1 | c0 ko noun | c0 C(o) ko1 | st ko1 | ko ko1 | rivalCount leftCount c0 | leftFew st | inQuote st cg | inQuote kg c0 | inQuote complement c0 | inQuote st complement | quotedSubject c0 c1 | place paragraphLength c0 | single st | anyQuote st | brief st | anyQuote c0 inQuote | span c0 | spanAfter c0 | spanBefore c0',
);
const SIDE = templates(
  101,
  'side st c0 c1 quotes K(h+1) c2 complement distance edges after K(group-1) C(group-1) C(group-2) commaBefore commaAfter K(h-1) C(h+3) K(group-2) commas x.flags',
  'side | side st | side c0 c1 | side st c1 | side quotes | side quotes c1 | side K(h+1) | side c1 c2 | side complement st | side complement distance | side edges | side after c1 | side K(group-1) c1 | side C(group-1) C(group-2) | side commaBefore commaAfter | side commaBefore c1 | side commaAfter st | side quotes st | side K(h-1) c0 | side c2 C(h+3) | side K(group-2) C(group-1) | side quotes commas | side complement commaBefore | side x.flags c0 | side c0 after',
);

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
/** How far commas around a cue are looked for. */
const COMMA_REACH = 30;

export function cueFeatures(reading: Reading, x: CueContext): void {
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
  const cd = min(4, x.complementDistance);
  for (let i = h - 1; i >= first && i >= h - 12; i--)
    if (stems[i]! >= 0) {
      f(129, stems[i]!, min(4, h - i), 0);
      f(130, stems[i]!, st, 0);
      break;
    }
  for (let i = h + 1; i <= last && i <= h + 12; i++)
    if (stems[i]! >= 0) {
      f(131, stems[i]!, min(4, i - h), 0);
      f(132, stems[i]!, st, 0);
      break;
    }
  // subject
  findSubject(reading, x);
  const { at, start, kind } = subject;
  const cs = C(at);
  const ks = K(at);
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
  // preposition, that
  for (let i = h + 1; i <= last && i < h + 6; i++)
    if (cls[i] === WordClass.preposition) {
      f(161, st, key[i]!, 0);
      f(162, c0, key[i]!, i - h);
      break;
    }
  for (let i = h + 1; i <= last && i < h + 15; i++)
    if (cls[i] === WordClass.that) {
      f(163, st, min(6, i - h), 0);
      break;
    }
  // rivals
  let rivals = 0;
  let leftRivals = 0;
  const opensSentence = h === first ? 1 : 0;
  const closesSentence = h === last ? 1 : last - h < 3 ? 2 : 0;
  const fromStart = min(3, h - first);
  const toEnd = min(3, last - h);
  const titleCase = reading.titleCase ? 1 : 0;
  const noun = isNoun ? 1 : 0;
  const from = Math.max(first, h - RIVAL_REACH);
  const to = min(last, h + RIVAL_REACH);
  for (let i = from; i <= to; i++)
    if (stems[i]! > 0 && i !== h) {
      rivals++;
      if (i < h) leftRivals++;
      f(i < h ? 164 : 165, stems[i]!, st, 0);
      f(i < h ? 166 : 167, stems[i]!, c0, 0);
    }
  const sentences = reading.sentences.length;
  const place = min(7, reading.sentence[h]!);
  const paragraphLength = min(4, sentences);
  const single = sentences === 1 ? 1 : 0;
  const brief = reading.tokens.text.length < 90 ? 1 : 0;
  const span = min(9, (last - first) >> 2);
  const spanAfter = min(9, (last - h) >> 2);
  const spanBefore = min(9, (h - first) >> 2);
  const rivalCount = min(rivals, 6);
  const leftCount = min(leftRivals, 4);
  const leftFew = min(leftRivals, 3);
  const quotedSubject = inQuote * 64 + cg;
  const anyQuote = reading.quotations.length > 0 ? 1 : 0;
  values[1] = st;
  values[2] = K(h);
  values[3] = c0;
  values[4] = p1;
  values[5] = k1;
  values[6] = b1;
  values[7] = c1;
  values[8] = p2;
  values[9] = k2;
  values[10] = c2;
  values[11] = b2;
  values[12] = cg;
  values[13] = flags;
  values[14] = quotes;
  values[15] = complement;
  values[16] = cd;
  values[17] = opensSentence;
  values[18] = closesSentence;
  values[19] = fromStart;
  values[20] = toEnd;
  values[21] = titleCase;
  values[22] = C(g - 1);
  values[23] = inQuote;
  values[24] = kg;
  values[25] = K(h + 3);
  values[26] = kind;
  values[27] = cs;
  values[28] = ks;
  values[29] = K(start - 1);
  values[30] = K(start);
  values[31] = C(start - 1);
  values[32] = C(start - 2);
  values[33] = ko;
  values[34] = noun;
  values[35] = C(o);
  values[36] = ko1;
  values[37] = rivalCount;
  values[38] = leftCount;
  values[39] = leftFew;
  values[40] = quotedSubject;
  values[41] = place;
  values[42] = paragraphLength;
  values[43] = single;
  values[44] = anyQuote;
  values[45] = brief;
  values[46] = span;
  values[47] = spanAfter;
  values[48] = spanBefore;
  add(CUE);
  batch.close(1);
}

/** On which side of a cue its content is: the candidates are right, left and around. */
export function sideFeatures(reading: Reading, x: CueContext): void {
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
  for (let i = h - 1; i >= first && i > h - COMMA_REACH; i--)
    if (cls[i] === WordClass.comma || cls[i] === WordClass.dash) commaBefore = min(4, h - i);
  let commaAfter = 0;
  for (let i = min(last - 1, h + COMMA_REACH); i > h; i--)
    if (cls[i] === WordClass.comma || cls[i] === WordClass.dash) commaAfter = min(6, i - h);
  const distance = min(4, x.complementDistance);
  const edges = before * 8 + after;
  const commas = commaBefore * 8 + commaAfter;
  batch.clear();
  for (let side = 1; side <= 3; side++) {
    values[1] = side;
    values[2] = st;
    values[3] = c0;
    values[4] = c1;
    values[5] = quotes;
    values[6] = K(h + 1);
    values[7] = c2;
    values[8] = complement;
    values[9] = distance;
    values[10] = edges;
    values[11] = after;
    values[12] = K(group - 1);
    values[13] = C(group - 1);
    values[14] = C(group - 2);
    values[15] = commaBefore;
    values[16] = commaAfter;
    values[17] = K(h - 1);
    values[18] = C(h + 3);
    values[19] = K(group - 2);
    values[20] = commas;
    values[21] = x.flags;
    add(SIDE);
    batch.close(side);
  }
}
