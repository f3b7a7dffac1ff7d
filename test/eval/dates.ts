/**
 * How well dates are found and valued: on the hand-marked sentences beside this file, and on the development files where they exist.
 *
 * usage: node out/test/eval/dates.js [--worst N] [--marks]
 *
 * The figures are those of TempEval-3: strict (same span), relaxed (any overlap, one to one), value (relaxed and the same TIMEX3 value).
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findTimexes, type TimexCandidate } from '../../src/core/release/dates/timexes';
import { resolveTimexes, timexContext } from '../../src/core/release/dates/resolve';
import { tokenize } from '../../src/core/text/tokens';

interface Marked {
  readonly start: number;
  readonly end: number;
  readonly value: string;
  readonly type?: string;
  /** Other readings that count as right. */
  readonly also: readonly string[];
}

interface MarkedText {
  readonly id: string;
  readonly text: string;
  readonly releaseDate?: string;
  readonly dates: readonly Marked[];
  /** A text that is known to be read wrong: it counts in the figures, and the unit tests leave it out. */
  readonly isMissed?: boolean;
}

/** What the engine says about a text, line by line, as it does in a release. */
export function findDates(
  text: string,
  releaseDate?: string,
): { start: number; end: number; type: string; value: string; resolved?: string }[] {
  const candidates: TimexCandidate[] = [];
  let offset = 0;
  for (const line of text.split('\n')) {
    for (const found of findTimexes(tokenize(line)))
      candidates.push({ ...found, start: found.start + offset, end: found.end + offset });
    offset += line.length + 1;
  }
  const { timexes: resolved } = resolveTimexes(candidates, timexContext(releaseDate));
  return candidates.map((candidate, i) => ({
    start: candidate.start,
    end: candidate.end,
    type: candidate.type,
    ...resolved[i]!,
  }));
}

/** The type that a TIMEX3 value tells; sets, whose values are like those of durations and dates, are marked "set". */
const typeOf = (value: string): string => (/^P[\dXT]/.test(value) ? 'DURATION' : /\dT/.test(value) ? 'TIME' : 'DATE');

/** Reads a file of `timexes/`: "@ date" lines, then a text a line with [[words|value]] or [[words|set value]]; "¶" parts paragraphs, "? " begins one that is known to be missed. */
export function readMarkedSentences(source: string): MarkedText[] {
  let releaseDate: string | undefined;
  const texts: MarkedText[] = [];
  source.split('\n').forEach((raw, index) => {
    const isMissed = raw.startsWith('? ');
    const line = isMissed ? raw.slice(2) : raw;
    if (line.startsWith('@')) releaseDate = line.slice(1).trim() === 'none' ? undefined : line.slice(1).trim();
    if (!line.trim() || /^[#@]/.test(line)) return;
    const dates: Marked[] = [];
    let text = '';
    let at = 0;
    for (const match of line.matchAll(/\[\[(.+?)\|(.*?)\]\]/g)) {
      text += line.slice(at, match.index).replaceAll(' ¶ ', '\n');
      const isSet = match[2]!.startsWith('set ');
      const value = isSet ? match[2]!.slice(4) : match[2]!;
      const type = isSet ? 'SET' : typeOf(value);
      dates.push({ start: text.length, end: text.length + match[1]!.length, value, type, also: [] });
      text += match[1]!;
      at = match.index + match[0].length;
    }
    text += line.slice(at).replaceAll(' ¶ ', '\n');
    texts.push({
      id: `line ${index + 1}`,
      text,
      dates,
      ...(releaseDate ? { releaseDate } : {}),
      ...(isMissed ? { isMissed } : {}),
    });
  });
  return texts;
}

function readGold(file: string): MarkedText[] {
  interface Line {
    id: string;
    text: string;
    releaseDate?: string;
    dates: { start: number; end: number; value?: string; timex?: string; values?: string[] }[];
  }
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map(line => {
      const { id, text, releaseDate, dates } = JSON.parse(line) as Line;
      return {
        id,
        text,
        dates: dates.map(d => ({ start: d.start, end: d.end, value: d.value ?? d.timex ?? '', also: d.values ?? [] })),
        ...(releaseDate ? { releaseDate } : {}),
      };
    });
}

const percent = (right: number, got: number, want: number) => ((200 * right) / (got + want || 1)).toFixed(1).padStart(6);

function score(name: string, texts: readonly MarkedText[], worst: number): void {
  let [strict, relaxed, value, type, got, want] = [0, 0, 0, 0, 0, 0];
  const misses: string[] = [];
  for (const { id, text, releaseDate, dates } of texts) {
    const found = findDates(text, releaseDate);
    const free = new Set(found);
    got += found.length;
    want += dates.length;
    const notes: string[] = [];
    for (const gold of dates) {
      const overlap = (d: { start: number; end: number }) =>
        (Math.min(d.end, gold.end) - Math.max(d.start, gold.start)) / (Math.max(d.end, gold.end) - Math.min(d.start, gold.start));
      let best: (typeof found)[number] | undefined;
      for (const d of free) if (overlap(d) > 0 && (!best || overlap(d) > overlap(best))) best = d;
      if (!best) {
        notes.push(`missed "${text.slice(gold.start, gold.end)}"`);
        continue;
      }
      free.delete(best);
      relaxed++;
      if (best.start === gold.start && best.end === gold.end) strict++;
      else notes.push(`span "${text.slice(gold.start, gold.end)}" is "${text.slice(best.start, best.end)}"`);
      if (gold.type === undefined || gold.type === best.type) type++;
      else notes.push(`type of "${text.slice(gold.start, gold.end)}" ${gold.type} is ${best.type}`);
      if ([gold.value, ...gold.also].includes(best.value) || (best.resolved !== undefined && gold.also.includes(best.resolved)))
        value++;
      else notes.push(`value of "${text.slice(gold.start, gold.end)}" ${gold.value} is ${best.value}`);
    }
    for (const d of free) notes.push(`false "${text.slice(d.start, d.end)}" ${d.value}`);
    if (notes.length) misses.push(`${id} (${releaseDate ?? '-'}) ${text.slice(0, 160)}\n    ${notes.join('; ')}`);
  }
  console.log(
    `${name.padEnd(24)} texts ${String(texts.length).padStart(4)}  expressions ${String(want).padStart(4)}  relaxed ${percent(relaxed, got, want)}  strict ${percent(strict, got, want)}  value ${percent(value, got, want)}  type ${percent(type, got, want)}`,
  );
  for (const miss of misses.slice(0, worst)) console.log(`  ${miss}`);
}

if (require.main === module) {
  const args = process.argv.slice(2);
  const worst = args.includes('--worst') ? Number(args[args.indexOf('--worst') + 1] ?? 10) : 0;
  const here = join(__dirname, '../../../test/eval');
  const gold = process.env.PRESSMARK_GOLD ?? join(__dirname, '../../../../shared/gold');
  const all: MarkedText[] = [];
  for (const file of readdirSync(join(here, 'timexes')).filter(name => name.endsWith('.txt'))) {
    const texts = readMarkedSentences(readFileSync(join(here, 'timexes', file), 'utf8'));
    score(file, texts, worst);
    all.push(...texts);
  }
  score('all marked sentences', all, 0);
  if (!args.includes('--marks')) {
    for (const name of ['recognizers', 'chrono', 'duckling']) {
      const file = join(gold, `${name}-dates.jsonl`);
      if (existsSync(file)) score(name, readGold(file), worst);
      else console.log(`${name.padEnd(24)} skipped: ${name}-dates.jsonl is not here`);
    }
  }
}
