import {
  Disposable,
  EventEmitter,
  FileType,
  Position,
  RelativePattern,
  Uri,
  workspace,
  type Event,
  type TextDocument,
  type WorkspaceFolder,
} from 'vscode';
import { EMPTY_PAGE, lineStarts, placeAnnotations, SIDECAR_ENDING, type PlacedAnnotation } from '../../core/index';
import type { AnnotationStore } from './annotationStore';
import { readSidecarBytes, sidecarOf } from './sidecarFile';

/** A text with a sidecar, open or not. */
export interface AnnotatedFile {
  /** The release; its sidecar lies beside it. */
  readonly uri: Uri;
  readonly placed: readonly PlacedAnnotation[];
  /** Of an open file: where it is asked for what is new. */
  readonly document?: TextDocument;
  /** Where an offset lies in the text, as it was when the file was read. */
  readonly positionAt: (offset: number) => Position;
  /** Why the sidecar cannot be shown, half a sentence: "is not JSON: …". */
  readonly problem?: string;
}

const PATTERN = `**/*${SIDECAR_ENDING}`;
/** Files are read so many at a time. */
const AT_ONCE = 8;
/** Several changes in a moment are told as one. */
const QUIET_MS = 100;
/** Folders looked into where the editor cannot search a file system. */
const MOST_FOLDERS = 2000;
const SKIPPED = new Set(['node_modules', '.git', '.hg', '.svn']);

const releaseOf = (sidecar: Uri): Uri => sidecar.with({ path: sidecar.path.slice(0, -SIDECAR_ENDING.length) });

/**
 * The annotations of every file of the workspace. Open files are asked of the store; the others are read when somebody asks
 * for the first time, and again when they change.
 */
export class WorkspaceAnnotations implements Disposable {
  readonly #closed = new Map<string, AnnotatedFile>();
  readonly #changed = new EventEmitter<void>();
  readonly #watching: Disposable[] = [];
  readonly #subscriptions: Disposable;
  #listed: Promise<void> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Something that {@link files} tells has changed. */
  readonly onDidChange: Event<void> = this.#changed.event;

