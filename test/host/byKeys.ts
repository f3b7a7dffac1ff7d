/** Works views and questions as a person without a mouse does: through VS Code's own commands for lists and for Quick Input. */
import { assert } from 'chai';
import { commands, env, Selection, window } from 'vscode';
import { eventually } from './eventually';

const run = (command: string, ...given: unknown[]) => commands.executeCommand(command, ...given);
const pause = (milliseconds: number) => new Promise(resolve => setTimeout(resolve, milliseconds));

/** Puts the focus on the first row of a view. */
export async function focusFirstRow(view: string): Promise<void> {
  await run(`${view}.focus`);
  await run('list.focusFirst');
}

/** What a view's own *Copy* says of all rows that are open. */
export async function allRows(view: string): Promise<string> {
  await env.clipboard.writeText('');
  await focusFirstRow(view);
  await run('list.selectAll');
  await pause(100); // the window tells of the selection by itself
  await run(`${view}.copy`);
  return env.clipboard.readText();
}

/** Goes down from the first row until the one is selected of which *Copy* says these words. */
export async function selectRow(view: string, words: string | RegExp): Promise<void> {
  const seen: string[] = [];
  await eventually(async () => {
    await focusFirstRow(view);
    for (let step = 0; step < 40; step++) {
      await env.clipboard.writeText('');
      await run('list.selectAndPreserveFocus');
      await pause(50);
      await run(`${view}.copy`);
      const copied = await env.clipboard.readText();
      if (typeof words === 'string' ? copied.startsWith(words) : words.test(copied)) return;
      seen.push(copied);
      await run('list.focusDown');
    }
    assert.fail(`No row begins with ${String(words)}: ${[...new Set(seen)].join(' | ')}`);
  }, 30);
}

/** Goes down row by row until one is selected that leads to these words in the text. */
export async function goDownToWords(words: string): Promise<void> {
  const editor = window.activeTextEditor;
  if (editor) editor.selection = new Selection(0, 0, 0, 0); // what a test before has selected says nothing
  await eventually(async () => {
    await run('list.focusDown');
    await run('list.selectAndPreserveFocus');
    await pause(300); // the rows below one that was opened come a moment later, and so does the text
    const { document, selection } = window.activeTextEditor!;
    assert.include(document.getText(selection), words);
  });
}

/** Runs a command that asks, and takes the first answer to each question, until it is done. */
export async function takingFirst(command: string, ...given: unknown[]): Promise<void> {
  const asked = { isDone: false as boolean };
  const running = Promise.resolve(run(command, ...given)).finally(() => (asked.isDone = true));
  for (let tries = 0; !asked.isDone && tries < 40; tries++) {
    await pause(500); // the window tells by itself which answer comes first
    await run('workbench.action.acceptSelectedQuickOpenItem');
  }
  assert.isTrue(asked.isDone, `${command} has no more questions`);
  await running;
}
