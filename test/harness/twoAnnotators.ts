/** A sidecar in which two people have marked the same release: once alike, once not far enough, once one of them alone. */
export function annotatedByTwo(text: string): string {
  const [one, two, three] = text
    .split('\n')
    .filter(line => line.length > 60)
    .map(line => line.slice(0, 30));
  const items = [
    tagged('a1', 'Robin Vale', text, one!),
    tagged('b1', 'Kim Marsh', text, one!.slice(0, 20)),
    tagged('a2', 'Robin Vale', text, two!),
    tagged('a3', 'Robin Vale', text, three!),
    tagged('b3', 'Kim Marsh', text, three!),
  ];
  return JSON.stringify({
    '@context': 'http://www.w3.org/ns/anno.jsonld',
    type: 'AnnotationPage',
    'pressmark:version': 1,
    items,
  });
}

function tagged(id: string, author: string, text: string, words: string): object {
  const start = text.indexOf(words);
  return {
    id: `urn:uuid:${id}`,
    type: 'Annotation',
    motivation: 'tagging',
    'pressmark:kind': 'tag',
    creator: { type: 'Person', name: author },
    body: [{ type: 'TextualBody', purpose: 'tagging', value: 'claim', format: 'text/plain' }],
    target: [
      {
        source: 'x',
        selector: [
          { type: 'TextQuoteSelector', exact: words, prefix: '', suffix: '' },
          { type: 'TextPositionSelector', start, end: start + words.length },
        ],
      },
    ],
  };
}
