/**
 * What leaves for other tools: people's annotations and what was detected, as one list of passages with places. Formats read
 * this list and nothing else, so that all of them hold the same.
 */
import type { PlacedAnnotation } from '../annotations/place';
import type { Annotation, PassageKind, TargetRole } from '../annotations/types';
import type { Release } from '../release/types';
import type { Span } from '../text/span';

export interface ExchangeSpan extends Span {
  readonly role?: TargetRole;
}

export interface ExchangeItem {
  /** An annotation's id; of a detected mark its id in the release. */
  readonly id: string;
  readonly kind: PassageKind;
  /** Whether nobody but the engine says so. */
  readonly detected: boolean;
  /** In the order of the text. */
  readonly spans: readonly ExchangeSpan[];
  /** The speaker of a message or mention; a date's value. */
  readonly value?: string;
  readonly comment?: string;
  readonly tag?: string;
  readonly author?: string;
  readonly created?: string;
  /** `direct`, `indirect` or `mixed`, of a detected message. */
  readonly manner?: string;
}

/** Whose marks are written: people's, the engine's, or both. */
export type Only = 'people' | 'detection' | 'all';

/**
 * The passages of a release, in the order of the text. By default (`only` absent) everything; but where people have marked
 * messages themselves (imported a corpus, say), theirs are the messages, and detected ones are left out.
 *
 * @param release with people's corrections applied, see `reviewRelease`
 */
export function exchangeItems(release: Release, placed: readonly PlacedAnnotation[], only?: Only): ExchangeItem[] {
  const people = only === 'detection' ? [] : placed.flatMap(itemOf);
  const theirOwn = people.some(item => item.kind === 'message');
  const detected =
    only === 'people' ? [] : detectedItems(release).filter(item => item.kind !== 'message' || only === 'all' || !theirOwn);
  const start = (item: ExchangeItem): number => item.spans[0]?.start ?? 0;
  return [...people, ...detected].sort((a, b) => start(a) - start(b) || (a.id < b.id ? -1 : 1));
}

/** A correction is not an item: what it says is in the release already. Orphans have no place to write. */
function itemOf({ annotation, spans, orphaned }: PlacedAnnotation): ExchangeItem[] {
  const { id, kind, review, value, comment, tag, author, created, targets } = annotation;
  if (kind === 'releaseDate' || kind === 'relation' || review || orphaned) return [];
  const places = spans
    .flatMap((span, i) => {
      const role = targets[i]!.role;
      return span ? [{ start: span.start, end: span.end, ...(role ? { role } : {}) }] : [];
    })
    .sort((a, b) => a.start - b.start);
  return [
    {
      id,
      kind,
      detected: false,
      spans: places,
      ...(value === undefined ? {} : { value }),
      ...(comment === undefined ? {} : { comment }),
      ...(tag === undefined ? {} : { tag }),
      ...(author === undefined ? {} : { author }),
      ...(created === undefined ? {} : { created }),
    },
  ];
}

function detectedItems({ attributions, speakers, dates }: Release): ExchangeItem[] {
  const names = new Map(speakers.map(({ id, name }) => [id, name]));
  const messages = attributions.map(({ id, kind, source, cue, content, speaker }): ExchangeItem => {
    const name = speaker === undefined ? undefined : names.get(speaker);
    const spans: ExchangeSpan[] = [
      ...(source ? [{ ...source.span, role: 'source' as const }] : []),
      ...(cue ? [{ ...cue.span, role: 'cue' as const }] : []),
      ...content.map(span => ({ ...span, role: 'content' as const })),
    ].sort((a, b) => a.start - b.start);
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

/** What an import brings, before it is in a sidecar. */
export interface Imported {
  readonly annotations: readonly Annotation[];
  /** What the file holds and we have no place for, one sentence each. */
  readonly losses: readonly string[];
}

/** A foreign file that does not fit: `message` is one sentence that names the place. */
export class Misfit extends Error {}

/** An id that is the same for the same content, so that a second import adds nothing: four 32-bit FNV-1a sums as a UUID. */
export function contentId(content: string): string {
  const hex = [0, 1, 2, 3]
    .map(salt => {
      let hash = 0x811c9dc5 ^ (salt * 0x9e3779b1);
      for (let i = 0; i < content.length; i++) hash = Math.imul(hash ^ content.charCodeAt(i), 0x01000193);
      return (hash >>> 0).toString(16).padStart(8, '0');
    })
    .join('');
  // Version 8: a UUID whose bits are the maker's own (RFC 9562).
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}
