import assert from 'node:assert/strict';
import {
  buildOutline,
  findMarks,
  mergeSpeaker,
  parseRelease,
  placeAnnotations,
  reviewRelease,
  splitSpeaker,
  type MarkDecision,
  type Release,
} from '../../../src/core/index';

const TEXT = `Ferry line adds a night service

HARLOW, 3 March 2021 – The ferry line will run through the night from June.

“We have waited years for this,” said Ada Quill, who runs the harbour. “People work late here,” Quill said.

Bram Toller, the mayor, said that the town would pay for the lights.
`;
const detected = parseRelease(TEXT);
const after = (decisions: readonly MarkDecision[]): Release =>
  reviewRelease(
    TEXT,
    detected,
    placeAnnotations(
      TEXT,
      decisions.map(({ draft }, i) => ({ id: `urn:x:${i}`, ...draft })),
    ),
  );
const idOf = (name: string): string => detected.speakers.find(speaker => speaker.name === name)!.id;
const said = ({ attributions, speakers }: Release): string[] =>
  attributions.map(({ speaker, content }) => {
    const name = speakers.find(({ id }) => id === speaker)?.name ?? '–';
    return `${name}: ${TEXT.slice(content[0]!.start, content.at(-1)!.end)}`;
  });
const mentions = (release: Release, name: string): string[] =>
  release.speakers.find(speaker => speaker.name === name)?.mentions.map(({ text }) => text) ?? [];
const idsOf = (words: string): ReadonlySet<string> =>
  new Set(
    detected.attributions
      .filter(({ content }) => TEXT.slice(content[0]!.start, content.at(-1)!.end).includes(words))
      .map(({ id }) => id),
  );

describe('Speakers made one, and one made two', () => {
  const marks = findMarks(detected);

  it('merges one into another: all messages and mentions move, and the emptied speaker is gone from the outline', () => {
    const merged = after(mergeSpeaker(TEXT, marks, idOf('Ada Quill'), 'Bram Toller'));
    assert.ok(said(merged).length === 3 && said(merged).every(line => line.startsWith('Bram Toller: ')), said(merged).join('\n'));
    assert.deepEqual(mentions(merged, 'Bram Toller').slice(0, 2), mentions(detected, 'Ada Quill').slice(0, 2));
    const names = (release: Release) =>
      buildOutline(TEXT, release).flatMap(group =>
        group.children.flatMap(node => (node.kind === 'speaker' ? [node.speaker?.name] : [])),
      );
    assert.ok(names(detected).includes('Ada Quill'));
    assert.ok(!names(merged).includes('Ada Quill'));
  });

  it('changes nothing where a speaker is merged into themselves', () => {
    assert.deepEqual(mergeSpeaker(TEXT, marks, idOf('Ada Quill'), ' Ada Quill '), []);
  });

  it('splits off messages with the mentions that are their sources; the others stay', () => {
    const split = after(splitSpeaker(TEXT, marks, idOf('Ada Quill'), idsOf('work late'), 'Cora Quill'));
    assert.ok(said(split).some(line => line.startsWith('Cora Quill: “People')));
    assert.ok(said(split).some(line => line.startsWith('Ada Quill: “We have')));
    assert.deepEqual(mentions(split, 'Cora Quill'), ['Quill']);
    assert.ok(!mentions(split, 'Ada Quill').includes('Quill'));
  });

  it('splits off a speaker by a name that the detection took for another way to write the first', () => {
    const split = after(splitSpeaker(TEXT, marks, idOf('Ada Quill'), idsOf('work late'), 'Quill'));
    assert.ok(
      said(split).some(line => line.startsWith('Quill: “People')),
      said(split).join('\n'),
    );
    assert.ok(said(split).some(line => line.startsWith('Ada Quill: “We have')));
  });
});
