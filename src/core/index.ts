/** The engine's only door: the editor, the command line and the tools import from here and from nowhere else in `core`. */
export type * from './release/types';
export type { Span } from './text/span';
export { parseRelease } from './release/parseRelease';
