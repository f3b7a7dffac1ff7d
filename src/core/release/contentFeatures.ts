/** Where the content of a cue begins and ends: the candidates of these steps and their features. */
import { add, batch, feature, templates, values } from './claimFeatures';
import { bucket, isFinite, isVerbClass, isWordAt, OUTSIDE, Side, type CueContext } from './claimModel';
import type { Reading } from './claimReading';
import { WordClass } from './wordClasses';

const f = feature;
const RIGHT_START = templates(
  101,
  'side d st K(j) opens K(j-1) C(j-1) C(j) C(j+1) seen path s cls[h]!',
  'side d | side st d | K(j) opens | K(j-1) opens | st K(j) | st K(j-1) | K(j-1) K(j) | C(j-1) C(j) C(j+1) | side opens seen | side opens d | seen d | seen C(j) C(j-1) | path C(j) d | s opens | st opens seen | cls[h]! d K(j) | cls[h]! C(j) C(j+1)',
);
const RIGHT_END = templates(
  201,
  'kn opening st inOwn closes cn cn2 state kn2 K(e) c quoted left len commas finite open atEnd side cls[h]! cn3 x.flags ands complement stem1 stem2 x.inQuote',
  'kn | kn opening | kn st | kn inOwn closes | cn cn2 state | kn kn2 | cn kn2 opening | K(e) cn | c cn cn2 | inOwn quoted cn | left cn inOwn | len cn opening | commas cn finite | kn finite commas | open cn inOwn | st cn atEnd | side cn inOwn | cls[h]! cn opening | kn kn2 cn3 | x.flags cn | kn ands finite | complement cn | stem1 cn stem2 | x.inQuote inOwn cn | cn2 cn3 cn | st kn kn2 | len st',
);
const LEFT_END = templates(
  301,
  'side next leaves commas closed st d K(e) K(e+1) C(e+2) before C(e) atGroup x.flags chunks C(h)',
  'side next leaves | side commas closed | side st d | K(e) K(e+1) | leaves closed commas | next C(e+2) side | d leaves next | st next leaves | before leaves next | C(e) next C(e+2) | st K(e+1) | atGroup side x.flags | atGroup st C(e) | d next commas | x.flags next d | chunks next side | C(h) d next',
);
const LEFT_START = templates(
  321,
  'previous opens own quoted side commas st K(s) K(s-1) finite length close C(s) C(s+1) x.flags C(x.head)',
  'previous opens own | quoted own opens | side previous commas | st previous quoted | K(s) previous | K(s-1) K(s) quoted | previous finite quoted | length previous quoted | close previous quoted | C(s) previous C(s+1) | x.flags previous finite | C(x.head) previous finite',
);

/** Where content to the right begins: a word after the cue. */
export function rightStarts(reading: Reading, x: CueContext, side: Side): void {
  const { cls, key, quote, count } = reading;
  const { head: h, stem: st, last } = x;
  batch.clear();
  let limit = Math.min(last, h + 16);
  // After "He added:" the words may stand in the next sentence.
  if (limit === last && last + 1 < count) limit = Math.min(count - 1, last + 2);
  if (side === Side.around) limit = Math.min(count - 1, h + 40);
  const K = (i: number): number => (i >= count ? OUTSIDE : key[i]!);
  const C = (i: number): number => (i >= count ? WordClass.outside : cls[i]!);
  let seen = 0;
  let path = 0;
  for (let j = h + 1; j <= limit; j++) {
    if (isWordAt(reading, j)) {
      const d = Math.min(j - h, 6);
      const opens =
        quote[j]! > 0 && quote[j] !== quote[h] && (j === 0 || quote[j - 1] !== quote[j] || cls[j - 1] === WordClass.quote)
          ? 1
          : quote[j] === quote[h]
            ? 0
            : 2;
      const s = j > last ? 1 : 0;
      values[1] = side;
      values[2] = d;
      values[3] = st;
      values[4] = K(j);
      values[5] = opens;
      values[6] = K(j - 1);
      values[7] = C(j - 1);
      values[8] = C(j);
      values[9] = C(j + 1);
      values[10] = seen;
      values[11] = path;
      values[12] = s;
      values[13] = cls[h]!;
      add(RIGHT_START);
      batch.close(j);
    }
    const c = cls[j]!;
    path = Math.imul(path, 41) + c;
    seen |=
      c === WordClass.that
        ? 1
        : c === WordClass.to
          ? 2
          : c === WordClass.quote
            ? 4
            : c === WordClass.comma
              ? 8
              : c === WordClass.colon
                ? 16
                : isFinite(c)
                  ? 32
                  : c === WordClass.whWord
                    ? 64
                    : 0;
  }
}

const END_REACH = 90;

