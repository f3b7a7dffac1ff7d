import assert from 'node:assert';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { annotationOn, sidecarText } from '../harness/sidecars';
import { useWindow } from './window';

const RELEASE = '010-corporate-launch.txt';
const OTHER = '020-quarterly-results.txt';

const note = (id: string, text: string, words: string, comment: string) =>
  annotationOn(text, words, { id, author: 'Robin Vale', says: comment, kind: 'note' });

describe('The Annotations view in a window', () => {
  let words = '';
  const opened = useWindow({
    prepare: folder => {
      const text = readFileSync(join(folder, RELEASE), 'utf8');
      words = text.split('\n')[2]!.slice(0, 20);
      const orphan = note('o', text, 'words that nobody wrote', 'lost and found');
      writeFileSync(join(folder, `${RELEASE}.annotations.json`), sidecarText(note('a', text, words, 'first remark'), orphan));
      writeFileSync(join(folder, `${OTHER}.annotations.json`), sidecarText(note('b', '', 'nowhere', 'second remark')));
    },
  });
  const row = (text: string) =>
    opened().page.locator('[id="workbench.view.extension.pressmark"] .monaco-list-row').filter({ hasText: text }).first();

  it('lists every file, ones that were never opened too, orphans last', async () => {
    const workbench = opened();
    await workbench.open(OTHER);
    await workbench.page.locator('.statusbar-item').filter({ hasText: 'speaker' }).waitFor({ timeout: 60_000 });
    await workbench.run('Pressmark: Open Annotations');
    for (const text of ['first remark', 'Words not found', 'second remark']) await row(text).waitFor({ timeout: 30_000 });
    const texts = await opened().page.locator('[id="workbench.view.extension.pressmark"] .monaco-list-row').allTextContents();
    const at = (text: string) => texts.findIndex(each => each.includes(text));
    assert.ok(at('first remark') < at('Words not found') && at('Words not found') < at('lost and found'), texts.join('|'));
  });

  it('is filtered while one types, and shows everything again after Escape', async () => {
    const workbench = opened();
    const { page } = workbench;
    await workbench.startTyping('Pressmark: Filter Annotations', 'first');
    await row('second remark').waitFor({ state: 'hidden' });
    await row('first remark').waitFor();
    await page.keyboard.press('Escape');
    await row('second remark').waitFor();
  });

  it('is grouped by author by keyboard', async () => {
    const workbench = opened();
    await workbench.ask('Pressmark: Group Annotations By', 'Author');
    await row('Robin Vale').waitFor();
    await workbench.ask('Pressmark: Group Annotations By', 'File');
    await row(RELEASE).waitFor();
  });

  it('goes to the words with Enter', async () => {
    const workbench = opened();
    const { page } = workbench;
    await workbench.run('Pressmark: Open Annotations');
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.locator('.tab').filter({ hasText: RELEASE }).waitFor();
    await page
      .locator('.statusbar-item')
      .filter({ hasText: `(${words.length} selected)` })
      .waitFor();
  });

  it('removes with Delete the row that has the focus, whatever was selected before', async () => {
    const workbench = opened();
    const { page } = workbench;
    const file = join(opened().folder, `${RELEASE}.annotations.json`);
    // For a moment the file is away while it is replaced.
    const items = () => (existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { items: { id: string }[] }).items : []);
    const focused = page.locator('.monaco-list:focus .monaco-list-row.focused').first();
    await page.locator('.monaco-editor .view-lines').first().click();
    await workbench.run('Pressmark: Open Annotations');
    await page.locator('.monaco-list:focus').waitFor();
    await page.keyboard.press('Home');
    await focused.waitFor();
    // The test before has selected the first remark; the keys move on to the one whose words are lost, and only that far.
    const isThere = async () => ((await focused.textContent()) ?? '').includes('lost and found');
    for (let i = 0; i < 10; i++) {
      await page.waitForTimeout(300); // the row is drawn after the key
      if (await isThere()) break;
      await page.keyboard.press('ArrowDown');
    }
    assert.ok(await isThere(), 'the keys reach the row');
    await page.keyboard.press('Delete');
    await row('lost and found').waitFor({ state: 'detached' });
    await row('first remark').waitFor();
    for (let i = 0; i < 120 && items().length !== 1; i++) await page.waitForTimeout(250);
    assert.deepStrictEqual(
      items().map(({ id }) => id),
      ['urn:uuid:a'],
    );
    await workbench.run('Pressmark: Undo Last Action on Annotations');
    await row('lost and found').waitFor();
  });
});
