/** The table of agreement between annotators of one text, or of several, per kind and per tag. */
import { PASSAGE_KINDS, type PassageKind } from '../annotations/types';
import { TokenKind, tokenize } from '../text/tokens';
import type { Annotator, Judgement } from './annotators';
import { cohenKappa, fleissKappa, krippendorffAlpha, type Rating } from './coefficients';
import { scorePassages } from './spanScores';
import { unitDisagreement, unitizingAlpha, united, type Disagreement } from './unitizing';

/** One text and its annotators; those of several texts are the same people by their names. */
export interface AnnotatedText {
  readonly text: string;
  readonly annotators: readonly Annotator[];
}

/** One line of the table: all marks of a kind, or of one tag. Measures that are not defined are `null`. */
export interface AgreementRow {
  readonly kind: PassageKind;
  readonly tag?: string;
  /** Marks of each annotator, in the order of the table's names. */
  readonly marks: readonly number[];
  /** Cohen's κ over words, in or out; the mean of all pairs where there are more than two. */
  readonly cohenKappa: number | null;
  /** Fleiss' κ over words; of more than two annotators. */
  readonly fleissKappa: number | null;
  /** Krippendorff's α over characters, nominal. */
  readonly alpha: number | null;
  /** Krippendorff's α_u over characters, unitizing. */
  readonly alphaUnitizing: number | null;
  /** F1 of spans; the mean of all pairs. Precision and recall hold the first annotator as the reference, of two. */
  readonly exact: SpanFigures;
  readonly overlap: SpanFigures;
}

export interface SpanFigures {
  readonly f1: number | null;
  readonly precision: number | null;
  readonly recall: number | null;
}

export interface AgreementTable {
  readonly annotators: readonly string[];
  readonly texts: number;
  readonly rows: readonly AgreementRow[];
}

/** Kinds and tags that at least one annotator uses, in the order that kinds are offered. */
export function agreementTable(texts: readonly AnnotatedText[]): AgreementTable {
  const annotators = [...new Set(texts.flatMap(({ annotators: own }) => own.map(({ name }) => name)))];
  const all = texts.flatMap(({ annotators: own }) => own.flatMap(({ judgements }) => judgements));
  const rows = PASSAGE_KINDS.filter(kind => all.some(each => each.kind === kind)).flatMap(kind => {
    const tags = kind === 'tag' ? [...new Set(all.flatMap(each => (each.kind === 'tag' ? (each.tag ?? '') : [])))].sort() : [];
    const whole = rowOf(texts, annotators, kind);
    return [whole, ...tags.map(tag => rowOf(texts, annotators, kind, tag))];
  });
  return { annotators, texts: texts.length, rows };
}

function rowOf(texts: readonly AnnotatedText[], names: readonly string[], kind: PassageKind, tag?: string): AgreementRow {
  const chosen = ({ kind: own, tag: ownTag = '' }: Judgement): boolean => own === kind && (tag === undefined || ownTag === tag);
  const words = new Ratings();
  const characters = new Ratings();
  const disagreements: Disagreement[] = [];
  const marks = names.map(() => 0);
  const pairs = pairsOf(names.length).map(([a, b]) => ({
    a,
    b,
    exact: new SpanSum(),
    overlap: new SpanSum(),
    words: new Ratings(),
  }));
  for (const { text, annotators } of texts) {
    const own = names.map(name => annotators.find(each => each.name === name)?.judgements.filter(chosen));
    own.forEach((list, i) => (marks[i]! += list?.length ?? 0));
    const labels = own.map(list => list && stretchesOf(list, kind));
    const present = own.filter(list => list !== undefined);
    characters.addText(labels, [{ start: 0, end: text.length }]);
    const units = wordsOf(text);
    words.addWords(labels, units);
    const categories = [...new Set(present.flat().map(({ tag: of = '' }) => of))];
    for (const category of categories.length > 0 ? categories : ['']) {
      const spans = present.map(list => united(list.flatMap(each => ((each.tag ?? '') === category ? each.spans : []))));
      if (present.length > 1 && text.length > 0) disagreements.push(unitDisagreement(spans, text.length));
    }
    for (const pair of pairs) {
      const [first, second] = [own[pair.a], own[pair.b]];
      if (!first || !second) continue;
      pair.words.addWords([labels[pair.a], labels[pair.b]], units);
      for (const category of categories) {
        const of = (list: readonly Judgement[]) => list.filter(each => (each.tag ?? '') === category).map(({ spans }) => spans);
        pair.exact.add(scorePassages(of(first), of(second), true));
        pair.overlap.add(scorePassages(of(first), of(second), false));
      }
    }
  }
  const mean = (values: readonly (number | undefined)[]): number | null => {
    const known = values.filter(value => value !== undefined);
    return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
  };
  const figures = (which: 'exact' | 'overlap'): SpanFigures => ({
    f1: mean(pairs.map(pair => pair[which].f1)),
    precision: pairs.length === 1 ? (pairs[0]![which].precision ?? null) : null,
    recall: pairs.length === 1 ? (pairs[0]![which].recall ?? null) : null,
  });
  return {
    kind,
    ...(tag === undefined ? {} : { tag }),
    marks,
    cohenKappa: mean(pairs.map(pair => cohenKappa(pair.words.list))),
    fleissKappa: names.length > 2 ? (fleissKappa(words.list) ?? null) : null,
    alpha: krippendorffAlpha(characters.list) ?? null,
    alphaUnitizing: unitizingAlpha(disagreements) ?? null,
    exact: figures('exact'),
    overlap: figures('overlap'),
  };
}

