import assert from 'node:assert';
import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { createReleaseParser, parseRelease } from '../../src/core/index';
import { changeBetween } from '../../src/core/text/change';

/** What people type, paste and delete that changes more than the words it touches. */
const PUT = [
  '',
  '',
  'x',
  ' ',
  '\n',
  '\n\n',
  '\r',
  '\r\n\r\n',
  '“',
  '”',
  '"',
  '’',
  '‘',
  '. ',
  ', she said. ',
  'He said that it would rise. ',
  'Roe added:',
  'Jane Roe',
  ' Roe ',
  'President Roe, chief executive of Acme Inc. (ACME), ',
  'the company said ',
  'Q: ',
  'A: ',
  'Moderator: Who is next?',
  '\n\nANOTHER HEADLINE\n\n',
  '# ',
  '## About the river\n',
  'About Acme\n',
  'Media contact: Jane Roe, press@acme.example\n',
  'GENEVA, 3 March 2021 (AGENCY) – ',
  'For immediate release\n',
  '---\n',
  '---\ndate: 2019-02-03\n---\n',
  '###\n',
  '> ',
  '- ',
  '1. ',
  'on Tuesday',
  '9 May',
  'the same day',
  'the third quarter',
  '\ufeff',
  '\u0000',
  '\ud83d',
];

type Place = 'anywhere' | 'border' | 'mark' | 'capital' | 'start' | 'end';

/** A place in `text` of a kind: where paragraphs meet, at a quotation mark, at a capital. */
function placeIn(text: string, place: Place, at: number): number {
  if (place === 'start') return 0;
  if (place === 'end') return text.length;
  const from = Math.floor(at * text.length);
  if (place === 'anywhere') return from;
  const pattern = { border: /[\r\n]/g, mark: /["“”'‘’«»:]/g, capital: /\p{Lu}/gu }[place];
  pattern.lastIndex = from;
  return pattern.exec(text)?.index ?? from;
}

const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  place: fc.constantFrom<Place>('anywhere', 'anywhere', 'border', 'border', 'mark', 'capital', 'start', 'end'),
  after: fc.nat(2),
  cut: fc.oneof(fc.constant(0), fc.nat(3), fc.nat(40), fc.nat(900)),
  put: fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...PUT) }, { weight: 1, arbitrary: fc.string({ maxLength: 8 }) }),
  /** The words that were cut last are put back here. */
  paste: fc.boolean(),
  releaseDate: fc.constantFrom(undefined, undefined, undefined, '2020-05-10', '2019-02-28'),
});

