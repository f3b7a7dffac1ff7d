import assert from 'node:assert';
import {
  buildSymbols,
  excerpt,
  findFolds,
  findMarks,
  hoversAt,
  looksLikeRelease,
  marksAt,
  neighbour,
  parseRelease,
  summarize,
  type ReleaseSymbol,
} from '../../../src/core';
import { EMPTY, makeSample, TEXT } from './sample';

function drawn(symbols: readonly ReleaseSymbol[], indent = ''): string[] {
  return symbols.flatMap(({ kind, name, detail, children }) => [
    `${indent}${kind}: ${excerpt(name, { start: 0, end: name.length }, 25)}${detail && ` (${detail})`}`,
    ...drawn(children, `${indent}  `),
  ]);
}

describe('Symbols', () => {
  it('nest dates in messages in parts in sections under the headline', () => {
    const { text, release } = makeSample();
    assert.deepStrictEqual(drawn(buildSymbols(text, release)), [
      'notice: FOR IMMEDIATE RELEASE',
      'headline: Acme opens a plant',
      '  dateline: OSLO, 3 March 2021 –',
      '    date: 3 March 2021 (2021-03-03)',
      '  paragraph: “We are glad,” said Jane…',
      '    message: “We are glad,” said Jane… (Jane Roe)',
      '      date: Tuesday (2021-03-02)',
      '  paragraph: Roe expects that sales…',
      '    message: that sales will grow by… (Jane Roe)',
      '      date: May (XXXX-05)',
      '  heading: Background',
      '    paragraph: Acme was founded in 1990.',
      '      date: 1990 (1990)',
      '    paragraph: It makes anvils.',
      'boilerplate: About Acme Acme makes…',
      'endmark: ###',
    ]);
  });

  it('keep what is selected inside of what belongs to the symbol, as editors demand', () => {
    const { text, release } = makeSample();
    const check = ({ span, selection, children, name }: ReleaseSymbol): void => {
      assert.ok(name.length > 0);
      assert.ok(span.start <= selection.start && selection.end <= span.end, name);
      for (const child of children) {
        assert.ok(span.start <= child.span.start && child.span.end <= span.end, child.name);
        check(child);
      }
    };
    buildSymbols(text, release).forEach(check);
  });
});

describe('Marks', () => {
  it('are every mention, message and date in the order of the text', () => {
    const { text, release } = makeSample();
    assert.deepStrictEqual(
      findMarks(release).map(({ span }) => excerpt(text, span, 20)),
      ['3 March 2021', '“We are glad,” said…', 'Jane Roe', 'Acme', 'Tuesday', 'Roe', 'that sales will grow…', 'May', '1990'],
    );
  });

  it('are gone through forward and backward, and start over at the ends', () => {
    const { text, release } = makeSample();
    const marks = findMarks(release);
    const from = (offset: number, direction: 'next' | 'previous') => {
      const mark = neighbour(marks, offset, direction)!;
      return text.slice(mark.span.start, mark.span.end);
    };
    assert.strictEqual(from(0, 'next'), '3 March 2021');
    assert.strictEqual(from(text.indexOf('Jane Roe'), 'next'), 'Acme');
    assert.strictEqual(from(text.indexOf('Jane Roe'), 'previous').slice(0, 12), '“We are glad');
    assert.strictEqual(from(text.length, 'next'), '3 March 2021');
    assert.strictEqual(from(0, 'previous'), '1990');
    assert.strictEqual(neighbour(marks.slice(0, 0), 0, 'next'), undefined);
  });

  it('do not hold the words of a cue that interrupts a message', () => {
    const { release, spanOf } = makeSample();
    const kinds = marksAt(findMarks(release), spanOf('said').start + 1).map(mark => mark.kind);
    assert.deepStrictEqual(kinds, []);
    assert.deepStrictEqual(
      marksAt(findMarks(release), spanOf('took').start).map(mark => mark.kind),
      ['message'],
    );
  });
});

