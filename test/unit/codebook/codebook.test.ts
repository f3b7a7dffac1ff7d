import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import {
  addTag,
  CodebookConflict,
  colorOf,
  deleteTag,
  editTag,
  mergeTags,
  renameTag,
  retagged,
  tagNamed,
  tagsFor,
  withTags,
} from '../../../src/core/codebook/edits';
import { formatCodebook, parseCodebook } from '../../../src/core/codebook/file';
import { tagTree, type TagNode } from '../../../src/core/codebook/tree';
import { EMPTY_CODEBOOK, type Codebook } from '../../../src/core/codebook/types';
import type { Annotation } from '../../../src/core/annotations/types';

const BOOK: Codebook = {
  unknown: {},
  tags: [
    { name: 'claim', color: '#c586c0', description: 'Something that can be checked' },
    { name: 'pledge', parents: ['claim'], examples: ['We will build it'] },
    { name: 'figure', parents: ['claim'], kinds: ['tag', 'note'] },
    { name: 'broken pledge', parents: ['pledge'], color: '#d16969' },
  ],
};
const names = (book: Codebook) => book.tags.map(({ name }) => name);
const shape = (nodes: readonly TagNode[]): unknown[] =>
  nodes.map(({ name, count, total, children }) => [name, count, total, ...shape(children)]);

function reading(text: string): Codebook {
  const read = parseCodebook(text);
  assert.ok(read.state === 'read', JSON.stringify(read));
  return read.codebook;
}
const problem = (text: string) => {
  const read = parseCodebook(text);
  return read.state === 'read' ? '' : read.problem;
};

