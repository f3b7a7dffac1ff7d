/** Tables that say of every UTF-16 code unit what it is: one look-up instead of a regular expression for each character. */

const UNITS = 0x10000;
const FIRST_SURROGATE = 0xd800;
const AFTER_SURROGATES = 0xe000;

/** Unit by unit, each at its own index; halves of surrogate pairs, which would find each other, are left blank. */
const everyUnit = ((): string => {
  const chunks: string[] = [];
  for (let from = 0; from < UNITS; from += 0x800)
    chunks.push(
      from >= FIRST_SURROGATE && from < AFTER_SURROGATES
        ? '\0'.repeat(0x800)
        : String.fromCharCode(...Array.from({ length: 0x800 }, (_, i) => from + i)),
    );
  return chunks.join('');
})();

/**
 * The class of every code unit: that of the first pattern that matches the unit alone, 0 where none does.
 *
 * @param classes patterns with the flag `g`; they may match several units at once
 * @param surrogates the class of halves of surrogate pairs
 */
export function unitClasses(classes: readonly (readonly [number, RegExp])[], surrogates = 0): Uint8Array {
  const table = new Uint8Array(UNITS);
  for (const [value, pattern] of [...classes].reverse())
    for (const { 0: units, index } of everyUnit.matchAll(pattern)) table.fill(value, index, index + units.length);
  return table.fill(surrogates, FIRST_SURROGATE, AFTER_SURROGATES);
}

/** The lower-case unit of every unit; itself where there is none, or more than one. */
export function lowerUnits(): Uint16Array {
  const table = Uint16Array.from({ length: UNITS }, (_, code) => code);
  for (const { 0: unit, index } of everyUnit.matchAll(/\p{Changes_When_Lowercased}/gu)) {
    const lower = unit.toLowerCase();
    if (lower.length === 1) table[index] = lower.charCodeAt(0);
  }
  return table;
}
