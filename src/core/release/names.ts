/**
 * Finds names in one paragraph: runs of capitalised words, with the titles before and after them. What kind of name it is
 * follows from its words and its neighbours; single words are settled later, with the whole document known.
 */
import type { Span } from '../text/span';
import { spanOf, TokenKind, type Tokens } from '../text/tokens';
import { wordFact } from '../text/vocabulary';
import type { Sentence } from '../text/sentences';
import type { NameCandidate } from './analysis';
import {
  COMMON_OPENERS,
  COURTESIES,
  HEADLINE_VERBS,
  HONORIFICS,
  NAME_PARTICLES,
  NAME_SUFFIXES,
  NOT_PERSON,
  OFFICE_MODIFIERS,
  OFFICES,
  ORGANIZATION_NOUNS,
  ORGANIZATION_WORDS,
  PLACES,
  PLAIN_OFFICES,
} from './namesLexicon';
import { hashWord, knownClass, WordClass } from './wordClasses';

/** Longest name in tokens. */
const REACH = 14;
/** Longest title, in tokens, before or after a name. */
const TITLE_REACH = 24;

const isUpperAt = (tokens: Tokens, i: number): boolean => {
  const code = tokens.text.charCodeAt(tokens.start[i]!);
  if (code < 128) return code >= 65 && code <= 90;
  const sign = tokens.text[tokens.start[i]!]!;
  return sign !== sign.toLowerCase();
};

/** Whether token `i` is a word that begins with a capital. */
export const isCapitalized = (tokens: Tokens, i: number): boolean =>
  i >= 0 && i < tokens.count && tokens.kind[i] === TokenKind.word && isUpperAt(tokens, i);

const isAcronym = ({ text, start, end }: Tokens, i: number): boolean => {
  const second = text.charCodeAt(start[i]! + 1);
  if (second >= 97 && second <= 122) return false; // most words: spares them the patterns
  const word = text.slice(start[i], end[i]);
  return word.length >= 2 && word.length <= 8 && /^[\p{Lu}\d&.-]+s?$/u.test(word) && /\p{Lu}.*\p{Lu}/u.test(word);
};

/** An office or rank, plain or in the plural: "president", "CEO", "Secretary-General". */
const isOffice = (word: string): boolean => OFFICES.has(word);

const isOfficeModifier = (word: string): boolean =>
  OFFICE_MODIFIERS.has(word) || PLACES.has(word) || ORGANIZATION_NOUNS.has(word) || ORGANIZATION_WORDS.has(word);

const YES = 1;
const NO = 2;
/** A word that begins sentences more often than names. */
const isCommonOpener = wordFact(word => (COMMON_OPENERS.has(word) ? YES : NO));

/** The name candidates of a paragraph, in order, none overlapping. */
export function findNames(tokens: Tokens, sentences: readonly Sentence[]): NameCandidate[] {
  const { count, kind, lower } = tokens;
  const names: NameCandidate[] = [];
  const opens = new Uint8Array(count);
  for (const sentence of sentences) {
    let i = sentence.first;
    while (i <= sentence.last && kind[i] !== TokenKind.word && kind[i] !== TokenKind.number) i++;
    if (i <= sentence.last) opens[i] = 1;
  }
  // A word after an opening quotation mark begins a sentence of its own.
  for (let i = 1; i < count; i++) if (kind[i - 1] === TokenKind.quote && kind[i] === TokenKind.word) opens[i] = 1;

  for (let i = 0; i < count; i++) {
    if (kind[i] !== TokenKind.word || !isUpperAt(tokens, i)) continue;
    if (isCommonOpener(tokens, i) === YES && !(lower[i]!.length > 2 && isAcronym(tokens, i))) continue;
    if (lower[i] === 'i' || lower[i]!.startsWith("i'")) continue;
    const listed = listingEnd(tokens, i);
    if (listed > i) {
      i = listed;
      continue;
    }
    if (DESCRIBES.test(lower[i]!)) continue;
    const last = runEnd(tokens, i);
    if (DESCRIBES.test(lower[last]!)) {
      i = last;
      continue;
    }
    const name = classify(tokens, i, last, opens[i] === 1);
    if (name) names.push(name);
    i = last;
  }
  return names;
}

/** "Harlow-based", "Emmy Award-winning": what a name says of the one named after it. */
const DESCRIBES =
  /-(?:based|born|bred|raised|educated|trained|led|run|owned|operated|backed|funded|sponsored|listed|headquartered|winning|nominated|acclaimed|certified|approved|style|area|wide|made|built)$/;

