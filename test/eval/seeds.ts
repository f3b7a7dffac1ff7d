/**
 * How well the engine reads the seeds, against the gold that was marked by hand (`seeds/README.md` has the conventions).
 *
 * - A content is matched as PolNeAR's scorers do: a set of characters without white space, quotation marks and stops at its two ends left out;
 *   overlap is half of the union or more, one to one, exact is the same set. What the gold calls optional counts neither way.
 * - Source and cue of a matched attribution are right when they cover half of the shorter one; its speaker, when it is the gold's.
 * - A gold speaker and a found one are the same when they share the most mentions.
 * - Dates: strict is the same span, value any overlap with the right value.
 */
import { parseRelease, type Release, type Span } from '../../src/core/index';
import { readSeeds, type GoldDate, type Seed } from '../seeds/gold';

/** What was right, found and wanted: the three numbers behind precision, recall and F1. */
export interface Count {
  right: number;
  found: number;
  wanted: number;
}

export const MEASURES = [
  'overlap',
  'exact',
  'kind',
  'source',
  'cue',
  'addressee',
  'speakerOf',
  'speakers',
  'titles',
  'mentions',
  'dateSpans',
  'dateValues',
  'resolved',
  'parts',
] as const;
export type Measure = (typeof MEASURES)[number];

export interface SeedScore {
  readonly file: string;
  readonly style: string;
  readonly counts: Readonly<Record<Measure, Count>>;
  /** What is wrong, a line each: the measure, what the gold has, what was found. */
  readonly misses: readonly string[];
}

const EDGE = /["“”„«»‘’'`,.;:]/;

function characters(text: string, spans: readonly Span[]): Set<number> {
  const all: number[] = [];
  for (const { start, end } of spans) for (let i = start; i < end; i++) if (!/\s/.test(text[i]!)) all.push(i);
  let from = 0;
  let to = all.length;
  while (from < to && EDGE.test(text[all[from]!]!)) from++;
  while (to > from && EDGE.test(text[all[to - 1]!]!)) to--;
  return new Set(all.slice(from, to));
}

function shared(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  let n = 0;
  for (const x of a) if (b.has(x)) n++;
  return n;
}

/** One-to-one matches, best first: for each gold item the index of the found one. */
function match<G, F>(gold: readonly G[], found: readonly F[], likeness: (g: G, f: F) => number): Map<number, number> {
  const pairs: [number, number, number][] = [];
  gold.forEach((g, i) =>
    found.forEach((f, j) => {
      const score = likeness(g, f);
      if (score > 0) pairs.push([score, i, j]);
    }),
  );
  pairs.sort((a, b) => b[0] - a[0] || a[1] - b[1] || a[2] - b[2]);
  const matches = new Map<number, number>();
  const taken = new Set<number>();
  for (const [, i, j] of pairs) {
    if (matches.has(i) || taken.has(j)) continue;
    matches.set(i, j);
    taken.add(j);
  }
  return matches;
}

const overlap = (a: Span, b: Span): number => Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));
const union = (a: Span, b: Span): number => Math.max(a.end, b.end) - Math.min(a.start, b.start);
const plain = (words: string): string =>
  words
    .toLowerCase()
    .replace(/\s*\([^)]*\)/g, '')
    .replace(/^(?:the|an?|his|her|its) |^\S+(?:'s|’s|’|') /, '')
    .trim();

