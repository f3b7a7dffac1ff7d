/**
 * The words of a text as numbers, for comparing texts: two words are the same where their numbers are. Style is left out:
 * case, the shape of apostrophes, hyphens (a hyphenated word is its parts) and all punctuation.
 */

import { lowerUnits, unitClasses } from './unitClasses';

/** Word `i` is `text.slice(start[i], end[i])`. */
export interface WordHashes {
  readonly count: number;
  readonly start: Int32Array;
  readonly end: Int32Array;
  /** FNV-1a of the lower-cased word. Short words in capitals ("US", "WHO", "IT") are not the same as "us", "who", "it". */
  readonly hash: Uint32Array;
}

const LETTER = 1;
const DIGIT = 2;
const APOSTROPHE = 3;
/** Stands between the digits of one number: "1.5", "3,000", "10:30". */
const INSIDE_NUMBERS = 4;

const { table: CLASSES, fill: fillClasses } = unitClasses(
  [
    [DIGIT, /\p{Nd}+/gu],
    [LETTER, /[\p{L}\p{M}\p{N}]+/gu],
    [APOSTROPHE, /['’]/g],
    [INSIDE_NUMBERS, /[.,:]/g],
  ],
  LETTER,
);

const { table: LOWER, fill: fillLower } = lowerUnits();

const LONGEST_ACRONYM = 4;
const ACRONYM = 0x9e3779b9;

let capacity = 4096;
let starts = new Int32Array(capacity);
let ends = new Int32Array(capacity);
let hashes = new Uint32Array(capacity);

function grow(): void {
  capacity *= 2;
  const [s, e, h] = [starts, ends, hashes];
  starts = new Int32Array(capacity);
  ends = new Int32Array(capacity);
  hashes = new Uint32Array(capacity);
  starts.set(s);
  ends.set(e);
  hashes.set(h);
}

/** The words of `text` from `from` to `to`, in order. */
export function hashWords(text: string, from = 0, to = text.length): WordHashes {
  fillClasses();
  fillLower();
  let count = 0;
  let at = from;
  while (at < to) {
    const first = CLASSES[text.charCodeAt(at)]!;
    if (first !== LETTER && first !== DIGIT) {
      at++;
      continue;
    }
    const start = at;
    let hash = 0x811c9dc5;
    let capitals = true;
    let digits = false;
    for (; at < to; at++) {
      const code = text.charCodeAt(at);
      const cls = CLASSES[code]!;
      if (cls === LETTER || cls === DIGIT) {
        const lower = LOWER[code]!;
        if (lower === code) capitals = false;
        digits ||= cls === DIGIT;
        hash = Math.imul(hash ^ lower, 0x01000193);
        continue;
      }
      if (at + 1 >= to) break;
      const next = CLASSES[text.charCodeAt(at + 1)]!;
      if (cls === APOSTROPHE && next === LETTER) hash = Math.imul(hash ^ 0x27, 0x01000193);
      else if (cls === INSIDE_NUMBERS && next === DIGIT && CLASSES[text.charCodeAt(at - 1)] === DIGIT)
        hash = Math.imul(hash ^ code, 0x01000193);
      else break;
    }
    if (capitals && !digits && at - start > 1 && at - start <= LONGEST_ACRONYM) hash ^= ACRONYM;
    if (count === capacity) grow();
    starts[count] = start;
    ends[count] = at;
    hashes[count] = hash >>> 0;
    count++;
  }
  return { count, start: starts.slice(0, count), end: ends.slice(0, count), hash: hashes.slice(0, count) };
}
