/**
 * `npm start`: prints the first seed's outline, then opens VS Code on the seeds with the extension: the desktop one if there is a
 * `code` command that can show a window, otherwise the served workbench, whose address is printed. With --check it waits, in a
 * headless browser, until the outline shows the seed's speakers, and ends.
 */
import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { findDesktopCode } from './choose';
import { firstSeed, root, seedsFolder } from './repository';
import { startServer } from './server';
import { openWorkbench } from './workbench';

async function start(): Promise<void> {
  const outline = spawnSync(process.execPath, [join(root, 'dist/cli.js'), 'annotate', firstSeed], { stdio: 'inherit' });
  if (outline.status !== 0) throw new Error('The outline of the first seed could not be printed.');
  if (process.argv.includes('--check')) {
    await check();
    return;
  }
  const code = findDesktopCode();
  if (code) {
    spawn(code, ['--new-window', `--extensionDevelopmentPath=${root}`, seedsFolder, firstSeed], {
      stdio: 'ignore',
      detached: true,
      shell: process.platform === 'win32',
    }).unref();
    console.log('VS Code opens on seeds/ with Pressmark.');
    return;
  }
  const server = await startServer();
  console.log(`\nVS Code is served on seeds/ with Pressmark. Open this address in a browser, and press Ctrl+C here to end:\n`);
  console.log(`  ${server.address(seedsFolder, { extension: root })}\n`);
  const stop = (): void => void server.close().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

/** The outline names the speakers only once the extension has read the file. */
async function check(): Promise<void> {
  const workbench = await openWorkbench();
  try {
    await workbench.open('000_cae2262806c99fd3.txt');
    await workbench.run('Pressmark: Open Outline');
    for (const speaker of ['Xi Jinping', 'Kim Jong Un'])
      await workbench.page
        .locator('.pane-body .monaco-list-row')
        .filter({ hasText: speaker })
        .first()
        .waitFor({ timeout: 60_000 });
    console.log('Pressmark is active in VS Code: its outline lists the speakers of the first seed.');
  } finally {
    await workbench.close();
  }
}

start().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
});
