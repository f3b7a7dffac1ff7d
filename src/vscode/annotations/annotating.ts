import { l10n, QuickPickItemKind, window, type Memento, type TextDocument, type TextEditor } from 'vscode';
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
import { pickTag, type TagSources } from '../codebook/tagPicker';
import { activeEditor } from './finding';
import { KIND_ICONS, kindName } from './kinds';

/** What is given is not asked for: with a `kind` nothing is. */
export interface NewAnnotationArgument {
  readonly kind?: PassageKind;
  readonly comment?: string;
  readonly tag?: string;
  readonly value?: string;
}

/** What a person said of an annotation, before it is made. */
interface NewAnnotation {
  readonly kind: PassageKind;
  readonly tag?: string | undefined;
  readonly comment?: string | undefined;
  readonly value?: string | undefined;
  readonly targets: readonly Target[];
}

const LAST_KIND = 'pressmark.annotations.lastKind';
const LAST_TAG = 'pressmark.annotations.lastTag';

export const isKind = (value: unknown): value is PassageKind => PASSAGE_KINDS.includes(value as PassageKind);

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
export function targetsOf(store: AnnotationStore, editor: TextEditor, kind: Annotation['kind']): Target[] {
  const model = store.modelOf(editor.document);
  if (!model) throw new Error(l10n.t('This is not a press release: choose the language "Press Release" for it first.'));
  const spans = selectedSpans(editor);
  if (spans.length === 0) throw new Error(l10n.t('Select the words to annotate first.'));
  return spans.map(span => ({ ...model.describe(span), ...(kind === 'message' ? { role: 'content' as const } : {}) }));
}

export async function annotate(
  store: AnnotationStore,
  memory: Memento,
  tags: TagSources,
  argument: NewAnnotationArgument,
): Promise<string | undefined> {
  const editor = activeEditor();
  const { document } = editor;
  await store.whenLoaded(document);
  targetsOf(store, editor, 'note'); // says what is missing before anything is asked
  const kind = isKind(argument.kind) ? argument.kind : await pickKind(memory);
  if (!kind) return undefined;
  let { tag, comment } = argument;
  if (!argument.kind) {
    if (kind === 'tag') tag = await pickTag(tags, document.uri, kind);
    else comment = await askComment(kind);
    if (kind === 'tag' ? !tag : comment === undefined) return undefined;
  }
  const targets = targetsOf(store, editor, kind);
  return make(store, memory, document, { kind, tag, comment, value: argument.value, targets }, l10n.t('Annotate Selection'));
}

/** Makes one annotation and remembers its kind and tag for the next. Returns its id. */
async function make(
  store: AnnotationStore,
  memory: Memento,
  document: TextDocument,
  { kind, tag, comment, value, targets }: NewAnnotation,
  label: string,
): Promise<string> {
  await memory.update(LAST_KIND, kind);
  if (tag?.trim()) await memory.update(LAST_TAG, tag.trim());
  const { id, author, created } = await store.stamp(document);
  const annotation: Annotation = {
    id,
    kind,
    targets,
    ...(comment?.trim() ? { comment: comment.trim() } : {}),
    ...(tag?.trim() ? { tag: tag.trim() } : {}),
    ...(value?.trim() ? { value: value.trim() } : {}),
    author,
    created,
  };
  await store.apply(document, label, [{ after: annotation }]);
  return id;
}

export const lastKind = (memory: Memento): PassageKind => memory.get<PassageKind>(LAST_KIND, 'note');

/** Annotates the selection as the last one was, and asks for nothing; a tag is the last one. */
export async function annotateAgain(store: AnnotationStore, memory: Memento, tags: TagSources): Promise<string | undefined> {
  const editor = activeEditor();
  const { document } = editor;
  await store.whenLoaded(document);
  const kind = lastKind(memory);
  const targets = targetsOf(store, editor, kind);
  const tag = kind === 'tag' ? (memory.get<string>(LAST_TAG) ?? (await pickTag(tags, document.uri, kind))) : undefined;
  if (kind === 'tag' && !tag) return undefined;
  const id = await make(store, memory, document, { kind, tag, targets }, l10n.t('Annotate Selection'));
  window.setStatusBarMessage(l10n.t('Annotated: {0}', [kindName(kind), tag && `#${tag}`].filter(Boolean).join(' ')), 4000);
  return id;
}

/** Says something about the text as a whole: a note or a tag. */
export async function annotateDocument(
  store: AnnotationStore,
  memory: Memento,
  tags: TagSources,
  argument: NewAnnotationArgument,
): Promise<string | undefined> {
  const { document } = activeEditor();
  await store.whenLoaded(document);
  const title = l10n.t('Annotate Whole Document');
  let { kind, comment, tag } = argument;
  if (!isKind(kind)) {
    kind = await pickKind(memory, ['note', 'tag'], title);
    if (!kind) return undefined;
    if (kind === 'tag') tag = await pickTag(tags, document.uri, kind);
    else comment = await askComment(kind);
    if (kind === 'tag' ? !tag : comment === undefined) return undefined;
  }
  return make(store, memory, document, { kind, tag, comment, targets: [] }, title);
}

/** Adds what is selected to an annotation that is there: it is then about several passages. */
export async function addPassages(store: AnnotationStore, document: TextDocument, before: Annotation): Promise<void> {
  const more = targetsOf(store, activeEditor(), before.kind);
  const same = (a: Target, b: Target): boolean => a.position.start === b.position.start && a.position.end === b.position.end;
  const placed = store.annotationsOf(document).find(({ annotation }) => annotation.id === before.id);
  const held = before.targets.map((target, index) => {
    const span = placed?.spans[index];
    return span ? { ...target, position: span } : target;
  });
  const fresh = more.filter(target => !held.some(known => same(known, target)));
  if (fresh.length === 0) throw new Error(l10n.t('The annotation is about these words already.'));
  const targets = [...before.targets, ...fresh].sort((a, b) => a.position.start - b.position.start);
  const after: Annotation = { ...before, targets, modified: new Date().toISOString() };
  await store.apply(document, l10n.t('Add Selection to Annotation'), [{ before, after }]);
}

/** Takes the passage at the cursor out of an annotation that has others. */
export async function removePassage(
  store: AnnotationStore,
  document: TextDocument,
  { annotation: before, spans }: PlacedAnnotation,
): Promise<void> {
  const at = document.offsetAt(activeEditor().selection.active);
  const targets = before.targets.filter((_, index) => {
    const span = spans[index];
    return !span || at < span.start || at > span.end;
  });
  if (targets.length === 0) throw new Error(l10n.t('It is the only passage of the annotation: remove the annotation instead.'));
  const after: Annotation = { ...before, targets, modified: new Date().toISOString() };
  await store.apply(document, l10n.t('Remove Passage from Annotation'), [{ before, after }]);
}

async function pickKind(
  memory: Memento,
  offered: readonly PassageKind[] = PASSAGE_KINDS,
  title = l10n.t('Annotate Selection'),
): Promise<PassageKind | undefined> {
  const last = lastKind(memory);
  const kinds = [...offered].sort((a, b) => Number(b === last) - Number(a === last));
  const picked = await window.showQuickPick(
    kinds.map(kind => ({ label: `$(${KIND_ICONS[kind]}) ${kindName(kind)}`, kind: QuickPickItemKind.Default, value: kind })),
    { title, placeHolder: l10n.t('What is it?') },
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
