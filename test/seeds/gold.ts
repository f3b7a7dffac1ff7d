/**
 * The seeds and their hand-marked gold: what a gold file holds, how it is read, and what is wrong with it.
 * `seeds/README.md` says which words each field covers.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CueClass, Mention, PartKind, Span, Speaker, TimexType } from '../../src/core/index';

/** A span with the words it covers, so that a gold file can be read and checked without counting. */
export interface GoldText extends Span {
  readonly text: string;
}

export interface GoldPart extends Span {
  readonly kind: PartKind;
}

export interface GoldSpeaker {
  readonly id: string;
  readonly name: string;
  readonly kind: Speaker['kind'];
  readonly titles: readonly string[];
  readonly affiliation: string | null;
  readonly mentions: readonly (GoldText & { readonly kind: Mention['kind'] })[];
  /** Named, but neither speaking nor spoken to: found or not, it is no error. */
  readonly optional?: true;
}

export interface GoldAttribution {
  readonly id: string;
  readonly kind: 'direct' | 'indirect' | 'mixed';
  readonly quoted: boolean;
  readonly source: GoldText | null;
  readonly speaker: string | null;
  readonly addressee: GoldText | null;
  readonly cue: (GoldText & { readonly lemma: string; readonly class: CueClass }) | null;
  readonly content: readonly GoldText[];
  /** Two careful people would differ on whether this is one: found or not, it is no error. */
  readonly optional?: true;
}

export interface GoldDate extends GoldText {
  readonly id: string;
  readonly type: TimexType;
  readonly value: string;
  readonly resolved: string | null;
  /** Other values that a careful person might give. */
  readonly also?: readonly string[];
  readonly optional?: true;
}

export interface Gold {
  readonly file: string;
  /** What the release is an example of: "corporate", "read-out". */
  readonly style: string;
  /** As the text itself gives it. */
  readonly releaseDate: string | null;
  readonly parts: readonly GoldPart[];
  readonly speakers: readonly GoldSpeaker[];
  readonly attributions: readonly GoldAttribution[];
  readonly dates: readonly GoldDate[];
  /** What changes in `dates` when a person gives a release date, by that date. */
  readonly datesWith?: Readonly<Record<string, readonly { readonly id: string; readonly value: string; readonly resolved: string | null }[]>>;
}

export interface Seed {
  readonly file: string;
  /** Without its byte order mark, as an editor has it; line ends as they are in the file. */
  readonly text: string;
  readonly byteOrderMark: boolean;
  readonly gold: Gold;
}

const root = existsSync(join(__dirname, '../../../seeds')) ? join(__dirname, '../../..') : process.cwd();
export const seedsFolder = join(root, 'seeds');

/** `010-corporate.press.md` has its gold in `010-corporate.gold.json`. */
export function goldFileOf(file: string): string {
  return `${file.slice(0, file.indexOf('.'))}.gold.json`;
}

export function seedFiles(): string[] {
  return readdirSync(seedsFolder)
    .filter(file => /\.(?:txt|press|pressrelease|press\.md)$/.test(file))
    .sort();
}

export function readSeed(file: string): Seed {
  const raw = readFileSync(join(seedsFolder, file), 'utf8');
  const text = raw.replace(/^\uFEFF/, '');
  const gold = JSON.parse(readFileSync(join(seedsFolder, goldFileOf(file)), 'utf8')) as Gold;
  return { file, text, byteOrderMark: text !== raw, gold };
}

export function readSeeds(): Seed[] {
  return seedFiles().map(readSeed);
}

export function hashOf(file: string): string {
  return createHash('sha256')
    .update(readFileSync(join(seedsFolder, file)))
    .digest('hex');
}

/** What is wrong with a gold file, a sentence each; nothing if it is sound. */
export function findGoldFaults({ file, text, gold }: Seed): string[] {
  const faults: string[] = [];
  const check = (holds: boolean, fault: string): void => {
    if (!holds) faults.push(fault);
  };
  const slice = (span: Span): string => text.slice(span.start, span.end);
  const checkText = (what: string, span: GoldText): void => {
    check(slice(span) === span.text, `${what} is "${span.text}" and the text has "${slice(span)}" there`);
    check(span.text.length > 0 && span.text === span.text.trim(), `${what} "${span.text}" is empty or has white space around it`);
  };
  check(gold.file === file, `it names the file ${gold.file}`);

  let end = 0;
  gold.parts.forEach((part, i) => {
    check(part.start >= end && part.end > part.start, `part ${i} (${part.kind}) is empty or overlaps the part before it`);
    check(text.slice(end, part.start).trim() === '', `"${text.slice(end, part.start).trim().slice(0, 60)}" is in no part`);
    check(slice(part) === slice(part).trim(), `part ${i} (${part.kind}) has white space around it`);
    end = part.end;
  });
  check(text.slice(end).trim() === '', `"${text.slice(end).trim().slice(0, 60)}" is in no part`);

  const speakers = new Map(gold.speakers.map(speaker => [speaker.id, speaker]));
  check(speakers.size === gold.speakers.length, 'two speakers have one id');
  for (const speaker of gold.speakers) {
    check(speaker.mentions.length > 0, `${speaker.name} is never mentioned`);
    for (const mention of speaker.mentions) checkText(`a mention of ${speaker.name}`, mention);
  }

  check(new Set(gold.attributions.map(({ id }) => id)).size === gold.attributions.length, 'two attributions have one id');
  let last = -1;
  for (const { id, speaker, source, cue, addressee, content, kind, quoted } of gold.attributions) {
    check(speaker === null || speakers.has(speaker), `attribution ${id} has the unknown speaker ${String(speaker)}`);
    check(content.length > 0, `attribution ${id} has no content`);
    check((content[0]?.start ?? 0) >= last, `attribution ${id} is out of order`);
    last = content[0]?.start ?? last;
    for (const span of content) checkText(`the content of ${id}`, span);
    if (source) checkText(`the source of ${id}`, source);
    if (cue) checkText(`the cue of ${id}`, cue);
    if (addressee) checkText(`the addressee of ${id}`, addressee);
    const opens = /^[>\s*_]*["“”„«‘'`]/.test(content[0]?.text ?? '');
    check(!quoted || (opens && kind === 'direct'), `attribution ${id} is called quoted and has no mark before its content, or is not direct`);
    check(kind !== 'mixed' || /["“„«‘'`]/.test(content.map(span => span.text).join(' ')), `attribution ${id} is called mixed and quotes nothing`);
  }

  check(new Set(gold.dates.map(({ id }) => id)).size === gold.dates.length, 'two dates have one id');
  let dateEnd = 0;
  for (const date of gold.dates) {
    checkText(`date ${date.id}`, date);
    check(date.start >= dateEnd, `date ${date.id} overlaps the one before it, or is out of order`);
    dateEnd = date.end;
    check(!/^P(?!AST|RESENT)/.test(date.value) || date.type !== 'DATE', `date ${date.id} has the value of a duration`);
  }
  for (const [day, dates] of Object.entries(gold.datesWith ?? {})) {
    check(/^\d{4}-\d\d-\d\d$/.test(day), `"${day}" is no release date`);
    for (const { id } of dates) check(gold.dates.some(date => date.id === id), `with ${day} there is the unknown date ${id}`);
  }
  return faults;
}
