import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { patternToRegExp } from '../../../src/core';
import { assertSarif } from './sarifSchema';

const CLI = resolve('dist/cli.js');
const RELEASE =
  'Shop Opens in Ellerby\n\nELLERBY, 10 May 2020 – Jane Roe, a baker, opened a shop.\n\n' +
  '“We bake at night, when the town sleeps,” said Roe.\n\n“Bread is not a luxury,” said Ann Poe, the mayor.\n';

/** What SARIF 2.1.0 asks of a result, and where it points. */
interface Sarif {
  $schema: string;
  version: string;
  runs: {
    tool: { driver: { name: string; version: string; rules: { id: string; shortDescription: { text: string } }[] } };
    columnKind: string;
    results: {
      ruleId: string;
      ruleIndex: number;
      level: string;
      message: { text: string };
      locations: Location[];
      relatedLocations?: (Location & { id: number; message: { text: string } })[];
      fixes?: { artifactChanges: { replacements: { deletedRegion: Region; insertedContent: { text: string } }[] }[] }[];
    }[];
  }[];
}
interface Region {
  startLine: number;
  startColumn: number;
  endLine: number;
  endColumn: number;
  charOffset: number;
  charLength: number;
  snippet: { text: string };
}
interface Location {
  physicalLocation: { artifactLocation: { uri: string }; region: Region };
}

describe('pressmark verify and compare', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pressmark-verify-'));
    mkdirSync(join(folder, 'releases', 'spring'), { recursive: true });
    writeFileSync(join(folder, 'releases', 'spring', 'shop.txt'), RELEASE);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const run = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], { cwd: folder, encoding: 'utf8' });
    return { status, stdout, stderr };
  };
  const article = (text: string): string => {
    writeFileSync(join(folder, 'article.md'), text);
    return 'article.md';
  };

  it('ends with 0 where all is verbatim, with a pattern, a folder or a name', () => {
    const file = article('“We bake at night, when the town sleeps,” Jane Roe said.\n');
    for (const against of ['releases/**/*.txt', 'releases', 'releases/spring/shop.txt', './releases/*/s?op.{txt,press}']) {
      const { status, stdout, stderr } = run('verify', file, '--against', against);
      assert.deepEqual([status, stderr], [0, ''], against);
      assert.match(stdout, /1 quotation against 1 release, all verbatim/);
      assert.match(stdout, /releases\/spring\/shop\.txt:5 Jane Roe/);
    }
  });

  it('ends with 1 where something is not, and says what is different', () => {
    const { status, stdout } = run(
      'verify',
      article('“We bake at dawn, when the town sleeps,” Jane Roe said.\n\n“Nobody likes white bread any more,” Ann Poe said.\n'),
      '--against',
      'releases',
    );
    assert.equal(status, 1);
    assert.match(stdout, /article\.md:1 {2}altered \(Jane Roe\)/);
    assert.match(stdout, /“night” became “dawn”/);
    assert.match(stdout, /article\.md:3 {2}not found \(Ann Poe\)/);
  });

  it('ends with 2 for bad input, in one line', () => {
    const file = article('“We bake at night,” Jane Roe said.\n');
    for (const [args, message] of [
      [['verify', 'none.md', '--against', 'releases'], /none\.md: there is no such file/],
      [['verify', file, '--against', 'none/*.txt'], /none\/\*\.txt: there is no such release/],
      [['verify', file], /--against is missing/],
      [['verify', file, '--against', 'releases', '--format', 'xml'], /There is no format "xml" here/],
      [['compare', file], /compare wants two files/],
      [['compare', file, 'none.txt'], /none\.txt: there is no such file/],
    ] as const) {
      const { status, stderr } = run(...args);
      assert.equal(status, 2, args.join(' '));
      assert.match(stderr, message);
      assert.equal(stderr.trim().split('\n').length, 1);
    }
  });

  it('prints JSON for programs', () => {
    const { stdout } = run(
      'verify',
      article('“We bake at dawn, when the town sleeps,” Jane Roe said.'),
      '--against',
      'releases',
      '--format',
      'json',
    );
    const { quotes } = JSON.parse(stdout) as { quotes: Record<string, unknown>[] };
    assert.equal(quotes.length, 1);
    assert.equal(quotes[0]!.verdict, 'altered');
    assert.deepEqual(quotes[0]!.differences, [{ kind: 'changed', article: 'dawn', release: 'night' }]);
  });

  it('prints SARIF 2.1.0 with places, related places and a fix', () => {
    const text = 'News\r\n\r\nShe said: “We bake at dawn, when the town sleeps,” Jane Roe said.\r\n';
    const { status, stdout } = run('verify', article(text), '--against', 'releases', '--format', 'sarif');
    assert.equal(status, 1);
    const log = JSON.parse(stdout) as Sarif;
    assertSarif(log);
    assert.equal(log.version, '2.1.0');
    assert.match(log.$schema, /sarif-2\.1\.0/);
    assert.equal(log.runs.length, 1);
    const { tool, results, columnKind } = log.runs[0]!;
    assert.equal(columnKind, 'utf16CodeUnits');
    assert.equal(tool.driver.name, 'Pressmark');
    assert.equal(results.length, 1);
    const result = results[0]!;
    assert.equal(tool.driver.rules[result.ruleIndex]!.id, result.ruleId);
    assert.ok(['error', 'warning', 'note'].includes(result.level));
    const { artifactLocation, region } = result.locations[0]!.physicalLocation;
    assert.equal(artifactLocation.uri, 'article.md');
    assert.deepEqual([region.startLine, region.startColumn, region.endLine], [3, 12, 3]);
    assert.equal(text.slice(region.charOffset, region.charOffset + region.charLength), 'We bake at dawn, when the town sleeps');
    assert.equal(region.snippet.text, 'We bake at dawn, when the town sleeps');
    const related = result.relatedLocations![0]!;
    assert.equal(related.physicalLocation.artifactLocation.uri, 'releases/spring/shop.txt');
    assert.equal(related.physicalLocation.region.startLine, 5);
    const { deletedRegion, insertedContent } = result.fixes![0]!.artifactChanges[0]!.replacements[0]!;
    const mended =
      text.slice(0, deletedRegion.charOffset) +
      insertedContent.text +
      text.slice(deletedRegion.charOffset + deletedRegion.charLength);
    assert.match(mended, /“We bake at night, when the town sleeps,”/);
  });

  it('compares two versions in what they say', () => {
    writeFileSync(join(folder, 'new.txt'), RELEASE.replace('at night', 'at dawn').replace('10 May', '11 May'));
    const { status, stdout } = run('compare', 'releases/spring/shop.txt', 'new.txt');
    assert.equal(status, 0);
    assert.match(stdout, /Release date\n- 2020-05-10\n\+ 2020-05-11/);
    assert.match(stdout, /~ Jane Roe: “We bake at dawn.*\n {2}“night” became “dawn”/);
    assert.match(run('compare', 'new.txt', 'new.txt').stdout, /Both say the same/);
    const json = JSON.parse(run('compare', 'releases/spring/shop.txt', 'new.txt', '--format', 'json').stdout) as {
      messages: unknown[];
    };
    assert.equal(json.messages.length, 1);
  });
});

