import { assert } from 'chai';
import {
  commands,
  ConfigurationTarget,
  DiagnosticSeverity,
  extensions,
  languages,
  Uri,
  window,
  workspace,
  type CodeAction,
  type Diagnostic,
  type TextEditor,
} from 'vscode';

const TEXT =
  'Shop Opens\n\nELLERBY, 10 May 2020 – Jane Roe, a baker, opened a shop on Monday, 9 May 2020.\n\n“We bake at night", Roe said.\n';

let count = 0;

async function openRelease(): Promise<TextEditor> {
  await extensions.getExtension('pressmark.pressmark')!.activate();
  const uri = Uri.joinPath(workspace.workspaceFolders![0]!.uri, `checks-${Date.now()}-${count++}.press`);
  await workspace.fs.writeFile(uri, new TextEncoder().encode(TEXT));
  return window.showTextDocument(await workspace.openTextDocument(uri));
}

const codeOf = ({ code }: Diagnostic): unknown => (typeof code === 'object' ? code.value : code);

/** The findings of the release, once their codes are those that are expected. */
async function findings(uri: Uri, codes: readonly string[]): Promise<Diagnostic[]> {
  let found: Diagnostic[] = [];
  for (let tries = 0; tries < 150; tries++) {
    found = languages.getDiagnostics(uri).sort((a, b) => a.range.start.compareTo(b.range.start));
    if (found.map(codeOf).join() === codes.join()) break;
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  assert.deepEqual(found.map(codeOf), [...codes]);
  return found;
}

const actionsAt = (uri: Uri, { range }: Diagnostic) =>
  commands.executeCommand<CodeAction[]>('vscode.executeCodeActionProvider', uri, range);

async function run({ command, edit }: CodeAction): Promise<void> {
  if (edit) await workspace.applyEdit(edit);
  if (command) await commands.executeCommand(command.command, ...((command.arguments ?? []) as unknown[]));
}

describe('The checks of a release', function () {
  this.timeout(40_000);

  afterEach(async () => {
    await workspace.getConfiguration('pressmark.checks').update('weekday-mismatch', undefined, ConfigurationTarget.Workspace);
  });

  it('are shown with a code, a severity and a link to what they mean', async () => {
    const { document } = await openRelease();
    const [weekday, marks] = await findings(document.uri, ['weekday-mismatch', 'mixed-quotes']);
    assert.equal(weekday!.message, '2020-05-09 is a Saturday, not a Monday.');
    assert.equal(document.getText(weekday!.range), 'Monday, 9 May 2020');
    assert.equal(weekday!.severity, DiagnosticSeverity.Error);
    assert.equal(marks!.severity, DiagnosticSeverity.Information);
    const { code } = weekday!;
    assert.match(typeof code === 'object' ? code.target.toString(true) : '', /docs\/checks\.md#L\d+$/);
  });

  it('are mended by a quick fix, and are gone then', async () => {
    const { document } = await openRelease();
    const [weekday, marks] = await findings(document.uri, ['weekday-mismatch', 'mixed-quotes']);
    const preferred = (await actionsAt(document.uri, marks!)).find(({ isPreferred }) => isPreferred);
    assert.equal(preferred!.title, 'Change to ”');
    await run(preferred!);
    await findings(document.uri, ['weekday-mismatch']);
    await run((await actionsAt(document.uri, weekday!)).find(({ title }) => title === 'Change to Saturday')!);
    await findings(document.uri, []);
    assert.include(document.getText(), 'Saturday, 9 May 2020.\n\n“We bake at night”, Roe');
  });

  it('can be ignored one by one, in the sidecar and not in the text, and Undo brings them back', async () => {
    const { document } = await openRelease();
    const [weekday] = await findings(document.uri, ['weekday-mismatch', 'mixed-quotes']);
    await run((await actionsAt(document.uri, weekday!)).find(({ title }) => title === 'Ignore This Finding Here')!);
    await findings(document.uri, ['mixed-quotes']);
    const sidecar = await workspace.fs.readFile(document.uri.with({ path: `${document.uri.path}.annotations.json` }));
    assert.include(new TextDecoder().decode(sidecar), 'ignore weekday-mismatch');
    assert.equal(document.getText(), TEXT);
    await commands.executeCommand('pressmark.undoAnnotation');
    await findings(document.uri, ['weekday-mismatch', 'mixed-quotes']);
  });

  it('can be switched off, and given another weight, by a setting', async () => {
    const { document } = await openRelease();
    const [weekday] = await findings(document.uri, ['weekday-mismatch', 'mixed-quotes']);
    await run((await actionsAt(document.uri, weekday!)).find(({ title }) => title.startsWith('Switch Off the Check'))!);
    await findings(document.uri, ['mixed-quotes']);
    await workspace.getConfiguration('pressmark.checks').update('weekday-mismatch', 'hint', ConfigurationTarget.Workspace);
    const [again] = await findings(document.uri, ['weekday-mismatch', 'mixed-quotes']);
    assert.equal(again!.severity, DiagnosticSeverity.Hint);
  });
});
