import assert from 'node:assert';
import { findCompletions } from '../../../src/core';
import { EMPTY, makeSample } from './sample';

describe('Completions', () => {
  const { text, release, spanOf } = makeSample();
  const offered = (offset: number) => findCompletions(release, offset).map(completion => completion.text);

  it('offer the speakers, the most quoted first, alone and with their titles', () => {
    assert.deepStrictEqual(offered(text.length), ['Jane Roe', 'Jane Roe, chief executive', 'Acme']);
  });

  it('leave out a name that stands nowhere but at the cursor', () => {
    const acme = release.speakers.find(({ name }) => name === 'Acme')!;
    assert.strictEqual(acme.mentions.length, 1);
    assert.ok(!offered(acme.mentions[0]!.span.end).includes('Acme'));
    assert.ok(offered(spanOf('Roe', 2).end).includes('Jane Roe'), 'named elsewhere too');
  });

  it('leave out speakers without a name, and titles as long as a clause', () => {
    const [roe] = release.speakers;
    const speakers = [
      { ...roe!, id: 'a', name: 'a spokesman', kind: 'unnamed' as const },
      { ...roe!, id: 'b', titles: ['who has been with the firm for more years than anybody can remember today'] },
    ];
    assert.deepStrictEqual(
      findCompletions({ ...release, speakers }, 0).map(completion => completion.text),
      ['Jane Roe'],
    );
  });

  it('are none where nobody is known', () => {
    assert.deepStrictEqual(findCompletions(EMPTY, 0), []);
  });
});
