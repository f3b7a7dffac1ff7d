import assert from 'node:assert/strict';
import {
  annotationsOf,
  describe as describePassage,
  exportAs,
  importAs,
  lossSentence,
  Misfit,
  parseRelease,
  type Annotation,
} from '../../../src/core/index';
import { readSeeds } from '../../seeds/gold';
import { documentOf } from './sample';

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

function exported(text: string, annotations: readonly Annotation[]) {
  const { content, beside, losses } = exportAs('brat', documentOf(text, annotations, 'people'));
  return { ann: content as string, conf: beside[0]!.content, losses: losses.map(loss => lossSentence(loss, 'brat')) };
}

function importBrat(text: string, ann: string, origin = {}) {
  const imported = importAs('brat', text, ann);
  const losses = imported.losses.map(loss => lossSentence(loss, 'the sidecar'));
  return { annotations: annotationsOf(text, imported, origin), losses };
}

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
    assert.deepEqual(losses, ['1 relation has no place in the sidecar']);
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
    const ann = exportAs('brat', documentOf(text, [])).content as string;
    assert.equal(eventsOf(ann).length, parseRelease(text).attributions.length);
    assert.deepEqual(importBrat(text, ann).annotations, []);
  });

  it('keeps attributes and normalizations of brat’s, relations of ours, and writes them back', () => {
    const more = [
      ...ANN.trim()
        .split('\n')
        .filter(line => !line.startsWith('R1')),
      'A1\tNegation E2',
      'A2\tConfidence E1 High',
      'N1\tReference T8 Wikidata:Q160131\tbaker',
      'R1\tsupports Arg1:E2 Arg2:T8',
      '#2\tAnnotatorNotes T8\ta “note”',
      '',
    ].join('\n');
    const { annotations, losses } = importBrat(TEXT, more);
    assert.deepEqual(losses, []);
    const relation = annotations.find(({ kind }) => kind === 'relation')?.relation;
    assert.deepEqual(relation, { type: 'supports', from: annotations[1]!.id, to: annotations[2]!.id });
    const { ann, conf } = exported(TEXT, annotations);
    assert.match(ann, /^A\d\tNegation E2$/m);
    assert.match(ann, /^A\d\tConfidence E1 High$/m);
    assert.match(ann, /^N1\tReference T\d+ Wikidata:Q160131\tbaker$/m);
    assert.match(ann, /^R1\tsupports Arg1:E2 Arg2:T\d+$/m);
    assert.match(ann, /^#\d+\tAnnotatorNotes T\d+\ta “note”$/m);
    assert.match(conf, /^Negation\tArg:<ANY>$/m);
    assert.match(conf, /^Confidence\tArg:<ANY>, Value:High$/m);
    assert.match(conf, /^supports\tArg1:<ANY>, Arg2:<ANY>$/m);
  });

  it('writes only lines that brat’s own rules allow, each id once and none that is not there', () => {
    const { text } = readSeeds()[0]!;
    const ann = exportAs('brat', documentOf(text, [])).content as string;
    const points = Array.from(text);
    const ids = new Set<string>();
    for (const line of ann.trimEnd().split('\n')) {
      const id = line.split('\t')[0]!;
      assert.ok(!ids.has(id), id);
      ids.add(id);
      const bound = /^T\d+\t[\p{L}\p{N}_-]+ (\d+ \d+(?:;\d+ \d+)*)\t(.+)$/u.exec(line);
      if (bound) {
        const words = bound[1]!
          .split(';')
          .map(pair => points.slice(...(pair.split(' ').map(Number) as [number, number])).join(''));
        assert.equal(words.join(' '), bound[2]);
        continue;
      }
      assert.match(
        line,
        /^(?:E\d+\tAttribution:T\d+(?: (?:Source|Cue|Content):T\d+)*|A\d+\t\w+ [TE]\d+(?: \w+)?|#\d+\t\w+ [TER]\d+\t.*)$/,
      );
      for (const [reference] of line.split('\t')[1]!.matchAll(/\b[TE]\d+\b/g)) assert.ok(ids.has(reference), line);
    }
  });
});
