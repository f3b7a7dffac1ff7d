/**
 * Verbs and nouns that bring somebody's words or thoughts. Classes: s speech, t thought, e evidence. Sources: Levin (1993),
 * "English Verb Classes and Alternations", classes 37 (communication), 29.5 (conjecture), 30 and 33; the reporting verbs of
 * the Collins COBUILD grammar, chapter 7; diplomatic read-outs' own ("stressed", "pointed out").
 */
import type { CueClass } from './types';

const SPEECH =
  'say tell state announce add note stress emphasize emphasise explain point declare claim argue insist maintain assert affirm reaffirm reiterate confirm deny admit acknowledge concede report disclose reveal warn caution advise urge call ask request demand order propose suggest recommend promise pledge vow offer threaten agree disagree object reply respond answer comment remark observe write tweet post email testify allege accuse blame criticize criticise condemn denounce praise hail welcome thank congratulate apologize apologise complain lament boast joke quip quote cite mention describe outline detail underline underscore highlight conclude continue repeat recall tout predict forecast project estimate express voice extend convey wish invite appeal plead beg counter retort quote shout yell whisper cry proclaim contend signal indicate share introduce endorse rebuke slam blast dismiss reject rule commend salute greet inform notify remind assure brief instruct swear summarize summarise elaborate clarify interject echo preach teach urge second';
const THOUGHT =
  'believe think hope fear expect feel know want wish plan intend consider suspect doubt wonder worry assume understand realize realise regret imagine guess reckon anticipate decide prefer aim seek oppose support favor favour desire remember see hear learn find view regard deem worry trust appreciate vow mean';
const EVIDENCE = 'show demonstrate prove imply reflect suggest find reveal indicate confirm conclude estimate';

const IRREGULAR: Readonly<Record<string, readonly string[]>> = {
  say: ['said', 'says', 'saying'],
  tell: ['told', 'tells', 'telling'],
  write: ['wrote', 'writes', 'writing', 'written'],
  think: ['thought', 'thinks', 'thinking'],
  feel: ['felt', 'feels', 'feeling'],
  know: ['knew', 'knows', 'knowing'],
  understand: ['understood', 'understands'],
  mean: ['meant', 'means'],
  see: ['saw', 'sees', 'seen'],
  hear: ['heard', 'hears'],
  find: ['found', 'finds', 'finding'],
  swear: ['swore', 'swears', 'sworn'],
  forecast: ['forecast', 'forecasts'],
  seek: ['sought', 'seeks'],
  teach: ['taught', 'teaches'],
  show: ['showed', 'shows', 'shown', 'showing'],
  quip: ['quipped', 'quips'],
  beg: ['begged', 'begs'],
  plan: ['planned', 'plans', 'planning'],
  slam: ['slammed', 'slams'],
  regret: ['regretted', 'regrets'],
  prefer: ['preferred', 'prefers'],
  admit: ['admitted', 'admits', 'admitting'],
  forget: ['forgot', 'forgets'],
};

/** The inflected forms of a regular verb. */
function forms(verb: string): string[] {
  const irregular = IRREGULAR[verb];
  if (irregular) return [verb, ...irregular];
  if (verb.endsWith('e')) return [verb, `${verb}s`, `${verb}d`, `${verb.slice(0, -1)}ing`];
  if (/[^aeiou]y$/.test(verb)) return [verb, `${verb.slice(0, -1)}ies`, `${verb.slice(0, -1)}ied`, `${verb}ing`];
  if (/(?:s|sh|ch|x|z)$/.test(verb)) return [verb, `${verb}es`, `${verb}ed`, `${verb}ing`];
  return [verb, `${verb}s`, `${verb}ed`, `${verb}ing`];
}

export interface CueWord {
  readonly lemma: string;
  readonly class: CueClass;
}

let verbs: ReadonlyMap<string, CueWord> | undefined;

/** Every form of every cue verb, by its lower-cased spelling. Speech wins where a verb is in two classes. Made when it is first asked for. */
export function cueVerbs(): ReadonlyMap<string, CueWord> {
  if (verbs) return verbs;
  const map = new Map<string, CueWord>();
  for (const [list, cueClass] of [
    [EVIDENCE, 'evidence'],
    [THOUGHT, 'thought'],
    [SPEECH, 'speech'],
  ] as const)
    for (const lemma of list.split(' ')) for (const form of forms(lemma)) map.set(form, { lemma, class: cueClass });
  return (verbs = map);
}
