import { Disposable, env, l10n, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState, Uri, window, workspace } from 'vscode';
import type { Appearance, CorpusSpeaker, IndexedMessage } from '../../core';
import { Command, type RegisterCommand } from '../commands';
import { countOfMessages, countOfWords, percent } from '../wording';
import type { WorkspaceCorpus } from './workspaceCorpus';
import { plainMarkdown } from '../plainText';
import { RowTree } from '../treeRows';

type Row =
  | { readonly kind: 'speaker'; readonly speaker: CorpusSpeaker }
  | { readonly kind: 'release'; readonly speaker: CorpusSpeaker; readonly appearance: Appearance }
  | { readonly kind: 'message'; readonly appearance: Appearance; readonly message: IndexedMessage };

function accessible(item: TreeItem, label: string): TreeItem {
  item.accessibilityInformation = { label };
  return item;
}

/** Who speaks in the releases of the workspace, where, and with how much of the voice. */
class WorkspaceSpeakers extends RowTree<Row> {
  constructor(private readonly corpus: WorkspaceCorpus) {
    super();
    this.keep(corpus.onDidChange(() => this.refresh()));
  }

  async getChildren(row?: Row): Promise<Row[]> {
    if (!row) {
      const corpus = await this.corpus.whenBuilt();
      this.listed('pressmark.speakers.listed');
      return (corpus?.speakers() ?? []).map(speaker => ({ kind: 'speaker', speaker }));
    }
    if (row.kind === 'speaker') {
      const { speaker } = row;
      return speaker.appearances.map(appearance => ({ kind: 'release', speaker, appearance }));
    }
    if (row.kind === 'message') return [];
    return row.appearance.messages.map(message => ({ kind: 'message', appearance: row.appearance, message }));
  }

  getTreeItem(row: Row): TreeItem {
    switch (row.kind) {
      case 'speaker':
        return this.speakerItem(row.speaker);
      case 'release':
        return this.releaseItem(row.speaker, row.appearance);
      case 'message':
        return this.messageItem(row.appearance, row.message);
    }
  }

  private speakerItem({ name, kind, titles, messages, words, share, appearances }: CorpusSpeaker): TreeItem {
    const item = new TreeItem(name, TreeItemCollapsibleState.Collapsed);
    item.id = `speaker:${name}`;
    item.iconPath = new ThemeIcon(kind === 'person' ? 'person' : 'organization', new ThemeColor('pressmark.speakerForeground'));
    item.description = `${percent(share)} · ${countOfMessages(messages)}`;
    const facts = [countOfMessages(messages), countOfWords(words), l10n.t('{0} of all words of messages', percent(share))];
    item.tooltip = plainMarkdown([name, ...titles, facts.join(' · ')].join('\n'));
    item.contextValue = 'speaker';
    return accessible(item, [l10n.t('Speaker {0}', name), ...facts, l10n.t('in {0} releases', appearances.length)].join(', '));
  }

  private releaseItem({ name }: CorpusSpeaker, { id, naming, messages, words }: Appearance): TreeItem {
    const uri = Uri.parse(id, true);
    const release = this.corpus.current.get(id);
    const path = workspace.asRelativePath(uri);
    const label = release?.headline?.text ?? path;
    const item = new TreeItem(label, TreeItemCollapsibleState.Collapsed);
    item.id = `release:${name}:${id}`;
    item.iconPath = new ThemeIcon('file-text');
    item.description = [release?.releaseDate, countOfMessages(messages.length)].filter(Boolean).join(' · ');
    item.tooltip = plainMarkdown([path, `${countOfMessages(messages.length)} · ${countOfWords(words)}`].join('\n'));
    item.command = { command: Command.revealSpan, title: l10n.t('Show in the Text'), arguments: [uri, naming] };
    item.contextValue = 'release';
    return accessible(item, [label, item.description, path].join(', '));
  }

  private messageItem({ id }: Appearance, { text, kind, words, content }: IndexedMessage): TreeItem {
    const item = new TreeItem(text, TreeItemCollapsibleState.None);
    const reported = kind === 'indirect';
    const [first] = content;
    item.iconPath = new ThemeIcon(
      reported ? 'comment' : 'quote',
      new ThemeColor(reported ? 'pressmark.reportedMessageForeground' : 'pressmark.directMessageForeground'),
    );
    item.tooltip = plainMarkdown(`${text}\n${countOfWords(words)}`);
    item.contextValue = 'message';
    if (first) {
      item.id = `message:${id}:${first.start}:${content.at(-1)!.end}`;
      item.command = { command: Command.revealSpan, title: l10n.t('Show in the Text'), arguments: [Uri.parse(id, true), first] };
    }
    return accessible(item, `${text}, ${countOfWords(words)}`);
  }
}

/** What *Copy* puts on the clipboard for a row. */
function copied(row: Row): string {
  switch (row.kind) {
    case 'speaker':
      return [row.speaker.name, ...row.speaker.titles].join('\n');
    case 'release':
      return workspace.asRelativePath(Uri.parse(row.appearance.id, true));
    case 'message':
      return row.message.text;
  }
}

export function registerSpeakersView(registerCommand: RegisterCommand, corpus: WorkspaceCorpus): Disposable {
  const speakers = new WorkspaceSpeakers(corpus);
  const view = window.createTreeView('pressmark.speakers', {
    treeDataProvider: speakers,
    showCollapseAll: true,
    canSelectMany: true,
  });
  return Disposable.from(
    view,
    speakers,
    registerCommand(Command.refreshSpeakers, () => corpus.refreshed()),
    registerCommand(Command.copyOfSpeakers, async (row?: Row, rows?: Row[]) => {
      const chosen = rows ?? (row ? [row] : view.selection);
      if (chosen.length > 0) await env.clipboard.writeText(chosen.map(copied).join('\n\n'));
    }),
  );
}
