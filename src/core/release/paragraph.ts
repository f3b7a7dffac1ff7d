/** Reads one paragraph by itself. The result depends on its text alone, so that it can be kept by that text. */
import { findSentences } from '../text/sentences';
import type { Span } from '../text/span';
import { tokenize } from '../text/tokens';
import type { Claim, Quotation } from './analysis';
import { withAddressees } from './addressees';
import { findClaims } from './claims';
import { findTimexes, type TimexCandidate } from './dates/timexes';
import { findNames } from './names';
import { namePhrase, partiesOf, type NamePhrase, type Parties } from './phrases';
import { findQuotations } from './quotes';
import { claimsOfTurn } from './uncued';

export interface Paragraph {
  readonly text: string;
  /** FNV-1a of the text, for ids that stay the same while the paragraph does. */
  readonly hash: string;
  readonly sentences: readonly Span[];
  readonly quotations: readonly Quotation[];
  readonly names: readonly NamePhrase[];
  readonly claims: readonly Claim[];
  /** The words of each claim's source and addressee. */
  readonly parties: readonly Parties[];
  readonly timexes: readonly TimexCandidate[];
}

export interface ParagraphContext {
  /** An earlier paragraph left a quotation open. */
  readonly startsInside: boolean;
  /** The paragraph is in a transcript: a label at its start names who speaks. */
  readonly inTranscript: boolean;
}

export function readParagraph(text: string, { startsInside, inTranscript }: ParagraphContext): Paragraph {
  const tokens = tokenize(text);
  const sentences = findSentences(tokens);
  const quotations = findQuotations(text, startsInside);
  const names = findNames(tokens, sentences);
  const found = findClaims({ tokens, sentences, quotations, names });
  const claims = withAddressees({ tokens, sentences, names }, inTranscript ? claimsOfTurn(text, found) : found);
  return {
    text,
    hash: hashOf(text),
    // The tokens are not kept: they weigh ten times the text.
    sentences: sentences.map(({ first, last }) => ({ start: tokens.start[first]!, end: tokens.end[last]! })),
    quotations,
    names: names.map((name, i) => namePhrase(text, name, names[i + 1])),
    claims,
    parties: claims.map(claim => partiesOf(text, claim)),
    timexes: findTimexes(tokens),
  };
}

function hashOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(36);
}
