/**
 * Quotations and the clauses that frame them: “…,” said Roe; “…,” Roe, a baker, said; Roe said, “…”. The learned model sees words;
 * here the marks have the last word: where a clause frames a quotation, all of the quotation is what was said, and nothing else.
 */
import type { Span } from '../text/span';
import { spanOf, TokenKind } from '../text/tokens';
import type { Claim, Quotation } from './analysis';
import { findChunks, groupStart, isFinite } from './claimModel';
import type { Reading } from './claimReading';
import { cueAt, cueClassOf } from './cues';
import { cueVerbs } from './cuesLexicon';
import { frameOf, isSaying, type Frame } from './frameClauses';
import { isTitleInMarks, opensSentence, overlaps, startsLikeSpeech, startsSmall, tokenFrom } from './quotationPlace';

/** Gives each framed quotation to its frame's claim, whole, and takes it from the others. */
export function settleFrames(reading: Reading, claims: readonly Claim[]): Claim[] {
  const settled = claims.map(claim => snapped(reading, claim));
  const outer = reading.quotations.filter(q => q.depth === 0);
  let before: Frame | undefined;
  for (const quotation of outer) {
    const frame = frameOf(reading, quotation, settled);
    if (!frame) {
      if (before) leaveToFrame(reading, quotation, before, settled);
      continue;
    }
    before = frame.head > tokenFrom(reading, quotation.span.start) ? frame : undefined;
    const { head, group, source, basis } = frame;
    const { start, end, lower } = reading.tokens;
    const at = settled.findIndex(({ cue }) => cue && cue.span.start <= start[head]! && cue.span.end >= end[head]!);
    // Nobody else says it: a claim with another cue outside the marks keeps what else it has.
    for (let i = settled.length - 1; i >= 0; i--) {
      const other = settled[i]!;
      if (i === at || !other.cue || overlaps(other.cue.span, quotation.span)) continue;
      if (!overlapsAny(other.content, quotation.span)) continue;
      const kept = other.content.filter(span => !overlaps(span, quotation.span));
      settled[i] = { ...other, content: kept };
    }
    const own = at < 0 ? undefined : settled[at]!;
    const pieces = own?.content.filter(span => span.start >= quotation.span.end && isPiece(reading, span, end[head]!)) ?? [];
    const known = own?.source && !overlaps(own.source, quotation.span) ? own.source : source;
    if (!known && !own) continue;
    const claim: Claim = {
      kind: 'direct',
      quoted: true,
      ...(known ? { source: known } : {}),
      cue: own?.cue ?? cueAt(reading.tokens, head, group, lower[head] === 'according' ? head + 1 : head),
      content: [quotation.span, ...pieces],
      basis: pieces.length > 0 ? 'quotation, around the cue' : basis,
    };
    if (at < 0) settled.push(claim);
    else settled[at] = claim;
  }
  settled.push(...nestedClaims(reading, settled));
  return settled.filter((claim, i) => claim.content.length > 0 || (claims[i]?.content.length ?? 0) === 0);
}

/**
 * “…,” Roe said, looking away. “…”: the second quotation opens the sentence after the frame's, or goes on in it after a comma, so
 * what else the frame's sentence holds, or a cue that comes after a full stop, does not say it.
 */
