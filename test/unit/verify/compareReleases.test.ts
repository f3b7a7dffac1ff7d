import assert from 'node:assert/strict';
import { compareReleases, parseRelease, saysTheSame } from '../../../src/core';

const OLD =
  'Shop Opens in Ellerby\n\nELLERBY, 10 May 2020 – Jane Roe, a baker, said that rye sells best.\n\n' +
  '“We bake at night,” Roe said. The shop opened on 9 May.\n\n“Bread is not a luxury,” said Ann Poe, the mayor.\n';

const compare = (change: (text: string) => string) => {
  const after = change(OLD);
  return compareReleases({ text: OLD, release: parseRelease(OLD) }, { text: after, release: parseRelease(after) });
};

describe('Comparing two versions of a release', () => {
  it('finds nothing where only lines, blanks and marks changed', () => {
    const comparison = compare(text =>
      text.replace('“We bake at night,” Roe', '"We bake at night," Roe').replace(' The shop', '\nThe shop'),
    );
    assert.ok(saysTheSame(comparison), JSON.stringify(comparison));
  });

  it('tells a message whose words changed, word by word', () => {
    const { messages, ...others } = compare(text => text.replace('We bake at night', 'We cook at night'));
    assert.deepEqual(
      messages.map(({ before, after, words, speaker }) => [before?.text, after?.text, words, speaker]),
      [['“We bake at night,”', '“We cook at night,”', true, false]],
    );
    assert.deepEqual(
      messages[0]!.differences.map(({ kind }) => kind),
      ['changed'],
    );
    assert.deepEqual(others, { speakers: [], dates: [] });
  });

  it('tells a message that is gone, one that is new, and the speaker who went with it', () => {
    const gone = compare(text => text.replace(/\n\n“Bread.*/, ''));
    assert.deepEqual(
      gone.messages.map(({ before, after }) => [before?.speaker, after]),
      [['Ann Poe', undefined]],
    );
    assert.deepEqual(
      gone.speakers.map(({ before, after }) => [before?.text, after]),
      [['Ann Poe', undefined]],
    );
    const fresh = compare(text => `${text}\n“I like white,” said Tom Loe, a miller.\n`);
    assert.deepEqual(
      fresh.messages.map(({ before, after }) => [before, after?.text]),
      [[undefined, '“I like white,”']],
    );
  });

  it('tells the same words in another mouth', () => {
    const { messages, speakers } = compare(text => text.replace('night,” Roe said', 'night,” Ann Poe said'));
    assert.deepEqual(
      messages.map(({ before, after, words, speaker }) => [before?.speaker, after?.speaker, words, speaker]),
      [['Jane Roe', 'Ann Poe', false, true]],
    );
    assert.deepEqual(speakers, []);
  });

  it('tells a new name once, not with every message', () => {
    const { messages, speakers } = compare(text => text.replace('Jane Roe', 'Jane Rowe').replace('Roe said', 'Rowe said'));
    assert.deepEqual(
      speakers.map(({ before, after }) => [before?.text, after?.text]),
      [['Jane Roe', 'Jane Rowe']],
    );
    assert.deepEqual(messages, []);
  });

  it('tells a headline, a release date and a date that changed', () => {
    const { headline, releaseDate, dates } = compare(text =>
      text.replace('Shop Opens', 'Bakery Opens').replace('10 May 2020', '12 May 2020').replace('9 May', '8 May'),
    );
    assert.deepEqual([headline?.before?.text, headline?.after?.text], ['Shop Opens in Ellerby', 'Bakery Opens in Ellerby']);
    assert.deepEqual(releaseDate, { before: '2020-05-10', after: '2020-05-12' });
    assert.deepEqual(
      dates.map(({ before, after }) => [before?.value, after?.value]),
      [
        ['2020-05-10', '2020-05-12'],
        ['2020-05-09', '2020-05-08'],
      ],
    );
  });
});
