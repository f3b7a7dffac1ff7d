import {
  commands,
  Disposable,
  EventEmitter,
  l10n,
  Uri,
  window,
  workspace,
  type TextDocument,
  type TreeDataProvider,
} from 'vscode';
import { timelineOf, timelineOfCorpus } from '../../core';
import { Command, type RegisterCommand } from '../commands';
import type { WorkspaceCorpus } from '../corpus/workspaceCorpus';
import { activeReleaseEditor, isRelease } from '../language';
import type { Releases } from '../releases';
import { byYear, toItem, type DateRow, type TimelineRow } from './rows';

type Scope = 'release' | 'workspace';
const SCOPE = 'pressmark.timelineOfWorkspace';

/** The dates of the release in front, or of all releases of the workspace, in the order of time. */
class Timeline implements TreeDataProvider<TimelineRow>, Disposable {
  private readonly changed = new EventEmitter<undefined>();
  private readonly subscriptions: Disposable;
  private shown: TextDocument | undefined;
  private scope: Scope = 'release';
  readonly onDidChangeTreeData = this.changed.event;

  constructor(
    private readonly releases: Releases,
    private readonly corpus: WorkspaceCorpus,
  ) {
    this.follow();
    this.subscriptions = Disposable.from(
      this.changed,
      window.onDidChangeActiveTextEditor(() => this.follow()),
      workspace.onDidOpenTextDocument(() => this.follow()), // a change of language mode opens the document anew
      workspace.onDidCloseTextDocument(document => {
        if (document !== this.shown) return;
        this.shown = undefined;
        this.changed.fire(undefined);
      }),
      releases.onDidChange(document => {
        if (this.scope === 'release' && document === this.shown) this.changed.fire(undefined);
      }),
      corpus.onDidChange(() => {
        if (this.scope === 'workspace') this.changed.fire(undefined);
      }),
    );
  }

  /** How the view is described: of what it shows the dates. */
  get subject(): string {
    if (this.scope === 'workspace') return l10n.t('workspace');
    return this.shown ? workspace.asRelativePath(this.shown.uri).replace(/^.*\//, '') : '';
  }

  show(scope: Scope): void {
    this.scope = scope;
    void commands.executeCommand('setContext', SCOPE, scope === 'workspace');
    this.changed.fire(undefined);
  }

  getTreeItem(row: TimelineRow) {
    const released = this.scope === 'release' && this.shown ? this.releases.read(this.shown).release.releaseDate : undefined;
    return toItem(row, released);
  }

  async getChildren(row?: TimelineRow): Promise<TimelineRow[]> {
    if (row) return row.kind === 'year' ? [...row.children] : [];
    return [...byYear(this.scope === 'release' ? this.datesOfRelease() : await this.datesOfWorkspace())];
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private follow(): void {
    const document =
      activeReleaseEditor()?.document ?? this.shown ?? window.visibleTextEditors.map(e => e.document).find(isRelease);
    if (document === this.shown) return;
    this.shown = document;
    if (this.scope === 'release') this.changed.fire(undefined);
  }

  private datesOfRelease(): DateRow[] {
    const document = this.shown;
    if (!document) return [];
    const { text, release } = this.releases.read(document);
    return timelineOf(text, release.dates).map((entry, i) => ({
      kind: 'date',
      id: `${document.uri.toString()}#${i}`,
      uri: document.uri,
      ...entry,
    }));
  }

  private async datesOfWorkspace(): Promise<DateRow[]> {
    const corpus = await this.corpus.whenBuilt();
    return (corpus ? timelineOfCorpus(corpus) : []).map(({ id, headline, ...entry }) => {
      const uri = Uri.parse(id, true);
      return { kind: 'date', id: `${id}#${entry.span.start}`, uri, context: headline ?? workspace.asRelativePath(uri), ...entry };
    });
  }
}

export function registerTimeline(registerCommand: RegisterCommand, releases: Releases, corpus: WorkspaceCorpus): Disposable {
  const timeline = new Timeline(releases, corpus);
  const view = window.createTreeView('pressmark.timeline', { treeDataProvider: timeline, showCollapseAll: true });
  const describe = () => (view.description = timeline.subject);
  describe();
  return Disposable.from(
    view,
    timeline,
    timeline.onDidChangeTreeData(describe),
    registerCommand(Command.timelineOfRelease, () => timeline.show('release')),
    registerCommand(Command.timelineOfWorkspace, () => timeline.show('workspace')),
    registerCommand(Command.timelineChart, () => commands.executeCommand(Command.showStatistics, 'timeline')),
  );
}
