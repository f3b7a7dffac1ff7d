import { Disposable, DocumentSymbol, languages, SymbolKind, type TextDocument } from 'vscode';
import { buildSymbols, type ReleaseSymbol } from '../core';
import { toRange } from './convert';
import { SELECTOR } from './language';
import type { Releases } from './releases';

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
  const register = () =>
    languages.registerDocumentSymbolProvider(
      SELECTOR,
      {
        provideDocumentSymbols(document) {
          const { text, release } = releases.read(document);
          return buildSymbols(text, release).map(symbol => toSymbol(document, symbol));
        },
      },
      { label: 'Pressmark' },
    );
  let registration: Disposable = register();
  return Disposable.from(
    new Disposable(() => {
      registration.dispose();
    }),
    // Only a new provider makes the editor ask again for a version of the text that it has the symbols of.
    releases.onDidChangeApart(() => {
      registration.dispose();
      registration = register();
    }),
  );
}
