/** The features of the attribution model: hashes of a template and three values, collected for all candidates of a choice. */

/** More than any choice has. */
const MOST_FEATURES = 1 << 15;
const MOST_CANDIDATES = 1024;

/** The candidates of one choice, with their features one after the other. */
class Batch {
  readonly features = new Int32Array(MOST_FEATURES);
  size = 0;
  count = 0;
  /** Where the features of each candidate end. */
  readonly ends = new Int32Array(MOST_CANDIDATES);
  /** What each candidate stands for: a token, a side. */
  readonly value = new Int32Array(MOST_CANDIDATES);

  clear(): void {
    this.size = 0;
    this.count = 0;
  }

  /** Ends the candidate whose features were added last. */
  close(value: number): void {
    this.value[this.count] = value;
    this.ends[this.count++] = this.size;
  }
}
export type { Batch };

/** The one batch all steps fill, one after the other: making new ones would cost more than the choices. */
export const batch = new Batch();
const { features } = batch;

/** Adds a feature: a template with three values. */
export function feature(template: number, a: number, b: number, c: number): void {
  let hash = Math.imul(a, 0x9e3779b1) + Math.imul(b, 0x85ebca6b) + Math.imul(c, 0xc2b2ae35) + Math.imul(template, 0x27d4eb2f);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  features[batch.size++] = hash ^ (hash >>> 13);
}

/** What the templates of `add` combine; the first is always 0. */
export const values = new Int32Array(64);

/**
 * The templates of one kind of candidate, as rows of four: the hashed number, and the places in `values` of what it combines.
 *
 * @param first the number of the first template; the others follow
 * @param names what stands in `values`, from place 1 on
 * @param combinations which of these each template takes, at most three, with `|` between templates
 */
export function templates(first: number, names: string, combinations: string): Int32Array {
  const places = new Map(names.split(' ').map((name, i) => [name, i + 1]));
  return Int32Array.from(
    combinations.split('|').flatMap((combination, i) => {
      const parts = combination.trim() === '' ? [] : combination.trim().split(' ');
      const [a = 0, b = 0, c = 0] = parts.map(name => {
        const place = places.get(name);
        if (place === undefined || parts.length > 3) throw new Error(`no template can be made of "${combination.trim()}"`);
        return place;
      });
      return [Math.imul(first + i, 0x27d4eb2f), a, b, c];
    }),
  );
}

/** Adds a feature for each template, from what `values` holds. A loop over a table: calls of `feature` would be twice as slow. */
export function add(rows: Int32Array): void {
  let at = batch.size;
  for (let i = 0; i < rows.length; i += 4) {
    let hash =
      rows[i]! +
      Math.imul(values[rows[i + 1]!]!, 0x9e3779b1) +
      Math.imul(values[rows[i + 2]!]!, 0x85ebca6b) +
      Math.imul(values[rows[i + 3]!]!, 0xc2b2ae35);
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    features[at++] = hash ^ (hash >>> 13);
  }
  batch.size = at;
}
