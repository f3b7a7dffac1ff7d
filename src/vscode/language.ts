import { window, type DocumentSelector, type TextDocument, type TextEditor } from 'vscode';

export const LANGUAGE = 'press-release';

/** Releases wherever they come from: a disk, a virtual file system, an unsaved editor, a version in git. */
export const SELECTOR: DocumentSelector = { language: LANGUAGE };

export const isRelease = (document: TextDocument): boolean => document.languageId === LANGUAGE;

/** The editor in front, where it shows a release. */
export function activeReleaseEditor(): TextEditor | undefined {
  const editor = window.activeTextEditor;
  return editor && isRelease(editor.document) ? editor : undefined;
}
