import type { Release } from '../release/types';
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

export function summarize(text: string, release: Release): Statistics {
  const words = countWords(text);
  return {
    words,
    readingMinutes: Math.ceil(words / READING_SPEED),
    speakers: new Set(release.attributions.flatMap(message => message.speaker ?? [])).size,
    messages: release.attributions.length,
    dates: release.dates.length,
  };
}
