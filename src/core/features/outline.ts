/**
 * The outline of a release: what the tree in the side bar shows. Ids stay the same while the text is edited elsewhere, so
 * that nothing in the tree jumps or closes. What a node says is worked out when it is asked for: a long release has thousands
 * of nodes, of which a window shows some.
 */
import type { Attribution, DateMention, Part, PartKind, Release, Speaker } from '../release/types';
import type { Span } from '../text/span';
import { countWords, excerpt } from './excerpt';

export type GroupName = 'structure' | 'speakers' | 'named' | 'dates';

export interface GroupNode {
  readonly kind: 'group';
  readonly id: GroupName;
  readonly children: readonly OutlineNode[];
}

export interface PartNode {
  readonly kind: 'part';
  readonly id: string;
  readonly part: Part;
  /** The part's place among those of its kind, from 1: the third paragraph. */
  readonly ordinal: number;
  readonly span: Span;
  readonly text: string;
  readonly children: readonly PartNode[];
}

/** A speaker with the messages of theirs; without `speaker`, the messages that nobody is known to have said. */
export interface SpeakerNode {
  readonly kind: 'speaker';
  readonly id: string;
  readonly speaker?: Speaker;
  /** The first mention, or the first message where there is no speaker. */
  readonly span: Span;
  readonly children: readonly MessageNode[];
}

export interface MessageNode {
  readonly kind: 'message';
  readonly id: string;
  readonly message: Attribution;
  readonly speaker?: Speaker;
  /** From the first to the last of what was said; a cue in between is inside. */
  readonly span: Span;
  /** What was said, shortened; for reported words from the cue on. */
  readonly text: string;
  readonly words: number;
}

export interface DateNode {
  readonly kind: 'date';
  readonly id: string;
  readonly date: DateMention;
  readonly span: Span;
  readonly text: string;
  /** The line around the date, so that one sees what happened. */
  readonly context: string;
}

export type OutlineNode = GroupNode | PartNode | SpeakerNode | MessageNode | DateNode;

/** Parts that a heading gathers under itself. */
const UNDER_HEADING: ReadonlySet<PartKind> = new Set(['paragraph', 'list', 'quotation', 'subheadline', 'dateline']);

/** From the first to the last character of a message, a cue in between included. */
export function messageSpan(message: Attribution): Span {
  return { start: message.content[0]?.start ?? 0, end: message.content.at(-1)?.end ?? 0 };
}

function partNodes(text: string, release: Release): PartNode[] {
  const ordinals = new Map<PartKind, number>();
  const nodes: (PartNode & { children: PartNode[] })[] = [];
  let heading: (PartNode & { children: PartNode[] }) | undefined;
  for (const part of release.parts) {
    const ordinal = (ordinals.get(part.kind) ?? 0) + 1;
    ordinals.set(part.kind, ordinal);
    const node = {
      kind: 'part' as const,
      id: `part:${part.kind}:${ordinal}`,
      part,
      ordinal,
      span: part.span,
      get text() {
        return excerpt(text, part.span);
      },
      children: [] as PartNode[],
    };
    if (heading && UNDER_HEADING.has(part.kind)) heading.children.push(node);
    else nodes.push(node);
    if (part.kind === 'heading') heading = node;
    else if (!UNDER_HEADING.has(part.kind)) heading = undefined;
  }
  return nodes;
}

/** Between a cue and what it introduces at most so many characters are shown with the message. */
const LONGEST_LEAD_IN = 30;

/** Reported words read better with their cue: "expressed hope that …". */
function leadIn({ cue }: Attribution, contentStart: number): number {
  return cue && cue.span.end <= contentStart && contentStart - cue.span.end <= LONGEST_LEAD_IN ? cue.span.start : contentStart;
}

function messageNode(text: string, message: Attribution, speaker: Speaker | undefined): MessageNode {
  const span = messageSpan(message);
  const start = message.kind === 'direct' ? span.start : leadIn(message, span.start);
  return {
    kind: 'message',
    id: `message:${message.id}`,
    message,
    ...(speaker ? { speaker } : {}),
    span,
    get text() {
      return excerpt(text, { start, end: span.end });
    },
    get words() {
      return message.content.reduce((sum, piece) => sum + countWords(text, piece), 0);
    },
  };
}

