/** Gives each expression its TIMEX3 value, from the release date, the tense and the dates before it in the text. */
import type { DateMention } from '../types';
import {
  addDays,
  addMonths,
  daysIn,
  formatDay,
  formatMonth,
  formatYear,
  isoWeek,
  parseDay,
  toOrdinal,
  weekdayOf,
  type Day,
} from './calendar';
import { FEASTS, nthWeekday } from './feasts';
import type { Unit } from './lexicon';
import type { Tense } from './tense';
import type { TimexMeaning } from './meanings';
import type { TimexCandidate } from './timexes';

export interface ResolvedTimex {
  readonly value: DateMention['value'];
  readonly resolved?: string;
  readonly basis: string;
}

const WEEKDAY_NAMES = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const NO_RELEASE_DATE = 'the release date is not known';

/** A point the text has come to, as far as it was said: a day, week, month, quarter or year. */
interface Anchor {
  readonly year: number;
  readonly month?: number;
  readonly day?: number;
  readonly quarter?: number;
}

/** What the text has said so far. */
export interface TimexContext {
  readonly release: Day | undefined;
  /** The last date; the release date before there is one. */
  readonly previous: Anchor | undefined;
  /** The last quarter named. */
  readonly quarter: { readonly year: number; readonly quarter: number } | undefined;
}

interface Context {
  readonly release: Day | undefined;
  previous: TimexContext['previous'];
  /** The last day named in this paragraph. */
  day: Day | undefined;
  quarter: TimexContext['quarter'];
}

/**
 * What is known before a release's first paragraph.
 *
 * @param releaseDate `YYYY-MM-DD`; without it nothing that depends on it is guessed, and partial dates stay partial
 */
export function timexContext(releaseDate: string | undefined): TimexContext {
  const release = releaseDate === undefined ? undefined : parseDay(releaseDate);
  return { release, previous: release, quarter: undefined };
}

/** Whether two contexts give the same values. */
export function isSameContext(a: TimexContext, b: TimexContext): boolean {
  return (
    isSameAnchor(a.release, b.release) &&
    isSameAnchor(a.previous, b.previous) &&
    isSameAnchor(a.quarter, b.quarter) &&
    (a.previous === a.release) === (b.previous === b.release)
  );
}

function isSameAnchor(a: Anchor | undefined, b: Anchor | undefined): boolean {
  return a === b || (a?.year === b?.year && a?.month === b?.month && a?.day === b?.day && a?.quarter === b?.quarter && !a === !b);
}

/** Resolves the expressions of one paragraph, in order, and gives what the next one follows on. */
export function resolveTimexes(
  candidates: readonly TimexCandidate[],
  { release, previous, quarter }: TimexContext,
): { timexes: ResolvedTimex[]; after: TimexContext } {
  const context: Context = { release, previous, day: undefined, quarter };
  const timexes = candidates.map(candidate => {
    const result = resolve(candidate, context);
    // "the same quarter of 2024" is compared with, and not what the text is about
    const compared = candidate.meaning.form === 'period' && candidate.meaning.period === 'Q0';
    const { quarter } = context;
    remember(result.value, context);
    if (compared && quarter) context.quarter = quarter;
    return result;
  });
  return { timexes, after: { release, previous: context.previous, quarter: context.quarter } };
}

function remember(value: string, context: Context): void {
  if (value.charCodeAt(0) > 57) return; // "P3Y", "PAST_REF", "XXXX-05"
  const match = /^(\d{4})(?:-(?:Q(\d)|(\d{2})(?:-(\d{2}))?))?(?:T.*|-?[WHSF].*|\/.*)?$/.exec(value);
  if (!match) return;
  const year = Number(match[1]);
  if (match[2] !== undefined) {
    context.quarter = { year, quarter: Number(match[2]) };
    context.previous = { year, quarter: Number(match[2]) };
  } else if (match[4] !== undefined) {
    context.day = { year, month: Number(match[3]), day: Number(match[4]) };
    context.previous = context.day;
  } else if (match[3] !== undefined) context.previous = { year, month: Number(match[3]) };
  else if (/^\d{4}$/.test(value)) context.previous = { year };
  else {
    const week = /^(\d{4})-W(\d{2})/.exec(value);
    if (week) context.previous = mondayOf(year, Number(week[2]));
  }
}

