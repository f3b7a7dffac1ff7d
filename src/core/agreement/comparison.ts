/**
 * What several annotators say of one text, mark beside mark: where they agree, where they do not and in what, and what the gold
 * set has decided about it.
 */
import type { PlacedAnnotation } from '../annotations/place';
import { PASSAGE_KINDS, type PassageKind } from '../annotations/types';
import type { Span } from '../text/span';
import { placeOf, type Annotator, type Judgement } from './annotators';
import { pairPassages, sharedLength, type Passage } from './spanScores';
import { united } from './unitizing';

/** In what annotators may differ: somebody has no such mark; its borders; what it says. */
export const DIFFERENCES = ['missing', 'borders', 'tag', 'value', 'source', 'cue', 'comment'] as const;
export type Difference = (typeof DIFFERENCES)[number];

/** One mark as each annotator has it. */
export interface ComparedMark {
  /** The same as long as the same annotations are compared. */
  readonly id: string;
  readonly kind: PassageKind;
  /** From the first character that any of them marks to the last. */
  readonly span: Span;
  /** By annotator; absent where they have no such mark. */
  readonly readings: readonly (Judgement | undefined)[];
  /** None: all say the same. What only some of them say (a speaker, a cue) is no difference. */
  readonly differences: readonly Difference[];
  /** The annotations of the gold set that decide about it; none: it is open. */
  readonly gold: readonly PlacedAnnotation[];
}

export interface Comparison {
  readonly annotators: readonly string[];
  /** In the order of the text. */
  readonly marks: readonly ComparedMark[];
  /** Annotations of the gold set where nobody marks anything (any more). */
  readonly unmatched: readonly PlacedAnnotation[];
}

/** The kinds that can be compared: those that two annotators use at least, or all that are used where there are none. */
export function comparableKinds(annotators: readonly Annotator[]): PassageKind[] {
  const users = PASSAGE_KINDS.map(kind => ({
    kind,
    count: annotators.filter(({ judgements }) => judgements.some(each => each.kind === kind)).length,
  }));
  const most = users.some(({ count }) => count > 1) ? 2 : 1;
  return users.filter(({ count }) => count >= most).map(({ kind }) => kind);
}

/**
 * Puts the marks of annotators beside each other: equal ones, then those that share most; tags of one name before others.
 *
 * @param placed the annotations of the sidecar: those of the gold set are held against the marks
 */
export function compareMarks(
  annotators: readonly Annotator[],
  kinds: readonly PassageKind[],
  placed: readonly PlacedAnnotation[] = [],
): Comparison {
  const groups = kinds.flatMap(kind => groupsOf(annotators, kind));
  const gold = placed.filter(
    ({ annotation, orphaned }) => annotation.gold && !orphaned && kinds.some(k => k === annotation.kind),
  );
  const { decided, unmatched } = decisions(groups, gold);
  const marks = groups
    .map((group, i): ComparedMark => {
      const readings = annotators.map((_, k) => group.readings.get(k));
      const ends = [...group.readings.values()].flatMap(({ parts }) => parts);
      return {
        id: [group.kind, ...readings.map(reading => reading?.id ?? '')].join(' '),
        kind: group.kind,
        span: { start: Math.min(...ends.map(({ start }) => start)), end: Math.max(...ends.map(({ end }) => end)) },
        readings,
        differences: differencesOf(readings),
        gold: decided.get(i) ?? [],
      };
    })
    .sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
  return { annotators: annotators.map(({ name }) => name), marks, unmatched };
}

export interface Settling {
  readonly disagreements: number;
  readonly settled: number;
  readonly agreed: number;
  /** Of what all agree about, so many are in the gold set. */
  readonly agreedInGold: number;
}

/** How far the gold set has come. */
export function settlingOf({ marks }: Comparison): Settling {
  const open = marks.filter(({ differences }) => differences.length > 0);
  const agreed = marks.filter(({ differences }) => differences.length === 0);
  const settled = (list: readonly ComparedMark[]): number => list.filter(({ gold }) => gold.length > 0).length;
  return { disagreements: open.length, settled: settled(open), agreed: agreed.length, agreedInGold: settled(agreed) };
}

interface Group {
  readonly kind: PassageKind;
  readonly readings: Map<number, Judgement>;
}

/** The place as a string: equal places are equal. */
export const keyOf = (spans: Passage): string => spans.map(({ start, end }) => `${start}-${end}`).join();

