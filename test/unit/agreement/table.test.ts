import assert from 'node:assert/strict';
import {
  agreementTable,
  annotatorsOf,
  detectionOf,
  parseRelease,
  placeAnnotations,
  type Annotation,
} from '../../../src/core/index';
import { target } from '../exchange/sample';

const TEXT = 'Jane Roe said that rye sells best. She added that oats sell too. The shop opens on 9 May 2020.\n';

const message = (id: string, author: string, words: string): Annotation => ({
  id,
  kind: 'message',
  author,
  targets: [target(TEXT, words, 'content')],
});
const tag = (id: string, author: string, words: string, name: string): Annotation => ({
  id,
  kind: 'tag',
  tag: name,
  author,
  targets: [target(TEXT, words)],
});

const table = (annotations: readonly Annotation[], detection = false) => {
  const people = annotatorsOf(placeAnnotations(TEXT, annotations), 'unnamed');
  const annotators = detection ? [...people, detectionOf(parseRelease(TEXT))] : people;
  return agreementTable([{ text: TEXT, annotators }]);
};

describe('The table of agreement', () => {
  it('is 1 everywhere for people who marked the same', () => {
    const { annotators, rows } = table([message('1', 'Ann', 'that rye sells best'), message('2', 'Bo', 'that rye sells best')]);
    assert.deepEqual(annotators, ['Ann', 'Bo']);
    assert.deepEqual(rows, [
      {
        kind: 'message',
        marks: [1, 1],
        cohenKappa: 1,
        fleissKappa: null,
        alpha: 1,
        alphaUnitizing: 1,
        exact: { f1: 1, precision: 1, recall: 1 },
        overlap: { f1: 1, precision: 1, recall: 1 },
      },
    ]);
  });

  it('tells an overlap from the same, and who has more', () => {
    const { rows } = table([
      message('1', 'Ann', 'that rye sells best'),
      message('2', 'Bo', 'rye sells best'),
      message('3', 'Bo', 'that oats sell too'),
    ]);
    const [row] = rows;
    assert.deepEqual(row!.exact, { f1: 0, precision: 0, recall: 0 });
    assert.deepEqual(row!.overlap, { f1: 2 / 3, precision: 1 / 2, recall: 1 });
    assert.ok(row!.cohenKappa! > 0 && row!.cohenKappa! < 1);
    assert.ok(row!.alphaUnitizing! < 1);
  });

  it('has a line for all tags together and one for each', () => {
    const { rows } = table([
      tag('1', 'Ann', 'rye', 'goods'),
      tag('2', 'Bo', 'rye', 'grain'),
      tag('3', 'Ann', 'oats', 'goods'),
      tag('4', 'Bo', 'oats', 'goods'),
    ]);
    assert.deepEqual(
      rows.map(({ tag: name, exact }) => [name, exact.f1]),
      [
        [undefined, 0.5],
        ['goods', 2 / 3],
        ['grain', 0],
      ],
    );
  });

  it('has Fleiss’ κ and means of pairs where there are three', () => {
    const { rows } = table([
      message('1', 'Ann', 'that rye sells best'),
      message('2', 'Bo', 'that rye sells best'),
      message('3', 'Cy', 'that oats sell too'),
    ]);
    assert.ok(rows[0]!.fleissKappa! < 1);
    assert.equal(rows[0]!.exact.f1, 1 / 3);
    assert.equal(rows[0]!.exact.precision, null);
  });

  it('takes a rejected mark for none, and detection for an annotator', () => {
    const rejected: Annotation = { ...message('1', 'Ann', 'that rye sells best'), review: { verdict: 'rejected' } };
    const { annotators, rows } = table(
      [rejected, { id: '2', kind: 'date', author: 'Ann', targets: [target(TEXT, '9 May 2020')] }],
      true,
    );
    assert.deepEqual(annotators, ['Ann', 'detection']);
    const marks = new Map(rows.map(row => [row.kind, row.marks]));
    assert.equal(marks.get('message')![0], 0);
    assert.ok(marks.get('message')![1]! >= 1);
    assert.equal(rows.find(({ kind }) => kind === 'date')!.exact.f1, 1);
  });
});
