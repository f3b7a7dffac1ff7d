import { FoldingRange, FoldingRangeKind, languages, type Disposable } from 'vscode';
import { findFolds } from '../core';
import { toRange } from './convert';
import { SELECTOR } from './language';
import type { Releases } from './releases';

/** Sections, boilerplate, contacts, lists and messages over several lines fold. */
export function registerFolding(releases: Releases): Disposable {
  return languages.registerFoldingRangeProvider(SELECTOR, {
    provideFoldingRanges(document) {
      const { text, release } = releases.read(document);
      return findFolds(text, release).map(fold => {
        const { start, end } = toRange(document, fold.span);
        const kind = fold.kind === 'section' || fold.kind === 'message' ? undefined : FoldingRangeKind.Region;
        return new FoldingRange(start.line, end.line, kind);
      });
    },
  });
}