const EXCHANGE = /^(?:(?:nyse|nasdaq|otc|tsx|lse|asx|cse|amex|hkex|sgx|bse)|(?:nse|aim|euronext|xetra|six)$)/;

/** The token that ends "(NYSE: BWI)", with `i` its first word: a listing names nobody. `i` where it is none. */
export function listingEnd({ lower, count }: Tokens, i: number): number {
  if (lower[i - 1] !== '(' || !EXCHANGE.test(lower[i]!)) return i;
  let colon = false;
  for (let j = i + 1; j < count && j < i + 16; j++) {
    colon ||= lower[j] === ':';
    if (lower[j] === ')') return colon ? j : i;
  }
  return i;
}

/** The last token of the run of name words that starts at `first`. */
function runEnd(tokens: Tokens, first: number): number {
  const { count, kind, lower, start, end, text } = tokens;
  let last = first;
  const limit = Math.min(count, first + REACH);
  let organization = ORGANIZATION_WORDS.has(lower[first]!);
  for (let i = first + 1; i < limit; i++) {
    const word = lower[i]!;
    if (start[i]! - end[i - 1]! > 2) break;
    if (kind[i] === TokenKind.word && isUpperAt(tokens, i)) {
      if (COMMON_OPENERS.has(word) && !isAcronym(tokens, i) && word !== 'new') break;
      if (text.charCodeAt(end[i - 1]! - 1) === 46 && sentenceEndsAt(tokens, i - 1)) break;
      last = i;
      organization ||= ORGANIZATION_WORDS.has(word);
      continue;
    }
    // "Workers' Party": a possessive inside an organisation's name
    if (kind[i] === TokenKind.possessive && word === "'" && isCapitalized(tokens, i + 1) && ORGANIZATION_WORDS.has(lower[i + 1]!))
      continue;
    if (kind[i] === TokenKind.punctuation && word === '&' && isCapitalized(tokens, i + 1)) continue;
    if (
      kind[i] === TokenKind.punctuation &&
      word === ',' &&
      /^(?:inc\.?|ltd\.?|llc|corp\.?|jr\.?|sr\.?)$/.test(lower[i + 1] ?? '')
    )
      continue;
    if (kind[i] === TokenKind.number && i === last + 1 && organization && /^\d{1,3}$/.test(word)) continue;
    // "Special Agent in Charge Jane Roe"
    if (word === 'in' && lower[i + 1] === 'charge' && isOffice(lower[i - 1]!)) continue;
    if (NAME_PARTICLES.has(word) && isCapitalized(tokens, i + 1) && !/^(?:la|e|y|al|san)$/.test(word)) continue;
    if (NAME_PARTICLES.has(word) && NAME_PARTICLES.has(lower[i + 1] ?? '') && isCapitalized(tokens, i + 2)) continue;
    // "Ministry of Foreign Affairs", "University of the West", "Department for Transport"
    if (
      (word === 'of' || word === 'for') &&
      (organization || /^(?:university|bank|ministry|department)$/.test(lower[last]!)) &&
      !OFFICES.has(lower[last]!)
    ) {
      if (isCapitalized(tokens, i + 1)) continue;
      if (lower[i + 1] === 'the' && isCapitalized(tokens, i + 2)) continue;
    }
    if (word === 'the' && (lower[i - 1] === 'of' || lower[i - 1] === 'for') && isCapitalized(tokens, i + 1) && i - 1 > last)
      continue;
    if (
      word === 'and' &&
      organization &&
      isCapitalized(tokens, i + 1) &&
      !ORGANIZATION_WORDS.has(lower[i - 1]!) &&
      /^(?:ministry|department|office|bureau|committee|institute|commission|agency|center|centre|faculty|school)$/.test(
        lower[first]!,
      )
    )
      continue;
    break;
  }
  return last;
}

const sentenceEndsAt = (tokens: Tokens, i: number): boolean => {
  const word = tokens.lower[i]!;
  // An initial or an abbreviation's stop does not end the name; "Inc." and "Co." may be followed by a new sentence.
  return !(
    HONORIFICS.has(word) ||
    OFFICES.has(word) ||
    /^(?:\p{L}\.)+$/u.test(word) ||
    NAME_SUFFIXES.has(word) ||
    word === 'st.' ||
    word === 'inc.' ||
    word === 'co.'
  );
};

