import type { Release } from '../release/types';
import { changedLines } from '../text/change';
import { countWords } from './excerpt';

/** The release in figures. */
export interface Statistics {
  readonly words: number;
  /** Whole minutes, at least one for any text. */
  readonly readingMinutes: number;
  /** Speakers with at least one message. */
  readonly speakers: number;
  readonly messages: number;
  readonly dates: number;
}

/** Words a minute that adults read silently in English: the mean of 190 studies (Brysbaert 2019). */
const READING_SPEED = 238;

export interface WordCounter {
  count(text: string): number;
}

/** Counts the words of the successive versions of one text, each time those of the lines that have changed. */
export function createWordCounter(): WordCounter {
  let known = '';
  let words = 0;
  return {
    count(text) {
      if (text === known) return words;
      const { start, endBefore, endAfter } = changedLines(known, text);
      words += countWords(text, { start, end: endAfter }) - countWords(known, { start, end: endBefore });
      known = text;
      return words;
    },
  };
}

/** @param counter one that counted an earlier version of the text, where there is one */
export function summarize(text: string, release: Release, counter: WordCounter = createWordCounter()): Statistics {
  const words = counter.count(text);
  return {
    words,
    readingMinutes: Math.ceil(words / READING_SPEED),
    speakers: new Set(release.attributions.flatMap(message => message.speaker ?? [])).size,
    messages: release.attributions.length,
    dates: release.dates.length,
  };
}
