import {
  commands,
  Disposable,
  l10n,
  QuickPickItemKind,
  Range,
  Selection,
  TextEditorRevealType,
  Uri,
  window,
  workspace,
  type Memento,
  type QuickPickItem,
  type TextDocument,
  type TextEditor,
} from 'vscode';
import {
  PASSAGE_KINDS,
  wholeGraphemes,
  type Annotation,
  type PassageKind,
  type PlacedAnnotation,
  type Span,
  type Target,
} from '../../core/index';
import type { AnnotationStore } from './annotationStore';
import { KIND_ICONS, kindName, passageOf, sayingOf } from './kinds';

/** What a hover, a tree or a test says about the annotation it means; a person is asked for what is missing. */
export interface AnnotationArgument {
  readonly annotationId?: string;
  readonly uri?: Uri | string;
}

/** What is given is not asked for: with a `kind` nothing is. */
export interface NewAnnotationArgument {
  readonly kind?: PassageKind;
  readonly comment?: string;
  readonly tag?: string;
  readonly value?: string;
}

const LAST_KIND = 'pressmark.annotations.lastKind';

const isArgument = (value: unknown): value is AnnotationArgument & NewAnnotationArgument =>
  typeof value === 'object' && value !== null && !(value instanceof Uri);
const isKind = (value: unknown): value is PassageKind => PASSAGE_KINDS.includes(value as PassageKind);

/** Commands on annotations. Each asks only for what its argument does not give, so that all can be run from keys and tests. */
export function registerAnnotationCommands(store: AnnotationStore, memory: Memento): Disposable {
  const run = (id: string, action: (argument: AnnotationArgument & NewAnnotationArgument) => Promise<unknown>) =>
    commands.registerCommand(`pressmark.${id}`, async (argument: unknown) => {
      try {
        return await action(isArgument(argument) ? argument : {});
      } catch (error) {
        void window.showErrorMessage(error instanceof Error ? error.message : String(error));
        return undefined;
      }
    });
  return Disposable.from(
    run('annotate', argument => annotate(store, memory, argument)),
    run('removeAnnotation', argument => removeAnnotation(store, argument)),
    run('editAnnotation', argument => editAnnotation(store, argument)),
    run('goToAnnotation', argument => goToAnnotation(store, argument)),
    run('reattachAnnotation', argument => reattachAnnotation(store, argument)),
    run('undoAnnotation', () => replay(store, 'undo')),
    run('redoAnnotation', () => replay(store, 'redo')),
    run('keepBothSides', () => keepBothSides(store)),
  );
}

function activeEditor(): TextEditor {
  const editor = window.activeTextEditor;
  if (!editor) throw new Error(l10n.t('Open a press release first.'));
  return editor;
}

/** The spans of the selections without surrounding white space; of an empty one, the word at the cursor. */
function selectedSpans({ document, selections }: TextEditor): Span[] {
  const spans = selections.flatMap(selection => {
    const range = selection.isEmpty ? document.getWordRangeAtPosition(selection.active) : selection;
    if (!range) return [];
    const text = document.getText(range);
    const from = document.offsetAt(range.start);
    const start = from + text.length - text.trimStart().length;
    const end = from + text.trimEnd().length;
    return start < end ? [wholeGraphemes(document.getText(), { start, end })] : [];
  });
  return spans.sort((a, b) => a.start - b.start);
}

/** A message annotation's passages are its content until somebody says otherwise. */
function targetsOf(store: AnnotationStore, editor: TextEditor, kind: Annotation['kind']): Target[] {
  const model = store.modelOf(editor.document);
  if (!model) throw new Error(l10n.t('This is not a press release: choose the language "Press Release" for it first.'));
  const spans = selectedSpans(editor);
  if (spans.length === 0) throw new Error(l10n.t('Select the words to annotate first.'));
  return spans.map(span => ({ ...model.describe(span), ...(kind === 'message' ? { role: 'content' as const } : {}) }));
}

async function annotate(store: AnnotationStore, memory: Memento, argument: NewAnnotationArgument): Promise<string | undefined> {
  const editor = activeEditor();
  const { document } = editor;
  await store.whenLoaded(document);
  targetsOf(store, editor, 'note'); // says what is missing before anything is asked
  const kind = isKind(argument.kind) ? argument.kind : await pickKind(memory);
  if (!kind) return undefined;
  let { tag, comment } = argument;
  if (!argument.kind) {
    if (kind === 'tag') tag = await pickTag(store);
    else comment = await askComment(kind);
    if (kind === 'tag' ? !tag : comment === undefined) return undefined;
  }
  await memory.update(LAST_KIND, kind);
  const { id, author, created } = await store.stamp(document);
  const annotation: Annotation = {
    id,
    kind,
    targets: targetsOf(store, editor, kind),
    ...(comment?.trim() ? { comment: comment.trim() } : {}),
    ...(tag?.trim() ? { tag: tag.trim() } : {}),
    ...(argument.value?.trim() ? { value: argument.value.trim() } : {}),
    author,
    created,
  };
  await store.apply(document, l10n.t('Annotate Selection'), [{ after: annotation }]);
  return id;
}

