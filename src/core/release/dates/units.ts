/**
 * Expressions whose head is a unit: "the past three years", "two weeks ago", "the third quarter of 1989", "last week", "every
 * two years", "$5 a day". Read backwards from the unit, then on from it.
 */
import { dayAt } from './days';
import { duration } from './durations';
import {
  DAY_PARTS,
  DAY_WORDS,
  FEAST_DAYS,
  POINTERS,
  SPAN_ADJECTIVES,
  UNITS,
  UNIT_FLAVOURS,
  WEEKDAYS,
  type Unit,
} from './lexicon';
import { shift, type TimexMeaning } from './meanings';
import type { Finder } from './timexes';
import type { Quantity } from './reader';

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

const CLOCK_UNITS = words('second minute hour');
/** After a length of time these make a date of it. */
const BACK = words('ago earlier');
/** Words before a plural unit without a number: "for years", "took months". */
const BARE_LEADS = words(
  'for in within over after take takes took taking spent spend spending lasted last lasts of by about from only just until through than are were was even perhaps maybe',
);
const BARE_AFTER = words('later earlier ago before after away');
/** What may stand before "the year" and its like for them to be a date. */
const THE_LEADS = words(
  'in for of during through over by throughout within earlier later until on since before after early late from to at into and than as toward towards round across',
);
const QUANTIFIED_ADJECTIVES = words('old');
const PAST_WORDS = words('recent past previous earlier prior');

/** Adds the expression whose head is the unit at token `i`, if there is one. */
export function findUnit(finder: Finder, i: number, word: string): void {
  const { unit, plural } = UNITS.get(word)!;
  if (finder.isCapital(i) && finder.isNameLike(i)) {
    if (unit === 'day' && !plural) namedDay(finder, i);
    else if (unit === 'year' && finder.word(i - 1) === 'new') newYear(finder, i);
    const lead = finder.word(i - 1);
    const headline = unit === 'quarter' ? finder.ordinal(i - 1) !== undefined : lead === 'fiscal' || lead === 'full';
    if (!finder.isNumber(i - 1) && !headline) return;
  }
  if (unit === 'year' && !plural) {
    const year = finder.year(i + 1);
    if (year !== undefined) {
      // "the year 2000", "fiscal year 2019"
      const flavour = /^(?:fiscal|calendar|full|model)$/.test(finder.own(i - 1)) ? i - 1 : i;
      const first = finder.withThe(flavour);
      finder.addDate(first, i + 1, { form: 'calendar', year });
      return;
    }
  }
  // Words between the number and the unit: "two full years"
  let near = i;
  while (UNIT_FLAVOURS.has(finder.own(near - 1)) && i - near < 2) near--;
  const quantity = finder.quantityBefore(near);
  const lead = finder.own(near - 1);
  if (!plural && unit === 'quarter' && quarterBefore(finder, i, near)) return;
  if (!plural && unit === 'century' && centuryBefore(finder, i)) return;
  const eachAt = (quantity && lead !== 'a' && lead !== 'an' ? quantity.first : near) - 1;
  const each = finder.own(eachAt);
  if (each === 'every' || each === 'each' || (each === 'other' && finder.own(eachAt - 1) === 'every')) {
    const first = each === 'other' ? eachAt - 1 : eachAt;
    const value = each === 'other' ? 2 : (quantity?.value ?? 1);
    const frequency = frequencyBefore(finder, first);
    finder.repeat(frequency, i, duration(unit, value));
    return;
  }
  if (quantity) {
    quantified(finder, i, unit, plural, quantity, near);
    return;
  }
  if (lead === 'per') {
    if (unit !== 'second') finder.repeat(near - 1, i, duration(unit, 1));
    return;
  }
  if (lead === 'all' && !plural && unit !== 'quarter' && unit !== 'second' && unit !== 'minute') {
    finder.say(near - 1, i, duration(unit, 1));
    return;
  }
  if (plural) bare(finder, i, unit, near);
  else single(finder, i, unit, near);
}

