/** What changed between two versions of a release in what it says, not in its lines: speakers, messages and dates. */
import { diff } from 'diff-match-patch-es';
import { joinSpans } from '../features/excerpt';
import { firstNaming } from '../features/references';
import type { Attribution, DateMention, Release, Speaker } from '../release/types';
import type { Span } from '../text/span';
import { hashWords, type WordHashes } from '../text/wordHashes';
import { wordDifferences, type WordDifference } from './differences';

/** One version and what was read in it. */
export interface ReleaseVersion {
  readonly text: string;
  readonly release: Release;
}

/** Something as it was before and as it is after: absent before, it is new; absent after, it is gone. */
export interface Change<T> {
  readonly before?: T;
  readonly after?: T;
}

export interface ComparedText {
  readonly text: string;
  readonly span: Span;
}

export interface ComparedMessage extends ComparedText {
  readonly speaker?: string;
  /** Its pieces in the text; `span` runs from the first to the last. */
  readonly content: readonly Span[];
}

export interface MessageChange extends Change<ComparedMessage> {
  /** `words` may have changed, or who says them, or both; neither for one that is new or gone. */
  readonly words: boolean;
  readonly speaker: boolean;
  /** Where words changed: `quote` lies in the text after, `source` in the one before. */
  readonly differences: readonly WordDifference[];
}

export interface ComparedSpeaker extends ComparedText {
  readonly titles: readonly string[];
}

export interface ComparedDate extends ComparedText {
  /** TIMEX3. */
  readonly value: string;
}

export interface ReleaseComparison {
  readonly headline?: Change<ComparedText>;
  readonly releaseDate?: Change<string>;
  readonly speakers: readonly Change<ComparedSpeaker>[];
  readonly messages: readonly MessageChange[];
  readonly dates: readonly Change<ComparedDate>[];
}

/** Messages with fewer of their words in common are two. */
const LEAST_COMMON = 0.5;

/** Compares two versions. Equal ones give empty lists and no headline or release date. */
export function compareReleases(before: ReleaseVersion, after: ReleaseVersion): ReleaseComparison {
  const [oldHeadline, newHeadline] = [headlineOf(before), headlineOf(after)];
  const [oldDate, newDate] = [before.release.releaseDate, after.release.releaseDate];
  const compared = compareMessages(before, after);
  const renamed = renamedSpeakers(compared, before.release, after.release);
  return {
    ...(oldHeadline?.text === newHeadline?.text ? {} : { headline: change(oldHeadline, newHeadline) }),
    ...(oldDate === newDate ? {} : { releaseDate: change(oldDate, newDate) }),
    speakers: compareSpeakers(before, after, renamed),
    messages: withoutRenamings(compared, renamed),
    dates: compareDates(before, after),
  };
}

/** Whether two versions say the same. */
export const saysTheSame = ({ headline, releaseDate, speakers, messages, dates }: ReleaseComparison): boolean =>
  !headline && !releaseDate && speakers.length + messages.length + dates.length === 0;

