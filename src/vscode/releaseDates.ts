import { Disposable, EventEmitter, l10n, window, type Event, type Memento, type Uri } from 'vscode';
import { dayNumber } from '../core';
import { Command, type RegisterCommand } from './commands';
import { activeReleaseEditor } from './language';
import type { Releases } from './releases';

const KEY = 'releaseDates';

/** The release dates that the person has set, by file; kept in the workspace's own storage. */
export class ReleaseDates implements Disposable {
  private readonly changed = new EventEmitter<Uri>();
  readonly onDidChange: Event<Uri> = this.changed.event;

  constructor(private readonly memory: Memento) {}

  get(uri: Uri): string | undefined {
    return this.all()[uri.toString()];
  }

  /** Keeps a date, or forgets it where there is none. */
  async set(uri: Uri, date: string | undefined): Promise<void> {
    const entries = Object.entries(this.all()).filter(([key]) => key !== uri.toString());
    if (date !== undefined) entries.push([uri.toString(), date]);
    await this.memory.update(KEY, Object.fromEntries(entries));
    this.changed.fire(uri);
  }

  dispose(): void {
    this.changed.dispose();
  }

  private all(): Record<string, string> {
    return this.memory.get<Record<string, string>>(KEY, {});
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
    const known = dates.get(document.uri);
    const answer =
      typeof given === 'string'
        ? given
        : await window.showInputBox({
            title: l10n.t('Release Date'),
            prompt: l10n.t('The day the release was issued, as year-month-day. Leave it empty to take what the text says.'),
            placeHolder: '2020-05-09',
            value: known ?? releases.read(document).release.releaseDate ?? '',
            validateInput: complaint,
          });
    if (answer === undefined) return;
    const problem = complaint(answer);
    if (problem !== undefined) throw new Error(problem);
    await dates.set(document.uri, answer.trim() || undefined);
  });
}
