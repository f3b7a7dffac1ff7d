/** Which open marks a person means: by kind, speaker, rule, or words in them. */
import { matchesQuery, parseQuery } from '../annotations/query';
import { spansOf } from './corrections';
import { joinSpans } from './excerpt';
import type { Mark } from './marks';

/** What a filter may ask for: `kind:message`, `speaker:"Jane Roe"`, `rule:…`. */
export const MARK_FACETS = ['kind', 'speaker', 'rule'] as const;

function factsOf(mark: Mark): Record<(typeof MARK_FACETS)[number], readonly string[]> {
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

/** The marks that match; an empty filter matches none, so that nothing is decided blindly. */
export function filterMarks(text: string, marks: readonly Mark[], filter: string): Mark[] {
  const terms = parseQuery(filter, MARK_FACETS);
  if (terms.length === 0) return [];
  return marks.filter(mark => matchesQuery(terms, { text: joinSpans(text, spansOf(mark)), facts: factsOf(mark) }));
}
