import type { TextDocument, Uri } from 'vscode';
import { l10n } from 'vscode';
import { relationsAmong, type Annotation, type AnnotationChange, type Reply } from '../../core/index';
import type { AnnotationStore, DocumentChanges } from './annotationStore';

/** The annotation of that id in a document; it may have been removed meanwhile. */
function annotationOf(store: AnnotationStore, document: TextDocument, id: string): Annotation {
  const found = store.annotationsOf(document).find(({ annotation }) => annotation.id === id);
  if (!found) throw new Error(l10n.t('This annotation is gone.'));
  return found.annotation;
}

/** Adds a reply to an annotation; one that was settled is open again. */
export async function addReply(store: AnnotationStore, document: TextDocument, id: string, text: string): Promise<void> {
  const before = annotationOf(store, document, id);
  const { resolved: _settled, ...others } = before;
  const { id: replyId, author, created } = await store.stamp(document);
  const reply: Reply = { id: replyId, text, author, created };
  const after: Annotation = { ...others, replies: [...(before.replies ?? []), reply] };
  await store.apply(document, l10n.t('Reply'), [{ before, after }]);
}

/** Writes another text into a reply, or takes it away where there is none. */
export async function changeReply(
  store: AnnotationStore,
  document: TextDocument,
  id: string,
  replyId: string,
  text: string | undefined,
): Promise<void> {
  const before = annotationOf(store, document, id);
  const modified = new Date().toISOString();
  const replies = (before.replies ?? []).flatMap(reply =>
    reply.id !== replyId ? [reply] : text === undefined ? [] : [{ ...reply, text, modified }],
  );
  const { replies: _before, ...others } = before;
  const after: Annotation = replies.length > 0 ? { ...others, replies } : others;
  await store.apply(document, text === undefined ? l10n.t('Remove Reply') : l10n.t('Edit Reply'), [{ before, after }]);
}

/**
 * Writes another comment into an annotation. Without one the comment is taken away, and a note that has nothing else to say
 * goes with it.
 */
export async function changeComment(
  store: AnnotationStore,
  document: TextDocument,
  id: string,
  text: string | undefined,
): Promise<void> {
  const before = annotationOf(store, document, id);
  const { comment: _before, ...others } = before;
  const empty = text === undefined && before.kind === 'note' && !before.tag && !before.replies?.length && !before.review;
  const modified = new Date().toISOString();
  const after: Annotation = { ...others, ...(text === undefined ? {} : { comment: text }), modified };
  const label = text === undefined ? l10n.t('Remove Comment') : l10n.t('Edit Comment');
  await store.apply(document, label, [{ before, ...(empty ? {} : { after }) }]);
}

/** Settles discussions, or opens them again; one step for Undo. */
export async function setResolved(
  store: AnnotationStore,
  chosen: readonly { readonly annotationId: string; readonly uri: Uri }[],
  resolved: boolean,
): Promise<void> {
  const modified = new Date().toISOString();
  const edits = await changesIn(store, chosen, before => ({ before, after: { ...before, resolved, modified } }));
  await store.applyAll(resolved ? l10n.t('Resolve Discussion') : l10n.t('Reopen Discussion'), edits);
}

/** Removes annotations of several files, and the relations that hold on to them; one step for Undo. */
export async function removeAnnotations(
  store: AnnotationStore,
  chosen: readonly { readonly annotationId: string; readonly uri: Uri }[],
): Promise<void> {
  const edits = await changesIn(store, chosen, before => ({ before }));
  const whole = edits.map(({ document, changes }) => {
    const removed = new Set(changes.map(({ before }) => before!.id));
    const all = store.annotationsOf(document).map(({ annotation }) => annotation);
    return { document, changes: [...changes, ...relationsAmong(all, removed).map(before => ({ before }))] };
  });
  await store.applyAll(l10n.t('Remove Annotation'), whole);
}

/** The changes of annotations in several files, by file. Opens the files. */
export async function changesIn(
  store: AnnotationStore,
  chosen: readonly { readonly annotationId: string; readonly uri: Uri }[],
  change: (annotation: Annotation) => AnnotationChange,
): Promise<DocumentChanges[]> {
  const edits = new Map<string, { document: TextDocument; changes: AnnotationChange[] }>();
  for (const { annotationId, uri } of chosen) {
    const key = uri.toString();
    const edit = edits.get(key) ?? { document: await store.open(uri), changes: [] };
    edits.set(key, edit);
    edit.changes.push(change(annotationOf(store, edit.document, annotationId)));
  }
  return [...edits.values()];
}
