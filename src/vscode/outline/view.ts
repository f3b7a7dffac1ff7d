import {
  Disposable,
  env,
  l10n,
  Selection,
  TextEditorRevealType,
  Uri,
  window,
  workspace,
  commands,
  type TextEditor,
  type TreeView,
} from 'vscode';
import { joinSpans, type Span } from '../../core';
import { Command, type RegisterCommand } from '../commands';
import { toRange } from '../convert';
import { citation } from '../navigation';
import type { Releases } from '../releases';
import { registerArrangement } from './arrangement';
import type { OutlineBranch } from './branch';
import { messageDragging, messagesOf, type Reattribute } from './dragging';
import type { Row } from './items';
import { spanOf } from './items';
import { holds, OutlineProvider } from './provider';

/** The editor merges tree changes for 200 ms; revealing earlier would look for rows that it does not have yet. */
const SETTLE_MILLISECONDS = 250;

const followSetting = () => workspace.getConfiguration('pressmark').get('outline.followCursor', true);

async function revealSpan(uri: Uri, span: Span): Promise<void> {
  const editor = await window.showTextDocument(uri, { preserveFocus: true });
  const range = toRange(editor.document, span);
  editor.selection = new Selection(range.start, range.end);
  editor.revealRange(range, TextEditorRevealType.InCenterIfOutsideViewport);
}

/** What *Copy* puts on the clipboard for a row. */
function copied(row: Row, provider: OutlineProvider, releases: Releases): string {
  const { document } = provider;
  if (!document) return '';
  const { text, release } = releases.read(document);
  if (row.from === 'branch') return row.entry?.span ? joinSpans(text, [row.entry.span]) : (row.entry?.label ?? '');
  const { node } = row;
  switch (node.kind) {
    case 'message':
      return citation(text, node.message, node.speaker?.name, release.releaseDate);
    case 'speaker':
      return node.children.map(child => citation(text, child.message, node.speaker?.name, release.releaseDate)).join('\n\n');
    case 'date':
      return node.date.resolved ?? node.text;
    case 'part':
      return text.slice(node.span.start, node.span.end);
    case 'group':
      return '';
  }
}

/** The tree in the activity bar: fills it, lets it follow the cursor, and shows a row's words on click. */
export function registerOutline(
  registerCommand: RegisterCommand,
  releases: Releases,
  branches: readonly OutlineBranch[],
  reattribute: Reattribute,
): Disposable {
  const provider = new OutlineProvider(releases, branches);
  const view: TreeView<Row> = window.createTreeView('pressmark.outline', {
    treeDataProvider: provider,
    showCollapseAll: true,
    canSelectMany: true,
    dragAndDropController: messageDragging(provider, reattribute),
  });
  let timer: ReturnType<typeof setTimeout> | undefined;

  const describe = () => {
    const { document } = provider;
    const unread = document && releases.read(document).unread;
    view.message =
      unread === 'tooLong'
        ? l10n.t('This text is too long to be read as a press release. The limit is in the setting “pressmark.maximumLength”.')
        : unread === 'binary'
          ? l10n.t('This file is not text.')
          : provider.filter && provider.first() === undefined
            ? l10n.t('Nothing matches “{0}”.', provider.filter)
            : '';
    view.description = provider.filter ? l10n.t('filter: {0}', provider.filter) : '';
  };

  const followNow = (editor: TextEditor) => {
    if (!view.visible || !followSetting() || editor.document !== provider.document) return;
    const offset = editor.document.offsetAt(editor.selection.active);
    const selected = view.selection[0];
    if (selected && holds(selected, offset) && spanOf(selected)?.start === editor.document.offsetAt(editor.selection.start))
      return;
    const row = provider.rowAt(offset);
    if (row && row !== selected) void view.reveal(row, { select: true, focus: false, expand: false });
  };
  const follow = (editor: TextEditor | undefined) => {
    clearTimeout(timer);
    if (editor) timer = setTimeout(() => followNow(editor), SETTLE_MILLISECONDS);
  };
  /** The rows a menu was opened on: all selected ones, where it is one of them. */
  const chosenRows = (row?: Row, rows?: readonly Row[]): readonly Row[] => rows ?? (row ? [row] : view.selection);
  /** Runs a command on annotations for the one that a row shows. */
  const forRow = (command: string) => (row?: Row) => {
    const chosen = row ?? view.selection[0];
    if (chosen?.from !== 'branch' || !chosen.entry || !provider.document) return undefined;
    return commands.executeCommand(command, { annotationId: chosen.entry.id, uri: provider.document.uri });
  };
  const setFollow = (on: boolean) => workspace.getConfiguration('pressmark').update('outline.followCursor', on, true);

  describe();
  return Disposable.from(
    view,
    provider,
    new Disposable(() => clearTimeout(timer)),
    provider.onDidChangeTreeData(describe),
    window.onDidChangeTextEditorSelection(event => follow(event.textEditor)),
    view.onDidChangeVisibility(event => {
      if (event.visible) follow(window.activeTextEditor);
    }),
    registerCommand(Command.openOutline, () => commands.executeCommand('pressmark.outline.focus')),
    registerCommand(Command.revealSpan, revealSpan),
    registerCommand(Command.followCursor, () => setFollow(true)),
    registerCommand(Command.stopFollowingCursor, () => setFollow(false)),
    registerCommand(Command.annotateRow, (row?: Row) => {
      const chosen = row ?? view.selection[0];
      const span = chosen && spanOf(chosen);
      if (!span || !provider.document) return undefined;
      const spans = chosen.from === 'release' && chosen.node.kind === 'message' ? chosen.node.message.content : [span];
      return commands.executeCommand(Command.runOnSpans, provider.document.uri, spans, 'pressmark.annotate');
    }),
    registerCommand(Command.editRow, forRow('pressmark.editAnnotation')),
    registerCommand(Command.removeRow, forRow('pressmark.removeAnnotation')),
    registerCommand(Command.reattachRow, forRow('pressmark.reattachAnnotation')),
    registerCommand(Command.copyNode, async (row?: Row, rows?: Row[]) => {
      const words = chosenRows(row, rows).map(each => copied(each, provider, releases));
      if (words.length > 0) await env.clipboard.writeText(words.join('\n\n'));
    }),
    registerCommand(Command.changeSpeakerOfRows, async (row?: Row, rows?: Row[]) => {
      const messages = messagesOf(chosenRows(row, rows));
      if (provider.document && messages.length > 0) await reattribute(provider.document, messages);
    }),
    registerArrangement(registerCommand, provider),
  );
}
