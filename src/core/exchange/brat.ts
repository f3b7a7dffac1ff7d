/**
 * brat's standoff format (https://brat.nlplab.org/standoff.html), as the tool writes it and as PolNeAR uses it: an attribution is
 * an event `Attribution` whose arguments are text-bound `Source`, `Cue` and `Content`. Offsets count Unicode code points.
 */
import { describe } from '../annotations/describe';
import type { Annotation, Target, TargetRole } from '../annotations/types';
import type { Span } from '../text/span';
import { contentId, Misfit, type ExchangeItem, type ExchangeSpan, type Imported } from './items';

/** Types of text-bound annotations, by kind; a tag is a type of its own. */
const TYPES = { speaker: 'Speaker', date: 'Date', note: 'Note' } as const;
const KINDS: Readonly<Record<string, 'speaker' | 'date' | 'note'>> = { Speaker: 'speaker', Date: 'date', Note: 'note' };
const ROLES: Readonly<Record<TargetRole, string>> = { source: 'Source', cue: 'Cue', content: 'Content' };
const EVENT = 'Attribution';

/** brat's rule for the names of types. */
const TYPE_NAME = /^[\p{L}\p{N}_-]+$/u;

/** Notes that carry what brat has no field for; brat shows them with the annotation and writes them back. */
const NOTE = {
  comment: 'AnnotatorNotes',
  value: 'PressmarkValue',
  tag: 'PressmarkTag',
  id: 'PressmarkId',
  detected: 'PressmarkDetected',
} as const;

export interface BratFiles {
  readonly ann: string;
  /** The content of `annotation.conf`, which brat wants in the folder of the texts. */
  readonly conf: string;
  readonly losses: readonly string[];
}

export function exportBrat(text: string, items: readonly ExchangeItem[]): BratFiles {
  const count = codePointCounter(text);
  const lines: string[] = [];
  const bound = new Map<string, string>();
  const tags = new Set<string>();
  let events = 0;
  let notes = 0;
  let whole = 0;
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
  const note = (type: string, id: string, words: string | undefined): void => {
    if (words !== undefined && words !== '') lines.push(`#${++notes}\t${type} ${id}\t${flat(words)}`);
  };
  for (const item of items) {
    const spans = fragments(text, item.spans);
    if (spans.length === 0) {
      whole++;
      continue;
    }
    let id: string;
    if (item.kind === 'message') {
      const role = (wanted: TargetRole): readonly ExchangeSpan[] => spans.filter(span => (span.role ?? 'content') === wanted);
      const args: string[] = [];
      for (const each of ['content', 'cue', 'source'] as const) {
        const places = role(each);
        if (places.length > 0) args.push(`${ROLES[each]}:${textBound(ROLES[each], places)}`);
      }
      const trigger = textBound(EVENT, role('cue').length > 0 ? role('cue') : spans.slice(0, 1), false);
      id = `E${++events}`;
      lines.push(`${id}\t${EVENT}:${trigger}${args.length > 0 ? ` ${args.join(' ')}` : ''}`);
    } else {
      const named = item.kind === 'tag' && item.tag !== undefined && TYPE_NAME.test(item.tag) ? item.tag : undefined;
      const type = item.kind === 'tag' ? (named ?? 'Tag') : TYPES[item.kind];
      if (item.kind === 'tag') tags.add(type);
      id = textBound(type, spans, false);
      if (item.kind === 'tag' && named === undefined) note(NOTE.tag, id, item.tag);
    }
    note(NOTE.comment, id, item.comment);
    note(NOTE.value, id, item.value);
    if (item.detected) note(NOTE.detected, id, item.manner ?? 'yes');
    else note(NOTE.id, id, item.id);
  }
  return {
    ann: lines.map(line => `${line}\n`).join(''),
    conf: confFor(tags),
    losses:
      whole > 0
        ? [
            `${whole} ${whole === 1 ? 'annotation' : 'annotations'} of the whole document ${whole === 1 ? 'has' : 'have'} no place in brat`,
          ]
        : [],
  };
}

