/** What a hover says, as data; the editor puts it into words of the person's language. */
import type { Attribution, DateMention, Mention, Release, Speaker } from '../release/types';
import type { Span } from '../text/span';
import { countWords, joinSpans } from './excerpt';
import { findMarks, marksAt } from './marks';

export interface SpeakerHover {
  readonly kind: 'speaker';
  readonly span: Span;
  readonly speaker: Speaker;
  /** The words pointed at. */
  readonly mention: Mention;
  /** Messages in their own words, with or without quotation marks. */
  readonly direct: number;
  readonly reported: number;
  readonly words: number;
  /** Other words the text uses for them, pronouns left out, each once. */
  readonly aliases: readonly string[];
  readonly mentions: number;
}

export interface MessageHover {
  readonly kind: 'message';
  readonly span: Span;
  readonly message: Attribution;
  readonly speaker?: Speaker;
  /** How the text introduces it: "Xi said", "He expressed conviction". */
  readonly introduction: string;
  readonly words: number;
  readonly date?: DateMention;
}

export interface DateHover {
  readonly kind: 'date';
  readonly span: Span;
  readonly date: DateMention;
  readonly text: string;
  /** 0 for Sunday to 6 for Saturday, where the date is one known day. */
  readonly weekday?: number;
  /** Days from the release date to that day; negative before it. */
  readonly distance?: number;
}

export type HoverContent = SpeakerHover | MessageHover | DateHover;

const DAY = /^(\d{4})-(\d{2})-(\d{2})/;
const MILLISECONDS_A_DAY = 86_400_000;

/** Days since 1970-01-01 of a full date in ISO 8601, by the Gregorian calendar; undefined for a day that does not exist. */
export function dayNumber(value: string): number | undefined {
  const match = DAY.exec(value);
  if (!match) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const date = new Date(Date.UTC(year, month - 1, day));
  if (year < 100) date.setUTCFullYear(year);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  return Math.floor(date.getTime() / MILLISECONDS_A_DAY);
}

/** 0 for Sunday to 6 for Saturday. */
export function weekdayOf(value: string): number | undefined {
  const day = dayNumber(value);
  return day === undefined ? undefined : (((day + 4) % 7) + 7) % 7;
}

function speakerHover(text: string, release: Release, speaker: Speaker, mention: Mention): SpeakerHover {
  const messages = release.attributions.filter(message => message.speaker === speaker.id);
  const aliases = new Set(
    speaker.mentions
      .filter(other => other.kind !== 'pronoun' && other.text !== speaker.name)
      .map(other => other.text.replace(/\s+/g, ' ')),
  );
  return {
    kind: 'speaker',
    span: mention.span,
    speaker,
    mention,
    direct: messages.filter(message => message.kind !== 'indirect').length,
    reported: messages.filter(message => message.kind === 'indirect').length,
    words: messages.reduce((sum, message) => sum + message.content.reduce((all, piece) => all + countWords(text, piece), 0), 0),
    aliases: [...aliases],
    mentions: speaker.mentions.length,
  };
}

/** The words from the source to the cue, or either of them: "Xi said", "according to Acme". */
export function introductionOf(text: string, message: Attribution): string {
  const spans = [message.source?.span, message.cue?.span].filter(span => span !== undefined).sort((a, b) => a.start - b.start);
  const first = spans[0];
  const second = spans[1];
  if (!first) return '';
  if (!second) return joinSpans(text, [first]);
  const close =
    second.start - first.end < 60 && !message.content.some(piece => piece.start >= first.end && piece.end <= second.start);
  return close
    ? joinSpans(text, [{ start: first.start, end: Math.max(first.end, second.end) }])
    : joinSpans(text, [first, second]);
}

function dateHover(text: string, release: Release, date: DateMention): DateHover {
  const day = date.resolved !== undefined && !date.resolved.includes('/') ? dayNumber(date.resolved) : undefined;
  const released = release.releaseDate === undefined ? undefined : dayNumber(release.releaseDate);
  return {
    kind: 'date',
    span: date.span,
    date,
    text: joinSpans(text, [date.span]),
    ...(day !== undefined ? { weekday: weekdayOf(date.resolved!)! } : {}),
    ...(day !== undefined && released !== undefined ? { distance: day - released } : {}),
  };
}

/** What there is to say about a place: the innermost mark first, then what it stands in. Empty where nothing is marked. */
export function hoversAt(text: string, release: Release, offset: number): HoverContent[] {
  return marksAt(findMarks(release), offset).map(mark => {
    switch (mark.kind) {
      case 'speaker':
        return speakerHover(text, release, mark.speaker, mark.mention);
      case 'date':
        return dateHover(text, release, mark.date);
      case 'message': {
        const { message, speaker } = mark;
        const date = release.dates.find(candidate => candidate.id === message.date);
        return {
          kind: 'message',
          span: mark.span,
          message,
          ...(speaker ? { speaker } : {}),
          introduction: introductionOf(text, message),
          words: message.content.reduce((sum, piece) => sum + countWords(text, piece), 0),
          ...(date ? { date } : {}),
        };
      }
    }
  });
}
