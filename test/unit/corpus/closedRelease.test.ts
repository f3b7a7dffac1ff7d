import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import {
  describe as describePassage,
  indexRelease,
  parseRelease,
  readInSteps,
  type Annotation,
  type Release,
} from '../../../src/core';

function inSteps(text: string, annotations: readonly Annotation[] = []): { release: Release; steps: number } {
  const reading = readInSteps(text, annotations);
  for (let steps = 1; ; steps++) {
    const step = reading.next();
    if (step.done) return { release: step.value, steps };
  }
}

describe('A release that no editor holds', () => {
  it('is read in steps as it is read at once', () => {
    for (const file of readdirSync('seeds').filter(name => /\.(?:txt|press|press\.md)$/.test(name))) {
      const text = readFileSync(`seeds/${file}`, 'utf8');
      assert.deepEqual(inSteps(text).release, parseRelease(text), file);
    }
    const long = readFileSync('seeds/120-summit-long.txt', 'utf8');
    assert.ok(inSteps(long).steps > 4);
  });

  it('has the speaker and the release date that its sidecar gives it', () => {
    const text = 'Shop Opens\n\nJane Roe opened a shop on 3 May.\n\n“We bake at night,” said Roe.\n';
    const quote = '“We bake at night,”';
    const start = text.indexOf(quote);
    const [message] = parseRelease(text).attributions;
    assert.ok(message);
    const annotations: Annotation[] = [
      { id: 'urn:uuid:1', kind: 'releaseDate', targets: [], value: '2021-05-04' },
      {
        id: 'urn:uuid:2',
        kind: 'message',
        value: 'Ann Quill',
        targets: [describePassage(text, { start, end: start + quote.length })],
        review: { verdict: 'changed', detected: describePassage(text, message.content[0]!) },
      },
    ];
    const { release } = inSteps(text, annotations);
    const { releaseDate, speakers, messages, dates } = indexRelease(text, release);
    assert.equal(releaseDate, '2021-05-04');
    assert.equal(speakers[messages[0]!.speaker!]!.name, 'Ann Quill');
    assert.equal(dates[0]!.resolved, '2021-05-03');
  });
});
