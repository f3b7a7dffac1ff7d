/** What an action does with the annotations of a text, as something that can be taken back. */
import { mergePages } from './merge';
import { EMPTY_PAGE, type Annotation, type AnnotationPage } from './types';

/** One annotation before and after an action: absent before, it was added; absent after, removed. */
export interface AnnotationChange {
  readonly before?: Annotation;
  readonly after?: Annotation;
}

export const reversed = ({ before, after }: AnnotationChange): AnnotationChange => ({
  ...(after ? { before: after } : {}),
  ...(before ? { after: before } : {}),
});

const pageOf = (annotation: Annotation | undefined): AnnotationPage => ({
  ...EMPTY_PAGE,
  annotations: annotation ? [annotation] : [],
});

/**
 * The annotations after an action. Whoever decided what it does may have read them a moment ago: what others have said of the
 * same annotation meanwhile (a reply, say) is merged in as if both had written the file.
 */
export function applyChanges(annotations: readonly Annotation[], changes: readonly AnnotationChange[]): Annotation[] {
  const kept = new Map(annotations.map(annotation => [annotation.id, annotation]));
  for (const { before, after } of changes) {
    const current = before && kept.get(before.id);
    if (before && before.id !== after?.id) {
      const left = current && current !== before ? mergePages(pageOf(before), EMPTY_PAGE, pageOf(current)).annotations : [];
      if (left.length === 0) kept.delete(before.id);
    }
    if (!after) continue;
    const same = current === undefined || current === before || before?.id !== after.id;
    const [merged = after] = same ? [after] : mergePages(pageOf(before), pageOf(after), pageOf(current)).annotations;
    kept.set(after.id, merged);
  }
  return [...kept.values()];
}
