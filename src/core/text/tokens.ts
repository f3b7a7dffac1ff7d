/**
 * Splits a text into tokens, once, for everything that reads words: names, dates, cues. Flat arrays, not objects: this is
 * the engine's innermost loop.
 */

import type { Span } from './span';
import { unitClasses } from './unitClasses';
import { MOST_WORDS, Vocabulary } from './vocabulary';

/** Token classes. A token has exactly one. */
export const TokenKind = {
  /** Letters, with inner hyphens, apostrophes and digits: "Jong-un", "don't", "COVID-19", "U.S.", "Mr.". */
  word: 0,
  /** Starts with a digit: "9", "2,500", "1.5", "3rd", "2019-20", "10:30". */
  number: 1,
  /** A possessive ending, apart from its noun: "'s", "’". */
  possessive: 2,
  /** One quotation mark, or a doubled one (`` and ''). */
  quote: 3,
  /** Any other single sign. A run of the same sign ("...", "--", "###") is one token. */
  punctuation: 4,
} as const;
export type TokenKind = (typeof TokenKind)[keyof typeof TokenKind];

/** The tokens of one text. Index `i` runs from 0 to `count - 1`; offsets are into the text that was split. */
export interface Tokens {
  readonly text: string;
  readonly count: number;
  readonly start: Int32Array;
  readonly end: Int32Array;
  readonly kind: Uint8Array;
  /** Lower-cased, with ’ as ': the key for lexicons. */
  readonly lower: readonly string[];
  /** The number of that word in `vocabulary`; 0 for words that are long or have other than ASCII letters. */
  readonly number: Uint16Array;
  readonly vocabulary: Vocabulary;
}

/** The text from one token to another, both included. */
export const spanOf = (tokens: Tokens, first: number, last: number): Span => ({
  start: tokens.start[first]!,
  end: tokens.end[last]!,
});

