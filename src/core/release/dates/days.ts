/** Days and months of the calendar, read forwards from a token: "Monday, 9 May 2020", "Sept. 3-5", "11/02/89". */
import { daysIn } from './calendar';
import { COUNTED, MONTHS, NAME_MONTHS, POINTERS, SHORT_WEEKDAYS, UNITS, VERB_MONTHS, WEEKDAYS } from './lexicon';
import { fullYear, type Reader } from './reader';
import type { TimexMeaning } from './meanings';
import type { TimexType } from '../types';

/** An expression that begins where it was asked for and ends with token `last`. */
export interface Atom {
  readonly last: number;
  readonly type: TimexType;
  readonly meaning: TimexMeaning;
}

type Calendar = Extract<TimexMeaning, { form: 'calendar' }>;

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** The meaning with a time of day on it. */
export function withTime(meaning: TimexMeaning, time: string): TimexMeaning {
  switch (meaning.form) {
    case 'calendar':
    case 'weekday':
    case 'shift':
    case 'feast':
      return { ...meaning, time };
    default:
      return meaning;
  }
}

/** A day at token `i`: a weekday, a month with its day, a day with its month, or numbers alone; not a month by itself. */
export function dayAt(reader: Reader, i: number): Atom | undefined {
  if (reader.isNumber(i)) return numericDate(reader, i) ?? dayFirst(reader, i);
  if (!reader.isWord(i)) return undefined;
  const word = reader.word(i);
  const short = reader.isCapital(i) ? SHORT_WEEKDAYS.get(word) : undefined;
  const weekday = WEEKDAYS.get(word) ?? short;
  if (weekday !== undefined) {
    let next = i + 1;
    if (short !== undefined && reader.word(next) === '.') next++;
    if (reader.word(next) === ',') next++;
    if (reader.word(next) === 'the' && reader.ordinal(next + 1) !== undefined) next++;
    const date = reader.isNumber(next)
      ? dayFirst(reader, next)
      : reader.isCapital(next) && MONTHS.has(reader.word(next))
        ? monthAt(reader, next)
        : undefined;
    if (date?.meaning.form === 'calendar' && date.meaning.day !== undefined)
      return { ...date, meaning: { ...date.meaning, weekday } };
    // "Tuesday the 14th"
    const day = reader.word(next - 1) === 'the' ? reader.ordinal(next) : undefined;
    const noun = reader.isWord(next + 1) && !LEADS.has(reader.word(next + 1)) && !WEAK_LEADS.has(reader.word(next + 1));
    if (day !== undefined && day <= 31 && !noun) return { last: next, type: 'DATE', meaning: { form: 'weekday', weekday, day } };
    return short === undefined ? { last: i, type: 'DATE', meaning: { form: 'weekday', weekday } } : undefined;
  }
  const month = reader.month(i);
  if (month === undefined) return undefined;
  const atom = monthAt(reader, i);
  return atom?.meaning.form === 'calendar' && atom.meaning.day !== undefined ? atom : undefined;
}

/** "9 May", "9th of May 2020", "3-5 September". */
function dayFirst(reader: Reader, i: number): Atom | undefined {
  const range = dayRange(reader, i);
  const at = (range?.last ?? i) + 1;
  const of = reader.word(at) === 'of' ? at + 1 : at;
  const month = reader.month(of);
  if (month === undefined) return undefined;
  const word = reader.word(of);
  const day = range?.from ?? reader.dayOf(month, i);
  if (day === undefined || (of > at && reader.ordinal(i) === undefined)) return undefined;
  const before = reader.word(i - 1);
  if (before === '$' || before === '£' || before === '€' || before === '#' || before === '.' || reader.month(i - 1) !== undefined)
    return undefined;
  // "the 10 May Day marchers", "5 March on": a sentence may begin with a verb after a number only with its full stop.
  if (VERB_MONTHS.has(word) && reader.isCapital(of + 1) && reader.isWord(of + 1)) return undefined;
  const base: Calendar = { form: 'calendar', month, day, ...(range ? { toDay: range.to } : {}) };
  if (!range && isRangeDash(reader.word(of + 1)) && reader.isNumber(of + 2)) {
    const toMonth = reader.month(of + 3);
    const toDay = toMonth === undefined ? undefined : reader.dayOf(toMonth, of + 2);
    if (toMonth !== undefined && toDay !== undefined) return withYear(reader, of + 3, { ...base, toMonth, toDay });
  }
  return withYear(reader, of, base);
}

