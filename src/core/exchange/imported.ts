/** What an import brings, before it is in a sidecar; and what any format says of an item besides its place. */
import { describe } from '../annotations/describe';
import type { Annotation, AnnotationPage, Json, JsonObject, PassageKind, Reply, Verdict } from '../annotations/types';
import type { CodebookTag } from '../codebook/types';
import { bySpan } from '../text/span';
import { EXTRA, present, type ExchangeItem, type ExchangeRelation, type ExchangeSpan } from './items';
import type { Loss } from './losses';

export interface Imported {
  readonly items: readonly ExchangeItem[];
  readonly relations: readonly ExchangeRelation[];
  /** What the file says of its tags, for the codebook. */
  readonly tags?: readonly CodebookTag[];
  /** Annotations as they are, of a file that holds our own kind. */
  readonly annotations?: readonly Annotation[];
  /** What the file holds and we have no place for. */
  readonly losses: readonly Loss[];
}

/** Stands for the id of an item to which the file gives none, so that relations can name it. */
export const localId = (index: number | string): string => `${LOCAL}${index}`;
const LOCAL = 'local:';

/** Where two texts part. */
export interface Disagreement {
  /** In UTF-16 code units of our text. */
  readonly offset: number;
  readonly here: string;
  readonly there: string;
}

/** A foreign file that cannot be taken in; `message` is half a sentence that names the place. */
export class Misfit extends Error {
  constructor(
    message: string,
    /** Where the file belongs to another text. */
    readonly disagreement?: Disagreement,
  ) {
    super(message);
  }
}

/** Who made annotations that do not say so themselves, and when. */
export interface Origin {
  readonly author?: string;
  readonly created?: string;
}

/** The names of fields in formats whose fields are text: brat's notes, attributes of XML, columns. */
export const FIELDS = [
  'id',
  'kind',
  'tag',
  'value',
  'comment',
  'author',
  'created',
  'modified',
  'manner',
  'verdict',
  'markedAt',
  'resolved',
  'replies',
  'extra',
  'detected',
] as const;
export type Field = (typeof FIELDS)[number];
export type Fields = Partial<Record<Field, string>>;

/** Everything that is said of an item but where it lies, as text. */
export function fieldsOf(item: ExchangeItem): Fields {
  const { id, kind, tag, value, comment, author, created, modified, manner, verdict, markedAt, resolved, replies, extra } = item;
  return present({
    id,
    kind,
    tag,
    value,
    comment,
    author,
    created,
    modified,
    manner,
    verdict,
    markedAt: markedAt && `${markedAt.start}-${markedAt.end}`,
    resolved: resolved === undefined ? undefined : String(resolved),
    replies: replies && JSON.stringify(replies),
    extra: extra && JSON.stringify(extra),
    detected: item.detected ? 'true' : undefined,
  });
}

const KINDS: readonly string[] = ['note', 'speaker', 'message', 'date', 'tag'] satisfies PassageKind[];
const VERDICTS: readonly string[] = ['confirmed', 'changed', 'added'] satisfies Verdict[];

/** The item that {@link fieldsOf} made text of; what makes no sense is left out. */
export function itemOf(fields: Fields, spans: readonly ExchangeSpan[], fallback: PassageKind = 'note'): ExchangeItem {
  const { id = '', kind = '', tag, value, comment, author, created, modified, manner, verdict, markedAt, resolved } = fields;
  const marked = /^(\d+)-(\d+)$/.exec(markedAt ?? '');
  const replies = json(fields.replies);
  const extra = json(fields.extra);
  return present({
    id,
    kind: KINDS.includes(kind) ? (kind as PassageKind) : fallback,
    detected: fields.detected === 'true',
    spans: [...spans].sort(bySpan),
    tag,
    value,
    comment,
    author,
    created,
    modified,
    manner,
    verdict: verdict !== undefined && VERDICTS.includes(verdict) ? (verdict as Verdict) : undefined,
    markedAt: marked ? { start: Number(marked[1]), end: Number(marked[2]) } : undefined,
    resolved: resolved === undefined ? undefined : resolved === 'true',
    replies: Array.isArray(replies) ? replies.filter(isReply) : undefined,
    extra: isObject(extra) ? extra : undefined,
  });
}

