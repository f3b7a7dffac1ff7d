/** A table for spreadsheets (RFC 4180): one row for each annotation and each detected mark. */
import type { ExchangeItem, ExchangeSpan } from './items';

const COLUMNS = [
  'kind',
  'by',
  'start',
  'end',
  'text',
  'speaker or value',
  'source',
  'cue',
  'tag',
  'comment',
  'author',
  'created',
  'id',
];

/** What a spreadsheet would run as a formula gets an apostrophe in front, which it shows as text (OWASP, "CSV injection"). */
const FORMULA = /^[=+\-@\t\r]/;

function cell(value: string | number | undefined): string {
  if (value === undefined) return '';
  const text = typeof value === 'string' && FORMULA.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function exportCsv(text: string, items: readonly ExchangeItem[]): string {
  const words = (spans: readonly ExchangeSpan[]): string => spans.map(({ start, end }) => text.slice(start, end)).join(' … ');
  const rows = items.map(item => {
    const content =
      item.kind === 'message' ? item.spans.filter(({ role }) => role === undefined || role === 'content') : item.spans;
    const role = (wanted: string): string => words(item.spans.filter(span => span.role === wanted));
    return [
      item.kind,
      item.detected ? 'detection' : 'person',
      content[0]?.start,
      content.at(-1)?.end,
      words(content),
      item.value,
      role('source'),
      role('cue'),
      item.tag,
      item.comment,
      item.author,
      item.created,
      item.id,
    ];
  });
  return [COLUMNS, ...rows].map(row => `${row.map(cell).join(',')}\r\n`).join('');
}
