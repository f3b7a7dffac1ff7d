/**
 * Finds TIMEX3 expressions in one paragraph. Extents follow the TimeML 1.2.1 guidelines: prepositions stay out, determiners and
 * modifiers stay in. Nothing here knows the release date; `resolve.ts` does.
 */
import { TokenKind, type Tokens } from '../../text/tokens';
import type { TimexType } from '../types';
import { daysIn } from './calendar';
import {
  DAY_PARTS,
  DAY_WORDS,
  DECADE_WORDS,
  DOUBTFUL_MONTHS,
  FEASTS,
  MODIFIERS,
  MONTHS,
  NUMBERS,
  ORDINALS,
  REFERENCES,
  SEASONS,
  SETS,
  STREETS,
  UNITS,
  UNIT_LETTER,
  VAGUE,
  WEEKDAYS,
  ZONES,
  type Unit,
} from './lexicon';

/** What an expression says, before the release date and its neighbours are known. */
export type TimexMeaning =
  /** Needs nothing else: "P3D", "PRESENT_REF", "198" (the 1980s). */
  | { readonly form: 'value'; readonly value: string; readonly why: string }
  /** A day, month or year of the calendar; what is absent was not said. `to…` is the end of a range, with the same fields. */
  | {
      readonly form: 'calendar';
      readonly year?: number;
      readonly month?: number;
      readonly day?: number;
      readonly weekday?: number;
      readonly toMonth?: number;
      readonly toDay?: number;
      /** "May of last year": -1. */
      readonly yearShift?: number;
      /** "last May" -1, "next May" 1. */
      readonly shift?: number;
      readonly time?: string;
    }
  | { readonly form: 'weekday'; readonly weekday: number; readonly shift?: number; readonly time?: string }
  /** So many units from the release, or from the date before it in the text. */
  | {
      readonly form: 'shift';
      readonly unit: Unit;
      readonly amount: number;
      readonly from: 'release' | 'previous';
      readonly time?: string;
    }
  /** A quarter, half or season: "Q3", "H1", "SU". */
  | {
      readonly form: 'period';
      readonly period: string;
      readonly year?: number;
      readonly shift?: number;
      readonly fiscal?: boolean;
    }
  | { readonly form: 'clock'; readonly time: string };

export interface TimexCandidate {
  /** Offsets into the text of the tokens, half open. */
  readonly start: number;
  readonly end: number;
  readonly type: TimexType;
  readonly meaning: TimexMeaning;
  /** Tense of the verbs around it, where they tell. */
  readonly tense?: 'past' | 'future';
}

const enum Trigger {
  month = 1,
  weekday,
  unit,
  dayWord,
  reference,
  set,
  season,
  feast,
  dayPart,
  decadeWord,
  clockWord,
  quarterCode,
  fiscal,
  pointer,
  halfCode,
}

const TRIGGERS = new Map<string, Trigger>();
for (const [words, trigger] of [
  [MONTHS.keys(), Trigger.month],
  [WEEKDAYS.keys(), Trigger.weekday],
  [UNITS.keys(), Trigger.unit],
  [DAY_WORDS.keys(), Trigger.dayWord],
  [REFERENCES.keys(), Trigger.reference],
  [SETS.keys(), Trigger.set],
  [SEASONS.keys(), Trigger.season],
  [FEASTS.keys(), Trigger.feast],
  [DAY_PARTS.keys(), Trigger.dayPart],
  [DECADE_WORDS.keys(), Trigger.decadeWord],
  [['noon', 'midnight'], Trigger.clockWord],
  [['q1', 'q2', 'q3', 'q4'], Trigger.quarterCode],
  [['h1', 'h2'], Trigger.halfCode],
  [['fiscal', 'fy'], Trigger.fiscal],
  [['future', 'past', 'time'], Trigger.pointer],
] as const)
  for (const word of words) TRIGGERS.set(word, trigger);

/** How many tokens an expression may reach to the left of its head. Keeps the work linear. */
const REACH = 7;

const PREPOSITIONS = new Set([
  'in',
  'since',
  'until',
  'till',
  'by',
  'from',
  'to',
  'through',
  'of',
  'during',
  'before',
  'after',
  'for',
  'between',
  'and',
  'on',
  'around',
  'over',
  'throughout',
  'as',
  'at',
  'within',
  'into',
  'or',
  'than',
  'circa',
  'beyond',
  'ending',
  'ended',
  'starting',
  'beginning',
  'effective',
  'dated',
  'year',
  'years',
  'back',
  '(',
  ',',
  '-',
  '–',
  '—',
  '/',
  'mid',
  'early',
  'late',
  'fiscal',
  'fy',
  'calendar',
  'summer',
  'winter',
  'spring',
  'fall',
  'autumn',
  'class',
]);
const MONTH_LEADS = new Set([
  'in',
  'since',
  'until',
  'till',
  'by',
  'last',
  'next',
  'this',
  'early',
  'late',
  'mid',
  'from',
  'through',
  'of',
  'between',
  'during',
  'before',
  'after',
  'each',
  'every',
  'for',
  'to',
  'and',
  'past',
  'previous',
  'coming',
  'throughout',
  'or',
  'on',
  'around',
  'as',
  'middle',
  'than',
]);
const FUTURE = new Set([
  'will',
  'shall',
  "'ll",
  'would',
  'next',
  'upcoming',
  'scheduled',
  'expected',
  'expects',
  'plans',
  'planned',
  'due',
  'slated',
  'coming',
  'begins',
  'starts',
  'until',
  'by',
  'join',
  'opens',
  'takes',
  'runs',
  'continues',
  'aims',
  'set',
  'to',
  'must',
  'can',
  "won't",
  'going',
]);
const PAST = new Set([
  'said',
  'was',
  'were',
  'had',
  'did',
  'told',
  'announced',
  'held',
  'sent',
  'signed',
  'met',
  'took',
  'made',
  'began',
  'came',
  'went',
  'since',
  'published',
  'released',
  'launched',
  'ago',
  'reported',
  'won',
  'got',
  'became',
  'gave',
  'left',
  'saw',
  'found',
  'fell',
  'rose',
  'led',
  'last',
  "didn't",
  "wasn't",
  'been',
  'ended',
  'wrote',
  'issued',
  'filed',
  'died',
  'spoke',
  'killed',
]);

/** The TIMEX3 candidates of a paragraph, in order, none overlapping. Pure: the same tokens give the same candidates. */
export function findTimexes(tokens: Tokens): TimexCandidate[] {
  const finder = new Finder(tokens);
  return finder.run();
}

class Finder {
  private readonly found: TimexCandidate[] = [];
  /** First token that is free: those before it belong to expressions already found. */
  private free = 0;

  constructor(private readonly tokens: Tokens) {}

  run(): TimexCandidate[] {
    const { count, kind, lower } = this.tokens;
    for (let i = 0; i < count; i++) {
      if (i < this.free) continue;
      const word = lower[i]!;
      if (kind[i] === TokenKind.number) this.number(i, word);
      else if (kind[i] === TokenKind.word) {
        const trigger = TRIGGERS.get(word);
        if (trigger !== undefined) this.trigger(i, word, trigger);
        else if (word.length > 4 && word.includes('-')) this.compound(i, word);
      } else if (kind[i] === TokenKind.quote && (word === "'" || word === '’')) this.shortDecade(i);
    }
    return this.found;
  }

