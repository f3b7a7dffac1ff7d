import { l10n, window, workspace, type QuickPickItem, type WorkspaceFolder } from 'vscode';
import {
  addTag,
  CodebookConflict,
  deleteTag,
  editTag,
  mergeTags,
  PASSAGE_KINDS,
  renameTag,
  retagged,
  tagNamed,
  type Codebook,
  type CodebookTag,
} from '../../core/index';
import type { AnnotationStore, DocumentChanges } from '../annotations/annotationStore';
import { kindName } from '../annotations/kinds';
import { changesIn } from '../annotations/talk';
import { countTags, type TagSources } from './tagPicker';

/** What a row of the tree or a test says; a person is asked for what is missing, and before many annotations are changed. */
export interface TagArgument extends Partial<Omit<CodebookTag, 'raw'>> {
  readonly tag?: string;
  readonly to?: string;
  /** Of *Delete Tag*: whether annotations lose it too. */
  readonly everywhere?: boolean;
}

interface Deps extends TagSources {
  readonly store: AnnotationStore;
}

const HEX = /^#[\da-f]{6}$/i;
/** Told apart by most people who see colours differently: Okabe and Ito, "Color Universal Design", 2008. */
const COLORS: readonly string[] = ['#e69f00', '#56b4e9', '#009e73', '#f0e442', '#0072b2', '#d55e00', '#cc79a7', '#999999'];

/** The folder whose codebook is meant: that of the text in front, else the only one, else the one a person picks. */
export async function chooseFolder(): Promise<WorkspaceFolder> {
  const active = window.activeTextEditor && workspace.getWorkspaceFolder(window.activeTextEditor.document.uri);
  const folders = workspace.workspaceFolders ?? [];
  const folder = active ?? (folders.length > 1 ? await window.showWorkspaceFolderPick() : folders[0]);
  if (!folder) throw new Error(l10n.t('A codebook belongs to a folder: open one first.'));
  return folder;
}

/** Runs a change; a name that is taken and the like are said in a sentence. */
async function explained<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof CodebookConflict)) throw error;
    const { fault, tag } = error;
    throw new Error(
      fault === 'taken'
        ? l10n.t('There is a tag “{0}” already.', tag)
        : fault === 'missing'
          ? l10n.t('The tag “{0}” is not in the codebook.', tag)
          : l10n.t('The tag “{0}” would be a case of itself.', tag),
    );
  }
}

const askName = (title: string, value = '') => window.showInputBox({ title, value, prompt: l10n.t('Name of the tag') });

/** Adds a tag; a person is asked for its name and what it means. */
export async function addTagCommand({ codebooks, store }: Deps, argument: TagArgument): Promise<void> {
  const folder = await chooseFolder();
  const name = (argument.name ?? (await askName(l10n.t('Add Tag'))))?.trim();
  if (!name) return;
  const { description, color, parents, kinds, examples } = argument;
  const meaning =
    description ??
    (argument.name === undefined
      ? await window.showInputBox({ title: name, prompt: l10n.t('When to use it, and when not (may be left empty)') })
      : '');
  if (meaning === undefined) return;
  const tag: CodebookTag = {
    name,
    description: meaning.trim(),
    ...(color ? { color } : {}),
    ...(parents ? { parents } : {}),
    ...(kinds ? { kinds } : {}),
    ...(examples ? { examples } : {}),
  };
  const step = await explained(() => codebooks.change(folder, codebook => addTag(codebook, tag)));
  await store.applyAll(l10n.t('Add Tag'), [], step);
}

async function chooseTag({ codebooks, annotations }: Deps, folder: WorkspaceFolder, given: string | undefined, title: string) {
  if (given !== undefined) return given;
  await annotations.whenListed();
  const { tags } = codebooks.of(folder.uri);
  const counts = countTags(annotations);
  const names = new Set([...tags.map(({ name }) => name), ...counts.keys()]);
  const described = new Map(tags.map(({ name, description }) => [name, description]));
  const items = [...names].map((label): QuickPickItem => {
    const detail = described.get(label);
    return { label, description: String(counts.get(label) ?? 0), ...(detail ? { detail } : {}) };
  });
  return (await window.showQuickPick(items, { title, matchOnDetail: true }))?.label;
}

