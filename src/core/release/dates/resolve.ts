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
import type { Unit } from './lexicon';
import type { TimexCandidate, TimexMeaning } from './timexes';

export interface ResolvedTimex {
  readonly value: DateMention['value'];
  readonly resolved?: string;
  readonly basis: string;
}

const WEEKDAY_NAMES = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const NO_RELEASE_DATE = 'the release date is not known';

/** A point the text has come to: a day, month or year, as far as it was said. */
interface Anchor {
  readonly year: number;
  readonly month?: number;
  readonly day?: number;
}

/**
 * Resolves the candidates of a release, in the order of the text.
 *
 * @param releaseDate `YYYY-MM-DD`; without it nothing that depends on it is guessed, and partial dates stay partial
 */
export function resolveTimexes(candidates: readonly TimexCandidate[], releaseDate: string | undefined): ResolvedTimex[] {
  const release = releaseDate === undefined ? undefined : parseDay(releaseDate);
  let previous: Anchor | undefined = release;
  return candidates.map(candidate => {
    const result = resolve(candidate, release, previous);
    const anchor = anchorOf(result.value);
    if (anchor) previous = anchor;
    return result;
  });
}

function anchorOf(value: string): Anchor | undefined {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T.*)?$/.exec(value);
  if (!match) return undefined;
  return {
    year: Number(match[1]),
    ...(match[2] ? { month: Number(match[2]) } : {}),
    ...(match[3] ? { day: Number(match[3]) } : {}),
  };
}

function resolve(candidate: TimexCandidate, release: Day | undefined, previous: Anchor | undefined): ResolvedTimex {
  const { meaning } = candidate;
  switch (meaning.form) {
    case 'value':
      return { value: meaning.value, ...interval(meaning.value), basis: meaning.why };
    case 'calendar':
      return calendar(meaning, candidate, release);
    case 'weekday':
      return weekday(meaning, candidate, release);
    case 'shift':
      return shifted(meaning, release, previous);
    case 'period':
      return period(meaning, candidate, release, previous);
    case 'clock': {
      if (previous?.day !== undefined && previous.month !== undefined) {
        const day = formatDay({ year: previous.year, month: previous.month, day: previous.day });
        return { value: `${day}${meaning.time}`, resolved: day, basis: 'on the day named before it' };
      }
      return { value: meaning.time, basis: 'the day is not said' };
    }
  }
}

/** A range of years, and a decade or century, as an ISO interval. */
function interval(value: string): { resolved?: string } {
  if (/^\d{4}\/\d{4}$/.test(value)) return { resolved: value };
  if (/^\d{3}$/.test(value)) return { resolved: `${value}0/${value}9` };
  return {};
}

type Calendar = Extract<TimexMeaning, { form: 'calendar' }>;

function calendar(meaning: Calendar, { tense }: TimexCandidate, release: Day | undefined): ResolvedTimex {
  const { month, day, time = '' } = meaning;
  let { year } = meaning;
  let basis = 'as the text gives it';
  if (year === undefined && release && month !== undefined) {
    [year, basis] = yearOf(meaning, month, tense, release);
  }
  if (month === undefined) return { value: formatYear(year!), resolved: formatYear(year!), basis };
  if (year === undefined) {
    const to = meaning.toDay === undefined ? '' : `/XXXX-${two(meaning.toMonth ?? month)}-${two(meaning.toDay)}`;
    return {
      value: `XXXX-${two(month)}${day === undefined ? '' : `-${two(day)}`}${to}${time}`,
      basis: `no year: ${NO_RELEASE_DATE}`,
    };
  }
  if (day === undefined) return { value: formatMonth({ year, month }), resolved: formatMonth({ year, month }), basis };
  if (day > daysIn(year, month))
    return { value: `${formatMonth({ year, month })}-${two(day)}`, basis: 'not a day of the calendar' };
  const value = formatDay({ year, month, day });
  if (meaning.toDay !== undefined) {
    const toMonth = meaning.toMonth ?? month;
    const to = formatDay({ year: toMonth < month ? year + 1 : year, month: toMonth, day: meaning.toDay });
    return { value: `${value}/${to}`, resolved: `${value}/${to}`, basis };
  }
  if (meaning.weekday !== undefined && weekdayOf({ year, month, day }) !== meaning.weekday) {
    basis += `; it was a ${WEEKDAY_NAMES[weekdayOf({ year, month, day }) - 1]!}`;
  }
  return { value: `${value}${time}`, resolved: value, basis };
}

