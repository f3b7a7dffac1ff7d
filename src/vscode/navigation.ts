import { commands, Disposable, env, l10n, Selection, TextEditorRevealType, Uri, window, type TextEditor } from 'vscode';
import { findMarks, joinSpans, marksAt, neighbour, type Attribution, type Span } from '../core';
import { Command, type RegisterCommand } from './commands';
import { toRange } from './convert';
import { activeReleaseEditor } from './language';
import type { Releases } from './releases';

function goToMark(editor: TextEditor, releases: Releases, direction: 'next' | 'previous'): void {
  const { document } = editor;
  const marks = findMarks(releases.read(document).release);
  const mark = neighbour(marks, document.offsetAt(editor.selection.start), direction);
  if (!mark) {
    window.setStatusBarMessage(l10n.t('Nothing is marked in this release.'), 4000);
    return;
  }
  const range = toRange(document, mark.span);
  editor.selection = new Selection(range.start, range.end);
  editor.revealRange(range, TextEditorRevealType.InCenterIfOutsideViewport);
}

/** Selects words, several passages too, and runs a command on them: what a hover, a lens or a row offers for a mark. */
async function runOnSpans(uri: Uri | string, spans: readonly Span[], command: string): Promise<void> {
  const editor = await window.showTextDocument(typeof uri === 'string' ? Uri.parse(uri) : uri);
  const ranges = spans.map(span => toRange(editor.document, span));
  if (ranges.length === 0) return;
  editor.selections = ranges.map(({ start, end }) => new Selection(start, end));
  await commands.executeCommand(command);
}

/** A message as one would cite it: the words, who said them, and when. */
export function citation(
  text: string,
  message: Attribution,
  speaker: string | undefined,
  releaseDate: string | undefined,
): string {
  const words = joinSpans(text, message.content);
  const shown = message.kind === 'direct' && !message.quoted ? `“${words}”` : words;
  const who = speaker ?? message.source?.text;
  const source = [who, releaseDate].filter(Boolean).join(', ');
  return source ? `${shown}\n— ${source}` : shown;
}

async function copyMessage(editor: TextEditor, releases: Releases): Promise<void> {
  const { document } = editor;
  const { text, release } = releases.read(document);
  const offset = document.offsetAt(editor.selection.active);
  const here = marksAt(findMarks(release), offset).find(mark => mark.kind === 'message');
  if (here?.kind !== 'message') {
    window.setStatusBarMessage(l10n.t('Put the cursor in a message to copy it.'), 4000);
    return;
  }
  await env.clipboard.writeText(citation(text, here.message, here.speaker?.name, release.releaseDate));
  window.setStatusBarMessage(l10n.t('Copied the message with its attribution.'), 4000);
}

/** *Next Mark*, *Previous Mark*, *Copy Message with Attribution*. */
export function registerNavigation(registerCommand: RegisterCommand, releases: Releases): Disposable {
  const inEditor = (run: (editor: TextEditor) => unknown) => () => {
    const editor = activeReleaseEditor();
    return editor ? run(editor) : undefined;
  };
  return Disposable.from(
    registerCommand(Command.runOnSpans, runOnSpans),
    registerCommand(
      Command.nextMark,
      inEditor(editor => goToMark(editor, releases, 'next')),
    ),
    registerCommand(
      Command.previousMark,
      inEditor(editor => goToMark(editor, releases, 'previous')),
    ),
    registerCommand(
      Command.copyMessage,
      inEditor(editor => copyMessage(editor, releases)),
    ),
  );
}
