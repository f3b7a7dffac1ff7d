/** The folder of a release, in which its sidecar is written. */
import { randomUUID } from 'node:crypto';
import { open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { SidecarBlocked, SidecarBusy, SidecarStorage, type SidecarFolder } from '../core/index';
import { BadInput } from './files';

/** The sidecar of the release in `file`. */
export function openSidecar(file: string): SidecarStorage {
  return new SidecarStorage(folderAt(dirname(file)), basename(file));
}

async function ifThere<T>(action: Promise<T>): Promise<T | undefined> {
  try {
    return await action;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** A rename puts the new file in the place of the old one at once; it is on the disk before that. */
export function folderAt(folder: string): SidecarFolder {
  const at = (name: string) => join(folder, name);
  return {
    isDisk: true,
    read: name => ifThere(readFile(at(name))),
    write: async (name, content) => {
      const handle = await open(at(name), 'w');
      try {
        await handle.writeFile(content);
        if (content.length > 0) await handle.sync();
      } finally {
        await handle.close();
      }
    },
    replace: async (name, other) => (await ifThere(rename(at(name), at(other)).then(() => true))) ?? false,
    remove: name => rm(at(name), { force: true }),
    list: () => readdir(folder),
    ageOf: async name => {
      const found = await ifThere(stat(at(name)));
      return found && Date.now() - found.mtimeMs;
    },
    wait: milliseconds => wait(milliseconds),
    unique: randomUUID,
    chance: Math.random,
    encode: text => new TextEncoder().encode(text),
    decode: bytes => {
      try {
        return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
      } catch {
        return undefined; // the reader says what is wrong
      }
    },
  };
}

/** Does what writes a sidecar; what goes wrong is said in one line. */
export async function writing<T>(sidecar: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    const reason =
      error instanceof SidecarBusy
        ? 'is being written by another program all the time'
        : error instanceof SidecarBlocked
          ? 'has become unreadable meanwhile'
          : `cannot be written (${(error as Error).message})`;
    throw new BadInput(`${sidecar}: ${reason}; nothing was written`);
  }
}
