/** From a place in the text to what it means: whose name it is, where that speaker is first named, and what else is theirs. */
import type { Attribution, Mention, Release, Speaker } from '../release/types';
import type { Span } from '../text/span';

const holds = (span: Span, offset: number): boolean => span.start <= offset && offset <= span.end;
const lengthOf = ({ start, end }: Span): number => end - start;

export interface SpeakerAt {
  readonly speaker: Speaker;
  /** The words pointed at: a mention, or the cue that brings the speaker's words. */
  readonly origin: Span;
  readonly mention?: Mention;
}

/** The speaker whom the words at a place name or mean ("Kim", "he"), or whose words the cue there brings ("said"). */
export function speakerAt(release: Release, offset: number): SpeakerAt | undefined {
  let best: SpeakerAt | undefined;
  for (const speaker of release.speakers) {
    for (const mention of speaker.mentions) {
      if (holds(mention.span, offset) && (!best || lengthOf(mention.span) < lengthOf(best.origin)))
        best = { speaker, origin: mention.span, mention };
    }
  }
  if (best) return best;
  const message = release.attributions.find(({ cue, speaker }) => cue && speaker !== undefined && holds(cue.span, offset));
  const speaker = message && release.speakers.find(({ id }) => id === message.speaker);
  return speaker && { speaker, origin: message.cue!.span };
}

/** Where a speaker is first named in full; the first mention of one who never is. */
export function firstNaming({ name, mentions }: Speaker): Mention | undefined {
  const words = (text: string): string => text.replace(/\s+/g, ' ');
  return (
    mentions.find(mention => mention.kind === 'name' && words(mention.text).includes(name)) ??
    mentions.find(mention => mention.kind === 'name') ??
    mentions[0]
  );
}

/** All that belongs to the speaker at a place, in the order of the text: the mentions and the messages. */
export function referencesAt(
  release: Release,
  offset: number,
): { mentions: readonly Span[]; messages: readonly Span[] } | undefined {
  const found = speakerAt(release, offset);
  if (!found) return undefined;
  const { id, mentions } = found.speaker;
  return {
    mentions: mentions.map(({ span }) => span),
    messages: release.attributions.filter(({ speaker }) => speaker === id).flatMap(({ content }) => content),
  };
}

export interface Highlight {
  readonly span: Span;
  /** `write` for what was said and for a speaker's full name, which define what the others refer to. */
  readonly role: 'read' | 'write';
}

/**
 * What lights up around the cursor: on a name or a pronoun all mentions of that speaker, elsewhere in a message its source,
 * its cue and all its pieces.
 */
export function highlightsAt(release: Release, offset: number): Highlight[] {
  const found = speakerAt(release, offset);
  if (found?.mention) {
    const first = firstNaming(found.speaker);
    return found.speaker.mentions.map(mention => ({ span: mention.span, role: mention === first ? 'write' : 'read' }));
  }
  const message = messageAt(release, offset);
  if (!message) return [];
  const around = [message.source?.span, message.cue?.span, message.addressee?.span].filter(span => span !== undefined);
  return [
    ...around.map(span => ({ span, role: 'read' as const })),
    ...message.content.map(span => ({ span, role: 'write' as const })),
  ].sort((a, b) => a.span.start - b.span.start);
}

/** The innermost message with a piece, or the cue, at a place. */
export function messageAt(release: Release, offset: number): Attribution | undefined {
  let best: { message: Attribution; length: number } | undefined;
  for (const message of release.attributions) {
    for (const span of [...message.content, ...(message.cue ? [message.cue.span] : [])]) {
      if (holds(span, offset) && (!best || lengthOf(span) < best.length)) best = { message, length: lengthOf(span) };
    }
  }
  return best?.message;
}

export interface Replacement {
  readonly span: Span;
  readonly text: string;
}

/** The stretch of a mention that is the name itself, without a title: what a rename starts from. Only names can be renamed. */
export function renamableAt(text: string, release: Release, offset: number): { speaker: Speaker; span: Span } | undefined {
  const found = speakerAt(release, offset);
  if (found?.mention?.kind !== 'name') return undefined;
  const span = nameWithin(text, found.mention, found.speaker.name);
  return span && { speaker: found.speaker, span };
}

/**
 * A speaker's new name through the whole text. Where the text gives the full name it gets the new one; where it gives some
 * words of it ("Roe") it gets the words in the same places, the last counted from the end, so that a surname stays a surname.
 * Capitals and what follows the name ("ROE", "Roe's") stay as they are.
 */
export function renameSpeaker(text: string, { name, mentions }: Speaker, newName: string): Replacement[] {
  const [before, after] = [name.split(' '), newName.trim().split(/\s+/)];
  const seen = new Set<number>();
  return mentions.flatMap(mention => {
    const span = mention.kind === 'name' ? nameWithin(text, mention, name) : undefined;
    if (!span || seen.has(span.start)) return [];
    seen.add(span.start);
    const words = text.slice(span.start, span.end).split(/\s+/);
    const first = before.findIndex(word => word.toLowerCase() === words[0]!.toLowerCase());
    const fromEnd = before.length - first - words.length;
    const renamed =
      words.length === before.length
        ? after
        : first > 0 || words.length > 1
          ? after.slice(Math.max(0, after.length - fromEnd - words.length), after.length - fromEnd)
          : after.slice(0, 1);
    const replacement = (renamed.length > 0 ? renamed : after).join(' ');
    const shouted = words.join('').toUpperCase() === words.join('') && words.join('').length > 1;
    return { span, text: shouted ? replacement.toUpperCase() : replacement };
  });
}

/** The longest run of the name's own words in a mention. */
function nameWithin(text: string, { span }: Mention, name: string): Span | undefined {
  const parts = new Set(name.toLowerCase().split(' '));
  let best: Span | undefined;
  let open: { start: number; end: number } | undefined;
  for (const match of text.slice(span.start, span.end).matchAll(/\S+/g)) {
    const word = match[0].replace(/[,;:)]+$/, '');
    const start = span.start + match.index;
    if (!parts.has(word.toLowerCase())) {
      open = undefined;
      continue;
    }
    open = { start: open?.start ?? start, end: start + word.length };
    if (!best || lengthOf(open) > lengthOf(best)) best = open;
  }
  return best;
}
