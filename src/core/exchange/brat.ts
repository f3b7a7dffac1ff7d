/**
 * brat's standoff format (https://brat.nlplab.org/standoff.html), as the tool writes it and as PolNeAR uses it: an attribution is
 * an event `Attribution` whose arguments are text-bound `Source`, `Cue` and `Content`. Offsets count Unicode code points.
 */
import type { JsonObject, TargetRole } from '../annotations/types';
import type { Span } from '../text/span';
import { colorOf } from '../codebook/edits';
import type { Codebook } from '../codebook/types';
import type { Exported } from './formats';
import { fieldsOf, type Field } from './imported';
import { usedTags, type ExchangeDocument, type ExchangeItem, type ExchangeSpan } from './items';
import { countLosses, LossCount } from './losses';
import { codePointCounter } from './textFit';

/** Types of text-bound annotations, by kind; a tag is a type of its own. */
export const TYPES = { speaker: 'Speaker', date: 'Date', note: 'Note', tag: 'Tag' } as const;
export const ROLES: Readonly<Record<TargetRole, string>> = { source: 'Source', cue: 'Cue', content: 'Content' };
export const EVENT = 'Attribution';

/** brat's rule for the names of types. */
const TYPE_NAME = /^[\p{L}\p{N}_-]+$/u;

/** Fields of ours that brat shows as attributes; `Detected` has no value. */
export const ATTRIBUTES = { detected: 'Detected', manner: 'Manner', verdict: 'Verdict' } as const;

/** Notes of these fields carry what brat has no field for; brat shows them with the annotation and writes them back. */
export const NOTED = ['id', 'value', 'author', 'created', 'modified', 'markedAt', 'resolved', 'replies', 'extra'] as const;
export const noteOf = (field: Field): string => `Pressmark${field[0]!.toUpperCase()}${field.slice(1)}`;
export const COMMENT = 'AnnotatorNotes';

/** Where `extra` holds what brat itself said of an annotation. */
export const BRAT = 'brat';