  private word(i: number): string {
    return i >= 0 && i < this.tokens.count ? this.tokens.lower[i]! : '';
  }

  private isNumber(i: number): boolean {
    return i >= 0 && i < this.tokens.count && this.tokens.kind[i] === TokenKind.number;
  }

  private capital(i: number): boolean {
    const sign = this.tokens.text.charCodeAt(this.tokens.start[i]!);
    return sign >= 65 && sign <= 90;
  }

  /** Whether nothing but one space (or line break) lies between token `i` and the next. */
  private tight(i: number): boolean {
    return i + 1 < this.tokens.count && this.tokens.start[i + 1]! - this.tokens.end[i]! <= 2;
  }

  private add(first: number, last: number, type: TimexType, meaning: TimexMeaning): true {
    const tense = this.tense(first, last);
    this.found.push({
      start: this.tokens.start[first]!,
      end: this.tokens.end[last]!,
      type,
      meaning,
      ...(tense ? { tense } : {}),
    });
    this.free = last + 1;
    return true;
  }

  /** Looks at the words around, nearest first, up to the ends of the sentence or twelve words. */
  private tense(first: number, last: number): 'past' | 'future' | undefined {
    for (let distance = 1; distance <= 12; distance++) {
      for (const i of [first - distance, last + distance]) {
        const word = this.word(i);
        if (!word) continue;
        if (i < first && word === '.') return this.tenseAfter(last, distance);
        if (FUTURE.has(word)) {
          if (
            (word === 'by' || word === 'until' || word === 'to' || word === 'next' || word === 'set' || word === 'can') &&
            distance > 2
          )
            continue;
          return 'future';
        }
        if (PAST.has(word)) return 'past';
        if (this.tokens.kind[i] === TokenKind.word && word.length > 4 && word.endsWith('ed') && word !== 'united') return 'past';
      }
    }
    return undefined;
  }

  private tenseAfter(last: number, from: number): 'past' | 'future' | undefined {
    for (let i = last + from; i < last + 12; i++) {
      const word = this.word(i);
      if (!word || word === '.') return undefined;
      if (FUTURE.has(word) && word !== 'by' && word !== 'to') return 'future';
      if (PAST.has(word) || (word.length > 4 && word.endsWith('ed'))) return 'past';
    }
    return undefined;
  }

  /** 1500 to 2100 in four digits. */
  private year(i: number): number | undefined {
    if (!this.isNumber(i)) return undefined;
    const word = this.word(i);
    if (!/^(?:1[5-9]|20)\d\d$/.test(word) && word !== '2100') return undefined;
    return Number(word);
  }

  /** A day of the month, "9", "09", "9th"; in letters only as an ordinal. */
  private dayNumber(i: number): number | undefined {
    const word = this.word(i);
    if (this.isNumber(i)) {
      const match = /^(\d{1,2})(?:st|nd|rd|th)?$/.exec(word);
      const day = match ? Number(match[1]) : 0;
      return day >= 1 && day <= 31 ? day : undefined;
    }
    const ordinal = ORDINALS.get(word);
    return ordinal !== undefined && ordinal >= 1 && ordinal <= 31 ? ordinal : undefined;
  }

  /** "3-5", or "3", "–", "5" from `i`. */
  private dayRange(i: number): { from: number; to: number; last: number } | undefined {
    const match = this.isNumber(i) ? /^(\d{1,2})-(\d{1,2})$/.exec(this.word(i)) : null;
    if (match) {
      const [from, to] = [Number(match[1]), Number(match[2])];
      return from >= 1 && from < to && to <= 31 ? { from, to, last: i } : undefined;
    }
    const from = this.dayNumber(i);
    const to = this.dayNumber(i + 2);
    if (
      from !== undefined &&
      to !== undefined &&
      from < to &&
      this.isNumber(i) &&
      this.isNumber(i + 2) &&
      /^(?:-|–|—|to|and|&)$/.test(this.word(i + 1))
    ) {
      if (MONTHS.has(this.word(i + 3)) && !MONTHS.has(this.word(i - 1))) return { from, to, last: i + 2 };
      if (/^[-–—]$/.test(this.word(i + 1)) && !MONTHS.has(this.word(i + 3))) return { from, to, last: i + 2 };
    }
    return undefined;
  }

  private trigger(i: number, word: string, trigger: Trigger): void {
    switch (trigger) {
      case Trigger.month:
        this.month(i);
        return;
      case Trigger.weekday:
        this.weekday(i, word);
        return;
      case Trigger.unit:
        this.unit(i, word);
        return;
      case Trigger.dayWord:
        this.dayWord(i, word);
        return;
      case Trigger.reference:
        this.reference(i, word);
        return;
      case Trigger.set:
        if (word === 'everyday' || (word === 'annual' && this.word(i + 1) === 'general')) return;
        this.add(i, i, 'SET', { form: 'value', value: SETS.get(word)!, why: 'repeated' });
        return;
      case Trigger.season:
        this.season(i, word);
        return;
      case Trigger.feast:
        this.feast(i, word);
        return;
      case Trigger.dayPart:
        this.dayPart(i, word);
        return;
      case Trigger.decadeWord: {
        if (!/^(?:the|early|late|mid)$/.test(this.word(i - 1))) return;
        this.add(this.modifiersBefore(i), i, 'DATE', { form: 'value', value: `19${DECADE_WORDS.get(word)!}`, why: 'a decade' });
        return;
      }
      case Trigger.clockWord:
        if (/^(?:at|by|before|after|until|of|around|from|to|about|12|twelve)$/.test(this.word(i - 1)) || this.dayAfter(i + 1))
          this.clock(/^(?:12|twelve)$/.test(this.word(i - 1)) ? i - 1 : i, i, word === 'noon' ? 'T12:00' : 'T00:00');
        return;
      case Trigger.quarterCode:
      case Trigger.halfCode:
        this.period(i, i, word.toUpperCase());
        return;
      case Trigger.fiscal:
        this.fiscal(i);
        return;
      case Trigger.pointer:
        this.pointer(i, word);
        return;
    }
  }

  /** Start of the modifiers and determiners that stand before token `i` and belong to it. */
  private modifiersBefore(i: number): number {
    let first = i;
    while (first > this.free && i - first < REACH) {
      const word = this.word(first - 1);
      const previous = this.word(first - 2);
      if (
        word === 'of' &&
        /^(?:end|beginning|start|middle|rest|part|half|week|month|day|days|weeks|remainder|turn|close)$/.test(previous) &&
        first - 2 >= this.free
      )
        first -= 2;
      else if (word === 'in' && /^(?:early|late|later|earlier)$/.test(previous) && first - 2 >= this.free) first -= 2;
      else if (word === 'than' && /^(?:more|less|fewer|longer)$/.test(previous) && first - 2 >= this.free) first -= 2;
      else if ((word === 'least' || word === 'most') && previous === 'at' && first - 2 >= this.free) first -= 2;
      else if ((word === 'least' || word === 'most') && previous !== 'at') break;
      else if (word === 'end' && !/^(?:the|year|at|by)$/.test(previous) && first === i) break;
      else if (MODIFIERS.has(word) && !/^(?:just|only|over|around|exactly)$/.test(word)) first -= 1;
      else if (/^(?:over|around|just|only|exactly)$/.test(word) && (this.isNumber(first) || NUMBERS.has(this.word(first))))
        first -= 1;
      else break;
      if (
        /^(?:the|this|that|these|those|each|every)$/.test(this.word(first)) &&
        !/^(?:early|late|earlier|later)$/.test(this.word(first - 1)) &&
        this.word(first - 1) !== 'of'
      )
        break;
    }
    return first;
  }

