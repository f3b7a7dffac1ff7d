/**
 * Learned weights as text. Most are nothing; of the others come the step from the slot before (Rice code) and which of
 * sixteen levels (four bits), packed as 32 bits in five digits of base 90.
 */

/** 90 printable signs that need no escape in a string. */
export const DIGITS = Array.from({ length: 94 }, (_, i) => String.fromCharCode(0x21 + i))
  .filter(sign => !'"\'\\`'.includes(sign))
  .join('');

/** A table of weights; its size is a power of two. */
export interface PackedWeights {
  /** The table has `2 ** bits` slots. */
  readonly bits: number;
  /** How many of them hold a weight. */
  readonly kept: number;
  /** Low bits of a step that are written as they are; the rest counts in ones. */
  readonly rice: number;
  readonly levels: readonly number[];
  readonly digits: string;
}

export const LEVEL_BITS = 4;
/** Levels are whole numbers: a weight of 1 is written as this. */
export const WEIGHT_SCALE = 32;

const VALUE_OF = new Uint8Array(128);
for (let i = 0; i < DIGITS.length; i++) VALUE_OF[DIGITS.charCodeAt(i)] = i;

export function unpackWeights({ bits, kept, rice, levels, digits }: PackedWeights): Int8Array {
  const weights = new Int8Array(2 ** bits);
  let word = 0;
  let left = 0;
  let at = 0;
  const bit = (): number => {
    if (left === 0) {
      let value = 0;
      for (let i = 0; i < 5; i++) value = value * 90 + VALUE_OF[digits.charCodeAt(at++)]!;
      word = value | 0;
      left = 32;
    }
    left--;
    return (word >>> left) & 1;
  };
  const number = (width: number): number => {
    let value = 0;
    for (let i = 0; i < width; i++) value = value * 2 + bit();
    return value;
  };
  let slot = -1;
  for (let i = 0; i < kept; i++) {
    let step = 0;
    while (bit() === 1) step++;
    slot += step * 2 ** rice + number(rice) + 1;
    weights[slot] = levels[number(LEVEL_BITS)]!;
  }
  return weights;
}
