/** Annotations of many files as one list: what state each is in, how they are grouped, and what a filter asks of them. */
import type { PlacedAnnotation } from './place';
import { matchesQuery, parseQuery, type Searchable } from './query';
import type { Annotation, Verdict } from './types';

/** One annotation of a list over several files. */
export interface ListedAnnotation {
  /** Names the file, for a person. */
  readonly file: string;
  readonly placed: PlacedAnnotation;
}

export const GROUPINGS = ['file', 'kind', 'tag', 'author', 'state'] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** `gold` is of the gold set, `open` and `resolved` are of a discussion, the verdicts of a correction; `plain` is an annotation that has neither. */
export type AnnotationState = 'orphaned' | 'gold' | Verdict | 'open' | 'resolved' | 'plain';
/** In the order in which groups of them are shown. */
export const ANNOTATION_STATES: readonly AnnotationState[] = [
  'open',
  'resolved',
  'gold',
  'confirmed',
  'changed',
  'added',
  'rejected',
  'plain',
  'orphaned',
];

/** What a filter may ask for: `kind:note`. */
export const ANNOTATION_FACETS = ['kind', 'tag', 'author', 'state', 'file'] as const;

/** Whether people talk about it: it has a comment or a reply. */
export const isDiscussed = ({ comment, replies }: Annotation): boolean => Boolean(comment) || (replies?.length ?? 0) > 0;

/** Every state that holds, the telling one first. */
export function statesOf({ annotation, orphaned }: PlacedAnnotation): AnnotationState[] {
  const { review, resolved, gold } = annotation;
  const states: AnnotationState[] = [
    ...(orphaned ? (['orphaned'] as const) : []),
    ...(gold ? (['gold'] as const) : []),
    ...(review ? [review.verdict] : []),
    ...(resolved ? (['resolved'] as const) : isDiscussed(annotation) ? (['open'] as const) : []),
  ];
  return states.length > 0 ? states : ['plain'];
}

function searchable({ file, placed }: ListedAnnotation): Searchable {
  const { kind, targets, comment, tag, value, author, replies = [] } = placed.annotation;
  const authors = [author, ...replies.map(reply => reply.author)].filter(each => each !== undefined);
  return {
    text: [...targets.map(({ quote }) => quote.exact), comment, tag, value, ...authors, ...replies.map(reply => reply.text), file]
      .filter(Boolean)
      .join('\n'),
    facts: { kind: [kind], tag: tag === undefined ? [] : [tag], author: authors, state: statesOf(placed), file: [file] },
  };
}

/** Those that match what a person typed; see {@link parseQuery}. */
export function filterAnnotations<T extends ListedAnnotation>(items: readonly T[], filter: string): T[] {
  const terms = parseQuery(filter, ANNOTATION_FACETS);
  return terms.length === 0 ? [...items] : items.filter(item => matchesQuery(terms, searchable(item)));
}

export interface AnnotationGroup<T extends ListedAnnotation> {
  /** A file, kind, tag, author or state; empty where an item has none. */
  readonly key: string;
  readonly items: readonly T[];
}

function keyOf({ file, placed }: ListedAnnotation, grouping: Grouping): string {
  const { kind, tag, author } = placed.annotation;
  switch (grouping) {
    case 'file':
      return file;
    case 'kind':
      return kind;
    case 'tag':
      return tag ?? '';
    case 'author':
      return author ?? '';
    case 'state':
      return statesOf(placed)[0]!;
  }
}

/**
 * Groups in the order of their names (kinds and states in the order people know them, what has no name last), items as they
 * came. Orphans are in no group: see `orphans`, which are shown last however one groups.
 */
export function groupAnnotations<T extends ListedAnnotation>(
  items: readonly T[],
  grouping: Grouping,
  kinds: readonly string[],
): { groups: AnnotationGroup<T>[]; orphans: T[] } {
  const groups = new Map<string, T[]>();
  const orphans: T[] = [];
  for (const item of items) {
    if (item.placed.orphaned) {
      orphans.push(item);
      continue;
    }
    const key = keyOf(item, grouping);
    const list = groups.get(key);
    if (list) list.push(item);
    else groups.set(key, [item]);
  }
  const order: readonly string[] = grouping === 'kind' ? kinds : grouping === 'state' ? ANNOTATION_STATES : [];
  const rank = (key: string): number => (key === '' ? Infinity : order.indexOf(key));
  const collator = new Intl.Collator(undefined, { numeric: true });
  const sorted = [...groups].sort(([a], [b]) => (rank(a) === rank(b) ? collator.compare(a, b) : rank(a) - rank(b)));
  return { groups: sorted.map(([key, list]) => ({ key, items: list })), orphans };
}

/** How many items have each value of each facet, the most frequent first: what a filter can be narrowed to. */
export function countFacts(items: readonly ListedAnnotation[]): { facet: string; value: string; count: number }[] {
  const counts = new Map<string, { facet: string; value: string; count: number }>();
  for (const item of items) {
    for (const [facet, values] of Object.entries(searchable(item).facts)) {
      for (const value of new Set(values)) {
        const key = `${facet}:${value}`;
        const known = counts.get(key);
        if (known) known.count++;
        else counts.set(key, { facet, value, count: 1 });
      }
    }
  }
  return [...counts.values()].sort((a, b) => b.count - a.count);
}
