#!/usr/bin/env node
/**
 * Takes the flags of a desktop VS Code and runs VS Code's server and a headless browser instead, so that
 * `@vscode/test-electron` can start it like any other executable. The exit status is the test suite's.
 * usage: launcher.js --extensionDevelopmentPath=DIR --extensionTestsPath=FILE FOLDER
 */
import { launchBrowser } from './workbench';
import { startServer } from './server';

/** A suite that says nothing for this long has hung. */
const SILENCE_MS = 120_000;

async function main(): Promise<number> {
  const flag = (name: string) => process.argv.find(argument => argument.startsWith(`--${name}=`))?.slice(name.length + 3);
  const extension = flag('extensionDevelopmentPath');
  const tests = flag('extensionTestsPath');
  const folder = process.argv.slice(2).find(argument => !argument.startsWith('--'));
  if (!extension || !tests || !folder) throw new Error('An extension, its tests and a folder are needed.');

  const server = await startServer();
  const browser = await launchBrowser().catch(async (error: unknown) => {
    await server.close();
    throw error;
  });
  try {
    const page = await (await browser.newContext()).newPage();
    return await new Promise<number>((resolve, reject) => {
      const hung = () => reject(new Error(`The tests have said nothing for ${SILENCE_MS / 1000} s.`));
      const silence = setTimeout(hung, SILENCE_MS);
      const log = (type: string, args: unknown[]) => {
        silence.refresh();
        console.log(...(type === 'error' ? ['[error]', ...args] : args));
      };
      void (async () => {
        // The workbench calls these two with what the extension host prints and with the suite's exit status.
        await page.exposeFunction('codeAutomationLog', log);
        await page.exposeFunction('codeAutomationExit', resolve);
        await page.goto(server.address(folder, { extension, tests }));
      })().catch(reject);
    });
  } finally {
    await browser.close();
    await server.close();
  }
}

// Whoever is told to stop takes the server with them: it ends on this process's exit.
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => process.exit(1));

main().then(
  status => process.exit(status),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
