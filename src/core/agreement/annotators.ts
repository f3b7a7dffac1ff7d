/** Who said what of a text: the authors of a sidecar, or detection, each with their marks. */
import type { PlacedAnnotation } from '../annotations/place';
import type { PassageKind, TargetRole } from '../annotations/types';
import type { Release } from '../release/types';
import type { Span } from '../text/span';

/** One mark of one annotator. */
export interface Judgement {
  readonly kind: PassageKind;
  /** Where it lies: of a message its content. Without overlaps, in order. */
  readonly spans: readonly Span[];
  readonly tag?: string;
  /** The speaker of a message, the value of a date. */
  readonly value?: string;
}

export interface Annotator {
  readonly name: string;
  readonly judgements: readonly Judgement[];
}

/** Name of the engine as an annotator. */
const DETECTION = 'detection';
const CONTENT: ReadonlySet<TargetRole | undefined> = new Set([undefined, 'content']);

/**
 * The people of a sidecar, by the name that they give themselves, in its order. What a person confirmed, changed or added is
 * theirs; a rejection is a mark that they do not have. Annotations of the whole document mark no passage.
 */
export function annotatorsOf(placed: readonly PlacedAnnotation[], unnamed: string): Annotator[] {
  const people = new Map<string, Judgement[]>();
  for (const { annotation, spans, orphaned } of placed) {
    const { kind, author = unnamed, review, targets, tag, value } = annotation;
    if (kind === 'releaseDate' || kind === 'relation' || orphaned || targets.length === 0) continue;
    const own = people.get(author) ?? [];
    people.set(author, own);
    if (review?.verdict === 'rejected') continue;
    const places = spans.filter((span, i): span is Span => span !== undefined && CONTENT.has(targets[i]!.role));
    if (places.length === 0) continue;
    own.push({
      kind,
      spans: [...places].sort((a, b) => a.start - b.start),
      ...(tag === undefined ? {} : { tag }),
      ...(value === undefined ? {} : { value }),
    });
  }
  return [...people].map(([name, judgements]) => ({ name, judgements }));
}

/** What was detected, before anybody corrected it. */
export function detectionOf(release: Release): Annotator {
  const names = new Map(release.speakers.map(({ id, name }) => [id, name]));
  const judgements: Judgement[] = [
    ...release.attributions.map(({ content, speaker }): Judgement => {
      const value = speaker === undefined ? undefined : names.get(speaker);
      return { kind: 'message', spans: content, ...(value === undefined ? {} : { value }) };
    }),
    ...release.speakers.flatMap(({ name, mentions }) =>
      mentions.map(({ span }): Judgement => ({ kind: 'speaker', spans: [span], value: name })),
    ),
    ...release.dates.map(({ span, resolved, value }): Judgement => ({ kind: 'date', spans: [span], value: resolved ?? value })),
  ];
  return { name: DETECTION, judgements };
}
