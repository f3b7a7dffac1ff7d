/** Hyphenated words of time: "mid-April", "third-quarter", "five-year", "year-end", "16-year-old". */
import { daysIn } from './calendar';
import { DAY_PARTS, MONTHS, NUMBERS, ORDINALS, SEASONS, UNITS, type Unit } from './lexicon';
import { duration } from './durations';
import { shift, type TimexMeaning } from './meanings';
import type { Finder } from './timexes';
import { approximateBefore, findPeriodCode } from './units';

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** First parts that are no numbers but end in a unit: "light-year", "part-time". */
const LONG_ENDS = words('long old plus');
const YEAR_BACK = words('year-earlier year-ago year-before');

/** Whether a date lacks what a time of day could be put on: it is a month or a year. */
export function isAwaitingYear(meaning: TimexMeaning): boolean {
  return (
    (meaning.form === 'calendar' && meaning.day === undefined) ||
    (meaning.form === 'shift' && meaning.unit !== 'day') ||
    meaning.form === 'value' ||
    meaning.form === 'period'
  );
}

const DECADE = /^(1[0-9]|20)(\d)0'?s$/;
const SHORT_DECADE = /^([2-9])0s$/;
const DECADE_LEADS = words('in of since during from by');
const WARM = words('temperature temperatures high highs low lows degrees');
const PERIODS: ReadonlyMap<string, string> = new Map([
  ...['first', 'second', 'third', 'fourth'].flatMap((word, i) => [
    [`${word}-quarter`, `Q${i + 1}`] as const,
    [`${i + 1}${['st', 'nd', 'rd', 'th'][i]!}-quarter`, `Q${i + 1}`] as const,
  ]),
  ['first-half', 'H1'],
  ['second-half', 'H2'],
]);

