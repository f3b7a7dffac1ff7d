import type { TextDocument, TextDocumentContentChangeEvent } from 'vscode';
import {
  carrySpan,
  createDescriber,
  createLocator,
  describe,
  EMPTY_PAGE,
  inFileOrder,
  isOrphaned,
  refineChange,
  wholeGraphemes,
  type Annotation,
  type AnnotationPage,
  type Locator,
  type PlacedAnnotation,
  type Selectors,
  type Span,
  type Target,
} from '../../core/index';

/** The targets, and after them the mark that it corrects. */
const allTargets = ({ targets, review }: Annotation): readonly Target[] =>
  review?.detected ? [...targets, review.detected] : targets;

interface Place {
  span: Span | undefined;
  /** How to find it again: as stored, or as the passage was just before it was lost. */
  selectors: Selectors;
}

/** Edits of at most this many code units are typing; of a larger one it is first found out which words stayed. */
const TYPING = 64;

/** The annotations of one text as it is being edited: every span follows the edits; a lost one is looked for again. */
export class DocumentAnnotations {
  #page: AnnotationPage = EMPTY_PAGE;
  #places = new Map<string, Place[]>();
  /** The text that the places are meant in; kept while there are any, since an edit is reported after it was made. */
  #kept: string | undefined;

  constructor(private document: TextDocument) {}

  get #text(): string {
    return (this.#kept ??= this.document.getText());
  }

  get page(): AnnotationPage {
    return this.#page;
  }

  /** In the order of the text, the whole document's first and orphans last. */
  get placed(): readonly PlacedAnnotation[] {
    const placed = this.#page.annotations.map(annotation => {
      const places = this.#places.get(annotation.id)!;
      const spans = annotation.targets.map((_, index) => places[index]!.span);
      const detected = places[spans.length]?.span;
      return { annotation, spans, ...(detected ? { detected } : {}), orphaned: isOrphaned(spans) };
    });
    const rank = ({ annotation, spans, orphaned }: PlacedAnnotation) =>
      orphaned ? Infinity : annotation.targets.length === 0 ? -1 : (spans.find(span => span)?.start ?? 0);
    return placed
      .map(each => ({ each, at: rank(each) }))
      .sort((a, b) => (a.at === b.at ? inFileOrder(a.each.annotation, b.each.annotation) : a.at < b.at ? -1 : 1))
      .map(({ each }) => each);
  }

  get hasLost(): boolean {
    return [...this.#places.values()].some(places => places.some(place => !place.span));
  }

  /** Takes over a page. Annotations whose targets are the ones already held keep their places. */
  adopt(page: AnnotationPage): void {
    const before = new Map(this.#page.annotations.map(annotation => [annotation.id, annotation]));
    const places = new Map<string, Place[]>();
    let locator: Locator | undefined;
    for (const annotation of page.annotations) {
      const old = before.get(annotation.id);
      const held = this.#places.get(annotation.id);
      if (held && old && JSON.stringify(allTargets(old)) === JSON.stringify(allTargets(annotation))) {
        places.set(annotation.id, held);
        continue;
      }
      locator ??= createLocator(this.#text);
      places.set(
        annotation.id,
        allTargets(annotation).map((target, index) => {
          const placement = locator!.locate(target);
          if (placement.state === 'anchored') return { span: placement.span, selectors: target };
          // Stored by another window from a text that this one does not have yet: the place known here holds on.
          const same = held?.[index];
          return same?.selectors.quote.exact === target.quote.exact ? same : { span: undefined, selectors: target };
        }),
      );
    }
    this.#page = page;
    this.#places = places;
    if (places.size > 0) this.#kept ??= this.document.getText();
  }

  /** Follows edits of the text, which are one event. Returns whether a place moved, was lost or was found. */
  edit(changes: readonly Pick<TextDocumentContentChangeEvent, 'rangeOffset' | 'rangeLength' | 'text'>[]): boolean {
    if (this.#places.size === 0) {
      this.#kept = undefined;
      return false;
    }
    const whole = this.#text;
    const edited = new Map<Place, { readonly from: Span; touches: number; rewritten: boolean }>();
    for (const { rangeOffset, rangeLength, text } of changes) {
      const before = this.#text;
      const change = { start: rangeOffset, length: rangeLength, text };
      this.#kept = before.slice(0, rangeOffset) + text + before.slice(rangeOffset + rangeLength);
      const typing = rangeLength <= TYPING;
      const steps = typing && text.length <= TYPING ? [change] : refineChange(before, change);
      for (const places of this.#places.values()) {
        for (const place of places) {
          const { span } = place;
          if (!span || span.end < rangeOffset) continue;
          const known = edited.get(place) ?? { from: span, touches: 0, rewritten: false };
          if (span.start < rangeOffset + rangeLength && rangeOffset < span.end) known.touches++;
          known.rewritten ||= !typing;
          edited.set(place, known);
          place.span = steps.reduce<Span | undefined>((now, step) => now && carrySpan(now, step), span);
          // What is typed beside it may join its last sign, as an accent does.
          if (place.span) place.span = wholeGraphemes(this.#text, place.span);
        }
      }
    }
    let moved = false;
    for (const [place, { from, touches, rewritten }] of edited) {
      // Many small changes at once are a rewriting too: VS Code makes them of a text that is replaced.
      if (place.span && (rewritten || touches > 1) && !this.#keepsWords(whole, from, place.span)) place.span = undefined;
      if (!place.span) place.selectors = describe(whole, from);
      moved ||= place.span?.start !== from.start || place.span.end !== from.end;
    }
    return moved;
  }

  /** Whether at least half of the words went along: what is left after a rewriting may be chance. */
  #keepsWords(before: string, from: Span, to: Span): boolean {
    const words = before.slice(from.start, from.end).split(/\s+/);
    const now = new Set(this.#text.slice(to.start, to.end).split(/\s+/));
    return words.filter(word => now.has(word)).length * 2 >= words.length;
  }

  /** Looks for the lost passages again. Returns whether one was found. */
  findLost(): boolean {
    let found = false;
    let locator: Locator | undefined;
    for (const places of this.#places.values()) {
      for (const place of places) {
        if (place.span) continue;
        locator ??= createLocator(this.#text);
        const placement = locator.locate(place.selectors);
        if (placement.state !== 'anchored') continue;
        place.span = placement.span;
        found = true;
      }
    }
    return found;
  }

  /** The document was opened again, or its text may differ from what the reported edits made of it. */
  checkText(document: TextDocument): void {
    this.document = document;
    const text = document.getText();
    const before = this.#kept;
    if (before !== undefined && before !== text) this.edit([{ rangeOffset: 0, rangeLength: before.length, text }]);
    this.#kept = text;
  }

  /** The page with selectors that describe every found passage in the text as it stands. */
  described(): AnnotationPage {
    const describeNow = createDescriber(this.#text);
    return {
      ...this.#page,
      annotations: this.#page.annotations.map(annotation => {
        const places = this.#places.get(annotation.id)!;
        const now = allTargets(annotation).map((target, index) => {
          const { span, selectors } = places[index]!;
          return { ...target, ...(span ? describeNow(span) : { quote: selectors.quote, position: selectors.position }) };
        });
        const { review } = annotation;
        const detected = now[annotation.targets.length];
        return {
          ...annotation,
          targets: now.slice(0, annotation.targets.length),
          ...(review && detected ? { review: { ...review, detected } } : {}),
        };
      }),
    };
  }

  /** Selectors of a passage of the text as it stands. */
  describe(span: Span): Selectors {
    return describe(this.#text, span);
  }
}
