import { Disposable, EventEmitter, InlayHint, languages, workspace } from 'vscode';
import { findHints } from '../core';
import { toSpan } from './convert';
import { SELECTOR } from './language';
import type { Releases } from './releases';

/** Inlay hints: the full date after "9 May", the speaker after "he". Each has a setting, and goes with the editor's own. */
export function registerHints(releases: Releases): Disposable {
  const changed = new EventEmitter<void>();
  return Disposable.from(
    changed,
    releases.onDidChangeApart(() => changed.fire()),
    workspace.onDidChangeConfiguration(event => {
      if (event.affectsConfiguration('pressmark.hints')) changed.fire();
    }),
    languages.registerInlayHintsProvider(SELECTOR, {
      onDidChangeInlayHints: changed.event,
      provideInlayHints(document, range) {
        const settings = workspace.getConfiguration('pressmark', document);
        const shown = { date: settings.get('hints.dates', true), pronoun: settings.get('hints.pronouns', false) };
        const { text, release } = releases.read(document);
        return findHints(text, release, toSpan(document, range))
          .filter(({ kind }) => shown[kind])
          .map(({ offset, label, basis }) => {
            const hint = new InlayHint(document.positionAt(offset), label);
            hint.paddingLeft = true;
            if (basis !== undefined) hint.tooltip = basis;
            return hint;
          });
      },
    }),
  );
}
