/** A codebook: the tags that people have agreed on, what each means and where it may be put. */
import type { JsonObject, PassageKind } from '../annotations/types';

export interface CodebookTag {
  /** Unique in the codebook; annotations name the tag by it. */
  readonly name: string;
  /** "#rrggbb". */
  readonly color?: string;
  /** When to use it, and when not. */
  readonly description?: string;
  /** Passages that deserve it. */
  readonly examples?: readonly string[];
  /** Names of the tags it is a case of. */
  readonly parents?: readonly string[];
  /** Kinds of annotation it may be put on; absent: all. */
  readonly kinds?: readonly PassageKind[];
  /** The tag as it was read, where it holds fields that this version does not know: they are written back. */
  readonly raw?: JsonObject;
}

export interface Codebook {
  readonly tags: readonly CodebookTag[];
  /** Fields of the file that this version does not know. */
  readonly unknown: JsonObject;
}

export const EMPTY_CODEBOOK: Codebook = { tags: [], unknown: {} };
