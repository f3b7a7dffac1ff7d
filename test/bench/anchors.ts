/**
 * How well annotations find their words again: random edit scripts on the seeds, each tracking where every code unit of the
 * original went, so that the truth is known without looking for it. usage: npm run bench:anchors [-- SCRIPTS_PER_STYLE]
 */
import { readFileSync, readdirSync } from 'node:fs';
import { fold } from '../../src/core/annotations/fold';
import { createLocator, describe, locate, type Span } from '../../src/core/index';

/** mulberry32: small, seeded, good enough to draw edits with. */
function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A text whose every code unit knows where it was in the original; -1 was put in. */
interface Tracked {
  text: string;
  ids: Int32Array;
}

const STYLES = ['insert', 'delete', 'replace', 'move', 'retype', 'mixed'] as const;
type Style = (typeof STYLES)[number];

const seeds = readdirSync('seeds')
  .filter(name => name.endsWith('.txt'))
  .map(name => readFileSync(`seeds/${name}`, 'utf8'));
const vocabulary = seeds.join(' ').split(/\s+/).filter(Boolean);

function splice({ text, ids }: Tracked, start: number, length: number, inserted: string, insertedIds?: Int32Array): Tracked {
  const next = new Int32Array(text.length - length + inserted.length).fill(-1, start, start + inserted.length);
  next.set(ids.subarray(0, start));
  if (insertedIds) next.set(insertedIds, start);
  next.set(ids.subarray(start + length), start + inserted.length);
  return { text: text.slice(0, start) + inserted + text.slice(start + length), ids: next };
}

function runScript(original: string, style: Style, share: number, random: () => number): Tracked {
  let tracked: Tracked = { text: original, ids: Int32Array.from({ length: original.length }, (_, at) => at) };
  const pick = (most: number) => Math.floor(random() * most);
  const words = (count: number) => Array.from({ length: count }, () => vocabulary[pick(vocabulary.length)]!).join(' ');
  /** A stretch of whole words, about `length` code units. */
  const stretch = (length: number): Span => {
    const { text } = tracked;
    let start = pick(Math.max(1, text.length - 1));
    while (start > 0 && /\S/.test(text[start - 1]!)) start--;
    let end = Math.min(text.length, start + 1 + length);
    while (end < text.length && /\S/.test(text[end]!)) end++;
    return { start, end };
  };
  let touched = 0;
  const budget = Math.max(1, original.length * share);
  while (touched < budget && tracked.text.length > 50) {
    const left = budget - touched;
    const size = Math.min(Math.ceil(left), 4 + pick(random() < 0.2 ? 400 : 60));
    const action = style === 'mixed' ? STYLES[pick(5)]! : style;
    const { start, end } = stretch(size);
    if (action === 'insert') {
      const added = `${words(1 + Math.floor(size / 7))} `;
      tracked = splice(tracked, start, 0, added);
      touched += added.length;
    } else if (action === 'delete') {
      tracked = splice(tracked, start, end - start, '');
      touched += end - start;
    } else if (action === 'replace') {
      const added = words(1 + Math.floor(size / 7));
      tracked = splice(tracked, start, end - start, added);
      touched += Math.max(added.length, end - start);
    } else if (action === 'retype') {
      // A typo mended or made: single letters, anywhere.
      const at = pick(tracked.text.length);
      const kind = pick(3);
      const letter = String.fromCharCode(97 + pick(26));
      tracked = splice(tracked, at, kind === 0 ? 0 : 1, kind === 1 ? '' : letter);
      touched += 1;
    } else {
      const { text, ids } = tracked;
      const moved = text.slice(start, end);
      const movedIds = ids.slice(start, end);
      tracked = splice(tracked, start, end - start, '');
      let to = pick(tracked.text.length);
      while (to > 0 && /\S/.test(tracked.text[to - 1]!)) to--;
      tracked = splice(tracked, to, 0, moved, movedIds);
      touched += end - start;
    }
  }
  return tracked;
}