export function exportBrat(document: ExchangeDocument): Exported {
  const { text, items, relations } = document;
  const count = codePointCounter(text);
  const lines: string[] = [];
  const bound = new Map<string, string>();
  const ids = new Map<string, string>();
  const tags = new Set<string>();
  const attributes = new Map<string, Set<string>>();
  const more = new LossCount();
  const numbers = { E: 0, A: 0, N: 0, R: 0, '#': 0 };
  const next = (prefix: keyof typeof numbers): string => `${prefix}${++numbers[prefix]}`;
  const textBound = (type: string, spans: readonly Span[], shared = true): string => {
    const offsets = spans.map(({ start, end }) => `${count(start)} ${count(end)}`).join(';');
    const key = `${type} ${offsets}`;
    const known = shared ? bound.get(key) : undefined;
    if (known !== undefined) return known;
    const id = `T${bound.size + 1}`;
    bound.set(shared ? key : `${key} ${id}`, id);
    lines.push(`${id}\t${key}\t${spans.map(span => flat(text.slice(span.start, span.end))).join(' ')}`);
    return id;
  };
  const note = (type: string, id: string, words: string): void => {
    lines.push(`${next('#')}\t${type} ${id}\t${words}`);
  };
  const attribute = (type: string, id: string, value: string | undefined): void => {
    lines.push(`${next('A')}\t${type} ${id}${value === undefined ? '' : ` ${value}`}`);
    const values = attributes.get(type) ?? new Set();
    if (value !== undefined) values.add(value);
    attributes.set(type, values);
  };
  for (const item of items) {
    const spans = fragments(text, item.spans);
    if (spans.length === 0) continue;
    if (!item.detected) checkPieces(text, item, more);
    let id: string;
    const named = item.tag !== undefined && TYPE_NAME.test(item.tag) && !RESERVED.has(item.tag) ? item.tag : undefined;
    if (item.kind === 'message') {
      const role = (wanted: TargetRole): readonly ExchangeSpan[] => spans.filter(span => (span.role ?? 'content') === wanted);
      const args: string[] = [];
      for (const each of ['content', 'cue', 'source'] as const) {
        const places = role(each);
        if (places.length > 0) args.push(`${ROLES[each]}:${textBound(ROLES[each], places)}`);
      }
      const trigger = textBound(EVENT, role('cue').length > 0 ? role('cue') : spans.slice(0, 1), false);
      id = next('E');
      lines.push(`${id}\t${EVENT}:${trigger}${args.length > 0 ? ` ${args.join(' ')}` : ''}`);
    } else {
      const type = item.kind === 'tag' ? (named ?? TYPES.tag) : TYPES[item.kind];
      if (item.kind === 'tag') tags.add(type);
      id = textBound(type, spans, false);
    }
    ids.set(item.id, id);
    const { extra, ...fields } = fieldsOf(item);
    if (fields.detected !== undefined) attribute(ATTRIBUTES.detected, id, undefined);
    if (fields.manner !== undefined) attribute(ATTRIBUTES.manner, id, fields.manner);
    if (fields.verdict !== undefined) attribute(ATTRIBUTES.verdict, id, fields.verdict);
    writeOwn(item.extra?.[BRAT] as JsonObject | undefined, id, attribute, (reference, words) =>
      lines.push(`${next('N')}\tReference ${id} ${reference}\t${words}`),
    );
    if (fields.comment !== undefined) {
      if (flat(fields.comment).trim() !== '') note(COMMENT, id, flat(fields.comment));
      if (flat(fields.comment) !== fields.comment || fields.comment.trim() === '')
        note(noteOf('comment'), id, quoted(fields.comment));
    }
    if (fields.tag !== undefined && (item.kind !== 'tag' || named === undefined)) note(noteOf('tag'), id, quoted(fields.tag));
    for (const field of NOTED) {
      const value = field === 'extra' ? extra : fields[field];
      if (value !== undefined && !(item.detected && field === 'id')) note(noteOf(field), id, quoted(value));
    }
  }
  let lost = 0;
  const arcs = new Set<string>();
  for (const { type, from, to, ...others } of relations) {
    const [first, second] = [ids.get(from), ids.get(to)];
    const name = type.replace(/[^\p{L}\p{N}_-]/gu, '_');
    if (first === undefined || second === undefined) {
      lost++;
      continue;
    }
    const id = next('R');
    arcs.add(name);
    lines.push(`${id}\t${name} Arg1:${first} Arg2:${second}`);
    if (others.comment !== undefined) note(noteOf('comment'), id, quoted(others.comment));
    for (const field of ['id', 'author', 'created'] as const) {
      const value = others[field];
      if (value !== undefined) note(noteOf(field), id, quoted(value));
    }
  }
  more.add('relation', lost);
  const richer = usedTags(document).filter(
    ({ name, color, description, parents, examples, kinds }) =>
      (description ?? parents ?? examples ?? kinds) || (color !== undefined && !tags.has(name)),
  );
  more.add('codebook', richer.length);
  return {
    content: lines.map(line => `${line}\n`).join(''),
    beside: [
      { name: 'annotation.conf', content: confFor(tags, arcs, attributes) },
      { name: 'visual.conf', content: visualFor(tags, document.codebook) },
    ],
    losses: countLosses(document, ['wholeDocument'], more),
  };
}

const RESERVED: ReadonlySet<string> = new Set([...Object.values(TYPES), ...Object.values(ROLES), EVENT]);

/** What brat said of it when it was imported. */
function writeOwn(
  own: JsonObject | undefined,
  id: string,
  attribute: (type: string, id: string, value: string | undefined) => void,
  normalization: (reference: string, words: string) => void,
): void {
  for (const [type, value] of Object.entries((own?.attributes ?? {}) as JsonObject))
    attribute(type, id, typeof value === 'string' ? value : undefined);
  for (const [reference, words] of Object.entries((own?.references ?? {}) as JsonObject))
    normalization(reference, typeof words === 'string' ? words : '');
}

