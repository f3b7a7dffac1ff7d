import { commands, Disposable, l10n, QuickPickItemKind, window, workspace, type QuickPickItem } from 'vscode';
import type { Arrangement, DateOrder, SpeakerOrder } from '../../core';
import { Command, type RegisterCommand } from '../commands';
import type { OutlineProvider } from './provider';

const FILTERED = 'pressmark.outlineFiltered';

export function arrangementSetting(): Arrangement {
  const settings = workspace.getConfiguration('pressmark');
  return {
    speakers: settings.get<SpeakerOrder>('outline.sortSpeakers', 'place'),
    dates: settings.get<DateOrder>('outline.sortDates', 'time'),
  };
}

async function sort(): Promise<void> {
  const { speakers, dates } = arrangementSetting();
  type Choice = QuickPickItem & { readonly setting?: string; readonly value?: string };
  const choice = (label: string, setting: string, value: string, current: string): Choice => ({
    label,
    setting,
    value,
    ...(value === current ? { description: l10n.t('now') } : {}),
  });
  const picked = await window.showQuickPick<Choice>(
    [
      { label: l10n.t('Speakers'), kind: QuickPickItemKind.Separator },
      choice(l10n.t('As they first appear'), 'outline.sortSpeakers', 'place', speakers),
      choice(l10n.t('By name'), 'outline.sortSpeakers', 'name', speakers),
      choice(l10n.t('By words said, most first'), 'outline.sortSpeakers', 'voice', speakers),
      { label: l10n.t('Dates'), kind: QuickPickItemKind.Separator },
      choice(l10n.t('In the order of time'), 'outline.sortDates', 'time', dates),
      choice(l10n.t('As they stand in the text'), 'outline.sortDates', 'place', dates),
    ],
    { title: l10n.t('Sort Outline') },
  );
  if (picked?.setting !== undefined) await workspace.getConfiguration('pressmark').update(picked.setting, picked.value, true);
}

/** *Sort Outline…*, *Filter Outline…* (which filters while one types), *Clear Filter*. */
export function registerArrangement(registerCommand: RegisterCommand, provider: OutlineProvider): Disposable {
  const setFilter = (words: string): void => {
    provider.filter = words.trim();
    void commands.executeCommand('setContext', FILTERED, provider.filter !== '');
  };
  return Disposable.from(
    registerCommand(Command.sortOutline, sort),
    registerCommand(Command.filterOutline, (given?: unknown) => {
      if (typeof given === 'string') {
        setFilter(given);
        return;
      }
      const before = provider.filter;
      const input = window.createInputBox();
      let accepted = false;
      input.title = l10n.t('Filter Outline');
      input.placeholder = l10n.t('Words of a speaker, a message or a date');
      input.value = before;
      input.onDidChangeValue(setFilter);
      input.onDidAccept(() => {
        accepted = true;
        input.hide();
      });
      input.onDidHide(() => {
        if (!accepted) setFilter(before);
        input.dispose();
      });
      input.show();
    }),
    registerCommand(Command.clearOutlineFilter, () => setFilter('')),
  );
}
