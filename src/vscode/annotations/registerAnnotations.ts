import { languages, type DocumentSelector, type LogOutputChannel, type Memento } from 'vscode';
import { AnnotationStore } from './annotationStore';
import { registerAnnotationCommands } from './commands';
import { registerAnnotationDecorations } from './decorations';
import { registerAnnotationHover } from './hover';

/** Annotations: the store that other features ask, and what people see and do with it. `subscriptions` takes what to dispose. */
export function registerAnnotations(
  selector: DocumentSelector,
  { subscriptions, memory, log }: { subscriptions: { dispose(): unknown }[]; memory: Memento; log: LogOutputChannel },
): AnnotationStore {
  const store = new AnnotationStore(
    document => languages.match(selector, document) > 0 && document.uri.scheme !== 'untitled',
    log,
  );
  subscriptions.push(
    store,
    registerAnnotationCommands(store, memory),
    registerAnnotationDecorations(store),
    registerAnnotationHover(selector, store),
  );
  return store;
}
