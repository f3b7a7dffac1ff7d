import assert from 'node:assert/strict';
import {
  annotatorsOf,
  comparableKinds,
  compareMarks,
  detectionOf,
  goldOf,
  parseRelease,
  placeAnnotations,
  settle,
  settleAgreed,
  settlingOf,
  type Annotation,
  type ComparedMark,
  type Comparison,
  type GoldDraft,
} from '../../../src/core/index';
import { target } from '../exchange/sample';

const TEXT = 'Jane Roe said that rye sells best. She added that oats sell too. The shop opens on 9 May 2020.\n';

type Said = Partial<Pick<Annotation, 'value' | 'tag' | 'comment' | 'review' | 'gold'>> & { source?: string; cue?: string };

let count = 0;
const mark = (kind: Annotation['kind'], author: string, words: string, { source, cue, ...said }: Said = {}): Annotation => ({
  id: `a${count++}`,
  kind,
  author,
  targets: [
    ...(source ? [target(TEXT, source, 'source')] : []),
    ...(cue ? [target(TEXT, cue, 'cue')] : []),
    target(TEXT, words, ...(kind === 'message' ? (['content'] as const) : [])),
  ],
  ...said,
});

function compared(annotations: readonly Annotation[], detection = false): Comparison {
  const placed = placeAnnotations(TEXT, annotations);
  const people = annotatorsOf(placed, 'unnamed');
  const annotators = detection ? [...people, detectionOf(parseRelease(TEXT))] : people;
  return compareMarks(annotators, comparableKinds(annotators), placed);
}

const words = (reading: ComparedMark['readings'][number]): string =>
  reading ? reading.spans.map(({ start, end }) => TEXT.slice(start, end)).join(' … ') : '–';
const lines = ({ marks }: Comparison): string[] =>
  marks.map(({ kind, readings, differences }) => `${kind}: ${readings.map(words).join(' | ')} (${differences.join(', ')})`);

describe('Marks of several annotators beside each other', () => {
  it('are paired by what they share, in the order of the text, and say in what they differ', () => {
    const comparison = compared([
      mark('message', 'Ann', 'that rye sells best', { value: 'Jane Roe' }),
      mark('message', 'Bo', 'rye sells best', { value: 'Jane Roe' }),
      mark('message', 'Bo', 'that oats sell too'),
      mark('date', 'Ann', '9 May 2020', { value: '2020-05-09' }),
      mark('date', 'Bo', '9 May 2020', { value: '2020-05-10' }),
    ]);
    assert.deepEqual(comparison.annotators, ['Ann', 'Bo']);
    assert.deepEqual(lines(comparison), [
      'message: that rye sells best | rye sells best (borders)',
      'message: – | that oats sell too (missing)',
      'date: 9 May 2020 | 9 May 2020 (value)',
    ]);
  });

  it('agree where they are equal, and where only one of them says who speaks or what the cue is', () => {
    const same = compared([
      mark('message', 'Ann', 'that rye sells best', { value: 'Jane Roe', cue: 'said' }),
      mark('message', 'Bo', 'that rye sells best', { source: 'Jane Roe' }),
    ]);
    assert.deepEqual(lines(same), ['message: that rye sells best | that rye sells best ()']);
    const other = compared([
      mark('message', 'Ann', 'that rye sells best', { value: 'JANE  ROE' }),
      mark('message', 'Bo', 'that rye sells best', { value: 'Jane Roe' }),
    ]);
    assert.deepEqual(other.marks[0]!.differences, []);
  });

  it('differ in source and cue only where both give one', () => {
    const comparison = compared([
      mark('message', 'Ann', 'that oats sell too', { source: 'She', cue: 'added' }),
      mark('message', 'Bo', 'that oats sell too', { source: 'Jane Roe', cue: 'added' }),
    ]);
    assert.deepEqual(comparison.marks[0]!.differences, ['source']);
  });

  it('hold a tag against one of the same name first, then against another on the same words', () => {
    const comparison = compared([
      mark('tag', 'Ann', 'rye', { tag: 'goods' }),
      mark('tag', 'Ann', 'rye', { tag: 'grain' }),
      mark('tag', 'Bo', 'rye', { tag: 'grain' }),
      mark('tag', 'Bo', 'rye', { tag: 'claim' }),
    ]);
    const pairs = comparison.marks.map(({ readings, differences }) => [readings.map(each => each?.tag), differences]);
    assert.deepEqual(pairs.sort(), [
      [['goods', 'claim'], ['tag']],
      [['grain', 'grain'], []],
    ]);
  });

  it('are one row for three people, of whom two agree', () => {
    const comparison = compared([
      mark('message', 'Ann', 'that rye sells best'),
      mark('message', 'Bo', 'rye sells best'),
      mark('message', 'Cy', 'that rye sells best'),
      mark('message', 'Cy', 'that oats sell too'),
    ]);
    assert.deepEqual(lines(comparison), [
      'message: that rye sells best | rye sells best | that rye sells best (borders)',
      'message: – | – | that oats sell too (missing)',
    ]);
  });

  it('compare notes by what they say', () => {
    const comparison = compared([
      mark('note', 'Ann', 'rye', { comment: 'which?' }),
      mark('note', 'Bo', 'rye', { comment: 'source?' }),
    ]);
    assert.deepEqual(comparison.marks[0]!.differences, ['comment']);
  });

  it('are of the kinds that two of them use, so that detection does not drown a person who marks dates alone', () => {
    const comparison = compared([mark('date', 'Ann', '9 May 2020', { value: '2020-05-09' })], true);
    assert.deepEqual(comparison.annotators, ['Ann', 'detection']);
    assert.deepEqual([...new Set(comparison.marks.map(({ kind }) => kind))], ['date']);
    assert.deepEqual(comparison.marks[0]!.differences, []);
  });
});

