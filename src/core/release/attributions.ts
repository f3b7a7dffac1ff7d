/** Turns each paragraph's claims into the release's attributions, and joins what runs over several paragraphs. */
import type { Span } from '../text/span';
import type { Claim } from './analysis';
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
  /** The last attribution of the paragraph before, where it tells what somebody said. */
  let lastSaid: number | undefined;
  const dateAt = new Map(dates.map(d => [d.span.start, d.id]));
  placed.forEach(({ paragraph, offset, kind }, p) => {
    if (kind === 'notice') return;
    const place = (span: Span): Span => ({ start: span.start + offset, end: span.end + offset });
    const outer = paragraph.quotations.filter(q => q.depth === 0);
    const firstQuotation = outer[0];
    const text = paragraph.text;
    const opening = firstQuotation && text.slice(0, firstQuotation.span.start).trim() === '' ? firstQuotation.span : undefined;
    let continued: Span | undefined;
    const own =
      opening && paragraph.claims.findIndex(c => c.content.some(({ start }) => start === opening.start) && isFramed(c, opening));
    const framed = own !== undefined && own >= 0;
    if (
      open !== undefined &&
      firstQuotation &&
      opening &&
      (!framed || parties[p]![own]!.speaker === attributions[open]!.speaker)
    ) {
      continued = firstQuotation.span;
      const before = attributions[open]!;
      // “…,” Roe added. “…”: the rest of the same claim goes on with it too.
      const rest = framed ? paragraph.claims[own]!.content.filter(({ start }) => start > firstQuotation.span.start) : [];
      attributions[open] = { ...before, content: [...before.content, place(continued), ...rest.map(place)] };
      if ((rest.length > 0 ? outer.at(-1)! : firstQuotation).closed) open = undefined;
    } else open = undefined;
    const absorbed = continued !== undefined && framed ? own : -1;
    // A paragraph of nothing but a quotation goes on with what was said before it.
    const spoken = lastSaid;
    lastSaid = undefined;
    const goesOn =
      !continued && spoken !== undefined && kind === 'paragraph' && !leadIn && opening && !framed && isAllQuoted(text, outer);
    if (goesOn && firstQuotation?.opened && opening.end - opening.start > SHORTEST_SPEECH) {
      const before = attributions[spoken]!;
      const content = openingQuotations(text, outer).map(place);
      if (before.quoted) attributions[spoken] = { ...before, content: [...before.content, ...content] };
      else
        attributions.push({
          ...before,
          id: id(`a-${paragraph.hash}-0`),
          kind: 'direct',
          quoted: true,
          content,
          basis: 'quotation, source in the paragraph before',
        });
      lastSaid = before.quoted ? spoken : attributions.length - 1;
      if (outer.at(-1)?.closed === false) open = lastSaid;
    }
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
      if (c === absorbed) return;
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
      if (claim.cue?.class === 'speech' && source && kind === 'paragraph' && !outer.some(q => !isFramed(claim, q.span))) {
        if (claim.quoted || lastSaid === undefined || !attributions[lastSaid]!.quoted) lastSaid = attributions.length - 1;
      }
      const last = outer.at(-1);
      if (last?.closed === false && content.some(span => span.start === last.span.start)) open = attributions.length - 1;
    });
  });
  return attributions;
}

/** A quotation that stands for itself and is no longer than this is a label or a title. */
const SHORTEST_SPEECH = 20;

/** Whether a claim with a cue of its own, outside the marks, says what a quotation holds. */
const isFramed = ({ cue }: Claim, quotation: Span): boolean =>
  cue !== undefined && (cue.span.end <= quotation.start || cue.span.start >= quotation.end);

/** Whether nothing stands outside the marks. */
function isAllQuoted(text: string, outer: readonly { readonly span: Span }[]): boolean {
  let end = 0;
  for (const { span } of outer) {
    if (text.slice(end, span.start).trim() !== '') return false;
    end = span.end;
  }
  return text.slice(end).trim() === '';
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
