import { FileSystemError, Uri, workspace, type FileType } from 'vscode';
import { parseSidecar, SIDECAR_ENDING, SidecarStorage, type SidecarFolder, type SidecarReading } from '../../core/index';

const isMissing = (error: unknown) => error instanceof FileSystemError && error.code === 'FileNotFound';

export function sidecarOf(release: Uri): Uri {
  return release.with({ path: release.path + SIDECAR_ENDING });
}

export const isSidecar = ({ path }: Uri): boolean => path.endsWith(SIDECAR_ENDING);

export async function exists(uri: Uri): Promise<boolean> {
  return (await typeOf(uri)) !== undefined;
}

export async function typeOf(uri: Uri): Promise<FileType | undefined> {
  try {
    return (await workspace.fs.stat(uri)).type;
  } catch {
    return undefined; // not there, or not to be seen: then there is nothing to take along
  }
}

/** What the bytes of a sidecar say; bytes that are no text make it unreadable. */
export function readSidecarBytes(bytes: Uint8Array): SidecarReading {
  return parseSidecar(new TextDecoder().decode(bytes));
}

/** The sidecar of a release, on a disk or a virtual file system. */
export function openSidecar(release: Uri): SidecarStorage {
  const slash = release.path.lastIndexOf('/') + 1;
  return new SidecarStorage(folderAt(Uri.joinPath(release, '..'), release.scheme === 'file'), release.path.slice(slash));
}

/**
 * VS Code replaces a file by deleting it before it renames the other: for a moment neither is there. It writes a file of a
 * virtual file system as a whole, in one call to whoever provides it; more cannot be asked of those.
 */
function folderAt(folder: Uri, isDisk: boolean): SidecarFolder {
  const at = (name: string) => Uri.joinPath(folder, name);
  async function ifThere<T>(action: () => Thenable<T>): Promise<T | undefined> {
    try {
      return await action();
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }
  return {
    isDisk,
    read: name => ifThere(() => workspace.fs.readFile(at(name))),
    write: async (name, content) => workspace.fs.writeFile(at(name), content),
    replace: async (name, other) =>
      (await ifThere(async () => {
        await workspace.fs.rename(at(name), at(other), { overwrite: true });
        return true;
      })) ?? false,
    remove: name => ifThere(() => workspace.fs.delete(at(name))),
    list: async () => (await workspace.fs.readDirectory(folder)).map(([name]) => name),
    ageOf: async name => {
      const stat = await ifThere(() => workspace.fs.stat(at(name)));
      return stat && Date.now() - stat.mtime;
    },
    wait: milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds)),
    unique: () => crypto.randomUUID(),
    chance: () => Math.random(),
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
