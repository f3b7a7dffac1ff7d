/**
 * The parts of a release, from its lines alone. Rules follow how wires and press offices lay releases out: notices and
 * headline on top, a dateline at the head of the body, then paragraphs, "About …", contacts and an end mark.
 */
import type { Change } from '../text/change';
import { findLines, trimSpan } from '../text/lines';
import type { Span } from '../text/span';
import { datelineEnd, isDateline } from './dateline';
import { PartTable, spliceNumbers } from './partTable';
import type { Part, PartKind } from './types';
import {
  END_MARK,
  findUnits,
  findUnitsAgain,
  LIST_ITEM,
  MARKDOWN_HEADING,
  TABLE_ROW,
  TERMINATOR,
  type Unit,
  type UnitTable,
} from './units';

const NOTICE =
  /^\W*(?:for\s+(?:immediate\s+|general\s+)?release|(?:strictly\s+)?(?:under\s+)?embargo(?:ed)?\b|not\s+for\s+(?:release|distribution|publication)|hold\s+(?:for\s+release|until)|(?:re)?leased?\s+(?:on|at|date)\b|release\s+date|issued\s+(?:on|at|by)\b|(?:last\s+|date\s+)?(?:published|updated|posted|modified)(?:\s*:|\s+(?:on|at)\b|\s+(?=\d|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)))|(?:press|news|media)\s+(?:release|statement|advisory|notice|alert)\b|statement\W*$|publication\s+date|do\s+not\s+publish|corrects?\b.{0,40}\brelease|(?:news\s+)?release\s+(?:no|number)\b)/i;
const FURNITURE =
  /^\W*(?:suggest\s+to\s+a\s+friend|share\s+(?:this|on|via|with)\b|share:?$|print(?:\s+this)?(?:\s+page)?:?$|e-?mail\s+this|back\s+to\s+(?:top|news|list)|tags?:|related\s+(?:links?|news|stories|articles)|skip\s+to\b|copyright\b|©|all\s+rights\s+reserved|tweet\b|follow\s+us|subscribe\b|read\s+(?:more|next)\b|previous\s+article|next\s+article|click\s+here\b|view\s+(?:original|source)\s+(?:content|version)\b|source\s+version\b|logo\s*[-:–]|photo\s*[-:–]|!\[|page\s+\d+(?:\s+of\s+\d+)?$|more\s*[-–—]*$|[-–—(]\s*more\s*[-–—)]$|font\s+size)/i;
const CONTACT =
  /^\W*(?:(?:for\s+)?(?:media|press|news|investor|public|corporate|general|further|more|additional|customer|company|analyst|editorial)?\s*(?:relations\s+|and\s+investor\s+|information\s+|enquir(?:y|ies)\s+|inquir(?:y|ies)\s+)*(?:contacts?|enquir(?:y|ies)|inquir(?:y|ies))\b(?:\s+(?:information|details|us))?|for\s+(?:more|further|additional)\s+information\b.{0,60}(?:contact|:|call|visit|e-?mail)|further\s+information:|(?:media|investor|press)\s+(?:relations|office)\b)/i;
const BOILERPLATE =
  /^\W*(?:about\s+(?!\d)\S|forward[-\s]looking|(?:cautionary|safe\s+harbou?r|important)\s+(?:statement|note|language|information|notice)|safe\s+harbou?r|notes?\s+(?:to|for)\s+(?:the\s+)?(?:editors?|newsdesks?|journalists?|media)|legal\s+(?:notice|disclaimer)|disclaimer\b|disclosure|non-gaap\b|use\s+of\s+non-gaap|background\s+(?:on|information)|risk\s+factors|no\s+offer\b|technical\s+notes?$)/i;
const BREADCRUMB = /^[^.!?]{1,60}(?:\s+[>»›|→/]\s+[^.!?]{1,80}){1,8}$/u;
const EMAIL = /[\w.+-]+@[\w-]+\.[\w.]+/;
const PHONE = /(?:\+\d[\d\s().-]{7,}\d|\(?\d{3}\)?[\s.-]\d{3}[\s.-]\d{4})/;
const hasAddress = (words: string): boolean => EMAIL.test(words) || PHONE.test(words);
/** A line that is nothing but a rule, or one link or picture. */
const RULE_OR_LINK = /^(?:[-*_=~]{3,}|[^[\]]{0,30}!?\[[^\]]{0,200}\]\([^)]{0,600}\)[.|]?|<[^>]{0,400}>)$/;

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

