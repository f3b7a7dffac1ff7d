import assert from 'node:assert';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { findHighlights, parseRelease, type Release, type Span } from '../../../src/core';
import { EMPTY, makeSample } from './sample';

const shown = (text: string, release: Release) =>
  findHighlights(text, release).map(({ kind, start, end, modifiers }) => [kind, ...modifiers, text.slice(start, end)].join(' '));

describe('Coloured stretches', () => {
  it('of a window are those of the whole text that touch it', () => {
    const text = readFileSync('seeds/080-tribute-nested-quotes.press', 'utf8');
    const release = parseRelease(text);
    const all = findHighlights(text, release);
    fc.assert(
      fc.property(fc.nat(text.length), fc.nat(1500), (start, length) => {
        const end = start + length;
        assert.deepStrictEqual(
          findHighlights(text, release, { start, end }),
          all.filter(item => item.end > start && item.start < end),
        );
      }),
    );
  });

  it('are speakers, cues, messages and dates, the inner over the outer', () => {
    const { text, release } = makeSample();
    assert.deepStrictEqual(shown(text, release), [
      'date resolved 3 March 2021',
      'message direct “We are glad,”',
      'cue said',
      'speaker source Jane Roe',
      'speaker source Acme',
      'date resolved Tuesday',
      'message direct “It took years.”',
      'speaker source Roe',
      'cue expects',
      'message reported that sales will grow by ',
      'date May',
      'date resolved 1990',
    ]);
  });

  it('are a whole source where nobody in it is known', () => {
    const { text, release } = makeSample();
    const found = shown(text, { ...release, speakers: [] });
    assert.ok(found.includes('speaker source Jane Roe, chief executive of Acme'), found.join('\n'));
  });

  it('never cross a line, whatever ends it', () => {
    const text = '“One\r\ntwo\n\nthree”';
    const content = [{ start: 0, end: text.length }];
    const release: Release = { ...EMPTY, attributions: [{ id: 'a', kind: 'direct', quoted: true, content, basis: '' }] };
    assert.deepStrictEqual(shown(text, release), ['message direct “One', 'message direct two', 'message direct three”']);
  });

  it('come in order and never overlap, however the marks lie', () => {
    const text = 'a\nbcd efgh\r\nijkl mno'.repeat(3);
    const span = fc
      .tuple(fc.nat(text.length), fc.nat(text.length))
      .map(([a, b]): Span => ({ start: Math.min(a, b), end: Math.max(a, b) }));
    const arbitrary = fc.record({ messages: fc.array(span), dates: fc.array(span), mentions: fc.array(span) });
    fc.assert(
      fc.property(arbitrary, ({ messages, dates, mentions }) => {
        const release: Release = {
          parts: [],
          attributions: messages.map((piece, i) => ({ id: `${i}`, kind: 'direct', quoted: true, content: [piece], basis: '' })),
          dates: dates.map((place, i) => ({ id: `${i}`, span: place, type: 'DATE', value: '', basis: '' })),
          speakers: [
            {
              id: 's',
              name: 's',
              kind: 'person',
              titles: [],
              mentions: mentions.map(place => ({ span: place, text: '', kind: 'name' })),
            },
          ],
        };
        let last = 0;
        const covered = new Set<number>();
        for (const { start, end } of findHighlights(text, release)) {
          assert.ok(start >= last && end > start && end <= text.length);
          assert.ok(!/[\r\n]/.test(text.slice(start, end)));
          for (let i = start; i < end; i++) covered.add(i);
          last = end;
        }
        for (const { start, end } of [...messages, ...dates, ...mentions]) {
          for (let i = start; i < end; i++) assert.ok(covered.has(i) || /[\r\n]/.test(text[i]!), 'every mark is coloured');
        }
      }),
    );
  });
});
