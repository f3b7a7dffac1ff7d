import assert from 'node:assert/strict';
import { findQuotations } from '../../../src/core/release/quotes';

/** The quotations of a text, outermost and nested, those left open with an ellipsis behind. */
const quotations = (text: string): string[] =>
  findQuotations(text).map(({ span, closed }) => text.slice(span.start, span.end) + (closed ? '' : ' …'));

describe('Quotation marks', () => {
  const rows: [string, string, string[]][] = [
    ['curly', 'Roe said, “Rye sells.”', ['“Rye sells.”']],
    ['straight', 'Roe said, "Rye sells."', ['"Rye sells."']],
    ['single', "Roe said, 'Rye sells.'", ["'Rye sells.'"]],
    ['single curly', 'Roe said, ‘Rye sells.’', ['‘Rye sells.’']],
    ['guillemets', 'Roe said: « Rye sells. »', ['« Rye sells. »']],
    ['German low', 'Roe said: „Rye sells.“', ['„Rye sells.“']],
    ['LaTeX', "Roe said, ``Rye sells.''", ["``Rye sells.''"]],
    ['two single ones for a double', "''Rye sells,'' Roe said.", ["''Rye sells,''"]],
    ['corner brackets', 'Roe said 「Rye sells」.', ['「Rye sells」']],
    ['a curly one closed by a straight one', '“Rye sells," Roe said. “It does.”', ['“Rye sells,"', '“It does.”']],
    ['a straight one closed by a curly one', '"Rye sells,” Roe said.', ['"Rye sells,”']],
    ['the opening one where only a closing one can stand', '“Rye sells,“ said Roe. “It does.”', ['“Rye sells,“', '“It does.”']],
    ['the closing mark on both sides', 'Line.\n”Rye sells,” said Roe. ”It does.”', ['”Rye sells,”', '”It does.”']],
    ['single in double', '“She said, ‘Rye sells,’ and left.”', ['“She said, ‘Rye sells,’ and left.”', '‘Rye sells,’']],
    [
      'straight single in curly double',
      "“She said, 'Rye sells,' and left.”",
      ["“She said, 'Rye sells,' and left.”", "'Rye sells,'"],
    ],
    ['the same marks in themselves', '“What he calls “rye” is wheat,” Roe said.', ['“What he calls “rye” is wheat,”', '“rye”']],
    ['a quotation that is never closed', '“Rye sells. “Wheat does not,” Roe said.', ['“Rye sells.', '“Wheat does not,”']],
    ['a quotation that the paragraph leaves open', 'Roe said: “Rye sells. It does.', ['“Rye sells. It does. …']],
  ];
  for (const [name, text, found] of rows) it(`${name}: ${text}`, () => assert.deepEqual(quotations(text), found));

  const none: [string, string][] = [
    ['an apostrophe', "Roe doesn't say what she'd sell."],
    ['a possessive', "The bakers' guild and the millers' guild met."],
    ['a decade', "It was built in the '90s and closed in the ’00s."],
    ['inches and feet', `The door is 6' 2" high and 30" wide.`],
    ['a closing mark that another paragraph’s opened', 'Rye sells,” Roe said, and laughed.'],
    ['a clipped word', "Rock 'n' roll came to Ellerby."],
  ];
  for (const [name, text] of none) it(`${name} is no mark: ${text}`, () => assert.deepEqual(quotations(text), []));

  it('a stray closing mark opens nothing before a quotation', () => {
    assert.deepEqual(quotations('The ”mill burned when Roe said, “Rye sells.”'), ['“Rye sells.”']);
  });

  it('a possessive inside a single quotation does not close it, unless nothing else does', () => {
    assert.deepEqual(quotations('‘The bakers’ bread sells,’ Roe said.'), ['‘The bakers’ bread sells,’']);
    assert.deepEqual(quotations("She calls them 'bakers' now."), ["'bakers'"]);
  });

  it('a paragraph goes on with the one before only where its first mark closes', () => {
    const spans = (text: string) => findQuotations(text, true).map(({ span }) => text.slice(span.start, span.end));
    assert.deepEqual(spans('And wheat sells too,” Roe said.'), ['And wheat sells too,”']);
    assert.deepEqual(spans('Roe sells bread and “cakes”.'), ['“cakes”']);
    assert.deepEqual(spans('The shop opens at six.'), []);
  });
});
