import { commands, Disposable, l10n, Uri, window, type Memento, type QuickPickItem, type TextDocument } from 'vscode';
import { PASSAGE_KINDS, SIDECAR_ENDING, type Annotation, type PlacedAnnotation } from '../../core/index';
import { pickTag, type TagSources } from '../codebook/tagPicker';
import {
  addPassages,
  annotate,
  annotateAgain,
  annotateDocument,
  isKind,
  removePassage,
  targetsOf,
  type NewAnnotationArgument,
} from './annotating';
import type { AnnotationStore } from './annotationStore';
import { activeEditor, findAnnotation, goToAnnotation, goToNeighbour, pickAnnotation, type AnnotationArgument } from './finding';
import { KIND_ICONS, kindName, passageOf } from './kinds';
import { addReply, removeAnnotations, setResolved } from './talk';

const isArgument = (value: unknown): value is AnnotationArgument & NewAnnotationArgument =>
  typeof value === 'object' && value !== null && !(value instanceof Uri);
/** Commands on annotations. Each asks only for what its argument does not give, so that all can be run from keys and tests. */
export function registerAnnotationCommands(store: AnnotationStore, memory: Memento, tags: TagSources): Disposable {
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
    run('annotate', argument => annotate(store, memory, tags, argument)),
    run('annotateAgain', () => annotateAgain(store, memory, tags)),
    run('annotateDocument', argument => annotateDocument(store, memory, tags, argument)),
    run('addSelection', argument => addSelection(store, argument)),
    run('removePassage', argument => onAnnotation(store, argument, removePassage)),
    run('removeAnnotation', argument => removeAnnotation(store, argument)),
    run('editAnnotation', argument => editAnnotation(store, tags, argument)),
    run('goToAnnotation', argument => goToAnnotation(store, argument)),
    run('reattachAnnotation', argument => reattachAnnotation(store, argument)),
    run('replyToAnnotation', argument => reply(store, argument)),
    run('resolveAnnotation', argument => resolve(store, argument, true)),
    run('reopenAnnotation', argument => resolve(store, argument, false)),
    run('nextAnnotation', () => goToNeighbour(store, 'next')),
    run('previousAnnotation', () => goToNeighbour(store, 'previous')),
    run('undoAnnotation', () => replay(store, 'undo')),
    run('redoAnnotation', () => replay(store, 'redo')),
    run('keepBothSides', () => keepBothSides(store)),
    run('saveAnnotations', () => saveAnnotations(store)),
  );
}

async function removeAnnotation(store: AnnotationStore, argument: AnnotationArgument): Promise<void> {
  const found = await findAnnotation(store, argument);
  if (!found) return;
  await removeAnnotations(store, [{ annotationId: found.placed.annotation.id, uri: found.document.uri }]);
}

async function editAnnotation(
  store: AnnotationStore,
  tags: TagSources,
  argument: AnnotationArgument & NewAnnotationArgument,
): Promise<void> {
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
  } else change = await askChange(store, tags, document, before);
  if (!change) return;
  const after: Record<string, unknown> = { ...before, ...change, modified: new Date().toISOString() };
  for (const key of ['comment', 'tag', 'value']) if (after[key] === '') Reflect.deleteProperty(after, key);
  await store.apply(document, l10n.t('Edit Annotation'), [{ before, after: after as unknown as Annotation }]);
}

