import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import {
  describe as describePassage,
  parseRelease,
  placeAnnotations,
  reviewRelease,
  type Annotation,
  type Release,
  type Span,
  type TargetRole,
} from '../../../src/core/index';

const TEXT = `Ferry line adds a night service

HARLOW, 3 March 2021 – The ferry line will run through the night from June.

“We have waited years for this,” said Ada Quill, who runs the harbour. “People work late here.”

Bram Toller, the mayor, said that the town would pay for the lights. He expects the work to begin on 5 May.
`;

const DETECTED = parseRelease(TEXT);

function spanOf(words: string): Span {
  const start = TEXT.indexOf(words);
  ok(start >= 0, words);
  return { start, end: start + words.length };
}

let count = 0;
const passage = (words: string, role?: TargetRole) => ({ ...describePassage(TEXT, spanOf(words)), ...(role ? { role } : {}) });

function correction(
  kind: Annotation['kind'],
  verdict: 'confirmed' | 'rejected' | 'changed' | 'added',
  words: string,
  value?: string,
): Annotation {
  return {
    id: `urn:test:${count++}`,
    kind,
    targets: [passage(words)],
    review: { verdict },
    ...(value === undefined ? {} : { value }),
  };
}

const reviewed = (...annotations: Annotation[]): Release => reviewRelease(TEXT, DETECTED, placeAnnotations(TEXT, annotations));

/** "speaker: words" of every message. */
const messages = ({ attributions, speakers }: Release) =>
  attributions.map(({ speaker, content }) => {
    const name = speakers.find(each => each.id === speaker)?.name ?? 'nobody';
    return `${name}: ${content.map(({ start, end }) => TEXT.slice(start, end)).join(' … ')}`;
  });

