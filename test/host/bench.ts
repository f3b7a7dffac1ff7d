/**
 * How quick the extension is inside a real VS Code: `npm run bench:editor`. Prints a table; nothing is asserted but that each
 * thing measured was really there. Processor time is told beside the clock, which other work on the machine slows down.
 * PRESSMARK_PROFILE=FILE keeps a profile of the typing in 1 MB.
 */
import { measureIndex } from './benchIndex';
import { head } from './benchRows';
import { measureStart } from './benchStart';
import { measureTyping } from './benchTyping';

export async function run(): Promise<void> {
  head('in a real VS Code', 'median', '95th percentile', 'longest', 'aim');
  await measureStart();
  await measureTyping(100_000, '0.1 MB');
  await measureTyping(1_000_000, '1 MB');
  await measureIndex();
}
