import assert from 'node:assert/strict';
import {
  aheadOf,
  confirmMark,
  countMarkFacts,
  findMarks,
  parseRelease,
  placeAnnotations,
  rejectMark,
  reviewQueue,
  reviewRelease,
  suggestedMarks,
  type Annotation,
  type Mark,
  type QueueWish,
} from '../../../src/core/index';

const TEXT = [
  'Jane Roe, a baker, said on 9 May 2020 that rye sells best.',
  '“Oats sell too,” said Bob Cray, a miller.',
  '“We bake at night,” Roe said. The shop opened on 8 May 2020.',
].join('\n\n');
const detected = parseRelease(TEXT);
const wordsOf = ({ span }: Mark): string => TEXT.slice(span.start, span.end);
const named = (words: string): Mark =>
  findMarks(detected).find(mark => mark.kind !== 'speaker' && wordsOf(mark).includes(words))!;

const ANNOTATIONS: readonly Annotation[] = [
  { id: 'urn:x:1', ...confirmMark(TEXT, named('Oats')) },
  { id: 'urn:x:2', ...rejectMark(TEXT, named('8 May')) },
];

function queue(wish: Partial<QueueWish>, annotations: readonly Annotation[] = []): string[] {
  const placed = placeAnnotations(TEXT, annotations);
  const marks = suggestedMarks(reviewRelease(TEXT, detected, placed), detected, placed);
  return reviewQueue(TEXT, marks, placed, { filter: '', order: 'place', ...wish }).map(wordsOf);
}

const [RYE, OATS, NIGHT] = ['that rye sells best', '“Oats sell too,”', '“We bake at night,”'];

describe('What a review walks through', () => {
  it('is every open message and date in the order of the text', () => {
    assert.deepEqual(queue({}), ['9 May 2020', RYE, OATS, NIGHT, '8 May 2020']);
    assert.deepEqual(queue({}, ANNOTATIONS), ['9 May 2020', RYE, NIGHT]);
  });

  it('is sorted by kind, speaker, rule or state, and within that by place', () => {
    assert.deepEqual(queue({ order: 'kind' }), [RYE, OATS, NIGHT, '9 May 2020', '8 May 2020']);
    assert.deepEqual(queue({ order: 'speaker' }), [OATS, RYE, NIGHT, '9 May 2020', '8 May 2020']);
    const rules = queue({ order: 'rule' }).map(words => {
      const mark = named(words);
      return mark.kind === 'message' ? mark.message.basis : mark.kind === 'date' ? mark.date.basis : '';
    });
    assert.deepEqual(rules, [...rules].sort());
    const states = queue({ order: 'state', filter: 'state:open state:confirmed state:rejected' }, ANNOTATIONS);
    assert.deepEqual(states, ['9 May 2020', RYE, NIGHT, OATS, '8 May 2020']);
  });

  it('is what a filter means: open marks, decided ones where it asks for their state, speakers where it asks for their kind', () => {
    assert.deepEqual(queue({ filter: 'speaker:"jane roe"' }), [RYE, NIGHT]);
    assert.deepEqual(queue({ filter: 'sell' }, ANNOTATIONS), [RYE]);
    assert.deepEqual(queue({ filter: 'state:rejected' }, ANNOTATIONS), ['8 May 2020']);
    assert.deepEqual(queue({ filter: 'roe' }), []);
    assert.deepEqual(queue({ filter: 'kind:speaker roe' }), ['Jane Roe', 'Roe']);
  });

  it('goes on after a mark in its own order, after any place in the order of the text', () => {
    const marks = suggestedMarks(detected, detected, []);
    const after = (order: QueueWish['order'], words: string, itself = false) =>
      aheadOf(reviewQueue(TEXT, marks, [], { filter: '', order }), order, named(words).span, itself).map(wordsOf);
    assert.deepEqual(after('speaker', 'Oats'), [RYE, NIGHT, '9 May 2020', '8 May 2020']);
    assert.deepEqual(after('speaker', '8 May', true), ['8 May 2020']);
    const elsewhere = { start: named('night').span.start + 3, end: named('night').span.start + 3 };
    const queued = reviewQueue(TEXT, marks, [], { filter: '', order: 'place' });
    assert.deepEqual(aheadOf(queued, 'place', elsewhere, true).map(wordsOf), ['8 May 2020']);
    assert.deepEqual(aheadOf(queued, 'speaker', elsewhere, true), []);
  });

  it('offers what there is to ask for, with how often', () => {
    const placed = placeAnnotations(TEXT, ANNOTATIONS);
    const marks = suggestedMarks(reviewRelease(TEXT, detected, placed), detected, placed).filter(
      ({ kind }) => kind !== 'speaker',
    );
    const facts = countMarkFacts(marks, placed);
    const count = (facet: string, value: string) => facts.find(fact => fact.facet === facet && fact.value === value)?.count;
    assert.deepEqual([count('kind', 'message'), count('kind', 'date'), count('kind', 'speaker')], [3, 2, undefined]);
    assert.deepEqual([count('speaker', 'Jane Roe'), count('state', 'open'), count('state', 'rejected')], [2, 3, 1]);
  });
});
