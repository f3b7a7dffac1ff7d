/** What we write, read by parsers that are not ours and held against the formats' published rules. */
import Ajv from 'ajv';
import assert from 'node:assert/strict';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { strFromU8, unzipSync } from 'fflate';
import fc from 'fast-check';
import * as jsonld from 'jsonld';
import Papa from 'papaparse';
import { exportAs, importAs, type Annotation, type ExportFormat } from '../../../src/core/index';
import { readCsv } from '../../../src/core/exchange/csv';
import { annotationsOn, documentOf, exported, hostileText, imported, target } from './sample';

const TEXT =
  'Rye sells best\n\nELLERBY, 10 May 2020 – Jane Roe, a baker 🥖, said that rye sells best.\r\n\r\n“We bake at night,” Roe said, “and ]]> sleep <by> day.”\n';

const ANNOTATIONS: readonly Annotation[] = [
  {
    id: 'urn:uuid:1',
    kind: 'tag',
    tag: 'claim & more',
    targets: [target(TEXT, 'rye sells')],
    author: 'Ann',
    comment: '=1+1 "so"',
  },
  { id: 'urn:uuid:2', kind: 'note', targets: [target(TEXT, 'Roe said, “and')], author: 'Bo', created: '2020-05-09T10:00:00Z' },
  { id: 'urn:uuid:3', kind: 'note', targets: [], comment: 'good' },
  { id: 'urn:uuid:4', kind: 'relation', targets: [], relation: { type: 'contradicts', from: 'urn:uuid:1', to: 'urn:uuid:2' } },
];

const written = (format: ExportFormat) => exportAs(format, documentOf(TEXT, ANNOTATIONS));
const texts = fc.tuple(hostileText).chain(([text]) => fc.tuple(fc.constant(text), annotationsOn(text)));

type Node = Record<string, unknown>;
const list = (value: unknown): Node[] => (Array.isArray(value) ? value : value === undefined ? [] : [value]) as Node[];
// Its successor is a package of its own with the same code.
// eslint-disable-next-line @typescript-eslint/no-deprecated
const wellFormed = (xml: string) => XMLValidator.validate(xml);
const parseXml = (xml: string): Node => {
  assert.equal(wellFormed(xml), true);
  return new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    trimValues: false,
    parseTagValue: false,
    htmlEntities: true,
  }).parse(xml) as Node;
};

describe('XML', () => {
  for (const format of ['tei', 'cas-xmi'] as const) {
    it(`of ${format} is well formed for another parser, whatever the text`, () => {
      fc.assert(
        fc.property(texts, ([text, annotations]) => {
          const { content, beside } = exportAs(format, documentOf(text, annotations));
          assert.equal(wellFormed(content as string), true);
          for (const file of beside) assert.equal(wellFormed(file.content), true);
        }),
        { numRuns: 30 },
      );
    });
  }
});

