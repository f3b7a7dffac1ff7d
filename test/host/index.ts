/**
 * Entry point of the tests that run inside a VS Code's extension host, on Node and in a web worker alike. The build makes one
 * file of this and of every `*.test.ts` beside it: no Node module can be used in them (assertions are chai's `assert`).
 */
import './mochaInHost';
import 'every-host-test';
import { HOST_TEST_LINE, runMocha } from './mochaInHost';

export async function run(): Promise<void> {
  const { passed, failed, skipped } = await runMocha();
  console.log(`${HOST_TEST_LINE}${passed} passed, ${failed} failed, ${skipped} skipped`);
  if (failed > 0 || passed === 0) throw new Error(`${failed} host tests failed, ${passed} passed.`);
}
