/**
 * Finds TIMEX3 expressions in one paragraph. Extents follow the TimeML 1.2.1 guidelines: prepositions stay out, determiners and
 * modifiers stay in. Nothing here knows the release date; `resolve.ts` does.
 */
import { TokenKind, type Tokens } from '../../text/tokens';
import { wordFact } from '../../text/vocabulary';
import type { TimexType } from '../types';
import { clockAt, inHalf, partAfter } from './clocks';
import { dayAt, isMonthAlone, monthAt, numericDate, rangeEnd, withTime, type Atom } from './days';
import { duration } from './durations';
import {
  DAY_PARTS,
  DAY_WORDS,
  DECADE_WORDS,
  FEAST_WORDS,
  LONG_UNITS,
  MONTHS,
  PAPER_WORDS,
  PLURAL_WEEKDAYS,
  POINTERS,
  REFERENCES,
  SEASONS,
  SETS,
  SHORT_WEEKDAYS,
  UNITS,
  VAGUE,
  WEEKDAYS,
  ZONES,
  STREETS,
} from './lexicon';
import { findCompound, findDecade, isAwaitingYear } from './compounds';
import { shift, type TimexMeaning } from './meanings';
import { Reader } from './reader';
import { tenseAround, type Tense } from './tense';
import { findPeriodCode, findUnit } from './units';
import { apostrophe, year4, yearRange } from './years';

export interface TimexCandidate {
  /** Offsets into the text of the tokens, half open. */
  readonly start: number;
  readonly end: number;
  readonly type: TimexType;
  readonly meaning: TimexMeaning;
  /** Tense of the verbs around it, where it matters and they tell. */
  readonly tense?: Tense;
}

const enum Trigger {
  month = 1,
  weekday,
  weekdays,
  shortWeekday,
  unit,
  dayWord,
  reference,
  set,
  season,
  feast,
  dayPart,
  decadeWord,
  noon,
  midnight,
  periodCode,
  fiscal,
  future,
  past,
  present,
  half,
  overnight,
  longUnit,
  yearWord,
  period,
  time,
  oclock,
  end,
  ago,
}

const TRIGGERS = new Map<string, Trigger>();
for (const [words, trigger] of [
  [MONTHS.keys(), Trigger.month],
  [WEEKDAYS.keys(), Trigger.weekday],
  [PLURAL_WEEKDAYS.keys(), Trigger.weekdays],
  [SHORT_WEEKDAYS.keys(), Trigger.shortWeekday],
  [UNITS.keys(), Trigger.unit],
  [DAY_WORDS.keys(), Trigger.dayWord],
  [REFERENCES.keys(), Trigger.reference],
  [SETS.keys(), Trigger.set],
  [SEASONS.keys(), Trigger.season],
  [FEAST_WORDS.keys(), Trigger.feast],
  [DAY_PARTS.keys(), Trigger.dayPart],
  [DECADE_WORDS.keys(), Trigger.decadeWord],
  [['noon'], Trigger.noon],
  [['midnight'], Trigger.midnight],
  [['q1', 'q2', 'q3', 'q4', 'h1', 'h2'], Trigger.periodCode],
  [['fiscal', 'fy', 'calendar'], Trigger.fiscal],
  [['future'], Trigger.future],
  [['past'], Trigger.past],
  [['present', 'moment'], Trigger.present],
  [['half'], Trigger.half],
  [['overnight'], Trigger.overnight],
  [LONG_UNITS.keys(), Trigger.longUnit],
  [['midyear', 'yearend', 'midweek', 'midmonth'], Trigger.yearWord],
  [['period'], Trigger.period],
  [['time'], Trigger.time],
  [["o'clock", 'am', 'pm', 'a.m.', 'p.m.'], Trigger.oclock],
  [['end'], Trigger.end],
  [['ago'], Trigger.ago],
] as const)
  for (const word of words) TRIGGERS.set(word, trigger);

/** What a word may be the start of. */
const Start = { nothing: 1, trigger: 2, compound: 3 };
const startedBy = wordFact(word => {
  if (TRIGGERS.has(word)) return Start.trigger;
  return word.length > 3 && (word.includes('-') || word.startsWith('fy')) ? Start.compound : Start.nothing;
});

/** The TIMEX3 candidates of a paragraph, in order, none overlapping. Pure: the same tokens give the same candidates. */
export function findTimexes(tokens: Tokens): TimexCandidate[] {
  return new Finder(tokens).run();
}

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

const PART_NOUNS = words('end beginning start middle close rest remainder turn outset');
const EARLY_LATE = words('early late');
const EARLIER_LATER = words('earlier later');
const CLOCK_LEADS = words('at by from until till to before after around about between and -');
const SEASON_LEADS = words('in of during for by until since through before after over throughout around');

