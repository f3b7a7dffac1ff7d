/** `pressmark export` and `pressmark import`: other tools' files, and the sidecar beside the release. */
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import {
  EMPTY_PAGE,
  exchangeItems,
  exportBrat,
  exportCsv,
  exportMarkdown,
  exportWebAnnotations,
  importBrat,
  importWebAnnotations,
  Misfit,
  parseRelease,
  placeAnnotations,
  reviewRelease,
  SIDECAR_ENDING,
  type Annotation,
} from '../core/index';
import type { Request } from './arguments';
import { BadInput, nameOf, readSidecar, readText } from './files';
import { openSidecar, writing } from './sidecarFolder';

type ExportRequest = Request & { kind: 'export' };
type ImportRequest = Request & { kind: 'import' };

export interface Exported {
  readonly content: string;
  /** Files that go beside it: brat's configuration. */
  readonly beside: readonly { readonly name: string; readonly content: string }[];
  readonly losses: readonly string[];
}

/** What the sidecar and detection hold, in the format asked for. */
export function exportRelease({ file, format, only, releaseDate }: ExportRequest): Exported {
  const text = readText(file);
  const { page, problem } = readSidecar(file);
  if (problem !== undefined) throw new BadInput(problem);
  const placed = placeAnnotations(text, page.annotations);
  const date = releaseDate ?? page.annotations.find(({ kind }) => kind === 'releaseDate')?.value;
  const detected = parseRelease(text, date === undefined ? {} : { releaseDate: date });
  const release = reviewRelease(text, detected, placed);
  const items = exchangeItems(release, placed, only);
  const orphans = placed.filter(({ orphaned }) => orphaned).length;
  const lost =
    orphans > 0 && format !== 'web-annotation'
      ? [`${orphans} orphaned ${orphans === 1 ? 'annotation has' : 'annotations have'} no place in the text`]
      : [];
  const name = basename(nameOf(file));
  switch (format) {
    case 'brat': {
      const { ann, conf, losses } = exportBrat(text, items);
      return { content: ann, beside: [{ name: 'annotation.conf', content: conf }], losses: [...lost, ...losses] };
    }
    case 'web-annotation':
      return {
        content: exportWebAnnotations(name, text, only === 'detection' ? { ...page, annotations: [] } : page, items),
        beside: [],
        losses: [],
      };
    case 'csv':
      return { content: exportCsv(text, items), beside: [], losses: lost };
    case 'markdown':
      return { content: exportMarkdown(name, text, release, items), beside: [], losses: lost };
  }
}

export interface Import {
  readonly added: number;
  /** Were there before, from an earlier import or a person. */
  readonly known: number;
  readonly sidecar: string;
  readonly losses: readonly string[];
}

/** Adds what a foreign file holds to the sidecar of its text. What is there already is not added again; nothing is changed. */
export async function importFile({ file, text: textFile, format, author }: ImportRequest): Promise<Import> {
  const text = readText(textFile);
  const { page, problem } = readSidecar(textFile);
  if (problem !== undefined) throw new BadInput(`${problem}; nothing was written`);
  const foreign = readText(file);
  const origin = { created: new Date().toISOString(), ...(author === undefined ? {} : { author }) };
  let imported;
  try {
    imported = format === 'brat' ? importBrat(text, foreign, origin) : importWebAnnotations(foreign);
  } catch (error) {
    if (error instanceof Misfit) throw new BadInput(`${nameOf(file)}: ${error.message}; nothing was written`);
    throw error;
  }
  const ids = new Set(page.annotations.map(({ id }) => id));
  const contents = new Set(page.annotations.map(contentOf));
  const fresh = imported.annotations.filter(annotation => !ids.has(annotation.id) && !contents.has(contentOf(annotation)));
  const sidecar = textFile + SIDECAR_ENDING;
  if (fresh.length > 0) {
    const storage = openSidecar(textFile);
    await writing(sidecar, async () => {
      const now = await storage.read(EMPTY_PAGE);
      return storage.write({ ...now, annotations: [...now.annotations, ...fresh] });
    });
  }
  return { added: fresh.length, known: imported.annotations.length - fresh.length, sidecar, losses: imported.losses };
}

const contentOf = ({ kind, targets, tag, value, comment }: Annotation): string =>
  JSON.stringify([kind, targets.map(({ position, role }) => [role, position.start, position.end]), tag, value, comment]);

/** Writes beside the file, and puts it in its place when it is whole on the disk: a crash leaves the old file or the new one. */
export function writeWhole(file: string, content: string): void {
  const temporary = join(dirname(file), `.${basename(file)}.${process.pid}.tmp`);
  try {
    const handle = openSync(temporary, 'wx');
    try {
      writeSync(handle, content);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw new BadInput(`${file}: cannot be written (${(error as Error).message})`);
  }
}

/** Writes an export and what goes beside it. A configuration that is there is somebody's own and stays. */
export function writeExport(output: string, { content, beside }: Exported): void {
  writeWhole(output, content);
  for (const { name, content: other } of beside) {
    try {
      writeFileSync(join(dirname(output), name), other, { flag: 'wx' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST')
        throw new BadInput(`${name}: cannot be written (${(error as Error).message})`);
    }
  }
}
