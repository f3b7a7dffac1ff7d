import assert from 'node:assert';
import { buildOutline, childrenOf, nodeAt, parseRelease, type OutlineNode } from '../../../src/core';
import { EMPTY, makeSample } from './sample';

/** The outline as indented lines, to read in a test. */
function drawn(nodes: readonly OutlineNode[], indent = ''): string[] {
  return nodes.flatMap(node => {
    const said =
      node.kind === 'group'
        ? node.id
        : node.kind === 'part'
          ? `${node.part.kind} ${node.ordinal}: ${node.text}`
          : node.kind === 'speaker'
            ? (node.speaker?.name ?? 'nobody known')
            : node.kind === 'message'
              ? `${node.text} (${node.words} words)`
              : `${node.text} = ${node.date.resolved ?? node.date.value}`;
    return [indent + said, ...drawn(childrenOf(node), `${indent}  `)];
  });
}

function ids(nodes: readonly OutlineNode[]): string[] {
  return nodes.flatMap(node => [node.id, ...ids(childrenOf(node))]);
}

describe('The outline', () => {
  it('shows the structure, the speakers with their messages, and the dates in the order of time', () => {
    const { text, release } = makeSample();
    assert.deepStrictEqual(drawn(buildOutline(text, release)), [
      'structure',
      '  notice 1: FOR IMMEDIATE RELEASE',
      '  headline 1: Acme opens a plant',
      '  dateline 1: OSLO, 3 March 2021 –',
      '  paragraph 1: “We are glad,” said Jane Roe, chief executive of Acme, on Tuesday. “It took…',
      '  paragraph 2: Roe expects that sales will grow by May.',
      '  heading 1: Background',
      '    paragraph 3: Acme was founded in 1990.',
      '    paragraph 4: It makes anvils.',
      '  boilerplate 1: About Acme Acme makes anvils. It is in Oslo.',
      '  endmark 1: ###',
      'speakers',
      '  Jane Roe',
      '    “We are glad,” said Jane Roe, chief executive of Acme, on Tuesday. “It took… (6 words)',
      '    expects that sales will grow by May (6 words)',
      '  named',
      '    Acme',
      'dates',
      '  1990 = 1990',
      '  Tuesday = 2021-03-02',
      '  3 March 2021 = 2021-03-03',
      '  May = XXXX-05',
    ]);
  });

  it('has no groups where nothing was found', () => {
    assert.deepStrictEqual(buildOutline('', EMPTY), []);
  });

  it('keeps messages whose speaker is not known, and names no speaker for them', () => {
    const { text, release } = makeSample();
    const attributions = release.attributions.map(message => ({ ...message, speaker: 'somebody who is not there' }));
    const speakers = buildOutline(text, { ...release, attributions }).find(group => group.id === 'speakers')!;
    const unknown = speakers.children.find(node => node.id === 'speaker:unknown');
    assert.ok(unknown?.kind === 'speaker' && unknown.speaker === undefined);
    assert.strictEqual(unknown.children.length, 2);
  });

  it('gives each row an id of its own, which stays when text is put in elsewhere', () => {
    const { text, release } = makeSample();
    const before = ids(buildOutline(text, release));
    assert.strictEqual(new Set(before).size, before.length);
    const seed = 'On 9 May, Jane Roe visited Oslo.\n\nJane Roe said that trade will grow in June.\n';
    const rows = (content: string) =>
      ids(buildOutline(content, parseRelease(content))).filter(id => /^(?:speaker|message):/.test(id));
    assert.ok(rows(seed).length > 1, 'the engine finds a speaker and a message');
    assert.deepStrictEqual(rows(`A new line of its own.\n\n${seed}`), rows(seed));
  });

  it('finds for a place the row that says most about it', () => {
    const { text, release, spanOf } = makeSample();
    const groups = buildOutline(text, release);
    assert.strictEqual(nodeAt(groups, spanOf('Tuesday').start + 2)?.id, 'date:tuesday');
    assert.strictEqual(nodeAt(groups, spanOf('sales').start)?.id, 'message:grow');
    assert.strictEqual(nodeAt(groups, spanOf('founded').start)?.id, 'part:paragraph:3');
    assert.strictEqual(nodeAt(groups, text.indexOf('\n\n') + 1)?.id, undefined);
  });
});
