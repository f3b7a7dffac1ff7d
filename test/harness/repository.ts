/** Where things are in the checkout. Bundled files run from `out/test/harness`, so the root is three folders up. */
import { join, resolve } from 'node:path';

export const root = resolve(__dirname, '../../..');

/** Where a fetched VS Code is kept; another folder can be shared by several checkouts through PRESSMARK_CACHE. */
export const cacheFolder = resolve(process.env.PRESSMARK_CACHE || join(root, '.vscode-test'));

export const seedsFolder = join(root, 'seeds');
export const firstSeed = join(seedsFolder, '000_cae2262806c99fd3.txt');
