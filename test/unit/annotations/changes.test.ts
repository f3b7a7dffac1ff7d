import assert from 'node:assert/strict';
import { applyChanges, reversed, type Annotation } from '../../../src/core/index';

const target = { quote: { exact: 'word', prefix: 'a ', suffix: ' b' }, position: { start: 2, end: 6 } };
const note = (id: string, comment: string, more: Partial<Annotation> = {}): Annotation => ({
  id,
  kind: 'note',
  targets: [target],
  comment,
  ...more,
});
const reply = (id: string) => ({ id, text: `reply ${id}`, created: `2024-01-0${id}T00:00:00Z` });

describe('What an action does with annotations', () => {
  it('adds, changes and removes, and is taken back by its reverse', () => {
    const [one, two] = [note('1', 'one'), note('2', 'two')];
    const changes = [{ before: one, after: note('1', 'uno') }, { before: two }, { after: note('3', 'three') }];
    const after = applyChanges([one, two], changes);
    assert.deepEqual(after, [note('1', 'uno'), note('3', 'three')]);
    const back = applyChanges(after, changes.map(reversed));
    assert.deepEqual(
      back.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
      [one, two],
    );
  });

  it('keeps a reply that came while the action was being prepared', () => {
    const before = note('1', 'one', { replies: [reply('1')] });
    const now = note('1', 'one', { replies: [reply('1'), reply('2')] });
    const after = { ...before, replies: [reply('1'), reply('3')] };
    const [merged] = applyChanges([now], [{ before, after }]);
    assert.deepEqual(
      merged!.replies!.map(({ id }) => id),
      ['1', '2', '3'],
    );
  });

  it('does not remove what another has changed meanwhile, but what only moved', () => {
    const before = note('1', 'one');
    const now = note('1', 'changed', { modified: '2024-01-01T00:00:00Z' });
    assert.deepEqual(applyChanges([now], [{ before }]), [now]);
    const moved = note('1', 'one', { targets: [{ ...target, position: { start: 9, end: 13 } }] });
    assert.deepEqual(applyChanges([moved], [{ before }]), []);
  });
});
