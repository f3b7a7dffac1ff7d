/** Where every run of a few code units occurs in a text: finds the places that a passage may have moved to without reading all of it. */

/** Length of a run. Shorter ones occur everywhere; longer ones do not survive edits. */
export const GRAM = 6;

export interface GramIndex {
  readonly text: string;
  /** How often the run that starts at `at` in `pattern` occurs in the text, at most (runs that share a slot are counted together). */
  count(pattern: string, at: number): number;
  /** Calls `visit` with every place in the text where that run occurs, last first. */
  each(pattern: string, at: number, visit: (place: number) => void): void;
}

const BASE = 0x01000193;
/** BASE to the power of {@link GRAM}: what a unit weighs when it leaves the run. */
const LEAVING = Array.from({ length: GRAM }).reduce<number>(power => Math.imul(power, BASE), 1);
/** More slots than this do not stay in a processor's cache, and 1 MB of prose has fewer runs. */
const MOST_SLOTS = 1 << 18;

const hashOf = (text: string, at: number): number => {
  let hash = 0;
  for (let i = 0; i < GRAM; i++) hash = (Math.imul(hash, BASE) + text.charCodeAt(at + i)) | 0;
  return hash;
};

const slotOf = (hash: number, mask: number): number => (Math.imul(hash, 0x9e3779b1) >>> 12) & mask;

function sameGram(a: string, at: number, b: string, bt: number): boolean {
  for (let i = 0; i < GRAM; i++) if (a.charCodeAt(at + i) !== b.charCodeAt(bt + i)) return false;
  return true;
}

export function indexGrams(text: string): GramIndex {
  const places = Math.max(0, text.length - GRAM + 1);
  let size = 1024;
  while (size < places && size < MOST_SLOTS) size *= 2;
  const mask = size - 1;
  const slots = new Int32Array(size * 2); // the last place, plus one, and how many there are
  const previous = new Int32Array(places);
  let hash = places > 0 ? hashOf(text, 0) : 0;
  for (let at = 0; at < places; at++) {
    const slot = slotOf(hash, mask) * 2;
    previous[at] = slots[slot]! - 1;
    slots[slot] = at + 1;
    slots[slot + 1]!++;
    hash = (Math.imul(hash, BASE) + text.charCodeAt(at + GRAM) - Math.imul(LEAVING, text.charCodeAt(at))) | 0;
  }
  return {
    text,
    count: (pattern, at) => slots[slotOf(hashOf(pattern, at), mask) * 2 + 1]!,
    each: (pattern, at, visit) => {
      for (let place = slots[slotOf(hashOf(pattern, at), mask) * 2]! - 1; place >= 0; place = previous[place]!) {
        if (sameGram(pattern, at, text, place)) visit(place);
      }
    },
  };
}
