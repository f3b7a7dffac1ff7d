import { commands, Disposable, env, l10n, window, type Memento, type TreeView } from 'vscode';
import { GROUPINGS, type Grouping } from '../../../core/index';
import { Command, type RegisterCommand } from '../../commands';
import type { AnnotationStore } from '../annotationStore';
import { facetName } from '../kinds';
import { removeAnnotations, setResolved } from '../talk';
import type { WorkspaceAnnotations } from '../workspaceAnnotations';
import { openFilterBox } from './filterBox';
import { AnnotationsProvider } from './provider';
import { argumentOf, copied, listedOf, type ListedRow, type Row } from './rows';

const GROUPING_KEY = 'pressmark.annotations.grouping';
const FILTERED = 'pressmark.annotations.filtered';
const LISTED = 'pressmark.annotations.listed';

const isGrouping = (value: unknown): value is Grouping => GROUPINGS.includes(value as Grouping);

/** The Annotations view: all annotations of the workspace, and what can be done with the ones that are selected. */
export function registerAnnotationsView(
  registerCommand: RegisterCommand,
  workspace: WorkspaceAnnotations,
  store: AnnotationStore,
  memory: Memento,
): Disposable {
  const provider = new AnnotationsProvider(
    workspace,
    { grouping: memory.get<Grouping>(GROUPING_KEY, 'file'), filter: '' },
    () => {
      // Until then nobody knows that there is nothing.
      void commands.executeCommand('setContext', LISTED, true);
    },
  );
  const view: TreeView<Row> = window.createTreeView('pressmark.annotations', {
    treeDataProvider: provider,
    showCollapseAll: true,
    canSelectMany: true,
  });

  /** Above the rows: what is hidden; on the view's icon: how many wait to be attached again. */
  const describe = () => {
    const all = provider.listed();
    const orphans = all.filter(({ placed }) => placed.orphaned).length;
    const shown = provider.filter ? provider.shown : all.length;
    view.message = provider.filter ? l10n.t('{0}: {1} of {2}', provider.filter.trim(), shown, all.length) : '';
    view.badge =
      orphans === 0
        ? undefined
        : {
            value: orphans,
            tooltip:
              orphans === 1
                ? l10n.t('The words of 1 annotation were not found')
                : l10n.t('The words of {0} annotations were not found', orphans),
          };
  };
  const filterBy = (filter: string) => {
    provider.set({ filter });
    void commands.executeCommand('setContext', FILTERED, filter.trim() !== '');
    describe();
  };
  const groupBy = async (given?: unknown) => {
    const grouping = isGrouping(given)
      ? given
      : (
          await window.showQuickPick(
            GROUPINGS.map(each => ({
              label: facetName(each),
              ...(each === provider.grouping ? { description: l10n.t('now') } : {}),
              each,
            })),
            { title: l10n.t('Group Annotations By') },
          )
        )?.each;
    if (!grouping) return;
    provider.set({ grouping });
    await memory.update(GROUPING_KEY, grouping);
  };

  /** What a menu or a key means: the row it was called on with the selected ones, or these alone. */
  const chosen = (row?: Row, rows?: readonly Row[]): ListedRow[] => {
    const meant = row ? (rows?.includes(row) ? rows : [row]) : view.selection;
    const found = new Map<string, ListedRow>();
    for (const each of meant) {
      for (const listed of each.type === 'group' ? each.items : [listedOf(each)]) {
        if (listed) found.set(`${listed.source.uri.toString()}#${listed.placed.annotation.id}`, listed);
      }
    }
    return [...found.values()];
  };
  /** A group is no annotation: what is done to one is not done to the first of many. */
  const onOne = (command: string) => (row?: Row) => {
    const meant = row ?? view.selection[0];
    const listed = meant && listedOf(meant);
    return listed && commands.executeCommand(command, argumentOf(listed));
  };
  const onAll = (run: (rows: ListedRow[]) => unknown) => (row?: Row, rows?: readonly Row[]) => {
    const all = chosen(row, rows);
    return all.length > 0 ? run(all) : undefined;
  };
  /** Relations are changed in the text they belong to, which is shown first. */
  const onRelation = (command: string) => async (row?: Row) => {
    const meant = row ?? view.selection[0];
    if (meant?.type !== 'relation') return undefined;
    await commands.executeCommand('pressmark.goToAnnotation', { ...argumentOf(meant.parent.item), preserveFocus: true });
    return commands.executeCommand(command, meant.relation.id);
  };
  const remove = async (rows: ListedRow[]) => {
    await removeAnnotations(store, rows.map(argumentOf));
    window.setStatusBarMessage(
      rows.length === 1 ? l10n.t('1 annotation removed') : l10n.t('{0} annotations removed', rows.length),
      4000,
    );
  };

  return Disposable.from(
    view,
    provider,
    provider.onDidChangeTreeData(describe),
    view.onDidChangeVisibility(({ visible }) => {
      if (visible) void workspace.whenListed().then(describe);
    }),
    registerCommand(Command.openAnnotations, () => commands.executeCommand('pressmark.annotations.focus')),
    registerCommand(Command.groupAnnotations, groupBy),
    registerCommand(Command.filterAnnotations, (given?: unknown) =>
      typeof given === 'string' ? filterBy(given) : openFilterBox(provider, filterBy),
    ),
    registerCommand(Command.clearFilter, () => filterBy('')),
    registerCommand(Command.refreshAnnotations, () => workspace.refresh()),
    registerCommand(Command.goToRow, (given?: Row | ReturnType<typeof argumentOf>) =>
      given && 'annotationId' in given
        ? commands.executeCommand('pressmark.goToAnnotation', { ...given, preserveFocus: true })
        : onOne('pressmark.goToAnnotation')(given),
    ),
    registerCommand(Command.reverseRelationRow, onRelation(Command.reverseRelation)),
    registerCommand(Command.removeRelationRow, onRelation(Command.removeRelation)),
    registerCommand(Command.editAnnotationRow, onOne('pressmark.editAnnotation')),
    registerCommand(Command.replyToRow, onOne('pressmark.replyToAnnotation')),
    registerCommand(Command.reattachAnnotationRow, onOne('pressmark.reattachAnnotation')),
    registerCommand(
      Command.resolveRow,
      onAll(rows => setResolved(store, rows.map(argumentOf), true)),
    ),
    registerCommand(
      Command.reopenRow,
      onAll(rows => setResolved(store, rows.map(argumentOf), false)),
    ),
    registerCommand(Command.removeAnnotationRow, onAll(remove)),
    registerCommand(
      Command.copyAnnotationRow,
      onAll(rows => env.clipboard.writeText(rows.map(copied).join('\n\n'))),
    ),
  );
}
