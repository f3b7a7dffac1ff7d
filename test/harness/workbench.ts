/** Opens VS Code's workbench in a headless browser: the window that UI tests drive and pictures are taken of. */
import { chromium, type Browser, type Page } from 'playwright-core';
import { installVscode } from './install';
import { root, seedsFolder } from './repository';
import { startServer, type ServerOptions } from './server';

/** What the browser asks for; the workbench has a theme for each. */
export const THEMES = {
  light: { colorScheme: 'light', forcedColors: 'none' },
  dark: { colorScheme: 'dark', forcedColors: 'none' },
  'high-contrast': { colorScheme: 'dark', forcedColors: 'active' },
  'high-contrast-light': { colorScheme: 'light', forcedColors: 'active' },
} as const;

/** The class that the workbench bears in each, beside the id of the theme itself, once that is read. */
const THEME_CLASSES: Record<keyof typeof THEMES, string> = {
  light: 'vs',
  dark: 'vs-dark',
  'high-contrast': 'hc-black',
  'high-contrast-light': 'hc-light',
};

export interface WorkbenchOptions extends ServerOptions {
  readonly theme?: keyof typeof THEMES;
  /** The folder to open; the seeds by default. */
  readonly workspace?: string;
  /** The extension under development, this checkout's by default; `false` for none. */
  readonly extension?: string | false;
  readonly size?: { width: number; height: number };
  /** Device pixels to a CSS pixel: 2 for pictures. */
  readonly scale?: number;
}

export interface Workbench {
  readonly page: Page;
  readonly address: string;
  /** Opens a file of the workspace through Quick Open. */
  open(name: string): Promise<void>;
  /** Runs a command that asks for something, and leaves it asking. */
  start(command: string): Promise<void>;
  /** Runs a command that asks, and types into its question, which stays open; again where something took the focus meanwhile. */
  startTyping(command: string, words: string): Promise<void>;
  /** Runs a command that asks for something, and takes the first answer that fits. */
  ask(command: string, answer: string): Promise<void>;
  /** Runs a command by the name the palette shows. */
  run(command: string): Promise<void>;
  close(): Promise<void>;
}

export async function launchBrowser(): Promise<Browser> {
  const vscode = await installVscode();
  return chromium.launch({
    executablePath: vscode.chromium,
    env: { ...(process.env as Record<string, string>), ...vscode.chromiumEnvironment },
    args: [
      ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
      ...['--disable-component-update', '--disable-sync', '--disable-dev-shm-usage', '--font-render-hinting=none'],
    ],
  });
}

/** Starts a server and a browser and waits until the workbench is there. The caller closes it. */
export async function openWorkbench(options: WorkbenchOptions = {}): Promise<Workbench> {
  const server = await startServer({
    ...options,
    // A theme belongs to the browser's own settings, which no file on the server holds: the workbench follows the browser's wish.
    settings: { 'window.autoDetectColorScheme': true, ...options.settings },
  });
  let browser: Browser | undefined;
  const close = async () => {
    await browser?.close();
    await server.close();
  };
  try {
    browser = await launchBrowser();
    const context = await browser.newContext({
      viewport: options.size ?? { width: 1280, height: 800 },
      deviceScaleFactor: options.scale ?? 1,
      ...THEMES[options.theme ?? 'light'],
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const page = await context.newPage();
    const extension = options.extension === false ? undefined : (options.extension ?? root);
    const address = server.address(options.workspace ?? seedsFolder, extension ? { extension } : {});
    await page.goto(address);
    await waitForWorkbench(page);
    await page
      .locator(`.monaco-workbench.${THEME_CLASSES[options.theme ?? 'light']}[class*="vscode-theme-defaults-"]`)
      .waitFor({ timeout: 60_000 });
    const start = async (command: string): Promise<void> => {
      const title = page.locator('.quick-input-title').filter({ hasText: /\S/ });
      for (let attempt = 1; ; attempt++) {
        await pick(page, `>${command}`, false);
        try {
          await title.waitFor({ timeout: 10_000 });
          return;
        } catch (error) {
          // A panel that just opens by itself takes the focus away, which closes the question.
          if (attempt === 3) throw error;
        }
      }
    };
    const startTyping = async (command: string, words: string): Promise<void> => {
      const input = page.locator('.quick-input-widget input[type="text"]');
      for (let attempt = 1; ; attempt++) {
        await start(command);
        await page.keyboard.type(words);
        if ((await input.isVisible()) && (await input.inputValue()) === words) return;
        if (attempt === 3) throw new Error(`${command}: "${words}" was typed and is not there`);
      }
    };
    return {
      page,
      address,
      open: name => pick(page, name),
      run: command => pick(page, `>${command}`),
      start,
      startTyping,
      ask: async (command, answer) => {
        await start(command);
        await page.keyboard.type(answer);
        await page.keyboard.press('Enter');
        await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * The side bar shows its views once the window is there: the files at first, after a reload those that were open before, which may
 * have no rows yet.
 */
export async function waitForWorkbench(page: Page): Promise<void> {
  await page.locator('.monaco-workbench').waitFor({ timeout: 60_000 });
  await page.locator('.explorer-folders-view .monaco-list-row, .part.sidebar .pane-header').first().waitFor({ timeout: 60_000 });
}

/**
 * Types into Quick Open (F1 with its ">" replaced) and takes the first answer once it is the one asked for. The palette shows
 * what can work at the moment it opens, so it is opened again while an extension still starts.
 */
async function pick(page: Page, text: string, closes = true): Promise<void> {
  const input = page.locator('.quick-input-widget input[type="text"]');
  const answer = page
    .locator('.quick-input-list .monaco-list-row')
    .filter({ hasText: text.replace(/^>/, '') })
    .first();
  for (let attempt = 1; ; attempt++) {
    try {
      await page.keyboard.press('F1');
      await input.waitFor({ state: 'visible', timeout: 5000 });
      await input.fill(text, { timeout: 5000 });
      await answer.waitFor({ timeout: 8000 });
      break;
    } catch (error) {
      // A window that is just opening something takes the focus away, which closes the palette.
      if (attempt === 6) throw error;
      await page.keyboard.press('Escape');
      await page.waitForTimeout(500);
    }
  }
  await page.keyboard.press('Enter');
  if (closes) await input.waitFor({ state: 'hidden' });
}
