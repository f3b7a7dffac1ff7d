/** What can be completed while a release is being written: the speakers it knows already, with the titles it gives them. */
import type { Release, Speaker } from '../release/types';
import { countWords } from './excerpt';

export interface Completion {
  /** What is inserted: "Jane Roe", or "Jane Roe, chief executive of Acme". */
  readonly text: string;
  readonly speaker: Speaker;
  /** Whether the title is inserted with the name. */
  readonly titled: boolean;
}

/** Longer titles are rather a clause that was taken for one. */
const LONGEST_TITLE = 12;

/** Speakers that have a name, the most quoted first; with each title once more. Who is mentioned at the cursor alone is left out. */
export function findCompletions(release: Release, offset: number): Completion[] {
  const messages = new Map<string, number>();
  for (const { speaker } of release.attributions) {
    if (speaker !== undefined) messages.set(speaker, (messages.get(speaker) ?? 0) + 1);
  }
  return release.speakers
    .filter(({ kind, mentions }) => kind !== 'unnamed' && mentions.some(({ span }) => offset < span.start || offset > span.end))
    .sort((a, b) => (messages.get(b.id) ?? 0) - (messages.get(a.id) ?? 0))
    .flatMap(speaker => [
      { text: speaker.name, speaker, titled: false },
      ...speaker.titles
        .filter(title => speaker.kind === 'person' && countWords(title) <= LONGEST_TITLE)
        .map(title => ({ text: `${speaker.name}, ${title}`, speaker, titled: true })),
    ]);
}
