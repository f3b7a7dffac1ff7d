/** Many releases, indexed: which of them may hold some words, what can be gone to by name, and who speaks where. */
import type { Span } from '../text/span';
import type { SpeakerKind } from '../release/types';
import { hashWords } from '../text/wordHashes';
import type { IndexedMessage, IndexedRelease } from './indexedRelease';
import { gramsOf, mayHave } from './signature';

export interface Candidate {
  readonly id: string;
  /** The share of the words and pairs looked for, rare ones counting more, that the release may have: 0 to 1. */
  readonly share: number;
}

export interface CorpusSymbol {
  readonly kind: 'headline' | 'speaker';
  readonly name: string;
  /** A speaker's titles, a release's date. */
  readonly detail: string;
  readonly id: string;
  readonly span: Span;
}

/** What one speaker says over all releases. */
export interface CorpusSpeaker {
  /** As most releases write it. */
  readonly name: string;
  readonly kind: SpeakerKind;
  readonly titles: readonly string[];
  readonly messages: number;
  /** Words in those messages. */
  readonly words: number;
  /** Share of all words that any speaker says: 0 to 1. */
  readonly share: number;
  /** Releases that name them, those where they say most first. */
  readonly appearances: readonly Appearance[];
}

export interface Appearance {
  readonly id: string;
  /** Where they are first named in full. */
  readonly naming: Span;
  readonly messages: readonly IndexedMessage[];
  readonly words: number;
}

/** Indexed releases by id: a path, an address. Everything is worked out when it is asked for. */
export class Corpus {
  private readonly releases = new Map<string, IndexedRelease>();

  get size(): number {
    return this.releases.size;
  }

  get(id: string): IndexedRelease | undefined {
    return this.releases.get(id);
  }

  set(id: string, release: IndexedRelease): void {
    this.releases.set(id, release);
  }

  delete(id: string): boolean {
    return this.releases.delete(id);
  }

  entries(): IterableIterator<[string, IndexedRelease]> {
    return this.releases.entries();
  }

  /**
   * Releases that may hold most of these words, best first. It may name one that does not, never leaves out one of the best
   * `most` that does.
   */
  search(words: string, most = 8): Candidate[] {
    const grams = gramsOf(hashWords(words));
    if (grams.length === 0) return [];
    const all = [...this.releases];
    const found = new Float64Array(grams.length);
    for (const [, { signature }] of all) for (let g = 0; g < grams.length; g++) if (mayHave(signature, grams[g]!)) found[g]!++;
    // Words that few releases have say more about where a passage is from.
    const weights = found.map(count => Math.log(1 + all.length / (1 + count)));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const candidates: Candidate[] = [];
    for (const [id, { signature }] of all) {
      let weight = 0;
      for (let g = 0; g < grams.length; g++) if (mayHave(signature, grams[g]!)) weight += weights[g]!;
      if (weight > 0) candidates.push({ id, share: weight / total });
    }
    return candidates.sort((a, b) => b.share - a.share).slice(0, most);
  }

  /** Headlines and speakers with the letters of `query` in their order, as Go to Symbol in Workspace wants them. */
  symbols(query: string, most = 1000): CorpusSymbol[] {
    const letters = Array.from(query.toLowerCase()).filter(sign => sign.trim() !== '');
    const matches = (name: string): boolean => {
      const lower = name.toLowerCase();
      let at = 0;
      for (const letter of letters) {
        at = lower.indexOf(letter, at) + 1;
        if (at === 0) return false;
      }
      return true;
    };
    const symbols: CorpusSymbol[] = [];
    for (const [id, { headline, releaseDate, speakers }] of this.releases) {
      if (headline && matches(headline.text))
        symbols.push({ kind: 'headline', name: headline.text, detail: releaseDate ?? '', id, span: headline.span });
      for (const { name, kind, titles, naming } of speakers) {
        if (kind !== 'unnamed' && matches(name))
          symbols.push({ kind: 'speaker', name, detail: titles.join('; '), id, span: naming });
      }
      if (symbols.length >= most) break;
    }
    return symbols.slice(0, most);
  }

  /** Everybody who is quoted in any release, those who say most first. One name is one speaker, however it is hyphenated. */
  speakers(): CorpusSpeaker[] {
    const gathered = new Map<string, Gathered>();
    let total = 0;
    for (const [id, release] of this.releases) {
      release.speakers.forEach((speaker, index) => {
        if (speaker.kind === 'unnamed') return;
        const messages = release.messages.filter(message => message.speaker === index);
        if (messages.length === 0) return;
        const key = speaker.name.toLowerCase().replace(/[-‐‑\s]+/g, ' ');
        let entry = gathered.get(key);
        if (!entry) gathered.set(key, (entry = { names: new Map(), kinds: new Map(), titles: new Set(), appearances: [] }));
        count(entry.names, speaker.name);
        count(entry.kinds, speaker.kind);
        for (const title of speaker.titles) entry.titles.add(title);
        const words = messages.reduce((sum, message) => sum + message.words, 0);
        total += words;
        entry.appearances.push({ id, naming: speaker.naming, messages, words });
      });
    }
    return [...gathered.values()]
      .map(({ names, kinds, titles, appearances }) => {
        const words = appearances.reduce((sum, appearance) => sum + appearance.words, 0);
        return {
          name: mostFrequent(names),
          kind: mostFrequent(kinds),
          titles: [...titles],
          messages: appearances.reduce((sum, { messages }) => sum + messages.length, 0),
          words,
          share: total === 0 ? 0 : words / total,
          appearances: appearances.sort((a, b) => b.words - a.words),
        };
      })
      .sort((a, b) => b.words - a.words || a.name.localeCompare(b.name));
  }
}

interface Gathered {
  readonly names: Map<string, number>;
  readonly kinds: Map<SpeakerKind, number>;
  readonly titles: Set<string>;
  readonly appearances: Appearance[];
}

function count<T>(counts: Map<T, number>, value: T): void {
  counts.set(value, (counts.get(value) ?? 0) + 1);
}

function mostFrequent<T>(counts: ReadonlyMap<T, number>): T {
  return [...counts].reduce((best, entry) => (entry[1] > best[1] ? entry : best))[0];
}