/** What may stand after the end of content; after any other word, a noun or an article, it goes on. */
const isAfterEnd = new Uint8Array(64);
for (const c of [
  WordClass.preposition,
  WordClass.stop,
  WordClass.comma,
  WordClass.colon,
  WordClass.dash,
  WordClass.bracket,
  WordClass.sign,
  WordClass.and,
  WordClass.conjunction,
  WordClass.whWord,
  WordClass.that,
  WordClass.to,
  WordClass.date,
  WordClass.past,
  WordClass.present,
  WordClass.be,
  WordClass.have,
  WordClass.modal,
  WordClass.adverb,
])
  isAfterEnd[c] = 1;

/** Where content that begins at `s` ends: a word at or after it. */
export function rightEnds(reading: Reading, x: CueContext, side: Side, s: number): void {
  const { cls, key, quote, count, sentence, sentences, stem } = reading;
  const { head: h, stem: st } = x;
  batch.clear();
  const sentenceIndex = sentence[s]!;
  const last = sentences[sentenceIndex]!.last;
  const K = (i: number): number => (i >= count ? OUTSIDE : key[i]!);
  const C = (i: number): number => (i >= count ? WordClass.outside : cls[i]!);
  const quoted = quote[s]! > 0 && quote[s] !== quote[h] ? (s === 0 || cls[s - 1] === WordClass.quote ? 1 : 2) : 0;
  const opening =
    quoted === 1
      ? 1
      : C(s) === WordClass.that
        ? 2
        : C(s) === WordClass.to
          ? 3
          : C(s) === WordClass.whWord
            ? 4
            : C(s) === WordClass.subjectPronoun || C(s) === WordClass.capitalized
              ? 5
              : C(s) === WordClass.determiner || C(s) === WordClass.possessivePronoun
                ? 6
                : C(s) === WordClass.gerund
                  ? 7
                  : 8;
  const gap = Math.min(2, s - h - 1);
  let finite = 0;
  let commas = 0;
  let ands = 0;
  let open = 0;
  let words = 0;
  const limit = Math.min(last, s + END_REACH);
  for (let e = s; e <= limit; e++) {
    const c = cls[e]!;
    if (isFinite(c)) finite = Math.min(3, finite + 1);
    if (c === WordClass.comma) commas = Math.min(3, commas + 1);
    else if (c === WordClass.and) ands = Math.min(2, ands + 1);
    else if (c === WordClass.bracket || c === WordClass.dash) open ^= 1;
    words++;
    if (!isWordAt(reading, e)) continue;
    // Skip closing marks between the word and what follows.
    let n = e + 1;
    while (n <= last && (cls[n] === WordClass.quote || cls[n] === WordClass.possessive)) n++;
    if (n <= last && !isAfterEnd[cls[n]!]) continue;
    const closes = n > e + 1 ? 1 : 0;
    const inOwn =
      quoted > 0 && quote[e] === quote[s]
        ? n < count && quote[n] === quote[s]
          ? 1
          : 2
        : quoted > 0
          ? 3
          : quote[e]! > 0 && quote[e] !== quote[h] && n < count && quote[n] === quote[e]
            ? 4
            : 0;
    const left = n > last ? 0 : Math.min(4, last - n);
    const state = (finite > 1 ? 2 : finite) * 16 + opening;
    const len = bucket(words);
    const kn = n > last ? OUTSIDE : K(n);
    const cn = n > last ? WordClass.outside : C(n);
    const cn2 = n + 1 > last ? WordClass.outside : C(n + 1);
    const kn2 = n + 1 > last ? OUTSIDE : K(n + 1);
    const atEnd = left === 0 ? 1 : 0;
    const cn3 = n + 2 > last ? WordClass.outside : C(n + 2);
    const complement = gap * 32 + x.complement;
    const stem1 = stem[n]!;
    const stem2 = n + 1 <= last ? stem[n + 1]! : -2;
    values[1] = kn;
    values[2] = opening;
    values[3] = st;
    values[4] = inOwn;
    values[5] = closes;
    values[6] = cn;
    values[7] = cn2;
    values[8] = state;
    values[9] = kn2;
    values[10] = K(e);
    values[11] = c;
    values[12] = quoted;
    values[13] = left;
    values[14] = len;
    values[15] = commas;
    values[16] = finite;
    values[17] = open;
    values[18] = atEnd;
    values[19] = side;
    values[20] = cls[h]!;
    values[21] = cn3;
    values[22] = x.flags;
    values[23] = ands;
    values[24] = complement;
    values[25] = stem1;
    values[26] = stem2;
    values[27] = x.inQuote;
    add(RIGHT_END);
    batch.close(e);
  }
  // Content that goes on after the sentence: to the end of the quotation, or of the paragraph.
  let crossed = 0;
  for (let i = sentenceIndex + 1; i < sentences.length && crossed < 12; i++) {
    crossed++;
    let e = sentences[i]!.last;
    while (e > sentences[i]!.first && !isWordAt(reading, e)) e--;
    const inOwn =
      quote[s]! > 0 && quote[e] === quote[s] ? (e + 2 < count && quote[e + 2] === quote[s] ? 1 : 2) : quote[s]! > 0 ? 3 : 0;
    const final = i === sentences.length - 1 ? 1 : 0;
    f(251, quoted, inOwn, 0);
    f(252, quoted, inOwn, Math.min(crossed, 3));
    f(253, final, quoted, inOwn);
    f(254, st, quoted, inOwn);
    f(255, opening, quoted, final);
    f(256, side, quoted, inOwn);
    f(257, quote[e]! > 0 ? 1 : 0, quoted, Math.min(crossed, 3));
    f(258, C(s - 1), quoted, final);
    batch.close(e);
  }
}

