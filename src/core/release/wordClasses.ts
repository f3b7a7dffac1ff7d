/**
 * What kind of word a token is, from a list of common words and, for all others, from their endings. Coarse, but fast: the
 * features that find cues, contents and sources rest on it.
 */
import { readBits } from './packedBits';
import { wordTable } from './wordTable';

export const WordClass = {
  unknown: 0,
  noun: 1,
  plural: 2,
  infinitive: 3,
  present: 4,
  past: 5,
  gerund: 6,
  adjective: 7,
  adverb: 8,
  /** "call", "hope": noun or infinitive. */
  nounOrVerb: 9,
  /** "calls", "hopes". */
  pluralOrVerb: 10,
  /** "concerned", "proposed": past tense or adjective. */
  pastOrAdjective: 11,
  number: 12,
  date: 13,
  preposition: 14,
  conjunction: 15,
  determiner: 16,
  subjectPronoun: 17,
  objectPronoun: 18,
  possessivePronoun: 19,
  modal: 20,
  be: 21,
  have: 22,
  do: 23,
  negation: 24,
  whWord: 25,
  that: 26,
  to: 27,
  capitalized: 28,
  allCaps: 29,
  quote: 30,
  comma: 31,
  stop: 32,
  colon: 33,
  dash: 34,
  bracket: 35,
  possessive: 36,
  sign: 37,
  and: 38,
  /** Before the first and after the last token. */
  outside: 39,
} as const;
export type WordClass = (typeof WordClass)[keyof typeof WordClass];

/** The classes whose members can be counted; English grammar. */
const CLOSED: readonly (readonly [WordClass, string])[] = [
  [WordClass.determiner, 'the a an this these those each every either neither some any no another both all such'],
  [WordClass.subjectPronoun, 'i he she we they who it you'],
  [WordClass.objectPronoun, 'me him us them whom himself herself itself themselves myself yourself ourselves'],
  [WordClass.possessivePronoun, 'my your his her its our their whose'],
  [
    WordClass.modal,
    "will would can could may might must shall should won't wouldn't can't cannot couldn't shouldn't i'll he'll she'll we'll they'll it'll you'll i'd he'd she'd we'd they'd you'd",
  ],
  [WordClass.be, "is are was were be been being am isn't aren't wasn't weren't i'm you're we're they're"],
  [WordClass.have, "has have had having hasn't haven't hadn't i've we've they've you've"],
  [WordClass.do, "do does did don't doesn't didn't"],
  [WordClass.negation, 'not never'],
  [WordClass.whWord, 'what which when where why how whether if whatever whoever'],
  [WordClass.that, 'that'],
  [WordClass.to, 'to'],
  [WordClass.and, 'and or but nor'],
  [
    WordClass.preposition,
    'of in on at by for with from about against into onto over under after before during between among through without within toward towards upon despite behind beyond across since until like unlike as than per via amid',
  ],
  [WordClass.conjunction, 'because although though while unless whereas so then'],
  [
    WordClass.date,
    'monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november december jan. feb. mar. apr. aug. sept. oct. nov. dec. today yesterday tomorrow tonight earlier later recently last next ago',
  ],
];

let closed: Map<string, WordClass> | undefined;

/** Of a word in two lists the last one tells. */
function closedWords(): ReadonlyMap<string, WordClass> {
  if (closed) return closed;
  closed = new Map();
  for (const [wordClass, words] of CLOSED) for (const word of words.split(' ')) closed.set(word, wordClass);
  return closed;
}

/** FNV-1a over the UTF-16 code units. */
export function hashWord(word: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193);
  return hash;
}

/** The bits of a word's hash that the table keeps: of a thousand words that are not in it, six pass for one that is. */
export const TABLE_BITS = 20;
/** How many low bits of a class's place are written as they are. */
export const CLASS_RICE = 1;

/** Words by their hashes: the step from the hash before, and the class by its place among all, each in Rice's code. */
export interface PackedWordTable {
  readonly kept: number;
  readonly rice: number;
  /** The commonest first. */
  readonly classes: readonly number[];
  readonly digits: string;
}

const SLOTS = 1 << 14;
const slotHash = new Int32Array(SLOTS);
const slotClass = new Uint8Array(SLOTS);

function put(hash: number, wordClass: WordClass): void {
  const kept = (hash >>> (32 - TABLE_BITS)) + 1;
  let slot = kept & (SLOTS - 1);
  while (slotHash[slot] !== 0 && slotHash[slot] !== kept) slot = (slot + 1) & (SLOTS - 1);
  if (slotHash[slot] === kept) return;
  slotHash[slot] = kept;
  slotClass[slot] = wordClass + 1;
}

let isRead = false;

/** Fills the table; when the first word is looked up, since it takes a tenth of the time that the extension may take to start. */
function readTable(): void {
  isRead = true;
  for (const [word, wordClass] of closedWords()) put(hashWord(word), wordClass);
  const { kept, rice, classes, digits } = wordTable;
  const reader = readBits(digits);
  let hash = -1;
  for (let i = 0; i < kept; i++) {
    hash += reader.rice(rice) + 1;
    put(hash << (32 - TABLE_BITS), classes[reader.rice(CLASS_RICE)]! as WordClass);
  }
}

/** The class of a common word by its hash, or -1. */
export function knownClass(hash: number): number {
  if (!isRead) readTable();
  const kept = (hash >>> (32 - TABLE_BITS)) + 1;
  let slot = kept & (SLOTS - 1);
  while (slotHash[slot] !== 0) {
    if (slotHash[slot] === kept) return slotClass[slot]! - 1;
    slot = (slot + 1) & (SLOTS - 1);
  }
  return -1;
}

export function isClosed(word: string): boolean {
  return closedWords().has(word);
}

/** The class of a word in small letters that is not in the list, by its ending. */
export function guessClass(word: string): WordClass {
  const n = word.length;
  if (n > 4) {
    if (word.endsWith('ing')) return WordClass.gerund;
    if (word.endsWith('ed')) return WordClass.pastOrAdjective;
    if (word.endsWith('ly')) return WordClass.adverb;
    if (
      word.endsWith('ion') ||
      word.endsWith('ment') ||
      word.endsWith('ness') ||
      word.endsWith('ity') ||
      word.endsWith('ism') ||
      word.endsWith('er') ||
      word.endsWith('or')
    )
      return WordClass.noun;
    if (
      word.endsWith('al') ||
      word.endsWith('ive') ||
      word.endsWith('ous') ||
      word.endsWith('ful') ||
      word.endsWith('ble') ||
      word.endsWith('ic') ||
      word.endsWith('less')
    )
      return WordClass.adjective;
    if (word.endsWith('s') && !word.endsWith('ss')) return WordClass.plural;
  }
  return word.includes('-') ? WordClass.adjective : WordClass.noun;
}
