/**
 * Tables that say of every UTF-16 code unit what it is: one look-up instead of a regular expression for each character.
 * They are filled when the first text is read: all of them together take as long as a small extension takes to start.
 */

const UNITS = 0x10000;
const FIRST_SURROGATE = 0xd800;
const AFTER_SURROGATES = 0xe000;

/** As many arguments as `String.fromCharCode` takes everywhere. */
const AT_ONCE = 0x1000;

let units: string | undefined;

/** Unit by unit, each at its own index; halves of surrogate pairs, which would find each other, are left blank. */
function everyUnit(): string {
  if (units !== undefined) return units;
  const codes = new Uint16Array(UNITS);
  for (let code = 0; code < UNITS; code++) codes[code] = code;
  codes.fill(0, FIRST_SURROGATE, AFTER_SURROGATES);
  const chunks: string[] = [];
  for (let from = 0; from < UNITS; from += AT_ONCE)
    chunks.push(String.fromCharCode.apply(null, codes.subarray(from, from + AT_ONCE) as unknown as number[]));
  return (units = chunks.join(''));
}

/** A table of all code units that is empty until it is filled. */
export interface UnitTable<T> {
  readonly table: T;
  /** Before a text is read; does nothing the second time. */
  readonly fill: () => void;
}

function filledOnce<T>(table: T, make: () => void): UnitTable<T> {
  let isFilled = false;
  return {
    table,
    fill: () => {
      if (isFilled) return;
      isFilled = true;
      make();
    },
  };
}

/**
 * The class of every code unit: that of the first pattern that matches the unit alone, 0 where none does.
 *
 * @param classes patterns with the flag `g`; they may match several units at once
 * @param surrogates the class of halves of surrogate pairs
 */
export function unitClasses(classes: readonly (readonly [number, RegExp])[], surrogates = 0): UnitTable<Uint8Array> {
  const table = new Uint8Array(UNITS);
  return filledOnce(table, () => {
    for (const [value, pattern] of [...classes].reverse())
      for (const { 0: run, index } of everyUnit().matchAll(pattern)) table.fill(value, index, index + run.length);
    table.fill(surrogates, FIRST_SURROGATE, AFTER_SURROGATES);
  });
}

/** The lower-case unit of every unit; itself where there is none, or more than one. */
export function lowerUnits(): UnitTable<Uint16Array> {
  const table = new Uint16Array(UNITS);
  return filledOnce(table, () => {
    for (let code = 0; code < UNITS; code++) table[code] = code;
    for (const { 0: unit, index } of everyUnit().matchAll(/\p{Changes_When_Lowercased}/gu)) {
      const lower = unit.toLowerCase();
      if (lower.length === 1) table[index] = lower.charCodeAt(0);
    }
  });
}
