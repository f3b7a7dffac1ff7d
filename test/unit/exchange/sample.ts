import fc from 'fast-check';
import {
  annotationsOf,
  describe as describePassage,
  EMPTY_PAGE,
  exchangeDocument,
  exportAs,
  formatSidecar,
  importAs,
  isTextFormat,
  parseRelease,
  parseSidecar,
  placeAnnotations,
  reviewRelease,
  type Annotation,
  type ExchangeDocument,
  type ImportFormat,
  type Only,
  type Target,
} from '../../../src/core/index';

/** What is written of a text with these annotations, by the way that the command line goes. */
export function documentOf(text: string, annotations: readonly Annotation[], only?: Only): ExchangeDocument {
  const page = { ...EMPTY_PAGE, annotations };
  const placed = placeAnnotations(text, annotations);
  return exchangeDocument('a.txt', text, reviewRelease(text, parseRelease(text), placed), page, placed, only);
}

/** A foreign file's annotations, after they were written to a sidecar and read again. */
export function imported(format: ImportFormat, text: string, content: string | Uint8Array): readonly Annotation[] {
  const bytes = typeof content === 'string' && !isTextFormat(format) ? new TextEncoder().encode(content) : content;
  const annotations = annotationsOf(text, importAs(format, text, bytes));
  const reading = parseSidecar(formatSidecar({ ...EMPTY_PAGE, annotations }, 'a.txt'));
  if (reading.state !== 'read') throw new Error(reading.state);
  return reading.page.annotations;
}

export const exported = (
  format: ImportFormat,
  text: string,
  annotations: readonly Annotation[],
  only?: Only,
): string | Uint8Array => exportAs(format, documentOf(text, annotations, only)).content;

/** The n-th occurrence of words in a text, as a target. */
export function target(text: string, words: string, role?: Target['role'], nth = 0): Target {
  let start = -1;
  for (let i = 0; i <= nth; i++) start = text.indexOf(words, start + 1);
  if (start < 0) throw new Error(`no “${words}”`);
  return { ...describePassage(text, { start, end: start + words.length }), ...(role ? { role } : {}) };
}

/** Pieces of text that formats trip over. */
const HOSTILE = [
  ...[
    'Jane Roe said that rye sells best. ',
    '“We bake at night,” said Roe, “and sleep by day.” ',
    'On 9 May 2020 ',
    '\r\n',
    '\n\n',
    '\r',
  ],
  ...['👩‍👩‍👧‍👦 ', '🥖', 'é', 'e\u0301', 'שלום ', 'مرحبا\u200f ', '你好，世界。', '\u00a0', '\u2028', '\t', '  '],
  ...[
    '<b>bold</b> ',
    '&amp; ',
    ']]>',
    '<!-- x -->',
    '<?pi?>',
    '"quoted", ',
    "it's ",
    '=1+1 ',
    '-2 ',
    '+3 ',
    '@SUM(A1) ',
    ';',
    ',',
    '|',
    '\\',
    '`#*_~',
  ],
  ...['\u0001', '\u001f', '\ufffd', '\ufffe', '{"a":1}', 'O', 'B-PER', '%s', '\u0000'.repeat(0), '𝔘𝔫𝔦', '…'],
];

export const hostileText = fc
  .array(fc.constantFrom(...HOSTILE), { minLength: 3, maxLength: 30 })
  .map(pieces => `Text ${pieces.join('')} end`);

const words = fc.oneof(
  fc.string({ minLength: 1, maxLength: 20 }),
  fc.array(fc.constantFrom(...HOSTILE), { minLength: 1, maxLength: 4 }).map(pieces => pieces.join('')),
);
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

const drawn = fc.record({
  kind: fc.constantFrom('note', 'speaker', 'message', 'date', 'tag'),
  places: fc.array(fc.tuple(fc.nat(), fc.integer({ min: 1, max: 40 })), { maxLength: 4 }),
  comment: optional(words),
  tag: words,
  value: optional(words),
  author: optional(words),
  created: optional(fc.constantFrom('2020-05-09T10:00:00Z', '2021-01-01T00:00:00.123Z')),
  verdict: optional(fc.constantFrom('confirmed', 'changed', 'added')),
  replies: fc.array(words, { maxLength: 2 }),
  resolved: optional(fc.boolean()),
});

/** Where a passage may begin and end: not inside a surrogate pair, nor between CR and LF. */
const mayCut = (text: string, at: number): boolean =>
  !(text.codePointAt(at - 1)! > 0xffff) && !(text[at - 1] === '\r' && text[at] === '\n');

/** Annotations of a text, of every kind, with all fields, overlapping and in pieces; and relations between them. */
export const annotationsOn = (text: string): fc.Arbitrary<Annotation[]> =>
  fc
    .tuple(
      fc.array(drawn, { minLength: 1, maxLength: 8 }),
      fc.array(fc.tuple(fc.nat(), fc.nat(), optional(words)), { maxLength: 3 }),
    )
    .map(([list, arcs]) => {
      const annotations = list.flatMap((each, i): Annotation[] => {
        const { kind, places, comment, tag, value, author, created, verdict, replies, resolved } = each;
        const decided = verdict !== undefined && kind !== 'note' && kind !== 'tag' && places.length > 0;
        const taken: { start: number; end: number }[] = [];
        for (const [from, length] of places) {
          let [start, end] = [from % text.length, Math.min((from % text.length) + length, text.length)];
          while (!mayCut(text, start)) start--;
          while (!mayCut(text, end)) end++;
          if (text.slice(start, end).trim() !== '' && taken.every(other => other.end <= start || other.start >= end))
            taken.push({ start, end });
        }
        if (places.length > 0 && taken.length === 0) return [];
        taken.sort((a, b) => a.start - b.start);
        const roles = ['content', 'source', 'content', 'cue'] as const;
        return [
          {
            id: `urn:x:${i}`,
            kind: kind,
            targets: taken.map((span, n) => ({
              ...describePassage(text, span),
              ...(kind === 'message' ? { role: roles[n]! } : {}),
            })),
            ...(comment === undefined ? {} : { comment }),
            ...(kind === 'tag' ? { tag } : {}),
            ...(value === undefined ? {} : { value }),
            ...(author === undefined ? {} : { author }),
            ...(created === undefined ? {} : { created }),
            ...(decided ? { review: { verdict: verdict } } : {}),
            ...(replies.length > 0 ? { replies: replies.map((reply, n) => ({ id: `urn:x:${i}-${n}`, text: reply })) } : {}),
            ...(resolved === undefined ? {} : { resolved }),
          },
        ];
      });
      if (annotations.length === 0) return annotations;
      const relations = arcs.flatMap(([from, to, comment], i): Annotation[] => {
        const [a, b] = [annotations[from % annotations.length]!, annotations[to % annotations.length]!];
        if (a === b) return [];
        return [
          {
            id: `urn:r:${i}`,
            kind: 'relation',
            targets: [],
            relation: { type: i === 0 ? 'supports' : 'isAbout', from: a.id, to: b.id },
            ...(comment === undefined ? {} : { comment }),
          },
        ];
      });
      return [...annotations, ...relations];
    });
