import assert from 'node:assert/strict';
import { parseRelease, reviewRelease, toAnnotatedDocument } from '../../../src/core/index';

const TEXT =
  'Acme opens a plant\n\n“We are proud,” said Jane Roe, chief executive of Acme, on 9 May. She added that hiring starts in June.\n';
const document = toAnnotatedDocument('a', TEXT, parseRelease(TEXT, { releaseDate: '2024-05-10' }));

describe('The JSON contract', () => {
  it('has its fields under these names and in this order', () => {
    assert.deepEqual(Object.keys(document), ['id', 'releaseDate', 'parts', 'speakers', 'attributions', 'dates']);
    assert.deepEqual(Object.keys(document.parts[0]!), ['kind', 'start', 'end']);
    assert.deepEqual(Object.keys(document.speakers[0]!), ['id', 'name', 'kind', 'titles', 'affiliation', 'mentions']);
    assert.deepEqual(Object.keys(document.speakers[0]!.mentions[0]!), ['start', 'end', 'text', 'kind']);
    assert.deepEqual(Object.keys(document.attributions[0]!), [
      ...['id', 'kind', 'quoted', 'source', 'speaker', 'addressee', 'cue', 'content', 'date'],
    ]);
    assert.deepEqual(Object.keys(document.attributions[0]!.cue!), ['start', 'end', 'text', 'lemma', 'class']);
    assert.deepEqual(Object.keys(document.dates[0]!), ['id', 'start', 'end', 'text', 'type', 'value', 'resolved', 'basis']);
  });

  it('has in each text the characters between its offsets, without white space around them', () => {
    const spans = [
      ...document.speakers.flatMap(speaker => speaker.mentions),
      ...document.attributions.flatMap(({ source, addressee, cue, content }) => [source, addressee, cue, ...content]),
      ...document.dates,
    ].filter(span => span !== null);
    assert.ok(spans.length > 6);
    for (const { start, end, text } of spans) {
      assert.equal(text, TEXT.slice(start, end));
      assert.equal(text, text.trim());
      assert.notEqual(text, '');
    }
  });

  it('names only speakers and dates that it lists', () => {
    const speakers = new Set(document.speakers.map(({ id }) => id));
    const dates = new Set(document.dates.map(({ id }) => id));
    for (const { speaker, date } of document.attributions) {
      assert.ok(speaker === null || speakers.has(speaker));
      assert.ok(date === null || dates.has(date));
    }
    assert.ok(document.attributions.some(({ speaker }) => speaker !== null));
  });

  it('keeps the quotation marks of quoted content', () => {
    assert.equal(document.attributions[0]!.content[0]!.text, '“We are proud,”');
  });

  it('says null for what is not known, and never leaves a field out', () => {
    const empty = toAnnotatedDocument(7, '', parseRelease(''));
    assert.deepEqual(empty, { id: 7, releaseDate: null, parts: [], speakers: [], attributions: [], dates: [] });
  });

  it('tells the rule behind a message only where explanations are asked for', () => {
    const release = parseRelease(TEXT);
    assert.ok(!('basis' in toAnnotatedDocument('a', TEXT, release).attributions[0]!));
    assert.ok(toAnnotatedDocument('a', TEXT, release, { explain: true }).attributions[0]!.basis);
  });

  it('is the same for a release that nobody has corrected', () => {
    const release = parseRelease(TEXT);
    assert.equal(reviewRelease(TEXT, release, []), release);
  });
});
