import assert from 'node:assert/strict';
import { formatSarif, type SarifFinding } from '../../../src/cli/sarif';
import { assertSarif } from './sarifSchema';

const TEXT = 'A shop\n\n“We bake at dawn,” said Roe.\r\n“Bread,” she said.';
const place = (file: string, words: string) => ({
  file,
  text: TEXT,
  start: TEXT.indexOf(words),
  end: TEXT.indexOf(words) + words.length,
});
const RULES = [{ id: 'quote-altered', description: 'A quotation was altered.', help: 'verify.md#altered' }];
const FINDING: SarifFinding = {
  ...place('a folder/ärticle #1.md', '“Bread,”'),
  rule: 'quote-altered',
  level: 'warning',
  message: 'altered',
  related: [{ ...place('/abs/release.txt', 'We bake'), message: 'here' }],
  replacement: '“Rye,”',
  properties: { verdict: 'altered' },
};

describe('SARIF', () => {
  it('is as the standard wants it, with everything and with nothing', () => {
    assertSarif(
      JSON.parse(formatSarif(RULES, [FINDING, { ...place('-', 'A shop'), rule: 'quote-altered', level: 'note', message: 'x' }])),
    );
    assertSarif(JSON.parse(formatSarif(RULES, [])));
    assertSarif(JSON.parse(formatSarif([], [])));
  });

  it('would be refused with a line 0, an unknown property or another level', () => {
    const log = formatSarif(RULES, [FINDING]);
    for (const [from, to] of [
      ['"startLine": 4', '"startLine": 0'],
      ['"level": "warning"', '"level": "hint"'],
      ['"ruleIndex": 0', '"ruleNumber": 0'],
      ['"version": "2.1.0"', '"version": "2.2.0"'],
    ] as const) {
      assert.ok(log.includes(from), from);
      assert.throws(() => assertSarif(JSON.parse(log.replace(from, to))), to);
    }
  });
});
