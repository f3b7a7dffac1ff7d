import assert from 'node:assert/strict';
import { messages, quotedMessages, saying } from './marked';

const SPEECH = '“Tonight we came to Ellerby, and we went to see the mill.”';

describe('A line that leads to the text below it', () => {
  const rows: [string, string][] = [
    ['Full transcript as follows:', 'Full transcript | as follows'],
    ['The full statement follows:', 'The full statement | follows'],
    ['The letter reads as follows:', 'The letter | reads as follows'],
    ['Text of the letter:', 'Text of the letter | letter'],
    ['Read the full statement from Jane Roe below:', 'Jane Roe | below'],
    ['Jane Roe today released the following statement in response to the flood:', 'Jane Roe | released the following statement'],
    ['Here are Roe’s full remarks:', 'Roe | remarks'],
  ];
  for (const [line, found] of rows)
    it(`is "${line}"`, () =>
      assert.deepEqual(quotedMessages(`The mill burned.\n\n${line}\n\n${SPEECH}`), [`${found} | ${SPEECH}`]));

  it('leads to all paragraphs of the quotation', () => {
    assert.deepEqual(quotedMessages('Transcript as follows:\n\n“Rye sells in Ellerby.\n\n“Wheat does not.”'), [
      'Transcript | as follows | “Rye sells in Ellerby. … “Wheat does not.”',
    ]);
  });

  it('has a pronoun alone as its source, and a name with what stands beside it', () => {
    assert.deepEqual(quotedMessages(`Jane Roe spoke.\n\nAsked which mill would last, she answered:\n\n${SPEECH}`), [
      `she | answered | ${SPEECH}`,
    ]);
    assert.deepEqual(quotedMessages(`The mill burned.\n\nJane Roe, a baker, answered:\n\n${SPEECH}`), [
      `Jane Roe, a baker | answered | ${SPEECH}`,
    ]);
  });

  it('is none without a colon, or where it names no text', () => {
    assert.deepEqual(quotedMessages(`The full statement follows.\n\nThe mill burned.\n\n${SPEECH}`), []);
    assert.deepEqual(quotedMessages(`The mill burned.\n\nThe prices as follows:\n\n${SPEECH}`), []);
  });
});

describe('A headline that names who speaks', () => {
  const body = `ELLERBY, 3 June 2026 – ${SPEECH}\n\nThe mill burned.\n\n“We call on all bakers to let the carts through.”\n\n“Rye sells,” said John Poe, a baker.`;
  const speaker = (headline: string): string[] => saying(`${headline}\n\n${body}`).slice(0, 2);
  const by = (name: string): string[] => [`${name}: ${SPEECH}`, `${name}: “We call on all bakers to let the carts through.”`];

  it('says whose the quotations without a cue are', () => {
    assert.deepEqual(speaker('Statement by Jane Roe on the flood'), by('Jane Roe'));
    assert.deepEqual(
      speaker('Statement by Jane Roe, Executive Director of the Mill Fund, on the flood in Saltash'),
      by('Jane Roe'),
    );
    assert.deepEqual(speaker('Remarks By Prime Minister Jane Roe At The Fair'), by('Jane Roe'));
    assert.deepEqual(speaker('Letter from Jane Roe to the bakers'), by('Jane Roe'));
  });

  it('leaves those with a cue to their own speakers', () => {
    assert.equal(saying(`Statement by Jane Roe on the flood\n\n${body}`)[2], 'John Poe: “Rye sells,”');
  });

  it('gives the whole phrase as the source', () => {
    assert.deepEqual(messages(`Statement by Jane Roe, chair of the mill, on the flood\n\nELLERBY, 3 June 2026 – ${SPEECH}`), [
      `Jane Roe, chair of the mill | – | ${SPEECH}`,
    ]);
  });

  it('names nobody as a kind of text by itself, or in the body', () => {
    assert.deepEqual(saying('Rye sells\n\nComments by Jane Roe on Monday were short. She said that rye sells.'), [
      'Jane Roe: that rye sells',
    ]);
    assert.deepEqual(saying(`Statement of the Day\n\nELLERBY, 3 June 2026 – ${SPEECH}`), [`–: ${SPEECH}`]);
    assert.deepEqual(
      saying(`Rye sells\n\nThe mill burned.\n\nStatement by Jane Roe on the flood\n\nIt burned.\n\n${SPEECH}`),
      [],
    );
  });
});
