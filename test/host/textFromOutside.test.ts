import { assert } from 'chai';
import { commands, Range, workspace } from 'vscode';
import { annotate, edit, hoverAt, newRelease, rangeOf, TEXT, write } from './annotated';
import { eventually } from './eventually';

const WORDS = 'Ada Quill, who runs the harbour';

describe('A text that is changed from outside while it is open', () => {
  // VS Code for the Web saves after a second, and what is saved cannot be reverted.
  const autoSave = (value: string | undefined) => workspace.getConfiguration('files').update('autoSave', value, true);
  before(() => autoSave('off'));
  after(() => autoSave(undefined));

  it('has its annotations again after Revert File, though their words were deleted', async () => {
    const editor = await newRelease();
    const { document } = editor;
    await annotate(editor, WORDS, { kind: 'note', comment: 'harbour master' });
    await edit(document, rangeOf(document, WORDS), '');
    await edit(document, new Range(0, 0, 0, 0), 'A new first line\n');
    await commands.executeCommand('workbench.action.files.revert');
    await eventually(() => assert.equal(document.getText(), TEXT));
    await eventually(async () => assert.include(await hoverAt(document, WORDS), 'harbour master'));
  });

  it('has them after Revert File where everything was replaced', async () => {
    const editor = await newRelease();
    const { document } = editor;
    await annotate(editor, WORDS, { kind: 'note', comment: 'harbour master' });
    const whole = new Range(document.positionAt(0), document.positionAt(document.getText().length));
    await edit(document, whole, 'Nothing of it is left.\n');
    await commands.executeCommand('workbench.action.files.revert');
    await eventually(() => assert.equal(document.getText(), TEXT));
    await eventually(async () => assert.include(await hoverAt(document, WORDS), 'harbour master'));
  });

  it('keeps them through a checkout of another version and back', async () => {
    const editor = await newRelease();
    const { document } = editor;
    await annotate(editor, WORDS, { kind: 'note', comment: 'harbour master' });
    const other = `${TEXT.replace(`said ${WORDS}`, 'said the harbour master')}\nOne more line.\n`;
    await write(document.uri, other);
    await eventually(() => assert.equal(document.getText(), other));
    await write(document.uri, TEXT);
    await eventually(() => assert.equal(document.getText(), TEXT));
    await eventually(async () => assert.include(await hoverAt(document, WORDS), 'harbour master'));
    await write(document.uri, TEXT.replace('FOR IMMEDIATE RELEASE', 'FOR RELEASE ON MONDAY'));
    await eventually(async () => {
      assert.include(document.getText(), 'MONDAY');
      assert.include(await hoverAt(document, WORDS), 'harbour master');
    });
  });
});