const two = (value: number): string => String(value).padStart(2, '0');

/** The year of a month or day without one: by tense, otherwise the one that brings it nearest to the release. */
function yearOf(meaning: Calendar, month: number, tense: TimexCandidate['tense'], release: Day): [number, string] {
  if (meaning.yearShift !== undefined) return [release.year + meaning.yearShift, 'year counted from the release date'];
  const { day } = meaning;
  if (meaning.shift !== undefined) {
    if (meaning.shift < 0) return [month < release.month ? release.year : release.year - 1, 'the last one before the release'];
    if (meaning.shift > 0) return [month > release.month ? release.year : release.year + 1, 'the next one after the release'];
    return [release.year, 'year taken from the release date'];
  }
  if (meaning.weekday !== undefined && day !== undefined) {
    // A weekday picks the year, if one of the three years around has it.
    for (const year of [release.year, release.year - 1, release.year + 1]) {
      if (day <= daysIn(year, month) && weekdayOf({ year, month, day }) === meaning.weekday)
        return [year, 'the year in which the weekday fits'];
    }
  }
  const distance = (year: number): number =>
    day === undefined
      ? (year - release.year) * 12 + month - release.month
      : toOrdinal({ year, month, day: Math.min(day, daysIn(year, month)) }) - toOrdinal(release);
  const far = day === undefined ? 1 : 31; // a tense is not believed against a day so near
  if (tense === 'past') {
    const year = distance(release.year) > (day === undefined ? 0 : 0) ? release.year - 1 : release.year;
    return [year, year === release.year ? 'year taken from the release date' : 'the last one before the release'];
  }
  if (tense === 'future') {
    const year = distance(release.year) < -far ? release.year + 1 : release.year;
    return [year, year === release.year ? 'year taken from the release date' : 'the next one after the release'];
  }
  const year = [release.year, release.year - 1, release.year + 1].reduce((best, y) =>
    Math.abs(distance(y)) < Math.abs(distance(best)) ? y : best,
  );
  return [year, year === release.year ? 'year taken from the release date' : 'the one nearest to the release'];
}

function weekday(
  meaning: Extract<TimexMeaning, { form: 'weekday' }>,
  { tense }: TimexCandidate,
  release: Day | undefined,
): ResolvedTimex {
  const time = meaning.time ?? '';
  if (!release) return { value: `XXXX-WXX-${meaning.weekday}${time}`, basis: `which week: ${NO_RELEASE_DATE}` };
  const back = (weekdayOf(release) - meaning.weekday + 7) % 7; // days since the last one, today counted
  let days: number;
  let basis: string;
  if (meaning.shift === -1) [days, basis] = [-(back || 7), 'the last one before the release'];
  else if (meaning.shift === 1 || (meaning.shift === undefined && tense === 'future'))
    [days, basis] = [(7 - back) % 7 || 7, 'the next one after the release'];
  else if (meaning.shift === 0)
    [days, basis] = tense === 'past' ? [-back, 'in the week of the release'] : [(7 - back) % 7, 'in the week of the release'];
  else [days, basis] = [-back, back === 0 ? 'the day of the release' : 'the last one before the release'];
  const day = formatDay(addDays(release, days));
  return { value: `${day}${time}`, resolved: day, basis };
}

function shifted(
  meaning: Extract<TimexMeaning, { form: 'shift' }>,
  release: Day | undefined,
  previous: Anchor | undefined,
): ResolvedTimex {
  const anchor: Anchor | undefined = meaning.from === 'release' ? release : previous;
  const time = meaning.time ?? '';
  const placeholder: Partial<Record<Unit, string>> = {
    day: 'XXXX-XX-XX',
    week: 'XXXX-WXX',
    weekend: 'XXXX-WXX-WE',
    month: 'XXXX-XX',
    quarter: 'XXXX-QX',
    year: 'XXXX',
    decade: 'XXX',
  };
  const basis = meaning.from === 'release' ? 'counted from the release date' : 'counted from the date before it';
  if (!anchor) {
    return { value: `${placeholder[meaning.unit] ?? 'XXXX-XX-XX'}${time}`, basis: NO_RELEASE_DATE };
  }
  const { unit, amount } = meaning;
  const value = step(anchor, unit, amount);
  return {
    value: `${value}${time}`,
    ...(/^\d{4}(?:-\d{2}){0,2}$/.test(value) ? { resolved: value } : periodInterval(value)),
    basis,
  };
}

