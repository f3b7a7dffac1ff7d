/** The corrected reading of a release as an annotator, to hold detection against it. */
import type { ExchangeItem } from '../exchange/items';
import type { Span } from '../text/span';
import type { Annotator, Judgement } from './annotators';

/** Name of what people made of a release, all of them together. */
const CORRECTED = 'corrected';

/**
 * Messages, speakers and dates as people left them: what was detected with their corrections, and what they marked themselves. A
 * mark that nobody looked at counts as right: correct the whole file before it is a reference.
 */
export function correctedOf(items: readonly ExchangeItem[]): Annotator {
  const seen = new Set<string>();
  const judgements = items.flatMap(({ id, kind, spans, value }): Judgement[] => {
    if (kind === 'note' || kind === 'tag') return [];
    const places = spans
      .filter(({ role }) => role === undefined || role === 'content')
      .map(({ start, end }): Span => ({ start, end }));
    const key = JSON.stringify([kind, places]);
    if (places.length === 0 || seen.has(key)) return [];
    seen.add(key);
    return [{ id, kind, spans: places, parts: spans, ...(value === undefined ? {} : { value }) }];
  });
  return { name: CORRECTED, judgements };
}
