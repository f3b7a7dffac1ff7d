/**
 * The release as a person sees it: what was detected, with their corrections, which are annotations with a verdict. Corrections
 * win over detection everywhere, since every view and the command line read the outcome of this.
 */
import type { PlacedAnnotation } from '../annotations/place';
import type { TargetRole, Verdict } from '../annotations/types';
import type { Attribution, DateMention, Mention, Release, Speaker, TimexType } from '../release/types';
import type { Span } from '../text/span';

/** A correction means the mark that shares at least this much of the text both cover. */
const SAME_MARK = 0.5;

const lengthOf = (spans: readonly Span[]) => spans.reduce((sum, { start, end }) => sum + end - start, 0);

/** The share of the text covered by either that both cover. Spans of one list do not overlap each other. */
function overlap(a: readonly Span[], b: readonly Span[]): number {
  let common = 0;
  for (const one of a) {
    for (const other of b) common += Math.max(0, Math.min(one.end, other.end) - Math.max(one.start, other.start));
  }
  const covered = lengthOf(a) + lengthOf(b) - common;
  return covered === 0 ? 0 : common / covered;
}

/** The item that lies where `spans` do. */
export function markAt<T>(items: readonly T[], spansOf: (item: T) => readonly Span[], spans: readonly Span[]): T | undefined {
  let best: T | undefined;
  let most = 0;
  for (const item of items) {
    const share = overlap(spansOf(item), spans);
    if (share >= SAME_MARK && share > most) [best, most] = [item, share];
  }
  return best;
}

const BASIS: Readonly<Record<Exclude<Verdict, 'rejected'>, string>> = {
  confirmed: 'confirmed by a person',
  changed: 'corrected by a person',
  added: 'added by a person',
};

/** A correction whose words were found. */
interface Correction {
  readonly id: string;
  readonly gold: boolean;
  readonly verdict: Verdict;
  readonly value: string | undefined;
  /** Where the detected mark lies. */
  readonly mark: readonly Span[];
  /** Where the person says that it lies, by role. */
  readonly spans: Readonly<Record<TargetRole, readonly Span[]>>;
}

function correctionOf({ annotation, spans, detected, orphaned }: PlacedAnnotation): Correction | undefined {
  const { id, review, value, targets } = annotation;
  if (!review || orphaned) return undefined;
  const byRole: Record<TargetRole, Span[]> = { source: [], cue: [], content: [] };
  targets.forEach((target, index) => {
    const span = spans[index];
    if (span) byRole[target.role ?? 'content'].push(span);
  });
  for (const list of Object.values(byRole)) list.sort((a, b) => a.start - b.start);
  return {
    id,
    gold: annotation.gold ?? false,
    verdict: review.verdict,
    value,
    mark: detected ? [detected] : byRole.content,
    spans: byRole,
  };
}

/** What was decided between annotators wins over what each of them says of the same mark, and is not changed by others. */
function goldLast(corrections: readonly Correction[]): Correction[] {
  const gold = corrections.filter(correction => correction.gold);
  if (gold.length === 0) return [...corrections];
  const others = corrections.filter(
    ({ gold: decided, spans, mark }) =>
      !decided && !markAt(gold, each => each.spans.content, spans.content) && !markAt(gold, each => each.spans.content, mark),
  );
  return [...others, ...gold];
}

/** Applies corrections to what was detected in `text`. Without any, the release itself comes back. */
export function reviewRelease(text: string, release: Release, annotations: readonly PlacedAnnotation[]): Release {
  const corrections = { speaker: [] as Correction[], message: [] as Correction[], date: [] as Correction[] };
  for (const placed of annotations) {
    const { kind } = placed.annotation;
    if (kind !== 'speaker' && kind !== 'message' && kind !== 'date') continue;
    const correction = correctionOf(placed);
    if (correction) corrections[kind].push(correction);
  }
  if (corrections.speaker.length + corrections.message.length + corrections.date.length === 0) return release;

  const cast = new Cast(text, release);
  for (const correction of goldLast(corrections.speaker)) cast.correct(correction);
  const attributions = reviewAttributions(text, cast, release.attributions, goldLast(corrections.message));
  const dates = reviewDates(release.dates, goldLast(corrections.date));
  const kept = new Set(dates.map(date => date.id));
  return {
    ...release,
    speakers: cast.speakers(),
    attributions: attributions.map(attribution =>
      cast.settle(attribution.date === undefined || kept.has(attribution.date) ? attribution : withoutDate(attribution)),
    ),
    dates,
  };
}

