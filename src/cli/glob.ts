/** File patterns, for shells that do not expand them and for "**", which many do not know. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { patternToRegExp, SIDECAR_ENDING } from '../core/index';

const MAGIC = /[*?{[]/;
/** Folders that hold no one's releases. */
const LEFT_OUT = new Set(['node_modules', '.git']);

function* filesBelow(folder: string): Generator<string> {
  for (const entry of readdirSync(folder === '' ? '.' : folder, { withFileTypes: true })) {
    const path = folder === '' ? entry.name : join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!LEFT_OUT.has(entry.name)) yield* filesBelow(path);
    } else if (entry.isFile() && !entry.name.startsWith('.') && !entry.name.endsWith(SIDECAR_ENDING)) yield path;
  }
}

/** The files that a name, a folder (all below it) or a pattern stands for, sorted; none where there are none. */
export function expandPattern(pattern: string): string[] {
  if (existsSync(pattern)) return statSync(pattern).isDirectory() ? [...filesBelow(pattern)].sort() : [pattern];
  const parts = pattern.replaceAll('\\', '/').split('/');
  const magic = parts.findIndex(part => MAGIC.test(part));
  if (magic < 0) return [];
  const root = parts.slice(0, magic).join('/') || (pattern.startsWith('/') ? '/' : '');
  if (root !== '' && !existsSync(root)) return [];
  const expression = patternToRegExp(parts.join('/').replace(/^\.\//, ''));
  return [...filesBelow(root)]
    .map(file => file.replaceAll('\\', '/'))
    .filter(file => expression.test(file))
    .sort();
}
