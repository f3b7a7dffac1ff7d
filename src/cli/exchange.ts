/** `pressmark export` and `pressmark import`: other tools' files, and the sidecar beside the release. */
import { writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import {
  annotationsOf,
  EMPTY_PAGE,
  exchangeDocument,
  exportAs,
  formatOfContent,
  formatTitle,
  importAs,
  IMPORT_FORMATS,
  isTextFormat,
  lossSentence,
  Misfit,
  newAnnotations,
  parseRelease,
  placeAnnotations,
  reviewRelease,
  SIDECAR_ENDING,
  type Exported,
} from '../core/index';
import type { Request } from './arguments';
import { codebookOf, newTags } from './codebook';
import { BadInput, nameOf, readBytes, readSidecar, readText, writeWhole } from './files';
import { openSidecar, writing } from './sidecarFolder';

type ExportRequest = Request & { kind: 'export' };
type ImportRequest = Request & { kind: 'import' };

/** What the sidecar and detection hold, in the format asked for; `told` says what is lost, a sentence each. */
export function exportRelease({
  file,
  format,
  only,
  releaseDate,
}: ExportRequest): Exported & { readonly told: readonly string[] } {
  const text = readText(file);
  const { page, problem } = readSidecar(file);
  if (problem !== undefined) throw new BadInput(problem);
  const placed = placeAnnotations(text, page.annotations);
  const date = releaseDate ?? page.annotations.find(({ kind }) => kind === 'releaseDate')?.value;
  const detected = parseRelease(text, date === undefined ? {} : { releaseDate: date });
  const release = reviewRelease(text, detected, placed);
  const exported = exportAs(
    format,
    exchangeDocument(basename(nameOf(file)), text, release, page, placed, only, codebookOf(file)),
  );
  return { ...exported, told: exported.losses.map(loss => lossSentence(loss, formatTitle(format))) };
}

export interface Import {
  readonly added: number;
  /** Were there before, from an earlier import or a person. */
  readonly known: number;
  readonly sidecar: string;
  /** The codebook to which tags were added. */
  readonly codebook?: { readonly path: string; readonly added: number };
  readonly told: readonly string[];
}

/** Adds what a foreign file holds to the sidecar of its text, and tags that it describes to the codebook. What is there already is not added again; nothing is changed. */
export async function importFile({ file, text: textFile, format: asked, author }: ImportRequest): Promise<Import> {
  const text = readText(textFile);
  const { page, problem } = readSidecar(textFile);
  if (problem !== undefined) throw new BadInput(`${problem}; nothing was written`);
  const bytes = readBytes(file);
  const format = asked ?? formatOfContent(file, bytes.toString('utf8'));
  if (format === undefined)
    throw new BadInput(
      `${nameOf(file)}: neither its name nor its content tells its format (--format ${IMPORT_FORMATS.join(', ')})`,
    );
  try {
    const imported = importAs(format, text, isTextFormat(format) ? readText(file) : bytes);
    const origin = { created: new Date().toISOString(), ...(author === undefined ? {} : { author }) };
    const all = annotationsOf(text, imported, origin);
    const fresh = newAnnotations(page, all);
    const sidecar = textFile + SIDECAR_ENDING;
    const tags = imported.tags?.length ? newTags(textFile, imported.tags) : undefined;
    if (fresh.length > 0) {
      const storage = openSidecar(textFile);
      await writing(sidecar, async () => {
        const now = await storage.read(EMPTY_PAGE);
        return storage.write({ ...now, annotations: [...now.annotations, ...fresh] });
      });
    }
    if (tags && tags.added > 0) tags.write();
    const told = imported.losses.map(loss => lossSentence(loss, 'the sidecar'));
    const codebook = tags && tags.added > 0 ? { codebook: { path: tags.path, added: tags.added } } : {};
    return { added: fresh.length, known: all.length - fresh.length, sidecar, ...codebook, told };
  } catch (error) {
    if (error instanceof Misfit) throw new BadInput(`${nameOf(file)}: ${error.message}; nothing was written`);
    throw error;
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
