/**
 * A paragraph, read once for the models that find attributions: what kind of word each token is, what stands in quotation
 * marks, where sentences begin. Flat arrays by token, made once: making them for each paragraph would cost more than filling them.
 */
import type { Sentence } from '../text/sentences';
import { TokenKind, type Tokens } from '../text/tokens';
import { wordFact } from '../text/vocabulary';
import type { Quotation } from './analysis';
import { cueNumber, stemOf } from './cues';
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
  /** The tokens with a cue stem, in order: the first `candidateCount` of these. */
  readonly candidates: Int32Array;
  readonly candidateCount: number;
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

/** Entries after the last token that are made to say "outside", for those who look a little ahead. */
const BEYOND = 4;

type Scratch = Pick<Reading, 'sentence' | 'cls' | 'key' | 'quote' | 'stem' | 'candidates'>;
const makeScratch = (size: number): Scratch => ({
  sentence: new Int32Array(size),
  cls: new Uint8Array(size),
  key: new Int32Array(size),
  quote: new Int32Array(size),
  stem: new Int32Array(size),
  candidates: new Int32Array(size),
});
let scratch = makeScratch(4096);

/** A reading that stays as it is when the next paragraph is read. */
export function keepReading(reading: Reading): Reading {
  const size = reading.count + BEYOND;
  return {
    ...reading,
    sentence: reading.sentence.slice(0, size),
    cls: reading.cls.slice(0, size),
    key: reading.key.slice(0, size),
    quote: reading.quote.slice(0, size),
    stem: reading.stem.slice(0, size),
    candidates: reading.candidates.slice(0, reading.candidateCount),
  };
}

/** The reading of a paragraph. Its arrays are the next one's too: see `keepReading`. */
export function readClaimWords(tokens: Tokens, sentences: readonly Sentence[], quotations: readonly Quotation[]): Reading {
  const { text, count, start, end, kind, lower } = tokens;
  if (count + BEYOND > scratch.sentence.length) scratch = makeScratch(2 * count + BEYOND);
  const { sentence, cls, key, quote, stem, candidates } = scratch;
  let candidateCount = 0;
  quote.fill(0, 0, count + BEYOND);
  for (let i = count; i < count + BEYOND; i++) {
    sentence[i] = sentences.length;
    cls[i] = WordClass.outside;
    key[i] = CLASS_KEYS[WordClass.outside]!;
    stem[i] = -1;
  }

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
    let cue = -1;
    switch (kind[i]) {
      case TokenKind.word: {
        const hash = hashOfWord(tokens, i);
        const facts = classesOfWord(tokens, i);
        const known = (facts & 0xff) - 1;
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
          if (opens) cue = (facts >> 16) - 1;
        } else {
          if (known >= 0) {
            wordClass = known as WordClass;
            lexical = hash;
          } else wordClass = ((facts >> 8) & 0xff) as WordClass;
          cue = (facts >> 16) - 1;
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
        if (word === ':') cue = 0;
    }
    stem[i] = cue;
    if (cue >= 0) candidates[candidateCount++] = i;
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
    candidates,
    candidateCount,
    titleCase,
    stemOf: token => (token < count ? stemOf(lower[token]!) : ''),
  };
}

const hashOfWord = wordFact(hashWord);

/** The class that the list gives a word, plus 1; that which its ending gives; the index of its cue stem, plus 1. A byte each, the last two. */
const classesOfWord = wordFact(
  word => (knownClass(hashWord(word)) + 1) | (guessClass(word) << 8) | ((cueNumber(stemOf(word)) + 1) << 16),
);

function isGrammatical(wordClass: number): boolean {
  return (
    (wordClass >= WordClass.date && wordClass <= WordClass.to) || wordClass === WordClass.and || wordClass === WordClass.adverb
  );
}

function isUpper(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 0xc0 && code <= 0xde) || (code >= 0x391 && code <= 0x42f && code !== 0x3c2);
}