function classify(tokens: Tokens, first: number, last: number, opens: boolean): NameCandidate | undefined {
  const { lower } = tokens;
  // Titles in front: "President Xi", "Chief Executive Officer Jane Roe", "General Secretary Comrade Xi"
  let nameFirst = first;
  while (nameFirst < last) {
    if (HONORIFICS.has(lower[nameFirst]!) || isOffice(lower[nameFirst]!)) {
      nameFirst++;
      if (lower[nameFirst] === 'in' && lower[nameFirst + 1] === 'charge') nameFirst += 2;
      continue;
    }
    // "Chief Financial Officer Jane Roe", "Korean President Moon": up to three words that belong to an office after them
    let office = nameFirst + 1;
    while (office < last && office - nameFirst < 3 && !isOffice(lower[office]!) && isOfficeModifier(lower[office]!)) office++;
    if (office >= last || !isOffice(lower[office]!) || !isOfficeModifier(lower[nameFirst]!)) break;
    nameFirst = office + 1;
    if (lower[nameFirst] === 'in' && lower[nameFirst + 1] === 'charge') nameFirst += 2;
  }
  if (nameFirst > last) return undefined; // "Special Agent in Charge" by itself
  if (nameFirst === last && (isOffice(lower[last]!) || HONORIFICS.has(lower[last]!))) nameFirst = first; // nothing but a title
  const titled = nameFirst > first;
  const span = spanOf(tokens, first, last);
  const name = spanOf(tokens, nameFirst, last);
  const acronym = acronymAfter(tokens, last);
  const make = (kind: NameCandidate['kind'], leaning: number, titles: readonly Span[] = []): NameCandidate => ({
    span: kind === 'person' || kind === 'other' ? span : name,
    name,
    titles,
    kind,
    leaning,
    ...(acronym ? { acronym } : {}),
  });

  // "Comrade Chairman", "the Minister": a title by itself
  if (!titled && isAllTitle(tokens, first, last)) return make('other', 0);
  // "Vingroup Chairman", "Permanent Deputy CEO": an office of somebody who is not named here
  if (last > first && PLAIN_OFFICES.has(lower[last]!)) return make('other', 0);
  let organization = false;
  let barred = false;
  let odd = 0; // words that no person is called: CamelCase, capitals, digits
  let places = 0;
  for (let i = nameFirst; i <= last; i++) {
    const word = lower[i]!;
    if (ORGANIZATION_WORDS.has(word)) organization = true;
    if (NOT_PERSON.has(word) || (i > nameFirst && (HEADLINE_VERBS.has(word) || ABSTRACT.test(word)))) barred = true;
    if (PLACES.has(word)) places++;
    if (isOdd(tokens, i)) odd++;
  }
  const length = last - nameFirst + 1;
  const single = length === 1;
  const honored = titled && HONORIFICS.has(lower[nameFirst - 1]!);
  if ((organization && !honored) || acronym) {
    const made = make('organization', -4);
    // "the Ministry", "the Guild": the article belongs to it
    if (single && !acronym && first > 0 && lower[first - 1] === 'the') return { ...made, span: spanOf(tokens, first - 1, last) };
    return made;
  }
  if (single && isAcronym(tokens, nameFirst) && !titled)
    return make(PLACES.has(lower[nameFirst]!) ? 'place' : 'organization', -1);
  if (places > 0 && places >= length - 1 && !titled) return make('place', 0);
  if (barred && !titled && !NAME_SUFFIXES.has(lower[last]!)) return make('other', 0);
  if (!titled && single && opens && !followedLikeName(tokens, last)) return make('other', 0);
  if (length > 5) return make('other', 0);

  const titles = titled ? titleInFront(tokens, first, nameFirst - 1) : [];
  titles.unshift(...titlesBefore(tokens, first));
  titles.push(...titlesAfter(tokens, last));
  let leaning = single ? 0 : 1;
  if (titled || titles.length > 0) leaning += 4;
  if (NAME_SUFFIXES.has(lower[last]!) || (length > 2 && /^\p{L}\.$/u.test(lower[nameFirst + 1]!))) leaning += 2;
  leaning -= odd * 2 + describedAsOrganization(tokens, first, last);
  return make('person', leaning, titles);
}

/** Endings of things: "Verification", "Sustainability". */
const ABSTRACT = /[a-z]{3}(?:tions?|[^l]e?ments?|[^s]ity|ities|ology|ings|ware|ability)$/;