function confFor(tags: ReadonlySet<string>): string {
  const own = [...Object.values(ROLES), ...Object.values(TYPES)];
  const entities = [...own, ...[...tags].filter(tag => !own.includes(tag) && tag !== EVENT).sort()];
  return `[entities]\n${entities.join('\n')}\n\n[relations]\n\n[events]\n${EVENT}\tContent?:Content, Cue?:Cue, Source?:Source\n\n[attributes]\n`;
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

const flat = (words: string): string => words.replace(/[\r\n\t]+/g, ' ');

/** Turns an offset in UTF-16 code units into one in code points; cheap where the text has no surrogates. */
function codePointCounter(text: string): (offset: number) => number {
  const high: number[] = [];
  for (let i = 0; i < text.length; i++) if ((text.charCodeAt(i) & 0xfc00) === 0xd800) high.push(i);
  return offset => {
    let [low, end] = [0, high.length];
    while (low < end) {
      const middle = (low + end) >> 1;
      if (high[middle]! < offset) low = middle + 1;
      else end = middle;
    }
    return offset - low;
  };
}

/** The other way: `undefined` past the end of the text. */
function codeUnitFinder(text: string): (codePoints: number) => number | undefined {
  if (!/[\ud800-\udbff]/.test(text)) return at => (at <= text.length ? at : undefined);
  const starts: number[] = [];
  for (let i = 0; i < text.length; i += text.codePointAt(i)! > 0xffff ? 2 : 1) starts.push(i);
  starts.push(text.length);
  return at => starts[at];
}

interface TextBound {
  readonly type: string;
  readonly spans: readonly Span[];
}

/**
 * Reads an `.ann` file for its text. Attributions become message annotations with a source, a cue and content; every other
 * text-bound annotation a speaker, date, note or, by its type, a tag. Fragments that only a line break parts are joined again.
 *
 * @throws Misfit where a line is not brat's, or its words are not those of the text at its offsets
 */
export function importBrat(text: string, ann: string, origin: { author?: string; created?: string } = {}): Imported {
  const bounds = new Map<string, TextBound>();
  const events: { id: string; trigger: string; args: readonly (readonly [string, string])[] }[] = [];
  const notes = new Map<string, Map<string, string>>();
  const lost = new Map<string, number>();
  const unit = codeUnitFinder(text);
  ann.split(/\r?\n/).forEach((line, index) => {
    if (line.trim() === '') return;
    const [id = '', body = '', ...rest] = line.split('\t');
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
        checkWords(text, id, spans, rest.join('\t'));
        bounds.set(id, { type: match[1]!, spans: joinLines(text, spans) });
        return;
      }
      case 'E': {
        const [head = '', ...args] = body.trim().split(/ +/);
        const [type, trigger] = head.split(':');
        if (trigger === undefined) throw bad();
        events.push({ id, trigger, args: [[type!, ''], ...args.map(arg => arg.split(':') as [string, string])] });
        return;
      }
      case '#': {
        const [type, target] = body.split(' ');
        if (type === undefined || target === undefined) throw bad();
        const own = notes.get(target) ?? new Map<string, string>();
        own.set(type, rest.join('\t'));
        notes.set(target, own);
        return;
      }
      case 'R':
      case '*':
        lost.set('relation', (lost.get('relation') ?? 0) + 1);
        return;
      case 'A':
      case 'M':
        lost.set('attribute', (lost.get('attribute') ?? 0) + 1);
        return;
      case 'N':
        lost.set('normalization', (lost.get('normalization') ?? 0) + 1);
        return;
      default:
        throw bad();
    }
  });

  const annotations: Annotation[] = [];
  const used = new Set<string>();
  const add = (source: string, kind: Annotation['kind'], targets: readonly Target[], tag?: string): void => {
    const own = notes.get(source);
    if (own?.has(NOTE.detected)) return; // the engine finds it again by itself
    const value = own?.get(NOTE.value);
    const comment = own?.get(NOTE.comment);
    const place = targets.map(({ position, role }) => `${role ?? ''}${position.start}-${position.end}`).join(' ');
    annotations.push({
      id: own?.get(NOTE.id) ?? contentId(['brat', kind, tag ?? '', place].join('\n')),
      kind,
      targets,
      ...(tag === undefined ? {} : { tag }),
      ...(value === undefined ? {} : { value }),
      ...(comment === undefined ? {} : { comment }),
      ...(origin.author === undefined ? {} : { author: origin.author }),
      ...(origin.created === undefined ? {} : { created: origin.created }),
    });
  };
  for (const { id, trigger, args } of events) {
    const head = bounds.get(trigger);
    if (!head) throw new Misfit(`${id}: there is no ${trigger}`);
    used.add(trigger);
    if (args[0]![0] !== EVENT) {
      lost.set('event of another type', (lost.get('event of another type') ?? 0) + 1);
      used.delete(trigger);
      continue;
    }
    const targets: Target[] = [];
    for (const [role, target] of args.slice(1)) {
      const bound = bounds.get(target);
      if (!bound) throw new Misfit(`${id}: there is no ${target}`);
      // "Content2" is brat's second argument of that role.
      const known = (Object.keys(ROLES) as TargetRole[]).find(each => ROLES[each] === role.replace(/\d+$/, ''));
      used.add(target);
      if (known) for (const span of bound.spans) targets.push({ ...describe(text, span), role: known });
      else lost.set('argument of another role', (lost.get('argument of another role') ?? 0) + 1);
    }
    targets.sort((a, b) => a.position.start - b.position.start);
    add(id, 'message', targets);
  }
  for (const [id, { type, spans }] of bounds) {
    if (used.has(id)) continue;
    const kind = KINDS[type];
    const targets = spans.map(span => describe(text, span));
    if (kind) add(id, kind, targets);
    else add(id, 'tag', targets, type === 'Tag' ? (notes.get(id)?.get(NOTE.tag) ?? type) : type);
  }
  return {
    annotations,
    losses: [...lost].map(
      ([what, number]) => `${number} ${what}${number === 1 ? '' : 's'} of brat ${number === 1 ? 'has' : 'have'} no place here`,
    ),
  };
}

/** brat repeats the words of the text, a line break as a blank: where they disagree the file belongs to another text. */
function checkWords(text: string, id: string, spans: readonly Span[], words: string): void {
  const here = spans.map(({ start, end }) => flat(text.slice(start, end))).join(' ');
  const [a, b] = [here.replace(/\s+/g, ' '), words.replace(/\s+/g, ' ')];
  if (a.trim() === b.trim()) return;
  let same = 0;
  while (same < a.length && a[same] === b[same]) same++;
  throw new Misfit(
    `${id} does not fit the text: at offset ${spans[0]!.start + same} it has “${a.slice(same, same + 30)}”, not “${b.slice(same, same + 30)}”`,
  );
}

/** Fragments with nothing but a line break between them were one span. */
function joinLines(text: string, spans: readonly Span[]): Span[] {
  const joined: Span[] = [];
  for (const span of spans) {
    const last = joined.at(-1);
    const between = last && text.slice(last.end, span.start);
    if (last && last.end <= span.start && /^[ \t]*[\r\n]\s*$/.test(between!))
      joined[joined.length - 1] = { start: last.start, end: span.end };
    else joined.push(span);
  }
  return joined;
}
