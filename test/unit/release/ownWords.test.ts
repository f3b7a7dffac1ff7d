import assert from 'node:assert/strict';
import { kinds, messages } from './marked';

describe('Own words without quotation marks', () => {
  it('run from the cue to the end of the paragraph', () => {
    assert.deepEqual(kinds('Roe said, I am glad that you came. The fair is open. We shall sell rye.'), [
      'direct | I am glad that you came. The fair is open. We shall sell rye.',
    ]);
  });

  it('or to the next sentence that brings a speaker', () => {
    assert.deepEqual(messages('Roe said, we shall sell rye. Poe stressed, I shall sell wheat.'), [
      'Roe | said | we shall sell rye.',
      'Poe | stressed | I shall sell wheat.',
    ]);
  });

  it('follow a colon', () => {
    assert.deepEqual(kinds('Roe noted: We have read your letter with care, and we thank you for it.'), [
      'direct | We have read your letter with care, and we thank you for it.',
    ]);
  });

  it('are none in a report', () => {
    assert.deepEqual(kinds('Roe pointed out that rye sells. The fair closed.'), ['indirect | that rye sells']);
  });

  it('what the verb carries belongs to the cue', () => {
    assert.deepEqual(messages('Roe expressed the hope that rye will sell.'), ['Roe | expressed the hope | that rye will sell']);
    assert.deepEqual(messages('Roe rejected claims that rye sells.')[0], 'Roe | rejected | claims that rye sells');
  });
});
