/**
 * A paragraph, read once for the models that find attributions: what kind of word each token is, what stands in quotation
 * marks, where sentences begin. Flat arrays by token.
 */
import type { Sentence } from '../text/sentences';
import { TokenKind, type Tokens } from '../text/tokens';
import type { Quotation } from './analysis';
import { cueStems, stemOf } from './cues';
import { guessClass, hashWord, knownClass, WordClass } from './wordClasses';

export interface Reading {
  readonly tokens: Tokens;
  readonly count: number;
  readonly sentences: readonly Sentence[];
  readonly quotations: readonly Quotation[];
  /** Index of the sentence. */
  readonly sentence: Int32Array;
  readonly cls: Uint8Array;
  /** What lexical features see: the word itself where it is a common word, else its class. Names are never seen as words. */
  readonly key: Int32Array;
  /** 0 outside quotation marks, else 1 + the index of the outermost quotation the token is in, marks included. */
  readonly quote: Int32Array;
  /** Index of the cue stem, or -1. */
  readonly stem: Int32Array;
  readonly titleCase: boolean;
  /** The stem of a token's word. */
  readonly stemOf: (token: number) => string;
}

const CLASS_KEYS = Int32Array.from({ length: 64 }, (_, i) => hashWord(`<${i}>`));
const PUNCTUATION: Readonly<Record<string, WordClass>> = {
  ',': WordClass.comma,
  '.': WordClass.stop,
  '!': WordClass.stop,
  '?': WordClass.stop,
  ';': WordClass.colon,
  ':': WordClass.colon,
  '-': WordClass.dash,
  '–': WordClass.dash,
  '—': WordClass.dash,
  '--': WordClass.dash,
  '(': WordClass.bracket,
  ')': WordClass.bracket,
  '[': WordClass.bracket,
  ']': WordClass.bracket,
};

export function readClaimWords(tokens: Tokens, sentences: readonly Sentence[], quotations: readonly Quotation[]): Reading {
  const { text, count, start, end, kind, lower } = tokens;
  const sentence = new Int32Array(count);
  const cls = new Uint8Array(count);
  const key = new Int32Array(count);
  const quote = new Int32Array(count);
  const stem = new Int32Array(count).fill(-1);

  let words = 0;
  let capitals = 0;
  for (let i = 0; i < count && i < 60; i++) {
    if (kind[i] !== TokenKind.word || end[i]! - start[i]! < 4) continue;
    words++;
    if (isUpper(text.charCodeAt(start[i]!))) capitals++;
  }
  const titleCase = words > 2 && capitals > words * 0.7;

  sentences.forEach(({ first, last }, index) => sentence.fill(index, first, last + 1));
  let at = 0;
  quotations.forEach((quotation, index) => {
    if (quotation.depth > 0) return;
    while (at < count && start[at]! < quotation.span.start) at++;
    while (at < count && start[at]! < quotation.span.end) quote[at++] = index + 1;
  });

  for (let i = 0; i < count; i++) {
    const word = lower[i]!;
    let wordClass: WordClass;
    let lexical = 0;
    switch (kind[i]) {
      case TokenKind.word: {
        const hash = hashWord(word);
        const known = knownClass(hash);
        const code = text.charCodeAt(start[i]!);
        if (isUpper(code)) {
          const opens = i === 0 || sentence[i - 1] !== sentence[i] || kind[i - 1] === TokenKind.quote || titleCase;
          const second = end[i]! - start[i]! > 1 ? text.charCodeAt(start[i]! + 1) : 0;
          if (known === WordClass.date || word === 'i' || (known >= 0 && opens && isGrammatical(known))) {
            wordClass = known as WordClass;
            lexical = hash;
          } else if (opens && known >= 0 && titleCase) {
            wordClass = known as WordClass;
            lexical = hash;
          } else if (isUpper(second) && end[i]! - start[i]! > 1) wordClass = WordClass.allCaps;
          else wordClass = WordClass.capitalized;
          if (opens) stem[i] = stemIndex(word);
        } else {
          if (known >= 0) {
            wordClass = known as WordClass;
            lexical = hash;
          } else wordClass = guessClass(word);
          stem[i] = stemIndex(word);
        }
        break;
      }
      case TokenKind.number:
        wordClass = WordClass.number;
        break;
      case TokenKind.possessive:
        wordClass = WordClass.possessive;
        break;
      case TokenKind.quote:
        wordClass = WordClass.quote;
        break;
      default:
        wordClass = PUNCTUATION[word] ?? WordClass.sign;
        lexical = hashWord(word);
        if (word === ':') stem[i] = 0;
    }
    cls[i] = wordClass;
    key[i] = lexical === 0 ? CLASS_KEYS[wordClass]! : lexical;
  }
  return {
    tokens,
    count,
    sentences,
    quotations,
    sentence,
    cls,
    key,
    quote,
    stem,
    titleCase,
    stemOf: token => (token < count ? stemOf(lower[token]!) : ''),
  };
}

/** Stems of words met before; begun anew when there are many. */
const knownStems = new Map<string, number>();
const MOST_STEMS = 20_000;

function stemIndex(word: string): number {
  let index = knownStems.get(word);
  if (index === undefined) {
    index = cueStems.get(stemOf(word)) ?? -1;
    if (knownStems.size >= MOST_STEMS) knownStems.clear();
    knownStems.set(word, index);
  }
  return index;
}

function isGrammatical(wordClass: number): boolean {
  return (
    (wordClass >= WordClass.date && wordClass <= WordClass.to) || wordClass === WordClass.and || wordClass === WordClass.adverb
  );
}

function isUpper(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 0xc0 && code <= 0xde) || (code >= 0x391 && code <= 0x42f && code !== 0x3c2);
}
