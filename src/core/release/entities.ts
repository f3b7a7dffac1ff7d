/** The persons, organisations and others that a release names: which names are one's, and who is meant by a part of a name. */
import { OFFICES, ORGANIZATION_WORDS, PLACES } from './namesLexicon';
import type { MentionRef } from './mentionRefs';
import { foldName, type NamePhrase } from './phrases';
import type { Speaker, SpeakerKind } from './types';

export interface Entity {
  readonly id: string;
  name: string;
  /** Words of the name, folded; empty for those without a name. */
  parts: readonly string[];
  /** The same in one. */
  full: string;
  kind: SpeakerKind;
  /** Sum of what its mentions' surroundings say: a person where it is not negative. */
  leaning: number;
  /** Titles and where each first stands. */
  readonly titles: Map<string, number>;
  /** The offices in them. */
  readonly offices: string[];
  affiliation: string | undefined;
  readonly mentions: MentionRef[];
  gender: 'm' | 'f' | undefined;
  speaks: boolean;
  /** Order of the last mention, to prefer who was named last. */
  seen: number;
  /** Whom its last message was addressed to. */
  addressee: MentionRef | undefined;
}

export class Entities {
  readonly all: Entity[] = [];
  private readonly byName = new Map<string, Entity>();
  /** Those without a name, by the words that mean them. */
  private readonly byWords = new Map<string, Entity>();
  private readonly byPart = new Map<string, Entity[]>();
  private readonly ids = new Map<string, number>();

