import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Corpus, indexRelease } from '../../../src/core';

const release = (n: number, words: string) =>
  `Shop ${n} Opens in Ellerby\n\nELLERBY, 10 May 2020 – Jane Roe, a baker, opened shop ${n}.\n\n“${words},” said Roe.\n\n` +
  `“Bread is not a luxury,” said Kim Jong-poe, the mayor.\n`;

function corpusOf(texts: readonly string[]): Corpus {
  const corpus = new Corpus();
  texts.forEach((text, i) => corpus.set(`r${i}`, indexRelease(text)));
  return corpus;
}

describe('An indexed release', () => {
  it('holds headline, date, speakers, messages and dates, and survives JSON', () => {
    const text = release(1, 'We bake at night');
    const { headline, releaseDate, speakers, messages, dates, signature } = indexRelease(text);
    assert.equal(headline?.text, 'Shop 1 Opens in Ellerby');
    assert.equal(releaseDate, '2020-05-10');
    assert.deepEqual(
      speakers.map(({ name, naming }) => [name, text.slice(naming.start, naming.end)]),
      [
        ['Jane Roe', 'Jane Roe'],
        ['Kim Jong-poe', 'Kim Jong-poe'],
      ],
    );
    assert.deepEqual(
      messages.map(message => [message.text, message.words, message.speaker]),
      [
        ['“We bake at night,”', 4, 0],
        ['“Bread is not a luxury,”', 5, 1],
      ],
    );
    assert.equal(dates[0]?.resolved, '2020-05-10');
    assert.ok(signature.length >= 256);
  });
});

describe('A corpus', () => {
  const NIGHT = 'We bake every single night of the year while the whole town is fast asleep in its beds';
  const corpus = corpusOf([release(1, 'We sell rye'), release(2, NIGHT), release(3, 'The town is asleep')]);

  it('names first the release that has the words, changed ones too', () => {
    assert.equal(corpus.search(NIGHT)[0]!.id, 'r1');
    assert.equal(corpus.search(NIGHT)[0]!.share, 1);
    assert.equal(corpus.search(NIGHT.replace('single', 'long').replace('fast', 'sound'))[0]!.id, 'r1');
    assert.deepEqual(corpus.search('…'), []);
  });

  it('always has the words of a release among its candidates', () => {
    const words = fc.array(fc.constantFrom(...'we bake rye bread at night for the town and sell it by day'.split(' ')), {
      minLength: 3,
      maxLength: 30,
    });
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 12 }), fc.nat(), (texts, pick) => {
        const many = corpusOf(texts.map(list => list.join(' ')));
        const wanted = pick % texts.length;
        return many.search(texts[wanted]!.join(' '), texts.length).some(({ id, share }) => id === `r${wanted}` && share > 0.999);
      }),
      { numRuns: 50 },
    );
  });

  it('finds headlines and speakers by some of their letters in order', () => {
    assert.deepEqual(
      corpus.symbols('shop2').map(({ name, kind, id }) => [name, kind, id]),
      [['Shop 2 Opens in Ellerby', 'headline', 'r1']],
    );
    assert.equal(corpus.symbols('jroe').length, 3);
    assert.equal(corpus.symbols('').length, 9);
    assert.deepEqual(corpus.symbols('xyz'), []);
  });

  it('tells who says how much, one name being one speaker however it is hyphenated', () => {
    const speakers = corpusOf([release(1, NIGHT), release(2, 'We sell rye').replace('Jong-poe', 'Jong Poe')]).speakers();
    assert.deepEqual(
      speakers.map(({ name, messages, words, appearances }) => [name, messages, words, appearances.map(({ id }) => id)]),
      [
        ['Jane Roe', 2, 21, ['r0', 'r1']],
        ['Kim Jong-poe', 2, 10, ['r0', 'r1']],
      ],
    );
    assert.equal(
      speakers.reduce((sum, { share }) => sum + share, 0),
      1,
    );
  });

  it('forgets a release', () => {
    const one = corpusOf([release(1, NIGHT)]);
    assert.ok(one.delete('r0') && !one.delete('r0'));
    assert.deepEqual([one.search(NIGHT), one.speakers(), one.size], [[], [], 0]);
  });
});
