import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  EXPORT_FORMATS,
  exportAs,
  formatEnding,
  formatOf,
  formatOfContent,
  IMPORT_FORMATS,
  importAs,
  isTextFormat,
  lossSentence,
  Misfit,
  newAnnotations,
  EMPTY_PAGE,
  type Annotation,
  type ExchangeDocument,
  type ExchangeItem,
  type ImportFormat,
  type Loss,
} from '../../../src/core/index';
import { annotationsOn, documentOf, exported, hostileText, imported, target } from './sample';

const TEXT = 'The bakers 🥖 met at noon.\r\nJane Roe said that rye sells best.\nShe added: “Oats too,” and left, “for now.”\n';

/** One annotation of each kind, with every field, a message in pieces, and a relation. */
const ANNOTATIONS: readonly Annotation[] = [
  {
    id: 'urn:uuid:1',
    kind: 'message',
    targets: [target(TEXT, 'Jane Roe', 'source'), target(TEXT, 'said', 'cue'), target(TEXT, 'that rye sells best', 'content')],
    value: 'Jane Roe',
    author: 'Ann',
    created: '2020-05-09T10:00:00Z',
    replies: [{ id: 'urn:uuid:1-1', text: 'Really?\nYes.', author: 'Bo', created: '2020-05-10T10:00:00Z' }],
    resolved: true,
  },
  {
    id: 'urn:uuid:2',
    kind: 'message',
    targets: [
      target(TEXT, 'She', 'source'),
      target(TEXT, 'added:', 'cue'),
      target(TEXT, '“Oats too,”', 'content'),
      target(TEXT, '“for now.”', 'content'),
    ],
    comment: 'in two pieces; =1+1, "quoted"',
    author: 'Bo',
    review: { verdict: 'changed' },
  },
  {
    id: 'urn:uuid:3',
    kind: 'tag',
    tag: 'a tag, of “words” & <signs>',
    targets: [target(TEXT, 'rye sells'), target(TEXT, 'left')],
    author: 'Ann',
  },
  { id: 'urn:uuid:4', kind: 'note', targets: [], comment: 'of the whole document', author: 'Ann' },
  { id: 'urn:uuid:5', kind: 'date', targets: [target(TEXT, 'noon')], value: '2020-05-09T12:00' },
  { id: 'urn:uuid:6', kind: 'speaker', targets: [target(TEXT, 'The bakers 🥖')], value: 'The bakers' },
  { id: 'urn:uuid:7', kind: 'note', targets: [target(TEXT, 'noon.\r\nJane')], comment: 'over a line’s end\r\nand a tab\t' },
  {
    id: 'urn:uuid:8',
    kind: 'relation',
    targets: [],
    relation: { type: 'supports', from: 'urn:uuid:3', to: 'urn:uuid:1' },
    comment: 'as it says',
    author: 'Ann',
  },
];

/** Formats that keep everything but what they say they lose. Columns of words are tested by themselves. */
const WHOLE = IMPORT_FORMATS.filter(format => format !== 'conll2003' && format !== 'iob2');

const safe = (words: string): string => words.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '\ufffd');

/** What people said, as plain data, without what the losses name. */
function told({ items, relations, text }: ExchangeDocument, losses: readonly Loss[]): unknown {
  const lost = new Set(losses.map(({ kind }) => kind));
  const clean = (words: string | undefined) => (words !== undefined && lost.has('control') ? safe(words) : words);
  const place = (item: ExchangeItem) => {
    const spans = item.spans.map(({ start, end, role }) => ({ start, end, role }));
    if (lost.has('border') || lost.has('fragment'))
      return [...new Set(spans.map(({ role }) => role))].sort().map(role => [
        role,
        spans
          .filter(span => span.role === role)
          .map(({ start, end }) => text.slice(start, end).replace(/\s+/g, ''))
          .join(''),
      ]);
    return spans;
  };
  return {
    items: items
      .filter(({ detected, spans }) => !detected && !(lost.has('wholeDocument') && spans.length === 0))
      .map(item => ({
        ...item,
        comment: clean(item.comment),
        tag: clean(item.tag),
        value: clean(item.value),
        author: clean(item.author),
        spans: place(item),
        replies: item.replies?.map(reply => ({ ...reply, text: clean(reply.text) })),
      }))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
    relations: lost.has('relation')
      ? []
      : relations.map(each => ({ ...each, comment: clean(each.comment) })).sort((a, b) => (a.id < b.id ? -1 : 1)),
  };
}

function roundTrip(format: ImportFormat, text: string, annotations: readonly Annotation[]): void {
  const before = documentOf(text, annotations, 'people');
  const { content, losses } = exportAs(format, before);
  const back = imported(format, text, content);
  // A relation whose other end is lost may come back or not; everything else has to.
  assert.deepEqual(told(documentOf(text, back, 'people'), losses), told(before, losses));
}

