/**
 * Where a release names somebody, told by the number of the paragraph and of the name or claim in it, packed into one number: it
 * stays the same when the words move.
 */
import type { Span } from '../text/span';
import type { Paragraph } from './paragraph';
import type { Mention } from './types';

/** Which words of a paragraph. */
export const MentionedBy = { name: 0, acronym: 1, source: 2, addressee: 3, exchange: 4, headline: 5 } as const;
export type MentionedBy = (typeof MentionedBy)[keyof typeof MentionedBy];

export type MentionRef = number;

/** What the words of a mention may be, by their numbers. */
export const MENTION_KINDS: readonly Mention['kind'][] = ['name', 'title', 'pronoun', 'acronym'];
/** Names, claims or headlines' words that can be told apart. */
const MOST = 2 ** 22;

/** @param index of the name, of the claim, or of the words in a headline; 0 for an exchange */
export const refTo = (paragraph: number, by: MentionedBy, index: number, kind: Mention['kind']): MentionRef =>
  ((paragraph * MOST + index) * 8 + by) * 4 + MENTION_KINDS.indexOf(kind);

export const paragraphOf = (ref: MentionRef): number => Math.floor(ref / (MOST * 32));
export const indexOf = (ref: MentionRef): number => Math.floor(ref / 32) % MOST;
export const wordsBy = (ref: MentionRef): MentionedBy => (Math.floor(ref / 4) % 8) as MentionedBy;
export const kindOf = (ref: MentionRef): Mention['kind'] => MENTION_KINDS[ref % 4]!;

/** The words that a reference means, in their paragraph. */
export function spanIn({ names, clues, exchange }: Paragraph, ref: MentionRef, headlines: readonly Span[]): Span {
  const index = indexOf(ref);
  switch (wordsBy(ref)) {
    case MentionedBy.name:
      return names[index]!.candidate.span;
    case MentionedBy.acronym:
      return names[index]!.candidate.acronym!;
    case MentionedBy.source:
      return clues.parties[index]!.source!.span;
    case MentionedBy.addressee:
      return clues.parties[index]!.addressee!.span;
    case MentionedBy.exchange:
      return exchange!.to;
    case MentionedBy.headline:
      return headlines[index]!;
  }
}
