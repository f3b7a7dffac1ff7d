import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../../../..');
const program = join(root, 'dist/cli.js');
const seed = join(root, 'seeds/000_cae2262806c99fd3.txt');

interface Document {
  id: string;
  file?: string;
  line?: number;
  error?: string;
  releaseDate: string | null;
  speakers: { name: string }[];
  attributions: { kind: string; quoted: boolean; speaker: string | null; content: { text: string }[]; basis?: string }[];
  dates: { text: string; value: string; resolved: string | null }[];
}

function pressmark(args: string[], input: string | Buffer = '', env: NodeJS.ProcessEnv = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    input,
    encoding: 'utf8',
    env: { ...process.env, ...env },
    maxBuffer: 1 << 28,
  });
  return {
    status,
    stdout,
    stderr,
    documents: () =>
      stdout
        .trim()
        .split('\n')
        .map(line => JSON.parse(line) as Document),
  };
}

const line = (id: string, text: string, others = {}) => JSON.stringify({ id, text, ...others });

describe('pressmark annotate', () => {
  let folder: string;
  before(() => (folder = mkdtempSync(join(tmpdir(), 'pressmark-cli-'))));
  after(() => rmSync(folder, { recursive: true }));
  const file = (name: string, content: string | Buffer) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };

  it('prints a readable outline of the seed, without colour into a pipe', () => {
    const { status, stdout, stderr } = pressmark(['annotate', seed]);
    assert.equal(status, 0);
    assert.equal(stderr, '');
    for (const words of ['Xi Jinping', 'Kim Jong Un', 'Speakers and messages', 'February', 'XXXX-05-09']) {
      assert.ok(stdout.includes(words), words);
    }
    assert.ok(!stdout.includes('\u001b'));
  });

  it('finds two speakers, eight messages and three dates in the seed, and resolves these with a release date', () => {
    const [document] = pressmark(['annotate', seed, '--format', 'json', '--release-date', '2020-05-10']).documents();
    assert.equal(document!.file, seed);
    assert.equal(document!.releaseDate, '2020-05-10');
    assert.deepEqual(document!.speakers.map(({ name }) => name).sort(), ['Kim Jong Un', 'Xi Jinping']);
    assert.deepEqual(
      document!.attributions.map(({ kind }) => kind),
      ['direct', 'direct', 'direct', 'indirect', 'indirect', 'indirect', 'indirect', 'indirect'],
    );
    assert.deepEqual(
      document!.dates.map(({ text, resolved }) => [text, resolved]),
      [
        ['9 May', '2020-05-09'],
        ['February', '2020-02'],
        ['7 May', '2020-05-07'],
      ],
    );
  });

  it('prints one line for each of several files, and reads standard input for -', () => {
    const documents = pressmark(['annotate', '--format', 'ndjson', seed, '-'], 'Jane Roe said that it rains.').documents();
    assert.deepEqual(
      documents.map(({ id }) => id),
      [seed, '-'],
    );
    assert.equal(documents[1]!.attributions.length, 1);
  });

  it('explains on request', () => {
    assert.ok(pressmark(['annotate', seed, '--explain']).stdout.includes('because: '));
    assert.ok(pressmark(['annotate', seed, '--explain', '--format', 'json']).documents()[0]!.attributions[0]!.basis);
  });

  it('says on one line which file is bad and why, does the others, and exits with 2', () => {
    const binary = file('picture.png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]));
    const latin = file('latin.txt', Buffer.from([0x63, 0x61, 0x66, 0xe9, 0x20, 0x21]));
    const missing = join(folder, 'missing.txt');
    const { status, stderr, documents } = pressmark(['annotate', '--format', 'json', binary, missing, folder, latin, seed]);
    assert.equal(status, 2);
    assert.deepEqual(stderr.trim().split('\n'), [
      `pressmark: ${binary}: is a binary file, not text`,
      `pressmark: ${missing}: there is no such file`,
      `pressmark: ${folder}: is a folder, not a file`,
      `pressmark: ${latin}: is not text in UTF-8 or UTF-16`,
    ]);
    assert.deepEqual(
      documents().map(document => document.file),
      [seed],
    );
  });

  it('reads UTF-8 and UTF-16 with a byte order mark, counting offsets after the mark', () => {
    const text = 'Jane Roe said that it rains.';
    const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le');
    const files = [
      file('plain.txt', text),
      file('utf8.txt', `\ufeff${text}`),
      file('little.txt', utf16),
      file('big.txt', Buffer.from(utf16).swap16()),
    ];
    const [plain, ...marked] = pressmark(['annotate', '--format', 'ndjson', ...files]).documents();
    assert.equal(plain!.attributions.length, 1);
    for (const document of marked) assert.deepEqual({ ...document, id: plain!.id }, plain);
  });

  it('takes an empty file, and ten megabytes on one line', function () {
    this.timeout(60_000);
    const empty = file('empty.txt', '');
    const long = file('long.txt', 'Jane Roe said that it rains. '.repeat(10_000_000 / 29));
    const { status, documents } = pressmark(['annotate', '--format', 'json', empty, long]);
    assert.equal(status, 0);
    assert.deepEqual(documents()[0]!.attributions, []);
    assert.ok(documents()[1]!.attributions.length > 100_000);
  });

  it('keeps a text from writing over the terminal', () => {
    const { stdout } = pressmark(['annotate', file('escape.txt', 'Jane Roe said, \u001b[2J\u001b]0;gone\u0007 it rains.\n')]);
    assert.ok(!/[\u001b\u0007]/.test(stdout));
  });

  it('prints what people have corrected, and with --raw what was detected', () => {
    const text = 'Jane Roe said that it rains.';
    const release = file('corrected.txt', text);
    const [before] = pressmark(['annotate', '--format', 'json', release]).documents();
    const content = before!.attributions[0]!.content[0] as { text: string; start: number; end: number };
    const sidecar = {
      '@context': 'http://www.w3.org/ns/anno.jsonld',
      type: 'AnnotationPage',
      items: [
        {
          id: 'urn:uuid:1',
          type: 'Annotation',
          motivation: 'identifying',
          'pressmark:kind': 'message',
          'pressmark:review': 'rejected',
          target: {
            source: 'corrected.txt',
            selector: [
              {
                type: 'TextQuoteSelector',
                exact: content.text,
                prefix: text.slice(0, content.start),
                suffix: text.slice(content.end),
              },
              { type: 'TextPositionSelector', start: content.start, end: content.end },
            ],
          },
        },
      ],
    };
    file('corrected.txt.annotations.json', JSON.stringify(sidecar));
    assert.deepEqual(pressmark(['annotate', '--format', 'json', release]).documents()[0]!.attributions, []);
    assert.equal(pressmark(['annotate', '--format', 'json', '--raw', release]).documents()[0]!.attributions.length, 1);
  });

  it('leaves a sidecar that does not parse alone, says so, and prints what was detected', () => {
    const release = file('broken.txt', 'Jane Roe said that it rains.');
    const sidecar = file('broken.txt.annotations.json', '{ not json');
    const { status, stderr, documents } = pressmark(['annotate', '--format', 'json', release]);
    assert.equal(status, 2);
    assert.ok(stderr.startsWith(`pressmark: ${sidecar}: `) && stderr.trim().split('\n').length === 1, stderr);
    assert.equal(documents()[0]!.attributions.length, 1);
    assert.equal(readFileSync(sidecar, 'utf8'), '{ not json');
  });

  it('refuses arguments that make no sense in one sentence', () => {
    for (const args of [
      [],
      ['annotate'],
      ['read', seed],
      ['annotate', seed, '--format', 'xml'],
      ['annotate', seed, '--frmat', 'json'],
    ]) {
      const { status, stdout, stderr } = pressmark(args);
      assert.equal(status, 2, args.join(' '));
      assert.equal(stdout, '');
      assert.equal(stderr.trim().split('\n').length, 1, stderr);
    }
    for (const day of ['2020-02-30', '10 May 2020', '20200510']) {
      const { status, stderr } = pressmark(['annotate', seed, '--release-date', day]);
      assert.equal(status, 2);
      assert.ok(stderr.includes(day));
    }
  });

  it('tells how it is used and which version it is', () => {
    assert.ok(pressmark(['--help']).stdout.includes('Usage: pressmark annotate FILE'));
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    assert.equal(pressmark(['--version']).stdout, `${version}\n`);
  });

  it('stops quietly when its reader has seen enough', async () => {
    mkdirSync(join(folder, 'many'), { recursive: true });
    const child = spawn(process.execPath, [program, 'annotate', '--format', 'ndjson', ...Array<string>(200).fill(seed)]);
    let stderr = '';
    child.stderr.on('data', chunk => (stderr += String(chunk)));
    child.stdout.once('data', () => child.stdout.destroy());
    const status = await new Promise(done => child.on('close', done));
    assert.equal(stderr, '');
    assert.equal(status, 0);
  });
});

