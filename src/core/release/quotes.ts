import type { Quotation } from './analysis';

/**
 * What each opening mark is closed by. German low marks close with “, English ones with ”; « closes with », and » with « where
 * it opens. Writers who paste from several places mix straight and curly marks of one size: “…" and "…”.
 */
const CLOSED_BY: Readonly<Record<string, string>> = {
  '“': '”"',
  '„': '“”"',
  '«': '»',
  '‘': "’'",
  '‚': "‘’'",
  '‹': '›',
  '「': '」',
  '『': '』',
  '"': '"”',
  '``': "''\"”",
  "''": "''",
  "'": "'’",
};

const BEFORE_OPENING = /[\s([{\-–—/:,;"“„‘'«`]/;
const AFTER_CLOSING = /[\s)\]},.;:!?\-–—/"”’'»…]/;
const WORD = /[\p{L}\p{N}]/u;

const isWord = (sign: string | undefined): boolean => sign !== undefined && WORD.test(sign);

interface Open {
  start: number;
  mark: string;
}

/**
 * The quotations of one paragraph, marks included, outermost and nested, by their start. An apostrophe is not a mark: it
 * stands inside a word, or before a decade ("'90s") or a clipped word, or has no partner. Inches and feet follow a number.
 *
 * @param startsInside whether an earlier paragraph opened a quotation that is still open
 */
export function findQuotations(text: string, startsInside = false): Quotation[] {
  const quotations: Quotation[] = [];
  const open: Open[] = [];
  const length = text.length;

  const close = (end: number): void => {
    const { start } = open.pop()!;
    quotations.push({ span: { start, end }, depth: open.length, opened: true, closed: true });
  };

  // A paragraph that goes on with a quotation usually repeats the mark; only where it does not, it starts inside.
  const firstSign = text.search(/\S/);
  if (startsInside && firstSign >= 0 && closesFirst(text)) open.push({ start: firstSign, mark: '' });

  for (let at = 0; at < length; at++) {
    const code = text.charCodeAt(at);
    // All marks are " ' ` « » or above U+2017: one comparison dismisses a letter.
    if (
      code !== 0x22 &&
      code !== 0x27 &&
      code !== 0x60 &&
      code !== 0xab &&
      code !== 0xbb &&
      !(code >= 0x2018 && code <= 0x203a) &&
      !(code >= 0x300c && code <= 0x300f)
    )
      continue;
    let mark = text[at]!;
    let width = 1;
    // Two single marks are a double one, but for ''' where the first of them closes a single one inside.
    if ((mark === "'" || mark === '`') && text[at + 1] === mark && !(open.at(-1)?.mark === "'" && text[at + 2] === mark)) {
      mark += mark;
      width = 2;
    }
    const before = at > 0 ? text[at - 1] : undefined;
    const after = at + width < length ? text[at + width] : undefined;
    const top = open.at(-1);
    const closesTop = top !== undefined && (top.mark === '' ? '"”»' : (CLOSED_BY[top.mark] ?? '')).includes(mark);

    if (mark === "'" || mark === '’' || mark === '‘') {
      if (isWord(before) && isWord(after)) continue; // "don't", "Roe's"
      if (mark !== '‘' && isWord(after) && /^\d0s\b/.test(text.slice(at + 1, at + 5))) continue; // "'90s"
      if (/^n['’]\s/.test(text.slice(at + 1, at + 4)) || /['‘’]n$/.test(text.slice(Math.max(0, at - 2), at))) continue; // "rock 'n' roll"
      const canClose = before !== undefined && !/[\s([{]/.test(before) && (after === undefined || AFTER_CLOSING.test(after));
      if (canClose && closesTop) {
        // "Workers' Party": a plural possessive looks like a closing mark; it is one only if no other closing mark follows.
        if (/[sS]/.test(before) && after === ' ' && hasClosing(text, at + 1, mark, true)) continue;
        close(at + 1);
        continue;
      }
      const canOpen =
        mark !== '’' && (before === undefined || BEFORE_OPENING.test(before)) && after !== undefined && !/\s/.test(after);
      if (canOpen && (hasClosing(text, at + 1, "'") || hasClosing(text, at + 1, '’'))) open.push({ start: at, mark });
      continue;
    }
    if (mark === '`' || (mark === "''" && !closesTop && !(before === undefined || BEFORE_OPENING.test(before)))) continue;
    if (mark === '"') {
      const opens = (before === undefined || BEFORE_OPENING.test(before)) && after !== undefined && !/\s/.test(after);
      if (/\d/.test(before ?? '') && !closesTop) continue; // 5' 10"
      const afresh = opens && before !== undefined && /\s/.test(before) && isWord(after);
      // Inside curly marks a straight one closes only where it cannot open: “the 'so-called "fix"' failed”.
      if (closesTop && !afresh && (top.mark === '"' || top.mark === '' || !opens)) {
        close(at + 1);
        continue;
      }
      if (closesTop && opens && top.mark === '"') {
        // An opening mark where the last quotation is still open: the writer forgot to close it.
        close(trimmedEnd(text, at));
      }
      open.push({ start: at, mark });
      continue;
    }
    // “It is unusual,“ said Roe: the wrong one of two marks, where only a closing one can stand
    if (
      mark === '“' &&
      (top?.mark === '“' || top?.mark === '"') &&
      before !== undefined &&
      /[\p{L}.,!?…]/u.test(before) &&
      (after === undefined || /\s/.test(after))
    ) {
      close(at + 1);
      continue;
    }
    if (closesTop && !(mark === '“' && top.mark !== '„' && top.mark !== '‚')) {
      close(at + width);
      at += width - 1;
      continue;
    }
    // ”Rye sells,” said Roe: Swedes and Finns open with the mark that closes, and so do those who slip.
    if (mark === '”' && open.length === 0 && after !== undefined && opensLikeClosing(text, at, before, after)) {
      open.push({ start: at, mark: '“' });
      continue;
    }
    if (mark === '”' || mark === '»' || mark === '›' || mark === '」' || mark === '』') {
      // A closing mark for an outer quotation closes what is open inside it.
      let index = open.length - 1;
      while (index >= 0 && !(open[index]!.mark === '' ? '"”»' : (CLOSED_BY[open[index]!.mark] ?? '')).includes(mark)) index--;
      if (index >= 0) {
        while (open.length > index + 1) open.pop();
        close(at + 1);
      }
      continue;
    }
    if (mark in CLOSED_BY) {
      if (mark === '“' && top?.mark === '“' && !isNested(text, at + 1)) close(trimmedEnd(text, at)); // never closed
      open.push({ start: at, mark });
      at += width - 1;
    }
  }
  // What is still open runs to the end, and the outermost of it counts.
  if (open.length > 0) {
    const outer = open[0]!;
    const end = trimmedEnd(text, length);
    // A single mark that is still open was an apostrophe.
    if (!/^['‘‚]$/.test(outer.mark))
      quotations.push({ span: { start: outer.start, end }, depth: 0, opened: outer.mark !== '', closed: false });
  }
  return quotations.sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
}

/** Whether the first double mark of a text closes: what stands before it was opened by an earlier paragraph, or else nobody's. */
function closesFirst(text: string): boolean {
  const at = text.search(/["“”„«»]|``|''/);
  if (at <= 0 || /["“„«`]/.test(text.trimStart()[0]!)) return false;
  const [before, after] = [text[at - 1]!, text[at + 1]];
  return (
    /[”»]/.test(text[at]!) ||
    (/["']/.test(text[at]!) && !/[\s([]/.test(before) && (after === undefined || AFTER_CLOSING.test(after)))
  );
}

/** Whether a closing mark stands where only an opening one can, and the next double mark closes. */
function opensLikeClosing(text: string, at: number, before: string | undefined, after: string): boolean {
  if (!(isWord(after) || after === '…') || !(before === undefined || /[\s([]/.test(before))) return false;
  for (let next = at + 1; next < text.length; next++) {
    const mark = text[next]!;
    if (mark === '“' || mark === '„') return false;
    if (mark === '”' || mark === '"') return !/\s/.test(text[next - 1]!);
  }
  return false;
}

function trimmedEnd(text: string, end: number): number {
  let at = end;
  while (at > 0 && text.charCodeAt(at - 1) <= 32) at--;
  return at;
}

/** How far to look for the closing marks of one quotation in another with the same marks. */
const NESTED_REACH = 2_000;

/** Whether after the second of two opening marks two closing ones come, so that the first was not forgotten: “what he calls “hell” …” */
function isNested(text: string, from: number): boolean {
  const limit = Math.min(text.length, from + NESTED_REACH);
  let closed = 0;
  for (let at = from; at < limit; at++) {
    if (text[at] === '“') return false;
    if (text[at] === '”' && ++closed === 2) return true;
  }
  return false;
}

/** How far a single quotation may run: past it, a lone mark is taken for an apostrophe. Keeps the search linear. */
const SINGLE_REACH = 600;

/**
 * Whether a mark that can close a single quotation follows soon: after a letter or stop, before a space or stop.
 *
 * @param beforeNext whether it must come before the next one that can open
 */
function hasClosing(text: string, from: number, mark: string, beforeNext = false): boolean {
  const near = text.slice(from, from + SINGLE_REACH); // looked through alone: without a mark all the rest would be
  for (let i = near.indexOf(mark); i >= 0; i = near.indexOf(mark, i + 1)) {
    const at = from + i;
    const before = text[at - 1];
    const after = text[at + 1];
    if (after === mark && text[at + 2] !== mark) {
      i++; // a double mark
      continue;
    }
    if (beforeNext && before !== undefined && /[\s(]/.test(before) && isWord(after)) return false;
    if (before !== undefined && !/\s/.test(before) && (after === undefined || AFTER_CLOSING.test(after))) return true;
  }
  return false;
}
