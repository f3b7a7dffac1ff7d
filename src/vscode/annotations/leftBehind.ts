import { l10n, window, workspace, WorkspaceEdit, type Uri } from 'vscode';
import { nameOf } from '../fileNames';
import type { AnnotationStore } from './annotationStore';
import { exists, isSidecar, sidecarOf } from './sidecarFile';

export interface Move {
  readonly oldUri: Uri;
  readonly newUri: Uri;
}

/** Undo and Redo move the files of one step one after the other: what still lies at its old place after this stays there. */
const SETTLED_MILLISECONDS = 2_000;

async function staysBehind({ oldUri, newUri }: Move): Promise<boolean> {
  if (isSidecar(oldUri) || (await exists(oldUri)) || !(await exists(newUri))) return false;
  return (await exists(sidecarOf(oldUri))) && !(await exists(sidecarOf(newUri)));
}

async function thoseBehind(moves: readonly Move[]): Promise<Move[]> {
  const behind: Move[] = [];
  for (const move of moves) if (await staysBehind(move)) behind.push(move);
  return behind;
}

/**
 * Says so where releases have moved without their annotations, as when a person skips that change on being asked about it, and
 * offers to bring them along, as a step of its own for Undo.
 */
export async function bringThoseLeftBehind(store: AnnotationStore, moves: readonly Move[]): Promise<void> {
  if ((await thoseBehind(moves)).length === 0) return;
  await new Promise(resolve => setTimeout(resolve, SETTLED_MILLISECONDS));
  const [first, ...others] = await thoseBehind(moves);
  if (!first) return;
  const bring = l10n.t('Bring Them Along');
  const message =
    others.length === 0
      ? l10n.t('The annotations of {0} did not come along: they are still in {1}.', ...namesOf(first))
      : l10n.t('The annotations of {0} releases did not come along: they are still at their old places.', others.length + 1);
  if ((await window.showWarningMessage(message, bring)) !== bring) return;
  const behind = await thoseBehind(moves); // meanwhile somebody may have moved them, or annotated the releases anew
  const edit = new WorkspaceEdit();
  for (const { oldUri, newUri } of behind) edit.renameFile(sidecarOf(oldUri), sidecarOf(newUri));
  if (behind.length > 0 && (await workspace.applyEdit(edit))) await store.filesMoved(behind);
  else void window.showWarningMessage(l10n.t('The annotations were left where they are: there are others at the new place.'));
}

const namesOf = ({ oldUri, newUri }: Move): [string, string] => [nameOf(newUri), workspace.asRelativePath(sidecarOf(oldUri))];