async function pickKind(memory: Memento): Promise<PassageKind | undefined> {
  const last = memory.get<PassageKind>(LAST_KIND, 'note');
  const kinds = [last, ...PASSAGE_KINDS.filter(kind => kind !== last)];
  const picked = await window.showQuickPick(
    kinds.map(kind => ({ label: `$(${KIND_ICONS[kind]}) ${kindName(kind)}`, kind: QuickPickItemKind.Default, value: kind })),
    { title: l10n.t('Annotate Selection'), placeHolder: l10n.t('What is it?') },
  );
  return picked?.value;
}

function askComment(kind: PassageKind, value = ''): Thenable<string | undefined> {
  return window.showInputBox({
    title: kindName(kind),
    value,
    prompt: l10n.t('Comment (may be left empty)'),
    placeHolder: l10n.t('What do you want to say about it?'),
  });
}

/** Tags used in the open releases, the latest first; what is typed may be a new one. */
function pickTag(store: AnnotationStore): Promise<string | undefined> {
  const used = workspace.textDocuments
    .flatMap(document => store.annotationsOf(document).map(({ annotation }) => annotation))
    .filter(annotation => annotation.tag)
    .sort((a, b) => ((a.created ?? '') > (b.created ?? '') ? -1 : 1))
    .map(annotation => annotation.tag!);
  const tags = [...new Set(used)];
  return new Promise(resolve => {
    const pick = window.createQuickPick();
    pick.title = kindName('tag');
    pick.placeholder = l10n.t('Choose a tag, or type a new one');
    const show = () => {
      const typed = pick.value.trim();
      const fresh: QuickPickItem[] = typed && !tags.includes(typed) ? [{ label: typed, description: l10n.t('new tag') }] : [];
      pick.items = [...fresh, ...tags.map(label => ({ label }))];
    };
    show();
    pick.onDidChangeValue(show);
    pick.onDidAccept(() => {
      resolve(pick.activeItems[0]?.label ?? (pick.value.trim() || undefined));
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}

/** The document an argument means, else the one in the active editor. */
async function documentOf({ uri }: AnnotationArgument): Promise<TextDocument> {
  if (uri === undefined) return activeEditor().document;
  return workspace.openTextDocument(typeof uri === 'string' ? Uri.parse(uri) : uri);
}

/** The annotation an argument means, else the one at the cursor; of several the person chooses. */
async function findAnnotation(
  store: AnnotationStore,
  argument: AnnotationArgument,
): Promise<{ document: TextDocument; placed: PlacedAnnotation } | undefined> {
  const document = await documentOf(argument);
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

function pickAnnotation(placed: readonly PlacedAnnotation[]): Thenable<AnnotationItem | undefined> {
  return window.showQuickPick(placed.map(itemOf), {
    placeHolder: l10n.t('Which annotation?'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
}

async function removeAnnotation(store: AnnotationStore, argument: AnnotationArgument): Promise<void> {
  const found = await findAnnotation(store, argument);
  if (!found) return;
  await store.apply(found.document, l10n.t('Remove Annotation'), [{ before: found.placed.annotation }]);
}

async function editAnnotation(store: AnnotationStore, argument: AnnotationArgument & NewAnnotationArgument): Promise<void> {
  const found = await findAnnotation(store, argument);
  if (!found) return;
  const { document, placed } = found;
  const before = placed.annotation;
  let change: Partial<Pick<Annotation, 'kind' | 'comment' | 'tag' | 'value' | 'targets'>> | undefined;
  const { kind, comment, tag, value } = argument;
  if (kind !== undefined || comment !== undefined || tag !== undefined || value !== undefined) {
    change = {
      ...(isKind(kind) ? { kind } : {}),
      ...(comment === undefined ? {} : { comment }),
      ...(tag === undefined ? {} : { tag }),
      ...(value === undefined ? {} : { value }),
    };
  } else change = await askChange(store, document, before);
  if (!change) return;
  const after: Record<string, unknown> = { ...before, ...change, modified: new Date().toISOString() };
  for (const key of ['comment', 'tag', 'value']) if (after[key] === '') Reflect.deleteProperty(after, key);
  await store.apply(document, l10n.t('Edit Annotation'), [{ before, after: after as unknown as Annotation }]);
}

/** Asks what to change; the comment comes first, so that Enter is enough for it. */
async function askChange(
  store: AnnotationStore,
  document: TextDocument,
  annotation: Annotation,
): Promise<Partial<Pick<Annotation, 'kind' | 'comment' | 'tag' | 'value' | 'targets'>> | undefined> {
  const { kind, comment, tag, value } = annotation;
  type What = 'comment' | 'tag' | 'value' | 'kind' | 'passage';
  const items: (QuickPickItem & { what: What })[] = [];
  const offer = (what: What, label: string, description = '') => items.push({ what, label, description });
  if (kind === 'tag') offer('tag', `$(tag) ${l10n.t('Tag')}`, tag);
  offer('comment', `$(comment) ${l10n.t('Comment')}`, comment);
  if (kind === 'speaker' || kind === 'message') offer('value', `$(person) ${l10n.t('Speaker')}`, value);
  if (kind === 'date') offer('value', `$(calendar) ${l10n.t('Date meant')}`, value);
  if (kind !== 'releaseDate') {
    offer('kind', `$(symbol-class) ${l10n.t('Kind')}`, kindName(kind));
    offer('passage', `$(selection) ${l10n.t('Passage: take the selection')}`, passageOf(annotation, 40));
  }
  const picked = await window.showQuickPick(items, { title: l10n.t('Edit Annotation'), placeHolder: passageOf(annotation) });
  switch (picked?.what) {
    case 'comment': {
      const text = await window.showInputBox({ title: l10n.t('Comment'), value: comment ?? '' });
      return text === undefined ? undefined : { comment: text.trim() };
    }
    case 'tag': {
      const text = await pickTag(store);
      return text ? { tag: text } : undefined;
    }
    case 'value': {
      const text = await window.showInputBox({
        title: kind === 'date' ? l10n.t('Date meant') : l10n.t('Speaker'),
        ...(kind === 'date' ? { prompt: l10n.t('As year-month-day: 2020-05-09, 2020-05 or 2020') } : {}),
        value: value ?? '',
      });
      return text === undefined ? undefined : { value: text.trim() };
    }
    case 'kind': {
      const chosen = await window.showQuickPick(
        PASSAGE_KINDS.map(each => ({ label: `$(${KIND_ICONS[each]}) ${kindName(each)}`, each })),
        { title: l10n.t('Kind') },
      );
      return chosen && { kind: chosen.each };
    }
    case 'passage': {
      const editor = activeEditor();
      return editor.document === document ? { targets: targetsOf(store, editor, kind) } : undefined;
    }
    case undefined:
      return undefined;
  }
}

async function show(document: TextDocument, span: Span, preserveFocus: boolean): Promise<void> {
  const range = new Range(document.positionAt(span.start), document.positionAt(span.end));
  const editor = await window.showTextDocument(document, { preserveFocus, preview: false });
  editor.selection = new Selection(range.start, range.end);
  editor.revealRange(range, TextEditorRevealType.InCenterIfOutsideViewport);
}

async function goToAnnotation(store: AnnotationStore, argument: AnnotationArgument): Promise<void> {
  const document = await documentOf(argument);
  await store.whenLoaded(document);
  const all = store.annotationsOf(document);
  if (argument.annotationId !== undefined) {
    const span = all.find(({ annotation }) => annotation.id === argument.annotationId)?.spans.find(each => each);
    if (span) await show(document, span, false);
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
    if (span) void show(document, span, true);
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
  if (span) await show(document, span, false);
  else if (chosen) {
    void window.showInformationMessage(
      l10n.t(
        'The words of this annotation are not in the text any more: select where it belongs and run "Re-attach Annotation to Selection".',
      ),
    );
  }
}

async function reattachAnnotation(store: AnnotationStore, argument: AnnotationArgument): Promise<void> {
  const editor = activeEditor();
  const { document } = editor;
  await store.whenLoaded(document);
  const orphans = store.annotationsOf(document).filter(({ orphaned }) => orphaned);
  if (orphans.length === 0 && argument.annotationId === undefined) {
    void window.showInformationMessage(l10n.t('Every annotation of this document is attached.'));
    return;
  }
  const chosen =
    argument.annotationId === undefined
      ? orphans.length === 1
        ? orphans[0]
        : (await pickAnnotation(orphans))?.placed
      : store.annotationsOf(document).find(({ annotation }) => annotation.id === argument.annotationId);
  if (!chosen) return;
  const before = chosen.annotation;
  const after: Annotation = { ...before, targets: targetsOf(store, editor, before.kind), modified: new Date().toISOString() };
  await store.apply(document, l10n.t('Re-attach Annotation'), [{ before, after }]);
}

async function replay(store: AnnotationStore, direction: 'undo' | 'redo'): Promise<void> {
  const done = await store[direction]();
  const message =
    direction === 'undo'
      ? done
        ? l10n.t('Undone: {0}', done)
        : l10n.t('No action on annotations to undo.')
      : done
        ? l10n.t('Done again: {0}', done)
        : l10n.t('No action on annotations to do again.');
  window.setStatusBarMessage(message, 4_000);
}

async function keepBothSides(store: AnnotationStore): Promise<void> {
  const { document } = activeEditor();
  await store.whenLoaded(document);
  if (!(await store.keepBothSides(document))) {
    void window.showInformationMessage(
      l10n.t('The annotations of this document hold no conflict that can be resolved by itself.'),
    );
  }
}
