import { l10n, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState, Uri, workspace } from 'vscode';
import type { Span } from '../../core';
import { Command } from '../commands';
import { plainMarkdown } from '../plainText';

/** A date in the tree. */
export interface DateRow {
  readonly kind: 'date';
  readonly id: string;
  readonly uri: Uri;
  /** ISO 8601, as far as it is known. */
  readonly from: string;
  readonly to?: string;
  /** As the release writes it. */
  readonly text: string;
  /** What stands around it, or the release it is in. */
  readonly context: string;
  readonly span: Span;
}

export interface YearRow {
  readonly kind: 'year';
  readonly id: string;
  readonly year: string;
  readonly children: readonly DateRow[];
}

export type TimelineRow = YearRow | DateRow;

/** Dates of several years are put under them. */
export function byYear(dates: readonly DateRow[]): readonly TimelineRow[] {
  const years = new Map<string, DateRow[]>();
  for (const date of dates) {
    const year = date.from.slice(0, 4);
    const known = years.get(year);
    if (known) known.push(date);
    else years.set(year, [date]);
  }
  if (years.size < 2) return dates;
  return [...years].map(([year, children]) => ({ kind: 'year', id: `year:${year}`, year, children }));
}

export function toItem(row: TimelineRow, current: string | undefined): TreeItem {
  if (row.kind === 'year') {
    const item = new TreeItem(row.year, TreeItemCollapsibleState.Expanded);
    item.id = row.id;
    item.description = String(row.children.length);
    item.accessibilityInformation = { label: l10n.t('{0}, {1} entries', row.year, row.children.length) };
    return item;
  }
  const when = row.to === undefined ? row.from : `${row.from} – ${row.to}`;
  const item = new TreeItem(when, TreeItemCollapsibleState.None);
  const isReleaseDate = row.from === current;
  item.id = row.id;
  item.description = `${row.text} · ${row.context}`;
  item.tooltip = plainMarkdown([when, row.text, row.context, workspace.asRelativePath(row.uri)].join('\n'));
  item.iconPath = new ThemeIcon(isReleaseDate ? 'milestone' : 'calendar', new ThemeColor('pressmark.dateForeground'));
  item.contextValue = 'date';
  item.command = { command: Command.revealSpan, title: l10n.t('Show in the Text'), arguments: [row.uri, row.span] };
  item.accessibilityInformation = {
    label: [when, row.text, ...(isReleaseDate ? [l10n.t('release date')] : []), row.context].join(', '),
  };
  return item;
}
