/** A filter as a person types it: words, and facts as "kind:note" or `author:"Robin Vale"`; a "-" before either leaves out. */

export interface QueryTerm {
  /** "kind", "author" …; absent for a plain word, which is looked for in all that an item says. */
  readonly facet?: string;
  /** Lower case. */
  readonly value: string;
  /** It was quoted: a fact must be equal, not only begin with it. */
  readonly exact: boolean;
  readonly excluded: boolean;
}

/** What a query is held against. */
export interface Searchable {
  /** Everything that words are looked for in. */
  readonly text: string;
  /** Values by facet, as a person writes them. */
  readonly facts: Readonly<Record<string, readonly string[]>>;
}

const TERM = /(-?)(?:(\p{L}+):)?(?:"([^"]*)"?|([^\s"]+))/gu;

/**
 * Reads a filter. What is not a fact is a word: never an error. `facets` are the names that may stand before a colon, so that
 * "10:30" and "https://…" are words.
 */
export function parseQuery(text: string, facets: readonly string[]): QueryTerm[] {
  return [...text.matchAll(TERM)].flatMap(([whole, minus, name, quoted, plain]) => {
    const facet = name?.toLowerCase();
    const known = facet !== undefined && facets.includes(facet);
    const value = (known || facet === undefined ? (quoted ?? plain ?? '') : whole.slice(minus!.length)).toLowerCase();
    if (value === '') return [];
    return [{ ...(known ? { facet } : {}), value, exact: quoted !== undefined, excluded: minus === '-' }];
  });
}

/** Whether an item has every word, and of each facet that is asked for one of the values. */
export function matchesQuery(terms: readonly QueryTerm[], { text, facts }: Searchable): boolean {
  const words = text.toLowerCase();
  const holds = ({ facet, value, exact }: QueryTerm): boolean =>
    facet === undefined
      ? words.includes(value)
      : (facts[facet] ?? []).some(each => (exact ? each.toLowerCase() === value : each.toLowerCase().startsWith(value)));
  if (terms.some(term => term.excluded && holds(term))) return false;
  const wanted = terms.filter(term => !term.excluded);
  return wanted.every(
    term => holds(term) || (term.facet !== undefined && wanted.some(other => other.facet === term.facet && holds(other))),
  );
}

/** The filter with a fact added, or without it where it is there already. */
export function toggleFact(text: string, facet: string, value: string): string {
  const term = `${facet}:${/^[\p{L}\d_-]+$/u.test(value) ? value : `"${value.replaceAll('"', '')}"`}`;
  const kept = [...text.matchAll(TERM)].map(([whole]) => whole);
  const without = kept.filter(whole => whole !== term);
  return (without.length < kept.length ? without : [...kept, term]).join(' ');
}
