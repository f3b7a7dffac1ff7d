/**
 * How fast the engine is: whole releases, dates alone against chrono-node, names alone against compromise, growth with the
 * size of the text, one keystroke in a large release, memory and size. Ratios in one run, medians of several rounds.
 * usage: npm run bench [-- --quick]
 */
import { buildSync } from 'esbuild';
import * as chrono from 'chrono-node';
import nlp from 'compromise';
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { gzipSync } from 'node:zlib';
import { createReleaseParser, parseRelease } from '../../src/core/index';
import { findTimexes } from '../../src/core/release/dates/timexes';
import { findNames } from '../../src/core/release/names';
import { findSentences } from '../../src/core/text/sentences';
import { tokenize } from '../../src/core/text/tokens';

const quick = process.argv.includes('--quick');
const ROUNDS = quick ? 3 : 7;

const seed = readFileSync('seeds/000_cae2262806c99fd3.txt', 'utf8');
/** Its body alone: what follows an end mark is read differently. */
const long = readFileSync('seeds/120-summit-long.txt', 'utf8').split('\nAbout ')[0]!;

/**
 * A text of `size` code units out of a release's paragraphs. Each repetition is numbered, so that no paragraph is the same as
 * another and the paragraph cache cannot flatter the figure.
 */
function textOf(base: string, size: number): string {
  const lines = base.split('\n');
  const out: string[] = [];
  let length = 0;
  for (let n = 0; length < size; n++) {
    for (const line of lines) {
      const numbered = line.length > 80 ? line.replace(/\.$/, ` in case ${n}.`) : line;
      out.push(numbered);
      length += numbered.length + 1;
    }
  }
  return out.join('\n');
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1]!;
}

/** Seconds that each of several jobs takes, round by round in turn, so that a drifting machine is the same to all. */
function timeInTurn(jobs: Readonly<Record<string, () => void>>, rounds = ROUNDS): Record<string, number> {
  const times: Record<string, number[]> = {};
  for (let round = -1; round < rounds; round++)
    for (const [name, job] of Object.entries(jobs)) {
      const start = performance.now();
      job();
      if (round >= 0) (times[name] ??= []).push((performance.now() - start) / 1000);
    }
  return Object.fromEntries(Object.entries(times).map(([name, list]) => [name, median(list)]));
}

/** Seconds of processor time that a job takes, the collector's included: other work on the machine makes the clock run, not this. */
function processorTime(job: () => void): number {
  globalThis.gc?.();
  const from = process.cpuUsage();
  job();
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1e6;
}

const rate = (size: number, seconds: number): string => `${(size / 1e6 / seconds).toFixed(1)} MB/s`;
const row = (...cells: string[]): void => console.log(`| ${cells.join(' | ')} |`);
const head = (...cells: string[]): void => {
  row(...cells);
  row(...cells.map(() => '---'));
};

console.log(
  `Node ${process.version}, ${cpus()[0]?.model.trim() ?? 'unknown processor'}, medians of ${ROUNDS} rounds${quick ? ' (quick)' : ''}\n`,
);

// 1. Whole releases, every paragraph different and nothing cached
{
  head('one megabyte of', 'parseRelease');
  const texts = {
    'the seed, paragraphs numbered': textOf(seed, 1e6),
    'the long release, paragraphs numbered': textOf(long, 1e6),
    'the seed repeated as it is': seed.repeat(Math.ceil(1e6 / seed.length)),
  };
  const times = timeInTurn(
    Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, () => void parseRelease(text)])),
  );
  for (const [name, text] of Object.entries(texts)) row(name, rate(text.length, times[name]!));
  console.log();
}

// 2. Against the libraries, on the same paragraphs in the same run
{
  const paragraphs = textOf(long, quick ? 5e4 : 2e5)
    .split(/\n+/)
    .filter(Boolean);
  const size = paragraphs.reduce((sum, p) => sum + p.length, 0);
  const times = timeInTurn(
    {
      'Pressmark, dates alone (with tokens)': () => paragraphs.forEach(p => findTimexes(tokenize(p))),
      'chrono-node, dates': () => paragraphs.forEach(p => chrono.parse(p)),
      'Pressmark, names alone (with tokens)': () =>
        paragraphs.forEach(p => {
          const tokens = tokenize(p);
          findNames(tokens, findSentences(tokens));
        }),
      'compromise, people': () => paragraphs.forEach(p => void nlp(p).people().out('array')),
      'Pressmark, everything': () => void parseRelease(paragraphs.join('\n\n')),
    },
    Math.min(ROUNDS, 5),
  );
  const everything = times['Pressmark, everything']!;
  head('paragraph by paragraph', 'speed', 'time against "everything"');
  for (const [name, seconds] of Object.entries(times)) row(name, rate(size, seconds), `${(seconds / everything).toFixed(2)} ×`);
  console.log();
}

