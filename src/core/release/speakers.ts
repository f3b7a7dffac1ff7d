/**
 * Who speaks: puts the names of a whole release together into speakers, and tells which of them a source or an addressee
 * means. Only those who speak or are spoken to become speakers of the release.
 */
import { firstWhere } from '../text/search';
import type { Span } from '../text/span';
import { TokenKind, tokenize, type Tokens } from '../text/tokens';
import type { Claim } from './analysis';
import { isCapitalized } from './names';
import {
  COURTESIES,
  DOCUMENT_NOUNS,
  GROUP_NOUNS,
  HONORIFICS,
  OFFICE_MODIFIERS,
  OFFICES,
  ORGANIZATION_NOUNS,
  ORGANIZATION_WORDS,
  PLACES,
  UNNAMED_ROLES,
} from './namesLexicon';
import type { Paragraph } from './paragraph';
import { foldName, type NamePhrase, type PartyPhrase } from './phrases';
import type { PlacedParagraph } from './placed';
import type { Mention, PartKind, Speaker, SpeakerKind } from './types';
import { hashWord, knownClass } from './wordClasses';

interface Entity {
  id: string;
  name: string;
  /** Words of the name, folded; empty for those without a name. */
  parts: readonly string[];
  kind: SpeakerKind;
  /** Sum of what its mentions' surroundings say: a person where it is not negative. */
  leaning: number;
  /** Titles and where each first stands. */
  titles: Map<string, number>;
  /** The offices in them. */
  offices: string[];
  affiliation?: string;
  mentions: Mention[];
  gender?: 'm' | 'f';
  speaks: boolean;
  /** Order of the last mention, to prefer who was named last. */
  seen: number;
}

/** In a headline every word may be capitalised, so that capitals tell no names. */
const isTitle = (kind: PartKind): boolean => kind === 'headline' || kind === 'subheadline' || kind === 'heading';

/**
 * Whether nobody says anything in a part, whatever its words: who sends the release, the heading of its small print, and what a
 * firm declares of its own forecasts there.
 */
