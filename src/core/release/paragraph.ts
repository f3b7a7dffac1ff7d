/** Reads one paragraph by itself. The result depends on its text alone, so that it can be kept by that text. */
import { findSentences } from '../text/sentences';
import { tokenize } from '../text/tokens';
import type { Claim, Quotation } from './analysis';
import { withAddressees, type Exchange } from './addressees';
import { findClaims } from './claims';
import { findTimexes, type TimexCandidate } from './dates/timexes';
import { findNames } from './names';
import { cluesOf, type Clues } from './clues';
import { namePhrase, type NamePhrase } from './phrases';
import { findQuotations } from './quotes';
import { claimsOfTurn } from './uncued';

export interface Paragraph {
  readonly text: string;
  readonly context: ParagraphContext;
  /** FNV-1a of the text, for ids that stay the same while the paragraph does. */
  readonly hash: string;
  /** The quotations that are not in another one. */
  readonly outer: readonly Quotation[];
  readonly names: readonly NamePhrase[];
  readonly claims: readonly Claim[];
  readonly clues: Clues;
  /** The meeting, call or message it tells of last. */
  readonly exchange: Exchange | undefined;
  readonly timexes: readonly TimexCandidate[];
  /** For each claim the expression that dates it. */
  readonly timeOf: readonly (number | undefined)[];
}

export interface ParagraphContext {
  /** An earlier paragraph left a quotation open. */
  readonly startsInside: boolean;
  /** The paragraph is in a transcript: a label at its start names who speaks. */
  readonly inTranscript: boolean;
}

export function readParagraph(text: string, context: ParagraphContext): Paragraph {
  const { startsInside, inTranscript } = context;
  const tokens = tokenize(text);
  const sentences = findSentences(tokens);
  const quotations = findQuotations(text, startsInside);
  const names = findNames(tokens, sentences);
  const found = findClaims({ tokens, sentences, quotations, names });
  const { claims, exchange } = withAddressees({ tokens, sentences, names }, inTranscript ? claimsOfTurn(text, found) : found);
  const timexes = findTimexes(tokens);
  // The tokens are not kept: they weigh ten times the text.
  const stretches = sentences.map(({ first, last }) => ({ start: tokens.start[first]!, end: tokens.end[last]! }));
  const outer = quotations.filter(quotation => quotation.depth === 0);
  const phrases = names.map((name, i) => namePhrase(text, name, names[i + 1]));
  return {
    text,
    context,
    hash: hashOf(text),
    outer,
    names: phrases,
    claims,
    clues: cluesOf({ text, sentences: stretches, outer, names: phrases, claims, exchange }),
    exchange,
    timexes,
    timeOf: claims.map(({ time }) => {
      const index = time ? timexes.findLastIndex(({ start }) => start === time.start) : -1;
      return index < 0 ? undefined : index;
    }),
  };
}

function hashOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(36);
}
