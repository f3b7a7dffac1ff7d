/** Reads releases and the sidecars beside them. What is wrong with a file is said in half a sentence after its name. */
import { closeSync, existsSync, fsyncSync, openSync, readdirSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import {
  parseRelease,
  parseSidecar,
  placeAnnotations,
  reviewRelease,
  SIDECAR_ENDING,
  EMPTY_PAGE,
  type AnnotationPage,
  type Release,
} from '../core/index';

/** A file that cannot be read as it should be; `message` names it and says what is wrong, on one line. */
export class BadInput extends Error {}

/** Reads a file, or standard input for `-`. */
export function readBytes(file: string): Buffer {
  try {
    return readFileSync(file === '-' ? 0 : file);
  } catch (error) {
    throw new BadInput(`${nameOf(file)}: ${reasonOf(error)}`);
  }
}

/** Reads a file of text, or standard input for `-`. */
export function readText(file: string): string {
  const bytes = readBytes(file);
  const text = decode(bytes);
  if (text === undefined) {
    throw new BadInput(`${nameOf(file)}: ${bytes.includes(0) ? 'is a binary file, not text' : 'is not text in UTF-8 or UTF-16'}`);
  }
  return text;
}

export const nameOf = (file: string): string => (file === '-' ? 'standard input' : file);

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'ENOENT':
      return 'there is no such file';
    case 'EISDIR':
      return 'is a folder, not a file';
    case 'EACCES':
    case 'EPERM':
      return 'may not be read';
    default:
      return `cannot be read (${message})`;
  }
}

/**
 * Text in UTF-8, or in UTF-16 with a byte order mark; the mark is left out, as editors do, so that offsets are the same as
 * theirs. Undefined for anything else, files with NUL characters included.
 */
export function decode(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  const encoding = first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}

export interface ReadRelease {
  readonly text: string;
  readonly release: Release;
  /** What is wrong with the sidecar, if anything: the release is then as it was detected. */
  readonly problem?: string;
}

/** Reads a release with the corrections and the release date that people have laid beside it, unless `raw`. */
export function readRelease(file: string, options: { releaseDate?: string | undefined; raw?: boolean }): ReadRelease {
  const text = readText(file);
  const { page, problem } = options.raw ? { page: EMPTY_PAGE } : readSidecar(file);
  const { annotations } = page;
  const releaseDate = options.releaseDate ?? annotations.find(({ kind }) => kind === 'releaseDate')?.value;
  const release = parseRelease(text, releaseDate === undefined ? {} : { releaseDate });
  return {
    text,
    release: annotations.length > 0 ? reviewRelease(text, release, placeAnnotations(text, annotations)) : release,
    ...(problem === undefined ? {} : { problem }),
  };
}

export interface ReadSidecar {
  /** Empty where there is no sidecar, or it cannot be read. */
  readonly page: AnnotationPage;
  readonly state: 'read' | 'missing' | 'conflict' | 'unreadable';
  /** What is wrong with it, if anything: it must not be written then. */
  readonly problem?: string;
}

/** Reads the sidecar of a release. */
export function readSidecar(file: string): ReadSidecar {
  const sidecar = file + SIDECAR_ENDING;
  const failed = (problem: string, state: 'conflict' | 'unreadable' = 'unreadable'): ReadSidecar => ({
    page: EMPTY_PAGE,
    state,
    problem: `${sidecar}: ${problem}`,
  });
  if (file === '-') return { page: EMPTY_PAGE, state: 'missing' };
  let bytes: Buffer | undefined;
  try {
    bytes = readIfThere(sidecar) ?? readReplaced(sidecar);
  } catch (error) {
    return failed(reasonOf(error));
  }
  if (!bytes) return { page: EMPTY_PAGE, state: 'missing' };
  const json = decode(bytes);
  const reading = json === undefined ? { state: 'unreadable' as const, problem: 'is not text' } : parseSidecar(json);
  switch (reading.state) {
    case 'read':
      return { page: reading.page, state: 'read' };
    case 'newer':
      return failed(`was written by a newer version of Pressmark (format ${reading.version})`);
    case 'conflict':
      return failed('holds git’s conflict markers; "pressmark resolve" keeps both sides', 'conflict');
    case 'unreadable':
      return failed(reading.problem);
  }
}

function readIfThere(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** So long at most an editor takes to put a new sidecar in the place of the old one. */
const REPLACE_MS = 200;

/** A sidecar that is away while an editor replaces it; where that was killed just then, the new one lies beside it. */
function readReplaced(sidecar: string): Buffer | undefined {
  const [folder, name] = [dirname(sidecar), basename(sidecar)];
  const isClaim = (other: string) => other.startsWith(`${name}.`) && other.endsWith('.tmp');
  if (!existsSync(folder) || !readdirSync(folder).some(isClaim)) return readIfThere(sidecar);
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, REPLACE_MS);
  const found = readIfThere(sidecar);
  if (found) return found;
  for (const claim of readdirSync(folder).filter(isClaim)) {
    const bytes = readIfThere(join(folder, claim));
    const text = bytes && decode(bytes);
    if (text !== undefined && parseSidecar(text).state === 'read') return bytes;
  }
  return undefined;
}

/** Writes beside the file, and puts it in its place when it is whole on the disk: a crash leaves the old file or the new one. */
export function writeWhole(file: string, content: string | Uint8Array): void {
  const temporary = join(dirname(file), `.${basename(file)}.${process.pid}.tmp`);
  try {
    const handle = openSync(temporary, 'wx');
    try {
      if (typeof content === 'string') writeSync(handle, content);
      else writeSync(handle, content);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    // What Node says after the comma names the temporary file.
    throw new BadInput(`${file}: cannot be written (${(error as Error).message.split(',')[0]})`);
  }
}
