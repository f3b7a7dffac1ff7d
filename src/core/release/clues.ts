/**
 * What a paragraph's text tells of who is meant in it, worked out once: whoever puts a release's speakers together asks the text
 * nothing more. Names, claims and sentences are told by their numbers, so that it holds wherever the paragraph moves.
 */
import { firstWhere } from '../text/search';
import type { Span } from '../text/span';
import type { Exchange } from './addressees';
import type { Claim, Quotation } from './analysis';
import { DOCUMENT_NOUNS, GENERIC_ORGANIZATION, GROUP_NOUNS, ORGANIZATION_NOUNS } from './namesLexicon';
import { partyWords, type NamePhrase, type PartyWords } from './phrases';

/** A name in the words of a source or addressee, which is not an owner's: "Acme" in "Acme's lawyer" is none. */
interface NameInPhrase {
  readonly name: number;
  /** Whether it stands in the phrase's head; with its title, as a person's does. */
  readonly inHead: boolean;
  readonly titledInHead: boolean;
  /** "Amaral's lawyer, Constance Whitlow": a name after the head, set off by a comma. */
  readonly apposed: boolean;
}

/** The words of a source or addressee at their place in the paragraph. */
export interface PartyPhrase {
  readonly span: Span;
  readonly words: PartyWords;
  readonly names: readonly NameInPhrase[];
  /** Of a pronoun: the sentence it is in, and how many names there are up to it. -1 where it is in none. */
  readonly sentence: number;
  readonly namesBefore: number;
  /** Of "who": the name right before it, else -1. */
  readonly antecedent: number;
  /** Whether it stands in a quotation. */
  readonly quoted: boolean;
}

export interface Parties {
  readonly source: PartyPhrase | undefined;
  readonly addressee: PartyPhrase | undefined;
}

/** To whom a message goes whose addressee is not told: what the speaker's own words say of it. */
export const Turn = {
  /** In quotation marks. */
  quoted: -4,
  reported: -3,
  /** Own words that speak to nobody. */
  plain: -2,
  /** "you" */
  spokenTo: -1,
  // 0 and more: the number of the title in them, "Comrade Chairman"
} as const;

export interface Clues {
  /** The words of each claim's source and addressee. */
  readonly parties: readonly Parties[];
  /** The claims in the order of their sources, or of what was said. */
  readonly order: readonly number[];
  /** For each claim a `Turn`. */
  readonly turns: readonly number[];
  /** Whether somebody's own words are given without marks, as in read-outs. */
  readonly ownWords: boolean;
  /** The name of who met, called or wrote to somebody, else -1; nothing where nobody did. */
  readonly host: number | undefined;
  /** Titles by themselves, and whether they stand in a message. */
  readonly offices: readonly { readonly name: number; readonly office: string; readonly said: boolean }[];
  /** For each sentence the first name in it and the first after it; made where a pronoun may ask. */
  readonly namesOf: Int32Array | undefined;
  /** For each name whether it is in a quotation or in a message. */
  readonly inWords: readonly boolean[] | undefined;
}

interface Reading {
  readonly text: string;
  readonly sentences: readonly Span[];
  readonly outer: readonly Quotation[];
  readonly names: readonly NamePhrase[];
  readonly claims: readonly Claim[];
  readonly exchange: Exchange | undefined;
}

const NONE: readonly never[] = [];

export function cluesOf(reading: Reading): Clues {
  const { text, sentences, names, claims, exchange } = reading;
  const from = exchange?.from;
  const parties =
    claims.length === 0
      ? NONE
      : claims.map(({ source, addressee }) => ({
          source: source && phraseOf(reading, source),
          addressee: addressee && phraseOf(reading, addressee),
        }));
  const asks = parties.some(({ source, addressee }) => isLookedBackFrom(source) || isLookedBackFrom(addressee));
  return {
    parties,
    order: orderOf(claims),
    turns: claims.length === 0 ? NONE : claims.map(claim => turnOf(text, names, claim)),
    ownWords: claims.some(({ kind, quoted, cue }) => kind === 'direct' && !quoted && cue !== undefined),
    host: from && names.findIndex(({ candidate: { span } }) => span.start <= from.start && span.end >= from.end),
    offices: officesAlone(names, claims),
    namesOf: asks ? namesOfSentences(sentences, names) : undefined,
    inWords: asks ? namesInWords(reading) : undefined,
  };
}

const placeOf = ({ source, content }: Claim): number => source?.start ?? content[0]?.start ?? 0;

/** Most paragraphs have one claim or none. */
const FIRST = [0];

function orderOf(claims: readonly Claim[]): readonly number[] {
  if (claims.length < 2) return claims.length === 0 ? NONE : FIRST;
  return claims.map((_, c) => c).sort((a, b) => placeOf(claims[a]!) - placeOf(claims[b]!));
}

const isLookedBackFrom = (phrase: PartyPhrase | undefined): boolean =>
  phrase?.words.pronoun !== undefined && phrase.words.pronoun !== 'who';

