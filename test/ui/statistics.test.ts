import assert from 'node:assert';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import axe from 'axe-core';
import { XMLParser } from 'fast-xml-parser';
import { SEED, useWindow, webviewWith } from './window';

describe('The statistics page', function () {
  const window = useWindow();

  it('draws the seed, each chart with a table of the same figures', async () => {
    const workbench = window();
    await workbench.open(SEED);
    await workbench.run('Pressmark: Show Statistics');
    const frame = await webviewWith(workbench, 'section svg');
    const titles = await frame.locator('h2').allTextContents();
    assert.deepStrictEqual(
      titles,
      ['Share of voice', 'Kinds of messages', 'Lengths of messages', 'Timeline', 'Words by section'].filter(title =>
        titles.includes(title),
      ),
    );
    assert.ok(titles.includes('Share of voice') && titles.includes('Words by section'), titles.join());
    for (const section of await frame.locator('section').all()) {
      assert.strictEqual(await section.locator('svg[role="img"][aria-labelledby]').count(), 1);
      assert.ok((await section.locator('tbody tr').count()) > 0);
    }
    const speakers = await frame.locator('#voices tbody th').allTextContents();
    assert.deepStrictEqual(speakers.sort(), ['Kim Jong Un', 'Xi Jinping']);
  });

  it('draws as wide as the page lets it, nothing squeezed, and of many speakers the most heard', async () => {
    const workbench = window();
    await workbench.open('120-summit-long.txt');
    const frame = await webviewWith(workbench, '#voices tbody tr:nth-child(60)');
    const squeezed = await frame.evaluate(`Array.from(document.querySelectorAll('section svg')).flatMap(svg => {
      const { width, height } = svg.getBoundingClientRect();
      const drawn = svg.viewBox.baseVal;
      const isWhole = Math.abs(width - drawn.width) < 1 && Math.abs(height - drawn.height) < 1;
      const isFull = Math.abs(width - svg.parentElement.clientWidth) < 1;
      return isWhole && isFull ? [] : [svg.getAttribute('aria-labelledby') + ' ' + [width, height, drawn.width, drawn.height, svg.parentElement.clientWidth].join(' ')];
    })`);
    assert.deepStrictEqual(squeezed, []);
    const labels = await frame
      .locator('#voices svg [text-anchor="end"] text, #voices svg g[text-anchor="end"] text')
      .allTextContents();
    assert.ok(
      labels.some(label => /^\d+ others$/.test(label)),
      labels.join(),
    );
    await workbench.open(SEED);
    await webviewWith(workbench, '#voices tbody tr:nth-child(2):last-child');
  });

  it('has nothing that automatic checks of accessibility object to', async () => {
    const frame = await webviewWith(window(), 'section svg');
    const closed = frame.locator('details:not([open]) summary');
    while ((await closed.count()) > 0) await closed.first().click();
    await frame.evaluate(axe.source);
    const violations = await frame.evaluate(
      `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'best-practice'] }).then(({ violations }) =>
        violations.map(({ id, nodes }) => id + ': ' + nodes.map(node => node.html.slice(0, 120)).join(' | ')))`,
    );
    assert.deepStrictEqual(violations, []);
  });

  it('leads by keyboard from a row of a table to the words in the text', async () => {
    const { page } = window();
    const frame = await webviewWith(window(), '#lengths');
    const summary = frame.locator('#lengths summary');
    await summary.focus();
    if ((await frame.locator('#lengths details[open]').count()) === 0) await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page
      .locator('.statusbar-item')
      .filter({ hasText: /\d+ selected/ })
      .first()
      .waitFor({ timeout: 15_000 });
  });

  it('saves a chart as an SVG file that stands by itself', async () => {
    const { page, folder } = window();
    const frame = await webviewWith(window(), 'section svg');
    await frame.locator('#voices button').filter({ hasText: 'Save SVG' }).click();
    const input = page.locator('.quick-input-widget input[type="text"]');
    await input.waitFor({ state: 'visible', timeout: 15_000 });
    await page.waitForTimeout(1000);
    await page.keyboard.press('Enter');
    const file = join(folder, 'voices.svg');
    for (let i = 0; i < 60 && !existsSync(file); i++) await page.waitForTimeout(250);
    const svg = readFileSync(file, 'utf8');
    const { svg: drawing } = new XMLParser({ ignoreAttributes: false }).parse(svg) as {
      svg: { text: { '#text': string } };
    };
    assert.strictEqual(drawing.text['#text'], 'Share of voice');
    assert.match(svg, /Xi Jinping/);
    assert.doesNotMatch(svg, /var\(--/, 'colours are written out');
  });
});
