import assert from 'node:assert/strict';
import { parseRelease } from '../../../src/core/index';
import { addressees, saying, speakers } from './marked';

const named = (text: string): string[] => speakers(text).map(line => line.split(':')[0]!);

describe('Who speaks', () => {
  it('carries the title in front of the name, all of it', () => {
    assert.deepEqual(named('“Rye sells,” said United States Attorney Jane Roe.'), ['Jane Roe (United States Attorney)']);
    assert.deepEqual(named('“Rye sells,” said Special Agent in Charge Jane Roe of the Ellerby Bureau.'), [
      'Jane Roe (Special Agent in Charge)',
    ]);
    assert.deepEqual(named('Foreign Minister Jane Roe said that rye sells.'), ['Jane Roe (Foreign Minister)']);
  });

  it('carries the title behind the name, up to a verb', () => {
    assert.deepEqual(named('“Rye sells,” said Jane Roe, Head of Bread at Ellerby Mill.'), [
      'Jane Roe (Head of Bread at Ellerby Mill)',
    ]);
    assert.deepEqual(
      named('Jane Roe, Head of Bread at Ellerby Mill explained that rye sells.').map(line => line.includes('explained')),
      [false],
    );
  });

  it('is one person under a surname, two under two first names', () => {
    assert.deepEqual(named('Jane Roe said rye sells. Roe added that wheat does not.'), ['Jane Roe']);
    assert.deepEqual(named('Jane Roe said rye sells. John Roe said that wheat does not.'), ['Jane Roe', 'John Roe']);
  });

  it('is a pronoun’s or a title’s person where one fits', () => {
    assert.deepEqual(saying('Ms. Jane Roe said that rye sells. She added that wheat does not.'), [
      'Jane Roe: that rye sells',
      'Jane Roe: that wheat does not',
    ]);
    assert.deepEqual(saying('Governor Jane Roe said that rye sells. The governor added that wheat does not.'), [
      'Jane Roe: that rye sells',
      'Jane Roe: that wheat does not',
    ]);
  });

  it('is an organisation by its acronym, by its first words and by what it is', () => {
    assert.deepEqual(saying('The Ellerby Rye Guild (ERG) said that rye sells. ERG warned that wheat does not.'), [
      'Ellerby Rye Guild: that rye sells',
      'Ellerby Rye Guild: that wheat does not',
    ]);
    assert.deepEqual(saying('The Ellerby Rye Guild said that rye sells. The guild warned that wheat does not.'), [
      'Ellerby Rye Guild: that rye sells',
      'Ellerby Rye Guild: that wheat does not',
    ]);
  });

  it('is one firm with and without its legal form', () => {
    const text = 'Harlow Rye Corporation said that rye sells. Harlow Rye added that wheat does not.';
    assert.deepEqual(saying(text), ['Harlow Rye Corporation: that rye sells', 'Harlow Rye Corporation: that wheat does not']);
  });

  it('is no listing at an exchange, and no word that tells where a firm sits or what it won', () => {
    assert.deepEqual(named('Ellerby Mills, Inc. (NYSE: EML) said that rye sells.'), ['Ellerby Mills, Inc.']);
    assert.deepEqual(named('“Rye sells,” said prize-winning baker Jane Roe.'), ['Jane Roe']);
    assert.deepEqual(named('Ellerby-based Harlow Mills said that rye sells.'), ['Harlow Mills']);
    assert.deepEqual(named('Jane Ellerby-Roe said that rye sells.'), ['Jane Ellerby-Roe']);
  });

  it('is the leaders who spoke last under “they”, who say it to neither of themselves', () => {
    const text =
      'Minister Jane Roe met in Ellerby with Minister John Poe. The two leaders agreed that rye sells. They also said that wheat does not.';
    assert.deepEqual(saying(text), ['The two leaders: that rye sells', 'The two leaders: that wheat does not']);
    assert.deepEqual(addressees(text), ['– < that rye sells', '– < that wheat does not']);
  });

  it('is not the one whose name tells whose government or report it is', () => {
    const text = 'Ellerby Times said that rye sells. The Ellerby government said that wheat does not.';
    assert.deepEqual(saying(text), ['Ellerby Times: that rye sells', 'The Ellerby government: that wheat does not']);
  });

  it('is no person where a title stands alone, or a headline’s verb among capitals', () => {
    const people = (text: string) =>
      parseRelease(text)
        .speakers.filter(({ kind }) => kind === 'person')
        .map(({ name }) => name);
    assert.deepEqual(people('“Rye sells,” said Vernor Chairman in a statement.'), []);
    assert.deepEqual(people('“Rye sells,” said Jane Roe in a statement.'), ['Jane Roe']);
    assert.deepEqual(people('Ellerby Minerals Expands Rye Sales said that rye sells.'), []);
  });

  it('loses the clause before the name, and what another verb has', () => {
    const sources = (text: string) => parseRelease(text).attributions.map(({ source }) => source?.text);
    assert.deepEqual(sources('Speaking after the fair, the mayor, Jane Roe, promised a second one.'), ['the mayor, Jane Roe']);
    assert.deepEqual(sources('“Rye sells!” Jane “Janey” Roe said to the crowd.'), ['Jane “Janey” Roe']);
    assert.deepEqual(sources('“Rye sells,” Rep. Jane Roe (D-Ellerby) said.'), ['Rep. Jane Roe (D-Ellerby)']);
  });

  it('is nobody in the small print', () => {
    const text = (line: string) =>
      `Rye sells\n\nEllerby has a fair, and it opened today with four bakers.\n\nForward-looking statements\n\n${line}`;
    assert.deepEqual(
      saying(
        text('Words such as “expects” identify forward-looking statements, and Ellerby Mill believes that they are reasonable.'),
      ),
      [],
    );
  });
});
