/** Starts VS Code's server on a free port of this machine, with settings and folders of its own that go when it is closed. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installVscode } from './install';

export interface ServerOptions {
  /** Added to the settings every run starts from, as in a user's settings.json. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Packed extensions to install first. */
  readonly vsix?: readonly string[];
  /** Ask whether folders are trusted, as a user's VS Code does. */
  readonly workspaceTrust?: boolean;
}

export interface Server {
  readonly port: number;
  /** The address of a workbench on a folder, with an extension under development and, if wanted, its tests. */
  address(folder: string, options?: { extension?: string; tests?: string }): string;
  close(): Promise<void>;
}

/** A workbench without the parts that move or ask: no welcome page, no chat, no updates, no hints. */
const QUIET_SETTINGS = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.tips.enabled': false,
  'workbench.layoutControl.enabled': false,
  'chat.disableAIFeatures': true,
  'chat.commandCenter.enabled': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'window.menuBarVisibility': 'compact',
  'window.commandCenter': false,
};

export async function startServer(options: ServerOptions = {}): Promise<Server> {
  const vscode = await installVscode();
  const data = mkdtempSync(join(tmpdir(), 'pressmark-vscode-'));
  const settings = JSON.stringify({ ...QUIET_SETTINGS, ...options.settings }, null, 2);
  for (const profile of ['User', 'Machine']) {
    mkdirSync(join(data, 'data', profile), { recursive: true });
    writeFileSync(join(data, 'data', profile, 'settings.json'), settings);
  }
  const shared = ['--server-data-dir', data, '--extensions-dir', join(data, 'extensions'), '--accept-server-license-terms'];
  for (const file of options.vsix ?? []) {
    const installer = spawn(vscode.node, [vscode.server, ...shared, '--install-extension', file], {
      stdio: 'pipe',
      env: environment(),
    });
    const printed = collect(installer);
    const status = await new Promise(resolve => installer.on('close', resolve));
    if (status !== 0) throw new Error(`${file} could not be installed:\n${printed()}`);
  }

  const child = spawn(
    vscode.node,
    [
      vscode.server,
      ...shared,
      '--enable-smoke-test-driver', // what makes the workbench load an extension under development
      '--without-connection-token',
      ...(options.workspaceTrust ? [] : ['--disable-workspace-trust']),
      ...['--telemetry-level', 'off', '--host', '127.0.0.1', '--port', '0'],
    ],
    { stdio: 'pipe', env: environment(), detached: true },
  );
  const printed = collect(child);

  /** The extension host and file watchers are children of the server: the whole group goes. */
  const kill = (signal: NodeJS.Signals) => {
    try {
      process.kill(-child.pid!, signal);
    } catch {
      // it has gone already
    }
  };
  const killNow = () => kill('SIGKILL');
  process.once('exit', killNow);

  const port = await new Promise<number>((resolve, reject) => {
    child.stdout.on('data', () => {
      const bound = /agent listening on (\d+)/.exec(printed());
      if (bound) resolve(Number(bound[1]));
    });
    child.on('error', reject);
    child.on('close', () => reject(new Error(`The VS Code server did not start:\n${printed()}`)));
  });

  const origin = `http://127.0.0.1:${port}`;
  const remote = (path: string) => `vscode-remote://127.0.0.1:${port}${encodeURI(path)}`;
  /**
   * The extension as a folder that does not hold the fetched VS Code: the workbench starts in the first colour and icon theme that lies
   * in the folder of an extension under development, and those of a VS Code in its `.vscode-test` would be taken for its own.
   */
  const linked = (extension: string): string => {
    const link = join(data, 'development');
    if (!existsSync(link)) symlinkSync(extension, link, 'junction');
    return link;
  };
  return {
    port,
    address(folder, { extension, tests } = {}) {
      const payload = [
        ...(extension ? [['extensionDevelopmentPath', remote(linked(extension))]] : []),
        ...(tests ? [['extensionTestsPath', remote(tests)]] : []),
        ['skipWelcome', 'true'],
      ];
      return `${origin}/?folder=${encodeURIComponent(folder)}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
    },
    async close() {
      if (child.exitCode === null && child.signalCode === null) {
        const gone = new Promise(resolve => child.once('close', resolve));
        kill('SIGTERM');
        const late = setTimeout(killNow, 3000);
        await gone;
        clearTimeout(late);
      }
      killNow(); // what the server has left behind
      process.off('exit', killNow);
      rmSync(data, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

/** The environment without what a VS Code that started this process has left in it. */
function environment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(VSCODE_|ELECTRON_|NODE_OPTIONS$)/.test(name)));
}

function collect(child: { stdout: NodeJS.ReadableStream; stderr: NodeJS.ReadableStream }): () => string {
  let printed = '';
  child.stdout.on('data', chunk => (printed += String(chunk)));
  child.stderr.on('data', chunk => (printed += String(chunk)));
  return () => printed.slice(-8000);
}
