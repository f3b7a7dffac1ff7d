/**
 * The read-out's way of quoting: "Xi said, I am pleased …", a speaker's own words without quotation marks, from the cue to the
 * end of the paragraph or to the next sentence that brings a speaker.
 */
import { TokenKind } from '../text/tokens';
import { findChunks, groupStart } from './claimModel';
import type { Reading } from './claimReading';

export interface OwnWords {
  readonly head: number;
  readonly cueLast: number;
  readonly source: { readonly first: number; readonly last: number };
  /** First and last token of the words. */
  readonly first: number;
  readonly last: number;
}

const SAYING = new Set(
  'say stat add stres not emphasiz emphasis point remark declar continu conclud reiterat writ underscor underlin highlight explain repl stress note'.split(
    ' ',
  ),
);
const SELF = new Set("i me my we our us mine ours i'm i've we're we've i'll we'll i'd we'd you your yours".split(' '));

/** Looks at the first letter before it looks the word up: this is asked of most words of a text. */
function isSelf(word: string): boolean {
  return FIRST_OF_SELF.includes(word.charAt(0)) && SELF.has(word);
}
const FIRST_OF_SELF = 'imowuy';

export function findOwnWords(reading: Reading): OwnWords[] {
  const { tokens, sentences, quote } = reading;
  const { lower, kind } = tokens;
  const found: OwnWords[] = [];
  for (let s = 0; s < sentences.length; s++) {
    const { first, last } = sentences[s]!;
    const head = openingCue(reading, first, last);
    if (head < 0) continue;
    const cueLast = lower[head + 1] === 'out' ? head + 1 : head;
    const sign = lower[cueLast + 1];
    const start = cueLast + 2;
    if ((sign !== ',' && sign !== ':') || start > last || kind[start] === TokenKind.quote || quote[start]! > 0) continue;
    let stop = last;
    let next = s + 1;
    for (; next < sentences.length; next++) {
      if (openingCue(reading, sentences[next]!.first, sentences[next]!.last) >= 0) break;
      stop = sentences[next]!.last;
    }
    // Their own words only where they speak as "I", "we" or to a "you", outside quotation marks.
    let self = false;
    for (let i = start; i <= stop && !self; i++) self = quote[i] === 0 && isSelf(lower[i]!);
    if (!self && sign === ',') continue;
    if (!self) stop = last;
    const chunks = findChunks(reading, first, groupStart(reading, head) - 1);
    const chunk = chunks.at(-1);
    if (!chunk) continue;
    found.push({ head, cueLast, source: { first: chunks[0]!.first, last: chunk.last }, first: start, last: stop });
    s = next - 1;
  }
  return found;
}

/** The verb of saying of a sentence that opens with its source: "Xi said", "The minister also pointed out"; or -1. */
function openingCue(reading: Reading, first: number, last: number): number {
  const { tokens, quote } = reading;
  const { lower } = tokens;
  if (isSelf(lower[first]!) || lower[first] === 'it') return -1;
  for (let i = first + 1; i <= last && i < first + 12; i++) {
    if (quote[i]! > 0 || lower[i] === ',' || lower[i] === ':' || isSelf(lower[i]!) || lower[i] === 'that') return -1;
    if (reading.stem[i]! >= 0 && SAYING.has(reading.stemOf(i)) && !lower[i]!.endsWith('ing')) return i;
  }
  return -1;
}
