import { deepStrictEqual, strictEqual } from 'node:assert';
import { killWriters } from '../../fault/killWriters';

describe('a sidecar whose writer is killed', function () {
  this.timeout(120_000);
  for (const kind of ['cli', 'editor'] as const) {
    it(`is the old one or the new one, and leaves no litter (${kind})`, async () => {
      const { kills, complaints } = await killWriters(12, kind);
      deepStrictEqual(complaints, []);
      strictEqual(kills, 12);
    });
  }
  it('holds what both have written where two write it at once', async () => {
    const { complaints } = await killWriters(12, 'editor', 2);
    deepStrictEqual(complaints, []);
  });
});