/** Passages as people choose them: a word or two, a phrase, a sentence, a paragraph. */
function choosePassage(text: string, random: () => number): Span {
  const lengths = [1, 12, 40, 150, 600];
  const longest = lengths[Math.floor(random() * lengths.length)]!;
  for (;;) {
    let start = Math.floor(random() * text.length);
    while (start > 0 && /\S/.test(text[start - 1]!)) start--;
    let end = Math.min(text.length, start + 1 + Math.floor(random() * longest));
    while (end < text.length && /\S/.test(text[end]!)) end++;
    while (start < end && /\s/.test(text[start]!)) start++;
    while (end > start && /\s/.test(text[end - 1]!)) end--;
    if (end > start) return { start, end };
  }
}

type Fate = 'unchanged' | 'changed' | 'rewritten' | 'split' | 'gone';
type Outcome = 'right' | 'orphaned' | 'inexact' | 'wrong';

/** What became of a passage, and the least and most that a right answer may cover. */
function truthOf(
  original: string,
  passage: Span,
  { text, ids }: Tracked,
): { fate: Fate; least: Span; most: Span; survivors: number } {
  let first = -1;
  let last = -1;
  let survivors = 0;
  for (let at = 0; at < ids.length; at++) {
    const id = ids[at]!;
    if (id < passage.start || id >= passage.end) continue;
    if (first < 0) first = at;
    last = at;
    if (/\S/.test(original[id]!)) survivors++;
  }
  const length = original.slice(passage.start, passage.end).replace(/\s/g, '').length;
  if (survivors === 0) return { fate: 'gone', least: { start: 0, end: 0 }, most: { start: 0, end: 0 }, survivors };
  while (/\s/.test(text[first]!)) first++;
  while (/\s/.test(text[last]!)) last--;
  const least = { start: first, end: last + 1 };
  let { start, end } = least;
  while (start > 0 && (ids[start - 1] === -1 || /\s/.test(text[start - 1]!))) start--;
  while (end < text.length && (ids[end] === -1 || /\s/.test(text[end]!))) end++;
  const inside = text.slice(least.start, least.end).replace(/\s/g, '').length;
  let foreign = 0;
  for (let at = least.start; at < least.end; at++) {
    const id = ids[at]!;
    if (id >= 0 && (id < passage.start || id >= passage.end)) foreign++;
  }
  const changes = length - survivors + (inside - survivors);
  const fate =
    foreign > 0
      ? 'split'
      : fold(text.slice(least.start, least.end)).text === fold(original.slice(passage.start, passage.end)).text
        ? 'unchanged'
        : changes <= 0.2 * length
          ? 'changed'
          : 'rewritten';
  return { fate, least, most: { start, end }, survivors };
}

function judge(found: ReturnType<typeof locate>, truth: ReturnType<typeof truthOf>, passage: Span, tracked: Tracked): Outcome {
  if (found.state === 'orphaned') return truth.fate === 'gone' ? 'right' : 'orphaned';
  const { span } = found;
  const { fate, least, most } = truth;
  if (fate === 'gone') return 'wrong';
  if (fate === 'unchanged') return span.start === least.start && span.end === least.end ? 'right' : 'wrong';
  const exact = span.start >= most.start && span.start <= least.start && span.end >= least.end && span.end <= most.end;
  if (exact) return 'right';
  // Neither border right, or only one: wrong where most of the old words covered were never annotated.
  let own = 0;
  let foreign = 0;
  for (let at = span.start; at < span.end; at++) {
    const id = tracked.ids[at]!;
    if (id >= passage.start && id < passage.end) own++;
    else if (id >= 0) foreign++;
  }
  return own > foreign ? 'inexact' : 'wrong';
}

const FATES: readonly Fate[] = ['unchanged', 'changed', 'rewritten', 'split', 'gone'];
const OUTCOMES: readonly Outcome[] = ['right', 'orphaned', 'inexact', 'wrong'];