/** Changes what a tag says: its colour, meaning, examples, parents, kinds. */
export async function editTagCommand(deps: Deps, argument: TagArgument): Promise<void> {
  const folder = await chooseFolder();
  const { codebooks, store } = deps;
  const name = await chooseTag(deps, folder, argument.tag, l10n.t('Edit Tag'));
  if (name === undefined) return;
  const codebook = codebooks.of(folder.uri);
  const { color, description, examples, parents, kinds } = argument;
  const given = { color, description, examples, parents, kinds };
  const change = Object.values(given).some(value => value !== undefined)
    ? Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
    : await askChange(codebook, tagNamed(codebook, name) ?? { name });
  if (!change) return;
  const step = await explained(() =>
    codebooks.change(folder, book => editTag(tagNamed(book, name) ? book : addTag(book, { name }), name, change)),
  );
  await store.applyAll(l10n.t('Edit Tag'), [], step);
}

async function askChange(codebook: Codebook, tag: CodebookTag): Promise<Partial<Omit<CodebookTag, 'name'>> | undefined> {
  type What = 'description' | 'color' | 'examples' | 'parents' | 'kinds';
  const field = (what: What, icon: string, label: string, description = ''): QuickPickItem & { what: What } => ({
    what,
    label: `$(${icon}) ${label}`,
    description,
  });
  const picked = await window.showQuickPick(
    [
      field('description', 'note', l10n.t('Meaning'), tag.description),
      field('color', 'symbol-color', l10n.t('Colour'), tag.color),
      field('examples', 'quote', l10n.t('Examples'), tag.examples?.join(' | ')),
      field('parents', 'type-hierarchy', l10n.t('Is a case of'), tag.parents?.join(', ')),
      field('kinds', 'symbol-class', l10n.t('Kinds it may be put on'), tag.kinds?.map(kindName).join(', ')),
    ],
    { title: tag.name },
  );
  const title = tag.name;
  switch (picked?.what) {
    case 'description': {
      const description = await window.showInputBox({ title, value: tag.description ?? '' });
      return description === undefined ? undefined : { description: description.trim() };
    }
    case 'color':
      return askColor(title, tag.color);
    case 'examples': {
      const prompt = l10n.t('Examples, with | between them');
      const text = await window.showInputBox({ title, prompt, value: tag.examples?.join(' | ') ?? '' });
      if (text === undefined) return undefined;
      return { examples: text.split('|').flatMap(each => each.trim() || []) };
    }
    case 'parents': {
      const others = codebook.tags.filter(({ name }) => name !== tag.name);
      const chosen = await window.showQuickPick(
        others.map(({ name }) => ({ label: name, picked: tag.parents?.includes(name) ?? false })),
        { title, placeHolder: l10n.t('Is a case of'), canPickMany: true },
      );
      return chosen && { parents: chosen.map(({ label }) => label) };
    }
    case 'kinds': {
      const chosen = await window.showQuickPick(
        PASSAGE_KINDS.map(kind => ({ label: kindName(kind), each: kind, picked: tag.kinds?.includes(kind) ?? true })),
        { title, placeHolder: l10n.t('Kinds it may be put on'), canPickMany: true },
      );
      if (!chosen) return undefined;
      const kinds = chosen.map(({ each }) => each);
      return { kinds: kinds.length === PASSAGE_KINDS.length ? [] : kinds };
    }
    case undefined:
      return undefined;
  }
}

async function askColor(title: string, before: string | undefined): Promise<{ color: string } | undefined> {
  const own = l10n.t('Another colour…');
  const none = l10n.t('That of its parent');
  const picked = await window.showQuickPick([...COLORS, own, none], { title, placeHolder: before ?? '' });
  if (picked === undefined) return undefined;
  if (picked === none) return { color: '' };
  if (picked !== own) return { color: picked };
  const color = await window.showInputBox({
    title,
    value: before ?? '#',
    validateInput: text => (HEX.test(text) ? undefined : l10n.t('Write a colour as #rrggbb, like #56b4e9.')),
  });
  return color === undefined ? undefined : { color };
}

