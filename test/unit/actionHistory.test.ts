import { deepStrictEqual, rejects, strictEqual } from 'node:assert';
import { ActionHistory } from '../../src/vscode/annotations/actionHistory';

describe('The history of actions on annotations', () => {
  /** A history whose actions write down what they do. */
  function recorded() {
    const history = new ActionHistory();
    const log: string[] = [];
    const act = (label: string) =>
      history.push({
        label,
        undo: () => Promise.resolve(void log.push(`undo ${label}`)),
        redo: () => Promise.resolve(void log.push(`redo ${label}`)),
      });
    return { history, log, act };
  }

  it('takes back and does again at least a hundred actions, each by its name', async () => {
    const { history, log, act } = recorded();
    const labels = Array.from({ length: 100 }, (_, number) => `step ${number}`);
    labels.forEach(act);
    for (const label of labels.toReversed()) strictEqual(await history.undo(), label);
    strictEqual(await history.undo(), undefined);
    for (const label of labels) strictEqual(await history.redo(), label);
    strictEqual(await history.redo(), undefined);
    deepStrictEqual(log, [...labels.toReversed().map(label => `undo ${label}`), ...labels.map(label => `redo ${label}`)]);
  });

  it('forgets what was taken back once something new is done', async () => {
    const { history, act } = recorded();
    act('one');
    await history.undo();
    act('two');
    strictEqual(await history.redo(), undefined);
    strictEqual(await history.undo(), 'two');
    strictEqual(await history.undo(), undefined);
  });

  it('passes on what an action cannot take back', async () => {
    const history = new ActionHistory();
    const fails = () => Promise.reject(new Error('no'));
    history.push({ label: 'one', undo: fails, redo: fails });
    await rejects(history.undo());
  });
});