describe('A parser that reads the versions of a text one after the other', () => {
  const seeds = readdirSync('seeds').filter(file => /\.(?:txt|press|md)$/.test(file) && file !== 'README.md');
  for (const file of seeds) {
    it(`gives what reading afresh gives, after any edits of ${file}`, () => {
      const seed = readFileSync(`seeds/${file}`, 'utf8');
      fc.assert(
        fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), edits => {
          const parser = createReleaseParser();
          let text = seed;
          let held = '';
          parser.parse(text);
          for (const { at, place, after, cut, put, paste, releaseDate } of edits) {
            const offset = Math.min(text.length, placeIn(text, place, at) + (place === 'anywhere' ? 0 : after));
            const gone = text.slice(offset, offset + cut);
            text = text.slice(0, offset) + (paste ? held : put) + text.slice(offset + cut);
            if (gone !== '') held = gone;
            const options = releaseDate === undefined ? {} : { releaseDate };
            assert.deepStrictEqual(parser.parse(text, options), parseRelease(text, options));
          }
        }),
        { numRuns: seed.length > 20_000 ? 8 : 40 },
      );
    });
  }

  /** Places of a text, and what is put there letter by letter, or how much is taken away. */
  const typing = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    place: fc.constantFrom<Place>('anywhere', 'anywhere', 'anywhere', 'mark', 'border', 'capital'),
    after: fc.nat(3),
    words: fc.constantFrom('river ', ' flows on', 'x', 'you', ' she', 'said', ', who', 'Roe ', '. It', '”', 'May 9', '3'),
    back: fc.nat(4),
  });
  for (const file of seeds) {
    it(`gives what reading afresh gives, letter by letter in ${file}`, () => {
      const seed = readFileSync(`seeds/${file}`, 'utf8');
      fc.assert(
        fc.property(fc.array(typing, { minLength: 1, maxLength: 4 }), strokes => {
          const parser = createReleaseParser();
          let text = seed;
          parser.parse(text);
          const put = (next: string): void => {
            text = next;
            assert.deepStrictEqual(parser.parse(text), parseRelease(text));
          };
          for (const { at, place, after, words, back } of strokes) {
            let offset = Math.min(text.length, placeIn(text, place, at) + after);
            for (const letter of words) {
              put(text.slice(0, offset) + letter + text.slice(offset));
              offset++;
            }
            for (let i = 0; i < back && offset > 0; i++, offset--) put(text.slice(0, offset - 1) + text.slice(offset));
          }
        }),
        { numRuns: seed.length > 20_000 ? 2 : 8 },
      );
    });
  }

  it('leaves the releases it gave before as they were', () => {
    const text = readFileSync(`seeds/${seeds[0]!}`, 'utf8');
    const parser = createReleaseParser();
    const first = parser.parse(text);
    const before = structuredClone(first);
    parser.parse(`Another line\n\n${text}`);
    parser.parse(text.slice(300));
    assert.deepStrictEqual(first, before);
  });

  it('gives each version its own lists, in whatever order they are asked for', () => {
    const seed = readFileSync(`seeds/${seeds[0]!}`, 'utf8');
    fc.assert(
      fc.property(fc.array(edit, { minLength: 2, maxLength: 5 }), edits => {
        const parser = createReleaseParser();
        const versions = [{ text: seed, release: parser.parse(seed) }];
        for (const { at, place, after, cut, put } of edits) {
          const { text } = versions.at(-1)!;
          const offset = Math.min(text.length, placeIn(text, place, at) + after);
          const next = text.slice(0, offset) + put + text.slice(offset + cut);
          versions.push({ text: next, release: parser.parse(next) });
        }
        for (const { text, release } of versions.reverse()) assert.deepStrictEqual(release, parseRelease(text));
      }),
      { numRuns: 20 },
    );
  });

  it('numbers equal paragraphs anew when one of them is edited, comes or goes', () => {
    const said = 'Jane Roe, chair of Acme, said the river would rise on 9 May.';
    const texts = [said, `${said}\n\n${said}`, `${said}\n\n${said}\n\n${said}`, `${said} It did.\n\n${said}\n\n${said}`, said];
    const parser = createReleaseParser();
    for (const body of texts) {
      const text = `River to rise\n\n${body}`;
      assert.deepStrictEqual(parser.parse(text), parseRelease(text));
    }
  });

  it('knows who is meant when a name further up, a title or a mark far away changes', () => {
    const filler = 'The council met in the morning. It was long. The river was calm. '.repeat(3);
    const texts = [
      `Jane Roe, chair of Acme, spoke.\n\n${filler}\n\nRoe said it was time. She added that it would rain.`,
      `John Roe, chair of Acme, spoke.\n\n${filler}\n\nRoe said it was time. She added that it would rain.`,
      `Mr. John Roe, chair of Acme, spoke.\n\n${filler}\n\nRoe said it was time. She added that it would rain.`,
      `Mr. John Roe, head of Acme, spoke.\n\n${filler}\n\nRoe said it was time. She added that it would rain.`,
      `Mr. John Roe, head of Acme, spoke.\n\n${filler}\n\nRoe said it was time. The chair added that it would rain.`,
      `Mr. John Roe, head of Acme, “spoke.\n\n${filler}\n\nRoe said it was time. The chair added that it would rain.`,
      `Mr. John Roe, head of Acme, spoke.\n\nAcme sells rye. The company said it was ready.\n\n${filler}`,
      `Mr. John Roe, head of Acme, spoke.\n\nThe company said it was ready. Acme sells rye.\n\n${filler}`,
    ].map(body => `Acme speaks\n\n${body}`);
    const parser = createReleaseParser();
    for (const text of [...texts, ...texts.reverse()]) assert.deepStrictEqual(parser.parse(text), parseRelease(text));
  });

  it('makes nothing anew for what stands well before an edit', () => {
    const text = `${readFileSync(`seeds/${seeds[0]!}`, 'utf8')}\n\nThe river rose.\n\nIt fell again.\n\nIt is calm.`;
    const parser = createReleaseParser();
    const before = parser.parse(text);
    const after = parser.parse(`${text} That is all.`);
    assert(before.attributions.length > 3);
    before.attributions.forEach((attribution, i) => {
      assert.strictEqual(after.attributions[i], attribution);
    });
  });
});

describe('The change between two texts', () => {
  it('is the stretch between what they have in common at both ends', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 9000 }),
        fc.nat(9000),
        fc.nat(5000),
        fc.string({ maxLength: 30 }),
        (text, at, cut, put) => {
          const start = Math.min(at, text.length);
          const after = text.slice(0, start) + put + text.slice(start + cut);
          const change = changeBetween(text, after);
          const kept = text.length - change.end;
          assert.strictEqual(
            after,
            text.slice(0, change.start) + after.slice(change.start, after.length - kept) + text.slice(change.end),
          );
          assert(change.start <= change.end && change.start <= after.length - kept);
          assert(change.start >= start || text.slice(0, start) !== after.slice(0, start));
        },
      ),
    );
    assert.deepStrictEqual(changeBetween(`${'a'.repeat(9000)}b`, 'a'.repeat(9000)), { start: 9000, end: 9001 });
    assert.deepStrictEqual(changeBetween(`b${'a'.repeat(9000)}`, 'a'.repeat(9000)), { start: 0, end: 1 });
  });
});