function speakerNodes(text: string, release: Release): { speaking: SpeakerNode[]; named: SpeakerNode[] } {
  const messages = new Map<string | undefined, Attribution[]>();
  const known = new Set(release.speakers.map(speaker => speaker.id));
  for (const message of release.attributions) {
    const key = message.speaker !== undefined && known.has(message.speaker) ? message.speaker : undefined;
    const list = messages.get(key);
    if (list) list.push(message);
    else messages.set(key, [message]);
  }
  const speaking: SpeakerNode[] = [];
  const named: SpeakerNode[] = [];
  for (const speaker of release.speakers) {
    const span = speaker.mentions[0]?.span ?? { start: 0, end: 0 };
    const children = (messages.get(speaker.id) ?? []).map(message => messageNode(text, message, speaker));
    (children.length > 0 ? speaking : named).push({ kind: 'speaker', id: `speaker:${speaker.id}`, speaker, span, children });
  }
  const unknown = (messages.get(undefined) ?? []).map(message => messageNode(text, message, undefined));
  if (unknown.length > 0) {
    speaking.push({ kind: 'speaker', id: 'speaker:unknown', span: unknown[0]!.span, children: unknown });
  }
  return { speaking, named };
}

const CALENDAR = /^[\dX]{4}(?:-|$)/;

/** Calendar dates first, those with a known year before the partial ones; then durations, sets and "recently", as they stand. */
function timeKey(date: DateMention): string {
  if (date.resolved !== undefined) return `0${date.resolved}`;
  if (CALENDAR.test(date.value)) return date.value.startsWith('X') ? `2${date.value}` : `1${date.value}`;
  return '3';
}

/** Dates in the order of time; those without a year are put as if they were all of one. */
export function datesInTimeOrder(dates: readonly DateMention[]): DateMention[] {
  return dates
    .map(date => ({ date, key: timeKey(date) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.date.span.start - b.date.span.start))
    .map(({ date }) => date);
}

function dateNodes(text: string, release: Release): DateNode[] {
  return datesInTimeOrder(release.dates).map(date => ({
    kind: 'date',
    id: `date:${date.id}`,
    date,
    span: date.span,
    get text() {
      return excerpt(text, date.span);
    },
    get context() {
      return contextOf(text, date.span);
    },
  }));
}

/** The line around a date, or some of it. */
function contextOf(text: string, span: Span): string {
  const near = Math.max(span.start - 30, 0); // not lastIndexOf: a line may have ten million characters
  const start = near + text.slice(near, span.start).lastIndexOf('\n') + 1;
  const context = excerpt(text, { start, end: span.end + 60 }, 70);
  const cutIn = start > 0 && !/\s/.test(text[start - 1]!);
  return cutIn ? `…${context.slice(Math.max(0, context.indexOf(' ')))}` : context;
}

/** The whole outline. A group without content is left out; a release without any has no outline. */
export function buildOutline(text: string, release: Release): GroupNode[] {
  const { speaking, named } = speakerNodes(text, release);
  const speakers: OutlineNode[] = [...speaking];
  if (named.length > 0) speakers.push({ kind: 'group', id: 'named', children: named });
  const groups: GroupNode[] = [
    { kind: 'group', id: 'structure', children: partNodes(text, release) },
    { kind: 'group', id: 'speakers', children: speakers },
    { kind: 'group', id: 'dates', children: dateNodes(text, release) },
  ];
  return groups.filter(group => group.children.length > 0);
}

/** What stands below a node. */
export function childrenOf(node: OutlineNode): readonly OutlineNode[] {
  return 'children' in node ? node.children : [];
}

/** The node that says most about a place in the text: the smallest date, message or part around it. */
export function nodeAt(groups: readonly GroupNode[], offset: number): OutlineNode | undefined {
  let best: OutlineNode | undefined;
  let bestLength = Infinity;
  const visit = (node: OutlineNode): void => {
    if (node.kind !== 'group' && node.kind !== 'speaker' && node.span.start <= offset && offset <= node.span.end) {
      const length = node.span.end - node.span.start;
      // Of two as long as each other, the later is the message or date, which says more than the part.
      if (length <= bestLength) [best, bestLength] = [node, length];
    }
    for (const child of childrenOf(node)) visit(child);
  };
  for (const group of groups) visit(group);
  return best;
}
