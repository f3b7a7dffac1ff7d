/**
 * What introduces the quotations of the next paragraph, or of a whole release: a line that ends with a colon ("Roe added:", "The
 * full statement follows:"), and a headline that names who speaks ("Statement by Jane Roe on the flood"). Their claims have no
 * content yet.
 */
import { spanOf, TokenKind } from '../text/tokens';
import type { Sentence } from '../text/sentences';
import type { Span } from '../text/span';
import type { Claim } from './analysis';
import { findChunks, groupStart } from './claimModel';
import type { Reading } from './claimReading';
import { cueAt, cueClassOf } from './cues';
import { cueVerbs } from './cuesLexicon';
import type { Cue } from './types';
import { WordClass } from './wordClasses';

/** "Roe added:" at the end of a paragraph: who says what the next paragraph quotes. Its claim has no content yet. */
export function findLeadIn(reading: Reading): Claim | undefined {
  const { tokens, sentences, quote } = reading;
  const { lower, count } = tokens;
  const last = sentences.at(-1);
  if (!last || count === 0 || lower[count - 1] !== ':' || last.last - last.first > 60) return undefined;
  for (let head = last.last - 1; head > last.first; head--) if (quote[head]! > 0) return undefined;
  const text = textBelow(reading, last);
  // Not "Roe remarks:"
  if (text && BELOW.test(tokens.text.slice(tokens.start[last.first], tokens.end[last.last]))) return text;
  return (
    leadInBy(reading, last, head => cueVerbs().has(lower[head]!) && !lower[head]!.endsWith('ing')) ??
    announced(reading, last) ??
    // "Roe paid tribute to her:" — any verb of a sentence short behind it
    leadInBy(reading, last, head => reading.cls[head] === WordClass.past && last.last - head <= LONGEST_TRIBUTE) ??
    invertedLeadIn(reading, last) ??
    text
  );
}

const LONGEST_TRIBUTE = 6;

/** "Roe released the following statement in response to the flood:" — the verb right before it, whatever it is. */
function announced(reading: Reading, { first, last }: Sentence): Claim | undefined {
  const { tokens, cls } = reading;
  const { lower } = tokens;
  for (let head = first + 1; head + 3 < last; head++) {
    if (lower[head + 1] !== 'the' || lower[head + 2] !== 'following' || !TEXT_NOUN.test(lower[head + 3]!)) continue;
    const group = groupStart(reading, head);
    const before = cls[group - 1] === WordClass.date ? group - 2 : group - 1;
    const subject = findChunks(reading, first, before).at(-1);
    return subject?.last === before
      ? introducing(spanOf(tokens, subject.first, subject.last), cueAt(tokens, head, group, head + 3))
      : undefined;
  }
  return undefined;
}

/** "Continued Roe:" — the verb before its subject. */
function invertedLeadIn(reading: Reading, { first, last }: Sentence): Claim | undefined {
  const { tokens } = reading;
  const verb = tokens.lower[first]!;
  if (cueClassOf(verb) !== 'speech' || !cueVerbs().has(verb) || !/(?:ed|id|ote)$/.test(verb) || last - first > LONGEST_INVERTED)
    return undefined;
  const chunk = findChunks(reading, first + 1, last - 1)[0];
  if (chunk?.first !== first + 1) return undefined;
  return introducing(spanOf(tokens, chunk.first, chunk.last), cueAt(tokens, first, first, first));
}

const LONGEST_INVERTED = 8;

function leadInBy(reading: Reading, last: Sentence, isHead: (token: number) => boolean): Claim | undefined {
  const { tokens } = reading;
  const { lower } = tokens;
  for (let head = last.last - 1; head > last.first; head--) {
    if (tokens.kind[head] !== TokenKind.word || !isHead(head)) continue;
    const group = groupStart(reading, head);
    const chunks = findChunks(reading, last.first, group - 1);
    const chunk = chunks.at(-1);
    if (!chunk) continue;
    // "Roe, a baker, said:" — the phrase runs from the first of the nouns that follow each other with commas. But in "Asked which
    // would come true, she said:" the pronoun is all of it.
    let first = chunk;
    if (chunk.first < chunk.last || reading.cls[chunk.last] !== WordClass.subjectPronoun)
      for (let i = chunks.length - 2; i >= 0 && first.first - chunks[i]!.last === 2 && lower[first.first - 1] === ','; i--)
        first = chunks[i]!;
    const to = cueVerbs().has(lower[head]!) ? head : last.last - 1;
    return introducing(spanOf(tokens, first.first, chunk.last), cueAt(tokens, head, group, to));
  }
  return undefined;
}

