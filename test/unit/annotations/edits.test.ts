import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { applyChanges, carrySpan, carryThrough, refineChange, type TextChange } from '../../../src/core/annotations/edits';
import { wholeGraphemes } from '../../../src/core/annotations/graphemes';
import { describe as describePassage } from '../../../src/core/annotations/describe';
import { locate } from '../../../src/core/annotations/selector';

const seed = readFileSync('seeds/000_cae2262806c99fd3.txt', 'utf8');

/** The text after the change, with [ and ] where the span of `source` lies then. */
function after(source: string, start: number, length: number, text: string): string {
  const span = { start: source.indexOf('['), end: source.indexOf(']') - 1 };
  const change = { start, length, text };
  const changed = applyChanges(source.replace('[', '').replace(']', ''), [change]);
  const carried = carrySpan(span, change);
  return carried
    ? `${changed.slice(0, carried.start)}[${changed.slice(carried.start, carried.end)}]${changed.slice(carried.end)}`
    : changed;
}

describe('carrySpan', () => {
  it('leaves what is typed at a border outside', () => {
    strictEqual(after('a[bc]d', 1, 0, 'XY'), 'aXY[bc]d');
    strictEqual(after('a[bc]d', 3, 0, 'XY'), 'a[bc]XYd');
  });
  it('takes in what is typed inside', () => strictEqual(after('a[bc]d', 2, 0, 'XY'), 'a[bXYc]d'));
  it('shrinks when text across a border goes', () => {
    strictEqual(after('ab[cd]ef', 1, 2, 'X'), 'aX[d]ef');
    strictEqual(after('ab[cd]ef', 3, 2, 'X'), 'ab[c]Xf');
  });
  it('is lost when all its words go', () => {
    strictEqual(after('a[bc]d', 1, 2, ''), 'ad');
    strictEqual(after('a[bc]d', 0, 4, 'bc'), 'bc');
  });

  const edits = fc.array(
    fc.record({ at: fc.nat(), length: fc.nat(30), text: fc.oneof(fc.constant(''), fc.string({ maxLength: 20 })) }),
    { minLength: 1, maxLength: 8 },
  );

  it('says the same as finding the passage again, wherever its words survive', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 30, max: 200 }), edits, (from, length, scripts) => {
        const start = from % (seed.length - length);
        const span = wholeGraphemes(seed, { start, end: start + length });
        const trimmed = { start: span.start, end: span.end };
        while (/\s/.test(seed[trimmed.start]!)) trimmed.start++;
        while (/\s/.test(seed[trimmed.end - 1]!)) trimmed.end--;
        let text = seed;
        const changes: TextChange[] = [];
        for (const { at, length: removed, text: inserted } of scripts) {
          const change = { start: at % text.length, length: 0, text: inserted };
          change.length = Math.min(removed, text.length - change.start);
          changes.push(change);
          text = applyChanges(text, [change]);
        }
        const carried = carryThrough(trimmed, changes);
        const words = seed.slice(trimmed.start, trimmed.end);
        if (!carried || text.slice(carried.start, carried.end) !== words) return;
        const placement = locate(text, describePassage(seed, trimmed));
        if (placement.state === 'anchored') deepStrictEqual(placement.span, carried);
      }),
      { numRuns: 400 },
    );
  });
});

describe('refineChange', () => {
  it('makes the same text of smaller changes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('one ', 'two ', 'three ', 'a longer run of words, ', '\n'), { maxLength: 60 }),
        fc.array(fc.constantFrom('one ', 'two ', 'three ', 'a longer run of words, ', '\n'), { maxLength: 60 }),
        (before, inserted) => {
          const text = before.join('');
          const change = { start: Math.min(3, text.length), length: Math.max(0, text.length - 3), text: inserted.join('') };
          strictEqual(applyChanges(text, refineChange(text, change)), applyChanges(text, [change]));
        },
      ),
    );
  });
  it('keeps a span on its words when an editor replaces the whole file', () => {
    const words = 'I am pleased and heartened by your efforts.';
    const start = seed.indexOf(words);
    const changed = seed
      .replace('On 9 May, ', '')
      .replace('It is a vivid example', 'And a vivid example')
      .replace('Suggest', 'Show');
    const carried = carryThrough(
      { start, end: start + words.length },
      refineChange(seed, { start: 0, length: seed.length, text: changed }),
    );
    ok(carried);
    strictEqual(changed.slice(carried.start, carried.end), words);
  });
  it('finds nothing to do where nothing changed', () =>
    deepStrictEqual(refineChange('abc', { start: 1, length: 1, text: 'b' }), []));
});
