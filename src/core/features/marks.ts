/** Every place of a release that is marked, in the order of the text: who, what and when. */
import type { Attribution, DateMention, Mention, Release, Speaker } from '../release/types';
import type { Span } from '../text/span';
import { messageSpan } from './outline';

export interface SpeakerMark {
  readonly kind: 'speaker';
  readonly span: Span;
  readonly speaker: Speaker;
  readonly mention: Mention;
}

export interface MessageMark {
  readonly kind: 'message';
  readonly span: Span;
  readonly message: Attribution;
  readonly speaker?: Speaker;
}

export interface DateMark {
  readonly kind: 'date';
  readonly span: Span;
  readonly date: DateMention;
}

export type Mark = SpeakerMark | MessageMark | DateMark;

const marksOf = new WeakMap<Release, readonly Mark[]>();

/** All marks, outer before inner where two begin at one place. Worked out once for a release, as many ask for them. */
export function findMarks(release: Release): readonly Mark[] {
  const known = marksOf.get(release);
  if (known) return known;
  const marks: Mark[] = [];
  const byId = new Map(release.speakers.map(speaker => [speaker.id, speaker]));
  for (const speaker of release.speakers) {
    for (const mention of speaker.mentions) marks.push({ kind: 'speaker', span: mention.span, speaker, mention });
  }
  for (const message of release.attributions) {
    if (message.content.length === 0) continue;
    const speaker = message.speaker === undefined ? undefined : byId.get(message.speaker);
    marks.push({ kind: 'message', span: messageSpan(message), message, ...(speaker ? { speaker } : {}) });
  }
  for (const date of release.dates) marks.push({ kind: 'date', span: date.span, date });
  marks.sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
  marksOf.set(release, marks);
  return marks;
}

/** The marks around a place, innermost first. A mark holds the place right after its last character too. */
export function marksAt(marks: readonly Mark[], offset: number): Mark[] {
  return marks.filter(mark => covers(mark, offset)).sort((a, b) => a.span.end - a.span.start - (b.span.end - b.span.start));
}

function covers(mark: Mark, offset: number): boolean {
  if (offset < mark.span.start || offset > mark.span.end) return false;
  if (mark.kind !== 'message') return true;
  // A cue that interrupts what was said is not part of it.
  return mark.message.content.some(piece => piece.start <= offset && offset <= piece.end);
}

/** Of marks, or of whatever else has a span, the one that begins next after `offset`, or before it; past the end it starts over. */
export function neighbour<T extends { readonly span: Span }>(
  marks: readonly T[],
  offset: number,
  direction: 'next' | 'previous',
): T | undefined {
  if (direction === 'next') return marks.find(mark => mark.span.start > offset) ?? marks[0];
  for (let i = marks.length - 1; i >= 0; i--) if (marks[i]!.span.start < offset) return marks[i];
  return marks.at(-1);
}
