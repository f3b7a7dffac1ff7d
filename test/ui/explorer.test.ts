import assert from 'node:assert';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { annotationOn, sidecarText } from '../harness/sidecars';
import { useWindow } from './window';

const RELEASE = '010-corporate-launch.txt';

describe('A release in the Explorer, by keyboard', () => {
  const opened = useWindow({
    settings: { 'explorer.confirmUndo': 'light', 'explorer.confirmDelete': false },
    prepare: folder => {
      const text = readFileSync(join(folder, RELEASE), 'utf8');
      const note = annotationOn(text, text.slice(0, 20), { id: 'a', author: 'Robin Vale', says: 'kept', kind: 'note' });
      writeFileSync(join(folder, `${RELEASE}.annotations.json`), sidecarText(note));
    },
  });
  const path = (name: string) => join(opened().folder, name);
  const sidecarOf = (name: string) => path(`${name}.annotations.json`);
  const row = (name: string) =>
    opened().page.locator('.explorer-folders-view .monaco-list-row').filter({ hasText: name }).first();
  /** Waits until these are there and those are not. VS Code asks whether an extension may take part in what happens to files. */
  const there = async (files: readonly string[], gone: readonly string[]): Promise<void> => {
    const right = () => files.every(existsSync) && !gone.some(existsSync);
    const { page } = opened();
    const question = page.locator('.monaco-dialog-box').filter({ hasText: 'Extension ' });
    for (let i = 0; i < 120 && !right(); i++) {
      if (await question.isVisible()) await page.keyboard.press('Enter');
      await page.waitForTimeout(250);
    }
    assert.deepStrictEqual([files.filter(file => !existsSync(file)), gone.filter(existsSync)], [[], []]);
  };

  it('comes back with its annotations when Undo takes back that it was deleted', async () => {
    const { page } = opened();
    await opened().open(RELEASE); // the extension runs from here on
    await page.locator('.statusbar-item').filter({ hasText: 'speaker' }).waitFor({ timeout: 60_000 });
    const [text, sidecar] = [readFileSync(path(RELEASE), 'utf8'), readFileSync(sidecarOf(RELEASE), 'utf8')];
    await row(RELEASE).click();
    await page.keyboard.press('Delete');
    await there([], [path(RELEASE), sidecarOf(RELEASE)]);
    await row('020-').click();
    await page.keyboard.press('Control+Z');
    await there([path(RELEASE), sidecarOf(RELEASE)], []);
    assert.strictEqual(readFileSync(path(RELEASE), 'utf8'), text);
    assert.strictEqual(readFileSync(sidecarOf(RELEASE), 'utf8'), sidecar);
  });
});
