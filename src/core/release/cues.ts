/** Words that bring somebody's words or thoughts: their stems, base forms and classes. */
import { cueList } from './cueList';
import { cueVerbs } from './cuesLexicon';
import { spanOf, type Tokens } from '../text/tokens';
import type { Cue, CueClass } from './types';

const IRREGULAR: Readonly<Record<string, string>> = {
  said: 'say',
  says: 'say',
  told: 'tell',
  wrote: 'write',
  written: 'write',
  thought: 'think',
  felt: 'feel',
  knew: 'know',
  known: 'know',
  saw: 'see',
  seen: 'see',
  found: 'find',
  held: 'hold',
  heard: 'hear',
  meant: 'mean',
  made: 'make',
  spoke: 'speak',
  spoken: 'speak',
  took: 'take',
  taken: 'take',
  gave: 'give',
  given: 'give',
  sought: 'seek',
  swore: 'swear',
  sworn: 'swear',
  laid: 'lay',
  led: 'lead',
  shown: 'show',
  drew: 'draw',
  drawn: 'draw',
  brought: 'bring',
  taught: 'teach',
  understood: 'understand',
  went: 'go',
  came: 'come',
  became: 'become',
  stood: 'stand',
  won: 'win',
  chose: 'choose',
  chosen: 'choose',
  forgot: 'forget',
  forgotten: 'forget',
  kept: 'keep',
  left: 'leave',
  lost: 'lose',
  met: 'meet',
  sent: 'send',
  bore: 'bear',
  foresaw: 'foresee',
  began: 'begin',
  begun: 'begin',
  ran: 'run',
  gone: 'go',
  done: 'do',
  did: 'do',
  built: 'build',
  fought: 'fight',
  caught: 'catch',
  paid: 'pay',
  withdrew: 'withdraw',
  bet: 'bet',
  learnt: 'learn',
};

/** A key that a verb's forms share: "argue", "argued", "arguing" and "argues" are all "argu". */
export function stemOf(word: string): string {
  const regular = IRREGULAR[word];
  let stem = regular ?? word;
  const n = stem.length;
  if (regular === undefined) {
    if (n > 4 && (stem.endsWith('ies') || stem.endsWith('ied'))) return `${stem.slice(0, -3)}y`;
    if (n > 5 && stem.endsWith('ing')) stem = undouble(stem.slice(0, -3));
    else if (n > 4 && stem.endsWith('ed')) stem = undouble(stem.slice(0, -2));
    else if (n > 4 && (stem.endsWith('shes') || stem.endsWith('ches') || stem.endsWith('sses') || stem.endsWith('xes')))
      stem = stem.slice(0, -2);
    else if (n > 3 && stem.endsWith('s') && !stem.endsWith('ss') && !stem.endsWith("'s") && !stem.endsWith('us'))
      stem = stem.slice(0, -1);
  }
  if (stem.length > 3 && stem.endsWith('e')) stem = stem.slice(0, -1);
  return stem;
}

function undouble(stem: string): string {
  const n = stem.length;
  return n > 3 && stem[n - 1] === stem[n - 2] && !/[lsz]/.test(stem[n - 1]!)
    ? stem.slice(0, -1)
    : stem.endsWith('ll') && n > 5
      ? stem.slice(0, -1)
      : stem;
}

let cueStems: ReadonlyMap<string, number> | undefined;

/**
 * Number of a cue's stem, -1 of any other; 0 is the colon. Those that only the hand-made lexicon has share one, since nothing is learned of
 * them.
 */
export function cueNumber(stem: string): number {
  cueStems ??= numberStems();
  return cueStems.get(stem) ?? -1;
}

function numberStems(): ReadonlyMap<string, number> {
  const stems = new Map(cueList.map((stem, index) => [stem, index + 1]));
  for (const word of cueVerbs().keys()) if (!stems.has(stemOf(word))) stems.set(stemOf(word), cueList.length + 1);
  return stems;
}

/** Base form of a cue's head word: "say" for "said"; a noun or adjective is its own. */
export function lemmaOf(word: string): string {
  const known = cueVerbs().get(word);
  if (known) return known.lemma;
  const regular = IRREGULAR[word];
  if (regular !== undefined) return regular;
  const stem = stemOf(word);
  if (!/(?:ed|ing|s)$/.test(word) || word.endsWith('ss') || stem === word) return word;
  // "-ate", "-ise", "-nce", "-ge", "-ve", "-ure": an e that inflection took
  return word.endsWith(`${stem}s`)
    ? stem
    : /(?:[^aeo]at|[iy]z|[aeiou]s|[nr]c|[dnr]g|v|u|[^aeo]ur|[bcdgptk]l|[aeiou]ib|ai?g|i[dkmnr]|a[cdkmnpr]|o[kp])$/.test(stem) &&
        stem.length > 3
      ? `${stem}e`
      : stem;
}

const THOUGHT_ENDINGS = /(?:ful|ous|ic|ical|ive|ed)$/;

export function cueClassOf(word: string): CueClass {
  const known = cueVerbs().get(word);
  if (known) return known.class;
  const stem = stemOf(word);
  if (EVIDENCE.has(stem)) return 'evidence';
  return THOUGHT.has(stem) || (THOUGHT_ENDINGS.test(word) && !SPEECH.has(stem)) ? 'thought' : 'speech';
}

/** Stems of cue nouns, adjectives and verbs that are no verbs of saying; sorted by hand. */
const EVIDENCE = new Set(
  'indicat illustrat document evinc exemplify reflect signal sign suggest takeaway symboliz conclusion discovery establish uncover reveal depict represent'.split(
    ' ',
  ),
);
const THOUGHT = new Set(
  (
    'admir admiration anger angry anxiety apprehension appear approv assum assumption attention attitud awar balk ban belief calculat certain comfortabl concern concerned confidenc confident confus consensus contemplat ' +
    'decid decision deem determin determin disappoint dislik dismay distrust doubl doubt dwell eager embrac enjoy enthusiasm envision estimat expect expectation eye faith fear focus forese furious glad goal guess happy hat hesitat hop hostility ' +
    'hungry idea ignor imagin impression inclin inclination intend interest intrigu judg know leaning lean learn leery love lov marvel mind misgiving negativ notic observ opinion optimistic outlook passion perceiv perception plan pleas ponder prefer proud ' +
    'puzzl reckon recogniz recognition reluctanc reluctant resist resistanc rethink satisfy seek seem sens sentiment skeptical speculat stanc startl strategy strateg suspect suspicion sure sur surmis surpris test think tend tri trust unawar underestimat understand unhappy upset view vot want war wary ' +
    'watch weigh willingness unwillingness wish wonder worry zeal'
  ).split(' '),
);
const SPEECH = new Set('reported announced called'.split(' '));

/** The cue of a word and what belongs to it, from one token to another. */
export function cueAt(tokens: Tokens, head: number, first: number, last: number): Cue {
  const word = tokens.lower[head]!;
  return { span: spanOf(tokens, Math.min(first, head), last), lemma: lemmaOf(word), class: cueClassOf(word) };
}