const isRangeDash = (word: string): boolean => word === '-' || word === '–' || word === '—';

/** "3-5", or "3", "–", "5", from token `i`. */
function dayRange(reader: Reader, i: number): { from: number; to: number; last: number } | undefined {
  if (!reader.isNumber(i)) return undefined;
  const word = reader.word(i);
  const dash = word.indexOf('-');
  if (dash > 0) {
    const [from, to] = [Number(word.slice(0, dash)), Number(word.slice(dash + 1))];
    return dash <= 2 && word.length <= 5 && from >= 1 && from < to && to <= 31 ? { from, to, last: i } : undefined;
  }
  if (!isRangeDash(reader.word(i + 1)) || !reader.isNumber(i + 2)) return undefined;
  const from = reader.dayNumber(i);
  const to = reader.dayNumber(i + 2);
  return from !== undefined && to !== undefined && from < to ? { from, to, last: i + 2 } : undefined;
}

/** A month at token `i` with the day and year that follow: "May", "May 9", "May 9, 2020", "May 2020", "Sept. 3-5", "May of last year". */
export function monthAt(reader: Reader, i: number): Atom | undefined {
  const month = reader.month(i);
  if (month === undefined) return undefined;
  const base: Calendar = { form: 'calendar', month };
  const at = reader.word(i + 1) === 'the' && reader.ordinal(i + 2) !== undefined ? i + 2 : i + 1;
  const range = dayRange(reader, at);
  if (range) return withYear(reader, range.last, { ...base, day: range.from, toDay: range.to });
  // "February tenth", but not "a May second quarter"
  const spelled =
    reader.isWord(at) && !reader.isNumber(at) && !UNITS.has(reader.word(at + 1)) && reader.word(at + 1) !== 'half'
      ? reader.ordinal(at)
      : undefined;
  const day = reader.dayOf(month, at) ?? (spelled !== undefined && spelled > 0 && spelled <= 31 ? spelled : undefined);
  if (day !== undefined && !isCounted(reader, at)) {
    if (isRangeDash(reader.word(at + 1))) {
      const toMonth = reader.month(at + 2);
      const toDay = toMonth === undefined ? undefined : reader.dayOf(toMonth, at + 3);
      if (toMonth !== undefined && toDay !== undefined) return withYear(reader, at + 3, { ...base, day, toMonth, toDay });
    }
    return withYear(reader, at, { ...base, day });
  }
  return withYear(reader, i, base);
}

/** The day that ends a range after the day `atom`, which begins at token `first`: "to 21, 2025" after "April 15", "and 23" after "between May 20". */
export function rangeEnd(reader: Reader, first: number, { last, meaning }: Atom): Atom | undefined {
  if (meaning.form !== 'calendar' || meaning.day === undefined || meaning.month === undefined || meaning.year !== undefined)
    return undefined;
  const link = reader.word(last + 1);
  if (link !== 'to' && link !== 'and' && link !== 'through' && link !== 'until') return undefined;
  const at = last + 2;
  const day = reader.digits(at);
  if (day === undefined || day <= meaning.day || day > 31 || reader.month(last) !== undefined || reader.isCapital(at + 1))
    return undefined;
  const end = withYear(reader, at, { form: 'calendar', month: meaning.month, day });
  const lead = reader.word(first - 1);
  return (end.meaning.form === 'calendar' && end.meaning.year !== undefined) ||
    (lead === 'from' ? link !== 'and' : lead === 'between')
    ? end
    : undefined;
}