/** The finder's doors for the parts of the grammar that live in files of their own. */
export class Finder extends Reader {
  private readonly found: TimexCandidate[] = [];

  run(): TimexCandidate[] {
    const { count, kind, lower } = this.tokens;
    for (let i = 0; i < count; i++) {
      const k = kind[i]!;
      if (k === TokenKind.word) {
        const start = startedBy(this.tokens, i);
        if (start === Start.nothing) continue;
        const word = lower[i]!;
        if (start === Start.trigger) this.trigger(i, word, TRIGGERS.get(word)!);
        else findCompound(this, i, word);
      } else if (k === TokenKind.number) this.number(i, lower[i]!);
      else if (k === TokenKind.quote) apostrophe(this, i);
      else continue;
      if (this.free > i) i = this.free - 1;
    }
    return this.found;
  }

  /** Takes tokens `first` to `last` for an expression. */
  add(first: number, last: number, type: TimexType, meaning: TimexMeaning): void {
    const { form } = meaning;
    const open =
      form === 'weekday' ||
      (form === 'calendar' && meaning.year === undefined) ||
      ((form === 'period' || form === 'feast' || form === 'part') && meaning.year === undefined) ||
      form === 'shift';
    // "its first quarter, which ended April 27"
    const ended =
      open && (this.word(last + 1) === 'ended' || (this.word(last + 2) === 'which' && this.word(last + 3) === 'ended'));
    const tense = ended ? 'past' : open ? tenseAround(this.tokens, first, last) : undefined;
    this.found.push({
      start: this.tokens.start[first]!,
      end: this.tokens.end[last]!,
      type,
      meaning,
      ...(tense ? { tense } : {}),
    });
    this.free = last + 1;
  }

  /** Takes tokens `first` to `last` for what needs no resolving: a length, a decade, a century, "PAST_REF". */
  say(first: number, last: number, value: string): void {
    this.add(first, last, /^P[\dXT]/.test(value) ? 'DURATION' : 'DATE', { form: 'value', value });
  }

  /** The same for a set: "P1Y" for "annually", "XXXX-WXX-1" for "Mondays". */
  repeat(first: number, last: number, value: string): void {
    this.add(first, last, 'SET', { form: 'value', value });
  }

  /** The same for a date, with the modifiers before it that belong to its extent: "early", "late", "the end of". */
  addDate(first: number, last: number, meaning: TimexMeaning, type: TimexType = 'DATE'): void {
    this.add(this.withModifiers(first), last, type, meaning);
  }

  withModifiers(from: number): number {
    let first = from;
    const before = this.own(first - 1);
    if (EARLY_LATE.has(before) && this.word(first - 2) !== 'too') {
      first--;
      if (this.own(first - 1) === 'the' || this.own(first - 1) === 'very') first--;
      if (this.own(first - 1) === 'the') first--;
    } else if (EARLIER_LATER.has(before)) first--;
    else if (before === 'mid' || before === 'mid-') first--;
    if (this.own(first - 1) === 'of' && PART_NOUNS.has(this.own(first - 2))) {
      first -= 2;
      if (this.own(first - 1) === 'very') first--;
      if (this.own(first - 1) === 'the') first--;
    } else if (this.own(first - 1) === '-' && this.own(first - 2) === 'mid') first -= 2;
    return first;
  }