const LEFT_REACH = 45;

/** Where content to the left ends: a word before the cue. */
export function leftEnds(reading: Reading, x: CueContext, side: Side): void {
  const { cls, key, quote, count } = reading;
  const { head: h, stem: st, first } = x;
  batch.clear();
  const K = (i: number): number => (i < 0 || i >= count ? OUTSIDE : key[i]!);
  const C = (i: number): number => (i < 0 || i >= count ? WordClass.outside : cls[i]!);
  let commas = 0;
  let closed = 0;
  let chunks = 0;
  for (let e = h - 1; e >= 0 && e >= h - LEFT_REACH; e--) {
    const c = cls[e]!;
    const next = C(e + 1);
    if (isWordAt(reading, e) && (e >= h - 8 || next >= WordClass.quote)) {
      const leaves =
        quote[e]! > 0 && quote[e] !== quote[h]
          ? quote[e + 1] !== quote[e] || next === WordClass.quote || C(e + 2) === WordClass.quote
            ? 1
            : 2
          : 0;
      const d = bucket(h - e);
      const before = e < first ? 1 : 0;
      const atGroup = e + 1 === x.group ? 1 : 0;
      values[1] = side;
      values[2] = next;
      values[3] = leaves;
      values[4] = commas;
      values[5] = closed;
      values[6] = st;
      values[7] = d;
      values[8] = K(e);
      values[9] = K(e + 1);
      values[10] = C(e + 2);
      values[11] = before;
      values[12] = C(e);
      values[13] = atGroup;
      values[14] = x.flags;
      values[15] = chunks;
      values[16] = C(h);
      add(LEFT_END);
      batch.close(e);
    }
    if (c === WordClass.comma) commas = Math.min(3, commas + 1);
    if (quote[e]! > 0 && quote[e] !== quote[h]) closed = 1;
    if (isVerbClass(c)) chunks = Math.min(3, chunks + 1);
  }
}

/** Where content to the left that ends at `e` begins. */
export function leftStarts(reading: Reading, x: CueContext, side: Side, e: number): void {
  const { cls, key, quote, count, sentence, sentences } = reading;
  const { stem: st } = x;
  batch.clear();
  const K = (i: number): number => (i < 0 || i >= count ? OUTSIDE : key[i]!);
  const C = (i: number): number => (i < 0 || i >= count ? WordClass.outside : cls[i]!);
  const index = sentence[e]!;
  const first = sentences[index]!.first;
  const quoted = quote[e]! > 0 && quote[e] !== quote[x.head] ? 1 : 0;
  let commas = 0;
  let finite = 0;
  const close = C(e + 1);
  for (let s = e; s >= first && s >= e - END_REACH; s--) {
    const previous = s === first ? WordClass.outside : C(s - 1);
    if (isWordAt(reading, s)) {
      const opens =
        quote[s]! > 0 && quote[s] !== quote[x.head]
          ? s === 0 || quote[s - 1] !== quote[s] || C(s - 1) === WordClass.quote
            ? 1
            : 2
          : 0;
      const own = quoted && quote[s] === quote[e] ? 1 : 0;
      const length = bucket(e - s);
      values[1] = previous;
      values[2] = opens;
      values[3] = own;
      values[4] = quoted;
      values[5] = side;
      values[6] = commas;
      values[7] = st;
      values[8] = K(s);
      values[9] = K(s - 1);
      values[10] = finite;
      values[11] = length;
      values[12] = close;
      values[13] = C(s);
      values[14] = C(s + 1);
      values[15] = x.flags;
      values[16] = C(x.head);
      add(LEFT_START);
      batch.close(s);
    }
    if (cls[s] === WordClass.comma) commas = Math.min(3, commas + 1);
    if (isFinite(cls[s]!)) finite = Math.min(2, finite + 1);
  }
  for (let i = index - 1, crossed = 1; i >= 0 && crossed < 10; i--, crossed++) {
    let s = sentences[i]!.first;
    while (s < e && !isWordAt(reading, s)) s++;
    const own = quoted && quote[s] === quote[e] ? 1 : 0;
    const opens = quote[s]! > 0 ? (s === 0 || C(s - 1) === WordClass.quote ? 1 : 2) : 0;
    f(341, own, opens, quoted);
    f(342, own, opens, Math.min(3, crossed));
    f(343, own, i === 0 ? 1 : 0, quoted);
    f(344, side, own, opens);
    f(345, st, own, opens);
    batch.close(s);
  }
}
