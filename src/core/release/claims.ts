/** Finds who is said to have said what, in one paragraph. */
import type { Span } from '../text/span';
import type { Sentence } from '../text/sentences';
import { TokenKind, type Tokens } from '../text/tokens';
import type { Claim, NameCandidate, Quotation } from './analysis';
import { CUE_VERBS } from './cuesLexicon';
import type { Cue } from './types';

export interface ParagraphWords {
  readonly tokens: Tokens;
  readonly sentences: readonly Sentence[];
  readonly quotations: readonly Quotation[];
  readonly names: readonly NameCandidate[];
}

const FIRST_PERSON = new Set([
  'i',
  'me',
  'my',
  'we',
  'our',
  'us',
  'mine',
  'ours',
  "i'm",
  "i've",
  "we're",
  "we've",
  "i'll",
  "we'll",
]);
const SECOND_PERSON = new Set(['you', 'your', 'yours']);
const AUXILIARIES = new Set([
  'has',
  'have',
  'had',
  'is',
  'was',
  'are',
  'were',
  'be',
  'been',
  'also',
  'then',
  'later',
  'further',
  'again',
  'repeatedly',
  'recently',
  'reportedly',
  'publicly',
  'did',
  'does',
  'do',
  'already',
  'earlier',
  'once',
  'now',
  'still',
  'never',
  'often',
  'simply',
  'both',
  'all',
  'just',
  'even',
  'explicitly',
  'clearly',
  'strongly',
  'formally',
  'previously',
  'separately',
  'additionally',
  'therefore',
]);
const HYPOTHETICAL = new Set([
  'would',
  'could',
  'might',
  'may',
  'should',
  'can',
  'cannot',
  "can't",
  'not',
  "didn't",
  "doesn't",
  "don't",
  "wouldn't",
  "couldn't",
  'declined',
  'refused',
  'if',
  'to',
  'whether',
  "won't",
  'will',
  'must',
]);
const CLAUSE_STARTS = new Set([
  'that',
  'which',
  'while',
  'although',
  'though',
  'because',
  'when',
  'whereas',
  'if',
  'as',
  'after',
  'before',
  'since',
  'until',
  'but',
]);
const NOMINALS = new Set([
  'hope',
  'hopes',
  'conviction',
  'concern',
  'concerns',
  'confidence',
  'belief',
  'readiness',
  'willingness',
  'regret',
  'gratitude',
  'appreciation',
  'support',
  'satisfaction',
  'condolences',
  'sympathy',
  'thanks',
  'congratulations',
  'greetings',
  'wishes',
  'opposition',
  'doubt',
  'doubts',
  'fear',
  'fears',
  'optimism',
  'interest',
  'commitment',
  'determination',
  'outrage',
  'disappointment',
  'surprise',
  'dismay',
  'view',
  'opinion',
  'desire',
  'frustration',
  'skepticism',
  'scepticism',
]);

/** The claims of a paragraph, by the place of their content. */
export function findClaims(words: ParagraphWords): Claim[] {
  return new ClaimFinder(words).run();
}

class ClaimFinder {
  private readonly claims: Claim[] = [];
  private readonly quoted: Int16Array; // index of the outermost quotation a token is in, or -1
  private readonly messages: Quotation[];

  constructor(private readonly words: ParagraphWords) {
    const { tokens, quotations } = words;
    this.messages = quotations.filter(q => q.depth === 0 && this.isMessage(q));
    this.quoted = new Int16Array(tokens.count).fill(-1);
    let q = 0;
    const outer = quotations.filter(x => x.depth === 0);
    for (let i = 0; i < tokens.count; i++) {
      while (q < outer.length && outer[q]!.span.end <= tokens.start[i]!) q++;
      if (q < outer.length && tokens.start[i]! >= outer[q]!.span.start) this.quoted[i] = q;
    }
  }

  /** Four words or more, or a stop inside: shorter ones are terms, titles and scare quotes. */
  private isMessage(quotation: Quotation): boolean {
    const text = this.words.tokens.text.slice(quotation.span.start, quotation.span.end);
    if (!quotation.closed) return true;
    return /[,.!?…]\S?$/.test(text) || text.split(/\s+/, 6).length >= 5;
  }

  run(): Claim[] {
    for (const sentence of this.words.sentences) if (this.sentence(sentence)) break;
    return this.claims;
  }

