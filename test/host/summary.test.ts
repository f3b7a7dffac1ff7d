import { assert } from 'chai';
import { commands, extensions, Uri, window, workspace, type TextEditor } from 'vscode';
import { eventually } from './eventually';

const TEXT =
  'Shop Opens\n\nELLERBY, 10 May 2020 – The shop opened.\n\n“It sells rye and wheat,” said Jane Roe, a baker.\n\nJohn Doe, who sells, said that it works.\n\n“We bake at night and sell by day,” Roe said.\n';

async function openRelease(): Promise<TextEditor> {
  await extensions.getExtension('pressmark.pressmark')!.activate();
  const uri = Uri.joinPath(workspace.workspaceFolders![0]!.uri, `summary-${Date.now()}.press`);
  await workspace.fs.writeFile(uri, new TextEncoder().encode(TEXT));
  return window.showTextDocument(await workspace.openTextDocument(uri));
}

/** Rows can be told only by where they lead. */
const goDown = () => commands.executeCommand('workbench.action.quickOpenSelectNext');

describe('The summary of a release', function () {
  this.timeout(40_000);

  afterEach(() => commands.executeCommand('workbench.action.closeAllEditors'));

  it('shows the words of a speaker while their row is active, and goes back where it is left', async () => {
    const editor = await openRelease();
    const before = editor.selection;
    await commands.executeCommand('pressmark.showSummary');
    await goDown();
    await eventually(() => assert.match(editor.document.getText(editor.selection), /it works/));
    await commands.executeCommand('workbench.action.closeQuickOpen');
    await eventually(() => assert.isTrue(editor.selection.isEqual(before)));
  });

  it('goes to the first words of the speaker who is chosen', async () => {
    const editor = await openRelease();
    await commands.executeCommand('pressmark.showSummary');
    await goDown();
    await commands.executeCommand('workbench.action.quickOpenSelectPrevious');
    await commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    await eventually(() => assert.match(editor.document.getText(editor.selection), /^“It sells rye/));
  });
});
