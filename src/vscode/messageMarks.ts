import {
  Disposable,
  OverviewRulerLane,
  Range,
  ThemeColor,
  window,
  workspace,
  type TextDocument,
  type TextEditor,
  type TextEditorDecorationType,
} from 'vscode';
import type { Attribution, Span } from '../core';
import { toRange, toSpan } from './convert';
import { isRelease } from './language';
import type { Releases } from './releases';

type Look = 'direct' | 'reported';

const lookOf = (message: Attribution): Look => (message.kind === 'indirect' ? 'reported' : 'direct');

/** A long text gets the ground of what is on screen and this many lines around it, and the rest as it is scrolled to. */
const LONG = 200_000;
const AROUND = 120;
const AFTER_SCROLLING_MS = 50;
/** The ruler of a long text is drawn anew once nobody types: until then the editor moves its marks along. */
const RULER_PAUSE_MS = 500;

interface Decorations {
  readonly ground: Partial<Record<Look, TextEditorDecorationType>>;
  readonly ruler: Partial<Record<Look, TextEditorDecorationType>>;
}

function createDecorations(): Decorations {
  const settings = workspace.getConfiguration('pressmark');
  const style = settings.get<string>('messages.highlight', 'background');
  const ground = (look: Look) =>
    window.createTextEditorDecorationType(
      style === 'background'
        ? { backgroundColor: new ThemeColor(`pressmark.${look}MessageBackground`) }
        : { border: '0 solid; border-bottom-width: 1px', borderColor: new ThemeColor(`pressmark.${look}MessageBorder`) },
    );
  const ruler = (look: Look) =>
    window.createTextEditorDecorationType({
      overviewRulerColor: new ThemeColor(`pressmark.${look}MessageRuler`),
      overviewRulerLane: OverviewRulerLane.Right,
    });
  return {
    ground: style === 'none' ? {} : { direct: ground('direct'), reported: ground('reported') },
    ruler: settings.get<boolean>('messages.overviewRuler', true) ? { direct: ruler('direct'), reported: ruler('reported') } : {},
  };
}

/** A quiet ground under each message, which no theme's token colours can give, and its place in the overview ruler. */
export function registerMessageMarks(releases: Releases): Disposable {
  let decorations = createDecorations();
  let scrolled: ReturnType<typeof setTimeout> | undefined;
  let paused: ReturnType<typeof setTimeout> | undefined;

  const messagesOf = ({ document }: TextEditor): readonly Attribution[] =>
    isRelease(document) ? releases.read(document).release.attributions : [];
  const isLong = ({ document }: TextEditor): boolean => isRelease(document) && releases.read(document).text.length > LONG;

  function draw(editor: TextEditor, types: Decorations[keyof Decorations], within?: Span): void {
    for (const [look, type] of Object.entries(types)) {
      const spans = messagesOf(editor)
        .filter(message => lookOf(message) === look)
        .flatMap(({ content }) => content)
        .filter(({ start, end }) => !within || (start < within.end && within.start < end));
      editor.setDecorations(
        type,
        spans.map(span => toRange(editor.document, span)),
      );
    }
  }

  function drawGround(editor: TextEditor): void {
    if (!isLong(editor)) {
      draw(editor, decorations.ground);
      return;
    }
    const { document, visibleRanges } = editor;
    const first = Math.max(0, (visibleRanges[0]?.start.line ?? 0) - AROUND);
    const last = (visibleRanges.at(-1)?.end.line ?? 0) + AROUND;
    draw(editor, decorations.ground, toSpan(document, new Range(first, 0, last, 0)));
  }

  const drawAll = (): void => {
    for (const editor of window.visibleTextEditors) {
      drawGround(editor);
      draw(editor, decorations.ruler);
    }
  };
  const changed = (document: TextDocument): void => {
    const editors = window.visibleTextEditors.filter(editor => editor.document === document);
    editors.forEach(drawGround);
    clearTimeout(paused);
    if (editors.some(isLong)) paused = setTimeout(drawAll, RULER_PAUSE_MS);
    else for (const editor of editors) draw(editor, decorations.ruler);
  };
  const clear = (): void => {
    for (const types of Object.values(decorations) as Decorations[keyof Decorations][])
      for (const type of Object.values(types)) type.dispose();
  };
  drawAll();
  return Disposable.from(
    new Disposable(() => {
      clearTimeout(scrolled);
      clearTimeout(paused);
      clear();
    }),
    window.onDidChangeVisibleTextEditors(drawAll),
    window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => {
      if (!isLong(textEditor)) return;
      clearTimeout(scrolled);
      scrolled = setTimeout(() => drawGround(textEditor), AFTER_SCROLLING_MS);
    }),
    releases.onDidChange(changed),
    workspace.onDidChangeConfiguration(event => {
      if (!event.affectsConfiguration('pressmark.messages')) return;
      clear();
      decorations = createDecorations();
      drawAll();
    }),
    workspace.onDidOpenTextDocument(() => drawAll()), // a language change opens the document anew in the same editor
  );
}
