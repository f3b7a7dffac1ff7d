/** Sentences with marks in them, for tests: what the engine finds, written back into the text. */
import { parseRelease, type Attribution, type Span } from '../../../src/core/index';

const slice = (text: string, { start, end }: Span): string => text.slice(start, end).replace(/\s+/g, ' ');

/** "source | cue | content … content" of each attribution that `wanted` takes, in order; "–" where there is none. */
export function messages(text: string, wanted: (message: Attribution) => boolean = () => true): string[] {
  return parseRelease(text)
    .attributions.filter(wanted)
    .map(({ source, cue, content }) =>
      [
        source?.text.replace(/\s+/g, ' ') ?? '–',
        cue ? slice(text, cue.span) : '–',
        content.map(span => slice(text, span)).join(' … '),
      ].join(' | '),
    );
}

/** Those whose whole content stands in quotation marks. */
export const quotedMessages = (text: string): string[] => messages(text, message => message.quoted);

/** "kind | content" of each attribution. */
export const kinds = (text: string): string[] =>
  parseRelease(text).attributions.map(({ kind, content }) => `${kind} | ${content.map(span => slice(text, span)).join(' … ')}`);

/** "name (title; title): mention, mention" of each speaker. */
export const speakers = (text: string): string[] =>
  parseRelease(text).speakers.map(
    ({ name, titles, mentions }) =>
      `${name}${titles.length > 0 ? ` (${titles.join('; ')})` : ''}: ${mentions.map(mention => mention.text.replace(/\s+/g, ' ')).join(', ')}`,
  );

/** "speaker: content" of each attribution, the speaker by name. */
export function saying(text: string): string[] {
  const release = parseRelease(text);
  return release.attributions.map(({ speaker, content }) => {
    const name = release.speakers.find(({ id }) => id === speaker)?.name ?? '–';
    return `${name}: ${content.map(span => slice(text, span)).join(' … ')}`;
  });
}

/** "addressee < content" of each attribution. */
export const addressees = (text: string): string[] =>
  parseRelease(text).attributions.map(
    ({ addressee, content }) => `${addressee?.text ?? '–'} < ${content.map(span => slice(text, span)).join(' … ')}`,
  );

/** "kind | text" of each part, long ones cut. */
export const parts = (text: string): string[] =>
  parseRelease(text).parts.map(({ kind, span }) => `${kind} | ${slice(text, span).slice(0, 40)}`);
