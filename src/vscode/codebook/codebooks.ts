import {
  Disposable,
  EventEmitter,
  FileSystemError,
  l10n,
  Uri,
  window,
  workspace,
  type Event,
  type LogOutputChannel,
  type WorkspaceFolder,
} from 'vscode';
import { CODEBOOK_PATH, EMPTY_CODEBOOK, formatCodebook, parseCodebook, type Codebook } from '../../core/index';
import type { Action } from '../annotations/actionHistory';

const uriOf = (folder: WorkspaceFolder): Uri => Uri.joinPath(folder.uri, CODEBOOK_PATH);

async function readText(uri: Uri): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await workspace.fs.readFile(uri));
  } catch (error) {
    if (error instanceof FileSystemError && error.code === 'FileNotFound') return undefined;
    throw error;
  }
}

/** The codebook that holds for a file, read now; empty where there is none, or it cannot be read. */
export async function readCodebook(file: Uri): Promise<Codebook> {
  const folder = workspace.getWorkspaceFolder(file);
  const text = folder && (await readText(uriOf(folder)));
  const reading = text === undefined ? undefined : parseCodebook(text);
  return reading?.state === 'read' ? reading.codebook : EMPTY_CODEBOOK;
}

/** The codebooks of the workspace's folders: read, watched, and never overwritten where they could not be read. */
export class Codebooks implements Disposable {
  readonly #known = new Map<string, Codebook>();
  readonly #changed = new EventEmitter<void>();
  readonly #subscriptions: Disposable;
  readonly onDidChange: Event<void> = this.#changed.event;
  #loaded: Promise<unknown>;
  #loads = 0;
  /** Which reading of each folder's file is held. */
  readonly #latest = new Map<string, number>();

  constructor(private readonly log: LogOutputChannel) {
    const watcher = workspace.createFileSystemWatcher(`**/${CODEBOOK_PATH}`);
    const again = (uri: Uri) => {
      const folder = workspace.getWorkspaceFolder(uri);
      if (folder && uriOf(folder).toString() === uri.toString()) void this.#load(folder);
    };
    this.#subscriptions = Disposable.from(
      this.#changed,
      watcher,
      watcher.onDidChange(again),
      watcher.onDidCreate(again),
      watcher.onDidDelete(again),
      workspace.onDidChangeWorkspaceFolders(() => (this.#loaded = this.#loadAll())),
    );
    this.#loaded = this.#loadAll();
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  /** Resolves when the codebooks have been read for the first time. */
  async whenLoaded(): Promise<void> {
    await this.#loaded;
  }

  /** The codebook that holds for a file; empty where there is none, or it cannot be read. */
  of(uri: Uri): Codebook {
    const folder = workspace.getWorkspaceFolder(uri);
    return (folder && this.#known.get(folder.uri.toString())) ?? EMPTY_CODEBOOK;
  }

  /** A change of a folder's codebook, as a step that can be undone. Nothing is written before its `redo`. */
  async change(folder: WorkspaceFolder, edit: (codebook: Codebook) => Codebook): Promise<Omit<Action, 'label'>> {
    const before = await readText(uriOf(folder));
    const after = formatCodebook(edit(this.#parse(folder, before)));
    return { redo: () => this.#replace(folder, before, after), undo: () => this.#replace(folder, after, before) };
  }

  /** Opens the file in the editor; makes an empty one first where there is none. */
  async show(folder: WorkspaceFolder): Promise<void> {
    const uri = uriOf(folder);
    if ((await readText(uri)) === undefined) await this.#replace(folder, undefined, formatCodebook(EMPTY_CODEBOOK));
    await window.showTextDocument(uri);
  }

  async #replace(folder: WorkspaceFolder, expected: string | undefined, text: string | undefined): Promise<void> {
    const uri = uriOf(folder);
    if ((await readText(uri)) !== expected) {
      throw new Error(l10n.t('The codebook has been changed meanwhile: it was left as it is.'));
    }
    if (text === undefined) await workspace.fs.delete(uri);
    else await workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    await this.#load(folder);
  }

  #parse(folder: WorkspaceFolder, text: string | undefined): Codebook {
    if (text === undefined) return EMPTY_CODEBOOK;
    const reading = parseCodebook(text);
    if (reading.state === 'read') return reading.codebook;
    const name = workspace.asRelativePath(uriOf(folder));
    throw new Error(l10n.t('{0} {1}. It was left as it is.', name, reading.problem));
  }

  #loadAll(): Promise<unknown> {
    return Promise.all((workspace.workspaceFolders ?? []).map(folder => this.#load(folder)));
  }

  /** Never rejects: a codebook that cannot be read is told in the log, and the last good one holds on. */
  async #load(folder: WorkspaceFolder): Promise<void> {
    const load = ++this.#loads;
    try {
      const codebook = this.#parse(folder, await readText(uriOf(folder)));
      const key = folder.uri.toString();
      // What was read before a later reading is older, though it came later.
      if ((this.#latest.get(key) ?? 0) > load) return;
      this.#latest.set(key, load);
      this.#known.set(key, codebook);
    } catch (error) {
      this.log.warn(error instanceof Error ? error.message : String(error));
    }
    this.#changed.fire();
  }
}
