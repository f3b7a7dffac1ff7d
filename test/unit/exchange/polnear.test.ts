import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  annotationsOf,
  EMPTY_PAGE,
  exchangeDocument,
  exportAs,
  importAs,
  newAnnotations,
  placeAnnotations,
  type Annotation,
} from '../../../src/core/index';

/** Beside the project where it exists; its texts belong to their publishers and are not part of it. */
const CORPUS: readonly (readonly [part: string, articles: number, events: number])[] = [
  ['train', 800, 10_000],
  ['dev', 80, 1_000],
];
const fileOf = (part: string): string => resolve(`../shared/gold/polnear-${part}.jsonl`);

type Pair = readonly [start: number, end: number];
interface Article {
  readonly id: string;
  readonly text: string;
  readonly attributions: readonly Readonly<Record<'source' | 'cue' | 'content', readonly Pair[]>>[];
}
const ROLES = ['source', 'cue', 'content'] as const;

/** The `.ann` of an article in the corpus's own shape: events whose arguments are text-bound, offsets in code points. */
function annOf({ text, attributions }: Article): string {
  const pairsBefore = new Uint32Array(text.length + 1);
  for (let i = 0; i < text.length; i++) pairsBefore[i + 1] = pairsBefore[i]! + (/[\ud800-\udbff]/.test(text[i]!) ? 1 : 0);
  const points = (offset: number): number => offset - pairsBefore[offset]!;
  const lines: string[] = [];
  let bound = 0;
  const textBound = (type: string, pairs: readonly Pair[]): string => {
    const id = `T${++bound}`;
    // brat ends a fragment at a line break
    const pieces = pairs.flatMap(([start, end]) =>
      [...text.slice(start, end).matchAll(/[^\r\n]+/g)]
        .map(match => [start + match.index, start + match.index + match[0].length] as const)
        .filter(([from, to]) => text.slice(from, to).trim() !== ''),
    );
    const offsets = pieces.map(([start, end]) => `${points(start)} ${points(end)}`).join(';');
    lines.push(`${id}\t${type} ${offsets}\t${pieces.map(([start, end]) => text.slice(start, end)).join(' ')}`);
    return id;
  };
  attributions.forEach((each, i) => {
    const present = ROLES.filter(role => each[role].length > 0);
    const args = present.map(role => {
      const name = role[0]!.toUpperCase() + role.slice(1);
      return `${name}:${textBound(name, each[role])}`;
    });
    const trigger = textBound('Attribution', each.cue.length > 0 ? each.cue : each[present[0]!].slice(0, 1));
    lines.push(`E${i + 1}\tAttribution:${trigger} ${args.join(' ')}`);
  });
  return lines.map(line => `${line}\n`).join('');
}

/** The words of each role of each event and where they begin; blanks at a passage's borders have no place in brat. */
const eventsOf = (text: string, attributions: Article['attributions']): string[] =>
  attributions
    .map(each =>
      JSON.stringify(
        ROLES.map(role => [
          role,
          each[role].map(([start, end]) => start + text.slice(start, end).search(/\S/))[0],
          each[role].map(([start, end]) => text.slice(start, end).replace(/\s+/g, '')).join(''),
        ]),
      ),
    )
    .sort();

const backOf = (annotations: readonly Annotation[]): Article['attributions'] =>
  annotations.map(({ targets }) => {
    const of = (role: string): Pair[] =>
      targets.filter(target => target.role === role).map(({ position }) => [position.start, position.end]);
    return { source: of('source'), cue: of('cue'), content: of('content') };
  });

const NOTHING = { parts: [], speakers: [], attributions: [], dates: [] };

describe('PolNeAR', () => {
  for (const [part, least, fewest] of CORPUS) {
    it(`is imported whole as brat’s files, returns as the same events, and adds nothing the second time (${part})`, function () {
      if (!existsSync(fileOf(part))) this.skip();
      this.timeout(120_000);
      const articles = readFileSync(fileOf(part), 'utf8')
        .split('\n')
        .filter(Boolean)
        .map(line => JSON.parse(line) as Article);
      assert.ok(articles.length > least);
      let events = 0;
      for (const article of articles) {
        const { text, attributions } = article;
        const marked = attributions.filter(each => each.content.length + each.cue.length + each.source.length > 0);
        events += marked.length;
        const imported = importAs('brat', text, annOf({ ...article, attributions: marked }));
        assert.deepEqual(imported.losses, [], article.id);
        const annotations = annotationsOf(text, imported);
        assert.deepEqual(eventsOf(text, backOf(annotations)), eventsOf(text, marked), article.id);
        const page = { ...EMPTY_PAGE, annotations };
        const placed = placeAnnotations(text, annotations);
        const exported = exportAs('brat', exchangeDocument(article.id, text, NOTHING, page, placed, 'people'));
        const again = annotationsOf(text, importAs('brat', text, exported.content));
        assert.deepEqual(eventsOf(text, backOf(again)), eventsOf(text, marked), article.id);
        assert.deepEqual(newAnnotations(page, again), [], article.id);
      }
      assert.ok(events > fewest, `${events} events`);
    });
  }
});
