import { changeBetween } from '../text/change';
import { isSameContext, resolveTimexes, timexContext } from './dates/resolve';
import { spliceNumbers } from './partTable';
import type { PlacedParagraph, ResolvedDates } from './placed';
import { rankAgain, rankParagraphs, type Ranks } from './ranks';
import { readParts, TELLS_DATE, TITLES, type ReadParts } from './readParts';
import { findReleaseDate } from './releaseDate';
import { givesSameSpeakers } from './sameClues';
import { resolveSpeakers, type Resolution } from './speakers';
import { readStructure, type Structure } from './structure';
import type { ParseOptions, Release } from './types';
import { onDemand, ReleaseVersion } from './version';

/** Reads a press release. Never throws, whatever the text. */
export function parseRelease(text: string, options: ParseOptions = {}): Release {
  return createReleaseParser().parse(text, options);
}

export interface ReleaseParser {
  /**
   * Reads a text; with the last text it read at hand, only what has changed. What it gave before stays as it was. The lists of
   * all but the first release are made when they are asked for.
   */
  parse(text: string, options?: ParseOptions): Release;
}

/** A parser for the successive versions of one document. It holds what it knows of the last one. */
export function createReleaseParser(): ReleaseParser {
  let before: ReadVersion | undefined;
  return {
    parse(text, { releaseDate } = {}) {
      const last = before;
      before = undefined; // should reading fail, the next version is read afresh
      const now = readVersion(text, releaseDate, last);
      before = now;
      return last ? now.version.release(last.version, now.structure.kept.first) : { ...now.version.release() };
    },
  };
}

/** One version as it was read, and what the next one can take over. */
interface ReadVersion {
  readonly structure: Structure;
  readonly read: ReadParts;
  readonly layout: Layout;
  readonly ranks: Ranks;
  /** Who is who, worked out when it is first asked for: of several keystrokes in a row only for the last. */
  readonly resolution: () => Resolution;
  readonly dates: ResolvedRelease;
  readonly version: ReleaseVersion;
}

/** Reads a text; with an earlier version of it at hand, only what has changed. */
function readVersion(text: string, releaseDate: string | undefined, before?: ReadVersion): ReadVersion {
  const structure = readStructure(text, before?.structure, before && changeBetween(before.structure.text, text));
  const read = readParts(structure, before);
  const layout = layOut(structure, read, before);
  const { places, offsets } = layout;
  const changed = before && changedPlaces(before.layout.places, places);
  const ranks = before && changed ? rankAgain(before.ranks, before.layout.places, places, changed) : rankParagraphs(places);
  const resolution =
    before && changed && givesSame(before.layout.places, places, changed)
      ? before.resolution
      : onDemand(() => resolveSpeakers(places, offsets));
  const dated: PlacedParagraph[] = [];
  for (let i = 0; i < read.parts.length; i++)
    if (TELLS_DATE.has(structure.parts.kindOf(i))) dated.push(...read.parts[i]!.paragraphs);
  const issued = releaseDate ?? findReleaseDate(dated, places.find(({ isRead }) => isRead)?.paragraph);
  const dates = resolveDates(
    places,
    issued,
    changed && before.dates.issued === issued ? { ...changed, of: before.dates.of } : undefined,
  );
  const version = new ReleaseVersion(structure.parts, places, offsets, ranks.of, resolution, dates.of, issued);
  return { structure, read, layout, ranks, resolution, dates, version };
}

/** The paragraphs of one version and where they begin. */
interface Layout {
  readonly places: readonly PlacedParagraph[];
  readonly offsets: Int32Array;
  /** How many paragraphs there are before each part, and in all. */
  readonly before: Int32Array;
}

function layOut({ text, parts: table }: Structure, { parts, same }: ReadParts, last: ReadVersion | undefined): Layout {
  const known = last?.layout ?? { places: [], offsets: new Int32Array(0), before: new Int32Array(1) };
  const { first } = same;
  const keptFirst = known.before[first]!;
  const end = known.before.length - 1 - same.last;
  const keptLast = known.places.length - known.before[end]!;
  const places: PlacedParagraph[] = [];
  const offsets: number[] = [];
  const before: number[] = [];
  for (let i = first; i < parts.length - same.last; i++) {
    before.push(keptFirst + places.length);
    for (const place of parts[i]!.paragraphs) {
      places.push(place);
      offsets.push(table.startOf(i) + place.within);
    }
  }
  const more = keptFirst + places.length - known.before[end]!;
  return {
    places: known.places.slice(0, keptFirst).concat(places, known.places.slice(known.places.length - keptLast)),
    offsets: spliceNumbers(known.offsets, keptFirst, offsets, keptLast, text.length - (last?.structure.text.length ?? 0)),
    before: spliceNumbers(known.before, first, before, same.last + 1, more),
  };
}

/** Which paragraphs are not those of the version before: from `first` to before the `last` ones. */
interface Changed {
  readonly first: number;
  readonly last: number;
}

function changedPlaces(before: readonly PlacedParagraph[], now: readonly PlacedParagraph[]): Changed {
  const most = Math.min(before.length, now.length);
  let first = 0;
  while (first < most && before[first] === now[first]) first++;
  let last = 0;
  while (last < most - first && before[before.length - 1 - last] === now[now.length - 1 - last]) last++;
  return { first, last };
}

/** Whether nobody else is meant in any paragraph: those that were read anew have the same clues. */
function givesSame(before: readonly PlacedParagraph[], now: readonly PlacedParagraph[], { first, last }: Changed): boolean {
  if (before.length !== now.length) return false;
  for (let i = first; i < now.length - last; i++) {
    const [a, b] = [before[i]!, now[i]!];
    if (a.kind !== b.kind || a.isSilent !== b.isSilent) return false;
    if (a.paragraph === b.paragraph) continue;
    // Of headlines every word counts.
    if (TITLES.has(a.kind) || !givesSameSpeakers(a.paragraph, b.paragraph)) return false;
  }
  return true;
}

/** How the dates of a version's paragraphs were resolved, with the day it was issued; nothing for those without dates. */
interface ResolvedRelease {
  readonly issued: string | undefined;
  readonly of: readonly (ResolvedDates | undefined)[];
}

/** Resolves the dates of all paragraphs, each from what those before it have said. */
function resolveDates(
  places: readonly PlacedParagraph[],
  issued: string | undefined,
  before?: Changed & Pick<ResolvedRelease, 'of'>,
): ResolvedRelease {
  const of = before ? before.of.slice(0, before.first) : [];
  let context = of.findLast(resolved => resolved !== undefined)?.after ?? timexContext(issued);
  const tail = places.length - (before?.last ?? 0);
  for (let i = of.length; i < places.length; i++) {
    const known = before && i >= tail ? before.of[before.of.length - places.length + i] : places[i]!.resolved;
    const { timexes } = places[i]!.paragraph;
    if (timexes.length === 0) {
      of.push(undefined);
      continue;
    }
    const same = known !== undefined && isSameContext(known.before, context);
    // As soon as one is left as it was, so are those after it.
    if (before && i >= tail && same) return { issued, of: of.concat(before.of.slice(before.of.length - places.length + i)) };
    const resolved = same ? known : { before: context, ...resolveTimexes(timexes, context) };
    places[i]!.resolved = resolved;
    of.push(resolved);
    context = resolved.after;
  }
  return { issued, of };
}
