/** Mocha's browser build, which needs neither files nor a page, with a reporter that prints to the console. */
import 'mocha/mocha.js';

/** Begins every line of the report, which the host's own log surrounds. */
export const HOST_TEST_LINE = '│ ';

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

const counts: Counts = { passed: 0, failed: 0, skipped: 0 };

/** The desktop, the server and the web host all carry `console.log` lines to whoever started them. */
class ConsoleReporter extends Mocha.reporters.Base {
  public constructor(runner: Mocha.Runner) {
    super(runner);
    const say = (test: Mocha.Runnable | Mocha.Suite, line: string) =>
      console.log(line.replace(/^/gm, HOST_TEST_LINE + '  '.repeat(test.titlePath().length)));
    runner.on('suite', suite => {
      if (suite.title) say(suite, suite.title);
    });
    runner.on('pass', test => {
      counts.passed++;
      say(test, `✔ ${test.title}`);
    });
    runner.on('pending', test => {
      counts.skipped++;
      say(test, `- ${test.title}`);
    });
    runner.on('fail', (test, error) => {
      counts.failed++;
      const { message, stack } = error as Error;
      say(test, `✘ ${test.titlePath().join(' › ')}\n${stack?.includes(message) ? stack : `${message}\n${stack ?? ''}`}`);
    });
  }
}

mocha.setup({
  ui: 'bdd',
  reporter: ConsoleReporter,
  timeout: 20_000, // a language feature is first asked for while the extension still starts
});

/** Mocha's own `mocha.run` reads the page's address, which an extension host on Node has not. */
export function runMocha(): Promise<Readonly<Counts>> {
  return new Promise(resolve => Mocha.prototype.run.call(mocha, () => resolve(counts)));
}
