/**
 * Words of time. Sources: the TimeML 1.2.1 annotation guidelines (values and types), the TIDES 2003 standard (which words trigger
 * an expression and what belongs to its extent), the AP stylebook (abbreviations of months and time zones), ISO 8601 (units).
 */

const table = <T>(entries: Readonly<Record<string, T>>): ReadonlyMap<string, T> => new Map(Object.entries(entries));
const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

export const MONTHS = table<number>({
  january: 1,
  february: 2,
  march: 3,
  april: 4,
  may: 5,
  june: 6,
  july: 7,
  august: 8,
  september: 9,
  october: 10,
  november: 11,
  december: 12,
  'jan.': 1,
  'feb.': 2,
  'mar.': 3,
  'apr.': 4,
  'jun.': 6,
  'jul.': 7,
  'aug.': 8,
  'sept.': 9,
  'sep.': 9,
  'oct.': 10,
  'nov.': 11,
  'dec.': 12,
  jan: 1,
  feb: 2,
  mar: 3,
  apr: 4,
  jun: 6,
  jul: 7,
  aug: 8,
  sept: 9,
  sep: 9,
  oct: 10,
  nov: 11,
  dec: 12,
});

/** Months that are first names or verbs too: alone they want a word before them that says so. */
export const VERB_MONTHS = words('may march');
export const NAME_MONTHS = words('april june august jan');

export const WEEKDAYS = table<number>({ monday: 1, tuesday: 2, wednesday: 3, thursday: 4, friday: 5, saturday: 6, sunday: 7 });
export const PLURAL_WEEKDAYS = table<number>({
  mondays: 1,
  tuesdays: 2,
  wednesdays: 3,
  thursdays: 4,
  fridays: 5,
  saturdays: 6,
  sundays: 7,
});
/** Weekdays shortened; only before a date ("Mon., Nov. 2") are they days. */
export const SHORT_WEEKDAYS = table<number>({
  mon: 1,
  tue: 2,
  tues: 2,
  wed: 3,
  thu: 4,
  thur: 4,
  thurs: 4,
  fri: 5,
  sat: 6,
  sun: 7,
});

export type Unit =
  'second' | 'minute' | 'hour' | 'day' | 'week' | 'weekend' | 'fortnight' | 'month' | 'quarter' | 'year' | 'decade' | 'century';

const UNIT_NAMES: readonly Unit[] = [
  'second',
  'minute',
  'hour',
  'day',
  'week',
  'weekend',
  'fortnight',
  'month',
  'quarter',
  'year',
  'decade',
  'century',
];
export const UNITS: ReadonlyMap<string, { unit: Unit; plural: boolean }> = new Map<string, { unit: Unit; plural: boolean }>([
  ...UNIT_NAMES.flatMap(unit => [
    [unit, { unit, plural: false }] as const,
    [unit === 'century' ? 'centuries' : `${unit}s`, { unit, plural: true }] as const,
  ]),
  ['yr', { unit: 'year', plural: false }],
  ['yrs', { unit: 'year', plural: true }],
  ['hr', { unit: 'hour', plural: false }],
  ['hrs', { unit: 'hour', plural: true }],
  ['mins', { unit: 'minute', plural: true }],
]);

/** ISO 8601 duration letters; decades, centuries and weekends as TimeML writes them. */
export const UNIT_LETTER: Readonly<Record<Unit, string>> = {
  second: 'TS',
  minute: 'TM',
  hour: 'TH',
  day: 'D',
  week: 'W',
  weekend: 'WE',
  fortnight: 'W',
  month: 'M',
  quarter: 'Q',
  year: 'Y',
  decade: 'DE',
  century: 'CE',
};

/** "yearlong", "monthlong": one unit in one word. */
export const LONG_UNITS = table<Unit>({
  yearlong: 'year',
  monthlong: 'month',
  weeklong: 'week',
  daylong: 'day',
  decadelong: 'decade',
  hourlong: 'hour',
});

