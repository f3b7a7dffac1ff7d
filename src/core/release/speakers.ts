/**
 * Who speaks: puts the names of a whole release together into speakers, and tells which of them a source or an addressee
 * means. Only those who speak or are spoken to become speakers of the release.
 */
import type { Span } from '../text/span';
import { TokenKind } from '../text/tokens';

import type { NameCandidate } from './analysis';
import { isCapitalized } from './names';
import {
  DOCUMENT_NOUNS,
  GROUP_NOUNS,
  HONORIFICS,
  NAME_SUFFIXES,
  OFFICES,
  ORGANIZATION_NOUNS,
  UNNAMED_ROLES,
} from './namesLexicon';
import type { Paragraph } from './paragraph';
import type { Mention, PartKind, Speaker, SpeakerKind } from './types';

/** A paragraph and where it begins in the release. */
export interface PlacedParagraph {
  readonly paragraph: Paragraph;
  readonly offset: number;
  readonly kind: PartKind;
}

/** What a claim's source and addressee mean. Spans are the release's. */
export interface ResolvedParties {
  readonly source?: Mention;
  readonly speaker?: Speaker['id'];
  readonly addressee?: Mention;
}

interface Entity {
  id: string;
  name: string;
  /** Words of the name, folded; empty for unnamed ones. */
  parts: string[];
  kind: SpeakerKind;
  titles: string[];
  affiliation?: string;
  mentions: Mention[];
  gender?: 'm' | 'f';
  speaks: boolean;
  /** Order of the last mention, to prefer who was named last. */
  seen: number;
}

const HE = new Set(['he', 'him', 'his', 'himself']);
const SHE = new Set(['she', 'her', 'hers', 'herself']);
const PLURAL = new Set(['they', 'them', 'their', 'theirs', 'themselves']);
const NEUTER = new Set(['it', 'its', 'itself']);
const RELATIVE = new Set(['who', 'which', 'whom', 'that']);
const FIRST = new Set(['i', 'we', 'me', 'us', 'my', 'our']);

/** In a headline every word may be capitalised, so that capitals tell no names. */
const isTitle = (kind: PartKind): boolean => kind === 'headline' || kind === 'subheadline' || kind === 'heading';

const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/’/g, "'");

/** Resolves every claim's parties. The outer list runs over the paragraphs, the inner one over their claims. */
export function buildSpeakers(placed: readonly PlacedParagraph[]): { speakers: Speaker[]; parties: ResolvedParties[][] } {
  return new SpeakerTable().build(placed);
}

class SpeakerTable {
  private readonly entities: Entity[] = [];
  private readonly byName = new Map<string, Entity>();
  private readonly byPart = new Map<string, Entity[]>();
  private readonly ids = new Map<string, number>();
  private clock = 0;
  private lastSpeaker: Entity | undefined;

  build(placed: readonly PlacedParagraph[]): { speakers: Speaker[]; parties: ResolvedParties[][] } {
    // First the full names, so that a headline's "Roe" finds "Jane Roe" further down.
    const named = placed.map(({ paragraph, kind }) =>
      isTitle(kind) ? [] : paragraph.names.map(name => this.enter(paragraph, name)),
    );
    const parties = placed.map((place, p) => {
      if (isTitle(place.kind)) this.headline(place);
      return this.paragraph(place, named[p]!);
    });
    this.handOnAddressees(placed, parties);
    const speakers = this.entities.filter(e => e.speaks);
    for (const entity of speakers) entity.mentions.sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
    speakers.sort((a, b) => a.mentions[0]!.span.start - b.mentions[0]!.span.start);
    return {
      speakers: speakers.map(({ id, name, kind, titles, affiliation, mentions }) => ({
        id,
        name,
        kind,
        titles: titles.filter(
          (title, i) =>
            !titles.some(
              (other, j) => j !== i && (fold(other).startsWith(`${fold(title)} `) || (fold(other) === fold(title) && j < i)),
            ),
        ),
        ...(affiliation !== undefined ? { affiliation } : {}),
        mentions: mentions.filter(
          (m, i) => i === 0 || m.span.start !== mentions[i - 1]!.span.start || m.span.end !== mentions[i - 1]!.span.end,
        ),
      })),
      parties,
    };
  }