function mondayOf(year: number, week: number): Day {
  const january4 = { year, month: 1, day: 4 };
  return addDays(january4, 1 - weekdayOf(january4) + (week - 1) * 7);
}

function resolve(candidate: TimexCandidate, context: Context): ResolvedTimex {
  const { meaning } = candidate;
  switch (meaning.form) {
    case 'value':
      return { value: meaning.value, ...interval(meaning.value), basis: basisOf(candidate) };
    case 'calendar':
      return calendar(meaning, candidate.tense, context);
    case 'weekday':
      return weekday(meaning, candidate.tense, context);
    case 'shift':
      return shifted(meaning, candidate.tense, context);
    case 'period':
      return period(meaning, candidate.tense, context);
    case 'feast':
      return feast(meaning, candidate.tense, context);
    case 'part':
      return part(meaning, candidate.tense, context);
    case 'clock': {
      const day = context.day ?? context.release;
      if (!day) return { value: meaning.time, basis: `which day: ${NO_RELEASE_DATE}` };
      return {
        value: `${formatDay(day)}${meaning.time}`,
        resolved: formatDay(day),
        basis: context.day ? 'on the day named before it' : 'on the day of the release',
      };
    }
  }
}

/** Why a value that the words alone give is what it is. */
function basisOf({ type, meaning }: TimexCandidate): string {
  const value = meaning.form === 'value' ? meaning.value : '';
  if (type === 'SET') return 'repeated';
  if (type === 'DURATION') return value.includes('X') ? 'a length that is not said' : 'a length of time';
  if (value === 'PRESENT_REF') return 'the time of writing';
  return value.endsWith('_REF') ? 'no day is said' : value.length === 3 ? 'a decade' : 'a century';
}

/** A decade as an ISO interval; lengths and references have none. */
function interval(value: string): { resolved?: string } {
  return /^\d{3}$/.test(value) ? { resolved: `${value}0/${value}9` } : {};
}

type Calendar = Extract<TimexMeaning, { form: 'calendar' }>;

const two = (value: number): string => String(value).padStart(2, '0');

function calendar(meaning: Calendar, tense: Tense | undefined, { release }: Context): ResolvedTimex {
  const { month, day, time = '' } = meaning;
  let { year } = meaning;
  let basis = 'as the text gives it';
  if (year === undefined && release && month !== undefined) [year, basis] = yearOf(meaning, month, tense, release);
  if (month === undefined) {
    const value = formatYear(year!);
    if (meaning.toYear !== undefined)
      return { value: `${value}/${formatYear(meaning.toYear)}`, resolved: `${value}/${formatYear(meaning.toYear)}`, basis };
    return { value, resolved: value, basis };
  }
  const toMonth = meaning.toMonth ?? month;
  if (year === undefined) {
    const from = `XXXX-${two(month)}${day === undefined ? '' : `-${two(day)}`}`;
    const to =
      meaning.toMonth === undefined && meaning.toDay === undefined
        ? ''
        : `/XXXX-${two(toMonth)}${meaning.toDay === undefined ? '' : `-${two(meaning.toDay)}`}`;
    return { value: `${from}${to}${time}`, basis: `no year: ${NO_RELEASE_DATE}` };
  }
  const endYear = toMonth < month ? year + 1 : year;
  if (day === undefined) {
    const value = formatMonth({ year, month });
    if (meaning.toMonth === undefined) return { value, resolved: value, basis };
    const range = `${value}/${formatMonth({ year: endYear, month: toMonth })}`;
    return { value: range, resolved: range, basis };
  }
  if (day > daysIn(year, month))
    return { value: `${formatMonth({ year, month })}-${two(day)}`, basis: 'not a day of the calendar' };
  const value = formatDay({ year, month, day });
  if (meaning.whole) {
    const whole = step({ year, month, day }, meaning.whole, 0);
    return { value: whole, ...intervalOf(whole), basis: 'the one that holds the day said after it' };
  }
  if (meaning.toDay !== undefined) {
    const range = `${value}/${formatDay({ year: endYear, month: toMonth, day: meaning.toDay })}`;
    return { value: range, resolved: range, basis };
  }
  if (meaning.weekday !== undefined && weekdayOf({ year, month, day }) !== meaning.weekday) {
    basis += `; it was a ${WEEKDAY_NAMES[weekdayOf({ year, month, day }) - 1]!}`;
  }
  return { value: `${value}${time}`, resolved: value, basis };
}

