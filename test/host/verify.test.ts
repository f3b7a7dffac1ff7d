import { assert } from 'chai';
import {
  commands,
  env,
  extensions,
  languages,
  Selection,
  Uri,
  window,
  workspace,
  type CodeAction,
  type Diagnostic,
  type SymbolInformation,
  type TextEditor,
} from 'vscode';

const RELEASE =
  'Verified Shop Opens in Ellerby\n\nELLERBY, 10 May 2020 – Jane Zwiebel, a baker, opened a shop.\n\n' +
  '“We bake at night, when the quiet town is asleep,” said Zwiebel.\n\n“Bread is hardly a luxury for Ellerby,” said Ann Quill, the mayor.\n';
const ARTICLE =
  'News from Ellerby\n\n“We bake at dawn, when the quiet town is asleep,” Jane Zwiebel said.\n\n' +
  '“Bread is hardly a luxury for Ellerby,” Jane Zwiebel said.\n\n“Nobody buys white loaves from Ellerby any more,” Ann Quill said.\n\n' +
  '“Bread is hardly a luxury for Ellerby,” the mayor said.\n';

let count = 0;
const write = async (name: string, text: string): Promise<Uri> => {
  const uri = Uri.joinPath(workspace.workspaceFolders![0]!.uri, `${name}-${Date.now()}-${count++}`);
  const named = uri.with({ path: `${uri.path}${name === 'article' ? '.md' : '.press'}` });
  await workspace.fs.writeFile(named, new TextEncoder().encode(text));
  return named;
};

async function eventually<T>(ask: () => T | PromiseLike<T>, right: (value: T) => boolean): Promise<T> {
  let value = await ask();
  for (let tries = 0; tries < 300 && !right(value); tries++) {
    await new Promise(resolve => setTimeout(resolve, 100));
    value = await ask();
  }
  return value;
}

const codesOf = (diagnostics: readonly Diagnostic[]): unknown[] =>
  diagnostics.map(({ code }) => (typeof code === 'object' ? code.value : code));

const verifications = (uri: Uri): Diagnostic[] =>
  languages
    .getDiagnostics(uri)
    .filter(diagnostic => codesOf([diagnostic]).some(code => String(code).startsWith('quote-')))
    .sort((a, b) => a.range.start.compareTo(b.range.start));

async function verified(): Promise<{ editor: TextEditor; release: Uri }> {
  await extensions.getExtension('pressmark.pressmark')!.activate();
  const release = await write('release', RELEASE);
  const editor = await window.showTextDocument(await workspace.openTextDocument(await write('article', ARTICLE)));
  await commands.executeCommand('pressmark.verifyQuotes', '');
  // The release may be written while the index is built: it comes by the watcher then.
  await eventually(
    () => verifications(editor.document.uri),
    found => found.length === 3,
  );
  return { editor, release };
}

describe('Verifying the quotations of an article', function () {
  this.timeout(60_000); // all releases of the workspace are read first

  it('marks what is altered, from another speaker and not found, with the passage of the release', async () => {
    const { editor, release } = await verified();
    const found = verifications(editor.document.uri);
    assert.deepEqual(codesOf(found), ['quote-altered', 'quote-other-speaker', 'quote-not-found']);
    assert.equal(editor.document.getText(found[0]!.range), '“We bake at dawn, when the quiet town is asleep,”');
    assert.include(found[0]!.message, '“night” became “dawn”');
    const [related] = found[0]!.relatedInformation!;
    assert.equal(related!.location.uri.toString(), release.toString());
    const { code } = found[0]!;
    assert.match(typeof code === 'object' ? code.target.path : '', /docs\/verify\.md$/);
  });

  it('mends an altered quotation in one step, and knows that it is verbatim then', async () => {
    const { editor } = await verified();
    const { uri } = editor.document;
    const [altered] = verifications(uri);
    const actions = await commands.executeCommand<CodeAction[]>('vscode.executeCodeActionProvider', uri, altered!.range);
    const titles = actions.map(({ title }) => title);
    assert.includeMembers(titles, ['Replace with the Release’s Words', 'Copy as Correction', 'Show Beside the Release']);
    await workspace.applyEdit(actions.find(({ title }) => title.startsWith('Replace'))!.edit!);
    assert.include(editor.document.getText(), '“We bake at night, when the quiet town is asleep,” Jane Zwiebel said.');
    const left = await eventually(
      () => verifications(uri),
      found => found.length === 2,
    );
    assert.deepEqual(codesOf(left), ['quote-other-speaker', 'quote-not-found']);
  });

  it('puts the words of the release into the quotation at the cursor, where it was only altered', async () => {
    const { editor } = await verified();
    const put = (words: string) => {
      const at = editor.document.positionAt(editor.document.getText().indexOf(words) + 2);
      editor.selection = new Selection(at, at);
    };
    put('Nobody buys');
    await commands.executeCommand('pressmark.verify.replace');
    assert.equal(editor.document.getText(), ARTICLE, 'nothing is known to put there');
    put('We bake at dawn');
    await commands.executeCommand('pressmark.verify.replace');
    assert.equal(editor.document.getText(), ARTICLE.replace('at dawn', 'at night'));
    await commands.executeCommand('undo');
    assert.equal(editor.document.getText(), ARTICLE);
  });

  it('copies a correction that a newspaper could print', async () => {
    const { editor } = await verified();
    const actions = await commands.executeCommand<CodeAction[]>(
      'vscode.executeCodeActionProvider',
      editor.document.uri,
      verifications(editor.document.uri)[0]!.range,
    );
    const copy = actions.find(({ title }) => title === 'Copy as Correction')!;
    await commands.executeCommand(copy.command!.command, ...(copy.command!.arguments as unknown[]));
    const text = await env.clipboard.readText();
    assert.match(text, /^Correction: Jane Zwiebel was quoted as saying “We bake at dawn.*The words are: “We bake at night/);
  });

  it('shows a quotation beside the release', async () => {
    const { editor } = await verified();
    const actions = await commands.executeCommand<CodeAction[]>(
      'vscode.executeCodeActionProvider',
      editor.document.uri,
      verifications(editor.document.uri)[0]!.range,
    );
    const show = actions.find(({ title }) => title === 'Show Beside the Release')!;
    await commands.executeCommand(show.command!.command, ...(show.command!.arguments as unknown[]));
    const shown = await eventually(
      () => workspace.textDocuments.filter(({ uri }) => uri.scheme === 'pressmark-passage').map(document => document.getText()),
      texts => texts.length >= 2,
    );
    assert.isTrue(
      shown.some(text => text.startsWith('We bake at night')) && shown.some(text => text.startsWith('We bake at dawn')),
    );
    await commands.executeCommand('workbench.action.closeActiveEditor');
  });

  it('forgets it all when asked', async () => {
    const { editor } = await verified();
    await commands.executeCommand('pressmark.clearVerification');
    assert.deepEqual(verifications(editor.document.uri), []);
  });
});