/** "CoinZoom", "iRobot", "IBM", "Web3": no word of a person's name. Names all in capitals stay ("JANE ROE"). */
function isOdd({ text, start, end }: Tokens, i: number): boolean {
  let at = start[i]! + 1;
  while (at < end[i]! && text.charCodeAt(at) >= 97 && text.charCodeAt(at) <= 122) at++;
  if (at === end[i] && !(text.charCodeAt(start[i]!) <= 57)) return false; // "Jane": most words
  const word = text.slice(start[i], end[i]);
  if (/\d/.test(word)) return true;
  return /\p{Ll}\p{Lu}/u.test(word) && !/^(?:Mc|Mac|De|Di|La|Le|Van|Fitz|O['’]|D['’])\p{Lu}/u.test(word) && !word.includes('-');
}

/** ", a maker of balances", "(NYSE: BWI)", "today announced", "About …" before it: what is said of firms. */
function describedAsOrganization(tokens: Tokens, first: number, last: number): number {
  const { lower, count } = tokens;
  let score = 0;
  if (first > 0 && lower[first - 1] === 'about' && first <= 3) score += 5;
  if (first > 0 && lower[first - 1] === 'the') score += 1;
  if (lower[last + 1] === '(' && EXCHANGE.test(lower[last + 2] ?? '')) score += 5;
  if (
    /^(?:announces|announced|launches|launched|unveils|unveiled|acquires|acquired|reports|reported)$/.test(
      lower[last + 1] ?? '',
    ) ||
    (lower[last + 1] === 'today' && /^announced$/.test(lower[last + 2] ?? ''))
  )
    score += 1;
  if (lower[last + 1] === ',' && /^(?:a|an|the|one)$/.test(lower[last + 2] ?? '')) {
    // The head of ", a leading maker of balances": the last word before a preposition or comma.
    let head = last + 2;
    for (let i = last + 3; i < count && i < last + 12; i++) {
      const word = lower[i]!;
      if (
        tokens.kind[i] !== TokenKind.word ||
        /^(?:of|at|for|with|in|on|from|by|to|and|who|which|that|whose|based|serving)$/.test(word)
      )
        break;
      head = i;
    }
    const word = lower[head]!;
    if (
      ORGANIZATION_NOUNS.has(word) ||
      /^(?:provider|leader|platform|startup|maker|manufacturer|developer|subsidiary|producer|distributor)$/.test(word)
    )
      score += 4;
    else if (OFFICES.has(word) || /(?:ist|ian|eer|er|or|man|woman|ant)$/.test(word)) score -= 3;
  }
  // ", who …", ", 34,": said of persons
  if (lower[last + 1] === ',' && (lower[last + 2] === 'who' || (/^\d\d$/.test(lower[last + 2] ?? '') && lower[last + 3] === ',')))
    score -= 4;
  return score;
}

/** Whether a lone word at a sentence's start is followed as a name is: by a verb of saying, a possessive, a comma and a title. */
function followedLikeName(tokens: Tokens, last: number): boolean {
  if (tokens.lower[last]!.endsWith('s')) return false; // a plural: "Delegates said"
  const next = tokens.lower[last + 1];
  if (next === undefined) return false;
  if (tokens.kind[last + 1] === TokenKind.possessive) return true;
  return /^(?:said|says|told|added|adds|noted|stressed|expressed|announced|called|has|had|was|is|will|also|and|who|did|would|asked|wrote|thanked|pointed|explained|believes|wants|emphasized|emphasised|replied|continued|welcomed|wished|urged|hoped|thinks|argued|reported|[a-z]{3,}ed)$/.test(
    next,
  );
}

const isAllTitle = (tokens: Tokens, first: number, last: number): boolean => {
  for (let i = first; i <= last; i++) if (!HONORIFICS.has(tokens.lower[i]!) && !isOffice(tokens.lower[i]!)) return false;
  return true;
};

/** Courtesies ("Mr.", "Comrade") are no titles; offices and ranks are. */
function titleInFront(tokens: Tokens, first: number, last: number): Span[] {
  let from = first;
  let to = last;
  while (from <= to && COURTESIES.has(tokens.lower[from]!)) from++;
  while (to >= from && COURTESIES.has(tokens.lower[to]!)) to--;
  return from <= to ? [spanOf(tokens, from, to)] : [];
}

/**
 * Titles before a name: "General Secretary of the Central Committee and" before "President Xi Jinping"; "The Minister of Rivers,"
 * before "Ms. Roe"; "the conductor" before "Jane Roe".
 */
