/**
 * The JSON that other programs read: what `pressmark annotate --format json` and `--ndjson` print. Names and shapes here are a
 * promise; a field may be added, none is renamed or removed. Offsets are UTF-16 code units of the text, half open.
 */
import type { Attribution, Cue, DateMention, Mention, Part, Release, Speaker } from '../release/types';
import type { Span } from '../text/span';

export interface TextSpan {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** One release. What is not known is `null`, never left out. */
export interface AnnotatedDocument {
  readonly id: string | number;
  readonly releaseDate: string | null;
  readonly parts: readonly { readonly kind: Part['kind']; readonly start: number; readonly end: number }[];
  readonly speakers: readonly {
    readonly id: string;
    readonly name: string;
    readonly kind: Speaker['kind'];
    readonly titles: readonly string[];
    readonly affiliation: string | null;
    readonly mentions: readonly (TextSpan & { readonly kind: Mention['kind'] })[];
  }[];
  readonly attributions: readonly {
    readonly id: string;
    readonly kind: Attribution['kind'];
    readonly quoted: boolean;
    readonly source: TextSpan | null;
    readonly speaker: string | null;
    readonly addressee: TextSpan | null;
    readonly cue: (TextSpan & { readonly lemma: string; readonly class: Cue['class'] }) | null;
    readonly content: readonly TextSpan[];
    /** The id of the date on which it was said. */
    readonly date: string | null;
    /** Which rule found it; only where explanations are asked for. */
    readonly basis?: string;
  }[];
  readonly dates: readonly (TextSpan & {
    readonly id: string;
    readonly type: DateMention['type'];
    readonly value: string;
    readonly resolved: string | null;
    readonly basis: string;
  })[];
}

export interface ContractOptions {
  /** Says of every message which rule found it. */
  readonly explain?: boolean;
}

/** The release as the contract has it, plain data ready for `JSON.stringify`. */
export function toAnnotatedDocument(
  id: string | number,
  text: string,
  release: Release,
  { explain = false }: ContractOptions = {},
): AnnotatedDocument {
  const textSpan = ({ start, end }: Span): TextSpan => ({ start, end, text: text.slice(start, end) });
  const mention = (found: Mention | undefined) => (found ? textSpan(found.span) : null);
  return {
    id,
    releaseDate: release.releaseDate ?? null,
    parts: release.parts.map(({ kind, span: { start, end } }) => ({ kind, start, end })),
    speakers: release.speakers.map(speaker => ({
      id: speaker.id,
      name: speaker.name,
      kind: speaker.kind,
      titles: speaker.titles,
      affiliation: speaker.affiliation ?? null,
      mentions: speaker.mentions.map(each => ({ ...textSpan(each.span), kind: each.kind })),
    })),
    attributions: release.attributions.map(attribution => ({
      id: attribution.id,
      kind: attribution.kind,
      quoted: attribution.quoted,
      source: mention(attribution.source),
      speaker: attribution.speaker ?? null,
      addressee: mention(attribution.addressee),
      cue: attribution.cue
        ? { ...textSpan(attribution.cue.span), lemma: attribution.cue.lemma, class: attribution.cue.class }
        : null,
      content: attribution.content.map(textSpan),
      date: attribution.date ?? null,
      ...(explain ? { basis: attribution.basis } : {}),
    })),
    dates: release.dates.map(date => ({
      id: date.id,
      ...textSpan(date.span),
      type: date.type,
      value: date.value,
      resolved: date.resolved ?? null,
      basis: date.basis,
    })),
  };
}