function isCounted(reader: Reader, i: number): boolean {
  const next = reader.word(i + 1);
  return COUNTED.has(next) && reader.ordinal(i) === undefined && !next.endsWith('flights');
}

/** The date that ends with token `last`, with the year after it: ", 2020", "2020", "of 2020", "'89", "of last year", "last year". */
function withYear(reader: Reader, last: number, base: Calendar): Atom {
  const after = reader.word(last + 1);
  const comma = after === ',' || after === 'of' ? 1 : 0;
  const at = last + 1 + comma;
  const year = reader.year(at);
  if (year !== undefined && !(after === ',' && base.day === undefined && COUNTED.has(reader.word(at + 1))))
    return { last: at, type: 'DATE', meaning: { ...base, year } };
  const short = after === ',' && base.day === undefined ? undefined : reader.shortYear(at);
  if (short !== undefined) return { last: at + 1, type: 'DATE', meaning: { ...base, year: short } };
  if (
    after !== ',' &&
    reader.word(at + 1) === 'year' &&
    (reader.word(at) === 'last' || reader.word(at) === 'this' || reader.word(at) === 'next')
  ) {
    return { last: at + 1, type: 'DATE', meaning: { ...base, yearShift: POINTERS.get(reader.word(at))![0] } };
  }
  const shared = yearOfNext(reader, last, base);
  return { last, type: 'DATE', meaning: shared === undefined ? base : { ...base, year: shared } };
}

const LINKS = words('and or to through until till - – —');

/** The year of a date that shares that of the one it is linked to: "between May and August 2027", "from Nov. 30 to Jan. 8, 2025". */
function yearOfNext(reader: Reader, last: number, { month, toMonth }: Calendar): number | undefined {
  if (!LINKS.has(reader.word(last + 1))) return undefined;
  const next = reader.month(last + 2);
  const day = next === undefined ? undefined : reader.dayOf(next, last + 3);
  const at = last + (day === undefined ? 3 : 4);
  const year = next === undefined ? undefined : (reader.year(at) ?? (reader.word(at) === ',' ? reader.year(at + 1) : undefined));
  return year === undefined || month === undefined || toMonth !== undefined ? undefined : next! < month ? year - 1 : year;
}

const LEADS = words(
  'in since until till by last next this early late mid from through during throughout between every each past previous coming of following',
);
const WEAK_LEADS = words('before after for to and or around over than on');
const CAPITAL_LEADS = words('but so while when as if then at is was');
const PERIOD_NOUNS = words(
  'quarter report meeting issue election elections vote deadline period contract delivery figures figure sales data results survey rise fall increase decline trade',
);

/** Whether the month at `i`, with no day or year, is one: "May" may be a verb or a surname, "March" a verb, "June" a name. */
export function isMonthAlone(reader: Reader, i: number, word: string): boolean {
  const lead = reader.word(i - 1);
  const next = reader.word(i + 1);
  // "Theresa May", "Jan Novak"
  if (
    reader.isWord(i - 1) &&
    reader.isCapital(i - 1) &&
    !CAPITAL_LEADS.has(lead) &&
    !LEADS.has(lead) &&
    !WEAK_LEADS.has(lead) &&
    (VERB_MONTHS.has(word) || NAME_MONTHS.has(word))
  )
    return false;
  const plainNext = !reader.isWord(i + 1) || !reader.isCapital(i + 1) || WEEKDAYS.has(next);
  if (!plainNext && (word === 'jan' || word === 'may')) return false;
  const linked =
    (next === 'and' || next === 'to' || next === 'through' || next === 'or' || next === '-' || next === '–') &&
    reader.month(i + 2) !== undefined;
  const linkedBefore =
    (lead === 'and' || lead === 'to' || lead === 'through' || lead === 'or' || lead === '-' || lead === '–') &&
    reader.month(i - 2) !== undefined;
  if ((linked || linkedBefore) && !reader.isNameLike(i - 1)) return true;
  if (VERB_MONTHS.has(word)) {
    if (word === 'march' && next === 'on') return false;
    if (LEADS.has(lead)) return plainNext;
    if (PERIOD_NOUNS.has(next)) return true;
    if (WEAK_LEADS.has(lead)) return word === 'march' && plainNext && next !== 'for';
    // "The coldest March in 50 years"
    return (
      word === 'march' &&
      reader.isNameLike(i) &&
      plainNext &&
      lead !== 'the' &&
      lead !== 'a' &&
      !reader.isCapital(i - 1) &&
      next !== 'for' &&
      next !== 'of'
    );
  }
  if (NAME_MONTHS.has(word)) {
    if (LEADS.has(lead)) return plainNext || next === 'fed';
    return plainNext && !reader.isNameLike(i - 1) && lead !== '.';
  }
  // Abbreviations stand without a day only in tables and headlines: with their full stop, or after a word that leads to a date.
  if (word.length <= 4 && word !== 'july')
    return word.endsWith('.') ? !reader.isNameLike(i - 1) && !reader.isCapital(i + 1) : LEADS.has(lead) && plainNext;
  return !(
    reader.isNameLike(i - 1) &&
    !MONTHS.has(lead) &&
    !WEEKDAYS.has(lead) &&
    reader.isCapital(i + 1) &&
    reader.isWord(i + 1)
  );
}

