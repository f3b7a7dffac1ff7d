import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  describe as describePassage,
  exchangeItems,
  exportBrat,
  importBrat,
  Misfit,
  parseRelease,
  placeAnnotations,
  type Annotation,
} from '../../../src/core/index';
import { readSeeds } from '../../seeds/gold';

const TEXT = 'The bakers 🥖 met at noon.\nJane Roe said that rye sells best.\nShe added: “Oats too.”\n';

/** An `.ann` as PolNeAR has them: the cue marked twice, once as the event's trigger. Offsets are code points. */
const ANN = [
  'T1\tSource 26 34\tJane Roe',
  'T2\tCue 35 39\tsaid',
  'T3\tContent 40 59\tthat rye sells best',
  'T4\tAttribution 35 39\tsaid',
  'E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1',
  'T5\tContent 72 83\t“Oats too.”',
  'T6\tCue 65 71\tadded:',
  'T7\tAttribution 65 71\tadded:',
  'E2\tAttribution:T7 Cue:T6 Content:T5 Source:T1',
  'T8\tPlace 4 10\tbakers',
  '#1\tAnnotatorNotes E2\ta second message',
  'R1\tCoref Arg1:T1 Arg2:T8',
  '',
].join('\n');

/** What the events of an `.ann` say: role and offsets of each argument, in an order of their own. */
function eventsOf(ann: string): string[] {
  const bounds = new Map([...ann.matchAll(/^(T\d+)\t\S+ ([\d ;]+)\t/gm)].map(match => [match[1]!, match[2]!]));
  return [...ann.matchAll(/^E\d+\tAttribution:(\S+)(.*)$/gm)]
    .map(match =>
      [
        `trigger ${bounds.get(match[1]!)!}`,
        ...match[2]!
          .trim()
          .split(' ')
          .map(arg => arg.replace(/T\d+$/, id => bounds.get(id)!)),
      ]
        .sort()
        .join(' | '),
    )
    .sort();
}

const exported = (text: string, annotations: readonly Annotation[]) =>
  exportBrat(text, exchangeItems(parseRelease(text), placeAnnotations(text, annotations), 'people'));

describe('brat', () => {
  it('gives messages with a source, a cue and content, and tags by their type; offsets count code points', () => {
    const { annotations, losses } = importBrat(TEXT, ANN, { author: 'ann' });
    const words = annotations.map(({ kind, tag, targets, comment }) => [
      kind,
      ...targets.map(({ role, quote, position }) => {
        assert.equal(TEXT.slice(position.start, position.end), quote.exact);
        return `${role ?? tag ?? ''}=${quote.exact}`;
      }),
      ...(comment === undefined ? [] : [comment]),
    ]);
    assert.deepEqual(words, [
      ['message', 'source=Jane Roe', 'cue=said', 'content=that rye sells best'],
      ['message', 'source=Jane Roe', 'cue=added:', 'content=“Oats too.”', 'a second message'],
      ['tag', 'Place=bakers'],
    ]);
    assert.ok(annotations.every(({ author }) => author === 'ann'));
    assert.deepEqual(losses, ['1 relation of brat has no place here']);
  });

  it('gets the same events back, and a second reading the same annotations', () => {
    const { annotations } = importBrat(TEXT, ANN);
    const { ann, conf } = exported(TEXT, annotations);
    assert.deepEqual(eventsOf(ann), eventsOf(ANN));
    assert.match(ann, /^T\d+\tPlace 4 10\tbakers$/m);
    assert.match(conf, /\[entities\][^[]*\nPlace\n/);
    assert.deepEqual(
      importBrat(TEXT, ann)
        .annotations.map(({ id }) => id)
        .sort(),
      annotations.map(({ id }) => id).sort(),
    );
  });

  it('keeps a span over several lines as fragments, and joins them again', () => {
    const text = 'Jane Roe said that rye\r\nsells best.';
    const span = { start: 14, end: text.length - 1 };
    const message: Annotation = {
      id: 'urn:x:1',
      kind: 'message',
      targets: [{ ...describePassage(text, span), role: 'content' }],
    };
    const { ann } = exported(text, [message]);
    assert.match(ann, /^T1\tContent 14 22;24 34\tthat rye sells best$/m);
    const back = importBrat(text, ann).annotations[0]!;
    assert.deepEqual(
      back.targets.map(({ position }) => position),
      [span],
    );
    assert.equal(back.id, 'urn:x:1');
  });

  it('refuses a file that belongs to another text, with the first offset that disagrees', () => {
    assert.throws(
      () => importBrat(TEXT.replace('sells', 'bakes'), ANN),
      (error: Error) =>
        error instanceof Misfit &&
        /^T3 does not fit the text: at offset 50 it has “bakes best”, not “sells best”$/.test(error.message),
    );
    assert.throws(() => importBrat('short', ANN), /T1: the text ends before offset 34/);
    assert.throws(() => importBrat(TEXT, 'T1 Source 0 3 The\n'), /line 1 is not one of brat’s/);
    assert.throws(() => importBrat(TEXT, 'E1\tAttribution:T9\n'), /E1: there is no T9/);
  });

  it('says what has no place in it', () => {
    const { losses } = exported(TEXT, [{ id: 'urn:x:1', kind: 'note', targets: [], comment: 'fine' }]);
    assert.deepEqual(losses, ['1 annotation of the whole document has no place in brat']);
  });

  it('marks what was detected, and does not take it for a person’s', () => {
    const { text } = readSeeds()[0]!;
    const { ann } = exportBrat(text, exchangeItems(parseRelease(text), []));
    assert.equal(eventsOf(ann).length, parseRelease(text).attributions.length);
    assert.deepEqual(importBrat(text, ann).annotations, []);
  });

  it('brings back any annotations of any text', () => {
    const texts = readSeeds().map(({ text }) => text);
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.array(
          fc.tuple(fc.nat(), fc.integer({ min: 1, max: 300 }), fc.constantFrom('note', 'speaker', 'date', 'tag'), fc.string()),
          {
            minLength: 1,
            maxLength: 12,
          },
        ),
        (text, passages) => {
          const annotations = passages.flatMap(([from, length, kind, comment], i): Annotation[] => {
            const start = from % text.length;
            const slice = text.slice(start, start + length);
            const words = slice.trim();
            if (words === '') return [];
            const at = start + slice.indexOf(words);
            const note = comment.replace(/[\r\n\t]+/g, ' ');
            return [
              {
                id: `urn:x:${i}`,
                kind: kind,
                targets: [describePassage(text, { start: at, end: at + words.length })],
                ...(kind === 'tag' ? { tag: `kind-${i}` } : {}),
                ...(note === '' ? {} : { comment: note }),
              },
            ];
          });
          const { ann } = exported(text, annotations);
          const back = importBrat(text, ann).annotations;
          const shape = (list: readonly Annotation[]) =>
            list
              .map(({ id, kind, tag, comment, targets }) =>
                JSON.stringify([
                  id,
                  kind,
                  tag,
                  comment,
                  targets.map(({ position }) => text.slice(position.start, position.end).replace(/\s+/g, ' ')),
                ]),
              )
              .sort();
          assert.deepEqual(shape(back), shape(annotations));
        },
      ),
      { numRuns: 200 },
    );
  });
});