/** A claim whose content is in the next paragraph. */
const introducing = (source: Span, cue: Cue): Claim => ({
  kind: 'direct',
  quoted: true,
  source,
  cue,
  content: [],
  basis: 'quotation, cue in the paragraph before',
});

/** Kinds of text that a release gives word for word. */
const TEXT =
  '(?:statement|transcript|remarks|letter|message|speech|text|excerpts?|comments|e-?mail|memo|post|note|tweet|declaration|address)';
const TEXT_NOUN = new RegExp(`^${TEXT}$`);
/** "Full transcript as follows:", "The statement reads as follows:", "Read Roe's full remarks below:" */
const TEXT_BELOW = new RegExp(
  `^(?:(?:here|below)\\s+(?:is|are)\\s+|read\\s+)?((?:[\\p{L}\\p{M}'’.-]+\\s+){0,6}?${TEXT}(?:\\s+(?:of|by|from|to)\\s+[^,;:"“]{1,80}?)?)(?:,?\\s+(?:reads?|is|are|as|in|follows?|below|full|here)){0,4}\\s*:$`,
  'iu',
);
const BELOW = /^(?:here|below|read)\b|['’]s?\s|(?:follows?|below|full)\s*:$/i;
/** In the words for the text, who wrote it: "statement by Jane Roe", "Roe's statement". */
const AUTHOR = /^(?<owner>.+?)['’]s?\s|\b(?:by|from)\s+(?<author>.+)$/u;

/** "Full transcript as follows:" — the text itself is the source, unless the line says whose it is. */
function textBelow({ tokens }: Reading, { first, last }: Sentence): Claim | undefined {
  const start = tokens.start[first]!;
  const line = tokens.text.slice(start, tokens.end[last]);
  const text = line.length <= LONGEST_LINE ? TEXT_BELOW.exec(line)?.[1] : undefined;
  if (text === undefined) return undefined;
  const from = start + line.indexOf(text);
  const end = from + text.length;
  const { owner, author } = AUTHOR.exec(text)?.groups ?? {};
  const source = owner ? { start: from, end: from + owner.length } : { start: author ? end - author.length : from, end };
  // The cue is what comes after: "as follows"; else the text's last word.
  let head = first;
  while (head < last - 1 && tokens.start[head]! < end) head++;
  return introducing(source, cueAt(tokens, head, head, last - 1));
}

const LONGEST_LINE = 160;

const KINDS = '(?:Statement|Remarks|Message|Address|Speech|Declaration|Comments?|Tribute|(?:Open )?Letter)';
/** Words that begin what it is about, or to whom; but not in "Ambassador to Saltash". */
const SUBJECT = 'on regarding about concerning following after marking ahead at during before to'
  .split(' ')
  .map(word => `[${word[0]!}${word[0]!.toUpperCase()}]${word.slice(1)}`)
  .join('|')
  .replace('[tT]o', '(?<!(?:Ambassador|Representative|Adviser|Advisor|Envoy|Assistant|Delegate|Counsel)\\s)[tT]o');
/**
 * "Statement by Jane Roe, chair of the mill, on the flood", "Jane Roe's remarks at the fair": releases that are one person's words.
 * The name ends at the subject, but "Ambassador to Saltash" is whole.
 */
const HEADLINE = new RegExp(
  `^\\s*(?:#+\\s*)?(?:(?:Joint|Press|Media|Public|Opening|Closing|Full|Official|Personal)\\s+)?${KINDS}\\s+(?:[Bb]y|[Ff]rom|[Oo]f)\\s+(?=\\p{Lu}|the\\s+\\p{Lu})(?!the\\s+(?:Day|Week|Month|Year)\\b)([^\\n:;"“]{3,140}?)(?=,?\\s+(?:${SUBJECT})\\s|,\\s+(?:in|for)\\s|\\s*$)`,
  'u',
);

/** Who a release's headline says is speaking: the quotations in it that have no cue are theirs. */
export function findHeadlineSpeaker({ tokens: { text } }: Reading): Claim | undefined {
  // "Remarks by Roe on Monday were taken back." is a sentence of the body.
  if (text.length > LONGEST_HEADLINE || /[.!?][”"’]?\s*$/.test(text)) return undefined;
  const match = HEADLINE.exec(text);
  if (!match) return undefined;
  const start = match[0].length - match[1]!.length;
  return {
    kind: 'direct',
    quoted: true,
    source: { start, end: start + match[1]!.length },
    content: [],
    basis: HEADLINE_SPEAKER,
  };
}

const LONGEST_HEADLINE = 300;

/** The basis of a claim whose source the headline names. */
export const HEADLINE_SPEAKER = 'quotation, speaker in the headline';
