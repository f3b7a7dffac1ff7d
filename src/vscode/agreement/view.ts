import { l10n, ThemeColor, ThemeIcon, window, workspace, type TreeItem, type TreeView } from 'vscode';
import { DETECTION, settlingOf, takenFrom, type AgreementRow, type ComparedMark, type PlacedAnnotation } from '../../core';
import { KIND_ICONS, kindName, passageOf, sayingOf } from '../annotations/kinds';
import { Command } from '../commands';
import { rowItem, RowTree } from '../treeRows';
import type { Adjudication, Compared } from './adjudication';
import { nameOfAnnotator } from './annotatorChoice';
import { bordersOf, differenceOf, figuresOf, nameOfRow, outcomeOf, saidOf, wordsOf } from './wording';

/** A row of the *Annotators* view. */
export type AgreementViewRow =
  | { readonly type: 'figures' }
  | { readonly type: 'figure'; readonly row: AgreementRow }
  | { readonly type: 'mark'; readonly mark: ComparedMark }
  | { readonly type: 'reading'; readonly mark: ComparedMark; readonly annotator: number }
  | { readonly type: 'agreed'; readonly marks: readonly ComparedMark[] }
  | { readonly type: 'unmatched'; readonly placed: readonly PlacedAnnotation[] }
  | { readonly type: 'gold'; readonly placed: PlacedAnnotation };

/** The figures, the disagreements with what each annotator says, and what all agree about. */
export class AgreementView extends RowTree<AgreementViewRow> {
  readonly view: TreeView<AgreementViewRow>;
  /** Rows by id: a row stays one object, so that it can be revealed. */
  private rows = new Map<string, AgreementViewRow>();

  constructor(private readonly adjudication: Adjudication) {
    super();
    this.view = window.createTreeView('pressmark.agreement', { treeDataProvider: this, showCollapseAll: true });
    this.keep(
      this.view,
      adjudication.onDidChange(() => this.update()),
    );
  }

  getTreeItem(row: AgreementViewRow): TreeItem {
    const { compared } = this.adjudication;
    return compared ? itemOf(row, compared) : rowItem({ id: idOf(row), label: '', context: '', spoken: '' });
  }

  getChildren(row?: AgreementViewRow): AgreementViewRow[] {
    const { compared } = this.adjudication;
    if (!compared) return [];
    return this.childrenOf(compared, row).map(child => this.one(child));
  }

  getParent(row: AgreementViewRow): AgreementViewRow | undefined {
    if (row.type === 'reading') return this.one({ type: 'mark', mark: row.mark });
    if (row.type === 'mark' && row.mark.differences.length === 0) return this.one({ type: 'agreed', marks: [] });
    return undefined;
  }

  /** Selects the row of a mark where the view can be seen. */
  async reveal(mark: ComparedMark): Promise<void> {
    const row = this.rows.get(idOf({ type: 'mark', mark }));
    if (row && this.view.visible) await this.view.reveal(row, { select: true, focus: false, expand: true });
  }

  private childrenOf({ marks, unmatched, annotators }: Compared, row?: AgreementViewRow): AgreementViewRow[] {
    switch (row?.type) {
      case undefined: {
        const open = marks.filter(({ differences }) => differences.length > 0);
        const agreed = marks.filter(({ differences }) => differences.length === 0);
        return [
          { type: 'figures' },
          ...open.map((mark): AgreementViewRow => ({ type: 'mark', mark })),
          ...(agreed.length > 0 ? [{ type: 'agreed' as const, marks: agreed }] : []),
          ...(unmatched.length > 0 ? [{ type: 'unmatched' as const, placed: unmatched }] : []),
        ];
      }
      case 'figures':
        return this.adjudication.figures.map(figure => ({ type: 'figure', row: figure }));
      case 'mark':
        return annotators.map((_, annotator) => ({ type: 'reading', mark: row.mark, annotator }));
      case 'agreed':
        return row.marks.map(mark => ({ type: 'mark', mark }));
      case 'unmatched':
        return row.placed.map(placed => ({ type: 'gold', placed }));
      default:
        return [];
    }
  }

  /** The row of that id as one object, with what it shows now. */
  private one(row: AgreementViewRow): AgreementViewRow {
    const id = idOf(row);
    const known = this.rows.get(id);
    if (!known) {
      this.rows.set(id, row);
      return row;
    }
    return row.type === 'agreed' && row.marks.length === 0 ? known : Object.assign(known, row);
  }

  private update(): void {
    const { compared } = this.adjudication;
    if (!compared) {
      this.rows.clear();
      this.view.message = this.view.description = '';
    } else {
      const { disagreements, settled, agreed, agreedInGold } = settlingOf(compared);
      const names = compared.annotators.map(nameOfAnnotator).join(' · ');
      const state = [
        disagreements === 0 ? l10n.t('no disagreement') : l10n.t('{0} of {1} settled', settled, disagreements),
        settled === disagreements && agreedInGold < agreed
          ? l10n.t('{0} agreed and not in the gold set yet', agreed - agreedInGold)
          : '',
      ];
      this.view.message = `${names}: ${state.filter(Boolean).join(', ')}`;
      this.view.description = workspace.asRelativePath(compared.uri);
    }
    this.refresh();
  }
}

