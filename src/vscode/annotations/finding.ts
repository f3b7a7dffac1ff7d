import {
  l10n,
  QuickPickItemKind,
  Range,
  Selection,
  TextEditorRevealType,
  Uri,
  window,
  type QuickPickItem,
  type TextDocument,
  type TextEditor,
} from 'vscode';
import { neighbour, type PlacedAnnotation, type Span } from '../../core/index';
import type { AnnotationStore } from './annotationStore';
import { KIND_ICONS, kindName, passageOf, sayingOf } from './kinds';

/** What a hover, a tree or a test says about the annotation it means; a person is asked for what is missing. */
export interface AnnotationArgument {
  readonly annotationId?: string;
  readonly uri?: Uri | string;
  /** Of *Go to Annotation*: the view that asks keeps the focus. */
  readonly preserveFocus?: boolean;
}

export function activeEditor(): TextEditor {
  const editor = window.activeTextEditor;
  if (!editor) throw new Error(l10n.t('Open a press release first.'));
  return editor;
}

/** The document an argument means, else the one in the active editor. */
async function documentOf(store: AnnotationStore, { uri }: AnnotationArgument): Promise<TextDocument> {
  if (uri === undefined) return activeEditor().document;
  return store.open(typeof uri === 'string' ? Uri.parse(uri) : uri);
}

/** The annotation an argument means, else the one at the cursor; of several the person chooses. */
export async function findAnnotation(
  store: AnnotationStore,
  argument: AnnotationArgument,
): Promise<{ document: TextDocument; placed: PlacedAnnotation } | undefined> {
  const document = await documentOf(store, argument);
  await store.whenLoaded(document);
  const all = store.annotationsOf(document);
  if (argument.annotationId !== undefined) {
    const placed = all.find(({ annotation }) => annotation.id === argument.annotationId);
    if (!placed) throw new Error(l10n.t('This annotation is gone.'));
    return { document, placed };
  }
  const editor = activeEditor();
  const from = document.offsetAt(editor.selection.start);
  const to = document.offsetAt(editor.selection.end);
  const here = all.filter(({ spans }) => spans.some(span => span && span.start <= to && span.end >= from));
  if (here.length === 0) throw new Error(l10n.t('There is no annotation here.'));
  // The innermost comes first: it is the one that is meant.
  here.sort((a, b) => lengthOf(a) - lengthOf(b));
  const placed = here.length === 1 ? here[0] : (await pickAnnotation(here))?.placed;
  return placed && { document, placed };
}

const lengthOf = ({ spans }: PlacedAnnotation) => spans.reduce((sum, span) => sum + (span ? span.end - span.start : 0), 0);

interface AnnotationItem extends QuickPickItem {
  readonly placed: PlacedAnnotation;
}

function itemOf(placed: PlacedAnnotation): AnnotationItem {
  const { annotation, orphaned } = placed;
  const facts = [orphaned ? l10n.t('words not found') : '', kindName(annotation.kind), annotation.author ?? ''];
  return {
    label: `$(${orphaned ? 'warning' : KIND_ICONS[annotation.kind]}) ${passageOf(annotation)}`,
    description: facts.filter(Boolean).join(' · '),
    detail: sayingOf(annotation),
    placed,
  };
}

export function pickAnnotation(placed: readonly PlacedAnnotation[]): Thenable<AnnotationItem | undefined> {
  return window.showQuickPick(placed.map(itemOf), {
    placeHolder: l10n.t('Which annotation?'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
}

export async function showSpan(document: TextDocument, span: Span, preserveFocus: boolean): Promise<void> {
  const range = new Range(document.positionAt(span.start), document.positionAt(span.end));
  const editor = await window.showTextDocument(document, { preserveFocus, preview: false });
  editor.selection = new Selection(range.start, range.end);
  editor.revealRange(range, TextEditorRevealType.InCenterIfOutsideViewport);
}

export async function goToAnnotation(store: AnnotationStore, argument: AnnotationArgument): Promise<void> {
  const document = await documentOf(store, argument);
  await store.whenLoaded(document);
  const all = store.annotationsOf(document).filter(({ annotation }) => annotation.kind !== 'relation');
  if (argument.annotationId !== undefined) {
    const span = all.find(({ annotation }) => annotation.id === argument.annotationId)?.spans.find(each => each);
    const preserveFocus = argument.preserveFocus ?? false;
    if (span) await showSpan(document, span, preserveFocus);
    else await window.showTextDocument(document, { preserveFocus });
    return;
  }
  const found = all.filter(({ orphaned }) => !orphaned);
  const orphans = all.filter(({ orphaned }) => orphaned);
  if (all.length === 0) {
    void window.showInformationMessage(l10n.t('There are no annotations in this document.'));
    return;
  }
  const editor = activeEditor();
  const cursor = editor.selection;
  const pick = window.createQuickPick<QuickPickItem & Partial<AnnotationItem>>();
  pick.placeholder = l10n.t('Go to annotation');
  pick.matchOnDescription = pick.matchOnDetail = true;
  pick.items = [
    ...found.map(itemOf),
    ...(orphans.length > 0 ? [{ label: l10n.t('Words not found'), kind: QuickPickItemKind.Separator }] : []),
    ...orphans.map(itemOf),
  ];
  pick.onDidChangeActive(([item]) => {
    const span = item?.placed?.spans.find(each => each);
    if (span) void showSpan(document, span, true);
  });
  const accepted = await new Promise<boolean>(resolve => {
    pick.onDidAccept(() => {
      resolve(true);
      pick.hide();
    });
    pick.onDidHide(() => resolve(false));
    pick.show();
  });
  const chosen = pick.activeItems[0]?.placed;
  pick.dispose();
  if (!accepted) {
    editor.selection = cursor;
    editor.revealRange(cursor, TextEditorRevealType.InCenterIfOutsideViewport);
    return;
  }
  const span = chosen?.spans.find(each => each);
  if (span) await showSpan(document, span, false);
  else if (chosen) {
    void window.showInformationMessage(
      l10n.t(
        'The words of this annotation are not in the text any more: select where it belongs and run "Re-attach Annotation to Selection".',
      ),
    );
  }
}

/** Goes to the annotated passage that begins next after the cursor, or before it; past the end it starts over. */
export async function goToNeighbour(store: AnnotationStore, direction: 'next' | 'previous'): Promise<void> {
  const editor = activeEditor();
  const { document } = editor;
  await store.whenLoaded(document);
  const passages = store
    .annotationsOf(document)
    .flatMap(({ annotation, spans }) => spans.flatMap(span => (span ? [{ annotation, span }] : [])))
    .sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
  const found = neighbour(passages, document.offsetAt(editor.selection.start), direction);
  if (!found) {
    window.setStatusBarMessage(l10n.t('There are no annotations in this document.'), 4000);
    return;
  }
  await showSpan(document, found.span, false);
  const { annotation } = found;
  window.setStatusBarMessage(
    [kindName(annotation.kind), sayingOf(annotation), annotation.author].filter(Boolean).join(' · '),
    8000,
  );
}
