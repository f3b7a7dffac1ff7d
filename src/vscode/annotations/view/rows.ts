import { l10n, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState, workspace, type Uri } from 'vscode';
import {
  isDiscussed,
  relationsOf,
  type RelationSeen,
  type AnnotationState,
  type Grouping,
  type ListedAnnotation,
  type Reply,
} from '../../../core/index';
import { Command } from '../../commands';
import { authorAndTime, KIND_ICONS, kindName, passageOf, relationPhrase, sayingOf, shortened, stateName } from '../kinds';
import type { AnnotatedFile } from '../workspaceAnnotations';
import { plainMarkdown } from '../../plainText';

/** An annotation of the list with the file it is in. */
export interface ListedRow extends ListedAnnotation {
  readonly source: AnnotatedFile;
}

/** A row of the Annotations view. */
export type Row =
  | {
      readonly type: 'group';
      readonly id: string;
      readonly grouping: Grouping | 'orphans';
      readonly key: string;
      readonly items: readonly ListedRow[];
    }
  | { readonly type: 'annotation'; readonly id: string; readonly item: ListedRow; readonly parent: Row }
  | { readonly type: 'reply'; readonly id: string; readonly reply: Reply; readonly parent: Row }
  | {
      readonly type: 'relation';
      readonly id: string;
      readonly relation: RelationSeen;
      readonly parent: Row & { readonly type: 'annotation' };
    }
  | { readonly type: 'problem'; readonly id: string; readonly source: AnnotatedFile };

const STATE_ICONS: Readonly<Record<AnnotationState, string>> = {
  open: 'comment-unresolved',
  resolved: 'pass',
  gold: 'star-full',
  confirmed: 'check',
  changed: 'edit',
  added: 'add',
  rejected: 'close',
  plain: 'circle-outline',
  orphaned: 'warning',
};

const warning = () => new ThemeIcon('warning', new ThemeColor('list.warningForeground'));
const plain = plainMarkdown;

/** How a group is called, and what it looks like. */
function groupFace({ grouping, key }: Row & { type: 'group' }): { name: string; icon?: ThemeIcon } {
  switch (grouping) {
    case 'orphans':
      return { name: l10n.t('Words not found'), icon: warning() };
    case 'file':
      return { name: key.slice(key.lastIndexOf('/') + 1) };
    case 'kind':
      return {
        name: kindName(key as Parameters<typeof kindName>[0]),
        icon: new ThemeIcon(KIND_ICONS[key as keyof typeof KIND_ICONS]),
      };
    case 'state':
      return { name: stateName(key as AnnotationState), icon: new ThemeIcon(STATE_ICONS[key as AnnotationState]) };
    case 'tag':
      return { name: key === '' ? l10n.t('Without a tag') : `#${key}`, icon: new ThemeIcon('tag') };
    case 'author':
      return { name: key === '' ? l10n.t('Nobody named') : key, icon: new ThemeIcon('account') };
  }
}

function groupItem(row: Row & { type: 'group' }): TreeItem {
  const { name, icon } = groupFace(row);
  const item = new TreeItem(name, TreeItemCollapsibleState.Expanded);
  if (icon) item.iconPath = icon;
  if (row.grouping === 'file') {
    item.resourceUri = row.items[0]!.source.uri;
    item.iconPath = ThemeIcon.File;
    item.description = [String(row.items.length), row.key.includes('/') ? row.key.slice(0, row.key.lastIndexOf('/')) : '']
      .filter(Boolean)
      .join(' · ');
  } else item.description = String(row.items.length);
  item.contextValue = 'group';
  item.accessibilityInformation = { label: l10n.t('{0}, {1} entries', name, row.items.length) };
  return item;
}

export const argumentOf = ({ source, placed }: ListedRow) => ({ annotationId: placed.annotation.id, uri: source.uri });

/** So that what is said of a passage has room beside it. */
const SHORT = 32;

/** For menus, by whether its words were found and how far the talk about it is. */
const CONTEXTS = [
  ['annotation', 'annotationOpen', 'annotationResolved'],
  ['orphan', 'orphanOpen', 'orphanResolved'],
] as const;

/** The relations of a listed annotation with others of its file. */
export const relationsIn = ({ source, placed }: ListedRow): RelationSeen[] =>
  isRelated({ source, placed })
    ? relationsOf(
        source.placed.map(({ annotation }) => annotation),
        placed.annotation.id,
      )
    : [];
const isRelated = ({ source, placed: { annotation } }: Pick<ListedRow, 'source' | 'placed'>): boolean =>
  source.placed.some(({ annotation: { relation } }) => relation?.from === annotation.id || relation?.to === annotation.id);

