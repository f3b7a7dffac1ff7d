/**
 * Columns of words: CoNLL-2003 (https://www.clips.uantwerpen.be/conll2003/ner/: word, part of speech, chunk, entity) and plain IOB2
 * (word, label; Tjong Kim Sang and Veenstra 1999). Both have one flat layer: CoNLL-2003 holds names, dates and tags, IOB2 the parts
 * of messages too. What overlaps, and everything but the label, is lost.
 */
import { findSentences } from '../text/sentences';
import type { Span } from '../text/span';
import { tokenize } from '../text/tokens';
import type { Exported } from './formats';
import { localId, Misfit, type Imported } from './imported';
import type { ExchangeDocument, ExchangeItem, ExchangeSpan } from './items';
import { countLosses, LossCount, type LossKind } from './losses';
import { wordsOf } from './words';

/** Names of what is no tag. CoNLL-2003 tells people from organizations. */
const KIND_NAMES: Readonly<Record<string, string>> = { speaker: 'SPEAKER', date: 'DATE', note: 'NOTE' };
const ENTITIES: ReadonlyMap<string, ExchangeItem['kind']> = new Map([
  ['SPEAKER', 'speaker'],
  ['PER', 'speaker'],
  ['PERSON', 'speaker'],
  ['ORG', 'speaker'],
  ['DATE', 'date'],
  ['NOTE', 'note'],
]);

/** What every column format loses. */
const LACKS: readonly LossKind[] = [
  ...(['wholeDocument', 'fragment', 'relation', 'value', 'comment', 'reply', 'resolution'] as const),
  ...(['author', 'time', 'verdict', 'foreign'] as const),
];

export const exportConll2003 = (document: ExchangeDocument): Exported => exportColumns(document, true);
export const exportIob2 = (document: ExchangeDocument): Exported => exportColumns(document, false);

function exportColumns(document: ExchangeDocument, conll: boolean): Exported {
  const { text, items, release } = document;
  const more = new LossCount();
  const organizations = new Set(
    release.speakers.flatMap(({ kind, name }) => (kind === 'person' || kind === 'unnamed' ? [] : [name])),
  );
  const nameOf = (item: ExchangeItem, { role }: ExchangeSpan): string => {
    if (item.kind === 'message') return (role ?? 'content').toUpperCase();
    if (item.kind === 'speaker' && conll) return organizations.has(item.value ?? '') ? 'ORG' : 'PER';
    if (item.kind !== 'tag') return KIND_NAMES[item.kind]!;
    const name = (item.tag ?? 'TAG').replace(/\s+/g, '_');
    if (name !== item.tag || ENTITIES.has(name) || ROLES.has(name)) more.add('tagName');
    return name;
  };
  const labelled = items
    .filter(({ kind }) => !conll || (kind !== 'message' && kind !== 'note'))
    .flatMap(item =>
      item.spans.map(span => ({ span, name: nameOf(item, span), message: item.kind === 'message', own: !item.detected })),
    )
    // Where two claim the same words, parts of messages come first, then what people marked, then the longer one.
    .sort(
      (a, b) =>
        Number(b.message) - Number(a.message) ||
        Number(b.own) - Number(a.own) ||
        b.span.end - b.span.start - (a.span.end - a.span.start) ||
        a.span.start - b.span.start,
    );
  const words = wordsOf(
    text,
    labelled.map(({ span }) => span),
  );
  const labels = new Array<string>(words.length).fill('O');
  const starts = words.map(({ start }) => start);
  for (const { span, name, own: theirs } of labelled) {
    const own: number[] = [];
    for (let i = lowerBound(starts, span.start); i < words.length && words[i]!.end <= span.end; i++) own.push(i);
    if (own.length === 0) continue;
    if (own.some(i => labels[i] !== 'O')) {
      more.add('overlap');
      continue;
    }
    if (words[own[0]!]!.start !== span.start || words[own.at(-1)!]!.end !== span.end) more.add('border');
    if (!theirs) more.add('origin');
    own.forEach((i, n) => (labels[i] = `${n === 0 ? 'B' : 'I'}-${name}`));
  }
  const breaks = new Set(findSentenceStarts(text));
  const lines = words.flatMap(({ start, end }, i) => {
    const word = text.slice(start, end);
    const line = conll ? `${word} _ O ${labels[i]!}` : `${word}\t${labels[i]!}`;
    // A passage over several sentences is kept together: to most readers none goes on after an empty line.
    return breaks.has(start) && i > 0 && !labels[i]!.startsWith('I-') ? ['', line] : [line];
  });
  const head = conll ? ['-DOCSTART- -X- -X- O', ''] : [];
  return {
    content: [...head, ...lines, ''].map(line => `${line}\n`).join(''),
    beside: [],
    losses: countLosses(document, conll ? ['message', 'note', ...LACKS] : ['message', ...LACKS], more),
  };
}

