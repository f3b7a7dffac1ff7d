/** The dates of many releases on one line of time. */
import { placeInTime, type PlaceInTime } from '../features/charts';
import type { Span } from '../text/span';
import type { Corpus } from './corpus';

export interface CorpusDate extends PlaceInTime {
  /** The release it stands in. */
  readonly id: string;
  /** The date as the release writes it. */
  readonly text: string;
  readonly headline?: string;
  readonly span: Span;
}

/** All dates that have a place in time, in its order; those of one day by release, as they stand there. */
export function timelineOfCorpus(corpus: Corpus): CorpusDate[] {
  const dates: CorpusDate[] = [];
  for (const [id, { headline, dates: own }] of corpus.entries()) {
    for (const { span, text, resolved } of own) {
      const place = placeInTime(resolved);
      if (place) dates.push({ id, ...place, text, ...(headline ? { headline: headline.text } : {}), span });
    }
  }
  return dates.sort((a, b) => compare(a.from, b.from) || compare(a.id, b.id) || a.span.start - b.span.start);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
