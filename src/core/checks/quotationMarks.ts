/** Quotation marks: each one opened is closed, by its own kind, and all are of one style. */
import type { Part } from '../release/types';
import { firstWhere } from '../text/search';
import { finding, type Finding, type KnownInput, type Steps } from './findings';

const CLOSING: Readonly<Record<string, string>> = { '“': '”', '«': '»', '„': '“', '"': '"' };
type Style = 'straight' | 'curly';

const styleOf = (mark: string): Style | undefined =>
  mark === '"' ? 'straight' : mark === '“' || mark === '”' ? 'curly' : undefined;

interface Quoted {
  readonly start: number;
  readonly end: number;
  readonly opened: boolean;
  readonly closed: boolean;
  readonly part: Part;
  readonly index: number;
}

export function* checkQuotationMarks({ text, release, facts }: KnownInput): Steps {
  const parts = release.parts.filter(({ kind }) => kind !== 'furniture' && kind !== 'endmark');
  const quotations: Quoted[] = [];
  let open = false;
  for (const [index, part] of parts.entries()) {
    const found = facts.quotations(text, part.span, open);
    open = found.at(-1)?.closed === false;
    for (const { span, opened, closed } of found)
      quotations.push({ start: part.span.start + span.start, end: part.span.start + span.end, opened, closed, part, index });
    yield undefined;
  }
  const others = otherClosings(text, quotations);
  const explained = new Set(others.flatMap(({ related }) => related?.map(({ start }) => start) ?? []));
  yield* unclosed(
    text,
    quotations.filter(({ start }) => !explained.has(start)),
    parts,
  );
  yield* strayClosings({ text, facts }, quotations, parts);
  yield* others;
  yield* mixedStyles(text, quotations);
}

/** A quotation over several paragraphs is closed in the last alone, and each of the others opens anew. */
function unclosed(text: string, quotations: readonly Quoted[], parts: readonly Part[]): Finding[] {
  return quotations.flatMap(({ start, opened, closed, index, part }) => {
    if (closed || !opened) return [];
    const next = parts[index + 1];
    const goesOn = next && /^["“„«]/.test(text.charAt(next.span.start));
    if (goesOn) return [];
    const mark = text[start]!;
    const end = part.span.end;
    const other = CLOSING[mark];
    // Where the paragraph has but this one quotation, its end is where the mark belongs, unless a cue stands in between.
    const alone = !/\b(?:said|says|added|told|according)\b/.test(text.slice(start, end));
    const fixes = other !== undefined && alone ? [{ span: { start: end, end }, replacement: other, certain: false }] : [];
    return [finding('unbalanced-quotes', { start, end: start + 1 }, 'notClosed', [], { fixes })];
  });
}

/** Where marks stand that only close; inches and feet are none. */
const closingMarks = (words: string): number[] => Array.from(words.matchAll(/(?<!\d)[”»]/g), ({ index }) => index);

/** A closing mark outside every quotation. */
function* strayClosings(
  { text, facts }: Pick<KnownInput, 'text' | 'facts'>,
  quotations: readonly Quoted[],
  parts: readonly Part[],
): Steps {
  for (const { span } of parts) {
    yield undefined;
    for (const place of facts.get('closing marks', closingMarks, text, span)) {
      const at = span.start + place;
      // Outermost quotations follow each other: the last that begins before is the only one that may hold it.
      const before = firstWhere(quotations.length, i => quotations[i]!.start > at);
      if (before > 0 && at < quotations[before - 1]!.end) continue;
      yield finding('unbalanced-quotes', { start: at, end: at + 1 }, 'notOpened');
    }
  }
}

/** “… closed by ", and the other way round. */
function otherClosings(text: string, quotations: readonly Quoted[]): Finding[] {
  return quotations.flatMap(({ start, end, opened, closed }) => {
    const mark = text[start]!;
    if (!opened || (mark !== '“' && mark !== '"')) return [];
    const [own, other] = mark === '“' ? ['”', '"'] : ['"', '”'];
    const at = closed ? (text[end - 1] === other ? end - 1 : -1) : strayMark(text, start + 1, end, other);
    if (at < 0) return [];
    const span = { start: at, end: at + 1 };
    return [
      finding('mixed-quotes', span, 'otherClosing', [mark, other], {
        fixes: [{ span, replacement: own, certain: true }],
        related: [{ start, end: start + 1 }],
      }),
    ];
  });
}

/** In a quotation that is never closed, the one mark of the other style that most likely was meant to close it; else -1. */
function strayMark(text: string, from: number, to: number, mark: string): number {
  const at = text.slice(from, to).indexOf(mark) + from;
  if (at < from || text.slice(at + 1, to).includes(mark)) return -1;
  return /[\s,.;:!?)]/.test(text[at + 1] ?? ' ') && !/[\s(\d]/.test(text[at - 1] ?? ' ') ? at : -1;
}

function mixedStyles(text: string, quotations: readonly Quoted[]): Finding[] {
  const counts: Record<Style, number> = { straight: 0, curly: 0 };
  const styled = quotations.flatMap(quotation => {
    const style = quotation.opened ? styleOf(text[quotation.start]!) : undefined;
    if (!style || !quotation.closed || styleOf(text[quotation.end - 1]!) !== style) return [];
    counts[style]++;
    return [{ ...quotation, style }];
  });
  if (counts.straight === 0 || counts.curly === 0 || counts.straight === counts.curly) return [];
  const [rare, common]: [Style, Style] = counts.straight < counts.curly ? ['straight', 'curly'] : ['curly', 'straight'];
  return styled
    .filter(({ style }) => style === rare)
    .map(({ start, end }) => {
      const [opening, closing] = common === 'curly' ? ['“', '”'] : ['"', '"'];
      const replacement = opening + text.slice(start + 1, end - 1) + closing;
      return finding('mixed-quotes', { start, end }, 'otherStyle', [common, rare], {
        fixes: [{ span: { start, end }, replacement, certain: true }],
      });
    });
}
