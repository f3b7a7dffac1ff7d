import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import fc from 'fast-check';
import { mergePages, resolveConflict, samePages } from '../../../src/core/annotations/merge';
import { conflictSides, formatSidecar, parseSidecar, SIDECAR_VERSION } from '../../../src/core/annotations/sidecar';
import {
  EMPTY_PAGE,
  PASSAGE_KINDS,
  RELATION_TYPES,
  type Annotation,
  type AnnotationPage,
  type Json,
} from '../../../src/core/annotations/types';

function read(text: string): AnnotationPage {
  const reading = parseSidecar(text);
  ok(reading.state === 'read', JSON.stringify(reading));
  return reading.page;
}

const note = (id: string, start: number, comment: string, modified?: string): Annotation => ({
  id: `urn:uuid:${id}`,
  kind: 'note',
  targets: [{ quote: { exact: 'word', prefix: 'a ', suffix: ' b' }, position: { start, end: start + 4 } }],
  comment,
  ...(modified ? { modified } : {}),
});
const page = (...annotations: Annotation[]): AnnotationPage => ({ ...EMPTY_PAGE, annotations });

const moment = fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true }).map(date => date.toISOString());
const optional = { requiredKeys: ['id', 'kind', 'targets'] as ('id' | 'kind' | 'targets')[] };
const target = fc.record(
  {
    quote: fc.record({ exact: fc.string({ minLength: 1 }), prefix: fc.string(), suffix: fc.string() }),
    position: fc.tuple(fc.nat(), fc.nat()).map(([start, length]) => ({ start, end: start + length })),
    role: fc.constantFrom('source' as const, 'cue' as const, 'content' as const),
  },
  { requiredKeys: ['quote', 'position'] },
);
const reply = fc.record(
  { id: fc.uuid().map(id => `urn:uuid:${id}`), text: fc.string(), author: fc.string(), created: moment, modified: moment },
  { requiredKeys: ['id', 'text'] },
);
const relation: fc.Arbitrary<Annotation> = fc.record(
  {
    id: fc.uuid().map(id => `urn:uuid:${id}`),
    kind: fc.constant('relation' as const),
    targets: fc.constant([]),
    comment: fc.string(),
    author: fc.string(),
    created: moment,
    relation: fc.record({
      type: fc.constantFrom(...RELATION_TYPES),
      from: fc.uuid().map(id => `urn:uuid:${id}`),
      to: fc.uuid().map(id => `urn:uuid:${id}`),
    }),
  },
  { requiredKeys: ['id', 'kind', 'targets', 'relation'] },
);
const passage: fc.Arbitrary<Annotation> = fc.record(
  {
    id: fc.uuid().map(id => `urn:uuid:${id}`),
    kind: fc.constantFrom(...PASSAGE_KINDS, 'releaseDate' as const),
    targets: fc.array(target, { maxLength: 3 }),
    comment: fc.string(),
    tag: fc.string(),
    value: fc.string(),
    gold: fc.constant(true as const),
    author: fc.string(),
    created: moment,
    modified: moment,
    review: fc.record({ verdict: fc.constantFrom('confirmed' as const, 'changed' as const), detected: target }),
    replies: fc.array(reply, { minLength: 1, maxLength: 3 }),
    resolved: fc.boolean(),
  },
  optional,
);
const annotation = fc.oneof({ weight: 4, arbitrary: passage }, { weight: 1, arbitrary: relation });
const pages: fc.Arbitrary<AnnotationPage> = fc
  .uniqueArray(annotation, { selector: item => item.id, maxLength: 6 })
  .map(annotations => page(...annotations));

const unknownField = fc.dictionary(fc.stringMatching(/^[a-z]{3,8}:[a-z]{1,5}$/), fc.jsonValue() as fc.Arbitrary<Json>, {
  maxKeys: 3,
});

