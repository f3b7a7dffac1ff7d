/** Releases made for measuring: all different, and the same in every run. */

/** Of about so many characters each. */
export const MADE_SIZE = 10_000;

/**
 * Makes releases of about 10 kB out of the paragraphs of a long one, one word in eight exchanged for another.
 *
 * @param long the body of the release they are made of, without what follows its end mark
 * @returns a maker of the release with a number; each call goes on from the last
 */
export function releaseMaker(long: string): { makeRelease: (n: number) => string; random: (below: number) => number } {
  const lines = long.split('\n').filter(line => line.length > 80);
  /** A small generator with a fixed seed (Numerical Recipes): the same releases in every run. */
  let state = 7;
  const random = (below: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state % below;
  };
  const vocabulary = [...new Set(long.match(/\b[a-z]{5,}\b/g) ?? [])];
  const word = (): string => vocabulary[random(vocabulary.length)]!;
  return {
    random,
    makeRelease(n) {
      const out = [
        `Report ${n} on ${word()} and ${word()}`,
        '',
        `KALLAVIK, 10 May 2020 – The council met for the ${n}th time.`,
        '',
      ];
      let length = 0;
      while (length < MADE_SIZE) {
        const line = lines[random(lines.length)]!.replace(/\b[a-z]{5,}\b/g, same => (random(8) === 0 ? word() : same));
        out.push(line, '');
        length += line.length + 2;
      }
      return out.join('\n');
    },
  };
}
