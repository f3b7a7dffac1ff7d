/**
 * The steps by which an attribution is found, each a choice among candidates: is this word a cue and on which side is its
 * content; where does the content begin; where does it end; who is the source. Here the candidates of each step and their
 * features; the weights are learned by `test/train` from the same code.
 */
import { TokenKind } from '../text/tokens';
import type { Reading } from './claimReading';
import { hashWord, WordClass } from './wordClasses';

/** Where the content stands as seen from the cue. */
export const Side = { none: 0, right: 1, left: 2, around: 3 } as const;
export type Side = (typeof Side)[keyof typeof Side];

/** The candidates of one choice, with their features one after the other. */
export class Batch {
  features = new Int32Array(1 << 16);
  size = 0;
  count = 0;
  readonly ends: Int32Array = new Int32Array(1024);
  readonly value: Int32Array = new Int32Array(1024);

  clear(): void {
    this.size = 0;
    this.count = 0;
  }
  close(value: number): void {
    this.value[this.count] = value;
    this.ends[this.count++] = this.size;
    if (this.size > this.features.length - 1024) {
      const larger = new Int32Array(this.features.length * 2);
      larger.set(this.features);
      this.features = larger;
    }
  }
}

let batch = new Batch();
/** The batch that the functions below fill. */
export function useBatch(next: Batch): void {
  batch = next;
}