describe('the sidecar', () => {
  it('comes back as it was written, byte for byte', () => {
    fc.assert(
      fc.property(pages, source => {
        const text = formatSidecar(source, 'a release.txt');
        const again = read(text);
        ok(samePages(again, source));
        strictEqual(formatSidecar(again, 'a release.txt'), text);
        ok(
          again.annotations.every(item => item.raw === undefined),
          'what this version wrote holds nothing unknown',
        );
      }),
    );
  });

  it('keeps its line ends, its byte order mark and its last line as they were', () => {
    const text = formatSidecar(page(note('a', 1, 'one')), 'r.txt');
    for (const like of [
      text,
      text.trimEnd(),
      `\ufeff${text}`,
      text.replaceAll('\n', '\r\n'),
      `\ufeff${text.trimEnd().replaceAll('\n', '\r\n')}`,
    ]) {
      strictEqual(formatSidecar(read(like), 'r.txt', like), like);
    }
  });

  it('keeps every field that this version does not know', () => {
    fc.assert(
      fc.property(pages, unknownField, (source, fields) => {
        const json = JSON.parse(formatSidecar(source, 'r.txt')) as { items: Record<string, Json>[] };
        const strange = {
          ...json,
          ...fields,
          items: [
            ...json.items.map(item => ({
              ...item,
              ...fields,
              body: [
                ...((item.body as Json[] | undefined) ?? []).map(body =>
                  typeof body === 'string' ? body : { ...(body as object), ...fields },
                ),
                'https://example.org/an-image.png',
              ],
              target:
                typeof item.target === 'string'
                  ? item.target
                  : (item.target as { selector: Json[] }[]).map(each => ({
                      ...each,
                      ...fields,
                      selector: [
                        ...each.selector.map(one => ({ ...(one as object), ...fields })),
                        { type: 'XPathSelector', value: '/p' },
                      ],
                    })),
            })),
            { type: 'Annotation', id: 'urn:x', target: { source: 'r.txt', selector: { type: 'SvgSelector', value: '<svg/>' } } },
            'a string',
          ],
        };
        const once = formatSidecar(read(JSON.stringify(strange)), 'r.txt');
        deepStrictEqual(sorted(JSON.parse(once) as Json), sorted(JSON.parse(JSON.stringify(strange)) as Json));
        strictEqual(formatSidecar(read(once), 'r.txt'), once);
      }),
      { numRuns: 60 },
    );
  });

  it('is a Web Annotation page, sorted by place and then by id', () => {
    const text = formatSidecar(page(note('b', 9, 'two'), note('c', 2, 'one'), note('a', 9, 'three')), 'Été 1.txt');
    const json = JSON.parse(text) as { '@context': Json[]; type: string; items: { id: string; target: { source: string }[] }[] };
    strictEqual(json['@context'][0], 'http://www.w3.org/ns/anno.jsonld');
    strictEqual(json.type, 'AnnotationPage');
    deepStrictEqual(
      json.items.map(item => item.id),
      ['urn:uuid:c', 'urn:uuid:a', 'urn:uuid:b'],
    );
    strictEqual(json.items[0]?.target[0]?.source, '%C3%89t%C3%A9%201.txt');
    ok(text.endsWith('}\n') && text.includes('\n  "items": [\n    {\n'));
  });

  it('links two annotations as a Web Annotation with motivation linking, and keeps one whose end is missing', () => {
    const relation = { type: 'supports', from: 'urn:uuid:a', to: 'urn:uuid:b' } as const;
    const text = formatSidecar(page({ id: 'urn:uuid:r', kind: 'relation', targets: [], relation, comment: 'why' }), 'r.txt');
    const [item] = (JSON.parse(text) as { items: Record<string, Json>[] }).items;
    strictEqual(item!.motivation, 'linking');
    strictEqual(item!['pressmark:relation'], 'supports');
    strictEqual(item!.target, 'urn:uuid:a');
    strictEqual((item!.body as Json[])[0], 'urn:uuid:b');
    const lame = text.replace('"urn:uuid:b",', '');
    const kept = read(lame);
    strictEqual(kept.annotations.length, 0);
    deepStrictEqual(JSON.parse(formatSidecar(kept, 'r.txt')), JSON.parse(lame));
  });

  it('says what it cannot read and why', () => {
    strictEqual(parseSidecar('').state, 'unreadable');
    strictEqual(parseSidecar('{ "items": [').state, 'unreadable');
    strictEqual(parseSidecar('[]').state, 'unreadable');
    strictEqual(parseSidecar('{"type":"AnnotationPage"}').state, 'unreadable');
    deepStrictEqual(parseSidecar(JSON.stringify({ 'pressmark:version': SIDECAR_VERSION + 1 })), {
      state: 'newer',
      version: SIDECAR_VERSION + 1,
    });
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), text => void parseSidecar(text)));
  });

  it('reads a page of another program as notes and tags', () => {
    const { annotations, foreign } = read(
      JSON.stringify({
        type: 'AnnotationPage',
        items: [
          {
            id: 'https://example.org/1',
            type: 'Annotation',
            creator: 'acct:roe@example.org',
            body: { type: 'TextualBody', purpose: 'tagging', value: 'claim' },
            target: { source: 'https://example.org/page', selector: { type: 'TextQuoteSelector', exact: 'words' } },
          },
          {
            id: 'https://example.org/2',
            type: 'Annotation',
            target: { source: 'x', selector: { type: 'FragmentSelector', value: 'p' } },
          },
        ],
      }),
    );
    strictEqual(annotations.length, 1);
    strictEqual(foreign.length, 1);
    deepStrictEqual(
      [annotations[0]?.kind, annotations[0]?.tag, annotations[0]?.author],
      ['tag', 'claim', 'acct:roe@example.org'],
    );
  });
});

