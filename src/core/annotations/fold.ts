/**
 * Folds a text so that two copies of the same words compare equal although an editor, a mail program or git has changed their
 * white space, line ends or the style of their quotation marks and dashes.
 */

import { unitClasses } from '../text/unitClasses';

/** A folded text, and where each of its code units comes from. */
export interface Folded {
  readonly text: string;
  /** Offset in the original text of each folded unit, and one past the last: the original's length. */
  readonly from: Int32Array;
  /** Offset in the original text after each folded unit. */
  readonly to: Int32Array;
}

const SPACE = 1;
const DROP = 2;
const SINGLE = 3;
const DOUBLE = 4;
const DASH = 5;

/** What becomes of every UTF-16 code unit. */
const { table: CLASSES, fill: fillClasses } = unitClasses([
  // Soft hyphen, zero-width space, joiner-free marks and the byte order mark: not seen, and lost in many copies. \s has the last.
  [DROP, /[\u00ad\u200b\u2060\ufeff]/g],
  [SPACE, /\s+/g],
  [SINGLE, /['`‘’‚‛´′]/g],
  [DOUBLE, /["“”„‟″«»]/g],
  [DASH, /[-‐‑‒–—−]/g],
]);

const CHUNK = 8192;

/**
 * Folds `text`: a run of white space becomes one space, quotation marks and dashes lose their style ('' and `` are a double
 * mark), invisible signs go. "He said,\r\n  “yes”" becomes `He said, "yes"`.
 */
export function fold(text: string): Folded {
  fillClasses();
  const length = text.length;
  const units = new Uint16Array(length);
  const from = new Int32Array(length + 1);
  const to = new Int32Array(length);
  let count = 0;
  for (let at = 0; at < length; at++) {
    const code = text.charCodeAt(at);
    let unit = code;
    const start = at;
    switch (CLASSES[code]) {
      case DROP:
        continue;
      case SPACE:
        while (at + 1 < length && CLASSES[text.charCodeAt(at + 1)] === SPACE) at++;
        if (count > 0 && units[count - 1] === 0x20) continue; // an invisible sign stood between
        unit = 0x20;
        break;
      case SINGLE:
        if (at + 1 < length && (code === 0x27 || code === 0x60) && text.charCodeAt(at + 1) === code) {
          at++;
          unit = 0x22;
        } else unit = 0x27;
        break;
      case DOUBLE:
        unit = 0x22;
        break;
      case DASH:
        unit = 0x2d;
        break;
    }
    units[count] = unit;
    from[count] = start;
    to[count] = at + 1;
    count++;
  }
  let folded = '';
  for (let at = 0; at < count; at += CHUNK) {
    folded += String.fromCharCode.apply(undefined, units.subarray(at, Math.min(count, at + CHUNK)) as unknown as number[]);
  }
  from[count] = length;
  return { text: folded, from: from.subarray(0, count + 1), to: to.subarray(0, count) };
}
