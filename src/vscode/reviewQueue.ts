import { Disposable, l10n, QuickPickItemKind, window, type QuickPickItem, type TextDocument } from 'vscode';
import {
  countMarkFacts,
  excerpt,
  reviewQueue,
  suggestedMarks,
  toggleFact,
  type AnnotationState,
  type Mark,
  type MarkFact,
  type MarkFacet,
  type MarkOrder,
  type QueueWish,
} from '../core';
import type { AnnotationStore } from './annotations/annotationStore';
import { facetName, KIND_ICONS, kindName, stateName } from './annotations/kinds';
import type { Releases } from './releases';

const EVERYTHING: QueueWish = { filter: '', order: 'place' };
const ORDERS: readonly MarkOrder[] = ['place', 'kind', 'speaker', 'rule', 'state'];
const FACETS: readonly MarkFacet[] = ['kind', 'speaker', 'state', 'rule'];
/** So many marks are listed below the filter. */
const LISTED = 200;

/** What the review of each document walks through: chosen in a list, until the window closes. */
export class ReviewQueue {
  readonly #wishes = new WeakMap<TextDocument, QueueWish>();

  constructor(
    private readonly releases: Releases,
    private readonly store: AnnotationStore,
  ) {}

  wishOf(document: TextDocument): QueueWish {
    return this.#wishes.get(document) ?? EVERYTHING;
  }

  set(document: TextDocument, wish: QueueWish): void {
    this.#wishes.set(document, wish);
  }

  /** Takes what a keybinding or another extension asks for; false where that is nothing. */
  take(document: TextDocument, given: unknown): boolean {
    if (typeof given !== 'object' || given === null || !('filter' in given || 'order' in given)) return false;
    const { filter, order } = given as Record<string, unknown>;
    this.set(document, {
      filter: typeof filter === 'string' ? filter.trim() : '',
      order: ORDERS.find(each => each === order) ?? 'place',
    });
    return true;
  }

  /** All marks, decided or not, rejected ones too. */
  all(document: TextDocument): Mark[] {
    const { release, detected } = this.releases.read(document);
    return suggestedMarks(release, detected, this.store.annotationsOf(document));
  }

  /** What the review walks through, in its order. */
  of(document: TextDocument, wish = this.wishOf(document)): Mark[] {
    return reviewQueue(this.releases.read(document).text, this.all(document), this.store.annotationsOf(document), wish);
  }

  /**
   * Lets a person filter and sort while the list below shows what that leaves. What they take is where the review begins: a mark, or
   * `undefined` for the whole; `false` where they gave it up, and all is as before.
   */
  choose(document: TextDocument): Promise<Mark | undefined | false> {
    const before = this.wishOf(document);
    const { text } = this.releases.read(document);
    const placed = this.store.annotationsOf(document);
    const marks = this.all(document);
    const facts = countMarkFacts(
      marks.filter(({ kind }) => kind !== 'speaker'),
      placed,
    );
    return new Promise(resolve => {
      const box = window.createQuickPick<QueueItem>();
      box.title = l10n.t('Filter and Sort Marks to Review');
      box.placeholder = l10n.t('Words, or kind:message speaker:… rule:… state:…; a minus before it leaves out');
      box.value = before.filter;
      let order = before.order;
      let chosen: Mark | undefined | false = false;
      const show = (): void => {
        const queue = reviewQueue(text, marks, placed, { filter: box.value, order });
        box.items = [
          { label: `$(check) ${l10n.t('Review {0} marks', queue.length)}`, alwaysShow: true, begin: true },
          { label: l10n.t('Sort'), kind: QuickPickItemKind.Separator },
          ...ORDERS.map(each => ({
            label: orderName(each),
            alwaysShow: true,
            order: each,
            ...(each === order ? { description: l10n.t('now') } : {}),
          })),
          { label: l10n.t('Filter'), kind: QuickPickItemKind.Separator },
          ...FACETS.flatMap(facet => facts.filter(fact => fact.facet === facet)).map(fact => ({
            label: factName(fact),
            description: `${facetName(fact.facet)} · ${fact.count}`,
            alwaysShow: true,
            fact,
          })),
          { label: l10n.t('Marks'), kind: QuickPickItemKind.Separator },
          ...queue.slice(0, LISTED).map(mark => ({ ...markFace(text, mark), alwaysShow: true, mark })),
        ];
      };
      show();
      const listening = Disposable.from(
        box.onDidChangeValue(show),
        box.onDidAccept(() => {
          const [item] = box.activeItems;
          if (item?.order) order = item.order;
          else if (item?.fact) box.value = `${toggleFact(box.value, item.fact.facet, item.fact.value)} `;
          else {
            this.set(document, { filter: box.value.trim(), order });
            chosen = item?.mark;
            box.hide();
            return;
          }
          show();
        }),
        box.onDidHide(() => {
          resolve(chosen);
          listening.dispose();
          box.dispose();
        }),
      );
      box.show();
    });
  }
}

interface QueueItem extends QuickPickItem {
  readonly begin?: true;
  readonly order?: MarkOrder;
  readonly fact?: MarkFact;
  readonly mark?: Mark;
}

/** As a way of sorting: "By speaker". */
export function orderName(order: MarkOrder): string {
  switch (order) {
    case 'place':
      return l10n.t('As they stand in the text');
    case 'kind':
      return l10n.t('By kind');
    case 'speaker':
      return l10n.t('By speaker');
    case 'rule':
      return l10n.t('By rule');
    case 'state':
      return l10n.t('By state');
  }
}

function factName({ facet, value }: MarkFact): string {
  // Of a mark "open" is what nobody has decided about, of an annotation a discussion.
  if (facet === 'state') return value === 'open' ? l10n.t('Not reviewed') : stateName(value as AnnotationState);
  if (facet !== 'kind') return value;
  switch (value) {
    case 'message':
    case 'date':
    case 'speaker':
      return kindName(value);
    case 'direct':
      return l10n.t('direct');
    case 'mixed':
      return l10n.t('mixed');
    default:
      return l10n.t('indirect');
  }
}

function markFace(text: string, mark: Mark): QuickPickItem {
  const { span } = mark;
  const told = mark.kind === 'date' ? (mark.date.resolved ?? mark.date.value) : mark.speaker?.name;
  const rule = mark.kind === 'message' ? mark.message.basis : mark.kind === 'date' ? mark.date.basis : undefined;
  return {
    label: `$(${KIND_ICONS[mark.kind]}) ${excerpt(text, span, 70)}`,
    description: [told, rule].filter(Boolean).join(' · '),
  };
}
