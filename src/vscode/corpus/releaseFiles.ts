import { FileType, languages, Uri, workspace, type CancellationToken } from 'vscode';
import { looksLikeRelease, patternToRegExp, SIDECAR_ENDING } from '../../core';
import { LANGUAGE } from '../language';
import { releaseBeside } from './releaseContent';

/** Why a file may be a release: its name says so, or it is plain text that may look like one. */
export type Ground = 'name' | 'look';

const PLAIN_TEXT = '**/*.txt';
const LEFT_OUT = '**/node_modules/**';
/** Folders deep that are walked where the file system cannot search. */
const DEEPEST = 12;

/** Patterns of files that are releases by name: the setting, and what people let be read as releases. */
export function namePatterns(): string[] {
  const own = workspace.getConfiguration('pressmark').get<string[]>('releases', []);
  const associations = workspace.getConfiguration('files').get<Record<string, string>>('associations', {});
  const associated = Object.entries(associations).flatMap(([pattern, language]) =>
    language === LANGUAGE ? [pattern.includes('/') ? pattern : `**/${pattern}`] : [],
  );
  return [...new Set([...own, ...associated])];
}

const looksAtPlainText = (): boolean => workspace.getConfiguration('pressmark').get<string>('detection', 'ask') !== 'off';

const SIDECARS = `**/*${SIDECAR_ENDING}`;

/** All patterns of files that may be releases or lie beside one, for a watcher. */
export const watchedPatterns = (): string[] => [
  ...new Set([...namePatterns(), ...(looksAtPlainText() ? [PLAIN_TEXT] : []), SIDECARS]),
];

/** Why a file may be a release; nothing where it is none. */
export function groundOf(uri: Uri): Ground | undefined {
  const path = workspace.asRelativePath(uri, false);
  if (path.endsWith(SIDECAR_ENDING) || path.includes('node_modules/')) return undefined;
  if (namePatterns().some(pattern => patternToRegExp(pattern).test(path))) return 'name';
  const open = workspace.textDocuments.find(document => document.uri.toString() === uri.toString());
  if (open && languages.match(LANGUAGE, open) > 0) return 'name';
  return looksAtPlainText() && path.endsWith('.txt') ? 'look' : undefined;
}

/** Whether a text that is plain by its name is a release. */
export const isReleaseText = (text: string, ground: Ground): boolean => ground === 'name' || looksLikeRelease(text);

export interface ReleaseFile {
  readonly uri: Uri;
  readonly ground: Ground;
}

export interface ReleaseFiles {
  readonly files: Map<string, ReleaseFile>;
  /** Ids of those that have annotations beside them. */
  readonly annotated: ReadonlySet<string>;
}

/** Every file of the workspace that may be a release, whatever file system it is on. */
export async function findReleaseFiles(token?: CancellationToken): Promise<ReleaseFiles> {
  const found = new Map<string, ReleaseFile>();
  const sidecars = [...(await workspace.findFiles(SIDECARS, LEFT_OUT, undefined, token))];
  const add = (uri: Uri, ground: Ground) => {
    const key = uri.toString();
    if (!found.has(key) && !uri.path.endsWith(SIDECAR_ENDING)) found.set(key, { uri, ground });
  };
  const names = namePatterns();
  for (const pattern of names) for (const uri of await workspace.findFiles(pattern, LEFT_OUT, undefined, token)) add(uri, 'name');
  if (looksAtPlainText()) for (const uri of await workspace.findFiles(PLAIN_TEXT, LEFT_OUT, undefined, token)) add(uri, 'look');
  for (const folder of workspace.workspaceFolders ?? []) {
    // A virtual file system without a search of its own answers with nothing.
    const searched = folder.uri.scheme === 'file' || folder.uri.scheme === 'vscode-remote';
    if (searched || [...found.values()].some(({ uri }) => uri.toString().startsWith(folder.uri.toString()))) continue;
    for await (const uri of filesBelow(folder.uri, DEEPEST)) {
      if (token?.isCancellationRequested) break;
      if (uri.path.endsWith(SIDECAR_ENDING)) sidecars.push(uri);
      const ground = groundOf(uri);
      if (ground) add(uri, ground);
    }
  }
  return { files: found, annotated: new Set(sidecars.map(uri => releaseBeside(uri).toString())) };
}

async function* filesBelow(folder: Uri, depth: number): AsyncGenerator<Uri> {
  const entries = await Promise.resolve(workspace.fs.readDirectory(folder)).catch(() => []); // may not be read
  for (const [name, type] of entries) {
    const uri = Uri.joinPath(folder, name);
    if (type === FileType.File) yield uri;
    else if (type === FileType.Directory && depth > 0 && name !== 'node_modules' && !name.startsWith('.'))
      yield* filesBelow(uri, depth - 1);
  }
}

/** The text of a file as the editor would show it, so that offsets are the same; nothing where it is not text. */
export async function decodeRelease(uri: Uri, bytes: Uint8Array): Promise<string | undefined> {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    text = await workspace.decode(bytes, { uri }); // asks the window which encoding the file has
  }
  return text.slice(0, 8000).includes('\0') ? undefined : text;
}
