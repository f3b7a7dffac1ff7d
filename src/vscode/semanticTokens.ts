import {
  Disposable,
  languages,
  Range,
  SemanticTokensBuilder,
  SemanticTokensLegend,
  type SemanticTokens,
  type TextDocument,
} from 'vscode';
import { findHighlights, type HighlightKind, type HighlightModifier } from '../core';
import { toRange, toSpan } from './convert';
import { SELECTOR } from './language';
import type { Releases } from './releases';

const TYPES: readonly HighlightKind[] = ['speaker', 'cue', 'message', 'date'];
const MODIFIERS: readonly HighlightModifier[] = ['source', 'pronoun', 'direct', 'reported', 'resolved'];
const LEGEND = new SemanticTokensLegend([...TYPES], [...MODIFIERS]);

function build(releases: Releases, document: TextDocument, within: Range): SemanticTokens {
  const { text, release } = releases.read(document);
  const builder = new SemanticTokensBuilder(LEGEND);
  for (const item of findHighlights(text, release, toSpan(document, within)))
    builder.push(toRange(document, item), item.kind, [...item.modifiers]);
  return builder.build();
}

/** Colours who speaks, how it is introduced, what is said, and when. */
export function registerSemanticTokens(releases: Releases): Disposable {
  return Disposable.from(
    languages.registerDocumentSemanticTokensProvider(
      SELECTOR,
      {
        onDidChangeSemanticTokens: listener => releases.onDidChange(() => (listener as () => void)()),
        provideDocumentSemanticTokens: document => build(releases, document, new Range(0, 0, document.lineCount, 0)),
      },
      LEGEND,
    ),
    languages.registerDocumentRangeSemanticTokensProvider(
      SELECTOR,
      { provideDocumentRangeSemanticTokens: (document, range) => build(releases, document, range) },
      LEGEND,
    ),
  );
}