/** All that a group marks, as one passage. */
const placeOfGroup = ({ readings }: Group): Passage => united([...readings.values()].flatMap(({ spans }) => spans));

function groupsOf(annotators: readonly Annotator[], kind: PassageKind): Group[] {
  const groups: Group[] = [];
  annotators.forEach(({ judgements }, annotator) => {
    let left = judgements.filter(each => each.kind === kind);
    /** Puts into groups what can be paired with them. */
    const pair = (own: readonly Judgement[], fits: (group: Group) => boolean, exact: boolean): void => {
      const open = groups.filter(group => !group.readings.has(annotator) && fits(group));
      const places = open.map(group => (exact ? exactPlace(group, own) : placeOfGroup(group)));
      const pairs = pairPassages(
        places,
        own.map(({ spans }) => spans),
        exact,
      );
      for (const [i, j] of pairs) open[i]!.readings.set(annotator, own[j]!);
      const paired = new Set(pairs.map(([, j]) => own[j]!));
      left = left.filter(each => !paired.has(each));
    };
    if (kind === 'tag') {
      for (const exact of [true, false]) {
        for (const tag of new Set(left.map(each => each.tag))) {
          const own = left.filter(each => each.tag === tag);
          pair(own, ({ readings }) => [...readings.values()].some(each => each.tag === tag), exact);
        }
      }
    }
    pair(left, () => true, true);
    pair(left, () => true, false);
    groups.push(...left.map(judgement => ({ kind, readings: new Map([[annotator, judgement]]) })));
  });
  return groups;
}

/** The place of that reading of a group which is equal to one of `own`, if there is one. */
function exactPlace(group: Group, own: readonly Judgement[]): Passage {
  const keys = new Set(own.map(({ spans }) => keyOf(spans)));
  const readings = [...group.readings.values()];
  return (readings.find(({ spans }) => keys.has(keyOf(spans))) ?? readings[0]!).spans;
}

/** Names and values that differ in case or blanks are the same. */
export const folded = (words: string): string => words.replace(/\s+/g, ' ').trim().toLowerCase();

/** In what readings differ, in the order of {@link DIFFERENCES}. */
function differencesOf(readings: readonly (Judgement | undefined)[]): Difference[] {
  const given = readings.filter(reading => reading !== undefined);
  const differ = (of: (reading: Judgement) => string | undefined): boolean =>
    new Set(given.map(of).filter(each => each !== undefined && each !== '')).size > 1;
  const role = (wanted: 'source' | 'cue') => (reading: Judgement) => keyOf(reading.parts.filter(part => part.role === wanted));
  const found: Readonly<Record<Difference, boolean>> = {
    missing: given.length < readings.length,
    borders: differ(({ spans }) => keyOf(spans)),
    tag: differ(({ tag = ' ' }) => tag),
    value: differ(({ value }) => value && folded(value)),
    source: differ(role('source')),
    cue: differ(role('cue')),
    comment: differ(({ kind, comment }) => (kind === 'note' && comment ? folded(comment) : undefined)),
  };
  return DIFFERENCES.filter(difference => found[difference]);
}

/** A gold annotation means the mark that shares at least this much of the text both cover. */
const SAME_MARK = 0.5;

const lengthOf = (spans: Passage): number => spans.reduce((sum, { start, end }) => sum + end - start, 0);

function likeness(a: Passage, b: Passage): number {
  const shared = sharedLength(a, b);
  return shared === 0 ? 0 : shared / (lengthOf(a) + lengthOf(b) - shared);
}

/** Which group each annotation of the gold set decides about: the one it is most like, of the same tag if there is one. */
function decisions(groups: readonly Group[], gold: readonly PlacedAnnotation[]) {
  const decided = new Map<number, PlacedAnnotation[]>();
  const unmatched: PlacedAnnotation[] = [];
  for (const placed of gold) {
    const [place] = placeOf(placed);
    let best: number | undefined;
    let most = 0;
    groups.forEach(({ kind, readings }, i) => {
      if (kind !== place?.kind) return;
      for (const { spans, tag } of readings.values()) {
        const alike = likeness(spans, place.spans);
        const weight = alike < SAME_MARK ? 0 : alike + (tag === place.tag ? 1 : 0);
        if (weight > most) [best, most] = [i, weight];
      }
    });
    if (best === undefined) unmatched.push(placed);
    else decided.set(best, [...(decided.get(best) ?? []), placed]);
  }
  return { decided, unmatched };
}