  constructor(private readonly store: AnnotationStore) {
    this.#subscriptions = Disposable.from(
      this.#changed,
      store.onDidChange(() => this.#announce()),
      workspace.onDidOpenTextDocument(() => this.#announce()),
      workspace.onDidCloseTextDocument(document => {
        if (this.#listed) void this.#read(document.uri).then(() => this.#announce());
      }),
      workspace.onDidChangeWorkspaceFolders(() => {
        if (this.#listed) void this.refresh();
      }),
    );
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const watcher of this.#watching) watcher.dispose();
    this.#subscriptions.dispose();
  }

  /** Looks for sidecars if nobody has yet. Resolves when {@link files} tells all. */
  whenListed(): Promise<void> {
    return (this.#listed ??= this.#list().then(() => this.#announce()));
  }

  /** Forgets what was read, and looks again. */
  async refresh(): Promise<void> {
    this.#listed = this.#list().then(() => this.#announce());
    await this.#listed;
  }

  /** Every file with annotations, open ones included, in the order of their names. */
  files(): AnnotatedFile[] {
    const files = new Map(this.#closed);
    for (const document of this.store.documents) {
      const key = document.uri.toString();
      const placed = this.store.annotationsOf(document);
      const problem = this.store.problemOf(document);
      files.delete(key);
      if (placed.length === 0 && !problem) continue;
      files.set(key, {
        uri: document.uri,
        placed,
        document,
        positionAt: offset => document.positionAt(offset),
        ...(problem && problem.kind !== 'unwritable' ? { problem: problem.message } : {}),
      });
    }
    const collator = new Intl.Collator(undefined, { numeric: true });
    return [...files.values()].sort((a, b) => collator.compare(a.uri.path, b.uri.path));
  }

  async #list(): Promise<void> {
    this.#watch();
    const folders = workspace.workspaceFolders ?? [];
    const sidecars = (await Promise.all(folders.map(findSidecars))).flat();
    const found = new Set(sidecars.map(sidecar => releaseOf(sidecar).toString()));
    for (const key of this.#closed.keys()) if (!found.has(key)) this.#closed.delete(key);
    for (let at = 0; at < sidecars.length; at += AT_ONCE) {
      await Promise.all(sidecars.slice(at, at + AT_ONCE).map(sidecar => this.#read(releaseOf(sidecar))));
    }
  }

  #watch(): void {
    for (const watcher of this.#watching.splice(0)) watcher.dispose();
    const again = (uri: Uri) => void this.#read(uri).then(() => this.#announce());
    const sidecars = workspace.createFileSystemWatcher(PATTERN);
    const texts = workspace.createFileSystemWatcher('**/*');
    this.#watching.push(
      sidecars,
      texts,
      sidecars.onDidChange(uri => again(releaseOf(uri))),
      sidecars.onDidCreate(uri => again(releaseOf(uri))),
      sidecars.onDidDelete(uri => again(releaseOf(uri))),
    );
    for (const changed of [texts.onDidChange, texts.onDidCreate, texts.onDidDelete]) {
      this.#watching.push(
        changed(uri => {
          if (this.#closed.has(uri.toString())) again(uri);
        }),
      );
    }
  }

  /** Reads one file and its sidecar from the file system. Never rejects. */
  async #read(uri: Uri): Promise<void> {
    const file = await readAnnotatedFile(uri);
    if (file) this.#closed.set(uri.toString(), file);
    else this.#closed.delete(uri.toString());
  }

  #announce(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#changed.fire(), QUIET_MS);
  }
}

async function bytesOf(uri: Uri): Promise<Uint8Array | undefined> {
  try {
    return await workspace.fs.readFile(uri);
  } catch {
    return undefined; // it is not there, or not ours to read: the list says what is known without it
  }
}

async function readAnnotatedFile(uri: Uri): Promise<AnnotatedFile | undefined> {
  const sidecar = await bytesOf(sidecarOf(uri));
  if (!sidecar) return undefined;
  const bytes = await bytesOf(uri);
  const text = bytes ? await workspace.decode(bytes, { uri }) : '';
  const starts = lineStarts(text);
  const positionAt = (offset: number): Position => {
    let line = 0;
    for (let above = starts.length; above - line > 1;) {
      const middle = (line + above) >> 1;
      if (starts[middle]! <= offset) line = middle;
      else above = middle;
    }
    return new Position(line, offset - starts[line]!);
  };
  const reading = readSidecarBytes(sidecar);
  const problem =
    reading.state === 'read'
      ? undefined
      : reading.state === 'unreadable'
        ? reading.problem
        : reading.state === 'newer'
          ? `comes from a newer version (format ${reading.version})`
          : 'holds a git conflict';
  const { annotations } = reading.state === 'read' ? reading.page : EMPTY_PAGE;
  if (annotations.length === 0 && problem === undefined) return undefined;
  return { uri, placed: placeAnnotations(text, annotations), positionAt, ...(problem === undefined ? {} : { problem }) };
}

/** The sidecars in a folder. A file system that the editor cannot search is walked through. */
async function findSidecars(folder: WorkspaceFolder): Promise<Uri[]> {
  const found = await workspace.findFiles(new RelativePattern(folder, PATTERN), '**/node_modules/**');
  if (found.length > 0 || folder.uri.scheme === 'file' || folder.uri.scheme === 'vscode-remote') return found;
  const sidecars: Uri[] = [];
  const folders = [folder.uri];
  for (let visited = 0; folders.length > 0 && visited < MOST_FOLDERS; visited++) {
    const next = folders.shift()!;
    const entries = await Promise.resolve(workspace.fs.readDirectory(next)).catch((): [string, FileType][] => []);
    for (const [name, type] of entries) {
      if (type === FileType.Directory && !SKIPPED.has(name)) folders.push(Uri.joinPath(next, name));
      else if (type === FileType.File && name.endsWith(SIDECAR_ENDING)) sidecars.push(Uri.joinPath(next, name));
    }
  }
  return sidecars;
}
