/** The formats of other tools: names, endings, and what writes and reads each. */
import { exportBrat } from './brat';
import { importBrat } from './bratImport';
import { exportCasJson, importCasJson } from './casJson';
import { exportCasXmi, importCasXmi } from './casXmi';
import { exportConll2003, exportIob2, importConll } from './conll';
import { exportCsv, importCsv } from './csv';
import { exportHtml } from './html';
import type { Imported } from './imported';
import type { ExchangeDocument } from './items';
import { exportLabelStudio, importLabelStudio } from './labelStudio';
import type { Loss } from './losses';
import { exportMarkdown } from './markdown';
import { exportQdpx, importQdpx } from './qdpx';
import { exportSchemaOrg } from './schemaOrg';
import { exportSpacy, importSpacy } from './spacy';
import { exportTei } from './tei';
import { importTei } from './teiImport';
import { exportWebAnnotations, importWebAnnotations } from './webAnnotation';

/** The outcome of an export. */
export interface Exported {
  /** Bytes of a format that is no text. */
  readonly content: string | Uint8Array;
  /** Files that go beside it: a tool's configuration. What is there already stays. */
  readonly beside: readonly { readonly name: string; readonly content: string }[];
  readonly losses: readonly Loss[];
}

interface Format {
  /** What people call it. */
  readonly title: string;
  /** Endings of its files, without the dot; the first is the one to offer. */
  readonly endings: readonly string[];
  readonly write: (document: ExchangeDocument) => Exported;
}

/** A format that is read too: from text, or from bytes. */
type Reader =
  | { readonly read: (text: string, content: string) => Imported }
  | { readonly readBytes: (text: string, content: Uint8Array) => Imported };

/** In the order they are offered. */
const FORMATS = {
  brat: { title: 'brat standoff', endings: ['ann'], write: exportBrat, read: importBrat },
  'web-annotation': {
    title: 'W3C Web Annotation',
    endings: ['jsonld', 'annotations.json'],
    write: exportWebAnnotations,
    read: importWebAnnotations,
  },
  'label-studio': { title: 'Label Studio', endings: ['label-studio.json'], write: exportLabelStudio, read: importLabelStudio },
  spacy: { title: 'spaCy and Prodigy', endings: ['jsonl'], write: exportSpacy, read: importSpacy },
  conll2003: { title: 'CoNLL-2003', endings: ['conll'], write: exportConll2003, read: importConll },
  iob2: { title: 'IOB2', endings: ['iob2', 'iob', 'bio'], write: exportIob2, read: importConll },
  'cas-json': { title: 'UIMA CAS JSON', endings: ['cas.json'], write: exportCasJson, read: importCasJson },
  'cas-xmi': { title: 'UIMA CAS XMI', endings: ['xmi'], write: exportCasXmi, read: importCasXmi },
  tei: { title: 'TEI P5', endings: ['tei.xml', 'tei', 'xml'], write: exportTei, read: importTei },
  qdpx: { title: 'REFI-QDA', endings: ['qdpx'], write: exportQdpx, readBytes: importQdpx },
  csv: { title: 'CSV', endings: ['csv'], write: exportCsv, read: importCsv },
  markdown: { title: 'Markdown', endings: ['md', 'markdown'], write: exportMarkdown },
  html: { title: 'HTML report', endings: ['html', 'htm'], write: exportHtml },
  'schema-org': { title: 'schema.org', endings: ['schema.json'], write: exportSchemaOrg },
} as const satisfies Record<string, Format & Partial<Record<'read' | 'readBytes', unknown>>>;

export type ExportFormat = keyof typeof FORMATS;
export type ImportFormat = {
  [K in ExportFormat]: (typeof FORMATS)[K] extends Reader ? K : never;
}[ExportFormat];

const isImport = (format: ExportFormat): format is ImportFormat => 'read' in FORMATS[format] || 'readBytes' in FORMATS[format];

export const EXPORT_FORMATS = Object.keys(FORMATS) as ExportFormat[];
export const IMPORT_FORMATS = EXPORT_FORMATS.filter(isImport);

export const formatTitle = (format: ExportFormat): string => FORMATS[format].title;
/** The ending to give a file of this format, without the dot. */
export const formatEnding = (format: ExportFormat): string => FORMATS[format].endings[0];
/** Whether its files are text; else bytes. */
export const isTextFormat = (format: ImportFormat): boolean => 'read' in FORMATS[format];

export function exportAs(format: ExportFormat, document: ExchangeDocument): Exported {
  return FORMATS[format].write(document);
}

/**
 * Reads a foreign file for its text.
 *
 * @param content bytes for a format that is no text ({@link isTextFormat}), else text
 * @throws Misfit where it cannot be read or belongs to another text
 */
export function importAs(format: ImportFormat, text: string, content: string | Uint8Array): Imported {
  const reader: Reader = FORMATS[format];
  return 'read' in reader ? reader.read(text, content as string) : reader.readBytes(text, content as Uint8Array);
}

/** The format that a file's name tells; several tools write `.json` and `.xml`, see {@link formatOfContent}. */
export function formatOf(file: string): ExportFormat | undefined {
  const name = file.toLowerCase();
  const known = EXPORT_FORMATS.flatMap(format => FORMATS[format].endings.map(ending => ({ format, ending })));
  const found = known.filter(({ ending }) => name.endsWith(`.${ending}`)).sort((a, b) => b.ending.length - a.ending.length);
  return found[0]?.format ?? (name.endsWith('.json') ? 'web-annotation' : undefined);
}

/** The format of a file to read: what its content shows where that is clear, else what its name tells. */
export function formatOfContent(file: string, content: string): ImportFormat | undefined {
  const named = formatOf(file);
  if (/\.json$/i.test(file)) {
    if (content.includes('"%FEATURE_STRUCTURES"')) return 'cas-json';
    if (
      /^\s*[[{]/.test(content) &&
      /"data"\s*:\s*\{/.test(content) &&
      /"(?:annotations|predictions|completions)"\s*:/.test(content)
    )
      return 'label-studio';
  }
  if (/\.xml$/i.test(file) && /<(?:\w+:)?XMI\b/.test(content.slice(0, 2000))) return 'cas-xmi';
  return named !== undefined && isImport(named) ? named : undefined;
}