describe('pressmark annotate --ndjson', () => {
  it('answers every line in its place, bad ones with what is wrong', () => {
    const input = [
      line('one', 'Jane Roe said that it rains.'),
      'not json',
      '',
      '["an array"]',
      JSON.stringify({ text: 'no id' }),
      JSON.stringify({ id: 'no text' }),
      line('bad date', 'x', { releaseDate: '10 May' }),
      line('two', 'It was signed on 9 May.', { releaseDate: '2020-05-10' }),
      line('three\u2028', 'A line separator\u2028inside.', { releaseDate: null }),
    ].join('\n');
    const { status, documents } = pressmark(['annotate', '--ndjson'], input);
    assert.equal(status, 2);
    assert.deepEqual(
      documents().map(({ id, line: number, error }) => [id, number, error]),
      [
        ['one', undefined, undefined],
        [undefined, 2, 'is not JSON'],
        [undefined, 4, 'is not an object'],
        [undefined, 5, 'has no "id" that is a string or a number'],
        ['no text', 6, 'has no "text" that is a string'],
        ['bad date', 7, 'has a "releaseDate" that is not YYYY-MM-DD'],
        ['two', undefined, undefined],
        ['three\u2028', undefined, undefined],
      ],
    );
    assert.equal(documents()[6]!.dates[0]!.resolved, '2020-05-09');
  });

  it('answers a line before the next one comes', async () => {
    const child = spawn(process.execPath, [program, 'annotate', '--ndjson']);
    const answer = new Promise<string>(done => child.stdout.once('data', chunk => done(String(chunk))));
    child.stdin.write(`${line('first', 'Jane Roe said that it rains.')}\n`);
    assert.equal((JSON.parse(await answer) as Document).id, 'first');
    child.stdin.end();
    assert.equal(await new Promise(done => child.on('close', done)), 0);
  });

  it('needs no more memory for many documents than for a few', function () {
    this.timeout(60_000);
    const text = readFileSync(seed, 'utf8').repeat(3);
    const input = Array.from({ length: 3000 }, (_, i) => line(String(i), text)).join('\n');
    const { status, stdout } = pressmark(['annotate', '--ndjson'], input, { NODE_OPTIONS: '--max-old-space-size=48' });
    assert.equal(status, 0);
    assert.equal(stdout.trim().split('\n').length, 3000);
  });
});
