/** A release that no editor holds: read in steps, with what people have laid beside it. */
import { placeAnnotations } from '../annotations/place';
import type { Annotation } from '../annotations/types';
import { reviewRelease } from '../features/review';
import { createReleaseParser } from '../release/parseRelease';
import type { Release } from '../release/types';

/** Read at a time: some milliseconds' work. */
const STEP = 6_000;

/**
 * Reads a release in steps, after each of which it may be left for a while. The parser keeps what it knows of a text that grows, so that
 * a step costs little more than its own paragraphs. The result is the same as reading it at once.
 *
 * @param annotations what the sidecar holds: corrections win over what is found, and a release date over what the text says
 */
export function* readInSteps(text: string, annotations: readonly Annotation[] = []): Generator<undefined, Release> {
  const releaseDate = annotations.find(({ kind }) => kind === 'releaseDate')?.value;
  const options = releaseDate === undefined ? {} : { releaseDate };
  const parser = createReleaseParser();
  // Further each time: what has been read is looked at once more in every step.
  for (let until = STEP; until < text.length; until += Math.max(STEP, until >> 3)) {
    const border = text.indexOf('\n\n', until);
    if (border < 0) break;
    parser.parse(text.slice(0, border + 2), options);
    until = border + 2;
    yield undefined;
  }
  const release = parser.parse(text, options);
  return annotations.length > 0 ? reviewRelease(text, release, placeAnnotations(text, annotations)) : release;
}
