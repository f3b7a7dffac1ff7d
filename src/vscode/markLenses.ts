import {
  CodeLens,
  Disposable,
  EventEmitter,
  l10n,
  languages,
  workspace,
  type Command as LensCommand,
  type TextDocument,
} from 'vscode';
import { findMarks, spansOf, type Mark } from '../core';
import { Command } from './commands';
import { toRange } from './convert';
import { SELECTOR } from './language';
import type { Releases } from './releases';

const enabled = (document: TextDocument): boolean => workspace.getConfiguration('pressmark', document).get('codeLens', false);

/** What can be done with a mark, as commands that select it first. */
export function markCommands({ uri }: TextDocument, mark: Mark): LensCommand[] {
  const on = (title: string, command: string): LensCommand => ({
    title,
    command: Command.runOnSpans,
    arguments: [uri.toString(), spansOf(mark), command],
  });
  return [
    on(l10n.t('Confirm'), Command.confirmMark),
    on(l10n.t('Reject'), Command.rejectMark),
    mark.kind === 'date' ? on(l10n.t('Set Date'), Command.changeDate) : on(l10n.t('Change Speaker'), Command.changeSpeaker),
    on(l10n.t('Annotate…'), 'pressmark.annotate'),
  ];
}

/** A line above each message with what can be done with it; off unless a person wants it. */
export function registerMarkLenses(releases: Releases): Disposable {
  const changed = new EventEmitter<void>();
  return Disposable.from(
    changed,
    releases.onDidChangeApart(() => changed.fire()),
    workspace.onDidChangeConfiguration(event => {
      if (event.affectsConfiguration('pressmark.codeLens')) changed.fire();
    }),
    languages.registerCodeLensProvider(SELECTOR, {
      onDidChangeCodeLenses: changed.event,
      provideCodeLenses(document) {
        if (!enabled(document)) return [];
        return findMarks(releases.read(document).release)
          .filter(mark => mark.kind === 'message')
          .flatMap(mark => markCommands(document, mark).map(command => new CodeLens(toRange(document, mark.span), command)));
      },
    }),
  );
}