// 3. Growth: the exponent between the smallest and the largest text
{
  const sizes = quick ? [1e5, 1e6, 5e6] : [1e5, 1e6, 1e7, 5e7];
  head('text', ...sizes.map(s => `${s / 1e6} MB`), 'exponent');
  const shapes: Record<string, (size: number) => string> = {
    paragraphs: size => textOf(long, size),
    'one line': size => textOf(long, size).replace(/\n+/g, ' '),
  };
  for (const [name, make] of Object.entries(shapes)) {
    const seconds = sizes.map(size => {
      const text = make(size);
      parseRelease(text.slice(0, 1e5));
      return Math.min(...Array.from({ length: size > 2e6 ? 1 : 5 }, () => processorTime(() => void parseRelease(text))));
    });
    const exponent = Math.log(seconds.at(-1)! / seconds[1]!) / Math.log(sizes.at(-1)! / sizes[1]!);
    row(name, ...seconds.map((s, i) => rate(sizes[i]!, s)), exponent.toFixed(2));
  }
  console.log();
}

// 4. Text made to be slow: processor time for each, against as much of the release
{
  const size = quick ? 2e5 : 1e6;
  /** Numbered every so often, so that no stretch that is read at once is the same as another, which would be read once. */
  const fill = (piece: string): string =>
    Array.from({ length: size / 1e4 }, (_, i) => `${piece.repeat(Math.ceil(1e4 / piece.length))}${i} `).join('');
  const hostile: Record<string, string> = {
    'the long release': textOf(long, size),
    capitals: fill('Jane Roe '),
    'digits and slashes': fill('12/3/45/'),
    'quotation marks': fill('"'),
    'nested marks': fill('“‘'),
    colons: fill('Roe: '),
    'blank lines': fill('\n'),
    '"and"': fill('Roe and '),
    '"said that he"': fill('said that he '),
    '"the company said"': fill('The company said so. '),
    months: fill('May of '),
    'lone surrogates': fill('\ud800'),
    NULs: fill('\0'),
    'right to left': fill('\u202eשלום '),
  };
  head('text of', 'speed', 'time against twice its half');
  for (const [name, text] of Object.entries(hostile)) {
    // The least of several rounds in turn: what the text costs, without what disturbed it.
    let [half, whole] = [Infinity, Infinity];
    for (let round = 0; round < (quick ? 1 : 3); round++) {
      half = Math.min(
        half,
        processorTime(() => void parseRelease(text.slice(0, text.length / 2))),
      );
      whole = Math.min(
        whole,
        processorTime(() => void parseRelease(text)),
      );
    }
    row(name, rate(text.length, whole), `${(whole / half / 2).toFixed(1)} ×`);
  }
  console.log();
}

// 5. One keystroke in a large release: to the release, and to all of its lists, which are made on demand
{
  head('one keystroke in', 'p50', 'p95', 'p50 with all lists', 'p95 with all lists');
  for (const size of [1e5, 1e6]) {
    const parser = createReleaseParser();
    let text = textOf(long, size);
    parser.parse(text);
    const times: number[] = [];
    const listed: number[] = [];
    for (let i = 0; i < (quick ? 60 : 200); i++) {
      const at = Math.floor((text.length * ((i * 37) % 100)) / 100);
      text = [text.slice(0, at), 'x', text.slice(at)].join(''); // in one piece, as an editor gives it
      const start = performance.now();
      const release = parser.parse(text);
      times.push(performance.now() - start);
      for (const list of ['parts', 'speakers', 'attributions', 'dates'] as const)
        if (release[list].length === 0) throw new Error(list);
      listed.push(performance.now() - start);
    }
    const at = (list: number[], share: number): string =>
      `${list.sort((a, b) => a - b)[Math.floor(list.length * share)]!.toFixed(1)} ms`;
    row(`${size / 1e6} MB`, at(times, 0.5), at(times, 0.95), at(listed, 0.5), at(listed, 0.95));
  }
  console.log();
}

// 6. Memory and size
{
  const text = textOf(long, 1e7);
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  const release = parseRelease(text);
  globalThis.gc?.();
  const after = process.memoryUsage().heapUsed;
  const bundle = buildSync({
    entryPoints: ['src/core/index.ts'],
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
    platform: 'neutral',
    mainFields: ['module', 'main'],
  }).outputFiles[0]!.contents;
  const engine = buildSync({
    entryPoints: ['src/core/release/parseRelease.ts'],
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
    platform: 'neutral',
    mainFields: ['module', 'main'],
  }).outputFiles[0]!.contents;
  head('what', 'figure');
  row(
    'heap held by the release of a 10 MB text',
    `${((after - before) / 1e6).toFixed(0)} MB, ${release.attributions.length} messages`,
  );
  row(
    'the reading of releases, minified (gzip)',
    `${(engine.length / 1000).toFixed(0)} kB (${(gzipSync(engine).length / 1000).toFixed(0)} kB)`,
  );
  row(
    'the whole core, minified (gzip)',
    `${(bundle.length / 1000).toFixed(0)} kB (${(gzipSync(bundle).length / 1000).toFixed(0)} kB)`,
  );
}
