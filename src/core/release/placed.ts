/**
 * A paragraph of a release, and its marks at the place where it stands. What has been made for a place is kept until the
 * paragraph is asked for at another one, so that a keystroke makes nothing anew for what stands before it.
 */
import type { Span } from '../text/span';
import type { ResolvedTimex, TimexContext } from './dates/resolve';
import { indexOf, kindOf, MentionedBy, spanIn, wordsBy, type MentionRef } from './mentionRefs';
import type { Paragraph } from './paragraph';
import type { Attribution, DateMention, Mention, PartKind, Speaker } from './types';

/** How a paragraph's dates were resolved, and what the text had said until then and after. */
export interface ResolvedDates {
  readonly before: TimexContext;
  readonly after: TimexContext;
  readonly timexes: readonly ResolvedTimex[];
}

export class PlacedParagraph {
  /** Whether it is read for names and messages; a dateline is not. */
  readonly isRead: boolean;
  readonly isSilent: boolean;
  /** How its dates were resolved last. */
  resolved: ResolvedDates | undefined;
  private marks: Marks | undefined;
  /** Its messages' ids, then its dates', for the rank they were asked for last. */
  private ids: string[] | undefined;
  private idRank = 0;

  constructor(
    readonly paragraph: Paragraph,
    readonly kind: PartKind,
    /** Where it begins in its part. */
    readonly within: number,
  ) {
    this.isRead = kind !== 'dateline';
    this.isSilent = isSilent(kind, paragraph.text);
  }

  /**
   * Its marks, where it begins at `offset`.
   *
   * @param rank how many paragraphs with the same hash there are up to this one: the second's ids have a number
   */
  at(offset: number, rank: number): Marks {
    if (this.marks?.offset !== offset || this.marks.rank !== rank) this.marks = new Marks(this, offset, rank);
    return this.marks;
  }

  /** A message's id or a date's, unique in the release. */
  id(kind: 'a' | 'd', index: number, rank: number): string {
    if (!this.ids || rank !== this.idRank) this.ids = [];
    this.idRank = rank;
    const slot = kind === 'a' ? index : index + this.paragraph.claims.length;
    return (this.ids[slot] ??= this.idOf(kind, index, rank));
  }

  /** @param index unique in the paragraph */
  idOf(kind: 'a' | 'd', index: number | string, rank: number): string {
    return `${kind}-${this.paragraph.hash}-${index}${rank === 1 ? '' : `.${rank}`}`;
  }
}

/**
 * Whether nobody says anything in a part, whatever its words: who sends the release, the heading of its small print, and what a
 * firm declares of its own forecasts there.
 */
const isSilent = (kind: PartKind, text: string): boolean =>
  kind === 'notice' ||
  (kind === 'boilerplate' &&
    ((text.length < 90 && !/[.!?][”"’)]?$/.test(text)) || /\b(?:forward[-\s]looking|safe harbou?r|non-gaap)\b/i.test(text)));

/** The marks of a paragraph at one place. */
export class Marks {
  private readonly paragraph: Paragraph;
  private names: (Mention | undefined)[] | undefined;
  /** Of the parties, by claims: their sources, then their addressees. */
  private parties: (Mention | undefined)[] | undefined;
  private contents: (readonly Span[] | undefined)[] | undefined;
  private attributions: (Attribution | undefined)[] | undefined;
  private dated: { readonly by: ResolvedDates; readonly dates: readonly DateMention[] } | undefined;

  constructor(
    private readonly place: PlacedParagraph,
    readonly offset: number,
    readonly rank: number,
  ) {
    this.paragraph = place.paragraph;
  }

  span({ start, end }: Span): Span {
    return { start: start + this.offset, end: end + this.offset };
  }

  spans(spans: readonly Span[]): Span[] {
    const placed = new Array<Span>(spans.length);
    for (let i = 0; i < spans.length; i++) placed[i] = this.span(spans[i]!);
    return placed;
  }

  /** The id of a message that stands for no claim. */
  extraId(name: string): string {
    return this.place.idOf('a', name, this.rank);
  }

  dates(by: ResolvedDates): readonly DateMention[] {
    if (this.dated?.by === by) return this.dated.dates;
    const dates = this.paragraph.timexes.map((timex, i): DateMention => {
      const { value, resolved, basis } = by.timexes[i]!;
      const id = this.place.id('d', i, this.rank);
      const span = this.span(timex);
      return resolved === undefined
        ? { id, span, type: timex.type, value, basis }
        : { id, span, type: timex.type, value, resolved, basis };
    });
    this.dated = { by, dates };
    return dates;
  }

  /** The mention that a reference into this paragraph means; `headlines` are the words that those of headlines mean. */
  mention(ref: MentionRef, headlines: readonly Span[]): Mention {
    const [by, index, kind] = [wordsBy(ref), indexOf(ref), kindOf(ref)];
    const { text, names, claims } = this.paragraph;
    let list: (Mention | undefined)[] | undefined;
    let slot = index;
    if (by === MentionedBy.name) list = this.names ??= emptyList(names.length);
    else if (by === MentionedBy.source || by === MentionedBy.addressee) {
      list = this.parties ??= emptyList(claims.length * 2);
      if (by === MentionedBy.addressee) slot += claims.length;
    }
    const known = list?.[slot];
    if (known?.kind === kind) return known;
    const span = spanIn(this.paragraph, ref, headlines);
    const mention: Mention = { span: this.span(span), text: text.slice(span.start, span.end), kind };
    if (list) list[slot] = mention;
    return mention;
  }

  /** What claim `claim` says was said, but for the piece that begins at `without`, which belongs to a message before it. */
  content(claim: number, without?: number): readonly Span[] {
    const { content } = this.paragraph.claims[claim]!;
    if (without !== undefined && content.some(span => span.start === without))
      return this.spans(content.filter(span => span.start !== without));
    this.contents ??= emptyList(this.paragraph.claims.length);
    return (this.contents[claim] ??= this.spans(content));
  }

  /** The attribution that a claim makes; the same object as long as nothing about it changes. */
  attribution(
    claim: number,
    content: readonly Span[],
    source: Mention | undefined,
    speaker: Speaker['id'] | undefined,
    addressee: Mention | undefined,
  ): Attribution {
    this.attributions ??= emptyList(this.paragraph.claims.length);
    const known = this.attributions[claim];
    if (known?.content === content && known.source === source && known.speaker === speaker && known.addressee === addressee)
      return known;
    const { kind, quoted, cue: words, basis } = this.paragraph.claims[claim]!;
    const id = this.place.id('a', claim, this.rank);
    const cue = words && { span: this.span(words.span), lemma: words.lemma, class: words.class };
    const time = this.paragraph.timeOf[claim];
    const attribution: { -readonly [K in keyof Attribution]: Attribution[K] } =
      source && speaker !== undefined && cue // as most have, made at once
        ? { id, kind, quoted, source, speaker, cue, content, basis }
        : {
            id,
            kind,
            quoted,
            ...(source && { source }),
            ...(speaker !== undefined && { speaker }),
            ...(cue && { cue }),
            content,
            basis,
          };
    if (addressee) attribution.addressee = addressee;
    if (time !== undefined) attribution.date = this.place.id('d', time, this.rank);
    return (this.attributions[claim] = attribution);
  }
}

/** As long as it will be: what grows takes more room, and there are as many as paragraphs. */
const emptyList = <T>(length: number): (T | undefined)[] => new Array<T | undefined>(length).fill(undefined);
