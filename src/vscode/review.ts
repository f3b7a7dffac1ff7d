import {
  CodeAction,
  CodeActionKind,
  commands,
  Disposable,
  l10n,
  languages,
  Selection,
  StatusBarAlignment,
  TextEditorRevealType,
  window,
  type QuickPickItem,
  type Memento,
  type TextDocument,
  type TextEditor,
} from 'vscode';
import {
  changeMeaning,
  confirmMark,
  correctionOf,
  decidedAgain,
  dayNumber,
  findMarks,
  marksAt,
  moveMark,
  rejectMark,
  reviewProgress,
  type CorrectionDraft,
  aheadOf,
  type AnnotationChange,
  type Mark,
  type Span,
} from '../core';
import type { AnnotationStore } from './annotations/annotationStore';
import { Command, type RegisterCommand } from './commands';
import { toRange, toSpan } from './convert';
import { oneAfterAnother } from './inTurn';
import { activeReleaseEditor, SELECTOR } from './language';
import type { Releases } from './releases';
import { ReviewPlaces } from './reviewPlaces';
import { orderName, ReviewQueue } from './reviewQueue';

const REVIEWING = 'pressmark.reviewing';

/** What people decide about what was detected: commands, the lightbulb, and a mode that walks through all open marks. */
export class Review implements Disposable {
  private readonly item = window.createStatusBarItem('pressmark.review', StatusBarAlignment.Left, 1);
  private readonly subscriptions: Disposable;
  private readonly places: ReviewPlaces;
  /** What is walked through, and in which order. */
  readonly queue: ReviewQueue;
  private reviewing = false;

