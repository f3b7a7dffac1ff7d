/** What the person asked for, from the arguments of the command line. */
import { parseArgs } from 'node:util';
import {
  CHECKS,
  dayNumber,
  EXPORT_FORMATS,
  formatEnding,
  formatOf,
  formatTitle,
  IMPORT_FORMATS,
  type ExportFormat,
  type ImportFormat,
  type Only,
} from '../core/index';

export const FORMATS = ['outline', 'json', 'ndjson'] as const;
export type Format = (typeof FORMATS)[number];

/** How findings are printed: for a person, for a program, or as SARIF 2.1.0 for tools that show and count findings. */
export const FINDING_FORMATS = ['text', 'json', 'sarif'] as const;
export type FindingFormat = (typeof FINDING_FORMATS)[number];

export type Request =
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | ({ readonly kind: 'files'; readonly files: readonly string[]; readonly format: Format } & Options)
  | ({ readonly kind: 'stream' } & Options)
  | {
      readonly kind: 'export';
      readonly file: string;
      readonly format: ExportFormat;
      /** Standard output where absent. */
      readonly output?: string;
      readonly only?: Only;
      readonly releaseDate?: string;
    }
  | {
      readonly kind: 'import';
      readonly file: string;
      /** The release it belongs to. */
      readonly text: string;
      /** By the file's name and content where absent. */
      readonly format?: ImportFormat;
      readonly author?: string;
    }
  | {
      readonly kind: 'verify';
      readonly files: readonly string[];
      /** Names and patterns of the releases. */
      readonly against: readonly string[];
      readonly format: FindingFormat;
    }
  | { readonly kind: 'resolve'; readonly files: readonly string[] }
  | {
      readonly kind: 'agreement';
      readonly files: readonly string[];
      /** More annotations of the one file. */
      readonly sidecars: readonly string[];
      /** Whether the engine is one of the annotators. */
      readonly detection: boolean;
      /** Whether the gold set is the first of them. */
      readonly gold: boolean;
      /** Names of those who are meant; none: everybody. */
      readonly annotators: readonly string[];
      readonly format: 'text' | 'json';
    }
  | { readonly kind: 'eval'; readonly files: readonly string[]; readonly format: 'text' | 'json' }
  | {
      readonly kind: 'check';
      readonly files: readonly string[];
      readonly format: FindingFormat;
      /** House style is checked too. */
      readonly house: boolean;
      /** Codes of the only checks to be made; none: all. */
      readonly rules: readonly string[];
    }
  | { readonly kind: 'compare'; readonly before: string; readonly after: string; readonly format: 'text' | 'json' };

export interface Options {
  readonly releaseDate?: string;
  readonly explain: boolean;
  readonly raw: boolean;
}

/** Arguments that make no sense; `message` is one sentence. */
export class UsageError extends Error {}

const INDENT = ' '.repeat(29);

/** The formats with what people call them and their ending, one a line. */
const formatTable = (formats: readonly ExportFormat[]): string =>
  formats.map(format => `${INDENT}${format.padEnd(16)}${formatTitle(format)} (.${formatEnding(format)})`).join('\n');

/** Names in lines of their own, in the second column. */
function wrapped(names: readonly string[]): string {
  const lines = [''];
  for (const name of names) {
    const last = lines.at(-1)!;
    if (last.length + name.length > 56) lines.push(name);
    else lines[lines.length - 1] = last === '' ? name : `${last}, ${name}`;
  }
  return lines.map((line, i) => `${INDENT}${line}${i < lines.length - 1 ? ',' : ''}`).join('\n');
}