const asGold = (draft: GoldDraft): Annotation => ({ id: `g${count++}`, author: 'Dee', ...draft });

describe('The gold set', () => {
  const disputed = [
    mark('message', 'Ann', 'that rye sells best', { value: 'Jane Roe', source: 'Jane Roe', cue: 'said' }),
    mark('message', 'Bo', 'rye sells best', { value: 'Roe' }),
    mark('message', 'Bo', 'that oats sell too'),
    mark('date', 'Ann', '9 May 2020', { value: '2020-05-09' }),
    mark('date', 'Bo', '9 May 2020'),
  ];

  it('takes one side with its source and cue, the other, both, or neither', () => {
    const [first] = compared(disputed).marks;
    const [ann] = settle(TEXT, first!, [0]);
    assert.deepEqual(
      ann!.targets.map(({ role, quote }) => [role, quote.exact]),
      [
        ['source', 'Jane Roe'],
        ['cue', 'said'],
        ['content', 'that rye sells best'],
      ],
    );
    assert.equal(ann!.value, 'Jane Roe');
    assert.equal(ann!.gold, true);
    assert.equal(settle(TEXT, first!, [1])[0]!.value, 'Roe');
    assert.equal(settle(TEXT, first!, [0, 1]).length, 2);
    const [neither, ...more] = settle(TEXT, first!, []);
    assert.deepEqual([neither!.review?.verdict, more], ['rejected', []]);
  });

  it('has an equal reading once, though two people gave it', () => {
    const [row] = compared([
      mark('tag', 'Ann', 'rye', { tag: 'goods' }),
      mark('tag', 'Bo', 'rye', { tag: 'goods' }),
      mark('tag', 'Cy', 'rye', { tag: 'grain' }),
    ]).marks;
    assert.deepEqual(
      settle(TEXT, row!, [0, 1, 2]).map(({ tag }) => tag),
      ['goods', 'grain'],
    );
  });

  it('says how far it has come, and which mark each of its annotations decides about', () => {
    const before = compared(disputed);
    assert.deepEqual(settlingOf(before), { disagreements: 2, settled: 0, agreed: 1, agreedInGold: 0 });
    const gold = [
      ...settle(TEXT, before.marks[0]!, [1]),
      ...settle(TEXT, before.marks[1]!, []),
      ...settleAgreed(TEXT, before.marks[2]!),
    ].map(asGold);
    const after = compared([...disputed, ...gold]);
    assert.deepEqual(settlingOf(after), { disagreements: 2, settled: 2, agreed: 1, agreedInGold: 1 });
    assert.deepEqual(after.unmatched, []);
    assert.deepEqual(
      after.marks.map(each => each.id),
      before.marks.map(each => each.id),
    );
  });

  it('takes of what all agree about whatever any of them says', () => {
    const [date] = compared([mark('date', 'Ann', '9 May 2020'), mark('date', 'Bo', '9 May 2020', { value: '2020-05-09' })]).marks;
    assert.equal(settleAgreed(TEXT, date!)[0]!.value, '2020-05-09');
    const [message] = compared([
      mark('message', 'Ann', 'that rye sells best', { cue: 'said' }),
      mark('message', 'Bo', 'that rye sells best', { source: 'Jane Roe' }),
    ]).marks;
    assert.deepEqual(
      settleAgreed(TEXT, message!)[0]!.targets.map(({ role }) => role),
      ['source', 'cue', 'content'],
    );
  });

  it('is nobody’s: its author does not become an annotator by it', () => {
    const all = [...disputed, ...settle(TEXT, compared(disputed).marks[0]!, [0]).map(asGold)];
    const placed = placeAnnotations(TEXT, all);
    assert.deepEqual(
      annotatorsOf(placed, 'unnamed').map(({ name }) => name),
      ['Ann', 'Bo'],
    );
    assert.equal(goldOf(placed)!.judgements.length, 1);
    assert.equal(goldOf(placeAnnotations(TEXT, disputed)), undefined);
  });

  it('is told where nobody marks anything any more', () => {
    const gold = settle(TEXT, compared(disputed).marks[1]!, [1]).map(asGold);
    const left = disputed.filter(({ targets }) => !targets.some(({ quote }) => quote.exact.includes('oats')));
    assert.equal(compared([...left, ...gold]).unmatched.length, 1);
  });
});
