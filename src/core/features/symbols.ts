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

export function buildSymbols(text: string, release: Release): ReleaseSymbol[] {
  const names = new Map(release.speakers.map(speaker => [speaker.id, speaker.name]));
  const parts: Building[] = release.parts.map(part => ({
    kind: part.kind,
    name: excerpt(text, part.span, 60) || '…',
    detail: '',
    span: part.span,
    selection: part.span,
    children: [],
  }));
  const reach = (from: number, stops: (kind: PartKind) => boolean): number => {
    let end = parts[from]!.span.end;
    for (let i = from + 1; i < parts.length; i++) {
      const { kind, span } = release.parts[i]!;
      if (OUTSIDE.has(kind) || stops(kind)) break;
      end = span.end;
    }
    return end;
  };
  parts.forEach((symbol, i) => {
    const { kind } = release.parts[i]!;
    if (kind === 'headline') symbol.span = { start: symbol.span.start, end: reach(i, next => next === 'headline') };
    if (kind === 'heading') {
      symbol.span = { start: symbol.span.start, end: reach(i, next => next === 'headline' || next === 'heading') };
    }
  });
  const messages: Building[] = release.attributions
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
  const dates: Building[] = release.dates.map(date => ({
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
