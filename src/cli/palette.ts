/** Colours of the terminal. Only its own sixteen are used, which people have set to what they can read. */
export interface Palette {
  readonly title: (text: string) => string;
  readonly heading: (text: string) => string;
  readonly speaker: (text: string) => string;
  readonly date: (text: string) => string;
  readonly quiet: (text: string) => string;
}

const plain = (text: string) => text;

const sequence =
  (...codes: number[]) =>
  (text: string) =>
    text === '' ? '' : `\u001b[${codes.join(';')}m${text}\u001b[0m`;

export const PLAIN: Palette = { title: plain, heading: plain, speaker: plain, date: plain, quiet: plain };

const COLOURS: Palette = {
  title: sequence(1),
  heading: sequence(1, 4),
  speaker: sequence(1, 34),
  date: sequence(35),
  quiet: sequence(2),
};

/** Colour on a terminal only, and never where NO_COLOR (https://no-color.org) asks for none. */
export function paletteFor(stream: { isTTY?: boolean }, environment: NodeJS.ProcessEnv): Palette {
  return stream.isTTY && !environment.NO_COLOR && environment.TERM !== 'dumb' ? COLOURS : PLAIN;
}
