import { l10n, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState, type TextDocument } from 'vscode';
import type { GroupName, OutlineNode, PartKind, SpeakerKind } from '../../core';
import { Command } from '../commands';
import { countOfMessages, countOfWords, kindOfMessage, kindOfSpeaker, nameOfGroup, nameOfPart } from '../wording';
import type { BranchEntry, OutlineBranch } from './branch';
import { plainMarkdown } from '../plainText';

/** A row of the tree. */
export type Row =
  | { readonly from: 'release'; readonly node: OutlineNode; readonly parent: Row | undefined }
  | {
      readonly from: 'branch';
      readonly branch: OutlineBranch;
      readonly entry: BranchEntry | undefined;
      readonly parent: Row | undefined;
    };

const GROUP_ICONS: Record<GroupName, string> = {
  structure: 'list-tree',
  speakers: 'organization',
  named: 'eye-closed',
  dates: 'calendar',
};

const PART_ICONS: Record<PartKind, string> = {
  breadcrumb: 'milestone',
  notice: 'megaphone',
  headline: 'text-size',
  subheadline: 'text-size',
  dateline: 'location',
  paragraph: 'list-flat',
  heading: 'bookmark',
  list: 'list-unordered',
  quotation: 'quote',
  boilerplate: 'info',
  contact: 'mail',
  endmark: 'primitive-square',
  furniture: 'browser',
};

const SPEAKER_ICONS: Record<SpeakerKind, string> = {
  person: 'person',
  organization: 'organization',
  group: 'organization',
  document: 'file-text',
  unnamed: 'question',
};

const colour = (name: 'speaker' | 'directMessage' | 'reportedMessage' | 'date') => new ThemeColor(`pressmark.${name}Foreground`);

/** A group of more rows waits until somebody opens it: the window is given all rows of an open one after each pause in typing. */
const MOST_OPEN = 500;

/** Ids of the rows, unique in the tree, the same while the text is edited elsewhere. */
export function idOf(row: Row): string {
  if (row.from === 'release') return row.node.id;
  return row.entry ? `${row.branch.id}:${row.entry.id}` : `branch:${row.branch.id}`;
}

export function spanOf(row: Row) {
  if (row.from === 'branch') return row.entry?.span;
  return row.node.kind === 'group' ? undefined : row.node.span;
}

function accessible(item: TreeItem, label: string): TreeItem {
  item.accessibilityInformation = { label };
  return item;
}

const plain = plainMarkdown;

function releaseItem(node: OutlineNode): TreeItem {
  const { Collapsed, Expanded, None } = TreeItemCollapsibleState;
  switch (node.kind) {
    case 'group': {
      const closed = node.id === 'named' || node.children.length > MOST_OPEN;
      const item = new TreeItem(nameOfGroup(node.id), closed ? Collapsed : Expanded);
      item.iconPath = new ThemeIcon(GROUP_ICONS[node.id]);
      item.description = String(node.children.length);
      item.contextValue = 'group';
      return accessible(item, l10n.t('{0}, {1} entries', nameOfGroup(node.id), node.children.length));
    }
    case 'part': {
      const name = node.part.kind === 'paragraph' ? l10n.t('Paragraph {0}', node.ordinal) : nameOfPart(node.part.kind);
      const item = new TreeItem(name, node.children.length > 0 ? Expanded : None);
      item.description = node.text;
      item.iconPath = new ThemeIcon(PART_ICONS[node.part.kind]);
      item.tooltip = plain(node.text);
      item.contextValue = 'part';
      return accessible(item, `${name}: ${node.text}`);
    }
    case 'speaker': {
      const { speaker } = node;
      const name = speaker?.name ?? l10n.t('Nobody known');
      const count = node.children.length;
      const item = new TreeItem(name, count > 0 ? Expanded : None);
      item.description = count > 0 ? String(count) : speaker ? kindOfSpeaker(speaker.kind) : '';
      item.iconPath = new ThemeIcon(SPEAKER_ICONS[speaker?.kind ?? 'unnamed'], colour('speaker'));
      const facts = [...(speaker?.titles ?? []), ...(speaker?.affiliation === undefined ? [] : [speaker.affiliation])];
      item.tooltip = plain([name, ...facts, countOfMessages(count)].join('\n'));
      item.contextValue = 'speaker';
      return accessible(item, [l10n.t('Speaker {0}', name), ...facts.slice(0, 1), countOfMessages(count)].join(', '));
    }
    case 'message': {
      const item = new TreeItem(node.text, None);
      const reported = node.message.kind === 'indirect';
      item.iconPath = new ThemeIcon(reported ? 'comment' : 'quote', colour(reported ? 'reportedMessage' : 'directMessage'));
      item.tooltip = plain(`${kindOfMessage(node.message)} · ${countOfWords(node.words)}\n\n${node.text}`);
      item.contextValue = 'message';
      const who = node.speaker?.name ?? l10n.t('nobody known');
      return accessible(
        item,
        l10n.t('Message by {0}, {1}, {2}: {3}', who, kindOfMessage(node.message), countOfWords(node.words), node.text),
      );
    }
    case 'date': {
      const { resolved, value, basis } = node.date;
      const known = resolved ?? (value.startsWith('XXXX-') ? l10n.t('year not known') : value);
      const item = new TreeItem(node.text, None);
      item.description = `${known} · ${node.context}`;
      item.iconPath = new ThemeIcon('calendar', colour('date'));
      item.tooltip = plain(`${resolved ?? value}\n${basis}`);
      item.contextValue = 'date';
      return accessible(item, l10n.t('Date {0}, {1}: {2}', node.text, known, node.context));
    }
  }
}

function branchItem(branch: OutlineBranch, entry: BranchEntry | undefined, count: number): TreeItem {
  const { Expanded, None } = TreeItemCollapsibleState;
  if (!entry) {
    const item = new TreeItem(branch.label, Expanded);
    item.iconPath = branch.icon;
    item.description = String(count);
    item.contextValue = 'group';
    return accessible(item, l10n.t('{0}, {1} entries', branch.label, count));
  }
  const item = new TreeItem(entry.label, entry.children && entry.children.length > 0 ? Expanded : None);
  if (entry.description !== undefined) item.description = entry.description;
  if (entry.tooltip !== undefined) item.tooltip = entry.tooltip;
  if (entry.icon) item.iconPath = entry.icon;
  if (entry.contextValue !== undefined) item.contextValue = entry.contextValue;
  return accessible(item, entry.accessibilityLabel);
}

export function toItem(row: Row, document: TextDocument): TreeItem {
  const item =
    row.from === 'release' ? releaseItem(row.node) : branchItem(row.branch, row.entry, row.branch.entriesOf(document).length);
  item.id = `${document.uri.toString()}#${idOf(row)}`;
  const span = spanOf(row);
  if (span) {
    item.command = { command: Command.revealSpan, title: l10n.t('Show in the Text'), arguments: [document.uri, span] };
  }
  return item;
}
