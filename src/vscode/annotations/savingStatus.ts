import { Disposable, EventEmitter, FileDecoration, l10n, StatusBarAlignment, ThemeColor, window, type Uri } from 'vscode';
import type { AnnotationStore } from './annotationStore';
import { plainMarkdown } from '../plainText';

/** Says in the status bar, and by a badge on the file, that annotations are kept in this window only. */
export function registerSavingStatus(store: AnnotationStore): Disposable {
  const item = window.createStatusBarItem('pressmark.saving', StatusBarAlignment.Right, 111);
  item.name = l10n.t('Annotations not saved');
  item.command = 'pressmark.saveAnnotations';
  item.backgroundColor = new ThemeColor('statusBarItem.warningBackground');
  const badges = new EventEmitter<Uri[]>();
  let shown: Uri[] = [];
  const update = () => {
    const { troubled } = store;
    const now = troubled.map(({ uri }) => uri);
    if (String(now) !== String(shown)) badges.fire([...shown, ...now]);
    shown = now;
    const active = window.activeTextEditor?.document;
    const document = troubled.find(each => each === active) ?? troubled[0];
    const problem = document && store.problemOf(document);
    if (!problem) {
      item.hide();
      return;
    }
    item.text = `$(warning) ${l10n.t('Annotations not saved')}`;
    item.tooltip = plainMarkdown(problem.message);
    item.accessibilityInformation = { label: `${l10n.t('Annotations not saved')}. ${problem.message}`, role: 'button' };
    item.show();
  };
  update();
  return Disposable.from(
    item,
    badges,
    store.onDidChange(update),
    window.onDidChangeActiveTextEditor(update),
    window.registerFileDecorationProvider({
      onDidChangeFileDecorations: badges.event,
      provideFileDecoration: (uri): FileDecoration | undefined =>
        shown.some(each => each.toString() === uri.toString())
          ? new FileDecoration('!', l10n.t('Annotations not saved'), new ThemeColor('list.warningForeground'))
          : undefined,
    }),
  );
}
