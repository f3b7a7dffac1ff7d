import { l10n, type Uri, workspace } from 'vscode';
import { SidecarBlocked, SidecarBusy } from '../../core/index';

/** What keeps a document's annotations from being saved, in words for a person. */
export interface SavingProblem {
  readonly message: string;
  /** `conflict` can be resolved by keeping both sides; `unwritable` may pass by itself. */
  readonly kind: 'conflict' | 'newer' | 'unreadable' | 'unwritable';
}

export function describeProblem(error: unknown, sidecar: Uri): SavingProblem {
  const name = workspace.asRelativePath(sidecar);
  const kept = l10n.t('It was left as it is; annotations made now are kept apart and brought back.');
  if (!(error instanceof SidecarBlocked)) {
    const reason =
      error instanceof SidecarBusy
        ? l10n.t('another program is writing it all the time')
        : error instanceof Error
          ? error.message
          : String(error);
    return {
      kind: 'unwritable',
      message: l10n.t(
        '{0} could not be written ({1}). Annotations are kept apart and brought back, and writing is tried again.',
        name,
        reason,
      ),
    };
  }
  const { obstacle } = error;
  switch (obstacle.state) {
    case 'conflict':
      return { kind: 'conflict', message: `${l10n.t('{0} holds a git conflict.', name)} ${kept}` };
    case 'newer':
      return {
        kind: 'newer',
        message: `${l10n.t('{0} was written by a newer version of Pressmark (format {1}).', name, obstacle.version)} ${kept}`,
      };
    case 'unreadable':
      return { kind: 'unreadable', message: `${l10n.t('{0} cannot be read: the file {1}.', name, obstacle.problem)} ${kept}` };
  }
}
