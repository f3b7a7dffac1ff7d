/**
 * What leaves for other tools and comes from them: people's annotations and what was detected, as one list of passages with
 * places. Formats read and make this list and nothing else, so that all of them hold the same.
 */
import { attributedSpans } from '../annotations/attributed';
import type { PlacedAnnotation } from '../annotations/place';
import type { Annotation, AnnotationPage, JsonObject, PassageKind, Reply, TargetRole, Verdict } from '../annotations/types';
import { EMPTY_CODEBOOK, type Codebook, type CodebookTag } from '../codebook/types';
import { markAt } from '../features/review';
import type { Release } from '../release/types';
import { bySpan, type Span } from '../text/span';

export interface ExchangeSpan extends Span {
  readonly role?: TargetRole;
}

export interface ExchangeItem {
  /** An annotation's id; of a detected mark its id in the release. Empty where a foreign file gives none. */
  readonly id: string;
  readonly kind: PassageKind;
  /** Whether nobody but the engine says so. */
  readonly detected: boolean;
  /** In the order of the text; none: the whole document. */
  readonly spans: readonly ExchangeSpan[];
  /** The speaker of a message or mention; a date's value. */
  readonly value?: string;
  readonly comment?: string;
  readonly tag?: string;
  readonly author?: string;
  readonly created?: string;
  readonly modified?: string;
  /** `direct`, `indirect` or `mixed`, of a detected message. */
  readonly manner?: string;
  /** What the person decided about a detected mark, where it is one they looked at. Rejected marks do not leave. */
  readonly verdict?: Verdict;
  /** Where the detected mark lies that was moved here. */
  readonly markedAt?: Span;
  readonly replies?: readonly Reply[];
  readonly resolved?: boolean;
  /** What a foreign file says of it beyond that; kept with the annotation. */
  readonly extra?: JsonObject;
}

/** A directed relation between two items, by their ids. */
export interface ExchangeRelation {
  readonly id: string;
  /** One of ours ("supports"), or a foreign tool's own word. */
  readonly type: string;
  readonly from: string;
  readonly to: string;
  readonly comment?: string;
  readonly author?: string;
  readonly created?: string;
}

/** A release, ready for any format. */
export interface ExchangeDocument {
  /** The file's name, without folders. */
  readonly name: string;
  readonly text: string;
  /** With people's corrections applied, see `reviewRelease`. */
  readonly release: Release;
  /** People's own annotations, orphans included. */
  readonly page: AnnotationPage;
  readonly items: readonly ExchangeItem[];
  readonly relations: readonly ExchangeRelation[];
  /** Of people's annotations, those that have no place in this text any more. */
  readonly orphans: number;
  /** Relations one of whose ends does not leave, being an orphan or a rejection. */
  readonly unlinked: number;
  /** What people have agreed on about the tags. */
  readonly codebook: Codebook;
  /** How many annotations of the gold set leave among others: that they are gold is lost. */
  readonly gold: number;
  /** How many detected marks people rejected. */
  readonly rejected: number;
}

/** Whose marks are written: people's, the engine's, both, or of people's those alone that were decided between annotators. */
export type Only = 'people' | 'detection' | 'gold' | 'all';

/**
 * Gathers what is to be written, in the order of the text. By default (`only` absent) everything; but where people have marked
 * messages themselves (imported a corpus, say), theirs are the messages, and detected ones are left out.
 *
 * @param release with people's corrections applied, see `reviewRelease`
 */
export function exchangeDocument(
  name: string,
  text: string,
  release: Release,
  page: AnnotationPage,
  placed: readonly PlacedAnnotation[],
  only?: Only,
  codebook: Codebook = EMPTY_CODEBOOK,
): ExchangeDocument {
  const items = exchangeItems(release, placed, only);
  const known = new Set(items.map(({ id }) => id));
  const own = theirs(placed, only);
  const kept = new Set(own.map(({ annotation }) => annotation.id));
  const all = own.flatMap(({ annotation }) => relationOf(annotation));
  const relations = all.filter(({ from, to }) => known.has(from) && known.has(to));
  return {
    name,
    text,
    release,
    page: { ...page, annotations: page.annotations.filter(({ id }) => kept.has(id)) },
    items,
    relations,
    unlinked: all.length - relations.length,
    orphans: own.filter(({ orphaned }) => orphaned).length,
    codebook,
    gold: only === 'gold' ? 0 : own.filter(({ annotation, orphaned }) => annotation.gold && !orphaned).length,
    rejected: own.filter(({ annotation, orphaned }) => annotation.review?.verdict === 'rejected' && !orphaned).length,
  };
}

