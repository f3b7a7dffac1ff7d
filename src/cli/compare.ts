/** `pressmark compare`: what two versions of a release say differently. */
import { compareReleases, saysTheSame, type Change, type MessageChange, type ReleaseComparison } from '../core/index';
import type { Request } from './arguments';
import { readRelease } from './files';
import type { Palette } from './palette';

export function compareFiles({ before, after }: Request & { kind: 'compare' }): {
  comparison: ReleaseComparison;
  texts: { before: string; after: string };
  problems: string[];
} {
  const [old, now] = [readRelease(before, {}), readRelease(after, {})];
  const problems = [old.problem, now.problem].flatMap(problem => problem ?? []);
  return { comparison: compareReleases(old, now), texts: { before: old.text, after: now.text }, problems };
}

/** For a person: what is gone begins with "-", what is new with "+", what changed with "~". */
export function formatComparison(
  comparison: ReleaseComparison,
  texts: { readonly before: string; readonly after: string },
  palette: Palette,
): string {
  if (saysTheSame(comparison)) return 'Both say the same: headline, release date, speakers, messages and dates.\n';
  const lines: string[] = [];
  const section = (name: string, rows: readonly string[]) => {
    if (rows.length > 0) lines.push(...(lines.length > 0 ? [''] : []), palette.heading(name), ...rows);
  };
  const { headline, releaseDate, speakers, messages, dates } = comparison;
  const rows = <T>(change: Change<T>, show: (item: T) => string): string[] => [
    ...(change.before === undefined ? [] : [`- ${show(change.before)}`]),
    ...(change.after === undefined ? [] : [`+ ${show(change.after)}`]),
  ];
  section('Headline', headline ? rows(headline, ({ text }) => text) : []);
  section('Release date', releaseDate ? rows(releaseDate, date => date) : []);
  section(
    'Speakers',
    speakers.flatMap(change => rows(change, ({ text, titles }) => [text, ...titles].join('; '))),
  );
  section(
    'Messages',
    messages.flatMap(change => describeMessage(change, texts)),
  );
  section(
    'Dates',
    dates.flatMap(change => rows(change, ({ text, value }) => (text === value ? text : `${text} (${value})`))),
  );
  return `${lines.join('\n')}\n`;
}

function describeMessage(
  { before, after, words, speaker, differences }: MessageChange,
  texts: { readonly before: string; readonly after: string },
): string[] {
  const said = ({ speaker: name, text }: NonNullable<typeof before>) => `${name ?? 'speaker not known'}: ${text}`;
  if (!before) return [`+ ${said(after!)}`];
  if (!after) return [`- ${said(before)}`];
  const changes = [
    ...(speaker ? [`  said by ${after.speaker ?? 'nobody named'}, before by ${before.speaker ?? 'nobody named'}`] : []),
    ...(words
      ? differences.map(({ kind, quote, source }) => {
          const now = texts.after.slice(quote.start, quote.end).replace(/\s+/g, ' ');
          const was = texts.before.slice(source.start, source.end).replace(/\s+/g, ' ');
          return kind === 'changed'
            ? `  “${was}” became “${now}”`
            : kind === 'added'
              ? `  added: “${now}”`
              : `  left out: “${was}”`;
        })
      : []),
  ];
  return [`~ ${said(after)}`, ...changes];
}
