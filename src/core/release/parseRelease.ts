import { changeBetween } from '../text/change';
import type { Span } from '../text/span';
import { buildAttributions } from './attributions';
import { findReleaseDate } from './releaseDate';
import { isSameContext, resolveTimexes, timexContext } from './dates/resolve';
import { readParagraph, type Paragraph, type ParagraphContext } from './paragraph';
import { PlacedParagraph } from './placed';
import { moveAt, moveRelease, moveWithin } from './retyped';
import { buildSpeakers } from './speakers';
import { readStructure, type Structure } from './structure';
import { isTranscript, turnLabel } from './uncued';
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

/** Parts whose words make no difference beyond what is read of them. */
const RETYPED: ReadonlySet<PartKind> = new Set(['paragraph', 'list', 'quotation']);

/** A mark that a line of these leaves open is a slip, and no quotation that goes on. */
const TITLES: ReadonlySet<PartKind> = new Set(['headline', 'subheadline', 'heading']);

/** Longer stretches are cut, so that no line, however long, is more than a paragraph's work at once. */
const LONGEST = 12_000;

/** Reads a press release. Never throws, whatever the text. */
export function parseRelease(text: string, options: ParseOptions = {}): Release {
  return createReleaseParser().parse(text, options);
}

export interface ReleaseParser {
  /** Reads a text; with the last text it read at hand, only what has changed. What it gave before stays as it was. */
  parse(text: string, options?: ParseOptions): Release;
}

/** A parser for the successive versions of one document. It holds what it knows of the last one. */
export function createReleaseParser(): ReleaseParser {
  let reader = new ReleaseReader();
  return {
    parse(text, options = {}) {
      try {
        return reader.read(text, options);
      } catch (error) {
        reader = new ReleaseReader(); // it may have got no further than half of the changes
        throw error;
      }
    },
  };
}

/** A part and what is read of it. */
interface ReadPart {
  kind: PartKind;
  /** None for parts that are not read. */
  paragraphs: readonly PlacedParagraph[];
  /** Whether a quotation was open before it, and after it. */
  openBefore: boolean;
  openAfter: boolean;
  /** Of the turn of a transcript that it may be. */
  label: string | undefined;
}

class ReleaseReader {
  #structure: Structure | undefined;
  #parts: readonly ReadPart[] = [];
  #transcript = false;
  #release: Release | undefined;
  #given: string | undefined;
  /** How many paragraphs there are of each hash. */
  readonly #ranks = new Map<string, number>();

  read(text: string, { releaseDate }: ParseOptions): Release {
    const before = this.#structure;
    const structure = readStructure(text, before, before && changeBetween(before.text, text));
    const parts = this.#parts;
    this.#readParts(structure);
    this.#structure = structure;
    const moved = before && releaseDate === this.#given ? this.#moved(before, parts, structure) : undefined;
    this.#given = releaseDate;
    return (this.#release = moved ?? this.#assemble(structure, releaseDate));
  }

  /** The release before with its marks moved, where no more than the words of one sentence have changed. */
  #moved(before: Structure, parts: readonly ReadPart[], structure: Structure): Release | undefined {
    const now = this.#parts;
    const release = this.#release;
    if (!release || parts.length !== now.length) return undefined;
    const by = structure.text.length - before.text.length;
    const { first, last } = structure.kept;
    /** The paragraph that has other words, before and after. */
    let retyped: readonly [PlacedParagraph, PlacedParagraph] | undefined;
    for (let i = 0; i < now.length; i++) {
      const [a, b] = [parts[i]!, now[i]!];
      if (i < first || i >= now.length - last) {
        if (a !== b) return undefined; // read again, in another context
        continue;
      }
      if (a.kind !== b.kind || a.openAfter !== b.openAfter || a.paragraphs.length !== b.paragraphs.length) return undefined;
      for (let p = 0; p < a.paragraphs.length; p++) {
        const [old, fresh] = [a.paragraphs[p]!, b.paragraphs[p]!];
        if (old.paragraph !== fresh.paragraph) {
          if (retyped || !RETYPED.has(a.kind) || old.offset !== fresh.offset) return undefined;
          retyped = [old, fresh];
        } else if (old.offset !== fresh.offset - (retyped ? by : 0)) return undefined;
      }
    }
    if (!retyped) return undefined;
    const [old, fresh] = [retyped[0].paragraph, retyped[1].paragraph];
    // Equal paragraphs have numbers in their ids, and the first of a release may say when it was issued.
    if (this.#ranks.get(old.hash) !== 1 || (fresh.hash !== old.hash && this.#ranks.has(fresh.hash))) return undefined;
    if (retyped[0] === parts.find(({ kind, paragraphs }) => kind !== 'dateline' && paragraphs.length > 0)!.paragraphs[0])
      return undefined;
    const move = moveWithin(old, fresh);
    if (!move) return undefined;
    this.#ranks.delete(old.hash);
    this.#ranks.set(fresh.hash, 1);
    return moveRelease(release, structure.parts, moveAt(move, retyped[1].offset), [old.hash, fresh.hash]);
  }

  #assemble(structure: Structure, releaseDate: string | undefined): Release {
    const placed: PlacedParagraph[] = [];
    const ranks = this.#ranks;
    ranks.clear();
    const dated: { kind: PartKind; paragraph: Paragraph }[] = [];
    for (const { kind, paragraphs } of this.#parts) {
      for (const place of paragraphs) {
        const rank = (ranks.get(place.paragraph.hash) ?? 0) + 1;
        ranks.set(place.paragraph.hash, rank);
        place.rank = rank;
        placed.push(place);
        if (DATED.has(kind)) dated.push({ kind, paragraph: place.paragraph });
      }
    }
    // A letterhead names who sends the release; it says nothing. A dateline does neither.
    const naming = placed.filter(({ kind }) => kind !== 'dateline');
    const issued = releaseDate ?? findReleaseDate(dated, naming[0]?.paragraph);
    const dates = resolveDates(placed, issued);
    const speakers = buildSpeakers(naming);
    return {
      parts: structure.parts,
      speakers,
      attributions: buildAttributions(naming),
      dates,
      ...(issued !== undefined ? { releaseDate: issued } : {}),
    };
  }

