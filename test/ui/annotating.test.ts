import assert from 'node:assert';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { annotationOn, sidecarText } from '../harness/sidecars';
import { goDownTo, tabTo, takeFromMenu } from './keys';
import { useWindow } from './window';

const RELEASE = '010-corporate-launch.txt';
const TALKED = '020-quarterly-results.txt';

interface Item {
  readonly 'pressmark:kind': string;
  readonly 'pressmark:resolved'?: boolean;
  readonly body?: readonly { readonly purpose: string; readonly value: string }[];
}

describe('Annotating in a window, by keyboard alone', () => {
  const opened = useWindow({
    prepare: folder => {
      const text = readFileSync(join(folder, TALKED), 'utf8');
      const words = text.trimStart().slice(0, 12).trimEnd();
      const note = annotationOn(text, words, { id: 'a', author: 'Robin Vale', says: 'How many?', kind: 'note' });
      writeFileSync(join(folder, `${TALKED}.annotations.json`), sidecarText(note));
      mkdirSync(join(folder, '.pressmark'), { recursive: true });
      writeFileSync(join(folder, '.pressmark/codebook.json'), '{"tags":[{"name":"claim","description":"Can be checked"}]}');
    },
  });
  const items = (release: string): readonly Item[] => {
    const file = join(opened().folder, `${release}.annotations.json`);
    // For a moment the file is away while it is replaced.
    return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { items: Item[] }).items : [];
  };
  const until = async (right: () => boolean, what: string): Promise<void> => {
    for (let i = 0; i < 120 && !right(); i++) await opened().page.waitForTimeout(250);
    assert.ok(right(), what);
  };
  const valueOf = (release: string, purpose: string) => items(release)[0]?.body?.find(body => body.purpose === purpose)?.value;

  it('takes three keystrokes at most from a selection to what is stored, for the kind used last', async () => {
    const workbench = opened();
    const { page, folder } = workbench;
    const text = readFileSync(join(folder, RELEASE), 'utf8');
    await workbench.open(RELEASE);
    await page.locator('.statusbar-item').filter({ hasText: 'speaker' }).waitFor({ timeout: 60_000 });
    const input = page.locator('.quick-input-widget input[type="text"]');
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('Shift+End');
    await page.keyboard.press('Control+K');
    await page.keyboard.press('Alt+A');
    await input.waitFor({ state: 'visible' });
    await page.keyboard.type('tag');
    await page.keyboard.press('Enter');
    await page.locator('.quick-input-list .monaco-list-row').filter({ hasText: 'claim' }).first().waitFor();
    await page.keyboard.press('Enter');
    await until(() => items(RELEASE).length === 1, 'the first annotation is stored');

    await page.keyboard.press('Control+End');
    await page.keyboard.press('Control+Shift+ArrowLeft');
    await page.keyboard.press('Control+Shift+ArrowLeft');
    // Every key that goes down counts, whatever the test believes to have pressed; Ctrl and Alt are held, no strokes of their own.
    await page.evaluate(`
      window.strokes = 0;
      window.addEventListener('keydown', ({ key }) => (strokes += /^(?:Control|Alt|Shift|Meta)$/.test(key) ? 0 : 1), true);
    `);
    await page.keyboard.press('Control+K');
    await page.keyboard.press('Alt+L');
    await until(() => items(RELEASE).length === 2, 'the second annotation is stored');
    const strokes = await page.evaluate<number>('strokes');
    assert.ok(strokes >= 1 && strokes <= 3, `${strokes} keystrokes`);
    assert.deepStrictEqual(
      items(RELEASE).map(item => [item['pressmark:kind'], item.body?.[0]?.value]),
      Array(2).fill(['tag', 'claim']),
    );
    assert.strictEqual(readFileSync(join(folder, RELEASE), 'utf8'), text, 'no key was typed into the text');
  });

  /** Goes from VS Code's own list of comments to the thread. */
  const goToThread = async (): Promise<void> => {
    const workbench = opened();
    const { page } = workbench;
    const thread = page.locator('.review-widget .comments-container:focus');
    for (let attempt = 0; attempt < 5 && !(await thread.isVisible()); attempt++) {
      await workbench.run('Focus on Comments View');
      await goDownTo(page, 'Robin Vale');
      await page.keyboard.press('Enter');
      await thread.waitFor({ timeout: 8_000 }).catch(() => undefined); // what still opens in the window may take the focus away
    }
    await thread.waitFor();
  };

  it('changes a comment in its thread, or leaves it as it was', async () => {
    const workbench = opened();
    const { page } = workbench;
    await workbench.open(TALKED);
    await page.locator('.comment-range-glyph').first().waitFor({ timeout: 60_000 }); // the threads are there
    const box = page.locator(
      '.review-widget .edit-textarea .native-edit-context:focus, .review-widget .edit-textarea textarea:focus',
    );
    const write = async (words: string, button: RegExp): Promise<void> => {
      await goToThread();
      await tabTo(page, /^Edit/);
      await page.keyboard.press('Enter');
      await box.waitFor();
      await page.keyboard.press('Control+A');
      await page.keyboard.type(words);
      await tabTo(page, button);
      await page.keyboard.press('Enter');
      await box.waitFor({ state: 'detached' });
    };
    await workbench.run('Toggle Tab Key Moves Focus'); // else Tab is written into the box
    await write('Never mind', /^Cancel/);
    await page.locator('.review-widget').getByText('How many?').waitFor();
    await page.waitForTimeout(2_000); // what was stored by mistake would be there by now
    assert.strictEqual(valueOf(TALKED, 'commenting'), 'How many?');
    await write('How many of them?', /^Save/);
    await until(() => valueOf(TALKED, 'commenting') === 'How many of them?', 'the comment is changed');
  });

  it('settles a thread and opens it again', async () => {
    const workbench = opened();
    const { page } = workbench;
    await workbench.open(TALKED);
    await page.locator('.comment-range-glyph').first().waitFor({ timeout: 60_000 });
    const isSettled = () => items(TALKED)[0]?.['pressmark:resolved'];
    await goToThread();
    await tabTo(page, /^Resolve/, 'Shift+Tab');
    await page.keyboard.press('Enter');
    await until(() => isSettled() === true, 'settled');
    await goToThread();
    await tabTo(page, /^Reopen/, 'Shift+Tab');
    await page.keyboard.press('Enter');
    await until(() => isSettled() === false, 'open again');
    await workbench.run('Pressmark: Undo Last Action on Annotations');
    await until(() => isSettled() === true, 'settled as before');
  });

  it('replies from a row of the Annotations view', async () => {
    const workbench = opened();
    const { page } = workbench;
    await workbench.run('Pressmark: Open Annotations');
    await goDownTo(page, 'How many of them?');
    await takeFromMenu(page, 'Reply');
    await page.locator('.quick-input-title').filter({ hasText: 'Reply' }).waitFor();
    await page.keyboard.type('Twelve');
    await page.keyboard.press('Enter');
    await until(() => valueOf(TALKED, 'replying') === 'Twelve', 'the reply is stored');
    assert.strictEqual(items(TALKED)[0]?.['pressmark:resolved'], undefined, 'who replies opens it again');
  });

  it('puts a tag below another', async () => {
    const workbench = opened();
    const { page, folder } = workbench;
    await workbench.run('Focus on Codebook View');
    await goDownTo(page, 'claim');
    await takeFromMenu(page, 'Add Tag Below');
    const title = page.locator('.quick-input-title');
    await title.filter({ hasText: 'Add Tag' }).waitFor();
    await page.keyboard.type('figure');
    await page.keyboard.press('Enter');
    await title.filter({ hasText: 'figure' }).waitFor();
    await page.keyboard.type('A number');
    await page.keyboard.press('Enter');
    const tags = () => (JSON.parse(readFileSync(join(folder, '.pressmark/codebook.json'), 'utf8')) as { tags: unknown[] }).tags;
    await until(() => tags().length === 2, 'the tag is in the codebook');
    assert.deepStrictEqual(tags()[1], { name: 'figure', description: 'A number', parents: ['claim'] });
  });
});
