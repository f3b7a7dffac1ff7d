/** The formats of other tools, by name and by the ending of a file. */
export const EXPORT_FORMATS = ['brat', 'web-annotation', 'csv', 'markdown'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];
export const IMPORT_FORMATS = ['brat', 'web-annotation'] as const;
export type ImportFormat = (typeof IMPORT_FORMATS)[number];

const ENDINGS: readonly (readonly [RegExp, ExportFormat])[] = [
  [/\.ann$/i, 'brat'],
  [/\.(?:jsonld|annotations\.json|json)$/i, 'web-annotation'],
  [/\.csv$/i, 'csv'],
  [/\.(?:md|markdown)$/i, 'markdown'],
];

/** The format a file's name tells. */
export function formatOf(file: string): ExportFormat | undefined {
  return ENDINGS.find(([ending]) => ending.test(file))?.[1];
}
