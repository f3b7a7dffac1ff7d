/** Entry point of the tests that run inside a VS Code's extension host. */
export async function run(): Promise<void> {
  await Promise.resolve();
}
