/**
 * TEI P5 (https://tei-c.org/guidelines/p5/): the text whole, character for character, in `<body>`; what was said as `<said who>`,
 * names as `<persName>` or `<orgName>`, dates as `<date when>`, all else as `<seg>`. What would cross another element lies between
 * two `<anchor>` milestones and is a `<span from to>` in `<standOff>`. Everything else that is said of a passage is in an
 * `<annotation>` of `<standOff>`, whose `<note>`s hold our fields.
 */
import { joinSpans } from '../features/excerpt';
import type { Part, Release, Speaker } from '../release/types';
import type { Span } from '../text/span';
import type { Exported } from './formats';
import { fieldsOf, type Fields } from './imported';
import type { ExchangeDocument, ExchangeItem, ExchangeSpan } from './items';
import { countLosses, LossCount } from './losses';
import { attributes, content, countUnwritable } from './xml';

export const TEI = 'http://www.tei-c.org/ns/1.0';

/** Motivations of `<annotation>` (the Web Annotation vocabulary). */
const MOTIVATIONS: Readonly<Record<ExchangeItem['kind'], string>> = {
  note: 'commenting',
  speaker: 'identifying',
  message: 'identifying',
  date: 'identifying',
  tag: 'tagging',
};

/** One span of an item, as an element or between anchors. */
interface Piece {
  readonly id: string;
  readonly item: ExchangeItem;
  readonly span: ExchangeSpan;
  /** The piece of the same message before and after it. */
  readonly previous?: string;
  readonly following?: string;
}