/** Parts of the day, as TimeML codes them. */
export const DAY_PARTS = table<string>({
  morning: 'TMO',
  afternoon: 'TAF',
  evening: 'TEV',
  night: 'TNI',
  midday: 'TMI',
  dawn: 'TDA',
  dusk: 'TDU',
  daytime: 'TDT',
});

export const SEASONS = table<string>({ spring: 'SP', summer: 'SU', autumn: 'FA', fall: 'FA', winter: 'WI' });

/** Words that stand for a day as seen from the release, with the part of the day they name. */
export const DAY_WORDS = table<readonly [number, string?]>({ today: [0], tonight: [0, 'TNI'], yesterday: [-1], tomorrow: [1] });

/** Words that point without a calendar. Those TIDES lists as no triggers ("soon", "later", "once", "previously") are left out. */
export const REFERENCES = table<string>({
  now: 'PRESENT_REF',
  currently: 'PRESENT_REF',
  current: 'PRESENT_REF',
  presently: 'PRESENT_REF',
  nowadays: 'PRESENT_REF',
  'present-day': 'PRESENT_REF',
  recently: 'PAST_REF',
  recent: 'PAST_REF',
  lately: 'PAST_REF',
  formerly: 'PAST_REF',
});

export const SETS = table<string>({
  daily: 'P1D',
  weekly: 'P1W',
  biweekly: 'P2W',
  monthly: 'P1M',
  bimonthly: 'P2M',
  quarterly: 'P1Q',
  annual: 'P1Y',
  annually: 'P1Y',
  yearly: 'P1Y',
  hourly: 'PT1H',
  nightly: 'P1D',
  semiannual: 'P6M',
  semiannually: 'P6M',
  'semi-annual': 'P6M',
  'semi-annually': 'P6M',
  biennial: 'P2Y',
  biannual: 'P6M',
});

/** Feasts in one word; the rules for their days are in `feasts.ts`. */
export const FEAST_WORDS = words('christmas halloween thanksgiving easter');
/** Words before a capital "Day" that make a feast of it, and its name for `feasts.ts`. */
export const FEAST_DAYS = table<string>({
  labor: 'labor day',
  memorial: 'memorial day',
  independence: 'independence day',
  veterans: 'veterans day',
  veteran: 'veterans day',
  election: 'election day',
  columbus: 'columbus day',
  presidents: 'presidents day',
  "president's": 'presidents day',
  valentine: "valentine's day",
  mother: "mother's day",
  father: "father's day",
  boxing: 'boxing day',
  earth: 'earth day',
  bastille: 'bastille day',
  canada: 'canada day',
  inauguration: 'inauguration day',
  king: 'king day',
  patrick: "st. patrick's day",
  may: 'may day',
  christmas: 'christmas',
  thanksgiving: 'thanksgiving',
  year: 'new year',
  women: "women's day",
});

const ONES =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const ORDINAL_ONES =
  'zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth'.split(
    ' ',
  );
const ORDINAL_TENS = ['twentieth', 'thirtieth', 'fortieth', 'fiftieth', 'sixtieth', 'seventieth', 'eightieth', 'ninetieth'];

/** Numbers in letters. */
export const NUMBERS: ReadonlyMap<string, number> = new Map([
  ...ONES.map((word, i) => [word, i] as const),
  ...TENS.map((word, i) => [word, (i + 2) * 10] as const),
  ...TENS.flatMap((ten, i) => ONES.slice(1, 10).map((one, j) => [`${ten}-${one}`, (i + 2) * 10 + j + 1] as const)),
  ['hundred', 100],
  ['thousand', 1000],
  ['dozen', 12],
]);

export const ORDINALS: ReadonlyMap<string, number> = new Map([
  ...ORDINAL_ONES.map((word, i) => [word, i] as const),
  ...ORDINAL_TENS.map((word, i) => [word, (i + 2) * 10] as const),
  ...TENS.flatMap((ten, i) => ORDINAL_ONES.slice(1, 10).map((one, j) => [`${ten}-${one}`, (i + 2) * 10 + j + 1] as const)),
]);

