/** Who speaks: everybody is named, introduced before being quoted, and called the same throughout. */
import { countWords } from '../features/excerpt';
import type { Quotation } from '../release/analysis';
import { findQuotations } from '../release/quotes';
import type { Speaker } from '../release/types';
import { finding, type CheckInput, type Finding } from './findings';

/** A quotation with fewer words that nobody says is a slogan or a title. */
const SHORTEST_MESSAGE = 7;

export function checkPeople(input: CheckInput): Finding[] {
  return [...withoutSpeaker(input), ...notIntroduced(input), ...spellings(input), ...titles(input)];
}

/** Whole sentences in quotation marks with no cue, nobody named beside them, and nothing that leads to them. */
function withoutSpeaker({ text, release }: CheckInput): Finding[] {
  const findings: Finding[] = [];
  let open = false;
  for (const { kind, span: part } of release.parts) {
    // A pull quote repeats what somebody says elsewhere.
    if (kind !== 'paragraph') continue;
    const quotations: readonly Quotation[] = findQuotations(text.slice(part.start, part.end), open).filter(
      ({ depth }) => depth === 0,
    );
    const goesOn = open;
    open = quotations.at(-1)?.closed === false;
    let saidBefore = false;
    quotations.forEach(({ span, closed }, index) => {
      const quoted = { start: part.start + span.start, end: part.start + span.end };
      saidBefore ||= release.attributions.some(
        ({ source, speaker, cue, content }) =>
          (source ?? speaker ?? cue) !== undefined && content.some(({ start, end }) => start < quoted.end && quoted.start < end),
      );
      if (saidBefore || !closed || (goesOn && index === 0)) return;
      if (!/[.!?…]["”»]$/.test(text.slice(quoted.start, quoted.end)) || countWords(text, quoted) < SHORTEST_MESSAGE) return;
      if (/[:,\p{L}"”]$/u.test(text.slice(0, quoted.start).trimEnd())) return;
      findings.push(finding('message-without-speaker', quoted, 'withoutSpeaker'));
    });
  }
  return findings;
}

/** A person quoted by family name alone whose full name comes later in the text. */
function notIntroduced({ text, release }: CheckInput): Finding[] {
  return release.speakers.flatMap(speaker => {
    if (speaker.kind !== 'person' || !speaker.name.includes(' ')) return [];
    const body = release.parts.find(({ kind }) => kind === 'paragraph')?.span.start ?? 0;
    const full = speaker.mentions.find(mention => mention.kind === 'name' && normal(mention.text).includes(normal(speaker.name)));
    if (!full) return [];
    const quotedAt = release.attributions
      .filter(message => message.speaker === speaker.id && message.source && message.kind !== 'indirect')
      .map(({ source }) => source!)
      .find(source => source.span.start >= body && source.span.end <= full.span.start && isBareName(source.text, speaker));
    if (!quotedAt) return [];
    // Named in full by another route before: "Roe, Jane".
    if (normal(text.slice(0, quotedAt.span.start)).includes(normal(speaker.name))) return [];
    return [
      finding('speaker-not-introduced', quotedAt.span, 'notIntroduced', [quotedAt.text, speaker.name], { related: [full.span] }),
    ];
  });
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

/** The same name with other hyphens, blanks, accents or inner capitals: "Kim Jong-un" and "Kim Jong Un". */
function spellings({ text, release }: CheckInput): Finding[] {
  const findings: Finding[] = [];
  const people = release.speakers.filter(({ kind }) => kind === 'person' || kind === 'organization');
  for (const { name, kind } of people) {
    const words = name.split(/[\s\-‐‑]+/);
    if (words.length < 2 || skeleton(name).length < 6) continue;
    const pattern = words.map(word => Array.from(word, letterPattern).join('')).join('[\\s\\-‐‑]?');
    const forms = new Map<string, number[]>();
    for (const match of text.matchAll(new RegExp(`(?<![\\p{L}\\p{N}])${pattern}(?![\\p{L}\\p{N}\\-])`, 'giu'))) {
      const form = match[0].replace(/\s+/g, ' ').normalize('NFC');
      if (skeleton(form) !== skeleton(name)) continue;
      // A headline in capitals is no other spelling.
      if (form === form.toUpperCase() || !/^\p{Lu}/u.test(form)) continue;
      // Addresses and hashtags are not written as names are.
      if (/[@/#._:]$/.test(text.slice(0, match.index)) || /^[@/_]|^\.\p{L}/u.test(text.slice(match.index + form.length)))
        continue;
      forms.set(form, [...(forms.get(form) ?? []), match.index]);
    }
    if (forms.size < 2) continue;
    const [usual, ...others] = [...forms].sort((a, b) => b[1].length - a[1].length || a[1][0]! - b[1][0]!);
    for (const [form, places] of others) {
      // In a title every word has a capital, and an organization's name may be made of common words.
      const sameLetters = form.toLowerCase() === usual![0].toLowerCase();
      if (sameLetters && (kind !== 'person' || places.every(at => isInTitle(at, release.parts)))) continue;
      for (const at of places) {
        const span = { start: at, end: at + form.length };
        findings.push(
          finding('name-spelling', span, 'spelledOtherwise', [form, usual![0]], {
            fixes: [{ span, replacement: usual![0], certain: usual![1].length > places.length + 1 }],
            related: [{ start: usual![1][0]!, end: usual![1][0]! + usual![0].length }],
          }),
        );
      }
    }
  }
  return dedupe(findings);
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

function dedupe(findings: readonly Finding[]): Finding[] {
  const seen = new Set<string>();
  return findings.filter(({ code, span }) => {
    const key = `${code} ${span.start}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** Words that make another office of the same title. */
const RANKS = /^(?:vice|deputy|senior|associate|assistant|acting|interim|executive|first|second|chief|former|honorary|co)$/;

/** Two titles of one person where one is the other with another rank: "president" and "vice president". */
function titles({ text, release }: CheckInput): Finding[] {
  return release.speakers.flatMap(({ kind, name, titles: own, mentions }) => {
    if (kind !== 'person' || own.length < 2) return [];
    const parsed = own.map(title => ({ title, ...rankOf(title) }));
    const first = parsed[0]!;
    const other = parsed.slice(1).find(({ rank, office }) => office === first.office && rank !== first.rank);
    if (!other) return [];
    const from = mentions[0]?.span.start ?? 0;
    const at = text.includes(other.title, from) ? text.indexOf(other.title, from) : text.indexOf(other.title);
    if (at < 0) return [];
    const was = text.indexOf(first.title);
    return [
      finding('title-changes', { start: at, end: at + other.title.length }, 'titleChanges', [name, other.title, first.title], {
        ...(was >= 0 ? { related: [{ start: was, end: was + first.title.length }] } : {}),
      }),
    ];
  });
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
