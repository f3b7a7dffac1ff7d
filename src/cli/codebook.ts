/** The codebook that holds for a release: `.pressmark/codebook.json` in its folder or one above it. */
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import {
  CODEBOOK_PATH,
  EMPTY_CODEBOOK,
  formatCodebook,
  parseCodebook,
  withTags,
  type Codebook,
  type CodebookTag,
} from '../core/index';
import { BadInput, readText, writeWhole } from './files';

/** The nearest folder from the file's upwards that holds one of these. */
function folderWith(file: string, names: readonly string[]): string | undefined {
  for (let folder = dirname(resolve(file)); ; folder = dirname(folder)) {
    if (names.some(name => existsSync(join(folder, name)))) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}

/** The codebook of the folder that the file lies in, or of one above it; one that cannot be read counts as none. */
export function codebookOf(file: string): Codebook {
  const folder = folderWith(file, [CODEBOOK_PATH]);
  const reading = folder === undefined ? undefined : parseCodebook(readText(join(folder, CODEBOOK_PATH)));
  return reading?.state === 'read' ? reading.codebook : EMPTY_CODEBOOK;
}

/** A codebook with tags that it did not have, not written yet. */
export interface NewTags {
  readonly path: string;
  /** How many are new. */
  readonly added: number;
  readonly write: () => void;
}

/**
 * What adding tags to the codebook of a file would do. Where there is none yet it goes to the folder that an editor opens (one with
 * `.git` or `.vscode`), else to the file's own.
 *
 * @throws BadInput where the codebook that is there cannot be read
 */
export function newTags(file: string, tags: readonly CodebookTag[]): NewTags {
  const folder = folderWith(file, [CODEBOOK_PATH]) ?? folderWith(file, ['.git', '.vscode']) ?? dirname(file);
  const path = join(folder, CODEBOOK_PATH);
  const reading = existsSync(path) ? parseCodebook(readText(path)) : undefined;
  if (reading?.state === 'unreadable') throw new BadInput(`${path}: ${reading.problem}; nothing was written`);
  const before = reading?.codebook ?? EMPTY_CODEBOOK;
  const after = withTags(before, tags);
  const write = (): void => {
    mkdirSync(dirname(path), { recursive: true });
    writeWhole(path, formatCodebook(after));
  };
  return { path, added: after.tags.length - before.tags.length, write };
}
