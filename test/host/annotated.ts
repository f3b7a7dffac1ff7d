/** Releases to annotate in a real VS Code, and what their sidecars and hovers say. */
import { assert } from 'chai';
import {
  commands,
  FileSystemError,
  Range,
  Selection,
  Uri,
  window,
  workspace,
  WorkspaceEdit,
  type Hover,
  type MarkdownString,
  type TextDocument,
  type TextEditor,
} from 'vscode';

export const TEXT = [
  'FOR IMMEDIATE RELEASE',
  '',
  'Ferry line adds a night service',
  '',
  'HARLOW, 3 March 2021 – The ferry line will run through the night from June.',
  '',
  '“We have waited years for this,” said Ada Quill, who runs the harbour. “People work late here.”',
  '',
  'The boats will leave every hour.',
  '',
].join('\n');

export interface Item {
  readonly id: string;
  readonly 'pressmark:kind': string;
  readonly creator?: { readonly name: string };
  readonly body?: readonly { readonly purpose: string; readonly value: string }[];
  readonly target: string | readonly { readonly selector: readonly { readonly exact?: string; readonly start?: number }[] }[];
}

export const folder = () => workspace.workspaceFolders![0]!.uri;
export const sidecarOf = (release: Uri) => release.with({ path: `${release.path}.annotations.json` });
export const read = async (uri: Uri) => new TextDecoder().decode(await workspace.fs.readFile(uri));
export const write = (uri: Uri, text: string) => workspace.fs.writeFile(uri, new TextEncoder().encode(text));

export async function itemsOf(release: Uri): Promise<readonly Item[]> {
  try {
    return (JSON.parse(await read(sidecarOf(release))) as { items: Item[] }).items;
  } catch (error) {
    if (error instanceof FileSystemError) return [];
    throw error;
  }
}

let count = 0;

export async function newRelease(sidecar?: string): Promise<TextEditor> {
  const uri = Uri.joinPath(folder(), `annotated-${Date.now()}-${count++}.press`);
  await write(uri, TEXT);
  if (sidecar !== undefined) await write(sidecarOf(uri), sidecar);
  const editor = await window.showTextDocument(await workspace.openTextDocument(uri));
  assert.equal(editor.document.languageId, 'press-release');
  return editor;
}

export function rangeOf(document: TextDocument, words: string): Range {
  const at = document.getText().indexOf(words);
  assert.isAtLeast(at, 0, `“${words}” is in the text`);
  return new Range(document.positionAt(at), document.positionAt(at + words.length));
}

export async function annotate(editor: TextEditor, words: string, argument: object): Promise<string> {
  const { start, end } = rangeOf(editor.document, words);
  editor.selection = new Selection(start, end);
  const id = await commands.executeCommand<string | undefined>('pressmark.annotate', argument);
  assert.isString(id);
  return id!;
}

/** All that hovers say at the first of `words`. */
export async function hoverAt(document: TextDocument, words: string): Promise<string> {
  const { start } = rangeOf(document, words);
  const hovers = await commands.executeCommand<Hover[]>('vscode.executeHoverProvider', document.uri, start.translate(0, 1));
  return hovers
    .flatMap(hover => hover.contents.map(content => (content as MarkdownString).value))
    .join('\n')
    .replaceAll('&nbsp;', ' ');
}

export const commentOf = (item: Item | undefined) => item?.body?.find(body => body.purpose === 'commenting')?.value;
export const quoteOf = (item: Item | undefined) =>
  typeof item?.target === 'string' ? undefined : item?.target[0]?.selector.find(selector => selector.exact)?.exact;
export const startOf = (item: Item | undefined) =>
  typeof item?.target === 'string' ? undefined : item?.target[0]?.selector.find(selector => selector.start !== undefined)?.start;

export async function edit(document: TextDocument, range: Range, text: string): Promise<void> {
  const change = new WorkspaceEdit();
  change.replace(document.uri, range, text);
  assert.isTrue(await workspace.applyEdit(change));
}
