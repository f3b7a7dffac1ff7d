import assert from 'node:assert';
import { chartsOf, parseRelease } from '../../../src/core';
import { EMPTY, makeSample } from './sample';

describe('The charts of a release', () => {
  const { text, release } = makeSample();
  const charts = chartsOf(text, release);

  it('give every word of every message to one speaker, and the shares add up to one', () => {
    const words = charts.lengths.reduce((sum, message) => sum + message.words, 0);
    assert.ok(words > 0);
    assert.strictEqual(
      charts.voices.reduce((sum, voice) => sum + voice.words, 0),
      words,
    );
    assert.ok(Math.abs(charts.voices.reduce((sum, voice) => sum + voice.share, 0) - 1) < 1e-9);
    for (const voice of charts.voices) {
      assert.strictEqual(
        voice.byManner.reduce((sum, part) => sum + part.words, 0),
        voice.words,
      );
    }
    assert.strictEqual(
      charts.manners.reduce((sum, one) => sum + one.messages, 0),
      release.attributions.length,
    );
  });

  it('tell own words with and without marks, partly own words, and reported ones apart', () => {
    const attributions = (['direct', 'direct', 'mixed', 'indirect'] as const).map((kind, i) => ({
      ...release.attributions[0]!,
      id: `m${i}`,
      kind,
      quoted: i === 0,
    }));
    const { lengths } = chartsOf(text, { ...release, attributions });
    assert.deepStrictEqual(
      lengths.map(message => message.manner),
      ['quoted', 'unquoted', 'mixed', 'reported'],
    );
  });

  it('put dates in the order of time, and count those that have no place in it', () => {
    const read = 'OSLO, 3 March 2021 – The plant opened in 1990 and was closed for three days. It grew from 4 to 9 May 2020.';
    const { timeline, undated } = chartsOf(read, parseRelease(read));
    const from = timeline.map(entry => entry.from);
    assert.deepStrictEqual(from, [...from].sort());
    assert.ok(from.includes('1990') && from.includes('2021-03-03'), from.join());
    assert.ok(undated >= 1, 'three days are nowhere in time');
  });

  it('never invent a year for a date that has none', () => {
    const read = 'Xi said that he would come on 9 May.';
    const { timeline, undated } = chartsOf(read, parseRelease(read));
    assert.deepStrictEqual([timeline.length, undated], [0, 1]);
  });

  it('count the words of each section, those of messages apart', () => {
    const names = charts.sections.map(section => section.title ?? section.kind);
    assert.deepStrictEqual(names, ['notice', 'headline', 'paragraph', 'Background', 'boilerplate', 'endmark']);
    for (const { words, messageWords } of charts.sections) assert.ok(messageWords <= words);
    assert.ok(charts.sections[2]!.messageWords > 0);
  });

  it('are empty for a text without anything', () => {
    assert.deepStrictEqual(chartsOf('', EMPTY), {
      voices: [],
      manners: ['quoted', 'unquoted', 'mixed', 'reported'].map(manner => ({ manner, messages: 0, words: 0 })),
      lengths: [],
      timeline: [],
      undated: 0,
      sections: [],
    });
  });
});
