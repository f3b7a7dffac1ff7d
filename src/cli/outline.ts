/** The outline as a person reads it in a terminal: the same that the editor's tree shows. */
import { buildOutline, excerpt, joinSpans, summarize, type Attribution, type OutlineNode, type Release } from '../core/index';
import { lineCounter } from './lines';
import { PLAIN, type Palette } from './palette';

export interface DrawingOptions {
  readonly palette?: Palette;
  /** Columns of the terminal; what is longer is shortened. */
  readonly width?: number | undefined;
  /** Says how each message and date was found. */
  readonly explain?: boolean;
}

const DEFAULT_WIDTH = 100;
const NARROWEST = 60;
const WIDEST = 120;

/** Of a message so many lines are shown. */
const MOST_LINES = 3;

/** Draws the outline of one release, ending with a line feed. */
export function drawOutline(name: string, text: string, release: Release, options: DrawingOptions = {}): string {
  const palette = options.palette ?? PLAIN;
  const width = Math.min(Math.max(options.width ?? DEFAULT_WIDTH, NARROWEST), WIDEST);
  const lineAt = lineCounter(text);
  const lineLabels = String(lineAt(text.length)).length;
  const lines: string[] = [];

  /** One row: the line of the text in the margin, then the words, shortened to what is left. */
  const row = (indent: number, place: number | undefined, words: string, style: (text: string) => string = same, before = '') => {
    const margin = place === undefined ? ' '.repeat(lineLabels) : String(lineAt(place)).padStart(lineLabels);
    const left = width - lineLabels - 2 - indent - before.length;
    lines.push(`${palette.quiet(margin)}  ${' '.repeat(indent)}${before}${style(shorten(printable(words), left))}`);
  };
  const because = (indent: number, basis: string) => {
    if (options.explain) row(indent, undefined, `because: ${basis}`, palette.quiet);
  };

  const headline = release.parts.find(part => part.kind === 'headline');
  lines.push(palette.quiet(printable(name)));
  if (headline) lines.push(palette.title(printable(excerpt(text, headline.span, width))));
  lines.push(figures(text, release));

  const draw = (node: OutlineNode, indent: number): void => {
    switch (node.kind) {
      case 'group':
        if (node.id === 'named') row(indent, undefined, 'named, but not quoted', palette.quiet);
        for (const child of node.children) draw(child, indent + (node.id === 'named' ? 2 : 0));
        return;
      case 'part':
        row(indent, node.span.start, joinSpans(text, [node.span]), same, node.part.kind.padEnd(13));
        for (const child of node.children) draw(child, indent + 2);
        return;
      case 'speaker': {
        row(indent, node.span.start, node.speaker?.name ?? 'speaker not known', palette.speaker);
        if (node.speaker && node.speaker.titles.length > 0)
          row(indent + 2, undefined, node.speaker.titles.join('; '), palette.quiet);
        for (const child of node.children) draw(child, indent + 2);
        return;
      }
      case 'message':
        row(indent, node.span.start, introduce(text, node.message), palette.quiet);
        for (const line of wrap(printable(joinSpans(text, node.message.content)), width - lineLabels - 2 - indent - 2)) {
          row(indent + 2, undefined, line);
        }
        because(indent + 2, node.message.basis);
        return;
      case 'date': {
        const meaning = node.date.resolved ?? node.date.value;
        const unknown = node.date.resolved === undefined ? `  (${node.date.basis})` : '';
        row(indent, node.span.start, `${meaning}${unknown}`, palette.date, shorten(printable(node.text), 24).padEnd(26));
        if (node.date.resolved !== undefined) because(indent + 2, node.date.basis);
      }
    }
  };
  for (const group of buildOutline(text, release)) {
    lines.push('', palette.heading(HEADINGS[group.id]));
    draw(group, 0);
  }
  return `${lines.join('\n')}\n`;
}

const HEADINGS = { structure: 'Structure', speakers: 'Speakers and messages', named: 'Named', dates: 'Dates' } as const;

const same = (text: string) => text;

function figures(text: string, release: Release): string {
  const { words, speakers, messages, dates } = summarize(text, release);
  const count = (number: number, one: string, many: string) => `${number} ${number === 1 ? one : many}`;
  return [
    count(words, 'word', 'words'),
    count(speakers, 'speaker', 'speakers'),
    count(messages, 'message', 'messages'),
    count(dates, 'date', 'dates'),
    release.releaseDate === undefined ? 'release date not known' : `released ${release.releaseDate}`,
  ].join(' · ');
}

/** How a message is told: "said → Kim Jong Un · in their own words, without quotation marks". */
function introduce(text: string, { cue, addressee, kind, quoted }: Attribution): string {
  const manner = { direct: 'in their own words', indirect: 'reported', mixed: 'reported, in part quoted' }[kind];
  const marks = kind !== 'direct' ? '' : quoted ? ', quoted' : ', without quotation marks';
  const said = [cue && joinSpans(text, [cue.span]), addressee && `→ ${addressee.text}`].filter(Boolean).join(' ');
  return `${said}${said ? ' · ' : ''}${manner}${marks}`;
}

/** Control characters and those that turn the direction of writing would let a file write over the terminal. */
function printable(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]+/g, ' ');
}

/** Cuts at a word, with "…". */
function shorten(text: string, length: number): string {
  return text.length <= length ? text : excerpt(text, { start: 0, end: text.length }, Math.max(length - 1, 1));
}

/** Breaks words into at most three lines, the last one shortened. */
function wrap(text: string, length: number): string[] {
  const lines: string[] = [];
  let rest = text;
  while (rest.length > length && lines.length < MOST_LINES - 1) {
    const cut = rest.lastIndexOf(' ', length);
    const end = cut > 0 ? cut : length;
    lines.push(rest.slice(0, end));
    rest = rest.slice(end).trimStart();
  }
  return [...lines, shorten(rest, length)];
}
