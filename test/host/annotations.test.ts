import { assert } from 'chai';
import {
  commands,
  Disposable,
  EventEmitter,
  FileSystemError,
  FileType,
  Position,
  Range,
  Selection,
  Uri,
  window,
  workspace,
  type FileChangeEvent,
} from 'vscode';
import {
  TEXT,
  folder,
  sidecarOf,
  read,
  write,
  itemsOf,
  newRelease,
  rangeOf,
  annotate,
  hoverAt,
  commentOf,
  quoteOf,
  startOf,
  edit,
} from './annotated';
import { eventually } from './eventually';

describe('Annotations', () => {
  beforeEach(() => commands.executeCommand('workbench.action.closeAllEditors'));
  after(async () => {
    await commands.executeCommand('workbench.action.closeAllEditors');
    for (const [name] of await workspace.fs.readDirectory(folder())) {
      if (name.startsWith('annotated-')) await workspace.fs.delete(Uri.joinPath(folder(), name));
    }
  });

  it('are kept in a sidecar beside the release, whose own text is not touched', async () => {
    const editor = await newRelease();
    const { uri } = editor.document;
    await annotate(editor, 'Ada Quill', { kind: 'speaker', comment: 'Head of the harbour', value: 'Ada Quill' });
    await annotate(editor, 'every hour', { kind: 'note', comment: 'Check the timetable' });
    const items = await itemsOf(uri);
    assert.deepEqual(
      items.map(item => [item['pressmark:kind'], quoteOf(item), commentOf(item)]),
      [
        ['speaker', 'Ada Quill', 'Head of the harbour'],
        ['note', 'every hour', 'Check the timetable'],
      ],
    );
    assert.equal(await read(uri), TEXT);
    assert.isFalse(editor.document.isDirty);
  });

  it('are shown in the hover with who said it', async () => {
    const editor = await newRelease();
    await workspace.getConfiguration('pressmark', editor.document).update('annotations.author', 'Robin Vale');
    try {
      await annotate(editor, 'every hour', { kind: 'note', comment: 'Not *yet* <b>sure</b>' });
    } finally {
      await workspace.getConfiguration('pressmark', editor.document).update('annotations.author', undefined);
    }
    const hover = await hoverAt(editor.document, 'every hour');
    assert.include(hover, 'Robin Vale');
    assert.notInclude(hover, '<b>', 'a comment is shown as text');
    assert.include(hover, 'command:pressmark.removeAnnotation');
    assert.equal((await itemsOf(editor.document.uri))[0]?.creator?.name, 'Robin Vale');
  });

  it('come from a sidecar that is there when the release is opened', async () => {
    const first = await newRelease();
    await annotate(first, 'every hour', { kind: 'tag', tag: 'schedule' });
    const sidecar = await read(sidecarOf(first.document.uri));
    const second = await newRelease(sidecar);
    await eventually(async () => assert.include(await hoverAt(second.document, 'every hour'), '#schedule'));
  });

  it('take the surrounding white space out of a selection', async () => {
    const editor = await newRelease();
    await annotate(editor, ' every hour', { kind: 'note' });
    assert.equal(quoteOf((await itemsOf(editor.document.uri))[0]), 'every hour');
  });

  it('follow edits, and are described anew when the text is saved', async () => {
    const editor = await newRelease();
    const { document } = editor;
    await annotate(editor, 'every hour', { kind: 'note', comment: 'here' });
    const before = startOf((await itemsOf(document.uri))[0])!;
    await edit(document, new Range(0, 0, 0, 0), 'A line above.\n');
    await edit(document, rangeOf(document, 'very hour'), 'very single hour');
    assert.include(await hoverAt(document, 'every single hour'), 'here');
    assert.isTrue(await document.save());
    await eventually(async () => {
      const [item] = await itemsOf(document.uri);
      assert.equal(quoteOf(item), 'every single hour');
      assert.equal(startOf(item), before + 'A line above.\n'.length);
    });
  });

  it('are kept when their words go, and found again when these return', async () => {
    const editor = await newRelease();
    const { document } = editor;
    await annotate(editor, 'The boats will leave every hour.', { kind: 'note', comment: 'keep me' });
    await edit(document, rangeOf(document, 'The boats will leave every hour.'), '');
    assert.isTrue(await document.save());
    const [orphan] = await itemsOf(document.uri);
    assert.equal(quoteOf(orphan), 'The boats will leave every hour.');
    await commands.executeCommand('undo');
    await eventually(async () => assert.include(await hoverAt(document, 'The boats will leave'), 'keep me'));
  });

  it('can be attached again to the selection when they are orphaned', async () => {
    const editor = await newRelease();
    const { document } = editor;
    const id = await annotate(editor, 'The boats will leave every hour.', { kind: 'note', comment: 'keep me' });
    await edit(document, rangeOf(document, 'The boats will leave every hour.'), 'Departures: hourly.');
    const { start, end } = rangeOf(document, 'Departures: hourly.');
    editor.selection = new Selection(start, end);
    await commands.executeCommand('pressmark.reattachAnnotation', { annotationId: id });
    assert.include(await hoverAt(document, 'Departures: hourly.'), 'keep me');
    assert.equal(quoteOf((await itemsOf(document.uri))[0]), 'Departures: hourly.');
  });

  it('are edited, removed, and brought back by Undo and Redo of their own', async () => {
    const editor = await newRelease();
    const { uri } = editor.document;
    const annotationId = await annotate(editor, 'every hour', { kind: 'note', comment: 'one' });
    await commands.executeCommand('pressmark.editAnnotation', { annotationId, comment: 'two' });
    assert.equal(commentOf((await itemsOf(uri))[0]), 'two');
    await commands.executeCommand('pressmark.removeAnnotation', { annotationId });
    assert.isEmpty(await itemsOf(uri));
    await commands.executeCommand('pressmark.undoAnnotation');
    assert.equal(commentOf((await itemsOf(uri))[0]), 'two');
    await commands.executeCommand('pressmark.undoAnnotation');
    assert.equal(commentOf((await itemsOf(uri))[0]), 'one');
    await commands.executeCommand('pressmark.redoAnnotation');
    assert.equal(commentOf((await itemsOf(uri))[0]), 'two');
  });

  it('take over what another program writes, and keep what it wrote', async () => {
    const editor = await newRelease();
    const { uri } = editor.document;
    await annotate(editor, 'every hour', { kind: 'note', comment: 'mine' });
    const page = JSON.parse(await read(sidecarOf(uri))) as { items: Record<string, unknown>[] };
    const theirs = {
      ...page.items[0],
      id: 'urn:uuid:theirs',
      body: [{ type: 'TextualBody', purpose: 'commenting', value: 'theirs', format: 'text/plain' }],
      'example:extra': { kept: true },
    };
    await write(sidecarOf(uri), JSON.stringify({ ...page, items: [...page.items, theirs] }));
    await annotate(editor, 'Ada Quill', { kind: 'speaker', comment: 'mine too' });
    assert.sameMembers((await itemsOf(uri)).map(commentOf), ['mine', 'theirs', 'mine too']);
    assert.include(await read(sidecarOf(uri)), '"example:extra"');
    await eventually(async () => assert.include(await hoverAt(editor.document, 'every hour'), 'theirs'));
  });

  it('are kept together with what is read from the sidecar at the same moment', async () => {
    const other = await newRelease();
    await annotate(other, 'every hour', { kind: 'note', comment: 'theirs' });
    const editor = await newRelease('not yet readable');
    const { uri } = editor.document;
    await annotate(editor, 'every hour', { kind: 'note', comment: 'mine' });
    await write(sidecarOf(uri), await read(sidecarOf(other.document.uri)));
    const reading = commands.executeCommand('pressmark.saveAnnotations');
    await annotate(editor, 'Ada Quill', { kind: 'speaker', comment: 'mine too' });
    await reading;
    assert.sameMembers((await itemsOf(uri)).map(commentOf), ['mine', 'theirs', 'mine too']);
  });

  it('see a sidecar that another program writes while nothing is done here', async () => {
    const first = await newRelease();
    await annotate(first, 'every hour', { kind: 'note', comment: 'from elsewhere' });
    const sidecar = await read(sidecarOf(first.document.uri));
    const second = await newRelease();
    assert.notInclude(await hoverAt(second.document, 'every hour'), 'from elsewhere');
    await write(sidecarOf(second.document.uri), sidecar);
    await eventually(async () => assert.include(await hoverAt(second.document, 'every hour'), 'from elsewhere'), 20);
  });

  for (const [what, sidecar] of [
    ['does not parse', '{ "type": "AnnotationPage", "items": ['],
    ['is something else', '{"hello": "world"}'],
    ['comes from a newer version', '{"type":"AnnotationPage","pressmark:version":99,"items":[]}'],
    ['is empty', ''],
  ] as const) {
    it(`never overwrite a sidecar that ${what}, and are kept until it is mended`, async () => {
      const editor = await newRelease(sidecar);
      const { uri } = editor.document;
      await annotate(editor, 'every hour', { kind: 'note', comment: 'waiting' });
      assert.equal(await read(sidecarOf(uri)), sidecar);
      assert.include(await hoverAt(editor.document, 'every hour'), 'waiting');
      await workspace.fs.delete(sidecarOf(uri));
      await commands.executeCommand('pressmark.editAnnotation', {
        annotationId: await annotate(editor, 'Ada Quill', { kind: 'note' }),
        comment: 'after',
      });
      assert.sameMembers((await itemsOf(uri)).map(commentOf), ['waiting', 'after']);
    });
  }

  it('of both sides are kept when git left a conflict', async () => {
    const first = await newRelease();
    const id = await annotate(first, 'every hour', { kind: 'note', comment: 'ours' });
    const ours = await read(sidecarOf(first.document.uri));
    await commands.executeCommand('pressmark.removeAnnotation', { annotationId: id });
    await annotate(first, 'Ada Quill', { kind: 'note', comment: 'theirs' });
    const theirs = await read(sidecarOf(first.document.uri));
    const conflict = `<<<<<<< HEAD\n${ours}=======\n${theirs}>>>>>>> other\n`;
    const second = await newRelease(conflict);
    await annotate(second, 'People work late here', { kind: 'note', comment: 'meanwhile' });
    assert.equal(await read(sidecarOf(second.document.uri)), conflict);
    await commands.executeCommand('pressmark.keepBothSides');
    assert.sameMembers((await itemsOf(second.document.uri)).map(commentOf), ['ours', 'theirs', 'meanwhile']);
  });

  it('keep the release date that a person sets', async () => {
    const editor = await newRelease();
    await commands.executeCommand('pressmark.setReleaseDate', '2021-03-04');
    const [item] = await itemsOf(editor.document.uri);
    assert.exists(item);
    assert.equal(item['pressmark:kind'], 'releaseDate');
    assert.equal(item.body?.[0]?.value, '2021-03-04');
    assert.isString(item.target);
  });

  it('are kept in memory where the file system cannot be written', async () => {
    const files = registerReadonlyFiles(TEXT);
    try {
      const uri = Uri.parse('pressmark-readonly:/release.press');
      const editor = await window.showTextDocument(await workspace.openTextDocument(uri));
      await annotate(editor, 'every hour', { kind: 'note', comment: 'in memory' });
      assert.include(await hoverAt(editor.document, 'every hour'), 'in memory');
    } finally {
      await commands.executeCommand('workbench.action.closeAllEditors');
      files.dispose();
    }
  });

  it('are several passages in one annotation where several are selected', async () => {
    const editor = await newRelease();
    const { document } = editor;
    editor.selections = ['Ada Quill', 'the harbour'].map(words => {
      const { start, end } = rangeOf(document, words);
      return new Selection(start, end);
    });
    await commands.executeCommand('pressmark.annotate', { kind: 'speaker' });
    const [item] = await itemsOf(document.uri);
    assert.equal(typeof item?.target === 'string' ? 0 : item?.target.length, 2);
  });

  it('take whole graphemes of a selection that cuts one', async () => {
    const editor = await newRelease();
    const { document } = editor;
    await edit(document, new Range(new Position(0, 0), new Position(0, 0)), 'Zoe\u0308 👩‍👩‍👧 says\n');
    editor.selection = new Selection(0, 0, 0, 3);
    await commands.executeCommand('pressmark.annotate', { kind: 'speaker' });
    assert.equal(quoteOf((await itemsOf(document.uri))[0]), 'Zoe\u0308');
    await commands.executeCommand('workbench.action.files.revert');
  });
});

