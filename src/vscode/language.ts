import { commands, Disposable, window, workspace, type DocumentSelector, type TextDocument, type TextEditor } from 'vscode';

export const LANGUAGE = 'press-release';

/** Releases wherever they come from: a disk, a virtual file system, an unsaved editor, a version in git. */
export const SELECTOR: DocumentSelector = { language: LANGUAGE };

/** Scheme of the text as one annotator marked it, which shows their marks and nobody else's. */
export const READING_SCHEME = 'pressmark-reading';

/** Texts that the extension itself shows, beside each other: readings of a release, passages of two. */
const OWN_SCHEMES = 'pressmark-';

export const isOwnText = ({ uri }: Pick<TextDocument, 'uri'>): boolean => uri.scheme.startsWith(OWN_SCHEMES);

export const isRelease = (document: TextDocument): boolean => document.languageId === LANGUAGE && !isOwnText(document);

/** The editor in front, where it shows a release. */
export function activeReleaseEditor(): TextEditor | undefined {
  const editor = window.activeTextEditor;
  return editor && isRelease(editor.document) ? editor : undefined;
}

/** Keeps the context key by which commands and views know whether a release is in front, wherever the focus is. */
export function registerReleaseContext(): Disposable {
  let known: boolean | undefined;
  const update = () => {
    const active = activeReleaseEditor() !== undefined;
    if (active !== known) void commands.executeCommand('setContext', 'pressmark.releaseActive', active);
    known = active;
  };
  update();
  return Disposable.from(
    window.onDidChangeActiveTextEditor(update),
    workspace.onDidOpenTextDocument(update), // a change of language mode opens the document anew
    workspace.onDidCloseTextDocument(update),
  );
}
