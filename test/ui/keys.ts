/** Keys that lead to a button or an entry of a menu, as a person finds it who has no mouse. */
import assert from 'node:assert';
import type { Page } from 'playwright-core';

const PATIENCE = 60;
/** How what has the focus is called. */
const FOCUSED = `(({ activeElement: it }) => it?.getAttribute('aria-label') ?? it?.getAttribute('title') ?? it?.textContent ?? '')(document)`;

/** Presses Tab until what has the focus is called so. */
export async function tabTo(page: Page, label: RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const passed: string[] = [];
  for (let i = 0; i < PATIENCE; i++) {
    const name = await page.evaluate<string>(FOCUSED);
    if (label.test(name)) return;
    passed.push(name.slice(0, 40));
    await page.keyboard.press(key);
    await page.waitForTimeout(50);
  }
  assert.fail(`${key} does not lead to ${label}: ${passed.join(' | ')}`);
}

/** Opens the menu of the row that has the focus and takes the entry of that name. */
export async function takeFromMenu(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Shift+F10');
  const entries = page.locator('.monaco-menu .action-item:not(.disabled)');
  await entries.filter({ hasText: name }).first().waitFor();
  const focused = page.locator('.monaco-menu .action-item.focused');
  for (let i = 0; i < PATIENCE; i++) {
    if ((await focused.count()) > 0 && ((await focused.first().textContent()) ?? '').includes(name)) {
      await page.keyboard.press('Enter');
      return;
    }
    await page.keyboard.press('ArrowDown');
    await page.waitForTimeout(50);
  }
  assert.fail(`The keys do not lead to “${name}”.`);
}

/** Goes down in the list that has the focus until the row in focus holds these words. */
export async function goDownTo(page: Page, words: string): Promise<void> {
  const focused = page.locator('.monaco-list:focus .monaco-list-row.focused');
  await page.locator('.monaco-list:focus').waitFor();
  await page.keyboard.press('Home');
  for (let i = 0; i < PATIENCE; i++) {
    await page.waitForTimeout(200); // the row is drawn after the key
    if ((await focused.count()) > 0 && ((await focused.first().textContent()) ?? '').includes(words)) return;
    await page.keyboard.press('ArrowDown');
  }
  assert.fail(`The keys do not lead to “${words}”.`);
}
