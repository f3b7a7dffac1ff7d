/** Years: "2018-2020", "the 2023-24 season", "in 2019", "'96"; and the four-digit numbers that are none. */
import { COUNTED, MONTHS, NUMBERED, STREETS, UNIT_FLAVOURS, WEEKDAYS } from './lexicon';
import type { Finder } from './timexes';

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** Plural nouns and other words in -s that follow years in news. */
const YEAR_PLURALS = words(
  'sales results earnings profits revenues figures elections olympics was has is this his its games championships finals standards levels prices estimates reports taxes attacks riots talks losses movies films congress series business playoffs budgets guidelines models bonds notes plans polls hearings accords agreements bombings crashes primaries races',
);
/** Before a bare year these show that it is one. */
const YEAR_LEADS = words(
  'in since until till by from through during before after between early late mid fiscal throughout circa class summer winter spring fall autumn ended ending begun beginning starting year calendar and the',
);

/** "2018-2020", "1992-93". */
export function yearRange(finder: Finder, i: number, word: string, dash: number): void {
  const from = Number(word.slice(0, dash));
  const end = word.slice(dash + 1);
  const to = end.length === 4 ? Number(end) : end.length === 2 ? Math.floor(from / 100) * 100 + Number(end) : NaN;
  if (from >= 1400 && to > from && to - from < 100 && to < 2200 && !NUMBERED.has(finder.word(i - 1)))
    yearRangeAt(finder, i, i, from, to);
}

/** A range of years with the year or season it makes: "the 2023-24 academic year". */
function yearRangeAt(finder: Finder, first: number, end: number, year: number, toYear: number): void {
  const flavour = UNIT_FLAVOURS.has(finder.word(end + 1)) ? 1 : 0;
  const unit = finder.word(end + 1 + flavour);
  const last = unit === 'year' || unit === 'season' ? end + 1 + flavour : end;
  finder.addDate(last > end ? finder.withThe(first) : first, last, { form: 'calendar', year, toYear });
}

