import { assert } from 'chai';
import { commands, languages, Selection, Uri, window, workspace, type Hover, type MarkdownString } from 'vscode';
import { eventually } from './eventually';

const TEXT = 'The mill opens on Monday. The mayor promised new buses. Nobody spoke of the bridge.\n';

const folder = () => workspace.workspaceFolders![0]!.uri;
const inFolder = (name: string) => Uri.joinPath(folder(), name);
const codebook = () => inFolder('.pressmark/codebook.json');
const sidecarOf = (release: Uri) => release.with({ path: `${release.path}.annotations.json` });
const read = async (uri: Uri) => new TextDecoder().decode(await workspace.fs.readFile(uri));
const write = (uri: Uri, text: string) => workspace.fs.writeFile(uri, new TextEncoder().encode(text));

interface Tag {
  readonly name: string;
  readonly parents?: readonly string[];
}
const tagsInFile = async () => (JSON.parse(await read(codebook())) as { tags: Tag[] }).tags;
const tagsIn = async (release: Uri) =>
  (JSON.parse(await read(sidecarOf(release))) as { items: { body?: { purpose: string; value: string }[] }[] }).items.flatMap(
    item => (item.body ?? []).filter(({ purpose }) => purpose === 'tagging').map(({ value }) => value),
  );

async function tagged(name: string, words: string, tag: string): Promise<Uri> {
  const uri = inFolder(name);
  await write(uri, TEXT);
  const editor = await window.showTextDocument(await workspace.openTextDocument(uri));
  const at = TEXT.indexOf(words);
  editor.selection = new Selection(0, at, 0, at + words.length);
  await commands.executeCommand('pressmark.annotate', { kind: 'tag', tag });
  return uri;
}

describe('The codebook', () => {
  const made: Uri[] = [];
  before(() => commands.executeCommand('workbench.action.closeAllEditors'));
  after(async () => {
    await commands.executeCommand('workbench.action.closeAllEditors');
    for (const uri of [...made, ...made.map(sidecarOf), codebook()]) {
      await Promise.resolve(workspace.fs.delete(uri)).catch(() => undefined);
    }
  });

  it('takes tags, says what they mean in the hover, and gives them up with Undo', async () => {
    made.push(await tagged('codes-one.press', 'new buses', 'pledge'));
    await commands.executeCommand('pressmark.addTag', { name: 'claim', description: 'Can be checked', color: '#56b4e9' });
    await commands.executeCommand('pressmark.addTag', { name: 'pledge', description: 'A promise', parents: ['claim'] });
    assert.deepEqual(
      (await tagsInFile()).map(({ name }) => name),
      ['claim', 'pledge'],
    );
    const at = window.activeTextEditor!.document.positionAt(TEXT.indexOf('new buses') + 2);
    const hovers = await commands.executeCommand<Hover[]>('vscode.executeHoverProvider', made[0], at);
    const text = hovers.flatMap(({ contents }) => contents.map(each => (each as MarkdownString).value)).join('\n');
    assert.include(text.replaceAll('&nbsp;', ' '), 'A promise');
    assert.include(text, '#56b4e9', 'a tag has the colour of what it is a case of');
    await commands.executeCommand('pressmark.undoAnnotation');
    assert.lengthOf(await tagsInFile(), 1);
    await commands.executeCommand('pressmark.redoAnnotation');
    assert.lengthOf(await tagsInFile(), 2);
  });

  it('changes what a tag says, and takes in a tag in use from its row', async () => {
    const row = (name: string) => ({ node: { name }, path: [name] });
    await commands.executeCommand('pressmark.editTag', { tag: 'claim', description: 'Can be looked up' });
    assert.include(await read(codebook()), 'Can be looked up');
    await commands.executeCommand('pressmark.undoAnnotation');
    assert.include(await read(codebook()), 'Can be checked');
    await commands.executeCommand('pressmark.codebook.adopt', row('rumour'));
    assert.deepEqual(
      (await tagsInFile()).map(({ name }) => name),
      ['claim', 'pledge', 'rumour'],
    );
    await commands.executeCommand('pressmark.undoAnnotation');
    assert.lengthOf(await tagsInFile(), 2);
  });

  it('opens as the file that it is', async () => {
    await commands.executeCommand('pressmark.openCodebook');
    assert.equal(window.activeTextEditor?.document.uri.toString(), codebook().toString());
    await commands.executeCommand('workbench.action.closeActiveEditor');
  });

  it('carries a new name through every file, closed ones too, as one step', async () => {
    made.push(await tagged('codes-two.press', 'the bridge', 'pledge'));
    await commands.executeCommand('workbench.action.closeAllEditors');
    await commands.executeCommand('pressmark.annotations.refresh');
    await commands.executeCommand('pressmark.renameTag', { tag: 'pledge', to: 'promise' });
    const everywhere = async () => [...(await tagsIn(made[0]!)), ...(await tagsIn(made[1]!)), (await tagsInFile())[1]!.name];
    assert.deepEqual(await everywhere(), ['promise', 'promise', 'promise']);
    await commands.executeCommand('pressmark.undoAnnotation');
    assert.deepEqual(await everywhere(), ['pledge', 'pledge', 'pledge']);
  });

  it('makes two tags one', async () => {
    await commands.executeCommand('pressmark.mergeTag', { tag: 'pledge', to: 'claim' });
    assert.deepEqual(await tagsInFile(), [
      { name: 'claim', color: '#56b4e9', description: 'Can be checked' },
    ] as unknown as Tag[]);
    assert.deepEqual(await tagsIn(made[0]!), ['claim']);
  });

  it('lets a tag go, from the annotations too where one wants it', async () => {
    await commands.executeCommand('pressmark.deleteTag', { tag: 'claim', everywhere: true });
    assert.isEmpty(await tagsInFile());
    await commands.executeCommand('pressmark.undoAnnotation');
    assert.deepEqual(await tagsIn(made[1]!), ['claim']);
    await commands.executeCommand('pressmark.deleteTag', { tag: 'claim', everywhere: false });
    assert.isEmpty(await tagsInFile());
    assert.deepEqual(await tagsIn(made[1]!), ['claim']);
  });

  it('is never overwritten where it cannot be read', async () => {
    for (const broken of ['{ "tags": [', '{"tags":[{"name":"a","color":"red"}]}', '{"version":99,"tags":[]}']) {
      await write(codebook(), broken);
      await commands.executeCommand('pressmark.addTag', { name: 'lost' });
      await commands.executeCommand('pressmark.renameTag', { tag: 'claim', to: 'lost' });
      assert.equal(await read(codebook()), broken);
      assert.deepEqual(await tagsIn(made[0]!), ['claim'], 'nor are annotations changed without it');
    }
  });

  it('is checked by its schema while one writes it', async () => {
    await write(codebook(), '{"tags":[{"name":"a","kinds":["verb"]}]}');
    await window.showTextDocument(await workspace.openTextDocument(codebook()));
    await eventually(() => assert.isNotEmpty(languages.getDiagnostics(codebook())), 15);
  });
});
