/** Two writers of one sidecar: neither's annotations are lost. */
import { annotationText, conflictSides, mendCommas, parseSidecar, type SidecarReading } from './sidecar';
import { EMPTY_PAGE, type Annotation, type AnnotationPage, type Json, type JsonObject, type Reply } from './types';

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

/** The later of two, by when they were changed and then by what they say, so that it is the same whoever merges. */
function later<T extends { readonly modified?: string; readonly created?: string }>(a: T, b: T, textOf: (item: T) => string): T {
  const [first, second] = [a.modified ?? a.created ?? '', b.modified ?? b.created ?? ''];
  return first > second || (first === second && textOf(a) >= textOf(b)) ? a : b;
}

function mergeReplies(base: readonly Reply[] = [], ours: readonly Reply[] = [], theirs: readonly Reply[] = []): Reply[] {
  const textOf = (reply: Reply) => JSON.stringify(reply);
  const merged = mergeById(base, ours, theirs, textOf, (_, mine, other) => later(mine, other, textOf));
  const order = (reply: Reply) => reply.created ?? '';
  return merged.sort((a, b) => (order(a) < order(b) ? -1 : order(a) > order(b) ? 1 : a.id < b.id ? -1 : 1));
}

/** Merges two lists that started from `base`; `textOf` tells whether an item was changed, `both` merges one that both hold. */
function mergeById<T extends { readonly id: string }>(
  base: readonly T[],
  ours: readonly T[],
  theirs: readonly T[],
  textOf: (item: T) => string,
  both: (base: T | undefined, ours: T, theirs: T) => T,
): T[] {
  const byId = (items: readonly T[]) => new Map(items.map(item => [item.id, item]));
  const [before, mine, others] = [byId(base), byId(ours), byId(theirs)];
  const merged: T[] = [];
  for (const id of new Set([...mine.keys(), ...others.keys()])) {
    const [old, our, their] = [before.get(id), mine.get(id), others.get(id)];
    if (our && their) {
      const [now, then] = [textOf(our), textOf(their)];
      const text = old && textOf(old);
      merged.push(now !== then && now === text ? their : now !== then && then === text ? our : both(old, our, their));
    } else {
      const only = (our ?? their)!;
      if (!old || textOf(old) !== textOf(only)) merged.push(only);
    }
  }
  return merged;
}

function mergeOne(base: Annotation | undefined, ours: Annotation, theirs: Annotation): Annotation {
  const newest = later(ours, theirs, annotationText);
  if (said(ours) === said(theirs)) {
    // Only places differ: the side that set them, which may have moved the passage to the same words elsewhere.
    const before = base && annotationText(base);
    return before === annotationText(ours) ? theirs : before === annotationText(theirs) ? ours : newest;
  }
  const replies = mergeReplies(base?.replies, ours.replies, theirs.replies);
  if (replies.length > 0) return { ...newest, replies };
  const { replies: _removed, ...others } = newest;
  return others;
}

const keyOf = (item: Json) => JSON.stringify(item);

/** What one side put in or took out is put in or taken out; in the order of either where they agree about it. */
function mergeForeign(base: readonly Json[], ours: readonly Json[], theirs: readonly Json[]): readonly Json[] {
  const text = (items: readonly Json[]) => items.map(keyOf).join();
  if (text(ours) === text(base)) return theirs;
  if (text(theirs) === text(base)) return ours;
  const count = (items: readonly Json[]) => {
    const counts = new Map<string, number>();
    for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
    return counts;
  };
  const [before, mine, others] = [count(base), count(ours), count(theirs)];
  const merged: Json[] = [];
  const kept = new Map([...ours, ...theirs].map(item => [keyOf(item), item]));
  for (const [key, item] of kept) {
    const [old, our, their] = [before.get(key) ?? 0, mine.get(key) ?? 0, others.get(key) ?? 0];
    const copies = our === old ? their : their === old ? our : Math.max(our, their);
    for (let copy = 0; copy < copies; copy++) merged.push(item);
  }
  const sorted = merged.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const agreed = [ours, theirs].filter(
    items => text(items.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))) === text(sorted) && items.length === sorted.length,
  );
  if (agreed.length === 0) return sorted;
  return agreed.length === 1 || text(agreed[0]!) >= text(agreed[1]!) ? agreed[0]! : agreed[1]!;
}

/** Field by field, as annotations are merged. */
function mergeFields(base: JsonObject, ours: JsonObject, theirs: JsonObject): JsonObject {
  const merged: Record<string, Json> = {};
  const keys = [...new Set([...Object.keys(ours), ...Object.keys(theirs)])];
  const orders = [ours, theirs].map(side => Object.keys(side)).filter(order => order.length === keys.length);
  for (const key of orders.sort((a, b) => (a.join() < b.join() ? -1 : 1))[0] ?? keys.sort()) {
    const [old, our, their] = [base[key], ours[key], theirs[key]];
    const [before, mine, other] = [old, our, their].map(value => (value === undefined ? undefined : keyOf(value)));
    const value = mine === before ? their : other === before ? our : (mine ?? '') >= (other ?? '') ? our : their;
    if (value !== undefined) merged[key] = value;
  }
  return merged;
}

/**
 * Merges two pages that started from `base` (from nothing, where it is not known), by annotation id; the same whichever side
 * merges. What one side added, changed or removed is added, changed or removed; where both changed one annotation the later
 * change wins and the replies of both are kept; what one removed and the other changed is kept.
 */
export function mergePages(base: AnnotationPage | undefined, ours: AnnotationPage, theirs: AnnotationPage): AnnotationPage {
  const before = base ?? EMPTY_PAGE;
  return {
    annotations: mergeById(before.annotations, ours.annotations, theirs.annotations, said, mergeOne),
    foreign: mergeForeign(before.foreign, ours.foreign, theirs.foreign),
    unknown: mergeFields(before.unknown, ours.unknown, theirs.unknown),
  };
}

/** Fields that are the same in another order are the same. */
const sameFields = (a: JsonObject, b: JsonObject) =>
  Object.keys(a).length === Object.keys(b).length &&
  Object.entries(a).every(([key, value]) => b[key] !== undefined && keyOf(b[key]) === keyOf(value));

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
    sameFields(a.unknown, b.unknown)
  );
}

/** Resolves the conflict that git left in a sidecar by keeping both sides; nothing where a side is not a sidecar by itself. */
export function resolveConflict(text: string): AnnotationPage | undefined {
  const sides = conflictSides(text);
  if (!sides) return undefined;
  const ours = readSide(sides.ours);
  const theirs = readSide(sides.theirs);
  const base = sides.base === undefined ? undefined : readSide(sides.base);
  if (ours.state !== 'read' || theirs.state !== 'read') return undefined;
  return mergePages(base?.state === 'read' ? base.page : undefined, ours.page, theirs.page);
}

function readSide(text: string): SidecarReading {
  const reading = parseSidecar(text);
  return reading.state === 'unreadable' ? parseSidecar(mendCommas(text)) : reading;
}
