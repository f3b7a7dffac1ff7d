import { languages, SelectionRange, type Disposable } from 'vscode';
import { selectionsAt } from '../core';
import { toRange } from './convert';
import { SELECTOR } from './language';
import type { Releases } from './releases';

/** Expand Selection: from the word to the clause, the sentence, the message, the paragraph and the section. */
export function registerSelections(releases: Releases): Disposable {
  return languages.registerSelectionRangeProvider(SELECTOR, {
    provideSelectionRanges(document, positions) {
      const { text, release } = releases.read(document);
      return positions.map(position =>
        selectionsAt(text, release, document.offsetAt(position)).reduceRight<SelectionRange>(
          (parent, span) => new SelectionRange(toRange(document, span), parent),
          undefined as unknown as SelectionRange,
        ),
      );
    },
  });
}
