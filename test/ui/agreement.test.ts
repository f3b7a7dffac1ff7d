import assert from 'node:assert';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { annotatedByTwo } from '../harness/twoAnnotators';
import { useWindow } from './window';

const RELEASE = '010-corporate-launch.txt';

describe('Comparing annotators in a window, by keyboard', () => {
  const opened = useWindow({
    prepare: folder => {
      const file = join(folder, RELEASE);
      writeFileSync(`${file}.annotations.json`, annotatedByTwo(readFileSync(file, 'utf8')));
    },
  });
  const view = () => opened().page.locator('.pane').filter({ hasText: 'Annotators' }).first();
  const gold = () => {
    const file = join(opened().folder, `${RELEASE}.annotations.json`);
    if (!existsSync(file)) return []; // VS Code deletes a file just before it puts the new one in its place
    const text = readFileSync(file, 'utf8');
    return (JSON.parse(text) as { items: Record<string, unknown>[] }).items.filter(item => item['pressmark:gold']);
  };

  it('shows the figures and how far the gold set has come', async () => {
    const workbench = opened();
    await workbench.open(RELEASE);
    await workbench.page.locator('.statusbar-item').filter({ hasText: 'speaker' }).waitFor({ timeout: 60_000 });
    await workbench.start('Pressmark: Compare Annotators');
    await workbench.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: 'Kim Marsh' }).waitFor();
    await workbench.page.keyboard.press('Enter');
    await view().getByText('0 of 2 settled').waitFor({ timeout: 30_000 });
    await view()
      .locator('.monaco-list-row')
      .filter({ hasText: /κ .*F1/ })
      .first()
      .waitFor();
  });

  it('steps and decides with single keys, side by side', async () => {
    const workbench = opened();
    const { page } = workbench;
    await workbench.run('Pressmark: Show Annotators Side by Side');
    await page.locator('.monaco-diff-editor .modified .monaco-editor.focused').waitFor();
    // The release that is compared stays in the outline.
    await page.locator('[id="workbench.view.extension.pressmark"] .monaco-list-row[aria-label^="Structure"]').first().waitFor();
    await page.keyboard.press('n');
    await view().locator('.monaco-list-row.selected').waitFor();
    await page.keyboard.press('1');
    await view().getByText('1 of 2 settled').waitFor();
    await page.keyboard.press('0');
    await view().getByText('2 of 2 settled').waitFor();
    // What is shown is written a moment later.
    for (let tries = 0; tries < 100 && gold().length < 2; tries++) await page.waitForTimeout(100);
    assert.deepStrictEqual(
      gold().map(item => item['pressmark:review']),
      [undefined, 'rejected'],
    );
  });
});