/** Adds the expression that the hyphenated word, or number with letters, at token `i` makes. */
export function findCompound(finder: Finder, i: number, word: string): void {
  const code = PERIODS.get(word);
  if (code !== undefined) {
    findPeriodCode(finder, finder.own(i - 1) === 'fiscal' ? i - 1 : i, i, code);
    return;
  }
  if (!word.includes('-')) {
    const quarter = /^([1-4])q(\d{2}|20\d{2})?$/.exec(word); // "3Q24"
    if (quarter) {
      const year = quarter[2] === undefined ? {} : { year: 2000 + (Number(quarter[2]) % 100) };
      finder.addDate(i, i, { form: 'period', period: `Q${quarter[1]!}`, ...year });
      return;
    }
    const fiscal = /^fy(\d{2}|20\d{2})$/.exec(word);
    if (fiscal) finder.addDate(i, i, { form: 'calendar', year: 2000 + (Number(fiscal[1]) % 100) });
    else findDecade(finder, i, i, word);
    return;
  }
  const dash = word.indexOf('-');
  const head = word.slice(0, dash);
  const tail = word.slice(dash + 1);
  if (head === 'mid' || head === 'early' || head === 'late') {
    middle(finder, i, tail);
    return;
  }
  if (word === 'year-end' || word === 'month-end' || word === 'quarter-end' || word === 'week-end') {
    if (word === 'week-end') return;
    const unit = head as Unit;
    const year = finder.year(i + 1);
    if (year !== undefined) finder.addDate(i, i + 1, { form: 'calendar', year });
    else finder.addDate(i, i, shift(unit, 0, 'release'));
    return;
  }
  if (YEAR_BACK.has(word)) {
    const next = finder.word(i + 1);
    if (next === 'quarter' || next === 'period' || next === 'month' || next === 'week' || finder.ordinal(i + 1) !== undefined)
      return; // taken with its noun
    finder.add(i, i, 'DATE', shift('year', -1, 'previous'));
    return;
  }
  if (tail === 'century') {
    const century = ORDINALS.get(head) ?? (/^\d+(?:st|nd|rd|th)$/.test(head) ? Number.parseInt(head, 10) : 0);
    if (century > 0 && century <= 22) {
      finder.say(finder.withModifiers(i), i, String(century - 1).padStart(2, '0'));
      return;
    }
  }
  const length = LONG_ENDS.has(tail) ? UNITS.get(head) : undefined; // "year-long", "decades-old"
  if (length) {
    finder.say(i, i, duration(length.unit, length.plural ? 'X' : 1));
    return;
  }
  const unit = UNITS.get(tail) ?? unitWithEnd(tail);
  if (unit) {
    amount(finder, i, head, unit.unit, unit.plural);
    return;
  }
  if (finder.isNumber(i) && word.includes('-and-a-half-')) {
    const half = UNITS.get(word.slice(word.lastIndexOf('-') + 1));
    if (half) finder.say(i, i, duration(half.unit, Number(head) + 0.5));
    return;
  }
  if (tail.startsWith('and-a-half-')) {
    const [value, half] = [NUMBERS.get(head), UNITS.get(tail.slice(11))];
    if (value !== undefined && half) finder.say(i, i, duration(half.unit, value + 0.5));
    return;
  }
  // "Nov-16", "16-Nov-2012", "July-September"
  const month = finder.isCapital(i) ? MONTHS.get(head) : undefined;
  if (month !== undefined && MONTHS.has(tail)) {
    const year = finder.year(i + 1);
    finder.addDate(i, year === undefined ? i : i + 1, {
      form: 'calendar',
      month,
      toMonth: MONTHS.get(tail)!,
      ...(year === undefined ? {} : { year }),
    });
    return;
  }
  const dated = /^(\d{1,2})-([a-z]{3})-(\d{4}|\d{2})$/.exec(word);
  if (dated && MONTHS.has(dated[2]!)) {
    const [day, of] = [Number(dated[1]), MONTHS.get(dated[2]!)!];
    const year = dated[3]!.length === 4 ? Number(dated[3]) : Number(dated[3]) + (Number(dated[3]) >= 50 ? 1900 : 2000);
    if (day >= 1 && day <= daysIn(year, of)) finder.addDate(i, i, { form: 'calendar', year, month: of, day });
    return;
  }
  if (
    head === 'twenty' ||
    head === 'thirty' ||
    head === 'forty' ||
    head === 'fifty' ||
    head === 'sixty' ||
    head === 'seventy' ||
    head === 'eighty' ||
    head === 'ninety'
  ) {
    // "twenty-five-year"
    const second = tail.indexOf('-');
    const value = second > 0 ? NUMBERS.get(word.slice(0, dash + 1 + second)) : undefined;
    const of = second > 0 ? (UNITS.get(tail.slice(second + 1)) ?? unitWithEnd(tail.slice(second + 1))) : undefined;
    if (value !== undefined && of) finder.say(i, i, duration(of.unit, value));
  }
}

/** "the 1980s", "the early 90s": adds the decade that tokens `first` to `last` name; whether they do. */
export function findDecade(finder: Finder, first: number, last: number, word: string): boolean {
  const match = DECADE.exec(word) ?? SHORT_DECADE.exec(word);
  if (!match) return false;
  const short = match[2] === undefined;
  const century = Number(match[1]) < 19; // "the 1800s"
  let start = finder.withModifiers(first);
  if (finder.own(start - 1) === 'the') start--;
  else if (last > first && start === first && finder.word(first - 1) !== 'and') return false; // "1990's": the year's
  // "the 80s" is a decade; "in his 80s", "temperatures in the 80s", "the 40s" are not
  if (short) {
    if (finder.word(start) !== 'the' || !DECADE_LEADS.has(finder.word(start - 1)) || Number(match[1]) < 5) return false;
    for (let i = start - 1; i > start - 7; i--) if (WARM.has(finder.word(i))) return false;
  }
  finder.say(start, last, short ? `19${match[1]!}` : century && match[2] === '0' ? match[1]! : `${match[1]!}${match[2]!}`);
  return true;
}

