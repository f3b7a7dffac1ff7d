import assert from 'node:assert/strict';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { listFiles, PackageManager } from '@vscode/vsce';

const below = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map(file => `${folder}/${file.replaceAll('\\', '/')}`)
    .filter(file => statSync(file).isFile());

describe('The package', () => {
  /** What a person who installs the extension gets, and nothing of how it is made. */
  it('holds what the extension needs, and nothing else', async () => {
    const files = (await listFiles({ packageManager: PackageManager.None })).map(file => file.replaceAll('\\', '/')).sort();
    const wanted = [
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'package.json',
      ...readdirSync('.').filter(file => /^package\.nls.*\.json$/.test(file)),
      ...['dist/extension.js', 'dist/statistics.js'].filter(file => existsSync(file)),
      'docs/checks.md',
      'docs/verify.md',
      ...['syntaxes', 'l10n', 'media', 'schemas', 'docs/images'].flatMap(below),
    ];
    assert.deepEqual(files, wanted.sort());
  });
});
