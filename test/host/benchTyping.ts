/** What a keystroke costs: until every provider has answered, and for how long at once it holds the extension host. */
import { assert } from 'chai';
import {
  commands,
  Disposable,
  DocumentSymbol,
  languages,
  Position,
  Range,
  SemanticTokens,
  SemanticTokensLegend,
  SymbolKind,
  Uri,
  window,
  workspace,
  type FoldingRange,
  type TextDocument,
} from 'vscode';
import { profile } from './benchProfile';
import { pause, processorTime, quantile, row, rowOf, ms, watchStalls } from './benchRows';

const ROUNDS = 20;
/** Listeners work once the typing pauses. */
const PAUSE = 400;

const REQUESTS: Readonly<Record<string, (document: TextDocument, line: number) => Thenable<unknown>>> = {
  'semantic tokens on screen': ({ uri, lineCount }, line) =>
    commands.executeCommand<SemanticTokens>('vscode.provideDocumentRangeSemanticTokens', uri, screen(line, lineCount)),
  symbols: ({ uri }) => commands.executeCommand<DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', uri),
  folding: ({ uri }) => commands.executeCommand<FoldingRange[]>('vscode.executeFoldingRangeProvider', uri),
  hints: ({ uri, lineCount }, line) => commands.executeCommand('vscode.executeInlayHintProvider', uri, screen(line, lineCount)),
  highlights: ({ uri }, line) => commands.executeCommand('vscode.executeDocumentHighlights', uri, new Position(line, 3)),
  links: ({ uri }) => commands.executeCommand('vscode.executeLinkProvider', uri),
  'code actions': ({ uri }, line) =>
    commands.executeCommand('vscode.executeCodeActionProvider', uri, new Range(line, 3, line, 3)),
};

const screen = (line: number, lineCount: number): Range =>
  new Range(Math.max(0, line - 30), 0, Math.min(lineCount - 1, line + 30), 0);

async function textOf(size: number): Promise<string> {
  const seed = Uri.joinPath(workspace.workspaceFolders![0]!.uri, '120-summit-long.txt');
  const text = new TextDecoder().decode(await workspace.fs.readFile(seed));
  let content = '';
  for (let i = 0; content.length < size; i++) content += text.replace(/(\. )/g, ` ${i}$1`) + '\n\n';
  return content.slice(0, size);
}

/**
 * Types a letter in ever other places of a release. The editor asks for what is on screen at once and for the rest after pauses of its
 * own; here it asks for all of it at once, through the window and back.
 */
export async function measureTyping(size: number, name: string): Promise<void> {
  const document = await workspace.openTextDocument({ language: 'press-release', content: await textOf(size) });
  await typeInto(document, name);
}

/** The same text and the same requests without Pressmark: providers that answer at once, with nothing. What the window itself takes. */
export async function measureWindow(size: number, name: string): Promise<void> {
  const selector = { language: 'plaintext' };
  const nothing = Disposable.from(
    languages.registerDocumentRangeSemanticTokensProvider(
      selector,
      { provideDocumentRangeSemanticTokens: () => new SemanticTokens(new Uint32Array()) },
      new SemanticTokensLegend([]),
    ),
    languages.registerDocumentSymbolProvider(selector, {
      provideDocumentSymbols: () => [
        new DocumentSymbol('all', '', SymbolKind.String, new Range(0, 0, 1, 0), new Range(0, 0, 1, 0)),
      ],
    }),
    languages.registerFoldingRangeProvider(selector, { provideFoldingRanges: () => [] }),
    languages.registerInlayHintsProvider(selector, { provideInlayHints: () => [] }),
    languages.registerDocumentHighlightProvider(selector, { provideDocumentHighlights: () => [] }),
    languages.registerDocumentLinkProvider(selector, { provideDocumentLinks: () => [] }),
    languages.registerCodeActionsProvider(selector, { provideCodeActions: () => [] }),
  );
  await typeInto(await workspace.openTextDocument({ language: 'plaintext', content: await textOf(size) }), name);
  nothing.dispose();
}

async function typeInto(document: TextDocument, name: string): Promise<void> {
  const editor = await window.showTextDocument(document);
  const symbols = await commands.executeCommand<DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', document.uri);
  assert.isAbove(symbols.length, 0);
  await Promise.all(Object.values(REQUESTS).map(ask => ask(document, 10)));
  await pause(2000);

  const answered: number[] = [];
  const processor: number[] = [];
  const stalls: number[] = [];
  const settling: number[] = [];
  const stop = document.languageId === 'plaintext' ? () => Promise.resolve() : await profile();
  for (let i = 0; i < ROUNDS; i++) {
    const line = Math.floor((document.lineCount * (i + 0.5)) / ROUNDS);
    const stalled = watchStalls();
    const used = processorTime();
    const begun = performance.now();
    await editor.edit(edit => edit.insert(new Position(line, 0), 'x'), { undoStopBefore: false, undoStopAfter: false });
    await Promise.all(Object.values(REQUESTS).map(ask => ask(document, line)));
    answered.push(performance.now() - begun);
    if (used !== undefined) processor.push(processorTime()! - used);
    stalls.push(Math.max(...stalled()));
    const settled = watchStalls();
    await pause(PAUSE);
    settling.push(Math.max(...settled()));
  }
  await stop();
  rowOf(`keystroke in ${name}, all providers answered`, answered, '50 ms');
  if (processor.length > 0) rowOf('… processor time of the extension host', processor, '');
  rowOf('… longest stall of the extension host until then', stalls, '100 ms');
  rowOf('… and after the pause: checks, decorations, views', settling, '100 ms');
  for (const [what, ask] of Object.entries(REQUESTS)) {
    const times: number[] = [];
    for (let i = 0; i < 10; i++) {
      const begun = performance.now();
      await ask(document, 10 + i);
      times.push(performance.now() - begun);
    }
    row(`… ${what} alone, the text as it was`, ms(quantile(times, 0.5)), '', ms(Math.max(...times)), '');
  }
  await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
}
