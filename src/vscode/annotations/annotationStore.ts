import {
  EventEmitter,
  l10n,
  RelativePattern,
  Uri,
  window,
  workspace,
  type Disposable,
  type Event,
  type FileSystemWatcher,
  type LogOutputChannel,
  type TextDocument,
  type TextDocumentChangeEvent,
} from 'vscode';
import {
  EMPTY_PAGE,
  mergePages,
  samePages,
  SIDECAR_ENDING,
  SidecarBlocked,
  SidecarBusy,
  type Annotation,
  type AnnotationPage,
  type PlacedAnnotation,
  type SidecarStorage,
} from '../../core/index';
import { ActionHistory, type Action } from './actionHistory';
import { findAuthor } from './author';
import { DocumentAnnotations } from './documentAnnotations';
import { openSidecar, sidecarOf } from './sidecarFile';

/** One annotation before and after an action: absent before, it was added; absent after, removed. */
export interface AnnotationChange {
  readonly before?: Annotation;
  readonly after?: Annotation;
}

export interface DocumentChanges {
  readonly document: TextDocument;
  readonly changes: readonly AnnotationChange[];
}

const reversed = ({ before, after }: AnnotationChange): AnnotationChange => ({
  ...(after ? { before: after } : {}),
  ...(before ? { after: before } : {}),
});

/** What keeps a document's annotations from being saved, in words for a person. */
export interface SavingProblem {
  readonly message: string;
  /** `conflict` can be resolved by {@link AnnotationStore.keepBothSides}; `unwritable` may pass by itself. */
  readonly kind: 'conflict' | 'newer' | 'unreadable' | 'unwritable';
}

interface Entry {
  document: TextDocument;
  readonly annotations: DocumentAnnotations;
  readonly file: SidecarStorage;
  loaded: Promise<void>;
  /** Reading and writing, one after the other. */
  queue: Promise<void>;
  problem?: SavingProblem;
  /** What is held here is not on disk yet. */
  unsaved: boolean;
  lookForLost?: ReturnType<typeof setTimeout>;
}

/** Lost passages are looked for when typing pauses so long. */
const PAUSE_MS = 300;
/** A file system that could not be written is tried again so often. */
const RETRY_MS = 15_000;

/**
 * The annotations of all open releases: loaded from their sidecars, kept on their words while the text is edited, saved
 * after every action, and merged with what others write. The text itself is never changed.
 */
export class AnnotationStore implements Disposable {
  readonly #entries = new Map<string, Entry>();
  readonly #watchers = new Map<string, FileSystemWatcher>();
  readonly #changed = new EventEmitter<TextDocument>();
  readonly #disposables: { dispose(): unknown }[] = [this.#changed];
  readonly #history = new ActionHistory();
  /** Texts in another language mode that have annotations all the same. */
  readonly #included = new Set<string>();
  /** Files that were renamed, in order: what was done before with one is undone where it is now. */
  readonly #moves: { readonly from: string; readonly to: string }[] = [];
  #retry: ReturnType<typeof setTimeout> | undefined;

  /** A document's annotations, their places or their saving have changed. */
  readonly onDidChange: Event<TextDocument> = this.#changed.event;

