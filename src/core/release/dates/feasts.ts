/** Days of the feasts that news names. Sources: the Gregorian computus (Meeus/Jones/Butcher); U.S. Code title 5, section 6103, for the federal holidays. */
import { addDays, weekdayOf, type Day } from './calendar';

/** The `n`th (from 1; -1: the last) such weekday of a month. */
export function nthWeekday(year: number, month: number, weekday: number, n: number): Day {
  if (n < 0) {
    const last = addDays(month === 12 ? { year: year + 1, month: 1, day: 1 } : { year, month: month + 1, day: 1 }, -1);
    return addDays(last, -((weekdayOf(last) - weekday + 7) % 7));
  }
  const first = { year, month, day: 1 };
  return addDays(first, ((weekday - weekdayOf(first) + 7) % 7) + (n - 1) * 7);
}

export function easter(year: number): Day {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return { year, month: Math.floor(n / 31), day: (n % 31) + 1 };
}

const fixed = (month: number, day: number) => (year: number) => ({ year, month, day });
const nth = (month: number, weekday: number, n: number) => (year: number) => nthWeekday(year, month, weekday, n);

/** The day of a feast in a year. */
export const FEASTS: ReadonlyMap<string, (year: number) => Day> = new Map([
  ['christmas', fixed(12, 25)],
  ['christmas eve', fixed(12, 24)],
  ['new year', fixed(1, 1)],
  ["new year's eve", fixed(12, 31)],
  ['halloween', fixed(10, 31)],
  ['easter', easter],
  ['easter monday', year => addDays(easter(year), 1)],
  ['good friday', year => addDays(easter(year), -2)],
  ['thanksgiving', nth(11, 4, 4)],
  ['labor day', nth(9, 1, 1)],
  ['memorial day', nth(5, 1, -1)],
  ['independence day', fixed(7, 4)],
  ['veterans day', fixed(11, 11)],
  ['election day', year => addDays(nthWeekday(year, 11, 1, 1), 1)],
  ['columbus day', nth(10, 1, 2)],
  ['presidents day', nth(2, 1, 3)],
  ['king day', nth(1, 1, 3)],
  ["valentine's day", fixed(2, 14)],
  ["mother's day", nth(5, 7, 2)],
  ["father's day", nth(6, 7, 3)],
  ['boxing day', fixed(12, 26)],
  ['earth day', fixed(4, 22)],
  ['bastille day', fixed(7, 14)],
  ['canada day', fixed(7, 1)],
  ['inauguration day', fixed(1, 20)],
  ["st. patrick's day", fixed(3, 17)],
  ['may day', fixed(5, 1)],
  ["women's day", fixed(3, 8)],
]);
