/** A profile of the extension host, where somebody wants one. */
import { Uri, workspace } from 'vscode';

interface Inspector {
  readonly Session: new () => {
    connect(): void;
    post(method: string, parameters?: object, done?: (error: Error | null, result: { profile: unknown }) => void): void;
  };
}

/** Where PRESSMARK_PROFILE names a file, what the extension host does from now until the function is called goes into it. */
export async function profile(): Promise<() => Promise<void>> {
  const { process } = globalThis as {
    process?: { env: Record<string, string | undefined>; getBuiltinModule(name: string): Inspector };
  };
  const file = process?.env.PRESSMARK_PROFILE;
  if (!process || !file) return () => Promise.resolve();
  const session = new (process.getBuiltinModule('node:inspector').Session)();
  session.connect();
  const post = (method: string) =>
    new Promise<{ profile: unknown }>((resolve, reject) => {
      session.post(method, {}, (error, result) => (error ? reject(error) : resolve(result)));
    });
  await post('Profiler.enable');
  await post('Profiler.start');
  return async () => {
    const { profile } = await post('Profiler.stop');
    await workspace.fs.writeFile(Uri.file(file), new TextEncoder().encode(JSON.stringify(profile)));
  };
}
