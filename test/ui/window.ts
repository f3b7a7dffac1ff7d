/** What every test through the window needs: a copy of the seeds, a workbench on it, and a picture where a test fails. */
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { root, seedsFolder } from '../harness/repository';
import { openWorkbench, type Workbench, type WorkbenchOptions } from '../harness/workbench';

export const SEED = '000_cae2262806c99fd3.txt';

export interface TestWindow extends Workbench {
  /** A folder of its own, filled with the seeds. */
  readonly folder: string;
}

export interface TestWindowOptions extends WorkbenchOptions {
  /** Puts more files into the folder before it is opened. */
  readonly prepare?: (folder: string) => void;
}

/** Opens a window before the tests of the suite that calls it, and closes it after them. */
export function useWindow({ prepare, ...options }: TestWindowOptions = {}): () => TestWindow {
  let opened: TestWindow | undefined;
  before(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'pressmark-ui-'));
    cpSync(seedsFolder, folder, { recursive: true });
    prepare?.(folder);
    opened = { ...(await openWorkbench({ workspace: folder, ...options })), folder };
    await opened.page.context().tracing.start({ screenshots: true, snapshots: true });
  });
  afterEach(async function () {
    if (this.currentTest?.state !== 'failed' || !opened) return;
    // what a person would have seen, and how it came to that
    const out = join(root, 'out/ui-failures');
    mkdirSync(out, { recursive: true });
    const name = this.currentTest.title.replace(/\W+/g, '-');
    await opened.page.screenshot({ path: join(out, `${name}.png`) });
    await opened.page.context().tracing.stop({ path: join(out, `${name}.zip`) });
    await opened.page.context().tracing.start({ screenshots: true, snapshots: true });
  });
  after(async () => {
    await opened?.close();
    if (opened) rmSync(opened.folder, { recursive: true, force: true });
  });
  return () => opened!;
}

/** The frame of a webview that shows something; VS Code puts a page two frames deep. */
export async function webviewWith({ page }: Workbench, selector: string): Promise<Frame> {
  for (let i = 0; i < 240; i++) {
    for (const frame of page.frames()) {
      if (frame !== page.mainFrame() && (await frame.locator(selector).count()) > 0) return frame;
    }
    await page.waitForTimeout(250);
  }
  throw new Error(`No webview shows ${selector}.`);
}
