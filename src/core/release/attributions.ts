/** Turns each paragraph's claims into the release's attributions, and joins what runs over several paragraphs. */
import type { Span } from '../text/span';
import type { Claim, Quotation } from './analysis';
import { MentionedBy, refTo } from './mentionRefs';
import type { PlacedParagraph } from './placed';
import type { Attribution } from './types';
import { HEADLINE_SPEAKER } from './leadIns';
import { SIGNED, TURN } from './uncued';
import type { ReleaseVersion } from './version';

export function buildAttributions(version: ReleaseVersion): Attribution[] {
  const { places } = version;
  const { parties } = version.resolution;
  const attributions: Attribution[] = [];
  /** The attribution whose quotation an earlier paragraph left open. */
  let open: number | undefined;
  /** What the paragraph before has introduced with a colon; its content is yet to come. */
  let leadIn: Attribution | undefined;
  /** Whose words the release is, as its headline has it. */
  let headlineSpeaker: Attribution | undefined;
  /** Whether its verb stands right before the colon: "Roe wrote:". */
  let saidRightBefore = false;
  /** The last attribution of the paragraph before, where it tells what somebody said. */
  let lastSaid: number | undefined;
  /** The attribution that was gone on with last, and its content, which is only its own. */
  let extended: number | undefined;
  let pieces: Span[] = [];
  const extend = (index: number, spans: readonly Span[]): void => {
    if (extended !== index) {
      extended = index;
      pieces = [...attributions[index]!.content];
      attributions[index] = { ...attributions[index]!, content: pieces };
    }
    for (const span of spans) pieces.push(span);
  };
  const signed = signedBelow(version);
  /** The quotations whose signature is yet to come. */
  let unsigned: Span[] = [];
  /** Where a paragraph's last quotation is left open, what comes next goes on with the attribution that was found last. */
  const leaveOpen = (outer: readonly Quotation[]): void => {
    if (outer.at(-1)?.closed === false) open = attributions.length - 1;
  };
  /** Whether the body has begun. */
  let begun = false;
  for (let p = 0; p < places.length; p++) {
    const { paragraph, kind, isRead, isSilent } = places[p]!;
    if (!isRead || isSilent) continue;
    const { text, claims, outer } = paragraph;
    const opensBody = !begun && (kind === 'paragraph' || kind === 'quotation');
    begun ||= kind === 'paragraph' || kind === 'quotation' || kind === 'list';
    if (claims.length === 0 && outer.length === 0 && leadIn === undefined) {
      open = lastSaid = undefined;
      continue;
    }
    const marks = version.marks(p);
    const attribute = (claim: number, content: readonly Span[]): Attribution => {
      const source = parties.sourceKind(p, claim);
      const addressee = parties.addressee(p, claim);
      return marks.attribution(
        claim,
        content,
        source && version.mention(refTo(p, MentionedBy.source, claim, source)),
        parties.speaker(p, claim),
        addressee === undefined ? undefined : version.mention(addressee),
      );
    };
    if (signed.has(p)) {
      if (isSignature(claims)) {
        attributions.push(attribute(0, unsigned));
        unsigned = [];
      } else unsigned.push(...marks.spans(outer.map(({ span }) => span)));
      open = lastSaid = leadIn = undefined;
      continue;
    }
    const firstQuotation = outer[0];
    const opening = firstQuotation && text.slice(0, firstQuotation.span.start).trim() === '' ? firstQuotation.span : undefined;
    let continued: Span | undefined;
    const own = opening && claims.findIndex(c => c.content.some(({ start }) => start === opening.start) && isFramed(c, opening));
    const framed = own !== undefined && own >= 0;
    const turn = claims.some(isTurn);
    if (open !== undefined && opening && isAside(text)) continue;
    if (open !== undefined && opening && !turn && (!framed || parties.speaker(p, own) === attributions[open]!.speaker)) {
      continued = opening;
      // “…,” Roe added. “…”: the rest of the same claim goes on with it too.
      const rest = framed ? claims[own]!.content.filter(({ start }) => start > opening.start) : [];
      extend(
        open,
        marks.spans([isTurn(attributions[open]!) ? { start: continued.start + 1, end: continued.end } : continued, ...rest]),
      );
      if ((rest.length > 0 ? outer.at(-1)! : firstQuotation!).closed) open = undefined;
    } else open = undefined;
    const absorbed = continued !== undefined && framed ? own : -1;
    // A paragraph of nothing but a quotation goes on with what was said before it.
    const spoken = lastSaid;
    lastSaid = undefined;
    const goesOn =
      !continued && spoken !== undefined && kind === 'paragraph' && !leadIn && opening && !framed && isAllQuoted(text, outer);
    if (goesOn && firstQuotation?.opened && opening.end - opening.start > SHORTEST_SPEECH) {
      const before = attributions[spoken]!;
      const content = marks.spans(openingQuotations(text, outer));
      if (before.quoted) extend(spoken, content);
      else
        attributions.push({
          ...before,
          id: marks.extraId('q'),
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
      leadIn && opening && !continued && !claims.some(c => c.content.some(s => s.start <= opening.start && s.end > opening.start))
        ? leadIn
        : undefined;
    const block =
      !introduced && !continued && leadIn && saidRightBefore && kind === 'paragraph' && isBlock(text) ? leadIn : undefined;
    leadIn = undefined;
    if (block) {
      const start = text.length - text.trimStart().length;
      const content = [marks.span({ start, end: text.trimEnd().length })];
      attributions.push({
        ...block,
        content,
        quoted: false,
        basis: 'own words without quotation marks, cue in the paragraph before',
      });
    }
    // Further down such a paragraph is more often quoted matter than a statement.
    if ((opensBody || headlineSpeaker) && !introduced && !continued && !goesOn && isLoneSpeech(text, opening, outer, claims)) {
      attributions.push({
        kind: 'direct',
        quoted: true,
        basis: 'quotation, nobody named',
        ...headlineSpeaker,
        id: marks.extraId('u'),
        content: marks.spans(openingQuotations(text, outer)),
      });
      if (headlineSpeaker) lastSaid = attributions.length - 1;
      leaveOpen(outer);
    }
    if (introduced) {
      attributions.push({ ...introduced, content: marks.spans(openingQuotations(text, outer)) });
      leaveOpen(outer);
    }
    for (let c = 0; c < claims.length; c++) {
      if (c === absorbed) continue;
      const claim = claims[c]!;
      const content = marks.content(c, continued?.start);
      if (content.length === 0) {
        if (claim.content.length > 0) continue;
        if (claim.basis === HEADLINE_SPEAKER) {
          if (kind === 'headline' || kind === 'subheadline') headlineSpeaker = attribute(c, content);
          continue;
        }
        leadIn = attribute(c, content);
        saidRightBefore = claim.cue?.class === 'speech' && /^\s*:\s*$/.test(text.slice(claim.cue.span.end));
        continue;
      }
      attributions.push(attribute(c, content));
      if (
        claim.cue?.class === 'speech' &&
        claim.source &&
        kind === 'paragraph' &&
        !outer.some(q => !isFramed(claim, q.span)) &&
        (claim.quoted || lastSaid === undefined || !attributions[lastSaid]!.quoted)
      )
        lastSaid = attributions.length - 1;
      const last = outer.at(-1);
      if (
        last?.closed === false &&
        last.span.start !== continued?.start &&
        (isTurn(claim) || claim.content.some(({ start }) => start === last.span.start))
      )
        open = attributions.length - 1;
    }
  }
  return attributions;
}

/** The paragraphs that end in a signature: nothing but quotations, and then "— Jane Roe, baker". */
function signedBelow({ places }: ReleaseVersion): ReadonlySet<number> {
  const found = new Set<number>();
  for (let p = places.length - 1; p > 0; p--) {
    if (!isSignature(places[p]!.paragraph.claims)) continue;
    let first = p;
    while (first > 0 && isUnsigned(places[first - 1]!)) found.add(--first);
    if (first < p) found.add(p);
  }
  return found;
}

const isSignature = (claims: readonly Claim[]): boolean =>
  claims.length === 1 && claims[0]!.basis === SIGNED && claims[0]!.content.length === 0;

/** Whether a paragraph holds nothing but quotations, and no clause in it says whose. */
const isUnsigned = ({ paragraph: { text, claims, outer }, isRead, isSilent }: PlacedParagraph): boolean =>
  isRead &&
  !isSilent &&
  outer[0]?.opened === true &&
  isAllQuoted(text, outer) &&
  !claims.some(claim => isFramed(claim, outer[0]!.span));

/** “Roe: …: the mark before its label is no part of what is said. */
const isTurn = ({ basis }: { readonly basis: string }): boolean => basis === TURN;

/** “(Applause.): what a transcript notes between two paragraphs of a turn. */
const isAside = (text: string): boolean => /^\s*["“]?[([][^()[\]]{1,60}[)\]][."”]{0,3}\s*$/.test(text);

/** A quotation that stands for itself and is no longer than this is a label or a title. */
const SHORTEST_SPEECH = 20;

/** Whether a paragraph is nothing but somebody's words, of some length, and no clause says whose: a statement in quotation marks. */
function isLoneSpeech(text: string, opening: Span | undefined, outer: readonly Quotation[], claims: readonly Claim[]): boolean {
  return (
    opening !== undefined &&
    opening.end - opening.start > 2 * SHORTEST_SPEECH &&
    isAllQuoted(text, outer) &&
    !claims.some(claim => isFramed(claim, opening) || claim.content.some(({ start }) => start === opening.start))
  );
}

/** Whether a paragraph may be what "Roe wrote:" leads to, set apart without marks: it begins and ends like a sentence. */
const isBlock = (text: string): boolean => /^\s*(?:\.{3}|…|\[)?\s?[\p{L}\d]/u.test(text) && /[.!?…][)\]]?\s*$/.test(text);

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
