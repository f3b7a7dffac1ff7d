/** Reads the tokens of a paragraph for the date grammar: words, numbers and years at a place, and what is still free to be used. */
import { TokenKind, type Tokens } from '../../text/tokens';
import { daysIn } from './calendar';
import { MONTHS, NUMBERS, ORDINALS, VAGUE, VAGUE_OF } from './lexicon';

export interface Quantity {
  /** Index of the first token. */
  readonly first: number;
  readonly value: number | 'X';
}

export class Reader {
  /** First token that no expression has taken yet; extents do not reach before it. */
  free = 0;

  constructor(readonly tokens: Tokens) {}

  /** The token in lower case; "" outside the paragraph. */
  word(i: number): string {
    return i >= 0 && i < this.tokens.count ? this.tokens.lower[i]! : '';
  }

  /** The same, but "" where an expression has taken the token already. */
  own(i: number): string {
    return i >= this.free ? this.word(i) : '';
  }

  /** Token `i`, or the article before it. */
  withThe(i: number): number {
    return this.own(i - 1) === 'the' ? i - 1 : i;
  }

  isNumber(i: number): boolean {
    return i >= 0 && i < this.tokens.count && this.tokens.kind[i] === TokenKind.number;
  }

  isWord(i: number): boolean {
    return i >= 0 && i < this.tokens.count && this.tokens.kind[i] === TokenKind.word;
  }

  isCapital(i: number): boolean {
    if (i < 0 || i >= this.tokens.count) return false;
    const sign = this.tokens.text.charCodeAt(this.tokens.start[i]!);
    return sign >= 65 && sign <= 90;
  }

  /** A capitalised word that a sentence's beginning does not explain. */
  isNameLike(i: number): boolean {
    return this.isWord(i) && this.isCapital(i) && !this.isSentenceStart(i);
  }

  isSentenceStart(i: number): boolean {
    if (i <= 0) return true;
    const kind = this.tokens.kind[i - 1]!;
    const before = this.tokens.lower[i - 1]!;
    return (
      kind === TokenKind.quote ||
      (kind === TokenKind.punctuation && before !== ',' && before !== '-' && before !== '&' && before !== '$')
    );
  }

  /** Whether tokens `i` and `i + 1` touch. */
  touches(i: number): boolean {
    return i + 1 < this.tokens.count && this.tokens.start[i + 1] === this.tokens.end[i];
  }

  /** A number without separators or letters, "9" or "2019". */
  digits(i: number): number | undefined {
    if (!this.isNumber(i)) return undefined;
    const word = this.tokens.lower[i]!;
    if (word.length > 9) return undefined;
    let value = 0;
    for (let k = 0; k < word.length; k++) {
      const digit = word.charCodeAt(k) - 48;
      if (digit < 0 || digit > 9) return undefined;
      value = value * 10 + digit;
    }
    return value;
  }

  /** A year in four digits, 1000 to 2199; `'89` too, where `i` is its apostrophe: {@link shortYear}. */
  year(i: number): number | undefined {
    if (!this.isNumber(i) || this.tokens.lower[i]!.length !== 4) return undefined;
    const value = this.digits(i);
    return value !== undefined && value >= 1000 && value < 2200 ? value : undefined;
  }

  /** "'89" from its apostrophe at `i`: two tokens. */
  shortYear(i: number): number | undefined {
    const mark = this.word(i);
    if ((mark !== "'" && mark !== '’' && mark !== '‘') || !this.touches(i) || this.word(i + 1).length !== 2) return undefined;
    const value = this.digits(i + 1);
    return value === undefined ? undefined : fullYear(value);
  }

  /** A day of the month: "9", "09", "9th". */
  dayNumber(i: number): number | undefined {
    if (!this.isNumber(i)) return undefined;
    const word = this.tokens.lower[i]!;
    if (word.length > 4) return undefined;
    const value = this.digits(i) ?? this.ordinalNumber(i);
    return value !== undefined && word.length !== 3 && value >= 1 && value <= 31
      ? value
      : value !== undefined && value >= 1 && value <= 9 && word.length === 3
        ? value
        : undefined;
  }

  /** "9th", "21st". */
  private ordinalNumber(i: number): number | undefined {
    const word = this.tokens.lower[i]!;
    const end = word.slice(-2);
    if (end !== 'th' && end !== 'st' && end !== 'nd' && end !== 'rd') return undefined;
    const value = Number(word.slice(0, -2));
    return Number.isInteger(value) ? value : undefined;
  }

  /** "first", "3rd", "twenty-first". */
  ordinal(i: number): number | undefined {
    return this.isNumber(i) ? this.ordinalNumber(i) : this.isWord(i) ? ORDINALS.get(this.tokens.lower[i]!) : undefined;
  }

  /** A day that `month` can have, in any year. */
  dayOf(month: number, i: number): number | undefined {
    const day = this.dayNumber(i);
    return day !== undefined && day <= daysIn(2000, month) ? day : undefined;
  }

