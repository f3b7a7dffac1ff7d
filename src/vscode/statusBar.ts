import { Disposable, l10n, StatusBarAlignment, window, workspace, type TextDocument } from 'vscode';
import { createWordCounter, summarize, type WordCounter } from '../core';
import { Command } from './commands';
import { activeReleaseEditor } from './language';
import type { Releases } from './releases';
import { countOfMessages, countOfSpeakers, countOfWords } from './wording';

/** The release in figures: speakers, messages, words, reading time. */
export function registerStatusBar(releases: Releases): Disposable {
  const item = window.createStatusBarItem('pressmark.summary', StatusBarAlignment.Right, 110);
  item.name = l10n.t('Press Release');
  item.command = Command.showSummary;
  const counters = new WeakMap<TextDocument, WordCounter>();
  const counterOf = (document: TextDocument): WordCounter => {
    const counter = counters.get(document) ?? createWordCounter();
    counters.set(document, counter);
    return counter;
  };
  const update = () => {
    const editor = activeReleaseEditor();
    if (!editor || !workspace.getConfiguration('pressmark').get<boolean>('statusBar', true)) {
      item.hide();
      return;
    }
    const { text, release, unread } = releases.read(editor.document);
    if (unread !== undefined) {
      item.text = l10n.t('$(quote) not read');
      item.tooltip =
        unread === 'tooLong' ? l10n.t('This text is too long to be read as a press release.') : l10n.t('This file is not text.');
    } else {
      const { speakers, messages, words, dates, readingMinutes } = summarize(text, release, counterOf(editor.document));
      item.text = `$(quote) ${countOfSpeakers(speakers)}, ${countOfMessages(messages)}`;
      item.tooltip = [
        `${countOfSpeakers(speakers)}, ${countOfMessages(messages)}, ${l10n.t('{0} dates', dates)}`,
        `${countOfWords(words)}, ${l10n.t('{0} min to read', readingMinutes)}`,
        release.releaseDate === undefined ? l10n.t('Release date not known') : l10n.t('Release date {0}', release.releaseDate),
        l10n.t('Click for details'),
      ].join('\n');
    }
    item.accessibilityInformation = {
      label: `${item.text.replace('$(quote) ', '')}, ${l10n.t('show details')}`,
      role: 'button',
    };
    item.show();
  };
  update();
  return Disposable.from(
    item,
    window.onDidChangeActiveTextEditor(update),
    releases.onDidChange(update),
    workspace.onDidOpenTextDocument(update),
    workspace.onDidChangeConfiguration(event => {
      if (event.affectsConfiguration('pressmark.statusBar')) update();
    }),
  );
}
