import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, posix } from 'node:path';
import ts from 'typescript';

/**
 * Who may import what. The engine is plain data and functions; the editor and the command line reach it by one door and never
 * each other. The compiler's fence (src/core/tsconfig.json) keeps `vscode` and Node's types out of the engine; this keeps the folders apart.
 */
const FOLDERS: Readonly<Record<string, { readonly folders: readonly string[]; readonly packages: readonly RegExp[] }>> = {
  'src/core/text': { folders: [], packages: [] },
  'src/core/release': { folders: ['src/core/text'], packages: [] },
  'src/core/annotations': { folders: ['src/core/text', 'src/core/release'], packages: [/^valibot$/, /^diff-match-patch-es$/] },
  'src/core/codebook': { folders: ['src/core/annotations'], packages: [/^valibot$/] },
  'src/core/features': { folders: ['src/core/text', 'src/core/release', 'src/core/annotations'], packages: [] },
  'src/core/exchange': {
    folders: ['src/core/text', 'src/core/release', 'src/core/annotations', 'src/core/codebook', 'src/core/features'],
    packages: [/^fflate$/, /^saxes$/],
  },
  'src/core/checks': {
    folders: ['src/core/text', 'src/core/release', 'src/core/annotations', 'src/core/features'],
    packages: [],
  },
  'src/core/agreement': {
    folders: ['src/core/text', 'src/core/release', 'src/core/annotations', 'src/core/exchange'],
    packages: [],
  },
  'src/core/corpus': {
    folders: ['src/core/text', 'src/core/release', 'src/core/annotations', 'src/core/features'],
    packages: [],
  },
  'src/core/verify': {
    folders: ['src/core/text', 'src/core/release', 'src/core/features', 'src/core/corpus'],
    packages: [/^diff-match-patch-es$/],
  },
  'src/core': {
    folders: [
      'src/core/text',
      'src/core/release',
      'src/core/annotations',
      'src/core/codebook',
      'src/core/features',
      'src/core/exchange',
      'src/core/agreement',
      'src/core/checks',
      'src/core/corpus',
      'src/core/verify',
    ],
    packages: [],
  },
  'src/webview': { folders: ['src/core'], packages: [/^@observablehq\/plot$/] },
  'src/vscode': { folders: ['src/core', 'src/webview'], packages: [/^vscode$/] },
  'src/cli': { folders: ['src/core'], packages: [/^node:/] },
};

const folderOf = (file: string): string =>
  Object.keys(FOLDERS)
    .filter(folder => file.startsWith(`${folder}/`))
    .sort((a, b) => b.length - a.length)[0]!;

interface Import {
  readonly file: string;
  readonly from: string;
}

const importsOf = (file: string, source: string): Import[] =>
  ts.preProcessFile(source).importedFiles.map(({ fileName }) => ({ file, from: fileName }));

/** What an import does that the table above does not allow, in a sentence; `undefined` where it is allowed. */
function faultOf({ file, from }: Import): string | undefined {
  const folder = folderOf(file);
  const rules = FOLDERS[folder]!;
  if (!from.startsWith('.')) {
    return rules.packages.some(pattern => pattern.test(from)) ? undefined : `${file} imports the package ${from}`;
  }
  const target = posix.normalize(posix.join(dirname(file), from));
  if (target === 'package.json' && folder === 'src/cli') return undefined;
  const targetFolder = folderOf(`${target}/`);
  if (targetFolder === folder) return undefined;
  const allowed = target.startsWith('src/core') && folder !== 'src/core' && !folder.startsWith('src/core/');
  if (allowed) return /^src\/core(?:\/index)?$/.test(target) ? undefined : `${file} reaches past the engine's door to ${target}`;
  return rules.folders.includes(targetFolder) ? undefined : `${file} imports ${target}`;
}

describe('The architecture', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .map(file => `src/${file.replaceAll('\\', '/')}`)
    .filter(file => file.endsWith('.ts') && !file.endsWith('.d.ts'));
  const imports = files.flatMap(file => importsOf(file, readFileSync(file, 'utf8')));

  it('has a place for every source file', () => {
    assert.ok(imports.length > 200, `only ${imports.length} imports were found`);
    assert.deepEqual(
      files.filter(file => !folderOf(file)),
      [],
    );
  });

  it('keeps every import within its table', () => {
    assert.deepEqual(imports.map(faultOf).filter(Boolean), []);
  });

  it('would see an import that breaks it', () => {
    const faults = (file: string, from: string) => faultOf({ file, from });
    assert.match(faults('src/core/release/quotes.ts', 'vscode')!, /package vscode/);
    assert.match(faults('src/core/features/hover.ts', 'node:fs')!, /package node:fs/);
    assert.match(faults('src/core/text/lines.ts', '../release/types')!, /imports src\/core\/release/);
    assert.match(faults('src/vscode/extension.ts', '../core/release/quotes')!, /past the engine's door/);
    assert.match(faults('src/vscode/extension.ts', 'node:fs')!, /package node:fs/);
    assert.match(faults('src/cli/main.ts', '../vscode/extension')!, /imports src\/vscode/);
  });
});