describe('The codebook', () => {
  it('comes back as it was written, with the fields that this version does not know', () => {
    const text = formatCodebook(BOOK);
    assert.deepEqual(reading(text), BOOK);
    const strange = JSON.stringify({ version: 1, owner: 'us', tags: [{ name: 'a', memo: { x: 1 } }] });
    assert.deepEqual(JSON.parse(formatCodebook(reading(strange))), JSON.parse(strange));
  });

  it('says what it cannot read and why', () => {
    assert.match(problem('{'), /^is not JSON/);
    assert.match(problem('[]'), /^is not a codebook/);
    assert.match(problem('{"tags":[{"color":"#fff"}]}'), /tags\.0/);
    assert.match(problem('{"tags":[{"name":"a","color":"red"}]}'), /#rrggbb/);
    assert.match(problem('{"tags":[{"name":"a"},{"name":"a"}]}'), /“a” twice/);
    assert.match(problem('{"version":9,"tags":[]}'), /newer version/);
    assert.equal(problem('{"tags":[]}'), '');
  });

  it('has a schema that takes what we write and refuses what we cannot read', () => {
    const validate = new Ajv({ strict: false }).compile(
      JSON.parse(readFileSync('schemas/codebook.schema.json', 'utf8')) as object,
    );
    assert.ok(validate(JSON.parse(formatCodebook(BOOK))), JSON.stringify(validate.errors));
    assert.ok(!validate({ tags: [{ name: 'a', color: 'red' }] }));
    assert.ok(!validate({ tags: [{ name: 'a', kinds: ['verb'] }] }));
    assert.ok(!validate({ tags: [{}] }));
  });

  it('is shown as a tree that counts what is below too', () => {
    const counts = new Map([
      ['pledge', 2],
      ['broken pledge', 3],
      ['stray', 1],
    ]);
    assert.deepEqual(shape(tagTree(BOOK, counts)), [
      ['claim', 0, 5, ['pledge', 2, 5, ['broken pledge', 3, 3]], ['figure', 0, 0]],
      ['stray', 1, 1],
    ]);
  });

  it('counts a tag below two parents once, and cuts a circle', () => {
    const both = addTag(BOOK, { name: 'sum', parents: ['pledge', 'figure'] });
    assert.deepEqual((shape(tagTree(both, new Map([['sum', 1]]))) as unknown[][])[0]!.slice(0, 3), ['claim', 0, 1]);
    const circle: Codebook = {
      unknown: {},
      tags: [
        { name: 'a', parents: ['b'] },
        { name: 'b', parents: ['a'] },
      ],
    };
    assert.deepEqual(shape(tagTree(circle, new Map())), [['a', 0, 0, ['b', 0, 0]]]);
  });

  it('renames and merges tags, their children too', () => {
    const renamed = renameTag(BOOK, 'pledge', 'promise');
    assert.deepEqual(names(renamed), ['claim', 'promise', 'figure', 'broken pledge']);
    assert.deepEqual(renamed.tags[3]!.parents, ['promise']);
    const merged = mergeTags(BOOK, 'pledge', 'figure');
    assert.deepEqual(names(merged), ['claim', 'figure', 'broken pledge']);
    assert.deepEqual(merged.tags[1]!.examples, ['We will build it']);
    assert.deepEqual(merged.tags[2]!.parents, ['figure']);
    assert.deepEqual(names(mergeTags(BOOK, 'broken pledge', 'pledge')), ['claim', 'pledge', 'figure']);
  });

  it('takes tags from elsewhere that it does not have, leaves its own as they are, and lets no circle in', () => {
    const known = tagNamed(BOOK, 'claim');
    const book = withTags(BOOK, [
      { name: 'claim', description: 'something else' },
      { name: 'new', parents: ['claim', 'later', 'nowhere'] },
      { name: 'later', parents: ['new'], color: '#112233' },
    ]);
    assert.deepEqual(tagNamed(book, 'claim'), known);
    assert.deepEqual(tagNamed(book, 'new'), { name: 'new', parents: ['claim', 'later'] });
    assert.deepEqual(tagNamed(book, 'later'), { name: 'later', color: '#112233' });
    assert.deepEqual(withTags(book, book.tags), book);
  });

  it('gives the children of a deleted tag to its parents', () => {
    assert.deepEqual(deleteTag(BOOK, 'pledge').tags.at(-1), { name: 'broken pledge', parents: ['claim'], color: '#d16969' });
  });

  it('refuses a name that is taken, a tag that is not there, and a tag that is a case of itself', () => {
    const fault = (run: () => unknown) => {
      try {
        run();
      } catch (error) {
        return error instanceof CodebookConflict ? error.fault : error;
      }
      return undefined;
    };
    assert.equal(
      fault(() => addTag(BOOK, { name: 'claim' })),
      'taken',
    );
    assert.equal(
      fault(() => renameTag(BOOK, 'pledge', 'claim')),
      'taken',
    );
    assert.equal(
      fault(() => deleteTag(BOOK, 'nothing')),
      'missing',
    );
    assert.equal(
      fault(() => editTag(BOOK, 'claim', { parents: ['broken pledge'] })),
      'circle',
    );
    assert.equal(
      fault(() => editTag(BOOK, 'figure', { parents: ['pledge'] })),
      undefined,
    );
  });

  it('offers for a kind the tags that may be put on it', () => {
    assert.deepEqual(
      tagsFor(BOOK, 'message').map(({ name }) => name),
      ['claim', 'pledge', 'broken pledge'],
    );
    assert.equal(tagsFor(BOOK, 'tag').length, 4);
    assert.deepEqual(tagsFor(EMPTY_CODEBOOK, 'tag'), []);
  });

  it('lets a tag have the colour of what it is a case of', () => {
    assert.equal(colorOf(BOOK, 'pledge'), '#c586c0');
    assert.equal(colorOf(BOOK, 'broken pledge'), '#d16969');
    assert.equal(colorOf(BOOK, 'stray'), undefined);
  });
});

describe('A tag of an annotation', () => {
  const tagged: Annotation = { id: 'urn:x', kind: 'tag', targets: [], tag: 'pledge' };
  it('is renamed, or taken away: what only tagged is then nothing, what says more stays', () => {
    assert.equal(retagged(tagged, 'pledge', 'promise', 'now')?.tag, 'promise');
    assert.equal(retagged(tagged, 'figure', 'promise', 'now'), tagged);
    assert.equal(retagged(tagged, 'pledge', undefined, 'now'), undefined);
    const kept = retagged({ ...tagged, comment: 'why' }, 'pledge', undefined, 'now');
    assert.deepEqual([kept?.kind, kept?.tag, kept?.comment], ['note', undefined, 'why']);
    assert.equal(retagged({ ...tagged, kind: 'message' }, 'pledge', undefined, 'now')?.kind, 'message');
  });
});