function idOf(row: AgreementViewRow): string {
  switch (row.type) {
    case 'figure':
      return `figure ${row.row.kind} ${row.row.tag ?? ''}`;
    case 'mark':
      return `mark ${row.mark.id}`;
    case 'reading':
      return `mark ${row.mark.id} ${row.annotator}`;
    case 'gold':
      return `gold ${row.placed.annotation.id}`;
    default:
      return row.type;
  }
}

function itemOf(row: AgreementViewRow, compared: Compared): TreeItem {
  const id = idOf(row);
  switch (row.type) {
    case 'figures': {
      const label = l10n.t('Agreement');
      const icon = new ThemeIcon('graph');
      return rowItem({ id, label, icon, context: 'figures', children: 'expanded', spoken: label });
    }
    case 'figure': {
      const { short, long } = figuresOf(row.row);
      const label = nameOfRow(row.row);
      const icon = new ThemeIcon(row.row.tag === undefined ? KIND_ICONS[row.row.kind] : 'dash');
      const tooltip = `${label}\n${long}`;
      const spoken = `${label}: ${long.replaceAll('\n', ', ')}`;
      return rowItem({ id, label, description: short, icon, tooltip, context: 'figure', spoken });
    }
    case 'mark':
      return markItem(id, row.mark, compared);
    case 'reading':
      return readingItem(id, row, compared);
    case 'agreed': {
      const label = l10n.t('Agreed');
      const waiting = row.marks.filter(({ gold }) => gold.length === 0).length;
      const description =
        waiting === 0
          ? l10n.t('{0}, all in the gold set', row.marks.length)
          : l10n.t('{0}, {1} not in the gold set', row.marks.length, waiting);
      return rowItem({
        id,
        label,
        description,
        icon: new ThemeIcon('check-all'),
        context: waiting === 0 ? 'agreedInGold' : 'agreed',
        children: 'collapsed',
        spoken: `${label}: ${description}`,
      });
    }
    case 'unmatched': {
      const label = l10n.t('In the gold set only');
      const description = String(row.placed.length);
      const icon = new ThemeIcon('star-empty');
      const spoken = `${label}: ${description}`;
      return rowItem({ id, label, description, icon, context: 'unmatched', children: 'collapsed', spoken });
    }
    case 'gold': {
      const { annotation } = row.placed;
      const label = passageOf(annotation, 60);
      const description = [kindName(annotation.kind), sayingOf(annotation)].filter(Boolean).join(' · ');
      const argument = { annotationId: annotation.id, uri: compared.uri };
      return rowItem({
        id,
        label,
        description,
        icon: new ThemeIcon(KIND_ICONS[annotation.kind]),
        context: 'gold',
        spoken: `${label}, ${description}`,
        command: { command: Command.goToRow, title: l10n.t('Show in the Text'), arguments: [argument] },
      });
    }
  }
}

function markItem(id: string, mark: ComparedMark, { text, annotators }: Compared): TreeItem {
  const first = mark.readings.find(reading => reading !== undefined)!;
  const label = wordsOf(text, first);
  const outcome = outcomeOf(mark, annotators);
  const difference = differenceOf(mark, annotators);
  const agreed = mark.differences.length === 0;
  const description = [outcome, difference || saidOf(first)].filter(Boolean).join(' · ');
  const settled = mark.gold.length > 0;
  const state = agreed ? '' : settled ? l10n.t('settled') : l10n.t('open');
  return rowItem({
    id,
    label,
    description,
    icon: settled
      ? new ThemeIcon('pass-filled', new ThemeColor('testing.iconPassed'))
      : new ThemeIcon(KIND_ICONS[mark.kind], agreed ? undefined : new ThemeColor('list.warningForeground')),
    tooltip: [kindName(mark.kind), wordsOf(text, first, 400), outcome, difference].filter(Boolean).join('\n'),
    context: agreed ? 'agreement' : settled ? 'settled' : 'disagreement',
    children: 'collapsed',
    spoken: [kindName(mark.kind), state, label, outcome, difference].filter(Boolean).join(', '),
    command: { command: Command.revealDisagreement, title: l10n.t('Show in the Text'), arguments: [mark.id] },
  });
}

function readingItem(
  id: string,
  { mark, annotator }: AgreementViewRow & { type: 'reading' },
  { text, annotators, people }: Compared,
): TreeItem {
  const name = nameOfAnnotator(annotators[annotator]!);
  const reading = mark.readings[annotator];
  const taken = takenFrom(mark).includes(annotator);
  const description = reading
    ? (mark.differences.includes('borders')
        ? [bordersOf(text, reading), saidOf(reading)]
        : [saidOf(reading), bordersOf(text, reading)]
      )
        .filter(Boolean)
        .join(' · ')
    : l10n.t('does not mark this');
  const icon = taken ? 'check' : people[annotator]!.name === DETECTION ? 'hubot' : 'account';
  return rowItem({
    id,
    label: name,
    description,
    icon: new ThemeIcon(icon, taken ? new ThemeColor('testing.iconPassed') : undefined),
    tooltip: `${name}\n${description}`,
    context: reading ? 'reading' : 'noReading',
    spoken: [name, description, taken ? l10n.t('taken') : ''].filter(Boolean).join(', '),
    command: { command: Command.revealDisagreement, title: l10n.t('Show in the Text'), arguments: [mark.id] },
  });
}
