/** Who speaks: everybody is named, introduced before being quoted, and called the same throughout. */
import { countWords } from '../features/excerpt';
import type { Mention, Release, Speaker } from '../release/types';
import { firstWhere } from '../text/search';
import type { Span } from '../text/span';
import { finding, type CheckInput, type KnownInput, type Steps } from './findings';

/** A quotation with fewer words that nobody says is a slogan or a title. */
const SHORTEST_MESSAGE = 7;

export function* checkPeople(input: KnownInput): Steps {
  yield* withoutSpeaker(input);
  yield* notIntroduced(input);
  yield* spellings(input);
  yield* titles(input);
}

/** Whether some message that has a source, a speaker or a cue shares words with a span. */
function attributedWords({ attributions }: Release): (span: Span) => boolean {
  const said = attributions
    .flatMap(({ source, speaker, cue, content }) => ((source ?? speaker ?? cue) === undefined ? [] : content))
    .sort((a, b) => a.start - b.start);
  let furthest = 0;
  /** Where the furthest of the first ones ends. */
  const reach = said.map(({ end }) => (furthest = Math.max(furthest, end)));
  return ({ start, end }) => {
    const before = firstWhere(said.length, i => said[i]!.start >= end);
    return before > 0 && reach[before - 1]! > start;
  };
}

/** Words before a quotation that are looked at for what leads to it. */
const LEAD = 200;

/**
 * A line below a quotation that says whose it is: "— Jane Roe, baker", "Jane Roe, head of the Ellerby Bakers". A sentence is none: its
 * comma comes after more than a name, or it ends with a full stop.
 */
