import assert from 'node:assert';
import { arrangeOutline, buildOutline, childrenOf, parseRelease, type Arrangement, type OutlineNode } from '../../../src/core';

const TEXT = [
  'Two firms open a plant',
  '',
  'OSLO, 3 March 2021 – “We are very glad that this plant opens at last,” said Zoe Roe, chief executive of Acme.',
  '',
  '“It was hard work,” said Adam Lund of Bolt Ltd on 1 March 2021.',
].join('\n');

const arranged = (arrangement: Partial<Arrangement>) =>
  arrangeOutline(buildOutline(TEXT, parseRelease(TEXT)), { speakers: 'place', dates: 'time', ...arrangement });

/** What one group lists, one level deep. */
function listed(groups: readonly OutlineNode[], id: string): string[] {
  const group = groups.find(node => node.kind === 'group' && node.id === id);
  return (group ? childrenOf(group) : []).map(node =>
    node.kind === 'speaker' ? (node.speaker?.name ?? 'nobody') : node.kind === 'date' ? node.text : node.kind,
  );
}
const speakers = (arrangement: Partial<Arrangement>) =>
  listed(arranged(arrangement), 'speakers').filter(name => /Roe|Lund/.test(name));

describe('The arrangement of the outline', () => {
  it('sorts speakers by place, name or words, and keeps those who are only named last', () => {
    assert.deepStrictEqual(speakers({}), ['Zoe Roe', 'Adam Lund']);
    assert.deepStrictEqual(speakers({ speakers: 'name' }), ['Adam Lund', 'Zoe Roe']);
    assert.deepStrictEqual(speakers({ speakers: 'voice' }), ['Zoe Roe', 'Adam Lund']);
    const all = listed(arranged({ speakers: 'name' }), 'speakers');
    assert.ok(!all.includes('group') || all.at(-1) === 'group');
  });

  it('sorts dates by time or place', () => {
    assert.deepStrictEqual(listed(arranged({}), 'dates'), ['1 March 2021', '3 March 2021']);
    assert.deepStrictEqual(listed(arranged({ dates: 'place' }), 'dates'), ['3 March 2021', '1 March 2021']);
  });

  it('keeps what holds every word of the filter, with what it stands under', () => {
    const found = arranged({ filter: 'WORK hard' });
    assert.deepStrictEqual(listed(found, 'speakers'), ['Adam Lund']);
    assert.deepStrictEqual(listed(arranged({ filter: '2021-03-01' }), 'dates'), ['1 March 2021']);
  });

  it('keeps all messages of a speaker who matches, and nothing where nothing matches', () => {
    const [roe] = arranged({ filter: 'zoe chief' }).flatMap(group => (group.id === 'speakers' ? childrenOf(group) : []));
    assert.strictEqual(childrenOf(roe!).length, 1);
    assert.deepStrictEqual(arranged({ filter: 'no such words' }), []);
  });
});