describe('Every format that is read', () => {
  for (const format of WHOLE) {
    it(`${format} brings back the same annotations`, () => roundTrip(format, TEXT, ANNOTATIONS));

    it(`${format} brings back any annotations of hostile text`, () => {
      fc.assert(
        fc.property(
          hostileText.chain(text => fc.tuple(fc.constant(text), annotationsOn(text))),
          ([text, annotations]) => roundTrip(format, text, annotations),
        ),
        { numRuns: 25 },
      );
    });
  }

  for (const format of IMPORT_FORMATS) {
    it(`${format} adds nothing the second time`, () => {
      const first = imported(format, TEXT, exported(format, TEXT, ANNOTATIONS, 'people'));
      const second = imported(format, TEXT, exported(format, TEXT, ANNOTATIONS, 'people'));
      assert.ok(first.length > 2);
      assert.deepEqual(newAnnotations({ ...EMPTY_PAGE, annotations: first }, second), []);
    });

    it(`${format} does not take what was detected for a person’s`, () => {
      if (format === 'conll2003' || format === 'iob2') return; // columns do not say who
      assert.deepEqual(imported(format, TEXT, exported(format, TEXT, [])), []);
    });

    it(`${format} refuses a file that belongs to another text, with the first offset that disagrees`, () => {
      const content = exported(format, TEXT, ANNOTATIONS, 'people');
      const other =
        'Another text altogether, of no bakers and of no bread. It is as long as the other one, or longer, to be sure of it.';
      assert.throws(
        () => importAs(format, other, content),
        (error: Error) => error instanceof Misfit && error.disagreement !== undefined && / at offset \d+ /.test(error.message),
      );
    });

    it(`${format} says in half a sentence that a file is none of its own`, () => {
      const junk = isTextFormat(format) ? '{]<\u0000' : new TextEncoder().encode('no zip');
      assert.throws(
        () => importAs(format, TEXT, junk),
        (error: Error) => error instanceof Misfit && !error.message.includes('\n'),
      );
    });
  }
});

describe('Formats', () => {
  it('are known by the endings that they are given', () => {
    for (const format of EXPORT_FORMATS) assert.equal(formatOf(`a.${formatEnding(format)}`), format);
  });

  it('are told apart by their content where several tools share an ending', () => {
    for (const format of ['cas-json', 'label-studio', 'web-annotation'] as const)
      assert.equal(formatOfContent('a.json', exported(format, TEXT, ANNOTATIONS) as string), format);
    for (const format of ['cas-xmi', 'tei'] as const)
      assert.equal(formatOfContent('a.xml', exported(format, TEXT, ANNOTATIONS) as string), format);
    assert.equal(formatOfContent('a.docx', ''), undefined);
    assert.equal(formatOfContent('a.html', '<p>'), undefined);
  });

  it('say what they lose', () => {
    const document = documentOf(TEXT, [
      ...ANNOTATIONS,
      { ...ANNOTATIONS[7]!, id: 'urn:uuid:9' },
      { ...ANNOTATIONS[7]!, id: 'urn:uuid:10' },
    ]);
    const sentences = exportAs('csv', document).losses.map(loss => lossSentence(loss, 'CSV'));
    assert.deepEqual(sentences, ['3 relations have no place in CSV']);
    assert.deepEqual(
      exportAs('brat', document).losses.map(loss => lossSentence(loss, 'brat')),
      ['1 annotation of the whole document has no place in brat'],
    );
  });

  it('say that what only another tool reads stays behind, but not what is read', () => {
    const body = [
      { type: 'TextualBody', purpose: 'commenting', value: 'Ours.', format: 'text/plain' },
      { type: 'TextualBody', purpose: 'replying', value: 'A reply without an id.' },
      { type: 'Image', id: 'https://example.org/a.png' },
    ];
    const note: Annotation = { id: 'urn:x:1', kind: 'note', comment: 'Ours.', targets: [target(TEXT, 'noon')] };
    const losses = (format: 'brat' | 'csv' | 'web-annotation', raw: Annotation['raw']) =>
      exportAs(format, documentOf(TEXT, [{ ...note, ...(raw ? { raw } : {}) }])).losses;
    assert.deepEqual(losses('brat', { body }), [{ kind: 'foreign', count: 2 }]);
    assert.deepEqual(losses('csv', { body }), [{ kind: 'foreign', count: 2 }]);
    assert.deepEqual(losses('web-annotation', { body }), []);
    assert.deepEqual(losses('brat', { body: body.slice(0, 1) }), []);
    assert.deepEqual(losses('brat', undefined), []);
  });

  it('say what was rejected and what is orphaned', () => {
    const gone: Annotation = {
      ...ANNOTATIONS[6]!,
      targets: [target('Nothing of this is anywhere else.', 'Nothing of this is anywhere')],
    };
    const rejected: Annotation = { ...ANNOTATIONS[4]!, review: { verdict: 'rejected' } };
    const { losses } = exportAs('spacy', documentOf(TEXT, [gone, rejected]));
    assert.deepEqual(losses, [
      { kind: 'orphan', count: 1 },
      { kind: 'rejection', count: 1 },
    ]);
    assert.deepEqual(exportAs('web-annotation', documentOf(TEXT, [gone, rejected])).losses, []);
  });
});

