/** What can be folded: sections, boilerplate, contacts, lists, and messages that run over several lines. */
import type { PartKind, Release } from '../release/types';
import type { Span } from '../text/span';
import { messageSpan } from './outline';

export interface Fold {
  readonly kind: 'section' | 'boilerplate' | 'contact' | 'list' | 'furniture' | 'message';
  readonly span: Span;
}

const RUNS: Partial<Record<PartKind, Fold['kind']>> = {
  boilerplate: 'boilerplate',
  contact: 'contact',
  list: 'list',
  furniture: 'furniture',
};
const ENDS_SECTION: ReadonlySet<PartKind> = new Set(['headline', 'heading', 'boilerplate', 'contact', 'endmark', 'furniture']);

/** Folds as spans, each over several lines. */
export function findFolds(text: string, release: Release): Fold[] {
  const folds: Fold[] = [];
  const { parts } = release;
  const isOnOneLine = ({ start, end }: Span): boolean => !/[\n\r]/.test(text.slice(start, end));
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i]!;
    if (part.kind === 'heading') {
      let last = i;
      while (last + 1 < parts.length && !ENDS_SECTION.has(parts[last + 1]!.kind)) last++;
      if (last > i) folds.push({ kind: 'section', span: { start: part.span.start, end: parts[last]!.span.end } });
    }
    const run = RUNS[part.kind];
    if (run !== undefined && parts[i - 1]?.kind !== part.kind) {
      let last = i;
      while (parts[last + 1]?.kind === part.kind) last++;
      folds.push({ kind: run, span: { start: part.span.start, end: parts[last]!.span.end } });
    }
  }
  for (const message of release.attributions) {
    if (message.content.length > 0) folds.push({ kind: 'message', span: messageSpan(message) });
  }
  return folds.filter(({ span }) => !isOnOneLine(span));
}