function measure(scripts: number): void {
  const percent = (part: number, whole: number) => (whole === 0 ? '-' : `${((100 * part) / whole).toFixed(2)} %`);
  console.log(`${scripts} scripts a style on ${seeds.length} seeds, each changing 1 to 40 % of the text\n`);
  console.log('| edits | passage | scripts | right | orphaned | inexact | wrong |\n|---|---|--:|--:|--:|--:|--:|');
  const totals = new Map<Fate, Map<Outcome, number>>();
  const print = (name: string, fate: Fate, counts: Map<Outcome, number>) => {
    const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
    console.log(`| ${name} | ${fate} | ${all} | ${OUTCOMES.map(each => percent(counts.get(each) ?? 0, all)).join(' | ')} |`);
  };
  let located = 0;
  for (const style of STYLES) {
    const random = randomNumbers(20200509 + STYLES.indexOf(style));
    const counts = new Map(FATES.map(fate => [fate, new Map<Outcome, number>()]));
    for (let script = 0; script < scripts; script++) {
      const original = seeds[Math.floor(random() * seeds.length)]!;
      const passage = choosePassage(original, random);
      const tracked = runScript(original, style, 0.01 + random() * 0.39, random);
      const truth = truthOf(original, passage, tracked);
      const selectors = describe(original, passage);
      const began = performance.now();
      const found = locate(tracked.text, selectors);
      located += performance.now() - began;
      const outcome = judge(found, truth, passage, tracked);
      if (process.env.SHOW?.split(',').includes(`${truth.fate}:${outcome}`)) {
        console.log(
          JSON.stringify({
            style,
            fate: truth.fate,
            quote: selectors.quote,
            truth:
              tracked.text.slice(truth.least.start - 64, truth.least.start) +
              '[[' +
              tracked.text.slice(truth.least.start, truth.least.end) +
              ']]' +
              tracked.text.slice(truth.least.end, truth.least.end + 64),
            found:
              found.state === 'orphaned'
                ? found.reason
                : [
                    found.by,
                    tracked.text.slice(found.span.start - 40, found.span.start),
                    tracked.text.slice(found.span.start, found.span.end),
                    tracked.text.slice(found.span.end, found.span.end + 40),
                  ],
          }),
        );
      }
      for (const table of [counts, totals]) {
        const row = table.get(truth.fate) ?? new Map<Outcome, number>();
        table.set(truth.fate, row.set(outcome, (row.get(outcome) ?? 0) + 1));
      }
    }
    for (const fate of FATES) if (counts.get(fate)!.size > 0) print(style, fate, counts.get(fate)!);
  }
  for (const fate of FATES) print('**all**', fate, totals.get(fate) ?? new Map<Outcome, number>());
  const all = STYLES.length * scripts;
  const wrong = [...totals.values()].reduce((sum, row) => sum + (row.get('wrong') ?? 0), 0);
  console.log(`\nwrong anchors in all: ${wrong} of ${all}, ${percent(wrong, all)}; ${(located / all).toFixed(2)} ms a passage`);
}

/** 2,000 annotations in a text of a megabyte that was edited in many places since they were made. */
function measureMany(): void {
  const random = randomNumbers(7);
  let text = '';
  while (text.length < 1_000_000) {
    // Sentences drawn at random: a megabyte of the same document would be ambiguous throughout.
    text += Array.from({ length: 12 }, () => vocabulary[Math.floor(random() * vocabulary.length)]!).join(' ');
    text += random() < 0.1 ? '.\n\n' : '. ';
  }
  const passages = Array.from({ length: 2000 }, () => describe(text, choosePassage(text, random)));
  for (const [what, edited] of [
    ['unchanged', text],
    ['one paragraph put in at the start', `A new paragraph at the start.\n\n${text}`],
    ['with CRLF', text.replaceAll('\n', '\r\n')],
    ['1 % edited', runScript(text, 'mixed', 0.01, random).text],
  ] as const) {
    const began = process.cpuUsage();
    const locator = createLocator(edited);
    const found = passages.filter(passage => locator.locate(passage).state === 'anchored').length;
    const { user, system } = process.cpuUsage(began);
    console.log(`2,000 annotations, 1 MB, ${what}: ${found} found, ${((user + system) / 1000).toFixed(0)} ms of processor time`);
  }
}

measure(Number(process.argv[2] ?? 10_000));
measureMany();
