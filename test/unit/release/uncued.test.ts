import assert from 'node:assert/strict';
import { parseRelease } from '../../../src/core/index';
import { messages as marked, quotedMessages } from './marked';

/** "source | cue | content … content" of each quoted message or turn, in order; "–" where there is none. */
function messages(text: string): string[] {
  return parseRelease(text)
    .attributions.filter(message => message.quoted || message.basis === 'turn of a transcript')
    .map(({ source, cue, content }) =>
      [
        source?.text ?? '–',
        cue ? text.slice(cue.span.start, cue.span.end) : '–',
        content.map(({ start, end }) => text.slice(start, end)).join(' … '),
      ].join(' | '),
    );
}

/** The same of what stands without marks. */
const quoteless = (text: string): string[] => marked(text, ({ quoted, basis }) => !quoted && basis !== 'turn of a transcript');

describe('Quotations without a cue of their own', () => {
  it('go on after the cue, past what is told of the speaker', () => {
    const text =
      'The bakery opens at six. “These are warm days,” said Jane Roe, a baker from Ellerby in the north. “I do not know who eats all that bread. But I bake it.”';
    assert.deepEqual(messages(text), [
      'Jane Roe, a baker from Ellerby in the north | said | “These are warm days,” … “I do not know who eats all that bread. But I bake it.”',
    ]);
  });

  it('do not go on after a sentence of the writer’s', () => {
    const text =
      '“These are warm days,” said Jane Roe, a baker. The bakery has stood by the river since the old mill burned. “Old Mill Bread” became its name.';
    assert.deepEqual(messages(text), ['Jane Roe, a baker | said | “These are warm days,”']);
  });

  it('are signed after a dash', () => {
    assert.deepEqual(messages('Readers wrote to us.\n\n“I would walk ten miles for that bread.” — Ann Poe, Ellerby\n'), [
      'Ann Poe, Ellerby | – | “I would walk ten miles for that bread.”',
    ]);
    assert.deepEqual(messages('“Open” — the word is painted over the door, and it is not always true.'), []);
  });

  it('are signed in the paragraph below, where they are all of the paragraphs above it', () => {
    const quotation = '“I would walk ten miles for that bread.”';
    for (const signature of ['— Ann Poe, baker', '- Ann Poe, baker', '-- Ann Poe, baker'])
      assert.deepEqual(messages(`Readers wrote to us.\n\n${quotation}\n\n${signature}\n\nThe mill is open.`), [
        `Ann Poe, baker | – | ${quotation}`,
      ]);
    assert.deepEqual(messages(`# Bread\n\nReaders wrote to us.\n\n> ${quotation}\n>\n> — Ann Poe, baker\n`), [
      `Ann Poe, baker | – | ${quotation}`,
    ]);
    assert.deepEqual(messages('Readers wrote.\n\n“I walk.\n\n“I run.”\n\n— Ann Poe\n'), ['Ann Poe | – | “I walk. … “I run.”']);
    assert.deepEqual(messages(`Readers wrote to us.\n\n${quotation}\n\n— A guest herself —\n`), []);
    assert.deepEqual(messages(`Jane Roe said: ${quotation}\n\n— Ann Poe\n`), [`Jane Roe | said | ${quotation}`]);
  });

  it('are signed as a whole line, also where marks within it close too early', () => {
    const line = '“The mill gives all it has. They say ‘flour is all.” That is the “heart of it’.”';
    assert.deepEqual(messages(`Readers wrote.\n\n${line} ― Ann Poe\n`), [`Ann Poe | – | ${line}`]);
    assert.deepEqual(messages('The word “Open” ― Ann Poe\n'), []);
  });

  it('go on in the sentence of the cue, with the word that joins them', () => {
    assert.deepEqual(messages('“I love rye,” Roe said, but “when it rains I bake wheat.”'), [
      'Roe | said | “I love rye,” … but “when it rains I bake wheat.”',
    ]);
    assert.deepEqual(
      messages('“I love rye,” Roe said, but Poe answered: “You bake wheat.”').at(-1),
      'Poe | answered | “You bake wheat.”',
    );
  });

  it('go on with another after "and"', () => {
    assert.deepEqual(messages('The crowd chanted, “Send rye,” and “Bake it.”'), [
      'The crowd | chanted | “Send rye,” … “Bake it.”',
    ]);
  });

  it('do not go on with a phrase that opens the writer’s own sentence', () => {
    assert.deepEqual(messages('“This is not right,” Roe said. “Bread for all” was painted on the mill.'), [
      'Roe | said | “This is not right,”',
    ]);
    assert.deepEqual(messages('“This is not right,” Roe said. “Bread for all.”'), [
      'Roe | said | “This is not right,” … “Bread for all.”',
    ]);
  });

  it('are told by a verb before its subject, in the line or before it', () => {
    const speech = '“The stakes are high, and nobody in this town knows it.”';
    assert.deepEqual(messages(`Rye sells well.\n\nContinued Roe: ${speech}`), [`Roe | Continued | ${speech}`]);
    assert.deepEqual(messages(`Rye sells well.\n\nStated Roe:\n\n${speech}`), [`Roe | Stated | ${speech}`]);
    assert.deepEqual(messages(`Rye sells well.\n\nPainted doors:\n\n${speech}`), []);
  });

  it('are told by "according to", whoever it names', () => {
    assert.deepEqual(messages('According to Roe, “There is no bread without rye, and there never was.”'), [
      'Roe | According to | “There is no bread without rye, and there never was.”',
    ]);
    assert.deepEqual(messages('According to the list, in the morning, “Rye” comes first.'), []);
  });

  it('follow a line that ends with a colon', () => {
    const text =
      'Jane Roe opened the bakery.\n\nShe added:\n\n“We bake what people ask for. Mostly rye.”\n\nThe shop opens at six.';
    assert.deepEqual(messages(text), ['She | added | “We bake what people ask for. Mostly rye.”']);
    const list = 'Jane Roe opened the bakery.\n\nThe loaves are:\n\n“Rye” and “Oat”, both small.';
    assert.deepEqual(messages(list), []);
  });

  it('are turns where a transcript’s labels come back', () => {
    const text =
      'Moderator: Good morning to all of you.\n\nJane Roe: We open at six.\n\nQ: What do you bake?\n\nJane Roe: Mostly rye.';
    assert.deepEqual(messages(text), [
      'Moderator | – | Good morning to all of you.',
      'Jane Roe | – | We open at six.',
      'Q | – | What do you bake?',
      'Jane Roe | – | Mostly rye.',
    ]);
  });

  it('are not the facts of a list, whose labels stand once', () => {
    const text = 'Place: Ellerby by the river.\n\nOpening: Six in the morning.\n\nPrice: Two crowns a loaf.';
    assert.deepEqual(messages(text), []);
  });

  it('are turns whose label stands behind an opening mark, and go on without one', () => {
    const text =
      'They talked in Ellerby.\n\n“MODERATOR: What do you bake?\n\n“ROE: Mostly rye.\n\n“(Laughter.)\n\n“Nobody asks for wheat.\n\n“MODERATOR: And oats?\n\n“ROE: On Sundays.”';
    assert.deepEqual(messages(text), [
      'MODERATOR | – | What do you bake?',
      'ROE | – | Mostly rye. … Nobody asks for wheat.',
      'MODERATOR | – | And oats?',
      'ROE | – | On Sundays.”',
    ]);
  });
});

