/**
 * Turns a seed and its gold into a text with marks, to read and mend by hand, and back again, so that nobody counts characters.
 *
 * usage: node out/test/seeds/marks.js read SEED…      prints FILE.marks beside each seed's name in out/marks/
 *        node out/test/seeds/marks.js write MARKS…    checks them and writes the seed and its gold into seeds/
 *
 * A marked release is a JSON object (file, style, releaseDate, speakers; "with": release dates to resolve with, in order;
 * "lineEnd": "crlf"; "byteOrderMark": true; "finalLineEnd": false), a line "=====", then the text with marks:
 *
 *     ⟪paragraph⟫⟦d XXXX-05-09 @ 2020-05-09|9 May⟧: ⟦S1 roe|⟦roe|Jane Roe⟧, a baker,⟧ ⟦C1 say s|said⟧, ⟦Q1|“Rye sells.”⟧
 *
 * `⟪kind⟫` opens a part, which goes on to the next. Labels, parted by `;`: a speaker's key (a mention; `roe.t` a title, `roe.p` a pronoun,
 * `roe.a` an acronym), `S1 roe` the source of attribution 1 and its speaker (`S1+2 roe` of two), `C1 lemma s|t|e` its cue, `Q1` its content
 * (`Q1 direct` for own words without marks, `Q1 mixed`, `Q1 indirect`, `Q1 optional`; several spans by several marks), `A1` whom it addresses,
 * `d VALUE` a date (`d SET:P1D`, `d VALUE = RESOLVED @ VALUE = RESOLVED`: after `@` with the release dates of "with"; `d VALUE / VALUE` where either is right; `d VALUE optional`).
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findGoldFaults, goldFileOf, readSeed, seedsFolder, type Seed, type Gold, type GoldAttribution, type GoldDate, type GoldText } from './gold';
import type { CueClass, Mention, PartKind, Span, Speaker, TimexType } from '../../src/core/index';

interface Head {
  file: string;
  style: string;
  releaseDate?: string;
  with?: string[];
  lineEnd?: 'crlf';
  byteOrderMark?: boolean;
  finalLineEnd?: boolean;
  speakers: Record<string, { name: string; kind?: Speaker['kind']; titles?: string[]; affiliation?: string; optional?: true }>;
}

const MENTION_KINDS: Record<string, Mention['kind']> = { t: 'title', p: 'pronoun', a: 'acronym' };
const CUE_CLASSES: Record<string, CueClass> = { s: 'speech', t: 'thought', e: 'evidence' };

type Draft = { -readonly [K in keyof Omit<GoldAttribution, 'content' | 'kind'>]: GoldAttribution[K] } & {
  content: GoldText[];
  kind?: GoldAttribution['kind'];
};

export function readMarks(source: string): Seed {
  const border = source.indexOf('\n=====\n');
  if (border < 0) throw new Error('a marked release has a line "=====" after its head');
  const head = JSON.parse(source.slice(0, border)) as Head;
  let body = source.slice(border + 7);
  if (head.finalLineEnd === false) body = body.replace(/\n$/, '');
  if (head.lineEnd === 'crlf') body = body.replaceAll('\n', '\r\n');

  let text = '';
  const parts: { kind: PartKind; start: number; end: number }[] = [];
  const open: { labels: string[]; start: number }[] = [];
  const closed: { label: string; start: number; end: number }[] = [];
  for (let i = 0; i < body.length; ) {
    const c = body[i]!;
    if (c === '⟪') {
      const to = body.indexOf('⟫', i);
      parts.push({ kind: body.slice(i + 1, to) as PartKind, start: text.length, end: -1 });
      i = to + 1;
    } else if (c === '⟦') {
      const to = body.indexOf('|', i);
      open.push({ labels: body.slice(i + 1, to).split(';').map(label => label.trim()), start: text.length });
      i = to + 1;
    } else if (c === '⟧') {
      const mark = open.pop();
      if (!mark) throw new Error(`a mark closes that never opened, after "${text.slice(-40)}"`);
      for (const label of mark.labels) closed.push({ label, start: mark.start, end: text.length });
      i++;
    } else {
      text += c;
      i++;
    }
  }
  if (open.length) throw new Error(`a mark is never closed: "${text.slice(open[0]!.start, open[0]!.start + 60)}"`);
  parts.forEach((part, i) => {
    part.end = parts[i + 1]?.start ?? text.length;
    part.start += text.slice(part.start, part.end).length - text.slice(part.start, part.end).trimStart().length;
    part.end = part.start + text.slice(part.start, part.end).trimEnd().length;
  });

  closed.sort((a, b) => a.start - b.start || b.end - a.end);
  const spanned = (span: Span): GoldText => ({ start: span.start, end: span.end, text: text.slice(span.start, span.end) });
  const speakers = Object.entries(head.speakers).map(([id, { name, kind = 'person', titles = [], affiliation = null, optional }]) => ({
    id,
    name,
    kind,
    titles,
    affiliation,
    mentions: [] as (GoldText & { kind: Mention['kind'] })[],
    ...(optional ? { optional } : {}),
  }));
  const drafts = new Map<string, Draft>();
  const draft = (n: string): Draft => {
    let found = drafts.get(n);
    if (!found) drafts.set(n, (found = { id: n, quoted: false, source: null, speaker: null, addressee: null, cue: null, content: [] }));
    return found;
  };
  const dates: GoldDate[] = [];
  const datesWith: Record<string, { id: string; value: string; resolved: string | null }[]> = {};

  for (const mark of closed) {
    const { label } = mark;
    const span = spanned(mark);
    const attribution = /^([SCQA])(\d+(?:\+\d+)*)(?: (.*))?$/.exec(label);
    if (attribution) {
      const [, role, numbers, rest = ''] = attribution;
      for (const n of numbers!.split('+')) {
        const a = draft(n);
        if (role === 'S') {
          a.source = span;
          a.speaker = rest || null;
        } else if (role === 'A') a.addressee = span;
        else if (role === 'C') {
          const [lemma, cueClass = 's'] = rest.split(' ');
          a.cue = { ...span, lemma: lemma!, class: CUE_CLASSES[cueClass]! };
        } else {
          a.content.push(span);
          for (const word of rest.split(' ').filter(Boolean)) {
            if (word === 'optional') a.optional = true;
            else a.kind = word as GoldAttribution['kind'];
          }
        }
      }
    } else if (label.startsWith('d ')) {
      const readings = label
        .slice(2)
        .split('@')
        .map(reading => readDate(reading.replace('optional', '').trim()));
      const id = `d${dates.length + 1}`;
      const [{ type, value, resolved, also }] = readings as [DateReading];
      dates.push({ id, ...span, type, value, resolved, ...(also.length ? { also } : {}), ...(label.includes('optional') ? { optional: true as const } : {}) });
      readings.slice(1).forEach((reading, i) => {
        const day = head.with?.[i];
        if (!day) throw new Error(`"${span.text}" is resolved with a release date that the head does not give`);
        (datesWith[day] ??= []).push({ id, value: reading.value, resolved: reading.resolved });
      });
    } else {
      const [key, kind] = label.split('.');
      const speaker = speakers.find(({ id }) => id === key);
      if (!speaker) throw new Error(`unknown label "${label}" on "${span.text}"`);
      speaker.mentions.push({ ...span, kind: kind ? MENTION_KINDS[kind]! : 'name' });
    }
  }

  const attributions = [...drafts.values()]
    .sort((a, b) => (a.content[0]?.start ?? 0) - (b.content[0]?.start ?? 0))
    .map(({ id, kind, quoted: _, content, source: from, speaker, addressee, cue, optional }): GoldAttribution => {
      const usual = usualKind(content);
      return {
        id: `a${id}`,
        kind: kind ?? usual,
        quoted: kind === undefined && usual === 'direct',
        source: from,
        speaker,
        addressee,
        cue,
        content,
        ...(optional ? { optional } : {}),
      };
    });
  const gold: Gold = {
    file: head.file,
    style: head.style,
    releaseDate: head.releaseDate ?? null,
    parts: parts.map(({ kind, start, end }) => ({ kind, start, end })),
    speakers,
    attributions,
    dates,
    ...(head.with ? { datesWith } : {}),
  };
  return { file: head.file, text, byteOrderMark: head.byteOrderMark === true, gold };
}

/** What content is unless its mark says otherwise: in quotation marks from end to end, partly, or not at all. */
function usualKind(content: readonly GoldText[]): GoldAttribution['kind'] {
  const whole = content.map(span => span.text).join(' ');
  if (content.every(span => /^["“„«‘'`]/.test(span.text)) && /["”“»’']$/.test(whole.replace(/[,.;:]$/, ''))) return 'direct';
  return /["“”«»„]/.test(whole) ? 'mixed' : 'indirect';
}

interface DateReading {
  type: TimexType;
  value: string;
  resolved: string | null;
  also: readonly string[];
}

/** "XXXX-05-09", "SET:P1W", "2025 / FY2025", "2020-Q1 = 2020-01-01/2020-03-31" */
function readDate(reading: string): DateReading {
  const [main, ...also] = reading.split('/ ').map(part => part.trim()) as [string, ...string[]];
  const [first, given] = main.split('=').map(part => part.trim()) as [string, string | undefined];
  const set = first.startsWith('SET:');
  const value = set ? first.slice(4) : first;
  const type = set ? 'SET' : /^P(?!AST|RESENT)/.test(value) ? 'DURATION' : value.replace(/_.*/, '').replace(/^P.*/, '').includes('T') ? 'TIME' : 'DATE';
  return { type, value, resolved: given ?? (/^\d{4}(?:-\d\d){0,2}$/.test(value) ? value : null), also };
}

/** One record a line: short enough to read, and a change to one mark is one line in a diff. */
export function formatGold(gold: Gold): string {
  const list = (items: readonly unknown[]): string => (items.length ? `[\n${items.map(item => `    ${JSON.stringify(item)}`).join(',\n')}\n  ]` : '[]');
  const fields = Object.entries(gold).map(([key, value]) => `  ${JSON.stringify(key)}: ${Array.isArray(value) ? list(value) : JSON.stringify(value)}`);
  return `{\n${fields.join(',\n')}\n}\n`;
}


/** The marked text of a seed; `readMarks` makes the same seed of it. */
export function writeMarks({ file, text, byteOrderMark, gold }: Seed): string {
  const spans: (Span & { label: string })[] = [];
  const keyOf = (map: Record<string, string>, value: string): string => Object.keys(map).find(key => map[key] === value)!;
  for (const { id, mentions } of gold.speakers)
    for (const { start, end, kind } of mentions) spans.push({ start, end, label: kind === 'name' ? id : `${id}.${keyOf(MENTION_KINDS, kind)}` });
  for (const a of gold.attributions) {
    const n = a.id.slice(1);
    if (a.source) spans.push({ ...a.source, label: `S${n}${a.speaker ? ` ${a.speaker}` : ''}` });
    if (a.cue) spans.push({ ...a.cue, label: `C${n} ${a.cue.lemma} ${keyOf(CUE_CLASSES, a.cue.class)}` });
    if (a.addressee) spans.push({ ...a.addressee, label: `A${n}` });
    const plain = a.kind === usualKind(a.content) && a.quoted === (a.kind === 'direct');
    const flags = `${plain ? '' : ` ${a.kind}`}${a.optional ? ' optional' : ''}`;
    for (const span of a.content) spans.push({ ...span, label: `Q${n}${flags}` });
  }
  const reading = ({ type, value, resolved, also = [] }: { type?: TimexType; value: string; resolved: string | null; also?: readonly string[] }): string =>
    [`${type === 'SET' ? 'SET:' : ''}${value}${resolved !== null && resolved !== value ? ` = ${resolved}` : ''}`, ...also].join(' / ');
  for (const date of gold.dates) {
    const others = Object.values(gold.datesWith ?? {}).flatMap(dates => dates.filter(({ id }) => id === date.id).map(other => ` @ ${reading(other)}`));
    spans.push({ start: date.start, end: date.end, label: `d ${reading(date)}${date.optional ? ' optional' : ''}${others.join('')}` });
  }

  const bySpan = new Map<string, Span & { labels: string[] }>();
  for (const { start, end, label } of spans) {
    const key = `${start}-${end}`;
    const found = bySpan.get(key);
    if (found) found.labels.push(label);
    else bySpan.set(key, { start, end, labels: [label] });
  }
  const inserts: { at: number; rank: number; what: string }[] = gold.parts.map(({ kind, start }) => ({ at: start, rank: 1, what: `⟪${kind}⟫` }));
  for (const { start, end, labels } of bySpan.values()) {
    // At one place what closes comes first, the innermost before the rest; then what opens, the widest first.
    inserts.push({ at: start, rank: 3 - (end - start) / (text.length + 1), what: `⟦${labels.join('; ')}|` });
    inserts.push({ at: end, rank: (end - start) / (text.length + 1), what: '⟧' });
  }
  inserts.sort((a, b) => a.at - b.at || a.rank - b.rank);
  let body = '';
  let at = 0;
  for (const insert of inserts) {
    body += text.slice(at, insert.at) + insert.what;
    at = insert.at;
  }
  body += text.slice(at);
  const crlf = body.includes('\r\n');
  const head: Head = {
    file,
    style: gold.style,
    ...(gold.releaseDate ? { releaseDate: gold.releaseDate } : {}),
    ...(gold.datesWith ? { with: Object.keys(gold.datesWith) } : {}),
    ...(crlf ? { lineEnd: 'crlf' as const } : {}),
    ...(byteOrderMark ? { byteOrderMark } : {}),
    ...(text.endsWith('\n') ? {} : { finalLineEnd: false }),
    speakers: Object.fromEntries(
      gold.speakers.map(({ id, name, kind, titles, affiliation, optional }) => [
        id,
        { name, kind, titles: [...titles], ...(affiliation ? { affiliation } : {}), ...(optional ? { optional } : {}) },
      ]),
    ),
  };
  return `${JSON.stringify(head, undefined, 1).replaceAll(/\n {3,}/g, ' ').replaceAll(/\n {2}\}/g, ' }').replaceAll(/ \]/g, ']').replaceAll('[ ', '[')}\n=====\n${crlf ? body.replaceAll('\r\n', '\n') : body}${text.endsWith('\n') ? '' : '\n'}`;
}

if (require.main === module) {
  const [verb, ...files] = process.argv.slice(2);
  for (const file of files) {
    if (verb === 'read') {
      const seed = readSeed(file.replace(/^.*\//, ''));
      const to = join('out/marks', `${seed.file}.marks`);
      mkdirSync('out/marks', { recursive: true });
      writeFileSync(to, writeMarks(seed));
      console.log(to);
      continue;
    }
    const seed = readMarks(readFileSync(file, 'utf8'));
    const { text, gold, byteOrderMark } = seed;
    const faults = findGoldFaults(seed);
    for (const fault of faults) console.error(`${file}: ${fault}`);
    if (faults.length) process.exitCode = 1;
    writeFileSync(join(seedsFolder, gold.file), (byteOrderMark ? '\uFEFF' : '') + text);
    writeFileSync(join(seedsFolder, goldFileOf(gold.file)), formatGold(gold));
    console.log(`${gold.file}: ${gold.parts.length} parts, ${gold.speakers.length} speakers, ${gold.attributions.length} attributions, ${gold.dates.length} dates`);
  }
}
