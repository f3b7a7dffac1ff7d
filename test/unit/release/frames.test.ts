import assert from 'node:assert/strict';
import { kinds, messages, quotedMessages } from './marked';

describe('Clauses that frame a quotation', () => {
  const rows: [string, string, string[]][] = [
    ['after it', '“Rye sells,” Jane Roe said.', ['Jane Roe | said | “Rye sells,”']],
    ['after it, inverted', '“Rye sells,” said Jane Roe, a baker.', ['Jane Roe, a baker | said | “Rye sells,”']],
    [
      'after it, past an apposition',
      '“Rye sells,” Jane Roe, a baker of Ellerby and one of those who sued the mill, said.',
      ['Jane Roe, a baker of Ellerby and one of those who sued the mill | said | “Rye sells,”'],
    ],
    ['before it', 'Jane Roe said, “Rye sells.”', ['Jane Roe | said | “Rye sells.”']],
    ['before it, with a colon', 'Jane Roe asked: “Who buys rye?”', ['Jane Roe | asked | “Who buys rye?”']],
    ['in its midst', '“Rye,” Jane Roe said, “sells.”', ['Jane Roe | said | “Rye,” … “sells.”']],
    [
      'and the next sentence',
      '“Rye sells,” Jane Roe said. “Wheat does not.”',
      ['Jane Roe | said | “Rye sells,” … “Wheat does not.”'],
    ],
    [
      'and the next sentence, past a title with a stop',
      '“Rye sells,” Jane Roe said at a fair where Mrs. Poe also spoke. “Wheat does not.”',
      ['Jane Roe | said | “Rye sells,” … “Wheat does not.”'],
    ],
    [
      'with a verb that reports nothing elsewhere',
      '“Rye sells,” the letter reads. “Wheat does not.”',
      ['the letter | reads | “Rye sells,” … “Wheat does not.”'],
    ],
    [
      'after a question',
      '“Who buys rye?” Jane Roe said of the fair. “Nobody.”',
      ['Jane Roe | said | “Who buys rye?” … “Nobody.”'],
    ],
    ['with any verb after a short name', '“Rye sells,” Roe huffed at noon.', ['Roe | huffed | “Rye sells,”']],
    ['with a verb and its particle', '“Rye sells,” Roe shot back at once.', ['Roe | shot | “Rye sells,”']],
    ['with any verb after a cry', '“Rye!” the guests yelled back.', ['the guests | yelled | “Rye!”']],
    ['with whom was asked', '“Who buys rye?” Roe asked the tired baker.', ['Roe | asked | “Who buys rye?”']],
    ['whose name is a verb’s', '“Rye sells,” Read said.', ['Read | said | “Rye sells,”']],
    ['before a noun that is a verb’s', '“Rye sells,” Roe shot back from the counter.', ['Roe | shot | “Rye sells,”']],
    [
      'after it, past a clause that no comma closes',
      '“Rye sells,” Jane Roe, who is chair of the mill said in a letter.',
      ['Jane Roe | said | “Rye sells,”'],
    ],
    [
      'before it, inverted',
      'Said Jane Roe, who grew up in the mill, “We are all so proud of it.”',
      ['Jane Roe, who grew up in the mill | Said | “We are all so proud of it.”'],
    ],
    [
      'before it, of names alone',
      'RYE PRICES FAVOUR BAKERS – Jane Roe and John Poe: “We found that rye sells more than wheat.”',
      ['Jane Roe and John Poe | : | “We found that rye sells more than wheat.”'],
    ],
    [
      'before a colon, past “following”',
      'The Ellerby Mill issued the following statement: “Last night the town was flooded.”',
      ['The Ellerby Mill | issued | “Last night the town was flooded.”'],
    ],
    [
      'before a colon, far from its verb',
      'Former mayor Jane Roe broke down exactly what was wrong with the image and the message to the paper: “Rye sells here.”',
      ['Former mayor Jane Roe | broke | “Rye sells here.”'],
    ],
    ['whose noun is a verb’s', '“Rye sells,” the report concluded.', ['the report | concluded | “Rye sells,”']],
    ['before a colon, with any verb', 'At last, she demurred: “Rye sells.”', ['she | demurred | “Rye sells.”']],
    [
      'before a colon, with an object',
      'The mill’s letter draws a plain lesson: “Rye sells. Wheat does not.”',
      ['The mill’s letter | draws | “Rye sells. Wheat does not.”'],
    ],
    [
      'and a piece that begins with a small letter',
      '“Rye sells,” Roe wrote in a statement explaining why she bakes, “but most of it is eaten at home.”',
      ['Roe | wrote | “Rye sells,” … “but most of it is eaten at home.”'],
    ],
    [
      'and the next sentence, past what she did meanwhile',
      '“Rye sells,” Roe said, looking away. “Wheat does not.”',
      ['Roe | said | “Rye sells,” … “Wheat does not.”'],
    ],
    [
      'and the next sentence, though she says more',
      '“Rye sells,” Mr. Roe said. “Wheat is what worries us.” He said that it would rain.',
      ['Mr. Roe | said | “Rye sells,” … “Wheat is what worries us.”'],
    ],
    ['past a nickname in marks', '“Rye sells!” Jane “Janey” Roe said to the crowd.', ['Jane “Janey” Roe | said | “Rye sells!”']],
  ];
  for (const [name, text, found] of rows) it(`${name}: ${text}`, () => assert.deepEqual(quotedMessages(text), found));

  it('are none where nobody speaks: what the cry is followed by, a thing before a colon', () => {
    assert.deepEqual(quotedMessages('“Rye!” The guests left after lunch.'), []);
    assert.deepEqual(quotedMessages('This raises a question: “Rye or wheat?”'), []);
  });

  it('leave the writer’s next sentence alone', () => {
    assert.deepEqual(quotedMessages('“Rye sells,” Jane Roe said. The fair closed. “Old Rye” won a prize.'), [
      'Jane Roe | said | “Rye sells,”',
    ]);
  });

  it('a second verb before a second quotation has a message of its own', () => {
    assert.deepEqual(quotedMessages('“Rye sells,” Jane Roe said, adding later, “Wheat does not.”'), [
      'Jane Roe | said | “Rye sells,”',
      'Jane Roe | adding | “Wheat does not.”',
    ]);
  });

  it('a title in marks is no message, but what is said there is', () => {
    assert.deepEqual(quotedMessages('In an interview on “Bread Today,” Jane Roe said rye sells.'), []);
    assert.deepEqual(quotedMessages('“Rye sells,” Jane Roe said on Channel Two’s “Bread Today.”'), [
      'Jane Roe | said | “Rye sells,”',
    ]);
    assert.deepEqual(quotedMessages('The film, titled “Rye,” opens on Friday.'), []);
  });

  it('a report whose sentence goes on after the marks is mixed', () => {
    assert.deepEqual(kinds('Jane Roe said that “rye sells” in any weather.'), ['mixed | that “rye sells” in any weather']);
  });

  it('a report with two quoted sentences goes to the end of the marks', () => {
    assert.deepEqual(messages('The advertisement argues that “only rye sells. Wheat does not.”'), [
      'The advertisement | argues | that “only rye sells. Wheat does not.”',
    ]);
  });
});

