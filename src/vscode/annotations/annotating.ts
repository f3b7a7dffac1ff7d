import { l10n, QuickPickItemKind, window, type Memento, type TextEditor } from 'vscode';
import { PASSAGE_KINDS, wholeGraphemes, type Annotation, type PassageKind, type Span, type Target } from '../../core/index';
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

const LAST_KIND = 'pressmark.annotations.lastKind';

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
