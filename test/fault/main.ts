/**
 * usage: npm run bench:faults [-- KILLS]: a third as the command line writes, a third as VS Code does, a third two at once.
 * WRITERS="two at once" (names of the table, separated by commas) kills only those, as many as they would be in the whole.
 */
import { killWriters } from './killWriters';

const WRITERS = [
  ['the command line', 'cli', 1],
  ['VS Code', 'editor', 1],
  ['two at once', 'editor', 2],
] as const;

async function main(): Promise<void> {
  const kills = Math.ceil(Number(process.argv[2] ?? 1000) / WRITERS.length);
  const chosen = process.env.WRITERS?.split(',').map(name => name.trim());
  const parts = WRITERS.filter(([what]) => !chosen || chosen.includes(what));
  const unknown = chosen?.filter(name => !WRITERS.some(([what]) => what === name)) ?? [];
  if (unknown.length > 0)
    throw new Error(`No such writers: ${unknown.join(', ')}. There are: ${WRITERS.map(([what]) => what).join(', ')}.`);
  let all = 0;
  let wrong = 0;
  console.log('| writers | kills | written before | left a file beside | sidecar away | half | lost | litter |');
  console.log('|---|--:|--:|--:|--:|--:|--:|--:|');
  for (const [what, kind, together] of parts) {
    const began = performance.now();
    let told = 0;
    const faults = await killWriters(kills, kind, together, done => {
      if (done < told + 50) return;
      told = done;
      console.error(`${what}: ${done} of ${kills} killed, ${((performance.now() - began) / 1000).toFixed(0)} s`);
    });
    const { kills: done, written, interrupted, away, half, lost, litter, complaints } = faults;
    console.log(`| ${what} | ${done} | ${written} | ${interrupted} | ${away} | ${half} | ${lost} | ${litter} |`);
    for (const complaint of complaints) console.error(complaint);
    all += done;
    wrong += half + lost + litter;
  }
  console.log(`\n${all} kills: ${wrong === 0 ? 'nothing lost, nothing half written, nothing left behind' : `${wrong} faults`}.`);
  if (wrong > 0) process.exitCode = 1;
}

void main();
