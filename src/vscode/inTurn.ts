/**
 * Makes functions that wait for each other: a key that is pressed while the one before is still being carried out means what that
 * one leads to.
 */
export function oneAfterAnother(): <A extends readonly unknown[], R>(
  run: (...args: A) => R | Promise<R>,
) => (...args: A) => Promise<R> {
  let last: Promise<unknown> = Promise.resolve();
  return run =>
    (...args) => {
      const result = last.then(() => run(...args));
      last = result.catch(() => undefined); // whoever called it is told
      return result;
    };
}