/** "the eighties": the decade's tens. */
export const DECADE_WORDS = table<number>({
  twenties: 2,
  thirties: 3,
  forties: 4,
  fifties: 5,
  sixties: 6,
  seventies: 7,
  eighties: 8,
  nineties: 9,
});

/** Quantities that are not numbers: TIMEX3 writes them X. */
export const VAGUE = words('several few many some various numerous countless multiple');
/** "a couple of", "dozens of". */
export const VAGUE_OF = words('couple dozens hundreds thousands number handful tens scores matter');

/** Words between a number and its unit: "two full years", "five straight quarters", "10 business days". */
export const UNIT_FLAVOURS = words(
  'single full straight consecutive successive business trading working calendar long whole solid more extra additional further fiscal financial academic school model entire',
);

/** Words that point along the calendar, before a unit, a month, a weekday or a season: how many steps, and from where. */
export const POINTERS = table<readonly [number, 'release' | 'previous']>({
  last: [-1, 'release'],
  past: [-1, 'release'],
  next: [1, 'release'],
  coming: [1, 'release'],
  upcoming: [1, 'release'],
  this: [0, 'release'],
  current: [0, 'release'],
  present: [0, 'release'],
  latest: [0, 'previous'],
  same: [0, 'previous'],
  that: [0, 'previous'],
  previous: [-1, 'previous'],
  prior: [-1, 'previous'],
  preceding: [-1, 'previous'],
  following: [1, 'previous'],
  ensuing: [1, 'previous'],
  subsequent: [1, 'previous'],
});

/** Words before a length of time that belong to it: "the past three years", "the first nine months". */
export const SPAN_ADJECTIVES = words(
  'past last next first final coming previous following preceding recent initial latest entire full remaining upcoming ensuing intervening opening closing',
);

/** Time zones a clock time may carry, in capitals. */
export const ZONES = words(
  'et est edt ct cst cdt mt mst mdt pt pst pdt gmt utc bst cet cest ist jst hkt eat wat sast aest aedt z',
);
export const ZONE_WORDS = words('eastern central pacific mountain greenwich');

/** Words after a four-digit number that make it a count or measure, not a year. */
export const COUNTED = words(
  'percent % million billion people employees jobs points miles km kilometers kilometres feet meters metres square tons tonnes dollars euros votes voters members students homes units ' +
    'copies shares workers mw kg hours hrs pounds acres calories patients cases deaths seats participants beds schools soldiers troops years days weeks months minutes seconds others ' +
    'men women children passengers houses barrels cars trucks vehicles rooms bytes mb gb yards inches cubic degrees delegates stores branches flights companies families residents inmates refugees guests times words pages prisoners villagers volunteers protesters demonstrators officers police gallons watts megawatts hectares bushels metric horsepower rpm cc calls victims complaints lawsuits',
);

/** Words before a four-digit number that make it a name or a count: "Resolution 2397", "Route 2001". */
export const NUMBERED = words(
  '$ # £ € ¥ no. nos. number route resolution section page room suite box rule article version iso act highway flight unit bill model area ext. extension form figure than approximately nearly ' +
    'some roughly over almost least exactly agent channel case docket building apartment apt. interstate windows series boeing type only additional another total rs. rs c$ us$ hk$ a$ nt$ gate lot level rfc sr hr p.o. title chapter volume law decree directive serial invoice ticket code pin unit battalion proposition prop. measure amendment size score up',
);

/** Street words: "10 May Street" and "1900 Main Street" are addresses. */
export const STREETS = words(
  'street st. road rd. avenue ave. lane drive court square boulevard blvd. way place parkway terrace plaza',
);

/** Time words in capitals that are parts of names: "USA Today", "Daily News", "Sunday Times". */
export const PAPER_WORDS = words(
  'times post mirror mail telegraph news journal express herald star tribune review standard globe sun bulletin record independent digest beast show magazine chronicle world morning edition night football',
);
