/**
 * Words of time. Sources: the TimeML 1.2.1 annotation guidelines (values and types), the AP stylebook (abbreviations of months
 * and time zones), ISO 8601 (units).
 */

const table = <T>(entries: Readonly<Record<string, T>>): ReadonlyMap<string, T> => new Map(Object.entries(entries));

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

/** Months that are words or names too, and shortened ones: they want more than a capital letter to count. */
export const DOUBTFUL_MONTHS: ReadonlySet<string> = new Set([
  'may',
  'march',
  'august',
  'april',
  'june',
  'jan',
  'feb',
  'mar',
  'apr',
  'jun',
  'jul',
  'aug',
  'sept',
  'sep',
  'oct',
  'nov',
  'dec',
  'jan.',
  'mar.',
  'dec.',
]);

export const WEEKDAYS = table<number>({
  monday: 1,
  tuesday: 2,
  wednesday: 3,
  thursday: 4,
  friday: 5,
  saturday: 6,
  sunday: 7,
  mondays: 1,
  tuesdays: 2,
  wednesdays: 3,
  thursdays: 4,
  fridays: 5,
  saturdays: 6,
  sundays: 7,
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
  ...UNIT_NAMES.flatMap<[string, { unit: Unit; plural: boolean }]>(unit => [
    [unit, { unit, plural: false }],
    [unit === 'century' ? 'centuries' : `${unit}s`, { unit, plural: true }],
  ]),
  ['yr', { unit: 'year', plural: false }],
  ['yrs', { unit: 'year', plural: true }],
  ['hr', { unit: 'hour', plural: false }],
  ['hrs', { unit: 'hour', plural: true }],
  ['mins', { unit: 'minute', plural: true }],
]);

/** ISO 8601 duration letters; weekends as TimeML writes them. */
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

/** Parts of the day, as TimeML codes them. */
export const DAY_PARTS = table<string>({
  morning: 'TMO',
  mornings: 'TMO',
  afternoon: 'TAF',
  afternoons: 'TAF',
  evening: 'TEV',
  evenings: 'TEV',
  night: 'TNI',
  nights: 'TNI',
  overnight: 'TNI',
  midday: 'TMI',
  dawn: 'TDA',
  dusk: 'TDU',
  daytime: 'TDT',
});

export const SEASONS = table<string>({ spring: 'SP', summer: 'SU', autumn: 'FA', fall: 'FA', winter: 'WI' });

/** Words that stand for a day as seen from the release. */
export const DAY_WORDS = table<number>({ today: 0, tonight: 0, yesterday: -1, tomorrow: 1 });

/** Words that point without a calendar. "current" and "recent" are marked by the guidelines' examples. */
export const REFERENCES = table<string>({
  now: 'PRESENT_REF',
  currently: 'PRESENT_REF',
  current: 'PRESENT_REF',
  presently: 'PRESENT_REF',
  nowadays: 'PRESENT_REF',
  recently: 'PAST_REF',
  recent: 'PAST_REF',
  formerly: 'PAST_REF',
  previously: 'PAST_REF',
  lately: 'PAST_REF',
});

export const SETS = table<string>({
  daily: 'P1D',
  weekly: 'P1W',
  biweekly: 'P2W',
  monthly: 'P1M',
  quarterly: 'P1Q',
  annual: 'P1Y',
  annually: 'P1Y',
  yearly: 'P1Y',
  hourly: 'PT1H',
  nightly: 'P1D',
  biannual: 'P6M',
  semiannual: 'P6M',
  biennial: 'P2Y',
  everyday: 'P1D',
});

/** Feasts with a fixed day. Movable ones are found, but have no day. */
export const FEASTS = table<readonly [number, number] | null>({
  christmas: [12, 25],
  halloween: [10, 31],
  thanksgiving: null,
  easter: null,
  ramadan: null,
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

export const NUMBERS: ReadonlyMap<string, number> = new Map<string, number>([
  ...ONES.map((word, i) => [word, i] as const),
  ...TENS.map((word, i) => [word, (i + 2) * 10] as const),
  ...TENS.flatMap((ten, i) => ONES.slice(1, 10).map((one, j) => [`${ten}-${one}`, (i + 2) * 10 + j + 1] as const)),
  ['a', 1],
  ['an', 1],
  ['hundred', 100],
  ['thousand', 1000],
  ['dozen', 12],
  ['half', 0.5],
]);

export const ORDINALS: ReadonlyMap<string, number> = new Map<string, number>([
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
export const VAGUE: ReadonlySet<string> = new Set([
  'several',
  'few',
  'many',
  'some',
  'couple',
  'various',
  'numerous',
  'dozens',
  'hundreds',
  'thousands',
  'recent',
  'countless',
  'multiple',
]);

/** Time zones a clock time may carry. */
export const ZONES: ReadonlySet<string> = new Set([
  'et',
  'est',
  'edt',
  'ct',
  'cst',
  'cdt',
  'mt',
  'mst',
  'mdt',
  'pt',
  'pst',
  'pdt',
  'gmt',
  'utc',
  'bst',
  'cet',
  'cest',
  'ist',
  'jst',
  'hkt',
  'eat',
  'wat',
  'sast',
  'aest',
  'aedt',
  'z',
]);

/** Words before an expression that belong to its extent (TIDES: pre-modifiers). */
export const MODIFIERS: ReadonlySet<string> = new Set([
  'early',
  'late',
  'mid',
  'middle',
  'about',
  'around',
  'approximately',
  'roughly',
  'nearly',
  'almost',
  'over',
  'least',
  'most',
  'more',
  'less',
  'fewer',
  'earlier',
  'later',
  'beginning',
  'end',
  'start',
  'exactly',
  'just',
  'only',
  'full',
  'entire',
  'whole',
  'past',
  'last',
  'next',
  'coming',
  'first',
  'final',
  'previous',
  'following',
  'same',
  'this',
  'that',
  'the',
  'these',
  'those',
  'current',
  'each',
  'every',
  'another',
  'upcoming',
  'prior',
  'remaining',
]);

/** Street words: "10 May Street" is an address. */
export const STREETS: ReadonlySet<string> = new Set([
  'street',
  'st.',
  'road',
  'rd.',
  'avenue',
  'ave.',
  'lane',
  'drive',
  'court',
  'square',
  'boulevard',
  'blvd.',
  'way',
  'place',
]);
