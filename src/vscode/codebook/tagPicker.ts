import { l10n, QuickPickItemKind, window, type QuickPickItem, type Uri } from 'vscode';
import { tagsFor, type PassageKind } from '../../core/index';
import { kindName } from '../annotations/kinds';
import type { WorkspaceAnnotations } from '../annotations/workspaceAnnotations';
import type { Codebooks } from './codebooks';

/** Where tags are known from. */
export interface TagSources {
  readonly codebooks: Codebooks;
  readonly annotations: WorkspaceAnnotations;
}

/** How many annotations have each tag. */
export function countTags(annotations: WorkspaceAnnotations): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { placed } of annotations.files()) {
    for (const { annotation } of placed) if (annotation.tag) counts.set(annotation.tag, (counts.get(annotation.tag) ?? 0) + 1);
  }
  return counts;
}

/** The codebook's tags for that kind with what they mean, then others in use; what is typed may be a new one. */
export async function pickTag({ codebooks, annotations }: TagSources, uri: Uri, kind: PassageKind): Promise<string | undefined> {
  await Promise.all([codebooks.whenLoaded(), annotations.whenListed()]);
  const codebook = codebooks.of(uri);
  const counts = countTags(annotations);
  const offered = tagsFor(codebook, kind);
  const known = new Map(codebook.tags.map(tag => [tag.name, tag]));
  const others = [...counts].filter(([name]) => !known.has(name)).sort((a, b) => b[1] - a[1]);
  const inUse = (name: string) => String(counts.get(name) ?? 0);
  const fixed: QuickPickItem[] = [
    ...offered.map(({ name, description, examples }) => ({
      label: name,
      description: inUse(name),
      ...(description || examples?.length
        ? { detail: [description, examples?.[0] && `“${examples[0]}”`].filter(Boolean).join(' — ') }
        : {}),
    })),
    ...(others.length > 0 && offered.length > 0
      ? [{ label: l10n.t('not in the codebook'), kind: QuickPickItemKind.Separator }]
      : []),
    ...others.map(([label, count]) => ({ label, description: String(count) })),
  ];
  return new Promise(resolve => {
    const pick = window.createQuickPick();
    pick.title = l10n.t('Tag');
    pick.placeholder = l10n.t('Choose a tag, or type a new one');
    pick.matchOnDetail = true;
    const show = () => {
      const typed = pick.value.trim();
      const isOffered = fixed.some(({ label }) => label === typed);
      const unfit = known.has(typed) && !isOffered;
      const fresh: QuickPickItem[] =
        !typed || isOffered
          ? []
          : unfit
            ? [{ label: typed, description: l10n.t('in the codebook, but not for the kind “{0}”', kindName(kind)) }]
            : [{ label: typed, description: l10n.t('new tag') }];
      pick.items = [...fixed, ...fresh];
    };
    show();
    pick.onDidChangeValue(show);
    pick.onDidAccept(() => {
      const chosen = pick.activeItems[0]?.label ?? pick.value.trim();
      const tag = known.get(chosen);
      if (tag?.kinds && !tag.kinds.includes(kind)) return; // it says so itself
      resolve(chosen || undefined);
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}
