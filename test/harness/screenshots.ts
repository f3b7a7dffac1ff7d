/**
 * Takes a picture of every view in every kind of theme: `npm run screenshots`. They go to out/screenshots, to be looked at; with
 * --docs those that the README and the walkthrough show are put into docs/images as well.
 * usage: npm run screenshots -- [--only PART-OF-A-NAME] [--theme light] [--docs]
 */
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { firstSeed, root, seedsFolder } from './repository';
import { openWorkbench, THEMES, type Workbench } from './workbench';

type Theme = keyof typeof THEMES;

interface Picture {
  readonly name: string;
  /** The theme in which the documentation shows it. */
  readonly docs?: Theme;
  readonly take: (workbench: Workbench) => Promise<void>;
}

const SEED = firstSeed.split(/[\\/]/).at(-1)!;
const RESULTS = '020-quarterly-results.txt';
const CORPORATE = '010-corporate-launch.txt';
const SETTLED = 2500;

/** An article that quotes one of the seeds, once as it stands and once altered. */
const ARTICLE = 'article.txt';
const ARTICLE_TEXT = [
  'A look back at the quarter.',
  '',
  '"Demand from hospitals held up better than we dared to hope in July," said Rosalind Achterberg. "Our backlog now reaches well into the second half of next year."',
  '',
  '"We will double our dividend," Achterberg added.',
  '',
].join('\n');

const cursorAt = async ({ page }: Workbench, word: RegExp): Promise<void> => {
  await page.locator('.view-line span').filter({ hasText: word }).first().click();
};

const PICTURES: readonly Picture[] = [
  {
    name: 'seed',
    docs: 'dark',
    take: async workbench => {
      await workbench.open(SEED);
      await workbench.run('Pressmark: Open Outline');
    },
  },
  {
    name: 'hover',
    docs: 'light',
    take: async workbench => {
      await workbench.open(SEED);
      await workbench.page.locator('.view-line span').filter({ hasText: /^Xi$/ }).first().hover();
    },
  },
  {
    name: 'lightbulb',
    take: async workbench => {
      await workbench.open(RESULTS);
      await cursorAt(workbench, /Demand/);
      await workbench.page.keyboard.press('Control+.');
    },
  },
  {
    name: 'review',
    docs: 'light',
    take: async workbench => {
      await workbench.open(RESULTS);
      await workbench.run('Pressmark: Review Marks');
      await workbench.page.keyboard.press('y');
      await workbench.page.waitForTimeout(SETTLED);
      await workbench.page.keyboard.press('y');
    },
  },
  {
    name: 'annotate',
    take: async workbench => {
      await workbench.run('Pressmark: End Review').catch(() => undefined);
      await workbench.open(SEED);
      await cursorAt(workbench, /said/);
      await workbench.page.keyboard.press('Shift+End');
      await workbench.page.keyboard.press('Control+K');
      await workbench.page.keyboard.press('Alt+A');
    },
  },
  {
    name: 'statistics',
    docs: 'dark',
    take: async workbench => {
      await workbench.page.keyboard.press('Escape');
      await workbench.open(CORPORATE);
      await workbench.run('Pressmark: Show Statistics');
      await workbench.page.waitForTimeout(3 * SETTLED);
    },
  },
  {
    name: 'checks',
    take: async workbench => {
      await workbench.run('View: Close All Editors');
      await workbench.open(RESULTS);
      await workbench.run('View: Toggle Problems').catch(() => undefined);
    },
  },
  {
    name: 'verify',
    docs: 'light',
    take: async workbench => {
      await workbench.open(ARTICLE);
      await workbench.ask('Pressmark: Verify Quotes', 'All releases');
      await workbench.page.waitForTimeout(3 * SETTLED);
    },
  },
  {
    name: 'walkthrough',
    take: async workbench => {
      await workbench.run('View: Close All Editors');
      await workbench.ask('Welcome: Open Walkthrough', 'Question a Press Release');
    },
  },
];

async function takeAll(theme: Theme, only: string, docs: boolean, out: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'pressmark-pictures-'));
  cpSync(seedsFolder, folder, { recursive: true, filter: file => !/\.gold\.json$|README\.md$/.test(file) });
  writeFileSync(join(folder, ARTICLE), ARTICLE_TEXT);
  const workbench = await openWorkbench({ theme, workspace: folder, scale: docs ? 2 : 1 });
  try {
    for (const picture of PICTURES.filter(({ name }) => name.includes(only))) {
      const file = join(out, `${picture.name}-${theme}.png`);
      try {
        await picture.take(workbench);
      } catch (error) {
        console.log(`${file}: ${error instanceof Error ? error.message.split('\n')[0]! : String(error)}`);
        process.exitCode = 1;
      }
      await workbench.page.waitForTimeout(SETTLED);
      await workbench.page.screenshot({ path: file });
      console.log(file);
      if (docs && picture.docs === theme) copyFileSync(file, join(root, 'docs/images', `${picture.name}-${theme}.png`));
    }
  } finally {
    await workbench.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { only: { type: 'string', default: '' }, theme: { type: 'string' }, docs: { type: 'boolean', default: false } },
  });
  const out = join(root, 'out/screenshots');
  mkdirSync(out, { recursive: true });
  for (const theme of Object.keys(THEMES) as Theme[]) {
    if (values.theme === undefined || values.theme === theme) await takeAll(theme, values.only, values.docs, out);
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
