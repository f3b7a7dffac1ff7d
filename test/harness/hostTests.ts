/**
 * Runs `test/host` inside a real VS Code's extension host: a downloaded desktop where one is reachable and can show itself,
 * the server out of npm elsewhere; and in VS Code for the Web, where there is no Node and the files are virtual.
 * usage: node out/test/harness/hostTests.js [--web] [--bench]   (--bench: the measurements instead of the tests)
 */
import { runTests } from '@vscode/test-electron';
import { spawn } from 'node:child_process';
import { chmodSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chooseVscode, freePort } from './choose';
import { installVscode } from './install';
import { root, seedsFolder } from './repository';

const suite = join(root, process.argv.includes('--bench') ? 'out/test/host/bench.js' : 'out/test/host/index.js');

/** A copy of the seeds, since tests write files beside them. */
export async function withSeeds<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'pressmark-seeds-'));
  try {
    cpSync(seedsFolder, folder, { recursive: true });
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function runInNodeHost(): Promise<void> {
  const choice = await chooseVscode();
  console.log(choice === 'desktop' ? 'VS Code desktop' : choice === 'npm' ? 'VS Code server out of npm' : choice);
  let executable: string | undefined;
  if (choice === 'npm') {
    executable = join(root, 'out/test/harness/launcher.js');
    chmodSync(executable, 0o755);
    await installVscode();
  } else if (choice !== 'desktop') executable = choice;
  await withSeeds(folder =>
    runTests({
      ...(executable ? { vscodeExecutablePath: executable } : {}),
      extensionDevelopmentPath: root,
      extensionTestsPath: suite,
      launchArgs: [folder],
    }),
  );
}

async function runInWebHost(): Promise<void> {
  const vscode = await installVscode();
  await withSeeds(async folder => {
    const child = spawn(
      vscode.node,
      [
        vscode.testWeb,
        ...vscode.testWebOptions,
        ...['--headless', '--browserType=chromium', '--browserOption=--no-sandbox', '--browserOption=--disable-gpu'],
        ...[`--port=${await freePort()}`, `--extensionDevelopmentPath=${root}`, `--extensionTestsPath=${suite}`, folder],
      ],
      { stdio: 'inherit', env: { ...process.env, ...vscode.testWebEnvironment, ...vscode.chromiumEnvironment } },
    );
    const status = await new Promise(resolve => child.on('close', resolve));
    if (status !== 0) throw new Error('The host tests failed in VS Code for the Web.');
  });
}

async function main(): Promise<void> {
  await (process.argv.includes('--web') ? runInWebHost() : runInNodeHost());
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