/** "once", "twice", "three times" before "a week". */
function frequencyBefore(finder: Finder, first: number): number {
  const before = finder.own(first - 1);
  if (before === 'once' || before === 'twice') return first - 1;
  if (before !== 'times') return first;
  const quantity = finder.quantityBefore(first - 1);
  return quantity ? quantity.first : first;
}

const APPROXIMATE = words('about around approximately almost nearly roughly');
/** After these "over" is "more than", not "during": "for over two years". */
const OVER_LEADS = words('for of after took takes take lasted is was are were been be just spent and by since in');

/** "more than", "at least", "nearly" before a length of time belong to it. `counted`: a number follows. */
export function approximateBefore(finder: Finder, first: number, counted = true): number {
  const word = finder.own(first - 1);
  const before = finder.own(first - 2);
  if (APPROXIMATE.has(word)) return first - 1;
  if (word === 'than') {
    if (before !== 'more' && before !== 'less' && before !== 'fewer' && before !== 'longer') return first;
    return finder.own(first - 3) === 'no' || finder.own(first - 3) === 'little' ? first - 3 : first - 2;
  }
  if ((word === 'least' || word === 'most') && before === 'at') return first - 2;
  if (counted && (word === 'some' || (word === 'over' && OVER_LEADS.has(finder.word(first - 2))))) return first - 1;
  return first;
}

/** Where a range that ends with the quantity from `first` begins: "six to eight weeks", "two or three days". */
function rangeBefore(finder: Finder, first: number): number {
  const link = finder.own(first - 1);
  if (link !== 'to' && link !== 'or') return first;
  const from = finder.quantityBefore(first - 1);
  const lead = from && finder.word(from.first - 1);
  return from && from.value !== 'X' && from.first >= finder.free && lead !== 'from' && lead !== 'between' && lead !== '$'
    ? from.first
    : first;
}

