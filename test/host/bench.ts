/**
 * How quick the extension is inside a real VS Code: `npm run bench:editor`. Prints a table; nothing is asserted but that each
 * thing measured was really there. Processor time is told beside the clock, which other work on the machine slows down.
 * PRESSMARK_BENCH=start (or typing, index) measures that alone; PRESSMARK_PROFILE=FILE keeps a profile of the typing in 1 MB, or
 * of the start where that is measured alone.
 */
import { measureIndex } from './benchIndex';
import { head } from './benchRows';
import { measureStart } from './benchStart';
import { measureTyping, measureWindow } from './benchTyping';

export async function run(): Promise<void> {
  const { process } = globalThis as { process?: { env: Record<string, string | undefined> } };
  const only = process?.env.PRESSMARK_BENCH;
  const wants = (what: string) => !only || only === what;
  head('in a real VS Code', 'median', '95th percentile', 'longest', 'aim');
  if (wants('start')) await measureStart();
  if (wants('typing')) {
    await measureTyping(100_000, '0.1 MB');
    await measureTyping(1_000_000, '1 MB');
    await measureWindow(1_000_000, '1 MB of plain text without Pressmark');
  }
  if (wants('index')) await measureIndex();
}
