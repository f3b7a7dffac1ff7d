/** Datelines: the place, date and agency at the head of a release's first paragraph, or on a line of their own. */
import type { Span } from '../text/span';
import { PLACES } from './namesLexicon';

const MONTH =
  '(?:Jan(?:uary|\\.)?|Feb(?:ruary|\\.)?|Mar(?:ch|\\.)?|Apr(?:il|\\.)?|May|June?|July?|Aug(?:ust|\\.)?|Sept?(?:ember|\\.)?|Oct(?:ober|\\.)?|Nov(?:ember|\\.)?|Dec(?:ember|\\.)?)';
const WEEKDAY = '(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\\s+)?';
const CALENDAR_DATE = `${WEEKDAY}(?:${MONTH}\\s+\\d{1,2}(?:st|nd|rd|th)?(?:,?\\s+\\d{4})?|\\d{1,2}(?:st|nd|rd|th)?\\s+(?:of\\s+)?${MONTH}(?:,?\\s+\\d{4})?|\\d{4}-\\d{2}-\\d{2}|\\d{1,2}[/.]\\d{1,2}[/.]\\d{2,4})`;
const DATE_AT = new RegExp(`(?:dated?:\\s*)?\\(?${CALENDAR_DATE}\\)?`, 'iuy');
/** "/PRNewswire/", "(GLOBE NEWSWIRE)", "[Media Wire](https://…)" */
const AGENCY_AT = /\/[\w .-]{2,40}\/|\([\w\p{L} .:/-]{2,50}\)|\[[^\]\n]{2,60}\]\([^)\s]{2,100}\)/uy;
const DASH_AT = /[^\S\n]*(?:[-–—]{1,3}|\|)[^\S\n]*/uy;
/** "21:40", "at 4:15 p.m. ET" after a date: when it was put out. */
const CLOCK_AT =
  /(?:,?\s+(?:at\s+)?|\s*[|T]\s*)\d{1,2}(?::\d{2}){1,2}(?:\s*[ap]\.?m\.?)?(?:\s*\(?(?:[A-Z]{2,4}(?:[+-]\d{1,2})?|[A-Z][a-z]+ time)\)?)?/y;
const SEPARATOR_AT = /[\s,.:*_]+/uy;
/** A word of a place's name, or a small one between two of them. */
const PLACE_AT = /\p{Lu}(?:[\p{L}.'’]|-(?=\p{L}))*|(?:de|del|la|le|of|the|am|and|upon|sur|al|&)(?=\s+\p{Lu})/uy;
const DATELINE_REACH = 160;

/** What stands at the head of a unit in the manner of a dateline: place, date, agency, dashes between and after them. */
function readDateline(text: string, span: Span): { end: number; dated: boolean } {
  const limit = Math.min(span.end, span.start + DATELINE_REACH);
  let at = span.start;
  let end = span.start; // after the last dash
  let dated = false;
  let agency = false;
  let places = 0;
  let dashes = 0;
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (!match || at + match[0].length > limit) return undefined;
    at += match[0].length;
    return match[0];
  };
  const capitals =
    /^[*_]*\p{Lu}{3}/u.test(text.slice(span.start, span.start + 8)) ||
    /^[*_]*\p{Lu}{2,}\s+\p{Lu}{2}/u.test(text.slice(span.start, span.start + 16));
  while (at < limit) {
    if (take(DATE_AT) !== undefined) {
      dated = true;
      take(CLOCK_AT);
      continue;
    }
    if (take(AGENCY_AT) !== undefined) {
      agency = true;
      continue;
    }
    const dash = at > span.start ? take(DASH_AT) : undefined;
    if (dash !== undefined) {
      dashes++;
      // A place alone is one only in capitals, with a real dash behind it.
      if (dated || agency || (capitals && places <= 6 && /\s[-–—]|[-–—]{2}|[–—]/.test(dash))) end = at;
      continue;
    }
    // "KARACHI: …", "KARACHI, June 3: …": a colon in the dash's place; after a name in capitals it is a turn in a transcript.
    if (text[at] === ':' && (dated ? places > 0 : isPlaceInCapitals(text.slice(span.start, at)))) {
      take(SEPARATOR_AT);
      end = at;
      break;
    }
    if (take(SEPARATOR_AT) !== undefined) continue;
    if (dashes === 0 && !(dated && agency) && take(PLACE_AT) !== undefined) {
      places++;
      if (places > 8) break;
      continue;
    }
    break;
  }
  if (at >= span.end && dated) return { end: span.end, dated };
  if (end === span.start && dated && agency && at < span.end) return { end: at, dated };
  return { end, dated };
}

const isPlaceInCapitals = (words: string): boolean =>
  /^[\p{Lu}\s.,'’-]{3,40}$/u.test(words) && words.split(/[\s,]+/).some(word => PLACES.has(word.toLowerCase()));

/** After the dateline that a unit begins with; its start where it begins with none, or is nothing else. */
export function datelineEnd(text: string, span: Span): number {
  const { end } = readDateline(text, span);
  return end < span.end ? end : span.start;
}

/** A unit that is nothing but a date, with a place or agency: a dateline on a line of its own. */
export const isDateline = (text: string, span: Span): boolean => {
  const { end, dated } = readDateline(text, span);
  return dated && end === span.end;
};
