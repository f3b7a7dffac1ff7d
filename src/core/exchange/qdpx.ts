/**
 * REFI-QDA project exchange (https://www.qdasoftware.org, version 1.5), as ATLAS.ti, MAXQDA, NVivo, QualCoder and others open it: a
 * zip with `project.qde` and the text. Kinds, roles and tags are codes of the codebook; each span is a selection with its codes. A
 * comment is the selection's description; what the standard has no field for is in a note named "Pressmark". Positions count
 * Unicode code points of the text with line feeds alone.
 */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { JsonObject } from '../annotations/types';
import type { Exported } from './formats';
import { contentUuid, fieldsOf, idOf, isObject, itemOf, Misfit, type Fields, type Imported } from './imported';
import { usedTags, type ExchangeDocument, type ExchangeItem, type ExchangeRelation } from './items';
import { countLosses, LossCount } from './losses';
import { codeElements, tagsOfCodes } from './qdpxCodebook';
import { codePointCounter, codeUnitFinder, fitSpan, fitText } from './textFit';
import { fieldsFrom, itemsFrom, labelOf, ownFields, relationFields, relationFrom, type LabelledSpan } from './words';
import { attributes, childrenNamed, content, countUnwritable, descendants, readXml, textOf, type XmlElement } from './xml';

export const QDA = 'urn:QDA-XML:project:1.0';
const OWN_NOTE = 'Pressmark';

