/** usage: npm run bench:faults [-- KILLS]: a third as the command line writes, a third as VS Code does, a third two at once. */
import { killWriters } from './killWriters';

async function main(): Promise<void> {
  const kills = Math.ceil(Number(process.argv[2] ?? 1000) / 3);
  console.log('| writers | kills | written before | left a file beside | sidecar away | half | lost | litter |');
  console.log('|---|--:|--:|--:|--:|--:|--:|--:|');
  for (const [what, kind, together] of [
    ['the command line', 'cli', 1],
    ['VS Code', 'editor', 1],
    ['two at once', 'editor', 2],
  ] as const) {
    const faults = await killWriters(kills, kind, together);
    const { kills: done, written, interrupted, away, half, lost, litter, complaints } = faults;
    console.log(`| ${what} | ${done} | ${written} | ${interrupted} | ${away} | ${half} | ${lost} | ${litter} |`);
    for (const complaint of complaints) console.error(complaint);
    if (complaints.length > 0) process.exitCode = 1;
  }
}

void main();
