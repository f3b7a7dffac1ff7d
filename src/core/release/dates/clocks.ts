/** Times of the clock: "8:30 a.m. EST", "10pm", "1400 GMT", "10 o'clock". */
import { NUMBERS, ZONES, ZONE_WORDS } from './lexicon';
import type { Reader } from './reader';

export interface Clock {
  readonly last: number;
  /** `T08:30`; the zone is in the extent, and only UTC is in the value. */
  readonly time: string;
}

const two = (value: number): string => String(value).padStart(2, '0');

/** The halves of the day: before noon 0, after it 12. */
function halfOfDay(word: string): number | undefined {
  switch (word) {
    case 'am':
    case 'a.m':
    case 'a.m.':
      return 0;
    case 'pm':
    case 'p.m':
    case 'p.m.':
      return 12;
    default:
      return undefined;
  }
}

/** Hour, minute and what is glued to them: "8", "8:30", "8.30", "8:30am", "20:15:30". */
function parseHour(word: string): { hour: number; minute: number; colon: boolean; tail: string; plain: boolean } | undefined {
  let at = 0;
  let hour = 0;
  while (at < word.length && at < 4 && word.charCodeAt(at) >= 48 && word.charCodeAt(at) <= 57)
    hour = hour * 10 + word.charCodeAt(at++) - 48;
  if (at === 0) return undefined;
  const digits = at;
  let minute = 0;
  let colon = false;
  const sign = word[at];
  if ((sign === ':' || sign === '.') && digits <= 2 && isDigit(word, at + 1) && isDigit(word, at + 2) && !isDigit(word, at + 3)) {
    minute = Number(word.slice(at + 1, at + 3));
    colon = sign === ':';
    at += 3;
    if (word[at] === ':' && isDigit(word, at + 1) && isDigit(word, at + 2)) at += 3;
  } else if (digits === 4) {
    minute = hour % 100;
    hour = Math.floor(hour / 100);
  } else if (digits === 3) return undefined;
  return { hour, minute, colon, tail: word.slice(at), plain: digits <= 2 && at === digits };
}

const isDigit = (word: string, i: number): boolean => {
  const code = word.charCodeAt(i);
  return code >= 48 && code <= 57;
};

/**
 * A clock time that begins at token `i`.
 *
 * @param part the token of a day that puts a bare hour before it in a part of the day: "six tomorrow morning"
 * @param led whether a word before it ("at", "until") lets a bare "8:30" be a time
 */
export function clockAt(reader: Reader, i: number, led: boolean, part?: number): Clock | undefined {
  const word = reader.word(i);
  if (word === 'noon') return { last: i, time: 'T12:00' };
  if (word === 'midnight') return { last: i, time: 'T24:00' };
  if (!reader.isNumber(i)) {
    const hour = NUMBERS.get(word);
    if (hour === undefined || hour < 1 || hour > 12) return undefined;
    if (reader.word(i + 1) === "o'clock") return withZone(reader, i + 1, `T${two(hour)}:00`);
    if (led && (part === i + 1 || partAfter(reader, i + 1))) return { last: i, time: `T${two(hour)}:00` };
    const half = halfOfDay(reader.word(i + 1));
    return half === undefined ? undefined : withZone(reader, i + 1, `T${two((hour % 12) + half)}:00`);
  }
  const read = parseHour(word);
  if (!read || read.minute > 59) return undefined;
  const { hour, minute, tail } = read;
  if (tail === '' || tail === 'am' || tail === 'pm' || tail === 'a.m' || tail === 'p.m' || tail === 'a.m.' || tail === 'p.m.') {
    const glued = tail !== '';
    const half = halfOfDay(glued ? tail : reader.word(i + 1));
    if (half !== undefined && hour >= 1 && hour <= 12 && (read.plain || read.colon || glued || word.includes('.'))) {
      if (!glued && word.length === 4 && !read.colon && !word.includes('.')) return undefined;
      let last = glued ? i : i + 1;
      // "a.m" and its full stop
      if (reader.word(last).endsWith('.m') && reader.word(last + 1) === '.' && reader.touches(last)) last++;
      return withZone(reader, last, `T${two((hour % 12) + half)}:${two(minute)}`);
    }
    if (glued) return undefined;
  } else if (tail === 'h' || tail === 'hrs') {
    return word.length >= 3 && hour < 24 ? withZone(reader, i, `T${two(hour)}:${two(minute)}`) : undefined;
  } else return undefined;
  const next = reader.word(i + 1);
  if (next === "o'clock" && hour >= 1 && hour <= 12) return withZone(reader, i + 1, `T${two(hour)}:00`);
  if (hour > 23) return undefined;
  const zoned = zoneEnd(reader, i) > i;
  if (read.colon || (zoned && word[2] === '.')) {
    return zoned || led || next === 'hours' || next === 'hrs' || partAfter(reader, i + 1)
      ? withZone(reader, next === 'hours' || next === 'hrs' ? i + 1 : i, `T${two(hour)}:${two(minute)}`)
      : undefined;
  }
  if (led && read.plain && hour >= 1 && hour <= 12 && (part === i + 1 || partAfter(reader, i + 1)))
    return { last: i, time: `T${two(hour)}:00` };
  // "1400 GMT", "0900 hours"
  if (word.length === 4 && !word.includes('.')) {
    if (next === 'hours' || next === 'hrs') return { last: i + 1, time: `T${two(hour)}:${two(minute)}` };
    return (next === 'gmt' || next === 'utc') && reader.isCapital(i + 1)
      ? withZone(reader, i, `T${two(hour)}:${two(minute)}`)
      : undefined;
  }
  return undefined;
}

/** The last token of a zone that follows token `i`, or `i`. */
function zoneEnd(reader: Reader, i: number): number {
  let at = i + 1;
  const word = reader.word(at);
  if (word === '(' && ZONES.has(reader.word(at + 1)) && reader.isCapital(at + 1) && reader.word(at + 2) === ')') return at + 2;
  if (ZONES.has(word) && reader.isCapital(at)) return at;
  if (word === 'local' && reader.word(at + 1) === 'time') return at + 1;
  if (!ZONE_WORDS.has(word) || !reader.isCapital(at)) return i;
  while (
    ZONE_WORDS.has(reader.word(at)) ||
    reader.word(at) === 'standard' ||
    reader.word(at) === 'daylight' ||
    reader.word(at) === 'mean' ||
    reader.word(at) === 'time'
  )
    at++;
  return at - 1;
}

/** Times that the words after them put in the afternoon: "6 o'clock in the evening", "10:40 this morning", "at 10 tonight". */
export function partAfter(reader: Reader, i: number): { last: number; half: 0 | 12; today: boolean } | undefined {
  const word = reader.word(i);
  if (word === 'tonight') return { last: i, half: 12, today: true };
  const at = word === 'in' && reader.word(i + 1) === 'the' ? i + 2 : word === 'this' || word === 'at' ? i + 1 : -1;
  const part = at < 0 ? '' : reader.word(at);
  if (part === 'night' ? word !== 'at' : part !== 'morning' && part !== 'afternoon' && part !== 'evening') return undefined;
  return { last: at, half: part === 'morning' ? 0 : 12, today: word === 'this' };
}

/** "T06:00" moved to the half of the day that is said. */
export function inHalf(time: string, half: 0 | 12): string {
  const hour = Number(time.slice(1, 3));
  return hour > 12 ? time : `T${two((hour % 12) + half)}${time.slice(3)}`;
}

function withZone(reader: Reader, last: number, time: string): Clock {
  const end = zoneEnd(reader, last);
  return { last: end, time };
}