export const HELP = `Reads press releases: who is quoted, what they said, and when.

Usage: pressmark annotate FILE… [options]
       pressmark annotate --ndjson < documents.ndjson
       pressmark export FILE [--format F] [--output OUT]
       pressmark import FOREIGN --text FILE [--format F]
       pressmark verify ARTICLE… --against GLOB [--format F]
       pressmark compare OLD NEW [--format F]
       pressmark check FILE… [--format F]
       pressmark resolve FILE…
       pressmark agreement FILE… [--with SIDECAR] [--detection] [--gold] [--annotator NAME] [--format F]
       pressmark eval FILE… [--format F]

annotate
  FILE                       a text in UTF-8 or UTF-16; - reads standard input
  --format outline           a readable outline (the default)
  --format json | ndjson     one JSON object a file, on one line; json names the "file"
  --ndjson                   reads {"id", "text", "releaseDate"?} a line from standard input
                             and prints one document a line, in order
  --release-date YYYY-MM-DD  the day of issue; wins over what the text or people say
  --raw                      what was detected, without people's corrections
  --explain                  says how each message and date was found

export: what people annotated and what was detected, for other tools
  --format F                 by OUT's ending where absent:
${formatTable(EXPORT_FORMATS)}
  --output OUT               the file to write; else standard output
  --only WHOSE               people, detection, gold or all; where people marked messages
                             themselves, detected ones are left out unless "all" is asked for
  --release-date YYYY-MM-DD

import: adds what another tool's file holds to FILE.annotations.json; a second
import changes nothing, and a file that does not fit the text is refused
  --text FILE                the release that it belongs to
  --format F                 by its ending and content where absent:
${wrapped(IMPORT_FORMATS)}
  --author NAME              who made the annotations

verify: checks every quotation of an article or a draft against releases: verbatim,
altered, spliced, from another speaker, not found
  --against GLOB             the releases: names, folders or patterns such as "releases/**/*.txt";
                             may be given again
  --format F                 text (the default), json or sarif

check: what an editor would object to in a release
  --house                    house style too: dateline, contact, boilerplate, end mark
  --rule CODE                this check alone; may be given again
  --format F                 text (the default), json or sarif

compare: what changed between two versions in speakers, messages and dates
  --format F                 text (the default) or json

resolve: puts both sides of a git conflict in FILE.annotations.json together; what only
one side has stays, of what both changed the later change, and every reply

agreement: how far the people who annotated the files agree, per kind and tag: Cohen's and
Fleiss' kappa over words, Krippendorff's alpha over characters, F1 of spans
  --with SIDECAR             more annotations of the one FILE; may be given again
  --detection                makes the engine one of the annotators
  --gold                     makes the gold set the first of them, the reference
  --annotator NAME           only who is named (and the gold set); may be given again
  --format F                 text (the default) or json

eval: the same table of detection against files that people have corrected
  --format F                 text (the default) or json

  --help, --version

Corrections and the release date are read from FILE.annotations.json, where there is one.
Colour is used on a terminal only, and never if NO_COLOR is set.

Exit status: 0; 1 if verify found a quotation that is not verbatim, or check an error or
a warning; 2 if some input could not be read (the rest is still done) or the arguments
make no sense.
`;

export function parseArguments(args: readonly string[]): Request {
  let values, positionals;
  try {
    ({ values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        format: { type: 'string' },
        ndjson: { type: 'boolean' },
        'release-date': { type: 'string' },
        raw: { type: 'boolean', default: false },
        explain: { type: 'boolean', default: false },
        output: { type: 'string', short: 'o' },
        only: { type: 'string' },
        text: { type: 'string' },
        author: { type: 'string' },
        against: { type: 'string', multiple: true },
        with: { type: 'string', multiple: true },
        detection: { type: 'boolean' },
        gold: { type: 'boolean' },
        annotator: { type: 'string', multiple: true },
        rule: { type: 'string', multiple: true },
        house: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
        version: { type: 'boolean', short: 'v' },
      },
    }));
  } catch (error) {
    throw new UsageError((error as Error).message.split('. ')[0]);
  }
  if (values.version) return { kind: 'version' };
  const [command, ...files] = positionals;
  if (values.help || command === 'help') return { kind: 'help' };
  if (command === undefined) throw new UsageError(`A command is missing: ${COMMANDS.join(', ')}`);
  if (!COMMANDS.includes(command)) throw new UsageError(`There is no command "${command}", only ${COMMANDS.join(', ')}`);
  for (const [option, only] of Object.entries(OPTIONS_OF)) {
    if (values[option as keyof typeof OPTIONS_OF] !== undefined && !only.includes(command)) {
      throw new UsageError(`--${option} is for ${only.join(' and ')}, not for ${command}`);
    }
  }

  const releaseDate = values['release-date'];
  if (releaseDate !== undefined && !isDay(releaseDate)) {
    throw new UsageError(`--release-date wants a day as YYYY-MM-DD, not "${releaseDate}"`);
  }
  if (command === 'export') return parseExport(files, values, releaseDate);
  if (command === 'import') return parseImport(files, values);
  if (command === 'verify') return parseVerify(files, values);
  if (command === 'check') return parseCheck(files, values);
  if (command === 'compare') return parseCompare(files, values.format);
  if (command === 'agreement' || command === 'eval') return parseAgreement(command, files, values);
  if (command === 'resolve') {
    if (files.length === 0) throw new UsageError('A file is missing: the release, or its annotations');
    return { kind: 'resolve', files };
  }
  const options: Options = { explain: values.explain, raw: values.raw, ...(releaseDate === undefined ? {} : { releaseDate }) };
  if (values.ndjson) {
    if (files.length > 0) throw new UsageError('--ndjson reads standard input, not files');
    if (values.format !== undefined && values.format !== 'ndjson') throw new UsageError('--ndjson prints no other format');
    return { kind: 'stream', ...options };
  }
  if (files.length === 0) throw new UsageError('A file is missing, or - for standard input');
  const format = FORMATS.find(name => name === (values.format ?? 'outline'));
  if (!format) throw new UsageError(`There is no format "${values.format ?? ''}", only ${FORMATS.join(', ')}`);
  return { kind: 'files', files, format, ...options };
}

