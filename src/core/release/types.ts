/**
 * What a press release is made of, as the engine sees it. The terms are the field's own: an attribution has a source, a cue
 * and content (PARC 3.0, PolNeAR); dates are TIMEX3 expressions (TimeML). People are shown *speaker*, *message* and *date*.
 *
 * Every span is in UTF-16 code units of the text that was parsed, half open, without surrounding white space.
 */
import type { Span } from '../text/span';

/** A press release, read. All lists are in the order of the text. */
export interface Release {
  /** The text's parts in order; together with the white space between them they tile the text. */
  readonly parts: readonly Part[];
  readonly speakers: readonly Speaker[];
  readonly attributions: readonly Attribution[];
  readonly dates: readonly DateMention[];
  /** The day the release was issued, `YYYY-MM-DD`, where the text or the person gives it. */
  readonly releaseDate?: string;
}

export type PartKind =
  | 'breadcrumb'
  | 'notice'
  | 'headline'
  | 'subheadline'
  | 'dateline'
  | 'paragraph'
  | 'heading'
  | 'list'
  | 'quotation'
  | 'boilerplate'
  | 'contact'
  | 'endmark'
  | 'furniture';

/** One structural part. A dateline that opens a paragraph is a part of its own, before the rest of the paragraph. */
export interface Part {
  readonly kind: PartKind;
  readonly span: Span;
}

export type SpeakerKind = 'person' | 'organization' | 'group' | 'document' | 'unnamed';

/** One person, organisation, group or document that the text names; two people with one surname are two speakers. */
export interface Speaker {
  /** Unique in the release, and the same after an edit elsewhere in the text. */
  readonly id: string;
  /** The fullest name the text gives: "Xi Jinping", "Workers' Party of Korea". */
  readonly name: string;
  readonly kind: SpeakerKind;
  /** Titles as the text gives them, each once, in order of first appearance: "Chairman of the Workers' Party of Korea". */
  readonly titles: readonly string[];
  readonly affiliation?: string;
  readonly mentions: readonly Mention[];
}

/** A place where a speaker is named or meant. `span` covers the words that do so: "Xi", "Comrade Chairman", "he". */
export interface Mention {
  readonly span: Span;
  readonly text: string;
  readonly kind: 'name' | 'title' | 'pronoun' | 'acronym';
}

/** `speech` ("said", "in a statement"), `thought` ("believes", "fears", "plans"), `evidence` ("shows", "found"). */
export type CueClass = 'speech' | 'thought' | 'evidence';

export interface Cue {
  readonly span: Span;
  /** Base form of the head word: "say" for "said", "express" for "expressed hope". */
  readonly lemma: string;
  readonly class: CueClass;
}

/** Somebody's words or thoughts, as the text attributes them. */
export interface Attribution {
  readonly id: string;
  /**
   * `direct`: the speaker's own words, in quotation marks or (read-outs) without them; `indirect`: reported ("said that …");
   * `mixed`: reported, with some words in quotation marks.
   */
  readonly kind: 'direct' | 'indirect' | 'mixed';
  /** Whether the whole content stands in quotation marks. */
  readonly quoted: boolean;
  /** The words that name who speaks, as a whole noun phrase: "Jane Roe, chief executive of Acme". */
  readonly source?: Mention;
  /** The speaker the source stands for, where that is known. */
  readonly speaker?: Speaker['id'];
  readonly addressee?: Mention;
  readonly cue?: Cue;
  /** What was said, in order; several spans where the cue interrupts it. Quotation marks around it are part of it. */
  readonly content: readonly Span[];
  /** The date of saying, where the text ties one to the cue. */
  readonly date?: DateMention['id'];
  /** Which rule found it, for the hover and `--explain`: "quoted, cue after". */
  readonly basis: string;
}

export type TimexType = 'DATE' | 'TIME' | 'DURATION' | 'SET';

/** A TIMEX3 expression. The span leaves out a preposition before it: "9 May", not "On 9 May". */
export interface DateMention {
  readonly id: string;
  readonly span: Span;
  readonly type: TimexType;
  /** TIMEX3 value as far as it is known: "XXXX-05-09" without a release date, "2020-05-09" with one; "P3D", "2020-Q2", "PAST_REF". */
  readonly value: string;
  /** ISO 8601 date ("2020-05-09", "2020-02") or interval ("2020-09-03/2020-09-05"); absent until it is known. */
  readonly resolved?: string;
  /** How it was resolved, or why it could not be, in words for a person: "year taken from the release date". */
  readonly basis: string;
}

export interface ParseOptions {
  /** `YYYY-MM-DD`; wins over what the text says. */
  readonly releaseDate?: string;
}
