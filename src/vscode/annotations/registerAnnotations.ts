import {
  languages,
  workspace as editor,
  type DocumentSelector,
  type LogOutputChannel,
  type Memento,
  type TextDocument,
  type Uri,
} from 'vscode';
import { Codebooks } from '../codebook/codebooks';
import { registerCodebook } from '../codebook/view';
import type { RegisterCommand } from '../commands';
import { AnnotationStore } from './annotationStore';
import { registerAnnotationActions } from './codeActions';
import { registerAnnotationCommands } from './commands';
import { registerAnnotationDecorations } from './decorations';
import { registerFileOperations } from './fileOperations';
import { Discussions } from './discussions';
import { registerAnnotationHover } from './hover';
import { registerAnnotationsView } from './view/registerView';
import { WorkspaceAnnotations } from './workspaceAnnotations';
import { registerWorkspaceSymbols } from './workspaceSymbols';
import { registerSavingStatus } from './savingStatus';
import { UnsavedAnnotations } from './unsavedAnnotations';

/** Annotations: the store that other features ask, and what people see and do with it. `subscriptions` takes what to dispose. */
export function registerAnnotations(
  selector: DocumentSelector,
  {
    subscriptions,
    memory,
    storage,
    log,
    registerCommand,
  }: {
    subscriptions: { dispose(): unknown }[];
    memory: Memento;
    /** The extension's own folder for this workspace. */
    storage: Uri | undefined;
    log: LogOutputChannel;
    registerCommand: RegisterCommand;
  },
): { readonly store: AnnotationStore; readonly codebooks: Codebooks } {
  /** Releases that a file can lie beside: no unsaved ones, no version in git, no text that is only shown. */
  const isKept = (document: TextDocument): boolean =>
    languages.match(selector, document) > 0 && editor.fs.isWritableFileSystem(document.uri.scheme) !== undefined;
  const store = new AnnotationStore(isKept, log, new UnsavedAnnotations(storage, log));
  const workspace = new WorkspaceAnnotations(store);
  const codebooks = new Codebooks(log);
  subscriptions.push(
    store,
    workspace,
    codebooks,
    registerAnnotationCommands(store, memory, { codebooks, annotations: workspace }),
    registerAnnotationActions(selector, store, memory),
    registerAnnotationDecorations(store, codebooks),
    new Discussions(registerCommand, isKept, store),
    registerAnnotationHover(selector, store, codebooks),
    registerAnnotationsView(registerCommand, workspace, store, memory),
    registerWorkspaceSymbols(workspace),
    registerSavingStatus(store),
    registerFileOperations(store),
    registerCodebook(registerCommand, codebooks, workspace, store),
  );
  return { store, codebooks };
}