/**
 * How far from the release a date without a year may lie, in days before and after, by tense. News leaves the year out of dates
 * within the year around it; the verb tilts the window, but a date a few days off is taken whatever the tense, since
 * a plan is told in the past tense too ("agreed to meet Nov. 5") and a past date in the future ("to holders of record Oct. 27").
 */
const WINDOWS: Readonly<Record<Tense | 'none', { before: number; months: number }>> = {
  past: { before: 320, months: 11 },
  none: { before: 245, months: 8 },
  would: { before: 150, months: 5 },
  future: { before: 40, months: 0 },
};

/** The year of a month or day without one. */
function yearOf(meaning: Calendar, month: number, tense: Tense | undefined, release: Day): [number, string] {
  const { day } = meaning;
  if (meaning.yearShift !== undefined) return [release.year + meaning.yearShift, 'year counted from the release date'];
  if (meaning.shift !== undefined) {
    if (meaning.shift < 0) return [month < release.month ? release.year : release.year - 1, 'the last one before the release'];
    if (meaning.shift > 0) return [month > release.month ? release.year : release.year + 1, 'the next one after the release'];
    return [release.year, 'year taken from the release date'];
  }
  if (meaning.weekday !== undefined && day !== undefined) {
    // A weekday picks the year, if one of the three around has it; the nearest first.
    const near = nearestYear(month, day, release);
    for (const year of [near, release.year, release.year - 1, release.year + 1]) {
      if (day <= daysIn(year, month) && weekdayOf({ year, month, day }) === meaning.weekday)
        return [year, 'the year in which the weekday fits'];
    }
  }
  const window = WINDOWS[tense ?? 'none'];
  let year = release.year;
  if (day === undefined) {
    const ahead = month - release.month;
    if (ahead > 11 - window.months) year--;
    else if (ahead < -window.months) year++;
  } else {
    const ahead = toOrdinal({ year, month, day: Math.min(day, daysIn(year, month)) }) - toOrdinal(release);
    if (ahead >= 365 - window.before) year--;
    else if (ahead < -window.before) year++;
  }
  return [
    year,
    year === release.year
      ? 'year taken from the release date'
      : year < release.year
        ? 'the last one before the release'
        : 'the next one after the release',
  ];
}

function nearestYear(month: number, day: number, release: Day): number {
  const ahead = toOrdinal({ year: release.year, month, day: Math.min(day, daysIn(release.year, month)) }) - toOrdinal(release);
  return ahead > 183 ? release.year - 1 : ahead < -183 ? release.year + 1 : release.year;
}

function weekday(
  meaning: Extract<TimexMeaning, { form: 'weekday' }>,
  tense: Tense | undefined,
  { release }: Context,
): ResolvedTimex {
  const time = meaning.time ?? '';
  if (!release) return { value: `XXXX-WXX-${meaning.weekday}${time}`, basis: `which week: ${NO_RELEASE_DATE}` };
  const { shift } = meaning;
  if (meaning.day !== undefined) {
    // The months around the release, the nearest that has that weekday first; ahead only where the verb looks ahead
    for (let step = 0; step < 24; step++) {
      const ahead = tense === 'future' ? step : -step;
      const day = { ...addMonths(release, ahead), day: meaning.day };
      if (meaning.day > daysIn(day.year, day.month) || weekdayOf(day) !== meaning.weekday) continue;
      if (tense !== 'future' && toOrdinal(day) > toOrdinal(release)) continue;
      return { value: `${formatDay(day)}${time}`, resolved: formatDay(day), basis: 'the month in which the weekday fits' };
    }
  }
  const back = (weekdayOf(release) - meaning.weekday + 7) % 7; // days since the last one, today counted
  const name = WEEKDAY_NAMES[meaning.weekday - 1]!;
  let days: number;
  let basis: string;
  if (shift === -1) [days, basis] = [-(back || 7), `the last ${name} before the release`];
  else if (shift === 1) [days, basis] = [7 - back, `the next ${name} after the release`];
  else if (shift === 0)
    [days, basis] =
      tense === 'past' ? [-back, `the last ${name} up to the release`] : [(7 - back) % 7, `the next ${name} from the release on`];
  else if (back === 0) [days, basis] = [0, 'the day of the release'];
  else if (tense === 'future' || tense === 'would') [days, basis] = [7 - back, `the next ${name} after the release`];
  else [days, basis] = [-back, `the last ${name} before the release`];
  const day = formatDay(addDays(release, days + (meaning.later ?? 0)));
  return { value: `${day}${time}`, resolved: day, basis };
}