  /** Reads the parts that are new or stand in another context, and moves the others to where they are now. */
  #readParts({ text, parts, kept }: Structure): void {
    const before = this.#parts;
    const gone = before.slice(kept.first, before.length - kept.last);
    const fresh = parts.slice(kept.first, parts.length - kept.last);
    const labels: string[] = [];
    const labelled = fresh.map(({ kind, span }) =>
      kind === 'paragraph' ? turnLabel(text.slice(span.start, Math.min(span.end, span.start + LABEL_REACH))) : undefined,
    );
    const first = before.slice(0, kept.first);
    const last = before.slice(before.length - kept.last);
    for (const { label } of first) if (label !== undefined) labels.push(label);
    for (const label of labelled) if (label !== undefined) labels.push(label);
    for (const { label } of last) if (label !== undefined) labels.push(label);
    const transcript = isTranscript(labels);

    const known = new Map<string, Paragraph>();
    const remember = ({ paragraphs }: ReadPart): void => {
      for (const { paragraph } of paragraphs) known.set(keyOf(paragraph.text, paragraph.context), paragraph);
    };
    gone.forEach(remember);
    // A slice of a string holds on to all of it: what is read one by one is copied, or each keystroke would keep its text alive.
    const copies = before.length > 0;
    let open = first.at(-1)?.openAfter ?? false;
    const read = ({ kind, span }: Part, label: string | undefined): ReadPart => {
      const openBefore = open;
      const full = READ.has(kind);
      const paragraphs: PlacedParagraph[] = [];
      if (full || DATED.has(kind)) {
        for (const { start, end } of chunksOf(text, span)) {
          const context = {
            startsInside: full && open,
            inTranscript: transcript && kind === 'paragraph' && start === span.start,
          };
          const content = text.slice(start, end);
          const key = keyOf(content, context);
          let paragraph = known.get(key);
          if (!paragraph) {
            paragraph = readParagraph(copies ? copyOf(content) : content, context);
            known.set(keyOf(paragraph.text, context), paragraph);
          }
          paragraphs.push(new PlacedParagraph(paragraph, kind, start));
          if (full) open = paragraph.outer.at(-1)?.closed === false && !TITLES.has(kind);
        }
      }
      return { kind, paragraphs, openBefore, openAfter: open, label };
    };

    const now: ReadPart[] = [];
    /** A part that is as it was, unless its context has changed. */
    const keep = (part: ReadPart, index: number, by: number): void => {
      const inTranscript = transcript !== this.#transcript && part.kind === 'paragraph';
      if (part.openBefore === open && !inTranscript) {
        for (const paragraph of part.paragraphs) paragraph.moveBy(by);
        now.push(part);
        open = part.openAfter;
      } else {
        remember(part);
        now.push(read(parts[index]!, part.label));
      }
    };
    if (transcript === this.#transcript) now.push(...first);
    else {
      open = false;
      first.forEach((part, i) => {
        keep(part, i, 0);
      });
    }
    fresh.forEach((part, i) => now.push(read(part, labelled[i])));
    if (last.length > 0) {
      const by = text.length - this.#structure!.text.length;
      last.forEach((part, i) => {
        keep(part, parts.length - last.length + i, by);
      });
    }
    this.#parts = now;
    this.#transcript = transcript;
  }
}

/** How far into a paragraph its label reaches. */
const LABEL_REACH = 160;

/** Under what a paragraph is known: what it gives depends on its text and its context alone. */
const keyOf = (text: string, { startsInside, inTranscript }: ParagraphContext): string =>
  startsInside || inTranscript ? `${startsInside ? '\u0001' : ''}${inTranscript ? '\u0002' : ''}\n\n${text}` : text;

/** The same string, apart from the longer one that it was cut from. */
const copyOf = (text: string): string => ` ${text}`.slice(1);

/** Resolves the dates of all paragraphs, each from what those before it have said. */
function resolveDates(placed: readonly PlacedParagraph[], releaseDate: string | undefined): DateMention[] {
  const dates: DateMention[] = [];
  let before = timexContext(releaseDate);
  for (const place of placed) {
    const { timexes } = place.paragraph;
    if (timexes.length === 0) continue;
    if (!place.resolved || !isSameContext(place.resolved.before, before))
      place.resolveDates({ before, ...resolveTimexes(timexes, before) });
    before = place.resolved!.after;
    for (const date of place.dates) dates.push(date);
  }
  return dates;
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
