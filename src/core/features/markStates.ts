/** What has become of each mark: found and not looked at yet, confirmed or rejected by a person, or a person's own. */
import type { PlacedAnnotation } from '../annotations/place';
import type { Release } from '../release/types';
import type { Span } from '../text/span';
import { correctionOf } from './corrections';
import { findMarks } from './marks';

/** `annotated`: a person said something of their own: a note, a tag, a mark that was missed, or another meaning or place of one that was found. */
export const MARK_STATES = ['annotated', 'rejected', 'confirmed', 'detected'] as const;
export type MarkState = (typeof MARK_STATES)[number];

export interface MarkPlace {
  /** The first stretch of the mark's words. */
  readonly span: Span;
  readonly state: MarkState;
}

/** What people have decided or said, in the order of the annotations. */
export function decidedPlaces(annotations: readonly PlacedAnnotation[]): MarkPlace[] {
  return annotations.flatMap(({ annotation: { kind, review }, spans, detected }) => {
    if (kind === 'releaseDate' || kind === 'relation') return [];
    const span = spans.find(each => each !== undefined) ?? detected;
    if (!span) return [];
    const verdict = review?.verdict;
    return [{ span, state: verdict === 'confirmed' || verdict === 'rejected' ? verdict : 'annotated' }];
  });
}

/**
 * Messages and dates that nobody has decided about. Mentions of speakers follow from the messages, and are too many.
 *
 * @param within only those that begin in it
 */
export function undecidedPlaces(release: Release, annotations: readonly PlacedAnnotation[], within: Span): MarkPlace[] {
  return findMarks(release)
    .filter(({ kind, span }) => kind !== 'speaker' && span.start >= within.start && span.start < within.end)
    .filter(mark => !correctionOf(mark, annotations))
    .map(({ span }) => ({ span, state: 'detected' }));
}