type Shift = Extract<TimexMeaning, { form: 'shift' }>;

const PLACEHOLDERS: Partial<Record<Unit, string>> = {
  day: 'XXXX-XX-XX',
  week: 'XXXX-WXX',
  weekend: 'XXXX-WXX-WE',
  fortnight: 'XXXX-WXX',
  month: 'XXXX-XX',
  quarter: 'XXXX-QX',
  year: 'XXXX',
  decade: 'XXX',
  century: 'XX',
};

function shifted(meaning: Shift, tense: Tense | undefined, context: Context): ResolvedTimex {
  const { unit, amount } = meaning;
  const time = meaning.time ?? '';
  const anchor = anchorFor(meaning, context);
  if (!anchor) return { value: `${PLACEHOLDERS[unit] ?? 'XXXX-XX-XXTXX:XX'}${time}`, basis: NO_RELEASE_DATE };
  const basis =
    meaning.from === 'release' || anchor === context.release
      ? 'counted from the release date'
      : 'counted from the date before it';
  if (meaning.toDay !== undefined && context.release) {
    const { release } = context;
    const months = unit === 'year' ? amount * 12 : unit === 'month' ? amount : 0;
    const to = addMonths(release, Math.round(months));
    const days = meaning.toDay + (unit === 'week' ? amount * 7 : unit === 'day' ? amount : 0);
    const day = formatDay(addDays({ ...to, day: Math.min(release.day, daysIn(to.year, to.month)) }, days));
    return { value: day, resolved: day, basis };
  }
  let value = step(anchor, unit, amount, meaning.counted !== true);
  // "over the weekend", told on a Monday, is the one that has passed
  if (
    unit === 'weekend' &&
    amount === 0 &&
    meaning.from === 'release' &&
    context.release &&
    (meaning.near ? tense !== 'future' : tense === 'past') &&
    weekdayOf(context.release) < 6
  )
    value = step(anchor, unit, -1);
  return {
    value: `${value}${time}`,
    ...intervalOf(value),
    basis,
  };
}

/** What a shift counts from. Days are counted from days only, months from days and months. */
function anchorFor({ unit, from, time }: Shift, context: Context): Anchor | undefined {
  const { release, previous } = context;
  if (from === 'release') return release;
  if (!previous) return undefined;
  const needsDay =
    unit === 'day' || unit === 'week' || unit === 'weekend' || unit === 'hour' || unit === 'minute' || unit === 'second';
  if (needsDay && previous.day === undefined) return release;
  if (time !== undefined && context.day === undefined) return release;
  if ((unit === 'month' || unit === 'quarter') && previous.month === undefined && previous.quarter === undefined) return release;
  return previous;
}

/** The unit `amount` units from `anchor`, as a TIMEX3 value. "last decade" is pointed at and is a decade; "a decade ago" is a year. */
function step(anchor: Anchor, unit: Unit, amount: number, isPointed = true): string {
  const whole = Math.round(amount);
  const month = anchor.month ?? (anchor.quarter === undefined ? 1 : anchor.quarter * 3);
  const day: Day = { year: anchor.year, month, day: anchor.day ?? 1 };
  switch (unit) {
    case 'second':
    case 'minute':
    case 'hour':
      return `${formatDay(day)}TXX:XX`;
    case 'day':
      return formatDay(addDays(day, whole));
    case 'week':
    case 'weekend':
    case 'fortnight': {
      const { year, week } = isoWeek(addDays(day, Math.round(amount * 7) * (unit === 'fortnight' ? 2 : 1)));
      return `${formatYear(year)}-W${two(week)}${unit === 'weekend' ? '-WE' : ''}`;
    }
    case 'month':
      return formatMonth(addMonths({ year: anchor.year, month }, whole));
    case 'quarter': {
      const moved = addMonths({ year: anchor.year, month }, whole * 3);
      return `${formatYear(moved.year)}-Q${Math.ceil(moved.month / 3)}`;
    }
    case 'year':
      return Number.isInteger(amount)
        ? formatYear(anchor.year + whole)
        : formatMonth(addMonths({ year: anchor.year, month }, Math.round(amount * 12)));
    case 'decade':
      return isPointed ? String(Math.floor(anchor.year / 10) + whole) : formatYear(anchor.year + Math.round(amount * 10));
    case 'century':
      return isPointed ? String(Math.floor(anchor.year / 100) + whole) : formatYear(anchor.year + Math.round(amount * 100));
  }
}

