import { CompletionItem, CompletionItemKind, languages, type Disposable } from 'vscode';
import { findCompletions } from '../core';
import { SELECTOR } from './language';
import type { Releases } from './releases';
import { kindOfSpeaker } from './wording';
import { plainMarkdown } from './plainText';

/** Completes speakers' names, alone and with a title, while a release is being written. */
export function registerCompletions(releases: Releases): Disposable {
  return languages.registerCompletionItemProvider(SELECTOR, {
    provideCompletionItems(document, position) {
      const { release } = releases.read(document);
      return findCompletions(release, document.offsetAt(position)).map(({ text, speaker, titled }, rank) => {
        const person = speaker.kind === 'person';
        const item = new CompletionItem(text, person ? CompletionItemKind.User : CompletionItemKind.Module);
        item.detail = [kindOfSpeaker(speaker.kind), speaker.affiliation].filter(Boolean).join(', ');
        if (!titled && speaker.titles.length > 0) {
          item.documentation = plainMarkdown(speaker.titles.join('\n'));
        }
        item.sortText = String(rank).padStart(4, '0');
        return item;
      });
    },
  });
}