const LETTER = 1;
const DIGIT = 2;
const SPACE = 3;
const QUOTE = 4;
/** Surrogates are letters: names and words beyond the basic plane stay whole. */
const { table: CLASSES, fill: fillClasses } = unitClasses(
  [
    [QUOTE, /["'`“”„‟‘’‚‛«»‹›「」『』]/g],
    [SPACE, /\s+/g],
    [DIGIT, /\p{Nd}+/gu],
    [LETTER, /[\p{L}\p{M}]+/gu],
  ],
  LETTER,
);

const APOSTROPHE = 0x27;
const RIGHT_SINGLE = 0x2019;
const HYPHEN = 0x2d;
const NO_BREAK_HYPHEN = 0x2011;
const PERIOD = 0x2e;
const AMPERSAND = 0x26;
const GRAVE = 0x60;

/**
 * Abbreviations that keep their full stop. Months as the AP and Chicago style books shorten them; titles and company forms
 * as news agencies do.
 */
const ABBREVIATIONS = new Set(
  (
    'mr mrs ms mx dr prof sr jr st mt ft gen lt col maj capt cmdr adm sgt cpl pvt rep reps sen sens gov govs rev hon pres supt ' +
    'inc corp co ltd llc plc bros assn dept univ inst est no nos vol vs etc al jan feb mar apr jun jul aug sept sep oct nov dec ' +
    'ave blvd rd hwy ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore ' +
    'pa tenn tex va vt wash wis wyo messrs mmes esq approx'
  ).split(' '),
);

const isApostrophe = (code: number) => code === APOSTROPHE || code === RIGHT_SINGLE;

/** Whether the last word had a ’ in it, which lexicons write '. */
let curly = false;

let capacity = 1024;
let starts = new Int32Array(capacity);
let ends = new Int32Array(capacity);
let kinds = new Uint8Array(capacity);
let numbers = new Uint16Array(capacity);

function grow(): void {
  capacity *= 2;
  const [s, e, k, n] = [starts, ends, kinds, numbers];
  starts = new Int32Array(capacity);
  ends = new Int32Array(capacity);
  kinds = new Uint8Array(capacity);
  numbers = new Uint16Array(capacity);
  starts.set(s);
  ends.set(e);
  kinds.set(k);
  numbers.set(n);
}

/** Where the tokens of several texts are kept: making buffers is dear, and there are as many texts as paragraphs. */
const SLAB = 1 << 15;
let slab = new ArrayBuffer(SLAB);
let slabUsed = 0;

/** The offset after the word that starts at `from`, a letter or digit. */
function wordEnd(text: string, from: number): number {
  const length = text.length;
  let at = from + 1;
  let runStart = from; // start of the letters since the last full stop
  let initials = true; // so far "U", "U.S": single letters with full stops between
  for (; at < length; at++) {
    const code = text.charCodeAt(at);
    const cls = CLASSES[code]!;
    if (cls === LETTER || cls === DIGIT) continue;
    const nextClass = at + 1 < length ? CLASSES[text.charCodeAt(at + 1)]! : SPACE;
    const joins = nextClass === LETTER || nextClass === DIGIT;
    if (code === HYPHEN || code === NO_BREAK_HYPHEN || code === AMPERSAND) {
      if (!joins) break;
      initials = false;
      continue;
    }
    if (isApostrophe(code)) {
      if (nextClass !== LETTER) break;
      curly ||= code === RIGHT_SINGLE;
      const next = text.charCodeAt(at + 1) | 0x20;
      const afterNext = at + 2 < length ? CLASSES[text.charCodeAt(at + 2)]! : SPACE;
      if (next === 0x73 && afterNext !== LETTER && afterNext !== DIGIT) break; // "'s" is a token of its own
      initials = false;
      continue;
    }
    if (code === PERIOD) {
      if (initials && at - runStart === 1 && CLASSES[text.charCodeAt(runStart)] === LETTER) {
        if (nextClass === LETTER) {
          runStart = at + 1;
          continue;
        }
        return at + 1; // the last full stop of "U.S." or of an initial, "J."
      }
      if (at - from <= 7 && runStart === from && ABBREVIATIONS.has(text.slice(from, at).toLowerCase())) return at + 1;
    }
    break;
  }
  return at;
}

/** The offset after the number that starts at `from`, a digit. */
function numberEnd(text: string, from: number): number {
  const length = text.length;
  let at = from + 1;
  for (; at < length; at++) {
    const code = text.charCodeAt(at);
    const cls = CLASSES[code]!;
    if (cls === DIGIT) continue;
    const nextClass = at + 1 < length ? CLASSES[text.charCodeAt(at + 1)]! : SPACE;
    // "1.5", "2,500", "10:30", "9/11", "2019-20"
    if (nextClass === DIGIT && (code === PERIOD || code === 0x2c || code === 0x3a || code === 0x2f || code === HYPHEN)) continue;
    if (cls === LETTER || (code === HYPHEN && nextClass === LETTER)) {
      const end = wordEnd(text, at); // "3rd", "9-year-old", "8a.m."
      return end === at + 2 && text.charCodeAt(at + 1) === PERIOD ? at + 1 : end; // "1990s." ends a sentence: no initial
    }
    break;
  }
  return at;
}

/**
 * Words met before, in small letters, by a hash: a text says the same words over and over, and looking one up is quicker than
 * making it, and spares the lexicons to hash it again. Only plain short words are kept; when the table is full it begins anew.
 */
const SLOTS = 1 << 15;
const LONGEST_KEPT = 20;
let keptWords: (string | undefined)[] = new Array<string | undefined>(SLOTS);
const keptNumbers = new Uint16Array(SLOTS);
let keptCount = 0;
let vocabulary = new Vocabulary();
/** The number of the word that was folded last. */
let wordNumber = 0;

/** The word from `start` to `end` in small letters. */
function foldedWord(text: string, start: number, end: number): string {
  const length = end - start;
  wordNumber = 0;
  if (length > LONGEST_KEPT) return text.slice(start, end).toLowerCase();
  let hash = length;
  for (let at = start; at < end; at++) {
    let code = text.charCodeAt(at);
    if (code > 0x7f) return text.slice(start, end).toLowerCase();
    if (code >= 0x41 && code <= 0x5a) code |= 0x20;
    hash = Math.imul(hash, 31) + code;
  }
  let slot = (hash ^ (hash >>> 15)) & (SLOTS - 1);
  for (let word = keptWords[slot]; word !== undefined; word = keptWords[slot]) {
    if (isWordAt(word, text, start, length)) {
      wordNumber = keptNumbers[slot]!;
      return word;
    }
    slot = (slot + 1) & (SLOTS - 1);
  }
  if (keptCount === MOST_WORDS - 1) return text.slice(start, end).toLowerCase();
  keptNumbers[slot] = wordNumber = ++keptCount;
  // By itself: a slice would keep the whole text alive.
  return (keptWords[slot] = ` ${text.slice(start, end)}`.slice(1).toLowerCase());
}

/** Whether `word`, in small letters, stands at `start` in any letters. */
function isWordAt(word: string, text: string, start: number, length: number): boolean {
  if (word.length !== length) return false;
  for (let i = 0; i < length; i++) {
    let code = text.charCodeAt(start + i);
    if (code >= 0x41 && code <= 0x5a) code |= 0x20;
    if (word.charCodeAt(i) !== code) return false;
  }
  return true;
}

/**
 * Splits `text` into tokens. White space separates and is in none. A possessive ending is apart from its noun
 * ("Clinton" + "'s"); contractions, hyphenated words and abbreviations are whole.
 */
export function tokenize(text: string): Tokens {
  fillClasses();
  const length = text.length;
  const lower: string[] = [];
  // A new list begins with a text, so that all its words are of one; those that do not fit have no number.
  if (keptCount >= MOST_WORDS * 0.75) {
    keptWords = new Array<string | undefined>(SLOTS);
    keptCount = 0;
    vocabulary = new Vocabulary();
  }
  let count = 0;
  let at = 0;
  while (at < length) {
    const code = text.charCodeAt(at);
    const cls = CLASSES[code]!;
    if (cls === SPACE) {
      at++;
      continue;
    }
    let end: number;
    let kind: TokenKind;
    if (cls === LETTER) {
      end = wordEnd(text, at);
      kind = TokenKind.word;
    } else if (cls === DIGIT) {
      end = numberEnd(text, at);
      kind = TokenKind.number;
    } else if (cls === QUOTE) {
      const next = at + 1 < length ? text.charCodeAt(at + 1) : 0;
      const afterLetter = at > 0 && (CLASSES[text.charCodeAt(at - 1)] === LETTER || CLASSES[text.charCodeAt(at - 1)] === DIGIT);
      if (isApostrophe(code) && afterLetter && (next | 0x20) === 0x73) {
        end = at + 2;
        kind = TokenKind.possessive;
      } else if (isApostrophe(code) && afterLetter && next !== code && (text.charCodeAt(at - 1) | 0x20) === 0x73) {
        end = at + 1; // "Workers' Party"; a closing single mark after "s" looks the same, and is told apart with the marks
        kind = TokenKind.possessive;
      } else {
        end = (code === GRAVE || code === APOSTROPHE) && next === code ? at + 2 : at + 1;
        kind = TokenKind.quote;
      }
    } else {
      end = at + 1;
      while (end < length && text.charCodeAt(end) === code) end++;
      kind = TokenKind.punctuation;
    }
    if (count === capacity) grow();
    starts[count] = at;
    ends[count] = end;
    kinds[count] = kind;
    if (curly || kind === TokenKind.possessive) {
      lower.push(text.slice(at, end).toLowerCase().replace('’', "'"));
      numbers[count] = 0;
    } else {
      lower.push(foldedWord(text, at, end));
      numbers[count] = wordNumber;
    }
    curly = false;
    count++;
    at = end;
  }
  const bytes = (count * 11 + 3) & ~3;
  if (slabUsed + bytes > slab.byteLength) {
    slab = new ArrayBuffer(Math.max(SLAB, bytes));
    slabUsed = 0;
  }
  const start = new Int32Array(slab, slabUsed, count);
  const end = new Int32Array(slab, slabUsed + count * 4, count);
  const number = new Uint16Array(slab, slabUsed + count * 8, count);
  const kind = new Uint8Array(slab, slabUsed + count * 10, count);
  slabUsed += bytes;
  for (let i = 0; i < count; i++) {
    start[i] = starts[i]!;
    end[i] = ends[i]!;
    number[i] = numbers[i]!;
    kind[i] = kinds[i]!;
  }
  return { text, count, start, end, kind, lower, number, vocabulary };
}