  private month(i: number): void {
    if (!this.capital(i)) return;
    const word = this.word(i);
    const month = MONTHS.get(word)!;
    let first = i;
    let last = i;
    let day: number | undefined;
    let toDay: number | undefined;
    let toMonth: number | undefined;
    // "9 May", "9th of May", "3-5 May"
    const of = this.word(i - 1) === 'of' || this.word(i - 1) === '-' ? i - 2 : i - 1;
    if (of >= this.free) {
      const rangeStart = of - 2 >= this.free ? this.dayRange(of - 2) : undefined;
      const range = this.dayRange(of) ?? rangeStart;
      const before = this.dayNumber(of);
      const ordinalWord = !this.isNumber(of);
      if (range?.last === of) {
        day = range.from;
        toDay = range.to;
        first = this.dayRange(of) ? of : of - 2;
      } else if (
        before !== undefined &&
        before <= daysIn(2000, month) &&
        !(ordinalWord && this.word(i - 1) !== 'of' && this.word(of - 1) !== 'the') &&
        !(this.word(of - 1) === '$' || this.word(of - 1) === '.') &&
        !(this.word(i - 1) === 'of' && !/^(?:\d{1,2}(?:st|nd|rd|th)|[a-z-]+)$/.test(this.word(of)))
      ) {
        day = before;
        first = of;
        if (this.word(first - 1) === 'the' && first - 1 >= this.free && (ordinalWord || this.word(i - 1) === 'of')) first--;
      }
    }
    if (day === undefined) {
      // "May 9", "May 9th", "Sept. 3-5", "May the 9th"
      const at = this.word(i + 1) === 'the' ? i + 2 : i + 1;
      const range = this.dayRange(at);
      const after = this.dayNumber(at);
      if (range) {
        day = range.from;
        toDay = range.to;
        last = range.last;
      } else if (after !== undefined && this.isNumber(at) && after <= daysIn(2000, month) && !this.counts(at + 1)) {
        day = after;
        last = at;
        // "Sept. 30 - Oct. 2", "May 30 to June 2"
        if (
          /^[-–—]$/.test(this.word(last + 1)) &&
          MONTHS.has(this.word(last + 2)) &&
          this.dayNumber(last + 3) !== undefined &&
          this.isNumber(last + 3)
        ) {
          toMonth = MONTHS.get(this.word(last + 2))!;
          toDay = this.dayNumber(last + 3)!;
          last += 3;
        }
      }
    }
    if (day !== undefined && STREETS.has(this.word(last + 1))) return;
    let year: number | undefined;
    let yearShift: number | undefined;
    const comma = this.word(last + 1) === ',' || this.word(last + 1) === 'of' ? 1 : 0;
    const named = this.year(last + 1 + comma);
    if (named !== undefined && !(comma === 1 && day === undefined && this.counts(last + 2 + comma))) {
      year = named;
      last += 1 + comma;
    } else {
      const after = this.word(last + 1) === 'of' ? 2 : 1;
      if (/^(?:last|this|next)$/.test(this.word(last + after)) && this.word(last + after + 1) === 'year') {
        yearShift = { last: -1, this: 0, next: 1 }[this.word(last + after) as 'last' | 'this' | 'next'];
        last += after + 1;
      }
    }
    let shift: number | undefined;
    if (day === undefined) {
      first = this.modifiersBefore(i);
      const lead = this.word(first - 1);
      const modified = first < i;
      if (year === undefined && yearShift === undefined) {
        const range = MONTHS.has(this.word(i + 2)) && /^(?:and|to|through|or|-|–)$/.test(this.word(i + 1));
        if (DOUBTFUL_MONTHS.has(word) && !modified && !MONTH_LEADS.has(lead) && !range) return;
        if (word === 'march' && this.word(i - 1) === 'the') return;
        if (modified && this.word(i - 1) === 'the') return;
        if (
          word === 'may' &&
          !modified &&
          /^(?:and|or|as|than|after|before|for|to|of)$/.test(lead) &&
          this.capital(i) &&
          this.tokens.kind[i + 1] === TokenKind.word &&
          !PREPOSITIONS.has(this.word(i + 1)) &&
          this.word(i + 1) !== 'when' &&
          !range
        )
          return;
        // "Ms. August", "Jane June": a name
        if (
          !modified &&
          lead !== '' &&
          this.capital(i - 1) &&
          !MONTH_LEADS.has(lead) &&
          this.tokens.kind[i - 1] === TokenKind.word
        )
          return;
        if (
          this.tokens.kind[i + 1] === TokenKind.word &&
          this.tight(i) &&
          this.capital(i + 1) &&
          DOUBTFUL_MONTHS.has(word) &&
          !WEEKDAYS.has(this.word(i + 1)) &&
          !modified
        )
          return;
        if (
          word.length <= 4 &&
          !modified &&
          !this.tokens.text.startsWith('.', this.tokens.end[i]! - 1) &&
          MONTHS.get(word)! !== 5 &&
          word !== 'june' &&
          word !== 'july'
        )
          return;
      }
      if (modified) {
        const near = this.word(i - 1);
        if (near === 'last' || near === 'past') shift = -1;
        else if (near === 'next' || near === 'coming') shift = 1;
        else if (near === 'this') shift = 0;
        if (near === 'about' || near === 'around') first = i;
      }
    } else if (this.word(first - 1) === 'the' && first - 1 >= this.free && this.word(i + 1) !== ',' && first < i) {
      first--;
    }
    this.add(first, last, 'DATE', {
      form: 'calendar',
      month,
      ...(day !== undefined ? { day } : {}),
      ...(year !== undefined ? { year } : {}),
      ...(yearShift !== undefined ? { yearShift } : {}),
      ...(shift !== undefined ? { shift } : {}),
      ...(toDay !== undefined ? { toDay } : {}),
      ...(toMonth !== undefined ? { toMonth } : {}),
    });
  }

  /** Whether the word at `i` shows that the number before it counts things. */
  private counts(i: number): boolean {
    return /^(?:percent|%|million|billion|trillion|people|points|years?|days?|weeks?|months?|hours?|minutes?)$/.test(
      this.word(i),
    );
  }

