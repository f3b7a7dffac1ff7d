/** Starting: VS Code's own account of the activation, and the time from a file to its colours. */
import { assert } from 'chai';
import { commands, extensions, Uri, window, workspace, type SemanticTokens } from 'vscode';
import { profile } from './benchProfile';
import { ms, pause, row } from './benchRows';

const SEED = '000_cae2262806c99fd3.txt';

/** What the window says in *Developer: Startup Performance* of one extension: how long its code took to load and to activate. */
async function accountOfActivation(id: string): Promise<number[]> {
  await commands.executeCommand('perfview.show');
  for (let i = 0; i < 100; i++) {
    const account = workspace.textDocuments.find(({ uri }) => uri.scheme === 'perf')?.getText() ?? '';
    const line = account.split('\n').find(each => each.includes(id));
    if (line) {
      const figures = line.split('|').flatMap(cell => (/^\s*\d+(?:\.\d+)?\s*$/.test(cell) ? [Number(cell)] : []));
      if (figures.length >= 2) return figures;
    }
    await pause(100);
  }
  throw new Error('The window gives no account of the activation.');
}

export async function measureStart(): Promise<void> {
  const stop = await profile();
  await extensions.getExtension('pressmark.pressmark')!.activate();
  const [load = 0, call = 0, finish = 0] = await accountOfActivation('pressmark.pressmark');
  row('activation: code loaded, called, finished', ms(load + call + finish), '', `${load} + ${call} + ${finish} ms`, '60 ms');
  await commands.executeCommand('workbench.action.closeAllEditors');

  // VS Code itself takes a while over the first editor of a window, whatever is in it.
  const other = Uri.joinPath(workspace.workspaceFolders![0]!.uri, 'no-release.ini');
  await workspace.fs.writeFile(other, new TextEncoder().encode('[no]\nrelease=1\n'));
  const tell = (what: string, { shown, coloured }: { shown: number; coloured: number }, aim: string) =>
    row(what, ms(coloured), '', `shown after ${ms(shown)}`, aim);
  tell(
    'a text that is none of Pressmark’s, the first in the window, until it is known to have no colours',
    await openToColours(other),
    '',
  );
  tell('… once more', await openToColours(other), '');

  const seed = Uri.joinPath(workspace.workspaceFolders![0]!.uri, SEED);
  const first = await openToColours(seed);
  await stop();
  assert.isAbove(first.tokens, 0);
  tell('the seed from a click to its colours', first, '300 ms');
  tell('… once more', await openToColours(seed), '300 ms');
}

/** Milliseconds from opening a file until the editor shows it, and until its colours are there; how many numbers these take. */
async function openToColours(uri: Uri): Promise<{ shown: number; coloured: number; tokens: number }> {
  const opening = performance.now();
  await window.showTextDocument(await workspace.openTextDocument(uri));
  const shown = performance.now() - opening;
  const tokens = await commands.executeCommand<SemanticTokens | undefined>('vscode.provideDocumentSemanticTokens', uri);
  const coloured = performance.now() - opening;
  await commands.executeCommand('workbench.action.closeAllEditors');
  return { shown, coloured, tokens: tokens?.data.length ?? 0 };
}
