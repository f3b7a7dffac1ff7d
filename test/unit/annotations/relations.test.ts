import assert from 'node:assert/strict';
import { fittingRelations, relationsAmong, relationsOf, reversedRelation } from '../../../src/core/annotations/relations';
import type { Annotation, RelationType } from '../../../src/core/annotations/types';

const passage = (id: string, kind: Annotation['kind']): Annotation => ({ id, kind, targets: [] });
const link = (id: string, type: RelationType, from: string, to: string): Annotation => ({
  id,
  kind: 'relation',
  targets: [],
  relation: { type, from, to },
});
const ALL = [
  passage('m1', 'message'),
  passage('m2', 'message'),
  passage('d', 'date'),
  link('r1', 'answers', 'm2', 'm1'),
  link('r2', 'isAbout', 'm1', 'd'),
  link('r3', 'supports', 'm1', 'gone'),
];

describe('Relations', () => {
  it('are offered by the kinds of their ends', () => {
    assert.deepEqual(fittingRelations('message', 'message'), ['answers', 'supports', 'contradicts']);
    assert.deepEqual(fittingRelations('message', 'date'), ['supports', 'contradicts', 'isAbout']);
    assert.deepEqual(fittingRelations('note', 'message'), ['supports', 'contradicts']);
    assert.deepEqual(fittingRelations('relation', 'note'), []);
  });

  it('are seen from either end, outgoing ones first, one whose end is gone too', () => {
    assert.deepEqual(
      relationsOf(ALL, 'm1').map(({ id, outgoing, other }) => [id, outgoing, other?.id]),
      [
        ['r2', true, 'd'],
        ['r3', true, undefined],
        ['r1', false, 'm2'],
      ],
    );
    assert.deepEqual(relationsOf(ALL, 'nothing'), []);
  });

  it('go with the annotations they hold on to', () => {
    assert.deepEqual(
      relationsAmong(ALL, new Set(['d'])).map(({ id }) => id),
      ['r2'],
    );
    assert.deepEqual(
      relationsAmong(ALL, new Set(['m1', 'r1'])).map(({ id }) => id),
      ['r2', 'r3'],
    );
  });

  it('are turned round where they hold that way', () => {
    assert.deepEqual(reversedRelation(ALL[3]!.relation!, 'message', 'message'), { type: 'answers', from: 'm1', to: 'm2' });
    assert.equal(reversedRelation(ALL[4]!.relation!, 'message', 'date'), undefined);
  });
});
