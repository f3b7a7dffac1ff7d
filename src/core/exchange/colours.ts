/** The colours of labels in tools that draw them in full colour: those of our kinds, and a tag's as the codebook says. */
import { colorOf } from '../codebook/edits';
import type { Codebook } from '../codebook/types';

/** Of the labels for our kinds. */
export const KIND_COLOURS: ReadonlyMap<string, string> = new Map([
  ['Source', '#0b5cad'],
  ['Cue', '#8a5a00'],
  ['Content', '#1a7f37'],
  ['Speaker', '#4a90d9'],
  ['Date', '#a0306f'],
  ['Note', '#777777'],
]);

/** Of a tag to which nobody has given one. */
export const TAG_COLOUR = '#6f42c1';

/** "#rrggbb". */
export const colourOfLabel = (label: string, codebook: Codebook): string =>
  KIND_COLOURS.get(label) ?? colorOf(codebook, label) ?? TAG_COLOUR;
