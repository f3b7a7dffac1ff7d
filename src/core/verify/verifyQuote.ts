/** Checks one quotation against releases: verbatim, altered, spliced, from another speaker, or not found. */
import type { Speaker } from '../release/types';
import type { Span } from '../text/span';
import type { WordHashes } from '../text/wordHashes';
import { alignWords, JUMP_COST, type AlignedPiece, type WordAlignment } from './align';
import type { ArticleQuote, Gap } from './articleQuotes';
import { wordDifferences, type WordDifference } from './differences';
import { speakerOfWord, type SourceText } from './sourceText';
import { areDifferentPeople, isShortFormOf } from './speakers';

/**
 * `verbatim`: word for word, whatever the quotation marks, white space, capitals and marked omissions; `altered`: words are
 * changed, added or missing; `spliced`: joined from places that do not stand together; `otherSpeaker`: the release gives the words to
 * somebody else; `notFound`: no release has them.
 */
export type Verdict = 'verbatim' | 'altered' | 'spliced' | 'otherSpeaker' | 'notFound';

/** A stretch of a release that a quotation, or part of it, was taken from. */
export interface QuotePiece {
  /** Of the release. */
  readonly id: string;
  /** In the release, from the first word to the last. */
  readonly span: Span;
  readonly text: string;
  /** In the article. */
  readonly quote: Span;
  readonly speaker?: Pick<Speaker, 'name' | 'kind'>;
}

export interface QuoteCheck {
  readonly quote: ArticleQuote;
  readonly verdict: Verdict;
  /** Share of the quotation's words that a release has in this place: 0 to 1. */
  readonly similarity: number;
  /** In the order of the quotation; none for `notFound`. */
  readonly pieces: readonly QuotePiece[];
  readonly differences: readonly WordDifference[];
}

/** What makes it likely that a quotation was taken from a place, though words differ. */
interface Evidence {
  /** Share of the quotation's words that are there; two that it leaves out weigh as one of its own. */
  readonly similarity: number;
  /** Words in a row that are the same: a few common words would pass for a quotation else. */
  readonly run: number;
  /** Of shorter quotations every word must be there. */
  readonly words: number;
}
const FROM_ANYBODY: Evidence = { similarity: 0.6, run: 3, words: 4 };
/** The release lets the very person whom the article names say it: then less is enough. */
const FROM_THE_SPEAKER: Evidence = { similarity: 0.4, run: 2, words: 3 };
/** Whatever else differs, so many words in a row of the speaker's are no chance. */
const TELLING_RUN = 4;
/** A part of a quotation with fewer words is not looked for by itself. */
const SHORTEST_PIECE = 4;
/** A release with more words is aligned only around those it shares with the quotation. */
const LONGEST_SOURCE = 20_000;

interface Match {
  readonly source: SourceText;
  readonly alignment: WordAlignment;
  readonly spliced: boolean;
  readonly otherSpeaker: boolean;
}

/** Checks a quotation against releases that may hold it. `sources` in order of likelihood; the first of equals wins. */
export function verifyQuote(quote: ArticleQuote, sources: readonly SourceText[]): QuoteCheck {
  const best = sources
    .flatMap(source => match(quote, source) ?? [])
    .reduce<Match | undefined>((a, b) => (a === undefined || rank(b) < rank(a) ? b : a), undefined);
  const pieces = best ? piecesOf(quote, best) : [];
  const elsewhere = best && best.alignment.cost > 0 ? findElsewhere(quote, best, sources) : undefined;
  if (elsewhere && best) return elsewhere;
  if (!best || !isLikely(quote, best)) return { quote, verdict: 'notFound', similarity: 0, pieces: [], differences: [] };
  const differences = best.alignment.cost === 0 ? [] : differencesOf(quote, best);
  return { quote, verdict: verdictOf(best), similarity: similarityOf(best.alignment), pieces, differences };
}

function verdictOf({ alignment, spliced, otherSpeaker }: Match): Verdict {
  if (otherSpeaker) return 'otherSpeaker';
  if (spliced) return 'spliced';
  return alignment.cost === 0 ? 'verbatim' : 'altered';
}

/** The cost first; of equals the one that the article's speaker says. */
const rank = ({ alignment, otherSpeaker, spliced }: Match): number =>
  alignment.cost * 4 + (otherSpeaker ? 2 : 0) + (spliced ? 1 : 0);

const similarityOf = ({ matches }: WordAlignment): number => matches.filter(at => at >= 0).length / matches.length;

