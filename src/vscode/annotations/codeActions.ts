import { CodeAction, CodeActionKind, l10n, languages, Range, type Disposable, type DocumentSelector, type Memento } from 'vscode';
import { lastKind } from './annotating';
import type { AnnotationStore } from './annotationStore';
import { kindName } from './kinds';

/** The lightbulb on a selection: annotate it, as the last one was or otherwise, or add it to an annotation that is there. */
export function registerAnnotationActions(selector: DocumentSelector, store: AnnotationStore, memory: Memento): Disposable {
  const action = (title: string, command: string): CodeAction => {
    const made = new CodeAction(title, CodeActionKind.RefactorRewrite);
    made.command = { command, title };
    return made;
  };
  return languages.registerCodeActionsProvider(
    selector,
    {
      provideCodeActions: (document, range: Range) =>
        range.isEmpty
          ? []
          : [
              action(l10n.t('Annotate…'), 'pressmark.annotate'),
              action(l10n.t('Annotate as: {0}', kindName(lastKind(memory))), 'pressmark.annotateAgain'),
              ...(store.annotationsOf(document).some(({ annotation }) => annotation.targets.length > 0)
                ? [action(l10n.t('Add to an annotation…'), 'pressmark.addSelection')]
                : []),
            ],
    },
    { providedCodeActionKinds: [CodeActionKind.RefactorRewrite] },
  );
}
