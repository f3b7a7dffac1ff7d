import { TokenKind, type Tokens } from './tokens';

/** A sentence as a range of tokens: `first` to `last`, both included, closing marks with it. */
export interface Sentence {
  readonly first: number;
  readonly last: number;
}

/** Titles and the like: a name follows, so that the sentence goes on. */
const BEFORE_NAME = new Set(
  'mr. mrs. ms. mx. dr. prof. st. gen. lt. col. maj. capt. cmdr. adm. sgt. cpl. pvt. det. insp. supt. supts. asst. atty. amb. brig. rep. reps. sen. sens. gov. govs. rev. hon. pres. mt. ft. vs. no. nos. vol. messrs.'.split(
    ' ',
  ),
);

/** Words that open a sentence far more often than they follow an abbreviation inside one. */
const OPENERS = new Set(
  'the a an this that these those he she it they we i you his her its their our my in on at for from with after before but and as if when while there who what how to by of since'.split(
    ' ',
  ),
);

const CLOSERS = '"”’»\')]}›」』“';

const isUpper = (sign: string): boolean => sign !== sign.toLowerCase();

/**
 * Splits a text into sentences. A full stop ends one unless it belongs to an abbreviation, an initial or a number; marks and
 * brackets that close right after it stay with the sentence. A quotation that ends in "," does not end a sentence.
 */
export function findSentences(tokens: Tokens): Sentence[] {
  const { text, count, start, end, kind, lower } = tokens;
  const sentences: Sentence[] = [];
  let first = 0;
  for (let i = 0; i < count; i++) {
    const word = lower[i]!;
    const sign = word.charCodeAt(word.length - 1);
    const stops =
      sign === 0x2e || sign === 0x21 || sign === 0x3f || sign === 0x2026 || sign === 0x3002 || sign === 0xff01 || sign === 0xff1f;
    if (!stops) continue;
    let last = i;
    // Marks and brackets that close after the stop, with no space before them.
    while (
      last + 1 < count &&
      (kind[last + 1] === TokenKind.quote ||
        kind[last + 1] === TokenKind.punctuation ||
        kind[last + 1] === TokenKind.possessive) &&
      start[last + 1] === end[last] &&
      (CLOSERS.includes(text[start[last + 1]!]!) || text[start[last + 1]!] === '.')
    )
      last++;
    if (last + 1 < count) {
      const next = last + 1;
      const spaced = start[next]! > end[last]!;
      const cjk = sign === 0x3002 || sign === 0xff01 || sign === 0xff1f;
      if (!spaced && !cjk) continue;
      // What the next sentence begins with, past opening marks.
      let head = next;
      while (
        head < count &&
        (kind[head] === TokenKind.quote || (kind[head] === TokenKind.punctuation && /^[([{\-–—•*]+$/.test(lower[head]!)))
      )
        head++;
      const headSign = head < count ? text[start[head]!]! : '';
      const opens = head === count || kind[head] === TokenKind.number || isUpper(headSign) || /\p{Lo}/u.test(headSign);
      if (!opens && (sign === 0x2e || sign === 0x2026 || last > i)) continue;
      if (kind[i] === TokenKind.word && sign === 0x2e) {
        // "Mr. Roe", "J. Roe" go on; "the U.S. The", "Acme Inc. He" do not.
        if (BEFORE_NAME.has(word)) continue;
        if (
          !(head < count && OPENERS.has(lower[head]!)) ||
          (word.length === 2 && i > 0 && kind[i - 1] === TokenKind.word && !OPENERS.has(lower[head]!))
        )
          continue;
      }
    }
    sentences.push({ first, last });
    first = last + 1;
    i = last;
  }
  if (first < count) sentences.push({ first, last: count - 1 });
  return sentences;
}
