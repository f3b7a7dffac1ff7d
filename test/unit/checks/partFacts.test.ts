import assert from 'node:assert/strict';
import fc from 'fast-check';
import { checkInSteps, checkRelease, createReleaseParser, PartFacts, type Release } from '../../../src/core';

/** Paragraphs in which every check that keeps facts of a part has something to find, or just not. */
const PARAGRAPHS = [
  'ELLERBY, May 4, 2020 – The Ellerby Bakers opened on Friday, May 4, 2020.',
  '“We bake rye bread for the whole town every single day,” said Anne-Marie Roe.',
  '“Nobody has ever said who wrote these many words here.”',
  '“This one is never closed, and goes on',
  'in the next paragraph.” It ended on 03/04/2020.',
  'Anne Marie Roe and ANNE-MARIE ROE met Kim Roe-Doe on 31 June 2020.',
  'A mark” that closes nothing, and one of 12” that is a length.',
];

const findingsOf = (text: string, release: Release, facts: PartFacts, steps = Infinity): unknown => {
  const run = checkInSteps({ text, release, longestQuote: 8 }, {}, facts);
  for (let i = 0; i < steps; i++) {
    const step = run.next();
    if (step.done) return step.value;
  }
  return undefined;
};

describe('Facts of a part', () => {
  it('give the findings of each version as if nothing had been kept, also after a run that was broken off', () => {
    const edit = fc.record({
      at: fc.nat(),
      gone: fc.nat(30),
      put: fc.constantFrom('x', '', '”', '“', '\n\n', ' Kim Roe Doe said.', PARAGRAPHS[0]!, PARAGRAPHS[1]!),
      brokenOff: fc.option(fc.nat(60), { nil: undefined }),
    });
    let found = 0;
    fc.assert(
      fc.property(fc.shuffledSubarray(PARAGRAPHS, { minLength: 2 }), fc.array(edit, { maxLength: 8 }), (paragraphs, edits) => {
        const parser = createReleaseParser();
        const facts = new PartFacts();
        let text = paragraphs.join('\n\n');
        for (const { at, gone, put, brokenOff } of edits) {
          const place = at % (text.length + 1);
          text = text.slice(0, place) + put + text.slice(place + gone);
          const release = parser.parse(text);
          if (brokenOff !== undefined) findingsOf(text, release, facts, brokenOff);
          const afresh = checkRelease({ text, release, longestQuote: 8 });
          found += afresh.length;
          assert.deepEqual(findingsOf(text, release, facts), afresh, text);
        }
      }),
      { numRuns: 60 },
    );
    assert.ok(found > 200, `${found} findings`);
  });

  it('are worked out once for a part that stands twice, moves, or stays', () => {
    const facts = new PartFacts();
    let worked = 0;
    const work = (words: string): number => {
      worked++;
      return words.length;
    };
    const ask = (text: string): number[] => [0, 5].map(start => facts.get('length', work, text, { start, end: start + 4 }));
    assert.deepEqual([ask('rye\n rye\n'), worked], [[4, 4], 1]);
    facts.endRun();
    assert.deepEqual([ask('oats rye\n'), worked], [[4, 4], 2]);
    facts.endRun();
    assert.deepEqual([facts.get('length', work, 'rye\n', { start: 0, end: 4 }), worked], [4, 2]);
  });

  it('are worked out anew by another function, and by one made from something else', () => {
    const facts = new PartFacts();
    const ask = (key: string): string =>
      facts.get(
        'shout',
        facts.work('shout', key, () => words => words + key),
        'rye',
        { start: 0, end: 3 },
      );
    assert.deepEqual([ask('!'), ask('!'), ask('?')], ['rye!', 'rye!', 'rye?']);
  });

  it('are forgotten when a whole run has not asked for them', () => {
    const facts = new PartFacts();
    let worked = 0;
    const work = (): number => ++worked;
    const ask = (words: string): number => facts.get('times', work, words, { start: 0, end: words.length });
    ask('rye');
    facts.endRun();
    assert.equal(ask('rye'), 1);
    facts.endRun();
    facts.endRun();
    assert.equal(ask('rye'), 2);
  });
});