describe('Columns of words', () => {
  const flat: readonly Annotation[] = [
    { id: 'urn:x:1', kind: 'speaker', targets: [target(TEXT, 'Jane Roe')], value: 'Jane Roe' },
    { id: 'urn:x:2', kind: 'date', targets: [target(TEXT, 'noon')] },
    { id: 'urn:x:3', kind: 'tag', tag: 'goods', targets: [target(TEXT, 'Oats')] },
    { id: 'urn:x:4', kind: 'tag', tag: 'goods', targets: [target(TEXT, 'too')] },
  ];
  const labels = (list: readonly Annotation[]) => list.map(({ kind, tag, targets }) => [kind, tag, targets[0]!.quote.exact]);

  for (const format of ['conll2003', 'iob2'] as const) {
    it(`${format} keeps what lies side by side, two of a kind apart`, () => {
      assert.deepEqual(labels(imported(format, TEXT, exported(format, TEXT, flat, 'people'))), [
        ['date', undefined, 'noon'],
        ['speaker', undefined, 'Jane Roe'],
        ['tag', 'goods', 'Oats'],
        ['tag', 'goods', 'too'],
      ]);
    });

    it(`${format} loses what overlaps, and says so`, () => {
      const nested: Annotation = { id: 'urn:x:5', kind: 'tag', tag: 'all', targets: [target(TEXT, '“Oats too,”')] };
      const { losses } = exportAs(format, documentOf(TEXT, [...flat, nested], 'people'));
      assert.deepEqual(
        losses.filter(({ kind }) => kind === 'overlap'),
        [{ kind: 'overlap', count: 2 }],
      );
    });

    it(`${format} takes any text apart and finds its words again`, () => {
      fc.assert(
        fc.property(
          hostileText.chain(text => fc.tuple(fc.constant(text), annotationsOn(text))),
          ([text, annotations]) => {
            const before = documentOf(text, annotations, 'people');
            const { content } = exportAs(format, before);
            const passages = new Set(
              before.items.flatMap(({ spans }) => spans.map(({ start, end }) => text.slice(start, end).trim())),
            );
            for (const { targets } of imported(format, text, content)) assert.ok(passages.has(targets[0]!.quote.exact));
          },
        ),
        { numRuns: 25 },
      );
    });
  }

  it('are refused where they end before the text does, and say which marks will come back as a person’s', () => {
    const whole = exported('conll2003', TEXT, []) as string;
    const half = whole.slice(0, whole.indexOf('Jane'));
    assert.throws(
      () => importAs('conll2003', TEXT, half),
      (error: Error) => error instanceof Misfit && error.disagreement?.offset === TEXT.indexOf('Jane'),
    );
    assert.throws(() => importAs('iob2', TEXT, ''), Misfit);
    const { losses } = exportAs('conll2003', documentOf(TEXT, []));
    const marks = imported('conll2003', TEXT, whole).length;
    assert.ok(marks > 0);
    assert.equal(losses.find(({ kind }) => kind === 'origin')?.count, marks);
  });

  it('read every scheme of prefixes, and comments of CoNLL-U', () => {
    const column = [
      '# sent_id = 1',
      'Jane\tI-PER',
      'Roe\tI-PER',
      'said\tO',
      'that\tS-goods',
      'rye\tB-goods',
      'sells\tE-goods',
      '',
    ].join('\n');
    assert.deepEqual(labels(imported('iob2', 'Jane Roe said that rye sells', column)), [
      ['speaker', undefined, 'Jane Roe'],
      ['tag', 'goods', 'that'],
      ['tag', 'goods', 'rye sells'],
    ]);
  });

  it('have the four columns and the first line of CoNLL-2003', () => {
    const lines = (exported('conll2003', TEXT, flat, 'people') as string).split('\n');
    assert.equal(lines[0], '-DOCSTART- -X- -X- O');
    assert.ok(lines.includes('Jane _ O B-PER') && lines.includes('Roe _ O I-PER'));
    assert.ok(lines.every(line => line === '' || line.split(' ').length === 4));
  });

  it('can leave alone as a gold set, and says where it leaves among others that it is lost which marks are gold', () => {
    const message = (id: string, author: string): Annotation => ({
      id,
      kind: 'message',
      author,
      targets: [target(TEXT, 'that rye sells best', 'content')],
    });
    const annotations = [message('urn:x:1', 'Ann'), { ...message('urn:x:2', 'Dee'), gold: true as const }];
    const only = documentOf(TEXT, annotations, 'gold');
    assert.deepEqual(
      only.items.map(({ id }) => id),
      ['urn:x:2'],
    );
    assert.deepEqual(exportAs('web-annotation', only).losses, []);
    assert.deepEqual(imported('web-annotation', TEXT, exportAs('web-annotation', only).content)[0]!.gold, true);
    const all = exportAs('spacy', documentOf(TEXT, annotations));
    assert.ok(all.losses.some(({ kind, count }) => kind === 'gold' && count === 1));
  });
});
