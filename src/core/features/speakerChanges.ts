/** Two speakers of a release made one, or one made two: as a decision about each mark concerned, which together are one step. */
import type { Span } from '../text/span';
import { changeMeaning, type CorrectionDraft } from './corrections';
import type { Mark } from './marks';

export interface MarkDecision {
  readonly mark: Mark;
  readonly draft: CorrectionDraft;
}

const touch = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;

/** Every message and mention of the speaker with the id `from` becomes one of `into`, a name; nothing where that is their own. */
export function mergeSpeaker(text: string, marks: readonly Mark[], from: string, into: string): MarkDecision[] {
  return marks
    .filter(mark => mark.kind !== 'date' && mark.speaker?.id === from && mark.speaker.name !== into.trim())
    .map(mark => ({ mark, draft: changeMeaning(text, mark, into) }));
}

/**
 * The messages with these ids become those of `name`. The mentions that are their sources go along, but for one that a message
 * which stays has as its source too.
 */
export function splitSpeaker(
  text: string,
  marks: readonly Mark[],
  from: string,
  messages: ReadonlySet<string>,
  name: string,
): MarkDecision[] {
  const own = marks.filter(mark => mark.kind !== 'date' && mark.speaker?.id === from && mark.speaker.name !== name.trim());
  const sources: Record<'go' | 'stay', Span[]> = { go: [], stay: [] };
  for (const mark of own) {
    if (mark.kind !== 'message' || !mark.message.source) continue;
    sources[messages.has(mark.message.id) ? 'go' : 'stay'].push(mark.message.source.span);
  }
  const at = (spans: readonly Span[], mark: Mark): boolean => spans.some(span => touch(span, mark.span));
  return own
    .filter(mark => (mark.kind === 'message' ? messages.has(mark.message.id) : at(sources.go, mark) && !at(sources.stay, mark)))
    .map(mark => ({ mark, draft: changeMeaning(text, mark, name) }));
}
