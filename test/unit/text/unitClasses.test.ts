import assert from 'node:assert/strict';
import { lowerUnits, unitClasses } from '../../../src/core/text/unitClasses';

describe('The tables of code units', () => {
  const units = Array.from({ length: 0x10000 }, (_, code) => code);
  const isSurrogate = (code: number) => code >= 0xd800 && code < 0xe000;

  it('say of each unit what a regular expression says of it alone, the first that matches', () => {
    const { table, fill } = unitClasses(
      [
        [3, /[.'’]/g],
        [2, /\s+/g],
        [1, /[\p{L}\p{M}]+/gu],
      ],
      9,
    );
    fill();
    const expected = units.map(code => {
      const sign = String.fromCharCode(code);
      if (isSurrogate(code)) return 9;
      return /[.'’]/.test(sign) ? 3 : /\s/.test(sign) ? 2 : /[\p{L}\p{M}]/u.test(sign) ? 1 : 0;
    });
    assert.deepEqual([...table], expected);
  });

  it('know the small letter of each capital that has one', () => {
    const expected = units.map(code => {
      const lower = String.fromCharCode(code).toLowerCase();
      return lower.length === 1 ? lower.charCodeAt(0) : code;
    });
    const { table, fill } = lowerUnits();
    fill();
    assert.deepEqual([...table], expected);
  });
});
