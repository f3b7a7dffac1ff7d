/**
 * What the engine knows of one paragraph by itself. Offsets are into the paragraph's text, so that the result can be kept
 * by that text and used again wherever the paragraph moves. What needs the whole document (speakers, pronouns across
 * paragraphs, quotations over several paragraphs, the year of a date) is worked out later, from these.
 */
import type { Span } from '../text/span';
import type { Cue, SpeakerKind } from './types';

/** A stretch between quotation marks, marks included. An unclosed one runs to the end of the paragraph. */
export interface Quotation {
  readonly span: Span;
  /** 0 for outermost, 1 for a quotation in a quotation. */
  readonly depth: number;
  /** False where the paragraph begins inside a quotation that an earlier paragraph opened without repeating the mark. */
  readonly opened: boolean;
  /** False where the paragraph ends inside it: the next paragraph may go on. */
  readonly closed: boolean;
}

/** A name in the text, before names are put together into speakers. */
export interface NameCandidate {
  /** The name with its title: "President Xi Jinping". */
  readonly span: Span;
  /** The name alone: "Xi Jinping". */
  readonly name: Span;
  /** A title in front or in apposition: "President"; "Chairman of the Workers' Party of Korea" in "Kim Jong Un, Chairman of …". */
  readonly titles: readonly Span[];
  readonly kind: SpeakerKind | 'place' | 'other';
  /** A short form the text defines in parentheses right after the name: "WPK". */
  readonly acronym?: Span;
  /**
   * How much its surroundings speak for a person (positive) or an organisation (negative): a title, an initial, "(NYSE: …)",
   * ", a maker of …". A release adds up all mentions of a name.
   */
  readonly leaning: number;
}

/** An attribution before its source is resolved to a speaker. */
export interface Claim {
  readonly kind: 'direct' | 'indirect' | 'mixed';
  readonly quoted: boolean;
  readonly source?: Span;
  readonly cue?: Cue;
  readonly content: readonly Span[];
  readonly addressee?: Span;
  /** Words that date the saying ("on Tuesday" in "Roe said on Tuesday that …"), without the preposition. */
  readonly time?: Span;
  /** Name of the rule that found it, for people: "quoted, cue after". */
  readonly basis: string;
}
