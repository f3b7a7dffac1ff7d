/**
 * The sidecar file: a W3C Web Annotation page (JSON-LD), written so that git shows and merges changes line by line. What this
 * version does not know is kept; what it cannot read it says, so that nobody overwrites it.
 */
import * as v from 'valibot';
import {
  type Annotation,
  type AnnotationKind,
  type AnnotationPage,
  type Json,
  type JsonObject,
  type Relation,
  type Reply,
  type Review,
  type Target,
  type TargetRole,
  type Verdict,
} from './types';

/** Ending of a sidecar's name: it lies beside "release.txt" as "release.txt.annotations.json". */
export const SIDECAR_ENDING = '.annotations.json';

/** Version of the format. A file with a higher one is not read and never overwritten. */
export const SIDECAR_VERSION = 1;

const CONTEXT: Json = ['http://www.w3.org/ns/anno.jsonld', { pressmark: 'urn:pressmark:' }];

/** What came of reading a sidecar. Only a `read` one may be written. */
export type SidecarReading =
  | { readonly state: 'read'; readonly page: AnnotationPage }
  /** A newer version wrote it. */
  | { readonly state: 'newer'; readonly version: number }
  /** git left conflict markers in it; see {@link conflictSides}. */
  | { readonly state: 'conflict' }
  /** `problem` is half a sentence: "is not JSON: Unexpected token …". */
  | { readonly state: 'unreadable'; readonly problem: string };

const VERDICTS: readonly Verdict[] = ['confirmed', 'rejected', 'changed', 'added'];
const ROLES: readonly TargetRole[] = ['source', 'cue', 'content'];

/** Motivation of each kind, in the Web Annotation vocabulary. */
const MOTIVATIONS: Readonly<Record<AnnotationKind, string>> = {
  note: 'commenting',
  speaker: 'identifying',
  message: 'identifying',
  date: 'identifying',
  tag: 'tagging',
  releaseDate: 'describing',
  relation: 'linking',
};

const offset = v.pipe(v.number(), v.integer(), v.minValue(0));
const QuoteSelector = v.looseObject({
  type: v.literal('TextQuoteSelector'),
  exact: v.pipe(v.string(), v.minLength(1)),
  prefix: v.optional(v.string()),
  suffix: v.optional(v.string()),
  'pressmark:unique': v.optional(v.strictObject({ prefix: v.optional(offset), suffix: v.optional(offset) })),
});
const PositionSelector = v.looseObject({ type: v.literal('TextPositionSelector'), start: offset, end: offset });
const TargetObject = v.looseObject({
  selector: v.union([v.array(v.unknown()), v.looseObject({})]),
  'pressmark:role': v.optional(v.picklist(ROLES)),
});
const TextualBody = v.looseObject({
  type: v.literal('TextualBody'),
  value: v.string(),
  purpose: v.optional(v.string()),
  id: v.optional(v.string()),
  created: v.optional(v.string()),
  modified: v.optional(v.string()),
});
const Item = v.looseObject({
  id: v.pipe(v.string(), v.minLength(1)),
  type: v.union([v.literal('Annotation'), v.pipe(v.array(v.string()), v.includes('Annotation'))]),
  'pressmark:kind': v.optional(v.picklist(Object.keys(MOTIVATIONS) as AnnotationKind[])),
  'pressmark:review': v.optional(v.picklist(VERDICTS)),
  'pressmark:resolved': v.optional(v.boolean()),
  'pressmark:gold': v.optional(v.literal(true)),
  'pressmark:relation': v.optional(v.pipe(v.string(), v.minLength(1))),
  created: v.optional(v.string()),
  modified: v.optional(v.string()),
});
const Page = v.looseObject({
  type: v.literal('AnnotationPage'),
  items: v.array(v.unknown()),
  'pressmark:version': v.optional(offset),
});

