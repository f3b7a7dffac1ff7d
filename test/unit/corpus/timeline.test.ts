import assert from 'node:assert';
import { Corpus, indexRelease, timelineOfCorpus } from '../../../src/core';

describe('The timeline of many releases', () => {
  const corpus = new Corpus();
  corpus.set('b', indexRelease('Acme opens a plant\n\nOSLO, 3 March 2021 – The plant was planned in 2019, for three years.'));
  corpus.set('a', indexRelease('Bolt closes a plant\n\nThe plant was closed on 5 May 2020. It may open again on 9 May.'));

  it('puts the dates of all of them in the order of time, each with its release', () => {
    assert.deepStrictEqual(
      timelineOfCorpus(corpus).map(({ from, id, headline }) => [from, id, headline]),
      [
        ['2019', 'b', 'Acme opens a plant'],
        ['2020-05-05', 'a', 'Bolt closes a plant'],
        ['2021-03-03', 'b', 'Acme opens a plant'],
      ],
      'a duration and a day without a year have no place in time',
    );
  });

  it('says where each stands', () => {
    const text = 'The plant was closed on 5 May 2020.';
    const one = new Corpus();
    one.set('x', indexRelease(text));
    const [date] = timelineOfCorpus(one);
    assert.strictEqual(text.slice(date!.span.start, date!.span.end), '5 May 2020');
  });
});
