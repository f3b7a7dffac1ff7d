/**
 * Learned weights as text. Most are nothing; of the others come the step from the slot before (Rice code) and which of
 * sixteen levels (four bits).
 */
import { readBits } from './packedBits';

/** A table of weights; its size is a power of two. */
export interface PackedWeights {
  /** The table has `2 ** bits` slots. */
  readonly bits: number;
  /** How many of them hold a weight. */
  readonly kept: number;
  /** Low bits of a step that are written as they are. */
  readonly rice: number;
  readonly levels: readonly number[];
  readonly digits: string;
}

export const LEVEL_BITS = 4;
/** Levels are whole numbers: a weight of 1 is written as this. */
export const WEIGHT_SCALE = 32;

export function unpackWeights({ bits, kept, rice, levels, digits }: PackedWeights): Int8Array {
  const weights = new Int8Array(2 ** bits);
  const reader = readBits(digits);
  let slot = -1;
  for (let i = 0; i < kept; i++) {
    slot += reader.rice(rice) + 1;
    weights[slot] = levels[reader.number(LEVEL_BITS)]!;
  }
  return weights;
}
