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

function slotOf(text: string, at: number, mask: number): number {
  let hash = 0;
  for (let i = 0; i < GRAM; i++) hash = (Math.imul(hash, 0x01000193) ^ text.charCodeAt(at + i)) >>> 0;
  return (hash ^ (hash >>> 15)) & mask;
}

function sameGram(a: string, at: number, b: string, bt: number): boolean {
  for (let i = 0; i < GRAM; i++) if (a.charCodeAt(at + i) !== b.charCodeAt(bt + i)) return false;
  return true;
}

export function indexGrams(text: string): GramIndex {
  const places = Math.max(0, text.length - GRAM + 1);
  let size = 1024;
  while (size < places && size < 1 << 21) size *= 2;
  const mask = size - 1;
  const last = new Int32Array(size).fill(-1);
  const previous = new Int32Array(places);
  const counts = new Int32Array(size);
  for (let at = 0; at < places; at++) {
    const slot = slotOf(text, at, mask);
    previous[at] = last[slot]!;
    last[slot] = at;
    counts[slot]!++;
  }
  return {
    text,
    count: (pattern, at) => counts[slotOf(pattern, at, mask)]!,
    each: (pattern, at, visit) => {
      for (let place = last[slotOf(pattern, at, mask)]!; place >= 0; place = previous[place]!) {
        if (sameGram(pattern, at, text, place)) visit(place);
      }
    },
  };
}
