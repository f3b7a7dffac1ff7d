/**
 * Words that look like cues where nobody says or thinks anything: what was not said, what courts, makers and police do, and
 * nouns that only share a cue's form. The learned model comes from news articles, where these are rare.
 */
import { TokenKind } from '../text/tokens';
import { groupStart, isFinite } from './claimModel';
import type { Found } from './claimDecoder';
import type { Reading } from './claimReading';
import { WordClass } from './wordClasses';

/** Whether a cue that was found introduces nothing. */
export function saysNothing(reading: Reading, found: Found): boolean {
  const { head } = found;
  return (
    isEditorsNote(reading, head) ||
    isAddressed(reading, found) ||
    isListed(reading, found) ||
    PROCEEDING.test(reading.stemOf(head)) ||
    isWithheld(reading, head) ||
    isProductRecall(reading, head) ||
    isContact(reading, head) ||
    isStretched(reading, head) ||
    isAccusation(reading, head) ||
    isKicker(reading, head) ||
    isPlainNoun(reading, head)
  );
}

/** What courts and police do says nothing: "the case was investigated by". */
const PROCEEDING = /^(?:investigat|prosecut|sentenc)$/;

const WITHHOLDING = new Set(['declin', 'refus']);
const UTTERANCE = new Set([
  'comment',
  'say',
  'answer',
  'respond',
  'reply',
  'disclos',
  'specify',
  'elaborat',
  'discuss',
  'identify',
  'name',
  'admit',
  'reveal',
  'mention',
]);

/** "declined to comment", "did not say whether", "would not comment": nothing is said. */
function isWithheld(reading: Reading, head: number): boolean {
  const { tokens, cls, stemOf } = reading;
  const stem = stemOf(head);
  if (WITHHOLDING.has(stem)) return tokens.lower[head + 1] === 'to' && UTTERANCE.has(stemOf(head + 2));
  if (!UTTERANCE.has(stem)) return false;
  for (let i = groupStart(reading, head); i < head; i++) {
    const word = tokens.lower[i]!;
    if (cls[i] === WordClass.negation || word.endsWith("n't")) return true;
    if (stem === 'say' && (word === 'would' || word === 'could' || word === 'might')) return true;
  }
  return head >= 2 && tokens.lower[head - 1] === 'to' && WITHHOLDING.has(stemOf(head - 2));
}

/** "is recalling 4,200 cases", "Mill Recalls Flour", "the recall": a maker takes a product back. "recalled that", "recalls how" remember. */
function isProductRecall(reading: Reading, head: number): boolean {
  const { tokens, cls, stemOf } = reading;
  const stem = stemOf(head);
  if (stem !== 'recal' && stem !== 'recall') return false;
  const word = tokens.lower[head]!;
  if (word === 'recall' || word === 'recalls') {
    const before = cls[head - 1];
    if (before === WordClass.determiner || before === WordClass.adjective || before === WordClass.possessive) return true;
  }
  if (word === 'recalling' && cls[head - 1] === WordClass.be) return true;
  const next = tokens.lower[head + 1] ?? '';
  if (reading.titleCase && word === 'recalls' && !/^(?:that|how|when|what|why)$/.test(next)) return true;
  const product = /^\d|^(?:some|certain|all|select|its|about|approximately|nearly|over|more)$/.test(next);
  return product && word !== 'recalling';
}

/** "consumers with questions may", "any requests": a noun in the plural after "with", "any" or "no", and a verb or preposition after it. */
function isPlainNoun({ tokens, cls }: Reading, head: number): boolean {
  const before = tokens.lower[head - 1] ?? '';
  if (!/^(?:with|any|no)$/.test(before) || !/[a-z]{3}s$/.test(tokens.lower[head]!)) return false;
  const after = cls[head + 1];
  return after === WordClass.modal || after === WordClass.be || after === WordClass.have || after === WordClass.comma;
}

