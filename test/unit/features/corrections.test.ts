import assert from 'node:assert/strict';
import {
  changeMeaning,
  confirmMark,
  correctionOf,
  decidedAgain,
  findMarks,
  moveMark,
  parseRelease,
  placeAnnotations,
  rejectMark,
  reviewProgress,
  reviewRelease,
  type Annotation,
  type CorrectionDraft,
  type Mark,
} from '../../../src/core/index';

const TEXT = 'Jane Roe, a baker, said that rye sells best. “We bake at night,” Roe said. The shop opened on 9 May 2020.';
const release = parseRelease(TEXT);
const marks = findMarks(release);
const message = (words: string): Mark =>
  marks.find(mark => mark.kind === 'message' && TEXT.slice(mark.span.start, mark.span.end).includes(words))!;
const date = marks.find(mark => mark.kind === 'date')!;
const BO = { id: 'urn:x:bo', author: 'Bo', created: '2026-02-01T10:00:00Z' };
const again = (before: Annotation, draft: CorrectionDraft): Annotation => decidedAgain(before, draft, BO);
const kept = (draft: CorrectionDraft, id = 'urn:x:1'): Annotation => ({ id, ...draft });
const after = (...annotations: Annotation[]) => reviewRelease(TEXT, release, placeAnnotations(TEXT, annotations));
const said = (found: typeof release): string[] =>
  found.attributions.map(({ content, speaker }) => {
    const name = found.speakers.find(({ id }) => id === speaker)?.name ?? '–';
    return `${name}: ${content.map(({ start, end }) => TEXT.slice(start, end)).join(' … ')}`;
  });

describe('A person’s decision about a mark', () => {
  it('confirms it: the same message, by a person now', () => {
    const found = after(kept(confirmMark(TEXT, message('rye'))));
    assert.deepEqual(said(found), said(release));
    assert.ok(found.attributions.some(({ basis }) => basis === 'confirmed by a person'));
  });

  it('rejects it: that message goes, the others stay', () => {
    assert.deepEqual(said(after(kept(rejectMark(TEXT, message('night'))))), ['Jane Roe: that rye sells best']);
  });

  it('gives it another speaker, known or new', () => {
    const found = said(after(kept(changeMeaning(TEXT, message('night'), 'Ann Poe'))));
    assert.deepEqual(found, ['Jane Roe: that rye sells best', 'Ann Poe: “We bake at night,”']);
  });

  it('gives a date another value', () => {
    const [changed] = after(kept(changeMeaning(TEXT, date, '2020-05-10'))).dates;
    assert.equal(changed!.resolved, '2020-05-10');
    assert.equal(changed!.basis, 'corrected by a person');
  });

  it('fits it to other words, and keeps who said them', () => {
    const start = TEXT.indexOf('rye');
    const found = said(after(kept(moveMark(TEXT, message('rye'), [{ start, end: start + 'rye sells best'.length }]))));
    assert.deepEqual(found, ['Jane Roe: rye sells best', 'Jane Roe: “We bake at night,”']);
  });

  it('is found again, so that the next one takes its place', () => {
    const first = kept(confirmMark(TEXT, message('rye')));
    const placed = placeAnnotations(TEXT, [first]);
    assert.equal(correctionOf(message('rye'), placed), first);
    assert.equal(correctionOf(message('night'), placed), undefined);
  });

  it('counts in the progress of the review, a rejection too', () => {
    const start = reviewProgress(marks, []);
    assert.deepEqual([start.reviewed, start.total, start.open.length], [0, 3, 3]);
    const annotations = [kept(confirmMark(TEXT, message('rye'))), kept(rejectMark(TEXT, message('night')), 'urn:x:2')];
    const found = reviewProgress(findMarks(after(...annotations)), placeAnnotations(TEXT, annotations));
    assert.deepEqual([found.reviewed, found.total, found.open.length], [2, 3, 1]);
    assert.equal(found.open[0]!.kind, 'date');
  });

  it('still means the detected mark after it was moved and decided about again', () => {
    const at = TEXT.indexOf('The shop');
    const moved = kept(moveMark(TEXT, message('night'), [{ start: at, end: at + 'The shop opened'.length }]));
    const markNow = findMarks(after(moved)).find(mark => TEXT.slice(mark.span.start, mark.span.end) === 'The shop opened')!;
    const renamed = again(moved, changeMeaning(TEXT, markNow, 'Ann Poe'));
    assert.deepEqual(said(after(renamed)), ['Jane Roe: that rye sells best', 'Ann Poe: The shop opened']);
    const confirmed = again(moved, confirmMark(TEXT, markNow));
    assert.deepEqual(said(after(confirmed)), ['Jane Roe: that rye sells best', 'Jane Roe: The shop opened']);
    const rejected = again(moved, rejectMark(TEXT, markNow));
    assert.deepEqual(said(after(rejected)), ['Jane Roe: that rye sells best']);
    const back = again(moved, moveMark(TEXT, markNow, message('night').kind === 'message' ? [message('night').span] : []));
    assert.deepEqual(said(after(back)), said(release));
  });

  it('stays a correction where the corrected mark is confirmed, and an addition where an added one is', () => {
    const mention = marks.find(mark => mark.kind === 'speaker' && TEXT.slice(mark.span.start, mark.span.end) === 'Roe')!;
    const other = kept(changeMeaning(TEXT, mention, 'Ann Poe'));
    const now = findMarks(after(other)).find(mark => mark.span.start === mention.span.start && mark.kind === 'speaker')!;
    const confirmed = after(again(other, confirmMark(TEXT, now)));
    assert.ok(confirmed.speakers.some(({ name }) => name === 'Ann Poe'));
    const added: Annotation = { ...kept(confirmMark(TEXT, mention)), review: { verdict: 'added' } };
    assert.equal(again(added, confirmMark(TEXT, mention)).review?.verdict, 'added');
    assert.equal(again(added, rejectMark(TEXT, mention)).review?.verdict, 'rejected');
  });

  it('is the decision of whoever made it last; what another wrote of it stays theirs', () => {
    const ann = { author: 'Ann', created: '2026-01-01T10:00:00Z' };
    const first: Annotation = { ...kept(confirmMark(TEXT, message('rye'))), ...ann, comment: 'is it?' };
    const own = decidedAgain(first, rejectMark(TEXT, message('rye')), { ...BO, author: 'Ann' });
    assert.deepEqual([own.author, own.comment, own.replies], ['Ann', 'is it?', undefined]);
    const reply = { id: 'urn:x:r', text: 'yes', author: 'Cy' };
    const other = decidedAgain({ ...first, replies: [reply] }, rejectMark(TEXT, message('rye')), BO);
    assert.deepEqual([other.author, other.created, other.modified], ['Bo', ann.created, BO.created]);
    assert.deepEqual([other.comment, other.replies], [undefined, [{ id: BO.id, text: 'is it?', ...ann }, reply]]);
  });
});
