/**
 * Takes a picture of every view in every kind of theme: `npm run screenshots`. They go to out/screenshots, to be looked at; with
 * --docs those that the README shows are put into docs/images as well, and those of the walkthrough's steps into
 * docs/images/walkthrough.
 * usage: npm run screenshots -- [--only PART-OF-A-NAME] [--theme light] [--docs]
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ARTICLE_TEXT } from './article';
import { firstSeed, root, seedsFolder } from './repository';
import { annotatedByTwo } from './twoAnnotators';
import { openWorkbench, THEMES, type Workbench, type WorkbenchOptions } from './workbench';

type Theme = keyof typeof THEMES;

interface Picture {
  readonly name: string;
  /** The theme in which the README shows it. */
  readonly docs?: Theme;
  /** @param folder what the window shows */
  readonly take: (workbench: Workbench, folder: string) => Promise<void>;
}

const SEED = firstSeed.split(/[\\/]/).at(-1)!;
const RESULTS = '020-quarterly-results.txt';
const CORPORATE = '010-corporate-launch.txt';
const SETTLED = 2500;

const ARTICLE = 'article.txt';

const cursorAt = async ({ page }: Workbench, word: RegExp): Promise<void> => {
  await page.locator('.view-line span').filter({ hasText: word }).first().click();
};

const annotateSomething = async (workbench: Workbench): Promise<void> => {
  await workbench.open(SEED);
  await cursorAt(workbench, /said/);
  await workbench.page.keyboard.press('Shift+End');
  await workbench.page.keyboard.press('Control+K');
  await workbench.page.keyboard.press('Alt+A');
};

const openSeed = async (workbench: Workbench): Promise<void> => {
  await workbench.open(SEED);
  await workbench.run('Pressmark: Open Outline');
  await workbench.page.locator('.pane-body .monaco-list-row').filter({ hasText: 'Xi Jinping' }).first().waitFor();
};

/** One for each step of the walkthrough, in its order, in a window small enough to be read beside the step's words. */
const STEPS: readonly Picture[] = [
  { name: 'open', take: openSeed },
  {
    name: 'read',
    take: async workbench => {
      await openSeed(workbench);
      await workbench.page.locator('.view-line span').filter({ hasText: /^Xi$/ }).first().hover();
    },
  },
  {
    name: 'correct',
    take: async workbench => {
      await workbench.open(RESULTS);
      await cursorAt(workbench, /Demand/);
      await workbench.start('Pressmark: Change Speaker');
    },
  },
  {
    name: 'annotate',
    take: async workbench => {
      await workbench.page.keyboard.press('Escape');
      await annotateSomething(workbench);
    },
  },
  {
    name: 'export',
    take: async workbench => {
      await workbench.page.keyboard.press('Escape');
      await workbench.open(SEED);
      await workbench.start('Pressmark: Export Annotations');
    },
  },
];
const STEP_SIZE = { width: 900, height: 600 };

