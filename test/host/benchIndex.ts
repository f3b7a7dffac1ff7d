/** Indexing a workspace of 2,000 releases of 10 kB, while somebody types in one of them. */
import { assert } from 'chai';
import { commands, Position, Uri, window, workspace, type SymbolInformation } from 'vscode';
import { releaseMaker } from '../bench/madeReleases';
import { ms, pause, processorTime, quantile, row, rowOf, watchStalls } from './benchRows';

const RELEASES = 2000;
const AT_ONCE = 50;

async function writeReleases(): Promise<number> {
  const folder = workspace.workspaceFolders![0]!.uri;
  const seed = new TextDecoder().decode(await workspace.fs.readFile(Uri.joinPath(folder, '120-summit-long.txt')));
  const { makeRelease } = releaseMaker(seed.split('\nAbout ')[0]!);
  let size = 0;
  for (let n = 0; n < RELEASES; n += AT_ONCE) {
    await Promise.all(
      Array.from({ length: AT_ONCE }, (_, i) => {
        const bytes = new TextEncoder().encode(makeRelease(n + i));
        size += bytes.length;
        return workspace.fs.writeFile(Uri.joinPath(folder, `made/${Math.floor(n / 500)}/${n + i}.txt`), bytes);
      }),
    );
  }
  return size;
}

const search = (words: string) => commands.executeCommand<SymbolInformation[]>('vscode.executeWorkspaceSymbolProvider', words);

export async function measureIndex(): Promise<void> {
  const size = await writeReleases();
  const document = await workspace.openTextDocument({
    language: 'press-release',
    content: 'A release that is being written\n\n“We were not disturbed at all,” said Jane Roe.\n',
  });
  const editor = await window.showTextDocument(document);
  const stalled = watchStalls();
  const used = processorTime();
  const begun = performance.now();
  const indexed = { done: false };
  const keystrokes: number[] = [];
  const indexing = Promise.resolve(search('Report 1999')).finally(() => (indexed.done = true));
  const typing = (async () => {
    while (!indexed.done) {
      const from = performance.now();
      await editor.edit(edit => edit.insert(new Position(2, 0), 'x'), { undoStopBefore: false, undoStopAfter: false });
      await commands.executeCommand('vscode.provideDocumentSemanticTokens', document.uri);
      keystrokes.push(performance.now() - from);
      await pause(100);
    }
  })();
  const found = await indexing;
  const clock = performance.now() - begun;
  await typing;
  const stalls = stalled().filter(stall => stall > 10);
  assert.isTrue(
    found.some(({ name }) => name.startsWith('Report 1999 ')),
    'the last release was indexed',
  );
  const processor = used === undefined ? '' : `${((processorTime()! - used) / 1000).toFixed(1)} s processor`;
  row(`indexing ${RELEASES} releases, ${(size / 1e6).toFixed(1)} MB`, `${(clock / 1000).toFixed(1)} s`, processor, '', '10 s');
  rowOf('… stalls of the extension host over 10 ms', stalls.length > 0 ? stalls : [0], '50 ms');
  rowOf('… a keystroke meanwhile, with its colours', keystrokes, '');
  const again: number[] = [];
  for (let i = 0; i < 10; i++) {
    const from = performance.now();
    await search(`Report ${i}`);
    again.push(performance.now() - from);
  }
  row('… Go to Symbol in Workspace afterwards', ms(quantile(again, 0.5)), '', ms(Math.max(...again)), '');
  await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
}
