/**
 * How well attributions are found in running news: PolNeAR's development articles, scored by the shared metric.
 *
 * usage: node out/test/eval/attributions.js [--worst N]
 *
 * The articles are never part of the project: they are read from ../shared/gold (or the folder that PRESSMARK_GOLD names), and the
 * metric from ../shared/tools. Where these are absent, the measure says that it was skipped.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseRelease, toAnnotatedDocument } from '../../src/core/index';

const args = process.argv.slice(2);
const worst = args.includes('--worst') ? (args[args.indexOf('--worst') + 1] ?? '10') : undefined;
const goldFolder = process.env.PRESSMARK_GOLD ?? join(__dirname, '../../../../shared/gold');
const gold = join(goldFolder, 'polnear-dev.jsonl');
const metric = join(goldFolder, '../tools/score.mjs');

if (!existsSync(gold) || !existsSync(metric)) console.log('PolNeAR dev  skipped: the development data or the metric is not here');
else {
  const out = join(__dirname, '../../eval');
  mkdirSync(out, { recursive: true });
  const system = join(out, 'polnear-dev.jsonl');
  const lines = readFileSync(gold, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map(line => {
      const { id, text, releaseDate } = JSON.parse(line) as { id: string; text: string; releaseDate?: string };
      return JSON.stringify(toAnnotatedDocument(id, text, parseRelease(text, releaseDate ? { releaseDate } : {})));
    });
  writeFileSync(system, lines.join('\n') + '\n');
  const { status } = spawnSync(process.execPath, [metric, gold, system, ...(worst === undefined ? [] : ['--worst', worst])], {
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
}
