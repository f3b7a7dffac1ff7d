import { Disposable, Range, Uri, window, workspace, type TextDocument, type TextEditor } from 'vscode';
import { decidedPlaces, MARK_STATES, undecidedPlaces, type MarkPlace, type MarkState } from '../core';
import type { AnnotationStore } from './annotations/annotationStore';
import { toSpan } from './convert';
import { isRelease } from './language';
import type { Releases } from './releases';

/** Lines above and below those on screen that get their marks before they are scrolled to. */
const AROUND = 60;
const AFTER_SCROLLING_MS = 100;

type Shown = 'none' | 'decided' | 'all';

/** In the gutter, beside the line where a mark begins: what has become of it. Each state has a shape of its own, not only a colour. */
export function registerGutterMarks(releases: Releases, store: AnnotationStore, extensionUri: Uri): Disposable {
  const iconOf = (state: MarkState, theme: string) => Uri.joinPath(extensionUri, 'media', 'gutter', `${state}-${theme}.svg`);
  const types = new Map(
    MARK_STATES.map(state => [
      state,
      window.createTextEditorDecorationType({
        gutterIconSize: '80%',
        light: { gutterIconPath: iconOf(state, 'light') },
        dark: { gutterIconPath: iconOf(state, 'dark') },
      }),
    ]),
  );

  function placesIn({ document, visibleRanges }: TextEditor): MarkPlace[] {
    const shown = workspace.getConfiguration('pressmark', document).get<Shown>('marks.gutter', 'decided');
    if (shown === 'none') return [];
    const annotations = store.annotationsOf(document);
    const decided = decidedPlaces(annotations);
    if (shown === 'decided' || !isRelease(document)) return decided;
    const first = Math.max(0, (visibleRanges[0]?.start.line ?? 0) - AROUND);
    const last = (visibleRanges.at(-1)?.end.line ?? 0) + AROUND;
    const { release } = releases.read(document);
    return [...decided, ...undecidedPlaces(release, annotations, toSpan(document, new Range(first, 0, last, 0)))];
  }

  function paint(editor: TextEditor): void {
    /** One mark a line: of several the one that says most. */
    const lines = new Map<number, MarkState>();
    for (const { span, state } of placesIn(editor)) {
      const { line } = editor.document.positionAt(span.start);
      const other = lines.get(line);
      if (other === undefined || MARK_STATES.indexOf(state) < MARK_STATES.indexOf(other)) lines.set(line, state);
    }
    for (const [state, type] of types) {
      const ranges = [...lines].flatMap(([line, own]) => (own === state ? [new Range(line, 0, line, 0)] : []));
      editor.setDecorations(type, ranges);
    }
  }

  const paintAll = (document?: TextDocument) => {
    for (const editor of window.visibleTextEditors) if (!document || editor.document === document) paint(editor);
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  paintAll();
  return Disposable.from(
    ...types.values(),
    new Disposable(() => clearTimeout(timer)),
    store.onDidChange(paintAll),
    releases.onDidChange(paintAll),
    window.onDidChangeVisibleTextEditors(() => paintAll()),
    window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => {
      clearTimeout(timer);
      timer = setTimeout(() => paint(textEditor), AFTER_SCROLLING_MS);
    }),
    workspace.onDidChangeConfiguration(event => {
      if (event.affectsConfiguration('pressmark.marks')) paintAll();
    }),
  );
}