describe('pressmark check', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pressmark-check-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const run = (...args: string[]) => spawnSync(process.execPath, [CLI, 'check', ...args], { cwd: folder, encoding: 'utf8' });
  const BAD = RELEASE.replace('opened a shop', 'opened a shop on Monday, 9 May 2020');

  it('prints what is wrong with its place, and ends with 1; with 0 where nothing is', () => {
    writeFileSync(join(folder, 'bad.txt'), BAD);
    writeFileSync(join(folder, 'good.txt'), RELEASE);
    const bad = run('bad.txt', 'good.txt');
    assert.equal(bad.status, 1);
    const column = BAD.split('\n')[2]!.indexOf('Monday') + 1;
    assert.equal(bad.stdout, `bad.txt:3:${column}: error: 2020-05-09 is a Saturday, not a Monday. [weekday-mismatch]\n`);
    assert.equal(run('good.txt').status, 0);
    assert.equal(run('bad.txt', '--rule', 'mixed-quotes').status, 0);
    assert.match(run('good.txt', '--house').stdout, /names no contact\. \[missing-contact\]/);
  });

  it('prints JSON and SARIF, and leaves out what people said to ignore', () => {
    writeFileSync(join(folder, 'bad.txt'), BAD);
    const { findings } = JSON.parse(run('bad.txt', '--format', 'json').stdout) as { findings: { code: string; text: string }[] };
    assert.deepEqual(
      findings.map(({ code, text }) => [code, text]),
      [['weekday-mismatch', 'Monday, 9 May 2020']],
    );
    const log = JSON.parse(run('bad.txt', '--format', 'sarif').stdout) as Sarif;
    assertSarif(log);
    const [result] = log.runs[0]!.results;
    const rule = log.runs[0]!.tool.driver.rules[result!.ruleIndex]!.id;
    assert.deepEqual([result!.ruleId, result!.level, rule], ['weekday-mismatch', 'error', 'weekday-mismatch']);
    const start = BAD.indexOf('Monday');
    const position = { type: 'TextPositionSelector', start, end: start + 18 };
    const quote = { type: 'TextQuoteSelector', exact: 'Monday, 9 May 2020', prefix: 'a shop on ', suffix: '.' };
    const item = {
      id: 'urn:uuid:1',
      type: 'Annotation',
      motivation: 'tagging',
      body: [{ type: 'TextualBody', purpose: 'tagging', value: 'ignore weekday-mismatch' }],
      target: { source: 'bad.txt', selector: [quote, position] },
    };
    writeFileSync(join(folder, 'bad.txt.annotations.json'), JSON.stringify({ type: 'AnnotationPage', items: [item] }));
    const silent = run('bad.txt');
    assert.deepEqual([silent.stdout, silent.status], ['', 0]);
  });

  it('ends with 2 for bad input', () => {
    const missing = run('none.txt');
    assert.match(missing.stderr, /none\.txt: there is no such file/);
    assert.equal(missing.status, 2);
    assert.match(run('none.txt', '--rule', 'nonsense').stderr, /There is no check "nonsense"/);
  });
});

describe('A file pattern', () => {
  it('knows *, **, ?, {} and [], and takes other signs as they are', () => {
    const matches = (pattern: string, file: string) => patternToRegExp(pattern).test(file);
    assert.ok(matches('a/**/*.txt', 'a/b/c.txt') && matches('a/**/*.txt', 'a/c.txt') && !matches('a/*.txt', 'a/b/c.txt'));
    assert.ok(matches('r?[0-9].{txt,press}', 'rx1.press') && !matches('r?[0-9].{txt,press}', 'rxx.press'));
    assert.ok(matches('a+b(1).txt', 'a+b(1).txt') && !matches('a.txt', 'abtxt'));
    assert.ok(matches('[!a].txt', 'b.txt') && !matches('[!a].txt', 'a.txt'));
  });
});
