/**
 * A report to read, send and print: the text with its marks in colour, who said what, dates, notes. One file without scripts,
 * pictures or fonts from elsewhere; light and dark as the reader's system is; on paper in black with the marks underlined.
 */
import { GAP, joinSpans } from '../features/excerpt';
import { colorOf } from '../codebook/edits';
import type { Codebook } from '../codebook/types';
import type { Exported } from './formats';
import type { ExchangeDocument, ExchangeItem } from './items';
import { countLosses } from './losses';
import { STYLE } from './htmlStyle';

const escape = (words: string): string =>
  words
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replace(/\0/g, '\ufffd');

/** Marks in the legend's order: class, and what it is. */
const MARKS = [
  ['content', 'Message'],
  ['source', 'Source: the words that name who speaks'],
  ['cue', 'Cue: “said”, “according to”'],
  ['speaker', 'Speaker'],
  ['date', 'Date'],
  ['note', 'Note'],
  ['tag', 'Tag'],
] as const;

export function exportHtml(document: ExchangeDocument): Exported {
  const { name, text, release, items, relations, codebook } = document;
  const headline = release.parts.find(({ kind }) => kind === 'headline');
  const title = headline ? joinSpans(text, [headline.span]) : name;
  const numbers = new Map<string, number>();
  const remarks = items.filter(
    ({ detected, kind, comment, replies }) =>
      !detected && (kind === 'note' || kind === 'tag' || comment !== undefined || replies),
  );
  remarks.forEach(({ id }, i) => numbers.set(id, i + 1));
  const tags = tagClasses(items);
  const body = [
    '<header>',
    `<h1 dir="auto">${escape(title)}</h1>`,
    `<p class="file">${escape(name)}${release.releaseDate === undefined ? '' : ` · released <time datetime="${escape(release.releaseDate)}">${escape(release.releaseDate)}</time>`}</p>`,
    '</header>',
    legend(items, tags),
    '<main>',
    '<section class="text" aria-label="The text">',
    `<div class="release" dir="auto">${colouredText(text, items, numbers, tags)}</div>`,
    '</section>',
    saidBy(document),
    datesOf(text, items),
    remarksOf(text, remarks, tags),
    relationsOf(text, items, relations, numbers),
    '</main>',
  ];
  const html = [
    '<!DOCTYPE html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${escape(title)}</title>`,
    `<style>${STYLE}${tagStyle(tags, codebook)}</style>`,
    '</head>',
    '<body>',
    ...body.filter(Boolean),
    '</body>',
    '</html>',
    '',
  ];
  return { content: html.join('\n'), beside: [], losses: countLosses(document, []) };
}

const classOf = ({ kind }: ExchangeItem, role: string | undefined): string => (kind === 'message' ? (role ?? 'content') : kind);

/** Each tag that is used has a class of its own. */
function tagClasses(items: readonly ExchangeItem[]): ReadonlyMap<string, string> {
  const names = [...new Set(items.flatMap(({ kind, tag }) => (kind === 'tag' && tag !== undefined ? [tag] : [])))].sort();
  return new Map(names.map((name, i) => [name, `tag-${i + 1}`]));
}

