/** Reads brat's standoff format, see `brat.ts`. */
import type { JsonObject, PassageKind, TargetRole } from '../annotations/types';
import type { Span } from '../text/span';
import { ATTRIBUTES, BRAT, COMMENT, EVENT, flat, joinLines, NOTED, noteOf, ROLES, TYPES } from './brat';
import { itemOf, localId, Misfit, type Fields, type Imported } from './imported';
import type { ExchangeItem, ExchangeRelation, ExchangeSpan } from './items';
import { LossCount } from './losses';
import { codeUnitFinder } from './textFit';

const KINDS: ReadonlyMap<string, PassageKind> = new Map([
  ['Speaker', 'speaker'],
  ['Date', 'date'],
  ['Note', 'note'],
]);

interface TextBound {
  readonly type: string;
  readonly spans: readonly Span[];
}

interface BratEvent {
  readonly id: string;
  readonly type: string;
  readonly trigger: string;
  readonly args: readonly (readonly [role: string, target: string])[];
}

/** The lines of an `.ann` file, sorted by what they are. */
interface BratLines {
  readonly bounds: Map<string, TextBound>;
  readonly events: BratEvent[];
  readonly relations: { readonly id: string; readonly type: string; readonly from: string; readonly to: string }[];
  readonly notes: Map<string, Map<string, string>>;
  readonly attributes: Map<string, Map<string, string | true>>;
  readonly references: Map<string, Map<string, string>>;
}

/**
 * Reads an `.ann` file for its text. Attributions become message annotations with a source, a cue and content; every other
 * text-bound annotation a speaker, date, note or, by its type, a tag. Fragments that only a line break parts are joined again.
 *
 * @throws Misfit where a line is not brat's, or its words are not those of the text at its offsets
 */
export function importBrat(text: string, ann: string): Imported {
  const { bounds, events, relations, notes, attributes, references } = readLines(text, ann);
  const lost = new LossCount();
  const items: ExchangeItem[] = [];
  const itemIds = new Map<string, number>();
  const used = new Set<string>();
  const add = (source: string, kind: PassageKind, spans: readonly ExchangeSpan[], type?: string): void => {
    const own = attributes.get(source) ?? new Map<string, string | true>();
    const noted = notes.get(source) ?? new Map<string, string>();
    const fields: Fields = { kind };
    for (const field of NOTED) {
      const value = noted.get(noteOf(field));
      if (value !== undefined) fields[field] = unquoted(value);
    }
    const comment = commentOf(noted);
    if (comment !== undefined) fields.comment = comment;
    const tag = noted.get(noteOf('tag'));
    if (tag !== undefined) fields.tag = unquoted(tag);
    else if (type !== undefined) fields.tag = type;
    if (own.has(ATTRIBUTES.detected) || noted.has('PressmarkDetected')) fields.detected = 'true';
    for (const field of ['manner', 'verdict'] as const) {
      const value = own.get(ATTRIBUTES[field]);
      if (typeof value === 'string') fields[field] = value;
    }
    const foreign = [...own].filter(([name]) => !(Object.values(ATTRIBUTES) as string[]).includes(name));
    const item = itemOf(fields, spans, kind);
    const extra = bratExtra(item.extra, foreign, references.get(source));
    const { extra: _before, ...others } = item;
    itemIds.set(source, items.length);
    items.push(extra ? { ...others, extra } : others);
  };
  for (const { id, type, trigger, args } of events) {
    const head = bounds.get(trigger);
    if (!head) throw new Misfit(`${id}: there is no ${trigger}`);
    if (type !== EVENT) {
      lost.add('event');
      continue;
    }
    used.add(trigger);
    const spans: ExchangeSpan[] = [];
    for (const [role, target] of args) {
      const bound = bounds.get(target);
      if (!bound) throw new Misfit(`${id}: there is no ${target}`);
      // "Content2" is brat's second argument of that role.
      const known = (Object.keys(ROLES) as TargetRole[]).find(each => ROLES[each] === role.replace(/\d+$/, ''));
      if (known) {
        used.add(target);
        for (const span of bound.spans) spans.push({ ...span, role: known });
      } else lost.add('argument');
    }
    add(id, 'message', spans);
  }
  // Ours gives a tag that the type does not name in a note, or it has none.
  const isOurs = (id: string): boolean => notes.get(id)?.has(noteOf('id')) ?? false;
  for (const [id, { type, spans }] of bounds) {
    if (used.has(id)) continue;
    const kind = KINDS.get(type);
    if (kind) add(id, kind, spans);
    else add(id, 'tag', spans, type === TYPES.tag && isOurs(id) ? undefined : type);
  }
  const named = items.map((item, i) => (item.id === '' ? { ...item, id: localId(i) } : item));
  const links = relations.flatMap(({ id, type, from, to }): ExchangeRelation[] => {
    const [first, second] = [itemIds.get(from), itemIds.get(to)];
    if (first === undefined || second === undefined) {
      lost.add('relation');
      return [];
    }
    const noted = notes.get(id) ?? new Map<string, string>();
    const field = (name: 'id' | 'comment' | 'author' | 'created'): string | undefined => {
      const value = name === 'comment' ? (noted.get(noteOf(name)) ?? noted.get(COMMENT)) : noted.get(noteOf(name));
      return value === undefined ? undefined : unquoted(value);
    };
    const [comment, author, created] = [field('comment'), field('author'), field('created')];
    return [
      {
        id: field('id') ?? '',
        type,
        from: named[first]!.id,
        to: named[second]!.id,
        ...(comment === undefined ? {} : { comment }),
        ...(author === undefined ? {} : { author }),
        ...(created === undefined ? {} : { created }),
      },
    ];
  });
  return { items: named, relations: links, losses: lost.losses };
}

