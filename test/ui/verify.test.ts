import assert from 'node:assert';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ARTICLE_TEXT } from '../harness/article';
import { useWindow } from './window';

const ARTICLE = 'article.md';

/** All releases of the workspace are read first, which takes a busy machine its time. */
const SLOW = 110_000;

describe('Verifying quotations in a window, by keyboard alone', () => {
  const opened = useWindow({
    prepare: folder => {
      for (const name of readdirSync(folder)) if (/^(?:0[3-9]|1)/.test(name)) rmSync(join(folder, name)); // a few releases will do
      writeFileSync(join(folder, ARTICLE), ARTICLE_TEXT);
    },
  });
  const row = (verdict: string) =>
    opened().page.locator(`[id="workbench.view.extension.pressmark"] .monaco-list-row[aria-label^="${verdict}:"]`).first();

  it('reads the releases of the workspace and lists each quotation with its verdict', async () => {
    const workbench = opened();
    const { page } = workbench;
    await workbench.open(ARTICLE);
    await workbench.start('Pressmark: Verify Quotes');
    await page.locator('.quick-input-list .monaco-list-row').filter({ hasText: 'All releases' }).waitFor({ timeout: SLOW });
    await page.keyboard.press('Enter');
    await row('verbatim').waitFor({ timeout: SLOW });
    await row('altered').waitFor();
    await row('not found').waitFor();
  });

  it('goes from a row to the quotation', async () => {
    const { page } = opened();
    // The view has the focus once the quotations are verified.
    const focused = page.locator('.monaco-list:focus .monaco-list-row.focused[aria-label^="altered:"]');
    await page.keyboard.press('Home');
    for (let i = 0; i < 10 && (await focused.count()) === 0; i++) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page
      .locator('.statusbar-item')
      .filter({ hasText: /\(\d+ selected\)/ })
      .waitFor();
  });

  it('copies the correction that a newspaper would print', async () => {
    const workbench = opened();
    const { page } = workbench;
    await workbench.run('Pressmark: Copy Quote as Correction');
    await page.locator('.statusbar-item').filter({ hasText: 'Copied the correction' }).waitFor();
    assert.match(await page.evaluate<string>('navigator.clipboard.readText()'), /^Correction: .*Achterberg.*The words are: “/);
  });

  it('shows it beside the release', async () => {
    const workbench = opened();
    const { page } = workbench;
    await workbench.run('Pressmark: Show Quote Beside the Release');
    await page.locator('.tab').filter({ hasText: '↔' }).waitFor();
    await page.locator('.monaco-diff-editor').waitFor();
  });
});