function withoutDate(attribution: Attribution): Attribution {
  const { date: _gone, ...others } = attribution;
  return others;
}

/** The speakers while they are being corrected. */
class Cast {
  private readonly list: { speaker: Speaker; mentions: Mention[] }[];
  /** Whose place another speaker has taken. */
  private readonly replaced = new Map<string, string>();
  /** Who speaks, because a person says so. */
  private readonly speaking = new Set<string>();
  private readonly moved: { span: Span; to: string | undefined }[] = [];

  constructor(
    private readonly text: string,
    release: Release,
  ) {
    this.list = release.speakers.map(speaker => ({ speaker, mentions: [...speaker.mentions] }));
  }

  /**
   * The speaker of that name, as the text or a person gives it; a new one where there is none. `notAlias` is a speaker who is
   * not meant by a mention: whoever takes "Mary Poe" from a speaker says that she is somebody else.
   */
  named(name: string, notAlias?: string): string {
    const wanted = name.trim().toLowerCase();
    const known =
      this.list.find(({ speaker }) => speaker.name.toLowerCase() === wanted) ??
      this.list.find(
        ({ speaker, mentions }) =>
          speaker.id !== notAlias && mentions.some(mention => mention.kind === 'name' && mention.text.toLowerCase() === wanted),
      );
    if (known) return known.speaker.id;
    const id = `named-${wanted.replace(/\s+/g, '-')}`;
    this.list.push({ speaker: { id, name: name.trim(), kind: 'person', titles: [], mentions: [] }, mentions: [] });
    return id;
  }

  mention(span: Span): Mention {
    return { span, text: this.text.slice(span.start, span.end), kind: 'name' };
  }

  correct({ verdict, value, mark, spans }: Correction): void {
    if (verdict === 'confirmed') return;
    const all = this.list.flatMap(entry => entry.mentions.map(each => ({ entry, each })));
    const found = markAt(all, ({ each }) => [each.span], mark);
    const [mention, owner] = [found?.each, found?.entry];
    if (verdict === 'rejected') {
      if (!owner || !mention) return;
      owner.mentions.splice(owner.mentions.indexOf(mention), 1);
      this.moved.push({ span: mention.span, to: undefined });
      return;
    }
    const to = value ? this.named(value, verdict === 'changed' ? owner?.speaker.id : undefined) : owner?.speaker.id;
    const span = spans.content[0];
    if (to === undefined || !span) return;
    if (owner && mention) owner.mentions.splice(owner.mentions.indexOf(mention), 1);
    const target = this.list.find(({ speaker }) => speaker.id === to)!;
    target.mentions.push(mention ? { ...mention, ...this.mention(span), kind: mention.kind } : this.mention(span));
    this.moved.push({ span: mention?.span ?? span, to });
    if (owner && owner !== target && owner.mentions.length === 0) this.replaced.set(owner.speaker.id, to);
  }

  /** Whoever still has a mention or a message, in the order of the text. */
  speakers(): Speaker[] {
    return this.list
      .filter(({ speaker, mentions }) => mentions.length > 0 || this.speaking.has(speaker.id))
      .map(({ speaker, mentions }) => ({ ...speaker, mentions: mentions.sort((a, b) => a.span.start - b.span.start) }));
  }

  /** Says that somebody without a mention of their own speaks. */
  speaks(id: string): void {
    this.speaking.add(id);
  }

  /** The attribution with the speaker that its source's mention belongs to now. */
  settle(attribution: Attribution): Attribution {
    const { source, speaker } = attribution;
    const own = source && this.moved.find(({ span }) => overlap([span], [source.span]) > 0);
    const now =
      own && !this.speaking.has(speaker ?? '')
        ? own.to
        : speaker === undefined
          ? undefined
          : (this.replaced.get(speaker) ?? speaker);
    const { speaker: _before, ...others } = attribution;
    return now === undefined ||
      !this.list.some(entry => entry.speaker.id === now && (entry.mentions.length > 0 || this.speaking.has(now)))
      ? others
      : { ...others, speaker: now };
  }
}

