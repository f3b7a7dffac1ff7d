/** Draws the charts with Observable Plot, in the colours of the editor's theme. */
import * as Plot from '@observablehq/plot';
import type { Charts, Manner, Span } from '../core';
import type { ChartName, Words } from './protocol';

/** Colours that VS Code gives to the page as variables, so that a change of theme needs no drawing anew. */
const COLOURS: Readonly<Record<Manner, string>> = {
  quoted: 'var(--vscode-pressmark-directMessageForeground)',
  unquoted: 'var(--vscode-pressmark-speakerForeground)',
  mixed: 'var(--vscode-pressmark-dateForeground)',
  reported: 'var(--vscode-pressmark-reportedMessageForeground)',
};
const QUIET = 'var(--vscode-pressmark-quietBar)';
const FOREGROUND = 'var(--vscode-foreground)';
const ROW_HEIGHT = 30;
/** A character of the page's font is about so wide, in pixels. */
const CHARACTER = 7;

export interface Chart {
  readonly name: ChartName;
  readonly title: string;
  readonly note: string;
  /** Colours with their meaning, where the chart has more than one. */
  readonly legend: readonly { readonly colour: string; readonly label: string }[];
  readonly draw: (width: number) => SVGElement;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly cells: readonly (string | number)[]; readonly span?: Span }[];
}

const percent = (share: number, language: string): string =>
  new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 }).format(share);

const shorten = (text: string, length: number): string => (text.length > length ? `${text.slice(0, length - 1)}…` : text);

/** Room for labels on the left: as much as the longest needs, not quite half of the width at most. */
function labelRoom(labels: readonly string[], width: number): number {
  const longest = Math.max(0, ...labels.map(label => label.length));
  return Math.min(longest * CHARACTER + 16, Math.max(90, width * 0.42));
}

function plot(options: Plot.PlotOptions): SVGElement {
  // A document without the page's security policy: Plot sets style attributes, which `adopt` turns into properties.
  const drawn = Plot.plot({
    document: document.implementation.createHTMLDocument(''),
    ...options,
    figure: false,
    style: {
      background: 'none',
      color: FOREGROUND,
      fontFamily: 'var(--vscode-font-family)',
      fontSize: '12px',
      overflow: 'visible',
    },
  });
  return adopt(drawn as SVGElement);
}

/** Takes a drawing into the page, whose security policy allows no inline styles. */
function adopt(drawn: SVGElement): SVGElement {
  for (const sheet of drawn.querySelectorAll('style')) sheet.remove();
  // The drawing as a whole has a name, and its figures are in the table: no name of its own for each bar.
  for (const named of drawn.querySelectorAll('[aria-label]')) named.removeAttribute('aria-label');
  const styled = [drawn, ...drawn.querySelectorAll<SVGElement>('[style]')].map(element => {
    const style = element.getAttribute('style');
    element.removeAttribute('style');
    return { element, style };
  });
  const adopted = document.adoptNode(drawn);
  for (const { element, style } of styled) if (style) element.style.cssText = style;
  return adopted;
}

/** A day, or the first of a month or year. */
const toDate = (iso: string): Date => new Date(`${`${iso}-01-01`.slice(0, 10)}T00:00:00Z`);

/** The first moment after a day, a month or a year. */
function endOf(iso: string): Date {
  const end = toDate(iso);
  if (iso.length === 4) end.setUTCFullYear(end.getUTCFullYear() + 1);
  else if (iso.length === 7) end.setUTCMonth(end.getUTCMonth() + 1);
  else end.setUTCDate(end.getUTCDate() + 1);
  return end;
}

/** A chart of more bars is no picture any more; the table has everybody. */
const MOST_VOICES = 24;

type Voice = Charts['voices'][number];

/** The voices that have a bar each, and all others as one where there are too many: that has no bar, beside which theirs were short. */
function shownVoices(list: readonly Voice[], { others }: Words): readonly Voice[] {
  if (list.length <= MOST_VOICES) return list;
  const rest = list.slice(MOST_VOICES - 1);
  const share = rest.reduce((total, voice) => total + voice.share, 0);
  const speaker = others.replace('{0}', String(rest.length));
  return [...list.slice(0, MOST_VOICES - 1), { speaker, messages: 0, words: 0, share, byManner: [] }];
}

