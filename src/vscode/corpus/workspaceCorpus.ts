import {
  CancellationTokenSource,
  Disposable,
  EventEmitter,
  l10n,
  ProgressLocation,
  Uri,
  window,
  workspace,
  type CancellationToken,
  type Event,
  type ExtensionContext,
  type LogOutputChannel,
  type Progress,
  type TextDocument,
} from 'vscode';
import { Corpus, indexRelease, prepareSource, readInSteps, type SourceText } from '../../core';
import { isRelease } from '../language';
import type { Releases } from '../releases';
import { CorpusStore, type KnownFile } from './corpusStore';
import { decodeRelease, findReleaseFiles, groundOf, isReleaseText, watchedPatterns, type Ground } from './releaseFiles';
import { annotationsIn, hashOf, readContent, readSidecar, releaseBeside, type ReleaseContent } from './releaseContent';
import { Slices } from '../slices';

/** Files read at once, while those before them are indexed: a slow file system answers many as fast as one. */
const AT_ONCE = 32;
/** A build that takes longer shows how far it is, and can be cancelled. */
const PROGRESS_AFTER_MS = 500;
/** Changes of files are taken up when they pause. */
const QUIET_MS = 300;
const SAVE_AFTER_MS = 2000;
/** Releases that were read to check quotations and may be needed again. */
const KEPT_SOURCES = 64;

/**
 * All releases of the workspace, indexed: built when it is first asked for, kept on disk, up to date from then on. Ids of the corpus are
 * `uri.toString()`. An open release counts as it stands in its editor.
 */
export class WorkspaceCorpus implements Disposable {
  private readonly corpus = new Corpus();
  private readonly changed = new EventEmitter<void>();
  private readonly store: CorpusStore;
  private files = new Map<string, KnownFile>();
  /** The longest text that is read, by folder. */
  private readonly lengths = new Map<string, number>();
  private readonly sources = new Map<string, { readonly stamp: string; readonly source: SourceText }>();
  private readonly subscriptions: readonly { dispose(): unknown }[];
  private watchers: Disposable | undefined;
  private built: Promise<boolean> | undefined;
  private complete = false;
  private readonly pending = new Map<string, Uri>();
  private updateTimer: ReturnType<typeof setTimeout> | undefined;
  private saveTimer: ReturnType<typeof setTimeout> | undefined;

  /** Releases came, went or changed, after the corpus was first built. */
  readonly onDidChange: Event<void> = this.changed.event;

  constructor(
    private readonly releases: Releases,
    { storageUri, extension }: Pick<ExtensionContext, 'storageUri' | 'extension'>,
    private readonly log: LogOutputChannel,
  ) {
    const { version } = extension.packageJSON as { readonly version: string };
    this.store = new CorpusStore(storageUri, version, log);
    this.subscriptions = [
      this.changed,
      releases.onDidChange(document => {
        if (this.complete) this.enqueue(document.uri);
      }),
      workspace.onDidCloseTextDocument(document => {
        if (this.complete && isRelease(document)) this.enqueue(document.uri);
      }),
      workspace.onDidChangeWorkspaceFolders(() => this.rebuild()),
      workspace.onDidChangeConfiguration(event => {
        if (['pressmark.releases', 'pressmark.detection', 'files.associations'].some(name => event.affectsConfiguration(name)))
          this.rebuild();
      }),
    ];
  }

  /** Whether the corpus was built: what {@link current} tells is then all there is. */
  get isBuilt(): boolean {
    return this.complete;
  }

  /** The releases as far as they are indexed; nothing is started. */
  get current(): Corpus {
    return this.corpus;
  }

  /**
   * The whole corpus, built first where it is not yet. Nothing where building was cancelled by the person or by `token`: what was
   * read so far is kept.
   */
  async whenBuilt(token?: CancellationToken): Promise<Corpus | undefined> {
    this.built ??= this.build();
    const cancelled = new Promise<boolean>(resolve => token?.onCancellationRequested(() => resolve(false)));
    return (await Promise.race([this.built, cancelled])) ? this.corpus : undefined;
  }

  /** As {@link whenBuilt}, after a look for files that changed unseen: not every file system tells. */
  async refreshed(token?: CancellationToken): Promise<Corpus | undefined> {
    if (this.complete) this.built = (this.built ?? Promise.resolve(true)).then(() => this.build());
    return this.whenBuilt(token);
  }

