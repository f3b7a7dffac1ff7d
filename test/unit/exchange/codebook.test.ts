import assert from 'node:assert/strict';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import {
  EMPTY_CODEBOOK,
  EMPTY_PAGE,
  exchangeDocument,
  exportAs,
  importAs,
  parseRelease,
  placeAnnotations,
  type Annotation,
  type ExportFormat,
  type ImportFormat,
} from '../../../src/core/index';
import { exported, imported, target } from './sample';

const TEXT = 'Jane Roe said that rye sells best. She added that oats sell too.\n';
const CODEBOOK = {
  ...EMPTY_CODEBOOK,
  tags: [
    { name: 'claim', color: '#aa3311', description: 'What can be <checked>' },
    { name: 'sales', parents: ['claim'] },
    { name: 'unused', color: '#00ff00', description: 'nobody' },
  ],
};
const tag = (id: string, words: string, name: string): Annotation => ({
  id: `urn:x:${id}`,
  kind: 'tag',
  tag: name,
  targets: [target(TEXT, words)],
});

function export_(format: ExportFormat) {
  const annotations = [tag('1', 'rye', 'claim'), tag('2', 'oats', 'sales')];
  const placed = placeAnnotations(TEXT, annotations);
  const page = { ...EMPTY_PAGE, annotations };
  return exportAs(format, exchangeDocument('a.txt', TEXT, parseRelease(TEXT), page, placed, 'people', CODEBOOK));
}
const beside = (format: ExportFormat, name: string) => export_(format).beside.find(file => file.name === name)!.content;
const lost = (format: ExportFormat) => export_(format).losses.find(({ kind }) => kind === 'codebook')?.count;

describe('The codebook in other tools', () => {
  it('gives REFI-QDA’s codes their colours and descriptions, a child its parent’s colour', () => {
    const { content } = export_('qdpx');
    const project = strFromU8(unzipSync(content as Uint8Array)['project.qde']!);
    assert.match(project, /<Code [^>]*name="claim"[^>]*color="#aa3311"><Description>What can be &lt;checked&gt;<\/Description>/);
    assert.match(project, /<Code [^>]*name="sales"[^>]*color="#aa3311"\/>/);
    assert.ok(!project.includes('unused'));
    assert.equal(lost('qdpx'), undefined);
  });

  it('comes back from REFI-QDA with its colours, descriptions and parents', () => {
    const { tags, losses } = importAs('qdpx', TEXT, export_('qdpx').content);
    assert.deepEqual(tags, [
      { name: 'claim', color: '#aa3311', description: 'What can be <checked>' },
      { name: 'sales', parents: ['claim'] },
    ]);
    assert.deepEqual(losses, []);
  });

  it('is read of a project by another tool: codes within codes, not its names alone', () => {
    const project = [
      '<?xml version="1.0" encoding="utf-8"?><Project xmlns="urn:QDA-XML:project:1.0" name="p"><CodeBook><Codes>',
      '<Code guid="1" name="Topic" isCodable="true" color="#00FF00"><Description>What it is about</Description>',
      '<Code guid="2" name="Food" isCodable="true" color="#00ff00"><Code guid="3" name="Bread" isCodable="true" color="#123456"/></Code>',
      '</Code><Code guid="4" name="Bare" isCodable="true"/></Codes></CodeBook>',
      `<Sources><TextSource guid="5" name="a"><PlainTextContent>${TEXT}</PlainTextContent></TextSource></Sources></Project>`,
    ];
    assert.deepEqual(importAs('qdpx', TEXT, zipSync({ 'project.qde': strToU8(project.join('')) })).tags, [
      { name: 'Topic', color: '#00ff00', description: 'What it is about' },
      { name: 'Food', parents: ['Topic'] },
      { name: 'Bread', color: '#123456', parents: ['Food'] },
    ]);
  });

  it('gives Label Studio’s labels their colours and hints', () => {
    const config = beside('label-studio', 'labeling-config.xml');
    assert.match(config, /<Label value="claim" background="#aa3311" hint="What can be &lt;checked&gt;"\/>/);
    assert.match(config, /<Label value="sales" background="#aa3311"\/>/);
    assert.equal(lost('label-studio'), 1);
  });

  it('gives brat’s types their colours; it has no place for what a tag means', () => {
    const visual = beside('brat', 'visual.conf');
    assert.match(visual, /^claim\tbgColor:#aa3311$/m);
    assert.match(visual, /^sales\tbgColor:#aa3311$/m);
    assert.equal(lost('brat'), 2);
  });
});

describe('Another tool’s own relations', () => {
  const annotations: Annotation[] = [
    tag('1', 'rye', 'claim'),
    tag('2', 'oats', 'claim'),
    { id: 'urn:x:3', kind: 'relation', targets: [], relation: { type: 'causes', from: 'urn:x:1', to: 'urn:x:2' } },
  ];
  for (const format of ['brat', 'label-studio', 'spacy', 'cas-json', 'cas-xmi', 'tei', 'qdpx'] as const satisfies ImportFormat[])
    it(`keep their names through ${format}`, () => {
      const back = imported(format, TEXT, exported(format, TEXT, annotations, 'people'));
      assert.deepEqual(back.find(({ kind }) => kind === 'relation')?.relation, annotations[2]!.relation);
    });

  it('come from brat’s own file', () => {
    const at = TEXT.indexOf('oats');
    const ann = `T1\tClaim 19 22\trye\nT2\tClaim ${at} ${at + 4}\toats\nR1\tcauses Arg1:T1 Arg2:T2\n`;
    const { relations, losses } = importAs('brat', TEXT, ann);
    assert.deepEqual([relations.map(({ type }) => type), losses], [['causes'], []]);
  });
});
