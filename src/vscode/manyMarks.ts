import { Disposable, InputBoxValidationSeverity, l10n, window, type TextEditor } from 'vscode';
import { confirmMark, matchingMarks, rejectMark, type Mark } from '../core';
import type { AnnotationStore } from './annotations/annotationStore';
import { Command, type RegisterCommand } from './commands';
import { toRange } from './convert';
import { activeReleaseEditor } from './language';
import type { Releases } from './releases';
import type { Review } from './review';

interface Deps {
  readonly releases: Releases;
  readonly store: AnnotationStore;
  readonly review: Review;
}

type Decision = 'confirm' | 'reject';

/** Decides about several marks as one step for Undo. The number is said first, and none is decided without it. */
async function decideAll(
  deps: Deps,
  editor: TextEditor,
  marks: readonly Mark[],
  decision: Decision,
  agreed: boolean,
): Promise<void> {
  const { document } = editor;
  if (marks.length === 0) {
    window.setStatusBarMessage(l10n.t('No mark is meant.'), 4000);
    return;
  }
  const confirm = decision === 'confirm';
  const yes = confirm ? l10n.t('Confirm') : l10n.t('Reject');
  const question = confirm ? l10n.t('Confirm {0} marks?', marks.length) : l10n.t('Reject {0} marks?', marks.length);
  if (!agreed && (await window.showWarningMessage(question, { modal: true }, yes)) !== yes) return;
  const { text } = deps.releases.read(document);
  const changes = [];
  for (const mark of marks)
    changes.push(await deps.review.changeOf(document, mark, (confirm ? confirmMark : rejectMark)(text, mark)));
  const label = confirm ? l10n.t('Confirm {0} Marks', marks.length) : l10n.t('Reject {0} Marks', marks.length);
  await deps.store.apply(document, label, changes);
}

async function matching(deps: Deps, decision: Decision, given: unknown): Promise<void> {
  const editor = activeReleaseEditor();
  if (!editor) return;
  await deps.store.whenLoaded(editor.document);
  const { text } = deps.releases.read(editor.document);
  const found = (filter: string) =>
    matchingMarks(text, deps.review.queue.all(editor.document), deps.store.annotationsOf(editor.document), filter);
  const filter =
    typeof given === 'string'
      ? given
      : await window.showInputBox({
          title: decision === 'confirm' ? l10n.t('Confirm Matching Marks') : l10n.t('Reject Matching Marks'),
          prompt: l10n.t('Words, or kind:message speaker:… rule:… state:…; a minus before it leaves out'),
          validateInput: value =>
            value.trim()
              ? { message: l10n.t('{0} marks match', found(value).length), severity: InputBoxValidationSeverity.Info }
              : undefined,
        });
  if (filter !== undefined) await decideAll(deps, editor, found(filter), decision, typeof given === 'string');
}

async function onScreen(deps: Deps, decision: Decision, given: unknown): Promise<void> {
  const editor = activeReleaseEditor();
  if (!editor) return;
  await deps.store.whenLoaded(editor.document);
  const visible = deps.review.queue
    .of(editor.document, { filter: '', order: 'place' })
    .filter(({ span }) => editor.visibleRanges.some(range => range.contains(toRange(editor.document, span))));
  await decideAll(deps, editor, visible, decision, given === true);
}

/** Decisions about several marks at once. */
export function registerManyMarks(registerCommand: RegisterCommand, deps: Deps): Disposable {
  return Disposable.from(
    registerCommand(Command.confirmMatching, (filter?: unknown) => matching(deps, 'confirm', filter)),
    registerCommand(Command.rejectMatching, (filter?: unknown) => matching(deps, 'reject', filter)),
    registerCommand(Command.confirmOnScreen, (agreed?: unknown) => onScreen(deps, 'confirm', agreed)),
    registerCommand(Command.rejectOnScreen, (agreed?: unknown) => onScreen(deps, 'reject', agreed)),
  );
}
