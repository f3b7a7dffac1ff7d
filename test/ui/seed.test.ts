import assert from 'node:assert';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, seedsFolder } from '../harness/repository';
import { openWorkbench, waitForWorkbench, type Workbench } from '../harness/workbench';

const SEED = '000_cae2262806c99fd3.txt';

describe('The seed in a window', function () {
  let folder: string;
  let workbench: Workbench;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'pressmark-ui-'));
    cpSync(seedsFolder, folder, { recursive: true });
    workbench = await openWorkbench({ workspace: folder });
    await workbench.page.context().tracing.start({ screenshots: true, snapshots: true });
  });

  afterEach(async function () {
    if (this.currentTest?.state !== 'failed') return;
    // what a person would have seen, and how it came to that
    const out = join(root, 'out/ui-failures');
    mkdirSync(out, { recursive: true });
    const name = this.currentTest.title.replace(/\W+/g, '-');
    await workbench.page.screenshot({ path: join(out, `${name}.png`) });
    await workbench.page.context().tracing.stop({ path: join(out, `${name}.zip`) });
    await workbench.page.context().tracing.start({ screenshots: true, snapshots: true });
  });

  after(async () => {
    await workbench.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const row = (text: string) => workbench.page.locator('.pane-body .monaco-list-row').filter({ hasText: text }).first();

  it('lists both speakers and the three dates in the outline', async () => {
    await workbench.open(SEED);
    await workbench.run('Pressmark: Open Outline');
    for (const text of ['Xi Jinping', 'Kim Jong Un', '9 May', 'February', '7 May']) await row(text).waitFor({ timeout: 30_000 });
  });

  it('tells in a hover who a speaker is', async () => {
    const name = workbench.page.locator('.view-line span').filter({ hasText: /^Xi$/ }).first();
    await name.hover();
    const hover = workbench.page.locator('.monaco-hover:visible').filter({ hasText: 'Xi Jinping' }).first();
    await hover.waitFor({ timeout: 15_000 });
    assert.match((await hover.textContent()) ?? '', /General\sSecretary/);
    await workbench.page.keyboard.press('Escape');
  });

  it('annotates a selection by keyboard and finds it again after the window is reloaded', async () => {
    const { page } = workbench;
    const before = readFileSync(join(folder, SEED));
    await workbench.open(SEED);
    await page
      .locator('.monaco-editor .view-lines')
      .first()
      .click({ position: { x: 40, y: 10 } });
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('Shift+End');
    await page.keyboard.press('Control+K');
    await page.keyboard.press('Alt+A');
    const input = page.locator('.quick-input-widget input[type="text"]');
    await input.waitFor({ state: 'visible' });
    await page.keyboard.press('Enter');
    await page.waitForTimeout(500);
    await page.keyboard.type('Kept through a reload');
    await page.keyboard.press('Enter');
    const sidecar = join(folder, `${SEED}.annotations.json`);
    for (let i = 0; i < 60 && !existsSync(sidecar); i++) await page.waitForTimeout(250);
    assert.match(readFileSync(sidecar, 'utf8'), /Kept through a reload/);
    assert.deepStrictEqual(readFileSync(join(folder, SEED)), before, 'the text file is as it was');
    await page.reload();
    await waitForWorkbench(page);
    await workbench.open(SEED);
    await workbench.run('Pressmark: Open Outline');
    await row('Kept through a reload').waitFor({ timeout: 30_000 });
  });
});