function leaveToFrame(reading: Reading, { span }: Quotation, { quotation, head }: Frame, claims: Claim[]): void {
  const { tokens, sentence } = reading;
  const first = tokenFrom(reading, span.start);
  const { text } = tokens;
  if (first >= reading.count) return;
  const apart = sentence[first]! - sentence[head]!;
  const goesOn =
    apart === 0
      ? startsSmall(text, span) &&
        /,[”"“»’']{1,3}$/.test(text.slice(quotation.span.start, quotation.span.end)) &&
        tokens.lower[first - 1] === ','
      : apart === 1 && opensSentence(reading, span);
  if (!goesOn) return;
  for (let i = claims.length - 1; i >= 0; i--) {
    const { cue, content } = claims[i]!;
    if (!cue || !overlapsAny(content, span)) continue;
    const at = tokenFrom(reading, cue.span.start);
    const beside = at > head && cue.span.start >= quotation.span.end && cue.span.end <= span.start && !isSaying(reading, at);
    const after =
      cue.span.start >= span.end && sentence[at] !== sentence[first] && /\.[”"“»’']{1,3}$/.test(text.slice(span.start, span.end));
    if (!beside && !after) continue;
    // "explaining why she bakes, “but …”": what stands before it is the claim's own.
    const kept = content.flatMap(c => {
      if (!overlaps(c, span)) return [c];
      const own = text.slice(c.start, span.start).replace(/[,;:\s]+$/, '');
      return c.start < span.start && own ? [{ start: c.start, end: c.start + own.length }] : [];
    });
    claims[i] = { ...claims[i]!, content: kept };
  }
}

function overlapsAny(spans: readonly Span[], span: Span): boolean {
  for (const other of spans) if (overlaps(other, span)) return true;
  return false;
}

/**
 * “…She said, ‘Rye sells,’ and left…”: what somebody's own words quote in turn, in a story that runs over several paragraphs. In
 * shorter ones annotators leave it to the words that quote it.
 */
function nestedClaims(reading: Reading, claims: readonly Claim[]): Claim[] {
  const { tokens, sentences, sentence, quote } = reading;
  const { lower } = tokens;
  const found: Claim[] = [];
  for (const { span, depth, closed } of reading.quotations) {
    if (depth !== 1 || !closed || !startsLikeSpeech(tokens.text, span)) continue;
    const outer = reading.quotations[(quote[tokenFrom(reading, span.start)] ?? 0) - 1];
    if (!outer || outer.closed) continue;
    if (claims.some(({ cue, content }) => cue && content.some(c => c.start === span.start && c.end === span.end))) continue;
    const first = tokenFrom(reading, span.start);
    if (first < 2 || !/^[,:]$/.test(lower[first - 1]!) || quote[first - 1] !== quote[first]) continue;
    const from = sentences[sentence[first - 1]!]!.first;
    for (let head = first - 2; head >= Math.max(from, first - 7) && quote[head] === quote[first]; head--) {
      if (tokens.kind[head] !== TokenKind.word || !cueVerbs().has(lower[head]!) || cueClassOf(lower[head]!) !== 'speech')
        continue;
      const group = groupStart(reading, head);
      const used = lower[head - 1] === 'to' && lower[head - 2] === 'used' ? head - 2 : group;
      const chunk = findChunks(reading, from, used - 1).at(-1);
      if (!chunk) break;
      found.push({
        kind: 'direct',
        quoted: true,
        source: spanOf(tokens, chunk.first, chunk.last),
        cue: cueAt(tokens, head, used, head),
        content: [span],
        basis: 'quotation in a quotation, cue before',
      });
      break;
    }
  }
  return found;
}

/** Whether a span is a quotation that goes on with an interrupted one, and not a name in marks, or framed by a verb of its own. */
function isPiece(reading: Reading, span: Span, cueEnd: number): boolean {
  const quotation = reading.quotations.find(q => q.depth === 0 && q.span.start === span.start && span.end - q.span.end <= 1);
  return (
    quotation !== undefined &&
    !isTitleInMarks(reading, span) &&
    (opensSentence(reading, span) || followsComma(reading, span)) &&
    !isFramedAnew(reading, span, cueEnd)
  );
}

/** "Roe said, adding later, “…”": a second verb of saying right before a quotation, after the cue's. */
export function isFramedAnew(reading: Reading, span: Span, cueEnd: number): boolean {
  const first = tokenFrom(reading, span.start);
  for (let i = first - 1; i >= 0 && i > first - 6 && reading.tokens.start[i]! >= cueEnd; i--) {
    // "explaining why she bakes, “but …”": the verb has a clause of its own already.
    if (isFinite(reading.cls[i]!)) return false;
    if (reading.tokens.lower[i]!.endsWith('ing') && isSaying(reading, i) && reading.sentence[i] === reading.sentence[first])
      return true;
  }
  return false;
}

function followsComma({ tokens: { text } }: Reading, { start }: Span): boolean {
  return /[,:;—–.?!-]\s*$/.test(text.slice(Math.max(0, start - 4), start));
}

/**
 * A claim's content, which the model may begin or end in the midst of a quotation whose cue is outside: then all of the quotation
 * is meant, where it reads as speech.
 */
function snapped(reading: Reading, claim: Claim): Claim {
  const { cue } = claim;
  if (!cue) return claim;
  const content = claim.content.map(span => {
    const quotation = reading.quotations.find(
      q => q.depth === 0 && q.closed && q.span.start < span.end && q.span.end > span.start && !overlaps(q.span, cue.span),
    );
    if (!quotation || (quotation.span.start === span.start && quotation.span.end === span.end)) return span;
    const { start, end } = quotation.span;
    // "argues that “only she can win. He cannot.”": to the end of the marks
    if (span.start < start && span.end < end && cue.span.end <= start) {
      return { start: span.start, end };
    }
    const inside = span.start >= start && span.end <= end;
    const share = (span.end - span.start) / (end - start);
    if (!inside || share < 0.5 || !(startsLikeSpeech(reading.tokens.text, quotation.span) || share > 0.8)) return span;
    return { start, end };
  });
  if (content.every((span, i) => span === claim.content[i])) return claim;
  const quoted = content.every(span =>
    reading.quotations.some(q => q.depth === 0 && q.span.start === span.start && q.span.end >= span.end),
  );
  return { ...claim, content, quoted, kind: quoted ? 'direct' : claim.kind };
}