  private create(name: string, kind: SpeakerKind, parts: readonly string[]): Entity {
    const entity: Entity = {
      id: this.newId(name),
      name,
      parts,
      full: parts.join(' '),
      kind,
      leaning: 0,
      titles: new Map(),
      offices: [],
      affiliation: undefined,
      mentions: [],
      gender: undefined,
      speaks: false,
      seen: 0,
      addressee: undefined,
    };
    this.all.push(entity);
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

  /** Whether a name says by itself whose it is; the others are entered after all of these, so that an early "Roe" finds "Jane Roe". */
  static isFull({ parts, candidate, key }: NamePhrase): boolean {
    return parts.length > 1 || (candidate.kind === 'organization' && !ORGANIZATION_WORDS.has(key));
  }

  /**
   * The entity a full name belongs to, new or known; nothing for places and words that are no names.
   *
   * @param offset of the name's paragraph, for the order of titles
   */
  enter(phrase: NamePhrase, offset: number): Entity | undefined {
    const { candidate, name, key, parts } = phrase;
    if (candidate.kind === 'person') {
      const known = this.byName.get(key);
      const entity = known ?? this.person(parts) ?? this.create(name, 'person', parts);
      if (!known) this.byName.set(key, entity);
      if (!known && parts.length > entity.parts.length) {
        entity.name = name;
        entity.parts = parts;
        entity.full = parts.join(' ');
        this.index(entity, parts);
      }
      this.describe(entity, phrase, offset);
      return entity;
    }
    if (candidate.kind === 'organization') {
      const { plain } = phrase;
      const known = this.byName.get(plain);
      let entity = known;
      if (!entity && parts.length === 1 && phrase.acronym === undefined) entity = this.organization(plain);
      if (!entity) entity = this.create(name, 'organization', plain.split(' '));
      else if (name.length > entity.name.length && entity.kind === 'organization') entity.name = name;
      if (!known) this.byName.set(plain, entity);
      entity.leaning += candidate.leaning;
      if (phrase.acronym !== undefined) this.byName.set(phrase.acronym, entity);
      return entity;
    }
    return this.byName.get(key);
  }

  /** What has been taken for persons, and whose surroundings say otherwise, is an organisation. */
  settleKinds(): void {
    for (const entity of this.all) if (entity.kind === 'person' && entity.leaning < 0) entity.kind = 'organization';
  }

  /** "Roe" after "Jane Roe", "Xi" after "Xi Jinping", "Larkmoor" after "Larkmoor Water"; alone, a firm rather than a person. */
  enterSingle(phrase: NamePhrase, offset: number): Entity | undefined {
    const { candidate, key, name } = phrase;
    if (candidate.kind === 'place') return undefined;
    const same = this.byName.get(key);
    if (candidate.kind === 'organization') return same ?? this.organizationNamed(key); // "the Ministry", "the Guild"
    const known = same ?? this.person([key]) ?? this.organization(key);
    if (candidate.kind === 'other') return known;
    const entity = known ?? this.create(name, candidate.leaning > 0 ? 'person' : 'organization', [key]);
    if (!same) this.byName.set(key, entity);
    this.describe(entity, phrase, offset);
    return entity;
  }

  private describe(entity: Entity, { candidate, titles, gender, affiliation }: NamePhrase, offset: number): void {
    entity.leaning += candidate.leaning;
    entity.gender ??= gender;
    entity.affiliation ??= affiliation;
    for (const { text, at } of titles) this.addTitle(entity, text, at + offset);
  }

  addTitle(entity: Entity, title: string, at: number): void {
    const before = entity.titles.get(title);
    if (before === undefined || at < before) entity.titles.set(title, at);
    if (before !== undefined) return;
    for (const word of foldName(title).split(/[\s,]+/))
      if (OFFICES.has(word) && !entity.offices.includes(word)) entity.offices.push(word);
  }

  /** The entity that a name or short form is known to be. */
  named(key: string): Entity | undefined {
    return this.byName.get(key);
  }

  /** Those that have a word in their name; not all, where they are many. */
  withPart(part: string): readonly Entity[] {
    return this.byPart.get(part) ?? NOBODY;
  }

  /** Whoever is called by words that are no name: "the spokeswoman". */
  called(words: string, key: string, kind: SpeakerKind): Entity {
    let entity = this.byWords.get(key);
    if (!entity) this.byWords.set(key, (entity = this.create(words, kind, [])));
    return entity;
  }

  private organization(part: string): Entity | undefined {
    if (PLACES.has(part) || ORGANIZATION_WORDS.has(part) || part.length < 3) return undefined;
    return this.withPart(part).find(e => e.kind === 'organization' && e.parts[0] === part);
  }

  private person(parts: readonly string[]): Entity | undefined {
    const last = parts.at(-1)!;
    if (parts.length === 1) {
      let best: Entity | undefined;
      for (const entity of this.withPart(last)) {
        if (entity.kind !== 'person' || !isFirstOrLast(entity, last)) continue;
        // A surname before a given name; of two, who was named last.
        const better = !best || (entity.parts.at(-1) === last && best.parts.at(-1) !== last) || entity.seen > best.seen;
        if (better) best = entity;
      }
      return best;
    }
    for (const entity of this.withPart(last)) {
      if (entity.kind !== 'person' || entity.parts.at(-1) !== last || entity.parts.length < 2) continue;
      // "J. Roe" and "Jane Q. Roe" are "Jane Roe"; "John Roe" is not.
      const [a, b] = [entity.parts[0]!.replace('.', ''), parts[0]!.replace('.', '')];
      if (a === b || ((a.length === 1 || b.length === 1) && a.startsWith(b[0]!))) return entity;
    }
    return undefined;
  }

  /** The organisation last named, or first to come, that has a word in its name: "Ministry of Rivers" for "ministry". */
  organizationNamed(word: string): Entity | undefined {
    let best: Entity | undefined;
    for (const entity of this.withPart(word)) {
      if (entity.kind !== 'organization' || (best && entity.seen <= best.seen)) continue;
      const { parts } = entity;
      const head = parts.includes('of') || parts.includes('for') ? parts[0] : parts.at(-1);
      if (head === word) best = entity;
    }
    return best;
  }

  /**
   * "Orrin Hall" for "Orrin Hall Trust": two words or more that a firm's name begins with.
   *
   * @param first of the words, where there are several
   */
  organizationBeginning(words: string, first: string | undefined): Entity | undefined {
    if (first === undefined) return undefined;
    for (const entity of this.withPart(first)) {
      const { kind, full } = entity;
      if (kind === 'organization' && full[words.length] === ' ' && full.startsWith(words)) return entity;
    }
    return undefined;
  }
}

const NOBODY: readonly Entity[] = [];

/** Whether one word can stand for a person: the first or last part of the name. */
export const isFirstOrLast = ({ parts }: Entity, part: string): boolean => parts.at(-1) === part || parts[0] === part;

/** A speaker but for where it is mentioned. */
export function describeEntity({ id, name, kind, titles, affiliation }: Entity): Omit<Speaker, 'mentions'> {
  const inOrder = [...titles].sort((a, b) => a[1] - b[1]).map(([title]) => title);
  const organization = kind === 'person' ? (inOrder.map(affiliationIn).find(a => a !== undefined) ?? affiliation) : undefined;
  return { id, name, kind, titles: inOrder, ...(organization !== undefined ? { affiliation: organization } : {}) };
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