function mix(a: number, b: number): number {
  let hash = Math.imul(a ^ Math.imul(b, 0x9e3779b1), 0x85ebca6b);
  hash ^= hash >>> 13;
  return Math.imul(hash, 0xc2b2ae35) ^ (hash >>> 7);
}
function f2(template: number, a: number, b: number): void {
  batch.features[batch.size++] = mix(mix(mix(template, 2), a), b);
}
function f3(template: number, a: number, b: number, c: number): void {
  batch.features[batch.size++] = mix(mix(mix(mix(template, 3), a), b), c);
}

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
      f2(101, side, d);
      f3(102, side, st, d);
      f2(103, K(j), opens);
      f2(104, K(j - 1), opens);
      f2(105, st, K(j));
      f2(106, st, K(j - 1));
      f2(107, K(j - 1), K(j));
      f3(108, C(j - 1), C(j), C(j + 1));
      f3(109, side, opens, seen);
      f3(110, side, opens, d);
      f2(111, seen, d);
      f3(112, seen, C(j), C(j - 1));
      f3(113, path, C(j), d);
      f2(114, s, opens);
      f3(115, st, opens, seen);
      f3(116, cls[h]!, d, K(j));
      f3(117, cls[h]!, C(j), C(j + 1));
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
    f2(201, kn, 0);
    f2(202, kn, opening);
    f2(203, kn, st);
    f3(204, kn, inOwn, closes);
    f3(205, cn, cn2, state);
    f2(206, kn, kn2);
    f3(207, cn, kn2, opening);
    f2(208, K(e), cn);
    f3(209, c, cn, cn2);
    f3(210, inOwn, quoted, cn);
    f3(211, left, cn, inOwn);
    f3(212, len, cn, opening);
    f3(213, commas, cn, finite);
    f3(214, kn, finite, commas);
    f3(215, open, cn, inOwn);
    f3(216, st, cn, left === 0 ? 1 : 0);
    f3(217, side, cn, inOwn);
    f3(218, cls[h]!, cn, opening);
    f3(219, kn, kn2, n + 2 > last ? WordClass.outside : C(n + 2));
    f3(220, x.flags, cn, 0);
    f3(221, kn, ands, finite);
    f2(222, gap * 32 + x.complement, cn);
    f3(223, n < count ? stem[n]! : -2, cn, n + 1 <= last ? stem[n + 1]! : -2);
    f3(224, x.inQuote, inOwn, cn);
    f3(225, cn2, n + 2 > last ? WordClass.outside : C(n + 2), cn);
    f3(226, st, kn, kn2);
    f2(227, len, st);
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
    f2(251, quoted, inOwn);
    f3(252, quoted, inOwn, Math.min(crossed, 3));
    f3(253, final, quoted, inOwn);
    f3(254, st, quoted, inOwn);
    f3(255, opening, quoted, final);
    f3(256, side, quoted, inOwn);
    f3(257, quote[e]! > 0 ? 1 : 0, quoted, Math.min(crossed, 3));
    f3(258, C(s - 1), quoted, final);
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
      f3(301, side, next, leaves);
      f3(302, side, commas, closed);
      f3(303, side, st, d);
      f2(304, K(e), K(e + 1));
      f3(305, leaves, closed, commas);
      f3(306, next, C(e + 2), side);
      f3(307, d, leaves, next);
      f3(308, st, next, leaves);
      f3(309, e < first ? 1 : 0, leaves, next);
      f3(310, C(e), next, C(e + 2));
      f2(311, st, K(e + 1));
      f3(312, e + 1 === x.group ? 1 : 0, side, x.flags);
      f3(313, e + 1 === x.group ? 1 : 0, st, C(e));
      f3(314, d, next, commas);
      f3(315, x.flags, next, d);
      f3(316, chunks, next, side);
      f3(317, C(h), d, next);
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
      f3(321, previous, opens, own);
      f3(322, quoted, own, opens);
      f3(323, side, previous, commas);
      f3(324, st, previous, quoted);
      f3(325, K(s), previous, 0);
      f3(326, K(s - 1), K(s), quoted);
      f3(327, previous, finite, quoted);
      f3(328, bucket(e - s), previous, quoted);
      f3(329, close, previous, quoted);
      f3(330, C(s), previous, C(s + 1));
      f3(331, x.flags, previous, finite);
      f3(332, C(x.head), previous, finite);
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
    f3(341, own, opens, quoted);
    f3(342, own, opens, Math.min(3, crossed));
    f3(343, own, i === 0 ? 1 : 0, quoted);
    f3(344, side, own, opens);
    f3(345, st, own, opens);
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
  let chunks = [...left.slice(-14), ...right.slice(0, 8)];
  const near = chunks.length;
  const index = sentence[h]!;
  if (index > 0 && near < 20) {
    const before = sentences[index - 1]!;
    chunks = [...chunks, ...findChunks(reading, before.first, Math.min(before.last, before.first + 25)).slice(0, 3)];
  }
  const leftCount = Math.min(14, left.length);
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
    f3(401, rel, rank, side);
    f3(402, rel, rank, st);
    f3(403, rel, rank, headClass);
    f3(404, rel, gap, path);
    f3(405, rel, rank, inside);
    f3(406, rel, K(a - 1), rank);
    f3(407, rel, K(b + 1), rank);
    f3(408, rel, finite, commas);
    f3(409, rel, verbs, rank);
    f3(410, rel, sameQuote, x.inQuote);
    f3(411, rel, K(b), a === b ? 1 : 0);
    f3(412, rel, cues, rank);
    f3(413, rel, C(h), C(a - 1));
    f3(414, rel, x.flags, rank);
    f3(415, rel, sentenceStart, rank);
    f3(416, rel, C(a), headClass);
    f3(417, rel, st, K(a - 1));
    f3(418, rel, headClass, path);
    f3(419, rel, x.complement, rank);
    f3(420, rel, C(h), rank);
    f3(421, rel, inside, side);
    f3(422, rel, finite * 4 + commas, sentenceStart);
    f3(423, rel, contentEnd + 1 === a || contentEnd + 2 === a || contentEnd + 3 === a ? 1 : 0, side);
    f3(424, rel, C(a - 1), headClass);
    f3(425, rel, x.flags * 40 + C(h), K(a - 1));
    batch.close(i);
  }
  f3(490, st, side, 0);
  f3(491, C(h), side, x.flags);
  f3(492, x.inQuote, side, near > 0 ? 1 : 0);
  f3(493, C(h - 1), C(h), 0);
  f3(494, leftCount > 0 ? 1 : 0, C(h), side);
  f3(495, st, C(h - 1), 0);
  f2(496, K(h - 1), C(h));
  f2(497, K(h + 1), C(h));
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
  const stop = isLeft ? group - 1 : contentStart > chunk.last ? Math.min(last, contentStart - 1) : last;
  const afterComma = C(chunk.last + 1) === WordClass.comma ? K(chunk.last + 2) : 0;
  let commas = 0;
  let finite = 0;
  for (let e = chunk.last; e <= stop && e <= chunk.last + 40; e++) {
    if (isWordAt(reading, e) || (e === chunk.last && cls[e] === WordClass.possessive)) {
      const atStop = e === stop ? 1 : e === stop - 1 ? 2 : 0;
      const same = e === chunk.last ? 1 : 0;
      f3(501, isLeft ? 1 : 0, atStop, same);
      f3(502, K(e + 1), isLeft ? 1 : 0, same);
      f3(503, C(e), C(e + 1), C(e + 2));
      f3(504, commas, C(e + 1), atStop);
      f3(505, finite, C(e + 1), commas);
      f3(506, same, C(e + 1), C(e + 2));
      f3(507, bucket(e - chunk.last), C(e + 1), isLeft ? 1 : 0);
      f3(508, same, C(chunk.last), K(e + 1));
      f3(509, same, x.stem, atStop);
      f3(510, K(e + 1), K(e + 2), isLeft ? 1 : 0);
      f3(511, C(chunk.last + 1), atStop, commas);
      f3(513, afterComma, atStop, isLeft ? 1 : 0);
      f3(514, afterComma, same, C(e + 1));
      f3(515, afterComma, K(e + 1), commas);
      f3(512, C(chunk.last + 1), C(chunk.last + 2), atStop * 2 + same);
      batch.close(e);
    }
    if (cls[e] === WordClass.comma) commas = Math.min(3, commas + 1);
    if (isFinite(cls[e]!)) finite = Math.min(2, finite + 1);
  }
}