function titlesBefore(tokens: Tokens, first: number): Span[] {
  const { lower, kind } = tokens;
  if (first < 1) return [];
  const before = lower[first - 1]!;
  if (
    kind[first - 1] === TokenKind.word &&
    !isCapitalized(tokens, first - 1) &&
    isOffice(before) &&
    !/^(?:acting|former|interim|general|executive|senior|junior|lead|staff|first|foreign)$/.test(before)
  ) {
    let from = first - 1;
    while (
      from > 0 &&
      from > first - 5 &&
      kind[from - 1] === TokenKind.word &&
      !isCapitalized(tokens, from - 1) &&
      (isOfficeModifier(lower[from - 1]!) || isOffice(lower[from - 1]!))
    )
      from--;
    return [spanOf(tokens, from, first - 1)];
  }
  if (before !== 'and' && before !== ',') return [];
  const limit = Math.max(0, first - TITLE_REACH);
  if (before === ',') {
    // From the article on, without another comma: "The Minister of Rivers and Harbours,", "Amaral's lawyer,"
    let from = first - 2;
    while (
      from > limit &&
      kind[from - 1] !== TokenKind.punctuation &&
      kind[from - 1] !== TokenKind.quote &&
      !/^(?:the|a|an|its|his|her|their|our)$/.test(lower[from]!)
    )
      from--;
    const article = /^(?:the|a|an|its|his|her|their|our)$/.test(lower[from] ?? '');
    let head = article ? from + 1 : from;
    while (
      head < first - 1 &&
      !isOffice(lower[head]!) &&
      (isOfficeModifier(lower[head]!) ||
        kind[head] === TokenKind.possessive ||
        (!article && isCapitalized(tokens, head)) ||
        /^[a-z-]+$/.test(lower[head]!)) &&
      head - from < 5
    )
      head++;
    if (head >= first - 1 || !isOffice(lower[head]!)) return [];
    if (!article && from > 0 && kind[from - 1] === TokenKind.word) return [];
    const last = endOfOffices(tokens, head);
    // nothing but "of …" may follow the office
    if (last + 1 < first - 1 && !/^(?:of|for|at)$/.test(lower[last + 1]!)) return [];
    for (let i = last + 1; i < first - 1; i++)
      if (kind[i] === TokenKind.word && /^(?:said|says|told|was|is|were|has|had|and)$/.test(lower[i]!) && lower[i] !== 'and')
        return [];
    const owned = kind.subarray(from, head).includes(TokenKind.possessive);
    return [spanOf(tokens, article && !owned ? from + 1 : from, first - 2)];
  }
  if (!isOffice(lower[first]!)) return [];
  let head = -1;
  for (let i = first - 2; i >= limit; i--) {
    const word = lower[i]!;
    if (isCapitalized(tokens, i) || /^(?:of|the|for|and|'|'s|\(|\))$/.test(word)) {
      if (isCapitalized(tokens, i) && isOffice(word) && !isOffice(lower[i - 1] ?? '')) head = i;
      continue;
    }
    if (kind[i] === TokenKind.possessive) continue;
    break;
  }
  if (head < 0 || !/^(?:of|for)$/.test(lower[endOfOffices(tokens, head) + 1] ?? '')) return [];
  return [spanOf(tokens, head, first - 2)];
}

function endOfOffices(tokens: Tokens, from: number): number {
  let i = from;
  while (i + 1 < tokens.count && isOffice(tokens.lower[i + 1]!)) i++;
  return i;
}

const ARTICLE = /^(?:the|a|an|its|their|our|his|her)$/;

const TITLE_ENDS = new Set(
  'who which that whose said says told will has had was is were are on as when while added noted in from during'.split(' '),
);

/** "Head of Product at Acme appeared first": a verb ends a title. */
function endsTitle(tokens: Tokens, i: number): boolean {
  const word = tokens.lower[i]!;
  if (TITLE_ENDS.has(word)) return true;
  if (tokens.kind[i] !== TokenKind.word || isCapitalized(tokens, i)) return false;
  const wordClass = knownClass(hashWord(word));
  return wordClass === WordClass.past || wordClass === WordClass.present || wordClass === WordClass.modal;
}

/** Roles by their ending: "hydrologist", "ferryman", "shepherd", "harbour master". Makers and providers are firms. */
const ROLE =
  /(?:[a-z]{3}(?:ist|ian|eer)|(?:[a-z]{2}(?:er|or|man|woman|herd|wright|smith))|master|mistress|clerk|guard|guide|pilot|cook|chef|nurse|priest|monk|nun|sexton|scholar|volunteer|apprentice)$/;
