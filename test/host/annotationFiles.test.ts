import { assert } from 'chai';
import { commands, Position, Range, Selection, Uri, window, workspace, WorkspaceEdit, type TextDocument } from 'vscode';
import { renewSidecars } from '../../src/vscode/annotations/fileOperations';
import { openSidecar } from '../../src/vscode/annotations/sidecarFile';
import {
  annotate,
  commentOf,
  edit,
  folder,
  hoverAt,
  itemsOf,
  newRelease,
  quoteOf,
  rangeOf,
  read,
  sidecarOf,
  startOf,
  TEXT,
  write,
} from './annotated';
import { eventually } from './eventually';

const exists = (uri: Uri) =>
  Promise.resolve(workspace.fs.stat(uri)).then(
    () => true,
    () => false,
  );

const other = (name: string) => Uri.joinPath(folder(), `annotated-${Date.now()}-${name}`);

async function rename(from: Uri, to: Uri): Promise<void> {
  const change = new WorkspaceEdit();
  change.renameFile(from, to);
  assert.isTrue(await workspace.applyEdit(change));
}

async function noLitter(): Promise<void> {
  const names = (await workspace.fs.readDirectory(folder())).map(([name]) => name);
  assert.isEmpty(names.filter(name => name.endsWith('.tmp')));
}

/** The words that the annotation with this comment lies on, as hovers see it. */
async function liesOn(document: TextDocument, words: string, comment: string): Promise<void> {
  await eventually(async () => assert.include(await hoverAt(document, words), comment));
}

