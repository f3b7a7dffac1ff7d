/**
 * What a person decides about a detected mark, as an annotation with a verdict: `reviewRelease` applies it. The annotation says
 * where the mark stands in its own words, so that the decision survives edits as any annotation does.
 */
import { attributedSpans } from '../annotations/attributed';
import type { PlacedAnnotation } from '../annotations/place';
import { describe } from '../annotations/describe';
import type { Annotation, PassageKind, Target, TargetRole } from '../annotations/types';
import type { Span } from '../text/span';
import type { Mark } from './marks';
import { markAt } from './review';

/** An annotation but for who made it and when. */
export type CorrectionDraft = Pick<Annotation, 'kind' | 'targets' | 'value' | 'review'>;

/** The stretches of a mark itself: of a message its content. */
export const spansOf = (mark: Mark): readonly Span[] => (mark.kind === 'message' ? mark.message.content : [mark.span]);

function targetsOf(text: string, mark: Mark): Target[] {
  const target = (span: Span, role?: TargetRole): Target => ({ ...describe(text, span), ...(role ? { role } : {}) });
  if (mark.kind !== 'message') return [target(mark.span)];
  return attributedSpans(mark.message).map(span => target(span, span.role));
}

const meaningOf = (mark: Mark): string | undefined =>
  mark.kind === 'date' ? (mark.date.resolved ?? mark.date.value) : mark.speaker?.name;

const draft = (
  text: string,
  mark: Mark,
  verdict: 'confirmed' | 'rejected' | 'changed',
  value: string | undefined,
): CorrectionDraft => ({
  kind: mark.kind,
  targets: targetsOf(text, mark),
  ...(value === undefined ? {} : { value }),
  review: { verdict },
});

/** The mark is right as it stands. */
export const confirmMark = (text: string, mark: Mark): CorrectionDraft => draft(text, mark, 'confirmed', meaningOf(mark));

/** The mark is none. */
export const rejectMark = (text: string, mark: Mark): CorrectionDraft => draft(text, mark, 'rejected', undefined);

/** The mark means something else: another speaker's name; for a date an ISO 8601 date or a TIMEX3 value. */
export const changeMeaning = (text: string, mark: Mark, value: string): CorrectionDraft =>
  draft(text, mark, 'changed', value.trim());

/** The mark lies elsewhere: of a message, its content. */
export function moveMark(text: string, mark: Mark, spans: readonly Span[]): CorrectionDraft {
  const before = spansOf(mark);
  const content = spans.map(span => ({
    ...describe(text, span),
    ...(mark.kind === 'message' ? { role: 'content' as const } : {}),
  }));
  const others = targetsOf(text, mark).filter(({ role }) => role === 'source' || role === 'cue');
  const value = meaningOf(mark);
  return {
    kind: mark.kind,
    targets: [...others, ...content].sort((a, b) => a.position.start - b.position.start),
    ...(value === undefined ? {} : { value }),
    review: { verdict: 'changed', detected: describe(text, { start: before[0]!.start, end: before.at(-1)!.end }) },
  };
}

/** The decision that was made about a mark before, if any, the gold set's rather than a person's: a new one takes its place. */
export function correctionOf(mark: Mark, placed: readonly PlacedAnnotation[]): Annotation | undefined {
  const decided = placed.filter(({ annotation, orphaned }) => annotation.review && annotation.kind === mark.kind && !orphaned);
  const places = (item: PlacedAnnotation): readonly Span[] =>
    item.spans.filter((span, i): span is Span => {
      const role = item.annotation.targets[i]!.role;
      return span !== undefined && (role === undefined || role === 'content');
    });
  const gold = decided.filter(({ annotation }) => annotation.gold);
  return (markAt(gold, places, spansOf(mark)) ?? markAt(decided, places, spansOf(mark)))?.annotation;
}

/** Who decides, and when (ISO 8601, UTC); `id` is a fresh one, for what has to become an item of its own. */
export type Decider = Required<Pick<Annotation, 'id' | 'author' | 'created'>>;

/**
 * The decision before with a new one in its place, which is its author's from now on. It still means the mark that was detected,
 * wherever that was moved to, and what a person added or changed and now finds right stays added or changed: there is no detected
 * mark that says the same. What somebody else wrote of it stays theirs, as the first remark of its discussion.
 */
export function decidedAgain(before: Annotation, draft: CorrectionDraft, by: Decider): Annotation {
  const { review, ...others } = draft;
  const decided = { ...withRemarkOf(before, by), ...others, author: by.author, modified: by.created };
  if (!review) return decided;
  const { verdict: was, detected } = before.review ?? {};
  const stays =
    (review.verdict === 'confirmed' && (was === 'added' || was === 'changed')) ||
    (review.verdict === 'changed' && was === 'added');
  const mark = detected ?? (was === 'added' ? undefined : review.detected);
  return { ...decided, review: { verdict: stays ? was : review.verdict, ...(mark ? { detected: mark } : {}) } };
}

function withRemarkOf(before: Annotation, by: Decider): Annotation {
  const { comment, author, created, ...others } = before;
  if (comment === undefined || comment === '' || author === by.author) return before;
  const remark = { id: by.id, text: comment, ...(author ? { author } : {}), ...(created ? { created } : {}) };
  return { ...others, ...(created ? { created } : {}), replies: [remark, ...(before.replies ?? [])] };
}

/** Kinds that a review walks through. Mentions of speakers are too many, and follow from the messages. */
const REVIEWED: ReadonlySet<PassageKind> = new Set(['message', 'date']);

export interface Progress {
  readonly reviewed: number;
  readonly total: number;
  /** Marks without a decision, in the order of the text. */
  readonly open: readonly Mark[];
}

/** How far the review of a release has come. Rejected marks are no longer among `marks`, but count as reviewed. */
export function reviewProgress(marks: readonly Mark[], placed: readonly PlacedAnnotation[]): Progress {
  const all = marks.filter(mark => REVIEWED.has(mark.kind));
  const open = all.filter(mark => !correctionOf(mark, placed));
  const rejections = placed.filter(
    ({ annotation, orphaned }) =>
      annotation.review?.verdict === 'rejected' && REVIEWED.has(annotation.kind as PassageKind) && !orphaned,
  );
  // Two people, or a person and the gold set, may have rejected the same mark.
  const rejected = new Set(rejections.map(({ annotation: { kind }, spans }) => JSON.stringify([kind, spans]))).size;
  return { reviewed: all.length - open.length + rejected, total: all.length + rejected, open };
}
