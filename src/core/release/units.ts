/**
 * The units of a text: lines put together where a hard-wrapped paragraph broke them. They are held as numbers, so that the many
 * that an edit only moves cost next to nothing.
 */
import type { Change } from '../text/change';
import { findLines, isBlank, trimSpan } from '../text/lines';
import { firstWhere } from '../text/search';
import type { Span } from '../text/span';
import { isDateline } from './dateline';
import { spliceNumbers } from './partTable';

export const END_MARK =
  /^(?:(?:#\s*){2,}|[-–—~*=_\s]*(?:30|ends?|end\s+of\s+(?:press\s+)?release)[-–—~*=_\s]*\.?|(?:\*\s*){3,}|xxx|\/{2,}\s*ends?\s*\/*)$/i;
export const LIST_ITEM = /^(?:[-*+•·▪◦‣–—]\s+\S|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+\S)/iu;
export const MARKDOWN_HEADING = /^(#{1,6})\s+\S/;
export const TABLE_ROW = /^\|.*\||\t.*\t|\S {3,}\S.* {3,}\S|\S {6,}\S/;
export const TERMINATOR = /[.!?…。:;][)\]"'”’»*_]*$/u;

/** A unit: one or more lines that belong together, before it is known what it is. */
export interface Unit {
  readonly span: Span;
  readonly lines: number;
  /** Whether nothing or a blank line stands before it. */
  readonly opensBlock: boolean;
}

/** The units of a text, in order. */
export class UnitTable {
  private constructor(
    private readonly start: Int32Array,
    private readonly end: Int32Array,
    /** How many lines, doubled, and 1 for a unit that opens a block. */
    private readonly shape: Int32Array,
  ) {}

  static of(units: readonly Unit[]): UnitTable {
    return new UnitTable(
      Int32Array.from(units, ({ span }) => span.start),
      Int32Array.from(units, ({ span }) => span.end),
      Int32Array.from(units, shapeOf),
    );
  }

  get count(): number {
    return this.start.length;
  }

  at(i: number): Unit | undefined {
    const start = this.start[i];
    if (start === undefined) return undefined;
    return { span: { start, end: this.end[i]! }, lines: this.shape[i]! >> 1, opensBlock: this.opensBlock(i) };
  }

  startOf(i: number): number {
    return this.start[i]!;
  }

  endOf(i: number): number {
    return this.end[i]!;
  }

  opensBlock(i: number): boolean {
    return (this.shape[i]! & 1) > 0;
  }

  /** A table with `units` in place of what is between the first and the last ones, of which the last move by `by`. */
  splice(first: number, units: readonly Unit[], last: number, by: number): UnitTable {
    return new UnitTable(
      spliceNumbers(
        this.start,
        first,
        Int32Array.from(units, ({ span }) => span.start),
        last,
        by,
      ),
      spliceNumbers(
        this.end,
        first,
        Int32Array.from(units, ({ span }) => span.end),
        last,
        by,
      ),
      spliceNumbers(this.shape, first, Int32Array.from(units, shapeOf), last, 0),
    );
  }
}

const shapeOf = ({ lines, opensBlock }: Unit): number => lines * 2 + Number(opensBlock);

/** The units of a text from `bodyStart` on. */
export const findUnits = (text: string, bodyStart: number): UnitTable =>
  UnitTable.of(readUnits(text, findLines(text, bodyStart)));

/**
 * The units of a text from those of its last version: blocks that an edit has touched are taken apart again. Gives how many
 * of the first units are the same, and how many of the last.
 */
export function findUnitsAgain(
  text: string,
  before: { readonly text: string; readonly units: UnitTable; readonly bodyStart: number },
  change: Change,
): { units: UnitTable; first: number; last: number } {
  const { units } = before;
  const by = text.length - before.text.length;
  // The block that the edit is in begins before it; the next that it cannot have touched, after a blank line that it has not.
  let first = firstWhere(units.count, i => units.startOf(i) >= change.start) - 1;
  while (first > 0 && !units.opensBlock(first)) first--;
  first = Math.max(first, 0);
  let next = firstWhere(units.count, i => units.endOf(i) > change.end) + 1;
  while (next < units.count && !units.opensBlock(next)) next++;
  next = Math.min(next, units.count);
  const start = first > 0 ? units.endOf(first - 1) : before.bodyStart;
  const end = next < units.count ? units.startOf(next) + by : text.length;
  const last = units.count - next;
  return { units: units.splice(first, readUnits(text, findLines(text, start, end)), last, by), first, last };
}

function isListOrTable(line: string): boolean {
  return LIST_ITEM.test(line) || TABLE_ROW.test(line) || MARKDOWN_HEADING.test(line) || line.startsWith('>');
}

/** A line that a date on the next one goes on with: "The fair opens on". */
const LEADS_TO_DATE = /(?:\b(?:on|by|of|until|till|from|since|to|in|before|after|and|or|between|through|for|dated?)|,)$/i;

/** Lines put together where a hard-wrapped paragraph broke them; apart everywhere else. */
function readUnits(text: string, lines: readonly Span[]): Unit[] {
  const units: Unit[] = [];
  let blockStart = 0;
  const flush = (blockEnd: number): void => {
    if (blockEnd - blockStart === 1) {
      units.push({ span: trimSpan(text, lines[blockStart]!), lines: 1, opensBlock: true });
      return;
    }
    let width = 0;
    for (let i = blockStart; i < blockEnd; i++) width = Math.max(width, lines[i]!.end - lines[i]!.start);
    const wraps = width <= 110;
    let current: { start: number; end: number; lines: number } | undefined;
    const before = units.length;
    const add = ({ start, end, lines: count }: { start: number; end: number; lines: number }): void => {
      units.push({ span: { start, end }, lines: count, opensBlock: units.length === before });
    };
    for (let i = blockStart; i < blockEnd; i++) {
      const line = trimSpan(text, lines[i]!);
      const content = text.slice(line.start, Math.min(line.end, line.start + 400));
      const previous = i > blockStart ? trimSpan(text, lines[i - 1]!) : undefined;
      const previousText = previous && text.slice(Math.max(previous.start, previous.end - 400), previous.end);
      const joins =
        current !== undefined &&
        previous !== undefined &&
        previousText !== undefined &&
        ((content.startsWith('>') && previousText.startsWith('>')) || (wraps && !isListOrTable(content))) &&
        !END_MARK.test(content) &&
        !MARKDOWN_HEADING.test(previousText) &&
        !(isDateline(text, line) && !LEADS_TO_DATE.test(previousText)) &&
        wrapped(previous.end - previous.start, previousText, content, width, blockEnd - blockStart);
      if (joins && current) {
        current.end = line.end;
        current.lines++;
      } else {
        if (current) add(current);
        current = { start: line.start, end: line.end, lines: 1 };
      }
    }
    if (current) add(current);
  };
  for (let i = 0; i <= lines.length; i++) {
    const line = lines[i];
    if (line !== undefined && line.end > line.start && !isBlank(text, line)) continue;
    if (i > blockStart) flush(i);
    blockStart = i + 1;
  }
  return units;
}

/** Whether a line goes on with the one before it, which was broken at the margin. */
function wrapped(length: number, previous: string, line: string, width: number, lines: number): boolean {
  if (previous.startsWith('>') && line.startsWith('>')) return true;
  const goesOn = /^[\p{Ll}\d$€£(]/u.test(line) && !TERMINATOR.test(previous);
  // In two lines alone, and in short ones, only the words can tell; in more, a margin shows.
  if (goesOn && width > 50 && length > width * 0.6) return true;
  return lines > 2 && width >= 50 && length + firstWord(line) > width * 0.92;
}

const firstWord = (line: string): number => {
  const space = line.indexOf(' ');
  return (space < 0 ? line.length : space) + 1;
};
