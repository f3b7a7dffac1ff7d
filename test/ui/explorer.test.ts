import assert from 'node:assert';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { annotationOn, sidecarText } from '../harness/sidecars';
import { tabTo } from './keys';
import { useWindow } from './window';

const RELEASE = '010-corporate-launch.txt';
const RENAMED = '011-renamed.txt';
const SKIPPED = '012-skipped.txt';

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
  const rename = async (from: string, to: string): Promise<void> => {
    const { page } = opened();
    // What still opens in the window may take the focus away from the row.
    const name = page.locator('.explorer-item-edited input');
    for (let attempt = 0; attempt < 10 && !(await name.isVisible()); attempt++) {
      await row(from).click();
      await page.keyboard.press('F2');
      await name.waitFor({ timeout: 3_000 }).catch(() => undefined);
    }
    await name.waitFor();
    await page.keyboard.press('Control+A');
    await page.keyboard.type(to);
    await page.keyboard.press('Enter');
  };
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
  /** Waits until the sidecar names its release anew, which is written after the files have moved. */
  const named = async (name: string): Promise<void> => {
    const right = () => existsSync(sidecarOf(name)) && readFileSync(sidecarOf(name), 'utf8').includes(`"${name}"`);
    for (let i = 0; i < 120 && !right(); i++) await opened().page.waitForTimeout(250);
    assert.ok(right());
  };
  const comments = (name: string): string[] =>
    (JSON.parse(readFileSync(sidecarOf(name), 'utf8')) as { items: { body: { value: string }[] }[] }).items.map(
      ({ body }) => body[0]!.value,
    );

  it('takes its annotations along when it is renamed, and back with Undo, and there again with Redo', async () => {
    const { page } = opened();
    await opened().open(RELEASE); // the extension runs from here on
    await page.locator('.statusbar-item').filter({ hasText: 'speaker' }).waitFor({ timeout: 60_000 });
    await rename(RELEASE, RENAMED);
    await there([path(RENAMED), sidecarOf(RENAMED)], [path(RELEASE), sidecarOf(RELEASE)]);
    assert.deepStrictEqual(comments(RENAMED), ['kept']);
    await named(RENAMED);
    await row(RENAMED).click();
    await page.keyboard.press('Control+Z');
    await there([path(RELEASE), sidecarOf(RELEASE)], [path(RENAMED), sidecarOf(RENAMED)]);
    assert.deepStrictEqual(comments(RELEASE), ['kept']);
    await named(RELEASE);
    await row(RELEASE).click();
    await page.keyboard.press('Control+Y');
    await there([path(RENAMED), sidecarOf(RENAMED)], [path(RELEASE), sidecarOf(RELEASE)]);
    await row(RENAMED).click();
    await page.keyboard.press('Control+Z');
    await there([path(RELEASE), sidecarOf(RELEASE)], [path(RENAMED), sidecarOf(RENAMED)]);
    assert.deepStrictEqual(comments(RELEASE), ['kept']);
    await named(RELEASE);
  });

  it('says where its annotations stayed when one skips that they go along, and brings them when asked', async () => {
    const { page } = opened();
    await opened().open(RELEASE);
    await page.locator('.statusbar-item').filter({ hasText: 'speaker' }).waitFor({ timeout: 60_000 });
    await rename(RELEASE, SKIPPED);
    await page.locator('.monaco-dialog-box').filter({ hasText: 'Extension ' }).waitFor();
    await tabTo(page, /Skip Changes/);
    await page.keyboard.press('Enter');
    // A window that is driven shows no toasts, but it has their list.
    const said = page.locator('.notifications-center .notification-list-item').filter({ hasText: 'did not come along' });
    for (let attempt = 0; attempt < 10 && !(await said.isVisible()); attempt++) {
      await opened().run('Notifications: Show Notifications');
      await said.waitFor({ timeout: 3_000 }).catch(() => undefined);
    }
    await said
      .filter({ hasText: `The annotations of ${SKIPPED}` })
      .filter({ hasText: `${RELEASE}.annotations.json` })
      .waitFor();
    assert.deepStrictEqual([sidecarOf(RELEASE), sidecarOf(SKIPPED)].map(existsSync), [true, false]);
    await opened().run('Notifications: Show Notifications'); // and puts the focus there
    await tabTo(page, /^Bring Them Along$/);
    await page.keyboard.press('Enter');
    await there([path(SKIPPED), sidecarOf(SKIPPED)], [path(RELEASE), sidecarOf(RELEASE)]);
    await named(SKIPPED);
    assert.deepStrictEqual(comments(SKIPPED), ['kept']);
    await rename(SKIPPED, RELEASE);
    await there([path(RELEASE), sidecarOf(RELEASE)], [path(SKIPPED), sidecarOf(SKIPPED)]);
    await named(RELEASE);
    await page.waitForTimeout(4_000); // longer than what moves takes to settle
    await opened().run('Notifications: Show Notifications');
    assert.strictEqual(await said.count(), 0);
    await page.keyboard.press('Escape');
  });

  it('comes back with its annotations when Undo takes back that it was deleted', async () => {
    const { page } = opened();
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
