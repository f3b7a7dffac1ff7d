/**
 * Who speaks: puts the names of a whole release together into speakers, and tells which of them a source or an addressee
 * means. Only those who speak or are spoken to become speakers of the release.
 */
import type { Span } from '../text/span';
import { TokenKind, tokenize, type Tokens } from '../text/tokens';
import { Turn, type Clues, type PartyPhrase } from './clues';
import { describeEntity, Entities, isFirstOrLast, type Entity } from './entities';
import { MentionedBy, paragraphOf, refTo, spanIn, type MentionRef } from './mentionRefs';
import { isCapitalized } from './names';
import { PartyTable } from './partyTable';
import {
  COURTESIES,
  GENERIC_ORGANIZATION,
  GROUP_NOUNS,
  HONORIFICS,
  OFFICE_MODIFIERS,
  OFFICES,
  ORGANIZATION_NOUNS,
  PLACES,
  UNNAMED_ROLES,
} from './namesLexicon';
import type { Paragraph } from './paragraph';
import { HEADLINE_SPEAKER } from './leadIns';
import { foldName, type PronounClass } from './phrases';
import type { PlacedParagraph } from './placed';
import { TITLES } from './readParts';
import type { Mention, Speaker } from './types';
import { hashWord, knownClass } from './wordClasses';

/** Whether names are told by their capitals: not in headlines, but for "Statement by Jane Roe". */
const readsNames = ({ kind, paragraph: { claims } }: PlacedParagraph): boolean =>
  !TITLES.has(kind) || claims[0]?.basis === HEADLINE_SPEAKER;
/** Whether the names found in a paragraph are taken for names. */
const namesCount = (place: PlacedParagraph): boolean => place.isRead && readsNames(place);

/** A speaker, its mentions in order. */
export type ResolvedSpeaker = Omit<Speaker, 'mentions'> & { readonly mentions: readonly MentionRef[] };

/** Who is who in a release. It holds for a later version too, as long as no paragraph has other clues. */
export interface Resolution {
  /** What the claims' sources and addressees mean. */
  readonly parties: PartyTable;
  /** Words of headlines that mentions refer to. */
  readonly headlines: readonly Span[];
  /** In order of their first mentions. */
  readonly speakers: readonly ResolvedSpeaker[];
}

/** @param offsets where the paragraphs begin, which only tells their order */
export function resolveSpeakers(places: readonly PlacedParagraph[], offsets: Int32Array): Resolution {
  return new SpeakerReader(places, offsets).read();
}

/** The longest paragraph is shorter: mentions are put in order by the paragraph's number and their offsets in it. */
const REACH = 2 ** 14;

class SpeakerReader {
  private readonly entities = new Entities();
  /** The entity of every name: those of paragraph `p` from `firstName[p]` on. */
  private readonly named: (Entity | undefined)[];
  private readonly firstName: Int32Array;
  private readonly parties: PartyTable;
  private readonly headlines: Span[] = [];
  /** The two persons named last of those with an office in one of their titles. */
  private readonly byOffice = new Map<string, readonly Entity[]>();
  /** What the words of a party are that was looked up last. */
  private kind: Mention['kind'] = 'name';
  private clock = 0;
  private lastSpeaker: Entity | undefined;
  /** The persons named last, in order. */
  private readonly recent: Entity[] = [];
  private lastPerson: Entity | undefined;
  /** Several people who spoke last ("the two leaders"), and in which paragraph. */
  private lastGroup: { readonly entity: Entity; readonly paragraph: number } | undefined;
  private lastOrganization: Entity | undefined;
  /** The one that was named last, whether it spoke or not. */
  private latestOrganization: Entity | undefined;

  constructor(
    private readonly places: readonly PlacedParagraph[],
    private readonly offsets: Int32Array,
  ) {
    this.firstName = new Int32Array(places.length);
    let names = 0;
    for (let p = 0; p < places.length; p++) {
      this.firstName[p] = names;
      if (namesCount(places[p]!)) names += places[p]!.paragraph.names.length;
    }
    this.named = new Array<Entity | undefined>(names).fill(undefined);
    this.parties = new PartyTable(places);
  }

