/**
 * A paragraph at its place in a release. What depends on the place (spans of the release, ids) is made once and kept until the
 * paragraph moves, so that a keystroke makes nothing anew for what stands before it.
 */
import type { Span } from '../text/span';
import type { ResolvedTimex, TimexContext } from './dates/resolve';
import type { Paragraph } from './paragraph';
import type { Attribution, Cue, DateMention, Mention, PartKind, Speaker } from './types';

/** What a claim's source and addressee mean. Spans are the release's. */
export interface ResolvedParties {
  source: Mention | undefined;
  speaker: Speaker['id'] | undefined;
  addressee: Mention | undefined;
}

/** How a paragraph's dates were resolved, and what the text had said until then and after. */
export interface ResolvedDates {
  readonly before: TimexContext;
  readonly after: TimexContext;
  readonly timexes: readonly ResolvedTimex[];
}

export class PlacedParagraph {
  /** How many paragraphs with the same hash there are up to this one: equal paragraphs give equal ids, the second's with a number. */
  #rank = 1;
  #names: Mention[] = [];
  #acronyms: Mention[] = [];
  #sources: Mention[] = [];
  #addressees: Mention[] = [];
  #cues: Cue[] = [];
  #contents: (readonly Span[])[] = [];
  #met: Mention | undefined;
  #dates: readonly DateMention[] | undefined;
  #attributions: Attribution[] = [];
  /** Of each claim; filled anew for every version of the release. */
  readonly parties: ResolvedParties[];
  resolved: ResolvedDates | undefined;

  constructor(
    readonly paragraph: Paragraph,
    readonly kind: PartKind,
    private at: number,
  ) {
    this.parties = paragraph.claims.map(() => ({ source: undefined, speaker: undefined, addressee: undefined }));
  }

  /** Where it begins in the release. */
  get offset(): number {
    return this.at;
  }

  moveBy(by: number): void {
    if (by === 0) return;
    this.at += by;
    this.#names = [];
    this.#acronyms = [];
    this.#sources = [];
    this.#addressees = [];
    this.#cues = [];
    this.#contents = [];
    this.#met = undefined;
    this.#dates = undefined;
    this.#attributions = [];
  }

  set rank(rank: number) {
    if (rank === this.#rank) return;
    this.#rank = rank;
    this.#dates = undefined;
    this.#attributions = [];
  }

  place({ start, end }: Span): Span {
    return { start: start + this.at, end: end + this.at };
  }

  /** A message's id or a date's, unique in the release as long as `index` is in the paragraph. */
  id(kind: 'a' | 'd', index: number | string): string {
    return `${kind}-${this.paragraph.hash}-${index}${this.#rank === 1 ? '' : `.${this.#rank}`}`;
  }

  /** Takes over how the dates were resolved; nothing changes where they were already. */
  resolveDates(resolved: ResolvedDates): void {
    if (this.resolved !== resolved) this.#dates = undefined;
    this.resolved = resolved;
  }

  get dates(): readonly DateMention[] {
    return (this.#dates ??= this.paragraph.timexes.map((timex, i) => ({
      id: this.id('d', i),
      span: this.place(timex),
      type: timex.type,
      ...this.resolved!.timexes[i]!,
    })));
  }

  /** Name `index` as a mention. */
  name(index: number, kind: Mention['kind']): Mention {
    const known = this.#names[index];
    if (known?.kind === kind) return known;
    const { candidate, text } = this.paragraph.names[index]!;
    return (this.#names[index] = { span: this.place(candidate.span), text, kind });
  }

  /** The short form that is defined after name `index`. */
  acronym(index: number): Mention {
    const span = this.paragraph.names[index]!.candidate.acronym!;
    return (this.#acronyms[index] ??= {
      span: this.place(span),
      text: this.paragraph.text.slice(span.start, span.end),
      kind: 'acronym',
    });
  }

  /** The words of a claim's source or addressee as a mention. */
  party(claim: number, role: 'source' | 'addressee', kind: Mention['kind']): Mention {
    const list = role === 'source' ? this.#sources : this.#addressees;
    const known = list[claim];
    if (known?.kind === kind) return known;
    const { span, text } = this.paragraph.parties[claim]![role]!;
    return (list[claim] = { span: this.place(span), text, kind });
  }

  /** Whom the paragraph says that somebody met, called or wrote to. */
  met(): Mention | undefined {
    const to = this.paragraph.exchange?.to;
    return to && (this.#met ??= { span: this.place(to), text: this.paragraph.text.slice(to.start, to.end), kind: 'name' });
  }

  cue(claim: number): Cue | undefined {
    const { cue } = this.paragraph.claims[claim]!;
    return cue && (this.#cues[claim] ??= { ...cue, span: this.place(cue.span) });
  }

  /** What claim `claim` says was said, but for the piece that begins at `without`, which belongs to a message before it. */
  content(claim: number, without?: number): readonly Span[] {
    const { content } = this.paragraph.claims[claim]!;
    if (without !== undefined && content.some(span => span.start === without))
      return content.filter(span => span.start !== without).map(span => this.place(span));
    return (this.#contents[claim] ??= content.map(span => this.place(span)));
  }

  /** The attribution that a claim makes; the same object as long as nothing about it changes. */
  attribution(claim: number, content: readonly Span[]): Attribution {
    const { kind, quoted, basis } = this.paragraph.claims[claim]!;
    const { source, speaker, addressee } = this.parties[claim]!;
    const time = this.paragraph.timeOf[claim];
    const date = time === undefined ? undefined : this.dates[time]!.id;
    const known = this.#attributions[claim];
    if (
      known?.content === content &&
      known.source === source &&
      known.speaker === speaker &&
      known.addressee === addressee &&
      known.date === date
    )
      return known;
    const cue = this.cue(claim);
    return (this.#attributions[claim] = {
      id: this.id('a', claim),
      kind,
      quoted,
      ...(source ? { source } : {}),
      ...(speaker !== undefined ? { speaker } : {}),
      ...(addressee ? { addressee } : {}),
      ...(cue ? { cue } : {}),
      content,
      ...(date !== undefined ? { date } : {}),
      basis,
    });
  }
}
