import {
  commands,
  Disposable,
  l10n,
  ThemeColor,
  ThemeIcon,
  TreeItem,
  TreeItemCollapsibleState,
  Uri,
  window,
  workspace,
} from 'vscode';
import { colorOf, EMPTY_CODEBOOK, tagTree, type Codebook, type TagNode } from '../../core/index';
import { kindName } from '../annotations/kinds';
import type { AnnotationStore } from '../annotations/annotationStore';
import type { WorkspaceAnnotations } from '../annotations/workspaceAnnotations';
import { Command, type RegisterCommand } from '../commands';
import type { Codebooks } from './codebooks';
import { addTagCommand, chooseFolder, deleteTagCommand, editTagCommand, renameTagCommand, type TagArgument } from './tagCommands';
import { countTags } from './tagPicker';
import { escapeMarkdown, plainMarkdown } from '../plainText';
import { RowTree } from '../treeRows';

interface TagRow {
  readonly node: TagNode;
  /** Names from the top of the tree, for an id that is the same after a change elsewhere. */
  readonly path: readonly string[];
  readonly codebook: Codebook;
}

/** A filled dot in a tag's own colour. */
const dot = (color: string): Uri =>
  Uri.parse(
    `data:image/svg+xml;utf8,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16"><circle cx="8" cy="8" r="5" fill="${color}" stroke="#80808080"/></svg>`)}`,
  );

function toItem({ node, path, codebook }: TagRow): TreeItem {
  const { name, tag, count, total, children } = node;
  const item = new TreeItem(name, children.length > 0 ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.None);
  item.id = path.join('\u0000');
  const color = colorOf(codebook, name);
  item.iconPath = color ? dot(color) : new ThemeIcon('tag', new ThemeColor('pressmark.annotation.tag'));
  const stray = tag ? '' : l10n.t('not in the codebook');
  item.description = [children.length > 0 && total !== count ? `${count} / ${total}` : String(count), tag?.description, stray]
    .filter(Boolean)
    .join(' · ');
  const tooltip = plainMarkdown([name, tag?.description].filter(Boolean).join('\n\n'));
  for (const example of tag?.examples ?? []) tooltip.appendMarkdown('\n\n> ').appendMarkdown(escapeMarkdown(example));
  if (tag?.kinds) tooltip.appendMarkdown('\n\n').appendMarkdown(escapeMarkdown(tag.kinds.map(kindName).join(', ')));
  item.tooltip = tooltip;
  item.contextValue = tag ? 'tag' : 'strayTag';
  item.accessibilityInformation = {
    label: [l10n.t('Tag {0}, {1} annotations', name, total), tag?.description, stray].filter(Boolean).join(', '),
  };
  item.command = { command: Command.showTag, title: l10n.t('Show the Annotations'), arguments: [name] };
  return item;
}

class TagTree extends RowTree<TagRow> {
  #face = '';

  constructor(
    private readonly codebooks: Codebooks,
    private readonly annotations: WorkspaceAnnotations,
  ) {
    super();
    this.keep(
      codebooks.onDidChange(() => this.#update()),
      annotations.onDidChange(() => this.#update()),
    );
  }

  getTreeItem(row: TagRow): TreeItem {
    return toItem(row);
  }

  async getChildren(row?: TagRow): Promise<TagRow[]> {
    if (row) return row.node.children.map(node => ({ node, path: [...row.path, node.name], codebook: row.codebook }));
    await Promise.all([this.codebooks.whenLoaded(), this.annotations.whenListed()]);
    const { codebook, nodes } = this.#tree();
    this.#face = JSON.stringify(nodes);
    this.listed('pressmark.codebook.listed');
    return nodes.map(node => ({ node, path: [node.name], codebook }));
  }

  /** The tags of every folder as one: most workspaces have one codebook. */
  #tree(): { codebook: Codebook; nodes: TagNode[] } {
    const books = (workspace.workspaceFolders ?? []).map(({ uri }) => this.codebooks.of(uri));
    const tags = new Map(books.flatMap(book => book.tags.map(tag => [tag.name, tag] as const)));
    const codebook = { ...EMPTY_CODEBOOK, tags: [...tags.values()] };
    return { codebook, nodes: tagTree(codebook, countTags(this.annotations)) };
  }

  #update(): void {
    if (JSON.stringify(this.#tree().nodes) !== this.#face) this.refresh();
  }
}

/** The Codebook view and the commands on tags. */
export function registerCodebook(
  registerCommand: RegisterCommand,
  codebooks: Codebooks,
  annotations: WorkspaceAnnotations,
  store: AnnotationStore,
): Disposable {
  const tree = new TagTree(codebooks, annotations);
  const view = window.createTreeView('pressmark.codebook', { treeDataProvider: tree, showCollapseAll: true });
  const deps = { codebooks, annotations, store };
  /** A row, or what a test or a link says; from the keyboard, the row that is selected. */
  const meant = (given?: TagRow | TagArgument): TagArgument => {
    const row = given ?? (view.visible ? view.selection[0] : undefined);
    return row && 'node' in row ? { tag: row.node.name } : (row ?? {});
  };
  return Disposable.from(
    tree,
    view,
    registerCommand(Command.addTag, (given?: TagRow | TagArgument) =>
      addTagCommand(deps, given && 'node' in given ? {} : (given ?? {})),
    ),
    registerCommand(Command.addTagBelow, (row: TagRow) => addTagCommand(deps, { parents: [row.node.name] })),
    registerCommand(Command.adoptTag, (row: TagRow) => addTagCommand(deps, { name: row.node.name })),
    registerCommand(Command.editTag, (given?: TagRow | TagArgument) => editTagCommand(deps, meant(given))),
    registerCommand(Command.renameTag, (given?: TagRow | TagArgument) => renameTagCommand(deps, meant(given), false)),
    registerCommand(Command.mergeTag, (given?: TagRow | TagArgument) => renameTagCommand(deps, meant(given), true)),
    registerCommand(Command.deleteTag, (given?: TagRow | TagArgument) => deleteTagCommand(deps, meant(given))),
    registerCommand(Command.openCodebook, async () => codebooks.show(await chooseFolder())),
    registerCommand(Command.showTag, async (tag: string) => {
      await commands.executeCommand(Command.filterAnnotations, `tag:"${tag}"`);
    }),
  );
}
