import assert from 'node:assert';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SEED, useWindow } from './window';

describe('Reviewing marks in a window, by keyboard alone', () => {
  const opened = useWindow();
  const progress = (text: string | RegExp) => opened().page.locator('.statusbar-item').filter({ hasText: text }).first();
  const verdicts = (): string[] => {
    const sidecar = join(opened().folder, `${SEED}.annotations.json`);
    if (!existsSync(sidecar)) return [];
    return (readFileSync(sidecar, 'utf8').match(/"(?:confirmed|rejected)"/g) ?? []).map(verdict => verdict.slice(1, -1)).sort();
  };
  const textOnDisk = () => readFileSync(join(opened().folder, SEED), 'utf8');

  it('walks from mark to mark with single keys, and counts in the status bar', async () => {
    const workbench = opened();
    const { page } = workbench;
    const before = textOnDisk();
    await workbench.open(SEED);
    await page.locator('.statusbar-item').filter({ hasText: 'speaker' }).waitFor({ timeout: 60_000 });
    await workbench.run('Pressmark: Review Marks');
    await progress(/^\s*0 of \d+ reviewed/).waitFor();
    await page.keyboard.press('y');
    await progress(/^\s*1 of \d+ reviewed/).waitFor();
    await page.keyboard.press('Space');
    await page.keyboard.press('n');
    await progress(/^\s*2 of \d+ reviewed/).waitFor();
    for (let i = 0; i < 120 && verdicts().length < 2; i++) await page.waitForTimeout(250);
    assert.deepStrictEqual(verdicts(), ['confirmed', 'rejected']);
    assert.strictEqual(textOnDisk(), before, 'no key was typed into the text');
  });

  it('is left with Escape, and goes on where it stopped', async () => {
    const workbench = opened();
    const { page } = workbench;
    await page.keyboard.press('Escape');
    await progress(/\d+ of \d+ reviewed/).waitFor({ state: 'detached' });
    await workbench.run('Pressmark: Review Marks');
    await progress(/^\s*2 of \d+ reviewed/).waitFor();
    await progress('The review goes on where it stopped: 2 of').waitFor();
    await page.keyboard.press('Escape');
    await progress(/^\s*\d+ of \d+ reviewed/).waitFor({ state: 'detached' });
  });

  it('is filtered and sorted in a list, while it goes on', async () => {
    const workbench = opened();
    const { page } = workbench;
    await workbench.run('Pressmark: Review Marks');
    await progress(/^\s*2 of \d+ reviewed/).waitFor();
    await page.keyboard.press('f');
    const list = page.locator('.quick-input-widget .monaco-list-row');
    const first = list.filter({ hasText: /Review \d+ marks/ });
    await first.waitFor();
    const count = async () => Number(/Review (\d+)/.exec(await first.innerText())?.[1]);
    const all = await count();
    await page.keyboard.type('kind:date');
    for (let i = 0; i < 40 && (await count()) === all; i++) await page.waitForTimeout(250);
    const dates = await count();
    assert.ok(dates > 0 && dates < all, `${dates} of ${all}`);
    await page.keyboard.press('Enter');
    await progress(new RegExp(`2 of \\d+ reviewed .*\\b${dates} match`)).waitFor();
    await page.keyboard.press('y');
    await progress(dates > 1 ? new RegExp(`3 of \\d+ reviewed .*\\b${dates - 1} match`) : /All marks that match/).waitFor();
    await page.keyboard.press('Escape');
    await progress(/^\s*\d+ of \d+ reviewed/).waitFor({ state: 'detached' });
  });
});
