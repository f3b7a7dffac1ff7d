import assert from 'node:assert';
import fc from 'fast-check';
import { buildOutline, createReleaseParser, parseRelease, type Release } from '../../src/core/index';

/** Pieces that releases and their accidents are made of; strung together at random they reach most of the rules. */
const PIECES = [
  'FOR IMMEDIATE RELEASE',
  'GENEVA, 3 March 2021 (AGENCY) – ',
  '“',
  '”',
  '"',
  "'",
  '‘',
  '’',
  '«',
  '»',
  '„',
  '``',
  "''",
  '(',
  ')',
  '[',
  ']',
  'Jane Roe',
  'Roe',
  'Dr. Amin',
  'the company',
  'He',
  'she',
  ' said',
  ' told reporters that ',
  'According to ',
  ', chief executive of Acme Inc., ',
  ' expressed hope that ',
  'on Tuesday',
  '9 May',
  'Sept. 3-5',
  'the third quarter of 2019',
  '10:30 a.m. ET',
  '2020-05-09',
  'three years ago',
  'May',
  'I am pleased to be here.',
  'It will rise.',
  '\n',
  '\n\n',
  '\r\n',
  '\r',
  '# ',
  '- ',
  '> ',
  '###',
  '-30-',
  'About Acme',
  'Contact: a@b.example',
  '\ud800',
  '\udc00',
  '\u0000',
  '\u202e',
  'שלום',
  '习近平说',
  '👩‍👩‍👧',
  '\ufeff',
  '---',
  '\t',
  '\u00a0',
  ': ',
  '; ',
  '. ',
  '? ',
  '! ',
  ', ',
  ' ',
];
const release = fc
  .array(
    fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom(...PIECES) },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
    ),
    { maxLength: 60 },
  )
  .map(pieces => pieces.join(''));

const spansOf = (r: Release): { start: number; end: number; text?: string }[] => [
  ...r.parts.map(p => p.span),
  ...r.speakers.flatMap(s => s.mentions.map(m => ({ ...m.span, text: m.text }))),
  ...r.attributions.flatMap(a => [
    ...a.content,
    ...(a.cue ? [a.cue.span] : []),
    ...[a.source, a.addressee].flatMap(m => (m ? [{ ...m.span, text: m.text }] : [])),
  ]),
  ...r.dates.map(d => d.span),
];