/** People's annotations that are written. */
function theirs(placed: readonly PlacedAnnotation[], only: Only | undefined): readonly PlacedAnnotation[] {
  if (only === 'detection') return [];
  return only === 'gold' ? placed.filter(({ annotation }) => annotation.gold) : placed;
}

/** The codebook's entries of the tags that the document uses. */
export function usedTags({ items, codebook }: Pick<ExchangeDocument, 'items' | 'codebook'>): CodebookTag[] {
  const used = new Set(items.map(({ tag }) => tag));
  return codebook.tags.filter(({ name }) => used.has(name));
}

const contentOf = (spans: readonly ExchangeSpan[]): ExchangeSpan[] =>
  spans.filter(({ role }) => role === undefined || role === 'content');

/** The items alone, see {@link exchangeDocument}. A person's decision about a detected mark takes the mark's place. */
export function exchangeItems(release: Release, placed: readonly PlacedAnnotation[], only?: Only): ExchangeItem[] {
  const people = theirs(placed, only).flatMap(itemOf);
  const theirOwn = people.some(item => item.kind === 'message' && item.verdict === undefined);
  let detected =
    only === 'people' || only === 'gold'
      ? []
      : detectedItems(release).filter(item => item.kind !== 'message' || only === 'all' || !theirOwn);
  for (const decided of people) {
    if (decided.verdict === undefined) continue;
    const alike = detected.filter(({ kind }) => kind === decided.kind);
    const same = markAt(alike, ({ spans }) => contentOf(spans), contentOf(decided.spans));
    if (same) detected = detected.filter(item => item !== same);
  }
  const start = (item: ExchangeItem): number => item.spans[0]?.start ?? 0;
  return [...people, ...detected].sort((a, b) => start(a) - start(b) || (a.id < b.id ? -1 : 1));
}

/** Orphans have no place to write, and a rejection says of a passage what it is not. */
function itemOf({ annotation, spans, detected, orphaned }: PlacedAnnotation): ExchangeItem[] {
  const { id, kind, review, value, comment, tag, author, created, modified, replies, resolved, targets, raw } = annotation;
  if (kind === 'releaseDate' || kind === 'relation' || orphaned || review?.verdict === 'rejected') return [];
  const places = spans
    .flatMap((span, i) => {
      const role = targets[i]!.role;
      if (!span) return [];
      return [{ start: span.start, end: span.end, ...(kind === 'message' ? { role: role ?? ('content' as const) } : {}) }];
    })
    .sort(bySpan);
  const extra = raw?.[EXTRA] as JsonObject | undefined;
  return [
    present({
      id,
      kind,
      detected: false,
      spans: places,
      value: said(value),
      comment: said(comment),
      tag: said(tag),
      author: said(author),
      created,
      modified,
      verdict: review?.verdict,
      markedAt: detected && { start: detected.start, end: detected.end },
      replies,
      resolved,
      extra,
    }),
  ];
}

function relationOf({ id, relation, comment, author, created }: Annotation): ExchangeRelation[] {
  return relation ? [present({ id, type: relation.type, from: relation.from, to: relation.to, comment, author, created })] : [];
}

function detectedItems({ attributions, speakers, dates }: Release): ExchangeItem[] {
  const names = new Map(speakers.map(({ id, name }) => [id, name]));
  const messages = attributions.map((attribution): ExchangeItem => {
    const { id, kind, speaker } = attribution;
    const name = speaker === undefined ? undefined : names.get(speaker);
    const spans = attributedSpans(attribution);
    return { id, kind: 'message', detected: true, spans, manner: kind, ...(name === undefined ? {} : { value: name }) };
  });
  const mentions = speakers.flatMap(({ id, name, mentions: all }) =>
    all.map(({ span }, i): ExchangeItem => ({ id: `${id}-${i}`, kind: 'speaker', detected: true, spans: [span], value: name })),
  );
  const times = dates.map(({ id, span, resolved, value }): ExchangeItem => ({
    id,
    kind: 'date',
    detected: true,
    spans: [span],
    value: resolved ?? value,
  }));
  return [...messages, ...mentions, ...times];
}

/** Field of an annotation in the sidecar that holds what a foreign file said of it and we have no field for. */
export const EXTRA = 'pressmark:foreign';

/** The fields that say something: an optional one is left out, not there and undefined. */
export function present<T extends object>(fields: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}

const said = (words: string | undefined): string | undefined => (words === '' ? undefined : words);
