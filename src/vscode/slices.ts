import type { CancellationToken } from 'vscode';

/** The extension host works on one thing at once: so long at most before others get their turn. The rest of 50 ms is for one release. */
const SLICE_MILLISECONDS = 25;

/** Long work in slices: between two of them everybody else's requests are answered. */
export class Slices {
  private since = performance.now();

  constructor(private readonly token?: Pick<CancellationToken, 'isCancellationRequested'>) {}

  /** Whether it is time to let others work. */
  get isOver(): boolean {
    return performance.now() - this.since >= SLICE_MILLISECONDS;
  }

  /** Lets others work where the slice is used up. False where the work is not wanted any more. */
  async next(): Promise<boolean> {
    if (this.isOver) {
      await new Promise(resolve => setTimeout(resolve));
      this.since = performance.now();
    }
    return this.token?.isCancellationRequested !== true;
  }

  /** What work that is done in steps comes to. Nothing where it is not wanted any more. */
  async run<T>(steps: Iterator<unknown, T>): Promise<T | undefined> {
    for (;;) {
      const step = steps.next();
      if (step.done) return step.value;
      if (this.isOver && !(await this.next())) return undefined;
    }
  }
}
