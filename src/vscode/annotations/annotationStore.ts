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
} from 'vscode';
import {
  EMPTY_PAGE,
  reversed,
  samePages,
  SIDECAR_ENDING,
  type Annotation,
  type AnnotationChange,
  type PlacedAnnotation,
} from '../../core/index';
import { ActionHistory, type Action } from './actionHistory';
import { findAuthor } from './author';
import type { DocumentAnnotations } from './documentAnnotations';
import { OpenAnnotations } from './openAnnotations';
import type { SavingProblem } from './savingProblem';
import { openSidecar, sidecarOf } from './sidecarFile';
import type { UnsavedAnnotations } from './unsavedAnnotations';

export interface DocumentChanges {
  readonly document: TextDocument;
  readonly changes: readonly AnnotationChange[];
}

/** A file system that could not be written is tried again so often. */
const RETRY_MS = 15_000;

/**
 * The annotations of all open releases: loaded from their sidecars, kept on their words while the text is edited, saved
 * after every action, and merged with what others write. The text itself is never changed.
 */
export class AnnotationStore implements Disposable {
  readonly #entries = new Map<string, OpenAnnotations>();
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
    readonly log: LogOutputChannel,
    private readonly unsaved: UnsavedAnnotations,
  ) {
    this.#disposables.push(
      workspace.onDidOpenTextDocument(document => this.#open(document)),
      workspace.onDidCloseTextDocument(document => this.#close(document)),
      workspace.onDidChangeTextDocument(event => this.#entryOf(event.document)?.edited(event)),
      workspace.onDidSaveTextDocument(document => this.#entryOf(document)?.textSaved()),
      window.onDidChangeWindowState(state => state.focused && this.#syncAll()),
    );
    for (const document of workspace.textDocuments) this.#open(document);
  }

  dispose(): void {
    clearTimeout(this.#retry);
    for (const entry of this.#entries.values()) entry.dispose();
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
    await this.#entryOf(document)?.change(changes);
  }

  /** Resolves a git conflict in the sidecar by keeping what either side holds. */
  async keepBothSides(document: TextDocument): Promise<boolean> {
    return (await this.#entryOf(document)?.keepBothSides()) ?? false;
  }

  /** Reads the document's sidecar again, and writes what is not in it yet. Says so where that cannot be done still. */
  async saveAgain(document: TextDocument): Promise<boolean> {
    const entry = this.#entryOf(document);
    if (!entry) return true;
    await entry.sync();
    if (entry.problem) void this.#tell(entry, entry.problem);
    return entry.problem === undefined;
  }

  /** Resolves when what is held of a file's annotations is on disk, or cannot be put there. */
  async flush(uri: Uri): Promise<void> {
    await this.#entries.get(uri.toString())?.sync();
  }

  /** Resolves when all that is held is on disk, or cannot be put there. */
  async flushAll(): Promise<void> {
    await Promise.all([...this.#entries.values()].filter(({ unsaved }) => unsaved).map(entry => entry.sync()));
  }

  /** Files were renamed, and their sidecars with them: what could not be saved goes along, and sidecars name their release anew. */
  async filesMoved(files: readonly { readonly oldUri: Uri; readonly newUri: Uri }[]): Promise<void> {
    for (const { oldUri, newUri } of files) {
      this.#moves.push({ from: oldUri.toString(), to: newUri.toString() });
      const old = this.#entries.get(oldUri.toString());
      const document = old?.unsaved ? await this.open(newUri) : undefined;
      const entry = document ? this.#entryOf(document) : this.#entries.get(newUri.toString());
      if (old?.unsaved) {
        await entry?.takeIn(old.annotations.page);
        await this.unsaved.forget(oldUri);
      }
      this.#entries.delete(oldUri.toString());
      old?.dispose();
      if (entry) await entry.nameAnew();
      else await this.#nameAnew(newUri);
    }
  }

  /** The sidecar of a release that is not open names it anew. */
  async #nameAnew(release: Uri): Promise<void> {
    const file = openSidecar(release);
    try {
      const page = await file.read(EMPTY_PAGE);
      if (!samePages(page, EMPTY_PAGE)) await file.write(page);
    } catch (error) {
      this.log.warn(`${sidecarOf(release).toString()}: ${String(error)}`); // it is found by its own name all the same
    }
  }

  /** Documents whose annotations cannot be saved at present. */
  get troubled(): readonly TextDocument[] {
    return [...this.#entries.values()].filter(({ problem }) => problem).map(({ document }) => document);
  }

  #entryOf(document: TextDocument): OpenAnnotations | undefined {
    return this.#entries.get(document.uri.toString());
  }

  #open(document: TextDocument): void {
    const key = document.uri.toString();
    const held = this.#entries.get(key);
    if (held) {
      held.reopened(document);
      return;
    }
    if (!this.isRelease(document) && !this.#included.has(key)) return;
    this.#watch(document.uri);
    const entry = new OpenAnnotations(document, {
      log: this.log,
      unsaved: this.unsaved,
      changed: changed => this.#changed.fire(changed),
      troubled: (open, problem) => {
        void this.#tell(open, problem);
        if (problem.kind !== 'unwritable') return;
        clearTimeout(this.#retry);
        this.#retry = setTimeout(() => this.#retryUnsaved(), RETRY_MS);
      },
      restored: ({ document: { uri } }) =>
        void window.showInformationMessage(
          l10n.t('Annotations of {0} that could not be saved before were brought back.', workspace.asRelativePath(uri)),
        ),
    });
    this.#entries.set(key, entry);
  }

  #close(document: TextDocument): void {
    const entry = this.#entryOf(document);
    if (!entry || entry.unsaved) return;
    entry.dispose();
    this.#entries.delete(document.uri.toString());
    const folder = Uri.joinPath(document.uri, '..').toString();
    if ([...this.#entries.values()].some(other => Uri.joinPath(other.document.uri, '..').toString() === folder)) return;
    this.#watchers.get(folder)?.dispose();
    this.#watchers.delete(folder);
  }

  #watch(uri: Uri): void {
    const folder = Uri.joinPath(uri, '..');
    if (this.#watchers.has(folder.toString())) return;
    const watcher = workspace.createFileSystemWatcher(new RelativePattern(folder, `*${SIDECAR_ENDING}`));
    const changed = (sidecar: Uri) => {
      for (const entry of this.#entries.values()) {
        if (sidecarOf(entry.document.uri).toString() === sidecar.toString()) void entry.sync();
      }
    };
    watcher.onDidChange(changed);
    watcher.onDidCreate(changed);
    watcher.onDidDelete(changed);
    this.#watchers.set(folder.toString(), watcher);
  }

  #syncAll(): void {
    for (const entry of this.#entries.values()) void entry.sync();
  }

  #retryUnsaved(): void {
    const unsaved = [...this.#entries.values()].filter(entry => entry.unsaved);
    if (unsaved.length === 0) return;
    for (const entry of unsaved) void entry.sync();
    this.#retry = setTimeout(() => this.#retryUnsaved(), RETRY_MS);
  }

  async #tell(entry: OpenAnnotations, problem: SavingProblem): Promise<void> {
    const open = l10n.t('Open File');
    const keep = l10n.t('Keep Both Sides');
    const again = l10n.t('Try Again');
    const actions = problem.kind === 'conflict' ? [keep, open] : problem.kind === 'unwritable' ? [again] : [open];
    const chosen = await window.showWarningMessage(problem.message, ...actions);
    if (chosen === open) await window.showTextDocument(sidecarOf(entry.document.uri));
    else if (chosen === again) await entry.sync();
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
