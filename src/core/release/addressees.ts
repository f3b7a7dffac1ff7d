/** To whom it was said, where the text tells: "told reporters", "in a letter to Roe", "sent a message to Kim …, in which he congratulated". */
import type { Span } from '../text/span';
import type { Sentence } from '../text/sentences';
import { TokenKind, type Tokens } from '../text/tokens';
import { wordFact } from '../text/vocabulary';
import type { Claim, NameCandidate } from './analysis';
import { tokenFrom } from './quotationPlace';

/** Verbs whose object is the person spoken to. */
const ADDRESSING = new Set([
  'tell',
  'ask',
  'inform',
  'assure',
  'urge',
  'remind',
  'thank',
  'congratulate',
  'warn',
  'wish',
  'invite',
  'advise',
  'notify',
  'brief',
  'instruct',
  'order',
  'beg',
  'implore',
  'promise',
  'reassure',
  'convince',
  'persuade',
  'encourage',
  'caution',
  'salute',
  'greet',
  'address',
  'counsel',
]);

/** What is sent, made or held between two sides. */
const EXCHANGE = new Set([
  'message',
  'messages',
  'letter',
  'letters',
  'telegram',
  'telegrams',
  'note',
  'email',
  'e-mail',
  'reply',
  'call',
  'condolences',
  'greetings',
  'congratulations',
  'appeal',
  'cable',
  'invitation',
]);
const SENDING = new Set([
  'sent',
  'send',
  'sends',
  'wrote',
  'writes',
  'conveyed',
  'conveys',
  'extended',
  'addressed',
  'delivered',
  'made',
  'placed',
  'replied',
]);
const MEETING = new Set([
  'met',
  'meets',
  'spoke',
  'speaks',
  'talked',
  'talks',
  'conversation',
  'call',
  'discussion',
  'discussions',
  'meeting',
]);

const Contact = { none: 1, sending: 2, meeting: 3 };
const contactBy = wordFact(word => (SENDING.has(word) ? Contact.sending : MEETING.has(word) ? Contact.meeting : Contact.none));

/** How many tokens may stand between a verb or noun and the "to" that names the addressee. */
const REACH = 14;

interface Words {
  readonly tokens: Tokens;
  readonly sentences: readonly Sentence[];
  readonly names: readonly NameCandidate[];
}

/** Two sides in touch: who met, called or wrote, and whom. */
export interface Exchange {
  readonly from: Span | undefined;
  readonly to: Span;
}

/**
 * The claims, each with its addressee where one is told and the claim has none; and the last exchange that the paragraph tells
 * of: later paragraphs report what was said there. Spans are the paragraph's.
 */
export function withAddressees(
  words: Words,
  claims: readonly Claim[],
): { readonly claims: readonly Claim[]; readonly exchange: Exchange | undefined } {
  const exchanges = findExchanges(words);
  const last = exchanges.at(-1);
  return {
    claims: claims.map(claim => {
      if (claim.addressee) return claim;
      const addressee =
        objectOf(words, claim) ??
        (isBothSides(words, claim.source) ? undefined : exchanges.findLast(e => e.from <= startOf(claim))?.to);
      return addressee && !overlaps(addressee, claim.source) ? { ...claim, addressee } : claim;
    }),
    exchange: last && { from: last.subject, to: last.to },
  };
}

/** "The two leaders discussed …", "they agreed …": what both sides say is said to neither of them. */
const isBothSides = ({ tokens }: Words, source: Span | undefined): boolean =>
  source !== undefined &&
  /^(?:they|both|(?:the\s+)?(?:two|three)\b|the\s+(?:leaders|parties|sides|presidents|(?:prime\s+|foreign\s+|defen[cs]e\s+)?ministers|counterparts))\b/i.test(
    tokens.text.slice(source.start, Math.min(source.end, source.start + 40)),
  );

const startOf = (claim: Claim): number => claim.cue?.span.start ?? claim.content[0]?.start ?? 0;

const overlaps = (a: Span, b: Span | undefined): boolean => b !== undefined && a.start < b.end && b.start < a.end;

/** The person a phrase that starts at token `i` names, articles and courtesy words passed over. */
function partyAt({ tokens, names }: Words, i: number): Span | undefined {
  const { lower, start, end, kind, count } = tokens;
  if (i >= count) return undefined;
  const at = start[i]!;
  const name = names.find(
    n =>
      n.span.start <= at + 4 &&
      n.span.end > at &&
      n.span.start >= at - 1 &&
      (n.kind === 'person' || n.kind === 'organization' || n.kind === 'other'),
  );
  if (name && name.span.start >= at) return name.span;
  if (/^(?:him|her|them|us|me)$/.test(lower[i]!)) return { start: at, end: end[i]! };
  // "reporters", "the committee", "his Japanese counterpart": plain words up to where the message begins
  let last = i - 1;
  for (let j = i; j < count && j < i + 6; j++) {
    if (kind[j] !== TokenKind.word && kind[j] !== TokenKind.possessive) break;
    if (
      /^(?:that|in|on|at|during|after|before|to|not|about|of|it|he|she|they|we|i|there|what|how|why|whether|if|and|by|as|for|from|with)$/.test(
        lower[j]!,
      )
    )
      break;
    last = j;
  }
  if (
    last < i ||
    !/^(?:[a-z]+s|committee|council|court|congress|parliament|audience|crowd|conference|counterpart|jury|house|public|media|press|nation|world|agency|board|meeting|gathering|hearing|newspaper|network|journal|times|post|news)$/.test(
      lower[last]!,
    )
  )
    return undefined;
  return { start: at, end: end[last]! };
}

