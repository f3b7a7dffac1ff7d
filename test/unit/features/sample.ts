import type { Attribution, DateMention, Part, PartKind, Release, Span, Speaker } from '../../../src/core';

/** A release made by hand, so that a test of a view does not hang on what the engine finds. */
export interface Sample {
  readonly text: string;
  readonly release: Release;
  /** The span of the n-th occurrence (from 1) of some words. */
  readonly spanOf: (words: string, occurrence?: number) => Span;
}

export const TEXT = [
  'FOR IMMEDIATE RELEASE',
  '',
  'Acme opens a plant',
  '',
  'OSLO, 3 March 2021 – “We are glad,” said Jane Roe, chief executive of Acme, on Tuesday. “It took years.”',
  '',
  'Roe expects that sales will grow by May.',
  '',
  'Background',
  'Acme was founded in 1990.',
  'It makes anvils.',
  '',
  'About Acme',
  'Acme makes anvils.',
  'It is in Oslo.',
  '',
  '###',
].join('\n');

export function makeSample(text = TEXT): Sample {
  const spanOf = (words: string, occurrence = 1): Span => {
    let start = -1;
    for (let i = 0; i < occurrence; i++) start = text.indexOf(words, start + 1);
    if (start < 0) throw new Error(`no "${words}" in the sample`);
    return { start, end: start + words.length };
  };
  const part = (kind: PartKind, from: string, to = from, occurrence = 1): Part => ({
    kind,
    span: { start: spanOf(from, occurrence).start, end: spanOf(to).end },
  });
  const roe: Speaker = {
    id: 'roe',
    name: 'Jane Roe',
    kind: 'person',
    titles: ['chief executive'],
    affiliation: 'Acme',
    mentions: [
      { span: spanOf('Jane Roe'), text: 'Jane Roe', kind: 'name' },
      { span: spanOf('Roe', 2), text: 'Roe', kind: 'name' },
    ],
  };
  const acme: Speaker = {
    id: 'acme',
    name: 'Acme',
    kind: 'organization',
    titles: [],
    mentions: [{ span: spanOf('Acme', 2), text: 'Acme', kind: 'name' }],
  };
  const glad: Attribution = {
    id: 'glad',
    kind: 'direct',
    quoted: true,
    source: { span: spanOf('Jane Roe, chief executive of Acme'), text: 'Jane Roe, chief executive of Acme', kind: 'name' },
    speaker: 'roe',
    cue: { span: spanOf('said'), lemma: 'say', class: 'speech' },
    content: [spanOf('“We are glad,”'), spanOf('“It took years.”')],
    date: 'tuesday',
    basis: 'quoted, cue between',
  };
  const grow: Attribution = {
    id: 'grow',
    kind: 'indirect',
    quoted: false,
    source: { span: spanOf('Roe', 2), text: 'Roe', kind: 'name' },
    speaker: 'roe',
    cue: { span: spanOf('expects'), lemma: 'expect', class: 'thought' },
    content: [spanOf('that sales will grow by May')],
    basis: 'cue with that',
  };
  const dates: DateMention[] = [
    {
      id: 'issue',
      span: spanOf('3 March 2021'),
      type: 'DATE',
      value: '2021-03-03',
      resolved: '2021-03-03',
      basis: 'as it stands',
    },
    {
      id: 'tuesday',
      span: spanOf('Tuesday'),
      type: 'DATE',
      value: '2021-03-02',
      resolved: '2021-03-02',
      basis: 'the last Tuesday',
    },
    { id: 'may', span: spanOf('May'), type: 'DATE', value: 'XXXX-05', basis: 'no year' },
    { id: 'founded', span: spanOf('1990'), type: 'DATE', value: '1990', resolved: '1990', basis: 'as it stands' },
  ];
  const release: Release = {
    parts: [
      part('notice', 'FOR IMMEDIATE RELEASE'),
      part('headline', 'Acme opens a plant'),
      part('dateline', 'OSLO, 3 March 2021 –'),
      part('paragraph', '“We are glad', '“It took years.”'),
      part('paragraph', 'Roe expects', 'by May.'),
      part('heading', 'Background'),
      part('paragraph', 'Acme was founded', '1990.'),
      part('paragraph', 'It makes anvils.'),
      part('boilerplate', 'About Acme', 'It is in Oslo.'),
      part('endmark', '###'),
    ],
    speakers: [roe, acme],
    attributions: [glad, grow],
    dates,
    releaseDate: '2021-03-03',
  };
  return { text, release, spanOf };
}

export const EMPTY: Release = { parts: [], speakers: [], attributions: [], dates: [] };