  read(): Resolution {
    const { places } = this;
    this.enterAll();
    for (let p = 0; p < places.length; p++) {
      const place = places[p]!;
      if (!place.isRead) continue;
      if (readsNames(place)) this.names(p, place);
      else this.headline(p, place);
      if (!place.isSilent) this.claims(p, place);
      if (!TITLES.has(place.kind) && place.paragraph.clues.offices.length > 0) this.titlesAlone(p, place);
    }
    this.handOnAddressees();
    const { parties, headlines, entities } = this;
    let speakers: readonly ResolvedSpeaker[] | undefined;
    return {
      parties,
      headlines,
      get speakers() {
        return (speakers ??= inOrder(entities.all, places, headlines));
      },
    };
  }

  /** The entity of every name. Full names come first, so that an early "Roe" finds "Jane Roe" further down. */
  private enterAll(): void {
    const { places, offsets, named, entities } = this;
    let n = 0;
    for (let p = 0; p < places.length; p++) {
      if (!namesCount(places[p]!)) continue;
      for (const name of places[p]!.paragraph.names) {
        if (Entities.isFull(name)) named[n] = entities.enter(name, offsets[p]!);
        n++;
      }
    }
    entities.settleKinds();
    n = 0;
    for (let p = 0; p < places.length; p++) {
      if (!namesCount(places[p]!)) continue;
      for (const name of places[p]!.paragraph.names) {
        if (named[n] === undefined && name.parts.length === 1) named[n] = entities.enterSingle(name, offsets[p]!);
        n++;
      }
    }
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

  private names(p: number, { paragraph: { names }, kind }: PlacedParagraph): void {
    const first = this.firstName[p]!;
    for (let i = 0; i < names.length; i++) {
      const entity = this.named[first + i];
      // "Statement by Jane Roe, chair of the Mill Fund": the fund is part of her title.
      if (!entity || (entity.kind !== 'person' && TITLES.has(kind))) continue;
      const { candidate, isAcronym } = names[i]!;
      entity.mentions.push(refTo(p, MentionedBy.name, i, entity.kind !== 'person' && isAcronym ? 'acronym' : 'name'));
      this.note(entity);
      if (entity.kind === 'person' && this.recent.at(-1) !== entity) {
        this.recent.push(entity);
        if (this.recent.length > RECENT) this.recent.shift();
      }
      if (candidate.acronym) entity.mentions.push(refTo(p, MentionedBy.acronym, i, 'acronym'));
    }
  }

  private claims(p: number, place: PlacedParagraph): void {
    const { clues } = place.paragraph;
    const hasNames = readsNames(place);
    for (const c of clues.order) {
      const { source, addressee } = clues.parties[c]!;
      let speaker: Entity | undefined;
      if (source) {
        speaker = this.party(p, hasNames, clues, source, MentionedBy.source, c);
        this.parties.setSource(p, c, this.kind, speaker?.id);
      }
      if (addressee) {
        this.party(p, hasNames, clues, addressee, MentionedBy.addressee, c);
        this.parties.setAddressee(p, c, refTo(p, MentionedBy.addressee, c, this.kind));
      }
      if (speaker) {
        speaker.speaks = true;
        this.lastSpeaker = speaker;
        if (speaker.kind === 'organization') this.lastOrganization = speaker;
        if (speaker.kind === 'person') this.lastPerson = speaker;
        if (speaker.kind === 'group' || speaker.kind === 'unnamed') this.lastGroup = { entity: speaker, paragraph: p };
      }
    }
  }

  /** The persons a headline names: those whom the text names too. */
  private headline(p: number, { paragraph }: PlacedParagraph): void {
    const { text } = paragraph;
    const { tokens, folded } = wordsOfTitle(paragraph);
    const { lower, start, end, kind, count } = tokens;
    for (let i = 0; i < count; i++) {
      if (kind[i] !== TokenKind.word || !isCapitalized(tokens, i)) continue;
      const entity = this.entityInTitle(folded, i);
      if (!entity) continue;
      let last = i;
      while (last + 1 < count && entity.parts.includes(folded[last + 1]!)) last++;
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
      this.headlines.push({ start: start[first]!, end: end[last]! });
      entity.mentions.push(refTo(p, MentionedBy.headline, this.headlines.length - 1, 'name'));
      const title = text.slice(start[first], start[i]).trim();
      if (title !== '' && !COURTESIES.has(lower[first]!)) this.entities.addTitle(entity, title, start[first]! + this.offsets[p]!);
      this.note(entity);
      i = last;
    }
  }

  private entityInTitle(folded: readonly string[], i: number): Entity | undefined {
    const part = folded[i]!;
    for (const entity of this.entities.withPart(part)) {
      const { kind, parts } = entity;
      if (kind === 'person' && isFirstOrLast(entity, part)) return entity;
      if (kind === 'organization' && parts[0] === part && parts.length > 1 && (standAt(parts, folded, i) || isCoined(part)))
        return entity;
    }
    return undefined;
  }

  /**
   * A read-out names the addressee once, and goes on "Xi said, …" in the next paragraphs: the same speaker's own words, in
   * which somebody is spoken to ("you", a title by itself), go to the same addressee.
   */
  private handOnAddressees(): void {
    const { places, named, firstName, parties } = this;
    const speakers = new Map(this.entities.all.filter(({ speaks }) => speaks).map(entity => [entity.id, entity]));
    const readOut = places.some(({ paragraph, isRead }) => isRead && paragraph.clues.ownWords);
    /** Who met or called somebody, and whom. */
    let met: { speaker: string; with: MentionRef } | undefined;
    for (let p = 0; p < places.length; p++) {
      const { paragraph, kind, isRead } = places[p]!;
      if (!isRead) continue;
      const { host, turns } = paragraph.clues;
      if (readOut && host !== undefined && kind === 'paragraph') {
        const entity = host < 0 ? undefined : named[firstName[p]! + host];
        met = entity && { speaker: entity.id, with: refTo(p, MentionedBy.exchange, 0, 'name') };
      }
      for (let c = 0; c < turns.length; c++) {
        const id = parties.speaker(p, c);
        if (id === undefined) continue;
        const speaker = speakers.get(id)!;
        const told = parties.addressee(p, c);
        if (told !== undefined) {
          speaker.addressee = told;
          continue;
        }
        const turn = turns[c]!;
        const before = speaker.addressee;
        if (met?.speaker === id && turn !== Turn.quoted && (before === undefined || this.isBefore(before, met.with))) {
          parties.setAddressee(p, c, met.with);
          continue;
        }
        if (before === undefined || turn < Turn.spokenTo) continue;
        if (turn >= 0) parties.setAddressee(p, c, refTo(p, MentionedBy.name, turn, 'title'));
        else if (turn === Turn.spokenTo) parties.setAddressee(p, c, before);
      }
    }
  }

  private isBefore(a: MentionRef, b: MentionRef): boolean {
    const [p, q] = [paragraphOf(a), paragraphOf(b)];
    return p === q ? this.spanOf(a).start < this.spanOf(b).start : p < q;
  }

  private spanOf(ref: MentionRef): Span {
    return spanIn(this.places[paragraphOf(ref)]!.paragraph, ref, this.headlines);
  }

  /** "Comrade Chairman" in somebody's words: whoever has that title, other than the speaker. */
  private titlesAlone(p: number, { paragraph }: PlacedParagraph): void {
    for (const { name, office, said } of paragraph.clues.offices) {
      if (this.named[this.firstName[p]! + name]) continue;
      const holder = this.holder(office, said ? this.lastSpeaker : undefined);
      if (holder && !this.isMentioned(holder, p, paragraph.names[name]!.candidate.span))
        holder.mentions.push(refTo(p, MentionedBy.name, name, 'title'));
    }
  }

  /** Whether one of an entity's mentions in paragraph `p`, the last so far, covers `span`. */
  private isMentioned({ mentions }: Entity, p: number, span: Span): boolean {
    for (let i = mentions.length - 1; i >= 0 && paragraphOf(mentions[i]!) === p; i--) {
      const { start, end } = this.spanOf(mentions[i]!);
      if (start <= span.start && end >= span.end) return true;
    }
    return false;
  }

  /** Who was last named of those with an office. */
  private holder(office: string, except?: Entity): Entity | undefined {
    return this.byOffice.get(office)?.find(entity => entity !== except);
  }

  /** Which speaker the words of a source or addressee mean, and in `kind` what they are; notes the mention unless a name's stands there. */
  private party(
    p: number,
    hasNames: boolean,
    clues: Clues,
    phrase: PartyPhrase,
    by: MentionedBy,
    claim: number,
  ): Entity | undefined {
    const { words } = phrase;
    const { headWord } = words;
    if (words.pronoun !== undefined) {
      const entity = this.pronoun(p, hasNames, clues, words.pronoun, phrase);
      this.kind = 'pronoun';
      if (entity && words.pronoun !== 'who') entity.mentions.push(refTo(p, by, claim, 'pronoun'));
      return entity;
    }
    // The name in the phrase's head; failing that, a person in apposition ("Amaral's lawyer, Constance Whitlow").
    let inHead: Entity | undefined;
    let person: Entity | undefined;
    if (hasNames)
      for (const found of phrase.names) {
        const entity = this.named[this.firstName[p]! + found.name];
        if (!entity) continue;
        if (!inHead && (entity.kind === 'person' ? found.titledInHead : found.inHead)) inHead = entity;
        if (!person && entity.kind === 'person' && found.apposed) person = entity;
      }
    this.kind = 'name';
    if (inHead?.kind === 'person') return inHead;
    if (person && (OFFICES.has(headWord) || UNNAMED_ROLES.has(headWord) || words.definite || words.owned)) return person;
    if (inHead && !UNNAMED_ROLES.has(headWord)) return inHead;
    if (words.definite && !inHead) {
      const known = ORGANIZATION_NOUNS.has(headWord)
        ? this.organizationCalled(headWord)
        : OFFICES.has(headWord) && !GROUP_NOUNS.has(headWord)
          ? this.holder(headWord)
          : undefined;
      if (known) {
        this.kind = 'title';
        known.mentions.push(refTo(p, by, claim, 'title'));
        this.note(known);
        return known;
      }
    }
    const same = this.entities.named(words.plain) ?? this.entities.organizationBeginning(words.plain, words.first);
    if (same) {
      this.note(same);
      return same;
    }
    const entity = this.entities.called(words.words, words.key, words.kind);
    this.note(entity);
    this.kind = 'title';
    entity.mentions.push(refTo(p, by, claim, 'title'));
    return entity;
  }

  /** "the company": the organisation whose name has that word, else the one that spoke last, else the one named last. */
  private organizationCalled(noun: string): Entity | undefined {
    const named = this.entities.organizationNamed(noun);
    if (named || !GENERIC_ORGANIZATION.test(noun)) return named;
    return this.lastOrganization ?? this.latestOrganization;
  }

  private pronoun(
    p: number,
    hasNames: boolean,
    { namesOf, inWords }: Clues,
    pronoun: PronounClass,
    { sentence, namesBefore, antecedent, quoted }: PartyPhrase,
  ): Entity | undefined {
    const { named } = this;
    const first = this.firstName[p]!;
    if (pronoun === 'who') {
      const entity = hasNames && antecedent >= 0 ? named[first + antecedent] : undefined;
      return entity && canBe(entity, pronoun) ? entity : undefined;
    }
    const { lastGroup } = this;
    if (pronoun === 'they' && lastGroup && p - lastGroup.paragraph <= 1) return lastGroup.entity;
    const gender = pronoun === 'he' ? 'm' : pronoun === 'she' ? 'f' : undefined;
    // This sentence and those before it in the paragraph; in each, the first name that fits and is not inside somebody's words.
    for (let s = sentence; hasNames && s >= 0 && s > sentence - SENTENCES_BACK; s--) {
      const end = s === sentence ? namesBefore : namesOf![s * 2 + 1]!;
      for (let i = namesOf![s * 2]!; i < end; i++) {
        const entity = named[first + i];
        if (entity && canBe(entity, pronoun) && !inWords![i]) return settle(entity, gender);
      }
    }
    // In somebody's words "she" is another.
    if (quoted) {
      const other = this.recent.findLast(
        entity => entity !== this.lastSpeaker && canBe(entity, pronoun) && (gender === undefined || entity.gender === gender),
      );
      if (other) return settle(other, gender);
    }
    const { lastSpeaker, lastPerson } = this;
    if (lastSpeaker && canBe(lastSpeaker, pronoun)) return settle(lastSpeaker, gender);
    return lastPerson && canBe(lastPerson, pronoun) ? settle(lastPerson, gender) : undefined;
  }
}

/** How many of the persons named last a pronoun in somebody's words may mean. */
const RECENT = 8;

/** A pronoun further from its name than so many sentences names nobody in the paragraph: it follows the speaker before. */
const SENTENCES_BACK = 40;

function canBe({ kind, parts, gender }: Entity, pronoun: PronounClass): boolean {
  switch (pronoun) {
    case 'he':
    case 'she':
      return (
        (kind === 'person' || (kind === 'unnamed' && parts.length === 0)) &&
        (gender === undefined || gender === (pronoun === 'he' ? 'm' : 'f'))
      );
    case 'they':
      return kind === 'group' || kind === 'organization' || kind === 'unnamed';
    case 'it':
      return kind === 'organization' || kind === 'document';
    case 'who':
      return kind !== 'document';
    case 'I':
      return false;
  }
}

function settle(entity: Entity, gender: Entity['gender']): Entity {
  if (gender && entity.kind === 'person') entity.gender = gender;
  return entity;
}

/** Those who speak, in order of their first mentions; each mention once. */
function inOrder(entities: readonly Entity[], places: readonly PlacedParagraph[], headlines: readonly Span[]): ResolvedSpeaker[] {
  const startOf = (ref: MentionRef): number =>
    paragraphOf(ref) * REACH + spanIn(places[paragraphOf(ref)]!.paragraph, ref, headlines).start;
  return entities
    .filter(({ speaks, mentions }) => speaks && mentions.length > 0)
    .map(entity => {
      const mentions = entity.mentions.map(ref => {
        const { start, end } = spanIn(places[paragraphOf(ref)]!.paragraph, ref, headlines);
        return { ref, start: paragraphOf(ref) * REACH + start, end: paragraphOf(ref) * REACH + end };
      });
      mentions.sort((a, b) => a.start - b.start || b.end - a.end);
      const once = mentions.filter(
        ({ start, end }, i) => i === 0 || start !== mentions[i - 1]!.start || end !== mentions[i - 1]!.end,
      );
      return { ...describeEntity(entity), mentions: once.map(({ ref }) => ref) };
    })
    .sort((a, b) => startOf(a.mentions[0]!) - startOf(b.mentions[0]!));
}

/** The words of headlines and headings, which are few, and the same folded. */
const titleWords = new WeakMap<Paragraph, { readonly tokens: Tokens; readonly folded: readonly string[] }>();

function wordsOfTitle(paragraph: Paragraph): { readonly tokens: Tokens; readonly folded: readonly string[] } {
  let words = titleWords.get(paragraph);
  if (!words) {
    const tokens = tokenize(paragraph.text);
    titleWords.set(paragraph, (words = { tokens, folded: tokens.lower.map(foldName) }));
  }
  return words;
}

/** Whether the words from `i` on are those of a name. */
function standAt(name: readonly string[], words: readonly string[], i: number): boolean {
  for (let k = 0; k < name.length; k++) if (words[i + k] !== name[k]) return false;
  return true;
}

/** Whether a word is no word of the language, so that it names the same firm wherever it stands: "Quillon" of "Quillon Systems". */
const isCoined = (word: string): boolean => word.length > 3 && knownClass(hashWord(word)) < 0 && !PLACES.has(word);
