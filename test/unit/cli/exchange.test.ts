import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const program = resolve(__dirname, '../../../../dist/cli.js');
const TEXT = 'Jane Roe said that rye sells best.\n\nThe shop opens at six.\n';
const ANN = [
  'T1\tSource 0 8\tJane Roe',
  'T2\tCue 9 13\tsaid',
  'T3\tContent 14 33\tthat rye sells best',
  'T4\tAttribution 9 13\tsaid',
  'E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1',
  '',
].join('\n');

describe('pressmark import and export', () => {
  let folder: string;
  let text: string;
  let ann: string;
  const sidecar = () => `${text}.annotations.json`;
  const run = (...args: string[]) => spawnSync(process.execPath, [program, ...args], { encoding: 'utf8' });

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pressmark-exchange-'));
    [text, ann] = [join(folder, 'a.txt'), join(folder, 'foreign.ann')];
    writeFileSync(text, TEXT);
    writeFileSync(ann, ANN);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('add a foreign file to the sidecar once, and give the same events back', () => {
    const first = run('import', ann, '--text', text, '--author', 'Ann');
    assert.equal(first.status, 0, first.stderr);
    assert.match(first.stdout, /: 1 added$/m);
    const kept = readFileSync(sidecar(), 'utf8');
    const second = run('import', ann, '--text', text);
    assert.match(second.stdout, /: 0 added, 1 there already$/m);
    assert.equal(readFileSync(sidecar(), 'utf8'), kept);
    assert.equal(readFileSync(text, 'utf8'), TEXT);

    const back = run('export', text, '--format', 'brat');
    assert.equal(back.status, 0);
    for (const line of ['Source 0 8\tJane Roe', 'Cue 9 13\tsaid', 'Content 14 33\tthat rye sells best'])
      assert.ok(back.stdout.includes(line));
    assert.equal(back.stdout.match(/^E\d+\t/gm)?.length, 1);
  });

  it('bring the codebook of a REFI-QDA project too, beside what there is and once', () => {
    const project = (folder_: string, description: string) => {
      const [own, book] = [join(folder_, 'a.txt'), join(folder_, '.pressmark')];
      mkdirSync(book, { recursive: true });
      writeFileSync(own, TEXT);
      const tags = [
        { name: 'claim', color: '#aa3311', description },
        { name: 'sales', parents: ['claim'] },
      ];
      writeFileSync(join(book, 'codebook.json'), JSON.stringify({ version: 1, tags }));
      writeFileSync(ann, 'T1\tclaim 14 33\tthat rye sells best\nT2\tsales 19 22\trye\n');
      assert.equal(run('import', ann, '--text', own).status, 0);
      assert.equal(run('export', own, '--only', 'people', '--output', join(folder, 'a.qdpx')).status, 0);
    };
    project(join(folder, 'theirs'), 'What can be checked');
    mkdirSync(join(folder, '.git'));
    const book = join(folder, '.pressmark/codebook.json');
    const first = run('import', join(folder, 'a.qdpx'), '--text', text);
    assert.equal(first.status, 0, first.stderr);
    assert.match(first.stdout, /codebook\.json: 2 tags added$/m);
    const kept = readFileSync(book, 'utf8');
    const { tags } = JSON.parse(kept) as { tags: unknown[] };
    assert.deepEqual(tags, [
      { name: 'claim', color: '#aa3311', description: 'What can be checked' },
      { name: 'sales', parents: ['claim'] },
    ]);
    assert.match(run('import', join(folder, 'a.qdpx'), '--text', text).stdout, /: 0 added, 2 there already\n$/);
    project(join(folder, 'others'), 'Something else');
    assert.equal(run('import', join(folder, 'a.qdpx'), '--text', text).status, 0);
    assert.equal(readFileSync(book, 'utf8'), kept);

    writeFileSync(book, '{');
    rmSync(sidecar());
    const refused = run('import', join(folder, 'a.qdpx'), '--text', text);
    assert.equal(refused.status, 2);
    assert.match(refused.stderr, /codebook\.json: is not JSON: .*; nothing was written\n$/);
    assert.deepEqual([readFileSync(book, 'utf8'), existsSync(sidecar())], ['{', false]);
  });

  it('write a file whose ending tells the format, with brat’s configuration beside it, and no half-written file', () => {
    const out = join(folder, 'out.ann');
    assert.equal(run('export', text, '--output', out).status, 0);
    assert.match(readFileSync(out, 'utf8'), /^A\d+\tDetected E1$/m);
    assert.ok(existsSync(join(folder, 'annotation.conf')));
    assert.deepEqual(
      readdirSync(folder).filter(name => name.endsWith('.tmp')),
      [],
    );
  });

  it('give Web Annotations that any reader of JSON takes, and read them back as people’s own', () => {
    run('import', ann, '--text', text);
    const out = join(folder, 'page.jsonld');
    assert.equal(run('export', text, '-o', out).status, 0);
    const page = JSON.parse(readFileSync(out, 'utf8')) as { '@context': unknown[]; type: string; items: { type: string }[] };
    assert.equal(page['@context'][0], 'http://www.w3.org/ns/anno.jsonld');
    assert.ok(page.items.every(({ type }) => type === 'Annotation'));
    rmSync(sidecar());
    assert.match(run('import', out, '--text', text).stdout, /: 1 added$/m);
  });

  it('keep formulas out of spreadsheets', () => {
    writeFileSync(text, '“=HYPERLINK(1),” said Jane Roe, “and rye.”\n');
    const { stdout } = run('export', text, '--format', 'csv');
    assert.match(stdout, /^kind,by,start,end,text,/);
    writeFileSync(join(folder, 'n.ann'), 'T1\tNote 1 13\t=HYPERLINK(1\n#1\tAnnotatorNotes T1\t=1+1\n');
    run('import', join(folder, 'n.ann'), '--text', text);
    const rows = run('export', text, '--format', 'csv', '--only', 'people').stdout.split('\r\n');
    assert.equal(rows.length, 3);
    assert.ok(rows[1]!.includes("'=HYPERLINK(1") && rows[1]!.includes("'=1+1"), rows[1]);
  });

  it('refuse what does not fit, and write nothing', () => {
    writeFileSync(text, TEXT.replace('rye', 'oat'));
    const { status, stderr } = run('import', ann, '--text', text);
    assert.equal(status, 2);
    assert.match(
      stderr,
      /T3 does not fit the text: at offset 19 it has “oat sells best”, not “rye sells best”; nothing was written/,
    );
    assert.ok(!existsSync(sidecar()));
  });

  it('never overwrite a sidecar that cannot be read', () => {
    writeFileSync(sidecar(), '{ "type": "Annot');
    const { status, stderr } = run('import', ann, '--text', text);
    assert.equal(status, 2);
    assert.match(stderr, /is not JSON/);
    assert.equal(readFileSync(sidecar(), 'utf8'), '{ "type": "Annot');
  });

  it('say in one sentence what is missing', () => {
    for (const [args, words] of [
      [['import', ann], /--text is missing/],
      [['export', text], /--format is missing: brat/],
      [['export', text, '--format', 'word'], /There is no format "word" here/],
      [['annotate', text, '--output', 'x'], /--output is for export, not for annotate/],
      [['import', join(folder, 'none.ann'), '--text', text], /there is no such file/],
    ] as const) {
      const { status, stderr } = run(...args);
      assert.equal(status, 2);
      assert.match(stderr, words);
      assert.equal(stderr.trim().split('\n').length, 1);
    }
  });
});
