/** Findings as SARIF 2.1.0 (OASIS, https://docs.oasis-open.org/sarif/sarif/v2.1.0/): what code hosts, editors and dashboards read. */
import { pathToFileURL } from 'node:url';
import { isAbsolute } from 'node:path';
import { version } from '../../package.json';
import { lineCounter } from './lines';

export interface SarifPlace {
  readonly file: string;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export interface SarifFinding extends SarifPlace {
  readonly rule: string;
  readonly level: 'error' | 'warning' | 'note';
  readonly message: string;
  readonly related?: readonly (SarifPlace & { readonly message: string })[];
  readonly replacement?: string;
  readonly properties?: Readonly<Record<string, unknown>>;
}

export interface SarifRule {
  readonly id: string;
  readonly description: string;
  /** Page and anchor below the project's `docs` folder. */
  readonly help: string;
}

/** Files are named by URI references with "/" only; a file outside gets its address. */
function addressOf(file: string): string {
  if (file === '-') return 'stdin';
  return isAbsolute(file) ? pathToFileURL(file).href : file.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
}

function locate({ file, text, start, end }: SarifPlace): object {
  const at = lineCounter(text);
  const column = (offset: number) => offset - text.lastIndexOf('\n', offset - 1);
  return {
    physicalLocation: {
      artifactLocation: { uri: addressOf(file) },
      region: {
        startLine: at(start),
        startColumn: column(start),
        endLine: at(end),
        endColumn: column(end),
        charOffset: start,
        charLength: end - start,
        snippet: { text: text.slice(start, end) },
      },
    },
  };
}

/** One run as a SARIF log. Columns and offsets are UTF-16 code units, as SARIF's default is. */
export function formatSarif(rules: readonly SarifRule[], findings: readonly SarifFinding[]): string {
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Pressmark',
            version,
            rules: rules.map(({ id, description, help }) => ({
              id,
              shortDescription: { text: description },
              help: { text: `${description} See docs/${help}.` },
            })),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: findings.map(finding => ({
          ruleId: finding.rule,
          ruleIndex: rules.findIndex(({ id }) => id === finding.rule),
          level: finding.level,
          message: { text: finding.message },
          locations: [locate(finding)],
          ...(finding.related && finding.related.length > 0
            ? {
                relatedLocations: finding.related.map((place, id) => ({
                  id,
                  ...locate(place),
                  message: { text: place.message },
                })),
              }
            : {}),
          ...(finding.replacement === undefined
            ? {}
            : {
                fixes: [
                  {
                    artifactChanges: [
                      {
                        artifactLocation: { uri: addressOf(finding.file) },
                        replacements: [
                          {
                            deletedRegion: { charOffset: finding.start, charLength: finding.end - finding.start },
                            insertedContent: { text: finding.replacement },
                          },
                        ],
                      },
                    ],
                  },
                ],
              }),
          ...(finding.properties ? { properties: finding.properties } : {}),
        })),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}