/** "told reporters", "thanked Roe", "said to the crowd", "called on boat owners to …", "conveyed condolences to the families". */
function objectOf(words: Words, claim: Claim): Span | undefined {
  const { cue } = claim;
  if (!cue) return undefined;
  const { text } = words.tokens;
  const next = tokenFrom(words, cue.span.end);
  const cueWords = text.slice(cue.span.start, cue.span.end).toLowerCase();
  if (/\b(?:for|about|against|of|that)$/.test(cueWords)) return undefined;
  if (ADDRESSING.has(cue.lemma) || /\b(?:called (?:up)?on|calls (?:up)?on|call (?:up)?on|appeal\w* to)$/.test(cueWords))
    return askedAt(words, next) ?? partyAt(words, next);
  const first = claim.content[0];
  if (GIVING.has(cue.lemma) && first && first.start >= cue.span.end) {
    const given = GIFT.exec(text.slice(first.start, Math.min(first.end, first.start + 200)));
    if (given) {
      const start = first.start + given.index + given[0].length - given[1]!.length;
      return { start, end: start + given[1]!.length };
    }
  }
  if (
    words.tokens.lower[next] === 'to' &&
    /^(?:say|write|complain|explain|appeal|reply|respond|apologize|apologise|suggest|speak|express)$/.test(cue.lemma)
  )
    return partyAt(words, next + 1);
  return undefined;
}

/** Verbs that carry feelings to somebody. */
const GIVING = new Set(['convey', 'express', 'extend', 'offer', 'send', 'reiterate', 'renew']);
/** "her gratitude to the volunteers of the River Guard": the noun phrase after "to", up to a sign, "and" or "for". */
const GIFT =
  /\b(?:condolences|sympathy|sympathies|gratitude|thanks|appreciation|greetings?|congratulations|regards|wishes|apologies|apology|respects)\b[^,.;:“"]{0,40}?\sto\s((?:[^\s,.;:“"]+)(?:\s+(?!and\b|for\b|on\b|over\b|in\b)[^\s,.;:“"]+)*)/;

/** How many tokens somebody who is asked to do something may be described in: "anyone who bought an engine since June". */
const LONGEST_PARTY = 14;

/** "asked | anyone who bought a used engine | to check", "thanked | the crews | for": the words up to "to" and a verb, or "for". */
function askedAt({ tokens }: Words, from: number): Span | undefined {
  const { lower, kind, start, end, count } = tokens;
  if (
    from >= count ||
    !/^(?:[\p{L}\d]|all|any)/u.test(lower[from]!) ||
    /^(?:that|to|for|about|whether|how|if|not|in|on|at|of|by|with|against|what|why|when|who|him|her|them|it|he|she|they|we|i|there)$/.test(
      lower[from]!,
    )
  )
    return undefined;
  for (let j = from + 1; j < count && j <= from + LONGEST_PARTY; j++) {
    const word = lower[j]!;
    if (kind[j] !== TokenKind.word && kind[j] !== TokenKind.number && kind[j] !== TokenKind.possessive && word !== '-')
      return undefined;
    const infinitive =
      word === 'to' &&
      j + 1 < count &&
      /^[a-z]/.test(tokens.text.slice(start[j + 1])) &&
      !/^(?:the|a|an|his|her|their|its|our|this|that|each|all)$/.test(lower[j + 1]!);
    if (infinitive || (word === 'not' && lower[j + 1] === 'to')) return { start: start[from]!, end: end[j - 1]! };
    if (word === 'for' || word === 'that' || word === 'against') return undefined;
  }
  return undefined;
}

/** The first name between two offsets, of a kind where one is given. */
function firstIn(
  names: readonly NameCandidate[],
  start: number,
  end: number,
  kind?: NameCandidate['kind'],
): NameCandidate | undefined {
  return names.find(({ span, kind: of }) => span.start >= start && span.end <= end && (kind === undefined || of === kind));
}

/** "sent a verbal message to Xi on 7 May": from there on the paragraph is addressed to Xi. */
function findExchanges(words: Words): { from: number; to: Span; subject: Span | undefined }[] {
  const { tokens, sentences } = words;
  const { lower, start } = tokens;
  const exchanges: { from: number; to: Span; subject: Span | undefined }[] = [];
  for (const { first, last } of sentences) {
    for (let i = first; i <= last; i++) {
      const contact = contactBy(tokens, i);
      if (contact === Contact.none) continue;
      const meets = contact === Contact.meeting;
      let exchanged = meets || lower[i] === 'wrote' || lower[i] === 'replied';
      for (let j = i + 1; j <= last && j <= i + REACH; j++) {
        if (EXCHANGE.has(lower[j]!)) exchanged = true;
        const joins = meets ? lower[j] === 'with' : lower[j] === 'to';
        if (!exchanged || !joins || EXCHANGE.has(lower[j + 1] ?? '')) continue;
        const to = partyAt(words, j + 1);
        if (to && firstIn(words.names, to.start, to.end)) {
          const subject = firstIn(words.names, start[first]!, start[i]!, 'person');
          exchanges.push({ from: start[first]!, to, subject: subject?.span });
          break;
        }
      }
    }
  }
  return exchanges;
}
