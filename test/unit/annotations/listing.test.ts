import assert from 'node:assert/strict';
import { countFacts, filterAnnotations, groupAnnotations, statesOf } from '../../../src/core/annotations/listing';
import { parseQuery, toggleFact } from '../../../src/core/annotations/query';
import type { Annotation } from '../../../src/core/annotations/types';

const quote = (exact: string) => ({ quote: { exact, prefix: '', suffix: '' }, position: { start: 0, end: exact.length } });

function listed(id: string, file: string, fields: Partial<Annotation>, orphaned = false) {
  const annotation: Annotation = { id, kind: 'note', targets: [quote('the words')], ...fields };
  return { file, placed: { annotation, spans: [orphaned ? undefined : { start: 0, end: 9 }], orphaned } };
}

const ITEMS = [
  listed('1', 'b.press', { comment: 'Check the figure at 10:30', author: 'Robin Vale' }),
  listed('2', 'a.press', { kind: 'tag', tag: 'pledge', author: 'Kim Roe' }),
  listed('3', 'a.press', { kind: 'message', review: { verdict: 'confirmed' }, author: 'Kim Roe' }),
  listed('4', 'a.press', { comment: 'Lost', author: 'Robin Vale', resolved: true }, true),
  listed('5', 'a.press', { kind: 'tag', tag: 'pledged', replies: [{ id: 'r', text: 'Really?', author: 'Ann Poe' }] }),
];
const found = (filter: string) => filterAnnotations(ITEMS, filter).map(({ placed }) => placed.annotation.id);

describe('A filter of annotations', () => {
  it('finds words in the passage, the comment, the replies, the tag and the names', () => {
    assert.deepEqual(found('figure'), ['1']);
    assert.deepEqual(found('REALLY'), ['5']);
    assert.deepEqual(found('words kim'), ['2', '3']);
    assert.deepEqual(found('nowhere'), []);
    assert.equal(found('').length, ITEMS.length);
  });

  it('asks for a kind, a tag, an author or a state; of one facet any value will do', () => {
    assert.deepEqual(found('kind:tag'), ['2', '5']);
    assert.deepEqual(found('kind:tag kind:message author:kim'), ['2', '3']);
    assert.deepEqual(found('state:open'), ['1', '5']);
    assert.deepEqual(found('state:resolved'), ['4']);
    assert.deepEqual(found('author:"robin vale"'), ['1', '4']);
  });

  it('takes what is quoted as the whole value, and the beginning otherwise', () => {
    assert.deepEqual(found('tag:pledge'), ['2', '5']);
    assert.deepEqual(found('tag:"pledge"'), ['2']);
  });

  it('leaves out what has a minus before it', () => {
    assert.deepEqual(found('-kind:tag -state:orphaned'), ['1', '3']);
    assert.deepEqual(found('words -figure -kim'), ['4', '5']);
  });

  it('takes a colon in a word for what it is', () => {
    assert.deepEqual(found('10:30'), ['1']);
    assert.deepEqual(
      parseQuery('https://x.example', ['kind']).map(term => term.facet),
      [undefined],
    );
  });

  it('never fails on half a term', () => {
    for (const half of ['"', 'kind:', 'author:"rob', '-', ':', 'kind:""']) assert.doesNotThrow(() => found(half));
    assert.deepEqual(found('author:"robin vale'), ['1', '4']);
  });

  it('takes on a fact, and drops it again', () => {
    const once = toggleFact('figure', 'author', 'Robin Vale');
    assert.equal(once, 'figure author:"Robin Vale"');
    assert.equal(toggleFact(once, 'author', 'Robin Vale'), 'figure');
    assert.equal(toggleFact('', 'kind', 'note'), 'kind:note');
  });

  it('is offered what there is, the most frequent first', () => {
    const facts = countFacts(ITEMS).filter(({ facet }) => facet === 'kind');
    assert.deepEqual(facts[0], { facet: 'kind', value: 'note', count: 2 });
  });
});

describe('A list of annotations', () => {
  it('is grouped by any of its facts, what has none last, orphans apart', () => {
    const groups = (by: Parameters<typeof groupAnnotations>[1]) =>
      groupAnnotations(ITEMS, by, ['note', 'speaker', 'message', 'date', 'tag']).groups.map(({ key, items }) => [
        key,
        items.length,
      ]);
    assert.deepEqual(groups('file'), [
      ['a.press', 3],
      ['b.press', 1],
    ]);
    assert.deepEqual(groups('kind'), [
      ['note', 1],
      ['message', 1],
      ['tag', 2],
    ]);
    assert.deepEqual(groups('tag'), [
      ['pledge', 1],
      ['pledged', 1],
      ['', 2],
    ]);
    assert.deepEqual(groups('state'), [
      ['open', 2],
      ['confirmed', 1],
      ['plain', 1],
    ]);
    assert.deepEqual(
      groupAnnotations(ITEMS, 'file', []).orphans.map(({ placed }) => placed.annotation.id),
      ['4'],
    );
  });

  it('says every state that holds of one', () => {
    assert.deepEqual(statesOf(ITEMS[3]!.placed), ['orphaned', 'resolved']);
    assert.deepEqual(statesOf(ITEMS[1]!.placed), ['plain']);
  });
});
