import type { LogOutputChannel, TextDocument, TextDocumentChangeEvent } from 'vscode';
import {
  applyChanges,
  EMPTY_PAGE,
  mergePages,
  samePages,
  type AnnotationChange,
  type AnnotationPage,
  type SidecarStorage,
} from '../../core/index';
import { DocumentAnnotations } from './documentAnnotations';
import { describeProblem, type SavingProblem } from './savingProblem';
import { openSidecar, sidecarOf } from './sidecarFile';
import type { UnsavedAnnotations } from './unsavedAnnotations';

/** Lost passages are looked for when typing pauses so long. */
const PAUSE_MS = 300;

/** Whom an open text tells what happens with its annotations. */
export interface OpenAnnotationsHost {
  readonly log: LogOutputChannel;
  readonly unsaved: UnsavedAnnotations;
  /** Annotations, their places or their saving have changed. */
  changed(document: TextDocument): void;
  /** They cannot be saved, which was not known before. */
  troubled(open: OpenAnnotations, problem: SavingProblem): void;
  /** What an earlier window could not save is here again. */
  restored(open: OpenAnnotations): void;
}

/** The annotations of one open text, kept in step with its sidecar: one reading or writing after the other. */
export class OpenAnnotations {
  readonly annotations: DocumentAnnotations;
  readonly loaded: Promise<void>;
  /** Why they cannot be saved at present. */
  problem: SavingProblem | undefined;
  /** What is held here is not on disk yet. */
  unsaved = false;
  readonly #file: SidecarStorage;
  #queue: Promise<unknown> = Promise.resolve();
  #lookForLost: ReturnType<typeof setTimeout> | undefined;
  /** Something of it may lie in the extension's own storage. */
  #keptApart = false;

  constructor(
    public document: TextDocument,
    private readonly host: OpenAnnotationsHost,
  ) {
    this.annotations = new DocumentAnnotations(document);
    this.#file = openSidecar(document.uri);
    this.loaded = this.#load();
  }

  dispose(): void {
    clearTimeout(this.#lookForLost);
  }

  /** Does what an action does, and saves it. */
  async change(changes: readonly AnnotationChange[]): Promise<void> {
    const { page } = this.annotations;
    this.annotations.adopt({ ...page, annotations: applyChanges(page.annotations, changes) });
    this.unsaved = true;
    this.host.changed(this.document);
    await this.sync();
  }

  /** Takes in another page's annotations, of a text that was moved here. */
  async takeIn(page: AnnotationPage): Promise<void> {
    this.annotations.adopt(mergePages(undefined, page, this.annotations.page));
    this.host.changed(this.document);
    await this.sync();
  }

  /** It was closed with annotations that are not saved yet, and is open again. */
  reopened(document: TextDocument): void {
    this.document = document;
    this.annotations.checkText(document);
  }

  edited({ contentChanges }: TextDocumentChangeEvent): void {
    if (contentChanges.length === 0) return;
    if (this.annotations.edit(contentChanges)) this.host.changed(this.document);
    if (!this.annotations.hasLost) return;
    clearTimeout(this.#lookForLost);
    this.#lookForLost = setTimeout(() => {
      if (this.annotations.findLost()) this.host.changed(this.document);
    }, PAUSE_MS);
  }

  textSaved(): void {
    this.annotations.checkText(this.document);
    const described = this.annotations.described();
    if (!samePages(described, this.annotations.page)) {
      this.annotations.adopt(described);
      this.unsaved = true;
    }
    if (this.unsaved) void this.sync();
  }

  /** Brings memory and disk together: takes over what others wrote, writes what is not there yet. Never rejects. */
  sync(): Promise<void> {
    return this.#inTurn(() => this.#syncNow());
  }

  /** Resolves a git conflict in the sidecar by keeping what either side holds. */
  async keepBothSides(): Promise<boolean> {
    const resolved = await this.#inTurn(async () => {
      const { page } = this.annotations;
      const both = await this.#file.keepBothSides(page);
      if (!both) return false;
      this.#takeOver(page, both);
      this.problem = undefined;
      this.host.changed(this.document);
      return true;
    });
    if (resolved) await this.sync();
    return resolved;
  }

  /** The release has another name: its sidecar says so. */
  nameAnew(): Promise<void> {
    return this.#inTurn(async () => {
      try {
        const { page: held } = this.annotations;
        let page = await this.#file.read(held);
        if (!samePages(page, EMPTY_PAGE)) page = await this.#file.write(page);
        this.#takeOver(held, page);
      } catch (error) {
        this.host.log.warn(`${sidecarOf(this.document.uri).toString()}: ${String(error)}`); // it is found by its own name all the same
      }
    });
  }

  #inTurn<T>(action: () => Promise<T>): Promise<T> {
    const result = this.#queue.then(action);
    this.#queue = result.catch(() => undefined); // whoever asked for it is told
    return result;
  }

  async #load(): Promise<void> {
    await this.#inTurn(async () => {
      const kept = await this.host.unsaved.of(this.document.uri);
      if (!kept) return;
      // The sidecar is then merged with it as if this window had made it.
      this.#keptApart = true;
      this.#file.startFrom(kept.base);
      this.annotations.adopt(kept.mine);
      this.unsaved = true;
      this.host.restored(this);
      this.host.changed(this.document);
    });
    await this.sync();
  }

  async #syncNow(): Promise<void> {
    const { annotations } = this;
    const file = this.#file;
    try {
      let { page } = annotations;
      let disk = await file.read(page);
      this.#takeOver(page, disk); // before anything is written: where that fails, what others wrote must not look removed here
      if (!file.holds(annotations.page)) {
        page = annotations.page;
        disk = await file.write(page);
        this.#takeOver(page, disk);
      }
      this.unsaved = !file.holds(annotations.page);
      const hadProblem = this.problem !== undefined;
      this.problem = undefined;
      if (hadProblem) this.host.changed(this.document);
      if (this.unsaved) void this.sync();
      else if (this.#keptApart) {
        await this.host.unsaved.forget(this.document.uri);
        this.#keptApart = false;
      }
    } catch (error) {
      this.unsaved = true;
      const problem = describeProblem(error, sidecarOf(this.document.uri));
      const known = this.problem?.message === problem.message;
      this.problem = problem;
      await this.#keepApart();
      if (known) return;
      this.host.log.warn(problem.message);
      this.host.changed(this.document);
      this.host.troubled(this, problem);
    }
  }

  async #keepApart(): Promise<void> {
    const [mine, base] = [this.annotations.described(), this.#file.base];
    if (samePages(mine, base ?? EMPTY_PAGE)) return;
    this.#keptApart = true;
    await this.host.unsaved.keep(this.document.uri, { base, mine });
  }

  /**
   * Takes over `disk`, which was merged with `page`. What happened here meanwhile is merged in: without that the next
   * comparison with the file would take what others had added for removed here.
   */
  #takeOver(page: AnnotationPage, disk: AnnotationPage): void {
    const now = this.annotations.page;
    const merged = now === page ? disk : mergePages(page, now, disk);
    if (samePages(merged, now)) return;
    this.annotations.adopt(merged);
    this.host.changed(this.document);
  }
}