/** A number or vague quantity and the unit. `near` is the token after the quantity. */
function quantified(finder: Finder, i: number, unit: Unit, plural: boolean, quantity: Quantity, near: number): void {
  const lead = finder.own(near - 1);
  const article = lead === 'a' || lead === 'an';
  let { value } = quantity;
  let last = i;
  // "a year and a half"
  if (finder.word(i + 1) === 'and' && finder.word(i + 2) === 'a' && finder.word(i + 3) === 'half' && value !== 'X') {
    value += 0.5;
    last = i + 3;
  }
  const after = finder.word(last + 1);
  if (unit === 'quarter' && (article || lead === 'one' || (plural && after === 'of') || (value !== 'X' && value < 1))) {
    if (!BACK.has(after) && after !== 'later') return; // "a quarter of", "three quarters of"
  }
  if (unit === 'second' && !(plural && (finder.isNumber(near - 1) || value === 'X' || value > 1))) return;
  if (
    unit === 'minute' &&
    article &&
    !/^(?:for|in|within|about|than|nearly|almost|every|half|ago|later|earlier)$/.test(finder.word(near - 2)) &&
    !BACK.has(after) &&
    after !== 'later' &&
    !/^(?:\d|cents|dollars|words|times|beats)/.test(finder.word(near - 2))
  )
    return;
  if (plural && lead === 'one') return;
  if (unit === 'minute' && (after === 'past' || after === 'before') && finder.word(last + 3) === 'hour') return;
  if (!plural && value !== 'X' && value > 1 && !article && after === "'s") return; // "two year's": not a length
  // "some day", "some year" point nowhere; so does "would one day"
  if (
    (lead === 'some' && !plural) ||
    (lead === 'one' && unit === 'day' && MODALS.has(finder.word(near - 2)) && finder.word(near - 2) !== 'and')
  ) {
    if (unit === 'day') finder.say(near - 1, i, 'FUTURE_REF');
    return;
  }
  if (finder.own(quantity.first - 1) === 'another') quantity = { ...quantity, first: quantity.first - 1 };
  if ((lead === 'many' || lead === 'various' || lead === 'multiple') && unit === 'quarter') return;
  let first = rangeBefore(finder, quantity.first);
  // "twice a week", "$5 a day"
  if (article && !BACK.has(after) && after !== 'later') {
    const frequency = frequencyBefore(finder, near - 1);
    const before = finder.word(near - 2);
    const amount =
      finder.isNumber(near - 2) ||
      RATED.has(before) ||
      (before.length > 3 && before.endsWith('s') && finder.isWord(near - 2) && !NOT_RATED.has(before));
    if (frequency < near - 1 || amount) {
      finder.repeat(frequency, i, duration(unit, 1));
      return;
    }
  }
  const isNumber = value !== 'X';
  const approximate = approximateBefore(finder, first, isNumber);
  if (BACK.has(after) || after === 'later' || after === 'hence' || (after === 'from' && isDayWord(finder.word(last + 2)))) {
    const sign = BACK.has(after) ? -1 : 1;
    let end = after === 'from' ? last + 2 : last + 1;
    const early = approximate;
    // "a year ago today", "two weeks from tomorrow"
    const onDay =
      after === 'ago' || finder.word(end) !== 'now' ? DAY_WORDS.get(finder.word(end + (after === 'ago' ? 1 : 0))) : undefined;
    if (onDay && value !== 'X' && !CLOCK_UNITS.has(unit)) {
      if (after === 'ago') end++;
      finder.add(early, end, 'DATE', { ...shift(unit, sign * value, 'release'), toDay: onDay[0] });
      return;
    }
    // "a week from Tuesday"
    const weekday = after === 'from' ? WEEKDAYS.get(finder.word(end)) : undefined;
    if (weekday !== undefined) {
      if ((unit === 'week' || unit === 'day') && value !== 'X')
        finder.add(early, end, 'DATE', { form: 'weekday', weekday, shift: 1, later: (unit === 'week' ? 7 : 1) * value });
      return;
    }
    if (value === 'X') {
      finder.say(early, end, sign < 0 ? 'PAST_REF' : 'FUTURE_REF');
      return;
    }
    if (CLOCK_UNITS.has(unit) && after !== 'ago') {
      finder.add(early, end, 'TIME', shift(unit, sign * value, 'previous'));
      return;
    }
    finder.add(early, end, CLOCK_UNITS.has(unit) ? 'TIME' : 'DATE', {
      ...shift(unit, sign * value, after === 'ago' || after === 'from' || after === 'hence' ? 'release' : 'previous'),
      counted: true,
    });
    return;
  }
  // "a day after", "a week before": a date only where nothing follows that it is counted from
  if (article && (after === 'before' || after === 'after') && !finder.isWord(last + 2) && !finder.isNumber(last + 2)) {
    finder.add(first, last + 1, 'DATE', shift(unit, after === 'before' ? -1 : 1, 'previous'));
    return;
  }
  // "the past three years", "the first nine months", "these two weeks"
  if (SPAN_ADJECTIVES.has(finder.own(first - 1)) && !article && !isVerbLast(finder, first - 1)) {
    first--;
    if (SPAN_ADJECTIVES.has(finder.own(first - 1))) first--;
    if (finder.own(first - 1) === 'the' || finder.own(first - 1) === 'these' || finder.own(first - 1) === 'this') first--;
  } else if (
    !article &&
    (finder.own(first - 1) === 'the' || finder.own(first - 1) === 'these' || finder.own(first - 1) === 'those')
  )
    first--;
  first = approximateBefore(finder, Math.min(first, approximate), isNumber);
  if (QUANTIFIED_ADJECTIVES.has(after)) last++;
  // "the first nine months of 1989"
  if (finder.word(last + 1) === 'of' && first < quantity.first) {
    const year = finder.year(last + 2);
    const fiscal = finder.word(last + 2) === 'fiscal' && finder.year(last + 3) !== undefined;
    if (year !== undefined) last += 2;
    else if (fiscal) last += 3;
    else if (
      (finder.word(last + 2) === 'this' || finder.word(last + 2) === 'last' || finder.word(last + 2) === 'the') &&
      finder.word(last + 3) === 'year'
    )
      last += 3;
  }
  finder.say(first, last, duration(unit, value));
}

