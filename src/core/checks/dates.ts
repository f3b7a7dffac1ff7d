/** Dates that cannot be, do not fit each other, or can be read in two ways. */
import { daysIn, formatDay, parseDay, weekdayOf } from '../release/dates/calendar';
import { tenseAround } from '../release/dates/tense';
import { tokenize } from '../text/tokens';
import type { Span } from '../text/span';
import { firstWhere } from '../text/search';
import { finding, type CheckInput, type Finding, type KnownInput, type Steps } from './findings';

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const MONTH =
  '(Jan(?:uary|\\.)?|Feb(?:ruary|\\.)?|Mar(?:ch|\\.)?|Apr(?:il|\\.)?|May|June?|July?|Aug(?:ust|\\.)?|Sept?(?:ember|\\.)?|Oct(?:ober|\\.)?|Nov(?:ember|\\.)?|Dec(?:ember|\\.)?)';
/** A full stop ends an abbreviation; after the whole word it ends a sentence. */
const WEEKDAY = '(Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day|\\.)?';
const DAY_FIRST = `(\\d{1,2})(?:st|nd|rd|th)?(?: of)? ${MONTH}(?:,? (\\d{4}))?`;
const MONTH_FIRST = `${MONTH} (\\d{1,2})(?:st|nd|rd|th)?(?:,? (\\d{4}))?`;

interface WrittenDate {
  readonly span: Span;
  readonly day: number;
  readonly month: number;
  readonly year?: number;
  /** 1 for Monday, where the text names one. */
  readonly weekday?: number;
  readonly weekdaySpan?: Span;
}

const capitalized = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();