/** "extended the road to the mill": only what is conveyed is said. */
function isStretched({ tokens, stemOf }: Reading, head: number): boolean {
  if (stemOf(head) !== 'extend') return false;
  for (let i = head + 1; i <= head + EXTENDED_REACH && i < tokens.count; i++) if (EXTENDED.test(tokens.lower[i]!)) return false;
  return true;
}
const EXTENDED_REACH = 6;
const EXTENDED =
  /^(?:invitations?|offers?|condolences?|sympath(?:y|ies)|gratitude|thanks|appreciation|greetings|congratulations|regards|apolog(?:y|ies)|respects|solidarity|wishes|welcome|compliments)$/;

/** "have charged two men with theft", "charged in connection with the fire": what prosecutors do. "charged that" says something. */
function isAccusation({ tokens: { lower }, cls, stemOf, sentences, sentence }: Reading, head: number): boolean {
  if (stemOf(head) !== 'charg') return false;
  const { last } = sentences[sentence[head]!]!;
  for (let i = head + 1; i <= Math.min(last, head + ACCUSED_REACH) && cls[i] !== WordClass.that; i++)
    if (lower[i] === 'with' || (lower[i] === 'in' && lower[i + 1] === 'connection')) return true;
  return false;
}
const ACCUSED_REACH = 12;

/** "may call the mill at noon", "should call 555-0134": whom readers can reach. "called for", "may call it a day" speak. */
function isContact({ tokens, cls, sentences, sentence }: Reading, head: number): boolean {
  if (tokens.lower[head] !== 'call' || cls[head - 1] !== WordClass.modal) return false;
  const { last } = sentences[sentence[head]!]!;
  for (let i = head + 1; i <= Math.min(last, head + 6); i++)
    if (tokens.kind[i] === TokenKind.number || tokens.lower[i] === 'at') return true;
  return false;
}

/** "Media Advisory: …", "Breaking: …": what stands before a headline's colon and is nobody. */
const isKicker = ({ tokens: { lower } }: Reading, head: number): boolean =>
  lower[head] === ':' && head > 0 && KICKER.test(lower[head - 1]!);

const KICKER =
  /^(?:advisory|alert|analysis|breaking|bulletin|correction|exclusive|invitation|latest|live|look|notice|opinion|photos?|release|reminder|revealed|review|statement|updated?|videos?|watch|wow)$/;

/** "Editor's note: …": the house's own words. */
export const isEditorsNote = ({ tokens: { lower, kind } }: Reading, head: number): boolean =>
  (lower[head] === 'note' || lower[head] === 'notes') &&
  lower[head + 1] === ':' &&
  kind[head - 1] === TokenKind.possessive &&
  /^(?:editor|author|publisher|reader)s?$/.test(lower[head - 2] ?? '');

const hasFinite = ({ cls }: Reading, first: number, last: number): boolean => {
  for (let i = first; i <= last; i++) if (isFinite(cls[i]!)) return true;
  return false;
};

/** "sent a message to Xi on 7 May": to whom it went is not what it says. */
function isAddressed(reading: Reading, { head, content }: Found): boolean {
  const { first, last } = content[0]!;
  return (
    first > head + 1 &&
    MISSIVE.test(reading.tokens.lower[first - 2]!) &&
    reading.tokens.lower[first - 1] === 'to' &&
    !hasFinite(reading, first, last)
  );
}
const MISSIVE = /^(?:messages?|letters?|notes?|telegrams?|cables?|calls?|invitations?|emails?)$/;

/** "Turbines: five, each of 3 megawatts": a fact under its name. */
function isListed(reading: Reading, { head, content }: Found): boolean {
  const { tokens, sentences, sentence, quote } = reading;
  const { first } = content[0]!;
  return (
    tokens.lower[head] === ':' &&
    first > head &&
    quote[first] === 0 &&
    /^[\p{Ll}\d]/u.test(tokens.text.slice(tokens.start[first], tokens.end[first])) &&
    !hasFinite(reading, sentences[sentence[head]!]!.first, head)
  );
}