function annotationItem({ item: listed, parent }: Row & { type: 'annotation' }): TreeItem {
  const { placed, file, source } = listed;
  const { annotation, spans, orphaned } = placed;
  const { kind, replies = [], review, resolved, gold } = annotation;
  const { Collapsed, None } = TreeItemCollapsibleState;
  const item = new TreeItem(passageOf(annotation, SHORT), replies.length > 0 || isRelated(listed) ? Collapsed : None);
  const grouping = parent.type === 'group' ? parent.grouping : 'file';
  const span = spans.find(each => each);
  const line = span ? l10n.t('line {0}', source.positionAt(span.start).line + 1) : '';
  const verdict = review ? stateName(review.verdict).toLowerCase() : '';
  const said = sayingOf(annotation);
  const facts = [
    said || (grouping === 'kind' ? '' : kindName(kind)),
    gold ? stateName('gold') : '',
    verdict,
    resolved ? stateName('resolved').toLowerCase() : '',
  ];
  const place = [grouping === 'file' ? '' : file, line];
  item.description = [...facts, ...place].filter(Boolean).join(' · ');
  item.iconPath = orphaned
    ? warning()
    : new ThemeIcon(
        resolved ? 'pass' : KIND_ICONS[kind],
        kind === 'releaseDate' || kind === 'relation' ? undefined : new ThemeColor(`pressmark.annotation.${kind}`),
      );
  item.tooltip = plain(
    [
      kindName(kind),
      passageOf(annotation, 400),
      said,
      verdict,
      authorAndTime(annotation),
      [file, line].filter(Boolean).join(', '),
    ]
      .filter(Boolean)
      .join('\n\n'),
  );
  item.contextValue = CONTEXTS[orphaned ? 1 : 0][isDiscussed(annotation) ? (resolved ? 2 : 1) : 0];
  const missing = orphaned ? l10n.t('words not found') : '';
  item.accessibilityInformation = {
    label: [kindName(kind), passageOf(annotation), missing, ...facts, annotation.author, ...place].filter(Boolean).join(', '),
  };
  item.command = { command: Command.goToRow, title: l10n.t('Show in the Text'), arguments: [argumentOf(listed)] };
  return item;
}

function replyItem({ reply }: Row & { type: 'reply' }): TreeItem {
  const item = new TreeItem(shortened(reply.text, 120));
  item.description = authorAndTime(reply);
  item.iconPath = new ThemeIcon('reply');
  item.tooltip = plain(`${authorAndTime(reply)}\n\n${reply.text}`);
  item.contextValue = 'reply';
  item.accessibilityInformation = { label: l10n.t('Reply by {0}: {1}', reply.author ?? l10n.t('nobody named'), reply.text) };
  return item;
}

function relationItem({ relation: { type, outgoing, other }, parent }: Row & { type: 'relation' }): TreeItem {
  const item = new TreeItem(relationPhrase(type, outgoing));
  const words = other ? passageOf(other, SHORT) : l10n.t('the other end is gone');
  item.description = words;
  item.iconPath = new ThemeIcon(outgoing ? 'arrow-right' : 'arrow-left');
  item.contextValue = 'relation';
  item.accessibilityInformation = { label: `${relationPhrase(type, outgoing)} ${words}` };
  if (other) {
    const argument = { annotationId: other.id, uri: parent.item.source.uri };
    item.command = { command: Command.goToRow, title: l10n.t('Show in the Text'), arguments: [argument] };
  }
  return item;
}

function problemItem({ source }: Row & { type: 'problem' }): TreeItem {
  const name = nameOf(source.uri);
  const item = new TreeItem(name);
  item.description = source.problem ?? '';
  item.iconPath = warning();
  item.tooltip = plain(l10n.t('The annotations of {0} cannot be shown: {1}', name, source.problem ?? ''));
  item.contextValue = 'problem';
  item.accessibilityInformation = { label: l10n.t('The annotations of {0} cannot be shown: {1}', name, source.problem ?? '') };
  item.command = { command: 'vscode.open', title: l10n.t('Open File'), arguments: [source.uri] };
  return item;
}

export const nameOf = (uri: Uri): string => workspace.asRelativePath(uri);

export function toItem(row: Row): TreeItem {
  const item =
    row.type === 'group'
      ? groupItem(row)
      : row.type === 'annotation'
        ? annotationItem(row)
        : row.type === 'reply'
          ? replyItem(row)
          : row.type === 'relation'
            ? relationItem(row)
            : problemItem(row);
  item.id = row.id;
  return item;
}

/** The annotation that a row shows or belongs to. */
export function listedOf(row: Row): ListedRow | undefined {
  if (row.type === 'annotation') return row.item;
  return row.type === 'reply' || row.type === 'relation' ? listedOf(row.parent) : undefined;
}

/** For the clipboard: the words, and below them who says what of them. */
export function copied({ placed: { annotation }, file }: ListedRow): string {
  const words = annotation.targets.map(({ quote }) => quote.exact).join(' … ');
  const { comment, tag, value, replies = [] } = annotation;
  const remarks = [
    [kindName(annotation.kind), tag && `#${tag}`, value, comment].filter(Boolean).join(' · '),
    ...replies.map(reply => `↳ ${[reply.author, reply.text].filter(Boolean).join(': ')}`),
    [annotation.author, file].filter(Boolean).join(', '),
  ];
  return [words && `“${words}”`, ...remarks].filter(Boolean).join('\n');
}
