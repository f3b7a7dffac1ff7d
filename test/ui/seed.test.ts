import assert from 'node:assert';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { waitForWorkbench } from '../harness/workbench';
import { SEED, useWindow } from './window';

describe('The seed in a window', function () {
  const window = useWindow();

  const row = (text: string) => window().page.locator('.pane-body .monaco-list-row').filter({ hasText: text }).first();

  it('lists both speakers and the three dates in the outline', async () => {
    const workbench = window();
    await workbench.open(SEED);
    await workbench.run('Pressmark: Open Outline');
    for (const text of ['Xi Jinping', 'Kim Jong Un', '9 May', 'February', '7 May']) await row(text).waitFor({ timeout: 30_000 });
  });

  it('tells in a hover who a speaker is', async () => {
    const workbench = window();
    const name = workbench.page.locator('.view-line span').filter({ hasText: /^Xi$/ }).first();
    await name.hover();
    const hover = workbench.page.locator('.monaco-hover:visible').filter({ hasText: 'Xi Jinping' }).first();
    await hover.waitFor({ timeout: 15_000 });
    assert.match((await hover.textContent()) ?? '', /General\sSecretary/);
    await workbench.page.keyboard.press('Escape');
  });

  it('has hovers that are shown, gone into and left by keyboard', async () => {
    const workbench = window();
    const { page } = workbench;
    await workbench.open(SEED);
    await page.keyboard.press('Control+F');
    await page.locator('.find-widget.visible').waitFor();
    await page.keyboard.type('Xi Jinping');
    await page
      .locator('.find-widget .matchesCount')
      .filter({ hasText: /\d of \d/ })
      .waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.find-widget.visible').waitFor({ state: 'detached' });
    const hover = page.locator('.monaco-hover:visible').filter({ hasText: 'Xi Jinping' }).first();
    await workbench.run('Show or Focus Hover');
    await hover.waitFor({ timeout: 15_000 });
    const focusIsIn = (selector: string) => page.waitForFunction(`document.activeElement?.closest('${selector}') != null`);
    await page.keyboard.press('Control+K');
    await page.keyboard.press('Control+I');
    await focusIsIn('.monaco-hover');
    await page.keyboard.press('Escape');
    await hover.waitFor({ state: 'hidden' });
    await focusIsIn('.monaco-editor');
  });

  it('annotates a selection by keyboard and finds it again after the window is reloaded', async () => {
    const workbench = window();
    const { page, folder } = workbench;
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

  it('filters the outline while one types', async () => {
    const workbench = window();
    const { page } = workbench;
    await workbench.startTyping('Pressmark: Filter Outline', '7 may');
    const speaker = page.locator('.monaco-list-row[aria-label^="Speaker Xi Jinping"]').first();
    await speaker.waitFor({ state: 'detached', timeout: 15_000 });
    await row('7 May').waitFor({ timeout: 15_000 });
    await page.keyboard.press('Escape');
    await speaker.waitFor({ timeout: 15_000 });
  });

  it('gives several messages to the speaker whom they are dragged onto, in one step to undo', async () => {
    const workbench = window();
    const { page } = workbench;
    await workbench.open(SEED);
    await workbench.run('Pressmark: Open Outline');
    await row('Structure').click(); // closes it
    const messages = page.locator('.monaco-list-row[aria-label*="Kim Jong Un"]:not([aria-label^="Speaker"])');
    const xi = (count: number) =>
      page.locator(`.monaco-list-row[aria-label^="Speaker Xi Jinping"][aria-label$=" ${count} messages"]`);
    await xi(3).waitFor();
    await messages.nth(0).click();
    await messages.nth(1).click({ modifiers: ['Control'] });
    await messages.nth(1).dragTo(xi(3));
    await xi(5).waitFor();
    await workbench.run('Pressmark: Undo Last Action on Annotations');
    await xi(3).waitFor();
  });

  it('opens what is behind the figures in the status bar', async () => {
    const { page } = window();
    await page.locator('.statusbar-item').filter({ hasText: '2 speakers' }).click();
    const rows = page.locator('.quick-input-list .monaco-list-row');
    await rows.filter({ hasText: 'Kim Jong Un' }).filter({ hasText: 'messages' }).waitFor();
    await rows.filter({ hasText: 'min to read' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page
      .locator('.statusbar-item')
      .filter({ hasText: /\(\d+ selected\)/ })
      .waitFor();
  });
});
