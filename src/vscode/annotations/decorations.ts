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
import { colorOf, PASSAGE_KINDS, type PassageKind } from '../../core/index';
import type { Codebooks } from '../codebook/codebooks';
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

/** `own` is the colour that the codebook gives to a tag, "#rrggbb". */
function decorationOf(kind: PassageKind, own?: string): TextEditorDecorationType {
  const color = own ?? new ThemeColor(`pressmark.annotation.${kind}`);
  return window.createTextEditorDecorationType({
    borderColor: color,
    borderStyle: LINES[kind],
    borderWidth: kind === 'message' ? '0 0 1px 0' : kind === 'tag' ? '0 0 3px 0' : '0 0 2px 0',
    backgroundColor: own ? `${own}26` : new ThemeColor(`pressmark.annotation.${kind}Background`),
    overviewRulerColor: color,
    overviewRulerLane: OverviewRulerLane.Right,
  });
}

/** Marks annotated passages in the visible editors: a line by kind, struck through where a person rejected a detected mark. */
export function registerAnnotationDecorations(store: AnnotationStore, codebooks: Codebooks): Disposable {
  const types = new Map(PASSAGE_KINDS.map(kind => [kind, decorationOf(kind)]));
  const rejected = window.createTextEditorDecorationType({ textDecoration: 'line-through', opacity: '0.6' });

  /** One for each colour and kind that was ever needed: editors forget nothing, so that a colour out of use is painted nowhere. */
  const ofTags = new Map<string, TextEditorDecorationType>();

  function paint(editor: TextEditor): void {
    const { document } = editor;
    const ranges = new Map<string, Range[]>();
    const codebook = codebooks.of(document.uri);
    for (const { annotation, spans } of store.annotationsOf(document)) {
      if (annotation.kind === 'releaseDate' || annotation.kind === 'relation') continue;
      if (annotation.gold && annotation.review?.verdict === 'rejected') continue; // nothing is marked here, whoever had it
      const own = annotation.tag === undefined ? undefined : colorOf(codebook, annotation.tag);
      const group = annotation.review?.verdict === 'rejected' ? REJECTED : own ? `${annotation.kind} ${own}` : annotation.kind;
      if (own && !ofTags.has(group)) ofTags.set(group, decorationOf(annotation.kind, own));
      const list = ranges.get(group) ?? [];
      ranges.set(group, list);
      for (const span of spans) {
        if (span) list.push(new Range(document.positionAt(span.start), document.positionAt(span.end)));
      }
    }
    for (const [kind, type] of [...types, ...ofTags]) editor.setDecorations(type, ranges.get(kind) ?? []);
    editor.setDecorations(rejected, ranges.get(REJECTED) ?? []);
  }

  const paintAll = (document?: TextDocument) => {
    for (const editor of window.visibleTextEditors) if (!document || editor.document === document) paint(editor);
  };
  paintAll();
  return Disposable.from(
    ...types.values(),
    rejected,
    new Disposable(() => ofTags.forEach(type => type.dispose())),
    codebooks.onDidChange(() => paintAll()),
    store.onDidChange(paintAll),
    window.onDidChangeVisibleTextEditors(() => paintAll()),
  );
}
