import assert from 'node:assert/strict';
import { Corpus, correctedWords, indexRelease, prepareSource, verifyArticle, type QuoteCheck } from '../../../src/core';

const RELEASES: Readonly<Record<string, string>> = {
  bakery:
    'ELLERBY, 10 May 2020 – Jane Roe, a baker, opened a shop.\n\n' +
    '“We bake at night, when the town sleeps,” said Roe. “Rye sells best of all our loaves, and nobody has complained yet.”\n\n' +
    '“Bread is not a luxury in this town,” said Ann Poe, the mayor.\n\n' +
    'Roe said that the shop had cost a fortune. “Our door is open to everybody who is hungry,” she added.\n',
  mill:
    'ELLERBY, 11 May 2020 – Tom Loe, a miller, bought a second stone.\n\n' +
    '“The old stone has turned since my grandfather’s time and it will turn when I am gone,” said Loe.\n',
};

async function verify(article: string, releases: Readonly<Record<string, string>> = RELEASES): Promise<QuoteCheck[]> {
  const corpus = new Corpus();
  for (const [id, text] of Object.entries(releases)) corpus.set(id, indexRelease(text));
  return verifyArticle(article, corpus, { load: id => Promise.resolve(prepareSource(id, releases[id]!)) });
}

/** The verdict on the one quotation of an article, and what is different in it: "altered: all our loaves → loaves". */
async function verdict(article: string): Promise<string> {
  const checks = await verify(article);
  assert.equal(checks.length, 1, `${checks.length} quotations in ${article}`);
  const { verdict: found, differences, pieces } = checks[0]!;
  const source = RELEASES[pieces[0]?.id ?? ''] ?? '';
  const changes = differences.map(
    ({ quote, source: span }) => `${source.slice(span.start, span.end)} → ${article.slice(quote.start, quote.end)}`,
  );
  return [found, ...changes].join(': ');
}