const WRITTEN = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${WEEKDAY},? (?:the )?)?(?:${DAY_FIRST}|${MONTH_FIRST})(?![\\p{L}\\p{N}])`,
  'giu',
);

/** Dates with a day and a month in words; "May 2020" has no day. */
function writtenDates(words: string): WrittenDate[] {
  const found: WrittenDate[] = [];
  for (const match of words.matchAll(WRITTEN)) {
    const [whole, weekday, day1, month1, year1, month2, day2, year2] = match;
    const monthName = (month1 ?? month2)!;
    if (!/^\p{Lu}/u.test(monthName)) continue; // "may 5 of them"
    const month = MONTHS.findIndex(name => name.startsWith(capitalized(monthName).slice(0, 3))) + 1;
    const year = year1 ?? year2;
    const start = match.index;
    const index = weekday === undefined ? -1 : WEEKDAYS.findIndex(name => name.startsWith(capitalized(weekday).slice(0, 3)));
    const length = /^\p{L}+/u.exec(whole)?.[0].length ?? 0;
    found.push({
      span: { start, end: start + whole.length },
      day: Number(day1 ?? day2),
      month,
      ...(year === undefined ? {} : { year: Number(year) }),
      ...(index < 0 ? {} : { weekday: index + 1, weekdaySpan: { start, end: start + length } }),
    });
  }
  return found;
}

const moved = ({ start, end }: Span, by: number): Span => ({ start: start + by, end: end + by });

export function* checkDates(input: KnownInput): Steps {
  const { text, release, facts } = input;
  const written: WrittenDate[] = [];
  for (const { span: part } of release.parts) {
    yield undefined;
    for (const { span, weekdaySpan, ...date } of facts.get('dates in words', writtenDates, text, part))
      written.push({
        ...date,
        span: moved(span, part.start),
        ...(weekdaySpan ? { weekdaySpan: moved(weekdaySpan, part.start) } : {}),
      });
  }
  yield* impossible(written);
  yield* weekdays(input, written);
  yield* afterRelease(input);
  yield* numeric(input);
  yield* embargo(input);
}

function impossible(written: readonly WrittenDate[]): Finding[] {
  return written.flatMap(({ span, day, month, year }) => {
    // Without a year the longest February counts.
    const most = daysIn(year ?? 2020, month);
    if (day >= 1 && day <= most) return [];
    const name = `${MONTHS[month - 1]!}${year === undefined ? '' : ` ${year}`}`;
    return [finding('impossible-date', span, 'noSuchDay', [name, String(most)])];
  });
}

function weekdays({ text, release: { dates } }: CheckInput, written: readonly WrittenDate[]): Finding[] {
  return written.flatMap(({ span, day, month, year, weekday, weekdaySpan }) => {
    if (weekday === undefined || !weekdaySpan) return [];
    // A year that the text does not give is the one that the date was resolved to.
    const at = firstWhere(dates.length, i => dates[i]!.span.end >= span.end);
    const date = dates[at]?.span.end === span.end ? dates[at] : undefined;
    const resolved = date?.resolved;
    const found = year ?? (resolved === undefined ? undefined : Number(resolved.slice(0, 4)));
    if (found === undefined || day < 1 || day > daysIn(found, month)) return [];
    const real = weekdayOf({ year: found, month, day });
    if (real === weekday) return [];
    const name = WEEKDAYS[real - 1]!;
    const was = text.slice(weekdaySpan.start, weekdaySpan.end);
    const short = was.length < WEEKDAYS[weekday - 1]!.length;
    const shouted = was === was.toUpperCase();
    const written = short ? name.slice(0, Math.min(was.length, 4)) : name;
    const onDay = formatDay({ year: found, month, day });
    const fixes = [{ span: weekdaySpan, replacement: shouted ? written.toUpperCase() : written, certain: false }];
    return [finding('weekday-mismatch', span, 'weekday', [onDay, name, WEEKDAYS[weekday - 1]!], { fixes })];
  });
}

/** A day that the text gives with its year, after the release date, in a sentence that tells the past. */
function afterRelease({ text, release }: CheckInput): Finding[] {
  const { releaseDate } = release;
  if (releaseDate === undefined) return [];
  return release.dates.flatMap(({ span, type, resolved }) => {
    if (type !== 'DATE' || resolved === undefined || !parseDay(resolved) || resolved <= releaseDate) return [];
    const part = release.parts[firstWhere(release.parts.length, i => release.parts[i]!.span.end >= span.end)];
    if (part?.kind !== 'paragraph' || !/\d{4}/.test(text.slice(span.start, span.end))) return [];
    // What comes after the date is another clause's.
    const tokens = tokenize(text.slice(part.span.start, span.end));
    let first = 0;
    while (first < tokens.count && tokens.start[first]! + part.span.start < span.start) first++;
    let last = first;
    while (last + 1 < tokens.count && tokens.end[last + 1]! + part.span.start <= span.end) last++;
    const before = text.slice(Math.max(part.span.start, span.start - 40), span.start);
    // "announced that it runs until 3 May": the verb next to the date may be another's.
    if (!/\b(?:on|in)\s+$/i.test(before) || tenseAround(tokens, first, last) !== 'past') return [];
    if (/\b(?:for|to|by|until|till|through|from|before|next|deadline|maturity|maturing|due)\b[^.]*$/i.test(before)) return [];
    return [finding('date-after-release', span, 'afterRelease', [resolved, releaseDate])];
  });
}

const NUMERIC = /(?<![\p{L}\p{N}./-])(\d{1,2})([/.])(\d{1,2})\2(\d{4}|\d{2})(?![\p{L}\p{N}/]|\.\d)/gu;

/** 03/04/2020: the third of April in London, the fourth of March in New York. */
function datesInFigures(words: string): Finding[] {
  return [...words.matchAll(NUMERIC)].flatMap(match => {
    const [whole, one, sign, two, years] = match;
    const [a, b] = [Number(one), Number(two)];
    const year = years!.length === 2 ? 2000 + Number(years) : Number(years);
    const span = { start: match.index, end: match.index + whole.length };
    const valid = (month: number, day: number): boolean => month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
    if (!valid(a, b) && !valid(b, a)) {
      // 1.2.10 may be a version or a chapter.
      return sign === '/' && years!.length === 4 ? [finding('impossible-date', span, 'noSuchMonth')] : [];
    }
    if (sign === '.' || a === b || !valid(a, b) || !valid(b, a)) return [];
    const readings = [`${a} ${MONTHS[b - 1]!} ${year}`, `${MONTHS[a - 1]!} ${b}, ${year}`];
    return [
      finding('ambiguous-date', span, 'ambiguous', readings, {
        fixes: readings.map(replacement => ({ span, replacement, certain: false })),
      }),
    ];
  });
}

function* numeric({ text, release, facts }: KnownInput): Steps {
  for (const { span: part } of release.parts) {
    yield undefined;
    for (const { span, fixes, ...found } of facts.get('dates in figures', datesInFigures, text, part))
      yield {
        ...found,
        span: moved(span, part.start),
        fixes: fixes.map(fix => ({ ...fix, span: moved(fix.span, part.start) })),
      };
  }
}

function embargo({ text, release, today }: CheckInput): Finding[] {
  return release.parts.flatMap(({ kind, span }) => {
    if (kind !== 'notice') return [];
    const notice = text.slice(span.start, span.end);
    const word = /\bembargo(?:ed)?\b/i.exec(notice);
    if (!word || /\b(?:no|not under) embargo\b/i.test(notice)) return [];
    const date = release.dates.find(
      each => each.span.start >= span.start && each.span.end <= span.end && each.type !== 'DURATION',
    );
    const at = { start: span.start + word.index, end: span.start + word.index + word[0].length };
    if (!date) return /\b(?:until|till|to)\b|:/i.test(notice) ? [finding('embargo-malformed', at, 'embargoWithoutDate')] : [];
    const until = date.resolved?.slice(0, 10);
    if (until === undefined || !parseDay(until)) return [];
    const dateline = release.releaseDate;
    if (dateline !== undefined && until < dateline)
      return [finding('embargo-malformed', date.span, 'embargoAfterDateline', [until, dateline])];
    return today !== undefined && until < today ? [finding('embargo-passed', date.span, 'embargoPassed', [until])] : [];
  });
}
