import type { Span } from '../text/span';
import { buildAttributions } from './attributions';
import { findReleaseDate } from './releaseDate';
import { resolveTimexes } from './dates/resolve';
import type { TimexCandidate } from './dates/timexes';
import { readParagraph, type Paragraph, type ParagraphContext } from './paragraph';
import { buildSpeakers, type PlacedParagraph } from './speakers';
import { findParts } from './structure';
import { isTranscript } from './uncued';
import type { DateMention, ParseOptions, Part, PartKind, Release } from './types';

/** Parts that are read for names, messages and dates; the others for nothing, or for dates alone. */
const READ: ReadonlySet<PartKind> = new Set([
  'headline',
  'subheadline',
  'paragraph',
  'list',
  'quotation',
  'boilerplate',
  'heading',
]);
const DATED: ReadonlySet<PartKind> = new Set(['notice', 'dateline']);

/** A mark that a line of these leaves open is a slip, and no quotation that goes on. */
const TITLES: ReadonlySet<PartKind> = new Set(['headline', 'subheadline', 'heading']);

/** Longer stretches are cut, so that no line, however long, is more than a paragraph's work at once. */
const LONGEST = 12_000;

/** Reads a press release. Never throws, whatever the text. */
export function parseRelease(text: string, options: ParseOptions = {}): Release {
  return createReleaseParser().parse(text, options);
}

export interface ReleaseParser {
  /** Reads a text; paragraphs that were in the text before it are not read again. */
  parse(text: string, options?: ParseOptions): Release;
}

/** A parser for the successive versions of one document. It holds the last version's paragraphs. */
export function createReleaseParser(): ReleaseParser {
  let kept = new Map<string, Paragraph>();
  return {
    parse(text, options = {}) {
      const used = new Map<string, Paragraph>();
      const read = (content: string, context: ParagraphContext): Paragraph => {
        const key = `${context.startsInside ? '\u0001' : ''}${context.inTranscript ? '\u0002' : ''}${content}`;
        const paragraph = used.get(key) ?? kept.get(key) ?? readParagraph(content, context);
        used.set(key, paragraph);
        return paragraph;
      };
      const release = assemble(text, options, read);
      kept = used;
      return release;
    },
  };
}

interface PlacedTimex {
  readonly candidate: TimexCandidate;
  readonly offset: number;
  readonly hash: string;
  readonly index: number;
}

function assemble(text: string, options: ParseOptions, read: (content: string, context: ParagraphContext) => Paragraph): Release {
  const parts = findParts(text);
  const placed: PlacedParagraph[] = [];
  const timexes: PlacedTimex[] = [];
  const dated: { part: Part; paragraph: Paragraph }[] = [];
  let open = false;
  const transcript = isTranscript(
    parts
      .filter(part => part.kind === 'paragraph')
      .map(({ span }) => text.slice(span.start, Math.min(span.end, span.start + 160))),
  );
  for (const part of parts) {
    const full = READ.has(part.kind);
    if (!full && !DATED.has(part.kind)) continue;
    for (const { start, end } of chunksOf(text, part.span)) {
      const inTranscript = transcript && part.kind === 'paragraph' && start === part.span.start;
      const paragraph = read(text.slice(start, end), { startsInside: full && open, inTranscript });
      if (full) {
        placed.push({ paragraph, offset: start, kind: part.kind });
        const last = paragraph.quotations.findLast(q => q.depth === 0);
        open = last !== undefined && !last.closed && !TITLES.has(part.kind);
      } else {
        dated.push({ part, paragraph });
        // A letterhead names who sends the release; it says nothing.
        if (part.kind === 'notice') placed.push({ paragraph, offset: start, kind: part.kind });
      }
      paragraph.timexes.forEach((candidate, index) => timexes.push({ candidate, offset: start, hash: paragraph.hash, index }));
    }
  }
  const releaseDate = options.releaseDate ?? findReleaseDate(dated, placed[0]?.paragraph);
  const ids = new IdSource();
  const resolved = resolveTimexes(
    timexes.map(t => t.candidate),
    releaseDate,
  );
  const dates: DateMention[] = timexes.map(({ candidate, offset, hash, index }, i) => ({
    id: ids.next(`d-${hash}-${index}`),
    span: { start: candidate.start + offset, end: candidate.end + offset },
    type: candidate.type,
    ...resolved[i]!,
  }));
  const { speakers, parties } = buildSpeakers(placed);
  const attributions = buildAttributions(placed, parties, dates, key => ids.next(key));
  return { parts, speakers, attributions, dates, ...(releaseDate !== undefined ? { releaseDate } : {}) };
}

/** Equal paragraphs give equal ids; the second of them gets a number. */
class IdSource {
  private readonly used = new Map<string, number>();

  next(key: string): string {
    const n = (this.used.get(key) ?? 0) + 1;
    this.used.set(key, n);
    return n === 1 ? key : `${key}.${n}`;
  }
}

function chunksOf(text: string, span: Span): Span[] {
  if (span.end - span.start <= LONGEST) return [span];
  const chunks: Span[] = [];
  let start = span.start;
  while (span.end - start > LONGEST) {
    const limit = start + LONGEST;
    let cut = limit;
    // after a sentence, else at a space, else anywhere but inside a surrogate pair
    const window = text.slice(limit - 2000, limit);
    const stop = Math.max(window.lastIndexOf('. '), window.lastIndexOf('。'), window.lastIndexOf('! '), window.lastIndexOf('? '));
    const space = window.lastIndexOf(' ');
    if (stop >= 0) cut = limit - 2000 + stop + 1;
    else if (space >= 0) cut = limit - 2000 + space;
    else if ((text.charCodeAt(cut) & 0xfc00) === 0xdc00) cut--;
    chunks.push({ start, end: cut });
    start = cut;
    while (start < span.end && text.charCodeAt(start) <= 32) start++;
  }
  if (start < span.end) chunks.push({ start, end: span.end });
  return chunks;
}