/** Asks what to change; the comment comes first, so that Enter is enough for it. */
async function askChange(
  store: AnnotationStore,
  tags: TagSources,
  document: TextDocument,
  annotation: Annotation,
): Promise<Partial<Pick<Annotation, 'kind' | 'comment' | 'tag' | 'value' | 'targets'>> | undefined> {
  const { kind, comment, tag, value } = annotation;
  type What = 'comment' | 'tag' | 'value' | 'kind' | 'passage';
  const items: (QuickPickItem & { what: What })[] = [];
  const offer = (what: What, label: string, description = '') => items.push({ what, label, description });
  if (kind === 'tag') offer('tag', `$(tag) ${l10n.t('Tag')}`, tag);
  offer('comment', `$(comment) ${l10n.t('Comment')}`, comment);
  if (kind !== 'tag') offer('tag', `$(tag) ${l10n.t('Tag')}`, tag);
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
      const text = await pickTag(tags, document.uri, kind === 'releaseDate' || kind === 'relation' ? 'tag' : kind);
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

async function onAnnotation(
  store: AnnotationStore,
  argument: AnnotationArgument,
  act: (store: AnnotationStore, document: TextDocument, placed: PlacedAnnotation) => Promise<void>,
): Promise<void> {
  const found = await findAnnotation(store, argument);
  if (found) await act(store, found.document, found.placed);
}

/** Adds the selection to the annotation of the argument, else to one that the person picks, the one touched last first. */
async function addSelection(store: AnnotationStore, argument: AnnotationArgument): Promise<void> {
  const { document } = activeEditor();
  await store.whenLoaded(document);
  targetsOf(store, activeEditor(), 'note'); // says what is missing before anything is asked
  const touched = ({ modified, created }: Annotation): string => modified ?? created ?? '';
  const all = store
    .annotationsOf(document)
    .filter(({ annotation: { kind, targets } }) => isKind(kind) && targets.length > 0)
    .sort((a, b) => (touched(a.annotation) < touched(b.annotation) ? 1 : -1));
  if (all.length === 0) throw new Error(l10n.t('There are no annotations in this document.'));
  const chosen =
    argument.annotationId === undefined
      ? (await pickAnnotation(all))?.placed
      : all.find(({ annotation }) => annotation.id === argument.annotationId);
  if (chosen) await addPassages(store, document, chosen.annotation);
}

/** Replies to an annotation; asks for the words unless the argument holds them. */
async function reply(store: AnnotationStore, argument: AnnotationArgument & NewAnnotationArgument): Promise<void> {
  const found = await findAnnotation(store, argument);
  if (!found) return;
  const { document, placed } = found;
  const text =
    argument.comment ??
    (await window.showInputBox({
      title: l10n.t('Reply'),
      prompt: [passageOf(placed.annotation), placed.annotation.comment].filter(Boolean).join(' · '),
    }));
  if (text?.trim()) await addReply(store, document, placed.annotation.id, text.trim());
}

async function resolve(store: AnnotationStore, argument: AnnotationArgument, resolved: boolean): Promise<void> {
  const found = await findAnnotation(store, argument);
  if (found) await setResolved(store, [{ annotationId: found.placed.annotation.id, uri: found.document.uri }], resolved);
}

async function reattachAnnotation(store: AnnotationStore, argument: AnnotationArgument): Promise<void> {
  const { uri } = argument;
  if (uri !== undefined && window.activeTextEditor?.document.uri.toString() !== uri.toString()) {
    await window.showTextDocument(await store.open(typeof uri === 'string' ? Uri.parse(uri) : uri));
    void window.showInformationMessage(l10n.t('Select the words that the annotation belongs to, then re-attach it.'));
    return;
  }
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

/** Of the release in the editor, or of the release whose sidecar is in it. */
async function keepBothSides(store: AnnotationStore): Promise<void> {
  const { uri } = activeEditor().document;
  const document = uri.path.endsWith(SIDECAR_ENDING)
    ? await store.open(uri.with({ path: uri.path.slice(0, -SIDECAR_ENDING.length) }))
    : activeEditor().document;
  await store.whenLoaded(document);
  if (!(await store.keepBothSides(document))) {
    void window.showInformationMessage(
      l10n.t('The annotations of this document hold no conflict that can be resolved by itself.'),
    );
  }
}

async function saveAnnotations(store: AnnotationStore): Promise<void> {
  const { troubled } = store;
  const saved = await Promise.all(troubled.map(document => store.saveAgain(document)));
  if (saved.every(Boolean)) window.setStatusBarMessage(l10n.t('All annotations are saved.'), 4_000);
}