function phraseOf({ text, sentences, outer, names }: Reading, span: Span): PartyPhrase {
  const words = partyWords(text.slice(span.start, span.end));
  const { pronoun } = words;
  if (pronoun === undefined)
    return { span, words, names: namesIn(text, span, words, names), sentence: -1, namesBefore: 0, antecedent: -1, quoted: false };
  const namesBefore = firstWhere(names.length, n => names[n]!.candidate.span.end > span.start);
  const sentence = pronoun === 'who' ? -1 : firstWhere(sentences.length, i => sentences[i]!.end > span.start);
  return {
    span,
    words,
    names: NONE,
    sentence: sentence === sentences.length ? -1 : sentence,
    namesBefore,
    antecedent:
      pronoun === 'who' && namesBefore > 0 && span.start - names[namesBefore - 1]!.candidate.span.end <= 3 ? namesBefore - 1 : -1,
    quoted: outer.some(({ span: { start, end } }) => start < span.start && end > span.end),
  };
}

function namesIn(text: string, span: Span, words: PartyWords, names: readonly NamePhrase[]): readonly NameInPhrase[] {
  let found: NameInPhrase[] | undefined;
  for (let i = firstWhere(names.length, n => names[n]!.candidate.span.start >= span.start); i < names.length; i++) {
    const { span: titled, name } = names[i]!.candidate;
    if (titled.end > span.end) break;
    if (/^['’]s?\s/.test(text.slice(titled.end, titled.end + 3))) continue;
    const owned = isOwnedBy(text, span, words, name);
    (found ??= []).push({
      name: i,
      inHead: name.start - span.start < words.headLength && !owned,
      titledInHead: titled.start - span.start < words.headLength && !owned,
      apposed:
        name.start - span.start >= words.headLength &&
        /,\s*(?:the\s+|a\s+)?(?:[\p{Ll}]+\s+){0,4}$/u.test(text.slice(span.start, titled.start)),
    });
  }
  return found ?? NONE;
}

/** "the Valen government", "an Acme report": the name tells whose it is; "the Acme company" is Acme. */
function isOwnedBy(text: string, span: Span, { headLength, headWord }: PartyWords, name: Span): boolean {
  const head = span.start + headLength;
  return (
    name.end < head &&
    /^\p{Ll}/u.test(text.slice(head - headWord.length, head)) &&
    (DOCUMENT_NOUNS.has(headWord) ||
      GROUP_NOUNS.has(headWord) ||
      (ORGANIZATION_NOUNS.has(headWord) && !GENERIC_ORGANIZATION.test(headWord)))
  );
}

function turnOf(text: string, names: readonly NamePhrase[], { kind, quoted, content }: Claim): number {
  if (quoted) return Turn.quoted;
  if (kind !== 'direct') return Turn.reported;
  const vocative = names.findIndex(
    ({ office, candidate: { span } }) =>
      office !== undefined && content.some(({ start, end }) => start <= span.start && end >= span.end),
  );
  if (vocative >= 0) return vocative;
  return content.some(({ start, end }) => /\b(?:you|your)\b/i.test(text.slice(start, end))) ? Turn.spokenTo : Turn.plain;
}

function officesAlone(names: readonly NamePhrase[], claims: readonly Claim[]): Clues['offices'] {
  if (!names.some(({ office }) => office !== undefined)) return NONE;
  return names.flatMap(({ office, candidate: { span } }, name) => {
    // The offices in "Jane Roe, Chairman of X and President of Y" are her titles, no mentions of her.
    const isPart =
      office === undefined ||
      names.some(({ candidate }) => candidate.titles.some(({ start, end }) => start <= span.start && end >= span.end));
    if (isPart) return [];
    return [{ name, office, said: claims.some(c => c.content.some(({ start, end }) => start <= span.start && end >= span.end)) }];
  });
}

function namesOfSentences(sentences: readonly Span[], names: readonly NamePhrase[]): Int32Array {
  const found = new Int32Array(sentences.length * 2);
  let name = 0;
  sentences.forEach(({ start, end }, s) => {
    while (name < names.length && names[name]!.candidate.span.start < start) name++;
    found[s * 2] = name;
    while (name < names.length && names[name]!.candidate.span.end <= end) name++;
    found[s * 2 + 1] = name;
  });
  return found;
}

/** For each name whether it begins in a quotation or in a message. */
function namesInWords({ outer, claims, names }: Reading): boolean[] {
  const spans = [...outer.map(({ span }) => span), ...claims.flatMap(({ content }) => content)].sort((a, b) => a.start - b.start);
  let passed = 0;
  let covered = 0; // how far the spans that have begun reach
  return names.map(({ candidate: { span } }) => {
    while (passed < spans.length && spans[passed]!.start <= span.start) covered = Math.max(covered, spans[passed++]!.end);
    return covered > span.start;
  });
}
