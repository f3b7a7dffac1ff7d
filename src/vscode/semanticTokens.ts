import {
  Disposable,
  languages,
  SemanticTokens,
  SemanticTokensBuilder,
  SemanticTokensLegend,
  type Range,
  type TextDocument,
} from 'vscode';
import { findHighlights, lineStarts, type HighlightKind, type HighlightModifier } from '../core';
import { toRange, toSpan } from './convert';
import { SELECTOR } from './language';
import type { Reading, Releases } from './releases';
import { Slices } from './slices';

const TYPES: readonly HighlightKind[] = ['speaker', 'cue', 'message', 'date'];
const MODIFIERS: readonly HighlightModifier[] = ['source', 'pronoun', 'direct', 'reported', 'resolved'];
const LEGEND = new SemanticTokensLegend([...TYPES], [...MODIFIERS]);

/** What the legend's words are in the numbers of a token. */
const PLACE = Object.fromEntries(TYPES.map((type, i) => [type, i])) as Record<HighlightKind, number>;
const BIT = Object.fromEntries(MODIFIERS.map((modifier, i) => [modifier, 1 << i])) as Record<HighlightModifier, number>;

/** Code units that are looked through at once. */
const STRETCH = 60_000;

/** What is on screen: asked for at once after a keystroke. */
function onScreen(releases: Releases, document: TextDocument, range: Range): SemanticTokens {
  const { text, release } = releases.read(document);
  const builder = new SemanticTokensBuilder(LEGEND);
  for (const item of findHighlights(text, release, toSpan(document, range)))
    builder.push(toRange(document, item), item.kind, [...item.modifiers]);
  return builder.build();
}

/** Highlights in their order as the five numbers each that the editor wants; every line and place is told from the one before. */
class Encoder {
  private readonly starts: readonly number[];
  private readonly data: number[] = [];
  private line = 0;
  private lastLine = 0;
  private lastStart = 0;

  constructor(text: string) {
    this.starts = lineStarts(text);
  }

  push({ kind, modifiers, start, end }: ReturnType<typeof findHighlights>[number]): void {
    while (this.line + 1 < this.starts.length && this.starts[this.line + 1]! <= start) this.line++;
    const column = start - this.starts[this.line]!;
    const lines = this.line - this.lastLine;
    let bits = 0;
    for (const modifier of modifiers) bits |= BIT[modifier];
    this.data.push(lines, lines === 0 ? column - this.lastStart : column, end - start, PLACE[kind], bits);
    this.lastLine = this.line;
    this.lastStart = column;
  }

  finish(): SemanticTokens {
    return new SemanticTokens(new Uint32Array(this.data));
  }
}

/** The whole release in slices, as it was when it was asked for: the editor moves the tokens of a text that has changed since. */
async function whole({ text, release }: Reading): Promise<SemanticTokens> {
  const slices = new Slices();
  const encoder = new Encoder(text);
  for (let start = 0; start < text.length; start += STRETCH) {
    for (const item of findHighlights(text, release, { start, end: start + STRETCH })) {
      if (item.start >= start) encoder.push(item); // one over the border was in the stretch before
    }
    if (slices.isOver) await slices.next();
  }
  return encoder.finish();
}

/** Colours who speaks, how it is introduced, what is said, and when. */
export function registerSemanticTokens(releases: Releases): Disposable {
  return Disposable.from(
    languages.registerDocumentSemanticTokensProvider(
      SELECTOR,
      {
        onDidChangeSemanticTokens: listener => releases.onDidChangeApart(() => (listener as () => void)()),
        provideDocumentSemanticTokens: document => whole(releases.read(document)),
      },
      LEGEND,
    ),
    languages.registerDocumentRangeSemanticTokensProvider(
      SELECTOR,
      { provideDocumentRangeSemanticTokens: (document, range) => onScreen(releases, document, range) },
      LEGEND,
    ),
  );
}