/** "Mill Expands to a Larger House in Ellerby.": a headline that somebody has put a full stop behind. */
const isTitleWithStop = (line: string): boolean =>
  line.length <= 150 && /^[^.!?:;]*\.$/.test(line) && titleCase(line) >= 0.8 && line.split(/\s+/).length >= 4;

const isAllCaps = (line: string): boolean => /\p{Lu}{2}/u.test(line) && !/\p{Ll}/u.test(line);

/** Where front matter ends: it goes from a first line "---" to the next one. 0 without any. */
function frontMatterEnd(text: string): number {
  if (!OPENS_FRONT_MATTER.test(text)) return 0;
  const lines = findLines(text);
  if (!/^\ufeff?---\s*$/.test(text.slice(lines[0]!.start, lines[0]!.end))) return 0;
  for (let i = 1; i < lines.length && i < 200; i++) {
    const { start, end } = lines[i]!;
    if (/^(?:---|\.\.\.)\s*$/.test(text.slice(start, Math.min(end, start + 20)))) return end;
  }
  return 0;
}

const OPENS_FRONT_MATTER = /^\ufeff?---/;

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
function isNumberedHeading(head: string, length: number, next: Unit | undefined, previous: Part | undefined): boolean {
  return (
    /^(?:\d{1,2}|[IVX]{1,4})[.)]\s+\p{Lu}/u.test(head) &&
    length <= 80 &&
    !TERMINATOR.test(head) &&
    next !== undefined &&
    next.span.end - next.span.start > 150 &&
    previous?.kind !== 'list'
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
  return readStructure(text).parts.list();
}

/** The parts of one version of a text, with what the next version's can be found from. */
export interface Structure {
  readonly text: string;
  readonly parts: PartTable;
  /** So many of the first and of the last parts are those of the version before; the last ones may have moved. */
  readonly kept: { readonly first: number; readonly last: number };
  readonly units: UnitTable;
  /** How many parts there were before each unit, and what was known by then, packed. */
  readonly partsBefore: Int32Array;
  readonly known: Int32Array;
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
  const bodyStart = again?.before.bodyStart ?? frontMatterEnd(text);
  const { units, first, last } = again
    ? findUnitsAgain(text, again.before, again.change)
    : { units: findUnits(text, bodyStart), first: 0, last: 0 };
  /** Before unit `from` all is as it was. */
  const from = Math.max(0, first - AROUND);
  const keptFirst = again ? (again.before.partsBefore[from] ?? again.before.parts.count) : 0;
  /** The parts after those, and for each unit from `from` on what was known and how many parts there were before it. */
  const parts: Part[] = [];
  const known: number[] = [];
  const partsBefore: number[] = [];
  const partBack = (back: number): Part | undefined =>
    parts[parts.length - back] ?? again?.before.parts.at(keptFirst + parts.length - back);

  const packed = again?.before.known[from] ?? 0;
  let headline = (packed & 1) > 0;
  let body = (packed & 2) > 0; // a paragraph or dateline has been seen
  let ended = (packed & 4) > 0;
  /** Paragraphs so far, and whether a dateline has come after one. */
  let located = (packed & 8) > 0;
  let paragraphs = (packed >> 4) & 3;
  let section = SECTIONS[packed >> 6];
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