const CREDIT =
  /^(?:[—–]|-{1,2})?\s*(?:\p{Lu}[\p{L}\p{M}.'’-]*\s+){1,4}\p{Lu}[\p{L}\p{M}.'’-]*\s*[,|–—(][^\n]{0,150}(?<![.!?:;])$/u;

/** Whole sentences in quotation marks with no cue, nobody named beside them, and nothing that leads to them. */
function* withoutSpeaker({ text, release, facts }: KnownInput): Steps {
  const isAttributed = attributedWords(release);
  let open = false;
  for (const [at, { kind, span: part }] of release.parts.entries()) {
    // A pull quote repeats what somebody says elsewhere.
    if (kind !== 'paragraph') continue;
    yield undefined;
    const quotations = facts.quotations(text, part, open);
    const goesOn = open;
    open = quotations.at(-1)?.closed === false;
    let saidBefore = false;
    for (const [index, { span, closed }] of quotations.entries()) {
      const quoted = { start: part.start + span.start, end: part.start + span.end };
      saidBefore ||= isAttributed(quoted);
      if (saidBefore || !closed || (goesOn && index === 0)) continue;
      if (!/[.!?…]["”»]$/.test(text.slice(quoted.end - 2, quoted.end)) || countWords(text, quoted) < SHORTEST_MESSAGE) continue;
      const below = quoted.end === part.end ? release.parts[at + 1] : undefined;
      if (below && CREDIT.test(text.slice(below.span.start, below.span.end))) continue;
      if (/[:,\p{L}"”]$/u.test(text.slice(Math.max(0, quoted.start - LEAD), quoted.start).trimEnd())) continue;
      yield finding('message-without-speaker', quoted, 'withoutSpeaker');
    }
  }
}

/** A person quoted by family name alone whose full name comes later in the text. */
function* notIntroduced({ text, release }: CheckInput): Steps {
  const body = release.parts.find(({ kind }) => kind === 'paragraph')?.span.start ?? 0;
  const quoted = new Map<string, Mention[]>();
  for (const { speaker, source, kind } of release.attributions) {
    if (speaker === undefined || !source || kind === 'indirect') continue;
    const sources = quoted.get(speaker);
    if (sources) sources.push(source);
    else quoted.set(speaker, [source]);
  }
  for (const speaker of release.speakers) {
    if (speaker.kind !== 'person' || !speaker.name.includes(' ')) continue;
    yield undefined;
    const full = speaker.mentions.find(mention => mention.kind === 'name' && normal(mention.text).includes(normal(speaker.name)));
    if (!full) continue;
    const quotedAt = quoted
      .get(speaker.id)
      ?.find(source => source.span.start >= body && source.span.end <= full.span.start && isBareName(source.text, speaker));
    if (!quotedAt) continue;
    // Named in full by another route before: "Roe, Jane".
    if (normal(text.slice(0, quotedAt.span.start)).includes(normal(speaker.name))) continue;
    yield finding('speaker-not-introduced', quotedAt.span, 'notIntroduced', [quotedAt.text, speaker.name], {
      related: [full.span],
    });
  }
}

const normal = (text: string): string => text.replace(/\s+/g, ' ').toLowerCase();

/** One word of the name, and nothing that introduces it. */
function isBareName(text: string, { name }: Speaker): boolean {
  return name.toLowerCase().split(' ').includes(text.trim().toLowerCase());
}

/** Letters alone: hyphens, blanks, full stops and accents are what spellings differ in. */
const skeleton = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');

const isPlain = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57);

/** The letters of a text one after the other, folded as in {@link skeleton}, and where each of them stands. */
function squeeze(text: string): { readonly letters: string; readonly places: readonly number[] } {
  const letters: string[] = [];
  const places: number[] = [];
  for (let at = 0; at < text.length;) {
    const code = text.charCodeAt(at);
    let end = at + 1;
    if (isPlain(code)) {
      while (end < text.length && isPlain(text.charCodeAt(end))) end++;
      letters.push(text.slice(at, end).toLowerCase());
      for (let place = at; place < end; place++) places.push(place);
    } else if (code > 0x7f) {
      if ((code & 0xfc00) === 0xd800) end++; // half of a sign says nothing
      const folded = skeleton(text.slice(at, end));
      letters.push(folded);
      places.push(...Array<number>(folded.length).fill(at));
    }
    at = end;
  }
  return { letters: letters.join(''), places };
}

/** A name as the text writes it somewhere. */
interface Spelled {
  /** As the speaker is called. */
  readonly name: string;
  readonly form: string;
  readonly start: number;
}

const GROUPS = 4096;

/** Which group the letters from a place on are in, by the first three of them. */
const groupAt = (letters: string, at: number): number =>
  (letters.charCodeAt(at) ^ (letters.charCodeAt(at + 1) << 4) ^ (letters.charCodeAt(at + 2) << 7)) & (GROUPS - 1);

/** Finds where words spell one of the names, whatever the hyphens, blanks, accents and capitals. */
function spellingsOf(names: readonly string[]): (words: string) => Spelled[] {
  const groups = new Array<{ readonly name: string; readonly letters: string; readonly pattern: RegExp }[] | undefined>(GROUPS);
  groups.fill(undefined);
  for (const name of names) {
    const letters = skeleton(name);
    (groups[groupAt(letters, 0)] ??= []).push({ name, letters, pattern: patternOf(name) });
  }
  return words => {
    const { letters: all, places } = squeeze(words);
    const found: Spelled[] = [];
    /** Where the last place of each name ends. */
    const ends = new Map<string, number>();
    for (let at = 0; at < all.length; at++) {
      const group = groups[groupAt(all, at)];
      if (!group) continue;
      for (const { name, letters, pattern } of group) {
        const start = places[at]!;
        if (!all.startsWith(letters, at) || start < (ends.get(name) ?? 0)) continue;
        pattern.lastIndex = start;
        const match = pattern.exec(words);
        if (!match) continue;
        ends.set(name, start + match[0].length);
        const form = match[0].replace(/\s+/g, ' ').normalize('NFC');
        if (isForm(form, letters, words, start)) found.push({ name, form, start });
      }
    }
    return found;
  };
}

/** The letters of a name in their order with anything that spellings differ in, alone in the text. */
function patternOf(name: string): RegExp {
  const words = name.split(/[\s\-‐‑]+/);
  const letters = words.map(word => Array.from(word, letterPattern).join('')).join('[\\s\\-‐‑]?');
  return new RegExp(`(?<![\\p{L}\\p{N}])${letters}(?![\\p{L}\\p{N}\\-])`, 'giuy');
}

/** Whether words that could be a name are one, and no capitals of a headline, no address and no hashtag. */
function isForm(form: string, letters: string, words: string, start: number): boolean {
  if (skeleton(form) !== letters || form === form.toUpperCase() || !/^\p{Lu}/u.test(form)) return false;
  return (
    !/[@/#._:]/.test(words.charAt(start - 1)) &&
    !/^[@/_]|^\.\p{L}/u.test(words.slice(start + form.length, start + form.length + 3))
  );
}

/** The same name with other hyphens, blanks, accents or inner capitals: "Kim Jong-un" and "Kim Jong Un". */
function* spellings({ text, release, facts }: KnownInput): Steps {
  const people = release.speakers.filter(
    ({ kind, name }) =>
      (kind === 'person' || kind === 'organization') && name.split(/[\s\-‐‑]+/).length >= 2 && skeleton(name).length >= 6,
  );
  const names = people.map(({ name }) => name);
  const work = facts.work('names', names.join('\n'), () => spellingsOf(names));
  const forms = new Map(names.map(name => [name, new Map<string, number[]>()]));
  for (const { span: part } of release.parts) {
    yield undefined;
    for (const { name, form, start } of facts.get('names', work, text, part)) {
      const places = forms.get(name)!.get(form);
      if (places) places.push(part.start + start);
      else forms.get(name)!.set(form, [part.start + start]);
    }
  }
  const seen = new Set<number>();
  for (const { name, kind } of people) {
    yield undefined;
    const [usual, ...others] = [...forms.get(name)!].sort((a, b) => b[1].length - a[1].length || a[1][0]! - b[1][0]!);
    for (const [form, places] of others) {
      // In a title every word has a capital, and an organization's name may be made of common words.
      const sameLetters = form.toLowerCase() === usual![0].toLowerCase();
      if (sameLetters && (kind !== 'person' || places.every(at => isInTitle(at, release.parts)))) continue;
      for (const at of places) {
        const span = { start: at, end: at + form.length };
        if (seen.has(at)) continue;
        seen.add(at);
        yield finding('name-spelling', span, 'spelledOtherwise', [form, usual![0]], {
          fixes: [{ span, replacement: usual![0], certain: usual![1].length > places.length + 1 }],
          related: [{ start: usual![1][0]!, end: usual![1][0]! + usual![0].length }],
        });
      }
    }
  }
}

const isInTitle = (at: number, parts: CheckInput['release']['parts']): boolean =>
  parts.some(
    ({ kind, span }) =>
      (kind === 'headline' || kind === 'subheadline' || kind === 'heading') && span.start <= at && at < span.end,
  );

/** A letter, or some letter with an accent: which one is looked at afterwards. */
function letterPattern(letter: string): string {
  const base = letter.normalize('NFKD').replace(/\p{M}/gu, '');
  return /^[a-z]$/i.test(base) ? `[${base}\\u00c0-\\u024f]\\p{M}*` : letter.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

/** Words that make another office of the same title. */
const RANKS = /^(?:vice|deputy|senior|associate|assistant|acting|interim|executive|first|second|chief|former|honorary|co)$/;

/** Two titles of one person where one is the other with another rank: "president" and "vice president". */
function* titles({ text, release }: CheckInput): Steps {
  for (const { kind, name, titles: own, mentions } of release.speakers) {
    if (kind !== 'person' || own.length < 2) continue;
    yield undefined;
    const parsed = own.map(title => ({ title, ...rankOf(title) }));
    const first = parsed[0]!;
    const other = parsed.slice(1).find(({ rank, office }) => office === first.office && rank !== first.rank);
    if (!other) continue;
    const after = text.indexOf(other.title, mentions[0]?.span.start ?? 0);
    const at = after >= 0 ? after : text.indexOf(other.title);
    if (at < 0) continue;
    const was = text.indexOf(first.title);
    yield finding(
      'title-changes',
      { start: at, end: at + other.title.length },
      'titleChanges',
      [name, other.title, first.title],
      {
        ...(was >= 0 ? { related: [{ start: was, end: was + first.title.length }] } : {}),
      },
    );
  }
}

function rankOf(title: string): { rank: string; office: string } {
  const words = title
    .toLowerCase()
    .replace(/\b(?:of|for|at)\b.*/, '')
    .split(/[\s\-,]+/)
    .filter(word => word !== '' && word !== 'the');
  const ranks = words.filter(word => RANKS.test(word));
  return { rank: ranks.join(' '), office: words.filter(word => !RANKS.test(word)).join(' ') };
}
