/** What the words of an expression say, before the release date and the text around them are known. */
import type { Unit } from './lexicon';

/** What an expression says, before the release date and its neighbours are known. */
export type TimexMeaning =
  /** Needs nothing else: "P3D", "PRESENT_REF", "198" (the 1980s). */
  | { readonly form: 'value'; readonly value: string }
  /** A day, month or year of the calendar; what is absent was not said. `to…` is the end of a range. */
  | {
      readonly form: 'calendar';
      readonly year?: number;
      readonly month?: number;
      readonly day?: number;
      readonly weekday?: number;
      readonly toYear?: number;
      readonly toMonth?: number;
      readonly toDay?: number;
      /** "May of last year": -1. */
      readonly yearShift?: number;
      /** "last May" -1, "this May" 0, "next May" 1. */
      readonly shift?: number;
      /** `T08:30`, `TMO`. */
      readonly time?: string;
      /** The week, month, quarter or year that holds the day: "the year ended March 31". */
      readonly whole?: Unit;
    }
  /** "Tuesday", "last Tuesday", "Tuesday the 14th"; "a week from Tuesday" is `later` by seven days. */
  | {
      readonly form: 'weekday';
      readonly weekday: number;
      readonly day?: number;
      readonly shift?: number;
      readonly time?: string;
      readonly later?: number;
    }
  /** So many units from the release, or from the date before it in the text. `counted`: "two decades ago", not "last decade". */
  | {
      readonly form: 'shift';
      readonly unit: Unit;
      readonly amount: number;
      readonly from: 'release' | 'previous';
      readonly time?: string;
      readonly counted?: boolean;
      /** "the weekend": the one next to the release that the tense tells. */
      readonly near?: boolean;
      /** "a year ago today": the day itself, so many days off. */
      readonly toDay?: number;
    }
  /** A quarter, half or season: "Q3", "H1", "SU". `Q0` is a quarter whose number is not said ("the year-earlier quarter"). */
  | {
      readonly form: 'period';
      readonly period: string;
      readonly year?: number;
      readonly yearShift?: number;
      readonly shift?: number;
      readonly fiscal?: boolean;
    }
  | { readonly form: 'clock'; readonly time: string }
  | {
      readonly form: 'feast';
      readonly feast: string;
      readonly year?: number;
      readonly shift?: number;
      readonly time?: string;
      readonly weekend?: boolean;
    }
  /** "the first week of March", "the last day of 2012"; -1 is the last. */
  | {
      readonly form: 'part';
      readonly unit: 'day' | 'week' | 'weekend';
      readonly ordinal: number;
      /** "the last Friday in August": that day of the week, 1 to 7. */
      readonly weekday?: number;
      readonly year?: number;
      readonly month?: number;
      readonly yearShift?: number;
    };

/** So many units from the release, or from the date before it in the text. */
export const shift = (
  unit: Unit,
  amount: number,
  from: 'release' | 'previous',
  time?: string,
): Extract<TimexMeaning, { form: 'shift' }> => ({ form: 'shift', unit, amount, from, ...(time === undefined ? {} : { time }) });