function change<T>(before: T | undefined, after: T | undefined): Change<T> {
  return { ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
}

function headlineOf({ text, release }: ReleaseVersion): ComparedText | undefined {
  const span = release.parts.find(({ kind }) => kind === 'headline')?.span;
  return span && { text: joinSpans(text, [span]), span };
}

/** New names by old ones, of speakers who go by another name in the new version but say the same. */
function renamedSpeakers(messages: readonly MessageChange[], before: Release, after: Release): Map<string, string> {
  const [old, now] = [before, after].map(({ speakers }) => new Set(speakers.map(({ name }) => name)));
  const renamed = new Map<string, string>();
  for (const { before: was, after: is, speaker } of messages) {
    if (!speaker || was?.speaker === undefined || is?.speaker === undefined) continue;
    if (!now!.has(was.speaker) && !old!.has(is.speaker)) renamed.set(was.speaker, is.speaker);
  }
  return renamed;
}

/** The renaming itself is told once, not with every message. */
function withoutRenamings(messages: readonly MessageChange[], renamed: ReadonlyMap<string, string>): MessageChange[] {
  return messages.flatMap(message => {
    const { before, after, words } = message;
    const name = before?.speaker === undefined ? undefined : renamed.get(before.speaker);
    const same = name !== undefined && name === after?.speaker;
    return !same ? [message] : words ? [{ ...message, speaker: false }] : [];
  });
}

function compareSpeakers(
  before: ReleaseVersion,
  after: ReleaseVersion,
  renamed: ReadonlyMap<string, string>,
): Change<ComparedSpeaker>[] {
  const describe = (speaker: Speaker): ComparedSpeaker => ({
    text: speaker.name,
    span: firstNaming(speaker)?.span ?? { start: 0, end: 0 },
    titles: speaker.titles,
  });
  const [old, now] = [before.release.speakers, after.release.speakers];
  const changes: Change<ComparedSpeaker>[] = [];
  for (const speaker of old) {
    const same = now.find(({ name }) => name === (renamed.get(speaker.name) ?? speaker.name));
    if (!same) changes.push({ before: describe(speaker) });
    else if (same.name !== speaker.name || same.titles.join('\n') !== speaker.titles.join('\n'))
      changes.push({ before: describe(speaker), after: describe(same) });
  }
  const known = new Set([...old.map(({ name }) => name), ...renamed.values()]);
  for (const speaker of now) if (!known.has(speaker.name)) changes.push({ after: describe(speaker) });
  return changes;
}

interface Said {
  readonly message: ComparedMessage;
  readonly words: WordHashes;
}

function messagesOf({ text, release }: ReleaseVersion): Said[] {
  const names = new Map(release.speakers.map(({ id, name }) => [id, name]));
  return release.attributions.map(({ content, speaker }: Attribution) => {
    const name = speaker === undefined ? undefined : names.get(speaker);
    const pieces = content.map(({ start, end }) => hashWords(text, start, end));
    return {
      message: {
        text: joinSpans(text, content),
        span: { start: content[0]!.start, end: content.at(-1)!.end },
        content,
        ...(name === undefined ? {} : { speaker: name }),
      },
      words: joinWords(pieces),
    };
  });
}

function joinWords(pieces: readonly WordHashes[]): WordHashes {
  const count = pieces.reduce((sum, piece) => sum + piece.count, 0);
  const joined = { count, start: new Int32Array(count), end: new Int32Array(count), hash: new Uint32Array(count) };
  let at = 0;
  for (const piece of pieces) {
    joined.start.set(piece.start, at);
    joined.end.set(piece.end, at);
    joined.hash.set(piece.hash, at);
    at += piece.count;
  }
  return joined;
}

function compareMessages(before: ReleaseVersion, after: ReleaseVersion): MessageChange[] {
  const old = messagesOf(before);
  const now = messagesOf(after);
  const pairs = new Map<number, number>();
  const taken = new Set<number>();
  const pair = (likeness: (a: Said, b: Said) => number) => {
    const all = now.flatMap((b, n) =>
      taken.has(n) ? [] : old.flatMap((a, o) => (pairs.has(o) ? [] : [{ o, n, likeness: likeness(a, b) }])),
    );
    for (const { o, n, likeness: most } of all.sort((a, b) => b.likeness - a.likeness || a.o - b.o || a.n - b.n)) {
      if (most < LEAST_COMMON || pairs.has(o) || taken.has(n)) continue;
      pairs.set(o, n);
      taken.add(n);
    }
  };
  // The same words first: they are the same message wherever they went.
  pair((a, b) => (sameWords(a.words, b.words) ? (a.message.speaker === b.message.speaker ? 1 : 0.9) : 0));
  pair((a, b) => common(a.words, b.words));
  const changes: (MessageChange & { readonly at: number })[] = [];
  now.forEach(({ message, words }, n) => {
    const o = [...pairs].find(([, index]) => index === n)?.[0];
    if (o === undefined) {
      changes.push({ at: n, after: message, words: false, speaker: false, differences: [] });
      return;
    }
    const was = old[o]!;
    const reworded = !sameWords(was.words, words);
    const given = was.message.speaker !== message.speaker;
    if (!reworded && !given) return;
    const differences = reworded
      ? wordDifferences({ words: was.words, from: 0, to: was.words.count }, { words, from: 0, to: words.count })
      : [];
    changes.push({ at: n, before: was.message, after: message, words: reworded, speaker: given, differences });
  });
  old.forEach(({ message }, o) => {
    if (pairs.has(o)) return;
    // What is gone is told where it stood: after the message that stood before it.
    const previous = Math.max(-1, ...[...pairs].filter(([index]) => index < o).map(([, n]) => n));
    changes.push({ at: previous + 0.5, before: message, words: false, speaker: false, differences: [] });
  });
  return changes.sort((a, b) => a.at - b.at).map(({ at: _, ...rest }) => rest);
}

const sameWords = (a: WordHashes, b: WordHashes): boolean => a.count === b.count && a.hash.every((word, i) => word === b.hash[i]);

/** Dice's coefficient over the words: twice the common ones by the sum of both. */
function common(a: WordHashes, b: WordHashes): number {
  if (a.count + b.count === 0) return 0;
  const left = new Map<number, number>();
  for (const word of a.hash) left.set(word, (left.get(word) ?? 0) + 1);
  let shared = 0;
  for (const word of b.hash) {
    const rest = left.get(word) ?? 0;
    if (rest === 0) continue;
    shared++;
    left.set(word, rest - 1);
  }
  return (2 * shared) / (a.count + b.count);
}

const FIRST_CODE = 0x4e00;

function compareDates(before: ReleaseVersion, after: ReleaseVersion): Change<ComparedDate>[] {
  const describe =
    ({ text }: ReleaseVersion) =>
    (date: DateMention): ComparedDate => ({
      text: joinSpans(text, [date.span]),
      span: date.span,
      value: date.value,
    });
  const old = before.release.dates.map(describe(before));
  const now = after.release.dates.map(describe(after));
  const codes = new Map<string, string>();
  const encode = (dates: readonly ComparedDate[]): string =>
    dates
      .map(({ value }) => {
        if (!codes.has(value)) codes.set(value, String.fromCharCode(FIRST_CODE + codes.size));
        return codes.get(value)!;
      })
      .join('');
  const changes: Change<ComparedDate>[] = [];
  let [o, n] = [0, 0];
  let gone: ComparedDate[] = [];
  let fresh: ComparedDate[] = [];
  const settle = () => {
    for (let i = 0; i < Math.max(gone.length, fresh.length); i++) changes.push(change(gone[i], fresh[i]));
    [gone, fresh] = [[], []];
  };
  for (const [kind, run] of diff(encode(old), encode(now))) {
    if (kind === 0) settle();
    if (kind < 0) gone.push(...old.slice(o, o + run.length));
    if (kind > 0) fresh.push(...now.slice(n, n + run.length));
    if (kind <= 0) o += run.length;
    if (kind >= 0) n += run.length;
  }
  settle();
  return changes;
}
