/**
 * A process that adds annotations to a sidecar, one by one, until it is killed. Every one that was written is told on standard
 * output. usage: node writer.js FOLDER AUTHOR FIRST editor|cli
 */
import { writeSync } from 'node:fs';
import { createFaultStorage, note } from './faultStorage';

async function main(): Promise<void> {
  const [folder, author, first, kind] = process.argv.slice(2);
  const storage = createFaultStorage(folder!, kind === 'editor');
  let page = await storage.read({ annotations: [], foreign: [], unknown: {} });
  writeSync(1, 'ready\n');
  for (let number = Number(first); ; number++) {
    page = await storage.write({ ...page, annotations: [...page.annotations, note(author!, number)] });
    writeSync(1, `${number}\n`);
  }
}

void main();
