import assert from 'node:assert';
import { readFileSync } from 'node:fs';
import { useWindow } from './window';

const { contributes } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  contributes: { walkthroughs: { steps: { id: string; title: string }[] }[] };
};
const texts = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Record<string, string>;
const STEPS = contributes.walkthroughs[0]!.steps.map(({ title }) => texts[title.slice(1, -1)]!);

describe('The walkthrough in a window', () => {
  // A narrow window leaves the pictures out.
  const opened = useWindow({ size: { width: 1800, height: 900 } });

  it('opens with all of its steps', async () => {
    const { page } = opened();
    const input = page.locator('.quick-input-widget input[type="text"]');
    const answer = (text: string) => page.locator('.quick-input-list .monaco-list-row').filter({ hasText: text }).first();
    await page.keyboard.press('F1');
    await input.fill('>Welcome: Open Walkthrough');
    await answer('Open Walkthrough').waitFor();
    await page.keyboard.press('Enter');
    await answer('Question a Press Release').waitFor();
    await page.keyboard.type('Question a Press');
    await page.keyboard.press('Enter');
    for (const title of STEPS) await page.locator('.getting-started-step').filter({ hasText: title }).first().waitFor();
  });

  it('shows at each step a picture that loads, by keyboard', async () => {
    const { page } = opened();
    for (const title of STEPS) {
      const step = page.locator('.getting-started-step').filter({ hasText: title }).first();
      await step.focus();
      await page.keyboard.press('Enter');
      await page.locator('.getting-started-step.expanded').filter({ hasText: title }).waitFor();
      const image = page.locator('.getting-started-media img').first();
      await image.waitFor();
      await page.waitForFunction(`document.querySelector('.getting-started-media img')?.naturalWidth > 100`);
      assert.notStrictEqual(await image.getAttribute('alt'), '', `${title}: the picture is told in words`);
    }
  });

  it('has buttons that do what they say', async () => {
    const { page } = opened();
    const step = page.locator('.getting-started-step').filter({ hasText: 'Read the outline' }).first();
    await step.focus();
    await page.keyboard.press('Enter');
    const button = page.locator('.getting-started-step.expanded .monaco-button').filter({ hasText: 'Open Outline' });
    await button.focus();
    await page.keyboard.press('Enter');
    await page.locator('[id="workbench.view.extension.pressmark"] .pane-header').filter({ hasText: 'Outline' }).waitFor();
  });
});