  /** True where a claim runs to the end of the paragraph. */
  private sentence(sentence: Sentence): boolean {
    const { tokens } = this.words;
    const { lower, kind } = tokens;
    let taken = sentence.first; // content found so far reaches to here
    for (let i = sentence.first; i <= sentence.last; i++) {
      if (kind[i] !== TokenKind.word || this.quoted[i]! >= 0 || i < taken) continue;
      const cue = CUE_VERBS.get(lower[i]!);
      if (!cue) continue;
      if (this.isHypothetical(i, sentence.first) || this.isNoun(i)) continue;
      const quotedClaim = this.aroundQuotations(i, sentence);
      if (quotedClaim !== undefined) {
        taken = Math.max(taken, quotedClaim);
        continue;
      }
      const source = this.sourceBefore(i, sentence.first);
      if (this.readOut(i, sentence, source, cue)) return true;
      const end = this.reported(i, sentence, source, cue);
      if (end !== undefined) taken = end + 1;
    }
    return false;
  }

  private isHypothetical(i: number, first: number): boolean {
    for (let j = i - 1; j >= first && j >= i - 3; j--) {
      const word = this.words.tokens.lower[j]!;
      if (HYPOTHETICAL.has(word)) return true;
      if (!AUXILIARIES.has(word)) return false;
    }
    return false;
  }

  /** "the order", "his claims": a cue's form used as a noun. */
  private isNoun(i: number): boolean {
    const { lower, kind } = this.words.tokens;
    const before = lower[i - 1] ?? '';
    if (
      /^(?:the|a|an|this|that|these|those|his|her|its|their|our|my|your|no|any|some|of|in|for|with|on|by|from|new|own)$/.test(
        before,
      )
    )
      return !/^(?:that)$/.test(before) || !/(?:ed|id|s)$/.test(lower[i]!);
    if (kind[i - 1] === TokenKind.possessive) return true;
    return /(?:ing)$/.test(lower[i]!) && !/^(?:,|and)$/.test(before);
  }

  private cueOf(first: number, last: number, head: number): Cue {
    const { tokens } = this.words;
    const { lemma, class: cueClass } = CUE_VERBS.get(tokens.lower[head]!)!;
    return { span: { start: tokens.start[first]!, end: tokens.end[last]! }, lemma, class: cueClass };
  }

  /** The noun phrase before the cue, up to the clause it stands in. */
  private sourceBefore(i: number, first: number): Span | undefined {
    const { lower, kind, start, end } = this.words.tokens;
    let last = i - 1;
    while (last >= first && (AUXILIARIES.has(lower[last]!) || lower[last]!.endsWith('ly') || lower[last] === ',')) last--;
    if (last < first || this.quoted[last]! >= 0) return undefined;
    let from = last;
    let commas = lower[last + 1] === ',' ? 1 : 0; // closes an apposition
    for (let j = last; j >= first; j--) {
      const word = lower[j]!;
      if (this.quoted[j]! >= 0) break;
      if (kind[j] === TokenKind.quote) break;
      if (word === ';' || word === ':' || word === '—' || word === '--') break;
      if (CLAUSE_STARTS.has(word) && j < last && !(word === 'as' && commas > 0)) break;
      if ((word === 'that' || word === 'which') && j === last) break;
      if (word === 'and' && (CUE_VERBS.has(lower[j + 1]!) || (lower[j - 1] ?? '').endsWith('ed'))) break;
      if (word === ',') {
        if (commas === 1) {
          // ", chief executive of Acme," after a name
          commas = 2;
          from = j;
          continue;
        }
        break;
      }
      from = j;
    }
    // Introductory phrases: "In February, Roe said" was cut at the comma; "On Monday Roe" keeps its preposition out.
    while (from <= last && /^(?:,|but|and|so|yet|for|in|on|at)$/.test(lower[from]!)) from++;
    if (from > last) return undefined;
    return { start: start[from]!, end: end[last]! };
  }

  /** "Xi said, I am pleased …": the speaker's own words, without marks, to the end of the paragraph. */
  private readOut(i: number, sentence: Sentence, source: Span | undefined, cue: { lemma: string; class: Cue['class'] }): boolean {
    const { tokens } = this.words;
    const { lower, kind, start, end, count } = tokens;
    if (!source || cue.class !== 'speech') return false;
    let head = i;
    if (lower[head + 1] === 'out') head++;
    const sign = lower[head + 1];
    if (sign !== ',' && sign !== ':') return false;
    const first = head + 2;
    if (first > sentence.last || kind[first] === TokenKind.quote) return false;
    // Only where somebody speaks in their own person: "I", "we", "you" outside quotation marks.
    let person = false;
    for (let j = first; j < count && !person; j++)
      person = this.quoted[j]! < 0 && (FIRST_PERSON.has(lower[j]!) || SECOND_PERSON.has(lower[j]!));
    if (!person && sign === ',') return false;
    let last = person ? count - 1 : sentence.last;
    // The next sentence that brings a speaker of its own ends it: "He added, …", "Xi said …".
    for (const next of this.words.sentences) {
      if (next.first <= sentence.first || next.first > last) continue;
      if (this.opensWithCue(next)) {
        last = next.first - 1;
        break;
      }
    }
    this.claims.push({
      kind: 'direct',
      quoted: false,
      source,
      cue: this.cueOf(i, head, i),
      content: [{ start: start[first]!, end: end[last]! }],
      basis: 'own words without quotation marks, after the cue',
    });
    return last === count - 1;
  }

