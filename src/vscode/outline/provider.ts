import {
  Disposable,
  EventEmitter,
  TabInputText,
  TabInputTextDiff,
  window,
  workspace,
  type Event,
  type TextDocument,
  type TreeDataProvider,
  type TreeItem,
} from 'vscode';
import { arrangeOutline, buildOutline, childrenOf, nodeAt, type OutlineNode, type Span } from '../../core';
import { isOwnText, isRelease } from '../language';
import type { Releases } from '../releases';
import { arrangementSetting } from './arrangement';
import type { BranchEntry, OutlineBranch } from './branch';
import { idOf, spanOf, toItem, type Row } from './items';

/** The rows of the release in front; the last one stays while an editor without a release has the focus beside it, or shows readings or passages of it. */
export class OutlineProvider implements TreeDataProvider<Row>, Disposable {
  private readonly changed = new EventEmitter<undefined>();
  private readonly subscriptions: Disposable;
  private shown: TextDocument | undefined;
  /** Between two texts there may be a moment with none. */
  private lastShown: TextDocument | undefined;
  private roots: Row[] = [];
  /** Rows by id, so that one row is one object and can be revealed. */
  private readonly rows = new Map<string, Row>();
  private readVersion = -1;
  private stale = true;
  private filterWords = '';
  readonly onDidChangeTreeData: Event<undefined> = this.changed.event;

  constructor(
    private readonly releases: Releases,
    private readonly branches: readonly OutlineBranch[],
  ) {
    this.subscriptions = Disposable.from(
      this.changed,
      window.onDidChangeActiveTextEditor(() => this.follow()),
      window.onDidChangeVisibleTextEditors(() => this.follow()),
      window.tabGroups.onDidChangeTabs(() => this.follow()),
      workspace.onDidCloseTextDocument(() => this.follow()),
      workspace.onDidOpenTextDocument(() => this.follow()), // a change of language mode opens the document anew
      workspace.onDidChangeConfiguration(event => {
        if (event.affectsConfiguration('pressmark.outline')) this.invalidate();
      }),
      releases.onDidChange(document => {
        if (document === this.shown) this.invalidate();
      }),
      ...branches.map(branch =>
        branch.onDidChange(uri => {
          if (uri.toString() === this.shown?.uri.toString()) this.invalidate();
        }),
      ),
    );
    this.shown = this.lastShown = this.choose();
  }

  /** The words that rows must hold to be shown; empty for all. */
  get filter(): string {
    return this.filterWords;
  }

  set filter(words: string) {
    this.filterWords = words;
    this.invalidate();
  }

  get document(): TextDocument | undefined {
    return this.shown;
  }

  getTreeItem(row: Row): TreeItem {
    // The tree asks only for rows that it got from `getChildren`, so there is a document.
    return toItem(row, this.shown!);
  }

  getChildren(row?: Row): Row[] {
    this.update();
    if (!row) return this.roots;
    return this.below(row);
  }

  getParent(row: Row): Row | undefined {
    return row.parent;
  }

  /** The row that says most about a place in the text. */
  rowAt(offset: number): Row | undefined {
    this.update();
    let best: Row | undefined;
    let bestLength = Infinity;
    const consider = (candidate: Row | undefined) => {
      const span = candidate && spanOf(candidate);
      if (!span || offset < span.start || offset > span.end || span.end - span.start > bestLength) return;
      [best, bestLength] = [candidate, span.end - span.start];
    };
    const groups = this.roots.flatMap(row => (row.from === 'release' && row.node.kind === 'group' ? [row.node] : []));
    const node = nodeAt(groups, offset);
    if (node) consider(this.rows.get(node.id));
    for (const row of this.rows.values()) if (row.from === 'branch') consider(row);
    return best;
  }

  first(): Row | undefined {
    this.update();
    return this.roots[0];
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private choose(): TextDocument | undefined {
    const active = window.activeTextEditor?.document;
    if (active && isRelease(active)) return active;
    const visible = window.visibleTextEditors.map(editor => editor.document).filter(isRelease);
    if (visible.length > 0) return visible.find(document => document === this.shown) ?? visible[0];
    const beside = window.visibleTextEditors.some(({ document }) => isOwnText(document)) || this.opensBeside();
    return beside && this.lastShown?.isClosed === false ? this.lastShown : undefined;
  }

  /** Between two texts no editor may be visible for a while; the tab in front tells by itself which one comes. */
  private opensBeside(): boolean {
    return window.tabGroups.all.some(({ activeTab }) => {
      const input = activeTab?.input;
      if (input instanceof TabInputTextDiff) return isOwnText({ uri: input.modified });
      return input instanceof TabInputText && input.uri.toString() === this.lastShown?.uri.toString();
    });
  }

  private follow(): void {
    const next = this.choose();
    if (next === this.shown) return;
    this.shown = next;
    this.lastShown = next ?? this.lastShown;
    this.invalidate();
  }

  private invalidate(): void {
    this.stale = true;
    this.changed.fire(undefined);
  }

  private update(): void {
    const document = this.shown;
    if (!document) {
      this.roots = [];
      this.rows.clear();
      return;
    }
    const reading = this.releases.read(document);
    if (!this.stale && reading.version === this.readVersion) return;
    this.stale = false;
    this.readVersion = reading.version;
    this.rows.clear();
    const groups = arrangeOutline(buildOutline(reading.text, reading.release), {
      ...arrangementSetting(),
      filter: this.filterWords,
    });
    this.roots = groups.map(node => this.releaseRow(node, undefined));
    if (this.filterWords) return; // a filter is for what the release says
    for (const branch of this.branches) {
      const entries = branch.entriesOf(document);
      if (entries.length === 0) continue;
      const root = this.keep({ from: 'branch', branch, entry: undefined, parent: undefined });
      this.roots.push(root);
      for (const entry of entries) this.branchRow(branch, entry, root);
    }
  }

  private keep(row: Row): Row {
    this.rows.set(idOf(row), row);
    return row;
  }

  private releaseRow(node: OutlineNode, parent: Row | undefined): Row {
    const row = this.keep({ from: 'release', node, parent });
    for (const child of childrenOf(node)) this.releaseRow(child, row);
    return row;
  }

  private branchRow(branch: OutlineBranch, entry: BranchEntry, parent: Row): void {
    const row = this.keep({ from: 'branch', branch, entry, parent });
    for (const child of entry.children ?? []) this.branchRow(branch, child, row);
  }

  private below(row: Row): Row[] {
    const found = (id: string): Row[] => {
      const child = this.rows.get(id);
      return child ? [child] : [];
    };
    if (row.from === 'release') return childrenOf(row.node).flatMap(node => found(node.id));
    const { branch, entry } = row;
    const entries = entry ? (entry.children ?? []) : branch.entriesOf(this.shown!);
    return entries.flatMap(child => found(`${branch.id}:${child.id}`));
  }
}

/** Whether a row's own words hold a place: then the tree may stay on it. */
export function holds(row: Row, offset: number): boolean {
  const span: Span | undefined = spanOf(row);
  return span !== undefined && span.start <= offset && offset <= span.end;
}
