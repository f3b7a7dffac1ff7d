/**
 * How quick the extension is inside a real VS Code: `npm run bench:editor`. Prints a table; nothing is asserted but that each
 * thing measured was really there.
 */
import { assert } from 'chai';
import {
  commands,
  extensions,
  languages,
  Position,
  Range,
  Uri,
  window,
  workspace,
  type DocumentSymbol,
  type FoldingRange,
  type SemanticTokens,
  type TextDocument,
} from 'vscode';

const SEED = '000_cae2262806c99fd3.txt';
const ROUNDS = 60;

const ms = (value: number): string => `${value.toFixed(value < 10 ? 1 : 0)} ms`;
const row = (what: string, ...cells: string[]): void => console.log(`│ | ${[what, ...cells].join(' | ')} |`);

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
}

/** All that the editor asks for after a keystroke, as it asks: the whole file for structure, what is on screen for hints. */
async function askEverything(document: TextDocument, line: number): Promise<void> {
  const { uri } = document;
  const screen = new Range(Math.max(0, line - 30), 0, Math.min(document.lineCount - 1, line + 30), 0);
  await Promise.all([
    commands.executeCommand<SemanticTokens>('vscode.provideDocumentSemanticTokens', uri),
    commands.executeCommand<DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', uri),
    commands.executeCommand<FoldingRange[]>('vscode.executeFoldingRangeProvider', uri),
    commands.executeCommand('vscode.executeInlayHintProvider', uri, screen),
    commands.executeCommand('vscode.executeDocumentHighlights', uri, new Position(line, 3)),
    commands.executeCommand('vscode.executeLinkProvider', uri),
    commands.executeCommand('vscode.executeCodeActionProvider', uri, new Range(line, 3, line, 3)),
  ]);
}

/** The longest time within which the extension host did nothing else: a timer that should fire at once fires that much later. */
function watchStalls(): () => number {
  let longest = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - last - 4);
    last = now;
  }, 4);
  return () => {
    clearInterval(timer);
    return longest;
  };
}

async function measureStart(): Promise<void> {
  const extension = extensions.getExtension('pressmark.pressmark')!;
  assert.isFalse(extension.isActive, 'nothing has started it yet');
  const begun = performance.now();
  await extension.activate();
  row('activation', ms(performance.now() - begun), '', '60 ms');

  const uri = Uri.joinPath(workspace.workspaceFolders![0]!.uri, SEED);
  const opening = performance.now();
  const document = await workspace.openTextDocument(uri);
  await languages.setTextDocumentLanguage(document, 'press-release');
  await window.showTextDocument(document);
  const tokens = await commands.executeCommand<SemanticTokens>('vscode.provideDocumentSemanticTokens', uri);
  assert.isAbove(tokens.data.length, 0);
  row('opening the seed to its colours', ms(performance.now() - opening), '', '300 ms');
  await commands.executeCommand('workbench.action.closeAllEditors');
}

async function measureTyping(size: number, name: string): Promise<void> {
  const seed = new TextDecoder().decode(
    await workspace.fs.readFile(Uri.joinPath(workspace.workspaceFolders![0]!.uri, '120-summit-long.txt')),
  );
  let content = '';
  for (let i = 0; content.length < size; i++) content += seed.replace(/(\. )/g, ` ${i}$1`) + '\n\n';
  const document = await workspace.openTextDocument({ language: 'press-release', content: content.slice(0, size) });
  const editor = await window.showTextDocument(document);
  await askEverything(document, 10);
  const answered: number[] = [];
  const stalls: number[] = [];
  for (let i = 0; i < ROUNDS; i++) {
    const line = Math.floor((document.lineCount * (i + 0.5)) / ROUNDS);
    const stalled = watchStalls();
    const begun = performance.now();
    await editor.edit(edit => edit.insert(new Position(line, 0), 'x'), { undoStopBefore: false, undoStopAfter: false });
    await askEverything(document, line);
    answered.push(performance.now() - begun);
    stalls.push(stalled());
  }
  row(`keystroke in ${name}, all providers answered`, ms(quantile(answered, 0.5)), ms(quantile(answered, 0.95)), '50 ms');
  row(`longest stall of the extension host by it, ${name}`, ms(quantile(stalls, 0.5)), ms(Math.max(...stalls)), '100 ms');
  await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
}

export async function run(): Promise<void> {
  row('in a real VS Code', 'median', 'p95 (stall: longest)', 'aim');
  row('---', '---', '---', '---');
  await measureStart();
  await measureTyping(100_000, '0.1 MB');
  await measureTyping(1_000_000, '1 MB');
}
