/** Calendar arithmetic on plain numbers: proleptic Gregorian, ISO weeks, no clock and no time zone. */

export interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Days since 1970-01-01. Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms". */
export function toOrdinal({ year, month, day }: Day): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

/** The inverse of {@link toOrdinal}. */
export function fromOrdinal(ordinal: number): Day {
  const z = ordinal + 719468;
  const era = Math.floor(z / 146097);
  const dayOfEra = z - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted + (shifted < 10 ? 3 : -9);
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1 };
}

/** ISO weekday: Monday 1 to Sunday 7. */
export const weekdayOf = (day: Day): number => ((((toOrdinal(day) + 3) % 7) + 7) % 7) + 1;

export const addDays = (day: Day, days: number): Day => fromOrdinal(toOrdinal(day) + days);

export const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

export const daysIn = (year: number, month: number): number =>
  month === 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;

/** The month `months` after (before, if negative) the month of `day`. */
export function addMonths({ year, month }: { year: number; month: number }, months: number): { year: number; month: number } {
  const index = year * 12 + (month - 1) + months;
  return { year: Math.floor(index / 12), month: (((index % 12) + 12) % 12) + 1 };
}

/** ISO 8601 week of a day; the week's year may differ from the calendar year. */
export function isoWeek(day: Day): { year: number; week: number } {
  const ordinal = toOrdinal(day);
  const thursday = fromOrdinal(ordinal - weekdayOf(day) + 4);
  return {
    year: thursday.year,
    week: Math.floor((toOrdinal(thursday) - toOrdinal({ year: thursday.year, month: 1, day: 1 })) / 7) + 1,
  };
}

const pad = (value: number, width = 2): string => String(value).padStart(width, '0');

export const formatYear = (year: number): string => (year < 0 ? `BC${pad(-year, 4)}` : pad(year, 4));
export const formatMonth = ({ year, month }: { year: number; month: number }): string => `${pad(year, 4)}-${pad(month)}`;
export const formatDay = ({ year, month, day }: Day): string => `${pad(year, 4)}-${pad(month)}-${pad(day)}`;

/** "2020-05-09" to a day, or nothing where it is not a day of the calendar. */
export function parseDay(value: string): Day | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  if (!match) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month) ? { year, month, day } : undefined;
}
