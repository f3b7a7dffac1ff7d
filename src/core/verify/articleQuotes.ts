/** The quotations of an article: what stands in quotation marks, and to whom the article gives it. */
import { findQuotations } from '../release/quotes';
import { parseRelease } from '../release/parseRelease';
import { findParts } from '../release/structure';
import type { Attribution, Release, Speaker } from '../release/types';
import type { Span } from '../text/span';
import { hashWords, type WordHashes } from '../text/wordHashes';

/** A place in a quotation where journalists say that the words are not all there, before word `before`. */
export interface Gap {
  readonly before: number;
  /** `omitted`: "…"; `inserted`: "[the company]", for no words of the speaker or a few. */
  readonly kind: 'omitted' | 'inserted';
}

export interface ArticleQuote {
  /** With its quotation marks. */
  readonly span: Span;
  /** Without them. */
  readonly inner: Span;
  readonly words: WordHashes;
  readonly gaps: readonly Gap[];
  /** To whom the article attributes it, if it names somebody. */
  readonly speaker?: Pick<Speaker, 'name' | 'kind'>;
  readonly attributed: boolean;
}

/** Shorter ones that are given to nobody are titles of works, slogans and words held at arm's length, not quotations. */
const SHORTEST_UNATTRIBUTED = 4;

/** All quotations of an article that can be checked, in order; not those inside others. */
export function findArticleQuotes(text: string, release: Release = parseRelease(text)): ArticleQuote[] {
  const quotes: ArticleQuote[] = [];
  let open = false;
  for (const { kind, span: part } of findParts(text)) {
    if (kind === 'contact' || kind === 'endmark' || kind === 'furniture') continue;
    const quotations = findQuotations(text.slice(part.start, part.end), open);
    open = false;
    for (const { span, depth, opened, closed } of quotations) {
      if (depth > 0) continue;
      open = !closed;
      const whole = { start: part.start + span.start, end: part.start + span.end };
      const width = (at: number) => (/^(?:''|``)/.test(text.slice(at, at + 2)) ? 2 : 1);
      const inner = {
        start: whole.start + (opened ? width(whole.start) : 0),
        end: closed ? whole.end - width(whole.end - 2) : whole.end,
      };
      const quote = readQuote(text, whole, inner, release);
      if (quote.words.count >= (quote.attributed ? 1 : SHORTEST_UNATTRIBUTED)) quotes.push(quote);
    }
  }
  return quotes;
}

function readQuote(text: string, span: Span, inner: Span, release: Release): ArticleQuote {
  const message = attributionOf(span, release.attributions);
  const speaker = release.speakers.find(({ id }) => id === message?.speaker);
  return {
    span,
    inner,
    ...readWords(text, inner),
    attributed: message?.source !== undefined || speaker !== undefined,
    ...(speaker && speaker.kind !== 'unnamed' ? { speaker: { name: speaker.name, kind: speaker.kind } } : {}),
  };
}

/** The message with most of the quotation in it. */
function attributionOf(span: Span, attributions: readonly Attribution[]): Attribution | undefined {
  let best: Attribution | undefined;
  let most = 0;
  for (const attribution of attributions) {
    for (const { start, end } of attribution.content) {
      const shared = Math.min(end, span.end) - Math.max(start, span.start);
      // A quotation in a reported message belongs to it; of two the smaller one, which holds nothing else, comes last.
      if (shared > 0 && shared >= most) [best, most] = [attribution, shared];
    }
  }
  return best;
}

const ELLIPSIS = /[[(]\s*(?:…|\.\s?\.\s?\.)\s*[\])]|…|\.\s?\.\s?\.(?:\s?\.)?/g;
const BRACKETS = /\[[^[\]]{0,200}\]/g;
/** "[W]e": the writer has changed a capital. */
const CHANGED_LETTER = /\[(\p{L})\](?=\p{L})/gu;

/** The speaker's words in a quotation: what stands in brackets is the writer's. */
function readWords(text: string, inner: Span): Pick<ArticleQuote, 'words' | 'gaps'> {
  const original = text.slice(inner.start, inner.end);
  const cuts: (Span & { kind: Gap['kind'] })[] = [];
  const blank = (match: string, offset: number, kind: Gap['kind']): string => {
    cuts.push({ start: offset, end: offset + match.length, kind });
    return ' '.repeat(match.length);
  };
  // Blanks keep every place; the letter of "[W]e" moves next to its word, and the span is widened again below.
  const cleaned = original
    .replace(CHANGED_LETTER, '  $1')
    .replace(ELLIPSIS, (match: string, offset: number) => blank(match, offset, 'omitted'))
    .replace(BRACKETS, (match: string, offset: number) => blank(match, offset, 'inserted'));
  const words = hashWords(cleaned);
  const gaps = cuts.map(({ start, kind }) => {
    const before = words.start.findIndex(at => at > start);
    return { before: before < 0 ? words.count : before, kind };
  });
  for (let i = 0; i < words.count; i++) {
    const changed = words.start[i]! >= 2 && original[words.start[i]! - 2] === '[' && original[words.start[i]!] === ']';
    words.start[i]! += inner.start - (changed ? 2 : 0);
    words.end[i]! += inner.start;
  }
  return { words, gaps: gaps.sort((a, b) => a.before - b.before) };
}