  /** The text and reading of one release, from its editor where it is open. Nothing where it cannot be read. */
  async source(id: string): Promise<SourceText | undefined> {
    const uri = Uri.parse(id, true);
    const open = openDocument(uri);
    const stamp = open ? `version ${open.version}` : (this.files.get(id)?.hash ?? '');
    const kept = this.sources.get(id);
    if (kept?.stamp === stamp) {
      this.sources.delete(id);
      this.sources.set(id, kept); // the last used comes last
      return kept.source;
    }
    const text = open ? open.getText() : await this.readText(uri);
    if (text === undefined) return undefined;
    const release =
      open && isRelease(open)
        ? this.releases.read(open).release
        : await new Slices().run(readInSteps(text, annotationsIn(await readSidecar(uri))));
    if (!release) return undefined;
    const source = prepareSource(id, text, release);
    this.sources.set(id, { stamp, source });
    if (this.sources.size > KEPT_SOURCES) this.sources.delete(this.sources.keys().next().value!);
    return source;
  }

  dispose(): void {
    clearTimeout(this.updateTimer);
    clearTimeout(this.saveTimer);
    this.watchers?.dispose();
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private async build(): Promise<boolean> {
    const cancellation = new CancellationTokenSource();
    let report: Progress<{ message?: string; increment?: number }> | undefined;
    let finish: () => void = () => undefined;
    const finished = new Promise<void>(resolve => (finish = resolve));
    const timer = setTimeout(() => {
      void window.withProgress(
        { location: ProgressLocation.Notification, title: l10n.t('Reading the releases of the workspace'), cancellable: true },
        (progress, token) => {
          report = progress;
          token.onCancellationRequested(() => cancellation.cancel());
          return finished;
        },
      );
    }, PROGRESS_AFTER_MS);
    try {
      const started = performance.now();
      const done = await this.readAll(cancellation.token, (count, total) =>
        report?.report({ message: l10n.t('{0} of {1}', count, total), increment: (100 * AT_ONCE) / total }),
      );
      if (!done) {
        this.built = undefined;
        return false;
      }
      this.complete = true;
      this.watch();
      this.log.info(`Indexed ${this.corpus.size} releases in ${Math.round(performance.now() - started)} ms.`);
      this.changed.fire();
      return true;
    } catch (error) {
      this.built = undefined;
      throw error;
    } finally {
      clearTimeout(timer);
      finish();
      cancellation.dispose();
    }
  }

  private async readAll(token: CancellationToken, report: (count: number, total: number) => void): Promise<boolean> {
    const slices = new Slices(token);
    if (this.files.size === 0) this.files = await this.store.load(slices);
    this.lengths.clear();
    const { files: found, annotated } = await findReleaseFiles(token);
    for (const document of workspace.textDocuments)
      if (isRelease(document) && !document.isUntitled && workspace.getWorkspaceFolder(document.uri))
        found.set(document.uri.toString(), { uri: document.uri, ground: 'name' });
    for (const id of [...this.files.keys()]) if (!found.has(id)) this.forget(id);
    const list = [...found];
    const readBatch = (at: number) =>
      Promise.all(list.slice(at, at + AT_ONCE).map(([id, { uri }]) => this.readFile(id, uri, annotated.has(id))));
    let reading = readBatch(0);
    for (let at = 0; at < list.length; at += AT_ONCE) {
      const read = await reading;
      reading = readBatch(at + AT_ONCE);
      for (const [i, content] of read.entries()) {
        if (!(await slices.next())) return false;
        const [id, { uri, ground }] = list[at + i]!;
        await this.take(id, uri, ground, content, slices);
      }
      report(Math.min(at + AT_ONCE, list.length), list.length);
    }
    this.saveLater();
    return true;
  }

  /** What a file holds, unless its stamp says that it is known and its entry is there. Never rejects. */
  private readFile(id: string, uri: Uri, annotated: boolean): Promise<ReleaseContent> {
    const known = this.files.get(id);
    return readContent(uri, annotated, known && (!known.isRelease || this.store.get(known.hash)) ? known : undefined);
  }

  private async take(id: string, uri: Uri, ground: Ground, content: ReleaseContent, slices: Slices): Promise<void> {
    if (content.state === 'gone') {
      this.forget(id);
      return;
    }
    const open = openDocument(uri);
    if (open && isRelease(open) && open.isDirty) this.takeOpen(id, open);
    else if (content.state === 'known') this.takeKnown(id);
    else await this.takeRead(id, uri, ground, content, slices);
  }

  private takeOpen(id: string, document: TextDocument): void {
    const { text, release, unread } = this.releases.read(document);
    if (unread === undefined) this.corpus.set(id, indexRelease(text, release));
  }

  private takeKnown(id: string): void {
    const known = this.files.get(id);
    const entry = known?.isRelease ? this.store.get(known.hash) : undefined;
    if (entry) this.corpus.set(id, entry);
    else this.corpus.delete(id);
  }

  private async takeRead(
    id: string,
    uri: Uri,
    ground: Ground,
    { stamp, bytes, sidecar }: ReleaseContent & { state: 'read' },
    slices: Slices,
  ): Promise<void> {
    const hash = await hashOf(bytes, sidecar);
    let entry = this.store.get(hash);
    if (!entry) {
      const text = await decodeRelease(uri, bytes);
      if (text !== undefined && text.length <= this.longestAt(uri) && isReleaseText(text, ground)) {
        const release = await slices.run(readInSteps(text, annotationsIn(sidecar)));
        if (!release) return; // cancelled
        entry = indexRelease(text, release);
        this.store.set(hash, entry);
      }
    }
    this.files.set(id, { hash, stamp, isRelease: entry !== undefined });
    if (entry) this.corpus.set(id, entry);
    else this.corpus.delete(id);
  }

  private longestAt(uri: Uri): number {
    const folder = workspace.getWorkspaceFolder(uri)?.uri.toString() ?? '';
    let longest = this.lengths.get(folder);
    if (longest === undefined) {
      longest = workspace.getConfiguration('pressmark', uri).get('maximumLength', 2_000_000);
      this.lengths.set(folder, longest);
    }
    return longest;
  }

  private forget(id: string): void {
    this.files.delete(id);
    this.corpus.delete(id);
    this.sources.delete(id);
  }

  private rebuild(): void {
    if (!this.built) return;
    const again = this.built.then(() => this.build());
    this.built = again;
    again.catch((error: unknown) => this.log.error(String(error)));
  }

  private watch(): void {
    this.watchers?.dispose();
    this.watchers = Disposable.from(
      ...watchedPatterns().flatMap(pattern => {
        const watcher = workspace.createFileSystemWatcher(pattern);
        const changed = (uri: Uri) => this.enqueue(uri);
        return [watcher, watcher.onDidChange(changed), watcher.onDidCreate(changed), watcher.onDidDelete(changed)];
      }),
    );
  }

  private enqueue(uri: Uri): void {
    const release = releaseBeside(uri);
    this.pending.set(release.toString(), release);
    clearTimeout(this.updateTimer);
    this.updateTimer = setTimeout(() => void this.update(), QUIET_MS);
  }

  /** Takes up what changed since. Never rejects. */
  private async update(): Promise<void> {
    const uris = [...this.pending];
    this.pending.clear();
    const slices = new Slices();
    try {
      for (const [id, uri] of uris) {
        const ground = groundOf(uri);
        if (!ground || !workspace.getWorkspaceFolder(uri)) continue;
        await this.take(id, uri, ground, await this.readFile(id, uri, true), slices);
        await slices.next();
      }
      this.saveLater();
      this.changed.fire();
    } catch (error) {
      this.log.error(`The index could not be updated: ${error instanceof Error ? (error.stack ?? '') : String(error)}`);
    }
  }

  private saveLater(): void {
    clearTimeout(this.saveTimer);
    this.saveTimer = setTimeout(() => void this.store.save(this.files, new Slices()), SAVE_AFTER_MS);
  }

  private async readText(uri: Uri): Promise<string | undefined> {
    try {
      return await decodeRelease(uri, await workspace.fs.readFile(uri));
    } catch {
      return undefined; // was deleted meanwhile; the watcher says so
    }
  }
}

const openDocument = (uri: Uri): TextDocument | undefined =>
  workspace.textDocuments.find(document => document.uri.toString() === uri.toString());
