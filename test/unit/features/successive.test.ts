import assert from 'node:assert';
import fc from 'fast-check';
import { createLinkFinder, createWordCounter, findLinks, parseRelease, summarize } from '../../../src/core';

/** Lines that begin or end words, links and numbers at their borders. */
const PIECES = [
  'Call +47 22 33 44 55.',
  'www.example.com/a',
  ' jane@example.com',
  '\n',
  '\r\n',
  'one two',
  "'s",
  '-three',
  '\n\nTel: ',
  '555 01 23 44',
  '10:30',
];
const texts = fc.array(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map(pieces => pieces.join('')),
  {
    minLength: 2,
    maxLength: 6,
  },
);

describe('What is kept from one version of a text to the next', () => {
  it('gives the links that reading afresh gives', () => {
    fc.assert(
      fc.property(texts, versions => {
        const finder = createLinkFinder();
        for (const text of versions) assert.deepStrictEqual(finder.find(text), findLinks(text));
      }),
    );
  });

  it('gives the number of words that counting afresh gives', () => {
    fc.assert(
      fc.property(texts, versions => {
        const counter = createWordCounter();
        const release = parseRelease('');
        for (const text of versions) assert.deepStrictEqual(summarize(text, release, counter), summarize(text, release));
      }),
    );
  });
});
