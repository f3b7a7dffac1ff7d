import assert from 'node:assert/strict';
import { parts } from './marked';

const body = 'Ellerby has a fair, and it opened today with four bakers, two millers and a band from over the river.';

describe('Parts', () => {
  it('a line that is nothing but a date is a dateline, a number is none', () => {
    assert.deepEqual(
      parts(`Rye sells\n\n2025-10-14\n\n${body}`).map(line => line.split(' ')[0]),
      ['headline', 'dateline', 'paragraph'],
    );
    assert.deepEqual(
      parts(`Rye sells\n\n12345\n\n${body}`).map(line => line.split(' ')[0]),
      ['headline', 'furniture', 'paragraph'],
    );
  });

  it('"STATEMENT" over the headline is a notice, a statement with a name is the headline', () => {
    assert.deepEqual(
      parts(`STATEMENT\n\nStatement by Jane Roe on rye\n\n${body}`).map(line => line.split(' ')[0]),
      ['notice', 'headline', 'paragraph'],
    );
  });

  it('a sentence that a list ends is a paragraph, a label over it is a heading', () => {
    const list = '- rye\n- wheat';
    assert.deepEqual(parts(`Rye sells\n\n${body}\n\nBreads include:\n\n${list}`)[2], 'paragraph | Breads include:');
    assert.deepEqual(parts(`Rye sells\n\n${body}\n\nKey facts:\n\n${list}`)[2], 'heading | Key facts:');
  });
});
