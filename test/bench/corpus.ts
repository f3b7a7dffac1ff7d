/**
 * How fast many releases are indexed and searched: reading 2,000 releases of 10 kB, the longest slice between two pauses, and
 * finding a quotation of 40 words among 10,000. Processor time is told beside the clock, which other work on the machine slows down.
 * usage: npm run bench:corpus [-- RELEASES]
 */
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { Corpus, indexRelease, prepareSource, verifyArticle, type IndexedRelease } from '../../src/core/index';
import { signatureOf } from '../../src/core/corpus/signature';
import { releaseMaker } from './madeReleases';

const count = Number(process.argv[2] ?? 2000);
const MANY = 10_000;

/** Its body alone: what follows an end mark is read differently. */
const long = readFileSync('seeds/120-summit-long.txt', 'utf8').split('\nAbout ')[0]!;
const { makeRelease, random } = releaseMaker(long);

const row = (...cells: string[]): void => console.log(`| ${cells.join(' | ')} |`);
const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(2)} s`;

async function main(): Promise<void> {
  console.log(`Node ${process.version}, ${cpus()[0]?.model.trim() ?? 'unknown processor'}\n`);
  row('what', 'clock', 'processor', 'figure');
  row('---', '---', '---', '---');

  const texts = Array.from({ length: count }, (_, n) => makeRelease(n));
  const size = texts.reduce((sum, text) => sum + text.length, 0);
  const used = process.cpuUsage();
  const start = performance.now();
  let longest = 0;
  const entries = texts.map(text => {
    const from = process.cpuUsage();
    const entry = indexRelease(text);
    const { user, system } = process.cpuUsage(from);
    longest = Math.max(longest, (user + system) / 1000);
    return entry;
  });
  const clock = performance.now() - start;
  const { user, system } = process.cpuUsage(used);
  row(
    `indexing ${count} releases`,
    seconds(clock),
    seconds((user + system) / 1000),
    `${(size / 1e6).toFixed(1)} MB; one release ${longest.toFixed(0)} ms at most`,
  );
  const bytes = entries.reduce((sum, { signature }) => sum + signature.length, 0) / entries.length;
  const json = entries.reduce((sum, entry) => sum + JSON.stringify({ ...entry, signature: '' }).length, 0) / entries.length;
  row('kept of one release', '', '', `${(bytes / 1000).toFixed(1)} kB signature, ${(json / 1000).toFixed(1)} kB the rest`);

  // The search reads signatures alone: nothing else is made of the rest.
  const corpus = new Corpus();
  const many = Array.from({ length: MANY }, (_, n) => texts[n] ?? makeRelease(n));
  const rest: Omit<IndexedRelease, 'signature'> = { words: 0, speakers: [], messages: [], dates: [] };
  many.forEach((text, n) => corpus.set(String(n), { ...rest, signature: signatureOf(text) }));
  const clocks: number[] = [];
  const processor: number[] = [];
  let right = 0;
  const TRIES = 20;
  for (let i = 0; i < TRIES; i++) {
    const n = random(MANY);
    const words = many[n]!.split(/\s+/).filter(each => /^[\p{L}\p{N}]/u.test(each));
    const at = random(words.length - 40);
    const passage = words
      .slice(at, at + 40)
      .join(' ')
      .replace(/["“”]/g, '');
    // Every second one has a word changed.
    const quote =
      i % 2 === 0 ? passage : passage.replace(/(\S+ ){10}(\S+)/, (whole, last: string) => whole.replace(last, 'never '));
    const cpu = process.cpuUsage();
    const from = performance.now();
    const [check] = await verifyArticle(`“${quote}”`, corpus, {
      load: id => Promise.resolve(prepareSource(id, many[Number(id)]!)),
    });
    clocks.push(performance.now() - from);
    const spent = process.cpuUsage(cpu);
    processor.push((spent.user + spent.system) / 1000);
    if (check?.pieces.some(({ id }) => id === String(n))) right++;
  }
  const median = (list: number[]): number => [...list].sort((a, b) => a - b)[list.length >> 1]!;
  row(
    `checking a quotation of 40 words against ${MANY} releases`,
    `${median(clocks).toFixed(0)} ms`,
    `${median(processor).toFixed(0)} ms`,
    `median of ${TRIES}; ${Math.max(...processor).toFixed(0)} ms processor at most; ${right} of ${TRIES} in the right release`,
  );
}

void main();