  private weekday(i: number, word: string): void {
    if (!this.capital(i)) return;
    const weekday = WEEKDAYS.get(word)!;
    // "Monday, May 9" and "Monday 9 May"
    const next = this.word(i + 1) === ',' || this.word(i + 1) === '(' ? i + 2 : i + 1;
    const monthAt = MONTHS.has(this.word(next))
      ? next
      : MONTHS.has(this.word(next + 1)) && this.dayNumber(next) !== undefined
        ? next + 1
        : -1;
    if (monthAt > 0) {
      const before = this.free;
      this.free = i + 1;
      const found = this.found.length;
      this.month(monthAt);
      const candidate = this.found.at(-1);
      if (this.found.length > found && candidate?.meaning.form === 'calendar' && candidate.meaning.day !== undefined) {
        this.found[this.found.length - 1] = {
          ...candidate,
          start: this.tokens.start[i]!,
          meaning: { ...candidate.meaning, weekday },
        };
        return;
      }
      this.found.length = found;
      this.free = before;
    }
    if (word.endsWith('days')) {
      const first = this.word(i - 1) === 'on' || this.free > i - 1 ? i : this.modifiersBefore(i);
      this.add(first, i, 'SET', { form: 'value', value: `XXXX-WXX-${weekday}`, why: 'every such weekday' });
      return;
    }
    const lead = this.word(i - 1);
    // "Black Friday", "Super Tuesday": a name, unless a determiner or preposition stands before
    if (
      i > 0 &&
      this.capital(i - 1) &&
      this.tokens.kind[i - 1] === TokenKind.word &&
      /^(?:black|super|cyber|giving|good|easter|palm|ash|holy|ruby|fat|bloody)$/.test(lead)
    )
      return;
    if (lead === 'every' || lead === 'each') {
      this.add(i - 1, i, 'SET', { form: 'value', value: `XXXX-WXX-${weekday}`, why: 'every such weekday' });
      return;
    }
    const first =
      /^(?:last|next|this|past|coming|previous|following|early|late|the|that)$/.test(lead) && i - 1 >= this.free
        ? this.modifiersBefore(i)
        : i;
    const near = first < i ? lead : '';
    const shift =
      near === 'last' || near === 'past' || near === 'previous'
        ? -1
        : near === 'next' || near === 'following' || near === 'coming'
          ? 1
          : near === 'this'
            ? 0
            : undefined;
    const part = DAY_PARTS.get(this.word(i + 1));
    if (part !== undefined)
      this.add(first, i + 1, 'TIME', { form: 'weekday', weekday, time: part, ...(shift !== undefined ? { shift } : {}) });
    else this.add(first, i, 'DATE', { form: 'weekday', weekday, ...(shift !== undefined ? { shift } : {}) });
  }

  private dayWord(i: number, word: string): void {
    const amount = DAY_WORDS.get(word)!;
    if (word === 'tonight') {
      this.add(i, i, 'TIME', { form: 'shift', unit: 'day', amount, from: 'release', time: 'TNI' });
      return;
    }
    // "USA Today": a name
    if (word === 'today' && this.capital(i) && i > 0 && this.capital(i - 1) && this.tokens.kind[i - 1] === TokenKind.word) return;
    const part = DAY_PARTS.get(this.word(i + 1));
    if (part !== undefined && word !== 'today')
      this.add(i, i + 1, 'TIME', { form: 'shift', unit: 'day', amount, from: 'release', time: part });
    else this.add(i, i, 'DATE', { form: 'shift', unit: 'day', amount, from: 'release' });
  }

  private reference(i: number, word: string): void {
    const value = REFERENCES.get(word)!;
    if (word === 'current' && !this.isUnitAt(i + 1)) {
      return;
    }
    if (word === 'current' || ((word === 'recent' || word === 'previously') && this.isUnitAt(i + 1))) return; // the unit takes it
    if (word === 'now' && /^(?:,|that)$/.test(this.word(i + 1)) && (i === 0 || this.word(i - 1) === '.')) return;
    if (word === 'recent' || word === 'previously' || word === 'formerly') return;
    if (word === 'recently' && this.word(i - 1) === 'more') {
      this.add(i - 1, i, 'DATE', { form: 'value', value, why: 'no day is said' });
      return;
    }
    this.add(i, i, 'DATE', { form: 'value', value, why: 'no day is said' });
  }

  private isUnitAt(i: number): boolean {
    return UNITS.has(this.word(i)) || (/^(?:fiscal|calendar|financial)$/.test(this.word(i)) && UNITS.has(this.word(i + 1)));
  }

  private pointer(i: number, word: string): void {
    if (word === 'future' || word === 'past') {
      const value = word === 'future' ? 'FUTURE_REF' : 'PAST_REF';
      const near = this.word(i - 1);
      const first =
        near === 'the'
          ? i - 1
          : near === 'near' && this.word(i - 2) === 'the'
            ? i - 2
            : near === 'near' || near === 'foreseeable'
              ? this.word(i - 2) === 'the'
                ? i - 2
                : i - 1
              : -1;
      const lead = this.word(first - 1);
      if (
        first < this.free ||
        !/^(?:in|for|of|from|into|to|at|than|about)$/.test(lead) ||
        this.tokens.kind[i + 1] === TokenKind.word
          ? !(
              first >= this.free &&
              /^(?:in|for|into|from)$/.test(lead) &&
              /^(?:and|to|by|but|as|for|that|when|we|it|he|she|they|after|or|,)$/.test(this.word(i + 1))
            )
          : false
      )
        return;
      this.add(first, i, 'DATE', { form: 'value', value, why: 'no day is said' });
      return;
    }
    // "this time", "at the same time" name no date.
  }

  private season(i: number, word: string): void {
    const code = SEASONS.get(word)!;
    let first = i;
    let shift: number | undefined;
    const lead = this.word(i - 1);
    if (/^(?:last|next|this|past|coming|early|late|the|previous|following|each|every)$/.test(lead) && i - 1 >= this.free)
      first = this.modifiersBefore(i);
    if (lead === 'every' || lead === 'each') {
      this.add(i - 1, i, 'SET', { form: 'value', value: `XXXX-${code}`, why: 'every year' });
      return;
    }
    if (lead === 'last' || lead === 'past' || lead === 'previous') shift = -1;
    else if (lead === 'next' || lead === 'coming' || lead === 'following') shift = 1;
    else if (lead === 'this') shift = 0;
    const of = this.word(i + 1) === 'of' || this.word(i + 1) === ',' ? i + 2 : i + 1;
    const year = this.year(of);
    if (year !== undefined) {
      this.add(first, of, 'DATE', { form: 'period', period: code, year });
      return;
    }
    const yearShift =
      /^(?:last|this|next)$/.test(this.word(i + 2)) && this.word(i + 1) === 'of' && this.word(i + 3) === 'year'
        ? { last: -1, this: 0, next: 1 }[this.word(i + 2) as 'last']
        : undefined;
    if (yearShift !== undefined) {
      this.add(first, i + 3, 'DATE', { form: 'period', period: code, shift: yearShift });
      return;
    }
    // Alone it is a season only after "in the", "the", "last", …: "fall" and "spring" are verbs and nouns too.
    if (
      shift !== undefined ||
      (lead === 'the' &&
        /^(?:in|of|during|for|by|until|since|through|before|after|over)$/.test(this.word(i - 2)) &&
        this.word(i + 1) !== 'of')
    )
      this.add(first, i, 'DATE', { form: 'period', period: code, ...(shift !== undefined ? { shift } : {}) });
  }

  private feast(i: number, word: string): void {
    if (!this.capital(i)) return;
    const day = FEASTS.get(word);
    let last = i;
    if (/^(?:day|eve)$/.test(this.word(i + 1))) last = i + 1;
    const year = this.year(last + 1);
    if (year !== undefined) last += 1;
    if (!day) {
      this.add(i, last, 'DATE', { form: 'value', value: year !== undefined ? String(year) : 'XXXX', why: 'a feast that moves' });
      return;
    }
    const eve = this.word(i + 1) === 'eve' ? 1 : 0;
    this.add(i, last, 'DATE', { form: 'calendar', month: day[0], day: day[1] - eve, ...(year !== undefined ? { year } : {}) });
  }