describe('Annotations beside files', () => {
  beforeEach(() => commands.executeCommand('workbench.action.closeAllEditors'));
  after(async () => {
    await commands.executeCommand('workbench.action.closeAllEditors');
    for (const [name] of await workspace.fs.readDirectory(folder())) {
      if (name.startsWith('annotated-')) await workspace.fs.delete(Uri.joinPath(folder(), name), { recursive: true });
    }
  });

  describe('that are renamed, moved, copied or deleted', () => {
    it('go along with a new name, and are undone there', async () => {
      const editor = await newRelease();
      const from = editor.document.uri;
      await annotate(editor, 'every hour', { kind: 'note', comment: 'one' });
      await annotate(editor, 'Ada Quill', { kind: 'note', comment: 'two' });
      const to = other('renamed.press');
      await rename(from, to);
      assert.isFalse(await exists(sidecarOf(from)));
      assert.sameMembers((await itemsOf(to)).map(commentOf), ['one', 'two']);
      await eventually(async () => assert.include(await read(sidecarOf(to)), '-renamed.press"'));
      const document = await workspace.openTextDocument(to);
      await liesOn(document, 'every hour', 'one');
      await commands.executeCommand('pressmark.undoAnnotation');
      assert.sameMembers((await itemsOf(to)).map(commentOf), ['one']);
      assert.isFalse(await exists(sidecarOf(from)));
    });

    it('go along into another folder, and with the folder they are in', async () => {
      const editor = await newRelease();
      await annotate(editor, 'every hour', { kind: 'note', comment: 'moved' });
      const [first, second] = [other('first'), other('second')];
      await workspace.fs.createDirectory(first);
      await rename(editor.document.uri, Uri.joinPath(first, 'release.press'));
      assert.deepEqual((await itemsOf(Uri.joinPath(first, 'release.press'))).map(commentOf), ['moved']);
      await rename(first, second);
      const moved = Uri.joinPath(second, 'release.press');
      assert.deepEqual((await itemsOf(moved)).map(commentOf), ['moved']);
      await liesOn(await workspace.openTextDocument(moved), 'every hour', 'moved');
    });

    it('stay where they are when there are others at the new place', async () => {
      const editor = await newRelease();
      await annotate(editor, 'every hour', { kind: 'note', comment: 'mine' });
      const to = other('taken.press');
      await write(sidecarOf(to), '{ "somebody": "else" }');
      await rename(editor.document.uri, to);
      assert.equal(await read(sidecarOf(to)), '{ "somebody": "else" }');
      assert.deepEqual((await itemsOf(editor.document.uri)).map(commentOf), ['mine']);
    });

    it('go when the release is deleted', async () => {
      const editor = await newRelease();
      const { uri } = editor.document;
      await annotate(editor, 'every hour', { kind: 'note', comment: 'gone' });
      const change = new WorkspaceEdit();
      change.deleteFile(uri);
      assert.isTrue(await workspace.applyEdit(change));
      assert.isFalse(await exists(sidecarOf(uri)));
    });

    it('come along to a copy, with ids of their own', async () => {
      const editor = await newRelease();
      const { uri } = editor.document;
      await annotate(editor, 'every hour', { kind: 'note', comment: 'in both' });
      const copy = uri.with({ path: uri.path.replace('.press', ' copy.press') });
      const change = new WorkspaceEdit();
      change.createFile(copy, { contents: new TextEncoder().encode(TEXT) });
      assert.isTrue(await workspace.applyEdit(change));
      await eventually(async () => assert.deepEqual((await itemsOf(copy)).map(commentOf), ['in both']));
      assert.notEqual((await itemsOf(copy))[0]?.id, (await itemsOf(uri))[0]?.id);
      assert.include(await read(sidecarOf(copy)), encodeURIComponent(copy.path.slice(copy.path.lastIndexOf('/') + 1)));
    });

    it('have ids of their own in a copied folder, and keep them in one that comes from elsewhere', async () => {
      const from = other('folder');
      const release = Uri.joinPath(from, 'notice.press');
      await write(release, TEXT);
      const editor = await window.showTextDocument(await workspace.openTextDocument(release));
      await annotate(editor, 'every hour', { kind: 'note', comment: 'one' });
      const ids = async (uri: Uri) => (await itemsOf(uri)).map(({ id }) => id);
      const before = await ids(release);
      const [copied, foreign] = [other('copied'), other('foreign')];
      const source = await read(sidecarOf(release));
      const make = async (folderMade: Uri, name: string, sidecar: string) => {
        const file = Uri.joinPath(folderMade, name);
        await write(file, TEXT);
        await write(sidecarOf(file), sidecar);
        return file;
      };
      // What VS Code tells of when it has copied a folder; nothing but the Explorer makes it copy one.
      const copy = await make(copied, 'notice.press', source);
      const own = await make(foreign, 'elsewhere.press', source.replaceAll('urn:uuid:', 'urn:uuid:f'));
      await renewSidecars(copied);
      await renewSidecars(foreign);
      assert.notDeepEqual(await ids(copy), before);
      assert.equal(commentOf((await itemsOf(copy))[0]), 'one');
      assert.deepEqual(
        await ids(own),
        before.map(id => id.replace('urn:uuid:', 'urn:uuid:f')),
      );
      assert.deepEqual(await ids(release), before);
    });

    it('do not come to a new file that holds something else', async () => {
      const editor = await newRelease();
      const { uri } = editor.document;
      await annotate(editor, 'every hour', { kind: 'note' });
      const fresh = uri.with({ path: uri.path.replace('.press', ' copy.press') });
      const change = new WorkspaceEdit();
      change.createFile(fresh, { contents: new TextEncoder().encode(`${TEXT}And more.\n`) });
      assert.isTrue(await workspace.applyEdit(change));
      await new Promise(resolve => setTimeout(resolve, 500));
      assert.isFalse(await exists(sidecarOf(fresh)));
    });
  });

  describe('whose text changes', () => {
    it('follow a checkout that moves paragraphs, puts some in and changes words', async () => {
      const editor = await newRelease();
      const { document } = editor;
      await annotate(editor, 'every hour', { kind: 'note', comment: 'hourly' });
      await annotate(editor, 'We have waited years for this', { kind: 'note', comment: 'waited' });
      await annotate(editor, 'Ferry line adds a night service', { kind: 'note', comment: 'headline' });
      const lines = TEXT.split('\n');
      const changed = [
        'A new first line.',
        'The boats will leave every hour.',
        '',
        lines[2]!.replace('adds', 'will add'),
        '',
        'Nobody had expected that, least of all the company itself, which had just sold two of its boats.',
        '',
        lines[6],
        '',
      ].join('\r\n');
      await write(document.uri, changed);
      await eventually(() => assert.include(document.getText(), 'A new first line.'));
      await liesOn(document, 'every hour', 'hourly');
      await liesOn(document, 'We have waited years', 'waited');
      await liesOn(document, 'Ferry line will add', 'headline');
      assert.notInclude(await hoverAt(document, 'Nobody had expected'), 'hourly');
    });

    for (const [what, text] of [
      ['line feeds', TEXT],
      ['CRLF', TEXT.replaceAll('\n', '\r\n')],
    ] as const) {
      it(`follow edits at several cursors, their undo and redo, between signs of two code units (${what})`, async () => {
        const uri = other(`cursors-${text.length}.press`);
        await write(uri, text);
        const editor = await window.showTextDocument(await workspace.openTextDocument(uri));
        const { document } = editor;
        await annotate(editor, 'every hour', { kind: 'note', comment: 'cursor' });
        await annotate(editor, 'Ada Quill', { kind: 'note', comment: 'source' });
        const places = ['Ferry', 'HARLOW', 'very hour', 'uill'].map(words => rangeOf(document, words).start);
        const typed = '👩‍👩‍👧e\u0301\n';
        assert.isTrue(await editor.edit(builder => places.forEach(place => builder.insert(place, typed))));
        const follow = async (comment: string, exact: string) => {
          const { placed } = { placed: await hoverAt(document, exact) };
          assert.include(placed, comment);
        };
        await follow('cursor', 'very hour');
        await follow('source', 'uill');
        await commands.executeCommand('undo');
        assert.equal(document.getText(), text);
        await liesOn(document, 'every hour', 'cursor');
        await commands.executeCommand('redo');
        await follow('cursor', 'very hour');
        assert.isTrue(await document.save());
        await eventually(async () => {
          const eol = text === TEXT ? '\n' : '\r\n';
          const quotes = (await itemsOf(uri)).map(quoteOf);
          assert.sameMembers(quotes, [`e${typed.replace('\n', eol)}very hour`, `Ada Q${typed.replace('\n', eol)}uill`]);
        });
        for (const item of await itemsOf(uri)) {
          const start = startOf(item)!;
          assert.equal(document.getText().slice(start, start + quoteOf(item)!.length), quoteOf(item));
        }
      });
    }

    it('never cut a sign in two when half of one is put beside them', async () => {
      const editor = await newRelease();
      const { document } = editor;
      await annotate(editor, 'every hour', { kind: 'note', comment: 'whole' });
      const { end } = rangeOf(document, 'every hour');
      await edit(document, new Range(end, end), '\u0301'); // an accent joins the letter before it
      assert.isTrue(await document.save());
      await eventually(async () => assert.equal(quoteOf((await itemsOf(document.uri))[0]), 'every hour\u0301'));
    });
  });

  describe('that others write too', () => {
    it('are all kept where another window writes at the same time', async function () {
      this.timeout(60_000);
      if (folder().scheme !== 'file') return this.skip(); // a virtual file system has nothing to claim a file with
      const editor = await newRelease();
      const { uri } = editor.document;
      await annotate(editor, 'Ada Quill', { kind: 'note', comment: 'first' });
      const window2 = openSidecar(uri);
      const write2 = async () => {
        let page = await window2.read({ annotations: [], foreign: [], unknown: {} });
        const [first] = page.annotations;
        for (let number = 0; number < 4; number++) {
          page = await window2.write({
            ...page,
            annotations: [...page.annotations, { ...first!, id: `urn:window2:${number}`, comment: `theirs ${number}` }],
          });
        }
      };
      const write1 = async () => {
        for (let number = 0; number < 4; number++) {
          await annotate(editor, 'every hour', { kind: 'note', comment: `ours ${number}` });
        }
      };
      await Promise.all([write1(), write2()]);
      const expected = ['first', ...Array.from({ length: 4 }, (_, number) => [`ours ${number}`, `theirs ${number}`]).flat()];
      assert.sameMembers((await itemsOf(uri)).map(commentOf), expected);
      await noLitter();
      await liesOn(editor.document, 'Ada Quill', 'theirs 3');
    });

    it('are removed here when they are removed there, and stay when they were changed here meanwhile', async () => {
      const editor = await newRelease();
      const { uri } = editor.document;
      await annotate(editor, 'Ada Quill', { kind: 'note', comment: 'goes' });
      const annotationId = await annotate(editor, 'every hour', { kind: 'note', comment: 'stays' });
      const window2 = openSidecar(uri);
      const page = await window2.read({ annotations: [], foreign: [], unknown: {} });
      await commands.executeCommand('pressmark.editAnnotation', { annotationId, comment: 'changed' });
      await window2.write({ ...page, annotations: [] });
      await commands.executeCommand('pressmark.saveAnnotations');
      await eventually(async () => assert.deepEqual((await itemsOf(uri)).map(commentOf), ['changed']));
      await eventually(async () => assert.notInclude(await hoverAt(editor.document, 'Ada Quill'), 'goes'));
    });

    it('keep CRLF, a byte order mark and a last line without an end, as git or a person left them', async () => {
      const editor = await newRelease();
      const { uri } = editor.document;
      await annotate(editor, 'Ada Quill', { kind: 'note', comment: 'one' });
      const sidecar = `\ufeff${(await read(sidecarOf(uri))).trimEnd().replaceAll('\n', '\r\n')}`;
      await write(sidecarOf(uri), sidecar);
      await annotate(editor, 'every hour', { kind: 'note', comment: 'two' });
      const bytes = await workspace.fs.readFile(sidecarOf(uri));
      const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
      assert.isTrue(text.startsWith('\ufeff{\r\n') && text.endsWith('}'));
      assert.notMatch(text, /[^\r]\n/);
      assert.include(text, '"two"');
    });
  });

  it('resolve a conflict from the sidecar that is open in the editor', async () => {
    const editor = await newRelease();
    const { uri } = editor.document;
    await annotate(editor, 'every hour', { kind: 'note', comment: 'ours' });
    const ours = await read(sidecarOf(uri));
    await commands.executeCommand('workbench.action.closeAllEditors');
    const theirs = ours.replace('"ours"', '"theirs"').replace(/urn:uuid:[0-9a-f]{8}/, 'urn:uuid:00000000');
    await write(sidecarOf(uri), `<<<<<<< HEAD\n${ours}=======\n${theirs}>>>>>>> branch\n`);
    const sidecar = await window.showTextDocument(await workspace.openTextDocument(sidecarOf(uri)));
    sidecar.selection = new Selection(new Position(0, 0), new Position(0, 0));
    await commands.executeCommand('pressmark.keepBothSides');
    assert.sameMembers((await itemsOf(uri)).map(commentOf), ['ours', 'theirs']);
  });

  it('are undone step by step over documents, apart from the text', async function () {
    this.timeout(60_000);
    const [first, second] = [await newRelease(), await newRelease()];
    const [one, two] = [first.document, second.document];
    const annotationId = await annotate(second, 'every hour', { kind: 'note', comment: '0' });
    const editorOfOne = await window.showTextDocument(one);
    await annotate(editorOfOne, 'Ada Quill', { kind: 'note', comment: 'elsewhere' });
    await window.showTextDocument(two);
    for (let step = 1; step <= 3; step++) {
      await commands.executeCommand('pressmark.editAnnotation', { annotationId, comment: String(step) });
    }
    await edit(two, new Range(0, 0, 0, 0), 'Typed.\n');
    for (let step = 1; step <= 3; step++) await commands.executeCommand('pressmark.undoAnnotation');
    assert.deepEqual((await itemsOf(two.uri)).map(commentOf), ['0']);
    assert.include(two.getText(), 'Typed.');
    await commands.executeCommand('pressmark.undoAnnotation');
    assert.isEmpty(await itemsOf(one.uri), 'the step before was in the other document');
    await commands.executeCommand('pressmark.redoAnnotation');
    assert.deepEqual((await itemsOf(one.uri)).map(commentOf), ['elsewhere']);
  });
});