describe('A quotation after a sentence that says that somebody spoke', () => {
  it('is theirs', () => {
    assert.deepEqual(quotedMessages('The mill’s Jane Roe agreed. “The bakers are running out of rye.”'), [
      'The mill’s Jane Roe | agreed | “The bakers are running out of rye.”',
    ]);
    assert.deepEqual(quotedMessages('Roe was blunt. “The bakers are running out of rye.”'), [
      'Roe | was blunt | “The bakers are running out of rye.”',
    ]);
  });

  it('is not where the sentence tells of something else, or the quotation goes on in the writer’s', () => {
    assert.deepEqual(quotedMessages('The road was closed. “The bakers are running out of rye.”'), []);
    assert.deepEqual(quotedMessages('Roe was clear. “Rye first” was written on the wall.'), []);
    assert.deepEqual(quotedMessages('The water was clear. “The bakers are running out of rye.”'), []);
  });
});

describe('A paragraph that a line with a colon leads to', () => {
  it('is what the source said, also where it is set apart without marks', () => {
    const lead = 'Jane Roe wrote to the council. In her letter she added:';
    const block = 'Rye bread is what this town was built on. Nobody should have to buy it elsewhere.';
    assert.deepEqual(quoteless(`${lead}\n\n${block}\n\nThe shop opens at six.`), [`she | added | ${block}`]);
  });

  it('is not where the verb brings no words, or the words stand further off', () => {
    const block = 'Rye bread is what this town was built on. Nobody should have to buy it elsewhere.';
    assert.deepEqual(quoteless(`Jane Roe opened the bakery with these:\n\n${block}`), []);
    assert.deepEqual(quoteless(`She added, on a page about the mill and its owners:\n\n${block}`), []);
  });
});

describe('A note of the house', () => {
  it('is nobody’s message', () => {
    const note = 'Jane Roe bakes for us, and we have said so before.';
    assert.deepEqual(
      quoteless(`The bread sells.\n\nEditor’s note: ${note}`).filter(message => message.includes('| note |')),
      [],
    );
    assert.equal(
      quoteless(`The bread sells.\n\nThe editors note: ${note}`).filter(message => message.includes('| note |')).length,
      1,
    );
  });
});

describe('A headline', () => {
  it('of a name, a colon and a statement says who says it, capitals or not', () => {
    const body = '\n\nELLERBY — The town mill opened on Tuesday. It stands by the river.';
    assert.deepEqual(quoteless(`Roe: We Will Bake More Rye Than Wheat${body}`), ['Roe | : | We Will Bake More Rye Than Wheat']);
    assert.deepEqual(quoteless(`Media Advisory: Bakery Opens Its Doors to Guests${body}`), []);
  });
});

describe('A statement that is nothing but quotation', () => {
  it('is one message of nobody named, over its paragraphs', () => {
    const head = 'Statement on the Fire\n\nELLERBY, 3 May 2021 – ';
    assert.deepEqual(
      messages(`${head}"I grieve for the mill that burned down on Saturday.\n\n"We shall build it anew before the winter."`),
      ['– | – | "I grieve for the mill that burned down on Saturday. … "We shall build it anew before the winter."'],
    );
  });

  it('is none where marks hold a name, or somebody has spoken before', () => {
    assert.deepEqual(messages('Rye sells\n\n"The Bakers of Ellerby"\n\nThe mill opened on Tuesday.'), []);
    assert.equal(
      messages('Jane Roe said that rye sells.\n\nThe mill opened.\n\n"We grieve for the mill that burned down on Saturday."')
        .length,
      0,
    );
  });
});