describe('reviewRelease', () => {
  const TOWN = 'that the town would pay for the lights';

  it('leaves a release that nobody corrected as it is', () => {
    strictEqual(reviewed({ ...correction('message', 'added', TOWN), review: undefined } as unknown as Annotation), DETECTED);
    ok(messages(DETECTED).some(message => message.startsWith('Bram Toller: ') && message.includes('pay for the lights')));
  });

  it('takes a rejected message out', () => {
    const before = messages(DETECTED);
    const after = messages(reviewed(correction('message', 'rejected', TOWN)));
    deepStrictEqual(
      after,
      before.filter(message => !message.includes('pay for the lights')),
    );
    strictEqual(after.length, before.length - 1);
  });

  it('gives a message to another speaker, a new one too', () => {
    const known = messages(reviewed(correction('message', 'changed', TOWN, 'Ada Quill')));
    ok(known.some(message => message.startsWith('Ada Quill: ') && message.includes('pay for the lights')));
    const fresh = reviewed(correction('message', 'changed', TOWN, 'The Council'));
    ok(messages(fresh).some(message => message.startsWith('The Council: ')));
    ok(fresh.speakers.some(speaker => speaker.name === 'The Council'));
  });

  it('takes the passage that a person chose, and where it came from', () => {
    const changed: Annotation = {
      ...correction('message', 'changed', 'the town would pay', 'Bram Toller'),
      review: { verdict: 'changed', detected: passage(TOWN) },
    };
    const release = reviewed(changed);
    ok(messages(release).includes('Bram Toller: the town would pay'));
    strictEqual(release.attributions.length, DETECTED.attributions.length);
    strictEqual(release.attributions.find(({ basis }) => basis === 'corrected by a person')?.content.length, 1);
  });

  it('adds a message that was missed, with its source and cue', () => {
    const added: Annotation = {
      id: 'urn:test:added',
      kind: 'message',
      value: 'Bram Toller',
      targets: [
        passage('The ferry line', 'source'),
        passage('will run', 'cue'),
        passage('through the night from June', 'content'),
      ],
      review: { verdict: 'added' },
    };
    const release = reviewed(added);
    ok(messages(release).includes('Bram Toller: through the night from June'));
    const attribution = release.attributions.find(({ id }) => id === 'urn:test:added');
    deepStrictEqual(
      [attribution?.source?.text, attribution?.cue?.lemma, attribution?.kind],
      ['The ferry line', 'will run', 'indirect'],
    );
  });

  it('does not add a second message where one was found', () => {
    const release = reviewed(correction('message', 'added', TOWN));
    strictEqual(release.attributions.length, DETECTED.attributions.length);
  });

  it('says what was confirmed', () => {
    const release = reviewed(correction('message', 'confirmed', TOWN));
    deepStrictEqual(messages(release), messages(DETECTED));
    strictEqual(release.attributions.filter(({ basis }) => basis === 'confirmed by a person').length, 1);
  });

  it('merges two speakers when the mentions of one are given to the other', () => {
    const toller = DETECTED.speakers.find(speaker => speaker.name === 'Bram Toller');
    ok(toller);
    const release = reviewed(
      ...toller.mentions.map(mention => ({
        ...correction('speaker', 'changed', 'Bram Toller', 'Ada Quill'),
        targets: [describePassage(TEXT, mention.span)],
      })),
    );
    ok(!release.speakers.some(speaker => speaker.name === 'Bram Toller'));
    ok(messages(release).every(message => !message.startsWith('nobody') || messages(DETECTED).includes(message)));
    ok(messages(release).some(message => message.startsWith('Ada Quill: ') && message.includes('pay for the lights')));
  });

  it('takes out a mention, and a speaker who has none left', () => {
    const release = reviewed(correction('speaker', 'rejected', 'Ada Quill'));
    const before = DETECTED.speakers.find(speaker => speaker.name === 'Ada Quill')!.mentions.length;
    const after = release.speakers.find(speaker => speaker.name === 'Ada Quill')?.mentions.length ?? 0;
    strictEqual(after, before - 1);
  });

  it('sets a date, takes one out and adds one', () => {
    const values = ({ dates }: Release) => dates.map(date => [TEXT.slice(date.span.start, date.span.end), date.resolved]);
    ok(values(DETECTED).some(([words]) => words === '5 May'));
    ok(
      values(reviewed(correction('date', 'changed', '5 May', '2022-05-05'))).some(
        ([words, day]) => words === '5 May' && day === '2022-05-05',
      ),
    );
    ok(!values(reviewed(correction('date', 'rejected', '5 May'))).some(([words]) => words === '5 May'));
    const added = reviewed(correction('date', 'added', 'through the night', '2021-06'));
    ok(values(added).some(([words, day]) => words === 'through the night' && day === '2021-06'));
  });

  it('leaves corrections aside whose words are gone', () => {
    const gone = {
      ...correction('message', 'rejected', TOWN),
      targets: [{ ...passage(TOWN), quote: { exact: 'quite other words that stand nowhere', prefix: '', suffix: '' } }],
    };
    deepStrictEqual(messages(reviewed(gone)), messages(DETECTED));
  });

  it('lets what was decided between annotators win over what each of them says, whoever was later', () => {
    const gold = { ...correction('message', 'added', TOWN, 'Ada Quill'), id: 'urn:test:-first', gold: true as const };
    const others = [correction('message', 'changed', TOWN, 'Cy Doe'), correction('message', 'rejected', TOWN)];
    for (const order of [
      [gold, ...others],
      [...others, gold],
    ])
      ok(messages(reviewed(...order)).includes(`Ada Quill: ${TOWN}`), messages(reviewed(...order)).join('; '));
    const none = { ...correction('message', 'rejected', TOWN), gold: true as const };
    ok(!messages(reviewed(none, ...others.slice(0, 1))).some(line => line.includes(TOWN)));
  });

  it('shows both readings of a message where the gold set has both', () => {
    const both = [TOWN, 'said that the town would pay for the lights'].map(words => ({
      ...correction('message', 'added', words, 'Bram Toller'),
      gold: true as const,
    }));
    strictEqual(messages(reviewed(...both)).filter(line => line.includes('pay for the lights')).length, 2);
  });
});