/** The unit `amount` units from `anchor`, as a TIMEX3 value; as fine as both allow. */
function step(anchor: Anchor, unit: Unit, amount: number): string {
  const whole = Math.round(amount);
  const month = anchor.month ?? 1;
  const day: Day | undefined = anchor.day === undefined ? undefined : { year: anchor.year, month, day: anchor.day };
  switch (unit) {
    case 'second':
    case 'minute':
    case 'hour':
      return day ? `${formatDay(day)}TXX:XX` : formatYear(anchor.year);
    case 'day':
      return day
        ? formatDay(addDays(day, whole))
        : anchor.month === undefined
          ? 'XXXX-XX-XX'
          : `${formatMonth({ year: anchor.year, month })}-XX`;
    case 'week':
    case 'weekend':
    case 'fortnight': {
      if (!day) return 'XXXX-WXX';
      const weeks = unit === 'fortnight' ? whole * 2 : whole;
      const { year, week } = isoWeek(addDays(day, weeks * 7));
      return `${formatYear(year)}-W${two(week)}${unit === 'weekend' ? '-WE' : ''}`;
    }
    case 'month':
      return anchor.month === undefined
        ? `${formatYear(anchor.year)}-XX`
        : formatMonth(addMonths({ year: anchor.year, month }, whole));
    case 'quarter': {
      if (anchor.month === undefined) return `${formatYear(anchor.year)}-QX`;
      const moved = addMonths({ year: anchor.year, month }, whole * 3);
      return `${formatYear(moved.year)}-Q${Math.ceil(moved.month / 3)}`;
    }
    case 'year':
      return Number.isInteger(amount)
        ? formatYear(anchor.year + whole)
        : formatMonth(addMonths({ year: anchor.year, month }, Math.round(amount * 12)));
    case 'decade':
      return String(Math.floor(anchor.year / 10) + whole);
    case 'century':
      return String(Math.floor(anchor.year / 100) + whole);
  }
}

function period(
  meaning: Extract<TimexMeaning, { form: 'period' }>,
  { tense }: TimexCandidate,
  release: Day | undefined,
  previous: Anchor | undefined,
): ResolvedTimex {
  const { period: code } = meaning;
  if (meaning.year !== undefined) {
    const value = `${formatYear(meaning.year)}-${code}`;
    return {
      value,
      ...(meaning.fiscal ? {} : periodInterval(value)),
      basis: meaning.fiscal ? 'a fiscal year: its months are not said' : 'as the text gives it',
    };
  }
  if (!release) return { value: `XXXX-${code}`, basis: `no year: ${NO_RELEASE_DATE}` };
  const [from, to] = PERIOD_MONTHS[code]!;
  let year = release.year;
  let basis = 'year taken from the release date';
  if (code.length === 2 && /^[A-Z]{2}$/.test(code)) {
    // A season: last or next as seen from the release
    const current = release.month >= from && release.month <= to;
    if (meaning.shift === -1) year = current || release.month < from ? release.year - 1 : release.year;
    else if (meaning.shift === 1) year = current || release.month > to ? release.year + 1 : release.year;
    else if (meaning.shift === undefined && tense === 'past' && release.month < from) year = release.year - 1;
    else if (meaning.shift === undefined && tense === 'future' && release.month > to) year = release.year + 1;
  } else if (meaning.shift !== undefined) year = release.year + meaning.shift;
  else {
    // The last quarter that had begun; results come out after it has ended.
    if (previous && previous.month === undefined && previous.day === undefined) {
      year = previous.year;
      basis = 'year taken from the date before it';
    } else if (tense !== 'future' && from > release.month) {
      year = release.year - 1;
      basis = 'the last one before the release';
    }
  }
  const value = `${formatYear(year)}-${code}`;
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
    const year = Number(week[1]);
    const january4 = { year, month: 1, day: 4 };
    const monday = addDays(january4, 1 - weekdayOf(january4) + (Number(week[2]) - 1) * 7);
    return { resolved: `${formatDay(addDays(monday, week[3] ? 5 : 0))}/${formatDay(addDays(monday, 6))}` };
  }
  return {};
}
