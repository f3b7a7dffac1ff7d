/**
 * The steps by which an attribution is found, each a choice among candidates: is this word a cue and on which side is its
 * content; where does the content begin; where does it end; who is the source. Here the candidates of each step and their
 * features; the weights are learned by `test/train` from the same code.
 */
import { TokenKind } from '../text/tokens';
import { add, batch, feature, templates, values } from './claimFeatures';
import type { Reading } from './claimReading';
import { hashWord, WordClass } from './wordClasses';

/** Where the content stands as seen from the cue. */
export const Side = { none: 0, right: 1, left: 2, around: 3 } as const;
export type Side = (typeof Side)[keyof typeof Side];

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
const OUTSIDE = hashWord('<outside>');
const bucket = (n: number): number => (n < 5 ? n : n < 8 ? 5 : n < 12 ? 6 : n < 20 ? 7 : n < 35 ? 8 : 9);

const isVerbClass = (c: number): boolean =>
  c === WordClass.past ||
  c === WordClass.present ||
  c === WordClass.be ||
  c === WordClass.have ||
  c === WordClass.do ||
  c === WordClass.modal ||
  c === WordClass.pluralOrVerb ||
  c === WordClass.pastOrAdjective ||
  c === WordClass.infinitive;
const isFinite = (c: number): boolean =>
  c === WordClass.past ||
  c === WordClass.present ||
  c === WordClass.be ||
  c === WordClass.have ||
  c === WordClass.do ||
  c === WordClass.modal;

export function isWordAt(reading: Reading, i: number): boolean {
  const kind = reading.tokens.kind[i];
  return kind === TokenKind.word || kind === TokenKind.number;
}

const auxiliary = (c: number): boolean =>
  c === WordClass.adverb ||
  c === WordClass.modal ||
  c === WordClass.be ||
  c === WordClass.have ||
  c === WordClass.do ||
  c === WordClass.negation ||
  c === WordClass.to;

/** The first token of the verb group that ends in `head`: "has also been" before "said". */
export function groupStart(reading: Reading, head: number): number {
  const { cls } = reading;
  const first = reading.sentences[reading.sentence[head]!]!.first;
  let at = head;
  while (at > first && at > head - 6 && auxiliary(cls[at - 1]!)) at--;
  return at;
}

/** What is known of a cue candidate from its surroundings; used by all steps. */
export interface CueContext {
  readonly head: number;
  readonly stem: number;
  readonly first: number;
  readonly last: number;
  readonly group: number;
  readonly flags: number;
  /** Kind of the complement that follows, and how far. */
  readonly complement: number;
  readonly complementDistance: number;
  readonly quoteBefore: number;
  readonly quoteAfter: number;
  readonly inQuote: number;
}

const FLAG: Readonly<Partial<Record<number, number>>> = {
  [WordClass.modal]: 1,
  [WordClass.be]: 2,
  [WordClass.have]: 4,
  [WordClass.do]: 8,
  [WordClass.negation]: 16,
  [WordClass.to]: 32,
};

export function cueContext(reading: Reading, head: number): CueContext {
  const { cls, quote } = reading;
  const { first, last } = reading.sentences[reading.sentence[head]!]!;
  const group = groupStart(reading, head);
  let flags = 0;
  for (let i = group; i < head; i++) flags |= FLAG[cls[i]!] ?? 0;
  let complement = 0;
  let complementDistance = 0;
  for (let i = head + 1; i <= last && i <= head + 8; i++) {
    const c = cls[i]!;
    const kind =
      c === WordClass.that
        ? 1
        : c === WordClass.to
          ? 2
          : c === WordClass.quote && quote[i] !== quote[head]
            ? 3
            : c === WordClass.whWord
              ? 4
              : c === WordClass.colon
                ? 5
                : c === WordClass.comma
                  ? 6
                  : c === WordClass.stop
                    ? 7
                    : c === WordClass.subjectPronoun
                      ? 8
                      : isFinite(c)
                        ? 9
                        : 0;
    if (kind > 0) {
      complement = kind;
      complementDistance = i - head;
      break;
    }
  }
  let quoteBefore = 0;
  for (let i = head - 1; i >= 0 && i >= head - 14; i--)
    if (quote[i]! > 0 && quote[i] !== quote[head]) {
      quoteBefore = head - i;
      break;
    }
  let quoteAfter = 0;
  for (let i = head + 1; i < reading.count && i <= head + 14; i++)
    if (quote[i]! > 0 && quote[i] !== quote[head]) {
      quoteAfter = i - head;
      break;
    }
  return {
    head,
    stem: reading.stem[head]!,
    first,
    last,
    group,
    flags,
    complement,
    complementDistance,
    quoteBefore,
    quoteAfter,
    inQuote: quote[head]! > 0 ? 1 : 0,
  };
}

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

const nounish = (c: number): boolean =>
  c === WordClass.noun ||
  c === WordClass.plural ||
  c === WordClass.nounOrVerb ||
  c === WordClass.pluralOrVerb ||
  c === WordClass.capitalized ||
  c === WordClass.allCaps ||
  c === WordClass.number ||
  c === WordClass.adjective ||
  c === WordClass.unknown ||
  c === WordClass.pastOrAdjective;
const pronoun = (c: number): boolean => c === WordClass.subjectPronoun || c === WordClass.objectPronoun;

/** A noun phrase without what hangs on it, as a range of tokens. */
export interface Chunk {
  readonly first: number;
  readonly last: number;
}

/** The noun phrases between two tokens, in order. */
export function findChunks(reading: Reading, from: number, to: number): Chunk[] {
  const { cls } = reading;
  const chunks: Chunk[] = [];
  let i = from;
  while (i <= to) {
    const c = cls[i]!;
    if (pronoun(c)) {
      chunks.push({ first: i, last: i });
      i++;
      continue;
    }
    const starts =
      c === WordClass.determiner ||
      c === WordClass.possessivePronoun ||
      nounish(c) ||
      (c === WordClass.that && i + 1 <= to && nounish(cls[i + 1]!) && i > from);
    if (!starts) {
      i++;
      continue;
    }
    let last = i;
    while (last + 1 <= to) {
      const next = cls[last + 1]!;
      if (nounish(next) || next === WordClass.possessive || (next === WordClass.adverb && cls[last] === WordClass.determiner))
        last++;
      // "the University of Texas", "Bank of England", "Johnson & Johnson"
      else if (
        next === WordClass.preposition &&
        reading.tokens.lower[last + 1] === 'of' &&
        last + 2 <= to &&
        (nounish(cls[last + 2]!) || cls[last + 2] === WordClass.determiner)
      )
        last += 2;
      else if (next === WordClass.sign && reading.tokens.lower[last + 1] === '&' && last + 2 <= to && nounish(cls[last + 2]!))
        last += 2;
      else break;
    }
    // "Clinton's campaign" is one; a lone ending at the end belongs to the name.
    chunks.push({ first: i, last });
    i = last + 1;
  }
  return chunks;
}

const SOURCE_REACH = 60;
const LEFT_CHUNKS = 9;
const RIGHT_CHUNKS = 4;

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
  const right = findChunks(reading, h + 1, to);
  let chunks = [...left.slice(-LEFT_CHUNKS), ...right.slice(0, RIGHT_CHUNKS)];
  const near = chunks.length;
  const index = sentence[h]!;
  if (index > 0 && near < 20) {
    const before = sentences[index - 1]!;
    chunks = [...chunks, ...findChunks(reading, before.first, Math.min(before.last, before.first + 25)).slice(0, 3)];
  }
  const leftCount = Math.min(LEFT_CHUNKS, left.length);
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
