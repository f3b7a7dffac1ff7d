/** What is coloured, as flat stretches that neither overlap nor cross a line: an editor's semantic tokens cannot do either. */
import type { Release } from '../release/types';
import { firstWhere } from '../text/search';
import type { Span } from '../text/span';

export type HighlightKind = 'speaker' | 'cue' | 'message' | 'date';
export type HighlightModifier = 'source' | 'pronoun' | 'direct' | 'reported' | 'resolved';

export interface Highlight {
  readonly kind: HighlightKind;
  readonly start: number;
  readonly end: number;
  readonly modifiers: readonly HighlightModifier[];
}

/** The longest source that is coloured whole where nothing in it is a known mention. */
const LONGEST_SOURCE = 60;

const inside = (inner: Span, outer: Span) => inner.start >= outer.start && inner.end <= outer.end;

/** From the first part that `within` touches to the last: no mark goes over the border of a part. */
function wholeParts({ parts }: Release, within: Span): Span {
  const first = firstWhere(parts.length, i => parts[i]!.span.end > within.start);
  const after = firstWhere(parts.length, i => parts[i]!.span.start >= within.end);
  return first < after ? { start: parts[first]!.span.start, end: parts[after - 1]!.span.end } : within;
}

function layers(release: Release, { start, end }: Span): Highlight[] {
  const found: Highlight[] = [];
  const isShown = (span: Span) => span.end > start && span.start < end;
  for (const message of release.attributions) {
    const modifiers: HighlightModifier[] = [message.kind === 'indirect' ? 'reported' : 'direct'];
    for (const piece of message.content)
      if (isShown(piece)) found.push({ kind: 'message', start: piece.start, end: piece.end, modifiers });
    if (message.cue && isShown(message.cue.span))
      found.push({ kind: 'cue', start: message.cue.span.start, end: message.cue.span.end, modifiers: [] });
  }
  const sources = release.attributions
    .flatMap(({ source }) => (source && isShown(source.span) ? [source] : []))
    .sort((a, b) => a.span.start - b.span.start);
  const sourceAround = (span: Span) => {
    const candidate = sources[firstWhere(sources.length, i => sources[i]!.span.start > span.start) - 1];
    return candidate && inside(span, candidate.span) ? candidate : undefined;
  };
  const named = new Set<unknown>();
  for (const speaker of release.speakers) {
    for (const mention of speaker.mentions) {
      if (!isShown(mention.span)) continue;
      const source = sourceAround(mention.span);
      if (source) named.add(source);
      const modifiers: HighlightModifier[] = [
        ...(source ? ['source' as const] : []),
        ...(mention.kind === 'pronoun' ? ['pronoun' as const] : []),
      ];
      found.push({ kind: 'speaker', start: mention.span.start, end: mention.span.end, modifiers });
    }
  }
  for (const source of sources) {
    if (named.has(source) || source.span.end - source.span.start > LONGEST_SOURCE) continue;
    found.push({ kind: 'speaker', start: source.span.start, end: source.span.end, modifiers: ['source'] });
  }
  for (const date of release.dates) {
    if (!isShown(date.span)) continue;
    found.push({
      kind: 'date',
      start: date.span.start,
      end: date.span.end,
      modifiers: date.resolved === undefined ? [] : ['resolved'],
    });
  }
  return found.filter(({ start, end }) => end > start);
}

const RANK: Record<HighlightKind, number> = { message: 0, speaker: 1, cue: 2, date: 3 };

/**
 * Lays the stretches over each other, the inner over the outer, and cuts them at line ends.
 *
 * @param within only those that touch it: what a window shows of a long text costs as much as the window
 */
export function findHighlights(text: string, release: Release, within?: Span): Highlight[] {
  const sorted = layers(release, within ? wholeParts(release, within) : { start: 0, end: Infinity }).sort(
    (a, b) => a.start - b.start || b.end - a.end || RANK[a.kind] - RANK[b.kind],
  );
  const flat: Highlight[] = [];
  const open: Highlight[] = [];
  let at = 0;
  const paint = (until: number) => {
    while (open.length > 0 && at < until) {
      const top = open.at(-1)!;
      const end = Math.min(top.end, until);
      if (end > at) {
        const last = flat.at(-1);
        if (last?.end === at && last.kind === top.kind && last.modifiers === top.modifiers)
          flat[flat.length - 1] = { ...last, end };
        else flat.push({ ...top, start: at, end });
        at = end;
      }
      if (top.end <= at) open.pop();
    }
    at = Math.max(at, until);
  };
  for (const item of sorted) {
    paint(item.start);
    open.push(item);
  }
  paint(Infinity);
  const pieces = flat.flatMap(item => splitLines(text, item));
  return within ? pieces.filter(({ start, end }) => end > within.start && start < within.end) : pieces;
}

/** The pieces of a stretch that lie on one line each; line ends (LF, CR, CRLF) belong to none. */
function splitLines(text: string, item: Highlight): Highlight[] {
  const pieces: Highlight[] = [];
  let start = item.start;
  for (let i = item.start; i <= item.end; i++) {
    const code = i < item.end ? text.charCodeAt(i) : 10;
    if (code !== 10 && code !== 13) continue;
    if (i > start) pieces.push(start === item.start && i === item.end ? item : { ...item, start, end: i });
    start = i + 1;
  }
  return pieces;
}
