/** What a paragraph tells of its names and speakers, folded once, so that a whole release needs nothing but look-ups. */
import type { NameCandidate } from './analysis';
import {
  DOCUMENT_NOUNS,
  GROUP_NOUNS,
  HONORIFICS,
  NAME_SUFFIXES,
  OFFICES,
  ORGANIZATION_NOUNS,
  UNNAMED_ROLES,
} from './namesLexicon';
import type { SpeakerKind } from './types';

/** Letters without accents, in small letters, ’ as ': the key under which names are compared. */
export function foldName(text: string): string {
  const lower = text.toLowerCase();
  // Most names are plain ASCII; only the others need to be taken apart.
  return /^[\x20-\x7e]*$/.test(lower) ? lower : lower.normalize('NFD').replace(/\p{M}/gu, '').replace(/’/g, "'");
}

export interface NamePhrase {
  readonly candidate: NameCandidate;
  /** The name with its title, as the text has it. */
  readonly text: string;
  /** The name without its title, white space folded. */
  readonly name: string;
  readonly key: string;
  /** The key of a firm, without "the" before it and "Inc." after it. */
  readonly plain: string;
  /** Words of the key, without suffixes: ["jane", "roe"]. */
  readonly parts: readonly string[];
  readonly titles: readonly { readonly text: string; readonly at: number }[];
  /** The organisation somebody is said to be of, right after the name: "of the University of Saltash". */
  readonly affiliation?: string;
  readonly acronym?: string;
  readonly gender?: 'm' | 'f';
  /** The office in a title by itself, "Comrade Chairman": "chairman". */
  readonly office?: string;
  readonly isAcronym: boolean;
}

export type PronounClass = 'he' | 'she' | 'they' | 'it' | 'who' | 'I';

const PRONOUNS: ReadonlyMap<string, PronounClass> = new Map(
  (
    [
      ['he', 'he him his himself'],
      ['she', 'she her hers herself'],
      ['they', 'they them their theirs themselves both'],
      ['it', 'it its itself'],
      ['who', 'who which whom that'],
      ['I', 'i we me us my our'],
    ] as const
  ).flatMap(([pronounClass, words]) => words.split(' ').map(word => [word, pronounClass] as const)),
);

/** The words of a source or addressee. */
export interface PartyWords {
  /** As the text has them. */
  readonly text: string;
  /** With white space folded. */
  readonly words: string;
  readonly key: string;
  /** The key without "the" before it. */
  readonly plain: string;
  /** The first of several words of that. */
  readonly first: string | undefined;
  readonly pronoun: PronounClass | undefined;
  /** How far the head reaches, from the phrase's start: before "of", a comma or a relative clause. */
  readonly headLength: number;
  readonly headWord: string;
  /** Begins with "the", "this", "its" …: it means somebody already named. */
  readonly definite: boolean;
  /** "Amaral's lawyer" */
  readonly owned: boolean;
  /** What it is, where no name of the text explains it. */
  readonly kind: SpeakerKind;
}

/** How many words, or names, are remembered before it begins anew. */
const MOST_KNOWN = 10_000;

/** What `read` gives for a string, remembered: a release says the same names and pronouns over and over. */
function remembered<T>(read: (words: string) => T): (words: string) => T {
  const known = new Map<string, T>();
  return words => {
    let result = known.get(words);
    if (result === undefined) {
      if (known.size >= MOST_KNOWN) known.clear();
      const alone = ` ${words}`.slice(1); // a slice would keep the whole text alive
      result = read(alone);
      known.set(alone, result);
    }
    return result;
  };
}

/** What a firm's name may carry or leave out: "Harlow Mills Corporation", "Harlow Mills"; of one word only what no name begins with. */
const LEGAL_FORM = /,? (?:inc|corp|co|ltd|llc|plc|corporation|incorporated|limited)\.?$|(?<= .*) (?:company|holdings|group)$/;

const foldedName = remembered((words: string) => {
  const name = words.replace(/\s+/g, ' ');
  const key = foldName(name);
  const single = !/[\s,]/.test(key);
  const parts = single ? [key] : key.split(/[\s,]+/).filter(part => part.length > 0 && !NAME_SUFFIXES.has(part));
  return {
    name,
    key,
    plain: key.replace(/^the /, '').replace(LEGAL_FORM, ''),
    parts: parts.length > 0 ? parts : [key],
    isAcronym: name.length <= 8 && /^[\p{Lu}\d&.-]{2,8}$/u.test(name),
  };
});

