import { formatDay } from './dates/calendar';
import type { TimexCandidate } from './dates/timexes';
import type { Paragraph } from './paragraph';
import type { PartKind } from './types';

/**
 * The day a release was issued, where its own words give it in full: a dateline first, then a notice ("For immediate release,
 * May 10, 2020", front matter's `date`), then a headline that says when the words were spoken ("Press Conference on May 10, 2020").
 * An embargo says when it may be printed, which is that day too.
 */
export function findReleaseDate(
  dated: readonly { readonly kind: PartKind; readonly paragraph: Paragraph }[],
  first: Paragraph | undefined,
): string | undefined {
  for (const kind of ['dateline', 'notice'] as const) {
    for (const { kind: of, paragraph } of dated) {
      if (of !== kind) continue;
      for (const timex of paragraph.timexes) {
        const day = fullDay(timex);
        if (day !== undefined) return day;
      }
    }
  }
  for (const { kind, paragraph } of dated) {
    if (kind !== 'headline' || !SPOKEN.test(paragraph.text)) continue;
    const day = paragraph.timexes.length === 1 ? fullDay(paragraph.timexes[0]!) : undefined;
    if (day !== undefined) return day;
  }
  // "(Boston, May 3, 2021)" that was not taken for a dateline still stands at the very start.
  const opening = first?.timexes[0];
  return opening &&
    opening.start < 40 &&
    /^[^.]{0,40}$/.test(first.text.slice(0, opening.start)) &&
    /^\s*(?:\)|[-–—]|\(|\/)/.test(first.text.slice(opening.end))
    ? fullDay(opening)
    : undefined;
}

/** Headlines of what is written down as it was said; of others the date may be any. */
const SPOKEN =
  /\b(?:(?:press|news|media)\s+conference|briefing|remarks|transcript|read-?out|statement|speech|address|interview|testimony|minutes)\b/i;

function fullDay({ meaning }: TimexCandidate): string | undefined {
  if (meaning.form !== 'calendar' || meaning.year === undefined || meaning.month === undefined || meaning.day === undefined)
    return undefined;
  return formatDay({ year: meaning.year, month: meaning.month, day: meaning.day });
}
