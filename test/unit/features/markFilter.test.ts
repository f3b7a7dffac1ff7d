import assert from 'node:assert/strict';
import { placeAnnotations } from '../../../src/core/annotations/place';
import { confirmMark, rejectMark } from '../../../src/core/features/corrections';
import { filterMarks } from '../../../src/core/features/markFilter';
import { findMarks } from '../../../src/core/features/marks';
import { parseRelease } from '../../../src/core/release/parseRelease';

const TEXT = 'ELLERBY, 10 May 2020 – “We bake at night,” Jane Roe said.\n\nAnn Poe said that the shop is new.\n';
const MARKS = findMarks(parseRelease(TEXT));
const found = (filter: string) =>
  filterMarks(TEXT, MARKS, filter).map(({ kind, span }) => `${kind} ${TEXT.slice(span.start, span.start + 7)}`);

describe('A filter of marks', () => {
  it('asks for a kind, a speaker or words', () => {
    assert.deepEqual(found('kind:date'), ['date 10 May ']);
    assert.deepEqual(found('kind:message speaker:"jane roe"'), ['message “We bak']);
    assert.ok(found('kind:message bake').length === 1 && found('kind:message shop').length === 1);
    assert.deepEqual(found('kind:message elephant'), []);
  });

  it('asks for the rule that found a mark, and leaves out what has a minus', () => {
    const { message } = MARKS.find(mark => mark.kind === 'message')!;
    assert.ok(found(`rule:"${message.basis}"`).length >= 1);
    assert.deepEqual(found('kind:message -speaker:jane').length, found('kind:message').length - 1);
  });

  it('means open marks, but where a state is asked for', () => {
    const message = MARKS.find(mark => mark.kind === 'message')!;
    const date = MARKS.find(mark => mark.kind === 'date')!;
    const placed = placeAnnotations(TEXT, [
      { id: 'urn:x:1', ...confirmMark(TEXT, message) },
      { id: 'urn:x:2', ...rejectMark(TEXT, date) },
    ]);
    const kinds = (filter: string) =>
      filterMarks(TEXT, MARKS, filter, placed).map(({ kind, span }) => `${kind} ${TEXT.slice(span.start, span.start + 7)}`);
    assert.deepEqual(kinds('state:confirmed'), ['message “We bak']);
    assert.deepEqual(kinds('state:rejected'), ['date 10 May ']);
    assert.deepEqual(kinds('state:changed'), []);
    assert.equal(kinds('kind:message').length, found('kind:message').length - 1);
    assert.deepEqual(kinds('kind:message state:open'), kinds('kind:message'));
    assert.deepEqual(kinds('kind:message -state:open'), ['message “We bak']);
  });

  it('matches nothing where nothing is asked', () => {
    assert.deepEqual(found('  '), []);
  });
});
