import { Disposable, EventEmitter, workspace, type Event, type LogOutputChannel, type TextDocument } from 'vscode';
import { createReleaseParser, reviewRelease, type Release, type ReleaseParser } from '../core';
import type { AnnotationStore } from './annotations/annotationStore';
import { isRelease } from './language';
import type { ReleaseDates } from './releaseDates';

/** A document as it was read at one version. */
export interface Reading {
  readonly version: number;
  /** The release date a person had set when it was read. */
  readonly releaseDate: string | undefined;
  readonly text: string;
  /** As people have corrected it. */
  readonly release: Release;
  /** As it was found. */
  readonly detected: Release;
  /** Why the text was not read: it is longer than the setting allows, or not text at all. */
  readonly unread?: 'tooLong' | 'binary';
}

const QUIET_MILLISECONDS = 150;
const EMPTY: Release = { parts: [], speakers: [], attributions: [], dates: [] };

/**
 * The release in each open document. Providers ask; trees, decorations and the status bar listen to `onDidChange`, which is
 * fired once when the typing pauses.
 */
export class Releases implements Disposable {
  private readonly readings = new WeakMap<TextDocument, Reading>();
  /** One for each document: it keeps the paragraphs that an edit has not touched. */
  private readonly parsers = new WeakMap<TextDocument, ReleaseParser>();
  /** Documents whose corrections have changed since they were read. */
  private readonly corrected = new WeakSet<TextDocument>();
  /** Documents that were read in two ways at one version of their text, since that was last told. */
  private readonly apart = new WeakSet<TextDocument>();
  private readonly changed = new EventEmitter<TextDocument>();
  private readonly otherwise = new EventEmitter<TextDocument>();
  private readonly timers = new Map<TextDocument, ReturnType<typeof setTimeout>>();
  private readonly subscriptions: Disposable;
  readonly onDidChange: Event<TextDocument> = this.changed.event;
  /**
   * Fired as well where a release has changed although its text has not: a release date, a correction. The editor asks its providers
   * once for each version of the text, and has to be told of the rest.
   */
  readonly onDidChangeApart: Event<TextDocument> = this.otherwise.event;

  constructor(
    private readonly annotations: AnnotationStore,
    private readonly dates: ReleaseDates,
    private readonly log: LogOutputChannel,
  ) {
    this.subscriptions = Disposable.from(
      this.changed,
      this.otherwise,
      workspace.onDidChangeTextDocument(event => {
        if (isRelease(event.document) && event.contentChanges.length > 0) this.announce(event.document);
      }),
      workspace.onDidCloseTextDocument(document => this.forget(document)),
      dates.onDidChange(document => {
        const known = this.readings.get(document);
        if (known && known.releaseDate !== dates.get(document)) this.announce(document);
      }),
      annotations.onDidChange(document => {
        this.corrected.add(document);
        if (this.readings.has(document)) this.announce(document);
      }),
      workspace.onDidChangeConfiguration(event => {
        if (!event.affectsConfiguration('pressmark.maximumLength')) return;
        for (const document of workspace.textDocuments) if (isRelease(document)) this.refresh(document);
      }),
    );
  }

  /** The document's release as of now; read again only where the text has changed. Never throws. */
  read(document: TextDocument): Reading {
    const known = this.readings.get(document);
    const unchanged = known?.version === document.version && known.releaseDate === this.dates.get(document);
    if (unchanged && !this.corrected.has(document)) return known;
    const reading = this.review(document, unchanged ? known : this.parse(document));
    this.readings.set(document, reading);
    if (known?.version === reading.version && known.release !== reading.release) this.apart.add(document);
    return reading;
  }

  /** Forgets what was read, and says so: something besides the text has changed. */
  refresh(document: TextDocument): void {
    if (this.readings.delete(document)) this.apart.add(document);
    this.announce(document);
  }

  dispose(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.subscriptions.dispose();
  }

  private parse(document: TextDocument): Reading {
    const text = document.getText();
    const releaseDate = this.dates.get(document);
    const reading = { version: document.version, releaseDate, text, release: EMPTY, detected: EMPTY };
    const longest = workspace.getConfiguration('pressmark', document).get('maximumLength', 2_000_000);
    if (text.length > longest) return { ...reading, unread: 'tooLong' };
    if (text.slice(0, 8000).includes('\0')) return { ...reading, unread: 'binary' };
    try {
      const parser = this.parsers.get(document) ?? createReleaseParser();
      this.parsers.set(document, parser);
      const detected = parser.parse(text, releaseDate === undefined ? {} : { releaseDate });
      return { ...reading, detected, release: detected };
    } catch (error) {
      this.complain(document, error);
      return reading;
    }
  }

  /** Lets what people have corrected win over what was found. */
  private review(document: TextDocument, reading: Reading): Reading {
    this.corrected.delete(document);
    const corrections = this.annotations.annotationsOf(document).filter(({ annotation }) => annotation.review);
    if (corrections.length === 0 || reading.unread !== undefined) return { ...reading, release: reading.detected };
    try {
      return { ...reading, release: reviewRelease(reading.text, reading.detected, corrections) };
    } catch (error) {
      this.complain(document, error);
      return { ...reading, release: reading.detected };
    }
  }

  private complain(document: TextDocument, error: unknown): void {
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.log.error(`${document.uri.toString(true)}: ${reason}`);
  }

  private announce(document: TextDocument): void {
    clearTimeout(this.timers.get(document));
    const timer = setTimeout(() => {
      this.timers.delete(document);
      if (document.isClosed) return;
      this.read(document);
      this.changed.fire(document);
      if (this.apart.delete(document)) this.otherwise.fire(document);
    }, QUIET_MILLISECONDS);
    this.timers.set(document, timer);
  }

  private forget(document: TextDocument): void {
    clearTimeout(this.timers.get(document));
    this.timers.delete(document);
    this.readings.delete(document);
    this.parsers.delete(document);
  }
}
