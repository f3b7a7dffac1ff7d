/** What the words of one part tell the checks, whatever stands around them: worked out once, kept from one version of a text to the next. */
import type { Quotation } from '../release/analysis';
import { findQuotations } from '../release/quotes';
import type { Span } from '../text/span';

/** Works something out from the words of a part; offsets in it count from the start of the part. */
export type FromWords<T> = (words: string) => T;

interface Fact {
  readonly work: FromWords<unknown>;
  readonly value: unknown;
}

const outermost = (quotations: readonly Quotation[]) => quotations.filter(({ depth }) => depth === 0);
const outside: FromWords<readonly Quotation[]> = words => outermost(findQuotations(words));
const inside: FromWords<readonly Quotation[]> = words => outermost(findQuotations(words, true));

/**
 * A text that is being written differs from its last version in a part or two. Facts are kept under the words of their part: one
 * that has moved, or stands twice, is not looked through again. What a whole run of the checks did not ask for is forgotten.
 */
export class PartFacts {
  private kept = new Map<string, Map<string, Fact>>();
  private used = new Map<string, Map<string, Fact>>();
  /** The facts of the spans of one text by where they start and end, so that their words are compared once. */
  private places = new Map<number, { readonly end: number; readonly facts: Map<string, Fact> }>();
  private text = '';
  private readonly works = new Map<string, { readonly key: string; readonly work: FromWords<unknown> }>();

  /** What `work` makes of the words at a span; kept under a name until another function is asked for by it. */
  get<T>(name: string, work: FromWords<T>, text: string, span: Span): T {
    const facts = this.factsAt(text, span);
    const known = facts.get(name);
    if (known?.work === work) return known.value as T;
    const value = work(text.slice(span.start, span.end));
    facts.set(name, { work, value });
    return value;
  }

  private factsAt(text: string, { start, end }: Span): Map<string, Fact> {
    if (text !== this.text) {
      this.text = text;
      this.places = new Map();
    }
    const place = this.places.get(start);
    if (place?.end === end) return place.facts;
    const words = text.slice(start, end);
    const facts = this.used.get(words) ?? this.kept.get(words) ?? new Map<string, Fact>();
    this.used.set(words, facts);
    this.places.set(start, { end, facts });
    return facts;
  }

  /** The same function as long as what it was made from is the same, which `key` says in words. */
  work<T>(name: string, key: string, make: () => FromWords<T>): FromWords<T> {
    const known = this.works.get(name);
    if (known?.key === key) return known.work as FromWords<T>;
    const work = make();
    this.works.set(name, { key, work });
    return work;
  }

  /** The outermost quotations of a part, which may begin inside one that was opened before it. Offsets count from its start. */
  quotations(text: string, part: Span, isInside = false): readonly Quotation[] {
    return isInside ? this.get('quotations, begun inside one', inside, text, part) : this.get('quotations', outside, text, part);
  }

  /** Forgets what this run had no use for. One that was broken off leaves all as it is. */
  endRun(): void {
    this.kept = this.used;
    this.used = new Map();
    this.text = '';
    this.places = new Map();
  }
}
