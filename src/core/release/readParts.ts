/** Reads the parts of a release, paragraph by paragraph; of a later version of it only those that have changed. */
import type { Span } from '../text/span';
import { readParagraph, type Paragraph, type ParagraphContext } from './paragraph';
import { PlacedParagraph } from './placed';
import type { Structure } from './structure';
import type { Part, PartKind } from './types';
import { isTranscript, turnLabel } from './uncued';

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
/** Parts that are read for dates alone. */
const DATED: ReadonlySet<PartKind> = new Set(['notice', 'dateline']);

/** Parts that may say when the release was issued. */
export const TELLS_DATE: ReadonlySet<PartKind> = new Set([...DATED, 'headline']);

/** A mark that a line of these leaves open is a slip, and no quotation that goes on; their capitals tell no names. */
export const TITLES: ReadonlySet<PartKind> = new Set(['headline', 'subheadline', 'heading']);

/** Longer stretches are cut, so that no line, however long, is more than a paragraph's work at once. */
const LONGEST = 12_000;

/** How far into a paragraph its label reaches. */
const LABEL_REACH = 160;

/** A part and what is read of it. */
interface ReadPart {
  readonly kind: PartKind;
  /** None for parts that are not read. */
  readonly paragraphs: readonly PlacedParagraph[];
  /** Whether a quotation was open before it, and after it. */
  readonly openBefore: boolean;
  readonly openAfter: boolean;
}

export interface ReadParts {
  readonly parts: readonly ReadPart[];
  /** Whether they are turns of a transcript. */
  readonly transcript: boolean;
  /** So many of the first and of the last are the same as in the version before. */
  readonly same: { readonly first: number; readonly last: number };
  /** The label of each, where it has one. */
  readonly labels: readonly (string | undefined)[];
}

/** Reads the parts that are new or stand in another context, and keeps the others. */
export function readParts({ text, parts, kept }: Structure, last: { readonly read: ReadParts } | undefined): ReadParts {
  const before = last?.read.parts ?? [];
  const tail = before.slice(before.length - kept.last);
  const fresh: Part[] = [];
  for (let i = kept.first; i < parts.count - kept.last; i++) fresh.push(parts.at(i)!);
  const freshLabels = fresh.map(({ kind, span }) =>
    kind === 'paragraph' ? turnLabel(text.slice(span.start, Math.min(span.end, span.start + LABEL_REACH))) : undefined,
  );
  const known = last?.read.labels ?? [];
  const labels = known.slice(0, kept.first).concat(freshLabels, known.slice(known.length - kept.last));
  const transcript = isTranscript(labels.filter(label => label !== undefined));
  const turned = transcript !== (last?.read.transcript ?? false);

  const byText = new Map<string, Paragraph>();
  /** Paragraphs in their places that may come back to them. */
  const spare = new Map<Paragraph, PlacedParagraph>();
  const remember = ({ paragraphs }: ReadPart): void => {
    for (const place of paragraphs) {
      byText.set(keyOf(place.paragraph.text, place.paragraph.context), place.paragraph);
      spare.set(place.paragraph, place);
    }
  };
  for (let i = kept.first; i < before.length - kept.last; i++) remember(before[i]!);

  /** Nothing makes parts read otherwise that stand before all changes. */
  const now: ReadPart[] = turned ? [] : before.slice(0, kept.first);
  let open = now.at(-1)?.openAfter ?? false;
  const read = ({ kind, span }: Part): void => {
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
        let paragraph = byText.get(key);
        if (!paragraph) {
          // A slice of a string holds on to all of it: what is read one by one is copied, or each keystroke would keep its text alive.
          paragraph = readParagraph(last ? copyOf(content) : content, context);
          byText.set(keyOf(paragraph.text, context), paragraph);
        }
        const place = spare.get(paragraph);
        if (place?.kind === kind && place.within === start - span.start) {
          paragraphs.push(place);
          spare.delete(paragraph);
        } else paragraphs.push(new PlacedParagraph(paragraph, kind, start - span.start));
        if (full) open = paragraph.outer.at(-1)?.closed === false && !TITLES.has(kind);
      }
    }
    now.push({ kind, paragraphs, openBefore, openAfter: open });
  };
  /** A part that is as it was, unless its context has changed. */
  const keep = (part: ReadPart, index: number): void => {
    if (part.openBefore === open && !(turned && part.kind === 'paragraph')) {
      now.push(part);
      open = part.openAfter;
    } else {
      remember(part);
      read(parts.at(index)!);
    }
  };
  if (turned) for (let i = 0; i < kept.first; i++) keep(before[i]!, i);
  fresh.forEach(read);
  for (let i = 0; i < tail.length; i++) {
    // As soon as one is left as it was, so are those after it.
    if (!turned && tail[i]!.openBefore === open) {
      const same = { first: kept.first, last: tail.length - i };
      return { parts: now.concat(tail.slice(i)), transcript, same, labels };
    }
    keep(tail[i]!, parts.count - tail.length + i);
  }
  return { parts: now, transcript, same: { first: turned ? 0 : kept.first, last: 0 }, labels };
}

/** Under what a paragraph is known: what it gives depends on its text and its context alone. */
const keyOf = (text: string, { startsInside, inTranscript }: ParagraphContext): string =>
  startsInside || inTranscript ? `${startsInside ? '\u0001' : ''}${inTranscript ? '\u0002' : ''}\n\n${text}` : text;

/** The same string, apart from the longer one that it was cut from. */
const copyOf = (text: string): string => ` ${text}`.slice(1);

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
