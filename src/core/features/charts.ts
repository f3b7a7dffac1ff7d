/** The figures behind the charts of a release: who has how much of the voice, in which way, how long, when, and where. */
import type { Attribution, DateMention, PartKind, Release } from '../release/types';
import type { Span } from '../text/span';
import { countWords, excerpt, joinSpans } from './excerpt';
import { messageSpan } from './outline';

/** How a message is told; `quoted` and `unquoted` are both the speaker's own words. */
export type Manner = 'quoted' | 'unquoted' | 'mixed' | 'reported';
export const MANNERS: readonly Manner[] = ['quoted', 'unquoted', 'mixed', 'reported'];

export interface Voice {
  /** Absent for the messages that nobody is known to have said. */
  readonly speaker?: string;
  readonly messages: number;
  readonly words: number;
  /** Of all words of all messages, 0 to 1. */
  readonly share: number;
  /** The same words by the way they are told; only ways that occur. */
  readonly byManner: readonly { readonly manner: Manner; readonly words: number }[];
}

export interface MessageLength {
  /** From 1, in the order of the text. */
  readonly ordinal: number;
  readonly speaker?: string;
  readonly manner: Manner;
  readonly words: number;
  readonly text: string;
  readonly span: Span;
}

export interface PlaceInTime {
  /** ISO 8601, as far as it is known: "2020", "2020-05", "2020-05-09". */
  readonly from: string;
  /** The last day, month or year of an interval. */
  readonly to?: string;
}

/** A date that has a place in time. */
export interface TimelineEntry extends PlaceInTime {
  readonly text: string;
  /** The words around it. */
  readonly context: string;
  readonly span: Span;
}

export interface Section {
  readonly kind: PartKind;
  /** A heading's own words; absent where the kind says all. */
  readonly title?: string;
  readonly words: number;
  /** Of these, words of messages. */
  readonly messageWords: number;
  readonly span: Span;
}

export interface Charts {
  readonly releaseDate?: string;
  /** Most words first. */
  readonly voices: readonly Voice[];
  /** All four, in the order of `MANNERS`. */
  readonly manners: readonly { readonly manner: Manner; readonly messages: number; readonly words: number }[];
  readonly lengths: readonly MessageLength[];
  /** In the order of time. */
  readonly timeline: readonly TimelineEntry[];
  /** Dates that the timeline leaves out: durations, sets, and dates whose year nobody knows. */
  readonly undated: number;
  readonly sections: readonly Section[];
}

export function mannerOf({ kind, quoted }: Attribution): Manner {
  if (kind === 'direct') return quoted ? 'quoted' : 'unquoted';
  return kind === 'mixed' ? 'mixed' : 'reported';
}

export function chartsOf(text: string, release: Release): Charts {
  const names = new Map(release.speakers.map(speaker => [speaker.id, speaker.name]));
  const lengths = release.attributions.map((message, i): MessageLength => {
    const speaker = message.speaker === undefined ? undefined : names.get(message.speaker);
    return {
      ordinal: i + 1,
      ...(speaker === undefined ? {} : { speaker }),
      manner: mannerOf(message),
      words: countWords(joinSpans(text, message.content)),
      text: excerpt(text, messageSpan(message)),
      span: messageSpan(message),
    };
  });
  const timeline = timelineOf(text, release.dates);
  return {
    ...(release.releaseDate === undefined ? {} : { releaseDate: release.releaseDate }),
    voices: voicesOf(lengths),
    manners: MANNERS.map(manner => {
      const told = lengths.filter(message => message.manner === manner);
      return { manner, messages: told.length, words: sum(told) };
    }),
    lengths,
    timeline,
    undated: release.dates.length - timeline.length,
    sections: sectionsOf(text, release),
  };
}

const sum = (list: readonly { readonly words: number }[]): number => list.reduce((words, one) => words + one.words, 0);

function voicesOf(lengths: readonly MessageLength[]): Voice[] {
  const all = sum(lengths);
  const bySpeaker = new Map<string | undefined, MessageLength[]>();
  for (const message of lengths) {
    const list = bySpeaker.get(message.speaker);
    if (list) list.push(message);
    else bySpeaker.set(message.speaker, [message]);
  }
  return [...bySpeaker]
    .map(([speaker, said]): Voice => {
      const words = sum(said);
      return {
        ...(speaker === undefined ? {} : { speaker }),
        messages: said.length,
        words,
        share: all === 0 ? 0 : words / all,
        byManner: MANNERS.map(manner => ({ manner, words: sum(said.filter(message => message.manner === manner)) })).filter(
          one => one.words > 0,
        ),
      };
    })
    .sort((a, b) => b.words - a.words);
}

const ISO = /^\d{4}(?:-\d{2}(?:-\d{2})?)?$/;

/** Where on a calendar a `resolved` value lies; nothing where it is none, or lies nowhere. Clock times are left out. */
export function placeInTime(resolved: string | undefined): PlaceInTime | undefined {
  const [from, to] = (resolved ?? '').split('/').map(end => end.slice(0, 10));
  if (from === undefined || !ISO.test(from)) return undefined;
  return { from, ...(to !== undefined && ISO.test(to) ? { to } : {}) };
}

/** The dates that lie somewhere in time, in its order; equal ones as they stand in the text. */
export function timelineOf(text: string, dates: readonly DateMention[]): TimelineEntry[] {
  return dates
    .flatMap(({ span, resolved }): TimelineEntry[] => {
      const place = placeInTime(resolved);
      if (!place) return [];
      const context = { start: startOfLine(text, span.start), end: span.end + 60 };
      return [{ ...place, text: excerpt(text, span), context: excerpt(text, context, 90), span }];
    })
    .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.span.start - b.span.start));
}

/** The start of the line, or of the word some forty characters before where the line is long. */
function startOfLine(text: string, offset: number): number {
  const near = Math.max(0, offset - 40);
  const line = text.slice(near, offset).lastIndexOf('\n');
  if (line >= 0) return near + line + 1;
  const space = text.indexOf(' ', near);
  return near === 0 || space < 0 || space >= offset ? near : space + 1;
}

/** Headings gather what follows them; everything else is gathered by kind with its neighbours. */
function sectionsOf(text: string, release: Release): Section[] {
  const spoken = release.attributions.flatMap(message => message.content);
  const sections: { kind: PartKind; title?: string; words: number; messageWords: number; span: Span }[] = [];
  for (const { kind, span } of release.parts) {
    const words = countWords(text, span);
    const messageWords = spoken
      .filter(content => content.start >= span.start && content.start < span.end)
      .reduce((count, content) => count + countWords(text, content), 0);
    const last = sections.at(-1);
    const body = kind === 'paragraph' || kind === 'list' || kind === 'quotation' || kind === 'dateline';
    if (last && ((body && (last.title !== undefined || last.kind === 'paragraph')) || last.kind === kind) && kind !== 'heading') {
      last.words += words;
      last.messageWords += messageWords;
      last.span = { start: last.span.start, end: span.end };
    } else if (kind === 'heading') sections.push({ kind, title: excerpt(text, span, 40), words, messageWords, span });
    else sections.push({ kind: body ? 'paragraph' : kind, words, messageWords, span });
  }
  return sections.map(section => ({ ...section, messageWords: Math.min(section.messageWords, section.words) }));
}
