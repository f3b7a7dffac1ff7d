/** Checks every quotation of an article against many releases, of which only those are read that may hold it. */
import type { Corpus } from '../corpus/corpus';
import type { Release } from '../release/types';
import { findArticleQuotes } from './articleQuotes';
import type { SourceText } from './sourceText';
import { verifyQuote, type QuoteCheck } from './verifyQuote';

export interface VerifyOptions {
  /** The article as it was read, with people's corrections. */
  readonly release?: Release;
  /** A release that is not a source: the article itself. */
  readonly except?: string;
  /** Reads a release; nothing where it is not there any more. */
  readonly load: (id: string) => Promise<SourceText | undefined>;
  /** Called before each quotation with how many are done: may let others work, or say by `false` that the answer is not wanted. */
  readonly step?: (done: number, total: number) => Promise<boolean>;
}

const CANDIDATES = 8;
/** As many may have all the words of a short quotation: then who said it decides. */
const MOST_EQUALS = 32;

/** The checks of all quotations in the order of the article; fewer where `step` ended it. */
export async function verifyArticle(
  text: string,
  corpus: Corpus,
  { release, except, load, step }: VerifyOptions,
): Promise<QuoteCheck[]> {
  const quotes = findArticleQuotes(text, release);
  const checks: QuoteCheck[] = [];
  for (const quote of quotes) {
    if (step && !(await step(checks.length, quotes.length))) break;
    const { start, end } = quote.inner;
    const found = corpus.search(text.slice(start, end), MOST_EQUALS + 1).filter(({ id }) => id !== except);
    const equal = found.filter(({ share }) => share >= found[0]!.share * 0.99).length;
    const sources: SourceText[] = [];
    for (const { id } of found.slice(0, Math.max(CANDIDATES, equal))) {
      const source = await load(id);
      if (source) sources.push(source);
    }
    checks.push(verifyQuote(quote, sources));
  }
  return checks;
}

/** What may stand in the place of a quotation's own words: the release's, where they are one passage. */
export function correctedWords(article: string, { verdict, pieces, quote }: QuoteCheck): string | undefined {
  if (verdict !== 'altered' || pieces.length !== 1 || quote.gaps.length > 0) return undefined;
  const [piece] = pieces;
  // The article's sentence decides about the first capital.
  const first = article.charAt(piece!.quote.start);
  const [own, other] = [piece!.text.charAt(0), piece!.text.slice(1)];
  const isLower = first === first.toLowerCase();
  return first.toLowerCase() === own.toLowerCase() ? (isLower ? own.toLowerCase() : own.toUpperCase()) + other : piece!.text;
}
