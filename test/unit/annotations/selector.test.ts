import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import { readFileSync, readdirSync } from 'node:fs';
import fc from 'fast-check';
import { createDescriber, describe as describePassage } from '../../../src/core/annotations/describe';
import { createLocator, locate } from '../../../src/core/annotations/selector';

const seeds = readdirSync('seeds')
  .filter(file => file.endsWith('.txt'))
  .map(file => readFileSync(`seeds/${file}`, 'utf8'));
const seed = readFileSync('seeds/000_cae2262806c99fd3.txt', 'utf8');

/** The text without its marks, and the span between [[ and ]]. */
function marked(source: string) {
  const start = source.indexOf('[[');
  const end = source.indexOf(']]') - 2;
  return { text: source.replace('[[', '').replace(']]', ''), span: { start, end } };
}

/** Describes the passage marked in `before` and says where it is found in `after`, whose marks are left out. */
function found(before: string, after: string): string | undefined {
  const { text, span } = marked(before);
  const plain = after.replace('[[', '').replace(']]', '');
  const placement = locate(plain, describePassage(text, span));
  if (placement.state === 'orphaned') return undefined;
  return `${plain.slice(0, placement.span.start)}[[${plain.slice(placement.span.start, placement.span.end)}]]${plain.slice(placement.span.end)}`;
}

const BEFORE =
  'The minister arrived at noon. She said that [[the plan was ready]], and then she left for the airport. Others stayed.';

