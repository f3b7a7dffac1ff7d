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
import { colorOf, type PassageKind } from '../../core/index';
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

/** What is said of a passage: something of a person's own, or only that what was found is right. */
type State = 'annotated' | 'confirmed';

const widthOf = (kind: PassageKind, state: State): number =>
  state === 'confirmed' || kind === 'message' ? 1 : kind === 'tag' ? 3 : 2;

const isUnderlined = (): boolean => workspace.getConfiguration('pressmark').get('annotations.underline', true);

/**
 * A confirmed mark has a thin line and no ground: it looks as it was found, and settled.
 *
 * @param own the colour that the codebook gives to a tag, "#rrggbb"
 */
function decorationOf(kind: PassageKind, state: State, own?: string): TextEditorDecorationType {
  const color = own ?? new ThemeColor(`pressmark.annotation.${kind}`);
  return window.createTextEditorDecorationType({
    ...(isUnderlined() ? { borderColor: color, borderStyle: LINES[kind], borderWidth: `0 0 ${widthOf(kind, state)}px 0` } : {}),
    ...(state === 'annotated'
      ? { backgroundColor: own ? `${own}26` : new ThemeColor(`pressmark.annotation.${kind}Background`) }
      : {}),
    overviewRulerColor: color,
    overviewRulerLane: OverviewRulerLane.Right,
  });
}

/** Marks annotated passages in the visible editors: a line by kind, struck through where a person rejected a detected mark. */
export function registerAnnotationDecorations(store: AnnotationStore, codebooks: Codebooks): Disposable {
  /**
   * One for each kind, state and colour that was ever needed: editors forget nothing, so that a colour out of use is painted
   * nowhere.
   */
  const types = new Map<string, TextEditorDecorationType>();
  const rejected = window.createTextEditorDecorationType({ textDecoration: 'line-through', opacity: '0.6' });

  function paint(editor: TextEditor): void {
    const { document } = editor;
    const ranges = new Map<string, Range[]>();
    const codebook = codebooks.of(document.uri);
    for (const { annotation, spans } of store.annotationsOf(document)) {
      if (annotation.kind === 'releaseDate' || annotation.kind === 'relation') continue;
      if (annotation.gold && annotation.review?.verdict === 'rejected') continue; // nothing is marked here, whoever had it
      const own = annotation.tag === undefined ? undefined : colorOf(codebook, annotation.tag);
      const verdict = annotation.review?.verdict;
      const state = verdict === 'confirmed' ? verdict : 'annotated';
      const group = verdict === 'rejected' ? REJECTED : `${annotation.kind} ${state} ${own ?? ''}`;
      if (verdict !== 'rejected' && !types.has(group)) types.set(group, decorationOf(annotation.kind, state, own));
      const list = ranges.get(group) ?? [];
      ranges.set(group, list);
      for (const span of spans) {
        if (span) list.push(new Range(document.positionAt(span.start), document.positionAt(span.end)));
      }
    }
    for (const [group, type] of types) editor.setDecorations(type, ranges.get(group) ?? []);
    editor.setDecorations(rejected, ranges.get(REJECTED) ?? []);
  }

  const paintAll = (document?: TextDocument) => {
    for (const editor of window.visibleTextEditors) if (!document || editor.document === document) paint(editor);
  };
  const clear = () => {
    for (const type of types.values()) type.dispose();
    types.clear();
  };
  paintAll();
  return Disposable.from(
    rejected,
    new Disposable(clear),
    workspace.onDidChangeConfiguration(event => {
      if (!event.affectsConfiguration('pressmark.annotations.underline')) return;
      clear();
      paintAll();
    }),
    codebooks.onDidChange(() => paintAll()),
    store.onDidChange(paintAll),
    window.onDidChangeVisibleTextEditors(() => paintAll()),
  );
}