/** "could last several weeks": the verb. */
const isVerbLast = (finder: Finder, i: number): boolean => finder.word(i) === 'last' && MODALS.has(finder.word(i - 1));
const MODALS = words("to will would could can may might should must not and won't can't shall cannot did didn't does");

const isDayWord = (word: string): boolean => word === 'now' || DAY_WORDS.has(word) || WEEKDAYS.has(word);

/** Nouns of amounts before "a day". */
const RATED = words(
  'million billion trillion percent % cents dollars people once twice ounce barrel ton share night head person',
);
const NOT_RATED = words(
  'was is has this its his as less his thus perhaps always towards across besides years months weeks days ours does says makes takes becomes means needs gives wants sees gets runs adds plus news works lasts spends marks begins remains',
);

/** A plural unit without a number: "for years", "recent weeks", "days later". */
function bare(finder: Finder, i: number, unit: Unit, near: number): void {
  const lead = finder.own(near - 1);
  const after = finder.word(i + 1);
  if (unit === 'quarter' || unit === 'weekend' || unit === 'second') return;
  if ((BARE_AFTER.has(after) || (after === 'from' && finder.word(i + 2) === 'now')) && (near === i || lead !== 'the')) {
    if (lead === 'the' || POINTERS.has(lead)) return;
    if (after === 'ago' || after === 'earlier') finder.say(near, i + 1, 'PAST_REF');
    else if (after === 'later' || after === 'from') finder.say(near, after === 'from' ? i + 2 : i + 1, 'FUTURE_REF');
    else finder.say(near, i, duration(unit, 'X'));
    return;
  }
  if (unit === 'minute' || (unit === 'hour' && lead === 'of')) {
    if (lead !== 'in' && lead !== 'within' && lead !== 'of') return;
  }
  const determiner = finder.own(near - 2);
  if (lead === 'these' && CLOCK_UNITS.has(unit)) return;
  if (lead === 'these') {
    finder.say(near - 1, i, 'PRESENT_REF');
    return;
  }
  if (lead === 'those') {
    finder.say(near - 1, i, 'PAST_REF');
    return;
  }
  if (PAST_WORDS.has(lead) || lead === 'last') {
    const the = determiner === 'the' || (lead === 'recent' && determiner === 'most');
    const start = the ? near - 2 : near - 1;
    if (lead === 'last' || lead === 'past') {
      if (the) finder.say(start, i, duration(unit, 'X'));
      return;
    }
    finder.say(start, i, 'PAST_REF');
    return;
  }
  if (
    lead === 'coming' ||
    lead === 'next' ||
    lead === 'future' ||
    lead === 'upcoming' ||
    lead === 'ensuing' ||
    lead === 'following'
  ) {
    finder.say(determiner === 'the' ? near - 2 : near - 1, i, 'FUTURE_REF');
    return;
  }
  if (
    BARE_LEADS.has(lead) &&
    !(
      lead === 'of' &&
      !/^(?:matter|after|couple)$/.test(finder.word(near - 2)) &&
      unit !== 'year' &&
      unit !== 'decade' &&
      unit !== 'month' &&
      unit !== 'week' &&
      unit !== 'day'
    )
  ) {
    if (lead === 'of' && (near < i || finder.word(near - 2) === 'number')) return; // "the number of days"
    finder.say(near, i, duration(unit, 'X'));
    return;
  }
  if (
    after === 'of' &&
    (unit === 'year' || unit === 'month' || unit === 'week' || unit === 'day' || unit === 'decade' || unit === 'hour') &&
    near === i &&
    lead !== 'the' &&
    !finder.isCapital(i) &&
    (!finder.isWord(i - 1) || !DETERMINED.has(lead))
  ) {
    if (/^(?:early|late|final|last|first|best|worst|long|dark|glory|old|good|small|wee)$|.est$/.test(lead)) return;
    finder.say(i, i, duration(unit, 'X'));
  }
}