describe('parseRelease on any text', () => {
  it('never throws, and every span lies in the text, is not empty, and slices to the text it names', () => {
    fc.assert(
      fc.property(release, text => {
        for (const { start, end, text: named } of spansOf(parseRelease(text, { releaseDate: '2020-05-10' }))) {
          assert(start >= 0 && start < end && end <= text.length, `${start}-${end} of ${text.length}`);
          assert(/\S/.test(text[start]!) && /\S/.test(text[end - 1]!), 'no white space at the ends');
          if (named !== undefined) assert.strictEqual(text.slice(start, end), named);
        }
      }),
      { numRuns: 1500 },
    );
  });

  it('tiles the text with parts: in order, apart, and nothing but white space between them', () => {
    fc.assert(
      fc.property(release, text => {
        let at = 0;
        for (const { span } of parseRelease(text).parts) {
          assert.match(text.slice(at, span.start), /^[\s\ufeff\0-\x20\u200b]*$/);
          at = span.end;
        }
        assert.match(text.slice(at), /^[\s\ufeff\0-\x20\u200b]*$/);
      }),
      { numRuns: 1500 },
    );
  });

  it('gives every mark an id of its own, and every attribution a speaker that is listed', () => {
    fc.assert(
      fc.property(release, text => {
        const r = parseRelease(text);
        const ids = [...r.speakers, ...r.attributions, ...r.dates].map(x => x.id);
        assert.strictEqual(new Set(ids).size, ids.length);
        const speakers = new Set(r.speakers.map(s => s.id));
        for (const a of r.attributions) assert(a.speaker === undefined || speakers.has(a.speaker), `${a.speaker} is not listed`);
      }),
      { numRuns: 800 },
    );
  });

  it('reads a text edited step by step as it reads it afresh', () => {
    const edit = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), cut: fc.nat(40), put: fc.constantFrom(...PIECES) });
    fc.assert(
      fc.property(release, fc.array(edit, { maxLength: 8 }), (start, edits) => {
        const parser = createReleaseParser();
        let text = start;
        parser.parse(text);
        for (const { at, cut, put } of edits) {
          const offset = Math.floor(at * text.length);
          text = text.slice(0, offset) + put + text.slice(offset + cut);
          assert.deepStrictEqual(parser.parse(text), parseRelease(text));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('keeps the ids of marks when another paragraph changes', () => {
    const kept = 'Jane Roe said that the bridge was safe on 9 May. “I walked over it myself,” she said.';
    const ids = (first: string): string[] => {
      const text = `Bridge opens\n\n${first}\n\n${kept}`;
      const from = text.indexOf(kept);
      const r = parseRelease(text);
      return [...r.attributions.filter(a => a.content[0]!.start >= from), ...r.dates.filter(d => d.span.start >= from)].map(
        x => x.id,
      );
    };
    const before = ids('The bridge opened on Monday, the city council said in a statement to residents.');
    assert(before.length >= 3, 'the paragraph has marks');
    assert.deepStrictEqual(
      ids('The bridge, which cost £4 million, did not open on 3 June 2021 after all, officials said.'),
      before,
    );
  });
});

describe('parseRelease on hostile text', () => {
  // A generous cap: what is not linear takes minutes on these, what is linear takes a part of a second.
  const CAP = 8000;
  const hostile: Record<string, string> = {
    'one line of words': 'word '.repeat(200_000),
    'one word': 'a'.repeat(1_000_000),
    capitals: 'Jane Roe Smith '.repeat(60_000),
    'thousands of names': Array.from(
      { length: 30_000 },
      (_, i) => `Ann${String.fromCharCode(97 + (i % 26))}${i.toString(36)} Roe said so.`,
    ).join(' '),
    'opening marks': '“'.repeat(100_000),
    'ten thousand nested marks': `${'“‘'.repeat(5000)}I am${'’”'.repeat(5000)}`,
    'straight marks': '" \' '.repeat(100_000),
    cues: 'said that he said that she told '.repeat(30_000),
    commas: 'Roe, '.repeat(150_000),
    numbers: '9 May 2020-05-09 10:30 a.m. 3-5 '.repeat(30_000),
    months: 'May of May of May the May '.repeat(40_000),
    'full stops': '. '.repeat(300_000),
    abbreviations: 'U.S. Inc. J. '.repeat(60_000),
    brackets: '(((( [[[[ '.repeat(80_000),
    dashes: '- – — -- '.repeat(80_000),
    'list items': '- a\n'.repeat(150_000),
    headings: '# A\n\n'.repeat(120_000),
    'blank lines': '\n'.repeat(1_000_000),
    spaces: ' '.repeat(1_000_000),
    'table rows': '|a|b|c|\n'.repeat(80_000),
    links: '[a](b) ![c](d) '.repeat(60_000),
    titles: 'chairman of the president of the director of '.repeat(20_000),
    datelines: 'NEW YORK, May 3 (AGENCY) – '.repeat(30_000),
    'pronouns on one line': '“We bake,” said Jane Roe. On 9 May she added that it rained. '.repeat(20_000),
    'digits and slashes': '12/3/45/'.repeat(120_000),
    colons: 'Roe: '.repeat(200_000),
    'names joined by "and"': 'Roe and '.repeat(120_000),
    'lone surrogates': '\ud800'.repeat(1_000_000),
    NULs: '\0'.repeat(1_000_000),
    'right to left': '\u202eשלום '.repeat(150_000),
    'quotations that are never closed': '“I bake and bake.\n\n'.repeat(50_000),
    'paragraphs after two of them': `${'The river rose by a metre. '.repeat(30)}\n\nAbout Acme\n\n${`${'Acme bakes. '.repeat(30)}\n\n`.repeat(3000)}`,
    'people who tell the company': Array.from(
      { length: 20_000 },
      (_, i) => `The ${i}th baker told the company that it rained.`,
    ).join('\n\n'),
    presidents: Array.from(
      { length: 15_000 },
      (_, i) => `President Ann Roe${i.toString(36)} spoke. The president said it rained.`,
    ).join('\n\n'),
    conjunctions: 'Minister of A and Minister of B and '.repeat(20_000),
  };
  for (const [name, text] of Object.entries(hostile))
    it(`stays linear on ${name}`, function () {
      this.timeout(CAP * 20);
      const start = process.cpuUsage();
      buildOutline(text, parseRelease(text));
      const took = process.cpuUsage(start).user / 1000; // of this process, however busy the machine
      assert(took < CAP, `${Math.round(took)} ms for ${text.length} characters`);
    });

  it('reads nothing out of an empty text', () => {
    assert.deepStrictEqual(parseRelease(''), { parts: [], speakers: [], attributions: [], dates: [] });
  });
});