describe('TEI P5', () => {
  it('names who speaks, people, dates and notes by TEI’s own elements, and points only at what is there', () => {
    const tei = written('tei').content as string;
    parseXml(tei);
    assert.match(tei, /<TEI xmlns="http:\/\/www\.tei-c\.org\/ns\/1\.0">/);
    assert.match(tei, /<persName xml:id="p\d+" ref="#speaker-1">Jane Roe<\/persName>/);
    assert.match(tei, /<date xml:id="p\d+" when="2020-05-10">/);
    assert.match(tei, /<said xml:id="p\d+" who="#speaker-1" direct="true" next="#p\d+">“We bake at night,”<\/said>/);
    const ids = [...tei.matchAll(/xml:id="([^"]+)"/g)].map(([, id]) => id!);
    assert.equal(new Set(ids).size, ids.length);
    for (const [, pointers] of tei.matchAll(/ (?:who|ref|next|prev|target|from|to|ana)="([^"]*#[^"]*)"/g))
      for (const pointer of pointers!.split(' ')) assert.ok(pointer === '#document' || ids.includes(pointer.slice(1)), pointer);
  });

  it('lets what overlaps cross elements between two anchors', () => {
    const tei = written('tei').content as string;
    const [, id] = /<span xml:id="(p\d+)" from="#\1-start" to="#\1-end"/.exec(tei)!;
    assert.ok(tei.includes(`<anchor xml:id="${id!}-start"/>`) && tei.includes(`<anchor xml:id="${id!}-end"/>`));
  });

  it('has the whole text in its body', () => {
    const body = /<body>(.*)<\/body>/s.exec(written('tei').content as string)![1]!;
    const words = body
      .replace(/<[^>]*>/g, '')
      .replaceAll('&#13;', '\r')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&');
    assert.equal(words, TEXT);
  });

  it('is read where somebody else wrote and indented it', () => {
    const text = 'On 9 May, Jane Roe said: “Rye sells.” That was all.\n';
    const tei = `<?xml version="1.0"?><TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/>
      <standOff><listPerson><person xml:id="jr"><persName>Jane Roe</persName></person></listPerson></standOff>
      <text><body>
        <p>On <date when="--05-09">9 May</date>, <persName ref="#jr">Jane
          Roe</persName> said:
          <said who="#jr" xml:id="s1">“Rye sells.”</said>
          That was <seg type="claim">all</seg>.<note>Is it?</note></p>
      </body></text></TEI>`;
    assert.deepEqual(
      imported('tei', text, tei).map(({ kind, value, tag, comment, targets }) => [
        kind,
        value ?? tag ?? comment,
        targets[0]!.quote.exact,
      ]),
      [
        ['note', 'Is it?', text.trim()],
        ['date', 'XXXX-05-09', '9 May'],
        ['speaker', 'Jane Roe', 'Jane Roe'],
        ['message', 'Jane Roe', '“Rye sells.”'],
        ['tag', 'claim', 'all'],
      ],
    );
  });

  it('does not expand entities', () => {
    const bomb = '<!DOCTYPE TEI [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><TEI><text><body><p>&b;</p></body></text></TEI>';
    assert.throws(() => importAs('tei', 'aaaaaaaa', bomb), /not well-formed XML/);
  });
});

describe('REFI-QDA', () => {
  const open = () => {
    const files = unzipSync(written('qdpx').content as Uint8Array);
    const project = parseXml(strFromU8(files['project.qde']!)).Project as Node;
    return { files, project };
  };

  it('has a project in the standard’s namespace, a text, a codebook and selections by code point', () => {
    const { files, project } = open();
    assert.equal(project.xmlns, 'urn:QDA-XML:project:1.0');
    const source = list((project.Sources as Node).TextSource)[0]!;
    const text = strFromU8(files[`sources/${String(source.plainTextPath).replace('internal://', '')}`]!);
    assert.equal(text, TEXT.replaceAll('\r\n', '\n'));
    const codes = new Map(list(((project.CodeBook as Node).Codes as Node).Code).map(({ guid, name }) => [guid, name]));
    assert.ok([...codes.values()].includes('claim & more') && [...codes.values()].includes('Content'));
    const points = Array.from(text);
    const chosen = list(source.PlainTextSelection).map(({ startPosition, endPosition, Coding }) => [
      codes.get(list(list(Coding)[0]!.CodeRef)[0]!.targetGUID),
      points.slice(Number(startPosition), Number(endPosition)).join(''),
    ]);
    assert.ok(chosen.some(([code, words]) => code === 'claim & more' && words === 'rye sells'));
    assert.ok(chosen.some(([code, words]) => code === 'Content' && words === '“and ]]> sleep <by> day.”'));
  });

  it('gives every element a GUID of its own, names users, and keeps the order of the schema', () => {
    const { files, project } = open();
    const xml = strFromU8(files['project.qde']!);
    const guids = [...xml.matchAll(/ guid="([^"]*)"/g)].map(([, guid]) => guid!);
    assert.equal(new Set(guids).size, guids.length);
    for (const guid of guids) assert.match(guid, /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    for (const [, guid] of xml.matchAll(/ (?:targetGUID|originGUID|creatingUser|creatingUserGUID)="([^"]*)"/g))
      assert.ok(guids.includes(guid!), guid);
    assert.deepEqual(
      list((project.Users as Node).User).map(({ name }) => name),
      ['Pressmark', 'Ann', 'Bo'],
    );
    const order = ['<Users>', '<CodeBook>', '<Sources>', '<Notes>', '<Links>'].map(tag => xml.indexOf(tag));
    assert.deepEqual(
      order,
      [...order].sort((a, b) => a - b),
    );
    assert.ok(order.every(at => at > 0));
  });
});

describe('UIMA CAS', () => {
  it('JSON has types, feature structures that are of them, and a view with all members', () => {
    const cas = JSON.parse(written('cas-json').content as string) as {
      '%TYPES': Record<string, Record<string, unknown>>;
      '%FEATURE_STRUCTURES': Node[];
      '%VIEWS': { _InitialView: { '%SOFA': number; '%MEMBERS': number[] } };
    };
    const validate = new Ajv({ strict: false }).compile({
      type: 'object',
      required: ['%TYPES', '%FEATURE_STRUCTURES', '%VIEWS'],
      properties: {
        '%TYPES': {
          additionalProperties: {
            required: ['%NAME', '%SUPER_TYPE'],
            additionalProperties: { anyOf: [{ type: 'string' }, { required: ['%NAME', '%RANGE'], type: 'object' }] },
          },
        },
        '%FEATURE_STRUCTURES': { items: { required: ['%ID', '%TYPE'], properties: { '%ID': { type: 'integer', minimum: 1 } } } },
        '%VIEWS': { additionalProperties: { required: ['%SOFA', '%MEMBERS'] } },
      },
    });
    assert.ok(validate(cas), JSON.stringify(validate.errors));
    const structures = cas['%FEATURE_STRUCTURES'];
    const ids = new Set(structures.map(each => each['%ID']));
    assert.equal(ids.size, structures.length);
    for (const each of structures) {
      const type = cas['%TYPES'][each['%TYPE'] as string];
      if (!type) assert.match(each['%TYPE'] as string, /^uima\./);
      else
        for (const name of Object.keys(each))
          assert.ok(/^(?:%|@sofa$|begin$|end$)/.test(name) || name.replace('@', '') in type, name);
      for (const end of ['@sofa', '@Governor', '@Dependent']) if (end in each) assert.ok(ids.has(each[end]));
    }
    assert.ok(cas['%VIEWS']._InitialView['%MEMBERS'].every(id => ids.has(id)));
    assert.equal(structures[0]!.sofaString, TEXT);
  });

  it('XMI says the same, and its type system describes all that it uses', () => {
    const { content, beside } = written('cas-xmi');
    const root = parseXml(content as string)['xmi:XMI'] as Node;
    assert.equal((root['cas:Sofa'] as Node).sofaString, TEXT);
    const description = parseXml(beside[0]!.content).typeSystemDescription as Node;
    const types = new Map(
      list((description.types as Node).typeDescription).map(({ name, features }) => [
        name,
        list((features as Node).featureDescription).map(feature => feature.name),
      ]),
    );
    for (const layer of ['Passage', 'Link', 'DocumentPassage'] as const)
      for (const each of list(root[`custom:${layer}`]))
        for (const feature of Object.keys(each))
          assert.ok(
            /^(?:xmi:id|sofa|begin|end)$/.test(feature) || types.get(`webanno.custom.${layer}`)!.includes(feature),
            feature,
          );
  });

  it('is read where INCEpTION wrote it: entities by their value, no tokens', () => {
    const ner = 'de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity';
    const cas = {
      '%TYPES': {},
      '%FEATURE_STRUCTURES': [
        {
          '%ID': 1,
          '%TYPE': 'uima.cas.Sofa',
          sofaNum: 1,
          sofaID: '_InitialView',
          mimeType: 'text',
          sofaString: 'Jane Roe baked.',
        },
        { '%ID': 2, '%TYPE': ner, '@sofa': 1, begin: 0, end: 8, identifier: 'x', value: 'PER' },
        { '%ID': 3, '%TYPE': 'de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token', '@sofa': 1, begin: 0, end: 4 },
      ],
      '%VIEWS': {},
    };
    const found = imported('cas-json', 'Jane Roe baked.', JSON.stringify(cas));
    assert.deepEqual(
      found.map(({ kind, tag, targets }) => [kind, tag, targets[0]!.quote.exact]),
      [['tag', 'PER', 'Jane Roe']],
    );
  });
});

describe('Label Studio', () => {
  it('has tasks with predictions from detection and annotations from people, of the shape that its import asks for', () => {
    const tasks = JSON.parse(written('label-studio').content as string) as Node[];
    const result = {
      type: 'object',
      required: ['type'],
      oneOf: [
        {
          properties: { type: { const: 'labels' }, value: { required: ['start', 'end', 'text', 'labels'] } },
          required: ['id', 'from_name', 'to_name', 'value'],
        },
        {
          properties: { type: { enum: ['choices', 'textarea'] }, value: { type: 'object' } },
          required: ['id', 'from_name', 'to_name', 'value'],
        },
        { properties: { type: { const: 'relation' } }, required: ['from_id', 'to_id', 'direction', 'labels'] },
      ],
    };
    const results = { type: 'array', items: { required: ['result'], properties: { result: { type: 'array', items: result } } } };
    const validate = new Ajv({ strict: false }).compile({
      type: 'array',
      items: { required: ['data'], properties: { data: { type: 'object' }, annotations: results, predictions: results } },
    });
    assert.ok(validate(tasks), JSON.stringify(validate.errors));
    const [task] = tasks as [{ data: { text: string }; annotations: { result: Node[] }[]; predictions: { result: Node[] }[] }];
    assert.equal(task.predictions.length, 1);
    assert.equal(task.annotations.length, 3); // Ann, Bo, and who gives no name
    const points = Array.from(task.data.text);
    for (const { result: all } of [...task.predictions, ...task.annotations])
      for (const { type, value } of all) {
        if (type !== 'labels') continue;
        const { start, end, text } = value as { start: number; end: number; text: string };
        assert.equal(points.slice(start, end).join(''), text);
      }
  });

  it('has a labeling interface that names all labels, controls and relations of its results', () => {
    const { content, beside } = written('label-studio');
    const config = beside[0]!.content;
    parseXml(config);
    const results = (
      JSON.parse(content as string) as { annotations: { result: Node[] }[]; predictions: { result: Node[] }[] }[]
    ).flatMap(({ annotations, predictions }) => [...annotations, ...predictions].flatMap(({ result }) => result));
    for (const { from_name: name, labels } of results) {
      if (name !== undefined) assert.ok(config.includes(`name="${name as string}"`), name as string);
      for (const label of (labels ?? []) as string[]) assert.ok(config.includes(`<Relation value="${label}"/>`), label);
    }
    assert.ok(config.includes('<Label value="claim &amp; more"'));
  });

  it('is read as people leave it: relations tie source, cue and content; older files count UTF-16', () => {
    const text = '🥖 Jane Roe said that rye sells.';
    const region = (id: string, start: number, words: string, label: string) => ({
      id,
      from_name: 'label',
      to_name: 'text',
      type: 'labels',
      value: { start, end: start + words.length, text: words, labels: [label] },
    });
    const results = (shift: number) => [
      region('a', 2 + shift, 'Jane Roe', 'Source'),
      region('b', 11 + shift, 'said', 'Cue'),
      region('c', 16 + shift, 'that rye sells', 'Content'),
      region('d', 21 + shift, 'rye', 'Goods'),
      { type: 'relation', from_id: 'c', to_id: 'b', direction: 'right', labels: [] },
      { type: 'relation', from_id: 'c', to_id: 'a', direction: 'right', labels: [] },
      { id: 'c', from_name: 'speaker', to_name: 'text', type: 'textarea', value: { start: 16, end: 30, text: ['Jane Roe'] } },
      { id: 'e', from_name: 'box', to_name: 'image', type: 'rectanglelabels', value: { x: 1 } },
    ];
    for (const shift of [0, 1]) {
      const tasks = [
        { data: { text }, annotations: [{ result: results(shift) }] },
        { data: { text: 'another' }, annotations: [] },
      ];
      assert.deepEqual(
        imported('label-studio', text, JSON.stringify(tasks)).map(({ kind, value, tag, targets }) => [
          kind,
          value ?? tag,
          ...targets.map(({ role, quote }) => `${role ?? ''}:${quote.exact}`),
        ]),
        [
          ['message', 'Jane Roe', 'source:Jane Roe', 'cue:said', 'content:that rye sells'],
          ['tag', 'Goods', ':rye'],
        ],
      );
      assert.deepEqual(importAs('label-studio', text, JSON.stringify(tasks)).losses, [
        { kind: 'otherMedia', count: 1 },
        { kind: 'otherText', count: 1 },
      ]);
    }
  });
});

describe('spaCy and Prodigy', () => {
  it('has one line whose spans and relations lie on tokens, by code point', () => {
    const content = written('spacy').content as string;
    assert.equal(content.trimEnd().split('\n').length, 1);
    const task = JSON.parse(content) as {
      text: string;
      tokens: { text: string; start: number; end: number; id: number }[];
      spans: { start: number; end: number; token_start: number; token_end: number; label: string }[];
      relations: { head: number; child: number; head_span: Node; child_span: Node; label: string }[];
    };
    const points = Array.from(task.text);
    task.tokens.forEach(({ text, start, end, id }, i) => {
      assert.equal(id, i);
      assert.equal(points.slice(start, end).join(''), text);
      assert.doesNotMatch(text, /\s/);
    });
    for (const { start, end, token_start: first, token_end: last } of task.spans) {
      assert.equal(task.tokens[first]!.start, start);
      assert.equal(task.tokens[last]!.end, end);
    }
    for (const { head, child, head_span: from, child_span: to } of task.relations) {
      assert.equal(from.token_end, head);
      assert.equal(to.token_end, child);
    }
    assert.ok(task.relations.some(({ label }) => label === 'contradicts'));
  });

  it('is read as spaCy’s training data and doccano have it', () => {
    for (const line of [
      '{"text":"🥖 of Jane Roe","entities":[[5,13,"PERSON"]]}',
      '{"id":1,"text":"🥖 of Jane Roe","label":[[5,13,"PERSON"]]}',
    ])
      assert.deepEqual(
        imported('spacy', '🥖 of Jane Roe', line).map(({ kind, tag, targets }) => [kind, tag, targets[0]!.quote.exact]),
        [['tag', 'PERSON', 'Jane Roe']],
      );
  });
});

describe('CSV', () => {
  it('is read by another parser as it was written, and no cell begins a formula', () => {
    fc.assert(
      fc.property(texts, ([text, annotations]) => {
        const table = exported('csv', text, annotations) as string;
        const { data, errors } = Papa.parse<string[]>(table, { delimiter: ',', newline: '\r\n', skipEmptyLines: true });
        assert.deepEqual(errors, []);
        assert.deepEqual(readCsv(table), data);
        for (const cell of data.flat()) assert.doesNotMatch(cell, /^[=+\-@\t\r]/);
      }),
      { numRuns: 40 },
    );
  });

  it('reads what another writer wrote, with any delimiter that spreadsheets use', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.array(fc.string({ unit: fc.constantFrom('a', '"', ';', ',', '\t', '\n', '\r', ' ') }), {
            minLength: 3,
            maxLength: 3,
          }),
          { minLength: 1 },
        ),
        fc.constantFrom(',', ';', '\t'),
        (rows, delimiter) => {
          const table = [['start', 'end', 'text'], ...rows.map(row => ['x', ...row.slice(1)])];
          assert.deepEqual(readCsv(Papa.unparse(table, { delimiter, newline: '\r\n' })), table);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('takes a foreign table of passages, and refuses one whose words are others', () => {
    const found = imported('csv', 'Jane Roe baked.', 'start;end;label;text\n0;8;person;Jane Roe\n');
    assert.deepEqual(
      found.map(({ kind, tag, targets }) => [kind, tag, targets[0]!.quote.exact]),
      [['tag', 'person', 'Jane Roe']],
    );
    assert.throws(
      () => importAs('csv', 'Jane Roe baked.', 'start,end,text\n0,8,Jane Doe\n'),
      /row 2 does not fit the text: at offset 5/,
    );
    assert.throws(() => importAs('csv', 'Jane', 'a,b\n1,2\n'), /no columns/);
  });
});

describe('JSON-LD', () => {
  /** Our vocabulary stands for the published contexts: documents are read without a network. */
  const loader =
    (vocabulary: string) =>
    (url: string): Promise<{ contextUrl?: string; document: unknown; documentUrl: string }> =>
      Promise.resolve({
        document: { '@context': { '@vocab': vocabulary, id: '@id', type: '@type', exact: 'oa:exact', oa: vocabulary } },
        documentUrl: url,
      });
  const expand = async (content: string, vocabulary: string): Promise<Node> => {
    const options = { documentLoader: loader(vocabulary) };
    const [root] = await jsonld.expand(JSON.parse(content), options);
    return root as Node;
  };

  it('of schema.org expands to an article with its quotations, whose creators are among those it mentions', async () => {
    const schema = 'http://schema.org/';
    const root = await expand(written('schema-org').content as string, schema);
    assert.deepEqual(root['@type'], [`${schema}NewsArticle`]);
    const quotations = list(root[`${schema}hasPart`]);
    assert.ok(quotations.length >= 2 && quotations.every(each => list(each['@type'])[0] === (`${schema}Quotation` as unknown)));
    const people = new Set(list(root[`${schema}mentions`]).map(each => each['@id']));
    for (const quotation of quotations)
      for (const creator of list(quotation[`${schema}creator`])) assert.ok(people.has(creator['@id']));
    assert.deepEqual(list(root[`${schema}datePublished`])[0]!['@value'], '2020-05-10');
  });

  it('of Web Annotations expands to a page of annotations, each with a target', async () => {
    const oa = 'http://www.w3.org/ns/oa#';
    const root = await expand(written('web-annotation').content as string, oa);
    const items = list(root[`${oa}items`]);
    assert.ok(items.length > ANNOTATIONS.length);
    for (const item of items) {
      assert.deepEqual(item['@type'], [`${oa}Annotation`]);
      assert.ok(list(item[`${oa}target`]).length > 0);
      assert.ok(list(item[`${oa}motivation`]).length > 0);
    }
  });

  it('is read as a list, a single annotation or a collection', () => {
    const one = JSON.parse(exported('web-annotation', TEXT, ANNOTATIONS.slice(0, 1), 'people') as string) as { items: Node[] };
    for (const shape of [one.items, one.items[0], { type: 'AnnotationCollection', first: one }])
      assert.equal(imported('web-annotation', TEXT, JSON.stringify(shape))[0]!.id, 'urn:uuid:1');
  });
});

describe('The reports', () => {
  it('in HTML hold all the text once, no script, and nothing from elsewhere', () => {
    fc.assert(
      fc.property(texts, ([text, annotations]) => {
        const html = exportAs('html', documentOf(text, annotations)).content as string;
        assert.doesNotMatch(html, /<script|<link|<img|<iframe|\son\w+=|url\(|@import/i);
        const release = /<div class="release" dir="auto">(.*?)<\/div>/s.exec(html)![1]!;
        const words = release
          .replace(/<sup>.*?<\/sup>|<[^>]*>/gs, '')
          .replaceAll('&lt;', '<')
          .replaceAll('&gt;', '>')
          .replaceAll('&quot;', '"')
          .replaceAll('&amp;', '&');
        assert.equal(words, text);
      }),
      { numRuns: 30 },
    );
  });

  it('in HTML close every element that they open, in order', () => {
    const html = (written('html').content as string).replace('<!DOCTYPE html>', '').replace(/<meta [^>]*>/g, '');
    assert.equal(wellFormed(html), true);
    assert.match(html, /<nav class="legend" aria-label="Legend">/);
    assert.match(html, /prefers-color-scheme: dark/);
    assert.match(html, /@media print/);
    assert.match(html, /<h2>Relations<\/h2>/);
  });

  it('in Markdown escape what Markdown would read', () => {
    const markdown = written('markdown').content as string;
    assert.match(markdown, /sleep \\<by\\> day/);
    assert.match(markdown, /## Relations\n\n- rye sells \*contradicts\* /);
  });
});