/** Objects with their keys in order, so that only content is compared. */
function sorted(value: Json): Json {
  if (Array.isArray(value)) return (value as Json[]).map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, each]): [string, Json] => [key, sorted(each)])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

describe('mergePages', () => {
  const [a, b] = [note('a', 1, 'first'), note('b', 5, 'second')];
  const comments = (merged: AnnotationPage) => merged.annotations.map(item => item.comment).sort();

  it('keeps what each side added', () => {
    deepStrictEqual(comments(mergePages(page(), page(a), page(b))), ['first', 'second']);
    deepStrictEqual(comments(mergePages(undefined, page(a), page(b))), ['first', 'second']);
  });
  it('takes each side’s changes, the later one where both changed', () => {
    const mine = { ...a, comment: 'mine', modified: '2024-01-02T00:00:00.000Z' };
    const theirs = { ...a, comment: 'theirs', modified: '2024-01-03T00:00:00.000Z' };
    deepStrictEqual(comments(mergePages(page(a, b), page(mine, b), page(a, b))), ['mine', 'second']);
    deepStrictEqual(comments(mergePages(page(a, b), page(mine, b), page(theirs, b))), ['second', 'theirs']);
  });
  it('keeps the replies of both', () => {
    const mine = { ...a, replies: [{ id: 'urn:1', text: 'one' }] };
    const theirs = { ...a, replies: [{ id: 'urn:2', text: 'two' }] };
    deepStrictEqual(
      mergePages(page(a), page(mine), page(theirs))
        .annotations[0]?.replies?.map(item => item.text)
        .sort(),
      ['one', 'two'],
    );
  });
  it('removes what one side removed, unless the other changed it', () => {
    deepStrictEqual(comments(mergePages(page(a, b), page(b), page(a, b))), ['second']);
    deepStrictEqual(comments(mergePages(page(a, b), page(b), page({ ...a, comment: 'changed' }, b))), ['changed', 'second']);
  });
  it('does not take a passage that only moved for a changed one', () => {
    deepStrictEqual(comments(mergePages(page(a, b), page(b), page(note('a', 90, 'first'), b))), ['second']);
  });
  /** What a person did to a page: added, changed, removed, moved. */
  const versions = fc
    .tuple(
      pages,
      fc.array(fc.tuple(fc.nat(), fc.constantFrom('remove', 'change', 'move', 'reply'), moment), { maxLength: 8 }),
      pages,
    )
    .map(([base, deeds, added]) => ({ base, deeds, added }));
  const done = (
    base: AnnotationPage,
    { deeds, added }: { deeds: readonly (readonly [number, string, string])[]; added: AnnotationPage },
  ) => {
    let annotations = [...base.annotations];
    for (const [which, deed, at] of deeds) {
      const old = annotations[which % Math.max(1, annotations.length)];
      if (!old) break;
      const others = annotations.filter(each => each !== old);
      annotations =
        deed === 'remove'
          ? others
          : deed === 'change'
            ? [...others, { ...old, comment: `changed ${at}`, modified: at }]
            : deed === 'reply'
              ? [...others, { ...old, replies: [...(old.replies ?? []), { id: `urn:reply:${at}`, text: at, created: at }] }]
              : [...others, { ...old, targets: old.targets.map(each => ({ ...each, position: { start: which, end: which } })) }];
    }
    return page(...annotations, ...added.annotations);
  };

  it('comes to the same whichever side merges, and again when it is merged again', () => {
    fc.assert(
      fc.property(pages, versions, versions, (base, first, second) => {
        const [ours, theirs] = [done(base, first), done(base, second)];
        const merged = mergePages(base, ours, theirs);
        ok(samePages(merged, mergePages(base, theirs, ours)), 'commutative');
        strictEqual(formatSidecar(merged, 'r.txt'), formatSidecar(mergePages(base, theirs, ours), 'r.txt'));
        ok(samePages(mergePages(theirs, merged, theirs), merged), 'what was merged holds theirs');
        ok(samePages(mergePages(base, ours, ours), ours), 'idempotent');
        ok(samePages(mergePages(base, ours, base), ours), 'nothing happened there');
        ok(samePages(mergePages(undefined, ours, theirs), mergePages(undefined, theirs, ours)), 'also from nothing');
      }),
      { numRuns: 60 },
    );
  });

  it('merges items and fields that this version does not know the same whichever side merges', () => {
    const strange = fc.record({
      foreign: fc.array(fc.constantFrom<Json>('a', 'b', { c: 1 }), { maxLength: 4 }),
      unknown: fc.dictionary(fc.constantFrom('x:a', 'x:b'), fc.constantFrom<Json>(1, 2)),
    });
    fc.assert(
      fc.property(strange, strange, strange, (base, ours, theirs) => {
        const [first, second, third] = [base, ours, theirs].map(each => ({ ...EMPTY_PAGE, ...each }));
        ok(samePages(mergePages(first, second!, third!), mergePages(first, third!, second!)));
        ok(samePages(mergePages(first, second!, second!), second!));
        ok(samePages(mergePages(first, second!, first!), second!));
      }),
    );
  });

  it('loses nothing, whoever merges', () => {
    fc.assert(
      fc.property(pages, pages, pages, (base, mine, theirs) => {
        const ours = page(...base.annotations, ...mine.annotations);
        const other = page(...base.annotations, ...theirs.annotations);
        const ids = (merged: AnnotationPage) => merged.annotations.map(item => item.id).sort();
        const expected = [...new Set([...ids(ours), ...ids(other)])].sort();
        deepStrictEqual(ids(mergePages(base, ours, other)), expected);
        deepStrictEqual(ids(mergePages(base, other, ours)), expected);
      }),
    );
  });
});