describe('Verifying a quotation', () => {
  const cases: Readonly<Record<string, readonly (readonly [article: string, verdict: string])[]>> = {
    'is verbatim whatever the marks, white space, hyphens and the first letter': [
      ['"Rye sells best of all our loaves, and nobody has complained yet," Jane Roe said.', 'verbatim'],
      ['Jane Roe said that «rye  sells best of all our loaves».', 'verbatim'],
      ["“The old stone has turned since my grandfather's time,” Tom Loe said.", 'verbatim'],
    ],
    'is verbatim across the cue that interrupts the release': [
      ['“We bake at night, when the town sleeps. Rye sells best of all our loaves,” Jane Roe said.', 'verbatim'],
    ],
    'is verbatim with an omission that it marks, and altered with one that it does not': [
      ['“Rye sells best … and nobody has complained yet,” Jane Roe said.', 'verbatim'],
      ['“Rye sells best [...] and nobody has complained yet,” Jane Roe said.', 'verbatim'],
      ['“Rye sells best, and nobody has complained yet,” Jane Roe said.', 'altered: of all our loaves → '],
    ],
    'is verbatim with the writer’s words in brackets': [
      ['“Bread is not a luxury in [Ellerby],” Ann Poe said.', 'verbatim'],
      ['“[R]ye sells best of all our loaves,” Jane Roe said.', 'verbatim'],
      ['“Rye [bread] sells best of all our loaves,” Jane Roe said.', 'verbatim'],
    ],
    'is altered where a word is changed, added or left out': [
      ['“Rye sells worst of all our loaves, and nobody has complained yet,” Jane Roe said.', 'altered: best → worst'],
      ['“Rye sells best of all our good loaves, and nobody has complained,” Jane Roe said.', 'altered:  → good'],
      ['“Bread is a luxury in this town,” Ann Poe said.', 'altered: not → '],
      ['“Bread is luxury,” Ann Poe said.', 'altered: not a → '],
    ],
    'is spliced where it joins what does not stand together, in one release or two': [
      ['“We bake at night, when the town sleeps. Our door is open to everybody who is hungry,” Jane Roe said.', 'spliced'],
      ['“Our door is open to everybody who is hungry. We bake at night, when the town sleeps,” Jane Roe said.', 'spliced'],
      ['“We bake at night, when the town sleeps. It will turn when I am gone,” Jane Roe said.', 'spliced'],
      ['“Rye sells best of all our loaves … Bread is not a luxury in this town,” Jane Roe said.', 'spliced'],
    ],
    'is from another speaker where the release gives it to somebody who cannot be the same': [
      ['“Bread is not a luxury in this town,” Jane Roe said.', 'otherSpeaker'],
      ['“Bread is not a luxury in this town,” Mrs. Poe said.', 'verbatim'],
      ['“Bread is not a luxury in this town,” the mayor said.', 'verbatim'],
    ],
    'is not found where no release has it, or has only words that everybody uses': [
      ['“Nobody should have to eat white bread on a Sunday,” Jane Roe said.', 'notFound'],
      ['“We are when the all of nobody is in this,” Tom Loe said.', 'notFound'],
    ],
    'finds what a release tells in its own voice': [['The release said that “the shop had cost a fortune”.', 'verbatim']],
  };
  for (const [name, list] of Object.entries(cases)) {
    it(name, async () => {
      for (const [article, expected] of list) assert.equal(await verdict(article), expected, article);
    });
  }

  it('names the release, the place and the speaker of each piece', async () => {
    const [check] = await verify('“We bake at night, when the town sleeps. It will turn when I am gone,” Jane Roe said.');
    assert.deepEqual(
      check!.pieces.map(({ id, text, span, speaker }) => [id, text, RELEASES[id]!.slice(span.start, span.end), speaker?.name]),
      [
        ['bakery', 'We bake at night, when the town sleeps', 'We bake at night, when the town sleeps', 'Jane Roe'],
        ['mill', 'it will turn when I am gone', 'it will turn when I am gone', 'Tom Loe'],
      ],
    );
  });

  it('leaves alone what is held at arm’s length, but not short words that are given to somebody', async () => {
    assert.deepEqual(await verify('The so-called “rye war” goes on.'), []);
    assert.equal((await verify('Ann Poe called it “a luxury”.')).length, 1);
  });

  it('offers the release’s words only where they are one passage and nothing is marked as left out', async () => {
    const article = 'She said that “rye sells worst of all our loaves”, Jane Roe said.';
    const [altered] = await verify(article);
    assert.equal(correctedWords(article, altered!), 'rye sells best of all our loaves');
    const joined = '“Our door is open to everybody who is hungry. We bake at night, when the town sleeps,” Jane Roe said.';
    const [spliced] = await verify(joined);
    assert.equal(correctedWords(joined, spliced!), undefined);
  });

  it('prefers, of equal words, those of the speaker that the article names', async () => {
    const twice = {
      one: 'ELLERBY, 10 May 2020 – “We did our very best today,” said Ann Poe, the mayor.\n',
      two: 'ELLERBY, 11 May 2020 – “We did our very best today,” said Jane Roe, a baker.\n',
    };
    const [check] = await verify('“We did our very best today,” Jane Roe said.', twice);
    assert.deepEqual([check!.verdict, check!.pieces[0]!.id], ['verbatim', 'two']);
  });

  it('ends where its caller does not want more', async () => {
    const corpus = new Corpus();
    corpus.set('bakery', indexRelease(RELEASES.bakery!));
    const checks = await verifyArticle('“We bake at night,” Roe said.\n\n“Rye sells best of all,” Roe said.', corpus, {
      load: id => Promise.resolve(prepareSource(id, RELEASES[id]!)),
      step: done => Promise.resolve(done < 1),
    });
    assert.equal(checks.length, 1);
  });

  it('never throws, whatever the article', async () => {
    for (const article of ['', '“', '”“”', '“…” said Roe', '“[]” said Roe.', '"[x] … [y]," said Roe', '\u0000“\ud800” said Roe'])
      await verify(article);
  });
});
