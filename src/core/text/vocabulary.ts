/**
 * The words that texts are made of, each with a number, so that what a lexicon says of a word is looked up once and not each time
 * the word comes: a text says the same words over and over. When the list is full a new one is begun; tokens keep the one they
 * were numbered by.
 */
import type { Tokens } from './tokens';

/** Most words of one list; a number is less than this. */
export const MOST_WORDS = 1 << 14;

export class Vocabulary {
  /** By fact and by number; 0 where it is not known yet. */
  readonly facts: Int32Array[] = [];
}

let facts = 0;

/**
 * A function that gives what `work` gives for a token's word in small letters, and remembers it.
 *
 * @param work a 32-bit integer, from the word alone; 0 is not remembered
 */
export function wordFact(work: (word: string) => number): (tokens: Tokens, i: number) => number {
  const fact = facts++;
  return ({ vocabulary, number, lower }, i) => {
    const n = number[i]!;
    if (n === 0) return work(lower[i]!);
    const known = (vocabulary.facts[fact] ??= new Int32Array(MOST_WORDS));
    const value = known[n]!;
    return value === 0 ? (known[n] = work(lower[i]!)) : value;
  };
}