/** The configuration of a folder of texts (https://brat.nlplab.org/configuration.html): without it brat shows nothing. */
function confFor(
  tags: ReadonlySet<string>,
  arcs: ReadonlySet<string>,
  attributes: ReadonlyMap<string, ReadonlySet<string>>,
): string {
  const own = [...Object.values(ROLES), TYPES.speaker, TYPES.date, TYPES.note];
  const entities = [...own, ...[...tags].filter(tag => !own.includes(tag)).sort()];
  const relations = [...new Set(['answers', 'supports', 'contradicts', 'isAbout', ...arcs])];
  const fixed = new Map<string, readonly string[]>([
    [ATTRIBUTES.detected, []],
    [ATTRIBUTES.manner, ['direct', 'indirect', 'mixed']],
    [ATTRIBUTES.verdict, ['confirmed', 'changed', 'added']],
  ]);
  for (const [type, values] of attributes) fixed.set(type, [...new Set([...(fixed.get(type) ?? []), ...values])]);
  const lines = (list: readonly string[]): string => list.map(line => `${line}\n`).join('');
  return [
    `[entities]\n${lines(entities)}`,
    `[relations]\n${lines([...relations.map(type => `${type}\tArg1:<ANY>, Arg2:<ANY>`), '<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>'])}`,
    `[events]\n${EVENT}\tContent?:Content, Cue?:Cue, Source?:Source\n`,
    `[attributes]\n${lines([...fixed].map(([type, values]) => `${type}\tArg:<ANY>${values.length > 0 ? `, Value:${values.join('|')}` : ''}`))}`,
  ].join('\n');
}

/** Colours of our kinds as brat draws them, and lighter than the lines that other tools take. */
const COLOURS = { Source: '#bcd7f2', Cue: '#eedcb8', Content: '#bfe5c8', Speaker: '#cfe2f7', Date: '#eac6da', Note: '#dddddd' };

/** How a folder's annotations are drawn (https://brat.nlplab.org/configuration.html): the tags in the codebook's colours. */
function visualFor(tags: ReadonlySet<string>, codebook: Codebook): string {
  const colored = [...tags].sort().flatMap(tag => {
    const color = colorOf(codebook, tag);
    return color === undefined ? [] : [[tag, color] as const];
  });
  const drawn = [...Object.entries(COLOURS), ...colored].map(([type, color]) => `${type}\tbgColor:${color}`);
  const defaults = [
    'SPAN_DEFAULT\tfgColor:black, bgColor:lightgreen, borderColor:darken',
    'ARC_DEFAULT\tcolor:black, arrowHead:triangle-5',
  ];
  return `[labels]\n\n[drawing]\n${[...defaults, ...drawn].join('\n')}\n`;
}

/** brat has no line breaks within a fragment: a span over several lines becomes several fragments. */
function fragments(text: string, spans: readonly ExchangeSpan[]): ExchangeSpan[] {
  return spans.flatMap(span => {
    const pieces: ExchangeSpan[] = [];
    for (const match of text.slice(span.start, span.end).matchAll(/[^\r\n]+/g)) {
      const words = match[0].trim();
      if (words === '') continue;
      const start = span.start + match.index + match[0].indexOf(words);
      pieces.push({ start, end: start + words.length, ...(span.role ? { role: span.role } : {}) });
    }
    return pieces;
  });
}

/** Fragments with nothing but a line break between them were one span. */
export function joinLines(text: string, spans: readonly Span[]): Span[] {
  const joined: Span[] = [];
  for (const span of spans) {
    const last = joined.at(-1);
    if (last && last.end <= span.start && /^[^\S\r\n]*[\r\n]\s*$/.test(text.slice(last.end, span.start)))
      joined[joined.length - 1] = { start: last.start, end: span.end };
    else joined.push({ start: span.start, end: span.end });
  }
  return joined;
}

/** Counts what fragments do not bring back: blanks at the borders, and spans that only a line break parts. */
function checkPieces(text: string, { spans }: ExchangeItem, more: LossCount): void {
  for (const role of new Set(spans.map(span => span.role))) {
    const before = spans.filter(span => span.role === role);
    const after = joinLines(text, fragments(text, before));
    if (after.length !== before.length) more.add('fragment');
    else if (after.some(({ start, end }, i) => before[i]!.start !== start || before[i]!.end !== end)) more.add('border');
  }
}

export const flat = (words: string): string => words.replace(/[\r\n\t]+/g, ' ');

/** The value of a note on one line; quoted as in JSON where it would not be read back as it is. */
const quoted = (value: string): string =>
  value.trim() === '' || /[\r\n\t]/.test(value) || value.startsWith('"') ? JSON.stringify(value) : value;
