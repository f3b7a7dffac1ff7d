/** Bits as text: 32 of them in five digits of base 90, and numbers in them by their width or in Rice's code. */

/** 90 printable signs that need no escape in a string. */
export const DIGITS = Array.from({ length: 94 }, (_, i) => String.fromCharCode(0x21 + i))
  .filter(sign => !'"\'\\`'.includes(sign))
  .join('');

export const BITS_A_WORD = 32;
export const DIGITS_A_WORD = 5;

const VALUE_OF = new Uint8Array(128);
for (let i = 0; i < DIGITS.length; i++) VALUE_OF[DIGITS.charCodeAt(i)] = i;

export interface BitReader {
  /** The next `width` bits as a number, highest first. */
  number(width: number): number;
  /** A number in Rice's code: what is above its `low` lowest bits in ones and a zero, then these bits. */
  rice(low: number): number;
}

export function readBits(digits: string): BitReader {
  let word = 0;
  let left = 0;
  let at = 0;
  const bit = (): number => {
    if (left === 0) {
      let value = 0;
      for (let i = 0; i < DIGITS_A_WORD; i++) value = value * DIGITS.length + VALUE_OF[digits.charCodeAt(at++)]!;
      word = value | 0;
      left = BITS_A_WORD;
    }
    left--;
    return (word >>> left) & 1;
  };
  const number = (width: number): number => {
    let value = 0;
    for (let i = 0; i < width; i++) value = value * 2 + bit();
    return value;
  };
  return {
    number,
    rice: low => {
      let high = 0;
      while (bit() === 1) high++;
      return high * 2 ** low + number(low);
    },
  };
}