/** What was edited in brat wins over the line breaks that it could not show. */
function commentOf(noted: ReadonlyMap<string, string>): string | undefined {
  const shown = noted.get(COMMENT);
  const kept = noted.get(noteOf('comment'));
  const whole = kept === undefined ? undefined : unquoted(kept);
  return whole !== undefined && (shown === undefined || flat(whole) === shown) ? whole : shown;
}

function bratExtra(
  extra: JsonObject | undefined,
  attributes: readonly (readonly [string, string | true])[],
  references: ReadonlyMap<string, string> | undefined,
): JsonObject | undefined {
  if (attributes.length === 0 && !references) {
    const { [BRAT]: _gone, ...others } = extra ?? {};
    return Object.keys(others).length > 0 ? others : undefined;
  }
  const own: JsonObject = {
    ...(attributes.length > 0 ? { attributes: Object.fromEntries(attributes) } : {}),
    ...(references ? { references: Object.fromEntries(references) } : {}),
  };
  return { ...extra, [BRAT]: own };
}

function readLines(text: string, ann: string): BratLines {
  const read: BratLines = {
    bounds: new Map(),
    events: [],
    relations: [],
    notes: new Map(),
    attributes: new Map(),
    references: new Map(),
  };
  const unit = codeUnitFinder(text);
  const put = <T>(map: Map<string, Map<string, T>>, target: string, name: string, value: T): void => {
    const own = map.get(target) ?? new Map<string, T>();
    own.set(name, value);
    map.set(target, own);
  };
  ann
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .forEach((line, index) => {
      if (line.trim() === '') return;
      const [id = '', body = '', ...rest] = line.split('\t');
      const words = rest.join('\t');
      const parts = body.trim().split(/ +/);
      const bad = (): Misfit => new Misfit(`line ${index + 1} is not one of brat’s: ${line.slice(0, 60)}`);
      switch (id[0]) {
        case 'T': {
          const match = /^(\S+) (\d+ \d+(?:;\d+ \d+)*)$/.exec(body);
          if (!match) throw bad();
          const spans = match[2]!.split(';').map(pair => {
            const [from, to] = pair.split(' ').map(Number) as [number, number];
            const [start, end] = [unit(from), unit(to)];
            if (start === undefined || end === undefined || start >= end)
              throw new Misfit(`${id}: the text ends before offset ${to}`);
            return { start, end };
          });
          checkWords(text, id, spans, words);
          read.bounds.set(id, { type: match[1]!, spans: joinLines(text, spans) });
          return;
        }
        case 'E': {
          const [[type, trigger], ...args] = parts.map(part => part.split(':')) as [string[], ...string[][]];
          if (!type || !trigger || args.some(arg => arg.length !== 2)) throw bad();
          read.events.push({ id, type, trigger, args: args as [string, string][] });
          return;
        }
        case 'R': {
          const [type, first, second] = parts;
          const [from, to] = [first?.split(':')[1], second?.split(':')[1]];
          if (!type || !from || !to) throw bad();
          read.relations.push({ id, type, from, to });
          return;
        }
        case '*': {
          const [type, first, ...others] = parts;
          if (!type || !first) throw bad();
          for (const to of others) read.relations.push({ id, type, from: first, to });
          return;
        }
        case 'A':
        case 'M': {
          const [type, target, ...value] = parts;
          if (!type || !target) throw bad();
          put(read.attributes, target, type, value.length > 0 ? value.join(' ') : true);
          return;
        }
        case 'N': {
          const [, target, reference] = parts;
          if (!target || !reference) throw bad();
          put(read.references, target, reference, words);
          return;
        }
        case '#': {
          const [type, target] = parts;
          if (!type || !target) throw bad();
          put(read.notes, target, type, words);
          return;
        }
        default:
          throw bad();
      }
    });
  return read;
}

function unquoted(value: string): string {
  if (!value.startsWith('"')) return value;
  try {
    const read: unknown = JSON.parse(value);
    return typeof read === 'string' ? read : value;
  } catch {
    return value;
  }
}

/** brat repeats the words of the text, a line break as a blank: where they disagree the file belongs to another text. */
function checkWords(text: string, id: string, spans: readonly Span[], words: string): void {
  const here = spans.map(({ start, end }) => flat(text.slice(start, end))).join(' ');
  const [a, b] = [here.replace(/\s+/g, ' ').trim(), words.replace(/\s+/g, ' ').trim()];
  if (a === b) return;
  let same = 0;
  while (same < a.length && a[same] === b[same]) same++;
  const offset = spans[0]!.start + same;
  const disagreement = { offset, here: a.slice(same, same + 30), there: b.slice(same, same + 30) };
  throw new Misfit(
    `${id} does not fit the text: at offset ${offset} it has “${disagreement.here}”, not “${disagreement.there}”`,
    disagreement,
  );
}