  private dayPart(i: number, word: string): void {
    const part = DAY_PARTS.get(word)!;
    const lead = this.word(i - 1);
    if (word === 'overnight') {
      if (!this.tight(i) || this.tokens.kind[i + 1] !== TokenKind.word || PREPOSITIONS.has(this.word(i + 1)))
        this.add(i, i, 'TIME', { form: 'shift', unit: 'day', amount: 0, from: 'previous', time: part });
      return;
    }
    if (lead === 'every' || lead === 'each') {
      this.add(i - 1, i, 'SET', { form: 'value', value: part, why: 'every day' });
      return;
    }
    if (lead === 'this' || lead === 'last') {
      const first = /^(?:early|late|earlier|later)$/.test(this.word(i - 2)) && i - 2 >= this.free ? i - 2 : i - 1;
      this.add(first, i, 'TIME', { form: 'shift', unit: 'day', amount: lead === 'last' ? -1 : 0, from: 'release', time: part });
      return;
    }
    const the =
      lead === 'the' || ((lead === 'early' || lead === 'late') && this.word(i - 2) === 'the')
        ? lead === 'the'
          ? i - 1
          : i - 2
        : -1;
    const preposition = this.word(the >= 0 ? the - 1 : i - 1);
    if (the >= this.free && /^(?:in|during|by|through|into|throughout)$/.test(preposition))
      this.add(the, i, 'TIME', { form: 'shift', unit: 'day', amount: 0, from: 'previous', time: part });
    else if (/^(?:at|by|before|until)$/.test(lead) && /^(?:night|dawn|dusk|midday)$/.test(word))
      this.add(i, i, 'TIME', { form: 'shift', unit: 'day', amount: 0, from: 'previous', time: part });
  }

  /** A day right after a clock time: "Thursday", "today", "May 9". The last token and its meaning. */
  private dayAfter(
    i: number,
  ): { last: number; weekday?: number; amount?: number; month?: number; day?: number; year?: number } | undefined {
    const word = this.word(i);
    if (WEEKDAYS.has(word) && this.capital(i) && !word.endsWith('days')) {
      const comma = this.word(i + 1) === ',' ? i + 2 : i + 1;
      const more = MONTHS.has(this.word(comma)) ? this.dayAfter(comma) : undefined;
      return more ?? { last: i, weekday: WEEKDAYS.get(word)! };
    }
    if (DAY_WORDS.has(word)) return { last: i, amount: DAY_WORDS.get(word)! };
    if (MONTHS.has(word) && this.capital(i)) {
      const day = this.isNumber(i + 1) ? this.dayNumber(i + 1) : undefined;
      if (day === undefined) return undefined;
      const comma = this.word(i + 2) === ',' ? i + 3 : i + 2;
      const year = this.year(comma);
      return { last: year !== undefined ? comma : i + 1, month: MONTHS.get(word)!, day, ...(year !== undefined ? { year } : {}) };
    }
    const day = this.isNumber(i) ? this.dayNumber(i) : undefined;
    if (day !== undefined && MONTHS.has(this.word(i + 1)) && this.capital(i + 1)) {
      const year = this.year(i + 2);
      return {
        last: year !== undefined ? i + 2 : i + 1,
        month: MONTHS.get(this.word(i + 1))!,
        day,
        ...(year !== undefined ? { year } : {}),
      };
    }
    return undefined;
  }

  /** A clock time from `first` to `last`, with a zone and a day that follow. */
  private clock(first: number, last: number, time: string): void {
    let end = last;
    let zone = end + 1;
    if (this.word(zone) === '(' && ZONES.has(this.word(zone + 1)) && this.word(zone + 2) === ')') end = zone + 2;
    else if (/^(?:eastern|central|pacific|mountain|local|greenwich)$/.test(this.word(zone))) {
      while (/^(?:eastern|central|pacific|mountain|local|greenwich|standard|daylight|mean|time)$/.test(this.word(zone))) zone++;
      end = zone - 1;
    } else if (ZONES.has(this.word(zone)) && this.tokens.text.charCodeAt(this.tokens.start[zone]!) < 91) end = zone;
    const value = /^(?:gmt|utc|z)$/.test(this.word(end)) ? `${time}Z` : time;
    // "this morning", "tonight" after a clock time only place it
    const comma = this.word(end + 1) === ',' && this.dayAfter(end + 2)?.weekday !== undefined ? 1 : 0;
    const day = this.dayAfter(end + 1 + comma);
    if (!day) {
      this.add(first, end, 'TIME', { form: 'clock', time: value });
      return;
    }
    if (day.weekday !== undefined) this.add(first, day.last, 'TIME', { form: 'weekday', weekday: day.weekday, time: value });
    else if (day.amount !== undefined)
      this.add(first, day.last, 'TIME', { form: 'shift', unit: 'day', amount: day.amount, from: 'release', time: value });
    else
      this.add(first, day.last, 'TIME', {
        form: 'calendar',
        month: day.month!,
        day: day.day!,
        ...(day.year !== undefined ? { year: day.year } : {}),
        time: value,
      });
  }

  private fiscal(i: number): void {
    const gap = this.word(i + 1) === 'year' ? 1 : 0;
    const year = this.year(i + 1 + gap);
    if (year === undefined) return; // "this fiscal year" is found at its unit
    const first = this.modifiersBefore(i);
    this.add(first, i + 1 + gap, 'DATE', { form: 'calendar', year });
  }

  /** A quarter, half or season code from `first` to `last`, with the year that follows. */
  private period(first: number, last: number, code: string): void {
    let end = last;
    let year: number | undefined;
    let shift: number | undefined;
    let fiscal = false;
    let at = end + 1;
    if (this.word(at) === 'of') at++;
    const the = this.word(at) === 'the' ? 1 : 0;
    if (/^(?:fiscal|fy|calendar|financial)$/.test(this.word(at + the))) {
      fiscal = this.word(at + the) !== 'calendar';
      at += the + 1;
      if (this.word(at) === 'year') at++;
      if (this.year(at) !== undefined) {
        year = this.year(at);
        end = at;
      }
    } else if (this.year(at) !== undefined) {
      year = this.year(at);
      end = at;
    } else if (this.word(at) === ',' && this.year(at + 1) !== undefined && at === end + 1) {
      year = this.year(at + 1);
      end = at + 1;
    } else if (at === end + 2 && /^(?:last|this|next)$/.test(this.word(at)) && this.word(at + 1) === 'year') {
      shift = { last: -1, this: 0, next: 1 }[this.word(at) as 'last'];
      end = at + 1;
    } else {
      const short = /^fy(\d{2}|\d{4})$/.exec(this.word(at));
      if (short) {
        year = short[1]!.length === 2 ? 2000 + Number(short[1]) : Number(short[1]);
        fiscal = true;
        end = at;
      }
    }
    // "2019 Q3", "fiscal 2019 third quarter"
    if (year === undefined && this.year(first - 1) !== undefined && first - 1 >= this.free) {
      year = this.year(first - 1);
      first -= 1;
    }
    this.add(first, end, 'DATE', {
      form: 'period',
      period: code,
      ...(year !== undefined ? { year } : {}),
      ...(shift !== undefined ? { shift } : {}),
      ...(fiscal ? { fiscal } : {}),
    });
  }

