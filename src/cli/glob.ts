/** File patterns, for shells that do not expand them and for "**", which many do not know. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { SIDECAR_ENDING } from '../core/index';

const MAGIC = /[*?{[]/;
/** Folders that hold no one's releases. */
const LEFT_OUT = new Set(['node_modules', '.git']);

/** A pattern as a regular expression over "/": `*` and `?` within a name, `**` over folders, `{a,b}`, `[abc]`. */
export function patternToRegExp(pattern: string): RegExp {
  let source = '';
  let braces = 0;
  for (let at = 0; at < pattern.length; at++) {
    const sign = pattern[at]!;
    if (pattern.startsWith('**/', at)) {
      source += '(?:[^/]+/)*';
      at += 2;
    } else if (pattern.startsWith('**', at)) {
      source += '.*';
      at += 1;
    } else if (sign === '*') source += '[^/]*';
    else if (sign === '?') source += '[^/]';
    else if (sign === '[' && pattern.includes(']', at + 2)) {
      const end = pattern.indexOf(']', at + 2);
      source += `[${pattern
        .slice(at + 1, end)
        .replace(/^!/, '^')
        .replace(/\\/g, '\\\\')}]`;
      at = end;
    } else if (sign === '{' && pattern.includes('}', at)) {
      source += '(?:';
      braces++;
    } else if (sign === '}' && braces > 0) {
      source += ')';
      braces--;
    } else if (sign === ',' && braces > 0) source += '|';
    else source += sign.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  }
  return new RegExp(`^${source}$`, 'u');
}

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
