import assert from 'node:assert/strict';
import { parseRelease } from '../../../src/core/index';

const body = 'Ellerby has a fair, and it opened on Monday with four bakers, two millers and a band from over the river.';
const issued = (head: string): string | undefined => parseRelease(`${head}\n\n${body}`).releaseDate;

describe('The day of issue', () => {
  it('is a dateline’s, a date stamp’s or a notice’s', () => {
    assert.equal(issued('Rye sells\n\nELLERBY, 3 May 2021 –'), '2021-05-03');
    assert.equal(issued('Rye sells\n2021-05-03 21:40'), '2021-05-03');
    assert.equal(issued('Published on 3 May 2021\n\nRye sells'), '2021-05-03');
  });

  it('is a headline’s that tells when somebody spoke, and of no other headline', () => {
    assert.equal(issued('Transcript of the Press Conference of Jane Roe on May 3, 2021'), '2021-05-03');
    assert.equal(issued('Remarks by Jane Roe on May 3'), undefined, 'a year is never invented');
    assert.equal(issued('Ellerby Mill Will Close on May 3, 2021'), undefined);
  });

  it('is never taken from what the text tells', () => {
    assert.equal(issued('Rye sells\n\nThe mill burned on 3 May 2021.'), undefined);
  });
});
