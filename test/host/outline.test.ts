import { assert } from 'chai';
import { commands, env, Selection, Uri, window, workspace, type TextEditor } from 'vscode';
import { annotate, commentOf, folder, itemsOf, quoteOf, rangeOf, write } from './annotated';
import { allRows, selectRow, takingFirst } from './byKeys';
import { eventually } from './eventually';

const OUTLINE = 'pressmark.outline';
const TEXT =
  'HARLOW, 3 March 2021 – The ferry will run from June.\n\n“We work late,” said Zoe Reed, a skipper. “We sail late,” said Zoe Reed.\n\n“We row,” said Zoe Reed.\n\n' +
  '“We have waited years,” said Ada Quill, a nurse.\n\n“It is time,” said Ada Quill.\n\nThe boats are new.\n';
/** What *Copy* says of the message alone: its paragraph has no date, its speaker says more. */
const MESSAGE = /^“We have waited years(?!.*It is time).*2021/s;
const CITED = /\n— (Zoe Reed|Ada Quill), 2021/g;
const settings = () => workspace.getConfiguration('pressmark');

async function opened(): Promise<TextEditor> {
  const uri = Uri.joinPath(folder(), `outlined-${Date.now()}.press`);
  await write(uri, TEXT);
  const editor = await window.showTextDocument(uri);
  await eventually(async () => assert.include(await allRows(OUTLINE), 'Ada Quill'));
  return editor;
}

const put = (editor: TextEditor, words: string) => {
  const { start } = rangeOf(editor.document, words);
  editor.selection = new Selection(start.translate(0, 2), start.translate(0, 2));
};

/** What *Copy* says of the row that is selected. */
async function selectedRow(): Promise<string> {
  await env.clipboard.writeText('');
  await commands.executeCommand('pressmark.outline.copy');
  return env.clipboard.readText();
}

