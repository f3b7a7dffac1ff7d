/**
 * A table for spreadsheets (RFC 4180): one row for each annotation and each detected mark. Read back, it gives the same
 * annotations; a foreign table needs columns `start` and `end` (UTF-16 code units) and may have `kind`, `text`, `tag`, `comment`.
 */
import type { TargetRole } from '../annotations/types';
import type { Exported } from './formats';
import { fieldsOf, itemOf, localId, Misfit, type Field, type Fields, type Imported } from './imported';
import type { ExchangeDocument, ExchangeItem, ExchangeSpan } from './items';
import { countLosses } from './losses';

/** Columns that hold a field as it is, by the column's name. */
const FIELD_COLUMNS: Readonly<Record<string, Field>> = {
  kind: 'kind',
  'speaker or value': 'value',
  tag: 'tag',
  comment: 'comment',
  author: 'author',
  created: 'created',
  id: 'id',
  modified: 'modified',
  manner: 'manner',
  decision: 'verdict',
  'detected at': 'markedAt',
  resolved: 'resolved',
  replies: 'replies',
  foreign: 'extra',
};

const COLUMNS = [
  ...['kind', 'by', 'start', 'end', 'text', 'speaker or value', 'source', 'cue', 'tag', 'comment', 'author', 'created', 'id'],
  ...['modified', 'manner', 'decision', 'detected at', 'resolved', 'replies', 'foreign', 'spans'],
];

/** What a spreadsheet would run as a formula gets an apostrophe in front, which it shows as text (OWASP, "CSV injection"). */
const FORMULA = /^'*[=+\-@\t\r]/;

function cell(value: string): string {
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const uncell = (value: string): string => (value.startsWith("'") && FORMULA.test(value.slice(1)) ? value.slice(1) : value);

const isContent = ({ role }: ExchangeSpan): boolean => role === undefined || role === 'content';
const wordsOf = (text: string, spans: readonly ExchangeSpan[]): string =>
  spans.map(({ start, end }) => text.slice(start, end)).join(' … ');

export function exportCsv(document: ExchangeDocument): Exported {
  const { text, items } = document;
  const row = (item: ExchangeItem): string[] => {
    const content = item.kind === 'message' ? item.spans.filter(isContent) : item.spans;
    const fields = fieldsOf(item);
    const cells: Readonly<Record<string, string | number | undefined>> = {
      by: item.detected ? 'detection' : 'person',
      start: content[0]?.start,
      end: content.at(-1)?.end,
      text: wordsOf(text, content),
      source: wordsOf(
        text,
        item.spans.filter(({ role }) => role === 'source'),
      ),
      cue: wordsOf(
        text,
        item.spans.filter(({ role }) => role === 'cue'),
      ),
      spans: item.spans.map(({ role, start, end }) => `${role === undefined ? '' : `${role}:`}${start}-${end}`).join(' '),
    };
    return COLUMNS.map(column => {
      const field = FIELD_COLUMNS[column];
      return cell(String((field === undefined ? cells[column] : fields[field]) ?? ''));
    });
  };
  const lines = [COLUMNS, ...items.map(row)];
  return {
    content: lines.map(cells => `${cells.join(',')}\r\n`).join(''),
    beside: [],
    losses: countLosses(document, ['relation']),
  };
}

/**
 * The rows of a table, RFC 4180, with the delimiter of its first line (spreadsheets write `;` or tabs where a comma is the
 * decimal sign). A quotation mark inside a cell that does not begin with one stands for itself.
 */
export function readCsv(table: string): string[][] {
  const text = table.replace(/^\ufeff/, '');
  const head = /^(?:"(?:[^"]|"")*"|[^\r\n"])*/.exec(text)![0].replace(/"(?:[^"]|"")*"/g, '');
  const delimiter = [',', ';', '\t'].reduce((best, sign) => (head.split(sign).length > head.split(best).length ? sign : best));
  const rows: string[][] = [];
  let row: string[] = [];
  for (let at = 0; at <= text.length;) {
    let value: string;
    if (text[at] === '"') {
      let end = at + 1;
      while (end < text.length && (text[end] !== '"' || text[end + 1] === '"')) end += text[end] === '"' ? 2 : 1;
      value = text.slice(at + 1, end).replaceAll('""', '"');
      at = Math.min(end + 1, text.length);
    } else value = '';
    let stop = at;
    while (stop < text.length && text[stop] !== delimiter && text[stop] !== '\n' && text[stop] !== '\r') stop++;
    row.push(value + text.slice(at, stop));
    at = stop + 1;
    if (text[stop] === delimiter) {
      if (at > text.length) row.push('');
      continue;
    }
    if (text[stop] === '\r' && text[at] === '\n') at++;
    rows.push(row);
    row = [];
    if (at >= text.length) break;
  }
  return rows.filter(cells => cells.length > 1 || cells[0] !== '');
}