  /** The quantity before token `i`: its value ("X" where vague) and where it starts. */
  private quantity(i: number): { value: number | 'X'; first: number } | undefined {
    const at = i - 1;
    if (at < this.free) return undefined;
    const word = this.word(at);
    if (this.isNumber(at)) {
      const plain = word.replace(/,/g, '');
      if (!/^\d+(?:\.\d+)?$/.test(plain)) {
        const range = /^(\d+)-(\d+)$/.exec(plain);
        return range ? { value: Number(range[2]), first: at } : undefined;
      }
      if (this.word(at - 1) === '$' || this.word(at - 1) === '.') return undefined;
      let first = at;
      let value = Number(plain);
      if (/^(?:to|or|-|–)$/.test(this.word(at - 1)) && this.isNumber(at - 2) && at - 2 >= this.free) first = at - 2;
      // "2 1/2 years"
      if (/^1\/2$/.test(word) && this.isNumber(at - 1)) {
        value = Number(this.word(at - 1)) + 0.5;
        first = at - 1;
      }
      return { value, first };
    }
    if (word === 'of' && /^(?:couple|dozens|hundreds|thousands|number|lot|handful|tens)$/.test(this.word(at - 1))) {
      let first = at - 1;
      if (this.word(first - 1) === 'a' && first - 1 >= this.free) first--;
      return { value: this.word(at - 1) === 'couple' ? 2 : 'X', first: Math.max(first, this.free) };
    }
    if (word === 'couple' && this.word(at - 1) === 'a') return { value: 2, first: at - 1 };
    if (VAGUE.has(word)) {
      let first = at;
      if (
        /^(?:a|the|past|last|next)$/.test(this.word(first - 1)) &&
        word === 'few' &&
        this.word(first - 1) === 'a' &&
        first - 1 >= this.free
      )
        first--;
      return { value: 'X', first };
    }
    if (word === 'dozen' && this.word(at - 1) === 'a') return { value: 12, first: at - 1 };
    if (word === 'hundred' && /^(?:a|one)$/.test(this.word(at - 1))) return { value: 100, first: at - 1 };
    if (word === 'half' && this.word(at - 1) === 'a' && this.word(at - 2) === 'and') {
      const whole = NUMBERS.get(this.word(at - 3));
      if (whole !== undefined && at - 3 >= this.free) return { value: whole + 0.5, first: at - 3 };
    }
    const value = NUMBERS.get(word);
    if (value === undefined || value === 0) return undefined;
    let first = at;
    if (
      /^(?:to|or)$/.test(this.word(at - 1)) &&
      NUMBERS.has(this.word(at - 2)) &&
      at - 2 >= this.free &&
      this.word(at - 2) !== 'a'
    )
      first = at - 2;
    return { value, first };
  }

  private unit(i: number, word: string): void {
    const { unit, plural } = UNITS.get(word)!;
    const letter = UNIT_LETTER[unit];
    const lead = this.word(i - 1);
    const near =
      /^(?:fiscal|calendar|financial|business|school|academic|model|full|whole|entire|consecutive|straight|more|additional|working|calendar)$/.test(
        lead,
      )
        ? i - 1
        : i;
    const leadWord = this.word(near - 1);
    // "the third quarter", "second-half" (compound), "first half" comes as the word "half"
    if (unit === 'quarter' && !plural) {
      const ordinal = ORDINALS.get(leadWord) ?? (/^[1-4](?:st|nd|rd|th)$/.test(leadWord) ? Number(leadWord[0]) : undefined);
      if (ordinal !== undefined && ordinal <= 4 && near - 1 >= this.free) {
        const the =
          /^(?:the|this|its|last|fiscal)$/.test(this.word(near - 2)) && this.word(near - 2) !== 'its' && near - 2 >= this.free
            ? near - 2
            : near - 1;
        this.period(the, i, `Q${ordinal}`);
        return;
      }
    }
    if (unit === 'century' && !plural) {
      const ordinal = ORDINALS.get(leadWord) ?? (/^\d{1,2}(?:st|nd|rd|th)$/.test(leadWord) ? parseInt(leadWord, 10) : undefined);
      if (ordinal !== undefined && near - 1 >= this.free) {
        const first = this.modifiersBefore(near - 1);
        this.add(first, i, 'DATE', { form: 'value', value: String(ordinal - 1).padStart(2, '0'), why: 'a century' });
        return;
      }
    }
    // "the year 2000"
    if (unit === 'year' && !plural && this.year(i + 1) !== undefined) {
      this.add(this.modifiersBefore(i), i + 1, 'DATE', { form: 'calendar', year: this.year(i + 1)! });
      return;
    }
    const quantity = this.quantity(near);
    const each = this.word((quantity?.first ?? near) - 1);
    const after = this.word(i + 1);
    if ((each === 'every' || each === 'each') && (quantity?.first ?? near) - 1 >= this.free) {
      const n = quantity?.value ?? 1;
      this.add((quantity?.first ?? near) - 1, i, 'SET', { form: 'value', value: this.duration(unit, n), why: 'repeated' });
      return;
    }
    if (leadWord === 'per' || (leadWord === 'a' && /^(?:once|twice|times|thrice)$/.test(this.word(near - 2)))) {
      const first =
        leadWord === 'a' && /^(?:once|twice)$/.test(this.word(near - 2)) ? near - 2 : leadWord === 'a' ? near - 1 : near;
      if (first >= this.free && unit !== 'second' && unit !== 'minute' && unit !== 'hour')
        this.add(first, i, 'SET', { form: 'value', value: `P1${letter}`, why: 'repeated' });
      return;
    }
    if (quantity) {
      const amount = quantity.value === 'X' ? undefined : quantity.value;
      // "$10 a day", "three times a week": "a" after a sum or count makes a rate
      if (
        leadWord === 'a' &&
        quantity.value === 1 &&
        (this.isNumber(near - 2) || /^(?:million|billion|percent|barrels|dollars|cents)$/.test(this.word(near - 2))) &&
        !/^(?:ago|earlier|later)$/.test(after)
      )
        return;
      if (
        /^(?:ago|earlier|later|before|after)$/.test(after) ||
        (after === 'from' && this.word(i + 2) === 'now') ||
        after === 'hence'
      ) {
        if (after === 'before' || after === 'after') {
          // "three days before the vote": a length; the event is not in the calendar
          if (unit !== 'second')
            this.add(this.modifiersBefore(quantity.first), i, 'DURATION', {
              form: 'value',
              value: this.duration(unit, quantity.value),
              why: 'a length of time',
            });
          return;
        }
        const sign = after === 'ago' || after === 'earlier' ? -1 : 1;
        const last = after === 'from' ? i + 2 : i + 1;
        const first = this.modifiersBefore(quantity.first);
        if (amount === undefined) {
          this.add(first, last, 'DATE', {
            form: 'value',
            value: sign < 0 ? 'PAST_REF' : 'FUTURE_REF',
            why: 'how long is not said',
          });
          return;
        }
        this.add(first, last, 'DATE', {
          form: 'shift',
          unit,
          amount: sign * amount,
          from: after === 'ago' || after === 'from' || after === 'hence' ? 'release' : 'previous',
        });
        return;
      }
      if (unit === 'second' && !this.isNumber(near - 1) && !plural) return;
      if (leadWord === 'a' && unit === 'second') return;
      // "the past three years", "the next two weeks", "the first nine months [of 2019]"
      let first = this.modifiersBefore(quantity.first);
      if (/^(?:end|beginning|start|middle)$/.test(this.word(first)) && first < quantity.first) first = quantity.first;
      if (/^(?:early|earlier|late|later)$/.test(this.word(first)) && first < quantity.first) first = quantity.first;
      let last = i;
      if (after === 'old' || after === 'of') last = i;
      this.add(first, last, 'DURATION', { form: 'value', value: this.duration(unit, quantity.value), why: 'a length of time' });
      return;
    }
    if (unit === 'second' || unit === 'minute' || unit === 'hour') {
      if (plural && /^(?:for|in|within|after|over)$/.test(leadWord))
        this.add(i, i, 'DURATION', { form: 'value', value: this.duration(unit, 'X'), why: 'a length that is not said' });
      return;
    }
    const first = this.modifiersBefore(near);
    if (plural) {
      if (first < near && /^(?:recent|past|last|coming|next|previous|these|those)$/.test(leadWord))
        this.add(first, i, 'DURATION', { form: 'value', value: this.duration(unit, 'X'), why: 'a length that is not said' });
      else if (
        /^(?:for|in|within|after|over|of)$/.test(leadWord) &&
        unit !== 'quarter' &&
        unit !== 'weekend' &&
        !(leadWord === 'of' && !/^(?:number|thousands|hundreds|dozens)$/.test(this.word(near - 2))) &&
        after !== 'of'
      )
        this.add(i, i, 'DURATION', { form: 'value', value: this.duration(unit, 'X'), why: 'a length that is not said' });
      return;
    }
    const fiscal = lead === 'fiscal' || lead === 'financial';
    const relative = (amount: number, from: 'release' | 'previous'): void => {
      let start = first;
      if (/^(?:about|around|nearly|almost|roughly|approximately|least|most|more|less)$/.test(this.word(start)) && start < near)
        start = near - 1;
      // "this same week", "earlier this week" keep their first word
      this.add(start, i, 'DATE', { form: 'shift', unit, amount, from });
    };
    switch (leadWord) {
      case 'last':
      case 'past':
        relative(-1, 'release');
        return;
      case 'next':
      case 'coming':
        relative(1, 'release');
        return;
      case 'this':
      case 'current':
        // "this day" and "this quarter"
        relative(0, 'release');
        return;
      case 'same':
      case 'that':
        if (unit === 'weekend' && leadWord === 'that') return;
        relative(0, 'previous');
        return;
      case 'previous':
      case 'prior':
      case 'preceding':
        relative(-1, 'previous');
        return;
      case 'following':
        relative(1, 'previous');
        return;
      case 'the': {
        if (near - 1 < this.free) return;
        const before = this.word(near - 2);
        if (unit === 'day' || unit === 'decade' || unit === 'century' || unit === 'fortnight') {
          if (unit === 'day' && /^(?:before|after)$/.test(after))
            this.add(near - 1, i, 'DATE', { form: 'shift', unit, amount: 0, from: 'previous' });
          return;
        }
        if (unit === 'year' && /^(?:of|round|before|after)$/.test(after)) return;
        if (
          /^(?:in|for|of|during|through|over|by|throughout|within|earlier|later|until|on)$/.test(before) ||
          unit === 'quarter' ||
          fiscal
        )
          this.add(
            first < near - 1 && /^(?:end|beginning|start|middle|rest|half|remainder|close)$/.test(this.word(first))
              ? first
              : first <= near - 1
                ? first
                : near - 1,
            i,
            'DATE',
            { form: 'shift', unit, amount: 0, from: unit === 'quarter' ? 'previous' : 'release' },
          );
        return;
      }
      default:
        return;
    }
  }

