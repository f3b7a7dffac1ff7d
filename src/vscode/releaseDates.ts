import { Disposable, EventEmitter, l10n, window, type Event, type TextDocument } from 'vscode';
import { dayNumber } from '../core';
import type { AnnotationStore } from './annotations/annotationStore';
import { Command, type RegisterCommand } from './commands';
import { activeReleaseEditor } from './language';
import type { Releases } from './releases';

/** The release dates that people have set: with the annotations beside the file; in memory for a text that is no file yet. */
export class ReleaseDates implements Disposable {
  private readonly unsaved = new WeakMap<TextDocument, string>();
  private readonly changed = new EventEmitter<TextDocument>();
  private readonly listening: Disposable;
  readonly onDidChange: Event<TextDocument> = this.changed.event;

  constructor(private readonly annotations: AnnotationStore) {
    this.listening = annotations.onDidChange(document => this.changed.fire(document));
  }

  get(document: TextDocument): string | undefined {
    return this.annotations.releaseDateOf(document) ?? this.unsaved.get(document);
  }

  /** Keeps a date, or forgets it where there is none. */
  async set(document: TextDocument, date: string | undefined): Promise<void> {
    if (!document.isUntitled) return this.annotations.setReleaseDate(document, date);
    if (date === undefined) this.unsaved.delete(document);
    else this.unsaved.set(document, date);
    this.changed.fire(document);
  }

  dispose(): void {
    this.listening.dispose();
    this.changed.dispose();
  }
}

function complaint(value: string): string | undefined {
  const date = value.trim();
  if (date === '') return undefined;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return l10n.t('Write the date as year-month-day, like 2020-05-09.');
  if (dayNumber(date) === undefined) return l10n.t('There is no such day.');
  return undefined;
}

/** *Set Release Date…*: asks, or takes the date given (empty to clear it). */
export function registerReleaseDate(registerCommand: RegisterCommand, dates: ReleaseDates, releases: Releases): Disposable {
  return registerCommand(Command.setReleaseDate, async (given?: unknown) => {
    const editor = activeReleaseEditor();
    if (!editor) return;
    const { document } = editor;
    const answer =
      typeof given === 'string'
        ? given
        : await window.showInputBox({
            title: l10n.t('Release Date'),
            prompt: l10n.t('The day the release was issued, as year-month-day. Leave it empty to take what the text says.'),
            placeHolder: '2020-05-09',
            value: dates.get(document) ?? releases.read(document).release.releaseDate ?? '',
            validateInput: complaint,
          });
    if (answer === undefined) return;
    const problem = complaint(answer);
    if (problem !== undefined) throw new Error(problem);
    await dates.set(document, answer.trim() || undefined);
  });
}