const COMMANDS: readonly string[] = [
  'annotate',
  'export',
  'import',
  'verify',
  'compare',
  'check',
  'resolve',
  'agreement',
  'eval',
];
/** Options that only some commands have. */
const OPTIONS_OF = {
  output: ['export'],
  only: ['export'],
  text: ['import'],
  author: ['import'],
  against: ['verify'],
  with: ['agreement'],
  detection: ['agreement'],
  gold: ['agreement'],
  annotator: ['agreement'],
  rule: ['check'],
  house: ['check'],
  ndjson: ['annotate'],
  'release-date': ['annotate', 'export'],
} satisfies Record<string, readonly string[]>;

interface ExchangeOptions {
  readonly format?: string | undefined;
  readonly output?: string | undefined;
  readonly only?: string | undefined;
  readonly text?: string | undefined;
  readonly author?: string | undefined;
}

function oneFile(files: readonly string[]): string {
  if (files.length === 0) throw new UsageError('A file is missing');
  if (files.length > 1) throw new UsageError('One file at a time');
  return files[0]!;
}

/** One of the formats by its name. */
function chooseFormat<T extends ExportFormat>(known: readonly T[], wanted: string | undefined): T {
  if (wanted === undefined) throw new UsageError(`--format is missing: ${known.join(', ')}`);
  const format = known.find(each => each === wanted);
  if (!format) throw new UsageError(`There is no format "${wanted}" here, only ${known.join(', ')}`);
  return format;
}

function parseExport(
  files: readonly string[],
  { format, output, only }: ExchangeOptions,
  releaseDate: string | undefined,
): Request {
  if (only !== undefined && only !== 'people' && only !== 'detection' && only !== 'gold' && only !== 'all') {
    throw new UsageError(`--only wants people, detection, gold or all, not "${only}"`);
  }
  return {
    kind: 'export',
    file: oneFile(files),
    format: chooseFormat(EXPORT_FORMATS, format ?? (output === undefined ? undefined : formatOf(output))),
    ...(output === undefined ? {} : { output }),
    ...(only === undefined ? {} : { only }),
    ...(releaseDate === undefined ? {} : { releaseDate }),
  };
}

function parseImport(files: readonly string[], { format, text, author }: ExchangeOptions): Request {
  const file = oneFile(files);
  if (text === undefined) throw new UsageError('--text is missing: the release that the annotations belong to');
  return {
    kind: 'import',
    file,
    text,
    ...(format === undefined ? {} : { format: chooseFormat(IMPORT_FORMATS, format) }),
    ...(author === undefined ? {} : { author }),
  };
}

function findingFormat(name = 'text'): FindingFormat {
  const format = FINDING_FORMATS.find(each => each === name);
  if (!format) throw new UsageError(`There is no format "${name}" here, only ${FINDING_FORMATS.join(', ')}`);
  return format;
}

function parseVerify(
  files: readonly string[],
  { against = [], format }: { readonly against?: readonly string[] | undefined; readonly format?: string | undefined },
): Request {
  if (files.length === 0) throw new UsageError('A file is missing: the article to verify, or - for standard input');
  if (against.length === 0) throw new UsageError('--against is missing: the releases to verify against');
  return { kind: 'verify', files, against, format: findingFormat(format) };
}

function parseCheck(
  files: readonly string[],
  {
    format,
    house = false,
    rule = [],
  }: {
    readonly format?: string | undefined;
    readonly house?: boolean | undefined;
    readonly rule?: readonly string[] | undefined;
  },
): Request {
  if (files.length === 0) throw new UsageError('A file is missing, or - for standard input');
  const unknown = rule.find(code => !(code in CHECKS));
  if (unknown !== undefined) throw new UsageError(`There is no check "${unknown}", only ${Object.keys(CHECKS).join(', ')}`);
  return { kind: 'check', files, format: findingFormat(format), house, rules: rule };
}

function parseCompare(files: readonly string[], format = 'text'): Request {
  const [before, after, ...more] = files;
  if (before === undefined || after === undefined || more.length > 0)
    throw new UsageError('compare wants two files: the old version and the new one');
  if (format !== 'text' && format !== 'json') throw new UsageError(`There is no format "${format}" here, only text, json`);
  return { kind: 'compare', before, after, format };
}

function parseAgreement(
  kind: 'agreement' | 'eval',
  files: readonly string[],
  values: {
    readonly with?: string[] | undefined;
    readonly detection?: boolean | undefined;
    readonly gold?: boolean | undefined;
    readonly annotator?: string[] | undefined;
    readonly format?: string | undefined;
  },
): Request {
  const { with: sidecars = [], annotator: annotators = [], detection = false, gold = false, format = 'text' } = values;
  if (files.length === 0) throw new UsageError('A file is missing: a release that people have annotated');
  if (sidecars.length > 0 && files.length > 1) throw new UsageError('--with is for one file at a time');
  if (format !== 'text' && format !== 'json') throw new UsageError(`There is no format "${format}" here, only text, json`);
  return kind === 'eval' ? { kind, files, format } : { kind, files, sidecars, detection, gold, annotators, format };
}

/** A day that exists, as YYYY-MM-DD. */
export function isDay(value: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(value) && dayNumber(value) !== undefined;
}
