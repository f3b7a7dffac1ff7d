import { Disposable, FileType, l10n, Uri, window, workspace, WorkspaceEdit, type FileWillDeleteEvent } from 'vscode';
import { copyPage, EMPTY_PAGE, formatSidecar, samePages, SIDECAR_ENDING } from '../../core/index';
import { inPattern, nameOf } from '../fileNames';
import type { AnnotationStore } from './annotationStore';
import { bringThoseLeftBehind } from './leftBehind';
import { exists, isSidecar, openSidecar, readSidecarBytes, sidecarOf, typeOf } from './sidecarFile';

/**
 * A release that is renamed, moved, copied or deleted in VS Code takes its sidecar along, in the same step of Undo (a copy's in
 * a step of its own, since VS Code tells of a copy when it is made, as of any new file). A folder holds its sidecars anyway.
 */
export function registerFileOperations(store: AnnotationStore): Disposable {
  // One after the other: Undo may take a move back while the sidecar is still being written under its new name.
  let moving = Promise.resolve();
  return Disposable.from(
    workspace.onWillRenameFiles(event => event.waitUntil(moveSidecars(store, event.files))),
    workspace.onDidRenameFiles(({ files }) => {
      const moved = async (): Promise<void> => {
        await store.filesMoved(files);
        for (const { oldUri, newUri } of files) if (!isSidecar(oldUri)) await takeAwayTwin(store, oldUri, newUri);
      };
      const complain = (error: unknown): void => store.log.error(String(error));
      moving = moving.then(moved).catch(complain);
      void moving.then(() => bringThoseLeftBehind(store, files)).catch(complain);
    }),
    workspace.onWillDeleteFiles(event => event.waitUntil(deleteSidecars(event))),
    workspace.onDidCreateFiles(async ({ files }) => {
      for (const file of files) {
        if ((await typeOf(file)) === FileType.Directory) await renewSidecars(file);
        else if (!isSidecar(file)) await copySidecar(file);
      }
    }),
  );
}

async function moveSidecars(
  store: AnnotationStore,
  files: readonly { readonly oldUri: Uri; readonly newUri: Uri }[],
): Promise<WorkspaceEdit> {
  const edit = new WorkspaceEdit();
  for (const { oldUri, newUri } of files) {
    if (isSidecar(oldUri)) continue;
    await store.flush(oldUri);
    const [from, to] = [sidecarOf(oldUri), sidecarOf(newUri)];
    if (files.some(other => other.oldUri.toString() === from.toString()) || !(await exists(from))) continue;
    if (await exists(to)) {
      void window.showWarningMessage(
        l10n.t(
          'There are annotations at {0} already: those of {1} stay where they are.',
          ...[to, oldUri].map(uri => nameOf(uri)),
        ),
      );
    } else edit.renameFile(from, to);
  }
  return edit;
}

/**
 * A sidecar that was being written when its release moved may have come into being again at the old place. It is taken away where
 * no release is there any more and the one that went along holds the same; else both stay.
 */
async function takeAwayTwin(store: AnnotationStore, oldUri: Uri, newUri: Uri): Promise<void> {
  if ((await exists(oldUri)) || !(await exists(sidecarOf(oldUri)))) return;
  try {
    const twin = openSidecar(oldUri);
    const page = await twin.read(EMPTY_PAGE);
    if (!samePages(page, EMPTY_PAGE) && samePages(page, await openSidecar(newUri).read(EMPTY_PAGE))) await twin.write(EMPTY_PAGE);
  } catch (error) {
    store.log.warn(`${sidecarOf(oldUri).toString()}: ${String(error)}`); // it stays, and nothing is lost
  }
}

async function deleteSidecars({ files }: FileWillDeleteEvent): Promise<WorkspaceEdit> {
  const edit = new WorkspaceEdit();
  for (const file of files) {
    const sidecar = sidecarOf(file);
    if (isSidecar(file) || files.some(other => other.toString() === sidecar.toString())) continue;
    if (await exists(sidecar)) edit.deleteFile(sidecar, { ignoreIfNotExists: true });
  }
  return edit;
}

/** More files of one name than this are not compared. */
const MOST_ORIGINALS = 50;

