import { commands, Disposable, l10n, Uri, window, workspace, type TextDocument } from 'vscode';
import {
  annotationsOf,
  exchangeDocument,
  exportAs,
  EXPORT_FORMATS,
  formatEnding,
  formatOfContent,
  formatTitle,
  importAs,
  IMPORT_FORMATS,
  isTextFormat,
  Misfit,
  newAnnotations,
  withTags,
  type CodebookTag,
  type Exported,
  type ExportFormat,
  type ImportFormat,
  type Loss,
  type Only,
} from '../core';
import type { AnnotationStore } from './annotations/annotationStore';
import { readCodebook, type Codebooks } from './codebook/codebooks';
import { Command, type RegisterCommand } from './commands';
import { nameOf } from './fileNames';
import { activeReleaseEditor, isRelease } from './language';
import { lossName } from './lossNames';
import type { Releases } from './releases';

/** What is given is not asked for. From the Explorer comes the file alone. */
interface ExchangeArgument {
  /** The release. */
  readonly uri?: Uri;
  readonly format?: ExportFormat;
  /** Whose marks are exported; absent: all that the format can hold. */
  readonly only?: Only;
  /** The foreign file, to write or to read. */
  readonly file?: Uri;
}

/** *Export Annotations…* and *Import Annotations…*: other tools' files, on a disk or a virtual file system. */
export function registerExchange(
  registerCommand: RegisterCommand,
  releases: Releases,
  store: AnnotationStore,
  codebooks: Codebooks,
): Disposable {
  return Disposable.from(
    registerCommand(Command.exportAnnotations, (given?: unknown) => exportAnnotations(releases, store, argumentOf(given))),
    registerCommand(Command.importAnnotations, (given?: unknown) => importAnnotations(store, codebooks, argumentOf(given))),
  );
}

const argumentOf = (given: unknown): ExchangeArgument =>
  given instanceof Uri ? { uri: given } : typeof given === 'object' && given !== null ? given : {};

async function releaseOf({ uri }: ExchangeArgument): Promise<TextDocument> {
  const document = uri ? await workspace.openTextDocument(uri) : activeReleaseEditor()?.document;
  if (!document || !isRelease(document)) throw new Error(l10n.t('Open a press release first.'));
  return document;
}

const besides = (uri: Uri, name: string): Uri => Uri.joinPath(uri, '..', name);

async function exportAnnotations(releases: Releases, store: AnnotationStore, argument: ExchangeArgument): Promise<void> {
  const document = await releaseOf(argument);
  const format = argument.format ?? (await pickFormat());
  if (!format) return;
  await store.whenLoaded(document);
  const { text, release } = releases.read(document);
  const page = store.modelOf(document)?.described();
  if (!page) throw new Error(l10n.t('Annotations are kept beside a file: save this document first.'));
  const only = argument.only ?? (argument.format ? undefined : await pickOnly(store, document));
  if (only === 'none') return;
  const exported = exportAs(
    format,
    exchangeDocument(
      nameOf(document.uri),
      text,
      release,
      page,
      store.annotationsOf(document),
      only,
      await readCodebook(document.uri),
    ),
  );
  const ending = formatEnding(format);
  const file =
    argument.file ??
    (await window.showSaveDialog({
      title: l10n.t('Export Annotations'),
      defaultUri: besides(document.uri, `${nameOf(document.uri).replace(/\.\w+$/, '')}.${ending}`),
      filters: { [formatTitle(format)]: [ending] },
    }));
  if (!file) return;
  await write(file, exported);
  const written = l10n.t('Annotations exported to {0}.', workspace.asRelativePath(file));
  const open = l10n.t('Open File');
  const choice = window.showInformationMessage(joined(written, lossesTold(exported.losses, formatTitle(format))), open);
  void choice.then(chosen => chosen === open && commands.executeCommand('vscode.open', file));
}

/** Where there is a gold set it may leave alone. `none` where the person gave it up. */
async function pickOnly(store: AnnotationStore, document: TextDocument): Promise<Only | 'none' | undefined> {
  if (!store.annotationsOf(document).some(({ annotation }) => annotation.gold)) return undefined;
  const picked = await window.showQuickPick(
    [
      { label: l10n.t('The gold set alone'), only: 'gold' as const },
      { label: l10n.t('Everything: what was detected, what each annotator says, and the gold set'), only: undefined },
    ],
    { title: l10n.t('Export Annotations'), placeHolder: l10n.t('Whose marks?') },
  );
  return picked ? picked.only : 'none';
}

