/** A release as quotations are compared with it: its words in the order in which they were spoken. */
import { parseRelease } from '../release/parseRelease';
import type { Attribution, Release, Speaker } from '../release/types';
import { firstWhere } from '../text/search';
import { hashWords, type WordHashes } from '../text/wordHashes';

export interface SourceText {
  readonly id: string;
  readonly text: string;
  readonly release: Release;
  /**
   * The words of the text, without those that interrupt a speaker: of "“We bake,” said Roe, “at night.”" it is "We bake at
   * night", since whoever quotes that joins the two rightly.
   */
  readonly words: WordHashes;
  /** Index into the release's attributions of what each word is part of; -1 for narrative. */
  readonly message: Int32Array;
}

/** Words between two pieces of one message that are taken for the cue and its source. */
const LONGEST_INTERRUPTION = 30;

/** Prepares a release for {@link verifyQuote}; `release` where it has been read already. */
export function prepareSource(id: string, text: string, release: Release = parseRelease(text)): SourceText {
  const all = hashWords(text);
  const owner = new Int32Array(all.count).fill(-1);
  const wordAt = (offset: number): number => firstWhere(all.count, i => all.start[i]! >= offset);
  /** By message, longest first, so that a message inside another one keeps its words. */
  const messages = release.attributions.map(({ content }, index) => ({
    index,
    ranges: content.map(({ start, end }) => ({ first: wordAt(start), last: wordAt(end) })),
  }));
  const lengthOf = ({ ranges }: (typeof messages)[number]) => ranges.reduce((sum, { first, last }) => sum + last - first, 0);
  for (const { index, ranges } of [...messages].sort((a, b) => lengthOf(b) - lengthOf(a))) {
    for (const { first, last } of ranges) owner.fill(index, first, last);
  }
  const skipped = new Uint8Array(all.count);
  const skip = (from: number, to: number) => {
    if (to > from && to - from <= LONGEST_INTERRUPTION && !text.slice(all.end[from - 1], all.start[to]).includes('\n\n'))
      skipped.fill(1, from, to);
  };
  const spoken = messages.filter(({ index }) => release.attributions[index]!.kind === 'direct');
  spoken.forEach(({ index, ranges }, place) => {
    for (let piece = 1; piece < ranges.length; piece++) skip(ranges[piece - 1]!.last, ranges[piece]!.first);
    const next = spoken[place + 1];
    if (next && sameSpeaker(release.attributions[index]!, release.attributions[next.index]!))
      skip(ranges.at(-1)!.last, next.ranges[0]!.first);
  });
  const isKept = (_: number, i: number) => skipped[i] === 0;
  const hash = all.hash.filter(isKept);
  return {
    id,
    text,
    release,
    words: { count: hash.length, start: all.start.filter(isKept), end: all.end.filter(isKept), hash },
    message: owner.filter(isKept),
  };
}

const sameSpeaker = (a: Attribution, b: Attribution): boolean => a.speaker !== undefined && a.speaker === b.speaker;

/** Who says word `at`, where the release tells. */
export function speakerOfWord({ release, message }: SourceText, at: number): Speaker | undefined {
  const id = release.attributions[message[at] ?? -1]?.speaker;
  return id === undefined ? undefined : release.speakers.find(speaker => speaker.id === id);
}
