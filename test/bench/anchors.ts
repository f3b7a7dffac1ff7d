/**
 * How well annotations find their words again: random edit scripts on the seeds, each tracking where every code unit of the
 * original went, so that the truth is known without looking for it. usage: npm run bench:anchors [-- SCRIPTS_PER_STYLE]
 * STYLES=move,retype runs these alone; SHOW=unchanged:orphaned,gone:wrong prints the cases that ended so, a line of JSON each.
 */
import { createLocator, describe, locate } from '../../src/core/index';
import { judge, truthOf, type Fate, type Outcome } from './anchorTruth';
import { choosePassage, randomNumbers, runScript, seeds, STYLES, vocabulary } from './editScripts';

const FATES: readonly Fate[] = ['unchanged', 'changed', 'rewritten', 'split', 'gone'];
const OUTCOMES: readonly Outcome[] = ['right', 'orphaned', 'inexact', 'wrong'];

const wrongOf = (counts: ReadonlyMap<Fate, ReadonlyMap<Outcome, number>>) =>
  [...counts.values()].reduce((sum, row) => sum + (row.get('wrong') ?? 0), 0);

function measure(scripts: number): void {
  const percent = (part: number, whole: number) => (whole === 0 ? '-' : `${((100 * part) / whole).toFixed(2)} %`);
  console.log(`${scripts} scripts a style on ${seeds.length} seeds, each changing 1 to 40 % of the text\n`);
  console.log('| edits | passage | scripts | right | orphaned | inexact | wrong |\n|---|---|--:|--:|--:|--:|--:|');
  const totals = new Map<Fate, Map<Outcome, number>>();
  const print = (name: string, fate: Fate, counts: Map<Outcome, number>) => {
    const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
    console.log(`| ${name} | ${fate} | ${all} | ${OUTCOMES.map(each => percent(counts.get(each) ?? 0, all)).join(' | ')} |`);
  };
  const wrongs: string[] = [];
  let located = 0;
  const chosen = process.env.STYLES?.split(',');
  const styles = STYLES.filter(each => !chosen || chosen.includes(each));
  for (const style of styles) {
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
    wrongs.push(`${style} ${percent(wrongOf(counts), scripts)}`);
  }
  for (const fate of FATES) print('**all**', fate, totals.get(fate) ?? new Map<Outcome, number>());
  const all = styles.length * scripts;
  const wrong = wrongOf(totals);
  console.log(
    `\nwrong anchors: ${wrongs.join(', ')}; in all ${wrong} of ${all}, ${percent(wrong, all)}; ${(located / all).toFixed(2)} ms a passage`,
  );
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
