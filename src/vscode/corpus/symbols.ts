import { languages, Location, Range, SymbolInformation, SymbolKind, Uri, workspace, type Disposable } from 'vscode';
import type { CorpusSymbol } from '../../core';
import { toRange } from '../convert';
import type { WorkspaceCorpus } from './workspaceCorpus';

const KINDS: Record<CorpusSymbol['kind'], SymbolKind> = { headline: SymbolKind.Module, speaker: SymbolKind.Class };

/** A symbol that still has to be put in its place: the index counts letters, the editor lines. */
class PlacedLater extends SymbolInformation {
  constructor(
    { name, kind, detail, id }: CorpusSymbol,
    readonly span: CorpusSymbol['span'],
  ) {
    const uri = Uri.parse(id, true);
    const container = [detail, workspace.asRelativePath(uri)].filter(Boolean).join(' – ');
    super(name, KINDS[kind], container, new Location(uri, new Range(0, 0, 0, 0)));
  }
}

/** Go to Symbol in Workspace: headlines and speakers over all releases. */
export function registerWorkspaceSymbols(corpus: WorkspaceCorpus): Disposable {
  return languages.registerWorkspaceSymbolProvider({
    async provideWorkspaceSymbols(query, token) {
      const built = await corpus.whenBuilt(token);
      return (built?.symbols(query) ?? []).map(symbol => new PlacedLater(symbol, symbol.span));
    },
    async resolveWorkspaceSymbol(symbol) {
      if (!(symbol instanceof PlacedLater)) return symbol;
      const { uri } = symbol.location;
      const document = await workspace.openTextDocument(uri);
      symbol.location = new Location(uri, toRange(document, symbol.span));
      return symbol;
    },
  });
}
