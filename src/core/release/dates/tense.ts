/** The tense of the words around an expression: what tells last Tuesday from next Tuesday. */
import { TokenKind, type Tokens } from '../../text/tokens';

/** `would`: ahead of what is told, which need not be ahead of the release ("said it would be done by October"). */
export type Tense = 'past' | 'future' | 'would';

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** Verbs and adjectives that look ahead. */
const FUTURE = words(
  "will shall 'll won't would may might should must can could going expected expects expect plans plan planned scheduled due slated set upcoming intends intend hopes hope aims begins starts begin start resume open opens close closes expire return leave meets takes runs ends expires " +
    'returns resumes continues arrives leaves goes comes remains faces becomes matures retires meet join go vote kicks forthcoming poised effective wants is are be until forecast projected likely unlikely',
);
/** Those of them that are nouns and adjectives too, and infinitives. */
const BARE_VERBS = words(
  'open close start begin meet join go vote return leave resume expire plan runs hopes hope plans aims begins starts ends returns closes opens leaves intend expect set',
);
/** Irregular past forms; regular ones are told by their ending. */
const PAST = words(
  "said was were had did told held sent met took made began came went won got became gave saw found fell rose led didn't wasn't weren't hadn't been wrote spoke broke drove flew hit sold bought brought built cut lost paid put " +
    'ran sank shot shut spent stood struck swept taught thought threw understood woke wore grew knew drew chose froze heard kept laid meant sought slipped slid showed sank sat shook stole swore caught fought forgot born done seen taken given known shown written been set quit split tumbled plunged dropped has have',
);
/** Past forms after which a verb with "to" looks ahead: "agreed to meet Friday". */
const INTENDING = words(
  'agreed planned voted decided ordered expected scheduled vowed promised pledged asked urged wanted hoped intended threatened offered proposed prepared invited required told called set forced due',
);
/** Words after which "to" is a preposition, not the mark of an infinitive. */
const AFTER_PREPOSITION = words(
  'the a an his her its their our my your this that these those last next about around as more $ and him them it us me all each some any both which whom what',
);

/** Words an expression's sentence is searched for on each side. Keeps the work linear. */
const REACH = 22;

const isStop = (word: string): boolean => word === '.' || word === '!' || word === '?' || word === ';';

function isInfinitiveMark(tokens: Tokens, i: number): boolean {
  return (
    tokens.lower[i] === 'to' &&
    i + 1 < tokens.count &&
    tokens.kind[i + 1] === TokenKind.word &&
    !AFTER_PREPOSITION.has(tokens.lower[i + 1]!) &&
    tokens.text.charCodeAt(tokens.start[i + 1]!) > 90
  );
}

const isRegularPast = (word: string): boolean =>
  word.length > 4 &&
  word.endsWith('ed') &&
  word !== 'united' &&
  word !== 'hundred' &&
  word !== 'indeed' &&
  word !== 'limited' &&
  word !== 'proceed' &&
  word !== 'exceed' &&
  word !== 'succeed';

/** The tense of the nearest verb before tokens `first` to `last` in their sentence, else of the first one after. */
export function tenseAround(tokens: Tokens, first: number, last: number): Tense | undefined {
  const { lower } = tokens;
  // "critics who on Sunday called it weak"
  if (lower[first - 1] === 'on' && last + 1 < tokens.count && verbTense(tokens, last + 1) === 'past') return 'past';
  let infinitive = false;
  for (let i = first - 1; i >= 0 && i >= first - REACH; i--) {
    const word = lower[i]!;
    if (isStop(word)) break;
    if (tokens.kind[i] !== TokenKind.word) continue;
    if (isInfinitiveMark(tokens, i)) {
      if (lower[i + 1] === 'be') return 'future';
      infinitive = true;
      continue;
    }
    // "is to land Saturday"
    if (infinitive && (word === 'is' || word === 'are') && lower[i + 1] === 'to') return 'future';
    const tense = verbTense(tokens, i);
    if (tense === undefined) continue;
    return tense === 'past' && infinitive && INTENDING.has(word) ? 'future' : tense;
  }
  for (let i = last + 1; i < tokens.count && i <= last + REACH; i++) {
    const word = lower[i]!;
    if (isStop(word)) break;
    const tense = tokens.kind[i] === TokenKind.word ? verbTense(tokens, i) : undefined;
    if (tense !== undefined) return tense;
  }
  return undefined;
}

/** After these a word that could be a verb is none: "an open letter". */
const BEFORE_NOUNS = words('a an the his her its their our my your this that no of more any to in for on at with as by');
const WOULD = words('would could might');
const MODALS = words('will would could might may should must shall can to');

function verbTense(tokens: Tokens, i: number): Tense | undefined {
  const word = tokens.lower[i]!;
  if (tokens.kind[i] !== TokenKind.word) return undefined;
  const before = i > 0 ? tokens.lower[i - 1]! : '';
  if (FUTURE.has(word)) {
    if (word === 'be' || word === 'is' || word === 'are') return undefined;
    // "could have"
    if (tokens.lower[i + 1] === 'have') return 'past';
    if (WOULD.has(word)) return 'would';
    if (word === 'may' && tokens.text.charCodeAt(tokens.start[i]!) < 97 && i > 0) return undefined; // the month or a name
    return BARE_VERBS.has(word) && BEFORE_NOUNS.has(before) ? undefined : 'future';
  }
  if (PAST.has(word) || isRegularPast(word)) {
    // "will be held", "to be held", "is expected to be completed"
    if (before === 'be') return 'future';
    if (MODALS.has(before)) return undefined; // "will shut": the modal says
    return before === 'have' && i > 1 && tokens.lower[i - 2] === 'will' ? 'future' : 'past';
  }
  return undefined;
}