export function exportQdpx(document: ExchangeDocument): Exported {
  const { name, items, relations } = document;
  const text = document.text.replace(/\r\n?/g, '\n');
  const count = lineFeedCounter(document.text, text);
  const guid = (...words: string[]): string => contentUuid([name, ...words].join('\n'));
  const more = new LossCount();
  const source = guid('source');
  const reader = guid('user', 'Pressmark');
  const users = new Map(
    ['Pressmark', ...new Set(items.flatMap(({ author }) => author ?? []))].map(author => [author, guid('user', author)]),
  );
  const labels = [
    ...new Set(items.flatMap(item => (item.spans.length > 0 ? item.spans.map(span => labelOf(item, span)) : [wholeLabel(item)]))),
  ];
  const codes = new Map(labels.map(label => [label, guid('code', label)]));
  const selections: string[] = [];
  const codings: string[] = [];
  const notes: string[] = [];
  const noteRefs: string[] = [];
  const links: string[] = [];
  const anchors = new Map<string, string>();
  for (const item of items) {
    const fields = fieldsOf(item);
    if (!item.detected) for (const value of Object.values(fields)) more.add('control', countUnwritable(value));
    const made = {
      creatingUser: users.get(item.author ?? 'Pressmark')!,
      creationDateTime: isTime(item.created) ? item.created : undefined,
    };
    const note = guid('note', item.id);
    const coding = (key: string, label: string): string =>
      `<Coding${attributes({ guid: guid('coding', key), ...made })}><CodeRef${attributes({ targetGUID: codes.get(label)! })}/></Coding>`;
    const { comment, ...others } = fields;
    const own: JsonObject = { fields: item.spans.length === 0 ? fields : others };
    if (item.spans.length === 0) {
      codings.push(coding(`${item.id} document`, wholeLabel(item)));
      noteRefs.push(`<NoteRef${attributes({ targetGUID: note })}/>`);
    }
    const ids = item.spans.map((_, i) => guid('selection', item.id, String(i)));
    const main = Math.max(
      0,
      item.spans.findIndex(({ role }) => role === undefined || role === 'content'),
    );
    if (ids.length > 0) anchors.set(item.id, ids[main]!);
    item.spans.forEach((span, i) => {
      const words = document.text.slice(span.start, span.end).replace(/\s+/g, ' ').slice(0, 60);
      selections.push(
        [
          `<PlainTextSelection${attributes({ guid: ids[i]!, name: words, startPosition: count(span.start), endPosition: count(span.end), ...made })}>`,
          comment === undefined || i !== main ? '' : `<Description>${content(comment)}</Description>`,
          coding(`${item.id} ${i}`, labelOf(item, span)),
          `<NoteRef${attributes({ targetGUID: note })}/>`,
          '</PlainTextSelection>',
        ].join(''),
      );
      if (i !== main) {
        const role = span.role ?? 'content';
        links.push(linkElement(guid('link', item.id, String(i)), role, ids[main]!, ids[i]!));
      }
    });
    notes.push(
      noteElement(note, {
        ...own,
        spans: item.spans.map((span, i) => ({ ...ownFields({ id: item.id }, span, false), guid: ids[i]! })),
      }),
    );
  }
  for (const relation of relations) {
    const [from, to] = [anchors.get(relation.from), anchors.get(relation.to)];
    const id = guid('relation', relation.id);
    if (from === undefined || to === undefined) more.add('relation');
    else {
      links.push(linkElement(id, relation.type, from, to));
      notes.push(noteElement(guid('note', relation.id), { relation: relationFields(relation), guid: id }));
    }
  }
  // Codes have a colour, a description and one parent, and none of the rest.
  const richer = usedTags(document).filter(({ parents = [], examples, kinds }) => parents.length > 1 || (examples ?? kinds));
  more.add('codebook', richer.length);
  const project = [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<Project${attributes({ xmlns: QDA, name, origin: 'Pressmark', creatingUserGUID: reader })}>`,
    ...group(
      'Users',
      [...users].map(([author, id]) => `<User${attributes({ guid: id, name: author })}/>`),
    ),
    ...group(
      'CodeBook',
      group(
        'Codes',
        codeElements(labels, document.codebook, label => codes.get(label) ?? guid('code', label)),
      ),
    ),
    '<Sources>',
    `<TextSource${attributes({ guid: source, name, plainTextPath: `internal://${source}.txt`, creatingUser: reader })}>`,
    ...selections,
    ...codings,
    ...noteRefs,
    '</TextSource>',
    '</Sources>',
    ...group('Notes', notes),
    ...group('Links', links),
    '</Project>',
    '',
  ];
  const mtime = new Date(1980, 0, 1, 12); // the same project is the same file; zip knows no earlier day
  const files = { 'project.qde': strToU8(project.join('\n')), [`sources/${source}.txt`]: strToU8(text) };
  return { content: zipSync(files, { mtime }), beside: [], losses: countLosses(document, [], more) };
}

const group = (name: string, lines: readonly string[]): string[] =>
  lines.length > 0 ? [`<${name}>`, ...lines, `</${name}>`] : [];

const wholeLabel = (item: ExchangeItem): string => (item.kind === 'tag' ? (item.tag ?? 'Tag') : 'Note');

const linkElement = (guid: string, name: string, originGUID: string, targetGUID: string): string =>
  `<Link${attributes({ guid, name, direction: 'OneWay', originGUID, targetGUID })}/>`;

/** JSON can write by number what XML cannot hold. */
const noteElement = (guid: string, own: JsonObject): string => {
  const json = JSON.stringify(own).replace(/[\ufffe\uffff]/g, sign => `\\u${sign.charCodeAt(0).toString(16)}`);
  return `<Note${attributes({ guid, name: OWN_NOTE })}><PlainTextContent>${content(json)}</PlainTextContent></Note>`;
};

/** XML Schema's dateTime. */
const isTime = (time: string | undefined): time is string =>
  time !== undefined && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?$/.test(time);

/** Offsets of the text as it is, in code points of the text with line feeds. */
function lineFeedCounter(text: string, flat: string): (offset: number) => number {
  const count = codePointCounter(flat);
  if (flat.length === text.length) return count;
  const dropped = [...text.matchAll(/\r(?=\n)/g)].map(({ index }) => index);
  return offset => {
    let [low, end] = [0, dropped.length];
    while (low < end) {
      const middle = (low + end) >> 1;
      if (dropped[middle]! < offset) low = middle + 1;
      else end = middle;
    }
    return count(offset - low);
  };
}

/** A project's texts are read only up to this size, so that a zip cannot fill the memory. */
const LARGEST = 256 * 1024 * 1024;

/** Reads the selections of the source that is this text. @throws Misfit where no source of the project is */
export function importQdpx(text: string, zip: Uint8Array): Imported {
  let size = 0;
  let files: Record<string, Uint8Array>;
  try {
    files = unzipSync(zip, {
      filter: ({ name, originalSize }) => /\.(?:qde|txt)$/i.test(name) && (size += originalSize) < LARGEST,
    });
  } catch (error) {
    throw new Misfit(`it is no zip: ${(error as Error).message}`);
  }
  const project = Object.entries(files).find(([name]) => /(?:^|\/)project\.qde$/i.test(name));
  if (!project) throw new Misfit('it is no REFI-QDA project: there is no project.qde in it');
  const root = readXml(strFromU8(project[1]));
  const all = descendants(root);
  const lost = new LossCount();
  const codes = new Map(
    all.filter(({ name }) => name === 'Code').map(each => [key(each.attributes.guid), each.attributes.name ?? 'Tag']),
  );
  const users = new Map(all.filter(({ name }) => name === 'User').map(each => [key(each.attributes.guid), each.attributes.name]));
  const notes = all.filter(({ name }) => name === 'Note');
  const byFile = new Map(Object.entries(files).map(([name, bytes]) => [name.split('/').at(-1)!.toLowerCase(), bytes]));
  let chosen: { readonly source: XmlElement; readonly theirs: string; readonly place: (offset: number) => number } | undefined;
  let misfit: Misfit | undefined;
  for (const source of all.filter(({ name }) => name === 'TextSource')) {
    const path = (source.attributes.plainTextPath ?? '').split('/').at(-1)!.toLowerCase();
    const [inline] = childrenNamed(source, 'PlainTextContent');
    const bytes = byFile.get(path);
    const theirs = (inline ? textOf(inline) : bytes ? strFromU8(bytes) : '').replace(/^\ufeff/, '');
    try {
      const place = fitText(text, theirs);
      if (chosen) lost.add('otherText');
      else chosen = { source, theirs, place };
    } catch (error) {
      if (!(error instanceof Misfit)) throw error;
      misfit ??= error;
      lost.add('otherText', childrenNamed(source, 'PlainTextSelection').length);
    }
  }
  if (!chosen) throw misfit ?? new Misfit('the project holds no text');
  const other = all.filter(({ name }) => /^(?:PDF|Picture|Audio|Video|Transcript)Selection$/.test(name));
  lost.add('otherMedia', other.length);
  const read = readSelections(chosen, { codes, users, notes, links: all.filter(({ name }) => name === 'Link') }, lost);
  return { ...read, tags: tagsOfCodes(root) };
}

const key = (guid: string | undefined): string => (guid ?? '').replace(/[{}]/g, '').toLowerCase();

function readSelections(
  { source, theirs, place }: { source: XmlElement; theirs: string; place: (offset: number) => number },
  project: {
    readonly codes: ReadonlyMap<string, string>;
    readonly users: ReadonlyMap<string, string | undefined>;
    readonly notes: readonly XmlElement[];
    readonly links: readonly XmlElement[];
  },
  lost: LossCount,
): Imported {
  const unit = codeUnitFinder(theirs);
  const own = new Map<string, Record<string, string>>();
  const whole: ExchangeItem[] = [];
  const ownRelations = new Map<string, ExchangeRelation>();
  for (const note of project.notes) {
    if (note.attributes.name !== OWN_NOTE) continue;
    const read = parse(childrenNamed(note, 'PlainTextContent').map(textOf).join(''));
    if (!read) continue;
    const relation = relationFrom(read.relation);
    if (relation && typeof read.guid === 'string') ownRelations.set(key(read.guid), relation);
    const fields = isObject(read.fields) ? fieldsFrom(read.fields) : undefined;
    const spans = (Array.isArray(read.spans) ? read.spans : []) as JsonObject[];
    if (fields && spans.length === 0) whole.push(itemOf(fields, []));
    spans.forEach((span, i) => {
      const { guid, ...others } = span;
      if (typeof guid === 'string')
        own.set(key(guid), { ...(i === 0 ? (fields as Record<string, string>) : {}), ...(others as Record<string, string>) });
    });
  }
  const labelled: LabelledSpan[] = [];
  const indexes = new Map<string, number>();
  const comments = new Map<string, string>();
  for (const selection of childrenNamed(source, 'PlainTextSelection')) {
    const { guid, startPosition, endPosition, creatingUser, creationDateTime } = selection.attributes;
    const at = (position: string | undefined): number => unit(Number(position)) ?? Infinity;
    const span = fitSpan(place, theirs.length, at(startPosition), at(endPosition), `selection ${guid ?? ''}`);
    const comment = childrenNamed(selection, 'Description').map(textOf).join('\n');
    const author = project.users.get(key(creatingUser));
    const mine = own.get(key(guid));
    if (mine && comment !== '') comments.set(mine.id ?? '', comment);
    const fields: Fields = {
      ...(comment === '' ? {} : { comment }),
      ...(author === undefined ? {} : { author }),
      ...(creationDateTime === undefined ? {} : { created: creationDateTime }),
    };
    const named = childrenNamed(selection, 'Coding')
      .flatMap(coding => childrenNamed(coding, 'CodeRef'))
      .map(code => project.codes.get(key(code.attributes.targetGUID)) ?? 'Tag');
    indexes.set(key(guid), labelled.length);
    for (const label of mine ? [named[0] ?? 'Tag'] : named.length > 0 ? named : ['Note'])
      labelled.push({ span, label, ...(mine ? { own: mine } : { fields }) });
  }
  for (const coding of childrenNamed(source, 'Coding')) {
    if (whole.length > 0) break;
    const [code] = childrenNamed(coding, 'CodeRef');
    const fields: Fields = { kind: 'tag', tag: project.codes.get(key(code?.attributes.targetGUID)) ?? 'Tag' };
    const item = itemOf(fields, [], 'tag');
    whole.push({ ...item, id: idOf(item) });
  }
  const ends = project.links.map(
    ({ attributes: { originGUID, targetGUID } }) =>
      [indexes.get(key(originGUID)) ?? -1, indexes.get(key(targetGUID)) ?? -1] as const,
  );
  const found = itemsFrom(labelled, ends);
  const relations = project.links.flatMap(({ attributes: { guid, name } }, i): ExchangeRelation[] => {
    const known = ownRelations.get(key(guid));
    if (known) return [known];
    const [from, to] = [found.ids[ends[i]![0]], found.ids[ends[i]![1]]];
    return from === undefined || to === undefined || from === to ? [] : [{ id: '', type: name ?? 'link', from, to }];
  });
  const items = found.items.map(item => {
    const comment = comments.get(item.id);
    return comment === undefined ? item : { ...item, comment };
  });
  return { items: [...items, ...whole], relations, losses: lost.losses };
}

function parse(json: string): JsonObject | undefined {
  try {
    const read: unknown = JSON.parse(json);
    return isObject(read) ? read : undefined;
  } catch {
    return undefined;
  }
}
