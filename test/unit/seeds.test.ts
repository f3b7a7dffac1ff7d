import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { findGoldFaults, goldFileOf, hashOf, readSeeds, seedFiles, seedsFolder } from '../seeds/gold';
import { readMarks, writeMarks } from '../seeds/marks';

describe('The seeds and their gold', () => {
  const seeds = readSeeds();

  it('keep the seed document as it came', () => {
    assert.equal(hashOf('000_cae2262806c99fd3.txt'), '755836203ef6621a2c39305cee818282e1f29d8fb99f7ff3b7520ab19d2351c3');
  });

  it('are of every style that a newsroom meets', () => {
    assert.deepEqual(
      seeds.map(({ gold }) => gold.style),
      [
        'read-out',
        'corporate',
        'quarterly results',
        'government statement',
        'second read-out',
        'university',
        'health alert, embargo',
        'police notice',
        'multi-paragraph quote',
        'council, CRLF and BOM',
        'Markdown',
        'transcript',
        'long report',
        'ministry meeting',
        'press conference',
        'justice notice',
        'aid agency statement',
        'product launch',
      ],
    );
    const council = seeds.find(({ gold }) => gold.style.includes('CRLF'))!;
    assert.ok(council.byteOrderMark && council.text.includes('\r\n') && !/[^\r]\n/.test(council.text));
    assert.ok(seeds.find(({ gold }) => gold.style === 'long report')!.text.length >= 48_500);
  });

  it('lie beside one gold file each, and no gold file lies alone', () => {
    const gold = readdirSync(seedsFolder).filter(file => file.endsWith('.gold.json'));
    assert.deepEqual(gold.sort(), seedFiles().map(goldFileOf).sort());
  });

  for (const seed of seeds) {
    it(`have sound gold for ${seed.file}`, () => {
      assert.deepEqual(findGoldFaults(seed), []);
      assert.ok(seed.gold.attributions.length > 4 && seed.gold.dates.length > 2 && seed.gold.parts.length > 5);
    });

    it(`can be mended by hand: the marked text of ${seed.file} gives the same text and gold`, () => {
      const again = readMarks(writeMarks(seed));
      assert.deepEqual(again.text, seed.text);
      assert.deepEqual(again.gold, seed.gold);
    });
  }
});

describe('The check of the gold', () => {
  const seed = readSeeds()[0]!;
  const first = seed.gold.attributions[0]!;
  const withFirst = (change: object): string[] =>
    findGoldFaults({
      ...seed,
      gold: { ...seed.gold, attributions: [{ ...first, ...change }, ...seed.gold.attributions.slice(1)] },
    });

  it('finds a span that does not slice to its words', () => {
    assert.match(withFirst({ source: { ...first.source!, start: first.source!.start - 1 } }).join(), /the source of a1 is "Xi"/);
  });

  it('finds a speaker that is not in the list', () => {
    assert.match(withFirst({ speaker: 'nobody' }).join(), /unknown speaker nobody/);
  });

  it('finds text that is in no part', () => {
    const parts = seed.gold.parts.slice(1);
    assert.match(findGoldFaults({ ...seed, gold: { ...seed.gold, parts } }).join(), /News from China" is in no part/);
  });
});
