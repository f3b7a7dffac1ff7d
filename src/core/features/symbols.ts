/** The release as nested symbols, for the Outline panel, breadcrumbs and Go to Symbol: parts, and in them messages and dates. */
import type { PartKind, Release } from '../release/types';
import type { Span } from '../text/span';
import { excerpt } from './excerpt';
import { messageSpan } from './outline';

export interface ReleaseSymbol {
  readonly kind: PartKind | 'message' | 'date';
  readonly name: string;
  /** Said after the name, more quietly: who speaks, or a date's value. */
  readonly detail: string;
  /** All that belongs to it; a headline's reaches to the end of the body. */
  readonly span: Span;
  /** What to select; inside `span`. */
  readonly selection: Span;
  readonly children: ReleaseSymbol[];
}

type Building = { -readonly [key in keyof ReleaseSymbol]: ReleaseSymbol[key] };

/** Parts that stand outside the headline's reach, as they are not the release's own text. */
const OUTSIDE: ReadonlySet<PartKind> = new Set(['breadcrumb', 'notice', 'endmark', 'furniture', 'boilerplate', 'contact']);

/** Puts a symbol under the innermost one that covers it, widening nothing. */
function place(roots: Building[], symbol: Building): void {
  let level: ReleaseSymbol[] = roots;
  for (;;) {
    const last = level.at(-1);
    if (!last || symbol.span.start < last.span.start || symbol.span.end > last.span.end) break;
    level = last.children;
  }
  level.push(symbol);
}

/** Every view that shows symbols wants all of them at once: so many at most. */
const MOST = 2000;

/** Kinds of marks and parts that a release too long for all of them goes without, the least telling first. */
function leftOut({ parts, attributions, dates }: Release): ReadonlySet<ReleaseSymbol['kind']> {
  const paragraphs = parts.filter(({ kind }) => kind === 'paragraph').length;
  const out = new Set<ReleaseSymbol['kind']>();
  let count = parts.length + attributions.length + dates.length;
  for (const [kind, own] of [
    ['date', dates.length],
    ['paragraph', paragraphs],
    ['message', attributions.length],
  ] as const) {
    if (count <= MOST) break;
    out.add(kind);
    count -= own;
  }
  return out;
}

/** Symbols in the order of the text. Of a release with thousands of them only the most telling kinds: headings, then messages. */
export function buildSymbols(text: string, release: Release): ReleaseSymbol[] {
  const without = leftOut(release);
  const names = new Map(release.speakers.map(speaker => [speaker.id, speaker.name]));
  const reach = (from: number, stops: (kind: PartKind) => boolean): number => {
    let end = release.parts[from]!.span.end;
    for (let i = from + 1; i < release.parts.length; i++) {
      const { kind, span } = release.parts[i]!;
      if (OUTSIDE.has(kind) || stops(kind)) break;
      end = span.end;
    }
    return end;
  };
  const parts: Building[] = release.parts.flatMap(({ kind, span }, i) => {
    if (without.has(kind)) return [];
    const end =
      kind === 'headline'
        ? reach(i, next => next === 'headline')
        : kind === 'heading'
          ? reach(i, next => next === 'headline' || next === 'heading')
          : span.end;
    const name = excerpt(text, span, 60) || '…';
    return { kind, name, detail: '', span: { start: span.start, end }, selection: span, children: [] };
  });
  const messages: Building[] = (without.has('message') ? [] : release.attributions)
    .filter(message => message.content.length > 0)
    .map(message => {
      const span = messageSpan(message);
      const first = Math.min(span.start, message.cue?.span.start ?? span.start);
      const last = Math.max(span.end, message.cue?.span.end ?? span.end);
      return {
        kind: 'message',
        name: excerpt(text, span, 40) || '…',
        detail: (message.speaker !== undefined ? names.get(message.speaker) : undefined) ?? message.source?.text ?? '',
        span: { start: first, end: last },
        selection: span,
        children: [],
      };
    });
  const dates: Building[] = (without.has('date') ? [] : release.dates).map(date => ({
    kind: 'date',
    name: excerpt(text, date.span, 60) || '…',
    detail: date.resolved ?? date.value,
    span: date.span,
    selection: date.span,
    children: [],
  }));
  const roots: Building[] = [];
  const all = [...parts, ...messages, ...dates];
  // Outer before inner; a part before the message that fills it (sort is stable).
  all.sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
  for (const symbol of all) place(roots, symbol);
  return roots;
}
