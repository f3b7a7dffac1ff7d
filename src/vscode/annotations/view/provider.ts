import { EventEmitter, type Disposable, type Event, type TreeDataProvider, type TreeItem } from 'vscode';
import { filterAnnotations, groupAnnotations, PASSAGE_KINDS, type Grouping } from '../../../core/index';
import type { WorkspaceAnnotations } from '../workspaceAnnotations';
import { nameOf, relationsIn, toItem, type ListedRow, type Row } from './rows';

const KINDS = [...PASSAGE_KINDS, 'releaseDate'];

/** The rows of the Annotations view: grouped, filtered, orphans last. */
export class AnnotationsProvider implements TreeDataProvider<Row>, Disposable {
  readonly #changed = new EventEmitter<undefined>();
  readonly #listening: Disposable;
  /** Rows by id: one row stays one object, so that it can be revealed and stays selected. */
  #rows = new Map<string, Row>();
  #roots: Row[] | undefined;
  #face = '';
  readonly onDidChangeTreeData: Event<undefined> = this.#changed.event;

  constructor(
    private readonly workspace: WorkspaceAnnotations,
    private settings: { grouping: Grouping; filter: string },
    /** All files have been read, and the rows are known. */
    private readonly whenListed: () => void,
  ) {
    this.#listening = workspace.onDidChange(() => this.#update());
  }

  dispose(): void {
    this.#listening.dispose();
    this.#changed.dispose();
  }

  get grouping(): Grouping {
    return this.settings.grouping;
  }

  get filter(): string {
    return this.settings.filter;
  }

  set(settings: Partial<{ grouping: Grouping; filter: string }>): void {
    this.settings = { ...this.settings, ...settings };
    this.#update();
  }

  /** How many annotations the filter lets through. */
  get shown(): number {
    return (this.#roots ?? []).reduce((sum, row) => sum + (row.type === 'group' ? row.items.length : 0), 0);
  }

  /** All annotations of the workspace, whatever the filter; links between annotations are no entries of their own. */
  listed(): ListedRow[] {
    return this.workspace.files().flatMap(source => {
      const file = nameOf(source.uri);
      return source.placed.filter(({ annotation }) => annotation.kind !== 'relation').map(placed => ({ file, placed, source }));
    });
  }

  getTreeItem(row: Row): TreeItem {
    return toItem(row);
  }

  async getChildren(row?: Row): Promise<Row[]> {
    if (!row) {
      await this.workspace.whenListed();
      this.whenListed();
      return (this.#roots ??= this.#build());
    }
    if (row.type === 'group') return row.items.map(item => this.#keep(annotationRow(item, row)));
    if (row.type !== 'annotation') return [];
    const replies = (row.item.placed.annotation.replies ?? []).map((reply): Row => ({
      type: 'reply',
      id: `${row.id}/${reply.id}`,
      reply,
      parent: row,
    }));
    const relations = relationsIn(row.item).map((relation): Row => ({
      type: 'relation',
      id: `${row.id}/${relation.id}`,
      relation,
      parent: row,
    }));
    return [...replies, ...relations].map(child => this.#keep(child));
  }

  getParent(row: Row): Row | undefined {
    return row.type === 'group' || row.type === 'problem' ? undefined : row.parent;
  }

  /** The row of an annotation, to reveal it. */
  rowOf(uri: string, id: string): Row | undefined {
    for (const group of this.#roots ?? []) {
      if (group.type !== 'group') continue;
      const item = group.items.find(({ source, placed }) => placed.annotation.id === id && source.uri.toString() === uri);
      if (item) return this.#keep(annotationRow(item, group));
    }
    return undefined;
  }

  /** Tells the tree only where what it shows is no longer the same: an edit elsewhere makes nothing flicker. */
  #update(): void {
    const before = this.#face;
    this.#roots = this.#build();
    if (before !== this.#face) this.#changed.fire(undefined);
  }

  #build(): Row[] {
    const all = this.listed();
    const { groups, orphans } = groupAnnotations(filterAnnotations(all, this.filter), this.grouping, KINDS);
    const { grouping } = this;
    const roots: Row[] = groups.map(({ key, items }) => ({ type: 'group', id: `${grouping}:${key}`, grouping, key, items }));
    if (orphans.length > 0) roots.push({ type: 'group', id: 'orphans', grouping: 'orphans', key: '', items: orphans });
    for (const source of this.workspace.files()) {
      if (source.problem !== undefined) roots.push({ type: 'problem', id: `problem:${source.uri.toString()}`, source });
    }
    this.#rows = new Map();
    this.#face = JSON.stringify(roots.map(row => (row.type === 'group' ? [row.id, row.items.map(faceOf)] : row.id)));
    return roots.map(row => this.#keep(row));
  }

  #keep(row: Row): Row {
    const known = this.#rows.get(row.id);
    if (known) return known;
    this.#rows.set(row.id, row);
    return row;
  }
}

function annotationRow(item: ListedRow, parent: Row): Row {
  return { type: 'annotation', id: `${parent.id}/${item.source.uri.toString()}#${item.placed.annotation.id}`, item, parent };
}

/** What of an annotation its row depends on: not where in the text exactly. */
function faceOf(row: ListedRow): unknown {
  const { source, placed } = row;
  const { annotation, spans, orphaned } = placed;
  const relations = relationsIn(row).map(({ id, type, outgoing }) => [id, type, outgoing]);
  const span = spans.find(each => each);
  const { kind, targets, comment, tag, value, author, modified, review, gold, replies, resolved } = annotation;
  const words = targets.map(({ quote }) => quote.exact);
  const line = span && source.positionAt(span.start).line;
  return [
    annotation.id,
    kind,
    words,
    comment,
    tag,
    value,
    author,
    modified,
    review?.verdict,
    gold,
    replies,
    resolved,
    orphaned,
    line,
    relations,
  ];
}
