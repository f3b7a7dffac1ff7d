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

  it('a date with the time of day under the headline is a dateline, and the end of a sentence is none', () => {
    const kindsOf = (text: string) => parts(text).map(line => line.split(' ')[0]);
    const headline = 'The Minister of Rivers Speaks with Her Colleague from Over the Water';
    assert.deepEqual(kindsOf(`${headline}\n2023-10-15 21:40\n\n${body}`), ['headline', 'dateline', 'paragraph']);
    assert.deepEqual(
      kindsOf(`${headline}\n\n${body}\n\nThe bakers of Ellerby will meet again at the old mill on\n15 October 2023`),
      ['headline', 'paragraph', 'paragraph'],
    );
  });

  it('a place in capitals before a colon is a dateline, a name in capitals is none', () => {
    const kindsOf = (text: string) => parts(text).map(line => line.split(' ')[0]);
    for (const place of ['LAHORE:', 'NEW DELHI:', 'LAHORE, June 3:', 'Ellerby, 3 June 2021:'])
      assert.deepEqual(kindsOf(`Rye sells\n\n${place} ${body}`), ['headline', 'dateline', 'paragraph'], place);
    for (const name of ['JANE ROE:', 'MODERATOR:', 'Ellerby:'])
      assert.deepEqual(kindsOf(`Rye sells\n\n${name} ${body}`), ['headline', 'paragraph'], name);
  });

  it('a title with a full stop is the headline, a short sentence is a paragraph', () => {
    assert.equal(parts(`Ellerby Mill Expands to Larger House.\n\n${body}`)[0]!.split(' ')[0], 'headline');
    assert.equal(parts(`The mill sells more rye than wheat.\n\n${body}`)[0]!.split(' ')[0], 'paragraph');
  });

  it('"Published: …" over the body is a notice, "Published works …" is the headline', () => {
    assert.equal(parts(`Published: 3 May 2021\n\nRye sells\n\n${body}`)[0], 'notice | Published: 3 May 2021');
    assert.equal(parts(`Published works of the baker\n\n${body}`)[0], 'headline | Published works of the baker');
  });

  it('a headline follows contacts at the top, names and offices belong to the contacts', () => {
    const kindsOf = (text: string) => parts(text).map(line => line.split(' ')[0]);
    const contact = 'Contact: Dana Field, 555 014 2000, press@ellerby.example';
    assert.deepEqual(
      kindsOf(`${contact}\n\nEllerby Mill Recalls Flour Because of Possible Stones\n\nELLERBY, 3 May 2021 – ${body}`),
      ['contact', 'headline', 'dateline', 'paragraph'],
    );
    assert.equal(kindsOf(`${contact}\n\nRobin Vale, head of the mill\n\nRye sells\n\n${body}`)[1], 'contact');
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
