import { deepStrictEqual } from 'node:assert';
import { tokenize } from '../../src/core/text/tokens';

const words = (text: string): string[] => {
  const tokens = tokenize(text);
  return Array.from({ length: tokens.count }, (_, i) => text.slice(tokens.start[i], tokens.end[i]));
};

describe('tokenize', () => {
  it('keeps contractions, hyphens and abbreviations whole and sets possessives apart', () => {
    deepStrictEqual(words("Mr. Roe's U.S. plan didn't help Jong-un."), [
      'Mr.',
      'Roe',
      "'s",
      'U.S.',
      'plan',
      "didn't",
      'help',
      'Jong-un',
      '.',
    ]);
  });
  it('reads numbers with what belongs to them', () => {
    deepStrictEqual(words('$1,250.75 on 3rd 2019-05-10, 10:30 a.m.'), [
      '$',
      '1,250.75',
      'on',
      '3rd',
      '2019-05-10',
      ',',
      '10:30',
      'a.m.',
    ]);
  });
  it('has each quotation mark by itself, doubled ones together', () => {
    deepStrictEqual(words("“I am,” ''he'' said"), ['“', 'I', 'am', ',', '”', "''", 'he', "''", 'said']);
  });
  it('survives lone surrogates', () => {
    deepStrictEqual(words('a \ud800 b'), ['a', '\ud800', 'b']);
  });
});
