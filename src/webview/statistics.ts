/** The page of *Show Statistics*: charts, each with its table; it holds nothing but what the extension tells it. */
import { makeCharts, type Chart } from './charts';
import { toPng, toSvg } from './picture';
import type { FromPage, ToPage, Words } from './protocol';

declare function acquireVsCodeApi(): { postMessage(message: FromPage): void };

const api = acquireVsCodeApi();
const page = document.querySelector('main')!;
let charts: { readonly chart: Chart; readonly holder: HTMLElement }[] = [];
let width = 0;

function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Readonly<Record<string, string>> = {},
  ...children: (string | Node)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function legend({ legend: entries }: Chart): HTMLElement | '' {
  if (entries.length === 0) return '';
  return element(
    'ul',
    { class: 'legend' },
    ...entries.map(({ colour, label }) => {
      const swatch = element('span', { class: 'swatch', 'aria-hidden': 'true' });
      swatch.style.backgroundColor = colour;
      return element('li', {}, swatch, label);
    }),
  );
}

function table({ title, columns, rows }: Chart, words: Words): HTMLElement {
  const head = element('tr', {}, ...columns.map(column => element('th', { scope: 'col' }, column)));
  const body = rows.map(({ cells, span }) =>
    element(
      'tr',
      {},
      ...cells.map((cell, i) => {
        const shown = typeof cell === 'number' ? cell.toLocaleString(words.language) : cell;
        const isNumber = typeof cell === 'number' || (i > 0 && /^[\d.,]+\s?%$/.test(cell));
        if (i > 0) return element('td', isNumber ? { class: 'number' } : {}, shown);
        if (!span) return element('th', { scope: 'row' }, shown);
        const link = element('button', { class: 'link', title: words.show }, shown);
        link.addEventListener('click', () => api.postMessage({ type: 'reveal', span }));
        return element('th', { scope: 'row' }, link);
      }),
    ),
  );
  return element(
    'details',
    {},
    element('summary', {}, words.table),
    element('table', { 'aria-label': title }, element('thead', {}, head), element('tbody', {}, ...body)),
  );
}

function buttons(chart: Chart, holder: HTMLElement, words: Words): HTMLElement {
  const drawing = (): SVGElement => holder.querySelector('svg')!;
  const save = (label: string, format: 'svg' | 'png'): HTMLElement => {
    const button = element('button', { 'aria-label': `${label}: ${chart.title}` }, label);
    button.addEventListener('click', () => {
      const svg = toSvg(drawing(), chart.title);
      const send = (data: string): void => api.postMessage({ type: 'save', chart: chart.name, format, data });
      if (format === 'svg') send(svg);
      else void toPng(svg).then(send);
    });
    return button;
  };
  return element('div', { class: 'buttons' }, save(words.saveSvg, 'svg'), save(words.savePng, 'png'));
}

function figure(chart: Chart, words: Words): HTMLElement {
  const holder = element('div', { class: 'chart' });
  const shown = element(
    'section',
    { id: chart.name, 'aria-labelledby': `${chart.name}-title` },
    element('header', {}, element('h2', { id: `${chart.name}-title` }, chart.title), buttons(chart, holder, words)),
    element('p', { class: 'note', id: `${chart.name}-note` }, chart.note),
    legend(chart),
    holder,
    table(chart, words),
  );
  charts.push({ chart, holder });
  return shown;
}

function draw(): void {
  width = page.clientWidth;
  for (const { chart, holder } of charts) {
    const svg = chart.draw(Math.max(280, holder.clientWidth));
    svg.setAttribute('role', 'img');
    svg.setAttribute('aria-labelledby', `${chart.name}-title`);
    svg.setAttribute('aria-describedby', `${chart.name}-note`);
    holder.replaceChildren(svg);
  }
}

function show(message: ToPage & { type: 'show' }): void {
  const open = new Set([...page.querySelectorAll('section')].filter(s => s.querySelector('details')?.open).map(s => s.id));
  const { scrollY } = window;
  charts = [];
  const made = makeCharts(message.charts, message.words, span => api.postMessage({ type: 'reveal', span }));
  const shown = made.filter(chart => chart.rows.length > 0);
  document.documentElement.lang = message.words.language;
  page.replaceChildren(
    element('h1', {}, message.title),
    element('p', { class: 'summary' }, message.summary),
    ...shown.map(chart => figure(chart, message.words)),
  );
  for (const details of page.querySelectorAll('details')) details.open = open.has(details.parentElement!.id);
  draw();
  window.scrollTo(0, scrollY);
}

window.addEventListener('message', (event: MessageEvent<ToPage>) => {
  const message = event.data;
  if (message.type === 'show') show(message);
  else if (message.type === 'scrollTo') document.getElementById(message.chart)?.scrollIntoView();
  else {
    charts = [];
    page.replaceChildren(element('p', { class: 'empty' }, message.words.empty));
  }
});
new ResizeObserver(() => {
  if (page.clientWidth !== width) draw();
}).observe(page);
api.postMessage({ type: 'ready' });