/** The codebook's colours; a tag without one looks like all tags. */
const tagStyle = (tags: ReadonlyMap<string, string>, codebook: Codebook): string =>
  [...tags]
    .map(([name, own]) => [own, colorOf(codebook, name)] as const)
    .filter(([, color]) => color !== undefined && /^#[\da-f]{6}$/i.test(color))
    .map(
      ([own, color]) => `.${own} { background: color-mix(in srgb, ${color} 24%, var(--page)); border-bottom-color: ${color}; }\n`,
    )
    .join('');

function legend(items: readonly ExchangeItem[], tags: ReadonlyMap<string, string>): string {
  const used = new Set(items.flatMap(item => item.spans.map(({ role }) => classOf(item, role))));
  // Tags are listed by name where they have names.
  const shown = MARKS.filter(([mark]) => used.has(mark) && (mark !== 'tag' || tags.size === 0));
  const named = [...tags].map(([name, own]) => `<li><span class="mark tag ${own}">${escape(name)}</span></li>`);
  if (used.size === 0) return '';
  const rows = shown.map(
    ([mark, words]) =>
      `<li><span class="mark ${mark}">${escape(words.split(':')[0]!)}</span>${escape(words.slice(words.split(':')[0]!.length))}</li>`,
  );
  const own = items.some(({ detected, spans }) => !detected && spans.length > 0)
    ? '<li><span class="mark own">Bold line: marked by a person</span></li>'
    : '';
  return `<nav class="legend" aria-label="Legend"><ul>${[...rows, ...named].join('')}${own}</ul></nav>`;
}

/** What a reader is told who points at a mark. */
function describe({ kind, value, tag, comment, manner, author, detected }: ExchangeItem, mark: string): string {
  const what = kind === 'message' ? (mark === 'content' ? 'message' : mark) : kind;
  const by = detected ? 'detected' : author === undefined ? 'marked by a person' : `marked by ${author}`;
  return [[what, manner].filter(Boolean).join(', '), tag, value, comment, by].filter(Boolean).join(' · ');
}

/** The text cut where a mark begins or ends; each stretch carries the classes of all marks on it. */
function colouredText(
  text: string,
  items: readonly ExchangeItem[],
  numbers: ReadonlyMap<string, number>,
  tags: ReadonlyMap<string, string>,
): string {
  const marks = items.flatMap(item =>
    item.spans.map((span, i) => ({ item, ...span, mark: classOf(item, span.role), last: i === item.spans.length - 1 })),
  );
  const borders = [...new Set([0, text.length, ...marks.flatMap(({ start, end }) => [start, end])])].sort((a, b) => a - b);
  const starting = [...marks].sort((a, b) => a.start - b.start);
  let next = 0;
  let on: typeof marks = [];
  let html = '';
  for (let i = 0; i + 1 < borders.length; i++) {
    const [from, to] = [borders[i]!, borders[i + 1]!];
    on = on.filter(({ end }) => end > from);
    for (; next < starting.length && starting[next]!.start <= from; next++) on.push(starting[next]!);
    const words = escape(text.slice(from, to));
    if (on.length === 0) html += words;
    else {
      const named = on.flatMap(({ item }) => (item.kind === 'tag' && tags.get(item.tag ?? '')) || []);
      const classes = [
        ...new Set([...on.map(({ mark }) => mark), ...named]),
        ...(on.some(({ item }) => !item.detected) ? ['own'] : []),
      ];
      const told = [...new Set(on.map(({ item, mark }) => describe(item, mark)))].join('\n');
      html += `<span class="mark ${classes.join(' ')}" title="${escape(told)}">${words}</span>`;
    }
    for (const { item, end, last } of on) {
      const number = numbers.get(item.id);
      if (end === to && last && number !== undefined)
        html += `<sup><a href="#remark-${number}" aria-label="Remark ${number}">${number}</a></sup>`;
    }
  }
  return html;
}

function saidBy({ text, release, items }: ExchangeDocument): string {
  const said = new Map<string, ExchangeItem[]>();
  for (const item of items) {
    if (item.kind !== 'message') continue;
    const source = item.spans.filter(({ role }) => role === 'source');
    const name = item.value ?? (source.length > 0 ? joinSpans(text, source) : '');
    said.set(name, [...(said.get(name) ?? []), item]);
  }
  if (said.size === 0) return '';
  const one = ([name, messages]: [string, ExchangeItem[]]): string => {
    const titles = release.speakers.find(speaker => speaker.name === name)?.titles ?? [];
    const lines = messages.map(({ spans, manner, detected }) => {
      const content = spans.filter(({ role }) => role === undefined || role === 'content');
      const cue = joinSpans(
        text,
        spans.filter(({ role }) => role === 'cue'),
      );
      const how = [cue && `“${cue}”`, manner, detected ? '' : 'marked by a person'].filter(Boolean).join(', ');
      return `<li dir="auto">${escape(joinSpans(text, content, GAP))}${how ? ` <small>(${escape(how)})</small>` : ''}</li>`;
    });
    const heading = name === '' ? 'Speaker not known' : name;
    const role = titles.length > 0 ? `<p class="titles">${escape(titles.join('; '))}</p>` : '';
    return `<article><h3 dir="auto">${escape(heading)}</h3>${role}<ul>${lines.join('')}</ul></article>`;
  };
  return `<section><h2>Who said what</h2>${[...said].map(one).join('')}</section>`;
}

function datesOf(text: string, items: readonly ExchangeItem[]): string {
  const dates = items.filter(({ kind }) => kind === 'date');
  if (dates.length === 0) return '';
  const rows = dates.map(
    ({ spans, value }) => `<tr><td dir="auto">${escape(joinSpans(text, spans))}</td><td>${escape(value ?? '')}</td></tr>`,
  );
  return `<section><h2>Dates</h2><table><thead><tr><th scope="col">Words</th><th scope="col">Value</th></tr></thead><tbody>${rows.join('')}</tbody></table></section>`;
}

const when = (time: string | undefined): string => (time === undefined ? '' : time.slice(0, 10));

function remarksOf(text: string, remarks: readonly ExchangeItem[], tags: ReadonlyMap<string, string>): string {
  if (remarks.length === 0) return '';
  const one = ({ spans, tag, comment, author, created, replies, resolved }: ExchangeItem, i: number): string => {
    const words = spans.length > 0 ? `<q>${escape(joinSpans(text, spans, GAP))}</q>` : 'The whole document';
    const by = [author, when(created), resolved === true ? 'settled' : ''].filter(Boolean).join(', ');
    const answers = (replies ?? []).map(
      reply =>
        `<li dir="auto">${escape(reply.text)} <small>${escape([reply.author, when(reply.created)].filter(Boolean).join(', '))}</small></li>`,
    );
    return [
      `<li id="remark-${i + 1}" dir="auto">`,
      tag === undefined
        ? ''
        : `<strong class="${['mark tag', tags.get(tag)].filter(Boolean).join(' ')}">${escape(tag)}</strong> `,
      words,
      comment === undefined ? '' : `: ${escape(comment)}`,
      by ? ` <small>(${escape(by)})</small>` : '',
      answers.length > 0 ? `<ul>${answers.join('')}</ul>` : '',
      '</li>',
    ].join('');
  };
  return `<section><h2>Notes and tags</h2><ol>${remarks.map(one).join('')}</ol></section>`;
}

function relationsOf(
  text: string,
  items: readonly ExchangeItem[],
  relations: ExchangeDocument['relations'],
  numbers: ReadonlyMap<string, number>,
): string {
  if (relations.length === 0) return '';
  const byId = new Map(items.map(item => [item.id, item]));
  const end = (id: string): string => {
    const content = byId.get(id)?.spans.filter(({ role }) => role === undefined || role === 'content') ?? [];
    const words = content.length > 0 ? `<q>${escape(joinSpans(text, content, GAP))}</q>` : 'the whole document';
    const number = numbers.get(id);
    return number === undefined ? words : `${words} <a href="#remark-${number}">${number}</a>`;
  };
  const rows = relations.map(
    ({ type, from, to, comment }) =>
      `<li dir="auto">${end(from)} <em>${escape(type)}</em> ${end(to)}${comment === undefined ? '' : `: ${escape(comment)}`}</li>`,
  );
  return `<section><h2>Relations</h2><ul>${rows.join('')}</ul></section>`;
}
