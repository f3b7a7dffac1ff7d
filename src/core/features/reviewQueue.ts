/** What a review walks through: the marks that a person asks for, in the order that they ask for. */
import type { PlacedAnnotation } from '../annotations/place';
import type { Release } from '../release/types';
import type { Span } from '../text/span';
import { correctionOf } from './corrections';
import { decisionOn, factsOf, filterMarks, type MarkFacet } from './markFilter';
import { findMarks, type Mark } from './marks';

/** In the order of the text, or by one of the facts of a mark; within that in the order of the text. */
export type MarkOrder = 'place' | MarkFacet;

export interface QueueWish {
  /** As for `filterMarks`; empty: every message and date without a decision. */
  readonly filter: string;
  readonly order: MarkOrder;
}

const KINDS: readonly Mark['kind'][] = ['message', 'date', 'speaker'];
const STATES = ['open', 'added', 'changed', 'confirmed', 'rejected'];

/** Mentions of speakers are many and follow from the messages: a filter means them where it asks for their kind. */
const meansSpeakers = (filter: string): boolean => /(?:^|\s)kind:"?s/i.test(filter);

/**
 * All marks, decided or not, in the order of the text; what was rejected too, which the release no longer shows.
 *
 * @param release with people's corrections applied
 * @param detected without them
 */
export function suggestedMarks(release: Release, detected: Release, placed: readonly PlacedAnnotation[]): Mark[] {
  const rejected = findMarks(detected).filter(mark => correctionOf(mark, placed)?.review?.verdict === 'rejected');
  return [...findMarks(release), ...rejected].sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
}

/** The marks of {@link suggestedMarks} to look at, in order. */
export function reviewQueue(
  text: string,
  marks: readonly Mark[],
  placed: readonly PlacedAnnotation[],
  { filter, order }: QueueWish,
): Mark[] {
  const chosen =
    filter.trim() === ''
      ? marks.filter(mark => mark.kind !== 'speaker' && !correctionOf(mark, placed))
      : matchingMarks(text, marks, placed, filter);
  return order === 'place' ? chosen : sorted(chosen, placed, order);
}

/** The marks of {@link suggestedMarks} that a filter means; an empty one means none. */
export const matchingMarks = (
  text: string,
  marks: readonly Mark[],
  placed: readonly PlacedAnnotation[],
  filter: string,
): Mark[] => filterMarks(text, meansSpeakers(filter) ? marks : marks.filter(({ kind }) => kind !== 'speaker'), filter, placed);

function sorted(marks: readonly Mark[], placed: readonly PlacedAnnotation[], order: MarkFacet): Mark[] {
  const keyOf = (mark: Mark): string => {
    if (order === 'kind') return String(KINDS.indexOf(mark.kind));
    if (order === 'state') return String(STATES.indexOf(decisionOn(mark, placed)));
    return factsOf(mark)[order][0]?.toLowerCase() ?? '\uffff'; // what has none comes last
  };
  const keyed = marks.map(mark => [keyOf(mark), mark] as const);
  return keyed.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, mark]) => mark);
}

/** What comes in the queue at a place and after it, or only after it. In an order of its own only a mark of the queue is a place. */
export function aheadOf(queue: readonly Mark[], order: MarkOrder, { start, end }: Span, itself: boolean): Mark[] {
  const at = queue.findIndex(({ span }) => span.start === start && span.end === end);
  if (at >= 0) return queue.slice(itself ? at : at + 1);
  return order === 'place' ? queue.filter(({ span }) => (itself ? span.start >= start : span.start > start)) : [];
}

export interface MarkFact {
  readonly facet: MarkFacet;
  readonly value: string;
  readonly count: number;
}

/** What a filter of these marks could ask for, the most frequent first. */
export function countMarkFacts(marks: readonly Mark[], placed: readonly PlacedAnnotation[]): MarkFact[] {
  const counts = new Map<string, MarkFact>();
  for (const mark of marks) {
    for (const [facet, values] of Object.entries({ ...factsOf(mark), state: [decisionOn(mark, placed)] })) {
      for (const value of values) {
        const key = `${facet}:${value}`;
        counts.set(key, { facet: facet as MarkFacet, value, count: (counts.get(key)?.count ?? 0) + 1 });
      }
    }
  }
  return [...counts.values()].sort((a, b) => b.count - a.count);
}