function voices({ voices: all }: Charts, words: Words): Chart {
  const name = (speaker: string | undefined): string => speaker ?? words.nobody;
  const list = shownVoices(all, words);
  const bars = list.flatMap(voice => voice.byManner.map(part => ({ ...part, speaker: name(voice.speaker) })));
  return {
    name: 'voices',
    title: words.voices,
    note: words.voicesNote,
    legend: legendOf(bars, words),
    draw: width => {
      const marginLeft = labelRoom(
        list.map(voice => name(voice.speaker)),
        width,
      );
      return plot({
        width,
        height: list.length * ROW_HEIGHT + 52,
        marginTop: 4,
        marginBottom: 48,
        marginLeft,
        marginRight: 48,
        x: { label: words.words, labelOffset: 38, grid: true, ticks: 5 },
        y: {
          label: null,
          domain: list.map(voice => name(voice.speaker)),
          tickSize: 0,
          tickFormat: (label: string) => shorten(label, Math.floor((marginLeft - 12) / CHARACTER)),
        },
        marks: [
          Plot.barX(bars, {
            x: 'words',
            y: 'speaker',
            fill: bar => COLOURS[(bar as { manner: Manner }).manner],
            insetTop: 2,
            insetBottom: 2,
          }),
          Plot.text(list, {
            x: 'words',
            y: voice => name((voice as Voice).speaker),
            text: voice => percent((voice as Voice).share, words.language),
            textAnchor: 'start',
            dx: 6,
          }),
        ],
      });
    },
    columns: [words.speaker, words.messages, words.words, words.share],
    rows: all.map(voice => ({
      cells: [name(voice.speaker), voice.messages, voice.words, percent(voice.share, words.language)],
    })),
  };
}

function legendOf(bars: readonly { readonly manner: Manner }[], words: Words): Chart['legend'] {
  const present = new Set(bars.map(bar => bar.manner));
  return (Object.keys(COLOURS) as Manner[])
    .filter(manner => present.has(manner))
    .map(manner => ({ colour: COLOURS[manner], label: words.manner[manner] }));
}

function manners({ manners: list }: Charts, words: Words): Chart {
  const labels = list.map(one => words.manner[one.manner]);
  return {
    name: 'manners',
    title: words.manners,
    note: words.mannersNote,
    legend: [],
    draw: width =>
      plot({
        width,
        height: list.length * ROW_HEIGHT + 52,
        marginTop: 4,
        marginBottom: 48,
        marginLeft: labelRoom(labels, width),
        marginRight: 48,
        x: { label: words.messages, labelOffset: 38, grid: true, ticks: 5, tickFormat: wholeNumbers },
        y: { label: null, domain: labels, tickSize: 0 },
        marks: [
          Plot.barX(list, {
            x: 'messages',
            y: one => words.manner[(one as Charts['manners'][number]).manner],
            fill: one => COLOURS[(one as Charts['manners'][number]).manner],
            insetTop: 2,
            insetBottom: 2,
          }),
          Plot.text(list, {
            x: 'messages',
            y: one => words.manner[(one as Charts['manners'][number]).manner],
            text: 'messages',
            textAnchor: 'start',
            dx: 6,
          }),
        ],
      }),
    columns: [words.message, words.messages, words.words],
    rows: list.map(one => ({ cells: [words.manner[one.manner], one.messages, one.words] })),
  };
}

const wholeNumbers = (value: number): string => (Number.isInteger(value) ? String(value) : '');

function lengths({ lengths: list }: Charts, words: Words, reveal: (span: Span) => void): Chart {
  return {
    name: 'lengths',
    title: words.lengths,
    note: words.lengthsNote,
    legend: legendOf(list, words),
    draw: width => {
      const svg = plot({
        width,
        height: 220,
        marginLeft: 44,
        marginBottom: 40,
        x: { label: words.message, type: 'band', ticks: [], domain: list.map(message => message.ordinal), padding: 0.15 },
        y: { label: words.words, grid: true, ticks: 5 },
        marks: [
          Plot.barY(list, {
            x: 'ordinal',
            y: 'words',
            className: 'entries',
            fill: message => COLOURS[(message as Charts['lengths'][number]).manner],
            title: message => titleOf(message as Charts['lengths'][number], words),
          }),
          Plot.ruleY([0], { stroke: FOREGROUND }),
        ],
      });
      listen(svg, list, reveal);
      return svg;
    },
    columns: [words.message, words.speaker, words.words],
    rows: list.map(message => ({
      cells: [message.text, message.speaker ?? words.nobody, message.words],
      span: message.span,
    })),
  };
}

function titleOf(message: Charts['lengths'][number], words: Words): string {
  return `${message.speaker ?? words.nobody}, ${words.words}: ${message.words}\n${message.text}`;
}

/** A click on a bar or a dot shows its words in the text; by keyboard the same is done from the table. */
function listen(svg: SVGElement, list: readonly { readonly span: Span }[], reveal: (span: Span) => void): void {
  const marks = svg.querySelectorAll<SVGElement>('.entries rect, .entries circle');
  marks.forEach((mark, i) => {
    const entry = list[i];
    if (!entry) return;
    mark.classList.add('clickable');
    mark.addEventListener('click', () => reveal(entry.span));
  });
}