const DETERMINED = words('his her its their our my your the no');

/** "the third quarter", "the year-earlier quarter", "fiscal second quarter". */
function quarterBefore(finder: Finder, i: number, near: number): boolean {
  // `near` stands before "fiscal" in "third fiscal quarter"
  const at = near - 1;
  const word = finder.own(at);
  if (word === 'year-earlier' || word === 'year-ago') {
    finder.addDate(finder.own(at - 1) === 'the' || finder.own(at - 1) === 'a' ? at - 1 : at, i, {
      form: 'period',
      period: 'Q0',
      yearShift: -1,
    });
    return true;
  }
  const ordinal = at >= finder.free ? (word === 'final' ? 4 : finder.ordinal(at)) : undefined;
  if (ordinal === undefined || ordinal < 1 || ordinal > 4) return false;
  if (finder.isInGame(at)) return true;
  let first = at;
  const before = finder.own(first - 1);
  if (before === 'fiscal' || before === 'year-earlier' || before === 'year-ago') first--;
  const back = before === 'year-earlier' || before === 'year-ago';
  const pointer = finder.own(first - 1);
  let yearShift: number | undefined = back ? -1 : undefined;
  if (finder.own(first - 1) === 'the' || pointer === 'this') first--;
  else if (pointer === "'s" && /^(?:year|fiscal)$/.test(finder.own(first - 2))) {
    // "last year's third quarter", "this year's first quarter"
    const year = POINTERS.get(finder.own(first - 3));
    if (year) {
      yearShift = year[0];
      first -= 3;
    }
  } else if (pointer === "'s" && finder.year(first - 2) !== undefined) {
    // Its year was taken already: "2012's third quarter" stays in two
  }
  findPeriodCode(finder, first, i, `Q${ordinal}`, yearShift);
  return true;
}

/** "the 19th century", "the late nineteenth century". */
function centuryBefore(finder: Finder, i: number): boolean {
  const number = i - 1 >= finder.free ? finder.ordinal(i - 1) : undefined;
  if (number === undefined || number < 1 || number > 22) return false;
  let first = finder.withModifiers(i - 1);
  if (finder.own(first - 1) === 'the') first--;
  finder.say(finder.withModifiers(first), i, String(number - 1).padStart(2, '0'));
  return true;
}

