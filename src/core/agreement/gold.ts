/** Decisions between annotators, as annotations of the gold set. */
import { describe } from '../annotations/describe';
import type { Annotation, Target } from '../annotations/types';
import { bySpan } from '../text/span';
import { placeOf, type Judgement, type JudgedSpan } from './annotators';
import { folded, keyOf, type ComparedMark } from './comparison';

/** An annotation of the gold set but for who made it and when. */
export type GoldDraft = Pick<Annotation, 'kind' | 'targets' | 'value' | 'tag' | 'comment' | 'review'> & { readonly gold: true };

/** Which of a mark's readings are right, by annotator: one, several, or none of them. */
export type Choice = readonly number[];

/**
 * What the gold set says of a mark. Of several readings that are taken, equal ones are one; of none, a rejection at the place of
 * the first (of a detected one rather, since that is what it takes back) says that the mark was looked at.
 */
export function settle(text: string, { readings }: ComparedMark, choice: Choice): GoldDraft[] {
  const taken = choice.flatMap(annotator => readings[annotator] ?? []);
  if (taken.length > 0) return [...new Map(taken.map(each => [sayingOf(each), draft(text, each)])).values()];
  const given = readings.filter(reading => reading !== undefined);
  const meant = given.find(({ detected }) => detected) ?? given[0];
  if (!meant) return [];
  const { value: _said, ...rejected } = draft(text, meant);
  return [{ ...rejected, review: { verdict: 'rejected' } }];
}

/** What all agree about; what only one of them says (a speaker, a cue) is taken from whoever says it. */
export function settleAgreed(text: string, { readings }: ComparedMark): GoldDraft[] {
  const given = readings.filter(reading => reading !== undefined);
  const [first] = given;
  if (!first) return [];
  const value = given.find(each => each.value)?.value;
  const comment = given.find(each => each.comment)?.comment;
  const role = (wanted: JudgedSpan['role']): readonly JudgedSpan[] =>
    given.map(({ parts }) => parts.filter(part => part.role === wanted)).find(parts => parts.length > 0) ?? [];
  const own = first.parts.filter(part => part.role === undefined || part.role === 'content');
  const parts = [...own, ...role('source'), ...role('cue')].sort(bySpan);
  const joined = { ...first, parts, ...(value ? { value } : {}), ...(comment ? { comment } : {}) };
  return [draft(text, given.every(({ detected }) => detected) ? { ...joined, detected: true } : joined)];
}

/** Whose readings the gold set took; nobody's where it says that nothing is marked here, or something else than all of them. */
export function takenFrom({ readings, gold }: ComparedMark): Choice {
  const kept = gold.filter(({ annotation }) => annotation.review?.verdict !== 'rejected').flatMap(placeOf);
  const same = (a: Judgement, b: Judgement): boolean =>
    keyOf(a.spans) === keyOf(b.spans) && a.tag === b.tag && folded(a.value ?? '') === folded(b.value ?? '');
  return readings.flatMap((reading, i) => (reading && kept.some(each => same(each, reading)) ? [i] : []));
}

const sayingOf = ({ parts, tag, value, comment }: Judgement): string => JSON.stringify([parts, tag, value, comment]);

/** Marks that are detected too are decided about; a note or a tag is no decision about a mark. */
function draft(text: string, { kind, parts, tag, value, comment, detected }: Judgement): GoldDraft {
  const targets = parts.map(({ start, end, role }): Target => ({ ...describe(text, { start, end }), ...(role ? { role } : {}) }));
  const decides = kind === 'message' || kind === 'speaker' || kind === 'date';
  return {
    kind,
    targets,
    ...(tag === undefined ? {} : { tag }),
    ...(value === undefined ? {} : { value }),
    ...(comment === undefined ? {} : { comment }),
    ...(decides ? { review: { verdict: detected ? ('confirmed' as const) : ('added' as const) } } : {}),
    gold: true,
  };
}