function isLikely({ words, speaker }: ArticleQuote, { alignment, source }: Match): boolean {
  if (alignment.cost === 0) return true;
  const { pieces, matches } = alignment;
  const jumps = pieces.filter(({ after }) => after === 'jump').length;
  const own = speaker !== undefined && pieces.every(({ start }) => isShortFormOf(speaker, speakerOfWord(source, start)));
  const least = own ? FROM_THE_SPEAKER : FROM_ANYBODY;
  if (words.count < least.words) return false;
  if (jumps > 0 && pieces.some(({ from, to }) => to - from < FROM_ANYBODY.run)) return false;
  const run = longestRun(matches);
  const matched = matches.filter(at => at >= 0).length;
  const missing = alignment.cost - jumps * JUMP_COST - (words.count - matched);
  const similarity = matched / (words.count + missing / 2);
  return run >= least.run && similarity >= (own && run < TELLING_RUN ? FROM_ANYBODY.similarity : least.similarity);
}

function longestRun(matches: Int32Array): number {
  let longest = 0;
  let run = 0;
  matches.forEach((at, i) => {
    run = at < 0 ? 0 : i > 0 && matches[i - 1] === at - 1 ? run + 1 : 1;
    longest = Math.max(longest, run);
  });
  return longest;
}

function match(quote: ArticleQuote, source: SourceText): Match | undefined {
  const exact = findExact(quote, source);
  const alignments = exact.length > 0 ? exact : alignWithin(quote, source);
  return alignments
    .map(alignment => ({
      source,
      alignment,
      spliced: isSpliced(alignment, source),
      otherSpeaker: isFromOther(quote, alignment, source),
    }))
    .reduce<Match | undefined>((a, b) => (a === undefined || rank(b) < rank(a) ? b : a), undefined);
}

/** Every place where the words stand as they are: the same words may be said by two people. */
function findExact({ words, gaps }: ArticleQuote, source: SourceText): WordAlignment[] {
  if (gaps.some(({ before }) => before > 0 && before < words.count)) return [];
  const found: WordAlignment[] = [];
  const [needle, hay] = [words.hash, source.words.hash];
  for (let at = hay.indexOf(needle[0]!); at >= 0 && at + words.count <= hay.length; at = hay.indexOf(needle[0]!, at + 1)) {
    let i = 1;
    while (i < words.count && needle[i] === hay[at + i]) i++;
    if (i < words.count) continue;
    const piece: AlignedPiece = { from: 0, to: words.count, start: at, end: at + words.count, after: 'start' };
    found.push({ cost: 0, pieces: [piece], matches: Int32Array.from({ length: words.count }, (_, w) => at + w) });
  }
  return found;
}

function alignWithin({ words, gaps }: ArticleQuote, source: SourceText): WordAlignment[] {
  const range = source.words.count > LONGEST_SOURCE ? densestStretch(words, source.words) : { start: 0, end: source.words.count };
  const found = alignWords(words.hash, source.words.hash.subarray(range.start, range.end), gaps);
  if (!found) return [];
  return [
    {
      cost: found.cost,
      pieces: found.pieces.map(piece => ({ ...piece, start: piece.start + range.start, end: piece.end + range.start })),
      matches: found.matches.map(at => (at < 0 ? at : at + range.start)),
    },
  ];
}

/** Where a long text has most of the quotation's words, each counted by how rare it is in it. */
function densestStretch(quote: WordHashes, source: WordHashes): Span {
  const width = Math.max(400, quote.count * 6);
  const wanted = new Map<number, number>();
  for (const hash of quote.hash) wanted.set(hash, 0);
  for (const hash of source.hash) {
    const seen = wanted.get(hash);
    if (seen !== undefined) wanted.set(hash, seen + 1);
  }
  const worth = (at: number): number => {
    const seen = wanted.get(source.hash[at]!);
    return seen === undefined || seen === 0 ? 0 : 1 / seen;
  };
  let sum = 0;
  let [best, bestEnd] = [-1, Math.min(width, source.count)];
  for (let at = 0; at < source.count; at++) {
    sum += worth(at);
    if (at >= width) sum -= worth(at - width);
    if (sum > best + 1e-9) [best, bestEnd] = [sum, at + 1];
  }
  return { start: Math.max(0, bestEnd - width * 2), end: Math.min(source.count, bestEnd + width) };
}

/** Pieces that do not stand together, or come from two people's mouths. */
function isSpliced({ pieces }: WordAlignment, source: SourceText): boolean {
  if (pieces.some(({ after }) => after === 'jump')) return true;
  const speakers = pieces.flatMap(({ start, end }) => (end > start ? (speakerOfWord(source, start)?.id ?? []) : []));
  return new Set(speakers).size > 1;
}

