/** Who said what of a text: the authors of a sidecar, its gold set, or detection, each with their marks. */
import { attributedSpans } from '../annotations/attributed';
import type { PlacedAnnotation } from '../annotations/place';
import type { PassageKind, TargetRole } from '../annotations/types';
import type { Release } from '../release/types';
import { bySpan, type Span } from '../text/span';

/** A passage of a mark with what it is in it. */
export interface JudgedSpan extends Span {
  readonly role?: TargetRole;
}

/** One mark of one annotator. */
export interface Judgement {
  /** The annotation's id; of a detected mark its id in the release. */
  readonly id: string;
  readonly kind: PassageKind;
  /** Where it lies: of a message its content. Without overlaps, in order. */
  readonly spans: readonly Span[];
  /** All that it marks, the source and the cue of a message too, in order. */
  readonly parts: readonly JudgedSpan[];
  readonly tag?: string;
  /** The speaker of a message, the value of a date. */
  readonly value?: string;
  readonly comment?: string;
  /** Nobody but the engine says so. */
  readonly detected?: true;
}

export interface Annotator {
  readonly name: string;
  readonly judgements: readonly Judgement[];
}

/** Name of the engine as an annotator. */
export const DETECTION = 'detection';
/** Name of what was decided between annotators, as an annotator. */
export const GOLD = 'gold';
/** Who is written as the author where nobody said a name. */
const NOBODY = 'unknown';
const CONTENT: ReadonlySet<TargetRole | undefined> = new Set([undefined, 'content']);

/**
 * The people of a sidecar, by the name that they give themselves, in its order. What a person confirmed, changed or added is
 * theirs; a rejection is a mark that they do not have. Annotations of the whole document mark no passage. The gold set is
 * nobody's: see {@link goldOf}.
 */
export function annotatorsOf(placed: readonly PlacedAnnotation[], unnamed: string): Annotator[] {
  const people = new Map<string, Judgement[]>();
  for (const each of placed) {
    const { annotation, orphaned } = each;
    if (annotation.gold || !isJudged(annotation.kind) || orphaned || annotation.targets.length === 0) continue;
    const author = annotation.author === undefined || annotation.author === NOBODY ? unnamed : annotation.author;
    const own = people.get(author) ?? [];
    people.set(author, own);
    own.push(...judgementOf(each));
  }
  return [...people].map(([name, judgements]) => ({ name, judgements }));
}

/** The gold set of a sidecar as an annotator; nothing where nobody has decided anything. */
export function goldOf(placed: readonly PlacedAnnotation[]): Annotator | undefined {
  const gold = placed.filter(({ annotation, orphaned }) => annotation.gold && isJudged(annotation.kind) && !orphaned);
  return gold.length === 0 ? undefined : { name: GOLD, judgements: gold.flatMap(judgementOf) };
}

/** A person in two sidecars is one person. */
export function joinAnnotators(annotators: readonly Annotator[]): Annotator[] {
  const people = new Map<string, Annotator>();
  for (const { name, judgements } of annotators)
    people.set(name, { name, judgements: [...(people.get(name)?.judgements ?? []), ...judgements] });
  return [...people.values()];
}

const isJudged = (kind: PlacedAnnotation['annotation']['kind']): kind is PassageKind =>
  kind !== 'releaseDate' && kind !== 'relation';

/** What an annotation says of the text; a rejection says nothing. */
function judgementOf({ annotation, spans }: PlacedAnnotation): Judgement[] {
  const { review, kind } = annotation;
  return review?.verdict === 'rejected' || !isJudged(kind) ? [] : placeOf({ annotation, spans });
}

/** Where an annotation lies and what it says, whatever was decided about it. */
export function placeOf({ annotation, spans }: Pick<PlacedAnnotation, 'annotation' | 'spans'>): Judgement[] {
  const { id, kind, targets, tag, value, comment } = annotation;
  if (!isJudged(kind)) return [];
  const parts = spans
    .flatMap((span, i): JudgedSpan[] => {
      const role = targets[i]!.role;
      return span ? [{ start: span.start, end: span.end, ...(role === undefined ? {} : { role }) }] : [];
    })
    .sort(bySpan);
  const places = parts.filter(({ role }) => CONTENT.has(role)).map(({ start, end }): Span => ({ start, end }));
  if (places.length === 0) return [];
  return [
    {
      id,
      kind,
      spans: places,
      parts,
      ...(tag === undefined ? {} : { tag }),
      ...(value === undefined ? {} : { value }),
      ...(comment === undefined ? {} : { comment }),
    },
  ];
}

/** What was detected, before anybody corrected it. */
export function detectionOf(release: Release): Annotator {
  const names = new Map(release.speakers.map(({ id, name }) => [id, name]));
  const judgements: Judgement[] = [
    ...release.attributions.map((attribution): Judgement => {
      const { id, content, speaker } = attribution;
      const value = speaker === undefined ? undefined : names.get(speaker);
      const parts = attributedSpans(attribution);
      return { id, kind: 'message', spans: content, parts, detected: true, ...(value === undefined ? {} : { value }) };
    }),
    ...release.speakers.flatMap(({ id, name, mentions }) =>
      mentions.map(({ span }, i): Judgement => ({
        id: `${id}-${i}`,
        kind: 'speaker',
        spans: [span],
        parts: [span],
        value: name,
        detected: true,
      })),
    ),
    ...release.dates.map(({ id, span, resolved, value }): Judgement => ({
      id,
      kind: 'date',
      spans: [span],
      parts: [span],
      value: resolved ?? value,
      detected: true,
    })),
  ];
  return { name: DETECTION, judgements };
}
