/**
 * How well the engine reads: the seeds, by style; then attributions and dates on the development data, where these are.
 *
 * usage: npm run eval -- [--worst N] [--json] [--only seeds|attributions|dates]
 *
 * --worst N lists up to N misses of each seed and corpus; --json prints the seeds' figures as JSON and nothing else.
 * The development data are looked for in ../shared/gold, or in the folder that PRESSMARK_GOLD names.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { f1, MEASURES, scoreSeeds, sumCounts, type Measure, type SeedScore } from './seeds';

const { values: options } = parseArgs({
  options: { worst: { type: 'string', default: '0' }, json: { type: 'boolean', default: false }, only: { type: 'string' } },
});
const worst = Number(options.worst);

const HEADINGS: Record<Measure, string> = {
  overlap: 'overlap',
  exact: 'exact',
  kind: 'kind',
  source: 'source',
  cue: 'cue',
  addressee: 'to',
  speakerOf: 'who',
  speakers: 'speakers',
  titles: 'titles',
  mentions: 'mentions',
  dateSpans: 'dates',
  dateValues: 'values',
  resolved: 'resolved',
  parts: 'parts',
};

function printSeeds(scores: readonly SeedScore[]): void {
  const width = Math.max(...scores.map(({ style }) => style.length)) + 1;
  const row = (name: string, cells: readonly string[]): string =>
    name.padEnd(width) + cells.map((cell, i) => cell.padStart(HEADINGS[MEASURES[i]!].length + 2)).join('');
  console.log(
    row(
      'seeds/',
      MEASURES.map(measure => HEADINGS[measure]),
    ),
  );
  const line = (name: string, counts: SeedScore['counts']): void => {
    const percent = (measure: Measure): string =>
      counts[measure].wanted + counts[measure].found === 0 ? '–' : String(Math.round(f1(counts[measure]) * 1000) / 10);
    console.log(row(name, MEASURES.map(percent)));
  };
  for (const { style, counts } of scores) line(style, counts);
  line('all', sumCounts(scores));
  if (worst > 0) {
    for (const { file, misses } of scores) {
      if (misses.length) console.log(`\n${file}`);
      for (const miss of misses.slice(0, worst)) console.log(`  ${miss}`);
    }
  }
}

function runOther(name: string): void {
  const script = join(__dirname, `${name}.js`);
  console.log(`\n${name}`);
  if (!existsSync(script)) {
    console.log('skipped: this measure is not built');
    return;
  }
  const { status } = spawnSync(process.execPath, [script, ...(worst > 0 ? ['--worst', String(worst)] : [])], {
    stdio: 'inherit',
  });
  if (status !== 0) process.exitCode = 1;
}

if (!options.only || options.only === 'seeds') {
  const scores = scoreSeeds();
  if (options.json) {
    console.log(
      JSON.stringify(
        { seeds: scores.map(({ file, style, counts }) => ({ file, style, counts })), all: sumCounts(scores) },
        undefined,
        1,
      ),
    );
  } else {
    console.log(
      'F1 in percent; of the attributions that were matched: kind, source, cue, addressee ("to") and speaker ("who")\n',
    );
    printSeeds(scores);
  }
}
if (!options.json) for (const name of ['attributions', 'dates']) if (!options.only || options.only === name) runOther(name);
