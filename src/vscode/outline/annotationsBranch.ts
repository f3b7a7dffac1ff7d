import { EventEmitter, l10n, ThemeColor, ThemeIcon, type Uri } from 'vscode';
import type { AnnotationStore } from '../annotations/annotationStore';
import { KIND_ICONS, kindName, passageOf, sayingOf } from '../annotations/kinds';
import type { BranchEntry, OutlineBranch } from './branch';
import { plainMarkdown } from '../plainText';

type Placed = ReturnType<AnnotationStore['annotationsOf']>[number];

function entryOf({ annotation, spans, orphaned }: Placed): BranchEntry {
  const kind = kindName(annotation.kind);
  const saying = sayingOf(annotation);
  const wholeDocument = annotation.targets.length === 0;
  const passage = wholeDocument ? kind : passageOf(annotation);
  const span = spans.find(each => each !== undefined);
  const notFound = orphaned ? l10n.t('words not found') : '';
  const facts = [notFound, saying].filter(Boolean).join(' · ');
  return {
    id: annotation.id,
    label: passage,
    description: facts || (wholeDocument ? '' : kind),
    tooltip: plainMarkdown([kind, passage, facts, annotation.author ?? ''].filter(Boolean).join('\n')),
    icon: orphaned
      ? new ThemeIcon('warning', new ThemeColor('list.warningForeground'))
      : new ThemeIcon(
          KIND_ICONS[annotation.kind],
          annotation.kind === 'releaseDate' ? undefined : new ThemeColor(`pressmark.annotation.${annotation.kind}`),
        ),
    accessibilityLabel: [kind, passage, facts].filter(Boolean).join(', '),
    contextValue: orphaned ? 'orphan' : 'annotation',
    ...(span ? { span } : {}),
  };
}

/** What people have said about the release, as the last branch of the outline. */
export function annotationsBranch(store: AnnotationStore): OutlineBranch & { dispose(): void } {
  const changed = new EventEmitter<Uri>();
  const listening = store.onDidChange(document => changed.fire(document.uri));
  return {
    id: 'annotations',
    label: l10n.t('Annotations'),
    icon: new ThemeIcon('comment-discussion'),
    entriesOf: document =>
      store
        .annotationsOf(document)
        .filter(({ annotation }) => annotation.kind !== 'relation')
        .map(entryOf),
    onDidChange: changed.event,
    dispose() {
      listening.dispose();
      changed.dispose();
    },
  };
}
