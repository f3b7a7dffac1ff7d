import { assert } from 'chai';
import { commands, Selection, Uri, window, workspace, type Hover, type MarkdownString, type TextEditor } from 'vscode';
import { takingFirst } from './byKeys';
import { eventually } from './eventually';

const TEXT =
  'ELLERBY, 10 May 2020 – “We bake at night,” Jane Roe said.\n\n“We sleep at night,” said Ann Poe. The shop opened on 9 May 2019.\n';

interface Item {
  readonly id: string;
  readonly motivation: string;
  readonly 'pressmark:kind': string;
  readonly 'pressmark:relation'?: string;
  readonly 'pressmark:review'?: string;
  readonly body?: readonly unknown[];
  readonly target: unknown;
}

describe('Relations', () => {
  let editor: TextEditor;
  let uri: Uri;
  before(async () => {
    await commands.executeCommand('workbench.action.closeAllEditors');
    uri = Uri.joinPath(workspace.workspaceFolders![0]!.uri, 'related.press');
    await workspace.fs.writeFile(uri, new TextEncoder().encode(TEXT));
    editor = await window.showTextDocument(await workspace.openTextDocument(uri));
  });
  after(async () => {
    await commands.executeCommand('workbench.action.closeAllEditors');
    for (const each of [uri, uri.with({ path: `${uri.path}.annotations.json` })]) {
      await Promise.resolve(workspace.fs.delete(each)).catch(() => undefined);
    }
  });

  const put = (words: string) => {
    const at = editor.document.positionAt(TEXT.indexOf(words) + 2);
    editor.selection = new Selection(at, at);
  };
  const items = async (): Promise<Item[]> => {
    try {
      const bytes = await workspace.fs.readFile(uri.with({ path: `${uri.path}.annotations.json` }));
      return (JSON.parse(new TextDecoder().decode(bytes)) as { items: Item[] }).items;
    } catch {
      return [];
    }
  };
  const endOf = ({ body }: Item) => body?.[0];
  const relation = async () => (await items()).find(item => item['pressmark:kind'] === 'relation');
  const relate = async (from: string, to: string, type: string) => {
    put(from);
    await commands.executeCommand('pressmark.relateFrom');
    put(to);
    await commands.executeCommand('pressmark.relateTo', type);
  };

  it('make annotations of the detected marks at their ends, in one step', async () => {
    await relate('We sleep', 'We bake', 'answers');
    const all = await items();
    assert.deepEqual(all.map(item => item['pressmark:kind']).sort(), ['message', 'message', 'relation']);
    assert.isTrue(
      all.filter(item => item['pressmark:kind'] === 'message').every(item => item['pressmark:review'] === 'confirmed'),
    );
    const made = (await relation())!;
    assert.equal(made.motivation, 'linking');
    assert.equal(made['pressmark:relation'], 'answers');
    await commands.executeCommand('pressmark.undoAnnotation');
    assert.isEmpty(await items());
    await commands.executeCommand('pressmark.redoAnnotation');
    assert.lengthOf(await items(), 3);
  });

  it('are told in the hover of either end', async () => {
    const hover = async (words: string) => {
      const at = editor.document.positionAt(TEXT.indexOf(words) + 2);
      const hovers = await commands.executeCommand<Hover[]>('vscode.executeHoverProvider', uri, at);
      const text = hovers.flatMap(({ contents }) => contents.map(each => (each as MarkdownString).value)).join('\n');
      return text.replaceAll('&nbsp;', ' ');
    };
    await eventually(async () => assert.include(await hover('We sleep'), 'answers'));
    assert.include(await hover('We bake'), 'is answered by');
  });

  it('are turned round and removed at the cursor', async () => {
    const before = (await relation())!;
    put('We sleep');
    await commands.executeCommand('pressmark.reverseRelation');
    const turned = (await relation())!;
    assert.deepEqual([turned.target, turned.body?.[0]], [before.body?.[0], before.target]);
    await commands.executeCommand('pressmark.removeRelation');
    assert.isUndefined(await relation());
    assert.lengthOf(await items(), 2, 'the ends stay');
  });

  it('are made between two things of a list, with the kind that fits them', async () => {
    await takingFirst('pressmark.relate');
    const made = (await relation())!;
    const [first, second] = (await items()).filter(item => item['pressmark:kind'] === 'message');
    assert.equal(made['pressmark:relation'], 'answers');
    assert.sameMembers([made.target, endOf(made)], [first!.id, second!.id]);
    await commands.executeCommand('pressmark.undoAnnotation');
    assert.isUndefined(await relation());
    await commands.executeCommand('pressmark.redoAnnotation');
  });

  it('are turned round and removed by their row in the Annotations view, and back with Undo', async () => {
    const before = (await relation())!;
    const item = { source: { uri }, placed: { annotation: { id: before.target } } };
    const row = { type: 'relation', relation: { id: before.id }, parent: { type: 'annotation', item } };
    await commands.executeCommand('pressmark.annotations.reverseRelation', row);
    const turned = (await relation())!;
    assert.deepEqual([turned.target, endOf(turned)], [endOf(before), before.target]);
    await commands.executeCommand('pressmark.undoAnnotation');
    assert.equal((await relation())?.target, before.target);
    await commands.executeCommand('pressmark.annotations.removeRelation', row);
    assert.isUndefined(await relation());
    await commands.executeCommand('pressmark.undoAnnotation');
    assert.exists(await relation());
    await commands.executeCommand('pressmark.redoAnnotation');
    assert.isUndefined(await relation());
  });

  it('are not made when the first end is given up', async () => {
    put('We sleep');
    await commands.executeCommand('pressmark.relateFrom');
    await commands.executeCommand('pressmark.forgetRelation');
    put('We bake');
    await commands.executeCommand('pressmark.relateTo', 'answers'); // says that there is no first end
    assert.isUndefined(await relation());
  });

  it('go with an annotation that is removed, and come back with it', async () => {
    await relate('We bake', '9 May 2019', 'isAbout');
    const [date] = (await items()).filter(item => item['pressmark:kind'] === 'date');
    await commands.executeCommand('pressmark.removeAnnotation', { annotationId: date!.id, uri });
    assert.isUndefined(await relation());
    await commands.executeCommand('pressmark.undoAnnotation');
    assert.equal((await relation())?.['pressmark:relation'], 'isAbout');
  });
});