/** The release gives the words to somebody who cannot be the one whom the article names. */
function isFromOther({ speaker }: ArticleQuote, { pieces }: WordAlignment, source: SourceText): boolean {
  if (!speaker) return false;
  const said = pieces.flatMap(({ start, end }) => (end > start ? (speakerOfWord(source, start) ?? []) : []));
  return said.length > 0 && said.every(other => areDifferentPeople(speaker, other));
}

function piecesOf({ words }: ArticleQuote, { source, alignment }: Match): QuotePiece[] {
  return alignment.pieces.flatMap(({ from, to, start, end }) => {
    if (to <= from || end <= start) return [];
    const span = { start: source.words.start[start]!, end: source.words.end[end - 1]! };
    const speaker = speakerOfWord(source, start);
    return [
      {
        id: source.id,
        span,
        text: wordsBetween(source, start, end),
        quote: { start: words.start[from]!, end: words.end[to - 1]! },
        ...(speaker ? { speaker: { name: speaker.name, kind: speaker.kind } } : {}),
      },
    ];
  });
}

/** The release's own words, on one line, without a cue that interrupts them. */
function wordsBetween({ text, words }: SourceText, start: number, end: number): string {
  let out = '';
  for (let at = start; at < end; at++) {
    const between = at > start ? text.slice(words.end[at - 1], words.start[at]) : '';
    // More than signs between two words: a cue was left out, and the marks around it with it.
    const interrupted = /[\p{L}\p{N}]/u.test(between);
    const stop =
      /^[.!?…]/.exec(between)?.[0] ?? (between.startsWith(',') ? (opensSentence(text, words.start[at]!) ? '.' : ',') : '');
    out += interrupted ? `${stop} ` : between;
    out += text.slice(words.start[at], words.end[at]);
  }
  return out.replace(/\s+/g, ' ').trim();
}

/** Before a cue a full stop becomes a comma; a capital after it tells. */
const opensSentence = (text: string, at: number): boolean => /^(?!I\b)\p{Lu}/u.test(text.slice(at, at + 2));

function differencesOf({ words }: ArticleQuote, { source, alignment }: Match): WordDifference[] {
  return alignment.pieces.flatMap(({ from, to, start, end }) =>
    wordDifferences({ words: source.words, from: start, to: end }, { words, from, to }),
  );
}

/** Where the best release lacks a whole part of the quotation: the part may be from another one. */
function findElsewhere(quote: ArticleQuote, best: Match, sources: readonly SourceText[]): QuoteCheck | undefined {
  const { matches } = best.alignment;
  const runs = runsOf(matches);
  if (runs.length === 0 || runs.length > 3) return undefined;
  const parts: { from: number; to: number; found: boolean }[] = [];
  let at = 0;
  for (const { from, to } of runs) {
    if (from > at) parts.push({ from: at, to: from, found: true });
    parts.push({ from, to, found: false });
    at = to;
  }
  if (at < matches.length) parts.push({ from: at, to: matches.length, found: true });
  if (parts.some(({ from, to }) => to - from < SHORTEST_PIECE)) return undefined;
  const pieces: QuotePiece[] = [];
  let otherSpeaker = true;
  for (const { from, to } of parts) {
    const part = partOf(quote, from, to);
    const found = sources.flatMap(source => match(part, source) ?? []).find(({ alignment }) => alignment.cost === 0);
    if (!found) return undefined;
    pieces.push(...piecesOf(part, found));
    otherSpeaker &&= found.otherSpeaker;
  }
  return { quote, verdict: otherSpeaker ? 'otherSpeaker' : 'spliced', similarity: 1, pieces, differences: [] };
}

/** Runs of words without a match that are long enough to be looked for by themselves; one or two words in them match by chance. */
function runsOf(matches: Int32Array): { from: number; to: number }[] {
  const matched = [...matches].map(at => at >= 0);
  for (let i = 0; i < matched.length;) {
    let end = i;
    while (end < matched.length && matched[end] === matched[i]) end++;
    if (matched[i] && end - i < SHORTEST_PIECE && i > 0 && end < matched.length) matched.fill(false, i, end);
    i = end;
  }
  const runs: { from: number; to: number }[] = [];
  let from = 0;
  for (let i = 0; i <= matched.length; i++) {
    if (matched[i] === false) continue;
    if (i - from >= SHORTEST_PIECE) runs.push({ from, to: i });
    from = i + 1;
  }
  return runs;
}

function partOf(quote: ArticleQuote, from: number, to: number): ArticleQuote {
  const { start, end, hash } = quote.words;
  const gaps: Gap[] = quote.gaps.flatMap(gap =>
    gap.before > from && gap.before < to ? [{ ...gap, before: gap.before - from }] : [],
  );
  return {
    ...quote,
    words: { count: to - from, start: start.slice(from, to), end: end.slice(from, to), hash: hash.slice(from, to) },
    gaps,
  };
}
