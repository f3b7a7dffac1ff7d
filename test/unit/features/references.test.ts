import assert from 'node:assert/strict';
import {
  findHints,
  findLinks,
  firstNaming,
  highlightsAt,
  parseRelease,
  referencesAt,
  renamableAt,
  renameSpeaker,
  selectionsAt,
  speakerAt,
} from '../../../src/core/index';
import { readSeeds } from '../../seeds/gold';

const TEXT = [
  'ELLERBY, 4 May 2021 – Jane Roe, a baker, said that rye sells best.',
  '“We bake at night,” Roe said. “She who sleeps bakes nothing.” On 9 May she will open a shop, ROE & SONS being Roe’s third name for it.',
].join('\n\n');
const release = parseRelease(TEXT);
const at = (words: string, from = 0): number => TEXT.indexOf(words, from) + 1;
const words = (spans: readonly { start: number; end: number }[], text = TEXT): string[] =>
  spans.map(({ start, end }) => text.slice(start, end));

describe('From a place to its speaker', () => {
  it('leads from a surname, and from a cue, to the first full naming', () => {
    for (const place of [at('Roe said'), at('said. “She')]) {
      const found = speakerAt(release, place)!;
      assert.equal(found.speaker.name, 'Jane Roe');
      assert.equal(firstNaming(found.speaker)!.span.start, TEXT.indexOf('Jane Roe'));
    }
    assert.equal(speakerAt(release, at('night')), undefined);
  });

  it('leads from a pronoun of the seed to whom it means', () => {
    const seed = readSeeds()[0]!;
    const parsed = parseRelease(seed.text);
    const found = speakerAt(parsed, seed.text.indexOf('He expressed conviction') + 1)!;
    assert.equal(found.speaker.name, 'Kim Jong Un');
    assert.equal(found.mention?.kind, 'pronoun');
  });

  it('finds all mentions and all messages of a speaker', () => {
    const found = referencesAt(release, at('Roe said'))!;
    assert.ok(words(found.mentions).some(text => text.includes('Jane Roe')) && words(found.mentions).includes('Roe'));
    assert.ok(words(found.messages).includes('“We bake at night,”'));
    assert.equal(referencesAt(release, at('night')), undefined);
  });

  it('lights up a speaker’s mentions on a name, and a message’s pieces inside it', () => {
    const naming = highlightsAt(release, at('Roe said')).filter(({ role }) => role === 'write');
    assert.match(words(naming.map(({ span }) => span))[0]!, /Jane Roe/);
    const message = words(highlightsAt(release, at('night')).map(({ span }) => span));
    assert.deepEqual(message, ['“We bake at night,”', 'Roe', 'said', '“She who sleeps bakes nothing.”']);
    assert.deepEqual(highlightsAt(release, at('open a shop')), []);
  });
});

describe('Renaming a speaker', () => {
  const apply = (text: string, edits: readonly { span: { start: number; end: number }; text: string }[]): string =>
    [...edits]
      .sort((a, b) => b.span.start - a.span.start)
      .reduce((now, e) => now.slice(0, e.span.start) + e.text + now.slice(e.span.end), text);

  it('gives the full name and the surname their new words, and keeps titles, capitals and what follows', () => {
    const text = 'Dr. Jane Roe said that rye sells best. “We bake,” Roe said. Roe’s shop opens soon, said Jane Roe.';
    const parsed = parseRelease(text);
    const found = renamableAt(text, parsed, text.lastIndexOf('Roe said') + 1)!;
    assert.equal(text.slice(found.span.start, found.span.end), 'Roe');
    assert.equal(
      apply(text, renameSpeaker(text, found.speaker, 'Anna Maria Poe')),
      'Dr. Anna Maria Poe said that rye sells best. “We bake,” Poe said. Poe’s shop opens soon, said Anna Maria Poe.',
    );
  });

  it('is for names only', () => {
    const text = 'Jane Roe baked. She said that rye sells best.';
    assert.equal(renamableAt(text, parseRelease(text), text.indexOf('She') + 1), undefined);
  });
});

describe('Expand Selection', () => {
  it('grows from the word to the clause, the sentence, the message, the paragraph and the text', () => {
    const chain = selectionsAt(TEXT, release, at('night'));
    assert.equal(words(chain)[0], 'night');
    assert.ok(words(chain).includes('“We bake at night,”'));
    assert.equal(chain.at(-1)!.end - chain.at(-1)!.start, TEXT.length);
    chain.slice(1).forEach((span, i) => {
      assert.ok(span.start <= chain[i]!.start && span.end >= chain[i]!.end, 'each holds the one before');
    });
  });

  it('answers everywhere in every seed, each span within the next', () => {
    for (const { text } of readSeeds().slice(0, 6)) {
      const parsed = parseRelease(text);
      for (let offset = 0; offset <= text.length; offset += 97) {
        const chain = selectionsAt(text, parsed, offset);
        assert.ok(chain.length > 0);
        chain.forEach((span, i) => assert.ok(i === 0 || (span.start <= chain[i - 1]!.start && span.end >= chain[i - 1]!.end)));
      }
    }
  });
});

describe('Links', () => {
  const targets = (text: string): string[] => findLinks(text).map(({ target }) => target);

  it('are web pages, e-mail addresses and telephone numbers', () => {
    assert.deepEqual(
      targets('See https://rye.example/a?b=1. Or (www.rye.example), jane.roe@rye.example; Tel. +999 30 555 0144.'),
      ['https://rye.example/a?b=1', 'https://www.rye.example', 'mailto:jane.roe@rye.example', 'tel:+999305550144'],
    );
  });

  it('are not years, sums, dates or resolutions', () => {
    assert.deepEqual(
      targets('In 2019-2020 we sold 3 400 000 loaves for 12.50 on 2020-05-09; Resolution 2397, page 1234567.'),
      [],
    );
  });
});

describe('Hints', () => {
  const shown = (text: string, releaseDate?: string): string[] =>
    findHints(text, parseRelease(text, releaseDate === undefined ? {} : { releaseDate })).map(
      ({ kind, label }) => `${kind} ${label}`,
    );

  it('complete a date that is known, and say who a pronoun is', () => {
    const text = 'Jane Roe baked. She said on 9 May that rye sells best.';
    assert.deepEqual(shown(text, '2020-05-10'), ['pronoun Jane Roe', 'date 2020-05-09']);
  });

  it('say nothing of a date that is written out, or not known', () => {
    assert.deepEqual(shown('The shop opened on 9 May 2020.', '2020-05-10'), []);
    assert.deepEqual(shown('The shop opened on 9 May.'), []);
  });
});