  private duration(unit: Unit, value: number | 'X'): string {
    const letter = UNIT_LETTER[unit];
    const time = letter.startsWith('T');
    const amount = unit === 'fortnight' && value !== 'X' ? value * 2 : value;
    if (typeof amount === 'number' && !Number.isInteger(amount) && unit === 'year' && amount < 1) return 'P6M';
    if (typeof amount === 'number' && !Number.isInteger(amount) && unit === 'hour') return `PT${amount * 60}M`;
    return time ? `PT${amount}${letter[1]!}` : `P${amount}${letter}`;
  }

  private number(i: number, word: string): void {
    const { text, start, end } = this.tokens;
    // 2020-05-09, with a time behind a "T"
    const iso = /^(\d{4})-(\d{2})-(\d{2})(?:t(\d{2}))?$/.exec(word);
    if (iso) {
      const [year, month, day] = [Number(iso[1]), Number(iso[2]), Number(iso[3])];
      if (year >= 1000 && year <= 2200 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month))
        this.add(i, i, 'DATE', { form: 'calendar', year, month, day });
      return;
    }
    const slashed = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})$/.exec(word);
    if (slashed) {
      const [a, b] = [Number(slashed[1]), Number(slashed[3])];
      const year = slashed[4]!.length === 4 ? Number(slashed[4]) : Number(slashed[4]) + (Number(slashed[4]) < 50 ? 2000 : 1900);
      // American order, unless only the European one is a day; with dots the European one.
      const european = slashed[2] === '.' ? b <= 12 : a > 12 && b <= 12;
      const [month, day] = european ? [b, a] : [a, b];
      if (month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month) && year >= 1500 && year <= 2200)
        this.add(i, i, 'DATE', { form: 'calendar', year, month, day });
      return;
    }
    // "10:30 a.m.", "10 a.m.", "10am", "10:30am"
    const clock = /^(\d{1,2})(?:[:.](\d{2}))?(?::\d{2})?(am|pm|a\.m\.?|p\.m\.?|a\.m|p\.m|hrs|h)?$/.exec(word);
    if (clock) {
      const hour = Number(clock[1]);
      const minutes = clock[2] ?? '00';
      let half = clock[3]?.replace(/\./g, '');
      let last = i;
      if (half === undefined && /^(?:a\.m\.?|p\.m\.?|am|pm|a\.m|p\.m)$/.test(this.word(i + 1)) && this.tight(i)) {
        half = this.word(i + 1).replace(/\./g, '');
        last = i + 1;
        if (this.word(last + 1) === '.' && /[ap]\.m$/.test(this.word(last))) last++;
      }
      if ((half === 'am' || half === 'pm') && hour >= 1 && hour <= 12 && Number(minutes) < 60) {
        const value = `T${String((hour % 12) + (half === 'pm' ? 12 : 0)).padStart(2, '0')}:${minutes}`;
        this.clock(i, last, value);
        return;
      }
      if (
        half === undefined &&
        clock[2] !== undefined &&
        text.slice(start[i], end[i]).includes(':') &&
        hour <= 24 &&
        Number(minutes) < 60
      ) {
        if (
          /^(?:at|by|from|until|to|before|after|around|till|-|–)$/.test(this.word(i - 1)) ||
          ZONES.has(this.word(i + 1)) ||
          /^(?:hours|hrs|local|eastern)$/.test(this.word(i + 1))
        ) {
          this.clock(i, /^(?:hours|hrs)$/.test(this.word(i + 1)) ? i + 1 : i, `T${String(hour).padStart(2, '0')}:${minutes}`);
          return;
        }
      }
      if (half === undefined && this.word(i + 1) === "o'clock" && hour >= 1 && hour <= 12) {
        this.clock(i, i + 1, `T${String(hour).padStart(2, '0')}:00`);
        return;
      }
    }
    // "0900 GMT", "1400 hours"
    if (/^[0-2]\d[0-5]\d$/.test(word) && Number(word.slice(0, 2)) < 24 && /^(?:gmt|utc|hours|hrs)$/.test(this.word(i + 1))) {
      this.clock(i, /^(?:hours|hrs)$/.test(this.word(i + 1)) ? i + 1 : i, `T${word.slice(0, 2)}:${word.slice(2)}`);
      return;
    }
    // "1980s", "80s"
    const decade = /^(1[5-9]|20)(\d)0'?s$/.exec(word);
    if (decade) {
      this.add(this.modifiersBefore(i), i, 'DATE', { form: 'value', value: `${decade[1]!}${decade[2]!}`, why: 'a decade' });
      return;
    }
    if (word.length > 2 && word.includes('-') && /[a-z]/.test(word)) {
      this.compound(i, word);
      return;
    }
    if (/^fy\d{2,4}$/.test(word)) return;
    const range = /^((?:1[5-9]|20)\d\d)-(\d{2}|(?:1[5-9]|20)\d\d)$/.exec(word);
    if (range) {
      const from = Number(range[1]);
      const to = range[2]!.length === 4 ? Number(range[2]) : Math.floor(from / 100) * 100 + Number(range[2]);
      if (to > from && to - from < 100)
        this.add(this.modifiersBefore(i), i, 'DATE', { form: 'value', value: `${from}/${to}`, why: 'a range of years' });
      return;
    }
    // The number belongs to what follows: "9 May", "2 years", "2019 Q3"
    if (MONTHS.has(this.word(i + 1)) && this.dayNumber(i) !== undefined) return;
    this.plainYear(i);
  }

  /** A bare year: "in 2019", "the 2016 election", "2019 was …". */
  private plainYear(i: number): void {
    const year = this.year(i);
    if (year === undefined) return;
    const lead = this.word(i - 1);
    const next = this.word(i + 1);
    if (
      /^(?:\$|#|£|€|¥|no\.|nos\.|number|route|resolution|section|page|room|suite|box|rule|article|version|iso|act|highway|flight|unit|bill|model|area|ext\.|extension|form|figure|than|about|approximately|nearly|some|roughly|over|almost|least|with|exactly)$/.test(
        lead,
      )
    )
      return;
    if (
      /^(?:%|percent|million|billion|people|employees|jobs|points|miles|km|kilometers|kilometres|feet|meters|metres|square|tons|tonnes|dollars|euros|votes|members|students|homes|units|copies|shares|workers|mw|kg|hours|hrs|gmt|pounds|acres|calories|patients|cases|deaths|seats|participants|beds|schools|soldiers|troops)$/.test(
        next,
      )
    )
      return;
    if (
      STREETS.has(this.word(i + 2)) ||
      STREETS.has(next) ||
      (next !== '' && this.capital(Math.min(i + 1, this.tokens.count - 1)) && STREETS.has(this.word(i + 3)))
    )
      return;
    // A house number: "1990 Main Street"; a list of figures: "1950, 1820"
    const first = /^(?:early|late|mid|in|since|of|by)$/.test(lead) || lead === 'the' ? this.modifiersBefore(i) : i;
    const start = lead === 'the' ? i : first;
    if (year < 1900 && !PREPOSITIONS.has(this.word(start - 1))) return;
    if (
      i > 0 &&
      this.tokens.kind[i - 1] === TokenKind.punctuation &&
      /^[.:]$/.test(lead) &&
      this.tokens.start[i] === this.tokens.end[i - 1]
    )
      return;
    if (year > 2060 || (year >= 2030 && !PREPOSITIONS.has(this.word(start - 1)))) {
      if (!/^(?:by|in|until|through|to|beyond|before|after|since|of|mid|early|late)$/.test(this.word(start - 1)) && start === i)
        return;
    }
    this.add(start, i, 'DATE', { form: 'calendar', year });
  }

  private shortDecade(i: number): void {
    const match = this.isNumber(i + 1) ? /^(\d)0s$/.exec(this.word(i + 1)) : null;
    if (!match || this.tokens.start[i + 1] !== this.tokens.end[i]) return;
    const decade = Number(match[1]);
    this.add(i, i + 1, 'DATE', { form: 'value', value: `${decade <= 1 ? 20 : 19}${decade}`, why: 'a decade' });
  }

  /** "mid-April", "third-quarter", "five-year", "year-end", "two-week-old". */
  private compound(i: number, word: string): void {
    const parts = word.split('-');
    const [head, tail] = [parts[0]!, parts[1]!];
    if (/^(?:mid|early|late|pre|post)$/.test(head) && parts.length === 2) {
      if (MONTHS.has(tail)) {
        const year = this.year(i + 1) ?? (this.word(i + 1) === ',' ? this.year(i + 2) : undefined);
        const last = year === undefined ? i : this.year(i + 1) !== undefined ? i + 1 : i + 2;
        this.add(i, last, 'DATE', { form: 'calendar', month: MONTHS.get(tail)!, ...(year !== undefined ? { year } : {}) });
        return;
      }
      const decade = /^(1[5-9]|20)(\d)0s$/.exec(tail);
      if (decade) {
        this.add(this.word(i - 1) === 'the' && i - 1 >= this.free ? i - 1 : i, i, 'DATE', {
          form: 'value',
          value: `${decade[1]!}${decade[2]!}`,
          why: 'a decade',
        });
        return;
      }
      if (/^(?:1[5-9]|20)\d\d$/.test(tail) && head !== 'pre' && head !== 'post') {
        this.add(i, i, 'DATE', { form: 'calendar', year: Number(tail) });
        return;
      }
      if (tail === 'morning' || tail === 'afternoon' || tail === 'day') return;
    }
    if ((tail === 'quarter' || tail === 'half') && parts.length === 2) {
      const ordinal = ORDINALS.get(head) ?? (/^[1-4](?:st|nd|rd|th)$/.test(head) ? Number(head[0]) : undefined);
      if (ordinal !== undefined && ordinal <= (tail === 'half' ? 2 : 4)) {
        this.period(i, i, `${tail === 'half' ? 'H' : 'Q'}${ordinal}`);
        return;
      }
    }
    if (word === 'year-end' || word === 'month-end' || word === 'quarter-end') {
      this.add(i, i, 'DATE', { form: 'shift', unit: head as Unit, amount: 0, from: 'release' });
      return;
    }
    if (/^(?:year|month|week|day|quarter)-(?:ago|earlier)$/.test(word)) {
      const first = /^(?:a|the)$/.test(this.word(i - 1)) && i - 1 >= this.free ? i - 1 : i;
      this.add(first, i, 'DATE', { form: 'shift', unit: head as Unit, amount: -1, from: 'release' });
      return;
    }
    const unit = UNITS.get(tail);
    if (unit && !unit.plural) {
      const value = NUMBERS.get(head) ?? (/^\d+(?:\.\d+)?$/.test(head) ? Number(head) : head === 'multi' ? 'X' : undefined);
      if (value === undefined || value === 0.5 || (unit.unit === 'second' && !/\d/.test(head)) || head === 'a') return;
      this.add(i, i, 'DURATION', { form: 'value', value: this.duration(unit.unit, value), why: 'a length of time' });
    }
  }
}