const ROLES: ReadonlySet<string> = new Set(['SOURCE', 'CUE', 'CONTENT']);

function lowerBound(sorted: readonly number[], value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Where sentences and paragraphs begin. */
function findSentenceStarts(text: string): number[] {
  const starts: number[] = [];
  for (const match of text.matchAll(/\S[^\n]*(?:\n(?!\s*\n)[^\n]*)*/g)) {
    const paragraph = match[0];
    const tokens = tokenize(paragraph);
    for (const { first } of findSentences(tokens)) starts.push(match.index + tokens.start[first]!);
    starts.push(match.index);
  }
  return starts;
}

/**
 * Reads columns: the first is the word, the last the label, with or without a prefix (`B-PER`, `PER`; IOB1, IOB2 and BIOES are all
 * read). Words are found in the text one after the other; only white space may stand between them.
 *
 * @throws Misfit where the text has another word, or goes on where the columns end
 */
export function importConll(text: string, columns: string): Imported {
  const items: ExchangeItem[] = [];
  let open: { name: string; start: number; end: number } | undefined;
  const close = (): void => {
    if (!open) return;
    const { name, start, end } = open;
    const kind = ENTITIES.get(name);
    items.push({
      id: localId(items.length),
      kind: kind ?? 'tag',
      detected: false,
      spans: [{ start, end }],
      ...(kind ? {} : { tag: name }),
    });
    open = undefined;
  };
  let at = 0;
  let previous = 'O';
  columns
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .forEach((line, index) => {
      const cells = line.trim().split(/\t+| +/);
      if (line.trim() === '' || cells[0] === '-DOCSTART-' || /^# (?:\w[\w.:]* = |newdoc|newpar)/.test(line)) {
        previous = 'O';
        return;
      }
      if (cells.length < 2) throw new Misfit(`line ${index + 1} has no label: ${line.slice(0, 60)}`);
      const { start, end } = findWord(text, at, cells[0]!, index + 1);
      at = end;
      const label = cells.at(-1)!;
      const [, prefix, name] = /^(?:([BIOESLU])[-_])?(.+)$/.exec(label) as unknown as [string, string | undefined, string];
      if (label === 'O' || label === '_') {
        close();
        previous = 'O';
        return;
      }
      const continues = open?.name === name && previous !== 'O' && prefix !== 'B' && prefix !== 'S' && prefix !== 'U';
      if (continues && open) open.end = end;
      else {
        close();
        open = { name, start, end };
      }
      previous = label;
      if (prefix === 'E' || prefix === 'L' || prefix === 'S' || prefix === 'U') close();
    });
  close();
  const more = text.slice(at).search(/\S/);
  if (more >= 0) {
    const [offset, here] = [at + more, text.slice(at + more, at + more + 20)];
    throw new Misfit(`it ends where the text goes on: at offset ${offset} that has “${here}”`, { offset, here, there: '' });
  }
  return { items, relations: [], losses: [] };
}

function findWord(text: string, from: number, word: string, line: number): Span {
  let start = from;
  while (start < text.length && /\s/.test(text[start]!)) start++;
  if (text.startsWith(word, start)) return { start, end: start + word.length };
  const here = text.slice(start, start + Math.max(word.length, 20));
  throw new Misfit(`line ${line} does not fit the text: at offset ${start} it has “${here}”, not “${word}”`, {
    offset: start,
    here,
    there: word,
  });
}