function timeline({ timeline: list, releaseDate, undated }: Charts, words: Words, reveal: (span: Span) => void): Chart {
  const entries = list.map(entry => ({ ...entry, start: toDate(entry.from), end: endOf(entry.to ?? entry.from) }));
  // Entries of about one time are put above each other, so that none hides another.
  const rows: number[] = [];
  const spread = entries.length > 0 ? +entries.at(-1)!.end - +entries[0]!.start : 1;
  const placed = entries.map(entry => {
    let row = rows.findIndex(end => +entry.start > end + spread / 40);
    if (row < 0) row = rows.push(0) - 1;
    rows[row] = +entry.end;
    return { ...entry, row };
  });
  const label = (entry: Charts['timeline'][number]): string =>
    entry.to === undefined ? entry.from : `${entry.from} – ${entry.to}`;
  return {
    name: 'timeline',
    title: words.timeline,
    note: undated > 0 ? `${words.timelineNote} ${words.undated}` : words.timelineNote,
    legend: [],
    draw: width => {
      const svg = plot({
        width,
        height: Math.max(rows.length, 1) * 16 + 70,
        marginLeft: 24,
        marginRight: 24,
        marginTop: 28,
        x: {
          type: 'utc',
          label: null,
          nice: true,
          ticks: Math.max(2, Math.floor(width / 110)),
          ...(entries.length === 0 ? { domain: [new Date(0), new Date()] } : {}),
        },
        y: { axis: null, domain: [-0.6, Math.max(rows.length, 1) - 0.4] },
        marks: [
          Plot.ruleY([-0.6], { stroke: FOREGROUND }),
          ...(releaseDate === undefined
            ? []
            : [
                Plot.ruleX([toDate(releaseDate)], { stroke: FOREGROUND, strokeDasharray: '3 3' }),
                Plot.text([toDate(releaseDate)], {
                  x: day => day as Date,
                  text: () => words.released,
                  frameAnchor: 'top',
                  dy: -14,
                }),
              ]),
          Plot.link(placed, {
            x1: 'start',
            x2: 'end',
            y1: 'row',
            y2: 'row',
            stroke: COLOURS.mixed,
            strokeWidth: 4,
            strokeLinecap: 'round',
          }),
          Plot.dot(placed, {
            x: 'start',
            y: 'row',
            className: 'entries',
            r: 5,
            fill: COLOURS.mixed,
            stroke: 'var(--vscode-editor-background)',
            title: entry => `${label(entry as Charts['timeline'][number])}\n${(entry as Charts['timeline'][number]).context}`,
          }),
        ],
      });
      listen(svg, placed, reveal);
      return svg;
    },
    columns: [words.date, words.context],
    rows: list.map(entry => ({ cells: [label(entry), entry.context], span: entry.span })),
  };
}

function sections({ sections: list }: Charts, words: Words): Chart {
  const named = list.map((section, i) => ({ ...section, key: String(i), label: section.title ?? words.part[section.kind] }));
  const labels = new Map(named.map(section => [section.key, section.label]));
  const bars = named.flatMap(section => [
    { key: section.key, words: section.messageWords, fill: COLOURS.quoted },
    { key: section.key, words: section.words - section.messageWords, fill: QUIET },
  ]);
  return {
    name: 'sections',
    title: words.sections,
    note: words.sectionsNote,
    legend: [
      { colour: COLOURS.quoted, label: words.messageWords },
      { colour: QUIET, label: words.otherWords },
    ],
    draw: width => {
      const marginLeft = labelRoom(
        named.map(section => section.label),
        width,
      );
      return plot({
        width,
        height: named.length * ROW_HEIGHT + 52,
        marginTop: 4,
        marginBottom: 48,
        marginLeft,
        marginRight: 48,
        x: { label: words.words, labelOffset: 38, grid: true, ticks: 5 },
        y: {
          label: null,
          domain: named.map(section => section.key),
          tickSize: 0,
          tickFormat: (key: string) => shorten(labels.get(key)!, Math.floor((marginLeft - 12) / CHARACTER)),
        },
        marks: [
          Plot.barX(bars, { x: 'words', y: 'key', fill: bar => (bar as { fill: string }).fill, insetTop: 2, insetBottom: 2 }),
          Plot.text(named, { x: 'words', y: 'key', text: 'words', textAnchor: 'start', dx: 6 }),
        ],
      });
    },
    columns: [words.section, words.words, words.messageWords],
    rows: named.map(section => ({ cells: [section.label, section.words, section.messageWords], span: section.span })),
  };
}

export function makeCharts(charts: Charts, words: Words, reveal: (span: Span) => void): Chart[] {
  return [
    voices(charts, words),
    manners(charts, words),
    lengths(charts, words, reveal),
    timeline(charts, words, reveal),
    sections(charts, words),
  ];
}
