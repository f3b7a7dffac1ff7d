/**
 * Takes a picture of the workbench on the seeds, for a look at one's work.
 * usage: node out/test/harness/look.js [--theme light] [--file 000_cae2262806c99fd3.txt] [--command "Name in the palette"]… [--out out/look.png]
 */
import { mkdirSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { firstSeed } from './repository';
import { openWorkbench, THEMES } from './workbench';

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      theme: { type: 'string', default: 'light' },
      file: { type: 'string', default: basename(firstSeed) },
      command: { type: 'string', multiple: true, default: [] },
      out: { type: 'string', default: 'out/look.png' },
      wait: { type: 'string', default: '1000' },
    },
  });
  const workbench = await openWorkbench({ theme: values.theme as keyof typeof THEMES });
  try {
    await workbench.open(values.file);
    await workbench.page.waitForTimeout(2000);
    for (const command of values.command) {
      await workbench.run(command);
      await workbench.page.waitForTimeout(Number(values.wait));
    }
    const file = resolve(values.out);
    mkdirSync(dirname(file), { recursive: true });
    await workbench.page.screenshot({ path: file });
    console.log(file);
  } finally {
    await workbench.close();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
