/**
 * What SARIF 2.1.0 (OASIS, appendix "JSON schema") allows of the objects that Pressmark writes: required properties, ranges and enumerations as
 * there, and no property that the standard does not define. Parts of the standard that Pressmark does not write are left out.
 */
import assert from 'node:assert/strict';
import Ajv from 'ajv';

const strict = (properties: Record<string, object>, required: readonly string[] = [], more: object = {}): object => ({
  type: 'object',
  additionalProperties: false,
  properties: { ...properties, properties: { type: 'object' } },
  required,
  ...more,
});
const text = { type: 'string' };
const list = (items: object, more: object = {}): object => ({ type: 'array', items, ...more });
const atLeast = (minimum: number): object => ({ type: 'integer', minimum });

const uri = { type: 'string', pattern: "^(?:[a-z][a-z0-9+.-]*:)?[A-Za-z0-9/%._~!$&'()*+,;=:@-]+$" };
const artifactLocation = strict({ uri, uriBaseId: text, index: atLeast(-1) });
const content = strict({ text, binary: text });
const message = strict({ text, markdown: text, id: text, arguments: list(text) }, [], {
  anyOf: [{ required: ['text'] }, { required: ['id'] }],
});
const multiformat = strict({ text, markdown: text }, ['text']);
const region = strict({
  startLine: atLeast(1),
  startColumn: atLeast(1),
  endLine: atLeast(1),
  endColumn: atLeast(1),
  charOffset: atLeast(0),
  charLength: atLeast(0),
  snippet: content,
});
const location = strict({
  id: atLeast(-1),
  message,
  physicalLocation: strict({ artifactLocation, region }, ['artifactLocation']),
});
const fix = strict(
  {
    description: message,
    artifactChanges: list(
      strict(
        {
          artifactLocation,
          replacements: list(strict({ deletedRegion: region, insertedContent: content }, ['deletedRegion']), { minItems: 1 }),
        },
        ['artifactLocation', 'replacements'],
      ),
      { minItems: 1, uniqueItems: true },
    ),
  },
  ['artifactChanges'],
);
const result = strict(
  {
    ruleId: text,
    ruleIndex: atLeast(-1),
    level: { enum: ['none', 'note', 'warning', 'error'] },
    message,
    locations: list(location),
    relatedLocations: list(location, { uniqueItems: true }),
    fixes: list(fix, { uniqueItems: true }),
  },
  ['message'],
);
const rule = strict(
  { id: text, name: text, shortDescription: multiformat, fullDescription: multiformat, helpUri: uri, help: multiformat },
  ['id'],
);
const driver = strict({ name: text, version: text, informationUri: uri, rules: list(rule, { uniqueItems: true }) }, ['name']);
const log = strict(
  {
    $schema: { type: 'string', pattern: '^https://' },
    version: { const: '2.1.0' },
    runs: list(
      strict(
        {
          tool: strict({ driver }, ['driver']),
          columnKind: { enum: ['utf16CodeUnits', 'unicodeCodePoints'] },
          results: list(result),
        },
        ['tool'],
      ),
    ),
  },
  ['version', 'runs'],
);

const validate = new Ajv({ allErrors: true }).compile(log);

/** Fails with all that is against the standard. */
export function assertSarif(json: unknown): void {
  assert.deepEqual(validate(json) ? [] : validate.errors, []);
  const { runs } = json as {
    runs: { tool: { driver: { rules: { id: string }[] } }; results: { ruleId: string; ruleIndex: number }[] }[];
  };
  // 3.27.5 and 3.27.6: where both are there, they name the same rule.
  for (const { tool, results } of runs)
    for (const { ruleId, ruleIndex } of results) assert.equal(tool.driver.rules[ruleIndex]?.id, ruleId);
}