/** The annotations of a folder that have a tag, with the tag changed in them. */
async function retag(
  { annotations, store }: Deps,
  folder: WorkspaceFolder,
  from: string,
  to?: string,
): Promise<DocumentChanges[]> {
  await annotations.whenListed();
  const modified = new Date().toISOString();
  const chosen = annotations
    .files()
    .filter(({ uri }) => workspace.getWorkspaceFolder(uri)?.uri.toString() === folder.uri.toString())
    .flatMap(({ uri, placed }) =>
      placed.filter(({ annotation }) => annotation.tag === from).map(({ annotation }) => ({ annotationId: annotation.id, uri })),
    );
  return changesIn(store, chosen, before => {
    const after = retagged(before, from, to, modified);
    return { before, ...(after ? { after } : {}) };
  });
}

/** "12 annotations in 3 files" */
function extent(edits: readonly DocumentChanges[]): string {
  const count = edits.reduce((sum, { changes }) => sum + changes.length, 0);
  return count === 1 ? l10n.t('1 annotation') : l10n.t('{0} annotations in {1} files', count, edits.length);
}

const agreed = async (question: string, yes: string): Promise<boolean> =>
  (await window.showWarningMessage(question, { modal: true }, yes)) === yes;

/** Gives a tag another name, or makes it one with a tag that is there: in the codebook and in every annotation, as one step. */
export async function renameTagCommand(deps: Deps, argument: TagArgument, merge: boolean): Promise<void> {
  const folder = await chooseFolder();
  const { codebooks, store } = deps;
  const title = merge ? l10n.t('Merge Tag') : l10n.t('Rename Tag');
  const from = await chooseTag(deps, folder, argument.tag, title);
  if (from === undefined) return;
  const asked = merge ? () => chooseTag(deps, folder, undefined, l10n.t('Merge “{0}” into', from)) : () => askName(title, from);
  const to = (argument.to ?? (await asked()))?.trim();
  if (!to || to === from) return;
  const step = await explained(() =>
    codebooks.change(folder, book => (merge ? mergeTags(book, from, to) : renameTag(book, from, to))),
  );
  const edits = await retag(deps, folder, from, to);
  if (argument.to === undefined && edits.length > 0) {
    const question = merge
      ? l10n.t('Make “{0}” one with “{1}”? {2} will be changed.', from, to, extent(edits))
      : l10n.t('Rename “{0}” to “{1}”? {2} will be changed.', from, to, extent(edits));
    if (!(await agreed(question, title))) return;
  }
  const inCodebook = tagNamed(codebooks.of(folder.uri), from) !== undefined;
  await store.applyAll(title, edits, inCodebook ? step : undefined);
  window.setStatusBarMessage(l10n.t('Changed: {0}', extent(edits)), 5000);
}

/** Takes a tag out of the codebook, and where a person wants it out of the annotations too. */
export async function deleteTagCommand(deps: Deps, argument: TagArgument): Promise<void> {
  const folder = await chooseFolder();
  const title = l10n.t('Delete Tag');
  const tag = await chooseTag(deps, folder, argument.tag, title);
  if (tag === undefined) return;
  const inCodebook = tagNamed(deps.codebooks.of(folder.uri), tag) !== undefined;
  const step = inCodebook ? await explained(() => deps.codebooks.change(folder, book => deleteTag(book, tag))) : undefined;
  let edits = await retag(deps, folder, tag);
  let everywhere = argument.everywhere;
  if (everywhere === undefined && edits.length > 0) {
    const keep = l10n.t('Keep It in Annotations');
    const remove = l10n.t('Remove It Everywhere');
    const question = l10n.t('Delete the tag “{0}”? {1} have it.', tag, extent(edits));
    const answer = await window.showWarningMessage(question, { modal: true }, ...(inCodebook ? [keep] : []), remove);
    if (answer === undefined) return;
    everywhere = answer === remove;
  }
  if (!everywhere) edits = [];
  await deps.store.applyAll(title, edits, step);
}