describe('locate', () => {
  it('finds every passage of an unchanged text exactly where it was', () => {
    fc.assert(
      fc.property(fc.constantFrom(...seeds), fc.nat(), fc.integer({ min: 1, max: 600 }), (text, from, length) => {
        const start = from % (text.length - 1);
        const span = { start, end: Math.min(text.length, start + length) };
        deepStrictEqual(locate(text, describePassage(text, span)), { state: 'anchored', span, by: 'position' });
      }),
    );
  });

  it('finds a passage that text put in before it has moved', () => {
    const after = `A new first paragraph.\n\n${BEFORE}`;
    strictEqual(found(BEFORE, after), after);
  });

  for (const [what, after] of [
    ['line ends', BEFORE.replace('noon. She', 'noon.\r\n\r\nShe').replace('the plan was', 'the\r\nplan  was')],
    ['quotation marks and dashes', BEFORE.replace(', and', ' — and').replaceAll('.', '”')],
    ['a word within', BEFORE.replace('was ready', 'is ready')],
    ['the sentence before and after', BEFORE.replace('The minister arrived at noon.', 'Nothing.').replace('Others stayed.', '')],
    ['the order of sentences', `Others stayed. ${BEFORE.replace(' Others stayed.', '')}`],
  ] as const) {
    it(`finds a passage again when ${what} changed`, () => strictEqual(found(BEFORE, after), after));
  }

  it('compares after folding quotation marks of every style', () => {
    strictEqual(
      found('He said, [["It\'s ready,"]] and left.', 'He said, “It’s ready,” and left.'),
      'He said, [[“It’s ready,”]] and left.',
    );
  });

  it('tells the same words apart by what stands around them', () => {
    const monday = 'On Monday evening the bank said that it would not comment on rumours.';
    const tuesday = 'Asked again a day later, [[the bank said]] nothing at all about its losses.';
    const before = `${monday} ${tuesday}`;
    const after = `${tuesday} ${monday}`;
    strictEqual(found(before, after), after);
  });

  it('takes long words whole where they stand unchanged, though what came after them is gone', () => {
    const span = {
      start: seed.indexOf('in which he congratulated'),
      end: seed.indexOf('t the CPC and the Chinese people will cement'),
    };
    const after = seed.slice(22, span.end) + seed.slice(span.end + 't the CPC and'.length);
    const placement = locate(after, describePassage(seed, span));
    deepStrictEqual(placement.state === 'anchored' && placement.span, { start: span.start - 22, end: span.end - 22 });
  });

  for (const [what, before, after] of [
    [
      'a word that only the words before it tell from others, when what came after it is gone',
      'The tunnel opens in March. Toll is paid on the ferry. A ticket [[on]] Sundays costs two crowns, and on Mondays three.',
      'The tunnel opens in March. Toll is paid on the ferry. A ticket [[on]] foot is free.',
    ],
    [
      'a word that only the words after it tell from others, when something is put in before it',
      'My sister walks through the tunnel [[every]] day. He says every morning the queue is longer.',
      'My sister walks through the tunnel, unless rain or snow or the Mayor forbids it, [[every]] day. He says every morning the queue is longer.',
    ],
    [
      'words that stood nowhere else, wherever they are moved to',
      'Net profit was flat. [[Turnover climbed steeply]] to nine million. Other figures follow in the table below.',
      'Net profit was flat. to nine million. Other figures follow Turnover climbed steeply'.replace(
        'Turnover climbed steeply',
        '[[Turnover climbed steeply]]',
      ) + ' in the table below.',
    ],
    [
      'a word that stood nowhere else, moved away from all that stood around it',
      'The turbines were built abroad. The pumps were mended in a [[workshop]] on the quay, by hand.',
      'The turbines [[workshop]]were built abroad. The pumps were mended in a on the quay, by hand.',
    ],
    [
      'a word that few letters on both sides together tell from others',
      'One ferry leaves at noon and one at four. The mayor walked on [[at six]] to the old harbour, at six.',
      'One ferry leaves walked on [[at six]] to noon and one at four. The mayor the old harbour, at six.',
    ],
    [
      'the first word of a text when much was taken out after it',
      '[[Foreign]] Office, Spokesperson. Foreign visitors are welcome.',
      '[[Foreign]] , Spokesperson. Foreign visitors are welcome.',
    ],
    [
      'the first words of a text after letters were lost',
      '[[Harbour Board Minutes]] of the meeting in May, taken by the clerk.',
      '[[arbour Bord Minutes]] of teh meting in My, takn by the clerk.',
    ],
    [
      'what is left of a passage whose end went with the words after it, as far as a whole word',
      'Ms. Holm was grateful to the guard. [[The Minister then pointed out that]] the walls at Nether Marle had held, and rejected claims that the gates were opened late.',
      'Ms. Holm was grateful to the guard. [[The Minister then pointed]] claims that the gates were opened late.',
    ],
    [
      'a passage as far as its last word, when words are put in inside it near its end',
      'He said: [[every single pump that our people mend]] this year is a ward that stays closed.',
      'He said: [[every single pump, new or old, that our people mend]] this year is a ward that stays closed.',
    ],
  ] as const) {
    it(`finds ${what}`, () => strictEqual(found(before, after), after));
  }

  it('does not take the same words from another sentence for a word whose own sentence is gone', () => {
    const before =
      'Northmere County Police\n\nTwo men were charged, said the officers of [[Northmere]] County Police on Friday in a long statement.';
    strictEqual(found(before, 'Northmere County Police\n\nNothing else is known.'), undefined);
  });

  it('does not take a short word that was moved away from all that stood around it, nor a longer one that stands twice now', () => {
    const before = 'The turbines were built abroad. The pumps were mended in a [[workshop]] on the quay, by hand.';
    strictEqual(
      found(before.replace('workshop', 'shop'), 'The turbines shopwere built abroad. The pumps were mended in a on the quay.'),
      undefined,
    );
    strictEqual(
      found(before, 'A workshop was closed. The turbines and the workshop were built abroad. The pumps were mended at sea.'),
      undefined,
    );
  });

  it('finds a word of six letters that stands once wherever it is moved to', () => {
    const once = seeds.map(text => ({
      text,
      words: [...text.matchAll(/(?<=\s)[A-Za-z]{6,}(?=\s)/g)].filter(([word]) => text.split(word).length === 2),
    }));
    fc.assert(
      fc.property(fc.constantFrom(...once), fc.nat(), fc.nat(), ({ text, words }, which, where) => {
        const { 0: word, index: start } = words[which % words.length]!;
        const without = text.slice(0, start) + text.slice(start + word.length);
        const spaces = [...without.matchAll(/ (?=\S)/g)];
        const to = spaces[where % spaces.length]!.index + 1;
        const placement = locate(
          `${without.slice(0, to)}${word} ${without.slice(to)}`,
          describePassage(text, { start, end: start + word.length }),
        );
        deepStrictEqual(placement.state === 'anchored' && placement.span, { start: to, end: to + word.length });
      }),
    );
  });

  it('does not take a word put in by chance where other words stood', () => {
    const before = 'The President sent a message of thanks [[in]] reply to the Chairman, who had written first and at length.';
    strictEqual(
      found(before, 'The President sent a message of stretches used in Orran expressed when fisheries first.'),
      undefined,
    );
  });

  it('leaves a passage orphaned that is gone', () => {
    strictEqual(found(BEFORE, BEFORE.replace('[[the plan was ready]]', 'nothing')), undefined);
    strictEqual(found(BEFORE, ''), undefined);
    strictEqual(found(BEFORE, 'Something quite different, about other things and other people.'), undefined);
  });

  it('takes none of two equally good places', () => {
    const line = 'The quick brown fox jumps over the lazy dog, said the keeper of the zoo on that day.\n';
    const { text, span } = marked(`Start.\n${line.replace('lazy dog', '[[lazy dog]]')}`);
    const selectors = describePassage(text, span);
    const placement = locate(`Something else stands here now, long enough.\n${line}${line}`, selectors);
    deepStrictEqual(placement, { state: 'orphaned', reason: 'ambiguous' });
  });

  it('does not put a short word on another occurrence of it', () => {
    const sentence = 'in which he congratulated General Secretary';
    const at = seed.indexOf(sentence) + 'in which '.length;
    const selectors = describePassage(seed, { start: at, end: at + 2 });
    strictEqual(selectors.quote.exact, 'he');
    strictEqual(locate(seed.replace(sentence, 'congratulating General Secretary'), selectors).state, 'orphaned');
  });

  it('finds a long passage by its two ends though its middle was rewritten', () => {
    const start = seed.indexOf('Xi said, in the face');
    const end = seed.indexOf('against the virus.', start) + 'against the virus.'.length;
    const selectors = describePassage(seed, { start, end });
    const after = `A line before.\n${seed.replace('I am pleased and heartened by your efforts. ', '').replace('adopted a host of', 'taken many')}`;
    const placement = locate(after, selectors);
    ok(placement.state === 'anchored');
    const words = after.slice(placement.span.start, placement.span.end);
    ok(words.startsWith('Xi said, in the face') && words.endsWith('against the virus.') && words.includes('taken many'), words);
  });

  it('never cuts a letter from its accent, or an emoji in two', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', ' ', 'é', 'e\u0301', '👩‍👩‍👧', '🇨🇳', '\r\n', 'ß', '“', '北'), { minLength: 30, maxLength: 60 }),
        fc.nat(50),
        fc.nat(50),
        (units, a, b) => {
          const from = units.slice(0, Math.min(a, b)).join('').length;
          const to = units.slice(0, Math.max(a, b) + 1).join('').length;
          const text = units.join('');
          const placement = locate(`🇨🇳 ${text}`, describePassage(text, { start: from, end: Math.min(to, text.length) }));
          if (placement.state === 'orphaned') return;
          for (const at of [placement.span.start, placement.span.end]) {
            const boundaries = [...new Intl.Segmenter().segment(`🇨🇳 ${text}`)].map(segment => segment.index);
            ok(at === text.length + 5 || boundaries.includes(at), `${at} in ${JSON.stringify(text)}`);
          }
        },
      ),
    );
  });

  it('is told the same of a passage whether one is described or many', () => {
    for (const text of [seed, 'a a b a a b a', '']) {
      const describeNow = createDescriber(text);
      for (let start = 0; start + 1 < text.length; start += 7) {
        for (const length of [1, 2, 6, 9, 40]) {
          const span = { start, end: Math.min(text.length, start + length) };
          deepStrictEqual(describeNow(span), describePassage(text, span));
        }
      }
    }
  });

  it('survives any selectors and any text', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.string(),
        fc.string(),
        fc.string(),
        fc.nat(),
        fc.nat(),
        (text, exact, prefix, suffix, start, length) => {
          const placement = locate(text, { quote: { exact, prefix, suffix }, position: { start, end: start + length } });
          if (placement.state === 'anchored') {
            ok(placement.span.start >= 0 && placement.span.start < placement.span.end && placement.span.end <= text.length);
          }
        },
      ),
    );
  });

  it('stays quick on a megabyte of one sentence', () => {
    const text = 'the same words again and again, '.repeat(32_000);
    const locator = createLocator(`x${text}`);
    for (let i = 0; i < 200; i++) {
      const start = i * 5_000;
      strictEqual(locator.locate(describePassage(text, { start, end: start + 40 })).state, 'anchored');
    }
  });
});
