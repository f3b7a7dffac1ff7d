/** Reads PolNeAR's attributions onto the engine's own paragraphs. The data lie outside the project: see `goldFolder`. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Quotation } from '../../src/core/release/analysis';
import { findQuotations } from '../../src/core/release/quotes';
import { findParts } from '../../src/core/release/structure';
import { hashWord, isClosed, knownClass, WordClass } from '../../src/core/release/wordClasses';
import { stemOf } from '../../src/core/release/cues';
import { findSentences, type Sentence } from '../../src/core/text/sentences';
import { TokenKind, tokenize, type Tokens } from '../../src/core/text/tokens';

export const goldFolder = process.env.PRESSMARK_GOLD ?? '../shared/gold';

type Offsets = readonly (readonly [number, number])[];
export interface GoldDocument {
  readonly id: string;
  readonly text: string;
  readonly releaseDate: string | null;
  readonly attributions: readonly { readonly source: Offsets; readonly cue: Offsets; readonly content: Offsets }[];
}

export function readGold(name: string): GoldDocument[] | undefined {
  const file = join(goldFolder, name);
  if (!existsSync(file)) return undefined;
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line) as GoldDocument);
}

/** Token ranges, both ends included. */
export type Range = readonly [number, number];
export interface GoldClaim {
  readonly cue: readonly Range[];
  readonly source: readonly Range[];
  readonly content: readonly Range[];
}
export interface GoldParagraph {
  readonly text: string;
  readonly tokens: Tokens;
  readonly sentences: readonly Sentence[];
  readonly quotations: readonly Quotation[];
  readonly claims: readonly GoldClaim[];
}

const READ = new Set(['headline', 'subheadline', 'paragraph', 'list', 'quotation', 'boilerplate', 'heading']);

export function paragraphsOf(document: GoldDocument): GoldParagraph[] {
  const paragraphs: GoldParagraph[] = [];
  let open = false;
  for (const part of findParts(document.text)) {
    if (!READ.has(part.kind)) continue;
    const { start, end } = part.span;
    const text = document.text.slice(start, end);
    const tokens = tokenize(text);
    const quotations = findQuotations(text, open);
    const outer = quotations.filter(q => q.depth === 0).at(-1);
    open = outer !== undefined && !outer.closed;
    const ranges = (spans: Offsets): Range[] => {
      const found: Range[] = [];
      for (const [s, e] of spans) {
        if (e <= start || s >= end) continue;
        let first = -1;
        let last = -1;
        for (let i = 0; i < tokens.count; i++) {
          if (tokens.end[i]! <= s - start || tokens.start[i]! >= e - start) continue;
          if (first < 0) first = i;
          last = i;
        }
        if (first >= 0) found.push([first, last]);
      }
      return found;
    };
    const claims = document.attributions
      .filter(a => a.cue.some(([s, e]) => s >= start && e <= end))
      .map(a => ({ cue: ranges(a.cue), source: ranges(a.source), content: ranges(a.content) }));
    paragraphs.push({ text, tokens, sentences: findSentences(tokens), quotations, claims });
  }
  return paragraphs;
}

/** How often a stem is in a cue, of all its occurrences: tells the head of a cue of several words. */
export class CueCounts {
  private readonly all = new Map<string, number>();
  private readonly inCue = new Map<string, number>();

  add(paragraph: GoldParagraph): void {
    const { tokens } = paragraph;
    for (let i = 0; i < tokens.count; i++) if (tokens.kind[i] === TokenKind.word) bump(this.all, stemOf(tokens.lower[i]!));
    for (const claim of paragraph.claims)
      for (const [first, last] of claim.cue)
        for (let i = first; i <= last; i++) if (tokens.kind[i] === TokenKind.word) bump(this.inCue, stemOf(tokens.lower[i]!));
  }
  share(stem: string): number {
    return ((this.inCue.get(stem) ?? 0) + 0.05) / ((this.all.get(stem) ?? 0) + 2);
  }
  /** The token of a cue that tells it best. */
  head(paragraph: GoldParagraph, claim: GoldClaim): number {
    const { tokens } = paragraph;
    let best = -1;
    let bestShare = -1;
    for (const [first, last] of claim.cue)
      for (let i = first; i <= last; i++) {
        const word = tokens.lower[i]!;
        const share =
          tokens.kind[i] !== TokenKind.word
            ? word === ':'
              ? 0.001
              : 0
            : isClosed(word)
              ? 0.0005
              : (this.share(stemOf(word)) + 0.002) * (isAdverb(word) ? 0.02 : 1);
        if (share > bestShare) [best, bestShare] = [i, share];
      }
    return best;
  }
  occurrences(stem: string): number {
    return this.all.get(stem) ?? 0;
  }
}

/** A cue's adverb goes with its verb: "also said", "loudly pushed". */
function isAdverb(word: string): boolean {
  return knownClass(hashWord(word)) === WordClass.adverb || /..ly$/.test(word);
}

function bump(map: Map<string, number>, key: string): void {
  map.set(key, (map.get(key) ?? 0) + 1);
}