  month(i: number): number | undefined {
    if (!this.isWord(i) || !this.isCapital(i)) return undefined;
    return MONTHS.get(this.tokens.lower[i]!);
  }

  /** The quantity that ends right before token `end`: "10", "two and a half", "a few", "several", "a couple of". */
  quantityBefore(end: number): Quantity | undefined {
    const at = end - 1;
    const word = this.own(at);
    if (word === '') return undefined;
    if (this.isNumber(at)) return this.numberBefore(at, word);
    if (word === '½') {
      const whole = at - 1 >= this.free ? this.digits(at - 1) : undefined; // "5 ½ years", "2½ years"
      return whole === undefined ? { first: at, value: 0.5 } : { first: at - 1, value: whole + 0.5 };
    }
    if (word === 'a' || word === 'an') {
      // "half a day", "half an hour"
      return this.own(at - 1) === 'half' ? { first: at - 1, value: 0.5 } : { first: at, value: 1 };
    }
    if (word === 'half' || word === 'half-a' || word === 'one-half') {
      if (word === 'half' && this.own(at - 1) === 'a' && this.own(at - 2) === 'and') {
        const whole = this.quantityBefore(at - 2);
        if (whole && whole.value !== 'X') return { first: whole.first, value: whole.value + 0.5 };
      }
      return { first: this.own(at - 1) === 'a' ? at - 1 : at, value: 0.5 };
    }
    if (word === 'of' && VAGUE_OF.has(this.own(at - 1))) {
      const first = this.own(at - 2) === 'a' ? at - 2 : at - 1;
      if (first === at - 1 && this.own(first) === 'number') return undefined; // "the number of days"
      return { first, value: 'X' };
    }
    if ((word === 'million' || word === 'billion') && this.own(at - 1) !== '') {
      const count = this.quantityBefore(at); // "66 million years ago": no year of the calendar
      return count && { first: count.first, value: 'X' };
    }
    if (word === 'couple' && this.own(at - 1) === 'a') return { first: at - 1, value: 'X' };
    if (VAGUE.has(word)) {
      const before = this.own(at - 1);
      if (before === 'as' && word === 'many') return undefined; // "in as many years"
      return {
        first:
          word === 'few' && before === 'a' ? at - 1 : (word === 'few' || word === 'many') && before === 'quite' ? at - 1 : at,
        value: 'X',
      };
    }
    if (word === 'another') return { first: at, value: 1 };
    return this.wordsBefore(at, word);
  }

  private numberBefore(at: number, word: string): Quantity | undefined {
    if (word === '1/2' || word === '1/4' || word === '3/4') {
      const part = word === '1/2' ? 0.5 : word === '1/4' ? 0.25 : 0.75;
      const whole = at - 1 >= this.free ? this.digits(at - 1) : undefined;
      return whole === undefined ? { first: at, value: part } : { first: at - 1, value: whole + part };
    }
    const before = this.word(at - 1);
    if (before === '$' || (before === '.' && this.touches(at - 1))) return undefined;
    const plain = (word.includes(',') ? word.replaceAll(',', '') : word).replace('-plus', '');
    let value = Number(plain);
    if (Number.isNaN(value)) {
      const dash = plain.indexOf('-', 1); // "10-12 days": the longer
      value = dash > 0 ? Number(plain.slice(dash + 1)) : NaN;
      if (Number.isNaN(value)) return undefined;
    }
    // The first half of "2 1/2" is taken with its fraction
    return { first: at, value };
  }

  private wordsBefore(at: number, word: string): Quantity | undefined {
    const value = NUMBERS.get(word);
    if (value === undefined) {
      const [whole, tail] = [NUMBERS.get(word.slice(0, word.indexOf('-'))), word.slice(word.indexOf('-') + 1)];
      return whole !== undefined && tail === 'and-a-half' ? { first: at, value: whole + 0.5 } : undefined;
    }
    if (value >= 100) {
      const times = this.isNumber(at - 1) ? this.digits(at - 1) : this.own(at - 1) === 'a' ? 1 : NUMBERS.get(this.own(at - 1));
      return times === undefined || at - 1 < this.free ? { first: at, value } : { first: at - 1, value: times * value };
    }
    if (value === 12 && word === 'dozen') {
      const before = this.own(at - 1);
      if (before === 'a') return this.own(at - 2) === 'half' ? { first: at - 2, value: 6 } : { first: at - 1, value: 12 };
      const times = NUMBERS.get(before);
      return times === undefined ? { first: at, value } : { first: at - 1, value: times * 12 };
    }
    // "twenty five", "one hundred and fifty"
    const tens = NUMBERS.get(this.own(at - 1));
    if (value < 10 && tens !== undefined && tens >= 20 && tens < 100 && tens % 10 === 0)
      return { first: at - 1, value: tens + value };
    return { first: at, value };
  }
}

/** "89" is 1989, "13" is 2013: the century that news of the last decades means. */
export const fullYear = (short: number): number => (short >= 50 ? 1900 : 2000) + short;
