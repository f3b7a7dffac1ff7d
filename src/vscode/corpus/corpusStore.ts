import { FileType, Uri, workspace, type LogOutputChannel } from 'vscode';
import type { IndexedRelease } from '../../core';
import type { Slices } from '../slices';

/** What is known of a file: the hash of its content, and by which stamp one sees that it is still the same. */
export interface KnownFile {
  /** Of the text and the annotations beside it. */
  readonly hash: string;
  readonly stamp: string;
  /** False for plain text that is not a release. */
  readonly isRelease: boolean;
}

type StoredFiles = Record<string, [hash: string, stamp: string, isRelease: 0 | 1]>;
type StoredEntry = Omit<IndexedRelease, 'signature'> & { readonly signature: string };

/** Entries lie in so many files, by the first digits of their hash: each is read and written in a moment. */
const SHARDS = 64;
const NAME = 'corpus-';
/** Raised where an entry gets another shape. */
const FORMAT = 2;

const toBase64 = (bytes: Uint8Array): string => {
  let binary = '';
  for (let at = 0; at < bytes.length; at += 4096) binary += String.fromCharCode(...bytes.subarray(at, at + 4096));
  return btoa(binary);
};
const fromBase64 = (text: string): Uint8Array => Uint8Array.from(atob(text), sign => sign.charCodeAt(0));

const shardOf = (hash: string): number => parseInt(hash.slice(0, 4), 16) % SHARDS;

/**
 * The index on disk, in the folder that the editor gives an extension for a workspace; in memory alone where there is none. Entries are kept
 * by the hash of the text, so that a file that moved, or came back, is not read again. What cannot be read is made anew.
 */
export class CorpusStore {
  private readonly folder: Uri | undefined;
  private readonly entries = new Map<string, IndexedRelease>();
  private readonly changed = new Set<number>();
  private written = Promise.resolve();

  constructor(
    private readonly storage: Uri | undefined,
    private readonly version: string,
    private readonly log: LogOutputChannel,
  ) {
    this.folder = storage && Uri.joinPath(storage, `${NAME}${FORMAT}-${version}`);
  }

  /** Reads the whole index in slices. Returns what is known of each file. */
  async load(slices: Slices): Promise<Map<string, KnownFile>> {
    const known = new Map<string, KnownFile>();
    const files = await this.read<StoredFiles>('files.json');
    if (!files) return known;
    for (const [uri, [hash, stamp, isRelease]] of Object.entries(files))
      known.set(uri, { hash, stamp, isRelease: isRelease === 1 });
    for (let shard = 0; shard < SHARDS; shard++) {
      const stored = await this.read<Record<string, StoredEntry>>(`${shard}.json`);
      for (const [hash, entry] of Object.entries(stored ?? {}))
        this.entries.set(hash, { ...entry, signature: fromBase64(entry.signature) });
      await slices.next();
    }
    return known;
  }

  get(hash: string): IndexedRelease | undefined {
    return this.entries.get(hash);
  }

  set(hash: string, entry: IndexedRelease): void {
    this.entries.set(hash, entry);
    this.changed.add(shardOf(hash));
  }

  /** Writes what changed, one write after the other; entries that no file has any more are left out. Never rejects. */
  save(files: ReadonlyMap<string, KnownFile>, slices: Slices): Promise<void> {
    this.written = this.written.then(() =>
      this.write(files, slices).catch((error: unknown) => {
        // The index goes on in memory, and is made again the next time.
        this.log.warn(`The index could not be kept: ${error instanceof Error ? error.message : String(error)}`);
      }),
    );
    return this.written;
  }

  private async write(files: ReadonlyMap<string, KnownFile>, slices: Slices): Promise<void> {
    const used = new Set([...files.values()].map(({ hash }) => hash));
    for (const hash of [...this.entries.keys()]) {
      if (used.has(hash)) continue;
      this.entries.delete(hash);
      this.changed.add(shardOf(hash));
    }
    if (!this.folder) return;
    await workspace.fs.createDirectory(this.folder);
    const shards = [...this.changed];
    this.changed.clear();
    const content = new Map<number, Record<string, StoredEntry>>(shards.map(shard => [shard, {}]));
    for (const [hash, entry] of this.entries) {
      const shard = content.get(shardOf(hash));
      if (!shard) continue;
      shard[hash] = { ...entry, signature: toBase64(entry.signature) };
      await slices.next();
    }
    for (const [shard, entries] of content) {
      await this.put(`${shard}.json`, entries);
      await slices.next();
    }
    const stored: StoredFiles = {};
    for (const [uri, { hash, stamp, isRelease }] of files) stored[uri] = [hash, stamp, isRelease ? 1 : 0];
    await this.put('files.json', stored);
    await this.removeOld();
  }

  private async put(name: string, value: unknown): Promise<void> {
    await workspace.fs.writeFile(Uri.joinPath(this.folder!, name), new TextEncoder().encode(JSON.stringify(value)));
  }

  private async read<T>(name: string): Promise<T | undefined> {
    if (!this.folder) return undefined;
    try {
      return JSON.parse(new TextDecoder().decode(await workspace.fs.readFile(Uri.joinPath(this.folder, name)))) as T;
    } catch {
      return undefined; // not there yet, or cut off when the machine stopped
    }
  }

  /** What older versions left. */
  private async removeOld(): Promise<void> {
    for (const [name, type] of await workspace.fs.readDirectory(this.storage!)) {
      if (type !== FileType.Directory || !name.startsWith(NAME) || name === `${NAME}${FORMAT}-${this.version}`) continue;
      await workspace.fs.delete(Uri.joinPath(this.storage!, name), { recursive: true });
    }
  }
}