/** A bare year: "in 2019", "the 2016 election", "2019 was …". */
export function year4(finder: Finder, i: number): void {
  const year = finder.year(i);
  if (year === undefined) return;
  // "2018–2020", "2023–24"
  if (finder.word(i + 1) === '–' && finder.touches(i) && finder.isNumber(i + 2)) {
    const short = finder.word(i + 2).length === 2 ? finder.digits(i + 2) : undefined;
    const toYear = finder.year(i + 2) ?? (short === undefined ? undefined : Math.floor(year / 100) * 100 + short);
    if (toYear !== undefined && toYear > year && toYear - year < 100) yearRangeAt(finder, i, i + 2, year, toYear);
    return;
  }
  const lead = finder.word(i - 1);
  const next = finder.word(i + 1);
  if (
    finder.isNumber(i - 1) ||
    (finder.isNameLike(i + 1) && /\d/.test(next)) ||
    finder.word(i + 2) === 'per' ||
    (NUMBERED.has(lead) && !(lead === 'least' && finder.word(i - 3) === 'since')) ||
    COUNTED.has(next) ||
    (next === '/' && finder.touches(i)) ||
    (lead === '/' && finder.touches(i - 1))
  )
    return;
  if ((next === '.' || next === ':') && finder.touches(i) && finder.isNumber(i + 2) && finder.touches(i + 1)) return;
  if (STREETS.has(next) || (finder.isCapital(i + 1) && (STREETS.has(finder.word(i + 2)) || STREETS.has(finder.word(i + 3)))))
    return;
  if (
    (lead === '.' || lead === ':' || lead === '-' || lead === '+') &&
    i > 0 &&
    finder.touches(i - 1) &&
    !(lead === '-' && finder.isWord(i - 2))
  )
    return;
  const modified = finder.withModifiers(i);
  const led = modified < i || YEAR_LEADS.has(lead);
  if (year < 1700 || year > 2060) {
    if (!led || lead === 'and' || lead === 'the' || (year < 1400 && lead !== 'in') || isCounting(finder, i)) return;
  } else if (!led) {
    // A plural noun after it makes it a count: "1989 teachers"; "1989 sales" and "1990 results" are years all the same.
    if (year < 1900 && lead !== '(') return;
    if (
      isCounting(finder, i) &&
      (lead === 'of' || lead === 'to' || lead === 'for' || lead === 'with' || lead === 'at' || isVerbBefore(finder, i))
    )
      return;
    // "at 2013" is a level of an index
    if (lead === 'at') return;
    if (finder.isNameLike(i - 1) && finder.isCapital(i + 1) && !WEEKDAYS.has(lead) && MONTHS.get(lead) === undefined) return;
  }
  // "the 1988 quarter", "the 2019 second quarter"
  const the = finder.own(i - 1) === 'the' || finder.own(i - 1) === 'fiscal' ? i - 1 : i;
  const flavour = finder.word(i + 1) === 'fiscal' ? 1 : 0;
  const ordinal = finder.ordinal(i + 1 + flavour);
  const code = /^[qh][1-4]$/.test(finder.word(i + 1)) ? finder.word(i + 1).toUpperCase() : undefined;
  if (code) finder.addDate(i, i + 1, { form: 'period', period: code, year });
  else if (
    ordinal !== undefined &&
    ordinal <= 4 &&
    (finder.word(i + 2 + flavour) === 'quarter' || finder.word(i + 2 + flavour) === 'half')
  )
    finder.addDate(the, i + 2 + flavour, {
      form: 'period',
      period: `${finder.word(i + 2 + flavour) === 'half' ? 'H' : 'Q'}${ordinal}`,
      year,
    });
  else if (finder.word(i + 1) === 'quarter') finder.addDate(the, i + 1, { form: 'period', period: 'Q0', year });
  else if (/^(?:first|second|third|fourth)-(?:quarter|half)$/.test(finder.word(i + 1))) {
    const [n, unit] = finder.word(i + 1).split('-');
    finder.addDate(i, i + 1, {
      form: 'period',
      period: `${unit === 'half' ? 'H' : 'Q'}${['first', 'second', 'third', 'fourth'].indexOf(n!) + 1}`,
      year,
    });
  } else if (UNIT_FLAVOURS.has(finder.word(i + 1)) && finder.word(i + 2) === 'year')
    finder.addDate(the, i + 2, { form: 'calendar', year });
  else finder.add(modified, i, 'DATE', { form: 'calendar', year });
}

/** Whether a plural noun in small letters follows, so that the number may count it. */
function isCounting(finder: Finder, i: number): boolean {
  const next = finder.word(i + 1);
  return (
    finder.isWord(i + 1) &&
    !finder.isCapital(i + 1) &&
    next.length > 3 &&
    next.endsWith('s') &&
    !next.endsWith('ss') &&
    !YEAR_PLURALS.has(next)
  );
}

function isVerbBefore(finder: Finder, i: number): boolean {
  const lead = finder.word(i - 1);
  return (
    finder.isWord(i - 1) &&
    (lead.endsWith('ed') || lead === 'has' || lead === 'have' || lead === 'had' || lead === 'were' || lead === 'are')
  );
}

/** "'80s", "'96". */
export function apostrophe(finder: Finder, i: number): void {
  const mark = finder.tokens.lower[i]!;
  if ((mark !== "'" && mark !== '’' && mark !== '‘') || !finder.touches(i) || !finder.isNumber(i + 1)) return;
  const word = finder.word(i + 1);
  if (word.length === 3 && word.endsWith('0s')) {
    const decade = Number(word[0]);
    let first = finder.withModifiers(i);
    if (finder.own(first - 1) === 'the') first--;
    finder.say(first, i + 1, `${decade <= 1 ? 20 : 19}${decade}`);
    return;
  }
  const year = finder.shortYear(i);
  if (year === undefined) return;
  const lead = finder.word(i - 1);
  if (YEAR_LEADS.has(lead) || lead === 'of') finder.addDate(i, i + 1, { form: 'calendar', year });
}
