/**
 * Runs every check, the static ones beside the others, and ends with one line, "N passed, N failed". Each step counts the tests it ran, and a check that has no
 * tests of its own (types, lint) counts as one. A step that cannot say how many ran counts as a failure.
 * usage: node out/test/harness/testAll.js [STEP…]
 */
import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './repository';

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

interface Step {
  readonly name: string;
  readonly title: string;
  /** Run by Node, from the root of the checkout. */
  readonly command: readonly string[];
  /** Reads the counts from what was printed; without it the exit status alone decides. */
  readonly count?: (printed: string) => Counts | undefined;
  /** Reads the files only: what it prints is shown when it has ended, as others run meanwhile. */
  readonly isStatic?: true;
  /** Shown of what is printed; everything is kept in `out/logs`. */
  readonly show?: (line: string) => boolean;
}

const tool = (file: string, ...args: string[]) => [join('node_modules', file), ...args];
const harness = (file: string, ...args: string[]) => [`out/test/harness/${file}.js`, ...args];

/** mocha's own summary: "12 passing (3s)", "1 pending", "2 failing". */
function countMocha(printed: string): Counts | undefined {
  const last = (word: string) => Number([...printed.matchAll(new RegExp(`^ +(\\d+) ${word}`, 'gm'))].at(-1)?.[1] ?? NaN);
  const passed = last('passing');
  return Number.isNaN(passed) ? undefined : { passed, failed: last('failing') || 0, skipped: last('pending') || 0 };
}

/** The line that the tests in an extension host end with. */
function countHost(printed: string): Counts | undefined {
  const line = [...printed.matchAll(/^│ (\d+) passed, (\d+) failed, (\d+) skipped$/gm)].at(-1);
  return line && { passed: Number(line[1]), failed: Number(line[2]), skipped: Number(line[3]) };
}

const ofHostTests = (line: string) => /^│|VS Code (desktop|server)/.test(line);

const STEPS: readonly Step[] = [
  { name: 'types', title: 'Types', command: tool('typescript/bin/tsc', '-p', '.'), isStatic: true },
  {
    name: 'fence',
    title: 'The engine knows no editor, Node or DOM',
    command: tool('typescript/bin/tsc', '-p', 'src/core'),
    isStatic: true,
  },
  {
    name: 'page',
    title: 'The statistics page knows no editor or Node',
    command: tool('typescript/bin/tsc', '-p', 'src/webview'),
    isStatic: true,
  },
  { name: 'lint', title: 'Lint', command: tool('eslint/bin/eslint.js', '.'), isStatic: true },
  { name: 'dead', title: 'No dead code', command: tool('knip/bin/knip.js', '--no-progress'), isStatic: true },
  { name: 'format', title: 'Format', command: tool('prettier/bin/prettier.cjs', '--check', '.'), isStatic: true },
  { name: 'unit', title: 'Unit tests', command: tool('mocha/bin/mocha.js', '--reporter', 'spec'), count: countMocha },
  { name: 'host', title: 'Tests inside VS Code', command: harness('hostTests'), count: countHost, show: ofHostTests },
  {
    name: 'web',
    title: 'Tests inside VS Code for the Web',
    command: harness('hostTests', '--web'),
    count: countHost,
    show: ofHostTests,
  },
  {
    name: 'ui',
    title: 'Tests through the window',
    command: tool('mocha/bin/mocha.js', '--reporter', 'spec', '--no-config', '--timeout', '300000', 'out/test/ui/**/*.test.js'),
    count: countMocha,
  },
];

async function runStep(step: Step): Promise<Counts> {
  const shown: string[] = [];
  const show = step.isStatic ? (line: string) => shown.push(line) : console.log;
  show(`\n— ${step.title}`);
  const log = createWriteStream(join(root, 'out/logs', `${step.name}.log`));
  const child = spawn(process.execPath, step.command, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  let rest = '';
  const take = (chunk: Buffer) => {
    const text = chunk.toString();
    log.write(text);
    printed += text;
    const lines = (rest + text).split('\n');
    rest = lines.pop()!;
    for (const line of lines) if (step.show?.(line) ?? true) show(line);
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  const status = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (rest) show(rest);
  log.end();
  if (shown.length > 0) console.log(shown.join('\n'));
  const counts = step.count ? step.count(printed) : { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: 0 };
  if (!counts) {
    console.log(`${printed.slice(-3000)}\n${step.title}: ended (status ${status ?? 'none'}) without saying what ran.`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
  if (status !== 0 && counts.failed === 0) {
    console.log(`${step.title}: nothing failed, but the status was ${status ?? 'none'}.`);
    return { ...counts, failed: 1 };
  }
  return counts;
}

async function main(): Promise<void> {
  const wanted = process.argv.slice(2);
  for (const name of wanted) if (!STEPS.some(step => step.name === name)) throw new Error(`There is no step "${name}".`);
  mkdirSync(join(root, 'out/logs'), { recursive: true });
  const total: Counts = { passed: 0, failed: 0, skipped: 0 };
  const summary: string[] = [];
  const runAll = async (steps: readonly Step[]): Promise<void> => {
    for (const step of steps) {
      const started = Date.now();
      const { passed, failed, skipped } = await runStep(step);
      total.passed += passed;
      total.failed += failed;
      total.skipped += skipped;
      summary.push(
        `${failed > 0 ? '✘' : '✔'} ${step.title}: ${passed} of ${passed + failed}` +
          `${skipped > 0 ? `, ${skipped} skipped` : ''} (${((Date.now() - started) / 1000).toFixed(1)} s)`,
      );
    }
  };
  const steps = STEPS.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
  // Tests that measure processor time or open windows have the machine to themselves but for this.
  await Promise.all([runAll(steps.filter(({ isStatic }) => isStatic)), runAll(steps.filter(({ isStatic }) => !isStatic))]);
  console.log(`\n${summary.join('\n')}\n`);
  console.log(`${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`);
  process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