function pairsOf(count: number): (readonly [number, number])[] {
  const pairs: (readonly [number, number])[] = [];
  for (let a = 0; a < count; a++) for (let b = a + 1; b < count; b++) pairs.push([a, b]);
  return pairs;
}

/** A stretch of text with one label. */
interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly label: string;
}

/** What an annotator says of each stretch that they marked: in, or the set of tags on it. */
function stretchesOf(judgements: readonly Judgement[], kind: PassageKind): Stretch[] {
  const spans = judgements.flatMap(({ spans: own, tag }) =>
    own.map(span => ({ ...span, tag: kind === 'tag' ? (tag ?? '') : 'in' })),
  );
  const borders = [...new Set(spans.flatMap(({ start, end }) => [start, end]))].sort((a, b) => a - b);
  return borders.slice(1).flatMap((end, i) => {
    const start = borders[i]!;
    const tags = [...new Set(spans.filter(span => span.start <= start && end <= span.end).map(({ tag }) => tag))].sort();
    return tags.length > 0 ? [{ start, end, label: JSON.stringify(tags) }] : [];
  });
}

const OUT = 'out';

/** Ratings with equal labels are one, counted. */
class Ratings {
  private readonly counts = new Map<string, { readonly labels: readonly (string | undefined)[]; count: number }>();

  get list(): Rating[] {
    return [...this.counts.values()];
  }

  private add(labels: readonly (string | undefined)[], count: number): void {
    const key = JSON.stringify(labels.map(label => label ?? null));
    const known = this.counts.get(key);
    if (known) known.count += count;
    else this.counts.set(key, { labels, count });
  }

  /** Every character is a unit. Who did not annotate the text says nothing of it. */
  addText(
    own: readonly (readonly Stretch[] | undefined)[],
    [whole]: readonly [{ readonly start: number; readonly end: number }],
  ): void {
    const borders = [whole.start, whole.end, ...own.flatMap(list => (list ?? []).flatMap(({ start, end }) => [start, end]))];
    const sorted = [...new Set(borders)].sort((a, b) => a - b);
    const at = own.map(() => 0);
    for (let i = 0; i + 1 < sorted.length; i++) {
      const [start, end] = [sorted[i]!, sorted[i + 1]!];
      this.add(labelsAt(own, at, start), end - start);
    }
  }

  /** Every word is a unit, with the label of its first character. */
  addWords(own: readonly (readonly Stretch[] | undefined)[], words: readonly number[]): void {
    const at = own.map(() => 0);
    for (const start of words) this.add(labelsAt(own, at, start), 1);
  }
}

/** The label of each annotator at an offset; `at` are their stretches reached so far, and offsets only grow. */
function labelsAt(own: readonly (readonly Stretch[] | undefined)[], at: number[], offset: number): (string | undefined)[] {
  return own.map((list, k) => {
    if (!list) return undefined;
    while (at[k]! < list.length && list[at[k]!]!.end <= offset) at[k]!++;
    const stretch = list[at[k]!];
    return stretch && stretch.start <= offset ? stretch.label : OUT;
  });
}

/** Where words begin; signs are none. */
function wordsOf(text: string): number[] {
  const tokens = tokenize(text);
  const words: number[] = [];
  for (let i = 0; i < tokens.count; i++) {
    const kind = tokens.kind[i];
    if (kind === TokenKind.word || kind === TokenKind.number) words.push(tokens.start[i]!);
  }
  return words;
}

/** Pairs and marks of several texts together. */
class SpanSum {
  private matched = 0;
  private reference = 0;
  private other = 0;

  add(score: { readonly matched: number; readonly reference: number; readonly other: number }): void {
    this.matched += score.matched;
    this.reference += score.reference;
    this.other += score.other;
  }

  get f1(): number | undefined {
    const both = this.reference + this.other;
    return both === 0 ? undefined : (2 * this.matched) / both;
  }

  get precision(): number | undefined {
    return this.other === 0 ? undefined : this.matched / this.other;
  }

  get recall(): number | undefined {
    return this.reference === 0 ? undefined : this.matched / this.reference;
  }
}
