/** What the person asked for, from the arguments of the command line. */
import { parseArgs } from 'node:util';
import { dayNumber } from '../core/index';

export const FORMATS = ['outline', 'json', 'ndjson'] as const;
export type Format = (typeof FORMATS)[number];

export type Request =
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | ({ readonly kind: 'files'; readonly files: readonly string[]; readonly format: Format } & Options)
  | ({ readonly kind: 'stream' } & Options);

export interface Options {
  readonly releaseDate?: string;
  readonly explain: boolean;
  readonly raw: boolean;
}

/** Arguments that make no sense; `message` is one sentence. */
export class UsageError extends Error {}

export const HELP = `Reads press releases: who is quoted, what they said, and when.

Usage: pressmark annotate FILE… [options]
       pressmark annotate --ndjson < documents.ndjson

  FILE                       a text in UTF-8 or UTF-16; - reads standard input
  --format outline           a readable outline (the default)
  --format json | ndjson     one JSON object a file, on one line; json names the "file"
  --ndjson                   reads {"id", "text", "releaseDate"?} a line from standard input
                             and prints one document a line, in order
  --release-date YYYY-MM-DD  the day of issue; wins over what the text or people say
  --raw                      what was detected, without people's corrections
  --explain                  says how each message and date was found
  --help, --version

Corrections and the release date are read from FILE.annotations.json, where there is one.
Colour is used on a terminal only, and never if NO_COLOR is set.

Exit status: 0; 2 if some input could not be read (the rest is still done) or the
arguments make no sense.
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
  if (command === undefined) throw new UsageError('A command is missing: "annotate"');
  if (command !== 'annotate') throw new UsageError(`There is no command "${command}", only "annotate"`);

  const releaseDate = values['release-date'];
  if (releaseDate !== undefined && !isDay(releaseDate)) {
    throw new UsageError(`--release-date wants a day as YYYY-MM-DD, not "${releaseDate}"`);
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

/** A day that exists, as YYYY-MM-DD. */
export function isDay(value: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(value) && dayNumber(value) !== undefined;
}
