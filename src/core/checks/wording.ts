/** Words: acronyms that are explained too late, quotations that stand twice with other words or are too long. */
import { countWords } from '../features/excerpt';
import type { Attribution } from '../release/types';
import { hashWords } from '../text/wordHashes';
import { finding, type CheckInput, type KnownInput, type Steps } from './findings';

/** Words that most editors let a quotation have; beyond, readers lose who speaks. */
export const LONGEST_QUOTE = 100;

/** "World Health Organization (WHO)": the words before the bracket begin with its letters. */
const DEFINITION = /\(([A-Z][A-Z0-9&]{1,6})s?\)/g;

/** An acronym that the release explains, used before it does. */
export function* checkAcronyms({ text, release }: CheckInput): Steps {
  const body = release.parts.find(({ kind }) => kind === 'paragraph')?.span.start ?? 0;
  const seen = new Set<string>();
  for (const match of text.matchAll(DEFINITION)) {
    const acronym = match[1]!;
    if (seen.has(acronym) || !isDefinition(text.slice(Math.max(0, match.index - 120), match.index), acronym)) continue;
    seen.add(acronym);
    yield undefined;
    // The headline may be short; what follows the end mark is not read in order.
    const use = new RegExp(`(?<![\\p{L}\\p{N}&])${acronym}(?![\\p{L}\\p{N}&])`, 'u').exec(text.slice(body, match.index));
    if (!use) continue;
    const start = body + use.index;
    const part = release.parts.find(({ span }) => span.start <= start && start < span.end);
    if (part?.kind !== 'paragraph' && part?.kind !== 'list') continue;
    yield finding('acronym-before-definition', { start, end: start + acronym.length }, 'acronym', [acronym], {
      related: [{ start: match.index, end: match.index + match[0].length }],
    });
  }
}

/** Whether the last words before a bracket begin with its letters, small words aside. */
function isDefinition(before: string, acronym: string): boolean {
  const initials = (before.match(/[\p{L}\p{N}]+(?:['’]\p{L}+)?/gu) ?? [])
    .flatMap(word => (/^(?:of|the|and|for|in|on|de|la|du|des)$/i.test(word) ? [] : [word[0]!.toUpperCase()]))
    .join('');
  const all = (before.match(/[\p{L}\p{N}]+/gu) ?? []).map(word => word[0]!.toUpperCase()).join('');
  const letters = acronym.replace(/[^A-Z]/g, '');
  return initials.endsWith(letters) || all.endsWith(letters);
}

const countAll = (words: string): number => countWords(words);

export function* checkLongQuotes({ text, release, facts, longestQuote = LONGEST_QUOTE }: KnownInput): Steps {
  for (const { span: part } of release.parts) {
    yield undefined;
    for (const { span, closed } of facts.quotations(text, part)) {
      // One that is never closed is another check's. Every word has a letter at least.
      if (!closed || span.end - span.start <= longestQuote) continue;
      const quoted = { start: part.start + span.start, end: part.start + span.end };
      const words = facts.get('words', countAll, text, quoted);
      if (words > longestQuote) yield finding('long-quote', quoted, 'tooLong', [String(words)]);
    }
  }
}

const FEWEST_WORDS = 8;
/** Of the words of the shorter one so many must be in both, in any order, to be the same quotation. */
const LEAST_COMMON = 0.75;

const hashes = (words: string): readonly number[] => [...hashWords(words, 0, words.length).hash];

/** A quotation that stands twice, as pull quotes do, but not with the same words. A part of it alone is no difference. */
export function* checkRepeatedQuotes({ text, release, facts }: KnownInput): Steps {
  const quotes = release.attributions
    .filter(({ kind, quoted }: Attribution) => kind === 'direct' && quoted)
    .flatMap(({ content }) => content)
    .map(span => ({ span, hash: facts.get('hashes of words', hashes, text, span) }))
    .filter(({ hash }) => hash.length >= FEWEST_WORDS);
  const alike = likeEarlier(quotes.map(({ hash }) => hash));
  for (const [later, quote] of quotes.entries()) {
    yield undefined;
    for (const index of alike(later)) {
      const earlier = quotes[index]!;
      const [short, long] = quote.hash.length <= earlier.hash.length ? [quote, earlier] : [earlier, quote];
      if (long.hash.length > 2 * short.hash.length) continue;
      if (shared(short.hash, long.hash) < LEAST_COMMON * short.hash.length || isRunOf(short.hash, long.hash)) continue;
      const other = text.slice(earlier.span.start, earlier.span.end).replace(/\s+/g, ' ');
      yield finding('repeated-quote-differs', quote.span, 'quotedOtherwise', [other], { related: [earlier.span] });
      break;
    }
  }
}

/**
 * Of each of several lists of words, asked for in their order, the earlier lists that may share enough with it. All but a quarter of the words of the shorter are
 * in the longer: so one of its rarest words is, if just over a quarter of them are looked for (prefix filtering, Chaudhuri,
 * Ganti and Kaushik 2006).
 */
function likeEarlier(lists: readonly (readonly number[])[]): (later: number) => number[] {
  const counts = new Map<number, number>();
  for (const list of lists) for (const word of list) counts.set(word, (counts.get(word) ?? 0) + 1);
  const rarest = (list: readonly number[]): Set<number> =>
    new Set(
      [...list]
        .sort((a, b) => counts.get(a)! - counts.get(b)! || a - b)
        .slice(0, Math.floor(list.length * (1 - LEAST_COMMON)) + 1),
    );
  /** Earlier lists by each of their words, and by their rarest alone. */
  const byWord = new Map<number, number[]>();
  const byRarest = new Map<number, number[]>();
  const add = (index: Map<number, number[]>, words: Iterable<number>, list: number): void => {
    for (const word of words) {
      const lists = index.get(word);
      if (lists) lists.push(list);
      else index.set(word, [list]);
    }
  };
  return later => {
    const words = new Set(lists[later]);
    const rare = rarest(lists[later]!);
    const found = new Set<number>();
    for (const word of rare) for (const list of byWord.get(word) ?? []) found.add(list);
    for (const word of words) for (const list of byRarest.get(word) ?? []) found.add(list);
    add(byWord, words, later);
    add(byRarest, rare, later);
    return [...found].sort((a, b) => a - b);
  };
}

/** Words of `short` that stand in `long` in the same order: the longest common subsequence. */
function shared(short: readonly number[], long: readonly number[]): number {
  let before = new Uint16Array(long.length + 1);
  for (const word of short) {
    const row = new Uint16Array(long.length + 1);
    for (let j = 1; j <= long.length; j++) row[j] = word === long[j - 1] ? before[j - 1]! + 1 : Math.max(before[j]!, row[j - 1]!);
    before = row;
  }
  return before[long.length]!;
}

function isRunOf(short: readonly number[], long: readonly number[]): boolean {
  for (let at = 0; at + short.length <= long.length; at++) if (short.every((word, i) => word === long[at + i])) return true;
  return false;
}