export function namePhrase(text: string, candidate: NameCandidate, next?: NameCandidate): NamePhrase {
  const { name, key, plain, parts, isAcronym } = foldedName(text.slice(candidate.name.start, candidate.name.end));
  const gender =
    candidate.span.start < candidate.name.start ? genderOf(text.slice(candidate.span.start, candidate.name.start)) : undefined;
  const office = candidate.kind === 'other' ? officeAlone(key) : undefined;
  return {
    candidate,
    text: text.slice(candidate.span.start, candidate.span.end),
    name,
    key,
    plain,
    parts,
    titles:
      candidate.titles.length === 0
        ? NO_TITLES
        : candidate.titles.flatMap(title =>
            plainTitle(text.slice(title.start, title.end)).map(part => ({ text: part, at: title.start })),
          ),
    ...(candidate.acronym ? { acronym: foldName(text.slice(candidate.acronym.start, candidate.acronym.end)) } : {}),
    ...(gender ? { gender } : {}),
    ...(office !== undefined ? { office } : {}),
    ...affiliationAfter(text, candidate, next),
    isAcronym,
  };
}

/** "Jane Roe of the University of Saltash", "Jane Roe, who chairs Penhallow Town Council" */
function affiliationAfter(
  text: string,
  { kind, span }: NameCandidate,
  next: NameCandidate | undefined,
): { affiliation?: string } {
  if (kind !== 'person' || next?.kind !== 'organization' || next.name.start - span.end > 40) return {};
  const between = text.slice(span.end, next.name.start);
  if (
    !/^(?:\s+(?:of|at|from|with)\s+(?:the\s+)?|,\s+who\s+(?:chairs|directs|heads|leads|runs|represents|represented|founded)\s+(?:the\s+)?)$/.test(
      between,
    )
  )
    return {};
  return { affiliation: text.slice(next.name.start, next.name.end) };
}

const NO_TITLES: NamePhrase['titles'] = [];

function genderOf(title: string): 'm' | 'f' | undefined {
  const lead = foldName(title);
  if (/\b(?:mr|sir|lord|king|prince|brother|baron|herr)\b/.test(lead)) return 'm';
  return /\b(?:mrs|ms|miss|dame|lady|queen|princess|sister|madam|madame)\b/.test(lead) ? 'f' : undefined;
}

function officeAlone(key: string): string | undefined {
  const words = key.split(' ');
  const last = words.at(-1)!;
  return OFFICES.has(last) && words.every(word => OFFICES.has(word) || HONORIFICS.has(word)) ? last : undefined;
}

/** A title without "(WPK)" at its end; "Comrade" is none. */
function plainTitle(title: string): string[] {
  return title
    .replace(/\s+/g, ' ')
    .replace(/\s+\(\p{Lu}[\p{Lu}\d&.-]*\)$/u, '')
    .split('\n')
    .filter(part => !part.split(' ').every(word => HONORIFICS.has(word.toLowerCase())));
}

export const partyWords = remembered((text: string): PartyWords => {
  const words = text.replace(/\s+/g, ' ');
  const key = foldName(text).replace(/\s+/g, ' ');
  const plain = key.replace(/^the /, '');
  const head = /^(.*?)(?:,|\s(?:of|for|from|at|in|with|to|on|who|whose|that|which|and)\s|$)/s.exec(foldLength(text))![1]!;
  const headWord = head.trimEnd().split(/\s+/).at(-1) ?? '';
  return {
    text,
    words,
    key,
    plain,
    first: plain.includes(' ') ? plain.slice(0, plain.indexOf(' ')) : undefined,
    pronoun: PRONOUNS.get(key),
    headLength: head.length,
    headWord,
    definite: /^(?:the|this|that|these|those|its|our|their|his|her)\s/.test(key),
    owned: /['’]s?\s/.test(words),
    kind: kindOf(headWord, words),
  };
});

/** What a source is that no name of the text explains: by its head word; capitals throughout make it an organisation. */
function kindOf(headWord: string, words: string): SpeakerKind {
  if (DOCUMENT_NOUNS.has(headWord)) return 'document';
  if (GROUP_NOUNS.has(headWord)) return 'group';
  if (UNNAMED_ROLES.has(headWord) || OFFICES.has(headWord)) return 'unnamed';
  if (ORGANIZATION_NOUNS.has(headWord)) return 'organization';
  return /^(?:[Tt]he\s+)?\p{Lu}[\p{L}’'-]*(?:\s+(?:(?:of|for|the|and)\s+)*\p{Lu}[\p{L}’'-]*)+$/u.test(words)
    ? 'organization'
    : 'unnamed';
}

/** In small letters, but as long as before: offsets into it are offsets into the phrase. */
const foldLength = (text: string): string => {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text;
};
