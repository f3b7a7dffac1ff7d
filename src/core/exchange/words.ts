/** The text as words for formats that count in them; a word that a passage begins or ends in is split there. */
import { tokenize } from '../text/tokens';
import type { Span } from '../text/span';
import { FIELDS, isObject, itemOf, localId, type Fields } from './imported';
import type { ExchangeItem, ExchangeRelation, ExchangeSpan } from './items';
import type { Json, PassageKind, TargetRole } from '../annotations/types';

/** Every character but white space is in exactly one word. */
export function wordsOf(text: string, spans: readonly Span[]): Span[] {
  const borders = [...new Set(spans.flatMap(({ start, end }) => [start, end]))].sort((a, b) => a - b);
  const tokens = tokenize(text);
  const words: Span[] = [];
  let next = 0;
  const add = (start: number, end: number): void => {
    let from = start;
    while (next < borders.length && borders[next]! <= from) next++;
    for (; next < borders.length && borders[next]! < end; next++) {
      words.push({ start: from, end: borders[next]! });
      from = borders[next]!;
    }
    words.push({ start: from, end });
  };
  const addGap = (start: number, end: number): void => {
    for (const match of text.slice(start, end).matchAll(/\S+/g)) add(start + match.index, start + match.index + match[0].length);
  };
  let at = 0;
  for (let i = 0; i < tokens.count; i++) {
    const [start, end] = [tokens.start[i]!, tokens.end[i]!];
    addGap(at, start);
    addGap(start, end); // a token may hold blanks: "U. S."
    at = end;
  }
  addGap(at, text.length);
  return words;
}

/** A passage with a label, as most tools have them; those of one attribution are tied together. */
export interface LabelledSpan {
  readonly span: Span;
  readonly label: string;
  /** Ours, where the file was written by us: the item's fields with its first span, its `id` and the role with every one. */
  readonly own?: Readonly<Record<string, Json>>;
  /** Of a foreign file. */
  readonly fields?: Fields;
}

/** Labels of what we know, in capitals as spaCy has them, or not. */
const KIND_LABELS: ReadonlyMap<string, PassageKind> = new Map([
  ['speaker', 'speaker'],
  ['date', 'date'],
  ['note', 'note'],
]);
const ROLE_LABELS: readonly string[] = ['source', 'cue', 'content'];

export const labelOf = ({ kind, tag }: ExchangeItem, { role }: ExchangeSpan): string =>
  kind === 'message' ? capital(role ?? 'content') : kind === 'tag' ? (tag ?? 'Tag') : capital(kind);

const capital = (word: string): string => word[0]!.toUpperCase() + word.slice(1);

/** What goes with each span of an item so that it can be put together again. */
export function ownFields(fields: Fields, { role }: ExchangeSpan, first: boolean): Record<string, string> {
  return { ...(first ? fields : { id: fields.id ?? '' }), ...(role ? { role } : {}) };
}

export function fieldsFrom(own: Readonly<Record<string, Json>>): Fields {
  const fields: Fields = {};
  for (const field of FIELDS) {
    const value = own[field];
    if (typeof value === 'string') fields[field] = value;
  }
  return fields;
}

/**
 * Items from labelled spans. Ours are put together by their ids; of a foreign file, spans labelled source, cue or content that
 * `links` (pairs of indexes) connect are one message, and every other span is one of our kinds or, by its label, a tag.
 */
export function itemsFrom(
  labelled: readonly LabelledSpan[],
  links: readonly (readonly [number, number])[],
): { items: ExchangeItem[]; ids: (string | undefined)[] } {
  const groups = new Map<string, number[]>();
  const leader = labelled.map((_, i) => i);
  const find = (i: number): number => (leader[i] === i ? i : (leader[i] = find(leader[i]!)));
  const isRole = (i: number): boolean => labelled[i]!.own === undefined && ROLE_LABELS.includes(labelled[i]!.label.toLowerCase());
  for (const [a, b] of links) if (labelled[a] && labelled[b] && isRole(a) && isRole(b)) leader[find(a)] = find(b);
  labelled.forEach(({ own }, i) => {
    const key = typeof own?.id === 'string' ? `=${own.id}` : localId(find(i));
    groups.set(key, [...(groups.get(key) ?? []), i]);
  });
  const ids: (string | undefined)[] = [];
  const items = [...groups].map(([key, members]): ExchangeItem => {
    const own = members.map(i => labelled[i]!.own).find(each => each !== undefined && 'kind' in each);
    const { label } = labelled[members[0]!]!;
    const asMessage = own ? own.kind === 'message' : isRole(members[0]!);
    const spans = members.map((i): ExchangeSpan => {
      const { span, own: mine } = labelled[i]!;
      const role = mine ? mine.role : asMessage ? labelled[i]!.label.toLowerCase() : undefined;
      return typeof role === 'string' && ROLE_LABELS.includes(role) ? { ...span, role: role as TargetRole } : span;
    });
    const kind = asMessage ? 'message' : (KIND_LABELS.get(label.toLowerCase()) ?? 'tag');
    const foreign: Fields = Object.assign({}, ...members.map(i => labelled[i]!.fields ?? {})) as Fields;
    const fields: Fields = own ? fieldsFrom(own) : { ...foreign, kind, ...(kind === 'tag' ? { tag: label } : {}) };
    fields.id ??= key;
    const item = itemOf(fields, spans, kind);
    for (const i of members) ids[i] = item.id;
    return item;
  });
  return { items, ids };
}

/** A relation's fields, as text. */
export const relationFields = ({ id, type, from, to, comment, author, created }: ExchangeRelation): Record<string, string> => ({
  id,
  type,
  from,
  to,
  ...(comment === undefined ? {} : { comment }),
  ...(author === undefined ? {} : { author }),
  ...(created === undefined ? {} : { created }),
});

export function relationFrom(own: Json | undefined): ExchangeRelation | undefined {
  if (!isObject(own)) return undefined;
  const { id, type, from, to, comment, author, created } = own;
  if (typeof id !== 'string' || typeof type !== 'string' || typeof from !== 'string' || typeof to !== 'string') return undefined;
  return {
    id,
    type,
    from,
    to,
    ...(typeof comment === 'string' ? { comment } : {}),
    ...(typeof author === 'string' ? { author } : {}),
    ...(typeof created === 'string' ? { created } : {}),
  };
}