  constructor(
    private readonly isRelease: (document: TextDocument) => boolean,
    private readonly log: LogOutputChannel,
  ) {
    this.#disposables.push(
      workspace.onDidOpenTextDocument(document => this.#open(document)),
      workspace.onDidCloseTextDocument(document => this.#close(document)),
      workspace.onDidChangeTextDocument(event => this.#edit(event)),
      workspace.onDidSaveTextDocument(document => this.#textSaved(document)),
      window.onDidChangeWindowState(state => state.focused && this.#syncAll()),
    );
    for (const document of workspace.textDocuments) this.#open(document);
  }

  dispose(): void {
    clearTimeout(this.#retry);
    for (const entry of this.#entries.values()) clearTimeout(entry.lookForLost);
    for (const watcher of this.#watchers.values()) watcher.dispose();
    for (const disposable of this.#disposables) disposable.dispose();
  }

  /** Documents whose annotations are held here. */
  get documents(): TextDocument[] {
    return [...this.#entries.values()].map(({ document }) => document);
  }

  /** The annotations of a document with their places, in file order; none before they are loaded. */
  annotationsOf(document: TextDocument): readonly PlacedAnnotation[] {
    return this.#entryOf(document)?.annotations.placed ?? [];
  }

  /** The day of issue that a person set, `YYYY-MM-DD`. */
  releaseDateOf(document: TextDocument): string | undefined {
    return this.annotationsOf(document).find(({ annotation }) => annotation.kind === 'releaseDate')?.annotation.value;
  }

  /** Sets the day of issue (`YYYY-MM-DD`), or takes it back. Can be undone. */
  async setReleaseDate(document: TextDocument, date: string | undefined): Promise<void> {
    await this.whenLoaded(document);
    const old = this.annotationsOf(document).find(({ annotation }) => annotation.kind === 'releaseDate')?.annotation;
    if (old?.value === date) return;
    const stamp = await this.stamp(document);
    const after: Annotation | undefined = !date
      ? undefined
      : old
        ? { ...old, value: date, modified: stamp.created }
        : { id: stamp.id, kind: 'releaseDate', targets: [], value: date, author: stamp.author, created: stamp.created };
    await this.apply(document, l10n.t('Set Release Date'), [{ ...(old ? { before: old } : {}), ...(after ? { after } : {}) }]);
  }

  /** What a new annotation or reply begins with. */
  async stamp(document: TextDocument): Promise<{ id: string; author: string; created: string }> {
    return { id: `urn:uuid:${crypto.randomUUID()}`, author: await findAuthor(document.uri), created: new Date().toISOString() };
  }

  /** Resolves when the document's sidecar has been read. */
  async whenLoaded(document: TextDocument): Promise<void> {
    this.#open(document);
    await this.#entryOf(document)?.loaded;
  }

  /** Opens a text for its annotations, whichever language mode it is in. */
  async open(uri: Uri): Promise<TextDocument> {
    const document = await workspace.openTextDocument(uri);
    this.#included.add(document.uri.toString());
    await this.whenLoaded(document);
    return document;
  }

  /** The model of a document's annotations, to describe new passages with; absent where the document is none of ours. */
  modelOf(document: TextDocument): DocumentAnnotations | undefined {
    return this.#entryOf(document)?.annotations;
  }

  /** Why the document's annotations cannot be saved at present. */
  problemOf(document: TextDocument): SavingProblem | undefined {
    return this.#entryOf(document)?.problem;
  }

  /** Changes annotations and saves them; one step for Undo. Resolves when they are on disk, or cannot be put there. */
  async apply(document: TextDocument, label: string, changes: readonly AnnotationChange[]): Promise<void> {
    await this.applyAll(label, [{ document, changes }]);
  }

  /**
   * Changes the annotations of several documents in one step for Undo. `also` belongs to the step: it is done first, and where
   * it fails nothing is.
   */
  async applyAll(label: string, edits: readonly DocumentChanges[], also?: Omit<Action, 'label'>): Promise<void> {
    for (const { document } of edits) {
      await this.whenLoaded(document);
      if (!this.#entryOf(document)) throw new Error(l10n.t('Annotations are kept beside a file: save this document first.'));
    }
    const since = this.#moves.length;
    const places = edits.map(({ document: { uri }, changes }) => ({ uri, changes }));
    await also?.redo();
    this.#history.push({
      label,
      undo: async () => {
        await also?.undo();
        for (const { uri, changes } of places) await this.#replay(this.#placeOf(uri, since), changes.map(reversed));
      },
      redo: async () => {
        await also?.redo();
        for (const { uri, changes } of places) await this.#replay(this.#placeOf(uri, since), changes);
      },
    });
    for (const { document, changes } of edits) await this.#perform(document, changes);
  }

  /** Takes back the last action on annotations, whichever document it was in. Returns its name. */
  undo(): Promise<string | undefined> {
    return this.#history.undo();
  }

  /** Does again what was taken back last. */
  redo(): Promise<string | undefined> {
    return this.#history.redo();
  }

  /** Where a file is now that was at `uri` when so many moves were known. */
  #placeOf(uri: Uri, since: number): Uri {
    let place = uri.toString();
    for (const { from, to } of this.#moves.slice(since)) {
      if (place === from || place.startsWith(`${from}/`)) place = to + place.slice(from.length);
    }
    return Uri.parse(place);
  }

  async #replay(uri: Uri, changes: readonly AnnotationChange[]): Promise<void> {
    await this.#perform(await this.open(uri), changes);
  }

  async #perform(document: TextDocument, changes: readonly AnnotationChange[]): Promise<void> {
    const entry = this.#entryOf(document);
    if (!entry) return;
    const kept = new Map(entry.annotations.page.annotations.map(annotation => [annotation.id, annotation]));
    for (const { before, after } of changes) {
      if (before && before.id !== after?.id) kept.delete(before.id);
      if (after) kept.set(after.id, after);
    }
    entry.annotations.adopt({ ...entry.annotations.page, annotations: [...kept.values()] });
    entry.unsaved = true;
    this.#changed.fire(document);
    await this.#sync(entry);
  }

  /** Resolves a git conflict in the sidecar by keeping what either side holds. */
  async keepBothSides(document: TextDocument): Promise<boolean> {
    const entry = this.#entryOf(document);
    if (!entry) return false;
    const { annotations, file } = entry;
    const resolved = entry.queue.then(async () => {
      const page = annotations.page;
      const both = await file.keepBothSides(page);
      if (!both) return false;
      this.#takeOver(entry, page, both);
      delete entry.problem;
      this.#changed.fire(document);
      return true;
    });
    entry.queue = resolved.then(
      () => undefined,
      () => undefined,
    );
    if (!(await resolved)) return false;
    await this.#sync(entry);
    return true;
  }

  /** Reads the document's sidecar again, and writes what is not in it yet. Says so where that cannot be done still. */
  async saveAgain(document: TextDocument): Promise<boolean> {
    const entry = this.#entryOf(document);
    if (!entry) return true;
    await this.#sync(entry);
    if (entry.problem) void this.#tell(entry, entry.problem);
    return entry.problem === undefined;
  }

  /** Resolves when what is held of a file's annotations is on disk, or cannot be put there. */
  async flush(uri: Uri): Promise<void> {
    const entry = this.#entries.get(uri.toString());
    if (entry) await this.#sync(entry);
  }

  /** Files were renamed, and their sidecars with them: what could not be saved goes along, and sidecars name their release anew. */
  async filesMoved(files: readonly { readonly oldUri: Uri; readonly newUri: Uri }[]): Promise<void> {
    for (const { oldUri, newUri } of files) {
      this.#moves.push({ from: oldUri.toString(), to: newUri.toString() });
      const old = this.#entries.get(oldUri.toString());
      if (old?.unsaved) {
        const document = await this.open(newUri);
        const entry = this.#entryOf(document);
        if (entry) {
          entry.annotations.adopt(mergePages(undefined, old.annotations.page, entry.annotations.page));
          this.#changed.fire(document);
          await this.#sync(entry);
        }
      }
      this.#entries.delete(oldUri.toString());
      clearTimeout(old?.lookForLost);
      await this.#nameAnew(newUri);
    }
  }

  async #nameAnew(release: Uri): Promise<void> {
    const entry = this.#entries.get(release.toString());
    const file = entry?.file ?? openSidecar(release);
    const write = async () => {
      try {
        const held = entry?.annotations.page ?? EMPTY_PAGE;
        let page = await file.read(held);
        if (!samePages(page, EMPTY_PAGE)) page = await file.write(page);
        if (entry) this.#takeOver(entry, held, page);
      } catch (error) {
        this.log.warn(`${sidecarOf(release).toString()}: ${String(error)}`); // it is found by its own name all the same
      }
    };
    if (entry) entry.queue = entry.queue.then(write);
    await (entry ? entry.queue : write());
  }

  /** Documents whose annotations cannot be saved at present. */
  get troubled(): readonly TextDocument[] {
    return [...this.#entries.values()].filter(({ problem }) => problem).map(({ document }) => document);
  }

  #entryOf(document: TextDocument): Entry | undefined {
    return this.#entries.get(document.uri.toString());
  }

  #open(document: TextDocument): void {
    const key = document.uri.toString();
    const held = this.#entries.get(key);
    if (held) {
      held.document = document;
      held.annotations.checkText(document); // it was closed with annotations that are not saved yet
      return;
    }
    if (!this.isRelease(document) && !this.#included.has(key)) return;
    const entry: Entry = {
      document,
      annotations: new DocumentAnnotations(document),
      file: openSidecar(document.uri),
      loaded: Promise.resolve(),
      queue: Promise.resolve(),
      unsaved: false,
    };
    this.#entries.set(key, entry);
    this.#watch(document.uri);
    entry.loaded = this.#sync(entry);
  }

  #close(document: TextDocument): void {
    const entry = this.#entryOf(document);
    if (!entry || entry.unsaved) return;
    clearTimeout(entry.lookForLost);
    this.#entries.delete(document.uri.toString());
    const folder = Uri.joinPath(document.uri, '..').toString();
    if ([...this.#entries.values()].some(other => Uri.joinPath(other.document.uri, '..').toString() === folder)) return;
    this.#watchers.get(folder)?.dispose();
    this.#watchers.delete(folder);
  }

  #edit({ document, contentChanges }: TextDocumentChangeEvent): void {
    const entry = this.#entryOf(document);
    if (!entry || contentChanges.length === 0) return;
    const moved = entry.annotations.edit(contentChanges);
    if (moved) this.#changed.fire(document);
    if (!entry.annotations.hasLost) return;
    clearTimeout(entry.lookForLost);
    entry.lookForLost = setTimeout(() => {
      if (entry.annotations.findLost()) this.#changed.fire(document);
    }, PAUSE_MS);
  }

  #textSaved(document: TextDocument): void {
    const entry = this.#entryOf(document);
    if (!entry) return;
    entry.annotations.checkText(document);
    const described = entry.annotations.described();
    if (!samePages(described, entry.annotations.page)) {
      entry.annotations.adopt(described);
      entry.unsaved = true;
    }
    if (entry.unsaved) void this.#sync(entry);
  }

  #watch(uri: Uri): void {
    const folder = Uri.joinPath(uri, '..');
    if (this.#watchers.has(folder.toString())) return;
    const watcher = workspace.createFileSystemWatcher(new RelativePattern(folder, `*${SIDECAR_ENDING}`));
    const changed = (sidecar: Uri) => {
      for (const entry of this.#entries.values()) {
        if (sidecarOf(entry.document.uri).toString() === sidecar.toString()) void this.#sync(entry);
      }
    };
    watcher.onDidChange(changed);
    watcher.onDidCreate(changed);
    watcher.onDidDelete(changed);
    this.#watchers.set(folder.toString(), watcher);
  }

  #syncAll(): void {
    for (const entry of this.#entries.values()) void this.#sync(entry);
  }

  /** Brings memory and disk together: takes over what others wrote, writes what is not there yet. Never rejects. */
  #sync(entry: Entry): Promise<void> {
    entry.queue = entry.queue.then(() => this.#syncNow(entry));
    return entry.queue;
  }

  async #syncNow(entry: Entry): Promise<void> {
    const { document, annotations, file } = entry;
    const hadProblem = entry.problem !== undefined;
    try {
      const page = annotations.page;
      let disk = await file.read(page);
      if (!file.holds(disk)) disk = await file.write(disk);
      this.#takeOver(entry, page, disk);
      entry.unsaved = !file.holds(annotations.page);
      delete entry.problem;
      if (hadProblem) this.#changed.fire(document);
      if (entry.unsaved) void this.#sync(entry);
    } catch (error) {
      entry.unsaved = true;
      const problem = describeProblem(error, sidecarOf(document.uri));
      const known = entry.problem?.message === problem.message;
      entry.problem = problem;
      if (known) return;
      this.log.warn(problem.message);
      this.#changed.fire(document);
      void this.#tell(entry, problem);
      if (problem.kind === 'unwritable') {
        clearTimeout(this.#retry);
        this.#retry = setTimeout(() => this.#retryUnsaved(), RETRY_MS);
      }
    }
  }

  /**
   * Takes over `disk`, which was merged with `page`. What happened here meanwhile is merged in: without that the next
   * comparison with the file would take what others had added for removed here.
   */
  #takeOver(entry: Entry, page: AnnotationPage, disk: AnnotationPage): void {
    const now = entry.annotations.page;
    const merged = now === page ? disk : mergePages(page, now, disk);
    if (samePages(merged, now)) return;
    entry.annotations.adopt(merged);
    this.#changed.fire(entry.document);
  }

  #retryUnsaved(): void {
    const unsaved = [...this.#entries.values()].filter(entry => entry.unsaved);
    if (unsaved.length === 0) return;
    for (const entry of unsaved) void this.#sync(entry);
    this.#retry = setTimeout(() => this.#retryUnsaved(), RETRY_MS);
  }

  async #tell(entry: Entry, problem: SavingProblem): Promise<void> {
    const open = l10n.t('Open File');
    const keep = l10n.t('Keep Both Sides');
    const again = l10n.t('Try Again');
    const actions = problem.kind === 'conflict' ? [keep, open] : problem.kind === 'unwritable' ? [again] : [open];
    const chosen = await window.showWarningMessage(problem.message, ...actions);
    if (chosen === open) await window.showTextDocument(sidecarOf(entry.document.uri));
    else if (chosen === again) await this.#sync(entry);
    else if (chosen === keep && !(await this.keepBothSides(entry.document))) {
      void window.showWarningMessage(
        l10n.t(
          'The two sides of {0} cannot be told apart: resolve the conflict by hand.',
          workspace.asRelativePath(sidecarOf(entry.document.uri)),
        ),
      );
    }
  }
}

function describeProblem(error: unknown, sidecar: Uri): SavingProblem {
  const name = workspace.asRelativePath(sidecar);
  const kept = l10n.t('It was left as it is; annotations made now are kept in this window only.');
  if (!(error instanceof SidecarBlocked)) {
    const reason =
      error instanceof SidecarBusy
        ? l10n.t('another program is writing it all the time')
        : error instanceof Error
          ? error.message
          : String(error);
    return {
      kind: 'unwritable',
      message: l10n.t(
        '{0} could not be written ({1}). Annotations are kept in this window, and writing is tried again.',
        name,
        reason,
      ),
    };
  }
  const { obstacle } = error;
  switch (obstacle.state) {
    case 'conflict':
      return { kind: 'conflict', message: `${l10n.t('{0} holds a git conflict.', name)} ${kept}` };
    case 'newer':
      return {
        kind: 'newer',
        message: `${l10n.t('{0} was written by a newer version of Pressmark (format {1}).', name, obstacle.version)} ${kept}`,
      };
    case 'unreadable':
      return { kind: 'unreadable', message: `${l10n.t('{0} cannot be read: the file {1}.', name, obstacle.problem)} ${kept}` };
  }
}
