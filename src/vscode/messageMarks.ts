import {
  Disposable,
  OverviewRulerLane,
  ThemeColor,
  window,
  workspace,
  type TextEditor,
  type TextEditorDecorationType,
} from 'vscode';
import type { Attribution } from '../core';
import { toRange } from './convert';
import { isRelease } from './language';
import type { Releases } from './releases';

type Look = 'direct' | 'reported';

const lookOf = (message: Attribution): Look => (message.kind === 'indirect' ? 'reported' : 'direct');

function createDecorations(): Partial<Record<Look, TextEditorDecorationType>> {
  const settings = workspace.getConfiguration('pressmark');
  const style = settings.get<string>('messages.highlight', 'background');
  const ruler = settings.get<boolean>('messages.overviewRuler', true);
  if (style === 'none' && !ruler) return {};
  const make = (look: Look) =>
    window.createTextEditorDecorationType({
      ...(style === 'background' ? { backgroundColor: new ThemeColor(`pressmark.${look}MessageBackground`) } : {}),
      ...(style === 'underline'
        ? { border: '0 solid; border-bottom-width: 1px', borderColor: new ThemeColor(`pressmark.${look}MessageBorder`) }
        : {}),
      ...(ruler
        ? { overviewRulerColor: new ThemeColor(`pressmark.${look}MessageRuler`), overviewRulerLane: OverviewRulerLane.Right }
        : {}),
    });
  return { direct: make('direct'), reported: make('reported') };
}

/** A quiet ground under each message, which no theme's token colours can give, and its place in the overview ruler. */
export function registerMessageMarks(releases: Releases): Disposable {
  let decorations = createDecorations();
  const draw = (editor: TextEditor) => {
    const { attributions } = isRelease(editor.document) ? releases.read(editor.document).release : { attributions: [] };
    for (const [look, decoration] of Object.entries(decorations)) {
      const shown = attributions.filter(message => lookOf(message) === look);
      editor.setDecorations(
        decoration,
        shown.flatMap(message => message.content.map(span => toRange(editor.document, span))),
      );
    }
  };
  const drawAll = () => window.visibleTextEditors.forEach(draw);
  const clear = () => Object.values(decorations).forEach(decoration => decoration.dispose());
  drawAll();
  return Disposable.from(
    new Disposable(() => clear()),
    window.onDidChangeVisibleTextEditors(drawAll),
    releases.onDidChange(document => window.visibleTextEditors.filter(editor => editor.document === document).forEach(draw)),
    workspace.onDidChangeConfiguration(event => {
      if (!event.affectsConfiguration('pressmark.messages')) return;
      clear();
      decorations = createDecorations();
      drawAll();
    }),
    workspace.onDidOpenTextDocument(() => drawAll()), // a language change opens the document anew in the same editor
  );
}