const NO_ROLE =
  /^(?:maker|provider|developer|manufacturer|producer|retailer|supplier|operator|carrier|distributor|leader|winner|number|member|center|order|paper|newspaper|water|river|harbor|other|former|former|major|minor|senior|junior|factor|sector|error|color|monitor|computer|server|user|offer|former|summer|winter|quarter|chapter|matter|power|tower|letter|corner|dinner|partner)$/;

/**
 * Where the head of a title is that begins at token `from`: an office within five words, or after an article a word that
 * names a role by its ending. -1 where there is none.
 */
function titleHead(tokens: Tokens, from: number, limit: number, article: boolean): number {
  const { lower, kind } = tokens;
  let role = -1;
  for (let i = from; i < limit && i < from + 6; i++) {
    const word = lower[i]!;
    if (kind[i] === TokenKind.possessive) continue;
    if (kind[i] !== TokenKind.word) break;
    if (isOffice(word) && !(isOfficeModifier(word) && isOffice(lower[i + 1] ?? ''))) return i;
    if (/^(?:who|which|whose|and|or|of|in|on|to|at|for|with|said|says|told|was|is|has|had|will)$/.test(word)) break;
    if (article && !isCapitalized(tokens, i) && ROLE.test(word) && !NO_ROLE.test(word)) role = i;
  }
  return role;
}

/**
 * Titles in apposition: ", chief executive of Acme,", ", Chairman of the X (XX) and Chairman of the Y". Each ends at a comma,
 * at a verb, or at "and" before another title.
 */
function titlesAfter(tokens: Tokens, last: number): Span[] {
  const { lower, kind, count } = tokens;
  if (lower[last + 1] !== ',') {
    // "Chairman Kim Jong Un of the Workers' Party": where someone belongs, no title
    return [];
  }
  const titles: Span[] = [];
  let from = last + 2;
  const limit = Math.min(count, from + TITLE_REACH);
  for (let round = 0; round < 4; round++) {
    const article = ARTICLE.test(lower[from] ?? '') ? 1 : 0;
    const head = titleHead(tokens, from + article, limit, article === 1);
    if (head < 0) break;
    let end = head;
    let next = -1;
    let of = false;
    for (let i = head + 1; i <= limit; i++) {
      const word = lower[i];
      if (word === undefined || kind[i] === TokenKind.quote) break;
      if (kind[i] === TokenKind.punctuation && !/^(?:[()&/]|-)$/.test(word)) {
        if (word === ',' && isOffice(lower[i + 1] ?? '') && isCapitalized(tokens, i + 1) === isCapitalized(tokens, head))
          next = i + 1;
        break;
      }
      if (word === 'and' && /^(?:a|an)$/.test(lower[i + 1] ?? '')) break; // "and a native of Ellerby"
      // "president and chief executive" is one title; "Chairman of X and Chairman of Y" are two
      if (
        word === 'and' &&
        of &&
        (isOffice(lower[i + 1] ?? '') || (isCapitalized(tokens, i + 1) && isOffice(lower[i + 2] ?? '')))
      ) {
        next = i + 1;
        break;
      }
      if (endsTitle(tokens, i)) break;
      of ||= word === 'of' || word === 'for' || word === 'at';
      end = i;
    }
    while (end > head && kind[end] !== TokenKind.word && kind[end] !== TokenKind.number) end--;
    // "(WPK)" at the end explains the name in the title, and is not part of it.
    if (lower[end + 1] === ')' && lower[end - 1] === '(') end -= 2;
    const owned = kind.subarray(from, head).includes(TokenKind.possessive); // "the plant's lead engineer" keeps its article
    titles.push(spanOf(tokens, article === 1 && !owned && !isCapitalized(tokens, from) ? from + 1 : from, end));
    if (next < 0) break;
    from = next;
  }
  return titles;
}

/** "(WPK)" right after a name. */
function acronymAfter(tokens: Tokens, last: number): Span | undefined {
  const { lower, count } = tokens;
  let open = last + 1;
  if (open + 2 >= count || lower[open] !== '(') return undefined;
  open++;
  if (lower[open] === 'the' || tokens.kind[open] === TokenKind.quote) open++;
  if (!isCapitalized(tokens, open) || !isAcronym(tokens, open)) return undefined;
  const close = tokens.kind[open + 1] === TokenKind.quote ? open + 2 : open + 1;
  return lower[close] === ')' ? spanOf(tokens, open, open) : undefined;
}
