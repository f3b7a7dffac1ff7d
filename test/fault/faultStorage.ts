/** The sidecar that the fault tests write, as the command line writes it or as VS Code does. */
import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { folderAt } from '../../src/cli/sidecarFolder';
import { SidecarStorage, type Annotation, type SidecarFolder } from '../../src/core/index';

export const RELEASE = 'release.txt';

export const note = (author: string, number: number): Annotation => ({
  id: `urn:fault:${author}:${number}`,
  kind: 'note',
  author,
  // Long enough to be written in several pieces where a write is cut off.
  comment: `${number} `.repeat(300),
  targets: [{ quote: { exact: 'word', prefix: 'a ', suffix: ' b' }, position: { start: number * 7, end: number * 7 + 4 } }],
});

/**
 * `asEditor`: a file is deleted before another takes its place, which is how VS Code does it. `killed`: every claim that is
 * found is of a writer that is dead, so that nobody has to wait until it is stale.
 */
export function createFaultStorage(folder: string, asEditor: boolean, killed = false): SidecarStorage {
  const disk = folderAt(folder);
  const files: SidecarFolder = {
    ...disk,
    ...(asEditor
      ? {
          replace: async (name: string, other: string) => {
            rmSync(join(folder, other), { force: true });
            await new Promise(resolve => setImmediate(resolve)); // two calls to another process, in VS Code
            renameSync(join(folder, name), join(folder, other));
            return true;
          },
        }
      : {}),
    ...(killed ? { ageOf: async (name: string) => (await disk.ageOf(name)) && Infinity } : {}),
  };
  return new SidecarStorage(files, RELEASE);
}
