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
  /** What the paragraph before has introduced with a colon; its content is yet to come. */
  let leadIn: Attribution | undefined;
  const dateAt = new Map(dates.map(d => [d.span.start, d.id]));
  placed.forEach(({ paragraph, offset, kind }, p) => {
    if (kind === 'notice') return;
    const place = (span: Span): Span => ({ start: span.start + offset, end: span.end + offset });
    const outer = paragraph.quotations.filter(q => q.depth === 0);
    const firstQuotation = outer[0];
    const text = paragraph.text;
    const opening = firstQuotation && text.slice(0, firstQuotation.span.start).trim() === '' ? firstQuotation.span : undefined;
    let continued: Span | undefined;
    if (open !== undefined && firstQuotation && opening) {
      continued = firstQuotation.span;
      const before = attributions[open]!;
      attributions[open] = { ...before, content: [...before.content, place(continued)] };
      if (firstQuotation.closed) open = undefined;
    } else open = undefined;
    // "Roe added:" in the paragraph before: the quotation that opens this one is what she added.
    const introduced =
      leadIn &&
      opening &&
      !continued &&
      !paragraph.claims.some(c => c.content.some(s => s.start <= opening.start && s.end > opening.start))
        ? leadIn
        : undefined;
    leadIn = undefined;
    if (introduced) {
      attributions.push({ ...introduced, content: openingQuotations(text, outer).map(place) });
      if (outer.at(-1)?.closed === false) open = attributions.length - 1;
    }
    paragraph.claims.forEach((claim, c) => {
      const content = claim.content.filter(span => span.start !== continued?.start);
      if (claim.content.length > 0 && content.length === 0) return;
      const { source, speaker, addressee } = parties[p]![c]!;
      const date = claim.time && dateAt.get(claim.time.start + offset);
      const attribution: Attribution = {
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
      };
      if (content.length === 0) {
        leadIn = attribution;
        return;
      }
      attributions.push(attribution);
      const last = outer.at(-1);
      if (last?.closed === false && content.some(span => span.start === last.span.start)) open = attributions.length - 1;
    });
  });
  return attributions;
}

/** The quotations that stand at the start of a paragraph, one after the other. */
function openingQuotations(text: string, outer: readonly { readonly span: Span }[]): Span[] {
  const spans: Span[] = [];
  for (const { span } of outer) {
    if (text.slice(spans.at(-1)?.end ?? 0, span.start).trim() !== '') break;
    spans.push(span);
  }
  return spans;
}
