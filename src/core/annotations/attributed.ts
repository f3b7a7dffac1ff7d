/** The passages of an attribution with what each is in it. */
import type { Attribution } from '../release/types';
import { bySpan, type Span } from '../text/span';
import type { TargetRole } from './types';

export interface RoleSpan extends Span {
  readonly role: TargetRole;
}

/** Source, cue and content in the order of the text. For "Xi said he left": "Xi" is the source, "said" the cue, "he left" the content. */
export const attributedSpans = ({ source, cue, content }: Pick<Attribution, 'source' | 'cue' | 'content'>): RoleSpan[] =>
  [
    ...(source ? [{ ...source.span, role: 'source' as const }] : []),
    ...(cue ? [{ ...cue.span, role: 'cue' as const }] : []),
    ...content.map(span => ({ ...span, role: 'content' as const })),
  ].sort(bySpan);
