import assert from 'node:assert/strict';
import { parseRelease } from '../../../src/core/index';

/** Cue, its class and the content of each attribution of a text. */
const messages = (text: string): string[] =>
  parseRelease(text).attributions.map(({ cue, content }) =>
    [
      cue ? `${text.slice(cue.span.start, cue.span.end)} (${cue.class})` : '–',
      content.map(({ start, end }) => text.slice(start, end)).join(' … '),
    ].join(': '),
  );

describe('Attributions found by the model', () => {
  it('are not what somebody declined, refused or did not want to say', () => {
    assert.deepEqual(messages('The ministry declined to comment on the talks.'), []);
    assert.deepEqual(messages('The spokeswoman did not say whether the plant would close.'), []);
    assert.deepEqual(messages('The mayor would not comment on the plan.'), []);
    assert.deepEqual(messages('He refused to say when the road would open.'), []);
  });

  it('are not to whom a message went, nor facts under their names', () => {
    assert.deepEqual(messages('Roe sent a verbal message to Poe on 7 May.'), []);
    assert.deepEqual(messages('Mills: five, each of two stones.'), []);
    assert.deepEqual(messages('Roe sent a message to Poe and said that the mill would close.').length, 1);
  });

  it('are not what was not admitted, a maker takes back, or a noun that only looks like a cue', () => {
    assert.deepEqual(messages('The company did not admit wrongdoing.'), []);
    assert.deepEqual(messages('Ellerby Mills is recalling 4,200 sacks of its rye.'), []);
    assert.deepEqual(messages('Ellerby police have charged a miller in connection with the fire.'), []);
    assert.equal(messages('Roe charged that the mill had cheated bakers.').length, 1);
    assert.deepEqual(messages('Consumers with questions may call the mill at noon.'), []);
    assert.equal(messages('Consumers may call it the best rye of all.').length, 1);
    assert.deepEqual(messages('Roe recalled that the mill had burned.'), ['recalled (speech): that the mill had burned']);
    assert.deepEqual(messages('The company admitted that the mill had burned.'), ['admitted (speech): that the mill had burned']);
  });

  it('are condolences and wishes that are conveyed, up to the next verb', () => {
    assert.deepEqual(messages('The mayor extended her condolences to the families and left.'), [
      'extended (speech): her condolences to the families',
    ]);
    assert.deepEqual(messages('The mayor extended the road to the mill.'), []);
  });

  it('have the signs that belong to their words', () => {
    assert.deepEqual(messages('Roe said that rye fell by 14%.'), ['said (speech): that rye fell by 14%']);
    assert.deepEqual(messages('Roe said that rye (and wheat) fell (a little).'), [
      'said (speech): that rye (and wheat) fell (a little)',
    ]);
  });

  it('are what somebody denied, and what was said of what would be', () => {
    assert.deepEqual(messages('Roe denied that the plant would close.'), ['denied (speech): that the plant would close']);
    assert.deepEqual(messages('Acme said that the plant would close.'), ['said (speech): that the plant would close']);
  });

  it('tell speech from thought and evidence', () => {
    assert.deepEqual(messages('Officials fear that the river will rise again.'), [
      'fear (thought): that the river will rise again',
    ]);
    assert.deepEqual(messages('A study showed that the river was rising.'), ['showed (evidence): that the river was rising']);
  });

  it('stand before and after their cue, run on with "and that", and hold one another', () => {
    assert.deepEqual(messages('The plant would close, the company said.'), ['said (speech): The plant would close']);
    assert.deepEqual(messages('Roe told reporters that the road would open, and that the plant would close.'), [
      'told (speech): that the road would open, and that the plant would close',
    ]);
    assert.deepEqual(messages('Roe said the road would open and warned that the river was rising.'), [
      'said (speech): the road would open and warned that the river was rising',
      'warned (speech): that the river was rising',
    ]);
  });
});
