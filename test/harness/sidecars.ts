/** Sidecars for releases that are opened in a window: annotations by one person each, on words of the text. */
interface Remark {
  readonly id: string;
  readonly author: string;
  /** What the annotation says: the tag's name, or the comment of a note. */
  readonly says: string;
  readonly kind: 'note' | 'tag';
}

/** An annotation on the first `words` of the text; where they are not in it, it is an orphan. */
export function annotationOn(text: string, words: string, { id, author, says, kind }: Remark): object {
  const purpose = kind === 'tag' ? 'tagging' : 'commenting';
  const start = Math.max(text.indexOf(words), 0);
  return {
    id: `urn:uuid:${id}`,
    type: 'Annotation',
    motivation: purpose,
    'pressmark:kind': kind,
    creator: { type: 'Person', name: author },
    body: [{ type: 'TextualBody', purpose, value: says, format: 'text/plain' }],
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

/** The text of a sidecar that holds these annotations. */
export const sidecarText = (...items: readonly object[]): string =>
  JSON.stringify({ '@context': 'http://www.w3.org/ns/anno.jsonld', type: 'AnnotationPage', 'pressmark:version': 1, items });
