import { l10n, ThemeIcon, Uri, window, workspace, type QuickPickItem, type TextDocument } from 'vscode';
import {
  annotatorsOf,
  DETECTION,
  detectionOf,
  joinAnnotators,
  placeAnnotations,
  SIDECAR_ENDING,
  type Annotation,
  type Annotator,
} from '../../core';
import type { AnnotationStore } from '../annotations/annotationStore';
import { readSidecarBytes, sidecarOf } from '../annotations/sidecarFile';
import { inPattern, nameOf } from '../fileNames';
import type { Releases } from '../releases';

/** Annotations of the text in another sidecar than its own. */
export interface OtherSidecar {
  readonly uri: Uri;
  readonly annotations: readonly Annotation[];
}

/** Sidecars offered of those that are about a file of the same name. */
const MOST_SIDECARS = 40;

/** What people call a sidecar whose authors have no names: what its name adds to the release's, else the folder it lies in. */
function nameOfSidecar(sidecar: Uri, release: Uri): string {
  const name = nameOf(sidecar).slice(0, -SIDECAR_ENDING.length);
  const whole = nameOf(release);
  if (name === whole) return nameOf(Uri.joinPath(sidecar, '..'));
  const stem = whole.replace(/\.[^.]+$/, '');
  const more = name.startsWith(stem) ? name.slice(stem.length).replace(/^[.\-_ ]+/, '') : name;
  return more.replace(/\.[^.]+$/, '') || name;
}

/** @throws Error in words for a person where the file is not one of annotations */
export async function readOtherSidecar(uri: Uri): Promise<OtherSidecar> {
  const reading = readSidecarBytes(await workspace.fs.readFile(uri));
  if (reading.state !== 'read') throw new Error(l10n.t('{0} is no file of annotations that can be read.', nameOf(uri)));
  return { uri, annotations: reading.page.annotations };
}

/** Other sidecars that are about a file of this name: `notice.ann.txt.annotations.json`, `bo/notice.txt.annotations.json`. */
async function findOtherSidecars(release: Uri): Promise<OtherSidecar[]> {
  const stem = inPattern(nameOf(release).replace(/\.[^.]+$/, ''));
  const found = await workspace.findFiles(`**/${stem}*${SIDECAR_ENDING}`, null, MOST_SIDECARS);
  const own = sidecarOf(release).toString();
  const read = found
    .filter(uri => uri.toString() !== own)
    .map(async uri => {
      try {
        return [await readOtherSidecar(uri)];
      } catch {
        return []; // it is not offered; whoever picks it by hand is told
      }
    });
  return (await Promise.all(read)).flat();
}

/** Everybody who annotates the text: the people of its sidecar and of others, and the engine. */
export function allAnnotators(
  document: TextDocument,
  { store, releases }: { readonly store: AnnotationStore; readonly releases: Releases },
  others: readonly OtherSidecar[],
): Annotator[] {
  const { text, detected } = releases.read(document);
  return joinAnnotators([
    ...annotatorsOf(store.annotationsOf(document), l10n.t('unnamed')),
    ...others.flatMap(({ uri, annotations }) =>
      annotatorsOf(placeAnnotations(text, annotations), nameOfSidecar(uri, document.uri)),
    ),
    detectionOf(detected),
  ]);
}

export const nameOfAnnotator = (name: string): string => (name === DETECTION ? l10n.t('detection') : name);

interface AnnotatorItem extends QuickPickItem {
  readonly name: string;
}

/** Asks whose annotations are compared: two at least. Nothing where nobody is chosen. */
export async function chooseAnnotators(
  document: TextDocument,
  deps: { readonly store: AnnotationStore; readonly releases: Releases },
): Promise<{ readonly names: readonly string[]; readonly others: readonly OtherSidecar[] } | undefined> {
  const others = await findOtherSidecars(document.uri);
  const people = (): Annotator[] => allAnnotators(document, deps, others);
  if (people().filter(({ judgements }) => judgements.length > 0).length < 2 && others.length === 0)
    throw new Error(l10n.t('Two annotators are needed, and nobody has annotated this release yet.'));
  const box = window.createQuickPick<AnnotatorItem>();
  box.title = l10n.t('Compare Annotators');
  box.placeholder = l10n.t('Choose two annotators or more');
  box.canSelectMany = true;
  box.buttons = [{ iconPath: new ThemeIcon('folder-opened'), tooltip: l10n.t('Add a File of Annotations…') }];
  const show = (chosen?: readonly string[]): void => {
    const all = people();
    const persons = all.filter(({ name }) => name !== DETECTION);
    const first = chosen ?? (persons.length > 1 ? persons : all).map(({ name }) => name);
    box.items = all.map(({ name, judgements }) => ({
      name,
      label: `$(${name === DETECTION ? 'hubot' : 'account'}) ${nameOfAnnotator(name)}`,
      description: judgements.length === 1 ? l10n.t('1 mark') : l10n.t('{0} marks', judgements.length),
    }));
    box.selectedItems = box.items.filter(({ name }) => first.includes(name));
  };
  show();
  const chosen = await new Promise<readonly string[] | undefined>(resolve => {
    box.onDidTriggerButton(async () => {
      const names = box.selectedItems.map(({ name }) => name);
      box.ignoreFocusOut = true;
      const files = await window.showOpenDialog({
        canSelectMany: true,
        title: l10n.t('Add a File of Annotations'),
        filters: { [l10n.t('Annotations')]: ['json'] },
      });
      for (const uri of files ?? []) {
        try {
          others.push(await readOtherSidecar(uri));
        } catch (error) {
          void window.showWarningMessage(error instanceof Error ? error.message : String(error));
        }
      }
      const known = new Set(box.items.map(({ name }) => name));
      show([...names, ...people().flatMap(({ name }) => (known.has(name) ? [] : [name]))]);
      box.show();
    });
    box.onDidChangeSelection(({ length }) => {
      if (length > 1) box.placeholder = l10n.t('Choose two annotators or more');
    });
    box.onDidAccept(() => {
      if (box.selectedItems.length < 2) {
        box.placeholder = l10n.t('One is not enough: choose two annotators or more');
        return;
      }
      resolve(box.selectedItems.map(({ name }) => name));
      box.hide();
    });
    box.onDidHide(() => resolve(undefined));
    box.show();
  });
  box.dispose();
  return chosen && { names: chosen, others };
}
