/**
 * Which words and pairs of words a text has, in a few bits each: a Bloom filter. It tells in no time which of ten thousand
 * releases may hold a quotation, even one whose words were changed here and there; whoever asks then reads those few.
 */
import { hashWords, type WordHashes } from '../text/wordHashes';

/** Bits for each word and pair: between 6 and 12 in 100 bits are set, so that chance finds about that share of a foreign quotation. */
const BITS = 8;
const SMALLEST = 256;

const PAIR = 0x85ebca6b;

/** What is looked up of a text: its words, and each with the next. Numbers are well mixed. */
export function gramsOf({ hash, count }: Pick<WordHashes, 'hash' | 'count'>): Uint32Array {
  const grams = new Uint32Array(Math.max(0, count * 2 - 1));
  for (let i = 0; i < count; i++) {
    grams[i] = mix(hash[i]!);
    if (i + 1 < count) grams[count + i] = mix(Math.imul(hash[i]!, PAIR) ^ hash[i + 1]!);
  }
  return grams;
}

function mix(hash: number): number {
  let h = hash;
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d);
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b);
  return (h ^ (h >>> 16)) >>> 0;
}

/** The filter's bytes; their number is a power of two. */
export function signatureOf(text: string): Uint8Array {
  const grams = gramsOf(hashWords(text));
  let size = SMALLEST;
  // Words come back: about two thirds of all words and pairs are different ones.
  while (size * 8 < ((grams.length * 2) / 3) * BITS) size *= 2;
  const signature = new Uint8Array(size);
  const mask = size * 8 - 1;
  for (const gram of grams) signature[(gram & mask) >>> 3]! |= 1 << (gram & 7);
  return signature;
}

/** Whether the text may have what the number stands for; it certainly has not where this is false. */
export function mayHave(signature: Uint8Array, gram: number): boolean {
  return (signature[(gram & (signature.length * 8 - 1)) >>> 3]! & (1 << (gram & 7))) !== 0;
}