describe('a sidecar with git’s conflict markers', () => {
  const [a, b, c] = [note('a', 1, 'common'), note('b', 5, 'ours'), note('c', 9, 'theirs')];
  const conflicted = () => {
    const [ours, theirs] = [formatSidecar(page(a, b), 'r.txt'), formatSidecar(page(a, c), 'r.txt')];
    return `<<<<<<< HEAD\n${ours}=======\n${theirs}>>>>>>> feature/notes\n`;
  };

  it('is recognised, with the names of its sides', () => {
    deepStrictEqual(parseSidecar(conflicted()), { state: 'conflict' });
    deepStrictEqual(conflictSides(conflicted())?.labels, ['HEAD', 'feature/notes']);
  });
  it('is resolved by keeping both sides', () => {
    deepStrictEqual(
      resolveConflict(conflicted())?.annotations.map(item => item.comment),
      ['common', 'ours', 'theirs'],
    );
  });
  it('is resolved where the merge has left a comma too many or too few, with CRLF and a byte order mark', () => {
    const [base, ours, theirs] = [page(a), page(a, b), page(a, c)].map(each => formatSidecar(each, 'r.txt').split('\n'));
    // As git does it: what both have is outside of the markers, the items that each added at the end are inside.
    const common = base!.slice(0, -3);
    const added = (lines: readonly string[]) => lines.slice(common.length, -3).join('\n');
    const text = [...common, '<<<<<<< ours', added(ours!), '=======', added(theirs!), '>>>>>>> theirs', ...base!.slice(-3)].join(
      '\n',
    );
    for (const file of [text, `\ufeff${text.replaceAll('\n', '\r\n')}`]) {
      deepStrictEqual(parseSidecar(file), { state: 'conflict' });
      deepStrictEqual(
        resolveConflict(file)?.annotations.map(item => item.comment),
        ['common', 'ours', 'theirs'],
      );
    }
  });
  it('is left alone where a side is not a sidecar by itself', () => {
    strictEqual(resolveConflict('<<<<<<< HEAD\n{\n=======\n[]\n>>>>>>> x\n'), undefined);
    strictEqual(conflictSides('nothing of the kind'), undefined);
  });
});
