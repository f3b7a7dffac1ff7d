import { assert } from 'chai';
import { extensions, languages, window, workspace, Uri } from 'vscode';

/** The seed in the folder that the tests were opened on, whatever its scheme. */
const seed = () => Uri.joinPath(workspace.workspaceFolders![0]!.uri, '000_cae2262806c99fd3.txt');

describe('The extension in a VS Code', () => {
  it('is there under its own name', () => {
    assert.exists(extensions.getExtension('pressmark.pressmark'));
  });

  it('brings the language press-release', async () => {
    assert.include(await languages.getLanguages(), 'press-release');
  });

  it('becomes active when a release is opened, which the seeds are', async () => {
    const document = await workspace.openTextDocument(seed());
    await window.showTextDocument(document);
    assert.equal(document.languageId, 'press-release');
    const extension = extensions.getExtension('pressmark.pressmark')!;
    for (let tries = 0; !extension.isActive && tries < 100; tries++) await new Promise(resolve => setTimeout(resolve, 100));
    assert.isTrue(extension.isActive);
  });
});
