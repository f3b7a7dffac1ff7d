import { assert } from 'chai';
import {
  commands,
  Position,
  Range,
  Selection,
  Uri,
  window,
  workspace,
  type CodeAction,
  type CodeLens,
  type Hover,
  type MarkdownString,
  type TextEditor,
} from 'vscode';
import { eventually } from './eventually';

const TEXT =
  'ELLERBY, 10 May 2020 – Jane Roe, a baker, said that rye sells best.\n\n“We bake at night,” Roe said. “We sell at dawn.”\n\nThe shop is new.\n';
let count = 0;

async function openRelease(): Promise<TextEditor> {
  const uri = Uri.joinPath(workspace.workspaceFolders![0]!.uri, `annotating-${Date.now()}-${count++}.press`);
  await workspace.fs.writeFile(uri, new TextEncoder().encode(TEXT));
  return window.showTextDocument(await workspace.openTextDocument(uri));
}

function select(editor: TextEditor, ...passages: string[]): void {
  editor.selections = passages.map(words => {
    const at = editor.document.getText().indexOf(words);
    assert.isAtLeast(at, 0, words);
    return new Selection(editor.document.positionAt(at), editor.document.positionAt(at + words.length));
  });
}

interface Item {
  readonly id: string;
  readonly 'pressmark:kind': string;
  readonly 'pressmark:review'?: string;
  readonly body?: readonly { readonly purpose: string; readonly value: string }[];
  readonly target: string | readonly { readonly selector: readonly { readonly exact?: string }[] }[];
}
async function itemsOf({ document: { uri } }: TextEditor): Promise<Item[]> {
  const bytes = await workspace.fs.readFile(uri.with({ path: `${uri.path}.annotations.json` }));
  return (JSON.parse(new TextDecoder().decode(bytes)) as { items: Item[] }).items;
}
const wordsOf = ({ target }: Item) =>
  typeof target === 'string' ? [] : target.map(({ selector }) => selector.find(each => each.exact)!.exact);

describe('Annotating', () => {
  beforeEach(() => commands.executeCommand('workbench.action.closeAllEditors'));
  after(async () => {
    await commands.executeCommand('workbench.action.closeAllEditors');
    const folder = workspace.workspaceFolders![0]!.uri;
    for (const [name] of await workspace.fs.readDirectory(folder)) {
      if (name.startsWith('annotating-')) await workspace.fs.delete(Uri.joinPath(folder, name));
    }
  });

  it('takes the last kind and the last tag without a question', async () => {
    const editor = await openRelease();
    select(editor, 'rye');
    await commands.executeCommand('pressmark.annotate', { kind: 'tag', tag: 'crop' });
    select(editor, 'shop');
    await commands.executeCommand('pressmark.annotateAgain');
    const items = await itemsOf(editor);
    assert.deepEqual(
      items.map(item => [item['pressmark:kind'], item.body?.[0]?.value, wordsOf(item)]),
      [
        ['tag', 'crop', ['rye']],
        ['tag', 'crop', ['shop']],
      ],
    );
  });

  it('may overlap, be nested, and go across paragraphs', async () => {
    const editor = await openRelease();
    const across = 'Roe said. “We sell at dawn.”\n\nThe shop';
    for (const words of ['“We bake at night,” Roe said', 'Roe', across]) {
      select(editor, words);
      await commands.executeCommand('pressmark.annotate', { kind: 'note' });
    }
    assert.sameDeepMembers((await itemsOf(editor)).map(wordsOf), [['“We bake at night,” Roe said'], ['Roe'], [across]]);
    const at = editor.document.positionAt(TEXT.indexOf('Roe said. “We sell') + 1);
    const hovers = await commands.executeCommand<Hover[]>('vscode.executeHoverProvider', editor.document.uri, at);
    const notes = hovers.flatMap(({ contents }) => contents.filter(each => (each as MarkdownString).value.includes('**Note**')));
    assert.lengthOf(notes, 2, 'both that lie here, and not the one on the first “Roe”');
  });

  it('adds a passage to an annotation and takes one out again', async () => {
    const editor = await openRelease();
    select(editor, '“We bake at night,”');
    const annotationId = await commands.executeCommand<string>('pressmark.annotate', { kind: 'message', value: 'Jane Roe' });
    select(editor, '“We sell at dawn.”');
    await commands.executeCommand('pressmark.addSelection', { annotationId });
    assert.deepEqual((await itemsOf(editor)).map(wordsOf), [['“We bake at night,”', '“We sell at dawn.”']]);
    select(editor, 'We bake');
    await commands.executeCommand('pressmark.removePassage', { annotationId });
    assert.deepEqual((await itemsOf(editor)).map(wordsOf), [['“We sell at dawn.”']]);
  });

  it('is about the whole document too', async () => {
    const editor = await openRelease();
    await commands.executeCommand('pressmark.annotateDocument', { kind: 'note', comment: 'A sober one' });
    const [item] = await itemsOf(editor);
    assert.isString(item?.target);
    assert.equal(item?.body?.[0]?.value, 'A sober one');
  });

  it('is offered in the lightbulb of a selection, and not without one', async () => {
    const editor = await openRelease();
    const titles = async (range: Range) =>
      (await commands.executeCommand<CodeAction[]>('vscode.executeCodeActionProvider', editor.document.uri, range)).map(
        ({ command }) => command?.command,
      );
    const words = editor.document.positionAt(TEXT.indexOf('shop'));
    assert.includeMembers(await titles(new Range(words, words.translate(0, 4))), [
      'pressmark.annotate',
      'pressmark.annotateAgain',
    ]);
    assert.notInclude(await titles(new Range(words, words)), 'pressmark.annotateAgain');
  });

  it('is offered by a lens above each message where the setting says so, and what it does is done to that message', async () => {
    const editor = await openRelease();
    const { uri } = editor.document;
    const lenses = () => commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', uri, 100);
    assert.isEmpty(await lenses());
    await workspace.getConfiguration('pressmark', uri).update('codeLens', true, true);
    try {
      await eventually(async () => assert.isNotEmpty(await lenses()));
      const confirm = (await lenses()).find(
        ({ command, range }) => command?.title === 'Confirm' && range.start.isAfter(new Position(1, 0)),
      )!.command!;
      await commands.executeCommand(confirm.command, ...(confirm.arguments as unknown[]));
      const [item] = await itemsOf(editor);
      assert.equal(item?.['pressmark:kind'], 'message');
      assert.equal(item?.['pressmark:review'], 'confirmed');
    } finally {
      await workspace.getConfiguration('pressmark', uri).update('codeLens', undefined, true);
    }
  });

  it('is offered in the hover of a mark', async () => {
    const editor = await openRelease();
    const at = editor.document.positionAt(TEXT.indexOf('We bake') + 2);
    await eventually(async () => {
      const hovers = await commands.executeCommand<Hover[]>('vscode.executeHoverProvider', editor.document.uri, at);
      const text = hovers.flatMap(({ contents }) => contents.map(each => (each as MarkdownString).value)).join('\n');
      for (const command of ['pressmark.confirmMark', 'pressmark.annotate']) assert.include(text, encodeURIComponent(command));
    });
  });
});
