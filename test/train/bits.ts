/** Writes the bits that src/core/release/packedBits.ts reads. */
import { BITS_A_WORD, DIGITS, DIGITS_A_WORD } from '../../src/core/release/packedBits';

export class BitWriter {
  #digits = '';
  #word = 0;
  #filled = 0;

  #bit(bit: number): void {
    this.#word = (this.#word << 1) | bit;
    if (++this.#filled < BITS_A_WORD) return;
    let value = this.#word >>> 0;
    let digits = '';
    for (let i = 0; i < DIGITS_A_WORD; i++) {
      digits = DIGITS[value % DIGITS.length]! + digits;
      value = Math.floor(value / DIGITS.length);
    }
    this.#digits += digits;
    this.#word = this.#filled = 0;
  }

  number(value: number, width: number): void {
    for (let i = width - 1; i >= 0; i--) this.#bit(Math.floor(value / 2 ** i) & 1);
  }

  rice(value: number, low: number): void {
    for (let i = Math.floor(value / 2 ** low); i > 0; i--) this.#bit(1);
    this.#bit(0);
    this.number(value % 2 ** low, low);
  }

  /** All that was written, filled up with zeros. */
  finish(): string {
    while (this.#filled > 0) this.#bit(0);
    return this.#digits;
  }
}

/** The number of low bits that makes the Rice code of `count` steps within `size` shortest. */
export function bestRice(size: number, count: number): number {
  return Math.max(0, Math.floor(Math.log2((0.69 * size) / count) + 0.5));
}
