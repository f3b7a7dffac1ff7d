import assert from 'node:assert/strict';
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

  it('matches nothing where nothing is asked', () => {
    assert.deepEqual(found('  '), []);
  });
});
