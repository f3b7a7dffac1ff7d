/**
 * What a keystroke inside a sentence leaves as it was: where a paragraph was read anew and all that the rest of the release takes
 * from it is the same, nobody else speaks and no date changes. The marks after the words that were typed only move.
 */
import { changeBetween } from '../text/change';
import type { Span } from '../text/span';
import type { Paragraph } from './paragraph';
import type { Attribution, DateMention, Mention, Part, Release, Speaker } from './types';

/** How the offsets of one version become those of the next. */
export interface Move {
  /** Offsets less than `start` stay. */
  readonly start: number;
  /** Offsets greater than `end` move. */
  readonly end: number;
  readonly by: number;
  /** Where ends of sentences, messages and quotations from `start` to `end` have come to. */
  readonly ends: ReadonlyMap<number, number>;
}

/** How far around a name or a party rules look at the text itself. */
const SURROUNDINGS = 8;

/** How the offsets of a paragraph move, where all else that a release takes from it stays; else nothing. */
export function moveWithin(before: Paragraph, after: Paragraph): Move | undefined {
  const { start, end } = changeBetween(before.text, after.text);
  const ends = new Map<number, number>();
  const move: Move = { start, end, by: after.text.length - before.text.length, ends };
  const near = ({ start: from, end: to }: Span): boolean => from <= end + SURROUNDINGS && to >= start - SURROUNDINGS;
  if (
    start === 0 ||
    before.context.startsInside !== after.context.startsInside ||
    before.context.inTranscript !== after.context.inTranscript ||
    before.names.some(({ candidate }) => near(candidate.span)) ||
    before.parties.some(({ source, addressee }) => (source && near(source.span)) || (addressee && near(addressee.span)))
  )
    return undefined;
  /** Whether `b` is `a` with its offsets moved; only ends of what `loose` covers may be where the change is. */
  const same = (a: unknown, b: unknown, key: string, loose: boolean): boolean => {
    if (typeof a === 'number' && typeof b === 'number') {
      if (!OFFSETS.has(key)) return a === b;
      if (a < start) return a === b;
      if (a > end) return a + move.by === b;
      if (!loose || key !== 'end' || b < start || b > end + move.by) return false;
      const known = ends.get(a);
      ends.set(a, b);
      return known === undefined || known === b;
    }
    if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
    const [x, y] = [a as Record<string, unknown>, b as Record<string, unknown>];
    const keys = Object.keys(x);
    if (keys.length !== Object.keys(y).length) return false;
    return keys.every(k => k in y && same(x[k], y[k], key === 'meaning' || k === 'meaning' ? 'meaning' : k, loose));
  };
  const strict = ({ names, parties, order, exchange, timexes, timeOf }: Paragraph): unknown => ({
    names,
    parties,
    order,
    exchange,
    timexes,
    timeOf,
  });
  return same(strict(before), strict(after), '', false) &&
    same(
      before.claims.map(({ content: _, ...rest }) => rest),
      after.claims.map(({ content: _, ...rest }) => rest),
      '',
      false,
    ) &&
    same(
      [before.sentences, before.outer, before.claims.map(({ content }) => content)],
      [after.sentences, after.outer, after.claims.map(({ content }) => content)],
      '',
      true,
    ) &&
    same(wordsOf(before), wordsOf(after), '', false)
    ? move
    : undefined;
}

const OFFSETS: ReadonlySet<string> = new Set(['start', 'end', 'at']);

/** What rules about the whole release ask of a paragraph's text beside its marks. */
function wordsOf({ text, outer, claims, exchange }: Paragraph): unknown {
  const borders = [0, ...outer.flatMap(({ span }) => [span.start, span.end]), text.length];
  return {
    blank: borders.map((border, i) => i % 2 === 0 && text.slice(border, borders[i + 1]).trim() === ''),
    lengths: outer.map(({ span }) => Math.min(span.end - span.start, LONG_ENOUGH)),
    spokenTo: claims.map(({ content }) => content.map(({ start, end }) => /\b(?:you|your)\b/i.test(text.slice(start, end)))),
    met: exchange?.to && text.slice(exchange.to.start, exchange.to.end),
  };
}

/** Rules ask whether a quotation is longer than some length below this. */
const LONG_ENOUGH = 64;

/** The same move for a paragraph's release. */
export const moveAt = ({ start, end, by, ends }: Move, offset: number): Move => ({
  start: start + offset,
  end: end + offset,
  by,
  ends: new Map([...ends].map(([from, to]) => [from + offset, to + offset])),
});

/**
 * The release with its marks moved; what does not move is the same object.
 *
 * @param hashes of the paragraph before and after, which are in the ids of its marks
 */
export function moveRelease(
  { speakers, attributions, dates, ...rest }: Release,
  parts: readonly Part[],
  move: Move,
  hashes: readonly [string, string],
): Release {
  const { start, end, by, ends } = move;
  const [attributionId, dateId] = [`a-${hashes[0]}-`, `d-${hashes[0]}-`];
  const renamed = hashes[0] !== hashes[1];
  const rename = (id: string): string =>
    renamed && (id.startsWith(attributionId) || id.startsWith(dateId))
      ? `${id.slice(0, 2)}${hashes[1]}${id.slice(2 + hashes[0].length)}`
      : id;
  const stays = (span: Span): boolean => span.end < start;
  const moveSpan = (span: Span): Span => {
    if (span.end < start) return span;
    return {
      start: span.start < start ? span.start : span.start + by,
      end: span.end > end ? span.end + by : (ends.get(span.end) ?? span.end),
    };
  };
  const moveMention = (mention: Mention): Mention => {
    if (mention.span.end < start) return mention;
    return { span: moveSpan(mention.span), text: mention.text, kind: mention.kind };
  };
  const moveAttribution = (attribution: Attribution): Attribution => {
    const { source, addressee, cue, content, date } = attribution;
    const id = rename(attribution.id);
    const on = date === undefined ? undefined : rename(date);
    if (
      id === attribution.id &&
      on === date &&
      content.every(stays) &&
      (!source || source.span.end < start) &&
      (!addressee || addressee.span.end < start) &&
      (!cue || cue.span.end < start)
    )
      return attribution;
    const moved: { -readonly [K in keyof Attribution]: Attribution[K] } = { ...attribution, id, content: content.map(moveSpan) };
    if (source) moved.source = moveMention(source);
    if (addressee) moved.addressee = moveMention(addressee);
    if (cue) moved.cue = { span: moveSpan(cue.span), lemma: cue.lemma, class: cue.class };
    if (on !== undefined) moved.date = on;
    return moved;
  };
  const moveDate = (date: DateMention): DateMention => {
    const id = rename(date.id);
    return id === date.id && stays(date.span) ? date : { ...date, id, span: moveSpan(date.span) };
  };
  const moveSpeaker = (speaker: Speaker): Speaker =>
    speaker.mentions.every(({ span }) => stays(span)) ? speaker : { ...speaker, mentions: speaker.mentions.map(moveMention) };
  return {
    ...rest,
    parts,
    speakers: speakers.map(moveSpeaker),
    attributions: attributions.map(moveAttribution),
    dates: dates.map(moveDate),
  };
}
