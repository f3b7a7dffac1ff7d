/** A quick score by paragraph while learning; the judge of the figures is the score of the whole engine (test/eval). */
import type { GoldParagraph } from './corpus';

type Spans = readonly (readonly [number, number])[];
export interface SystemAttribution {
  readonly quoted: boolean;
  readonly content: Spans;
  readonly source: Spans;
  readonly cue: Spans;
}

const EDGE = /["“”„«»‘’'`,.;:]/;
function chars(text: string, spans: Spans): Set<number> {
  const set: number[] = [];
  for (const [s, e] of spans) for (let i = s; i < e; i++) if (!/\s/.test(text[i] ?? ' ')) set.push(i);
  let [a, b] = [0, set.length];
  while (a < b && EDGE.test(text[set[a]!]!)) a++;
  while (b > a && EDGE.test(text[set[b - 1]!]!)) b--;
  return new Set(set.slice(a, b));
}
function shared(a: Set<number>, b: Set<number>): number {
  let n = 0;
  for (const x of a) if (b.has(x)) n++;
  return n;
}

export function score(paragraphs: readonly GoldParagraph[], system: readonly (readonly SystemAttribution[])[]): string {
  let gold = 0,
    got = 0,
    overlap = 0,
    exact = 0,
    src = 0,
    srcWant = 0,
    cue = 0,
    cIn = 0,
    cSys = 0,
    cGold = 0,
    qGold = 0,
    qGoldO = 0,
    qGoldE = 0,
    qSys = 0,
    qSysO = 0,
    qSysE = 0;
  paragraphs.forEach(({ text, tokens, claims }, p) => {
    const spans = (ranges: readonly (readonly [number, number])[]): Spans =>
      ranges.map(([f, l]) => [tokens.start[f]!, tokens.end[l]!] as const);
    const gs = claims.filter(c => c.content.length > 0);
    const gc = gs.map(c => chars(text, spans(c.content)));
    const ss = system[p]!;
    const sc = ss.map(s => chars(text, s.content));
    const quoted = gs.map(c => {
      const whole = spans(c.content)
        .map(([s, e]) => text.slice(s, e))
        .join(' ')
        .trim();
      return /^["“„«]/.test(whole) && /["”»][,.;:]?$/.test(whole);
    });
    gold += gs.length;
    got += ss.length;
    const pairs: [number, number, number][] = [];
    gc.forEach((g, i) =>
      sc.forEach((s, j) => {
        const n = shared(g, s);
        const v = n / (g.size + s.size - n || 1);
        if (v >= 0.5) pairs.push([v, i, j]);
      }),
    );
    pairs.sort((a, b) => b[0] - a[0] || a[1] - b[1] || a[2] - b[2]);
    const gi = new Map<number, number>();
    const sj = new Map<number, number>();
    for (const [, i, j] of pairs)
      if (!gi.has(i) && !sj.has(j)) {
        gi.set(i, j);
        sj.set(j, i);
      }
    const exactly = (i: number, j: number): boolean => gc[i]!.size === sc[j]!.size && shared(gc[i]!, sc[j]!) === sc[j]!.size;
    gs.forEach((g, i) => {
      if (quoted[i]) qGold++;
      const j = gi.get(i);
      if (j === undefined) return;
      overlap++;
      if (exactly(i, j)) {
        exact++;
        if (quoted[i]) qGoldE++;
      }
      if (quoted[i]) qGoldO++;
      const near = (want: Set<number>, have: Set<number>): boolean =>
        have.size > 0 && shared(want, have) / Math.min(want.size, have.size) >= 0.5;
      if (g.source.length) {
        srcWant++;
        if (near(chars(text, spans(g.source)), chars(text, ss[j]!.source))) src++;
      }
      if (near(chars(text, spans(g.cue)), chars(text, ss[j]!.cue))) cue++;
    });
    ss.forEach((s, j) => {
      if (s.quoted) {
        qSys++;
        const i = sj.get(j);
        if (i !== undefined) {
          qSysO++;
          if (exactly(i, j)) qSysE++;
        }
      }
    });
    const union = (sets: readonly Set<number>[]): Set<number> => {
      const all = new Set<number>();
      for (const x of sets) for (const c of x) all.add(c);
      return all;
    };
    const [G, S] = [union(gc), union(sc)];
    cIn += shared(G, S);
    cSys += S.size;
    cGold += G.size;
  });
  const f1 = (right: number, of: number, want: number, rightGold = right): string => {
    const [a, b] = [right / (of || 1), rightGold / (want || 1)];
    return ((2 * a * b) / (a + b || 1)).toFixed(4);
  };
  return `overlap ${f1(overlap, got, gold)} (p ${(overlap / got).toFixed(3)} r ${(overlap / gold).toFixed(3)}) exact ${f1(exact, got, gold)} chars ${f1(cIn, cSys, cGold)} source ${(src / srcWant).toFixed(4)} cue ${(cue / overlap).toFixed(4)} quoted ${f1(qSysO, qSys, qGold, qGoldO)}/${f1(qSysE, qSys, qGold, qGoldE)}`;
}
