/** Which marks a person means: by kind, speaker, rule, state, or words in them. */
import type { PlacedAnnotation } from '../annotations/place';
import { matchesQuery, parseQuery } from '../annotations/query';
import type { Verdict } from '../annotations/types';
import { correctionOf, spansOf } from './corrections';
import { joinSpans } from './excerpt';
import type { Mark } from './marks';

/** What a filter may ask for: `kind:message`, `speaker:"Jane Roe"`, `rule:…`, `state:open` or a verdict. */
export const MARK_FACETS = ['kind', 'speaker', 'rule', 'state'] as const;

export type MarkFacet = (typeof MARK_FACETS)[number];

/** What has become of a mark: nobody has decided about it, or what a person decided. */
export const decisionOn = (mark: Mark, placed: readonly PlacedAnnotation[]): Verdict | 'open' =>
  correctionOf(mark, placed)?.review?.verdict ?? 'open';

/** What is true of a mark whatever was decided about it; of a message its manner too. */
export function factsOf(mark: Mark): Record<Exclude<MarkFacet, 'state'>, readonly string[]> {
  switch (mark.kind) {
    case 'message':
      return {
        kind: [mark.kind, mark.message.kind],
        speaker: mark.speaker ? [mark.speaker.name] : [],
        rule: [mark.message.basis],
      };
    case 'speaker':
      return { kind: [mark.kind], speaker: [mark.speaker.name], rule: [] };
    case 'date':
      return { kind: [mark.kind], speaker: [], rule: [mark.date.basis] };
  }
}

/**
 * The marks that match; an empty filter matches none, so that nothing is decided blindly. Only open marks are meant, but where
 * the filter asks for a state: `confirmed`, `rejected`, `changed` or `added`. `placed` are the decisions that were made.
 */
export function filterMarks(
  text: string,
  marks: readonly Mark[],
  filter: string,
  placed: readonly PlacedAnnotation[] = [],
): Mark[] {
  const terms = parseQuery(filter, MARK_FACETS);
  if (terms.length === 0) return [];
  const decided = terms.some(({ facet }) => facet === 'state');
  return marks.filter(mark => {
    const state = decisionOn(mark, placed);
    if (!decided && state !== 'open') return false;
    return matchesQuery(terms, { text: joinSpans(text, spansOf(mark)), facts: { ...factsOf(mark), state: [state] } });
  });
}
