/** Reads releases and the sidecars beside them. What is wrong with a file is said in half a sentence after its name. */
import { readFileSync } from 'node:fs';
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
export function readText(file: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file === '-' ? 0 : file);
  } catch (error) {
    throw new BadInput(`${nameOf(file)}: ${reasonOf(error)}`);
  }
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
  /** What is wrong with it, if anything: it must not be written then. */
  readonly problem?: string;
}

/** Reads the sidecar of a release. */
export function readSidecar(file: string): ReadSidecar {
  const sidecar = file + SIDECAR_ENDING;
  const failed = (problem: string): ReadSidecar => ({ page: EMPTY_PAGE, problem: `${sidecar}: ${problem}` });
  if (file === '-') return { page: EMPTY_PAGE };
  let bytes: Buffer;
  try {
    bytes = readFileSync(sidecar);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? { page: EMPTY_PAGE } : failed(reasonOf(error));
  }
  const json = decode(bytes);
  const reading = json === undefined ? { state: 'unreadable' as const, problem: 'is not text' } : parseSidecar(json);
  switch (reading.state) {
    case 'read':
      return { page: reading.page };
    case 'newer':
      return failed(`was written by a newer version of Pressmark (format ${reading.version})`);
    case 'conflict':
      return failed('holds git’s conflict markers');
    case 'unreadable':
      return failed(reading.problem);
  }
}
