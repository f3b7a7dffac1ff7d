/** What a format has no place for: counted, and told at export and import, never silent. */
import { unreadBodies } from '../annotations/sidecar';
import type { ExchangeDocument, ExchangeItem, ExchangeSpan } from './items';

/** Names of what can be lost, in the singular and the plural. */
const NOUNS = {
  orphan: ['orphaned annotation', 'orphaned annotations'],
  wholeDocument: ['annotation of the whole document', 'annotations of the whole document'],
  rejection: ['rejection of a detected mark', 'rejections of detected marks'],
  gold: ['place in the gold set', 'places in the gold set'],
  codebook: ['entry of the codebook, or a part of it', 'entries of the codebook, or parts of them'],
  relation: ['relation', 'relations'],
  fragment: ['passage in several pieces', 'passages in several pieces'],
  overlap: ['overlapping passage', 'overlapping passages'],
  message: ['message', 'messages'],
  note: ['note', 'notes'],
  tag: ['tag', 'tags'],
  tagName: ['tag’s name', 'tags’ names'],
  role: ['source or cue', 'sources or cues'],
  value: ['speaker’s name or date value', 'speakers’ names or date values'],
  comment: ['comment', 'comments'],
  reply: ['reply', 'replies'],
  resolution: ['settled discussion', 'settled discussions'],
  author: ['author’s name', 'authors’ names'],
  time: ['time of writing', 'times of writing'],
  verdict: ['decision about a detected mark', 'decisions about detected marks'],
  foreign: ['field of another tool', 'fields of another tool'],
  id: ['id', 'ids'],
  lineBreak: ['line break in a comment', 'line breaks in comments'],
  control: ['control character', 'control characters'],
  border: ['passage that begins or ends with a blank', 'passages that begin or end with a blank'],
  origin: ['sign that a mark was detected, not made by a person', 'signs that marks were detected, not made by a person'],
  normalization: ['normalization', 'normalizations'],
  attribute: ['attribute', 'attributes'],
  event: ['event of another type', 'events of another type'],
  argument: ['argument of another role', 'arguments of another role'],
  unreadable: ['item that is no annotation of a passage', 'items that are no annotations of a passage'],
  otherText: ['annotation of another document', 'annotations of other documents'],
  otherMedia: ['region that is no passage of text', 'regions that are no passages of text'],
} as const satisfies Record<string, readonly [string, string]>;

export type LossKind = keyof typeof NOUNS;

export interface Loss {
  readonly kind: LossKind;
  readonly count: number;
}

/** "3 relations have no place in CSV". */
export function lossSentence({ kind, count }: Loss, place: string): string {
  return `${count} ${NOUNS[kind][count === 1 ? 0 : 1]} ${count === 1 ? 'has' : 'have'} no place in ${place}`;
}

/** Counts losses of several kinds. */
export class LossCount {
  private readonly counts = new Map<LossKind, number>();

  add(kind: LossKind, count = 1): void {
    if (count > 0) this.counts.set(kind, (this.counts.get(kind) ?? 0) + count);
  }

  get losses(): Loss[] {
    return [...this.counts].map(([kind, count]) => ({ kind, count }));
  }
}

const rolesOf = (spans: readonly ExchangeSpan[]): number =>
  spans.filter(({ role }) => role === 'source' || role === 'cue').length;

/** Whether a role, or an item without roles, has more than one span. */
export function inPieces({ spans }: ExchangeItem): boolean {
  const roles = spans.map(({ role }) => role ?? 'content');
  return new Set(roles).size < roles.length;
}

/** How often each thing that a format may have no place for occurs in people's own annotations. */
const COUNTED: Partial<Record<LossKind, (item: ExchangeItem) => number>> = {
  wholeDocument: ({ spans }) => (spans.length === 0 ? 1 : 0),
  fragment: item => (inPieces(item) ? 1 : 0),
  message: ({ kind }) => (kind === 'message' ? 1 : 0),
  note: ({ kind }) => (kind === 'note' ? 1 : 0),
  tag: ({ kind }) => (kind === 'tag' ? 1 : 0),
  tagName: ({ tag }) => (tag === undefined ? 0 : 1),
  role: ({ spans }) => rolesOf(spans),
  value: ({ value }) => (value === undefined ? 0 : 1),
  comment: ({ comment }) => (comment === undefined ? 0 : 1),
  reply: ({ replies }) => replies?.length ?? 0,
  resolution: ({ resolved }) => (resolved === undefined ? 0 : 1),
  author: ({ author }) => (author === undefined ? 0 : 1),
  time: ({ created, modified }) => (created === undefined && modified === undefined ? 0 : 1),
  verdict: ({ verdict }) => (verdict === undefined ? 0 : 1),
  foreign: ({ extra }) => (extra === undefined ? 0 : 1),
};

/**
 * Losses of a document in a format that has no place for `lacks`. Orphans, rejections and bodies that only another tool reads
 * are lost in all but our own.
 */
export function countLosses(document: ExchangeDocument, lacks: readonly LossKind[], more: LossCount = new LossCount()): Loss[] {
  const count = new LossCount();
  count.add('orphan', document.orphans);
  count.add('rejection', document.rejected);
  count.add('gold', document.gold);
  count.add('relation', document.unlinked);
  for (const annotation of document.page.annotations) count.add('foreign', unreadBodies(annotation));
  for (const kind of lacks) {
    if (kind === 'relation') count.add(kind, document.relations.length);
    const each = COUNTED[kind];
    if (each) for (const item of document.items) if (!item.detected) count.add(kind, each(item));
  }
  for (const { kind, count: number } of more.losses) count.add(kind, number);
  return count.losses;
}
