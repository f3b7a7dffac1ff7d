/** Two writers of one sidecar: neither's annotations are lost. */
import { annotationText, conflictSides, parseSidecar } from './sidecar';
import { EMPTY_PAGE, type Annotation, type AnnotationPage, type Reply } from './types';

/** What a person said, apart from where the passage stands today: a passage that only moved has not been changed by anybody. */
function said(annotation: Annotation): string {
  const settle = <T extends Annotation['targets'][number]>(target: T): T => ({
    ...target,
    quote: { exact: target.quote.exact.replace(/\s+/g, ' '), prefix: '', suffix: '' },
    position: { start: 0, end: 0 },
  });
  const { targets, review } = annotation;
  return annotationText({
    ...annotation,
    targets: targets.map(settle),
    ...(review?.detected ? { review: { ...review, detected: settle(review.detected) } } : {}),
  });
}

const lastTouched = (annotation: Annotation) => annotation.modified ?? annotation.created ?? '';

function mergeReplies(
  base: readonly Reply[] | undefined,
  ours: readonly Reply[] | undefined,
  theirs: readonly Reply[] | undefined,
): Reply[] {
  const before = new Map((base ?? []).map(reply => [reply.id, JSON.stringify(reply)]));
  const merged = new Map<string, Reply>();
  for (const reply of ours ?? []) {
    const gone = before.get(reply.id) === JSON.stringify(reply) && !theirs?.some(other => other.id === reply.id);
    if (!gone) merged.set(reply.id, reply);
  }
  for (const reply of theirs ?? []) {
    const mine = merged.get(reply.id);
    const unchanged = before.get(reply.id) === JSON.stringify(reply);
    if (mine ? !unchanged && (reply.modified ?? '') >= (mine.modified ?? '') : !unchanged) merged.set(reply.id, reply);
  }
  return [...merged.values()].sort((a, b) =>
    (a.created ?? '') < (b.created ?? '') ? -1 : (a.created ?? '') > (b.created ?? '') ? 1 : 0,
  );
}

function mergeOne(base: Annotation | undefined, ours: Annotation, theirs: Annotation): Annotation {
  const [mine, other] = [said(ours), said(theirs)];
  // Only places differ: the side that set them, which may have moved the passage to the same words elsewhere.
  if (mine === other) return base && annotationText(base) === annotationText(ours) ? theirs : ours;
  const before = base && said(base);
  if (mine === before) return theirs;
  if (other === before) return ours;
  const newest = lastTouched(theirs) > lastTouched(ours) ? theirs : ours;
  const replies = mergeReplies(base?.replies, ours.replies, theirs.replies);
  if (replies.length > 0) return { ...newest, replies };
  const { replies: _removed, ...others } = newest;
  return others;
}

/**
 * Merges two pages that started from `base` (from nothing, where it is not known), by annotation id. What one side added,
 * changed or removed is added, changed or removed; where both changed one annotation the later change wins and the replies of
 * both are kept; what one removed and the other changed is kept.
 */
export function mergePages(base: AnnotationPage | undefined, ours: AnnotationPage, theirs: AnnotationPage): AnnotationPage {
  const before = new Map((base ?? EMPTY_PAGE).annotations.map(annotation => [annotation.id, annotation]));
  const mine = new Map(ours.annotations.map(annotation => [annotation.id, annotation]));
  const others = new Map(theirs.annotations.map(annotation => [annotation.id, annotation]));
  const annotations: Annotation[] = [];
  for (const id of new Set([...mine.keys(), ...others.keys()])) {
    const [old, our, their] = [before.get(id), mine.get(id), others.get(id)];
    if (our && their) annotations.push(mergeOne(old, our, their));
    else {
      const only = (our ?? their)!;
      if (!old || said(old) !== said(only)) annotations.push(only);
    }
  }
  const foreign = new Map([...ours.foreign, ...theirs.foreign].map(item => [JSON.stringify(item), item]));
  for (const item of base?.foreign ?? []) {
    const key = JSON.stringify(item);
    const kept = (page: AnnotationPage) => page.foreign.some(other => JSON.stringify(other) === key);
    if (!kept(ours) || !kept(theirs)) foreign.delete(key);
  }
  return { annotations, foreign: [...foreign.values()], unknown: { ...ours.unknown, ...theirs.unknown } };
}

/** Whether two pages say the same, in the same places. */
export function samePages(a: AnnotationPage, b: AnnotationPage): boolean {
  if (a.annotations.length !== b.annotations.length || a.foreign.length !== b.foreign.length) return false;
  const others = new Map(b.annotations.map(annotation => [annotation.id, annotation]));
  return (
    a.annotations.every(annotation => {
      const other = others.get(annotation.id);
      return other === annotation || (other !== undefined && annotationText(other) === annotationText(annotation));
    }) &&
    JSON.stringify(a.foreign) === JSON.stringify(b.foreign) &&
    JSON.stringify(a.unknown) === JSON.stringify(b.unknown)
  );
}

/** Resolves the conflict that git left in a sidecar by keeping both sides; nothing where a side is not a sidecar by itself. */
export function resolveConflict(text: string): AnnotationPage | undefined {
  const sides = conflictSides(text);
  if (!sides) return undefined;
  const ours = parseSidecar(sides.ours);
  const theirs = parseSidecar(sides.theirs);
  const base = sides.base === undefined ? undefined : parseSidecar(sides.base);
  if (ours.state !== 'read' || theirs.state !== 'read') return undefined;
  return mergePages(base?.state === 'read' ? base.page : undefined, ours.page, theirs.page);
}
