import {
  Disposable,
  OverviewRulerLane,
  Range,
  ThemeColor,
  window,
  type TextDocument,
  type TextEditor,
  type TextEditorDecorationType,
} from 'vscode';
import { PASSAGE_KINDS, type PassageKind } from '../../core/index';
import type { AnnotationStore } from './annotationStore';

/** Lines below the words differ in shape too: colour alone does not tell kinds apart for everybody. */
const LINES: Readonly<Record<PassageKind, string>> = {
  note: 'dotted',
  speaker: 'solid',
  message: 'solid',
  date: 'dashed',
  tag: 'double',
};

const REJECTED = 'rejected';

function decorationOf(kind: PassageKind): TextEditorDecorationType {
  const color = new ThemeColor(`pressmark.annotation.${kind}`);
  return window.createTextEditorDecorationType({
    borderColor: color,
    borderStyle: LINES[kind],
    borderWidth: kind === 'message' ? '0 0 1px 0' : kind === 'tag' ? '0 0 3px 0' : '0 0 2px 0',
    backgroundColor: new ThemeColor(`pressmark.annotation.${kind}Background`),
    overviewRulerColor: color,
    overviewRulerLane: OverviewRulerLane.Right,
  });
}

/** Marks annotated passages in the visible editors: a line by kind, struck through where a person rejected a detected mark. */
export function registerAnnotationDecorations(store: AnnotationStore): Disposable {
  const types = new Map(PASSAGE_KINDS.map(kind => [kind, decorationOf(kind)]));
  const rejected = window.createTextEditorDecorationType({ textDecoration: 'line-through', opacity: '0.6' });

  function paint(editor: TextEditor): void {
    const { document } = editor;
    const ranges = new Map<PassageKind | typeof REJECTED, Range[]>();
    for (const { annotation, spans } of store.annotationsOf(document)) {
      if (annotation.kind === 'releaseDate' || annotation.kind === 'relation') continue;
      const group = annotation.review?.verdict === 'rejected' ? REJECTED : annotation.kind;
      const list = ranges.get(group) ?? [];
      ranges.set(group, list);
      for (const span of spans) {
        if (span) list.push(new Range(document.positionAt(span.start), document.positionAt(span.end)));
      }
    }
    for (const [kind, type] of types) editor.setDecorations(type, ranges.get(kind) ?? []);
    editor.setDecorations(rejected, ranges.get(REJECTED) ?? []);
  }

  const paintAll = (document?: TextDocument) => {
    for (const editor of window.visibleTextEditors) if (!document || editor.document === document) paint(editor);
  };
  paintAll();
  return Disposable.from(
    ...types.values(),
    rejected,
    store.onDidChange(paintAll),
    window.onDidChangeVisibleTextEditors(() => paintAll()),
  );
}
