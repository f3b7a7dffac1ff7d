import { Disposable, l10n, window, type QuickPickItem } from 'vscode';
import { countFacts, toggleFact, type AnnotationKind, type AnnotationState } from '../../../core/index';
import { facetName, kindName, stateName } from '../kinds';
import type { AnnotationsProvider } from './provider';

interface FactItem extends QuickPickItem {
  readonly facet?: string;
  readonly value?: string;
}

function valueName(facet: string, value: string): string {
  if (facet === 'kind') return kindName(value as AnnotationKind);
  if (facet === 'state') return stateName(value as AnnotationState);
  return facet === 'tag' ? `#${value}` : value;
}

const FACETS = ['state', 'kind', 'tag', 'author', 'file'];

/**
 * A box in which the view is filtered while one types: words, or facts as `kind:note`, which the list below offers and counts.
 * Escape gives back the filter there was.
 */
export function openFilterBox(provider: AnnotationsProvider, apply: (filter: string) => void): void {
  const before = provider.filter;
  const box = window.createQuickPick<FactItem>();
  box.title = l10n.t('Filter Annotations');
  box.placeholder = l10n.t('Words, or kind:note tag:… author:… state:open; a minus before it leaves out');
  box.value = before;
  const show = () => {
    const facts = countFacts(provider.listed()).sort((a, b) => FACETS.indexOf(a.facet) - FACETS.indexOf(b.facet));
    box.items = [
      { label: `$(check) ${l10n.t('Show what matches')}`, alwaysShow: true },
      ...facts.map(({ facet, value, count }) => ({
        label: valueName(facet, value),
        description: `${facetName(facet)} · ${count}`,
        alwaysShow: true,
        facet,
        value,
      })),
    ];
  };
  show();
  let accepted = false;
  const listening = Disposable.from(
    box.onDidChangeValue(value => apply(value)),
    box.onDidAccept(() => {
      const [item] = box.activeItems;
      if (item?.facet !== undefined && item.value !== undefined) {
        box.value = `${toggleFact(box.value, item.facet, item.value)} `;
        apply(box.value);
        show();
        return;
      }
      accepted = true;
      box.hide();
    }),
    box.onDidHide(() => {
      apply(accepted ? box.value.trim() : before);
      listening.dispose();
      box.dispose();
    }),
  );
  box.show();
}