const PAGE_KEYS = new Set(['@context', 'id', 'type', 'pressmark:version', 'items']);
const ITEM_KEYS = new Set([
  'id',
  'type',
  'motivation',
  'pressmark:kind',
  'pressmark:review',
  'pressmark:detected',
  'pressmark:resolved',
  'pressmark:gold',
  'pressmark:relation',
  'creator',
  'created',
  'modified',
  'body',
  'target',
]);
const BODY_KEYS = new Set(['type', 'purpose', 'value', 'format']);
const REPLY_KEYS = new Set(['id', 'type', 'purpose', 'value', 'format', 'creator', 'created', 'modified']);
const TARGET_KEYS = new Set(['source', 'selector', 'pressmark:role']);
const QUOTE_KEYS = new Set(['type', 'exact', 'prefix', 'suffix', 'pressmark:unique']);
const POSITION_KEYS = new Set(['type', 'start', 'end']);

const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (value: Json | undefined): readonly Json[] =>
  value === undefined ? [] : Array.isArray(value) ? (value as readonly Json[]) : [value];

/** The fields of `raw` that are not in `known`, in their own order. */
function rest(raw: JsonObject | undefined, known: ReadonlySet<string>): JsonObject {
  return raw ? Object.fromEntries(Object.entries(raw).filter(([key]) => !known.has(key))) : {};
}
const hasRest = (raw: JsonObject, known: ReadonlySet<string>) => Object.keys(raw).some(key => !known.has(key));

/** Leaves out absent fields. */
function present(fields: Readonly<Record<string, Json | undefined>>): JsonObject {
  return Object.fromEntries(Object.entries(fields).filter((entry): entry is [string, Json] => entry[1] !== undefined));
}

