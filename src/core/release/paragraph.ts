/** Reads one paragraph by itself. The result depends on its text alone, so that it can be kept by that text. */
import { findSentences } from '../text/sentences';
import type { Span } from '../text/span';
import { tokenize } from '../text/tokens';
import type { Claim, Quotation } from './analysis';
import { exchangeOf, withAddressees, type Exchange } from './addressees';
import { findClaims } from './claims';
import { findTimexes, type TimexCandidate } from './dates/timexes';
import { findNames } from './names';
import { namePhrase, partiesOf, type NamePhrase, type Parties } from './phrases';
import { findQuotations } from './quotes';
import { claimsOfTurn } from './uncued';

export interface Paragraph {
  readonly text: string;
  readonly context: ParagraphContext;
  /** FNV-1a of the text, for ids that stay the same while the paragraph does. */
  readonly hash: string;
  readonly sentences: readonly Span[];
  readonly quotations: readonly Quotation[];
  /** Those that are not in another one. */
  readonly outer: readonly Quotation[];
  readonly names: readonly NamePhrase[];
  readonly claims: readonly Claim[];
  /** The claims in the order of their sources, or of what was said. */
  readonly order: readonly number[];
  /** The words of each claim's source and addressee. */
  readonly parties: readonly Parties[];
  /** The meeting, call or message it tells of last. */
  readonly exchange?: Exchange;
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
  const claims = withAddressees({ tokens, sentences, names }, inTranscript ? claimsOfTurn(text, found) : found);
  const timexes = findTimexes(tokens);
  const exchange = exchangeOf({ tokens, sentences, names });
  return {
    text,
    context,
    hash: hashOf(text),
    // The tokens are not kept: they weigh ten times the text.
    sentences: sentences.map(({ first, last }) => ({ start: tokens.start[first]!, end: tokens.end[last]! })),
    quotations,
    outer: quotations.filter(quotation => quotation.depth === 0),
    names: names.map((name, i) => namePhrase(text, name, names[i + 1])),
    claims,
    order: claims.map((_, c) => c).sort((a, b) => placeOf(claims[a]!) - placeOf(claims[b]!)),
    parties: claims.map(claim => partiesOf(text, claim)),
    ...(exchange ? { exchange } : {}),
    timexes,
    timeOf: claims.map(({ time }) => {
      const index = time ? timexes.findLastIndex(({ start }) => start === time.start) : -1;
      return index < 0 ? undefined : index;
    }),
  };
}

const placeOf = ({ source, content }: Claim): number => source?.start ?? content[0]?.start ?? 0;

function hashOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(36);
}
