import { assert } from 'chai';
import {
  Disposable,
  EventEmitter,
  FileSystemError,
  FileType,
  Uri,
  window,
  workspace,
  type FileChangeEvent,
  type TextDocument,
} from 'vscode';
import { describe as describePassage, type Annotation } from '../../src/core';
import { AnnotationStore } from '../../src/vscode/annotations/annotationStore';
import { UnsavedAnnotations } from '../../src/vscode/annotations/unsavedAnnotations';
import { folder, TEXT } from './annotated';

const SCHEME = 'pressmark-locked';
const RELEASE = Uri.parse(`${SCHEME}:/release.press`);
const SIDECAR = RELEASE.with({ path: `${RELEASE.path}.annotations.json` });

const note = (id: string, words: string, comment: string): Annotation => {
  const start = TEXT.indexOf(words);
  return {
    id: `urn:uuid:${id}`,
    kind: 'note',
    targets: [describePassage(TEXT, { start, end: start + words.length })],
    comment,
    author: 'Ann',
  };
};

/** A folder that can be locked: then nothing can be written. */
function registerFolder() {
  const changed = new EventEmitter<FileChangeEvent[]>();
  const files = new Map<string, Uint8Array>([[RELEASE.path, new TextEncoder().encode(TEXT)]]);
  const state = { locked: false };
  // VS Code waits for ever for a provider that throws or returns at once.
  const mayWrite = async (uri: Uri): Promise<void> => {
    await Promise.resolve();
    if (state.locked) throw FileSystemError.NoPermissions(uri);
  };
  const contentOf = (uri: Uri): Uint8Array => {
    const found = files.get(uri.path);
    if (!found) throw FileSystemError.FileNotFound(uri);
    return found;
  };
  const registration = workspace.registerFileSystemProvider(SCHEME, {
    onDidChangeFile: changed.event,
    watch: () => new Disposable(() => undefined),
    stat: uri =>
      uri.path === '/'
        ? { type: FileType.Directory, ctime: 0, mtime: 0, size: 0 }
        : { type: FileType.File, ctime: 0, mtime: 0, size: contentOf(uri).length },
    readDirectory: () => [...files.keys()].map(path => [path.slice(1), FileType.File]),
    readFile: contentOf,
    createDirectory: mayWrite,
    writeFile: async (uri, content) => {
      await mayWrite(uri);
      files.set(uri.path, content);
    },
    delete: async uri => {
      await mayWrite(uri);
      files.delete(uri.path);
    },
    rename: mayWrite,
  });
  return { state, files, dispose: () => void registration.dispose() };
}

describe('Annotations that could not be saved when the window closed', () => {
  const log = window.createOutputChannel('Unsaved annotations', { log: true });
  let disk: ReturnType<typeof registerFolder>;
  let storage: Uri;
  let document: TextDocument;
  /** A store of its own is what a window has; another one is what it has after a restart. */
  const openWindow = async (): Promise<AnnotationStore> => {
    const store = new AnnotationStore(({ uri }) => uri.scheme === SCHEME, log, new UnsavedAnnotations(storage, log));
    await store.whenLoaded(document);
    return store;
  };
  const comments = (store: AnnotationStore) => store.annotationsOf(document).map(({ annotation }) => annotation.comment);
  const keptApart = async () => (await workspace.fs.readDirectory(storage)).map(([name]) => name);
  const onDisk = () => new TextDecoder().decode(disk.files.get(SIDECAR.path));

  before(async () => {
    disk = registerFolder();
    document = await workspace.openTextDocument(RELEASE);
  });
  beforeEach(() => {
    storage = Uri.joinPath(folder(), `annotated-unsaved-${Date.now()}`);
    disk.state.locked = false;
    disk.files.delete(SIDECAR.path);
  });
  afterEach(() => workspace.fs.delete(storage, { recursive: true }));
  after(() => {
    disk.dispose();
    log.dispose();
  });

  it('come back with the next window, and are saved as soon as they can be', async () => {
    const first = await openWindow();
    disk.state.locked = true;
    await first.apply(document, 'Add', [{ after: note('1', 'every hour', 'made in vain?') }]);
    assert.equal(first.problemOf(document)?.kind, 'unwritable');
    assert.lengthOf(await keptApart(), 1);
    first.dispose();

    const second = await openWindow();
    assert.deepEqual(comments(second), ['made in vain?']);
    assert.isUndefined(disk.files.get(SIDECAR.path));
    disk.state.locked = false;
    assert.isTrue(await second.saveAgain(document));
    assert.include(onDisk(), 'made in vain?');
    assert.isEmpty(await keptApart());
    second.dispose();

    const third = await openWindow();
    assert.deepEqual(comments(third), ['made in vain?']);
    third.dispose();
  });

  it('are merged with what others did meanwhile, from what both started with', async () => {
    const first = await openWindow();
    const [one, two] = [note('1', 'every hour', 'stays'), note('2', 'Ada Quill', 'goes elsewhere')];
    await first.apply(document, 'Add', [{ after: one }, { after: two }]);
    disk.state.locked = true;
    const changed = { ...one, comment: 'changed in vain?', modified: '2030-01-01T00:00:00Z' };
    await first.apply(document, 'Edit', [{ before: one, after: changed }]);
    first.dispose();

    disk.state.locked = false;
    const page = JSON.parse(onDisk()) as { items: { id: string; body: { value: string }[] }[] };
    const items = page.items.filter(({ id }) => id !== two.id); // another removed it, and added one
    items.push({ ...page.items[0]!, id: 'urn:uuid:3', body: [{ ...page.items[0]!.body[0]!, value: 'another’s' }] });
    disk.files.set(SIDECAR.path, new TextEncoder().encode(JSON.stringify({ ...page, items })));

    const second = await openWindow();
    assert.sameMembers(comments(second) as string[], ['changed in vain?', 'another’s']);
    for (const words of ['changed in vain?', 'another’s']) assert.include(onDisk(), words);
    assert.notInclude(onDisk(), 'goes elsewhere');
    assert.isEmpty(await keptApart());
    second.dispose();
  });

  it('do not make what another wrote look removed when writing fails', async () => {
    const first = await openWindow();
    await first.apply(document, 'Add', [{ after: note('1', 'every hour', 'mine') }]);
    const page = JSON.parse(onDisk()) as { items: object[] };
    page.items.push({ ...page.items[0], id: 'urn:uuid:2' });
    disk.files.set(SIDECAR.path, new TextEncoder().encode(JSON.stringify(page)));
    disk.state.locked = true;
    await first.apply(document, 'Add', [{ after: note('3', 'Ada Quill', 'mine too') }]);
    disk.state.locked = false;
    assert.isTrue(await first.saveAgain(document));
    assert.lengthOf((JSON.parse(onDisk()) as { items: object[] }).items, 3);
    first.dispose();
  });
});
