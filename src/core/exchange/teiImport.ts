/** Reads TEI P5, see `tei.ts`. */
import type { TargetRole } from '../annotations/types';
import type { Span } from '../text/span';
import { FIELDS, itemOf, localId, Misfit, type Fields, type Imported } from './imported';
import type { ExchangeItem, ExchangeRelation, ExchangeSpan } from './items';
import { LossCount } from './losses';
import { fitText } from './textFit';
import { childrenNamed, descendants, readXml, textOf, writable, type XmlElement } from './xml';

/** An element of the body and where its text lies in the body's. */
interface Found {
  readonly element: XmlElement;
  readonly span: Span;
}

/**
 * Reads a TEI file for its text: what we wrote as it was; of another's, `said` as messages, names as speakers, dates, and `seg` or
 * stand-off `span` with a type as tags. `note`s in the text are no part of it and become notes on their paragraph.
 *
 * @throws Misfit
 */
export function importTei(text: string, xml: string): Imported {
  const root = readXml(xml);
  const body = descendants(root).find(({ name }) => name === 'body');
  if (root.name !== 'TEI' && root.name !== 'teiCorpus') throw new Misfit(`it is no TEI file: its root is <${root.name}>`);
  if (!body) throw new Misfit('it is no TEI file with a text: there is no <body>');
  const { theirs, found, notes } = flatten(body);
  const place = placer(writable(text), theirs);
  const byId = new Map<string, Found>();
  for (const each of found) {
    const id = each.element.attributes['xml:id'];
    if (id !== undefined) byId.set(id, each);
  }
  const lost = new LossCount();
  const all = descendants(root);
  const names = namesOf(all);
  const spanOf = (id: string): ExchangeSpan | undefined => {
    const direct = byId.get(id);
    if (direct && direct.element.name !== 'anchor') return withRole(place(direct.span), direct.element);
    const standOff = spans.get(id);
    const [from, to] = [byId.get(pointer(standOff?.attributes.from)), byId.get(pointer(standOff?.attributes.to))];
    if (!standOff || !from || !to || from.span.start >= to.span.start) return undefined;
    return withRole(place({ start: from.span.start, end: to.span.start }), standOff);
  };
  const spans = new Map(all.filter(({ name }) => name === 'span').map(each => [each.attributes['xml:id'] ?? '', each]));
  const items: ExchangeItem[] = [];
  const used = new Set<string>();
  const annotationIds = new Map<string, string>();
  const relationNotes = new Map<string, Fields>();
  for (const annotation of all.filter(({ name }) => name === 'annotation')) {
    const fields = fieldsIn(annotation);
    const targets = (annotation.attributes.target ?? '').split(/\s+/).map(pointer);
    if (annotation.attributes.motivation === 'linking') {
      relationNotes.set(targets[0] ?? '', fields);
      continue;
    }
    const places = targets.flatMap(id => spanOf(id) ?? []);
    if (places.length === 0 && !targets.includes('document')) {
      lost.add('unreadable');
      continue;
    }
    for (const id of targets) used.add(id);
    fields.id ??= localId(annotation.attributes['xml:id'] ?? items.length);
    const item = itemOf(fields, fields.kind === 'message' ? places : places.map(({ start, end }) => ({ start, end })));
    items.push(item);
    annotationIds.set(annotation.attributes['xml:id'] ?? '', item.id);
  }
  items.push(...foreignItems(found, used, place, names));
  for (const [id, standOff] of spans) {
    const span = used.has(id) ? undefined : spanOf(id);
    if (!span) continue;
    const tag = standOff.attributes.type ?? 'span';
    items.push(itemOf({ id: localId(`span-${id}`), tag }, [{ start: span.start, end: span.end }], 'tag'));
  }
  for (const { words, block } of notes) {
    if (words.trim() !== '' && block.end > block.start)
      items.push(itemOf({ id: localId(`note-${items.length}`), comment: words.trim() }, [place(block)], 'note'));
  }
  const relations = all.flatMap((element): ExchangeRelation[] => {
    if (element.name !== 'link') return [];
    const [first, second] = (element.attributes.target ?? '').split(/\s+/).map(pointer);
    const [from, to] = [annotationIds.get(first ?? ''), annotationIds.get(second ?? '')];
    if (from === undefined || to === undefined) return [];
    const { id = '', comment, author, created, ...others } = relationNotes.get(element.attributes['xml:id'] ?? '') ?? {};
    const type = (others as { type?: string }).type ?? element.attributes.type ?? 'link';
    return [
      {
        id,
        type,
        from,
        to,
        ...(comment === undefined ? {} : { comment }),
        ...(author === undefined ? {} : { author }),
        ...(created === undefined ? {} : { created }),
      },
    ];
  });
  return { items, relations, losses: lost.losses };
}