describe('The outline', function () {
  this.timeout(60_000);
  beforeEach(async () => {
    await commands.executeCommand('workbench.action.closeAllEditors');
    await settings().update('outline.followCursor', false, true);
  });
  after(async () => {
    for (const name of ['sortSpeakers', 'followCursor']) await settings().update(`outline.${name}`, undefined, true);
    await commands.executeCommand('workbench.action.closeAllEditors');
    for (const [name] of await workspace.fs.readDirectory(folder())) {
      if (name.startsWith('outlined-')) await workspace.fs.delete(Uri.joinPath(folder(), name), { recursive: true });
    }
  });

  it('copies a message with who said it and when', async () => {
    await opened();
    await selectRow(OUTLINE, MESSAGE);
    assert.match(await selectedRow(), /^“We have waited years,?”.*Ada Quill.*2021/s);
  });

  it('shows only what holds the words of the filter, and all of it without one', async () => {
    await opened();
    await commands.executeCommand('pressmark.outline.filter', 'June');
    await eventually(async () => {
      const rows = await allRows(OUTLINE);
      assert.match(rows, /^2021-06$/m);
      assert.notInclude(rows, 'Ada Quill');
    });
    await commands.executeCommand('pressmark.outline.clearFilter');
    await eventually(async () => assert.include(await allRows(OUTLINE), 'Ada Quill'));
  });

  it('is sorted as one chooses', async () => {
    await settings().update('outline.sortSpeakers', 'name', true);
    await opened();
    /** As the citations of their messages come. */
    const speakers = async () => [...new Set([...(await allRows(OUTLINE)).matchAll(CITED)].map(([, name]) => name))];
    await eventually(async () => assert.deepEqual(await speakers(), ['Ada Quill', 'Zoe Reed']));
    await takingFirst('pressmark.outline.sort');
    assert.equal(settings().get('outline.sortSpeakers'), 'place');
    await eventually(async () => assert.deepEqual(await speakers(), ['Zoe Reed', 'Ada Quill']));
  });

  it('follows the cursor, or stays where it is', async () => {
    const editor = await opened();
    await commands.executeCommand('pressmark.outline.followCursor');
    await window.showTextDocument(editor.document);
    await eventually(async () => {
      put(editor, 'It is time');
      put(editor, 'We have waited');
      await new Promise(resolve => setTimeout(resolve, 500));
      assert.include(await selectedRow(), 'We have waited');
    });
    assert.equal(window.activeTextEditor, editor, 'the text keeps the focus');
    await commands.executeCommand('pressmark.outline.stopFollowingCursor');
    assert.isFalse(settings().get('outline.followCursor'));
    put(editor, '3 March 2021');
    await new Promise(resolve => setTimeout(resolve, 1000));
    assert.include(await selectedRow(), 'We have waited');
    await commands.executeCommand('pressmark.outline.followCursor');
    await eventually(async () => {
      put(editor, 'HARLOW');
      put(editor, '3 March 2021');
      await new Promise(resolve => setTimeout(resolve, 500));
      assert.equal(await selectedRow(), '2021-03-03');
    });
  });

  it('annotates the words of a message, its passages only', async () => {
    const editor = await opened();
    const { document } = editor;
    // The kind used last comes first in the list: a note, whatever was done before.
    await annotate(editor, 'The boats', { kind: 'note' });
    await commands.executeCommand('pressmark.undoAnnotation');
    await selectRow(OUTLINE, MESSAGE);
    await takingFirst('pressmark.outline.annotate');
    const [item] = await itemsOf(document.uri);
    assert.equal(quoteOf(item), '“We have waited years,”');
    await commands.executeCommand('pressmark.undoAnnotation');
    assert.isEmpty(await itemsOf(document.uri));
  });

  it('gives the message of a row to another speaker', async () => {
    const { document } = await opened();
    await selectRow(OUTLINE, MESSAGE);
    assert.include(await selectedRow(), '— Ada Quill');
    await takingFirst('pressmark.outline.changeSpeaker'); // the first of the speakers is the one who says most
    const [item] = await itemsOf(document.uri);
    assert.equal(quoteOf(item), '“We have waited years,”');
    assert.equal(item?.body?.find(({ purpose }) => purpose === 'identifying')?.value, 'Zoe Reed');
    await commands.executeCommand('pressmark.undoAnnotation');
    assert.isEmpty(await itemsOf(document.uri));
  });

  it('changes and removes the annotation of a row, and Undo takes it back', async () => {
    const editor = await opened();
    const { uri } = editor.document;
    await annotate(editor, 'boats are new', { kind: 'tag', tag: 'zz-rare' });
    for (const words of ['Ada Quill', 'HARLOW']) await annotate(editor, words, { kind: 'tag', tag: 'aa-often' });
    const tags = async () =>
      (await itemsOf(uri)).map(item => [quoteOf(item), item.body?.find(({ purpose }) => purpose === 'tagging')?.value]);
    await selectRow(OUTLINE, 'boats are new');
    await takingFirst('pressmark.outline.editAnnotation'); // first the tag, of these the one that is used most
    assert.deepInclude(await tags(), ['boats are new', 'aa-often']);
    await commands.executeCommand('pressmark.undoAnnotation');
    assert.deepInclude(await tags(), ['boats are new', 'zz-rare']);
    await selectRow(OUTLINE, 'boats are new');
    await commands.executeCommand('pressmark.outline.removeAnnotation');
    assert.sameMembers(
      (await tags()).map(([words]) => words),
      ['Ada Quill', 'HARLOW'],
    );
    await commands.executeCommand('pressmark.undoAnnotation');
    assert.lengthOf(await tags(), 3);
  });

  it('attaches the annotation of a row to the selection', async () => {
    const editor = await opened();
    const { document } = editor;
    await annotate(editor, 'boats are new', { kind: 'note', comment: 'when' });
    await selectRow(OUTLINE, 'boats are new');
    const { start, end } = rangeOf(document, 'from June');
    editor.selection = new Selection(start, end);
    await commands.executeCommand('pressmark.outline.reattachAnnotation');
    const [item] = await itemsOf(document.uri);
    assert.deepEqual([quoteOf(item), commentOf(item)], ['from June', 'when']);
    await commands.executeCommand('pressmark.undoAnnotation');
    assert.equal(quoteOf((await itemsOf(document.uri))[0]), 'boats are new');
  });
});
