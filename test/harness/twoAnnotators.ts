import { annotationOn, sidecarText } from './sidecars';

/** A sidecar in which two people have marked the same release: once alike, once not far enough, once one of them alone. */
export function annotatedByTwo(text: string): string {
  const [one, two, three] = text
    .split('\n')
    .filter(line => line.length > 60)
    .map(line => line.slice(0, 30));
  return sidecarText(
    tagged('a1', 'Robin Vale', text, one!),
    tagged('b1', 'Kim Marsh', text, one!.slice(0, 20)),
    tagged('a2', 'Robin Vale', text, two!),
    tagged('a3', 'Robin Vale', text, three!),
    tagged('b3', 'Kim Marsh', text, three!),
  );
}

const tagged = (id: string, author: string, text: string, words: string): object =>
  annotationOn(text, words, { id, author, says: 'claim', kind: 'tag' });