/** Dates in numbers alone: "2020-05-09", "11/02/89", "10-27-89", "02.11.2013". American order, unless only the European one is a day; with full stops the European one. */
export function numericDate(reader: Reader, i: number): Atom | undefined {
  const word = reader.word(i);
  if (word.length < 6 || word.length > 13) return undefined;
  const sign = word.includes('/') ? '/' : word.includes('-') ? '-' : word.includes('.') ? '.' : undefined;
  if (sign === undefined) return undefined;
  const parts = word.split(sign);
  if (parts.length !== 3) return undefined;
  // "2020-05-14t10": the rest of the time stands behind a colon
  const timed = sign === '-' ? parts[2]!.indexOf('t') : -1;
  const numbers = parts.map((part, k) => Number(k === 2 && timed > 0 ? part.slice(0, timed) : part));
  if (numbers.some(n => !Number.isInteger(n))) return undefined;
  const [a, b, c] = numbers as [number, number, number];
  let meaning: Calendar;
  if (parts[0]!.length === 4) meaning = { form: 'calendar', year: a, month: b, day: c };
  else {
    const last = parts[2]!;
    if (parts[0]!.length > 2 || parts[1]!.length > 2 || (last.length !== 2 && last.length !== 4)) return undefined;
    if (sign === '.' && last.length === 2) return undefined;
    const european = sign === '.' ? b <= 12 : a > 12 && b <= 12;
    meaning = { form: 'calendar', year: last.length === 4 ? c : fullYear(c), month: european ? b : a, day: european ? a : b };
  }
  const { year, month, day } = meaning as Required<Pick<Calendar, 'year' | 'month' | 'day'>>;
  if (year < 1400 || year > 2200 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return undefined;
  if (timed > 0) {
    const hour = Number(parts[2]!.slice(timed + 1));
    const minutes = reader.word(i + 1) === ':' ? /^(\d\d)(z?)$/.exec(reader.word(i + 2)) : null;
    if (Number.isInteger(hour) && hour < 24 && minutes) {
      let last = i + 2;
      if (reader.word(last + 1) === ':' && /^\d\dz?$/.test(reader.word(last + 2))) last += 2;
      return { last, type: 'TIME', meaning: { ...meaning, time: `T${String(hour).padStart(2, '0')}:${minutes[1]!}` } };
    }
  }
  const clock = /^(\d\d):(\d\d)(?::\d\d)?$/.exec(reader.word(i + 1));
  if (clock && Number(clock[1]) < 24 && Number(clock[2]) < 60)
    return { last: i + 1, type: 'TIME', meaning: { ...meaning, time: `T${clock[1]!}:${clock[2]!}` } };
  return { last: i, type: 'DATE', meaning };
}