/** A new file that holds, byte for byte, what a release of the same name (or of the name it is a copy of) holds is its copy. */
async function copySidecar(file: Uri): Promise<void> {
  if ((await typeOf(file)) !== FileType.File || (await exists(sidecarOf(file)))) return;
  const bytes = await workspace.fs.readFile(file);
  if (bytes.length === 0) return;
  for (const original of await possibleOriginals(file)) {
    if (!(await exists(sidecarOf(original))) || !(await exists(original))) continue;
    const other = await workspace.fs.readFile(original);
    if (other.length !== bytes.length || !other.every((byte, at) => byte === bytes[at])) continue;
    const reading = readSidecarBytes(await workspace.fs.readFile(sidecarOf(original)));
    if (reading.state !== 'read') continue;
    const page = copyPage(reading.page, () => `urn:uuid:${crypto.randomUUID()}`);
    const edit = new WorkspaceEdit();
    const contents = new TextEncoder().encode(formatSidecar(page, nameOf(file)));
    edit.createFile(sidecarOf(file), { ignoreIfExists: true, contents });
    await workspace.applyEdit(edit);
    return;
  }
}

const readPage = async (sidecar: Uri) => {
  const reading = readSidecarBytes(await workspace.fs.readFile(sidecar));
  return reading.state === 'read' ? reading.page : undefined;
};

/** Deeper folders are no folders of releases. */
const DEEPEST = 12;

async function sidecarsBelow(folder: Uri, depth = 0): Promise<Uri[]> {
  const found: Uri[] = [];
  for (const [name, type] of await workspace.fs.readDirectory(folder)) {
    const uri = Uri.joinPath(folder, name);
    if (type === FileType.Directory && depth < DEEPEST) found.push(...(await sidecarsBelow(uri, depth + 1)));
    else if (isSidecar(uri)) found.push(uri);
  }
  return found;
}

/**
 * A folder that was copied holds copies of its sidecars, ids too: they get ids of their own where another sidecar of that name
 * has the same ones. A folder that came from elsewhere keeps them.
 */
export async function renewSidecars(folder: Uri): Promise<void> {
  for (const sidecar of await sidecarsBelow(folder)) {
    const page = await readPage(sidecar);
    const ids = new Set(page?.annotations.map(({ id }) => id));
    if (!page || ids.size === 0) continue;
    const name = inPattern(nameOf(sidecar));
    // What was written a moment ago a search may not find yet; what is open is known without one.
    const open = workspace.textDocuments.map(({ uri }) => sidecarOf(uri)).filter(uri => nameOf(uri) === nameOf(sidecar));
    for (const other of [...open, ...(await workspace.findFiles(`**/${name}`, null, MOST_ORIGINALS))]) {
      if (other.path.startsWith(`${folder.path}/`) || !(await exists(other))) continue;
      const original = await readPage(other);
      if (!original?.annotations.some(({ id }) => ids.has(id))) continue;
      const copy = copyPage(page, () => `urn:uuid:${crypto.randomUUID()}`);
      const release = nameOf(sidecar).slice(0, -SIDECAR_ENDING.length);
      await workspace.fs.writeFile(sidecar, new TextEncoder().encode(formatSidecar(copy, release)));
      break;
    }
  }
}

/** Those in the same folder first: "notice copy 2.txt" is made of "notice copy.txt" or "notice.txt", "notice_1.txt" of "notice.txt". */
async function possibleOriginals(file: Uri): Promise<Uri[]> {
  const name = nameOf(file);
  const dot = name.indexOf('.', 1);
  const [stem, ending] = dot < 0 ? [name, ''] : [name.slice(0, dot), name.slice(dot)];
  const folder = Uri.joinPath(file, '..');
  const names = (await workspace.fs.readDirectory(folder))
    .map(([other]) => other)
    .filter(other => other.endsWith(ending) && other !== name && stem.startsWith(other.slice(0, other.length - ending.length)));
  const elsewhere = await workspace.findFiles(`**/${inPattern(name)}${SIDECAR_ENDING}`, null, MOST_ORIGINALS);
  return [
    ...names.sort((a, b) => b.length - a.length).map(other => Uri.joinPath(folder, other)),
    ...elsewhere.map(uri => uri.with({ path: uri.path.slice(0, -SIDECAR_ENDING.length) })),
  ].filter(uri => uri.toString() !== file.toString());
}
