import type { Span } from '../text/span';
import { createLocator, type Locator } from './selector';
import type { Annotation, Target } from './types';

/** An annotation and where it lies in a text. */
export interface PlacedAnnotation {
  readonly annotation: Annotation;
  /** Where each of its targets lies, in their order; absent where the words were not found. */
  readonly spans: readonly (Span | undefined)[];
  /** Where the mark lies that it corrects, if that is apart from its own targets. */
  readonly detected?: Span;
  /** None of its passages was found. Annotations of the whole document are never orphaned. */
  readonly orphaned: boolean;
}

/** Finds the passages of all annotations in a text. */
export function placeAnnotations(text: string, annotations: readonly Annotation[]): PlacedAnnotation[] {
  let locator: Locator | undefined;
  const find = (target: Target): Span | undefined => {
    locator ??= createLocator(text);
    const placement = locator.locate(target);
    return placement.state === 'anchored' ? placement.span : undefined;
  };
  return annotations.map(annotation => {
    const spans = annotation.targets.map(find);
    const detected = annotation.review?.detected && find(annotation.review.detected);
    return { annotation, spans, ...(detected ? { detected } : {}), orphaned: isOrphaned(spans) };
  });
}

export const isOrphaned = (spans: readonly (Span | undefined)[]): boolean => spans.length > 0 && spans.every(span => !span);
