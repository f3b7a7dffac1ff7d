import {
  commands,
  EventEmitter,
  TreeItem,
  TreeItemCollapsibleState,
  type Command,
  type Disposable,
  type Event,
  type ThemeIcon,
  type TreeDataProvider,
  type Uri,
} from 'vscode';
import { plainMarkdown } from './plainText';

/** Rows of a tree view that are made anew when what they show has changed. */
export abstract class RowTree<Row> implements TreeDataProvider<Row>, Disposable {
  readonly #changed = new EventEmitter<undefined>();
  #listed = false;
  readonly #disposables: { dispose(): unknown }[] = [this.#changed];
  readonly onDidChangeTreeData: Event<undefined> = this.#changed.event;

  abstract getTreeItem(row: Row): TreeItem;
  abstract getChildren(row?: Row): Row[] | Promise<Row[]>;

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }

  /** Takes what is to be disposed with the tree. */
  protected keep(...disposables: readonly Disposable[]): void {
    this.#disposables.push(...disposables);
  }

  /** Says once that the rows of the view are known: before that its welcome would tell of none that are still being read. */
  protected listed(contextKey: string): void {
    if (this.#listed) return;
    this.#listed = true;
    void commands.executeCommand('setContext', contextKey, true);
  }

  protected refresh(): void {
    this.#changed.fire(undefined);
  }
}

/** What a row shows, and what a screen reader says of it. */
export interface RowFace {
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  readonly icon?: ThemeIcon | Uri | undefined;
  /** Plain text. */
  readonly tooltip?: string;
  /** For menus. */
  readonly context: string;
  readonly children?: 'expanded' | 'collapsed';
  /** Spoken in place of the label and the description. */
  readonly spoken: string;
  readonly command?: Command;
}

export function rowItem(face: RowFace): TreeItem {
  const { Collapsed, Expanded, None } = TreeItemCollapsibleState;
  const { children } = face;
  const item = new TreeItem(face.label, children === 'expanded' ? Expanded : children === 'collapsed' ? Collapsed : None);
  item.id = face.id;
  item.contextValue = face.context;
  item.accessibilityInformation = { label: face.spoken };
  if (face.description !== undefined) item.description = face.description;
  if (face.icon) item.iconPath = face.icon;
  if (face.tooltip !== undefined) item.tooltip = plainMarkdown(face.tooltip);
  if (face.command) item.command = face.command;
  return item;
}
