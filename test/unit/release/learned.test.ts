/** What is learned and shipped: that it is read as it was written, and that the features it weighs are what their tables say. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { STEPS } from '../../../src/core/release/claimDecoder';
import { add, batch, templates, values } from '../../../src/core/release/claimFeatures';
import { claimWeights } from '../../../src/core/release/claimWeights';
import { cueList } from '../../../src/core/release/cueList';
import { readBits } from '../../../src/core/release/packedBits';
import { unpackWeights, WEIGHT_SCALE } from '../../../src/core/release/packedWeights';
import { guessClass, hashWord, knownClass, WordClass } from '../../../src/core/release/wordClasses';
import { wordTable } from '../../../src/core/release/wordTable';
import { BitWriter } from '../../train/bits';
import { packWeights } from '../../train/weights';
import { packWordTable } from '../../train/vocabulary';

describe('Packed bits', () => {
  it('give back the numbers that were written, by width and in Rice’s code', () => {
    const entry = fc.record({ value: fc.nat(4095), low: fc.nat(11), coded: fc.boolean() });
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 200 }), entries => {
        const writer = new BitWriter();
        for (const { value, low, coded } of entries)
          if (coded) writer.rice(value >>> 4, low);
          else writer.number(value, 12);
        const reader = readBits(writer.finish());
        for (const { value, low, coded } of entries)
          assert.equal(coded ? reader.rice(low) : reader.number(12), coded ? value >>> 4 : value);
      }),
    );
  });

  it('need no escape in a string, whatever they hold', () => {
    const writer = new BitWriter();
    for (let i = 0; i < 5000; i++) writer.number(Math.imul(i, 0x9e3779b1) >>> 0, 32);
    assert.doesNotMatch(writer.finish(), /["'`\\\s]|[^\x21-\x7e]/);
  });
});

describe('Packed weights', () => {
  const weights = new Float32Array(2 ** 10);
  for (let i = 3; i < weights.length; i += 7) weights[i] = ((i % 31) - 15) / 8 || 0.1;

  it('come back in their slots, each as the nearest of sixteen levels, and nothing elsewhere', () => {
    const packed = packWeights(weights);
    const unpacked = unpackWeights(packed);
    assert.equal(unpacked.length, weights.length);
    assert.equal(packed.levels.length, 16);
    weights.forEach((weight, i) => {
      if (weight === 0) assert.equal(unpacked[i], 0);
      else {
        const off = Math.min(...packed.levels.map(level => Math.abs(level / WEIGHT_SCALE - weight)));
        assert.ok(Math.abs(unpacked[i]! / WEIGHT_SCALE - weight) <= off + 1e-6, `slot ${i}`);
      }
    });
  });

  it('come back where there is only one, in the first or the last slot', () => {
    for (const slot of [0, 255]) {
      const one = new Float32Array(256);
      one[slot] = 1.5;
      assert.deepEqual(
        [...unpackWeights(packWeights(one)).entries()].filter(([, w]) => w !== 0),
        [[slot, 1.5 * WEIGHT_SCALE]],
      );
    }
  });
});

describe('The shipped weights', () => {
  for (const step of STEPS)
    it(`of the step "${step}" fill as many slots as they say, all within the table`, () => {
      const { bits, kept, rice, levels, digits } = claimWeights[step];
      const reader = readBits(digits);
      let slot = -1;
      for (let i = 0; i < kept; i++) {
        slot += reader.rice(rice) + 1;
        reader.number(4);
      }
      assert.ok(slot < 2 ** bits);
      const slots = unpackWeights(claimWeights[step]).filter(weight => weight !== 0).length;
      assert.ok(slots <= kept && slots > kept * 0.8);
      assert.ok(levels.every(level => Number.isInteger(level) && Math.abs(level) <= 127));
    });

  it('weigh with the word lists less than 60 kB', () => {
    const bytes = STEPS.reduce((sum, step) => sum + JSON.stringify(claimWeights[step]).length, 0);
    assert.ok(bytes + JSON.stringify(wordTable).length + cueList.join(' ').length < 60_000);
  });
});

describe('The word table', () => {
  it('knows common words and grammar, and leaves others to their endings', () => {
    const classOf = (word: string): number => knownClass(hashWord(word));
    assert.equal(classOf('company'), WordClass.noun);
    assert.equal(classOf('quickly'), WordClass.adverb);
    assert.equal(classOf('because'), WordClass.conjunction);
    assert.equal(classOf('bakehouse'), -1);
    assert.equal(guessClass('bakehousing'), WordClass.gerund);
  });

  it('packs words in the order of their hashes, the first of two with one hash', () => {
    const packed = packWordTable([
      [900, WordClass.noun],
      [12, WordClass.adverb],
      [900, WordClass.past],
      [13, WordClass.noun],
    ]);
    assert.equal(packed.kept, 3);
    assert.deepEqual(packed.classes, [WordClass.noun, WordClass.adverb]);
    const reader = readBits(packed.digits);
    const read = Array.from({ length: 3 }, () => [reader.rice(packed.rice), packed.classes[reader.rice(1)]]);
    assert.deepEqual(read, [
      [12, WordClass.adverb],
      [0, WordClass.noun],
      [886, WordClass.noun],
    ]);
  });
});

describe('Feature tables', () => {
  it('are made of names that are there, at most three at once', () => {
    assert.throws(() => templates(1, 'a b', 'a | a c'), /"a c"/);
    assert.throws(() => templates(1, 'a b c d', 'a b c d'));
    batch.clear();
    values.set([5, 6], 1);
    add(templates(1, 'a b', 'a | b | a b | b a'));
    assert.equal(new Set(batch.features.subarray(0, batch.size)).size, 4);
  });

  for (const file of ['cueFeatures', 'contentFeatures', 'sourceFeatures', 'verdictFeatures']) {
    const source = readFileSync(`src/core/release/${file}.ts`, 'utf8');
    const tables = [...source.matchAll(/const (\w+) = templates\(\s*(\d+),\s*'([^']+)',\s*'([^']+)',?\s*\)/g)];

    it(`of ${file}.ts name what stands in their places`, () => {
      assert.ok(tables.length > 0);
      for (const [, table, , names] of tables) {
        const before = source.slice(0, source.indexOf(`add(${table})`));
        const filled = [...before.slice(before.lastIndexOf('add(') + 1).matchAll(/values\[(\d+)\] = ([^;]+);/g)];
        assert.deepEqual(
          filled.map(([, place, value]) => [Number(place), value!.replace(/\s+/g, '')]),
          names!.split(' ').map((name, i) => [i + 1, name]),
          table,
        );
      }
    });

    it(`of ${file}.ts have numbers that no single feature of their step has`, () => {
      const single = [...source.matchAll(/\bf\(\s*(?:[^,?]+\? (\d+) : )?(\d+),/g)].flatMap(([, a, b]) =>
        [a, b].filter(Boolean).map(Number),
      );
      for (const [, table, first, , combinations] of tables) {
        const last = Number(first) + combinations!.split('|').length - 1;
        for (const number of single) assert.ok(number < Number(first) || number > last, `${table} ${number}`);
      }
    });
  }
});
