/**
 * The parts of a release, from its lines alone. Rules follow how wires and press offices lay releases out: notices and
 * headline on top, a dateline at the head of the body, then paragraphs, "About …", contacts and an end mark.
 */
import { findLines, isBlank, trimSpan } from '../text/lines';
import { firstWhere } from '../text/search';
import type { Span } from '../text/span';
import type { Change } from '../text/change';
import type { Part, PartKind } from './types';

const NOTICE =
  /^\W*(?:for\s+(?:immediate\s+|general\s+)?release|(?:strictly\s+)?(?:under\s+)?embargo(?:ed)?\b|not\s+for\s+(?:release|distribution|publication)|hold\s+(?:for\s+release|until)|(?:re)?leased?\s+(?:on|at|date)\b|release\s+date|issued\s+(?:on|at|by)\b|(?:press|news|media)\s+(?:release|statement|advisory|notice|alert)\b|statement\W*$|publication\s+date|do\s+not\s+publish|corrects?\b.{0,40}\brelease|(?:news\s+)?release\s+(?:no|number)\b)/i;
const END_MARK =
  /^(?:(?:#\s*){2,}|[-–—~*=_\s]*(?:30|ends?|end\s+of\s+(?:press\s+)?release)[-–—~*=_\s]*\.?|(?:\*\s*){3,}|xxx|\/{2,}\s*ends?\s*\/*)$/i;
const FURNITURE =
  /^\W*(?:suggest\s+to\s+a\s+friend|share\s+(?:this|on|via|with)\b|share:?$|print(?:\s+this)?(?:\s+page)?:?$|e-?mail\s+this|back\s+to\s+(?:top|news|list)|tags?:|related\s+(?:links?|news|stories|articles)|skip\s+to\b|copyright\b|©|all\s+rights\s+reserved|tweet\b|follow\s+us|subscribe\b|read\s+(?:more|next)\b|previous\s+article|next\s+article|click\s+here\b|view\s+(?:original|source)\s+(?:content|version)\b|source\s+version\b|logo\s*[-:–]|photo\s*[-:–]|!\[|page\s+\d+(?:\s+of\s+\d+)?$|more\s*[-–—]*$|[-–—(]\s*more\s*[-–—)]$|font\s+size)/i;
const CONTACT =
  /^\W*(?:(?:for\s+)?(?:media|press|news|investor|public|corporate|general|further|more|additional|customer|company|analyst|editorial)?\s*(?:relations\s+|and\s+investor\s+|information\s+|enquir(?:y|ies)\s+|inquir(?:y|ies)\s+)*(?:contacts?|enquir(?:y|ies)|inquir(?:y|ies))\b(?:\s+(?:information|details|us))?|for\s+(?:more|further|additional)\s+information\b.{0,60}(?:contact|:|call|visit|e-?mail)|further\s+information:|(?:media|investor|press)\s+(?:relations|office)\b)/i;
const BOILERPLATE =
  /^\W*(?:about\s+(?!\d)\S|forward[-\s]looking|(?:cautionary|safe\s+harbou?r|important)\s+(?:statement|note|language|information|notice)|safe\s+harbou?r|notes?\s+(?:to|for)\s+(?:the\s+)?(?:editors?|newsdesks?|journalists?|media)|legal\s+(?:notice|disclaimer)|disclaimer\b|disclosure|non-gaap\b|use\s+of\s+non-gaap|background\s+(?:on|information)|risk\s+factors|no\s+offer\b|technical\s+notes?$)/i;
const BREADCRUMB = /^[^.!?]{1,60}(?:\s+[>»›|→/]\s+[^.!?]{1,80}){1,8}$/u;
const LIST_ITEM = /^(?:[-*+•·▪◦‣–—]\s+\S|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+\S)/iu;
const MARKDOWN_HEADING = /^(#{1,6})\s+\S/;
const TABLE_ROW = /^\|.*\||\t.*\t|\S {3,}\S.* {3,}\S|\S {6,}\S/;
const EMAIL = /[\w.+-]+@[\w-]+\.[\w.]+/;
const PHONE = /(?:\+\d[\d\s().-]{7,}\d|\(?\d{3}\)?[\s.-]\d{3}[\s.-]\d{4})/;
/** A line that is nothing but a rule, or one link or picture. */
const RULE_OR_LINK = /^(?:[-*_=~]{3,}|[^[\]]{0,30}!?\[[^\]]{0,200}\]\([^)]{0,600}\)[.|]?|<[^>]{0,400}>)$/;
const TERMINATOR = /[.!?…。:;][)\]"'”’»*_]*$/u;

const MONTH =
  '(?:Jan(?:uary|\\.)?|Feb(?:ruary|\\.)?|Mar(?:ch|\\.)?|Apr(?:il|\\.)?|May|June?|July?|Aug(?:ust|\\.)?|Sept?(?:ember|\\.)?|Oct(?:ober|\\.)?|Nov(?:ember|\\.)?|Dec(?:ember|\\.)?)';
const WEEKDAY = '(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\\s+)?';
const CALENDAR_DATE = `${WEEKDAY}(?:${MONTH}\\s+\\d{1,2}(?:st|nd|rd|th)?(?:,?\\s+\\d{4})?|\\d{1,2}(?:st|nd|rd|th)?\\s+(?:of\\s+)?${MONTH}(?:,?\\s+\\d{4})?|\\d{4}-\\d{2}-\\d{2}|\\d{1,2}[/.]\\d{1,2}[/.]\\d{2,4})`;
const DATE_AT = new RegExp(`(?:dated?:\\s*)?\\(?${CALENDAR_DATE}\\)?`, 'iuy');
/** "/PRNewswire/", "(GLOBE NEWSWIRE)", "[Media Wire](https://…)" */
const AGENCY_AT = /\/[\w .-]{2,40}\/|\([\w\p{L} .:/-]{2,50}\)|\[[^\]\n]{2,60}\]\([^)\s]{2,100}\)/uy;
const DASH_AT = /[^\S\n]*(?:[-–—]{1,3}|\|)[^\S\n]*/uy;
const SEPARATOR_AT = /[\s,.:*_]+/uy;
/** A word of a place's name, or a small one between two of them. */
const PLACE_AT = /\p{Lu}(?:[\p{L}.'’]|-(?=\p{L}))*|(?:de|del|la|le|of|the|am|and|upon|sur|al|&)(?=\s+\p{Lu})/uy;
const DATELINE_REACH = 160;

/** A unit: one or more lines that belong together, before it is known what it is. */
interface Unit {
  span: Span;
  lines: number;
  /** Whether nothing or a blank line stands before it. */
  opensBlock: boolean;
}

function isListOrTable(line: string): boolean {
  return LIST_ITEM.test(line) || TABLE_ROW.test(line) || MARKDOWN_HEADING.test(line) || line.startsWith('>');
}

/** Lines put together where a hard-wrapped paragraph broke them; apart everywhere else. */
function findUnits(text: string, lines: readonly Span[]): Unit[] {
  const units: Unit[] = [];
  let blockStart = 0;
  const flush = (blockEnd: number): void => {
    if (blockEnd - blockStart === 1) {
      units.push({ span: trimSpan(text, lines[blockStart]!), lines: 1, opensBlock: true });
      return;
    }
    let width = 0;
    for (let i = blockStart; i < blockEnd; i++) width = Math.max(width, lines[i]!.end - lines[i]!.start);
    const wraps = width <= 110;
    let current: { start: number; end: number; lines: number } | undefined;
    const before = units.length;
    const add = ({ start, end, lines: count }: { start: number; end: number; lines: number }): void => {
      units.push({ span: { start, end }, lines: count, opensBlock: units.length === before });
    };
    for (let i = blockStart; i < blockEnd; i++) {
      const line = trimSpan(text, lines[i]!);
      const content = text.slice(line.start, Math.min(line.end, line.start + 400));
      const previous = i > blockStart ? trimSpan(text, lines[i - 1]!) : undefined;
      const previousText = previous && text.slice(Math.max(previous.start, previous.end - 400), previous.end);
      const joins =
        current !== undefined &&
        previous !== undefined &&
        previousText !== undefined &&
        ((content.startsWith('>') && previousText.startsWith('>')) || (wraps && !isListOrTable(content))) &&
        !END_MARK.test(content) &&
        !MARKDOWN_HEADING.test(previousText) &&
        wrapped(previous.end - previous.start, previousText, content, width, blockEnd - blockStart);
      if (joins && current) {
        current.end = line.end;
        current.lines++;
      } else {
        if (current) add(current);
        current = { start: line.start, end: line.end, lines: 1 };
      }
    }
    if (current) add(current);
  };
  for (let i = 0; i <= lines.length; i++) {
    const line = lines[i];
    if (line !== undefined && line.end > line.start && !isBlank(text, line)) continue;
    if (i > blockStart) flush(i);
    blockStart = i + 1;
  }
  return units;
}

/** Whether a line goes on with the one before it, which was broken at the margin. */
function wrapped(length: number, previous: string, line: string, width: number, lines: number): boolean {
  if (previous.startsWith('>') && line.startsWith('>')) return true;
  const goesOn = /^[\p{Ll}\d$€£(]/u.test(line) && !TERMINATOR.test(previous);
  // In two lines alone, and in short ones, only the words can tell; in more, a margin shows.
  if (goesOn && width > 50 && length > width * 0.6) return true;
  return lines > 2 && width >= 50 && length + firstWord(line) > width * 0.92;
}

const firstWord = (line: string): number => {
  const space = line.indexOf(' ');
  return (space < 0 ? line.length : space) + 1;
};

/** Share of words of four letters or more that begin with a capital. */
function titleCase(line: string): number {
  let long = 0;
  let capital = 0;
  for (const word of line.split(/\s+/, 40)) {
    if (word.length < 4) continue;
    long++;
    if (/^\W*[\p{Lu}\d]/u.test(word)) capital++;
  }
  return long === 0 ? 1 : capital / long;
}

const isAllCaps = (line: string): boolean => /\p{Lu}{2}/u.test(line) && !/\p{Ll}/u.test(line);

/** Front matter: from a first line "---" to the next one. */
function frontMatterEnd(text: string, lines: readonly Span[]): number {
  const first = lines[0];
  if (!first || !/^\ufeff?---\s*$/.test(text.slice(first.start, first.end))) return 0;
  for (let i = 1; i < lines.length && i < 200; i++) {
    if (/^(?:---|\.\.\.)\s*$/.test(text.slice(lines[i]!.start, Math.min(lines[i]!.end, lines[i]!.start + 20)))) return i + 1;
  }
  return 0;
}

const LABEL_LINE = /^(?:Q|A|Question|Answer)\s*\d*\s*[:.]/;

/** "Key features include:": a sentence that a list ends. */
const LEADS_IN = /\b(?:includes?|are|is|were|was|said|says|added|adds|follows)\W*:$/i;

/** "Key facts:", "How much water is there?": a short line with a sign behind it, over a text or list. */
function isSignedHeading(text: string, { span }: Unit, next: Unit | undefined, before: Part | undefined): boolean {
  const length = span.end - span.start;
  if (length > 70 || next === undefined) return false;
  const line = text.slice(span.start, span.end);
  if (line.endsWith(':')) return line.split(/\s+/).length <= 3 && !LEADS_IN.test(line) && !/^["“‘'«]/.test(line);
  return (
    line.endsWith('?') &&
    !LABEL_LINE.test(line) &&
    !/["”’]/.test(line) &&
    next.span.end - next.span.start > 150 &&
    before !== undefined &&
    before.span.end - before.span.start > 60
  );
}

/** "3. The river": a lone number over a paragraph is a heading, not an item of a list. */
function isNumberedHeading(head: string, length: number, next: Unit | undefined, parts: readonly Part[]): boolean {
  return (
    /^(?:\d{1,2}|[IVX]{1,4})[.)]\s+\p{Lu}/u.test(head) &&
    length <= 80 &&
    !TERMINATOR.test(head) &&
    next !== undefined &&
    next.span.end - next.span.start > 150 &&
    parts.at(-1)?.kind !== 'list'
  );
}

/**
 * Whether a unit is long and begins and ends as running text does, so that no other rule can want it. Most of a long release
 * is; it saves asking every rule at every keystroke.
 */
function isRunningText(text: string, { start, end }: Span, head: string): boolean {
  if (end - start <= 300) return false;
  const first = text.charCodeAt(start) | 0x20;
  if (first < 97 || first > 122) return false;
  for (let at = start + 1; at < start + 5; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x2e || code === 0x29 || code === 0x3a) return false; // "a.", "iv)", "Q:"
  }
  const last = text.charCodeAt(end - 1);
  if (last !== 0x2e && last !== 0x201d && last !== 0x22 && last !== 0x3f && last !== 0x21) return false;
  // first letters of "About …", "Forward-looking …", "Safe Harbor …", "Cautionary …"
  if ((first === 97 || first === 102 || first === 115 || first === 99) && /^(?:about|forward|safe|caution)/i.test(head))
    return false;
  return !head.includes('|') && !head.includes('\t') && !head.includes('   ') && !head.includes('](');
}

/** How much of a unit is looked at to tell what it is. */
const LOOK = 400;

/**
 * The parts of `text`, in order, without white space at their ends; between two parts there is nothing but white space and
 * byte order marks. Front matter is a notice; a dateline that opens a paragraph is apart from it.
 */
export function findParts(text: string): readonly Part[] {
  return readStructure(text).parts;
}

/** The parts of one version of a text, with what the next version's can be found from. */
export interface Structure {
  readonly text: string;
  readonly parts: readonly Part[];
  /** So many of the first and of the last parts are those of the version before; the last ones may have moved. */
  readonly kept: { readonly first: number; readonly last: number };
  readonly units: readonly Unit[];
  /** How many parts there were before each unit, and what was known by then, packed. */
  readonly partsBefore: readonly number[];
  readonly known: readonly number[];
  /** Where front matter ends; 0 without any. */
  readonly bodyStart: number;
}

/** Units before and after those that have changed that are looked at anew: rules look so far around. */
const AROUND = 2;
const SECTIONS = [undefined, 'boilerplate', 'contact'] as const;

/**
 * Reads a text's structure; with an earlier version's, only around what has changed.
 *
 * Rules see the unit, its neighbours within `AROUND` and what is packed in `known`. A new fact that a rule remembers from
 * further up must be packed too.
 */
export function readStructure(text: string, before?: Structure, change?: Change): Structure {
  const again = before && change && !touchesFrontMatter(text, before, change) ? { before, change } : undefined;
  const parts: Part[] = [];
  let bodyStart = again?.before.bodyStart ?? 0;
  let skipped = 0;
  let lines: Span[] = [];
  if (!again) {
    lines = findLines(text);
    skipped = frontMatterEnd(text, lines);
    if (skipped > 0) bodyStart = lines[skipped - 1]!.end;
  }
  const { units, first, last } = again
    ? findUnitsAgain(text, again.before, again.change)
    : { units: findUnits(text, lines.slice(skipped)), first: 0, last: 0 };
  const known: number[] = [];
  const partsBefore: number[] = [];

  let headline = false;
  let body = false; // a paragraph or dateline has been seen
  let section: 'boilerplate' | 'contact' | undefined;
  let ended = false;
  /** Paragraphs so far, and whether a dateline has come after one. */
  let paragraphs = 0;
  let located = false;
  /** Whether a dateline may still come: none has, and no more than two paragraphs stand before it. */
  const opensStory = (): boolean => !located && paragraphs <= 2;
  const add = (kind: PartKind, span: Span): void => {
    if (span.end <= span.start) return;
    parts.push({ kind, span });
    if (kind === 'paragraph') paragraphs = Math.min(paragraphs + 1, 3);
    if (kind === 'dateline' && paragraphs > 0) located = true;
  };
  const pack = (): number =>
    Number(headline) |
    (Number(body) << 1) |
    (Number(ended) << 2) |
    (Number(located) << 3) |
    (paragraphs << 4) |
    (SECTIONS.indexOf(section) << 6);

  let from = 0;
  if (again) {
    // What stands before the change is as it was.
    from = Math.max(0, first - AROUND);
    for (let i = 0; i < from; i++) {
      known.push(again.before.known[i]!);
      partsBefore.push(again.before.partsBefore[i]!);
    }
    const packed = again.before.known[from] ?? 0;
    headline = (packed & 1) > 0;
    body = (packed & 2) > 0;
    ended = (packed & 4) > 0;
    located = (packed & 8) > 0;
    paragraphs = (packed >> 4) & 3;
    section = SECTIONS[packed >> 6];
    const count = again.before.partsBefore[from] ?? again.before.parts.length;
    for (let i = 0; i < count; i++) parts.push(again.before.parts[i]!);
  } else if (skipped > 0) add('notice', trimSpan(text, { start: lines[0]!.start, end: bodyStart }));
  const keptFirst = again ? parts.length : 0;
  let keptLast = 0;

  for (let i = from; i < units.length; i++) {
    if (again && i >= units.length - last + AROUND) {
      // Once all that rules can see is as it was, so is the rest.
      const then = i - units.length + again.before.units.length;
      const thenParts = again.before.partsBefore[then]!;
      const by = text.length - again.before.text.length;
      if (pack() === again.before.known[then] && endAlike(parts, again.before.parts, thenParts, by)) {
        keptLast = again.before.parts.length - thenParts;
        const more = parts.length - thenParts;
        for (let k = then; k < again.before.units.length; k++) {
          known.push(again.before.known[k]!);
          partsBefore.push(again.before.partsBefore[k]! + more);
        }
        for (let k = thenParts; k < again.before.parts.length; k++) {
          const { kind, span } = again.before.parts[k]!;
          parts.push(by === 0 ? again.before.parts[k]! : { kind, span: { start: span.start + by, end: span.end + by } });
        }
        break;
      }
    }
    known.push(pack());
    partsBefore.push(parts.length);
    const { span, lines: lineCount } = units[i]!;
    const length = span.end - span.start;
    const head = text.slice(span.start, Math.min(span.end, span.start + LOOK));
    if (body && !ended && section !== 'contact' && isRunningText(text, span, head) && !opensStory()) {
      add(section ?? 'paragraph', span);
      continue;
    }
    const next = units[i + 1];
    const bare = head.replace(/^[#>*_\s]+|[*_\s]+$/g, '');
    const markdown = MARKDOWN_HEADING.exec(head);
    const short = length <= 200 && lineCount <= 3;
    const terminated = length <= LOOK && TERMINATOR.test(head);

    if (length <= 60 && END_MARK.test(head)) {
      add('endmark', span);
      ended = true;
      section = undefined;
      continue;
    }
    if (
      (length <= 300 && FURNITURE.test(head)) ||
      (length <= 12 && !/\p{L}/u.test(head) && !isDateline(text, span)) ||
      (length <= 900 && RULE_OR_LINK.test(text.slice(span.start, span.end)))
    ) {
      add('furniture', span);
      continue;
    }
    if (!body && !headline && BREADCRUMB.test(head) && length <= LOOK) {
      add('breadcrumb', span);
      continue;
    }
    if (short && !body && NOTICE.test(bare) && !(/^(?:press|news|media)\s/i.test(bare) && length > 100)) {
      add('notice', span);
      continue;
    }
    // A letterhead: who sends it, over "Press release"
    if (
      !body &&
      !headline &&
      length <= 100 &&
      !terminated &&
      next !== undefined &&
      NOTICE.test(text.slice(next.span.start, next.span.start + 60)) &&
      next.span.end - next.span.start <= 60
    ) {
      add('notice', span);
      continue;
    }
    if (short && NOTICE.test(bare) && /^(?:for\s+immediate|embargo|not\s+for)/i.test(bare)) {
      add('notice', span);
      continue;
    }
    if (short && CONTACT.test(bare) && (length <= 60 || EMAIL.test(head) || PHONE.test(head) || head.includes(':'))) {
      add('contact', span);
      section = 'contact';
      continue;
    }
    const heading = short && (markdown !== null || !terminated || bare.endsWith(':')) && length <= 120;
    if (
      body &&
      BOILERPLATE.test(bare) &&
      (heading || /^(?:forward[-\s]looking|safe|cautionary|about\s+\p{Lu}[^.]{0,60}:)/iu.test(bare))
    ) {
      add('boilerplate', span);
      section = 'boilerplate';
      continue;
    }
    if (section === 'contact') {
      // A contact block: short lines of names, numbers and addresses, until a sentence or a new heading comes.
      const looks =
        EMAIL.test(head) ||
        PHONE.test(head) ||
        /https?:|www\./.test(head) ||
        (length <= 90 && !/[.!?]["”’]?$/.test(head)) ||
        (length <= 60 && /^\p{Lu}/u.test(head));
      if (looks && !markdown) {
        add('contact', span);
        continue;
      }
      section = undefined;
    }
    if (LIST_ITEM.test(head) && datelineEnd(text, span) === span.start && !isNumberedHeading(head, length, next, parts)) {
      add(section ?? 'list', span);
      body = true;
      continue;
    }
    if (length <= 120 && isDateline(text, span)) {
      add('dateline', span);
      continue;
    }
    if (
      !headline &&
      !body &&
      length <= 300 &&
      (!terminated || markdown !== null || isAllCaps(head) || /[!?]$/.test(bare)) &&
      lineCount <= 4 &&
      !opensBody(text, span)
    ) {
      add('headline', span);
      headline = true;
      continue;
    }
    if (
      headline &&
      !body &&
      length <= 300 &&
      lineCount <= 4 &&
      !opensBody(text, span) &&
      next !== undefined &&
      (!terminated || markdown !== null || /^[*_].*[*_]$/s.test(head) || head.endsWith(':')) &&
      parts.at(-1)!.kind !== 'paragraph'
    ) {
      add('subheadline', span);
      continue;
    }
    if (head.startsWith('>')) {
      add('quotation', span);
      body = true;
      continue;
    }
    if (
      markdown !== null ||
      (body &&
        short &&
        !terminated &&
        length <= 100 &&
        next !== undefined &&
        !/[,]$/.test(head) &&
        (titleCase(bare) >= 0.6 || isAllCaps(bare) || bare.endsWith(':') || length <= 60) &&
        !LEADS_IN.test(bare) &&
        !TABLE_ROW.test(head) &&
        !/^["“«„]/.test(head))
    ) {
      section = undefined;
      add(ended ? 'furniture' : 'heading', span);
      continue;
    }
    if (
      body &&
      length <= LOOK * 2 &&
      /^["“«„]/.test(head) &&
      /["”»“]\s*(?:[-–—]{1,2}|\n)\s*\p{Lu}[^.]{2,120}$/u.test(text.slice(span.start, span.end))
    ) {
      add('quotation', span);
      continue;
    }
    if (body && isSignedHeading(text, units[i]!, next, parts.at(-1))) {
      section = undefined;
      add('heading', span);
      continue;
    }
    if (next === undefined && body && !terminated && length <= 120 && /\d/.test(head) && (head.match(/,/g)?.length ?? 0) >= 2) {
      add('contact', span); // an address at the foot
      continue;
    }
    if (section === 'boilerplate') {
      add('boilerplate', span);
      continue;
    }
    if (!ended || length > 200) {
      const dateline = opensStory() ? datelineEnd(text, span) : span.start;
      if (dateline > span.start) {
        add('dateline', trimSpan(text, { start: span.start, end: dateline }));
        add('paragraph', trimSpan(text, { start: dateline, end: span.end }));
      } else add(TABLE_ROW.test(head) ? 'list' : 'paragraph', span);
      body = true;
      continue;
    }
    add(EMAIL.test(head) || PHONE.test(head) ? 'contact' : 'furniture', span);
  }
  return { text, parts, kept: { first: keptFirst, last: keptLast }, units, known, partsBefore, bodyStart };
}

/** Whether an edit may make, change or end front matter, which everything after it depends on. */
function touchesFrontMatter(text: string, before: Structure, { start }: Change): boolean {
  const opens = /^\ufeff?---/.test(text) || /^\ufeff?---/.test(before.text);
  return opens && (before.bodyStart === 0 || start <= before.bodyStart);
}

/** Whether the last parts are what stood before part `count` of an earlier version, moved. */
function endAlike(parts: readonly Part[], before: readonly Part[], count: number, by: number): boolean {
  for (let back = 1; back <= AROUND; back++) {
    const [now, then] = [parts[parts.length - back], before[count - back]];
    if (
      now?.kind !== then?.kind ||
      now?.span.end !== (then && then.span.end + by) ||
      now?.span.start !== (then && then.span.start + by)
    )
      return false;
  }
  return true;
}

/**
 * The units of a text from those of its last version: blocks that an edit has touched are taken apart again. Gives how many
 * of the first units are the same, and how many of the last.
 */
function findUnitsAgain(text: string, before: Structure, change: Change): { units: Unit[]; first: number; last: number } {
  const { units } = before;
  const by = text.length - before.text.length;
  // The block that the edit is in begins before it; the next that it cannot have touched, after a blank line that it has not.
  let first = firstWhere(units.length, i => units[i]!.span.start >= change.start) - 1;
  while (first > 0 && !units[first]!.opensBlock) first--;
  first = Math.max(first, 0);
  let next = firstWhere(units.length, i => units[i]!.span.end > change.end) + 1;
  while (next < units.length && !units[next]!.opensBlock) next++;
  next = Math.min(next, units.length);
  const start = first > 0 ? units[first - 1]!.span.end : before.bodyStart;
  const end = next < units.length ? units[next]!.span.start + by : text.length;
  const now = units.slice(0, first);
  for (const unit of findUnits(text, findLines(text, start, end))) now.push(unit);
  for (let i = next; i < units.length; i++) {
    const { span, lines, opensBlock } = units[i]!;
    now.push(by === 0 ? units[i]! : { span: { start: span.start + by, end: span.end + by }, lines, opensBlock });
  }
  return { units: now, first, last: units.length - next };
}

/** What stands at the head of a unit in the manner of a dateline: place, date, agency, dashes between and after them. */
function readDateline(text: string, span: Span): { end: number; dated: boolean } {
  const limit = Math.min(span.end, span.start + DATELINE_REACH);
  let at = span.start;
  let end = span.start; // after the last dash
  let dated = false;
  let agency = false;
  let places = 0;
  let dashes = 0;
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (!match || at + match[0].length > limit) return undefined;
    at += match[0].length;
    return match[0];
  };
  const capitals =
    /^[*_]*\p{Lu}{3}/u.test(text.slice(span.start, span.start + 8)) ||
    /^[*_]*\p{Lu}{2,}\s+\p{Lu}{2}/u.test(text.slice(span.start, span.start + 16));
  while (at < limit) {
    if (take(DATE_AT) !== undefined) {
      dated = true;
      continue;
    }
    if (take(AGENCY_AT) !== undefined) {
      agency = true;
      continue;
    }
    const dash = at > span.start ? take(DASH_AT) : undefined;
    if (dash !== undefined) {
      dashes++;
      // A place alone is one only in capitals, with a real dash behind it.
      if (dated || agency || (capitals && places <= 6 && /\s[-–—]|[-–—]{2}|[–—]/.test(dash))) end = at;
      continue;
    }
    if (take(SEPARATOR_AT) !== undefined) continue;
    if (dashes === 0 && !(dated && agency) && take(PLACE_AT) !== undefined) {
      places++;
      if (places > 8) break;
      continue;
    }
    break;
  }
  if (at >= span.end && dated) return { end: span.end, dated };
  if (end === span.start && dated && agency && at < span.end) return { end: at, dated };
  return { end, dated };
}

function datelineEnd(text: string, span: Span): number {
  const { end } = readDateline(text, span);
  return end < span.end ? end : span.start;
}

/** A unit that is nothing but a date, with a place or agency: a dateline on a line of its own. */
const isDateline = (text: string, span: Span): boolean => {
  const { end, dated } = readDateline(text, span);
  return dated && end === span.end;
};

/** Whether a unit begins the body: with a dateline, or as a sentence of some length. */
function opensBody(text: string, span: Span): boolean {
  if (datelineEnd(text, span) > span.start) return true;
  return span.end - span.start > 200 && TERMINATOR.test(text.slice(Math.max(span.start, span.end - 4), span.end));
}
