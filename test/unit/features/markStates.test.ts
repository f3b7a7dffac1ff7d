import assert from 'node:assert/strict';
import {
  confirmMark,
  decidedPlaces,
  describe as describePassage,
  findMarks,
  parseRelease,
  placeAnnotations,
  rejectMark,
  undecidedPlaces,
  type Annotation,
} from '../../../src/core';

const TEXT = 'Shop Opens\n\n“We bake at night,” said Jane Roe on 3 May 2021.\n\n“Bread is dear,” said Ann Quill.\n';

describe('What has become of marks', () => {
  const release = parseRelease(TEXT);
  const marks = findMarks(release);
  const of = (kind: string, words: string) =>
    marks.find(mark => mark.kind === kind && TEXT.slice(mark.span.start, mark.span.end).includes(words))!;
  const start = TEXT.indexOf('Shop');
  const annotations: Annotation[] = [
    { id: '1', ...confirmMark(TEXT, of('message', 'night')) },
    { id: '2', ...rejectMark(TEXT, of('date', '3 May')) },
    { id: '3', kind: 'note', targets: [describePassage(TEXT, { start, end: start + 4 })] },
    { id: '4', kind: 'releaseDate', targets: [], value: '2021-05-04' },
  ];
  const placed = placeAnnotations(TEXT, annotations);
  const drawn = (places: readonly { span: { start: number; end: number }; state: string }[]) =>
    places.map(({ span, state }) => `${state}: ${TEXT.slice(span.start, span.end)}`);

  it('is told of what people confirmed, rejected and annotated', () => {
    assert.deepEqual(drawn(decidedPlaces(placed)), ['confirmed: “We bake at night,”', 'rejected: 3 May 2021', 'annotated: Shop']);
  });

  it('is open for the messages and dates that nobody decided about, on the lines asked for', () => {
    const whole = { start: 0, end: TEXT.length };
    assert.deepEqual(drawn(undecidedPlaces(release, placed, whole)), ['detected: “Bread is dear,”']);
    assert.deepEqual(drawn(undecidedPlaces(release, placed, { start: 0, end: 40 })), []);
    assert.deepEqual(drawn(undecidedPlaces(release, [], { start: 0, end: 40 })), ['detected: “We bake at night,”']);
  });
});