const PICTURES: readonly Picture[] = [
  {
    name: 'seed',
    docs: 'dark',
    take: openSeed,
  },
  {
    name: 'hover',
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
      for (const progress of ['0 of', '1 of']) {
        await workbench.page.locator('.statusbar-item').filter({ hasText: progress }).first().waitFor();
        await workbench.page.keyboard.press('y');
      }
    },
  },
  {
    name: 'annotate',
    take: async workbench => {
      await workbench.run('Pressmark: End Review').catch(() => undefined);
      await annotateSomething(workbench);
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
    name: 'speakers',
    take: async workbench => {
      await workbench.run('View: Hide Panel').catch(() => undefined);
      await workbench.run('Pressmark: Focus on Speakers View');
      await workbench.page.waitForTimeout(2 * SETTLED);
    },
  },
  {
    name: 'timeline',
    take: async workbench => {
      await workbench.run('Pressmark: Timeline of All Releases');
      await workbench.run('Pressmark: Focus on Timeline View');
      await workbench.page.waitForTimeout(2 * SETTLED);
    },
  },
  {
    name: 'codebook',
    take: workbench => workbench.run('Pressmark: Focus on Codebook View'),
  },
  {
    name: 'export',
    take: async workbench => {
      await workbench.open(SEED);
      await workbench.start('Pressmark: Export Annotations');
    },
  },
  {
    name: 'verify',
    take: async workbench => {
      await workbench.open(ARTICLE);
      await workbench.ask('Pressmark: Verify Quotes', 'All releases');
      await workbench.page.waitForTimeout(3 * SETTLED);
    },
  },
  {
    name: 'verify-beside',
    take: async workbench => {
      await workbench.run('Pressmark: Focus on Verify View');
      await workbench.page.locator('.monaco-list-row[aria-label^="altered:"]').first().click();
      await workbench.run('Pressmark: Show Quote Beside the Release');
    },
  },
  {
    name: 'summary',
    take: async workbench => {
      await workbench.run('View: Close All Editors');
      await workbench.open(SEED);
      await workbench.start('Pressmark: Show Summary');
    },
  },
  {
    name: 'agreement',
    take: async (workbench, folder) => {
      await workbench.page.keyboard.press('Escape');
      const file = join(folder, CORPORATE);
      writeFileSync(`${file}.annotations.json`, annotatedByTwo(readFileSync(file, 'utf8')));
      await workbench.open(CORPORATE);
      await workbench.page.waitForTimeout(SETTLED);
      await workbench.start('Pressmark: Compare Annotators');
      await workbench.page.keyboard.press('Enter');
      await workbench.page.waitForTimeout(SETTLED);
      await workbench.run('Pressmark: Show Annotators Side by Side');
    },
  },
  {
    name: 'annotations',
    take: async workbench => {
      await workbench.run('Pressmark: End Comparison of Annotators');
      await workbench.run('View: Close All Editors');
      await workbench.open(CORPORATE);
      await workbench.run('Pressmark: Open Annotations');
    },
  },
  {
    name: 'compare',
    take: async (workbench, folder) => {
      const text = readFileSync(join(folder, RESULTS), 'utf8');
      const now = text.replace('second half of next year', 'third quarter').replace('November 6', 'November 7');
      writeFileSync(join(folder, 'second-draft.press'), now);
      await workbench.open('second-draft.press');
      await workbench.ask('Pressmark: Compare Releases', 'Brightwell');
      await workbench.page.waitForTimeout(2 * SETTLED);
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

interface Round {
  readonly theme: Theme;
  readonly pictures: readonly Picture[];
  readonly out: string;
  readonly options?: Pick<WorkbenchOptions, 'size' | 'scale'>;
}

/** Takes pictures one after the other in one window. */
async function takeAll({ theme, pictures, out, options }: Round): Promise<void> {
  if (pictures.length === 0) return;
  mkdirSync(out, { recursive: true });
  const place = mkdtempSync(join(tmpdir(), 'pressmark-pictures-'));
  const folder = join(place, 'releases'); // the name stands above the files
  cpSync(seedsFolder, folder, { recursive: true, filter: file => !/\.gold\.json$|README\.md$/.test(file) });
  writeFileSync(join(folder, ARTICLE), ARTICLE_TEXT);
  const workbench = await openWorkbench({ theme, workspace: folder, ...options });
  try {
    for (const picture of pictures) {
      const file = join(out, `${picture.name}-${theme}.png`);
      try {
        await picture.take(workbench, folder);
      } catch (error) {
        console.log(`${file}: ${error instanceof Error ? error.message.split('\n')[0]! : String(error)}`);
        process.exitCode = 1;
      }
      await workbench.page.waitForTimeout(SETTLED);
      await workbench.page.screenshot({ path: file });
      console.log(file);
    }
  } finally {
    await workbench.close();
    rmSync(place, { recursive: true, force: true });
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { only: { type: 'string', default: '' }, theme: { type: 'string' }, docs: { type: 'boolean', default: false } },
  });
  const named = (pictures: readonly Picture[]) => pictures.filter(({ name }) => name.includes(values.only));
  const images = join(root, 'docs/images');
  for (const theme of Object.keys(THEMES) as Theme[]) {
    if (values.theme !== undefined && values.theme !== theme) continue;
    if (!values.docs) {
      await takeAll({ theme, pictures: named(PICTURES), out: join(root, 'out/screenshots') });
      continue;
    }
    const shown = named(PICTURES).filter(({ docs }) => docs === theme);
    await takeAll({ theme, pictures: shown, out: images, options: { scale: 2 } });
    if (theme !== 'light' && theme !== 'dark') continue;
    await takeAll({ theme, pictures: named(STEPS), out: join(images, 'walkthrough'), options: { size: STEP_SIZE } });
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