  constructor(
    registerCommand: RegisterCommand,
    private readonly releases: Releases,
    private readonly store: AnnotationStore,
    memory: Memento,
  ) {
    this.places = new ReviewPlaces(memory);
    this.queue = new ReviewQueue(releases, store);
    const inTurn = oneAfterAnother();
    const onMark = (run: (editor: TextEditor, mark: Mark) => Promise<unknown>, kinds: readonly Mark['kind'][]) =>
      inTurn(async () => {
        const editor = activeReleaseEditor();
        if (!editor) return;
        await store.whenLoaded(editor.document);
        const mark = this.markAt(editor, kinds);
        if (mark) return run(editor, mark);
        window.setStatusBarMessage(l10n.t('Put the cursor in a mark first.'), 4000);
        return undefined;
      });
    const any = ['message', 'date', 'speaker'] as const;
    this.item.name = l10n.t('Pressmark Review');
    this.item.command = Command.stopReview;
    this.subscriptions = Disposable.from(
      this.item,
      registerCommand(
        Command.confirmMark,
        onMark((editor, mark) => this.decide(editor, mark, confirmMark(this.text(editor), mark), l10n.t('Confirm')), any),
      ),
      registerCommand(
        Command.rejectMark,
        onMark((editor, mark) => this.decide(editor, mark, rejectMark(this.text(editor), mark), l10n.t('Reject')), any),
      ),
      registerCommand(Command.changeSpeaker, (given?: unknown) =>
        onMark((editor, mark) => this.changeSpeaker(editor, mark, given), ['message', 'speaker'])(),
      ),
      registerCommand(Command.changeDate, (given?: unknown) =>
        onMark((editor, mark) => this.changeDate(editor, mark, given), ['date'])(),
      ),
      registerCommand(
        Command.moveMark,
        onMark(async (editor, mark) => this.move(editor, mark), any),
      ),
      registerCommand(Command.startReview, () => this.start()),
      registerCommand(Command.stopReview, () => this.stop()),
      registerCommand(Command.skipMark, () => this.skip()),
      registerCommand(Command.arrangeReview, (given?: unknown) => this.arrange(given)),
      languages.registerCodeActionsProvider(
        SELECTOR,
        {
          provideCodeActions: (document, range) =>
            this.actionsAt(document.offsetAt(range.start), !range.isEmpty, releases.read(document).release),
        },
        { providedCodeActionKinds: [CodeActionKind.QuickFix] },
      ),
      releases.onDidChange(() => this.showProgress()),
      window.onDidChangeActiveTextEditor(() => this.showProgress()),
    );
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private text({ document }: TextEditor): string {
    return this.releases.read(document).text;
  }

  /** The mark that is selected whole, else the innermost one at the cursor. */
  private markAt({ document, selection, selections }: TextEditor, kinds: readonly Mark['kind'][]): Mark | undefined {
    const all = this.queue.all(document).filter(mark => kinds.includes(mark.kind));
    const { start, end } = toSpan(document, selections[0]!.union(selections.at(-1)!));
    const whole = all.find(({ span }) => span.start === start && span.end === end);
    // One that was rejected is meant only where it is selected whole: it is no longer shown.
    const marks = findMarks(this.releases.read(document).release).filter(mark => kinds.includes(mark.kind));
    return whole ?? marksAt(marks, document.offsetAt(selection.active))[0] ?? marksAt(marks, start)[0];
  }

  private async decide({ document }: TextEditor, mark: Mark, draft: CorrectionDraft, label: string): Promise<void> {
    const ahead = this.reviewing ? this.ahead(document, mark.span, true).filter(each => !isSame(each, mark)) : [];
    await this.store.apply(document, label, [await this.changeOf(document, mark, draft)]);
    if (this.reviewing) this.goOn(ahead);
  }

  /** The decision about a mark as a change of its annotation: a new one takes the place of the one before. */
  async changeOf(document: TextDocument, mark: Mark, draft: CorrectionDraft): Promise<AnnotationChange> {
    const before = correctionOf(mark, this.store.annotationsOf(document));
    const stamp = await this.store.stamp(document);
    const after = before ? decidedAgain(before, draft, stamp) : { ...stamp, ...draft };
    return { ...(before ? { before } : {}), after };
  }

  private async changeSpeaker(editor: TextEditor, mark: Mark, given: unknown): Promise<void> {
    const name = typeof given === 'string' ? given : await this.pickSpeaker(editor.document);
    if (!name?.trim()) return;
    await this.decide(editor, mark, changeMeaning(this.text(editor), mark, name), l10n.t('Change Speaker'));
  }

  /** Gives messages to another speaker, asked for where none is named; one step to undo. */
  readonly reattribute = async (document: TextDocument, ids: readonly string[], speaker?: string): Promise<void> => {
    await this.store.whenLoaded(document);
    const name = (speaker ?? (await this.pickSpeaker(document)))?.trim();
    if (!name) return;
    const { text, release } = this.releases.read(document);
    const changes = [];
    for (const mark of findMarks(release)) {
      if (mark.kind !== 'message' || !ids.includes(mark.message.id) || mark.speaker?.name === name) continue;
      changes.push(await this.changeOf(document, mark, changeMeaning(text, mark, name)));
    }
    if (changes.length > 0) await this.store.apply(document, l10n.t('Change Speaker'), changes);
  };

  /** The release's speakers, the ones quoted first; what is typed, or `offered`, may be a new one. */
  pickSpeaker(document: TextDocument, offered?: string): Promise<string | undefined> {
    const { release } = this.releases.read(document);
    const said = (id: string): number => release.attributions.filter(({ speaker }) => speaker === id).length;
    const known = release.speakers
      .map(({ id, name, titles }) => ({ label: name, description: titles.join('; '), messages: said(id) }))
      .sort((a, b) => b.messages - a.messages);
    return new Promise(resolve => {
      const pick = window.createQuickPick();
      pick.title = l10n.t('Change Speaker');
      pick.placeholder = l10n.t('Who says it? Choose a speaker, or type a new name');
      pick.matchOnDescription = true;
      const show = (): void => {
        const typed = pick.value.trim() || (offered ?? '');
        const fresh: QuickPickItem[] =
          typed && !known.some(({ label }) => label === typed) ? [{ label: typed, description: l10n.t('new speaker') }] : [];
        pick.items = offered === undefined ? [...known, ...fresh] : [...fresh, ...known];
      };
      show();
      pick.onDidChangeValue(show);
      pick.onDidAccept(() => {
        resolve(pick.activeItems[0]?.label ?? (pick.value.trim() || undefined));
        pick.hide();
      });
      pick.onDidHide(() => {
        resolve(undefined);
        pick.dispose();
      });
      pick.show();
    });
  }

  private async changeDate(editor: TextEditor, mark: Mark, given: unknown): Promise<void> {
    if (mark.kind !== 'date') return;
    const value = await this.askDate(given, mark.date.resolved ?? mark.date.value);
    if (value !== undefined) await this.decide(editor, mark, changeMeaning(this.text(editor), mark, value), l10n.t('Set Date'));
  }

  /** Which day words mean, asked for unless it is given. @throws Error where that is no date */
  async askDate(given: unknown, before = ''): Promise<string | undefined> {
    const complaint = (value: string): string | undefined =>
      dayNumber(value.trim()) !== undefined || /^(?:\d{4}(?:-(?:\d{2}|Q[1-4]|H[12]|W\d{2}))?|P\w+)$/.test(value.trim())
        ? undefined
        : l10n.t('Write a day, a month or a year, like 2020-05-09, 2020-05 or 2020.');
    const value =
      typeof given === 'string'
        ? given
        : await window.showInputBox({
            title: l10n.t('Set Date'),
            prompt: l10n.t('Which day do the words mean?'),
            value: before,
            validateInput: complaint,
          });
    const problem = value === undefined ? undefined : complaint(value);
    if (problem !== undefined) throw new Error(problem);
    return value;
  }

  private async move(editor: TextEditor, mark: Mark): Promise<void> {
    const spans = editor.selections
      .filter(selection => !selection.isEmpty)
      .map(selection => toSpan(editor.document, selection))
      .sort((a, b) => a.start - b.start);
    if (spans.length === 0) throw new Error(l10n.t('Select the words that the mark should cover.'));
    await this.decide(editor, mark, moveMark(this.text(editor), mark, spans), l10n.t('Fit Mark to Selection'));
  }

  private actionsAt(offset: number, selected: boolean, release: Parameters<typeof findMarks>[0]): CodeAction[] {
    const mark = marksAt(findMarks(release), offset)[0];
    if (!mark) return [];
    const action = (title: string, command: string): CodeAction => {
      const made = new CodeAction(title, CodeActionKind.QuickFix);
      made.command = { command, title };
      return made;
    };
    return [
      action(l10n.t('Confirm this mark'), Command.confirmMark),
      action(l10n.t('Reject this mark'), Command.rejectMark),
      ...(mark.kind === 'date'
        ? [action(l10n.t('Set the date it means…'), Command.changeDate)]
        : [action(l10n.t('Change the speaker…'), Command.changeSpeaker)]),
      ...(selected ? [] : [action(l10n.t('Annotate…'), 'pressmark.annotate')]),
    ];
  }

  /** Begins or goes on, at a mark where one is given, else where it stopped, else at the cursor. */
  private async start(at?: Mark): Promise<void> {
    const editor = activeReleaseEditor();
    if (!editor) return;
    const { document } = editor;
    await this.store.whenLoaded(document);
    await this.setReviewing(true);
    const stopped = at ? undefined : this.places.of(document, this.text(editor));
    if (stopped) {
      const { reviewed, total } = this.progress(editor);
      window.setStatusBarMessage(l10n.t('The review goes on where it stopped: {0} of {1} reviewed', reviewed, total), 4000);
    }
    this.goOn(this.ahead(document, at?.span ?? stopped ?? toSpan(document, editor.selection), true));
  }

  private async stop(): Promise<void> {
    await this.setReviewing(false);
  }

  /** Leaves the mark at the cursor open. */
  private skip(): void {
    const editor = activeReleaseEditor();
    if (editor) this.goOn(this.ahead(editor.document, toSpan(editor.document, editor.selection), false));
  }

  /** @param given a filter and an order that are not asked for: `{ filter?: string, order?: "place" | "kind" | "speaker" | "rule" | "state" }` */
  private async arrange(given: unknown): Promise<void> {
    const editor = activeReleaseEditor();
    if (!editor) return;
    await this.store.whenLoaded(editor.document);
    const chosen = this.queue.take(editor.document, given) ? undefined : await this.queue.choose(editor.document);
    if (chosen === false) return;
    const first = chosen ?? this.queue.of(editor.document)[0];
    await window.showTextDocument(editor.document, editor.viewColumn);
    await this.start(first);
  }

  private async setReviewing(reviewing: boolean): Promise<void> {
    this.reviewing = reviewing;
    await commands.executeCommand('setContext', REVIEWING, reviewing);
    this.showProgress();
  }

  private progress({ document }: TextEditor): ReturnType<typeof reviewProgress> {
    return reviewProgress(findMarks(this.releases.read(document).release), this.store.annotationsOf(document));
  }

  private ahead(document: TextDocument, place: Span, itself: boolean): Mark[] {
    return aheadOf(this.queue.of(document), this.queue.wishOf(document).order, place, itself);
  }

  /** Goes to the first of the marks ahead that is still to be looked at, past the end to the first of all. */
  private goOn(ahead: readonly Mark[]): void {
    const editor = activeReleaseEditor();
    if (!editor) return;
    const { document } = editor;
    const queue = this.queue.of(document);
    const next = ahead.flatMap(mark => queue.find(each => isSame(each, mark)) ?? [])[0] ?? queue[0];
    this.showProgress();
    if (!next) {
      const { filter } = this.queue.wishOf(document);
      const left = this.progress(editor).open.length;
      window.setStatusBarMessage(
        filter !== '' && left > 0
          ? l10n.t('All marks that match “{0}” are reviewed; {1} others are open.', filter, left)
          : l10n.t('All messages and dates of this release are reviewed.'),
        5000,
      );
      this.queue.set(document, { ...this.queue.wishOf(document), filter: '' });
      void this.places.forget(document);
      void this.stop();
      return;
    }
    void this.places.remember(document, this.text(editor), next.span);
    const range = toRange(document, next.span);
    editor.selection = new Selection(range.start, range.end);
    editor.revealRange(range, TextEditorRevealType.InCenterIfOutsideViewport);
  }

  private showProgress(): void {
    const editor = activeReleaseEditor();
    if (!this.reviewing || !editor) {
      this.item.hide();
      return;
    }
    const { reviewed, total } = this.progress(editor);
    const { filter, order } = this.queue.wishOf(editor.document);
    const left = filter === '' ? '' : ` · $(filter) ${l10n.t('{0} match', this.queue.of(editor.document).length)}`;
    this.item.text = `$(checklist) ${l10n.t('{0} of {1} reviewed', reviewed, total)}${left}`;
    const keys = l10n.t(
      'Y confirms, N rejects, S changes the speaker, D sets the date, Space goes on, F filters and sorts, Escape ends the review.',
    );
    const sorted = order === 'place' ? '' : orderName(order);
    this.item.tooltip = [filter && l10n.t('filter: {0}', filter), sorted, keys].filter(Boolean).join('\n');
    this.item.show();
  }
}

/** Whether two readings of a release mean one mark. */
const isSame = (a: Mark, b: Mark): boolean => a.kind === b.kind && a.span.start === b.span.start && a.span.end === b.span.end;
