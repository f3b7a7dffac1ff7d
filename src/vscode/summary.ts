import {
  commands,
  l10n,
  languages,
  QuickPickItemKind,
  Selection,
  TextEditorRevealType,
  window,
  type Disposable,
  type QuickPickItem,
  type TextEditor,
} from 'vscode';
import { chartsOf, findMarks, reviewProgress, summarize, type Charts, type Span } from '../core';
import type { AnnotationStore } from './annotations/annotationStore';
import { CHECKS_SOURCE } from './checks';
import { Command, type RegisterCommand } from './commands';
import { toRange } from './convert';
import { activeReleaseEditor } from './language';
import type { Releases } from './releases';
import { countOfMessages, countOfWords, percent } from './wording';

/** A row of the summary: the words it leads to, or what it opens. */
interface SummaryRow extends QuickPickItem {
  readonly span?: Span;
  readonly command?: string;
}

const heading = (label: string): SummaryRow => ({ label, kind: QuickPickItemKind.Separator });

function speakerRows({ voices, lengths }: Charts): SummaryRow[] {
  return voices.map(({ speaker, messages, words, share }) => {
    const first = lengths.find(message => message.speaker === speaker);
    return {
      label: `$(${speaker === undefined ? 'question' : 'person'}) ${speaker ?? l10n.t('Nobody known')}`,
      description: [countOfMessages(messages), countOfWords(words), percent(share)].join(' · '),
      ...(first ? { span: first.span } : {}),
    };
  });
}

function figureRows(editor: TextEditor, releases: Releases, { releaseDate, timeline }: Charts): SummaryRow[] {
  const { text, release } = releases.read(editor.document);
  const { words, readingMinutes, messages, dates } = summarize(text, release);
  const between = [timeline[0]?.from, timeline.at(-1)?.to ?? timeline.at(-1)?.from];
  return [
    {
      label: `$(graph) ${countOfWords(words)}`,
      description: `${l10n.t('{0} min to read', readingMinutes)} · ${countOfMessages(messages)}`,
      detail: l10n.t('Show the statistics'),
      command: Command.showStatistics,
    },
    {
      label: `$(calendar) ${dates === 1 ? l10n.t('1 date') : l10n.t('{0} dates', dates)}`,
      description: [...new Set(between.filter(Boolean))].join(' – '),
      detail: l10n.t('Show them in the order of time'),
      command: Command.timelineOfRelease,
    },
    {
      label: `$(milestone) ${releaseDate === undefined ? l10n.t('Release date not known') : l10n.t('Release date {0}', releaseDate)}`,
      detail: l10n.t('Set the day the release was issued'),
      command: Command.setReleaseDate,
    },
  ];
}

function taskRows({ document }: TextEditor, releases: Releases, store: AnnotationStore): SummaryRow[] {
  const annotations = store.annotationsOf(document);
  const { reviewed, total } = reviewProgress(findMarks(releases.read(document).release), annotations);
  const findings = languages.getDiagnostics(document.uri).filter(({ source }) => source === CHECKS_SOURCE).length;
  return [
    {
      label: `$(checklist) ${l10n.t('{0} of {1} reviewed', reviewed, total)}`,
      detail: l10n.t('Walk through the marks that nobody has decided about'),
      command: Command.startReview,
    },
    {
      label: `$(comment) ${annotations.length === 1 ? l10n.t('1 annotation') : l10n.t('{0} annotations', annotations.length)}`,
      detail: l10n.t('Open the annotations of the workspace'),
      command: Command.openAnnotations,
    },
    {
      label: `$(warning) ${findings === 1 ? l10n.t('1 finding of the checks') : l10n.t('{0} findings of the checks', findings)}`,
      detail: l10n.t('Open the list of problems'),
      command: 'workbench.actions.view.problems',
    },
  ];
}

/** The release in figures, each row with a place to go to; the words of a speaker are shown while their row is the active one. */
function showSummary(editor: TextEditor, releases: Releases, store: AnnotationStore): void {
  const { document } = editor;
  const { text, release } = releases.read(document);
  const charts = chartsOf(text, release);
  const pick = window.createQuickPick<SummaryRow>();
  pick.title = l10n.t('This Release in Figures');
  pick.placeholder = l10n.t('Choose a row to go there');
  pick.matchOnDescription = true;
  pick.items = [
    ...(charts.voices.length > 0 ? [heading(l10n.t('Speakers')), ...speakerRows(charts)] : []),
    heading(l10n.t('Text')),
    ...figureRows(editor, releases, charts),
    heading(l10n.t('To do')),
    ...taskRows(editor, releases, store),
  ];
  const { selections, visibleRanges } = editor;
  let chosen = false;
  const show = (span: Span): void => {
    const range = toRange(document, span);
    editor.selection = new Selection(range.start, range.end);
    editor.revealRange(range, TextEditorRevealType.InCenterIfOutsideViewport);
  };
  let opened = false;
  pick.onDidChangeActive(([row]) => {
    if (opened && row?.span) show(row.span);
    opened = true; // the first row is active by itself: nobody has asked for its words yet
  });
  pick.onDidAccept(() => {
    const [row] = pick.activeItems;
    if (!row) return;
    chosen = true;
    pick.hide();
    if (row.span) show(row.span);
    if (row.command !== undefined) void commands.executeCommand(row.command);
  });
  pick.onDidHide(() => {
    pick.dispose();
    if (chosen) return;
    editor.selections = selections;
    if (visibleRanges[0]) editor.revealRange(visibleRanges[0], TextEditorRevealType.AtTop);
  });
  pick.show();
}

/** *Show Summary*, which the item in the status bar runs as well. */
export function registerSummary(registerCommand: RegisterCommand, releases: Releases, store: AnnotationStore): Disposable {
  return registerCommand(Command.showSummary, async () => {
    const editor = activeReleaseEditor();
    if (!editor) throw new Error(l10n.t('Open a press release first.'));
    await store.whenLoaded(editor.document);
    showSummary(editor, releases, store);
  });
}