/** A unit in the singular with a determiner: "this week", "the previous year", "the quarter". */
function single(finder: Finder, i: number, unit: Unit, near: number): void {
  if (CLOCK_UNITS.has(unit)) {
    if (unit === 'hour' && finder.own(near - 1) === 'past' && finder.own(near - 2) === 'the') finder.say(near - 2, i, 'PT1H');
    return;
  }
  const lead = finder.own(near - 1);
  const the = finder.own(near - 2) === 'the';
  const after = finder.word(i + 1);
  const pointer = POINTERS.get(lead);
  if (lead === 'other' && the && unit === 'day') {
    finder.say(near - 2, i, 'PAST_REF');
    return;
  }
  if (lead === 'year-earlier' || lead === 'year-ago') {
    finder.add(the ? near - 2 : near - 1, i, 'DATE', shift('year', -1, 'previous'));
    return;
  }
  if (pointer) {
    pointed(finder, i, unit, near, pointer);
    return;
  }
  // "the past year" is a pointer; "the first day of 2012" a part
  if (lead !== 'the') {
    const ordinal = lead === 'final' || lead === 'last' ? -1 : near - 1 >= finder.free ? finder.ordinal(near - 1) : undefined;
    if (ordinal !== undefined && (unit === 'day' || unit === 'week') && after === 'of' && finder.year(i + 2) !== undefined) {
      finder.add(the ? near - 2 : near - 1, i + 2, 'DATE', { form: 'part', unit, ordinal, year: finder.year(i + 2)! });
    }
    return;
  }
  const start = near - 1;
  if (unit === 'day') {
    if ((after === 'before' || after === 'after') && finder.word(i + 2) !== 'tomorrow' && finder.word(i + 2) !== 'yesterday') {
      const alone = !finder.isWord(i + 2) && !finder.isNumber(i + 2);
      if (alone) finder.add(start, i + 1, 'DATE', shift(unit, after === 'before' ? -1 : 1, 'previous'));
      else finder.add(start, i, 'DATE', shift(unit, after === 'before' ? -1 : 1, 'previous'));
      return;
    }
    if (after === 'before' || after === 'after') return; // "the day after tomorrow"
  }
  if (after === 'before' || after === 'after') {
    const alone = !finder.isWord(i + 2) && !finder.isNumber(i + 2);
    finder.add(
      start,
      alone || finder.word(i + 2) === 'last' ? i + 1 : i,
      'DATE',
      shift(unit, after === 'before' ? -1 : 1, 'previous'),
    );
    return;
  }
  // "the week of Jan. 17"
  if (after === 'of' && unit === 'week') {
    const day = dayAt(finder, i + 2);
    if (day?.meaning.form === 'calendar') finder.addDate(start, day.last, { ...day.meaning, whole: unit });
    return;
  }
  if (after === 'of' && unit !== 'year' && unit !== 'quarter') return; // "the month of June" is found at its month; "the day of reckoning"
  const modified = finder.withModifiers(start);
  const before = finder.word(start - 1);
  if (
    modified === start &&
    !THE_LEADS.has(before) &&
    unit !== 'quarter' &&
    unit !== 'weekend' &&
    !/^(?:ended|ending|just|so|,|'s)$/.test(after) &&
    !finder.isSentenceStart(start)
  )
    return;
  if (
    modified === start &&
    unit === 'day' &&
    ((before === 'of' && !/^(?:most|much|rest|part|all|end)$/.test(finder.word(start - 2))) ||
      before === 'to' ||
      before === 'and')
  )
    return;
  if (finder.isWord(i + 1) && NOUN_HEADS.has(after)) return;
  // "the year to March": a length
  if (unit === 'year' && after === 'to' && finder.month(i + 2) !== undefined) {
    finder.say(start, i, 'P1Y');
    return;
  }
  // "the year ended March 31, 2024": the year and quarter of that day
  const end = after === 'ended' || after === 'ending' ? dayAt(finder, i + 2)?.meaning : undefined;
  if (end?.form === 'calendar' && (unit === 'year' || unit === 'quarter' || unit === 'month' || unit === 'week')) {
    finder.add(modified, i, 'DATE', { ...end, whole: unit });
    return;
  }
  finder.add(
    modified,
    i,
    'DATE',
    unit === 'quarter'
      ? { form: 'period', period: 'Q0' }
      : { ...shift(unit, 0, unit === 'weekend' || unit === 'week' || unit === 'year' ? 'release' : 'previous'), near: true },
  );
}

/** After these "that" leads a clause: "said that day care costs more". */
const SAYING = /^(?:said|says|say|told|know|so|but|believe|think|hope|hopes|added|show|shows|found|means|is|was)$/;

const NOUN_HEADS = words('care job trip traders trader ahead school');

/** "last year", "the previous quarter", "the past week", "this past weekend", "the same day". */
function pointed(
  finder: Finder,
  i: number,
  unit: Unit,
  near: number,
  [amount, from]: readonly [number, 'release' | 'previous'],
): void {
  const lead = finder.own(near - 1);
  let first = near - 1;
  const before = finder.own(first - 1);
  const the = before === 'the';
  if (
    the ||
    (before === 'that' && lead === 'same') ||
    (before === 'this' && (lead === 'past' || lead === 'coming' || lead === 'last' || lead === 'same'))
  )
    first--;
  if (finder.own(first - 1) === 'during') first += 0;
  if (lead === 'that' && (unit === 'quarter' || unit === 'weekend' || unit === 'century')) {
    finder.add(first, i, 'DATE', shift(unit, 0, 'previous'));
    return;
  }
  if (
    lead === 'that' &&
    !THE_LEADS.has(finder.word(first - 1)) &&
    !/^(?:|,)$/.test(finder.word(first - 1)) &&
    (finder.isAdjective(i) || !finder.isWord(first - 1) || SAYING.test(finder.word(first - 1))) &&
    !finder.isSentenceStart(first)
  )
    return;
  if (lead === 'present' && unit === 'day') return;
  if (lead === 'this' && unit === 'day' && finder.word(first - 1) === 'to') {
    finder.say(first, i, 'PRESENT_REF');
    return;
  }
  // "over the past year", "in the last week": lengths. "the next day", "the last quarter": dates.
  if (the && (lead === 'past' || lead === 'last' || lead === 'next' || lead === 'coming')) {
    const over = /^(?:over|in|during|for|within|throughout|of|from)$/.test(finder.word(first - 1));
    const length =
      lead === 'past'
        ? unit !== 'quarter'
        : over && unit !== 'quarter' && !(lead === 'next' && unit === 'day') && lead !== 'coming';
    if (length) {
      const modified = finder.own(first - 1) === 'of' ? first : first;
      finder.say(modified, i, duration(unit, 1));
      return;
    }
    if (lead === 'next') {
      finder.addDate(first, i, shift(unit, 1, unit === 'day' ? 'previous' : 'release'));
      return;
    }
    if (lead === 'last' && unit === 'day') return;
  }
  if (lead === 'next' && unit === 'day' && !the) {
    finder.add(first, i, 'DATE', shift(unit, 1, 'previous'));
    return;
  }
  let last = i;
  // "the same quarter last year", "the same month a year ago"
  if (lead === 'same' && (unit === 'quarter' || unit === 'month' || unit === 'week')) {
    const next = finder.word(i + 1);
    const year = finder.word(i + 2) === 'year';
    const back =
      next === 'last' && year
        ? i + 2
        : (next === 'a' || next === 'one') && year && /^(?:ago|earlier|before)$/.test(finder.word(i + 3))
          ? i + 3
          : next === 'of' && finder.word(i + 2) === 'last' && finder.word(i + 3) === 'year'
            ? i + 3
            : -1;
    if (back > 0) {
      if (unit === 'quarter') finder.add(first, back, 'DATE', { form: 'period', period: 'Q0', yearShift: -1 });
      else finder.add(first, back, 'DATE', shift(unit, unit === 'month' ? -12 : -52, 'previous'));
      return;
    }
    const of = finder.word(i + 1) === 'of' || finder.word(i + 1) === 'in' ? finder.year(i + 2) : undefined;
    if (of !== undefined && unit === 'quarter') {
      finder.add(first, i + 2, 'DATE', { form: 'period', period: 'Q0', year: of });
      return;
    }
  }
  // "Tuesday of next week", "next week's Tuesday" stay apart; "last year's fourth quarter" is found at its quarter
  if (
    unit === 'year' &&
    finder.word(i + 1) === "'s" &&
    (finder.ordinal(i + 2) !== undefined || finder.word(i + 2) === 'fiscal')
  ) {
    const quarter = finder.word(i + 3) === 'quarter' || finder.word(i + 3) === 'half' ? i + 3 : -1;
    const n = finder.ordinal(i + 2);
    if (quarter > 0 && n !== undefined) {
      finder.addDate(first, quarter, {
        form: 'period',
        period: `${finder.word(quarter) === 'half' ? 'H' : 'Q'}${n}`,
        yearShift: amount,
      });
      return;
    }
  }
  if (unit === 'day' && (lead === 'last' || lead === 'current' || lead === 'upcoming' || lead === 'coming')) return;
  const part = unit === 'day' ? undefined : DAY_PARTS.get(finder.word(i + 1));
  if (part !== undefined) last = i;
  if (unit === 'quarter' && (lead === 'latest' || lead === 'same' || lead === 'that')) {
    finder.addDate(first, last, { form: 'period', period: 'Q0' });
    return;
  }
  finder.addDate(first, last, shift(unit, amount, from));
}

/** Adds a quarter or half from `first` to `last`, with the year that follows: "of 1988", "2019", "of fiscal year 2020", "last year". */
export function findPeriodCode(finder: Finder, first: number, last: number, period: string, shift?: number): void {
  let end = last;
  let year: number | undefined;
  let yearShift = shift;
  let fiscal = finder.word(first) === 'fiscal' || finder.word(first + 1) === 'fiscal';
  let at = end + 1;
  if (finder.word(at) === 'of' || (finder.word(at) === ',' && finder.year(at + 1) !== undefined)) at++;
  const the = finder.word(at) === 'the' ? 1 : 0;
  const flavour = finder.word(at + the);
  if (
    flavour === 'fiscal' ||
    flavour === 'fy' ||
    flavour === 'calendar' ||
    flavour === 'financial' ||
    flavour === 'fiscal-year'
  ) {
    const word = finder.word(at + the + 1) === 'year' ? 2 : 1;
    const named = finder.year(at + the + word) ?? finder.shortYear(at + the + word);
    if (named !== undefined) {
      year = named;
      fiscal ||= flavour !== 'calendar';
      end = at + the + word + (finder.year(at + the + word) === undefined ? 1 : 0);
    }
  } else if (the === 0 && finder.year(at) !== undefined) {
    year = finder.year(at);
    end = at;
  } else if (the === 0 && finder.shortYear(at) !== undefined && finder.word(end + 1) !== ',') {
    year = finder.shortYear(at);
    end = at + 1;
  } else if (the === 0) {
    const pointer = POINTERS.get(flavour);
    const word = finder.word(at + 1) === 'fiscal' ? 2 : 1;
    if (pointer && finder.word(at + word) === 'year' && (flavour === 'last' || flavour === 'this' || flavour === 'next')) {
      yearShift = pointer[0];
      end = at + word;
    }
    const short = /^fy(\d{2}|\d{4})$/.exec(flavour);
    if (short) {
      year = short[1]!.length === 2 ? 2000 + Number(short[1]) : Number(short[1]);
      fiscal = true;
      end = at;
    }
  }
  const meaning: TimexMeaning = {
    form: 'period',
    period,
    ...(year === undefined ? {} : { year }),
    ...(yearShift === undefined || year !== undefined ? {} : { yearShift }),
    ...(fiscal ? { fiscal } : {}),
  };
  finder.addDate(first, end, meaning);
}

/** "Labor Day", "New Year's Day", "St. Patrick's Day": a capital "Day" at `i`. */
function namedDay(finder: Finder, i: number): void {
  let at = i - 1;
  const possessive = finder.word(at) === "'s" || finder.word(at) === "'" || finder.word(at) === '’';
  if (possessive) at--;
  const feast = FEAST_DAYS.get(finder.own(at));
  if (feast === undefined || !finder.isCapital(at)) return;
  let first = at;
  if (feast === 'new year' && finder.own(at - 1) !== 'new') return;
  if (feast === 'new year' || (feast.startsWith('st.') && /^(?:st\.?|saint)$/.test(finder.own(at - 1)))) first = at - 1;
  if (feast === 'king day') while (/^(?:luther|martin|jr\.?)$/.test(finder.own(first - 1))) first--;
  finder.feastAt(first, i, feast);
}

/** "New Year's Eve", "the New Year". */
function newYear(finder: Finder, i: number): void {
  if (!finder.isCapital(i - 1) || i - 1 < finder.free) return;
  const possessive = finder.word(i + 1) === "'s" ? i + 2 : i + 1;
  if (finder.word(possessive) === 'eve') finder.feastAt(i - 1, possessive, "new year's eve");
}