function json(text: string | undefined): Json | undefined {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isReply = (value: unknown): value is Reply =>
  isObject(value) && typeof value.id === 'string' && typeof value.text === 'string';

/** The annotations of an import, ready for a sidecar. What the engine detected is left out: it finds that again by itself. */
export function annotationsOf(
  text: string,
  { items, relations, annotations: own = [] }: Imported,
  origin: Origin = {},
): Annotation[] {
  const people = items.filter(({ detected }) => !detected);
  const ids = new Map(people.map(item => [item.id, item.id === '' || item.id.startsWith(LOCAL) ? idOf(item) : item.id]));
  const annotations = people.map((item): Annotation => {
    const { kind, spans, tag, value, comment, author, created, modified, verdict, markedAt, replies, resolved, extra } = item;
    const mark = markedAt && markedAt.start < markedAt.end && markedAt.end <= text.length ? describe(text, markedAt) : undefined;
    return present<Annotation>({
      id: ids.get(item.id) || idOf(item),
      kind,
      targets: spans.map(({ role, ...span }) => ({ ...describe(text, span), ...(role ? { role } : {}) })),
      tag,
      value,
      comment,
      author: author ?? origin.author,
      created: created ?? origin.created,
      modified,
      review: verdict && { verdict, ...(mark ? { detected: mark } : {}) },
      replies,
      resolved,
      raw: extra && { [EXTRA]: extra },
    });
  });
  const links = relations
    .map(relation => ({ ...relation, from: ids.get(relation.from), to: ids.get(relation.to) }))
    .filter(({ from, to }) => from !== undefined && to !== undefined)
    .map(({ id, type, from, to, comment, author, created }) =>
      present<Annotation>({
        id: id || contentId(['relation', type, from ?? '', to ?? ''].join('\n')),
        kind: 'relation',
        targets: [],
        relation: { type, from: from!, to: to! },
        comment,
        author: author ?? origin.author,
        created: created ?? origin.created,
      }),
    );
  return [...own, ...annotations, ...links];
}

/** What was imported and is not there yet: neither by its id nor by what it says of which passage. */
export function newAnnotations(page: AnnotationPage, imported: readonly Annotation[]): Annotation[] {
  const ids = new Set(page.annotations.map(({ id }) => id));
  const contents = new Set(page.annotations.map(contentOf));
  return imported.filter(annotation => {
    const content = contentOf(annotation);
    if (ids.has(annotation.id) || contents.has(content)) return false;
    ids.add(annotation.id);
    contents.add(content);
    return true;
  });
}

const contentOf = ({ kind, targets, tag, value, comment, author, review, relation }: Annotation): string =>
  JSON.stringify([
    kind,
    targets.map(({ position, role }) => [role, position.start, position.end]),
    tag,
    value,
    comment,
    author,
    review?.verdict,
    relation,
  ]);

/** The id of an item that has none of its own, from what it says. */
export const idOf = ({ kind, tag, value, comment, spans }: ExchangeItem): string =>
  contentId(
    [
      kind,
      tag ?? '',
      value ?? '',
      comment ?? '',
      spans.map(({ role, start, end }) => `${role ?? ''}${start}-${end}`).join(' '),
    ].join('\n'),
  );

/** An id that is the same for the same content, so that a second import adds nothing: four 32-bit FNV-1a sums as a UUID. */
export function contentId(content: string): string {
  return `urn:uuid:${contentUuid(content)}`;
}

/** The UUID alone. Version 8: its bits are the maker's own (RFC 9562). */
export function contentUuid(content: string): string {
  const hex = [0, 1, 2, 3]
    .map(salt => {
      let hash = 0x811c9dc5 ^ (salt * 0x9e3779b1);
      for (let i = 0; i < content.length; i++) hash = Math.imul(hash ^ content.charCodeAt(i), 0x01000193);
      return (hash >>> 0).toString(16).padStart(8, '0');
    })
    .join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}