const pointer = (target: string | undefined): string => (target ?? '').replace(/^#/, '');

const ROLE_OF: Readonly<Record<string, TargetRole>> = { said: 'content', source: 'source', cue: 'cue', content: 'content' };

function withRole(span: Span, { name, attributes }: XmlElement): ExchangeSpan {
  const role = ROLE_OF[name === 'said' ? 'said' : (attributes.type ?? '')];
  return role ? { ...span, role } : span;
}

/** Text of the body without that of notes and editors' additions, and where each element lies in it. */
function flatten(body: XmlElement): { theirs: string; found: Found[]; notes: { words: string; block: Span }[] } {
  let theirs = '';
  const found: Found[] = [];
  const notes: { words: string; at: number }[] = [];
  const blocks: Span[] = [];
  const walk = (element: XmlElement): void => {
    if (element.name === 'note') {
      notes.push({ words: textOf(element), at: theirs.length });
      return;
    }
    const start = theirs.length;
    const slot = found.push({ element, span: { start, end: start } }) - 1;
    if (element.name === 'lb') theirs += '\n';
    for (const child of element.children) {
      if (typeof child === 'string') theirs += child;
      else walk(child);
    }
    const span = { start, end: theirs.length };
    found[slot] = { element, span };
    if (element.name === 'p' || element.name === 'ab' || element.name === 'head') blocks.push(span);
  };
  walk(body);
  const whole = { start: 0, end: theirs.length };
  return {
    theirs,
    found,
    notes: notes.map(({ words, at }) => ({ words, block: blocks.find(({ start, end }) => start <= at && at <= end) ?? whole })),
  };
}

/** Exactly where the texts are the same; else, since editors of XML indent it, by everything but white space. */
function placer(ours: string, theirs: string): (span: Span) => Span {
  try {
    const place = fitText(ours, theirs);
    return ({ start, end }) => ({ start: place(start), end: place(end) });
  } catch (error) {
    const [a, b] = [solid(ours), solid(theirs)];
    if (a.words !== b.words) throw error;
    return ({ start, end }) => {
      const first = b.before(start);
      const last = b.before(end) - 1;
      if (last < first) return { start: 0, end: 0 };
      return { start: a.at[first]!, end: a.at[last]! + 1 };
    };
  }
}

/** A text without white space, and where each of its characters was. */
function solid(text: string): { words: string; at: number[]; before: (offset: number) => number } {
  const at: number[] = [];
  const counts = new Uint32Array(text.length + 1);
  let words = '';
  for (let i = 0; i < text.length; i++) {
    counts[i] = at.length;
    if (/\s/.test(text[i]!)) continue;
    words += text[i]!;
    at.push(i);
  }
  counts[text.length] = at.length;
  return { words, at, before: offset => counts[Math.min(offset, text.length)]! };
}

/** Names of people and organizations by the ids of their elements. */
function namesOf(all: readonly XmlElement[]): Map<string, string> {
  const names = new Map<string, string>();
  for (const element of all) {
    const id = element.attributes['xml:id'];
    if (id === undefined || (element.name !== 'person' && element.name !== 'org')) continue;
    const [name] = [...childrenNamed(element, 'persName'), ...childrenNamed(element, 'orgName')];
    if (name) names.set(id, textOf(name).trim());
  }
  return names;
}

function fieldsIn(annotation: XmlElement): Fields {
  const fields: Record<string, string> = {};
  for (const note of childrenNamed(annotation, 'note')) {
    const name = note.attributes.type ?? 'comment';
    if ((FIELDS as readonly string[]).includes(name) || name === 'type') fields[name] = textOf(note);
  }
  const author = childrenNamed(annotation, 'respStmt').flatMap(each => childrenNamed(each, 'name'))[0];
  if (author) fields.author = textOf(author);
  const change = childrenNamed(annotation, 'revisionDesc').flatMap(each => childrenNamed(each, 'change'))[0];
  if (change?.attributes.when !== undefined) fields.created = change.attributes.when;
  return fields;
}

/** Elements that no annotation of ours is about. Pieces that `next` ties are one message. */
function foreignItems(
  found: readonly Found[],
  used: ReadonlySet<string>,
  place: (span: Span) => Span,
  names: ReadonlyMap<string, string>,
): ExchangeItem[] {
  const items: ExchangeItem[] = [];
  const following = new Map<string, number>();
  found.forEach(({ element, span }, i) => {
    const { name, attributes } = element;
    const id = attributes['xml:id'];
    if (span.end <= span.start || (id !== undefined && used.has(id))) return;
    const here = place(span);
    if (here.end <= here.start) return;
    const target = pointer(attributes.who ?? attributes.ref ?? attributes.ana);
    const value = names.get(target) ?? (target === '' || /[:/]/.test(target) ? undefined : target);
    const add = (fields: Fields, role?: TargetRole): void => {
      items.push(itemOf({ id: localId(i), ...fields }, [role ? { ...here, role } : here], 'tag'));
    };
    switch (name) {
      case 'said':
      case 'q':
      case 'quote': {
        const before = following.get(id ?? '');
        if (before === undefined) add({ kind: 'message', ...(value === undefined ? {} : { value }) }, 'content');
        else items[before] = { ...items[before]!, spans: [...items[before]!.spans, { ...here, role: 'content' }] };
        if (attributes.next !== undefined) following.set(pointer(attributes.next), before ?? items.length - 1);
        return;
      }
      case 'persName':
      case 'orgName': {
        add({ kind: 'speaker', ...(value === undefined ? {} : { value }) });
        return;
      }
      case 'date':
      case 'time': {
        const when =
          attributes.when ?? (attributes.from && attributes.to ? `${attributes.from}/${attributes.to}` : attributes.dur);
        add({ kind: 'date', ...(when === undefined ? {} : { value: when.replace(/^--/, 'XXXX-') }) });
        return;
      }
      case 'seg':
      case 'rs':
      case 'placeName':
      case 'name':
      case 'term': {
        add({ kind: 'tag', tag: attributes.type ?? name });
        return;
      }
    }
  });
  return items;
}