  if (!again && bodyStart > 0) add('notice', trimSpan(text, { start: 0, end: bodyStart }));
  const by = again ? text.length - again.before.text.length : 0;
  let keptLast = 0;
  let keptUnits = 0;
  let next = units.at(from);
  for (let i = from; i < units.count; i++) {
    if (again && i >= units.count - last + AROUND) {
      // Once all that rules can see is as it was, so is the rest.
      const then = i - units.count + again.before.units.count;
      const thenParts = again.before.partsBefore[then]!;
      if (pack() === again.before.known[then] && endAlike(partBack, again.before.parts, thenParts, by)) {
        keptLast = again.before.parts.count - thenParts;
        keptUnits = units.count - i;
        break;
      }
    }
    known.push(pack());
    partsBefore.push(keptFirst + parts.length);
    const unit: Unit = next!;
    next = units.at(i + 1);
    const { span, lines: lineCount } = unit;
    const length = span.end - span.start;
    const head = text.slice(span.start, Math.min(span.end, span.start + LOOK));
    if (body && !ended && section !== 'contact' && isRunningText(text, span, head) && !opensStory()) {
      add(section ?? 'paragraph', span);
      continue;
    }
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
      (length <= 12 && !/\p{L}/u.test(head) && !isDateline(text, span) && !(section === 'contact' && PHONE.test(head))) ||
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
    if (short && CONTACT.test(bare) && (length <= 60 || hasAddress(head) || head.includes(':'))) {
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
    if (section === 'contact' && !body && !headline && opensAfterContact(text, units, i)) section = undefined;
    if (section === 'contact') {
      // A contact block: short lines of names, numbers and addresses, until a sentence or a new heading comes.
      const looks =
        hasAddress(head) ||
        /https?:|www\./.test(head) ||
        (length <= 90 && !/[.!?]["”’]?$/.test(head)) ||
        (length <= 60 && /^\p{Lu}/u.test(head));
      if (looks && !markdown) {
        add('contact', span);
        continue;
      }
      section = undefined;
    }
    if (LIST_ITEM.test(head) && datelineEnd(text, span) === span.start && !isNumberedHeading(head, length, next, partBack(1))) {
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
      (!terminated || markdown !== null || isAllCaps(head) || /[!?]$/.test(bare) || isTitleWithStop(bare)) &&
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
      partBack(1)!.kind !== 'paragraph'
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
    if (body && isSignedHeading(text, unit, next, partBack(1))) {
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
    add(hasAddress(head) ? 'contact' : 'furniture', span);
  }
  if (!again)
    return {
      text,
      parts: PartTable.of(parts),
      kept: { first: 0, last: 0 },
      units,
      known: Int32Array.from(known),
      partsBefore: Int32Array.from(partsBefore),
      bodyStart,
    };
  const more = keptFirst + parts.length + keptLast - again.before.parts.count;
  return {
    text,
    parts: again.before.parts.splice(keptFirst, parts, keptLast, by),
    kept: { first: keptFirst, last: keptLast },
    units,
    known: spliceNumbers(again.before.known, from, known, keptUnits, 0),
    partsBefore: spliceNumbers(again.before.partsBefore, from, partsBefore, keptUnits, more),
    bodyStart,
  };
}

/** Whether an edit may make, change or end front matter, which everything after it depends on. */
function touchesFrontMatter(text: string, before: Structure, { start }: Change): boolean {
  const opens = OPENS_FRONT_MATTER.test(text) || OPENS_FRONT_MATTER.test(before.text);
  return opens && (before.bodyStart === 0 || start <= before.bodyStart);
}

/** Whether the last parts are what stood before part `count` of an earlier version, moved. */
function endAlike(partBack: (back: number) => Part | undefined, before: PartTable, count: number, by: number): boolean {
  for (let back = 1; back <= AROUND; back++) {
    const [now, then] = [partBack(back), before.at(count - back)];
    if (
      now?.kind !== then?.kind ||
      now?.span.end !== (then && then.span.end + by) ||
      now?.span.start !== (then && then.span.start + by)
    )
      return false;
  }
  return true;
}

/** Whether a unit after a contact block at the top is the headline: apart from the block, with words of a title, and soon the body. */
function opensAfterContact(text: string, units: UnitTable, i: number): boolean {
  const { span, opensBlock } = units.at(i)!;
  const line = text.slice(span.start, Math.min(span.end, span.start + LOOK));
  const isContact = (words: string) => hasAddress(words) || /https?:|www\.|:$/.test(words);
  if (!opensBlock || isContact(line) || line.split(/\s+/).length < 5 || span.end - span.start > 300) return false;
  for (let next = i + 1; next <= i + AROUND; next++) {
    const after = units.at(next)?.span;
    if (!after) return false;
    if (opensBody(text, after) || isDateline(text, after)) return true;
    if (isContact(text.slice(after.start, Math.min(after.end, after.start + LOOK)))) return false;
  }
  return false;
}

/** Whether a unit begins the body: with a dateline, or as a sentence of some length. */
function opensBody(text: string, span: Span): boolean {
  if (datelineEnd(text, span) > span.start) return true;
  return span.end - span.start > 200 && TERMINATOR.test(text.slice(Math.max(span.start, span.end - 4), span.end));
}