/** Reads the text of a sidecar. Never throws. */
export function parseSidecar(text: string): SidecarReading {
  let json: Json;
  try {
    json = JSON.parse(text.replace(/^\ufeff/, '')) as Json;
  } catch (error) {
    if (hasConflictMarkers(text)) return { state: 'conflict' };
    if (text.trim() === '') return { state: 'unreadable', problem: 'is empty' };
    return { state: 'unreadable', problem: `is not JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
  if (!isObject(json)) return { state: 'unreadable', problem: 'is not a Web Annotation page' };
  const version = json['pressmark:version'];
  if (typeof version === 'number' && version > SIDECAR_VERSION) return { state: 'newer', version };
  const checked = v.safeParse(Page, json);
  if (!checked.success) {
    const issue = checked.issues[0];
    return {
      state: 'unreadable',
      problem: `is not a Web Annotation page: ${v.getDotPath(issue) ?? 'the file'}: ${issue.message}`,
    };
  }
  const annotations: Annotation[] = [];
  const foreign: Json[] = [];
  const ids = new Set<string>();
  for (const item of listOf(json.items)) {
    const annotation = isObject(item) ? readItem(item) : undefined;
    if (annotation && !ids.has(annotation.id)) {
      ids.add(annotation.id);
      annotations.push(annotation);
    } else foreign.push(item);
  }
  return { state: 'read', page: { annotations, foreign, unknown: rest(json, PAGE_KEYS) } };
}

/** An annotation, or nothing where the item is not one that this version can show and write back whole. */
function readItem(item: JsonObject): Annotation | undefined {
  const checked = v.safeParse(Item, item);
  if (!checked.success) return undefined;
  const { id, created, modified } = checked.output;
  const relation = readRelation(item, checked.output['pressmark:relation']);
  if (!relation && checked.output['pressmark:kind'] === 'relation') return undefined;
  const targets: Target[] = [];
  for (const target of relation ? [] : listOf(item.target)) {
    if (typeof target === 'string') continue; // the whole document
    const read = readTarget(target);
    if (!read) return undefined;
    targets.push(read);
  }
  const bodies = sortBodies(item, relation?.to);
  const kind = checked.output['pressmark:kind'] ?? (bodies.tag === undefined ? 'note' : 'tag');
  const author = creatorName(item.creator);
  const verdict = checked.output['pressmark:review'];
  const detected = item['pressmark:detected'] === undefined ? undefined : readTarget(item['pressmark:detected']);
  if (item['pressmark:detected'] !== undefined && !detected) return undefined;
  const review: Review | undefined = verdict && { verdict, ...(detected ? { detected } : {}) };
  const replies = bodies.replies;
  const annotation: Annotation = {
    id,
    kind,
    targets,
    ...(bodies.comment === undefined ? {} : { comment: bodies.comment }),
    ...(bodies.tag === undefined ? {} : { tag: bodies.tag }),
    ...(bodies.value === undefined ? {} : { value: bodies.value }),
    ...(author === undefined ? {} : { author }),
    ...(created === undefined ? {} : { created }),
    ...(modified === undefined ? {} : { modified }),
    ...(review ? { review } : {}),
    ...(checked.output['pressmark:gold'] ? { gold: true as const } : {}),
    ...(relation ? { relation } : {}),
    ...(replies.length > 0 ? { replies } : {}),
    ...(checked.output['pressmark:resolved'] === undefined ? {} : { resolved: checked.output['pressmark:resolved'] }),
  };
  const known =
    !hasRest(item, ITEM_KEYS) &&
    bodies.plain &&
    item.type === 'Annotation' &&
    item.motivation === MOTIVATIONS[kind] &&
    (item.creator === undefined || isPlainCreator(item.creator));
  return known ? annotation : { ...annotation, raw: item };
}

/** The relation that an item of that kind states; nothing where an end is missing. */
function readRelation(item: JsonObject, type: string | undefined): Relation | undefined {
  if (type === undefined || item['pressmark:kind'] !== 'relation') return undefined;
  const [from, more] = listOf(item.target);
  const to = listOf(item.body)[0];
  return typeof from === 'string' && more === undefined && typeof to === 'string' ? { type, from, to } : undefined;
}

function creatorName(creator: Json | undefined): string | undefined {
  if (typeof creator === 'string') return creator;
  if (isObject(creator) && typeof creator.name === 'string') return creator.name;
  return undefined;
}

const isPlainCreator = (creator: Json) =>
  isObject(creator) && creator.type === 'Person' && typeof creator.name === 'string' && Object.keys(creator).length === 2;

const writeCreator = (author: string | undefined, raw?: Json): Json | undefined =>
  raw !== undefined && creatorName(raw) === author ? raw : author === undefined ? undefined : { type: 'Person', name: author };

type BodyPurpose = 'commenting' | 'tagging' | 'identifying';

/** Which of an annotation's bodies holds what. Bodies that are none of ours are in `others`; of a relation the first is its end. */
interface SortedBodies {
  comment?: string;
  tag?: string;
  value?: string;
  replies: Reply[];
  others: Json[];
  raw: Partial<Record<BodyPurpose, JsonObject>>;
  /** Whether every body is one that is written back the same without the original. */
  plain: boolean;
}

function sortBodies(item: JsonObject | undefined, end?: string): SortedBodies {
  const sorted: SortedBodies = { replies: [], others: [], raw: {}, plain: true };
  for (const body of listOf(item?.body).slice(end === undefined ? 0 : 1)) {
    const checked = v.safeParse(TextualBody, body);
    if (!checked.success || !isObject(body)) {
      sorted.others.push(body);
      continue;
    }
    const { value, id, created, modified } = checked.output;
    const purpose = checked.output.purpose ?? 'commenting';
    if (purpose === 'replying' && id !== undefined) {
      const author = creatorName(body.creator);
      const plain =
        !hasRest(body, REPLY_KEYS) &&
        body.format === 'text/plain' &&
        (body.creator === undefined || isPlainCreator(body.creator));
      sorted.replies.push({
        id,
        text: value,
        ...(author === undefined ? {} : { author }),
        ...(created === undefined ? {} : { created }),
        ...(modified === undefined ? {} : { modified }),
        ...(plain ? {} : { raw: body }),
      });
      continue;
    }
    if (purpose === 'commenting' && sorted.comment === undefined) sorted.comment = value;
    else if (purpose === 'tagging' && sorted.tag === undefined) sorted.tag = value;
    else if (purpose === 'identifying' && sorted.value === undefined) sorted.value = value;
    else {
      sorted.others.push(body);
      continue;
    }
    sorted.raw[purpose] = body;
    if (hasRest(body, BODY_KEYS) || body.format !== 'text/plain' || body.purpose === undefined) sorted.plain = false;
  }
  if (sorted.others.length > 0) sorted.plain = false;
  return sorted;
}

/** How many bodies of an annotation this version does not read: other tools' own, written back as they came. */
export const unreadBodies = ({ raw, relation }: Annotation): number => sortBodies(raw, relation?.to).others.length;

function readTarget(target: Json): Target | undefined {
  const checked = v.safeParse(TargetObject, target);
  if (!checked.success || !isObject(target)) return undefined;
  const role = checked.output['pressmark:role'];
  const selectors = listOf(target.selector);
  const quotes = selectors.filter(selector => v.is(QuoteSelector, selector));
  const positions = selectors.filter(selector => v.is(PositionSelector, selector));
  const quote = v.safeParse(QuoteSelector, quotes[0]);
  if (!quote.success) return undefined;
  const position = v.safeParse(PositionSelector, positions[0]);
  const { exact, prefix = '', suffix = '', 'pressmark:unique': unique } = quote.output;
  const plain =
    !hasRest(target, TARGET_KEYS) &&
    selectors.length === 2 &&
    position.success &&
    !hasRest(quotes[0] as JsonObject, QUOTE_KEYS) &&
    !hasRest(positions[0] as JsonObject, POSITION_KEYS);
  return {
    quote: { exact, prefix, suffix, ...(unique ? { unique } : {}) },
    position: position.success
      ? { start: position.output.start, end: Math.max(position.output.start, position.output.end) }
      : { start: 0, end: exact.length },
    ...(role ? { role } : {}),
    ...(plain ? {} : { raw: target }),
  };
}

function writeTarget({ quote, position, role, raw }: Target, source: string): JsonObject {
  const rawSelectors = listOf(raw?.selector);
  const rawQuote = rawSelectors.find(selector => v.is(QuoteSelector, selector)) as JsonObject | undefined;
  const rawPosition = rawSelectors.find(selector => v.is(PositionSelector, selector)) as JsonObject | undefined;
  return present({
    source,
    selector: [
      {
        type: 'TextQuoteSelector',
        exact: quote.exact,
        prefix: quote.prefix,
        suffix: quote.suffix,
        ...(quote.unique ? { 'pressmark:unique': present({ ...quote.unique }) } : {}),
        ...rest(rawQuote, QUOTE_KEYS),
      },
      { type: 'TextPositionSelector', start: position.start, end: position.end, ...rest(rawPosition, POSITION_KEYS) },
      ...rawSelectors.filter(selector => selector !== rawQuote && selector !== rawPosition),
    ],
    'pressmark:role': role,
    ...rest(raw, TARGET_KEYS),
  });
}

function writeItem(annotation: Annotation, source: string): JsonObject {
  const { id, kind, targets, comment, tag, value, author, created, modified, review, relation, raw } = annotation;
  const { replies = [], resolved, gold } = annotation;
  const bodies = sortBodies(raw, relation && raw && readRelation(raw, relation.type)?.to);
  const body = (purpose: BodyPurpose, text: string | undefined): Json[] => {
    if (text === undefined) return [];
    const original = bodies.raw[purpose];
    const format = original && original.format !== 'text/plain' ? original.format : 'text/plain';
    return [present({ type: 'TextualBody', purpose, value: text, format, ...rest(original, BODY_KEYS) })];
  };
  const written: Json[] = [
    ...(relation ? [relation.to] : []),
    ...body('tagging', tag),
    ...body('identifying', value),
    ...body('commenting', comment),
    ...replies.map(reply =>
      present({
        id: reply.id,
        type: 'TextualBody',
        purpose: 'replying',
        value: reply.text,
        format: reply.raw?.format ?? 'text/plain',
        creator: writeCreator(reply.author, reply.raw?.creator),
        created: reply.created,
        modified: reply.modified,
        ...rest(reply.raw, REPLY_KEYS),
      }),
    ),
    ...bodies.others,
  ];
  const rawMotivation = raw?.motivation;
  return present({
    id,
    type: raw?.type ?? 'Annotation',
    motivation: rawMotivation !== undefined && (raw?.['pressmark:kind'] ?? kind) === kind ? rawMotivation : MOTIVATIONS[kind],
    'pressmark:kind': kind,
    'pressmark:review': review?.verdict,
    'pressmark:detected': review?.detected && writeTarget(review.detected, source),
    'pressmark:resolved': resolved,
    'pressmark:gold': gold,
    'pressmark:relation': relation?.type,
    creator: writeCreator(author, raw?.creator),
    created,
    modified,
    ...rest(raw, ITEM_KEYS),
    body: written.length > 0 ? written : undefined,
    target: relation?.from ?? (targets.length > 0 ? targets.map(target => writeTarget(target, source)) : source),
  });
}

/** Order in the file: whole documents first, then by place in the text, then by id. Compares ids by code unit, the same everywhere. */
export function inFileOrder(a: Annotation, b: Annotation): number {
  const [first, second] = [a.targets[0]?.position, b.targets[0]?.position];
  return (
    (first?.start ?? -1) - (second?.start ?? -1) ||
    (first?.end ?? -1) - (second?.end ?? -1) ||
    (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  );
}

/**
 * The text of the sidecar of the release whose file is called `fileName`. Line ends, a byte order mark and whether the last
 * line ends are as in `like`, the text it had before.
 */
export function formatSidecar({ annotations, foreign, unknown }: AnnotationPage, fileName: string, like = '\n'): string {
  const source = encodeURIComponent(fileName);
  const page: Json = {
    '@context': CONTEXT,
    id: '#page',
    type: 'AnnotationPage',
    'pressmark:version': SIDECAR_VERSION,
    ...unknown,
    items: [...[...annotations].sort(inFileOrder).map(annotation => writeItem(annotation, source)), ...foreign],
  };
  const text = JSON.stringify(page, undefined, 2) + (like.endsWith('\n') ? '\n' : '');
  return (like.startsWith('\ufeff') ? '\ufeff' : '') + (like.includes('\r\n') ? text.replaceAll('\n', '\r\n') : text);
}

/**
 * Mends what a line-by-line merge does to the commas of a list: two items that were each the last have none between them, and
 * one that no longer comes before another has one too many. A string in JSON never holds a line end.
 */
export function mendCommas(text: string): string {
  return text.replace(/([}\]])([ \t]*\r?\n\s*)(?=[{[])/g, '$1,$2').replace(/,(\s*\n\s*)(?=[}\]])/g, '$1');
}

/** One annotation as it is written: equal texts are equal annotations. */
export function annotationText(annotation: Annotation): string {
  return JSON.stringify(writeItem(annotation, ''));
}

function hasConflictMarkers(text: string): boolean {
  return /^<{7}(?: |\r?$)/m.test(text) && /^={7}\r?$/m.test(text) && /^>{7}(?: |\r?$)/m.test(text);
}

/**
 * Both sides of a file that git left with conflict markers, and their common ancestor where git wrote it (diff3 style).
 * The lines between conflicts are in all of them. The labels are what git wrote beside the markers: "HEAD", a branch's name.
 */
export function conflictSides(
  text: string,
): { ours: string; theirs: string; base?: string; labels: [string, string] } | undefined {
  if (!hasConflictMarkers(text)) return undefined;
  const sides = { ours: '', theirs: '', base: '' };
  const labels: [string, string] = ['', ''];
  let place: 'all' | 'ours' | 'base' | 'theirs' = 'all';
  let hasBase = false;
  for (const line of text.split(/(?<=\n)/)) {
    if (/^<{7}(?: |\r?\n?$)/.test(line)) {
      place = 'ours';
      labels[0] = line.slice(8).trim();
    } else if (place === 'ours' && /^\|{7}(?: |\r?\n?$)/.test(line)) {
      place = 'base';
      hasBase = true;
    } else if (place !== 'all' && /^={7}\r?\n?$/.test(line)) place = 'theirs';
    else if (place === 'theirs' && /^>{7}(?: |\r?\n?$)/.test(line)) {
      place = 'all';
      labels[1] = line.slice(8).trim();
    } else if (place === 'all') {
      sides.ours += line;
      sides.theirs += line;
      sides.base += line;
    } else sides[place] += line;
  }
  return place === 'all'
    ? { ours: sides.ours, theirs: sides.theirs, ...(hasBase ? { base: sides.base } : {}), labels }
    : undefined;
}
