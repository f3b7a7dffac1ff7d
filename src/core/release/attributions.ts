/** Turns each paragraph's claims into the release's attributions, and joins what runs over several paragraphs. */
import type { Span } from '../text/span';
import type { PlacedParagraph, ResolvedParties } from './speakers';
import type { Attribution, DateMention } from './types';

/**
 * @param parties who speaks and who is spoken to, for every claim of every paragraph
 * @param dates the release's dates, in order; the one a claim names as its time is tied to it
 * @param id makes an id unique
 */
export function buildAttributions(
  placed: readonly PlacedParagraph[],
  parties: readonly (readonly ResolvedParties[])[],
  dates: readonly DateMention[],
  id: (key: string) => string,
): Attribution[] {
  const attributions: Attribution[] = [];
  /** The attribution whose quotation an earlier paragraph left open. */
  let open: number | undefined;
  const dateAt = new Map(dates.map(d => [d.span.start, d.id]));
  placed.forEach(({ paragraph, offset, kind }, p) => {
    if (kind === 'notice') return;
    const place = (span: Span): Span => ({ start: span.start + offset, end: span.end + offset });
    const outer = paragraph.quotations.filter(q => q.depth === 0);
    const firstQuotation = outer[0];
    const text = paragraph.text;
    let continued: Span | undefined;
    if (open !== undefined && firstQuotation && text.slice(0, firstQuotation.span.start).trim() === '') {
      continued = firstQuotation.span;
      const before = attributions[open]!;
      attributions[open] = { ...before, content: [...before.content, place(continued)] };
      if (firstQuotation.closed) open = undefined;
    } else open = undefined;
    paragraph.claims.forEach((claim, c) => {
      const content = claim.content.filter(span => span.start !== continued?.start);
      if (content.length === 0) return;
      const { source, speaker, addressee } = parties[p]![c]!;
      const date = claim.time && dateAt.get(claim.time.start + offset);
      attributions.push({
        id: id(`a-${paragraph.hash}-${c}`),
        kind: claim.kind,
        quoted: claim.quoted,
        ...(source ? { source } : {}),
        ...(speaker !== undefined ? { speaker } : {}),
        ...(addressee ? { addressee } : {}),
        ...(claim.cue ? { cue: { ...claim.cue, span: place(claim.cue.span) } } : {}),
        content: content.map(place),
        ...(date !== undefined ? { date } : {}),
        basis: claim.basis,
      });
      const last = outer.at(-1);
      if (last?.closed === false && content.some(span => span.start === last.span.start)) open = attributions.length - 1;
    });
  });
  return attributions;
}