async function pickFormat(): Promise<ExportFormat | undefined> {
  const items = EXPORT_FORMATS.map(format => ({ label: formatTitle(format), description: `.${formatEnding(format)}`, format }));
  const picked = await window.showQuickPick(items, {
    title: l10n.t('Export Annotations'),
    placeHolder: l10n.t('For which tool?'),
    matchOnDescription: true,
  });
  return picked?.format;
}

/** A tool's configuration that is there already is somebody's own and stays. */
async function write(file: Uri, { content, beside }: Exported): Promise<void> {
  const encoder = new TextEncoder();
  await workspace.fs.writeFile(file, typeof content === 'string' ? encoder.encode(content) : content);
  for (const { name, content: other } of beside) {
    const uri = besides(file, name);
    const there = await Promise.resolve(workspace.fs.stat(uri)).then(
      () => true,
      () => false,
    );
    if (!there) await workspace.fs.writeFile(uri, encoder.encode(other));
  }
}

/** The tags that a foreign file describes and the codebook of the file does not have, as a part of the step that imports it. */
async function newTags(codebooks: Codebooks, document: TextDocument, tags: readonly CodebookTag[]) {
  const folder = workspace.getWorkspaceFolder(document.uri);
  if (!folder || tags.length === 0) return undefined;
  const known = await readCodebook(document.uri);
  const count = withTags(known, tags).tags.length - known.tags.length;
  return count === 0 ? undefined : { count, step: await codebooks.change(folder, codebook => withTags(codebook, tags)) };
}

async function importAnnotations(store: AnnotationStore, codebooks: Codebooks, argument: ExchangeArgument): Promise<void> {
  const document = await releaseOf(argument);
  await store.whenLoaded(document);
  const page = store.modelOf(document)?.page;
  if (!page) throw new Error(l10n.t('Annotations are kept beside a file: save this document first.'));
  const [file] = argument.file
    ? [argument.file]
    : ((await window.showOpenDialog({
        title: l10n.t('Import Annotations'),
        defaultUri: besides(document.uri, ''),
        openLabel: l10n.t('Import'),
      })) ?? []);
  if (!file) return;
  const bytes = await workspace.fs.readFile(file);
  const words = new TextDecoder().decode(bytes);
  const told = argument.format ?? formatOfContent(nameOf(file), words);
  const format = IMPORT_FORMATS.find(each => each === told) ?? (await pickImportFormat());
  if (!format) return;
  const text = document.getText();
  try {
    const imported = importAs(format, text, isTextFormat(format) ? words : bytes);
    const { author, created } = await store.stamp(document);
    const all = annotationsOf(text, imported, { author, created });
    const fresh = newAnnotations(page, all);
    const label = l10n.t('Import Annotations');
    const tags = await newTags(codebooks, document, imported.tags ?? []);
    if (fresh.length > 0 || tags)
      await store.applyAll(label, [{ document, changes: fresh.map(after => ({ after })) }], tags?.step);
    const message = l10n.t(
      '{0} annotations added from {1}, {2} there already.',
      fresh.length,
      nameOf(file),
      all.length - fresh.length,
    );
    const tagged = tags ? l10n.t('{0} tags added to the codebook.', tags.count) : '';
    void window.showInformationMessage(joined(message, tagged, lossesTold(imported.losses, l10n.t('the annotations'))));
  } catch (error) {
    if (!(error instanceof Misfit)) throw error;
    const { disagreement } = error;
    const reason = disagreement
      ? l10n.t(
          'it belongs to another text: at offset {0} this one has “{1}”, that one “{2}”',
          disagreement.offset,
          disagreement.here,
          disagreement.there,
        )
      : error.message;
    void window.showErrorMessage(l10n.t('{0} was not imported: {1}. Nothing was changed.', nameOf(file), reason));
  }
}

async function pickImportFormat(): Promise<ImportFormat | undefined> {
  const items = IMPORT_FORMATS.map(format => ({ label: formatTitle(format), description: `.${formatEnding(format)}`, format }));
  const picked = await window.showQuickPick(items, {
    title: l10n.t('Import Annotations'),
    placeHolder: l10n.t('Which tool wrote this file?'),
  });
  return picked?.format;
}

function lossesTold(losses: readonly Loss[], place: string): string {
  if (losses.length === 0) return '';
  const list = losses.map(({ kind, count }) => `${lossName(kind)} (${count})`).join(', ');
  return l10n.t('Without a place in {0}: {1}.', place, list);
}

const joined = (...sentences: readonly string[]): string => sentences.filter(Boolean).join(' ');
