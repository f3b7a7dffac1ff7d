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

  const uri = Uri.joinPath(workspace.workspaceFolders![0]!.uri, SEED);
  const opening = performance.now();
  await window.showTextDocument(await workspace.openTextDocument(uri));
  const tokens = await commands.executeCommand<SemanticTokens>('vscode.provideDocumentSemanticTokens', uri);
  assert.isAbove(tokens.data.length, 0);
  await stop();
  row('the seed from a click to its colours', ms(performance.now() - opening), '', '', '300 ms');
  await commands.executeCommand('workbench.action.closeAllEditors');
}
