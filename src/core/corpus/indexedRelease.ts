/** What is kept of a release so that it can be found, listed and counted without reading it again. Plain data, for JSON. */
import { excerpt, joinSpans, countWords } from '../features/excerpt';
import { firstNaming } from '../features/references';
import { parseRelease } from '../release/parseRelease';
import type { Attribution, Release, SpeakerKind } from '../release/types';
import type { Span } from '../text/span';
import { signatureOf } from './signature';

/** Of what was said so many characters are kept; the whole of it is in the release, at `content`. */
const MESSAGE_LENGTH = 200;
const HEADLINE_LENGTH = 200;
/** "# " before a headline in Markdown. */
const MARKDOWN_SIGNS = /^#+\s+/;

export interface IndexedSpeaker {
  readonly name: string;
  readonly kind: SpeakerKind;
  readonly titles: readonly string[];
  /** Where the release names the speaker in full. */
  readonly naming: Span;
}

export interface IndexedMessage {
  /** Index into the release's speakers. */
  readonly speaker?: number;
  readonly kind: Attribution['kind'];
  readonly quoted: boolean;
  readonly content: readonly Span[];
  /** On one line, shortened to 200 characters. */
  readonly text: string;
  readonly words: number;
}

export interface IndexedDate {
  readonly span: Span;
  readonly text: string;
  readonly value: string;
  readonly resolved?: string;
}

export interface IndexedRelease {
  readonly headline?: { readonly text: string; readonly span: Span };
  /** `YYYY-MM-DD`. */
  readonly releaseDate?: string;
  readonly words: number;
  readonly speakers: readonly IndexedSpeaker[];
  readonly messages: readonly IndexedMessage[];
  readonly dates: readonly IndexedDate[];
  /** See {@link signatureOf}. */
  readonly signature: Uint8Array;
}

/** Indexes a release; `release` where it has been read already, with people's corrections. Never throws, whatever the text. */
export function indexRelease(text: string, release: Release = parseRelease(text)): IndexedRelease {
  const headline = release.parts.find(({ kind }) => kind === 'headline')?.span;
  const places = new Map(release.speakers.map(({ id }, index) => [id, index]));
  const indexed: Omit<IndexedRelease, 'signature'> = {
    ...(headline
      ? { headline: { text: excerpt(text, headline, HEADLINE_LENGTH).replace(MARKDOWN_SIGNS, ''), span: headline } }
      : {}),
    ...(release.releaseDate === undefined ? {} : { releaseDate: release.releaseDate }),
    words: countWords(text),
    speakers: release.speakers.map(speaker => ({
      name: speaker.name,
      kind: speaker.kind,
      titles: speaker.titles,
      naming: firstNaming(speaker)?.span ?? { start: 0, end: 0 },
    })),
    messages: release.attributions.map(({ speaker, kind, quoted, content }) => {
      const said = joinSpans(text, content);
      const index = speaker === undefined ? undefined : places.get(speaker);
      return {
        ...(index === undefined ? {} : { speaker: index }),
        kind,
        quoted,
        content,
        text: excerpt(said, { start: 0, end: said.length }, MESSAGE_LENGTH),
        words: countWords(said),
      };
    }),
    dates: release.dates.map(({ span, value, resolved }) => ({
      span,
      text: text.slice(span.start, span.end),
      value,
      ...(resolved === undefined ? {} : { resolved }),
    })),
  };
  // A copy through JSON does not hold on to the text that its words were cut from.
  return { ...(JSON.parse(JSON.stringify(indexed)) as typeof indexed), signature: signatureOf(text) };
}