const OPENING_MARKS = /^["'“‘„«»「『]/;

function reviewAttributions(
  text: string,
  cast: Cast,
  detected: readonly Attribution[],
  corrections: readonly Correction[],
): Attribution[] {
  const attributions = [...detected];
  /** Two messages of the gold set may overlap, where both readings were taken: the second does not replace the first. */
  const settled = new Set<Attribution>();
  for (const { id, gold, verdict, value, mark, spans } of corrections) {
    const open = attributions.filter(attribution => !settled.has(attribution));
    const found = markAt(open, attribution => attribution.content, mark);
    const index = found ? attributions.indexOf(found) : -1;
    if (verdict === 'rejected') {
      if (index >= 0) attributions.splice(index, 1);
      continue;
    }
    const speaker = value ? cast.named(value, verdict === 'changed' ? found?.speaker : undefined) : found?.speaker;
    if (value && speaker !== undefined) cast.speaks(speaker);
    const [source, cue] = [spans.source[0], spans.cue[0]];
    const content = spans.content.length > 0 ? spans.content : found?.content;
    if (!content) continue;
    const words = text.slice(content[0]!.start, content[0]!.end);
    const quoted = OPENING_MARKS.test(words);
    const attribution: Attribution = {
      ...(found ?? { id, kind: quoted ? 'direct' : 'indirect', quoted }),
      content,
      basis: BASIS[found && verdict === 'added' ? 'changed' : verdict],
      ...(speaker === undefined ? {} : { speaker }),
      ...(source ? { source: sameSpan(found?.source, source) ?? cast.mention(source) } : {}),
      ...(cue
        ? {
            cue: sameSpan(found?.cue, cue) ?? {
              span: cue,
              lemma: text.slice(cue.start, cue.end).toLowerCase(),
              class: 'speech' as const,
            },
          }
        : {}),
    };
    if (gold) settled.add(attribution);
    if (index >= 0) attributions[index] = attribution;
    else attributions.push(attribution);
  }
  return attributions.sort((a, b) => (a.content[0]?.start ?? 0) - (b.content[0]?.start ?? 0));
}

const sameSpan = <T extends { readonly span: Span }>(known: T | undefined, span: Span): T | undefined =>
  known?.span.start === span.start && known.span.end === span.end ? known : undefined;

const CALENDAR = /^\d{4}(?:-\d{2}(?:-\d{2})?)?$/;

/** TIMEX3 type of a value: "P3D" lasts, "2020-05-09T10:00" is a time of day. */
const typeOf = (value: string): TimexType =>
  value.startsWith('P') && /^P[T\d]/.test(value) ? 'DURATION' : value.includes('T') ? 'TIME' : 'DATE';

function reviewDates(detected: readonly DateMention[], corrections: readonly Correction[]): DateMention[] {
  const dates = [...detected];
  for (const { id, verdict, value, mark, spans } of corrections) {
    const found = markAt(dates, date => [date.span], mark);
    const index = found ? dates.indexOf(found) : -1;
    if (verdict === 'rejected') {
      if (index >= 0) dates.splice(index, 1);
      continue;
    }
    const span = spans.content[0] ?? found?.span;
    const meant = value ?? found?.value;
    if (!span || meant === undefined) continue; // a date of which nobody has said which
    const { resolved: before, ...others } = found ?? { id, type: typeOf(meant) };
    const resolved = value === undefined || value === found?.value ? before : CALENDAR.test(meant) ? meant : undefined;
    const date: DateMention = {
      ...others,
      span,
      value: meant,
      basis: BASIS[found && verdict === 'added' ? 'changed' : verdict],
      ...(resolved === undefined ? {} : { resolved }),
    };
    if (index >= 0) dates[index] = date;
    else dates.push(date);
  }
  return dates.sort((a, b) => a.span.start - b.span.start);
}
