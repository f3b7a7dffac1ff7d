import { assert } from 'chai';
import { commands, TabInputWebview, Uri, window, workspace } from 'vscode';
import { allRows, focusFirstRow } from './byKeys';
import { eventually } from './eventually';

const NEAR =
  'HARLOW, 3 March 2021 – The ferry runs from 5 June 2021.\n\n“We waited since 2 May 2019,” said Yvo Quandt, a skipper.\n';
const FAR = 'ELLERBY, 4 July 2098 – The dam is finished by 9 August 2099.\n\n“It holds,” said Zita Quandt, an engineer.\n';

const inFolder = (name: string) => Uri.joinPath(workspace.workspaceFolders![0]!.uri, name);
const write = (uri: Uri, text: string) => workspace.fs.writeFile(uri, new TextEncoder().encode(text));

describe('Views', function () {
  this.timeout(90_000); // all releases of the workspace are read first
  const near = inFolder('views-near.press');
  const far = inFolder('views-far.press');
  const quiet = inFolder('views-quiet.press');
  before(async () => {
    await commands.executeCommand('workbench.action.closeAllEditors');
    await write(near, NEAR);
    await write(far, FAR);
    await window.showTextDocument(near);
  });
  after(async () => {
    await workspace.getConfiguration('files').update('watcherExclude', undefined, false);
    await commands.executeCommand('workbench.action.closeAllEditors');
    for (const uri of [near, far, quiet]) await Promise.resolve(workspace.fs.delete(uri)).catch(() => undefined);
  });

  /** The file that is open and the words that are selected in it, once a row of the timeline was opened. */
  const shown = async (row: 'list.focusFirst' | 'list.focusLast', down = 0): Promise<[string, string]> => {
    await focusFirstRow('pressmark.timeline');
    await commands.executeCommand(row);
    for (let step = 0; step < down; step++) await commands.executeCommand('list.focusDown');
    await commands.executeCommand('list.select');
    await new Promise(resolve => setTimeout(resolve, 200));
    const { document, selection } = window.activeTextEditor!;
    return [document.uri.path.split('/').at(-1)!, document.getText(selection)];
  };

  it('show the dates of the release in the order of time, and lead to them', async () => {
    await eventually(async () => {
      await window.showTextDocument(near); // a row of the file before may still be there, and leads to that
      await new Promise(resolve => setTimeout(resolve, 300));
      assert.deepEqual(await shown('list.focusFirst', 1), ['views-near.press', '2 May 2019']);
    });
    await eventually(async () => assert.deepEqual(await shown('list.focusLast'), ['views-near.press', '5 June 2021']));
  });

  it('show the dates of all releases, and those of one again', async () => {
    await commands.executeCommand('pressmark.timeline.ofWorkspace');
    await eventually(async () => assert.deepEqual(await shown('list.focusLast'), ['views-far.press', '9 August 2099']), 60);
    await window.showTextDocument(near);
    await commands.executeCommand('pressmark.timeline.ofRelease');
    await eventually(async () => assert.deepEqual(await shown('list.focusLast'), ['views-near.press', '5 June 2021']));
  });

  it('draw the dates as a chart', async () => {
    await window.showTextDocument(near);
    await commands.executeCommand('pressmark.timeline.chart');
    const charts = () =>
      window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .filter(({ input }) => input instanceof TabInputWebview && input.viewType.endsWith('pressmark.statistics'));
    await eventually(() => assert.lengthOf(charts(), 1));
    await window.tabGroups.close(charts());
  });

  it('copy who speaks in the workspace, with the titles, and read again what nothing told of', async () => {
    const speakers = () => allRows('pressmark.speakers');
    await eventually(async () => assert.match(await speakers(), /Yvo Quandt\nskipper|Yvo Quandt\na skipper/), 60);
    assert.include(await speakers(), 'Zita Quandt');
    await workspace.getConfiguration('files').update('watcherExclude', { '**/views-quiet*': true }, false);
    await new Promise(resolve => setTimeout(resolve, 2000)); // the watcher starts anew
    await write(quiet, FAR.replace('Zita Quandt', 'Xaver Quandt'));
    await commands.executeCommand('pressmark.speakers.refresh');
    await eventually(async () => assert.include(await speakers(), 'Xaver Quandt'));
  });

  it('open the log', async () => {
    await commands.executeCommand('pressmark.showLog');
    await eventually(() =>
      assert.isTrue(workspace.textDocuments.some(({ uri }) => uri.scheme === 'output' && /pressmark/i.test(uri.path))),
    );
    await commands.executeCommand('workbench.action.closePanel');
  });
});
