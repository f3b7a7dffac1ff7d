/** Random edit scripts on the seeds, each tracking where every code unit of the original went. */
import { readFileSync, readdirSync } from 'node:fs';
import type { Span } from '../../src/core/index';

/** mulberry32: small, seeded, good enough to draw edits with. */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Stands for the place of a unit that was put in. */
export const PUT_IN = -2;

/** A text whose every code unit knows where it was in the original. */
export interface Tracked {
  text: string;
  ids: Int32Array;
}

export const STYLES = ['insert', 'delete', 'replace', 'move', 'retype', 'mixed'] as const;
export type Style = (typeof STYLES)[number];

export const seeds = readdirSync('seeds')
  .filter(name => name.endsWith('.txt'))
  .map(name => readFileSync(`seeds/${name}`, 'utf8'));
export const vocabulary = seeds.join(' ').split(/\s+/).filter(Boolean);

function splice({ text, ids }: Tracked, start: number, length: number, inserted: string, insertedIds?: Int32Array): Tracked {
  const next = new Int32Array(text.length - length + inserted.length).fill(PUT_IN, start, start + inserted.length);
  next.set(ids.subarray(0, start));
  if (insertedIds) next.set(insertedIds, start);
  next.set(ids.subarray(start + length), start + inserted.length);
  return { text: text.slice(0, start) + inserted + text.slice(start + length), ids: next };
}

export function runScript(original: string, style: Style, share: number, random: () => number): Tracked {
  let tracked: Tracked = { text: original, ids: Int32Array.from({ length: original.length }, (_, at) => at) };
  const pick = (most: number) => Math.floor(random() * most);
  const words = (count: number) => Array.from({ length: count }, () => vocabulary[pick(vocabulary.length)]!).join(' ');
  /** A stretch of whole words, about `length` code units. */
  const stretch = (length: number): Span => {
    const { text } = tracked;
    let start = pick(Math.max(1, text.length - 1));
    while (start > 0 && /\S/.test(text[start - 1]!)) start--;
    let end = Math.min(text.length, start + 1 + length);
    while (end < text.length && /\S/.test(text[end]!)) end++;
    return { start, end };
  };
  let touched = 0;
  const budget = Math.max(1, original.length * share);
  while (touched < budget && tracked.text.length > 50) {
    const left = budget - touched;
    const size = Math.min(Math.ceil(left), 4 + pick(random() < 0.2 ? 400 : 60));
    const action = style === 'mixed' ? STYLES[pick(5)]! : style;
    const { start, end } = stretch(size);
    if (action === 'insert') {
      const added = `${words(1 + Math.floor(size / 7))} `;
      tracked = splice(tracked, start, 0, added);
      touched += added.length;
    } else if (action === 'delete') {
      tracked = splice(tracked, start, end - start, '');
      touched += end - start;
    } else if (action === 'replace') {
      const added = words(1 + Math.floor(size / 7));
      tracked = splice(tracked, start, end - start, added);
      touched += Math.max(added.length, end - start);
    } else if (action === 'retype') {
      // A typo mended or made: single letters, anywhere.
      const at = pick(tracked.text.length);
      const kind = pick(3);
      const letter = String.fromCharCode(97 + pick(26));
      tracked = splice(tracked, at, kind === 0 ? 0 : 1, kind === 1 ? '' : letter);
      touched += 1;
    } else {
      const { text, ids } = tracked;
      const moved = text.slice(start, end);
      const movedIds = ids.slice(start, end);
      tracked = splice(tracked, start, end - start, '');
      let to = pick(tracked.text.length);
      while (to > 0 && /\S/.test(tracked.text[to - 1]!)) to--;
      tracked = splice(tracked, to, 0, moved, movedIds);
      touched += end - start;
    }
  }
  return tracked;
}

/** Passages as people choose them: a word or two, a phrase, a sentence, a paragraph. */
export function choosePassage(text: string, random: () => number): Span {
  const lengths = [1, 12, 40, 150, 600];
  const longest = lengths[Math.floor(random() * lengths.length)]!;
  for (;;) {
    let start = Math.floor(random() * text.length);
    while (start > 0 && /\S/.test(text[start - 1]!)) start--;
    let end = Math.min(text.length, start + 1 + Math.floor(random() * longest));
    while (end < text.length && /\S/.test(text[end]!)) end++;
    while (start < end && /\s/.test(text[start]!)) start++;
    while (end > start && /\s/.test(text[end - 1]!)) end--;
    if (end > start) return { start, end };
  }
}