  /** Whether a sentence begins with a source in the third person and a verb of speech. */
  private opensWithCue(sentence: Sentence): boolean {
    const { lower } = this.words.tokens;
    if (FIRST_PERSON.has(lower[sentence.first]!) || SECOND_PERSON.has(lower[sentence.first]!) || lower[sentence.first] === 'it')
      return false;
    const cues = [
      'said',
      'says',
      'added',
      'stressed',
      'noted',
      'told',
      'expressed',
      'emphasized',
      'pointed',
      'stated',
      'concluded',
      'reiterated',
      'continued',
    ];
    for (let i = sentence.first + 1; i <= sentence.last && i < sentence.first + 8; i++) {
      if (lower[i] === ',' || FIRST_PERSON.has(lower[i]!)) return false;
      if (cues.includes(lower[i]!)) return true;
    }
    return false;
  }

  /**
   * "…," said Roe. / Roe said: "…" / "…," Roe said, "…". Returns the token after the claim, or nothing where no message in
   * quotation marks stands beside the cue.
   */
  private aroundQuotations(i: number, sentence: Sentence): number | undefined {
    const { tokens } = this.words;
    const { lower, start, end } = tokens;
    const before = this.messages.findLast(q => q.span.end <= start[i]! && q.span.end >= start[sentence.first]!);
    const after = this.messages.find(q => q.span.start >= end[i]! && q.span.start <= end[sentence.last]!);
    const between = (from: number, to: number): string => tokens.text.slice(from, to);
    let left = before;
    if (left && between(left.span.end, start[i]!).length > 160) left = undefined;
    if (
      left &&
      /[.;]\s|[;:]/.test(
        between(left.span.end, start[i]!).replace(/\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Prof|Inc|Co|Corp|Jr|Sr|St)\.\s/g, ''),
      )
    )
      left = undefined;
    const leftEndsInStop = left && /[,.!?…—-]["”’»']?$/.test(between(left.span.start, left.span.end));
    if (left && !leftEndsInStop && !/^\s*,/.test(between(left.span.end, start[i]!))) left = undefined;
    let right = after;
    if (right) {
      const gap = between(end[i]!, right.span.start);
      const plain = gap.replace(/\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Prof|Inc|Co|Corp|Jr|Sr|St)\.\s/g, '');
      if (gap.length > 140 || /[.;!?]\s/.test(plain) || /\bthat\b/.test(gap) || !(/^\s*$/.test(gap) || /[,:]\s*$/.test(gap)))
        right = undefined;
    }
    if (!left && !right) return undefined;
    let source = left && /^[\s,]*$/.test(between(left.span.end, start[i]!)) ? undefined : this.sourceBefore(i, sentence.first);
    let cueLast = i;
    let reach = i + 1;
    if (!source) {
      // "…," said Jane Roe, chief executive of Acme.
      const limit = right ? right.span.start : end[sentence.last]!;
      const inverted = this.sourceAfter(i, limit);
      if (inverted) {
        source = inverted.span;
        reach = inverted.next;
      }
    }
    if (lower[i] === 'pointed' && lower[i + 1] === 'out') cueLast = i + 1;
    const content = [...(left ? [left.span] : []), ...(right ? [right.span] : [])];
    // Sentences in quotation marks that follow at once go on with the same message.
    const cue = this.cueOf(i, cueLast, i);
    if (left && this.claims.some(c => c.content.some(s => s.start === left.span.start))) {
      if (!right) return undefined;
      content.shift();
    }
    this.claims.push({
      kind: 'direct',
      quoted: true,
      ...(source ? { source } : {}),
      cue,
      content,
      basis: left && right ? 'quotation around the cue' : left ? 'quotation, cue after' : 'quotation, cue before',
    });
    if (!right) return reach;
    let token = i;
    while (token < tokens.count && start[token]! < right.span.end) token++;
    return token;
  }

  /** The noun phrase after an inverted cue, up to a comma that ends it. */
  private sourceAfter(i: number, limit: number): { span: Span; next: number } | undefined {
    const { lower, kind, start, end, count } = this.words.tokens;
    const first = i + 1;
    let last = -1;
    let comma = -1;
    for (let j = first; j < count && start[j]! < limit; j++) {
      const word = lower[j]!;
      if (kind[j] === TokenKind.quote || word === ':' || word === ';') break;
      if (word === ',') {
        if (comma >= 0) break;
        // an apposition goes on with a title; anything else ends the phrase
        if (
          !/^(?:the|a|an|who|chief|its|head|director|president|chair|chairman|senior|vice|founder|professor|managing|general|co-founder|executive|secretary|minister|[a-z]{3,})$/.test(
            lower[j + 1] ?? '',
          ) ||
          /(?:ing|ed)$/.test(lower[j + 1] ?? '') ||
          /^(?:and|but|while|who|when|as|after|in|on|at|with)$/.test(lower[j + 1] ?? '')
        )
          break;
        comma = j;
        continue;
      }
      if (/^(?:in|on|at|during|after|before|when|while|as|and)$/.test(word) && j > first && !(word === 'and' && j + 1 < count)) {
        if (word !== 'in' && word !== 'at' && word !== 'and') break;
        if (comma < 0) break;
      }
      if (kind[j] === TokenKind.punctuation && word !== '(' && word !== ')' && word !== '&' && word !== '-') break;
      last = j;
    }
    if (last < first) return undefined;
    return { span: { start: start[first]!, end: end[last]! }, next: last + 1 };
  }

  /** "said that …", "expressed hope that …", "congratulated … on …": to the end of the sentence or the next verb of the chain. */
  private reported(
    i: number,
    sentence: Sentence,
    source: Span | undefined,
    cue: { lemma: string; class: Cue['class'] },
  ): number | undefined {
    const { tokens } = this.words;
    const { lower, kind, start, end } = tokens;
    let cueLast = i;
    if (lower[i + 1] === 'out') cueLast++;
    if (NOMINALS.has(lower[i + 1] ?? '')) cueLast++;
    let first = cueLast + 1;
    while (first <= sentence.last && (lower[first] === ',' || lower[first] === ':')) first++;
    if (first > sentence.last) return undefined;
    // "…, Roe said." at the end: what was said stands before
    let tail = true;
    for (let j = first; j <= sentence.last; j++) if (kind[j] === TokenKind.word && !/(?:day|ly)$/.test(lower[j]!)) tail = false;
    if (tail || (!source && this.claims.length === 0)) {
      if (!source || !tail) return undefined;
      let stop = -1;
      for (let j = sentence.first; j < i; j++) if (start[j]! < source.start && lower[j] === ',' && this.quoted[j]! < 0) stop = j;
      if (stop <= sentence.first || cue.class !== 'speech') return undefined;
      this.claims.push({
        kind: 'indirect',
        quoted: false,
        source,
        cue: this.cueOf(i, cueLast, i),
        content: [{ start: start[sentence.first]!, end: end[stop - 1]! }],
        basis: 'reported, cue after',
      });
      return i;
    }
    const clause =
      lower[first] === 'that' ||
      lower[first] === 'to' ||
      /^(?:it|he|she|they|we|the|a|an|there|how|why|what|whether)$/.test(lower[first]!) ||
      kind[first] === TokenKind.word;
    if (!clause) return undefined;
    if (
      /^(?:by|in|at|on|for|of|from|as|with|and|or|after|before)$/.test(lower[first]!) &&
      !/^(?:call|warn|hope|ask|appeal|apologize|apologise|complain|comment|agree|caution|insist|object)$/.test(cue.lemma)
    )
      return undefined;
    // A chain: ", sent … and expressed …": the next verb with no subject of its own ends this content.
    let last = sentence.last;
    for (let j = first + 1; j <= sentence.last; j++) {
      const word = lower[j]!;
      if (this.quoted[j]! >= 0) continue;
      if (
        (word === 'and' || word === ',') &&
        j + 1 <= sentence.last &&
        (CUE_VERBS.has(lower[j + 1]!) || lower[j + 1] === 'sent') &&
        /(?:ed|id|old|ent|oke|ote)$/.test(lower[j + 1]!) &&
        !/^(?:planned|agreed|expected|proposed)$/.test(lower[j + 1]!)
      ) {
        last = j - 1;
        break;
      }
    }
    while (last > first && /^[.,;:!?]+$/.test(lower[last]!)) last--;
    const inherited = source ?? this.claims.at(-1)?.source;
    if (!inherited) return undefined;
    const content = { start: start[first]!, end: end[last]! };
    const mixed = this.words.quotations.some(
      q => q.depth === 0 && q.span.start >= content.start && q.span.end <= content.end + 1,
    );
    this.claims.push({
      kind: mixed ? 'mixed' : 'indirect',
      quoted: false,
      source: inherited,
      cue: this.cueOf(i, cueLast, i),
      content: [content],
      basis: source ? 'reported, cue before' : 'reported, in a chain of verbs',
    });
    return last;
  }
}