describe('The releases of the workspace', function () {
  this.timeout(60_000); // a file system may tell late that something changed

  it('are found by speaker and headline, a new one and a changed one too', async () => {
    await verified();
    const symbols = async (query: string) => {
      const found = await commands.executeCommand<SymbolInformation[]>('vscode.executeWorkspaceSymbolProvider', query);
      return found.filter(({ name }) => name.includes(query)); // letters in between match too
    };
    const speakers = await eventually(
      () => symbols('Zwiebel'),
      found => found.length > 0,
    );
    assert.isTrue(speakers.some(({ name, containerName }) => name === 'Jane Zwiebel' && containerName.includes('baker')));
    const uri = await write('late', RELEASE.replaceAll('Zwiebel', 'Knoblauch'));
    assert.isNotEmpty(
      await eventually(
        () => symbols('Knoblauch'),
        found => found.length > 0,
      ),
    );
    await workspace.fs.writeFile(
      uri,
      new TextEncoder().encode(RELEASE.replaceAll('Zwiebel', 'Porree').replace('Verified', 'Late')),
    );
    assert.isNotEmpty(
      await eventually(
        () => symbols('Porree'),
        found => found.length > 0,
      ),
    );
    await workspace.fs.delete(uri);
    assert.isEmpty(
      await eventually(
        () => symbols('Porree'),
        found => found.length === 0,
      ),
    );
  });

  it('are known as people have corrected them, open or not', async () => {
    await verified();
    const uri = await write('corrected', RELEASE.replace('Verified Shop', 'Corrected Shop').replace('10 May 2020', 'May'));
    const sidecar = uri.with({ path: `${uri.path}.annotations.json` });
    const dated = (value: string) =>
      JSON.stringify({
        '@context': 'http://www.w3.org/ns/anno.jsonld',
        type: 'AnnotationPage',
        'pressmark:version': 1,
        items: [
          {
            id: 'urn:uuid:2b1c8a60-58a6-4d56-8c7d-3c7d4b1d9a01',
            type: 'Annotation',
            motivation: 'describing',
            'pressmark:kind': 'releaseDate',
            body: [{ type: 'TextualBody', purpose: 'identifying', value, format: 'text/plain' }],
            target: 'x',
          },
        ],
      });
    const datedAs = async (value: string) => {
      await workspace.fs.writeFile(sidecar, new TextEncoder().encode(dated(value)));
      const found = await eventually(
        () => commands.executeCommand<SymbolInformation[]>('vscode.executeWorkspaceSymbolProvider', 'Corrected Shop'),
        symbols => symbols.some(({ containerName }) => containerName.startsWith(value)),
      );
      assert.isTrue(found.some(({ containerName }) => containerName.startsWith(value)));
    };
    await datedAs('2021-03-04');
    await datedAs('2022-05-06');
  });

  it('are compared in what they say', async () => {
    const before = await write('release', RELEASE);
    const after = await write('release', RELEASE.replace('at night', 'at dawn').replace('10 May', '11 May'));
    const page = await commands.executeCommand<Uri>('pressmark.compareReleases', before, after);
    const text = (await workspace.openTextDocument(page)).getText();
    assert.include(text, '## Messages');
    assert.include(text, '~~night~~ **dawn**');
    assert.include(text, '~~2020-05-10~~ → **2020-05-11**');
  });
});
