/** Chooses the VS Code that tests run in, and finds what its start needs. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { cacheFolder, root } from './repository';

/** Where VS Code's releases are listed; `@vscode/test-electron` downloads from there. */
const RELEASES = 'https://update.code.visualstudio.com/api/releases/stable';
const PROBE_MS = 3000;
const REMEMBERED_MS = 24 * 3600_000;

/**
 * `desktop`: downloaded by `@vscode/test-electron`; `npm`: the server out of npm; else the path of an executable.
 * The environment variable PRESSMARK_VSCODE forces any of them.
 */
export async function chooseVscode(): Promise<string> {
  const forced = process.env.PRESSMARK_VSCODE;
  if (forced) return forced;
  if (process.platform !== 'linux') return 'desktop';
  if (!hasDisplay()) return 'npm';
  if (
    existsSync(join(root, '.vscode-test')) &&
    readdirSync(join(root, '.vscode-test')).some(name => name.startsWith('vscode-linux'))
  )
    return 'desktop';
  return (await isDownloadReachable()) ? 'desktop' : 'npm';
}

export function hasDisplay(): boolean {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** Asks once, briefly; a "no" is remembered for a day. */
async function isDownloadReachable(): Promise<boolean> {
  const note = join(cacheFolder, 'no-vscode-download');
  if (existsSync(note) && Date.now() - statSync(note).mtimeMs < REMEMBERED_MS) return false;
  try {
    return (await fetch(RELEASES, { signal: AbortSignal.timeout(PROBE_MS) })).ok;
  } catch {
    mkdirSync(cacheFolder, { recursive: true });
    writeFileSync(note, '');
    return false;
  }
}

/** The `code` command of an installed desktop VS Code, if this machine has one that can show a window. */
export function findDesktopCode(): string | undefined {
  if (!hasDisplay()) return undefined;
  const code = process.platform === 'win32' ? 'code.cmd' : 'code';
  return spawnSync(code, ['--version'], { shell: process.platform === 'win32', timeout: 10_000 }).status === 0 ? code : undefined;
}

export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
