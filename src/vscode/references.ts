import { Disposable, DocumentHighlight, DocumentHighlightKind, l10n, languages, Location, WorkspaceEdit } from 'vscode';
import { firstNaming, highlightsAt, referencesAt, renamableAt, renameSpeaker, speakerAt } from '../core';
import { toRange } from './convert';
import { SELECTOR } from './language';
import type { Releases } from './releases';

/** Go to Definition, Find All References, highlights at the cursor and Rename Symbol, all of them of speakers. */
export function registerReferences(releases: Releases): Disposable {
  return Disposable.from(
    languages.registerDefinitionProvider(SELECTOR, {
      provideDefinition(document, position) {
        const found = speakerAt(releases.read(document).release, document.offsetAt(position));
        const naming = found && firstNaming(found.speaker);
        if (!naming) return undefined;
        const target = toRange(document, naming.span);
        return [{ originSelectionRange: toRange(document, found.origin), targetUri: document.uri, targetRange: target }];
      },
    }),
    languages.registerReferenceProvider(SELECTOR, {
      provideReferences(document, position, { includeDeclaration }) {
        const { release } = releases.read(document);
        const offset = document.offsetAt(position);
        const found = referencesAt(release, offset);
        if (!found) return undefined;
        const naming = firstNaming(speakerAt(release, offset)!.speaker)?.span;
        const spans = [...found.mentions, ...found.messages].filter(span => includeDeclaration || span.start !== naming?.start);
        return spans.sort((a, b) => a.start - b.start).map(span => new Location(document.uri, toRange(document, span)));
      },
    }),
    languages.registerDocumentHighlightProvider(SELECTOR, {
      provideDocumentHighlights(document, position) {
        return highlightsAt(releases.read(document).release, document.offsetAt(position)).map(
          ({ span, role }) =>
            new DocumentHighlight(
              toRange(document, span),
              role === 'write' ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
            ),
        );
      },
    }),
    languages.registerRenameProvider(SELECTOR, {
      prepareRename(document, position) {
        const { text, release } = releases.read(document);
        const found = renamableAt(text, release, document.offsetAt(position));
        if (!found) throw new Error(l10n.t('Put the cursor on the name of a speaker to rename them.'));
        return { range: toRange(document, found.span), placeholder: found.speaker.name };
      },
      provideRenameEdits(document, position, newName) {
        const { text, release } = releases.read(document);
        const found = renamableAt(text, release, document.offsetAt(position));
        if (!found || newName.trim() === '') throw new Error(l10n.t('A speaker needs a name.'));
        const edit = new WorkspaceEdit();
        for (const { span, text: name } of renameSpeaker(text, found.speaker, newName)) {
          edit.replace(document.uri, toRange(document, span), name);
        }
        return edit;
      },
    }),
  );
}