type Period = Extract<TimexMeaning, { form: 'period' }>;

function period(meaning: Period, tense: Tense | undefined, context: Context): ResolvedTimex {
  const { release } = context;
  let code = meaning.period;
  if (code === 'Q0') {
    // A quarter whose number is not said: the last one named, else the last that had ended when the release came out.
    const quarter = context.quarter ?? (release ? endedQuarter(release) : undefined);
    if (!quarter) return { value: 'XXXX-QX', basis: `which quarter: ${NO_RELEASE_DATE}` };
    const year = meaning.year ?? quarter.year + (meaning.yearShift ?? 0);
    // "a year earlier" twice over: the comparison was named already
    return quarterOf(
      year,
      `Q${quarter.quarter}`,
      context.quarter ? 'the quarter named before it' : 'the last quarter to end before the release',
    );
  }
  if (meaning.year !== undefined) {
    const value = `${formatYear(meaning.year)}-${code}`;
    return {
      value,
      ...(meaning.fiscal ? {} : periodInterval(value)),
      basis: meaning.fiscal ? 'a fiscal year: its months are not said' : 'as the text gives it',
    };
  }
  if (!release) return { value: `XXXX-${code}`, basis: `no year: ${NO_RELEASE_DATE}` };
  if (meaning.yearShift !== undefined)
    return quarterOf(release.year + meaning.yearShift, code, 'year counted from the release date');
  const [from, to] = PERIOD_MONTHS[code]!;
  let year = release.year;
  const season = code.charCodeAt(1) > 57;
  if (season) {
    if (meaning.shift === -1) year = release.month > to ? release.year : release.year - 1;
    else if (meaning.shift === 1) year = release.month < from ? release.year : release.year + 1;
    else if (meaning.shift === undefined) {
      if (tense === 'future' && release.month > to) year++;
      else if (tense !== 'future' && from - release.month > (tense === 'past' ? 0 : 3)) year--;
    }
    if (code === 'WI' && release.month <= 2 && year === release.year && meaning.shift === 0) year--;
  } else if (tense === 'future') {
    if (to < release.month) year++;
  } else if (from - release.month > (tense === 'past' ? 0 : 3)) year--;
  code = meaning.period;
  return quarterOf(
    year,
    code,
    year === release.year
      ? 'year taken from the release date'
      : year < release.year
        ? 'the last one before the release'
        : 'the next one after the release',
  );
}

function quarterOf(year: number, code: string, basis: string): ResolvedTimex {
  const value = `${formatYear(year)}-${code}`;
  return { value, ...periodInterval(value), basis };
}

/** The last quarter that had ended by `day`. */
function endedQuarter(day: Day): { year: number; quarter: number } {
  const current = Math.ceil(day.month / 3);
  return current === 1 ? { year: day.year - 1, quarter: 4 } : { year: day.year, quarter: current - 1 };
}