describe('Hovers', () => {
  it('say of a speaker how often and how much they are quoted, and what else they are called', () => {
    const { text, release, spanOf } = makeSample();
    const [hover] = hoversAt(text, release, spanOf('Roe', 2).start + 1);
    assert.ok(hover?.kind === 'speaker');
    assert.deepStrictEqual(
      { name: hover.speaker.name, direct: hover.direct, reported: hover.reported, words: hover.words, aliases: hover.aliases },
      { name: 'Jane Roe', direct: 1, reported: 1, words: 12, aliases: ['Roe'] },
    );
  });

  it('say of a message who said it, how it is introduced, how long it is, and when', () => {
    const { text, release, spanOf } = makeSample();
    const [hover] = hoversAt(text, release, spanOf('glad').start);
    assert.ok(hover?.kind === 'message');
    assert.strictEqual(hover.speaker?.name, 'Jane Roe');
    assert.strictEqual(hover.introduction, 'said Jane Roe, chief executive of Acme');
    assert.strictEqual(hover.words, 6);
    assert.strictEqual(hover.date?.id, 'tuesday');
  });

  it('say of a day its weekday and how far it is from the release', () => {
    const { text, release, spanOf } = makeSample();
    const [hover] = hoversAt(text, release, spanOf('Tuesday').start);
    assert.ok(hover?.kind === 'date');
    assert.strictEqual(hover.weekday, 2); // 2 March 2021 was a Tuesday
    assert.strictEqual(hover.distance, -1);
  });

  it('claim no weekday for a date that is not one known day', () => {
    const { text, release, spanOf } = makeSample();
    for (const words of ['May', '1990']) {
      const [hover] = hoversAt(text, release, spanOf(words).start);
      assert.ok(hover?.kind === 'date');
      assert.strictEqual(hover.weekday, undefined);
      assert.strictEqual(hover.distance, undefined);
    }
  });

  it('name the innermost first, and nothing where nothing is marked', () => {
    const { text, release, spanOf } = makeSample();
    assert.deepStrictEqual(
      hoversAt(text, release, spanOf('May').start + 1).map(hover => hover.kind),
      ['date', 'message'],
    );
    assert.deepStrictEqual(hoversAt(text, release, 3), []);
    assert.deepStrictEqual(hoversAt('', EMPTY, 0), []);
  });
});

describe('Folds', () => {
  it('are messages over several lines, not those on one', () => {
    const text = [
      'Acme grows',
      '',
      '“We are glad about the sales of this long and difficult year, and all of us',
      'are proud of what the people of this house have done,” said Jane Roe.',
      '“We go on,” she said.',
      '',
    ].join('\n');
    const release = parseRelease(text);
    assert.strictEqual(release.attributions.length, 2);
    const folds = findFolds(text, release).map(({ kind, span }) => `${kind}: ${text.slice(span.start, span.start + 13)}`);
    assert.deepStrictEqual(folds, ['message: “We are glad ']);
  });

  it('are sections and boilerplate', () => {
    const { text, release } = makeSample();
    assert.deepStrictEqual(
      findFolds(text, release).map(
        ({ kind, span }) => `${kind}: ${text.slice(span.start, span.start + 10)}…${text.slice(span.end - 5, span.end)}`,
      ),
      ['section: Background…vils.', 'boilerplate: About Acme…Oslo.'],
    );
  });
});

describe('The figures of a release', () => {
  it('count words, speakers who speak, messages and dates', () => {
    const { text, release } = makeSample();
    assert.deepStrictEqual(summarize(text, release), { words: 52, readingMinutes: 1, speakers: 1, messages: 2, dates: 4 });
    assert.deepStrictEqual(summarize('', EMPTY), { words: 0, readingMinutes: 0, speakers: 0, messages: 0, dates: 0 });
  });
});

describe('A text looks like a press release', () => {
  const filler = 'The plant stands by the fjord and will employ two hundred people when it opens next spring. '.repeat(3);

  it('by its notice, its dateline and end mark, or its quotations', () => {
    assert.ok(looksLikeRelease(TEXT));
    assert.ok(looksLikeRelease(`Acme opens a plant\n\nOSLO, Norway – ${filler}\n\nMedia contact: Jane Roe\n`));
    assert.ok(
      looksLikeRelease(
        `Home > News > Statements\nJane Roe meets John Doe\n\nJane Roe said, ${filler}\n\nJohn Doe said the plant is good.`,
      ),
    );
  });

  it('not when it is a letter, code, a list or too short to tell', () => {
    assert.ok(!looksLikeRelease(`Dear Jane,\n\n${filler}\n\nYours, John\n`));
    assert.ok(!looksLikeRelease('const a = 1;\n'.repeat(50)));
    assert.ok(!looksLikeRelease('- milk\n- eggs\n'.repeat(30)));
    assert.ok(!looksLikeRelease('PRESS RELEASE'));
    assert.ok(!looksLikeRelease(`PRESS RELEASE\0${filler}`));
  });
});

describe('The symbols of a very long release', () => {
  it('are its headings and messages, but not each paragraph and date', () => {
    const paragraph = (n: number) => `On ${(n % 28) + 1} May 2020 the council met for the ${n}th time and went home.\n\n`;
    const text = `A long report\n\n${Array.from({ length: 2100 }, (_, n) => paragraph(n)).join('')}“We are glad of it,” said Jane Roe.\n`;
    const kinds = new Set<string>();
    const visit = ({ kind, children }: ReleaseSymbol): void => {
      kinds.add(kind);
      children.forEach(visit);
    };
    buildSymbols(text, parseRelease(text)).forEach(visit);
    assert.deepStrictEqual([...kinds].sort(), ['headline', 'message']);
  });
});