  private create(name: string, kind: SpeakerKind, parts: string[]): Entity {
    const slug =
      fold(name)
        .replace(/[^\p{L}\p{N}]+/gu, '-')
        .replace(/^-|-$/g, '')
        .slice(0, 60) || 'speaker';
    const n = (this.ids.get(slug) ?? 0) + 1;
    this.ids.set(slug, n);
    const entity: Entity = {
      id: n === 1 ? slug : `${slug}-${n}`,
      name,
      parts,
      kind,
      titles: [],
      mentions: [],
      speaks: false,
      seen: 0,
    };
    this.entities.push(entity);
    for (const part of new Set(parts)) {
      const list = this.byPart.get(part);
      if (list) list.push(entity);
      else this.byPart.set(part, [entity]);
    }
    return entity;
  }

  /** The entity a name belongs to, new or known; nothing for places and words that are no names. */
  private enter(paragraph: Paragraph, candidate: NameCandidate): Entity | undefined {
    const name = paragraph.text.slice(candidate.name.start, candidate.name.end).replace(/\s+/g, ' ');
    const key = fold(name);
    if (candidate.kind === 'person') {
      const parts = key.split(/[\s.]+/).filter(p => p.length > 0 && !NAME_SUFFIXES.has(p) && p !== ',');
      const entity = this.byName.get(key) ?? this.person(parts) ?? this.create(name, 'person', parts);
      this.byName.set(key, entity);
      if (parts.length > entity.parts.length && entity.kind === 'person') this.grow(entity, name, parts);
      for (const title of candidate.titles) this.addTitle(entity, paragraph.text.slice(title.start, title.end));
      const lead = fold(paragraph.text.slice(candidate.span.start, candidate.name.start));
      if (/\b(?:mr|sir|lord|king|prince|brother|baron|herr)\b/.test(lead)) entity.gender = 'm';
      else if (/\b(?:mrs|ms|miss|dame|lady|queen|princess|sister|madam|madame)\b/.test(lead)) entity.gender = 'f';
      return entity;
    }
    if (candidate.kind === 'organization') {
      const plain = key.replace(/^the /, '').replace(/,? (?:inc|corp|co|ltd|llc|plc)\.?$/, '');
      const entity = this.byName.get(plain) ?? this.create(name, 'organization', [plain]);
      this.byName.set(plain, entity);
      if (candidate.acronym) this.byName.set(fold(paragraph.text.slice(candidate.acronym.start, candidate.acronym.end)), entity);
      return entity;
    }
    // A lone word at a sentence's start, or a title-case run: a name only if the text has it elsewhere.
    return (
      this.byName.get(key) ??
      (candidate.kind === 'other' && !/\s/.test(key)
        ? this.byPart.get(key)?.find(e => e.kind === 'person' && this.names(e, key))
        : undefined)
    );
  }

  /** Whether one word can stand for a person: the first or last part of the name. */
  private names(entity: Entity, part: string): boolean {
    return entity.parts.at(-1) === part || entity.parts[0] === part;
  }

  private person(parts: string[]): Entity | undefined {
    if (parts.length === 0) return undefined;
    if (parts.length === 1) {
      let best: Entity | undefined;
      for (const entity of this.byPart.get(parts[0]!) ?? [])
        if (entity.kind === 'person' && this.names(entity, parts[0]!) && (best === undefined || entity.seen >= best.seen))
          best = entity;
      return best;
    }
    const last = parts.at(-1)!;
    for (const entity of this.byPart.get(last) ?? []) {
      if (entity.kind !== 'person') continue;
      // "J. Roe" and "Jane Q. Roe" are "Jane Roe"; "John Roe" is not.
      if (entity.parts.length === 1) return entity;
      if (
        entity.parts.at(-1) === last &&
        (entity.parts[0] === parts[0] ||
          (entity.parts[0]!.length === 1 && parts[0]!.startsWith(entity.parts[0]!)) ||
          (parts[0]!.length === 1 && entity.parts[0]!.startsWith(parts[0]!)))
      )
        return entity;
    }
    const first = this.byPart.get(parts[0]!)?.find(e => e.kind === 'person' && e.parts.length === 1);
    return first;
  }

