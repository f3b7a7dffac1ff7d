import {
  Disposable,
  l10n,
  Selection,
  TextEditorRevealType,
  Uri,
  ViewColumn,
  window,
  workspace,
  type TextDocument,
  type WebviewPanel,
} from 'vscode';
import { chartsOf, summarize, type Span } from '../../core';
import type { ChartName, FromPage, ToPage } from '../../webview/protocol';
import { Command, type RegisterCommand } from '../commands';
import { toRange } from '../convert';
import { activeReleaseEditor, isRelease } from '../language';
import type { Releases } from '../releases';
import { countOfMessages, countOfSpeakers, countOfWords } from '../wording';
import { pageOf, wordsOfPage } from './page';

/** *Show Statistics*: a page beside the text, which shows the release in front and follows its changes. */
export class Statistics implements Disposable {
  private panel: WebviewPanel | undefined;
  private shown: TextDocument | undefined;
  /** The page takes messages once its script runs; what it is to show before that waits here. */
  private ready = false;
  private scrollTo: ChartName | undefined;
  private readonly subscriptions: Disposable;

  constructor(
    registerCommand: RegisterCommand,
    private readonly releases: Releases,
    private readonly extensionUri: Uri,
  ) {
    this.subscriptions = Disposable.from(
      registerCommand(Command.showStatistics, (chart?: unknown) =>
        this.open(typeof chart === 'string' ? (chart as ChartName) : undefined),
      ),
      releases.onDidChange(document => {
        if (document === this.shown) this.update();
      }),
      window.onDidChangeActiveTextEditor(() => this.follow()),
      workspace.onDidCloseTextDocument(document => {
        if (document === this.shown) this.show(undefined);
      }),
    );
  }

  dispose(): void {
    this.panel?.dispose();
    this.subscriptions.dispose();
  }

  private open(chart: ChartName | undefined): void {
    this.scrollTo = chart;
    this.shown = activeReleaseEditor()?.document ?? this.shown ?? window.visibleTextEditors.map(e => e.document).find(isRelease);
    if (this.panel) {
      this.panel.reveal(undefined, true);
      this.update();
      return;
    }
    this.ready = false;
    this.panel = window.createWebviewPanel(
      'pressmark.statistics',
      l10n.t('Statistics'),
      { viewColumn: ViewColumn.Beside, preserveFocus: true },
      {
        enableScripts: true,
        localResourceRoots: [Uri.joinPath(this.extensionUri, 'dist'), Uri.joinPath(this.extensionUri, 'media')],
        retainContextWhenHidden: false,
      },
    );
    this.panel.iconPath = {
      light: Uri.joinPath(this.extensionUri, 'media', 'language-light.svg'),
      dark: Uri.joinPath(this.extensionUri, 'media', 'language-dark.svg'),
    };
    this.panel.onDidDispose(() => (this.panel = undefined));
    this.panel.webview.onDidReceiveMessage((message: FromPage) => this.receive(message));
    this.panel.webview.html = pageOf(this.panel.webview, this.extensionUri);
  }

  private follow(): void {
    const document = activeReleaseEditor()?.document;
    if (document && document !== this.shown) this.show(document);
  }

  private show(document: TextDocument | undefined): void {
    this.shown = document;
    this.update();
  }

  private update(): void {
    if (!this.panel || !this.ready) return;
    const document = this.shown;
    if (!document) {
      this.post({ type: 'empty', words: wordsOfPage(0) });
      return;
    }
    const { text, release } = this.releases.read(document);
    const charts = chartsOf(text, release);
    const { speakers, messages, words, readingMinutes } = summarize(text, release);
    const facts = [
      countOfSpeakers(speakers),
      countOfMessages(messages),
      countOfWords(words),
      l10n.t('{0} min to read', readingMinutes),
      ...(release.releaseDate === undefined ? [] : [l10n.t('Release date {0}', release.releaseDate)]),
    ];
    this.post({
      type: 'show',
      title: workspace.asRelativePath(document.uri),
      summary: facts.join(' · '),
      charts,
      words: wordsOfPage(charts.undated),
    });
    if (this.scrollTo) this.post({ type: 'scrollTo', chart: this.scrollTo });
    this.scrollTo = undefined;
  }

  private post(message: ToPage): void {
    void this.panel?.webview.postMessage(message);
  }

  private async receive(message: FromPage): Promise<void> {
    if (message.type === 'reveal') await this.reveal(message.span);
    else if (message.type === 'save') await this.save(message);
    else {
      this.ready = true;
      this.update();
    }
  }

  private async reveal(span: Span): Promise<void> {
    const document = this.shown;
    if (!document) return;
    const column = window.visibleTextEditors.find(editor => editor.document === document)?.viewColumn ?? ViewColumn.One;
    const editor = await window.showTextDocument(document, { viewColumn: column });
    const range = toRange(document, span);
    editor.selection = new Selection(range.start, range.end);
    editor.revealRange(range, TextEditorRevealType.InCenterIfOutsideViewport);
  }

  private async save({ chart, format, data }: FromPage & { type: 'save' }): Promise<void> {
    const folder = this.shown && this.shown.uri.scheme !== 'untitled' ? Uri.joinPath(this.shown.uri, '..') : undefined;
    const name = `${chart}.${format}`;
    const target = await window.showSaveDialog({
      filters: { [format.toUpperCase()]: [format] },
      ...(folder ? { defaultUri: Uri.joinPath(folder, name) } : {}),
    });
    if (!target) return;
    const bytes = format === 'svg' ? new TextEncoder().encode(data) : Uint8Array.from(atob(data), c => c.charCodeAt(0));
    try {
      await workspace.fs.writeFile(target, bytes);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      void window.showErrorMessage(l10n.t('The chart could not be saved: {0}', reason));
    }
  }
}