export const isSilent = (kind: PartKind, text: string): boolean =>
  kind === 'notice' ||
  (kind === 'boilerplate' &&
    ((text.length < 90 && !/[.!?][”"’)]?$/.test(text)) || /\b(?:forward[-\s]looking|safe harbou?r|non-gaap)\b/i.test(text)));

/** The release's speakers. Tells every paragraph what its claims' parties mean. */
export function buildSpeakers(placed: readonly PlacedParagraph[]): Speaker[] {
  return new SpeakerTable().build(placed);
}

class SpeakerTable {
  private readonly entities: Entity[] = [];
  private readonly byName = new Map<string, Entity>();
  private readonly byPart = new Map<string, Entity[]>();
  /** The two persons named last of those with an office in one of their titles. */
  private readonly byOffice = new Map<string, readonly Entity[]>();
  private readonly ids = new Map<string, number>();
  private clock = 0;
  private lastSpeaker: Entity | undefined;
  /** The persons named last, in order. */
  private readonly recent: Entity[] = [];
  private lastPerson: Entity | undefined;
  private lastOrganization: Entity | undefined;
  /** The one that was named last, whether it spoke or not. */
  private latestOrganization: Entity | undefined;

  build(placed: readonly PlacedParagraph[]): Speaker[] {
    const named = this.enterAll(placed);
    placed.forEach((place, p) => {
      if (isTitle(place.kind)) this.headline(place);
      this.paragraph(place, named[p]!);
    });
    this.handOnAddressees(placed, named);
    const speakers = this.entities.filter(e => e.speaks && e.mentions.length > 0);
    for (const entity of speakers) entity.mentions.sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
    speakers.sort((a, b) => a.mentions[0]!.span.start - b.mentions[0]!.span.start);
    return speakers.map(describeSpeaker);
  }

  /** The entity of every name. Full names come first, so that an early "Roe" finds "Jane Roe" further down. */
  private enterAll(placed: readonly PlacedParagraph[]): (Entity | undefined)[][] {
    const named: (Entity | undefined)[][] = placed.map(({ paragraph, kind, offset }) =>
      isTitle(kind)
        ? []
        : paragraph.names.map(name =>
            name.parts.length > 1 || (name.candidate.kind === 'organization' && !ORGANIZATION_WORDS.has(name.key))
              ? this.enter(name, offset)
              : undefined,
          ),
    );
    for (const entity of this.entities) if (entity.kind === 'person' && entity.leaning < 0) entity.kind = 'organization';
    placed.forEach(({ paragraph, kind, offset }, p) => {
      if (isTitle(kind)) return;
      paragraph.names.forEach((name, i) => {
        if (named[p]![i] === undefined && name.parts.length === 1) named[p]![i] = this.enterSingle(name, offset);
      });
    });
    return named;
  }

  private create(name: string, kind: SpeakerKind, parts: readonly string[]): Entity {
    const entity: Entity = {
      id: this.newId(name),
      name,
      parts,
      kind,
      leaning: 0,
      titles: new Map(),
      offices: [],
      mentions: [],
      speaks: false,
      seen: 0,
    };
    this.entities.push(entity);
    this.index(entity, parts);
    return entity;
  }

  private newId(name: string): string {
    const slug =
      foldName(name)
        .replace(/[^\p{L}\p{N}]+/gu, '-')
        .replace(/^-|-$/g, '')
        .slice(0, 60) || 'speaker';
    const n = (this.ids.get(slug) ?? 0) + 1;
    this.ids.set(slug, n);
    return n === 1 ? slug : `${slug}-${n}`;
  }

  private index(entity: Entity, parts: readonly string[]): void {
    for (const part of parts) {
      const list = this.byPart.get(part);
      if (!list) this.byPart.set(part, [entity]);
      else if (!list.includes(entity) && list.length < 24) list.push(entity);
    }
  }

  /** The entity a full name belongs to, new or known; nothing for places and words that are no names. */
  private enter(phrase: NamePhrase, offset: number): Entity | undefined {
    const { candidate, name, key, parts } = phrase;
    if (candidate.kind === 'person') {
      const known = this.byName.get(key);
      const entity = known ?? this.person(parts) ?? this.create(name, 'person', parts);
      this.byName.set(key, entity);
      if (!known && parts.length > entity.parts.length) {
        entity.name = name;
        entity.parts = parts;
        this.index(entity, parts);
      }
      this.describe(entity, phrase, offset);
      return entity;
    }
    if (candidate.kind === 'organization') {
      const plain = key.replace(/^the /, '').replace(/,? (?:inc|corp|co|ltd|llc|plc)\.?$/, '');
      let entity = this.byName.get(plain);
      if (!entity && parts.length === 1 && !phrase.acronym) entity = this.organization(plain);
      if (!entity) entity = this.create(name, 'organization', plain.split(' '));
      else if (name.length > entity.name.length && entity.kind === 'organization') entity.name = name;
      this.byName.set(plain, entity);
      entity.leaning += candidate.leaning;
      if (phrase.acronym !== undefined) this.byName.set(phrase.acronym, entity);
      return entity;
    }
    return this.byName.get(key);
  }

  private describe(entity: Entity, { candidate, titles, gender, affiliation }: NamePhrase, offset: number): void {
    entity.leaning += candidate.leaning;
    if (gender && !entity.gender) entity.gender = gender;
    if (affiliation !== undefined) entity.affiliation ??= affiliation;
    for (const { text, at } of titles) this.addTitle(entity, text, at + offset);
  }

  private addTitle(entity: Entity, title: string, at: number): void {
    const before = entity.titles.get(title);
    if (before === undefined || at < before) entity.titles.set(title, at);
    if (before !== undefined) return;
    for (const word of foldName(title).split(/[\s,]+/))
      if (OFFICES.has(word) && !entity.offices.includes(word)) entity.offices.push(word);
  }

  /** The text names the entity here. */
  private note(entity: Entity): void {
    entity.seen = ++this.clock;
    if (entity.kind === 'organization' && entity.parts.length > 0) this.latestOrganization = entity;
    if (entity.kind !== 'person') return;
    for (const office of entity.offices) {
      const last = this.byOffice.get(office)?.[0];
      if (last !== entity) this.byOffice.set(office, last ? [entity, last] : [entity]);
    }
  }

  /** "Roe" after "Jane Roe", "Xi" after "Xi Jinping", "Larkmoor" after "Larkmoor Water"; alone, a firm rather than a person. */
  private enterSingle(phrase: NamePhrase, offset: number): Entity | undefined {
    const { candidate, key, name } = phrase;
    if (candidate.kind === 'place') return undefined;
    if (candidate.kind === 'organization') return this.byName.get(key) ?? this.organizationNamed(key); // "the Ministry", "the Guild"
    const known = this.byName.get(key) ?? this.person([key]) ?? this.organization(key);
    if (candidate.kind === 'other') return known;
    const entity = known ?? this.create(name, candidate.leaning > 0 ? 'person' : 'organization', [key]);
    this.byName.set(key, entity);
    this.describe(entity, phrase, offset);
    return entity;
  }

  private organization(part: string): Entity | undefined {
    if (PLACES.has(part) || ORGANIZATION_WORDS.has(part) || part.length < 3) return undefined;
    return this.byPart.get(part)?.find(e => e.kind === 'organization' && e.parts[0] === part);
  }

  /** Whether one word can stand for a person: the first or last part of the name. */
  private names(entity: Entity, part: string): boolean {
    return entity.parts.at(-1) === part || entity.parts[0] === part;
  }

  private person(parts: readonly string[]): Entity | undefined {
    const last = parts.at(-1)!;
    if (parts.length === 1) {
      let best: Entity | undefined;
      for (const entity of this.byPart.get(last) ?? []) {
        if (entity.kind !== 'person' || !this.names(entity, last)) continue;
        // A surname before a given name; of two, who was named last.
        const better = !best || (entity.parts.at(-1) === last && best.parts.at(-1) !== last) || entity.seen > best.seen;
        if (better) best = entity;
      }
      return best;
    }
    for (const entity of this.byPart.get(last) ?? []) {
      if (entity.kind !== 'person' || entity.parts.at(-1) !== last || entity.parts.length < 2) continue;
      // "J. Roe" and "Jane Q. Roe" are "Jane Roe"; "John Roe" is not.
      const [a, b] = [entity.parts[0]!.replace('.', ''), parts[0]!.replace('.', '')];
      if (a === b || ((a.length === 1 || b.length === 1) && a.startsWith(b[0]!))) return entity;
    }
    return undefined;
  }

  private paragraph(place: PlacedParagraph, named: readonly (Entity | undefined)[]): void {
    const { paragraph, parties, kind } = place;
    const names = named.length === 0 ? [] : paragraph.names;
    for (let i = 0; i < names.length; i++) {
      const entity = named[i];
      if (!entity) continue;
      const { candidate, isAcronym } = names[i]!;
      entity.mentions.push(place.name(i, entity.kind !== 'person' && isAcronym ? 'acronym' : 'name'));
      this.note(entity);
      if (entity.kind === 'person' && this.recent.at(-1) !== entity) {
        this.recent.push(entity);
        if (this.recent.length > RECENT) this.recent.shift();
      }
      if (candidate.acronym) entity.mentions.push(place.acronym(i));
    }
    for (const party of parties) party.source = party.speaker = party.addressee = undefined;
    if (!isSilent(kind, paragraph.text)) {
      for (const c of paragraph.order) {
        const phrases = paragraph.parties[c]!;
        const source = phrases.source && this.party(place, named, c, 'source', phrases.source);
        const addressee = phrases.addressee && this.party(place, named, c, 'addressee', phrases.addressee);
        const party = parties[c]!;
        if (source?.entity) {
          source.entity.speaks = true;
          this.lastSpeaker = source.entity;
          if (source.entity.kind === 'organization') this.lastOrganization = source.entity;
          if (source.entity.kind === 'person') this.lastPerson = source.entity;
          party.speaker = source.entity.id;
        }
        party.source = source?.mention;
        party.addressee = addressee?.mention;
      }
    }
    if (names.some(n => n.office !== undefined)) this.titlesAlone(place, named);
  }

  private mention(entity: Entity, place: PlacedParagraph, span: Span, kind: Mention['kind']): void {
    entity.mentions.push({ span: place.place(span), text: place.paragraph.text.slice(span.start, span.end), kind });
  }

  /** The persons a headline names: those whom the text names too. */
  private headline(place: PlacedParagraph): void {
    const { text } = place.paragraph;
    const tokens = tokensOf(place.paragraph);
    const { lower, start, end, kind, count } = tokens;
    for (let i = 0; i < count; i++) {
      if (kind[i] !== TokenKind.word || !isCapitalized(tokens, i)) continue;
      const part = foldName(lower[i]!);
      const entity = this.byPart
        .get(part)
        ?.find(
          e =>
            (e.kind === 'person' && this.names(e, part)) ||
            (e.kind === 'organization' &&
              e.parts[0] === part &&
              e.parts.length > 1 &&
              (e.parts.every((p, k) => foldName(lower[i + k] ?? '') === p) || isCoined(part))),
        );
      if (!entity) continue;
      let last = i;
      while (last + 1 < count && entity.parts.includes(foldName(lower[last + 1]!))) last++;
      let first = i;
      while (
        entity.kind === 'person' &&
        first > 0 &&
        isCapitalized(tokens, first - 1) &&
        (OFFICES.has(lower[first - 1]!) ||
          HONORIFICS.has(lower[first - 1]!) ||
          (first < i &&
            OFFICES.has(lower[i - 1]!) &&
            (OFFICE_MODIFIERS.has(lower[first - 1]!) || ORGANIZATION_NOUNS.has(lower[first - 1]!))))
      )
        first--;
      this.mention(entity, place, { start: start[first]!, end: end[last]! }, 'name');
      const title = text.slice(start[first], start[i]).trim();
      if (title !== '' && !COURTESIES.has(lower[first]!)) this.addTitle(entity, title, start[first]! + place.offset);
      this.note(entity);
      i = last;
    }
  }

  /**
   * A read-out names the addressee once, and goes on "Xi said, …" in the next paragraphs: the same speaker's own words, in
   * which somebody is spoken to ("you", a title by itself), go to the same addressee.
   */
  private handOnAddressees(placed: readonly PlacedParagraph[], named: readonly (readonly (Entity | undefined)[])[]): void {
    const last = new Map<string, Mention>();
    const readOut = placed.some(({ paragraph }) => paragraph.claims.some(isOwnWords));
    /** Who met or called somebody, and whom. */
    let met: { speaker: string; with: Mention } | undefined;
    for (let p = 0; p < placed.length; p++) {
      const place = placed[p]!;
      const { paragraph, parties } = place;
      const { text, claims, exchange } = paragraph;
      const from = exchange?.from;
      if (readOut && from && place.kind === 'paragraph') {
        const host =
          named[p]![paragraph.names.findIndex(n => n.candidate.span.start <= from.start && n.candidate.span.end >= from.end)];
        met = host && { speaker: host.id, with: place.met()! };
      }
      for (let c = 0; c < claims.length; c++) {
        const party = parties[c]!;
        if (party.speaker === undefined) continue;
        if (party.addressee) {
          last.set(party.speaker, party.addressee);
          continue;
        }
        const claim = claims[c]!;
        const before = last.get(party.speaker);
        if (met?.speaker === party.speaker && !claim.quoted && (before?.span.start ?? -1) < met.with.span.start) {
          party.addressee = met.with;
          continue;
        }
        if (!before || claim.kind !== 'direct' || claim.quoted) continue;
        const vocative = paragraph.names.findIndex(
          n =>
            n.office !== undefined && claim.content.some(s => s.start <= n.candidate.span.start && s.end >= n.candidate.span.end),
        );
        if (vocative >= 0) {
          party.addressee = place.name(vocative, 'title');
        } else if (claim.content.some(s => /\b(?:you|your)\b/i.test(text.slice(s.start, s.end)))) party.addressee = before;
      }
    }
  }

  /** "Comrade Chairman" in somebody's words: whoever has that title, other than the speaker. */
  private titlesAlone(place: PlacedParagraph, named: readonly (Entity | undefined)[]): void {
    const { names, claims } = place.paragraph;
    names.forEach(({ candidate: { span }, office }, i) => {
      if (named[i] || office === undefined) return;
      // The offices in "Jane Roe, Chairman of X and President of Y" are her titles, no mentions of her.
      if (names.some(n => n.candidate.titles.some(t => t.start <= span.start && t.end >= span.end))) return;
      const speaking = claims.some(c => c.content.some(s => s.start <= span.start && s.end >= span.end))
        ? this.lastSpeaker
        : undefined;
      const holder = this.holder(office, speaking);
      if (holder && !isMentioned(holder, place.place(span), place.offset)) this.mention(holder, place, span, 'title');
    });
  }

  /** Who was last named of those with an office. */
  private holder(office: string, except?: Entity): Entity | undefined {
    return this.byOffice.get(office)?.find(entity => entity !== except);
  }

  /** Which speaker the words of a source or addressee mean. */
  private party(
    place: PlacedParagraph,
    named: readonly (Entity | undefined)[],
    claim: number,
    role: 'source' | 'addressee',
    phrase: PartyPhrase,
  ): { mention: Mention; entity?: Entity } {
    const { paragraph } = place;
    const { span, key, headWord } = phrase;
    const made = (kind: Mention['kind']): Mention => place.party(claim, role, kind);
    if (phrase.pronoun !== undefined) {
      const entity = this.pronoun(paragraph, named, phrase);
      const mention = made('pronoun');
      if (entity && phrase.pronoun !== 'who') entity.mentions.push(mention);
      return { mention, ...(entity ? { entity } : {}) };
    }
    // The name in the phrase's head; failing that, a person in apposition ("Amaral's lawyer, Constance Whitlow").
    let inHead: Entity | undefined;
    let person: Entity | undefined;
    for (let i = 0; i < named.length; i++) {
      const { candidate } = paragraph.names[i]!;
      if (candidate.span.start < span.start || !named[i]) continue;
      if (candidate.span.end > span.end) break;
      const possessive = /^['’]s?\s/.test(paragraph.text.slice(candidate.span.end, candidate.span.end + 3));
      if (possessive) continue;
      const from = named[i]!.kind === 'person' ? candidate.span : candidate.name;
      if (!inHead && from.start - span.start < phrase.headLength && !isOwnedBy(paragraph.text, phrase, candidate.name))
        inHead = named[i];
      if (
        !person &&
        named[i]!.kind === 'person' &&
        candidate.name.start - span.start >= phrase.headLength &&
        /,\s*(?:the\s+|a\s+)?(?:[\p{Ll}]+\s+){0,4}$/u.test(paragraph.text.slice(span.start, candidate.span.start))
      )
        person = named[i];
    }
    if (inHead?.kind === 'person') return { mention: made('name'), entity: inHead };
    if (person && (OFFICES.has(headWord) || UNNAMED_ROLES.has(headWord) || phrase.definite || /['’]s?\s/.test(phrase.words)))
      return { mention: made('name'), entity: person };
    if (inHead && !UNNAMED_ROLES.has(headWord)) return { mention: made('name'), entity: inHead };
    if (phrase.definite && !inHead) {
      const known = ORGANIZATION_NOUNS.has(headWord)
        ? this.organizationCalled(headWord)
        : OFFICES.has(headWord) && !GROUP_NOUNS.has(headWord)
          ? this.holder(headWord)
          : undefined;
      if (known) {
        const mention = made('title');
        known.mentions.push(mention);
        this.note(known);
        return { mention, entity: known };
      }
    }
    const plain = key.replace(/^the /, '');
    const same = this.byName.get(plain) ?? this.organizationBeginning(plain);
    if (same) {
      this.note(same);
      return { mention: made('name'), entity: same };
    }
    const entity = this.byName.get(`~${key}`) ?? this.create(phrase.words, kindOf(headWord, phrase), []);
    this.byName.set(`~${key}`, entity);
    this.note(entity);
    const mention = made('title');
    entity.mentions.push(mention);
    return { mention, entity };
  }

  /** "the company": the organisation whose name has that word, else the one that spoke last, else the one named last. */
  private organizationCalled(noun: string): Entity | undefined {
    const named = this.organizationNamed(noun);
    if (named || !GENERIC_ORGANIZATION.test(noun)) return named;
    return this.lastOrganization ?? this.latestOrganization;
  }

  /** The organisation last named, or first to come, that has a word in its name: "Ministry of Rivers" for "ministry". */
  private organizationNamed(word: string): Entity | undefined {
    let best: Entity | undefined;
    for (const entity of this.byPart.get(word) ?? []) {
      const { parts } = entity;
      const head = parts.includes('of') || parts.includes('for') ? parts[0] : parts.at(-1);
      if (entity.kind === 'organization' && head === word && (!best || entity.seen > best.seen)) best = entity;
    }
    return best;
  }

  /** "Orrin Hall" for "Orrin Hall Trust": two words or more that a firm's name begins with. */
  private organizationBeginning(words: string): Entity | undefined {
    const [first, second] = words.split(' ');
    if (first === undefined || second === undefined) return undefined;
    return this.byPart.get(first)?.find(e => e.kind === 'organization' && e.parts.join(' ').startsWith(`${words} `));
  }

  private pronoun(
    paragraph: Paragraph,
    named: readonly (Entity | undefined)[],
    { pronoun, span }: PartyPhrase,
  ): Entity | undefined {
    const { names, sentences } = paragraph;
    const gender = pronoun === 'he' ? 'm' : pronoun === 'she' ? 'f' : undefined;
    const fits = (entity: Entity | undefined): entity is Entity => {
      if (!entity) return false;
      switch (pronoun) {
        case 'he':
        case 'she':
          return (
            (entity.kind === 'person' || (entity.kind === 'unnamed' && entity.parts.length === 0)) &&
            (entity.gender === undefined || entity.gender === gender)
          );
        case 'they':
          return entity.kind === 'group' || entity.kind === 'organization' || entity.kind === 'unnamed';
        case 'it':
          return entity.kind === 'organization' || entity.kind === 'document';
        case 'who':
          return entity.kind !== 'document';
        default:
          return false;
      }
    };
    const settle = (entity: Entity): Entity => {
      if (gender && entity.kind === 'person') entity.gender = gender;
      return entity;
    };
    if (pronoun === 'who') {
      for (let i = names.length - 1; i >= 0; i--) {
        const gap = span.start - names[i]!.candidate.span.end;
        if (gap >= 0) return gap <= 3 && fits(named[i]) ? named[i] : undefined;
      }
      return undefined;
    }
    // This sentence and those before it in the paragraph; in each, the first name that fits and is not inside somebody's words.
    let s = firstWhere(sentences.length, i => sentences[i]!.end > span.start);
    if (s === sentences.length) s = -1;
    for (const here = s; s >= 0 && s > here - SENTENCES_BACK; s--) {
      const from = sentences[s]!.start;
      const to = s === here ? span.start : sentences[s]!.end;
      for (let i = firstWhere(named.length, n => names[n]!.candidate.span.start >= from); i < named.length; i++) {
        const { start, end } = names[i]!.candidate.span;
        if (end > to) break;
        if (fits(named[i]) && !isSomebodysWord(paragraph, start)) return settle(named[i]!);
      }
    }
    // In somebody's words "she" is another.
    if (paragraph.outer.some(q => q.span.start < span.start && q.span.end > span.end)) {
      const other = this.recent.findLast(
        entity => entity !== this.lastSpeaker && fits(entity) && (gender === undefined || entity.gender === gender),
      );
      if (other) return settle(other);
    }
    if (fits(this.lastSpeaker)) return settle(this.lastSpeaker);
    return fits(this.lastPerson) ? settle(this.lastPerson) : undefined;
  }
}

/** How many of the persons named last a pronoun in somebody's words may mean. */
const RECENT = 8;

/** A pronoun further from its name than so many sentences names nobody in the paragraph: it follows the speaker before. */
const SENTENCES_BACK = 40;

/** Whether one of an entity's mentions from `since` on covers `span`; those of a paragraph are its last ones. */
function isMentioned({ mentions }: Entity, span: Span, since: number): boolean {
  for (let i = mentions.length - 1; i >= 0 && mentions[i]!.span.start >= since; i--)
    if (mentions[i]!.span.start <= span.start && mentions[i]!.span.end >= span.end) return true;
  return false;
}

/** The words of headlines and headings, which are few. */
const titleTokens = new WeakMap<Paragraph, Tokens>();

function tokensOf(paragraph: Paragraph): Tokens {
  let tokens = titleTokens.get(paragraph);
  if (!tokens) titleTokens.set(paragraph, (tokens = tokenize(paragraph.text)));
  return tokens;
}

/** For each paragraph where quotations and messages lie in it: borders in order, in and out by turns. */
const wordsOfOthers = new WeakMap<Paragraph, Int32Array>();

/** Whether a place in a paragraph lies in a quotation or in a message. */
function isSomebodysWord(paragraph: Paragraph, at: number): boolean {
  let borders = wordsOfOthers.get(paragraph);
  if (!borders) {
    const spans = [...paragraph.outer.map(quotation => quotation.span), ...paragraph.claims.flatMap(claim => claim.content)].sort(
      (a, b) => a.start - b.start,
    );
    const found: number[] = [];
    for (const { start, end } of spans) {
      if (found.length > 0 && start <= found.at(-1)!) found[found.length - 1] = Math.max(found.at(-1)!, end);
      else found.push(start, end);
    }
    borders = Int32Array.from(found);
    wordsOfOthers.set(paragraph, borders);
  }
  const passed = borders;
  return firstWhere(passed.length, i => passed[i]! > at) % 2 === 1;
}

/** Whether a word is no word of the language, so that it names the same firm wherever it stands: "Quillon" of "Quillon Systems". */
const isCoined = (word: string): boolean => word.length > 3 && knownClass(hashWord(word)) < 0 && !PLACES.has(word);

/** A speaker's own words without marks, as read-outs give them. */
const isOwnWords = ({ kind, quoted, cue }: Claim): boolean => kind === 'direct' && !quoted && cue !== undefined;

/** Words for any organisation; "the ministry" and "the bank" want one of that name. */
const GENERIC_ORGANIZATION =
  /^(?:company|firm|group|organization|organisation|charity|nonprofit|agency|corporation|startup|institution)$/;

/** "the Valen government", "an Acme report": the name tells whose it is; "the Acme company" is Acme. */
function isOwnedBy(text: string, { span, headLength, headWord }: PartyPhrase, name: Span): boolean {
  const head = span.start + headLength;
  return (
    name.end < head &&
    /^\p{Ll}/u.test(text.slice(head - headWord.length, head)) &&
    (DOCUMENT_NOUNS.has(headWord) ||
      GROUP_NOUNS.has(headWord) ||
      (ORGANIZATION_NOUNS.has(headWord) && !GENERIC_ORGANIZATION.test(headWord)))
  );
}

/** What a source is that no name of the text explains: by its head word; capitals throughout make it an organisation. */
function kindOf(headWord: string, { words }: PartyPhrase): SpeakerKind {
  if (DOCUMENT_NOUNS.has(headWord)) return 'document';
  if (GROUP_NOUNS.has(headWord)) return 'group';
  if (UNNAMED_ROLES.has(headWord) || OFFICES.has(headWord)) return 'unnamed';
  if (ORGANIZATION_NOUNS.has(headWord)) return 'organization';
  return /^(?:[Tt]he\s+)?\p{Lu}[\p{L}’'-]*(?:\s+(?:(?:of|for|the|and)\s+)*\p{Lu}[\p{L}’'-]*)+$/u.test(words)
    ? 'organization'
    : 'unnamed';
}

function describeSpeaker({ id, name, kind, titles, affiliation, mentions }: Entity): Speaker {
  const inOrder = [...titles].sort((a, b) => a[1] - b[1]).map(([title]) => title);
  const organization = kind === 'person' ? (inOrder.map(affiliationIn).find(a => a !== undefined) ?? affiliation) : undefined;
  return {
    id,
    name,
    kind,
    titles: inOrder,
    ...(organization !== undefined ? { affiliation: organization } : {}),
    mentions: mentions.filter(
      (m, i) => i === 0 || m.span.start !== mentions[i - 1]!.span.start || m.span.end !== mentions[i - 1]!.span.end,
    ),
  };
}

/** The organisation in "chief executive of Acme": the innermost one that is called a party, bank, ministry …, else the first. */
function affiliationIn(title: string): string | undefined {
  let first: string | undefined;
  let organization: string | undefined;
  for (const match of title.matchAll(/\b(?:of|at|for)\s+(?:the\s+)?(?=\p{Lu})/gu)) {
    const rest = title.slice(match.index + match[0].length).replace(/\s+\([^)]*\)$/, '');
    first ??= rest;
    const head = rest.split(/\s(?:of|at|for)\s/)[0]!;
    if (
      head
        .toLowerCase()
        .split(/\s+/)
        .some(word => ORGANIZATION_WORDS.has(word))
    )
      organization = rest;
  }
  return organization ?? first;
}