/** "mid-April 2019", "mid-1990s", "late-2012", "mid-year", "mid-afternoon". */
function middle(finder: Finder, i: number, tail: string): void {
  const month = MONTHS.get(tail);
  const the = finder.withThe(i);
  if (month !== undefined) {
    const comma = finder.word(i + 1) === ',' ? 1 : 0;
    const year = finder.year(i + 1 + comma);
    finder.add(i, year === undefined ? i : i + 1 + comma, 'DATE', {
      form: 'calendar',
      month,
      ...(year === undefined ? {} : { year }),
    });
    return;
  }
  const match = DECADE.exec(tail);
  if (match) {
    finder.say(the, i, match[2] === '0' && Number(match[1]) < 19 ? match[1]! : `${match[1]!}${match[2]!}`);
    return;
  }
  const short = SHORT_DECADE.exec(tail);
  if (short) {
    finder.say(the, i, `19${short[1]!}`);
    return;
  }
  if (/^(?:1[4-9]|20)\d\d$/.test(tail)) {
    finder.add(i, i, 'DATE', { form: 'calendar', year: Number(tail) });
    return;
  }
  const century = /^(?:(\d\d)th|([a-z]+th))-century$/.exec(tail);
  if (century) {
    const number = century[1] ? Number(century[1]) : ORDINALS.get(century[2]!);
    if (number !== undefined) finder.say(the, i, String(number - 1).padStart(2, '0'));
    return;
  }
  const unit = finder.word(i).startsWith('mid') ? UNITS.get(tail) : undefined; // "late-year demand" is none
  if (unit && (unit.unit === 'year' || unit.unit === 'week' || unit.unit === 'month')) {
    finder.add(i, i, 'DATE', shift(unit.unit, 0, 'release'));
    return;
  }
  const season = SEASONS.get(tail);
  if (season) {
    finder.add(i, i, 'DATE', { form: 'period', period: season });
    return;
  }
  const part = DAY_PARTS.get(tail);
  const lead = finder.own(i - 1);
  if (part && (lead === 'by' || lead === 'in' || lead === 'until' || lead === 'at' || lead === 'since'))
    finder.add(i, i, 'TIME', shift('day', 0, 'previous', part));
}

/** "year-old", "month-long", "years-old". */
function unitWithEnd(tail: string): { unit: Unit; plural: boolean } | undefined {
  const dash = tail.indexOf('-');
  if (dash < 0) return undefined;
  return LONG_ENDS.has(tail.slice(dash + 1)) || tail.endsWith('-olds') ? UNITS.get(tail.slice(0, dash)) : undefined;
}

/** "five-year", "30-day", "half-hour", "multi-year", and "year-long", where the unit comes first. */
function amount(finder: Finder, i: number, head: string, unit: Unit, plural: boolean): void {
  const number =
    NUMBERS.get(head) ??
    (head === 'a'
      ? 1
      : head === 'half'
        ? 0.5
        : head === 'quarter'
          ? 0.25
          : head === 'multi' || head === 'several' || head === 'many'
            ? 'X'
            : numberOf(head));
  if (number === undefined) return;
  if (plural && unit === 'quarter') return; // "three-quarters"
  if (unit === 'second' && typeof number === 'number' && number < 2) return;
  // "a quarter-century ago"
  if (finder.word(i + 1) === 'ago' && number !== 'X') {
    const article = finder.own(i - 1) === 'a' ? i - 1 : i;
    finder.add(approximateBefore(finder, article), i + 1, 'DATE', { ...shift(unit, -number, 'release'), counted: true });
    return;
  }
  finder.say(i, i, duration(unit, number));
}

function numberOf(head: string): number | undefined {
  const code = head.charCodeAt(0);
  if (code < 48 || code > 57) return undefined;
  const value = Number(head.replaceAll(',', ''));
  return Number.isNaN(value) ? undefined : value;
}