  private trigger(i: number, word: string, trigger: Trigger): void {
    switch (trigger) {
      case Trigger.month:
        this.monthWord(i, word);
        return;
      case Trigger.weekday:
        this.weekday(i, word);
        return;
      case Trigger.weekdays:
        if (this.isCapital(i)) this.repeat(i, i, `XXXX-WXX-${PLURAL_WEEKDAYS.get(word)!}`);
        return;
      case Trigger.shortWeekday: {
        const atom = this.isCapital(i) ? dayAt(this, i) : undefined;
        if (atom) this.day(i, atom);
        return;
      }
      case Trigger.unit:
        findUnit(this, i, word);
        return;
      case Trigger.dayWord:
        this.dayWord(i, word);
        return;
      case Trigger.reference:
        this.reference(i, word);
        return;
      case Trigger.set:
        this.set(i, word);
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
        const early = this.withModifiers(i);
        const first = early < i ? early : this.own(i - 1) === 'the' ? i - 1 : -1;
        if (first >= 0) this.say(first, i, `19${DECADE_WORDS.get(word)!}`);
        return;
      }
      case Trigger.noon:
      case Trigger.midnight:
        this.noon(i, trigger === Trigger.noon ? 'T12:00' : 'T24:00');
        return;
      case Trigger.periodCode:
        if (this.isCapital(i)) findPeriodCode(this, i, i, word.toUpperCase());
        return;
      case Trigger.fiscal:
        this.fiscal(i);
        return;
      case Trigger.future: {
        const near = this.own(i - 1);
        const first =
          near === 'the'
            ? i - 1
            : near === 'near' || near === 'foreseeable' || near === 'immediate' || near === 'distant'
              ? this.withThe(i - 1)
              : -1;
        if (first >= 0 && !this.isAdjective(i)) this.say(first, i, 'FUTURE_REF');
        return;
      }
      case Trigger.past:
        if (VAGUE.has(this.word(i + 1)) && UNITS.has(this.word(i + 2))) return; // "the past few weeks": the unit takes it
        if (this.own(i - 1) === 'the' && !this.isAdjective(i) && !this.isNumber(i + 1)) this.say(i - 1, i, 'PAST_REF');
        else if (this.isNumber(i + 1)) return;
        else if (this.own(i - 1) === 'recent' && !this.isAdjective(i)) this.say(this.withThe(i - 1), i, 'PAST_REF');
        return;
      case Trigger.present: {
        const the = this.own(i - 1) === 'the';
        const lead = this.word(the ? i - 2 : i - 1);
        if (this.word(i + 1) === 'of') return; // "at the moment of impact"
        if (((lead === 'at' && (the || word === 'present')) || (lead === 'for' && the)) && !this.isAdjective(i))
          this.say(the ? i - 1 : i, i, 'PRESENT_REF');
        return;
      }
      case Trigger.half:
        this.half(i);
        return;
      case Trigger.overnight:
        if (!this.isNameLike(i + 1)) this.add(i, i, 'TIME', shift('day', 0, 'previous', 'TNI'));
        return;
      case Trigger.longUnit:
        this.say(i, i, duration(LONG_UNITS.get(word)!, 1));
        return;
      case Trigger.yearWord:
        this.add(i, i, 'DATE', shift(word === 'midweek' ? 'week' : word === 'midmonth' ? 'month' : 'year', 0, 'release'));
        return;
      case Trigger.period: {
        // "the year-earlier period", "the year-ago period"
        const lead = this.own(i - 1);
        if (lead === 'year-earlier' || lead === 'year-ago')
          this.add(this.withThe(i - 1), i, 'DATE', shift('year', -1, 'previous'));
        return;
      }
      case Trigger.oclock: {
        // "nine o'clock": numbers in figures begin their own
        const clock = this.isWord(i - 1) && i - 1 >= this.free ? clockAt(this, i - 1, true) : undefined;
        if (clock) this.clock(i - 1, clock.last, clock.time);
        return;
      }
      case Trigger.ago:
        if (this.own(i - 1) === 'long' && this.word(i - 2) !== 'how') this.say(i - 1, i, 'PAST_REF');
        return;
      case Trigger.end: {
        // "year's end", "year end"
        const possessive = this.own(i - 1) === "'s" ? 1 : 0;
        const at = i - 1 - possessive;
        if (this.own(at) !== 'year' && !(this.own(at) === 'month' && possessive)) return;
        if (!possessive && this.own(at - 1) === 'the') return;
        const pointer = POINTERS.get(this.own(at - 1));
        const first = pointer ? at - 1 : this.withThe(at);
        this.add(first, i, 'DATE', shift(this.own(at) === 'year' ? 'year' : 'month', pointer?.[0] ?? 0, 'release'));
        return;
      }
      case Trigger.time: {
        const lead = this.own(i - 1);
        if (lead === 'this' && this.word(i - 2) === 'at') this.say(i - 1, i, 'PRESENT_REF');
        else if (lead === 'that' && this.word(i - 2) === 'at') this.say(i - 1, i, 'PAST_REF');
        else if ((this.word(i + 1) === 'ago' || this.word(i + 1) === 'earlier') && (lead === 'some' || lead === 'long'))
          this.say(this.own(i - 2) === 'a' ? i - 2 : i - 1, i + 1, 'PAST_REF');
        return;
      }
    }
  }

  /** Whether a noun follows, so that the word at `i` is an adjective. */
  isAdjective(i: number): boolean {
    if (!this.isWord(i + 1)) return false;
    return !NO_NOUN.has(this.word(i + 1));
  }

  private monthWord(i: number, word: string): void {
    const atom = monthAt(this, i);
    if (!atom) return;
    if (atom.meaning.form !== 'calendar') return;
    const { meaning } = atom;
    if (meaning.day !== undefined) {
      if (!STREETS.has(this.word(atom.last + 1))) this.day(i, atom);
      return;
    }
    // "the month of June", "the first of May", "the first week of March"
    if (meaning.year === undefined && meaning.yearShift === undefined && !isMonthAlone(this, i, word)) return;
    const pointer = POINTERS.get(this.own(i - 1));
    let first = i;
    let shift: number | undefined;
    if (pointer && this.own(i - 1) !== 'that') {
      shift = this.own(i - 1) === 'same' ? undefined : pointer[0];
      first = i - 1;
      if (this.own(first - 1) === 'the' || (this.own(first - 1) === 'this' && this.own(first) !== 'this')) first--;
    } else if (this.own(i - 1) === 'every' || this.own(i - 1) === 'each') {
      this.repeat(i - 1, i, `XXXX-${String(meaning.month).padStart(2, '0')}`);
      return;
    } else if (this.own(i - 1) === 'of') {
      const ordinal = this.ordinal(i - 2);
      const unit = this.own(i - 2) === 'month' ? 'month' : UNITS.get(this.own(i - 2))?.unit;
      if (unit === 'month') {
        first = this.withThe(i - 2);
      } else if (ordinal !== undefined && i - 2 >= this.free && ordinal <= 31 && meaning.year === undefined) {
        first = this.withThe(i - 2);
        this.day(first, { last: atom.last, type: 'DATE', meaning: { ...meaning, day: ordinal } });
        return;
      } else if (unit === 'day' || unit === 'week' || unit === 'weekend') {
        const lead = this.own(i - 3);
        const number =
          lead === 'last' || lead === 'final'
            ? -1
            : lead === 'opening'
              ? 1
              : i - 3 >= this.free
                ? this.ordinal(i - 3)
                : undefined;
        if (number !== undefined && number <= 5) {
          first = this.withThe(i - 3);
          this.add(first, atom.last, 'DATE', {
            form: 'part',
            unit,
            ordinal: number,
            month: meaning.month!,
            ...(meaning.year === undefined ? {} : { year: meaning.year }),
            ...(meaning.yearShift === undefined ? {} : { yearShift: meaning.yearShift }),
          });
          return;
        }
      }
    }
    this.addDate(first, atom.last, shift === undefined ? meaning : { ...meaning, shift });
  }

  private weekday(i: number, word: string): void {
    if (!this.isCapital(i)) {
      const lead = this.word(i - 1);
      if (!POINTERS.has(lead) && lead !== 'on' && lead !== 'by' && lead !== 'until' && lead !== 'every' && lead !== 'from')
        return;
    }
    const atom = dayAt(this, i);
    if (!atom) return;
    const lead = this.own(i - 1);
    const plain = atom.meaning.form === 'weekday' || atom.meaning.form === 'feast';
    if (plain && PAPER_WORDS.has(this.word(i + 1)) && this.isCapital(i + 1)) return;
    if (plain && this.isNameLike(i - 1) && WEEKDAY_NAMES.has(this.word(i - 1))) {
      if (lead === 'good' && word === 'friday') this.addDate(i - 1, i, { form: 'feast', feast: 'good friday' });
      return;
    }
    if (lead === 'every' || lead === 'each' || (lead === 'other' && this.own(i - 2) === 'every')) {
      const weekday = WEEKDAYS.get(word)!;
      const part = DAY_PARTS.get(this.word(i + 1));
      this.repeat(lead === 'other' ? i - 2 : i - 1, part ? i + 1 : i, `XXXX-WXX-${weekday}${part ?? ''}`);
      return;
    }
    const ordinal = lead === 'last' ? -1 : i - 1 >= this.free ? this.ordinal(i - 1) : undefined;
    const month = plain && ordinal !== undefined && /^(?:in|of)$/.test(this.word(i + 1)) ? monthAt(this, i + 2) : undefined;
    if (ordinal !== undefined && ordinal <= 5 && month?.meaning.form === 'calendar' && month.meaning.day === undefined) {
      const { year, yearShift } = month.meaning;
      this.add(this.withThe(i - 1), month.last, 'DATE', {
        form: 'part',
        unit: 'day',
        ordinal,
        weekday: WEEKDAYS.get(word)!,
        month: month.meaning.month!,
        ...(year === undefined ? {} : { year }),
        ...(yearShift === undefined ? {} : { yearShift }),
      });
      return;
    }
    this.day(i, atom);
  }

  /** Adds a day found at `i`, with what belongs before it ("last", "early", "the") and a time after it. */
  private day(i: number, atom: Atom): void {
    let { meaning } = atom;
    let first = i;
    if (meaning.form === 'weekday') {
      const pointer = POINTERS.get(this.own(i - 1));
      if (pointer) {
        meaning = { ...meaning, shift: pointer[0] };
        first = i - 1;
        if (this.own(first - 1) === 'the' || (this.own(first - 1) === 'this' && this.own(first) === 'past')) first--;
      }
    } else if (this.own(i - 1) === 'the' && meaning.form === 'calendar' && this.isNumber(i) && this.ordinal(i) !== undefined)
      first = i - 1;
    const each = this.own(first - 1);
    if (
      (each === 'every' || each === 'each') &&
      meaning.form === 'calendar' &&
      meaning.year === undefined &&
      meaning.month !== undefined &&
      meaning.day !== undefined
    ) {
      this.repeat(first - 1, atom.last, `XXXX-${String(meaning.month).padStart(2, '0')}-${String(meaning.day).padStart(2, '0')}`);
      return;
    }
    const timed = this.timeAfter({ ...atom, meaning });
    // "the morning of Nov. 2"
    const part = this.own(first - 1) === 'of' ? DAY_PARTS.get(this.own(first - 2)) : undefined;
    if (part !== undefined && timed.type === 'DATE') {
      first = this.withThe(first - 2);
      this.addDate(first, timed.last, withTime(timed.meaning, part), 'TIME');
      return;
    }
    // "from April 15 to 21, 2025", "between May 20 and 23": two dates of one month
    const end = timed.type === 'DATE' ? rangeEnd(this, first, timed) : undefined;
    const year = end?.meaning.form === 'calendar' ? end.meaning.year : undefined;
    this.addDate(
      first,
      timed.last,
      end && year !== undefined ? ({ ...timed.meaning, year } as TimexMeaning) : timed.meaning,
      timed.type,
    );
    if (end) this.add(timed.last + 2, end.last, 'DATE', end.meaning);
  }

  /** Joins "morning" or "at 8:30 a.m." to a day that ends before it. */
  private timeAfter(atom: Atom): Atom {
    if (atom.type === 'TIME' || isAwaitingYear(atom.meaning)) return atom;
    let next = atom.last + 1;
    const early = EARLY_LATE.has(this.word(next)) ? 1 : 0;
    const part = DAY_PARTS.get(this.word(next + early));
    if (
      part !== undefined &&
      this.word(next + early) !== 'dawn' &&
      !(this.isCapital(next) && PAPER_WORDS.has(this.word(next + 1)))
    ) {
      return { last: next + early, type: 'TIME', meaning: withTime(atom.meaning, part) };
    }
    if (this.word(next) === ',') next++;
    if (this.word(next) === 'at' || this.word(next) === '@') {
      next++;
      if (this.word(next) === 'about' || this.word(next) === 'around' || this.word(next) === 'approximately') next++;
    }
    if (next === atom.last + 1 && !this.isNumber(next)) return atom;
    const dated = atom.meaning.form === 'calendar' && atom.meaning.year !== undefined; // "May 26, 2025 16:00"
    const clock = clockAt(this, next, next > atom.last + 1 || dated);
    return clock ? { last: clock.last, type: 'TIME', meaning: withTime(atom.meaning, clock.time) } : atom;
  }

  private dayWord(i: number, word: string): void {
    // "USA Today": a name
    if (this.isNameLike(i) && this.isCapital(i - 1)) return;
    const [amount, part] = DAY_WORDS.get(word)!;
    if (word === 'tomorrow' && this.own(i - 1) === 'after' && this.own(i - 2) === 'day') {
      this.add(this.withThe(i - 2), i, 'DATE', shift('day', 2, 'release'));
      return;
    }
    if (word === 'yesterday' && this.own(i - 1) === 'before' && this.own(i - 2) === 'day') {
      this.add(this.withThe(i - 2), i, 'DATE', shift('day', -2, 'release'));
      return;
    }
    const day: TimexMeaning = shift('day', amount, 'release');
    const atom = this.timeAfter({ last: i, type: 'DATE', meaning: day });
    // "at six tomorrow morning"
    const time = i - 1 >= this.free && CLOCK_LEADS.has(this.word(i - 2)) ? clockAt(this, i - 1, true, i) : undefined;
    const half = time && (part ?? (atom.type === 'TIME' ? DAY_PARTS.get(this.word(atom.last)) : undefined));
    if (half && time.last === i - 1) {
      this.add(i - 1, atom.last, 'TIME', withTime(day, inHalf(time.time, half === 'TMO' ? 0 : 12)));
      return;
    }
    if (part && atom.type === 'DATE') this.addDate(i, i, withTime(day, part), 'TIME');
    else this.addDate(i, atom.last, atom.meaning, atom.type);
  }

  private reference(i: number, word: string): void {
    const value = REFERENCES.get(word)!;
    if (word === 'current' || word === 'recent') {
      const next = this.word(i + 1);
      if (
        UNITS.has(next) ||
        ((next === 'fiscal' || next === 'financial' || next === 'calendar') && UNITS.has(this.word(i + 2))) ||
        next === 'past' ||
        next === 'few'
      )
        return; // the unit takes it
      if (this.isNameLike(i) && !this.isSentenceStart(i)) return;
      if (word === 'current' && CURRENT_NOUNS.has(next)) return;
      if (!this.isWord(i + 1)) return;
    }
    if (word === 'recently' && this.word(i + 1) === 'as') return; // "as recently as October"
    const more = word === 'recently' && (this.own(i - 1) === 'more' || this.own(i - 1) === 'most' || this.own(i - 1) === 'very');
    this.say(more ? i - 1 : i, i, value);
  }

  private set(i: number, word: string): void {
    // "the Daily Mirror": a name
    if (this.isCapital(i) && (this.isCapital(i + 1) || (this.isNameLike(i) && this.isCapital(i - 1)))) return;
    if (word === 'quarterly' && this.word(i - 1) === 'the' && this.isCapital(i)) return;
    const frequency = this.own(i - 1) === 'once' || this.own(i - 1) === 'twice' ? i - 1 : i;
    this.repeat(frequency, i, SETS.get(word)!);
  }

  private season(i: number, word: string): void {
    const code = SEASONS.get(word)!;
    if (this.isNameLike(i) && this.isCapital(i + 1)) return;
    const lead = this.own(i - 1);
    if (lead === 'every' || lead === 'each') {
      this.repeat(i - 1, i, `XXXX-${code}`);
      return;
    }
    const pointer = POINTERS.get(lead);
    const the = lead === 'the';
    let first = pointer || the ? i - 1 : i;
    if (pointer && (this.own(i - 2) === 'the' || (this.own(i - 2) === 'this' && lead === 'past'))) first = i - 2;
    const of = this.word(i + 1) === 'of' || this.word(i + 1) === ',' ? i + 2 : i + 1;
    const short = this.word(i + 1) === ',' ? undefined : this.shortYear(of);
    const year = this.year(of) ?? short;
    if (year !== undefined && year > 1400) {
      this.addDate(first, short === undefined ? of : of + 1, { form: 'period', period: code, year });
      return;
    }
    const yearShift = this.word(i + 1) === 'of' && this.word(of + 1) === 'year' ? POINTERS.get(this.word(of)) : undefined;
    if (yearShift) {
      this.addDate(first, of + 1, { form: 'period', period: code, yearShift: yearShift[0] });
      return;
    }
    // Alone, "fall" and "spring" are verbs and nouns too; "summer" and "winter" are mostly seasons.
    const steady = word === 'summer' || word === 'winter' || word === 'autumn';
    const modified = this.withModifiers(first) < first;
    const after = this.word(i + 1);
    if (pointer && lead !== 'that' && lead !== 'present' && lead !== 'current') {
      this.addDate(first, i, { form: 'period', period: code, shift: pointer[0] });
      return;
    }
    if (
      modified ||
      (the && SEASON_LEADS.has(this.word(i - 2)) && after !== 'of' && after !== 'in' && !this.isAdjective(i)) ||
      (!the && SEASON_LEADS.has(lead) && lead !== 'of' && (steady || word === 'spring') && !this.isAdjective(i)) ||
      (steady && the && after !== 'of' && !this.isAdjective(i))
    )
      this.addDate(first, i, { form: 'period', period: code });
  }

  private feast(i: number, word: string): void {
    if (!this.isCapital(i)) return;
    let last = i;
    let feast = word;
    const next = this.word(i + 1);
    if (next === 'day') last = i + 1;
    else if (next === 'eve' && word === 'christmas') {
      last = i + 1;
      feast = 'christmas eve';
    } else if (next === 'monday' && word === 'easter') {
      last = i + 1;
      feast = 'easter monday';
    } else if (next === 'sunday' && word === 'easter') last = i + 1;
    else if (this.isCapital(i + 1) && this.isWord(i + 1)) return;
    this.feastAt(i, last, feast);
  }

  /** A feast from `first` to `last`, with "last" or "next" before it and a year after it. */
  feastAt(first: number, last: number, feast: string): void {
    const pointer = POINTERS.get(this.own(first - 1));
    const comma = this.word(last + 1) === ',' ? 1 : 0;
    const year = this.year(last + 1 + comma);
    const meaning: TimexMeaning = {
      form: 'feast',
      feast,
      ...(year === undefined ? {} : { year }),
      ...(pointer ? { shift: pointer[0] } : {}),
    };
    const part = DAY_PARTS.get(this.word(last + 1));
    if (this.word(last + 1) === 'weekend') {
      const the = this.own(first - 1) === 'the' || this.own(first - 1) === 'this' || pointer ? first - 1 : first;
      this.add(the, last + 1, 'DATE', { ...meaning, weekend: true });
    } else if (part) this.addDate(pointer ? first - 1 : first, last + 1, withTime(meaning, part), 'TIME');
    else this.addDate(pointer ? first - 1 : first, year === undefined ? last : last + 1 + comma, meaning);
  }

  private dayPart(i: number, word: string): void {
    const part = DAY_PARTS.get(word)!;
    if (this.isNameLike(i)) return;
    const lead = this.own(i - 1);
    // "six in the morning", "eleven at night"
    const hour = lead === 'the' && this.own(i - 2) === 'in' ? i - 3 : lead === 'at' && word === 'night' ? i - 2 : -1;
    const clock = hour >= this.free && this.isWord(hour) ? clockAt(this, hour, true) : undefined;
    if (clock?.last === hour && partAfter(this, hour + 1)?.last === i) {
      this.clock(hour, clock.last, clock.time);
      return;
    }
    if (lead === 'every' || lead === 'each') {
      this.repeat(i - 1, i, `XXXX-XX-XX${part}`);
      return;
    }
    if (lead === 'other' && this.own(i - 2) === 'every') {
      this.repeat(i - 2, i, 'P2D');
      return;
    }
    if (lead === 'this') {
      this.addDate(i - 1, i, shift('day', 0, 'release', part), 'TIME');
      return;
    }
    if (lead === 'last' && this.own(i - 2) !== 'the') {
      this.addDate(i - 1, i, shift('day', -1, 'release', part), 'TIME');
      return;
    }
    const pointer =
      lead === 'next' || lead === 'following'
        ? 1
        : lead === 'previous' || lead === 'preceding'
          ? -1
          : lead === 'same' || lead === 'that'
            ? 0
            : undefined;
    if (pointer !== undefined) {
      const the = this.own(i - 2) === 'the' ? i - 2 : lead === 'that' ? i - 1 : -1;
      if (the >= 0) this.addDate(the, i, shift('day', pointer, 'previous', part), 'TIME');
      return;
    }
    if (this.word(i + 1) === 'of' && dayAt(this, i + 2)) return; // "the evening of April 30": the day takes it
    const early = EARLY_LATE.has(lead) || lead === 'mid' ? i - 1 : i;
    const the = this.withThe(early);
    const before = this.word(the - 1);
    if (
      the < early &&
      (SEASON_LEADS.has(before) || before === 'into' || before === 'on') &&
      !(this.isAdjective(i) && !this.word(i + 1).endsWith('ing'))
    )
      this.add(the, i, 'TIME', shift('day', 0, 'previous', part));
    else if (
      (word === 'dawn' || word === 'dusk' || word === 'midday') &&
      (lead === 'at' || lead === 'by' || lead === 'before' || lead === 'until' || lead === 'after' || lead === 'from')
    )
      this.add(i, i, 'TIME', shift('day', 0, 'previous', part));
    else if (early < i && word !== 'night' && this.word(early - 1) === 'by')
      this.add(early, i, 'TIME', shift('day', 0, 'previous', part));
  }

  private noon(i: number, time: string): void {
    if (this.isNameLike(i)) return;
    const lead = this.word(i - 1);
    const twelve = (lead === '12' || lead === 'twelve') && i - 1 >= this.free;
    if (!twelve && this.isAdjective(i) && !dayAt(this, i + 1) && !ZONES.has(this.word(i + 1))) return;
    this.clock(twelve ? i - 1 : i, clockEnd(this, i), time);
  }

  /** Adds a clock time from `first` to `last`, with the part of the day and the day that may follow it. */
  private clock(first: number, last: number, time: string): void {
    const start = this.withApproximate(first);
    const part = partAfter(this, last + 1);
    if (part) [last, time] = [part.last, inHalf(time, part.half)];
    if (part?.today) {
      this.add(start, last, 'TIME', shift('day', 0, 'release', time));
      return;
    }
    let next = last + 1;
    if (this.word(next) === ',') next++;
    if (this.word(next) === 'on') next++;
    const dayWord = DAY_WORDS.get(this.word(next));
    const day: Atom | undefined = dayWord
      ? { last: next, type: 'DATE', meaning: shift('day', dayWord[0], 'release') }
      : dayAt(this, next);
    if (day && !isAwaitingYear(day.meaning) && day.type === 'DATE') {
      const more = DAY_PARTS.has(this.word(day.last + 1)) ? 1 : 0;
      this.add(start, day.last + more, 'TIME', withTime(day.meaning, time));
    } else this.add(start, last, 'TIME', { form: 'clock', time });
  }

  private withApproximate(first: number): number {
    const word = this.own(first - 1);
    return word === 'about' || word === 'around' || word === 'approximately' ? first - 1 : first;
  }

  private fiscal(i: number): void {
    const gap = this.word(i + 1) === 'year' ? 1 : 0;
    const at = i + 1 + gap;
    const year = this.year(at) ?? this.shortYear(at);
    if (year === undefined) return; // "this fiscal year" is found at its unit
    const last = this.year(at) === undefined ? at + 1 : at;
    // "fiscal 2020 second quarter"
    const ordinal = this.ordinal(last + 1) ?? (this.word(last + 1) === "'s" ? this.ordinal(last + 2) : undefined);
    const quarter = this.word(last + 1) === "'s" ? last + 3 : last + 2;
    if (ordinal !== undefined && ordinal <= 4 && this.word(quarter) === 'quarter') {
      this.addDate(i, quarter, { form: 'period', period: `Q${ordinal}`, year, fiscal: true });
      return;
    }
    this.addDate(i, last, { form: 'calendar', year });
  }

  /** "the first half", "the second half of 2013". */
  private half(i: number): void {
    const ordinal = i - 1 >= this.free ? this.ordinal(i - 1) : undefined;
    const latter = this.own(i - 1) === 'latter' || this.own(i - 1) === 'last' ? 2 : undefined;
    const half = ordinal ?? latter;
    if (half === undefined || half > 2) return;
    const fiscal = this.own(i - 2) === 'fiscal' ? 1 : 0;
    const first = this.own(i - 2 - fiscal) === 'the' ? i - 2 - fiscal : i - 1 - fiscal;
    const end = this.tokens.lower[i + 1] === 'of' ? i + 2 : i + 1;
    const tail =
      POINTERS.has(this.word(end)) || this.year(end) !== undefined || this.word(end) === 'fiscal' || this.word(end) === 'the';
    if (this.word(i + 1) === 'of') {
      const the = this.word(end) === 'the' ? 1 : 0;
      const unit = UNITS.get(this.word(end + the)) ?? UNITS.get(this.word(end + the + 1));
      const month = this.month(end + the) !== undefined;
      if (!(tail && (this.year(end) !== undefined || this.word(end) === 'fiscal' || unit)) && !month) return;
      if (unit && unit.unit !== 'year') return;
      if (month) return;
      if (the && unit && this.word(end + 1) === 'year') {
        this.addDate(first, end + 1, { form: 'period', period: `H${half}` });
        return;
      }
    } else if (latter !== undefined || (this.isWord(i + 1) && this.isAdjective(i) && !HALF_NOUNS.has(this.word(i + 1)) && !tail))
      return;
    if (!this.isInGame(i)) findPeriodCode(this, first, i, `H${half}`);
  }

  /** Whether words of a game stand around token `i`: its halves and quarters are no dates. */
  isInGame(i: number): boolean {
    for (let k = i - 10; k < i + 10; k++) if (GAME_WORDS.has(this.word(k))) return true;
    return false;
  }

  private number(i: number, word: string): void {
    if (i < this.free) return;
    if (word === '9/11') {
      this.add(i, i, 'DATE', { form: 'calendar', year: 2001, month: 9, day: 11 });
      return;
    }
    const numeric = numericDate(this, i);
    if (numeric && this.word(i - 1) === '/' && this.touches(i - 1)) return; // in an address of the web
    if (numeric) {
      const timed = this.timeAfter(numeric);
      this.addDate(i, timed.last, timed.meaning, timed.type);
      return;
    }
    // "9 May", "3-5 September 2020", "the 9th of May"
    const day = dayAt(this, i);
    if (day) {
      if (!STREETS.has(this.word(day.last + 1))) this.day(i, day);
      return;
    }
    const clock = clockAt(this, i, CLOCK_LEADS.has(this.word(i - 1)));
    if (clock) {
      this.clock(i, clock.last, clock.time);
      return;
    }
    const code = word.charCodeAt(word.length - 1);
    if (code < 48 || code > 57 || word[1] === 'q') {
      findCompound(this, i, word);
      return;
    }
    // "the 1950's", "the 90's": decades as the New York Times wrote them
    if (code === 48 && this.word(i + 1) === "'s" && findDecade(this, i, i + 1, `${word}s`)) return;
    const dash = word.indexOf('-');
    if (dash === 4) yearRange(this, i, word, dash);
    else if (word.length === 4) year4(this, i);
  }
}

const GAME_WORDS = words(
  'scored scoring touchdown touchdowns goal goals game yards quarterback striker midfielder substitute substituted equalised equalized penalty tied halftime half-time rebounds crowd kickoff coach goalkeeper',
);
const NO_NOUN = words(
  'behind without within against among along until upon via amid beyond and or but to of in on at by for from with as that which who when while where if it he she they we i you is are was were will would has have had can could may might should a an the this these those his her its their our all both some there so because since after before until than though although not also only even said says say told just then now today such no not many more most will soon do does did been being well too again never ever always about between over under into out up down off back here there how why what whose whether either neither each every any few several',
);
const CURRENT_NOUNS = words('of and or');
const HALF_NOUNS = words(
  'results earnings profit profits net sales revenue figures performance loss income operating pretax pre-tax',
);
/** "Black Monday", "Super Tuesday": names that hold a weekday. */
const WEEKDAY_NAMES = words('black super cyber giving good easter palm ash holy ruby fat bloody casual wednesday ms. mr. mrs.');

function clockEnd(reader: Reader, i: number): number {
  return ZONES.has(reader.word(i + 1)) && reader.isCapital(i + 1) ? i + 1 : i;
}
