/**
 * Annotations: what people say about passages of a release, apart from its text. They are kept in a sidecar file as W3C Web
 * Annotations (https://www.w3.org/TR/annotation-model/) and found again in the text by their selectors.
 */
import type { Span } from '../text/span';

/** A value that JSON can hold. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

/** The kinds that a person chooses from, in the order they are offered. */
export const PASSAGE_KINDS = ['note', 'speaker', 'message', 'date', 'tag'] as const;
export type PassageKind = (typeof PASSAGE_KINDS)[number];

/**
 * `releaseDate` says of the whole document on which day it was issued; there is at most one. A `relation` is about two other
 * annotations, not about a passage: see {@link Relation}.
 */
export type AnnotationKind = PassageKind | 'releaseDate' | 'relation';

/** How an annotation may relate to another, in the order they are offered. */
export const RELATION_TYPES = ['answers', 'supports', 'contradicts', 'isAbout'] as const;
export type RelationType = (typeof RELATION_TYPES)[number];

/**
 * A directed relation between two annotations of one release: message `answers` message, annotation `supports` or `contradicts`
 * annotation, message `isAbout` date. Its ends are ids of annotations in the same sidecar; an end that is gone leaves the relation
 * where it is. Written as an annotation with motivation `linking`: the target is the IRI of `from`, the first body the IRI of `to`,
 * and `pressmark:relation` the type.
 */
export interface Relation {
  /** One of {@link RELATION_TYPES}, or another tool's own word for a relation that was imported. */
  readonly type: string;
  readonly from: string;
  readonly to: string;
}

/** Web Annotation TextQuoteSelector: the words themselves, and some text before and after that tells them from the same words elsewhere. */
export interface TextQuote {
  readonly exact: string;
  readonly prefix: string;
  readonly suffix: string;
  /**
   * So many code units of the prefix, or of the suffix, told the words from the same words elsewhere in the text; 0: they stood
   * nowhere else. Absent where all that is kept does not. Written as `pressmark:unique`.
   */
  readonly unique?: { readonly prefix?: number | undefined; readonly suffix?: number | undefined } | undefined;
}

/** How a passage is found again: the words, and where they stood when the annotation was last saved. */
export interface Selectors {
  readonly quote: TextQuote;
  /** Web Annotation TextPositionSelector, in UTF-16 code units. */
  readonly position: Span;
}

/** What a span of a message annotation is; an annotation of another kind has no roles. */
export type TargetRole = 'source' | 'cue' | 'content';

/** One passage that an annotation is about. */
export interface Target extends Selectors {
  readonly role?: TargetRole;
  /** The target as it was read, where it holds fields that this version does not know: they are written back. */
  readonly raw?: JsonObject;
}

/** A remark in the discussion below an annotation. */
export interface Reply {
  readonly id: string;
  readonly text: string;
  readonly author?: string;
  /** ISO 8601, UTC. */
  readonly created?: string;
  readonly modified?: string;
  /** As for {@link Target}. */
  readonly raw?: JsonObject;
}

/** What a person decided about a mark that was detected, or missed. */
export type Verdict = 'confirmed' | 'rejected' | 'changed' | 'added';

export interface Review {
  readonly verdict: Verdict;
  /** Where the detected mark stood, when the annotation's own targets lie elsewhere (`changed`). */
  readonly detected?: Target;
}

/** One annotation. Plain data: a change makes a new one. */
export interface Annotation {
  /** An IRI, unique in the world: "urn:uuid:…". */
  readonly id: string;
  readonly kind: AnnotationKind;
  /** The passages it is about, in the order of the text; none: the whole document, or of a `relation` its two ends. */
  readonly targets: readonly Target[];
  readonly comment?: string;
  /** The tag's name, of a `tag`. */
  readonly tag?: string;
  /** Who speaks (`speaker`, `message`), or the date meant (`date`, `releaseDate`: ISO 8601 or a TIMEX3 value). */
  readonly value?: string;
  readonly author?: string;
  /** ISO 8601, UTC. */
  readonly created?: string;
  readonly modified?: string;
  readonly review?: Review;
  /**
   * It belongs to the gold set: somebody decided between what several annotators say here. `author` is who did. A `rejected` one
   * says that nothing is marked here in the gold set.
   */
  readonly gold?: true;
  /** Of a `relation`, always; of no other kind. */
  readonly relation?: Relation;
  readonly replies?: readonly Reply[];
  /** Whether the discussion is settled. */
  readonly resolved?: boolean;
  /** As for {@link Target}: fields and bodies. */
  readonly raw?: JsonObject;
}

/** All annotations of one release: the content of its sidecar. */
export interface AnnotationPage {
  readonly annotations: readonly Annotation[];
  /** Items that are not annotations this version can read. Kept, and written back. */
  readonly foreign: readonly Json[];
  /** Fields of the page that this version does not know. */
  readonly unknown: JsonObject;
}

export const EMPTY_PAGE: AnnotationPage = { annotations: [], foreign: [], unknown: {} };
