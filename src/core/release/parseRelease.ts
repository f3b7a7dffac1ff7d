import { changeBetween } from '../text/change';
import { isSameContext, resolveTimexes, timexContext } from './dates/resolve';
import type { PlacedParagraph, ResolvedDates } from './placed';
import { rankAgain, rankParagraphs, type Ranks } from './ranks';
import { DATED, readParts, TITLES, type ReadParts } from './readParts';
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
  readonly places: readonly PlacedParagraph[];
  readonly ranks: Ranks;
  /** Who is who, worked out when it is first asked for: of several keystrokes in a row only for the last. */
  readonly resolution: () => Resolution;
  readonly version: ReleaseVersion;
}

/** Reads a text; with an earlier version of it at hand, only what has changed. */
function readVersion(text: string, releaseDate: string | undefined, before?: ReadVersion): ReadVersion {
  const structure = readStructure(text, before?.structure, before && changeBetween(before.structure.text, text));
  const read = readParts(structure, before);
  let count = 0;
  for (const { paragraphs } of read.parts) count += paragraphs.length;
  const places = new Array<PlacedParagraph>(count);
  const offsets = new Int32Array(count);
  let p = 0;
  read.parts.forEach(({ paragraphs }, i) => {
    for (const place of paragraphs) {
      places[p] = place;
      offsets[p++] = structure.parts.startOf(i) + place.within;
    }
  });
  const changed = before && changedPlaces(before.places, places);
  const ranks = before && changed ? rankAgain(before.ranks, before.places, places, changed) : rankParagraphs(places);
  const resolution =
    before && changed && givesSame(before.places, places, changed)
      ? before.resolution
      : onDemand(() => resolveSpeakers(places, offsets));
  const issued =
    releaseDate ??
    findReleaseDate(
      places.filter(({ kind }) => DATED.has(kind)),
      places.find(({ isRead }) => isRead)?.paragraph,
    );
  const dates = resolveDates(places, issued);
  const version = new ReleaseVersion(structure.parts, places, offsets, ranks.of, resolution, dates, issued);
  return { structure, read, places, ranks, resolution, version };
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

/** Resolves the dates of all paragraphs, each from what those before it have said. */
function resolveDates(places: readonly PlacedParagraph[], releaseDate: string | undefined): (ResolvedDates | undefined)[] {
  let before = timexContext(releaseDate);
  return places.map(place => {
    const { timexes } = place.paragraph;
    if (timexes.length === 0) return undefined;
    if (!place.resolved || !isSameContext(place.resolved.before, before))
      place.resolved = { before, ...resolveTimexes(timexes, before) };
    before = place.resolved.after;
    return place.resolved;
  });
}