export function exportTei(document: ExchangeDocument): Exported {
  const { name, text, release, items, relations } = document;
  const people = new Map(release.speakers.map((speaker, i) => [speaker.name, { id: `speaker-${i + 1}`, speaker }]));
  let number = 0;
  const pieces = items.flatMap(item => {
    const ids = item.spans.map(() => `p${++number}`);
    const content = item.spans.flatMap(({ role }, i) => (item.kind === 'message' && role === 'content' ? [ids[i]!] : []));
    return item.spans.map((span, i): Piece => {
      const at = content.indexOf(ids[i]!);
      const [previous, following] = at < 0 ? [] : [content[at - 1], content[at + 1]];
      return { id: ids[i]!, item, span, ...(previous ? { previous } : {}), ...(following ? { following } : {}) };
    });
  });
  const { body, crossing } = bodyOf(text, release, pieces, piece => open(piece, people));
  const tags = [...new Set(items.flatMap(({ kind, tag }) => (kind === 'tag' ? [tag ?? ''] : [])))];
  const annotationIds = new Map(items.map((item, i) => [item.id, `a${i + 1}`]));
  const more = new LossCount();
  more.add('control', countUnwritable(text));
  const written = items.map((item): string => {
    const fields = fieldsOf(item);
    const targets = pieces.filter(piece => piece.item === item).map(({ id }) => `#${id}`);
    if (!item.detected) for (const value of Object.values(fields)) more.add('control', countUnwritable(value));
    return annotationElement(annotationIds.get(item.id)!, MOTIVATIONS[item.kind], targets, fields);
  });
  const links = relations.flatMap(({ from, to, ...fields }, i) => {
    const [first, second] = [annotationIds.get(from), annotationIds.get(to)];
    if (first === undefined || second === undefined) return [];
    const id = `r${i + 1}`;
    for (const value of Object.values(fields)) more.add('control', countUnwritable(value));
    return [
      {
        link: `<link${attributes({ 'xml:id': id, type: fields.type.replace(/\s+/g, '_'), target: `#${first} #${second}` })}/>`,
        note: annotationElement(`${id}-note`, 'linking', [`#${id}`], fields),
      },
    ];
  });
  const headline = release.parts.find(({ kind }) => kind === 'headline');
  const title = headline ? joinSpans(text, [headline.span]) : name;
  const standOff = [
    ...cast(people, people => people.speaker.kind !== 'organization', 'listPerson', 'person', 'persName'),
    ...cast(people, people => people.speaker.kind === 'organization', 'listOrg', 'org', 'orgName'),
    ...(tags.length > 0
      ? [
          '<interpGrp type="tag">',
          ...tags.map((tag, i) => `<interp${attributes({ 'xml:id': `tag-${i + 1}` })}>${content(tag)}</interp>`),
          '</interpGrp>',
        ]
      : []),
    ...(crossing.length > 0 ? ['<spanGrp>', ...crossing.map(piece => spanElement(piece, people, tags)), '</spanGrp>'] : []),
    ...(links.length > 0 ? ['<linkGrp>', ...links.map(({ link }) => link), '</linkGrp>'] : []),
    ...(written.length > 0 ? ['<listAnnotation>', ...written, ...links.map(({ note }) => note), '</listAnnotation>'] : []),
  ];
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<TEI xmlns="${TEI}">`,
    '<teiHeader>',
    '<fileDesc>',
    `<titleStmt><title>${content(title)}</title></titleStmt>`,
    `<publicationStmt><p>Written by Pressmark</p></publicationStmt>`,
    `<sourceDesc><bibl><title>${content(name)}</title>${release.releaseDate === undefined ? '' : `<date${attributes({ when: release.releaseDate })}/>`}</bibl></sourceDesc>`,
    '</fileDesc>',
    '</teiHeader>',
    ...(standOff.length > 0 ? ['<standOff>', ...standOff, '</standOff>'] : []),
    `<text><body>${body}</body></text>`,
    '</TEI>',
    '',
  ];
  return { content: lines.join('\n'), beside: [], losses: countLosses(document, [], more) };
}

type People = ReadonlyMap<string, { readonly id: string; readonly speaker: Speaker }>;

/** A list of who speaks, with the titles that the text gives them. */
function cast(
  people: People,
  wanted: (each: { speaker: Speaker }) => boolean,
  list: string,
  element: string,
  nameElement: string,
): string[] {
  const chosen = [...people.values()].filter(wanted);
  if (chosen.length === 0) return [];
  const one = ({ id, speaker }: { id: string; speaker: Speaker }): string => {
    const roles =
      speaker.kind === 'organization' ? [] : speaker.titles.map(title => `<occupation>${content(title)}</occupation>`);
    return `<${element}${attributes({ 'xml:id': id })}><${nameElement}>${content(speaker.name)}</${nameElement}>${roles.join('')}</${element}>`;
  };
  return [`<${list}>`, ...chosen.map(one), `</${list}>`];
}

function annotationElement(
  id: string,
  motivation: string,
  targets: readonly string[],
  fields: Readonly<Record<string, string>> | Fields,
): string {
  const { author, created, ...others } = fields as Record<string, string>;
  const target = targets.length > 0 ? targets.join(' ') : '#document';
  return [
    `<annotation${attributes({ 'xml:id': id, motivation, target })}>`,
    author === undefined ? '' : `<respStmt><resp>annotator</resp><name>${content(author)}</name></respStmt>`,
    created === undefined ? '' : `<revisionDesc><change${attributes({ when: created })}/></revisionDesc>`,
    ...Object.entries(others).map(([name, value]) => `<note${attributes({ type: name })}>${content(value)}</note>`),
    '</annotation>',
  ].join('');
}

const who = ({ item }: Piece, people: People): string | undefined => {
  const person = item.value === undefined ? undefined : people.get(item.value);
  return person && `#${person.id}`;
};

/** The element of a piece, with its start tag's attributes. */
function open(piece: Piece, people: People): { readonly name: string; readonly start: string } {
  const { id, item, span, previous, following } = piece;
  const make = (name: string, more: Readonly<Record<string, string | undefined>>) => ({
    name,
    start: `<${name}${attributes({ 'xml:id': id, ...more })}>`,
  });
  switch (item.kind) {
    case 'message':
      if (span.role !== 'content') return make('seg', { type: span.role });
      return make('said', {
        who: who(piece, people),
        direct: item.manner === undefined ? undefined : String(item.manner === 'direct'),
        prev: previous && `#${previous}`,
        next: following && `#${following}`,
      });
    case 'speaker': {
      const kind = people.get(item.value ?? '')?.speaker.kind;
      return make(kind === 'organization' ? 'orgName' : kind === 'document' || kind === 'group' ? 'rs' : 'persName', {
        ref: who(piece, people),
      });
    }
    case 'date':
      return make('date', whenOf(item.value));
    case 'note':
    case 'tag':
      return make('seg', { type: item.kind });
  }
}