export function scoreSeed({ file, text, gold }: Seed): SeedScore {
  const counts = Object.fromEntries(MEASURES.map(measure => [measure, { right: 0, found: 0, wanted: 0 }])) as Record<
    Measure,
    Count
  >;
  const misses: string[] = [];
  const slice = (span: Span | undefined | null): string => (span ? `"${excerpt(text.slice(span.start, span.end))}"` : 'nothing');
  const miss = (measure: Measure, what: string): void => {
    misses.push(`${measure.padEnd(10)} ${what}`);
  };
  /** One of several that are asked for and were found or not; `found` is counted as often as `wanted`. */
  const judge = (measure: Measure, right: boolean, what: () => string): void => {
    counts[measure].wanted++;
    counts[measure].found++;
    if (right) counts[measure].right++;
    else miss(measure, what());
  };
  const release = parseRelease(text);

  // Parts.
  const partKey = ({ kind, start, end }: Span & { kind: string }): string => `${kind} ${start}-${end}`;
  const foundParts = release.parts.map(({ kind, span }) => ({ kind, ...span }));
  const partKeys = new Set(foundParts.map(partKey));
  const goldKeys = new Set(gold.parts.map(partKey));
  counts.parts = {
    right: gold.parts.filter(part => partKeys.has(partKey(part))).length,
    found: foundParts.length,
    wanted: gold.parts.length,
  };
  for (const part of gold.parts) if (!partKeys.has(partKey(part))) miss('parts', `${part.kind} ${slice(part)} not found`);
  for (const part of foundParts) if (!goldKeys.has(partKey(part))) miss('parts', `${part.kind} ${slice(part)} is not one`);

  // Speakers, by the mentions they share.
  const foundSpeakers = release.speakers;
  const sameSpeaker = match(gold.speakers, foundSpeakers, (g, f) => {
    let score = plain(g.name) === plain(f.name) ? 1000 : 0;
    for (const mention of g.mentions) if (f.mentions.some(({ span }) => overlap(span, mention) > 0)) score++;
    return score;
  });
  const foundIdOf = new Map<string, string>();
  const goldIdOf = new Map<string, string>();
  for (const [i, j] of sameSpeaker) {
    foundIdOf.set(gold.speakers[i]!.id, foundSpeakers[j]!.id);
    goldIdOf.set(foundSpeakers[j]!.id, gold.speakers[i]!.id);
  }
  const isNamed = (kind: string): boolean => kind === 'person' || kind === 'organization';
  gold.speakers.forEach((speaker, i) => {
    if (speaker.optional || !isNamed(speaker.kind)) return;
    const j = sameSpeaker.get(i);
    const found = j === undefined ? undefined : foundSpeakers[j];
    counts.speakers.wanted++;
    if (found && plain(found.name) === plain(speaker.name) && found.kind === speaker.kind) counts.speakers.right++;
    else miss('speakers', `${speaker.kind} ${speaker.name} is ${found ? `${found.kind} ${found.name}` : 'not found'}`);
    const titles = new Set(found?.titles.map(plain));
    for (const title of speaker.titles)
      judge(
        'titles',
        [...titles].some(t => t === plain(title) || t.startsWith(`${plain(title)} `)),
        () => `"${title}" of ${speaker.name}, whose titles are ${JSON.stringify(found?.titles ?? [])}`,
      );
    for (const mention of speaker.mentions)
      judge(
        'mentions',
        found?.mentions.some(({ span }) => overlap(span, mention) > 0) ?? false,
        () => `${slice(mention)} at ${mention.start} of ${speaker.name}`,
      );
  });
  foundSpeakers.forEach((found, j) => {
    if (!isNamed(found.kind)) return;
    const i = [...sameSpeaker].find(([, to]) => to === j)?.[0];
    if (i !== undefined && (gold.speakers[i]!.optional || !isNamed(gold.speakers[i]!.kind))) return;
    counts.speakers.found++;
    if (i === undefined) miss('speakers', `${found.kind} ${found.name} is not one, or one too many`);
  });
  const meant = (span: Span | undefined | null): string | undefined =>
    span ? gold.speakers.find(({ mentions }) => mentions.some(mention => overlap(mention, span) > 0))?.id : undefined;

  // Attributions.
  const wanted = gold.attributions.map(({ content }) => characters(text, content));
  const found = release.attributions.map(({ content }) => characters(text, content));
  const matches = match(wanted, found, (g, f) => {
    const both = shared(g, f);
    const likeness = both / (g.size + f.size - both || 1);
    return likeness >= 0.5 ? likeness : 0;
  });
  const optionalMatches = new Set([...matches].filter(([i]) => gold.attributions[i]!.optional).map(([, j]) => j));
  for (const measure of ['overlap', 'exact'] as const) counts[measure].found = release.attributions.length - optionalMatches.size;
  const matchedFound = new Set(matches.values());
  release.attributions.forEach((a, j) => {
    if (!matchedFound.has(j))
      miss(
        'overlap',
        `${a.kind} ${slice(a.source?.span)} ${slice(a.cue?.span)} ${a.content.map(slice).join(' … ')} is none, by rule "${a.basis}"`,
      );
  });
  const covers = (g: Span, f: Span | undefined): boolean => {
    if (!f) return false;
    const [a, b] = [characters(text, [g]), characters(text, [f])];
    return b.size > 0 && shared(a, b) / Math.min(a.size, b.size) >= 0.5;
  };
  gold.attributions.forEach((a, i) => {
    if (a.optional) return;
    const name = `${slice(a.source)} ${slice(a.cue)} ${a.content.map(slice).join(' … ')}`;
    for (const measure of ['overlap', 'exact'] as const) counts[measure].wanted++;
    const j = matches.get(i);
    if (j === undefined) {
      miss('overlap', `${a.kind} ${name} not found`);
      return;
    }
    const b = release.attributions[j]!;
    counts.overlap.right++;
    if (wanted[i]!.size === found[j]!.size && shared(wanted[i]!, found[j]!) === wanted[i]!.size) counts.exact.right++;
    else miss('exact', `${name} is ${b.content.map(slice).join(' … ')}`);
    judge(
      'kind',
      a.kind === b.kind && a.quoted === b.quoted,
      () => `${name} ${a.kind}${a.quoted ? ' quoted' : ''} is ${b.kind}${b.quoted ? ' quoted' : ''}`,
    );
    if (a.source) judge('source', covers(a.source, b.source?.span), () => `of ${name} is ${slice(b.source?.span)}`);
    if (a.cue) judge('cue', covers(a.cue, b.cue?.span), () => `of ${name} is ${slice(b.cue?.span)}`);
    if (a.addressee)
      judge(
        'addressee',
        covers(a.addressee, b.addressee?.span) ||
          (b.addressee !== undefined && meant(a.addressee) !== undefined && meant(a.addressee) === meant(b.addressee.span)),
        () => `of ${name}, ${slice(a.addressee)}, is ${slice(b.addressee?.span)}`,
      );
    else if (b.addressee) judge('addressee', false, () => `of ${name} is ${slice(b.addressee?.span)} and there is none`);
    const speaker = gold.speakers.find(({ id }) => id === a.speaker);
    const foundSpeaker = b.speaker === undefined ? undefined : foundSpeakers.find(({ id }) => id === b.speaker);
    if (speaker && isNamed(speaker.kind))
      judge(
        'speakerOf',
        foundSpeaker !== undefined && foundIdOf.get(speaker.id) === foundSpeaker.id,
        () => `of ${name}, ${speaker.name}, is ${foundSpeaker?.name ?? 'nobody'}`,
      );
    else {
      // Somebody without a name: nobody named may be put in their place.
      const other = foundSpeaker && gold.speakers.find(({ id }) => id === goldIdOf.get(foundSpeaker.id));
      judge('speakerOf', !other || !isNamed(other.kind), () => `of ${name}, nobody named, is ${foundSpeaker?.name ?? ''}`);
    }
  });

  // Dates, without a release date and with each that the gold has.
  const scoreDates = (read: Release, expected: readonly GoldDate[], label: string): void => {
    const matched = match(expected, read.dates, (g, f) => overlap(g, f.span) / union(g, f.span));
    const optional = new Set([...matched].filter(([i]) => expected[i]!.optional).map(([, j]) => j));
    for (const measure of ['dateSpans', 'dateValues'] as const) counts[measure].found += read.dates.length - optional.size;
    expected.forEach((date, i) => {
      if (date.optional) return;
      for (const measure of ['dateSpans', 'dateValues'] as const) counts[measure].wanted++;
      const j = matched.get(i);
      if (j === undefined) {
        miss('dateSpans', `${slice(date)} ${date.value} not found${label}`);
        return;
      }
      const b = read.dates[j]!;
      if (b.span.start === date.start && b.span.end === date.end) counts.dateSpans.right++;
      else miss('dateSpans', `${slice(date)} is ${slice(b.span)}${label}`);
      if ([date.value, ...(date.also ?? [])].includes(b.value)) counts.dateValues.right++;
      else miss('dateValues', `of ${slice(date)}, ${date.value}, is ${b.value}${label}`);
      if (date.resolved !== null || date.value.includes('X'))
        judge(
          'resolved',
          (b.resolved ?? null) === date.resolved || (date.also !== undefined && b.value !== date.value),
          () => `${slice(date)}, ${String(date.resolved)}, is ${String(b.resolved)}${label}`,
        );
    });
    const used = new Set(matched.values());
    read.dates.forEach((date, j) => {
      if (!used.has(j)) miss('dateSpans', `${slice(date.span)} ${date.value} is none${label}`);
    });
  };
  scoreDates(release, gold.dates, '');
  for (const [releaseDate, changes] of Object.entries(gold.datesWith ?? {})) {
    const expected = gold.dates.map(date => ({ ...date, ...changes.find(({ id }) => id === date.id) }));
    scoreDates(parseRelease(text, { releaseDate }), expected, ` (with ${releaseDate})`);
  }
  return { file, style: gold.style, counts, misses };
}

function excerpt(words: string): string {
  const line = words.replace(/\s+/g, ' ');
  return line.length > 90 ? `${line.slice(0, 60)} … ${line.slice(-25)}` : line;
}

export function scoreSeeds(): SeedScore[] {
  return readSeeds().map(scoreSeed);
}

export function sumCounts(scores: readonly SeedScore[]): Record<Measure, Count> {
  return Object.fromEntries(
    MEASURES.map(measure => [
      measure,
      scores.reduce(
        (sum, { counts }) => ({
          right: sum.right + counts[measure].right,
          found: sum.found + counts[measure].found,
          wanted: sum.wanted + counts[measure].wanted,
        }),
        {
          right: 0,
          found: 0,
          wanted: 0,
        },
      ),
    ]),
  ) as Record<Measure, Count>;
}

/** F1 between 0 and 1; 1 where nothing is wanted and nothing was found. */
export function f1({ right, found, wanted }: Count): number {
  return found + wanted === 0 ? 1 : (2 * right) / (found + wanted);
}
