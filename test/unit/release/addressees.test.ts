import assert from 'node:assert/strict';
import { addressees } from './marked';

describe('To whom it is said', () => {
  const rows: [string, string[]][] = [
    ['Jane Roe told reporters that rye sells.', ['reporters < that rye sells']],
    ['Jane Roe urged the bakers of Ellerby to sell rye.', ['the bakers of Ellerby < the bakers of Ellerby to sell rye']],
    [
      'Jane Roe asked anyone who bought rye since June to check its weight.',
      ['anyone who bought rye since June < anyone who bought rye since June to check its weight'],
    ],
    [
      'Jane Roe expressed her gratitude to the volunteers of the River Guard.',
      ['the volunteers of the River Guard < her gratitude to the volunteers of the River Guard'],
    ],
  ];
  for (const [text, found] of rows) it(text, () => assert.deepEqual(addressees(text), found));

  it('is nobody where something is asked for', () => {
    assert.deepEqual(addressees('Jane Roe called for a second fair.'), ['– < a second fair']);
  });

  it('is whoever was met, for what the host then says in a read-out', () => {
    const text =
      'Meeting\n\nOn 9 May, Minister Jane Roe met in Ellerby with John Poe, head of the guild.\n\nRoe said, I am glad to see you here.\n\nRoe noted that rye sells.\n\nPoe said that wheat does not.';
    assert.deepEqual(addressees(text), [
      'John Poe < I am glad to see you here.',
      'John Poe < that rye sells',
      '– < that wheat does not',
    ]);
  });

  it('is not whoever was met, in news without own words', () => {
    const text =
      'Meeting\n\nOn 9 May, Minister Jane Roe met in Ellerby with John Poe, head of the guild.\n\nRoe said that rye sells.';
    assert.deepEqual(addressees(text), ['– < that rye sells']);
  });
});
