/** Lengths of time as TIMEX3 writes them. */
import { UNIT_LETTER, type Unit } from './lexicon';

/** "P3Y", "PT36H", "PXD"; halves of a unit in the next smaller one where that is usual ("half an hour": PT30M). */
export function duration(unit: Unit, value: number | 'X'): string {
  const amount = unit === 'fortnight' && value !== 'X' ? value * 2 : value;
  if (amount === 0.5) {
    if (unit === 'hour') return 'PT30M';
    if (unit === 'year') return 'P6M';
    if (unit === 'decade') return 'P5Y';
    if (unit === 'century') return 'P50Y';
    if (unit === 'day') return 'PT12H';
  }
  if (unit === 'century' && amount === 0.25) return 'P25Y';
  const letter = UNIT_LETTER[unit];
  return letter.startsWith('T') ? `PT${amount}${letter[1]!}` : `P${amount}${letter}`;
}