/** TEI's attributes of a date: `when` for a day, month or year, also without a year; `from` and `to`; `dur` for how long. */
function whenOf(value: string | undefined): Record<string, string> {
  if (value === undefined) return {};
  const plain = value.replace(/^XXXX-(?=\d\d)/, '--');
  if (/^(?:\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d)?)?)?)?|--\d\d(?:-\d\d)?)$/.test(plain))
    return { when: plain.replace(/T(\d\d:\d\d)$/, 'T$1:00') };
  const [, from, to] = /^(\d{4}(?:-\d\d){0,2})\/(\d{4}(?:-\d\d){0,2})$/.exec(value) ?? [];
  if (from !== undefined && to !== undefined) return { from, to };
  return /^P(?:\d+[YMWD])*(?:T(?:\d+[HMS])+)?$/.test(value) && value.length > 1 && !value.includes('W') ? { dur: value } : {};
}

function spanElement(piece: Piece, people: People, tags: readonly string[]): string {
  const { id, item, span } = piece;
  return `<span${attributes({
    'xml:id': id,
    from: `#${id}-start`,
    to: `#${id}-end`,
    type: span.role ?? item.kind,
    ana: item.kind === 'tag' ? `#tag-${tags.indexOf(item.tag ?? '') + 1}` : who(piece, people),
  })}/>`;
}

const BLOCKS: Readonly<Partial<Record<Part['kind'], string>>> = { paragraph: 'p' };

/** The blocks of the text, each with the white space after it: together they are the text. */
function blocksOf(text: string, { parts }: Release): { readonly start: string; readonly name: string; readonly span: Span }[] {
  if (parts.length === 0) return [{ start: '<ab>', name: 'ab', span: { start: 0, end: text.length } }];
  return parts.map(({ kind }, i) => {
    const name = BLOCKS[kind] ?? 'ab';
    const span = { start: i === 0 ? 0 : parts[i]!.span.start, end: parts[i + 1]?.span.start ?? text.length };
    return { start: name === 'ab' ? `<ab${attributes({ type: kind })}>` : `<${name}>`, name, span };
  });
}

/** The text with its elements; pieces that do not nest are `crossing` and only have their milestones in it. */
function bodyOf(
  text: string,
  release: Release,
  pieces: readonly Piece[],
  opening: (piece: Piece) => { readonly name: string; readonly start: string },
): { body: string; crossing: Piece[] } {
  const ordered = [...pieces].sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
  const blocks = blocksOf(text, release);
  const crossing: Piece[] = [];
  const inside = blocks.map((): Piece[] => []);
  let block = 0;
  let ends: number[] = [];
  for (const piece of ordered) {
    while (block + 1 < blocks.length && piece.span.start >= blocks[block]!.span.end) {
      block++;
      ends = [];
    }
    while (ends.length > 0 && ends.at(-1)! <= piece.span.start) ends.pop();
    if (piece.span.end > blocks[block]!.span.end || piece.span.end > (ends.at(-1) ?? Infinity)) crossing.push(piece);
    else {
      ends.push(piece.span.end);
      inside[block]!.push(piece);
    }
  }
  const anchors = crossing
    .flatMap(({ id, span }) => [
      { at: span.start, id: `${id}-start` },
      { at: span.end, id: `${id}-end` },
    ])
    .sort((a, b) => a.at - b.at);
  let next = 0;
  const body = blocks.map(({ start, name, span }, i) => {
    const last = i === blocks.length - 1;
    let written = start;
    let at = span.start;
    const openElements: { readonly end: number; readonly name: string }[] = [];
    const writeTo = (offset: number): void => {
      written += content(text.slice(at, offset));
      at = offset;
    };
    const writeAnchors = (offset: number, included: boolean): void => {
      for (; next < anchors.length && (anchors[next]!.at < offset || (included && anchors[next]!.at === offset)); next++) {
        writeTo(anchors[next]!.at);
        written += `<anchor${attributes({ 'xml:id': anchors[next]!.id })}/>`;
      }
    };
    const closeTo = (offset: number): void => {
      while (openElements.length > 0 && openElements.at(-1)!.end <= offset) {
        const { end, name: element } = openElements.pop()!;
        writeAnchors(end, false);
        writeTo(end);
        written += `</${element}>`;
      }
    };
    for (const piece of inside[i]!) {
      closeTo(piece.span.start);
      writeAnchors(piece.span.start, false);
      writeTo(piece.span.start);
      const { name: element, start: tag } = opening(piece);
      written += tag;
      openElements.push({ end: piece.span.end, name: element });
    }
    closeTo(span.end);
    writeAnchors(span.end, last);
    writeTo(span.end);
    return `${written}</${name}>`;
  });
  return { body: body.join(''), crossing };
}
