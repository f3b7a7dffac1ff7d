/** The table that a bench prints, and how it measures: quantiles, and the times for which nobody else had the extension host. */

/** Begins every line, which the host's own log surrounds. */
const LINE = '│ ';

export const row = (...cells: string[]): void => console.log(`${LINE}| ${cells.join(' | ')} |`);

export function head(...cells: string[]): void {
  row(...cells);
  row(...cells.map(() => '---'));
}

export const ms = (value: number): string => `${value.toFixed(value < 10 ? 1 : 0)} ms`;

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
}

/** A row of what was measured several times. */
export const rowOf = (what: string, values: readonly number[], aim: string): void =>
  row(what, ms(quantile(values, 0.5)), ms(quantile(values, 0.95)), ms(Math.max(...values)), aim);

const BEAT = 4;

/** Notes for how long at once the extension host did nothing else: a timer that should fire at once fires that much later. */
export function watchStalls(): () => number[] {
  const stalls: number[] = [];
  let last = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    stalls.push(Math.max(0, now - last - BEAT));
    last = now;
  }, BEAT);
  return () => {
    clearInterval(timer);
    stalls.push(Math.max(0, performance.now() - last - BEAT));
    return stalls;
  };
}

/** The extension host's own processor time in milliseconds, where it runs on Node: what other work on the machine does not change. */
export function processorTime(): number | undefined {
  const { process } = globalThis as { process?: { cpuUsage?(): { user: number; system: number } } };
  const used = process?.cpuUsage?.();
  return used && (used.user + used.system) / 1000;
}

export const pause = (milliseconds: number): Promise<void> => new Promise(resolve => setTimeout(resolve, milliseconds));
