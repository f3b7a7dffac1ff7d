/** Tells a press release from other plain text, by reading its first few thousand characters as one. */
import { parseRelease } from '../release/parseRelease';
import type { PartKind } from '../release/types';

/** How much is looked at: a release says what it is at its top. */
const HEAD = 6000;
/** Its end says so too: contacts, boilerplate, the end mark. */
const TAIL = 2000;
const SHORTEST = 200;

/** What each kind of part says for a release, counted once: other texts have headings, lists and rules too, but no notices or datelines. */
const SIGNS: Partial<Record<PartKind, number>> = {
  notice: 3,
  dateline: 3,
  endmark: 1,
  breadcrumb: 1,
  boilerplate: 1,
  contact: 1,
};

/** Each message of a named speaker says as much as a small sign, so many at most. */
const MOST_MESSAGES = 3;

/** What licences, manuals and change logs "say" of what they take for names. */
const NOT_SAYING: ReadonlySet<string> = new Set([
  'offer',
  'write',
  'note',
  'object',
  'project',
  'provide',
  'advise',
  'add',
  'describe',
  'warn',
  'show',
]);

/** Below this many points a text is left alone. */
const THRESHOLD = 3;

/** Signs of code, markup and logs, which have no business in a release: a third of the lines end or begin with them. */
const CODE_LINE = /[{};]\s*$|^\s*(?:[<{}]|\/\/|#include|import |at )|=>|::|\b(?:function|const|return)\b/;

function looksLikeCode(text: string): boolean {
  const lines = text.split('\n').filter(line => line.trim() !== '');
  return lines.filter(line => CODE_LINE.test(line.slice(0, 300))).length * 3 > lines.length;
}

/** Whether a text looks like a press release: a notice or a dateline, or messages of named speakers and other signs together. */
export function looksLikeRelease(text: string): boolean {
  if (text.length < SHORTEST) return false;
  const head = text.slice(0, HEAD);
  if (head.includes('\0') || looksLikeCode(head)) return false;
  const { parts, speakers, attributions } = parseRelease(head);
  const kinds = new Set(parts.map(part => part.kind));
  if (text.length > HEAD) for (const part of parseRelease(text.slice(-TAIL)).parts) kinds.add(part.kind);
  const named = new Set(
    speakers.filter(speaker => speaker.kind === 'person' || speaker.kind === 'organization').map(({ id }) => id),
  );
  const messages = attributions.filter(
    ({ speaker, quoted, cue }) =>
      speaker !== undefined && named.has(speaker) && (cue ? cue.class === 'speech' && !NOT_SAYING.has(cue.lemma) : quoted),
  );
  let points = Math.min(MOST_MESSAGES, messages.length);
  for (const kind of kinds) points += SIGNS[kind] ?? 0;
  return points >= THRESHOLD;
}
