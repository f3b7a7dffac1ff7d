/** Kills processes in the middle of writing a sidecar, and looks at what they leave. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseSidecar, SIDECAR_ENDING, type AnnotationPage } from '../../src/core/index';
import { createFaultStorage, note, RELEASE } from './faultStorage';

export interface Faults {
  kills: number;
  /** Annotations that the killed processes had told to be written. */
  written: number;
  /** Kills that left a file of the process's own beside the sidecar, and those that left the sidecar away. */
  interrupted: number;
  away: number;
  /** What must be 0. */
  half: number;
  lost: number;
  litter: number;
  /** In words, what was wrong. */
  readonly complaints: string[];
}

/** Starts a writer and kills it, a random while after it began. Returns the number of the last annotation it told of. */
function killOne(folder: string, author: string, first: number, kind: 'editor' | 'cli', most: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join('out', 'test', 'fault', 'writer.js'), folder, author, String(first), kind], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    let timer: ReturnType<typeof setTimeout> | undefined;
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      timer ??= setTimeout(() => child.kill('SIGKILL'), Math.random() * most);
    });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (signal !== 'SIGKILL') reject(new Error(`The writer ended by itself (${code ?? signal}).`));
      else resolve(Number(output.trimEnd().split('\n').slice(1).at(-1) ?? first - 1));
    });
  });
}

const countOf = (page: AnnotationPage, author: string) => page.annotations.filter(each => each.author === author).length;

/** Kills at least `kills` writers, `together` at a time on one sidecar; `progress` is told how many are done. */
export async function killWriters(
  kills: number,
  kind: 'editor' | 'cli',
  together = 1,
  progress?: (done: number) => void,
): Promise<Faults> {
  const faults: Faults = { kills: 0, written: 0, interrupted: 0, away: 0, half: 0, lost: 0, litter: 0, complaints: [] };
  const folder = mkdtempSync(join(tmpdir(), 'pressmark-faults-'));
  const sidecar = join(folder, RELEASE + SIDECAR_ENDING);
  const authors = Array.from({ length: together }, (_, index) => `writer-${index}`);
  try {
    while (faults.kills < kills) {
      const before = await createFaultStorage(folder, false, true).read({ annotations: [], foreign: [], unknown: {} });
      const firsts = authors.map(author => countOf(before, author));
      const lasts = await Promise.all(authors.map((author, index) => killOne(folder, author, firsts[index]!, kind, 120)));
      faults.kills += together;
      const left = readdirSync(folder);
      if (left.some(name => name.endsWith('.tmp'))) faults.interrupted++;
      if (left.includes(RELEASE + SIDECAR_ENDING)) {
        const { state } = parseSidecar(readFileSync(sidecar, 'utf8'));
        if (state !== 'read') {
          faults.half++;
          faults.complaints.push(`kill ${faults.kills}: the sidecar is ${state}`);
        }
      } else faults.away++;
      const storage = createFaultStorage(folder, false, true);
      const page = await storage.read({ annotations: [], foreign: [], unknown: {} });
      for (const [index, author] of authors.entries()) {
        const told = lasts[index]! + 1;
        faults.written += told - firsts[index]!;
        const numbers = new Set(page.annotations.filter(each => each.author === author).map(({ id }) => id));
        const missing = Array.from({ length: told }, (_, number) => note(author, number).id).filter(id => !numbers.has(id));
        // The old file or the new one: what was told, or one more that could not be told any more.
        if (missing.length > 0 || numbers.size > told + 1) {
          faults.lost++;
          faults.complaints.push(`kill ${faults.kills}: ${author} told ${told}, ${numbers.size} are there`);
        }
      }
      const kept = page.annotations.length > 60 ? [] : page.annotations;
      await storage.write({ ...page, annotations: kept.length > 0 ? [...kept, note('after', faults.kills)] : [] });
      const litter = readdirSync(folder).filter(name => name !== RELEASE + SIDECAR_ENDING);
      faults.litter += litter.length;
      if (litter.length > 0) faults.complaints.push(`kill ${faults.kills}: ${litter.join(', ')} stayed`);
      progress?.(faults.kills);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return faults;
}
