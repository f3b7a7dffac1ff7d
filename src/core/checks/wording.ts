/** Words: acronyms that are explained too late, quotations that stand twice with other words or are too long. */
import { countWords } from '../features/excerpt';
import { findQuotations } from '../release/quotes';
import type { Attribution } from '../release/types';
import { hashWords } from '../text/wordHashes';
import { finding, type CheckInput, type Finding } from './findings';

/** Words that most editors let a quotation have; beyond, readers lose who speaks. */
export const LONGEST_QUOTE = 100;

/** "World Health Organization (WHO)": the words before the bracket begin with its letters. */
const DEFINITION = /\(([A-Z][A-Z0-9&]{1,6})s?\)/g;

/** An acronym that the release explains, used before it does. */
export function checkAcronyms({ text, release }: CheckInput): Finding[] {
  const findings: Finding[] = [];
  const body = release.parts.find(({ kind }) => kind === 'paragraph')?.span.start ?? 0;
  const seen = new Set<string>();
  for (const match of text.matchAll(DEFINITION)) {
    const acronym = match[1]!;
    if (seen.has(acronym) || !isDefinition(text.slice(Math.max(0, match.index - 120), match.index), acronym)) continue;
    seen.add(acronym);
    // The headline may be short; what follows the end mark is not read in order.
    const use = new RegExp(`(?<![\\p{L}\\p{N}&])${acronym}(?![\\p{L}\\p{N}&])`, 'u').exec(text.slice(body, match.index));
    if (!use) continue;
    const start = body + use.index;
    const part = release.parts.find(({ span }) => span.start <= start && start < span.end);
    if (part?.kind !== 'paragraph' && part?.kind !== 'list') continue;
    findings.push(
      finding('acronym-before-definition', { start, end: start + acronym.length }, 'acronym', [acronym], {
        related: [{ start: match.index, end: match.index + match[0].length }],
      }),
    );
  }
  return findings;
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

export function checkLongQuotes({ text, release, longestQuote = LONGEST_QUOTE }: CheckInput): Finding[] {
  return release.parts.flatMap(({ span: part }) =>
    findQuotations(text.slice(part.start, part.end)).flatMap(({ span: { start, end }, depth, closed }) => {
      const span = { start: part.start + start, end: part.start + end };
      // One that is never closed is another check's.
      const words = depth === 0 && closed ? countWords(text, span) : 0;
      return words > longestQuote ? [finding('long-quote', span, 'tooLong', [String(words)])] : [];
    }),
  );
}

const FEWEST_WORDS = 8;
/** Of the words of the shorter one so many must be in both, in any order, to be the same quotation. */
const LEAST_COMMON = 0.75;

/** A quotation that stands twice, as pull quotes do, but not with the same words. A part of it alone is no difference. */
export function checkRepeatedQuotes({ text, release }: CheckInput): Finding[] {
  const quotes = release.attributions
    .filter(({ kind, quoted }: Attribution) => kind === 'direct' && quoted)
    .flatMap(({ content }) => content)
    .map(span => ({ span, hash: [...hashWords(text, span.start, span.end).hash] }))
    .filter(({ hash }) => hash.length >= FEWEST_WORDS);
  const findings: Finding[] = [];
  quotes.forEach((quote, later) => {
    for (const earlier of quotes.slice(0, later)) {
      const [short, long] = quote.hash.length <= earlier.hash.length ? [quote, earlier] : [earlier, quote];
      if (long.hash.length > 2 * short.hash.length) continue;
      if (shared(short.hash, long.hash) < LEAST_COMMON * short.hash.length || isRunOf(short.hash, long.hash)) continue;
      const other = text.slice(earlier.span.start, earlier.span.end).replace(/\s+/g, ' ');
      findings.push(finding('repeated-quote-differs', quote.span, 'quotedOtherwise', [other], { related: [earlier.span] }));
      break;
    }
  });
  return findings;
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