/** A file system of one file that cannot be written. */
function registerReadonlyFiles(text: string): Disposable {
  const changed = new EventEmitter<FileChangeEvent[]>();
  const isRelease = (uri: Uri) => uri.path === '/release.press';
  return workspace.registerFileSystemProvider(
    'pressmark-readonly',
    {
      onDidChangeFile: changed.event,
      watch: () => new Disposable(() => undefined),
      stat: uri => {
        if (uri.path === '/') return { type: FileType.Directory, ctime: 0, mtime: 0, size: 0 };
        if (!isRelease(uri)) throw FileSystemError.FileNotFound(uri);
        return { type: FileType.File, ctime: 0, mtime: 0, size: text.length };
      },
      readDirectory: () => [['release.press', FileType.File]],
      readFile: uri => {
        if (!isRelease(uri)) throw FileSystemError.FileNotFound(uri);
        return new TextEncoder().encode(text);
      },
      createDirectory: uri => {
        throw FileSystemError.NoPermissions(uri);
      },
      writeFile: uri => {
        throw FileSystemError.NoPermissions(uri);
      },
      delete: uri => {
        throw FileSystemError.NoPermissions(uri);
      },
      rename: uri => {
        throw FileSystemError.NoPermissions(uri);
      },
    },
    { isReadonly: true },
  );
}