  private grow(entity: Entity, name: string, parts: string[]): void {
    entity.name = name;
    for (const part of parts) {
      if (entity.parts.includes(part)) continue;
      const list = this.byPart.get(part);
      if (list) list.push(entity);
      else this.byPart.set(part, [entity]);
    }
    entity.parts = parts;
    const slug = fold(name)
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 60);
    if (slug && !this.ids.has(slug)) {
      this.ids.set(slug, 1);
      entity.id = slug;
    }
  }

  private addTitle(entity: Entity, title: string): void {
    for (const part of title.replace(/\s+/g, ' ').split(/\s+and\s+(?=(?:\p{Lu}[\p{L}-]*\s+)*\p{Lu}[\p{L}-]*\s+of\b)/u)) {
      const words = part.split(' ');
      if (words.every(w => HONORIFICS.has(fold(w)))) continue;
      if (!entity.titles.includes(part)) entity.titles.push(part);
    }
    const of = /\b(?:of|at|for)\s+(?:the\s+)?(\p{Lu}.*)$/u.exec(title);
    if (of && entity.affiliation === undefined) entity.affiliation = of[1]!.replace(/\s+\([^)]*\)$/, '');
  }

  private paragraph({ paragraph, offset }: PlacedParagraph, named: readonly (Entity | undefined)[]): ResolvedParties[] {
    const { claims, text } = paragraph;
    const names = named.length === 0 ? [] : paragraph.names;
    names.forEach((name, i) => {
      const entity = named[i];
      if (!entity) return;
      const kind =
        name.kind === 'organization' && /^[\p{Lu}\d&.-]{2,8}$/u.test(text.slice(name.name.start, name.name.end))
          ? 'acronym'
          : 'name';
      this.mention(entity, name.span, offset, text, kind);
      entity.seen = ++this.clock;
      if (name.acronym) this.mention(entity, name.acronym, offset, text, 'acronym');
    });
    const order = claims.map((_, i) => i).sort((a, b) => this.place(claims[a]!) - this.place(claims[b]!));
    const parties: ResolvedParties[] = claims.map(() => ({}));
    for (const c of order) {
      const claim = claims[c]!;
      const source = claim.source && this.party(paragraph, named, claim.source, offset);
      const addressee = claim.addressee && this.party(paragraph, named, claim.addressee, offset);
      if (source?.entity) {
        source.entity.speaks = true;
        this.lastSpeaker = source.entity;
      }
      if (addressee?.entity) addressee.entity.speaks = true;
      parties[c] = {
        ...(source ? { source: source.mention } : {}),
        ...(source?.entity ? { speaker: source.entity.id } : {}),
        ...(addressee ? { addressee: addressee.mention } : {}),
      };
    }
    this.titlesAlone(paragraph, named, offset);
    return parties;
  }

  /** The persons a headline names: those whom the text names too, or who are said to say something there. */
  private headline({ paragraph, offset }: PlacedParagraph): void {
    const { tokens, text } = paragraph;
    const { lower, start, end, kind, count } = tokens;
    for (let i = 0; i < count; i++) {
      if (kind[i] !== TokenKind.word || !isCapitalized(tokens, i)) continue;
      const part = fold(lower[i]!);
      const entity = this.byPart
        .get(part)
        ?.find(e => e.kind === 'person' && (this.names(e, part) || fold(lower[i + 1] ?? '') === e.parts[1]));
      if (!entity) continue;
      let last = i;
      while (last + 1 < count && entity.parts.includes(fold(lower[last + 1]!))) last++;
      let first = i;
      while (
        first > 0 &&
        isCapitalized(tokens, first - 1) &&
        (OFFICES.has(lower[first - 1]!) || HONORIFICS.has(lower[first - 1]!))
      )
        first--;
      this.mention(entity, { start: start[first]!, end: end[last]! }, offset, text, 'name');
      entity.seen = ++this.clock;
      i = last;
    }
  }

  /**
   * A read-out names the addressee once, and goes on "Xi said, …" in the next paragraphs: the same speaker's own words, in
   * which somebody is spoken to ("you", a title by itself), go to the same addressee.
   */
  private handOnAddressees(placed: readonly PlacedParagraph[], parties: ResolvedParties[][]): void {
    const last = new Map<string, Mention>();
    placed.forEach(({ paragraph, offset }, p) => {
      paragraph.claims.forEach((claim, c) => {
        const party = parties[p]![c]!;
        if (party.speaker === undefined) return;
        if (party.addressee) {
          last.set(party.speaker, party.addressee);
          return;
        }
        const before = last.get(party.speaker);
        if (!before || claim.kind !== 'direct' || claim.quoted) return;
        const words = claim.content.map(s => paragraph.text.slice(s.start, s.end)).join(' ');
        const vocative = paragraph.names.find(
          n =>
            n.kind === 'other' &&
            claim.content.some(s => s.start <= n.span.start && s.end >= n.span.end) &&
            this.isTitleAlone(paragraph.text.slice(n.span.start, n.span.end)) &&
            /,\s*$/.test(paragraph.text.slice(0, n.span.start).slice(-3) || ','),
        );
        if (vocative)
          parties[p]![c] = {
            ...party,
            addressee: {
              span: { start: vocative.span.start + offset, end: vocative.span.end + offset },
              text: paragraph.text.slice(vocative.span.start, vocative.span.end),
              kind: 'title',
            },
          };
        else if (/\b(?:you|your)\b/i.test(words)) parties[p]![c] = { ...party, addressee: before };
      });
    });
  }

  private isTitleAlone(text: string): boolean {
    const words = fold(text).split(/\s+/);
    return OFFICES.has(words.at(-1)!) && words.every(w => OFFICES.has(w) || HONORIFICS.has(w));
  }

  private place(claim: { source?: Span; content: readonly Span[] }): number {
    return claim.source?.start ?? claim.content[0]?.start ?? 0;
  }

  private mention(entity: Entity, span: Span, offset: number, text: string, kind: Mention['kind']): Mention {
    const mention: Mention = {
      span: { start: span.start + offset, end: span.end + offset },
      text: text.slice(span.start, span.end),
      kind,
    };
    entity.mentions.push(mention);
    return mention;
  }

  /** "Comrade Chairman" in somebody's words: whoever has that title, other than the speaker. */
  private titlesAlone({ names, text, claims }: Paragraph, named: readonly (Entity | undefined)[], offset: number): void {
    names.forEach((name, i) => {
      if (named[i] || name.kind !== 'other' || !this.isTitleAlone(text.slice(name.span.start, name.span.end))) return;
      // The offices in "Jane Roe, Chairman of X and President of Y" are her titles, no mentions of her.
      if (names.some(n => n.titles.some(t => t.start <= name.span.start && t.end >= name.span.end))) return;
      const office = fold(text.slice(name.span.start, name.span.end)).split(/\s+/).at(-1)!;
      const speaking = claims.some(c => c.content.some(s => s.start <= name.span.start && s.end >= name.span.end))
        ? this.lastSpeaker
        : undefined;
      const holder = this.holder(office, speaking);
      if (holder) this.mention(holder, name.span, offset, text, 'title');
    });
  }

  /** Who was last named of those with an office. */
  private holder(office: string, except?: Entity): Entity | undefined {
    let best: Entity | undefined;
    for (const entity of this.entities) {
      if (entity === except || entity.kind !== 'person' || entity.seen === 0) continue;
      if (entity.titles.some(t => fold(t).split(/\s+/).includes(office)) && (!best || entity.seen > best.seen)) best = entity;
    }
    return best;
  }

  /** Which speaker the words of a source or addressee mean. */
  private party(
    paragraph: Paragraph,
    named: readonly (Entity | undefined)[],
    span: Span,
    offset: number,
  ): { mention: Mention; entity?: Entity } {
    const { text, names } = paragraph;
    const words = text.slice(span.start, span.end);
    const lower = fold(words);
    const made = (kind: Mention['kind']): Mention => ({
      span: { start: span.start + offset, end: span.end + offset },
      text: words,
      kind,
    });
    const first = lower.split(/[\s,]+/, 1)[0]!;
    if (HE.has(lower) || SHE.has(lower) || PLURAL.has(lower) || NEUTER.has(lower) || RELATIVE.has(lower) || FIRST.has(lower)) {
      const entity = this.pronoun(paragraph, named, lower, span);
      const mention = made('pronoun');
      if (entity && !RELATIVE.has(lower)) entity.mentions.push(mention);
      return { mention, ...(entity ? { entity } : {}) };
    }
    // The head of the phrase: before "of", "for", a comma or a relative clause.
    const head = /^(.*?)(?:,|\s(?:of|for|from|at|in|with|to|on|who|whose|that|which|and)\s|$)/s.exec(lower)![1]!;
    const headWord = head.split(/\s+/).at(-1) ?? '';
    const inside = names
      .map((name, i) => ({ name, entity: named[i] }))
      .filter(({ name, entity }) => entity !== undefined && name.span.start >= span.start && name.span.end <= span.end);
    const inHead = inside.find(({ name }) => name.name.start - span.start < head.length);
    if (inHead && (inHead.entity!.kind === 'person' || !UNNAMED_ROLES.has(headWord)))
      return { mention: made('name'), entity: inHead.entity! };
    const person = inside.find(({ entity }) => entity!.kind === 'person');
    if (person && words.slice(0, person.name.span.start - span.start).includes(','))
      return { mention: made('name'), entity: person.entity! };
    const definite = first === 'the' || first === 'this' || first === 'that' || first === 'its' || first === 'our';
    if (definite && !inHead) {
      if (ORGANIZATION_NOUNS.has(headWord)) {
        const entity = this.organizationCalled(headWord);
        if (entity) {
          entity.mentions.push(made('title'));
          return { mention: made('title'), entity };
        }
      }
      if (OFFICES.has(headWord) && !UNNAMED_ROLES.has(headWord)) {
        const entity = this.holder(headWord);
        if (entity) {
          entity.mentions.push(made('title'));
          return { mention: made('title'), entity };
        }
      }
    }
    const kind: SpeakerKind = DOCUMENT_NOUNS.has(headWord)
      ? 'document'
      : GROUP_NOUNS.has(headWord)
        ? 'group'
        : UNNAMED_ROLES.has(headWord) || OFFICES.has(headWord)
          ? 'unnamed'
          : ORGANIZATION_NOUNS.has(headWord)
            ? 'organization'
            : 'unnamed';
    const name = words.replace(/\s+/g, ' ');
    const key = `~${fold(name)}`;
    const entity = this.byName.get(key) ?? this.create(name, kind, []);
    this.byName.set(key, entity);
    entity.mentions.push(made('title'));
    return { mention: made('title'), entity };
  }

  /** "the company": the organisation last named whose name has that word, or that spoke last, or was last named at all. */
  private organizationCalled(noun: string): Entity | undefined {
    let best: Entity | undefined;
    let bestScore = 0;
    for (const entity of this.entities) {
      if (entity.kind !== 'organization' || entity.seen === 0 || entity.parts.length === 0) continue;
      const has = entity.parts[0]!.split(' ').includes(noun) ? 2 : 0;
      const score = has + (entity.speaks ? 1 : 0) + entity.seen / (this.clock + 1);
      if (score > bestScore) [best, bestScore] = [entity, score];
    }
    if (!best || bestScore >= 1) return best;
    return /^(?:company|firm|group|agency|ministry|department|university|organization|organisation|charity|bank|newspaper)$/.test(
      noun,
    )
      ? best
      : undefined;
  }

  private pronoun(paragraph: Paragraph, named: readonly (Entity | undefined)[], pronoun: string, span: Span): Entity | undefined {
    const { names, sentences, tokens, quotations, claims } = paragraph;
    const gender = HE.has(pronoun) ? 'm' : SHE.has(pronoun) ? 'f' : undefined;
    const fits = (entity: Entity | undefined): entity is Entity => {
      if (!entity) return false;
      if (gender) return entity.kind === 'person' && (entity.gender === undefined || entity.gender === gender);
      if (PLURAL.has(pronoun)) return entity.kind === 'group' || entity.kind === 'organization' || entity.kind === 'unnamed';
      if (NEUTER.has(pronoun) || pronoun === 'which') return entity.kind === 'organization' || entity.kind === 'document';
      if (pronoun === 'who') return entity.kind === 'person' || entity.kind === 'unnamed' || entity.kind === 'group';
      return true;
    };
    const quoted = (at: number): boolean => quotations.some(q => q.depth === 0 && q.span.start <= at && q.span.end > at);
    const settle = (entity: Entity): Entity => {
      if (gender && entity.kind === 'person') entity.gender = gender;
      return entity;
    };
    if (RELATIVE.has(pronoun)) {
      const before = names
        .map((n, i) => ({ n, e: named[i] }))
        .filter(({ n, e }) => fits(e) && n.span.end <= span.start && span.start - n.span.end <= 3);
      return before.at(-1)?.e;
    }
    if (FIRST.has(pronoun)) return undefined;
    // This sentence and those before it in the paragraph; in each, the first name that fits, outside quotation marks.
    const sentenceAt = sentences.findIndex(s => tokens.end[s.last]! > span.start);
    for (let s = sentenceAt; s >= 0; s--) {
      const from = tokens.start[sentences[s]!.first]!;
      const to = s === sentenceAt ? span.start : tokens.end[sentences[s]!.last]!;
      for (let i = 0; i < names.length; i++) {
        const name = names[i]!;
        if (name.span.start < from || name.span.end > to || quoted(name.span.start)) continue;
        // names inside somebody's reported words are talked about, not talking
        if (claims.some(c => c.content.some(x => x.start <= name.span.start && x.end >= name.span.end))) continue;
        if (fits(named[i])) return settle(named[i]!);
      }
    }
    if (fits(this.lastSpeaker)) return settle(this.lastSpeaker);
    return undefined;
  }
}