describe('Quotations over several paragraphs', () => {
  it('are one message where the opening mark is repeated', () => {
    const text = 'Ellerby has a fair.\n\nJane Roe said: “Rye sells.\n\n“Wheat does not.”\n\nThe fair closed.';
    assert.deepEqual(quotedMessages(text), ['Jane Roe | said | “Rye sells. … “Wheat does not.”']);
  });

  it('go on in a paragraph that is nothing but a quotation', () => {
    const text = 'Ellerby has a fair.\n\n“Rye sells,” Jane Roe said.\n\n“Wheat does not, and it never has in Ellerby.”';
    assert.deepEqual(quotedMessages(text), ['Jane Roe | said | “Rye sells,” … “Wheat does not, and it never has in Ellerby.”']);
  });

  it('do not go on where somebody else has a clause for it', () => {
    const text = 'Ellerby has a fair.\n\nJane Roe said: “Rye sells.\n\n“Wheat does not,” John Poe said.';
    assert.deepEqual(quotedMessages(text), ['Jane Roe | said | “Rye sells.', 'John Poe | said | “Wheat does not,”']);
  });

  it('do not go on in a label or a name', () => {
    const text = 'Ellerby has a fair.\n\n“Rye sells,” Jane Roe said.\n\n“Related:”\n\nThe fair closed.';
    assert.deepEqual(quotedMessages(text), ['Jane Roe | said | “Rye sells,”']);
  });

  it('follow a report by the same person', () => {
    const text =
      'Ellerby has a fair.\n\nJane Roe said the fair had grown.\n\n“Wheat does not sell, and it never has in Ellerby.”';
    assert.deepEqual(quotedMessages(text), ['Jane Roe | said | “Wheat does not sell, and it never has in Ellerby.”']);
  });
});