/** @throws Misfit where the table has no columns for places, or a row's words are not those of the text */
export function importCsv(text: string, table: string): Imported {
  const [head = [], ...rows] = readCsv(table);
  const columns = new Map(head.map((name, i) => [name.trim().toLowerCase(), i]));
  if (!columns.has('spans') && !(columns.has('start') && columns.has('end')))
    throw new Misfit('it has no columns "start" and "end" that say where its passages lie');
  const items = rows.map((cells, i): ExchangeItem => {
    const get = (column: string): string | undefined => {
      const value = columns.has(column) ? uncell(cells[columns.get(column)!] ?? '') : '';
      return value === '' ? undefined : value;
    };
    const fields: Fields = {};
    for (const [column, field] of Object.entries(FIELD_COLUMNS)) {
      const value = get(column);
      if (value !== undefined) fields[field] = value;
    }
    const label = get('label');
    if (label !== undefined) fields.tag ??= label;
    fields.id ??= localId(i);
    if (get('by') === 'detection') fields.detected = 'true';
    const spans = spansOf(get('spans'), get('start'), get('end'), `row ${i + 2}`, text.length);
    const item = itemOf(fields, spans, fields.tag === undefined ? 'note' : 'tag');
    const content = item.kind === 'message' ? item.spans.filter(isContent) : item.spans;
    checkWords(text, content, get('text'), `row ${i + 2}`);
    return item;
  });
  return { items, relations: [], losses: [] };
}

function spansOf(
  spans: string | undefined,
  start: string | undefined,
  end: string | undefined,
  row: string,
  length: number,
): ExchangeSpan[] {
  if (spans === undefined && start === undefined) return [];
  const written = spans ?? `${start ?? ''}-${end ?? ''}`;
  return written.split(' ').map(piece => {
    const match = /^(?:(source|cue|content):)?(\d+)-(\d+)$/.exec(piece);
    if (!match) throw new Misfit(`${row}: “${piece.slice(0, 30)}” is no passage`);
    const span = { start: Number(match[2]), end: Number(match[3]) };
    if (span.start >= span.end || span.end > length)
      throw new Misfit(`${row}: the text has no offsets ${span.start} to ${span.end}`);
    return match[1] === undefined ? span : { ...span, role: match[1] as TargetRole };
  });
}

/** Spreadsheets change line ends in cells, nothing else. */
function checkWords(text: string, spans: readonly ExchangeSpan[], words: string | undefined, row: string): void {
  if (words === undefined || spans.length === 0) return;
  const here = wordsOf(text, spans);
  const flat = (value: string): string => value.replace(/\r\n?/g, '\n').trim();
  if (flat(here) === flat(words)) return;
  let same = 0;
  while (same < here.length && here[same] === words[same]) same++;
  const disagreement = { offset: spans[0]!.start + same, here: here.slice(same, same + 30), there: words.slice(same, same + 30) };
  throw new Misfit(
    `${row} does not fit the text: at offset ${disagreement.offset} it has “${disagreement.here}”, not “${disagreement.there}”`,
    disagreement,
  );
}
