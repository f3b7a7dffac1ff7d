/** Relations between annotations: which may be made, and which an annotation has. */
import { RELATION_TYPES, type Annotation, type AnnotationKind, type Relation, type RelationType } from './types';

/** A relation as it is seen from one of its ends. */
export interface RelationSeen {
  /** The annotation that states it. */
  readonly id: string;
  /** See {@link Relation}. */
  readonly type: string;
  /** Whether the annotation asked about is where the relation starts. */
  readonly outgoing: boolean;
  /** The annotation at the other end; absent where it is gone. */
  readonly other?: Annotation;
}

/** What may hold between two annotations, from the first to the second: a message answers a message, is about a date; anything supports anything. */
export function fittingRelations(from: AnnotationKind, to: AnnotationKind): RelationType[] {
  return RELATION_TYPES.filter(type => {
    if (type === 'answers') return from === 'message' && to === 'message';
    if (type === 'isAbout') return from === 'message' && to === 'date';
    return from !== 'relation' && to !== 'relation';
  });
}

/** The relations that an annotation has, outgoing ones first. */
export function relationsOf(annotations: readonly Annotation[], id: string): RelationSeen[] {
  const byId = new Map(annotations.map(annotation => [annotation.id, annotation]));
  const seen = annotations.flatMap((annotation): RelationSeen[] => {
    const { relation } = annotation;
    if (!relation || (relation.from !== id && relation.to !== id)) return [];
    const outgoing = relation.from === id;
    const other = byId.get(outgoing ? relation.to : relation.from);
    return [{ id: annotation.id, type: relation.type, outgoing, ...(other ? { other } : {}) }];
  });
  return [...seen.filter(({ outgoing }) => outgoing), ...seen.filter(({ outgoing }) => !outgoing)];
}

/** The relations that lose an end with these annotations: they go with them. */
export function relationsAmong(annotations: readonly Annotation[], removed: ReadonlySet<string>): Annotation[] {
  return annotations.filter(
    ({ id, relation }) => relation && !removed.has(id) && (removed.has(relation.from) || removed.has(relation.to)),
  );
}

/** The same relation the other way round; nothing where its kind does not hold that way. */
export function reversedRelation(relation: Relation, from: AnnotationKind, to: AnnotationKind): Relation | undefined {
  const known: readonly string[] = RELATION_TYPES;
  const fitting: readonly string[] = fittingRelations(to, from);
  // What a tool's own word means, and whether it holds the other way, only people know.
  return fitting.includes(relation.type) || !known.includes(relation.type)
    ? { type: relation.type, from: relation.to, to: relation.from }
    : undefined;
}
