// Builds everything: the extension and the command line into dist/, and with --tests the tests and tools into out/.
// usage: node esbuild.js [--production] [--tests] [--watch]
const esbuild = require('esbuild');
const { readdirSync, readFileSync, rmSync } = require('node:fs');

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');
const tests = process.argv.includes('--tests') || watch;

/** @type {import('esbuild').BuildOptions} */
const common = {
  bundle: true,
  format: 'cjs',
  target: 'es2022',
  sourcemap: !production,
  sourcesContent: false,
  minify: production,
  logLevel: 'warning',
};

/** The platform is `browser` so that one bundle serves the desktop and the web, and a Node import fails the build. */
const extension = {
  ...common,
  entryPoints: ['src/vscode/extension.ts'],
  outfile: 'dist/extension.js',
  platform: 'browser',
  mainFields: ['module', 'main'],
  external: ['vscode'],
};

const cli = {
  ...common,
  entryPoints: ['src/cli/main.ts'],
  outfile: 'dist/cli.js',
  platform: 'node',
  banner: { js: '#!/usr/bin/env node' },
};

/** The page of the statistics, with the library that draws its charts. */
const webview = {
  ...common,
  entryPoints: ['src/webview/statistics.ts'],
  outfile: 'dist/statistics.js',
  platform: 'browser',
  format: 'iife',
  sourcemap: false,
  minify: true,
};

const filesBelow = (folder, ending) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && entry.name.endsWith(ending))
    .map(entry => `${entry.parentPath}/${entry.name}`.replaceAll('\\', '/'));

/** Unit tests, UI tests and tools run in Node; packages stay outside, so that each is one small file. */
const nodeTests = () => ({
  ...common,
  entryPoints: filesBelow('test', '.ts').filter(file => !/^test\/host\/|\.d\.ts$/.test(file)),
  outdir: 'out/test',
  outbase: 'test',
  platform: 'node',
  packages: 'external',
});

/** Host tests are one CommonJS file, since the web host fetches files by their exact names. HOST_TESTS=part-of-a-name,another takes only some. */
const hostTests = {
  ...common,
  entryPoints: ['test/host/index.ts', 'test/host/bench.ts'],
  outdir: 'out/test/host',
  platform: 'browser',
  mainFields: ['module', 'main'],
  external: ['vscode'],
  plugins: [
    {
      name: 'host-tests',
      setup(build) {
        build.onResolve({ filter: /^(every-host-test|mocha\/mocha\.js)$/ }, ({ path }) => ({ path, namespace: 'host-tests' }));
        build.onLoad({ filter: /^every-host-test$/, namespace: 'host-tests' }, () => ({
          contents: filesBelow('test/host', '.test.ts')
            .filter(file => (process.env.HOST_TESTS ?? '').split(',').some(part => file.includes(part)))
            .map(file => `import './${file}';`)
            .join('\n'),
          resolveDir: __dirname,
        }));
        // In its own package, which is of type "module", it would be bundled as one and replace our exports by its own.
        build.onLoad({ filter: /^mocha\//, namespace: 'host-tests' }, ({ path }) => ({
          contents: readFileSync(require.resolve(path)),
        }));
      },
    },
  ],
};

async function main() {
  if (!watch) for (const folder of tests ? ['dist', 'out'] : ['dist']) rmSync(folder, { recursive: true, force: true });
  const builds = [extension, cli, webview, ...(tests ? [nodeTests(), hostTests] : [])];
  if (watch) {
    await Promise.all(builds.map(async options => (await esbuild.context({ ...options, logLevel: 'info' })).watch()));
    return;
  }
  await Promise.all(builds.map(options => esbuild.build(options)));
}

main().catch(() => process.exit(1)); // esbuild has printed what is wrong
