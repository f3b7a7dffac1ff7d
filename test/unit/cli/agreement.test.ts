import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { EMPTY_PAGE, formatSidecar, type AgreementTable, type Annotation } from '../../../src/core/index';
import { target } from '../exchange/sample';

const program = resolve(__dirname, '../../../../dist/cli.js');
const TEXT = 'Jane Roe said that rye sells best.\n\nThe shop opens on 9 May 2020.\n';
const message = (id: string, author: string, words: string): Annotation => ({
  id: `urn:x:${id}`,
  kind: 'message',
  author,
  targets: [target(TEXT, words, 'content')],
});

describe('pressmark agreement and eval', () => {
  let folder: string;
  let text: string;
  const run = (...args: string[]) => spawnSync(process.execPath, [program, ...args], { encoding: 'utf8' });
  const write = (name: string, annotations: readonly Annotation[]) => {
    const file = join(folder, name);
    writeFileSync(file, formatSidecar({ ...EMPTY_PAGE, annotations }, 'a.txt'));
    return file;
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pressmark-agreement-'));
    text = join(folder, 'a.txt');
    writeFileSync(text, TEXT);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('print a table of the people in a sidecar', () => {
    write('a.txt.annotations.json', [message('1', 'Ann', 'that rye sells best'), message('2', 'Bo', 'rye sells best')]);
    const { status, stdout } = run('agreement', text);
    assert.equal(status, 0);
    const [title, head, row] = stdout.trimEnd().split('\n');
    assert.equal(title, 'Ann, Bo · 1 text');
    assert.match(head!, /^ +marks +Cohen κ +α +α_u +F1 exact +F1 overlap +P \/ R exact +P \/ R overlap$/);
    assert.match(row!, /^message +1 \/ 1 +0\.\d{3} +0\.\d{3} +0\.\d{3} +0\.000 +1\.000 +0\.000 \/ 0\.000 +1\.000 \/ 1\.000$/);
  });

  it('take several sidecars and detection as annotators, and print JSON', () => {
    write('a.txt.annotations.json', [message('1', 'Ann', 'that rye sells best')]);
    const other = write('bo.annotations.json', [{ ...message('2', '', 'that rye sells best'), author: 'Bo' }]);
    const { status, stdout } = run('agreement', text, '--with', other, '--detection', '--format', 'json');
    assert.equal(status, 0);
    const table = JSON.parse(stdout) as AgreementTable;
    assert.deepEqual(table.annotators, ['Ann', 'Bo', 'detection']);
    assert.ok(table.rows.every(({ marks }) => marks.length === 3));
    assert.equal(table.rows.find(({ kind }) => kind === 'message')!.marks[0], 1);
  });

  it('leave the gold set out, or hold each annotator that is named against it', () => {
    const gold: Annotation = { ...message('3', 'Dee', 'that rye sells best'), gold: true };
    write('a.txt.annotations.json', [message('1', 'Ann', 'that rye sells best'), message('2', 'Bo', 'rye sells best'), gold]);
    const annotators = (...args: string[]) =>
      (JSON.parse(run('agreement', text, '--format', 'json', ...args).stdout) as AgreementTable).annotators;
    assert.deepEqual(annotators(), ['Ann', 'Bo']);
    assert.deepEqual(annotators('--gold'), ['gold', 'Ann', 'Bo']);
    const { stdout } = run('agreement', text, '--gold', '--annotator', 'Ann', '--format', 'json');
    const { annotators: two, rows } = JSON.parse(stdout) as AgreementTable;
    assert.deepEqual(two, ['gold', 'Ann']);
    assert.equal(rows[0]!.exact.f1, 1);
  });

  it('hold detection against what people corrected', () => {
    const rejected: Annotation = { ...message('1', 'Ann', 'that rye sells best'), review: { verdict: 'rejected' } };
    write('a.txt.annotations.json', [rejected]);
    const { status, stdout } = run('eval', text, '--format', 'json');
    assert.equal(status, 0);
    const { annotators, rows } = JSON.parse(stdout) as AgreementTable;
    assert.deepEqual(annotators, ['corrected', 'detection']);
    assert.deepEqual(rows.find(({ kind }) => kind === 'message')!.marks, [0, 1]);
    assert.equal(rows.find(({ kind }) => kind === 'date')!.exact.f1, 1);
  });

  it('say in one sentence what is missing', () => {
    for (const [args, words] of [
      [['agreement', text], /nobody annotates a passage; agreement wants two/],
      [
        ['agreement', text, '--detection'],
        /detection is the only annotator; agreement wants two \(--with adds those of another file\)$/m,
      ],
      [['eval', text], /nobody has corrected it/],
      [['eval', text, '--detection'], /--detection is for agreement, not for eval/],
    ] as const) {
      const { status, stderr } = run(...args);
      assert.equal(status, 2);
      assert.match(stderr, words);
      assert.equal(stderr.trim().split('\n').length, 1);
    }
  });
});