function feast(meaning: Extract<TimexMeaning, { form: 'feast' }>, tense: Tense | undefined, { release }: Context): ResolvedTimex {
  const dayIn = FEASTS.get(meaning.feast)!;
  const time = meaning.time ?? '';
  let { year } = meaning;
  let basis = 'the day of the feast in that year';
  if (year === undefined) {
    if (!release) {
      const [day, other] = [formatDay(dayIn(2001)).slice(4), formatDay(dayIn(2002)).slice(4)];
      return { value: `XXXX${day === other ? day : '-XX-XX'}${time}`, basis: `no year: ${NO_RELEASE_DATE}` };
    }
    const here = dayIn(release.year);
    [year, basis] = yearOf(
      { form: 'calendar', month: here.month, day: here.day },
      here.month,
      meaning.shift === -1 ? 'past' : meaning.shift === 1 ? 'future' : tense,
      release,
    );
    if (meaning.shift === -1 && year === release.year && toOrdinal(here) >= toOrdinal(release)) year--;
    if (meaning.shift === 1 && year === release.year && toOrdinal(here) <= toOrdinal(release)) year++;
  }
  const on = dayIn(year);
  if (meaning.weekend) {
    // The weekend beside it: before a Monday or Tuesday, after any other day
    const { year: weekYear, week } = isoWeek(addDays(on, weekdayOf(on) <= 2 ? -7 : 0));
    const value = `${formatYear(weekYear)}-W${two(week)}-WE`;
    return { value, ...periodInterval(value), basis };
  }
  const day = formatDay(on);
  return { value: `${day}${time}`, resolved: day, basis };
}

/** "the first week of March": the week of the month's first day, or so many after it. */
function part(meaning: Extract<TimexMeaning, { form: 'part' }>, tense: Tense | undefined, { release }: Context): ResolvedTimex {
  const { unit, ordinal, month } = meaning;
  let { year } = meaning;
  let basis = 'as the text gives it';
  if (year === undefined) {
    if (!release || month === undefined)
      return {
        value: unit === 'day' ? `XXXX-${two(month ?? 1)}-${two(ordinal < 0 ? 31 : ordinal)}` : `XXXX-${two(month ?? 1)}`,
        basis: `no year: ${NO_RELEASE_DATE}`,
      };
    [year, basis] = yearOf(
      { form: 'calendar', month, ...(meaning.yearShift === undefined ? {} : { yearShift: meaning.yearShift }) },
      month,
      tense,
      release,
    );
  }
  const last = month === undefined ? { year, month: 12, day: 31 } : { year, month, day: daysIn(year, month) };
  const first = { year, month: month ?? 1, day: 1 };
  if (meaning.weekday !== undefined) {
    const day = formatDay(nthWeekday(year, first.month, meaning.weekday, ordinal));
    return { value: day, resolved: day, basis };
  }
  if (unit === 'day') {
    const day = formatDay(ordinal < 0 ? last : addDays(first, ordinal - 1));
    return { value: day, resolved: day, basis };
  }
  const { year: weekYear, week } = isoWeek(ordinal < 0 ? last : addDays(first, (ordinal - 1) * 7));
  const value = `${formatYear(weekYear)}-W${two(week)}${unit === 'weekend' ? '-WE' : ''}`;
  return { value, ...periodInterval(value), basis };
}

const PERIOD_MONTHS: Readonly<Record<string, readonly [number, number]>> = {
  Q1: [1, 3],
  Q2: [4, 6],
  Q3: [7, 9],
  Q4: [10, 12],
  H1: [1, 6],
  H2: [7, 12],
  SP: [3, 5],
  SU: [6, 8],
  FA: [9, 11],
  WI: [12, 12],
};

/** What a day, month, year, week, quarter or half covers, as an ISO date or interval. */
const intervalOf = (value: string): { resolved?: string } =>
  /^\d{4}(?:-\d{2}){0,2}$/.test(value) ? { resolved: value } : periodInterval(value);

/** First and last day of a quarter, half or ISO week; seasons begin and end nowhere in particular. */
function periodInterval(value: string): { resolved?: string } {
  const match = /^(\d{4})-([QH]\d)$/.exec(value);
  if (match) {
    const year = Number(match[1]);
    const [from, to] = PERIOD_MONTHS[match[2]!]!;
    return { resolved: `${formatDay({ year, month: from, day: 1 })}/${formatDay({ year, month: to, day: daysIn(year, to) })}` };
  }
  const week = /^(\d{4})-W(\d{2})(-WE)?$/.exec(value);
  if (week) {
    const monday = mondayOf(Number(week[1]), Number(week[2]));
    return { resolved: `${formatDay(addDays(monday, week[3] ? 5 : 0))}/${formatDay(addDays(monday, 6))}` };
  }
  return {};
}
