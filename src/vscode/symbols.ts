import { Disposable, DocumentSymbol, languages, SymbolKind, type TextDocument } from 'vscode';
import { buildSymbols, type ReleaseSymbol } from '../core';
import { toRange } from './convert';
import { SELECTOR } from './language';
import type { Reading, Releases } from './releases';

const KINDS: Record<ReleaseSymbol['kind'], SymbolKind> = {
  breadcrumb: SymbolKind.Namespace,
  notice: SymbolKind.Key,
  headline: SymbolKind.Module,
  subheadline: SymbolKind.Module,
  dateline: SymbolKind.Field,
  paragraph: SymbolKind.String,
  heading: SymbolKind.Class,
  list: SymbolKind.Array,
  quotation: SymbolKind.String,
  boilerplate: SymbolKind.Object,
  contact: SymbolKind.Object,
  endmark: SymbolKind.Null,
  furniture: SymbolKind.Null,
  message: SymbolKind.Event,
  date: SymbolKind.Constant,
};

function toSymbol(document: TextDocument, symbol: ReleaseSymbol): DocumentSymbol {
  const range = toRange(document, symbol.span);
  const result = new DocumentSymbol(symbol.name, symbol.detail, KINDS[symbol.kind], range, toRange(document, symbol.selection));
  result.children = symbol.children.map(child => toSymbol(document, child));
  return result;
}

/** Outline panel, breadcrumbs, sticky scroll and Go to Symbol. */
export function registerSymbols(releases: Releases): Disposable {
  /** The first answer for each version since the provider was registered: some parts of the editor keep theirs, others ask anew. */
  let answered = new WeakMap<TextDocument, Reading>();
  const register = () =>
    languages.registerDocumentSymbolProvider(
      SELECTOR,
      {
        provideDocumentSymbols(document) {
          const reading = releases.read(document);
          if (answered.get(document)?.version !== document.version) answered.set(document, reading);
          return buildSymbols(reading.text, reading.release).map(symbol => toSymbol(document, symbol));
        },
      },
      { label: 'Pressmark' },
    );
  let registration: Disposable = register();
  return Disposable.from(
    new Disposable(() => {
      registration.dispose();
    }),
    releases.onDidChange(document => {
      // The editor asks once for each version of the text. A release date or a correction changes the answer, not the text:
      // only a new provider makes it ask again.
      const first = answered.get(document);
      if (first?.version !== document.version || first.release === releases.read(document).release) return;
      answered = new WeakMap();
      registration.dispose();
      registration = register();
    }),
  );
}
