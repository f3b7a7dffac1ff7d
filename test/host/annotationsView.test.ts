import { assert } from 'chai';
import { commands, env, Selection, Uri, window, workspace, type SymbolInformation } from 'vscode';
import { allRows, focusFirstRow, goDownToWords, takingFirst } from './byKeys';
import { eventually } from './eventually';

const TEXT = 'The mill opens on Monday. The mayor promised new buses. Nobody spoke of the bridge.\n';

const inFolder = (name: string) => Uri.joinPath(workspace.workspaceFolders![0]!.uri, name);
const write = (uri: Uri, text: string) => workspace.fs.writeFile(uri, new TextEncoder().encode(text));
const sidecarOf = (release: Uri) => release.with({ path: `${release.path}.annotations.json` });

interface Item {
  readonly id: string;
  readonly body?: readonly { readonly purpose: string; readonly value: string }[];
  readonly 'pressmark:resolved'?: boolean;
}

async function itemsOf(release: Uri): Promise<readonly Item[]> {
  try {
    return (JSON.parse(new TextDecoder().decode(await workspace.fs.readFile(sidecarOf(release)))) as { items: Item[] }).items;
  } catch {
    return [];
  }
}

const page = (...items: object[]) =>
  JSON.stringify({ '@context': 'http://www.w3.org/ns/anno.jsonld', type: 'AnnotationPage', 'pressmark:version': 1, items });

const item = (id: string, exact: string, kind: string, purpose: string, value: string) => ({
  id: `urn:uuid:${id}`,
  type: 'Annotation',
  motivation: 'commenting',
  'pressmark:kind': kind,
  creator: { type: 'Person', name: 'Robin Vale' },
  body: [{ type: 'TextualBody', purpose, value, format: 'text/plain' }],
  target: [
    {
      source: 'x',
      selector: [
        { type: 'TextQuoteSelector', exact, prefix: '', suffix: '' },
        { type: 'TextPositionSelector', start: Math.max(0, TEXT.indexOf(exact)), end: TEXT.indexOf(exact) + exact.length },
      ],
    },
  ],
});

describe('Annotations of the workspace', () => {
  const one = inFolder('view-one.press');
  const two = inFolder('view-two.txt');
  const row = (uri: Uri, id: string) => ({
    type: 'annotation',
    item: { source: { uri }, placed: { annotation: { id: `urn:uuid:${id}`, targets: [], kind: 'note' } }, file: uri.path },
  });

  const writeSidecars = async () => {
    await write(sidecarOf(one), page(item('v1', 'promised new buses', 'tag', 'tagging', 'zebra-pledge')));
    await write(
      sidecarOf(two),
      page(
        item('v2', 'the bridge', 'note', 'commenting', 'Ask the zebra keeper'),
        item('v3', 'words that are gone', 'note', 'commenting', 'lost zebra'),
      ),
    );
  };
  before(async () => {
    await commands.executeCommand('workbench.action.closeAllEditors');
    await write(one, TEXT);
    await write(two, TEXT);
    await writeSidecars();
  });
  after(async () => {
    await commands.executeCommand('workbench.action.closeAllEditors');
    for (const uri of [one, two, sidecarOf(one), sidecarOf(two)]) {
      await Promise.resolve(workspace.fs.delete(uri)).catch(() => undefined);
    }
  });

  const symbols = async (query: string) =>
    (await commands.executeCommand<SymbolInformation[]>('vscode.executeWorkspaceSymbolProvider', query)).filter(({ location }) =>
      location.uri.path.includes('/view-'),
    );

  it('are found in the symbols of the workspace, files that were never opened included', async () => {
    await commands.executeCommand('pressmark.annotations.refresh');
    await eventually(async () => {
      const found = await symbols('zebra');
      assert.sameMembers(
        found.map(({ name }) => name),
        ['#zebra-pledge — promised new buses', 'Ask the zebra keeper — the bridge', 'lost zebra — words that are gone'],
      );
      const bridge = found.find(({ name }) => name.includes('bridge'))!;
      assert.equal(bridge.location.range.start.character, TEXT.indexOf('the bridge'));
    });
  });

  it('are seen when another program writes a sidecar', async () => {
    await write(sidecarOf(one), page(item('v1', 'promised new buses', 'tag', 'tagging', 'okapi-pledge')));
    await eventually(async () => assert.lengthOf(await symbols('okapi'), 1), 20);
    await write(sidecarOf(one), page(item('v1', 'promised new buses', 'tag', 'tagging', 'zebra-pledge')));
    await eventually(async () => assert.isEmpty(await symbols('okapi')), 20);
  });

  it('are gone to, replied to, resolved and reopened in a file of any language mode', async () => {
    await commands.executeCommand('pressmark.annotations.goTo', { annotationId: 'urn:uuid:v2', uri: two });
    assert.equal(window.activeTextEditor?.document.getText(window.activeTextEditor.selection), 'the bridge');
    await commands.executeCommand('pressmark.replyToAnnotation', { annotationId: 'urn:uuid:v2', uri: two, comment: 'I did' });
    const found = (await itemsOf(two)).find(({ id }) => id === 'urn:uuid:v2')!;
    assert.equal(found.body?.find(({ purpose }) => purpose === 'replying')?.value, 'I did');
    await commands.executeCommand('pressmark.annotations.resolve', row(two, 'v2'));
    const resolved = async () => (await itemsOf(two)).find(({ id }) => id === 'urn:uuid:v2')?.['pressmark:resolved'];
    assert.isTrue(await resolved());
    await commands.executeCommand('pressmark.annotations.reopen', row(two, 'v2'));
    assert.isFalse(await resolved());
  });

  it('are settled and opened again at the cursor', async () => {
    const editor = await window.showTextDocument(two);
    const at = TEXT.indexOf('the bridge') + 2;
    editor.selection = new Selection(0, at, 0, at);
    const resolved = async () => (await itemsOf(two)).find(({ id }) => id === 'urn:uuid:v2')?.['pressmark:resolved'];
    await commands.executeCommand('pressmark.resolveAnnotation');
    assert.isTrue(await resolved());
    await commands.executeCommand('pressmark.reopenAnnotation');
    assert.isFalse(await resolved());
    await commands.executeCommand('pressmark.undoAnnotation');
    assert.isTrue(await resolved());
    await commands.executeCommand('pressmark.redoAnnotation');
  });

  describe('in their view', function () {
    this.timeout(60_000);
    const VIEW = 'pressmark.annotations';
    /** The words of the rows, in their order. */
    const words = async () => (await allRows(VIEW)).match(/^“(.*)”$/gm)?.map(line => line.slice(1, -1)) ?? [];
    before(writeSidecars);
    after(() => commands.executeCommand('pressmark.annotations.clearFilter'));

    it('are filtered by what is talked about and not settled yet', async () => {
      await commands.executeCommand('pressmark.annotations.filter', 'zebra');
      await eventually(async () =>
        assert.sameMembers(await words(), ['promised new buses', 'the bridge', 'words that are gone']),
      );
      await commands.executeCommand('pressmark.annotations.filter', 'zebra state:open');
      await eventually(async () => assert.sameMembers(await words(), ['the bridge', 'words that are gone']));
      await commands.executeCommand('pressmark.annotations.resolve', row(two, 'v2'));
      await eventually(async () => assert.sameMembers(await words(), ['words that are gone']));
      await commands.executeCommand('pressmark.annotations.filter', 'zebra state:resolved');
      await eventually(async () => assert.sameMembers(await words(), ['the bridge']));
      await commands.executeCommand('pressmark.annotations.reopen', row(two, 'v2'));
      await eventually(async () => assert.isEmpty(await words()));
      await commands.executeCommand('pressmark.annotations.clearFilter');
      await eventually(async () => assert.includeMembers(await words(), ['promised new buses', 'the bridge']));
    });

    it('are grouped by what one chooses, those whose words are gone last', async () => {
      await commands.executeCommand('pressmark.annotations.filter', 'zebra');
      await commands.executeCommand('pressmark.annotations.groupBy', 'kind');
      await eventually(async () => assert.deepEqual(await words(), ['the bridge', 'promised new buses', 'words that are gone']));
      await commands.executeCommand('pressmark.annotations.groupBy', 'file');
      await eventually(async () => assert.deepEqual(await words(), ['promised new buses', 'the bridge', 'words that are gone']));
    });

    it('are changed from their row, and back with Undo', async () => {
      const tag = async () => (await itemsOf(one)).find(({ id }) => id === 'urn:uuid:v1')?.body?.[0]?.value;
      const others = ['The mill', 'The mayor'].map((exact, i) => item(`v4${i}`, exact, 'tag', 'tagging', 'often'));
      await write(sidecarOf(one), page(item('v1', 'promised new buses', 'tag', 'tagging', 'zebra-pledge'), ...others));
      await commands.executeCommand('pressmark.annotations.filter', 'zebra-pledge');
      await eventually(async () => assert.deepEqual(await words(), ['promised new buses']));
      await focusFirstRow(VIEW);
      await commands.executeCommand('list.selectAndPreserveFocus');
      await commands.executeCommand('pressmark.annotations.edit'); // the row of a file is no annotation: nothing is asked
      await goDownToWords('promised new buses');
      await takingFirst('pressmark.annotations.edit'); // first the tag, of these the one that is used most
      await eventually(async () => assert.equal(await tag(), 'often'));
      await commands.executeCommand('pressmark.undoAnnotation');
      assert.equal(await tag(), 'zebra-pledge');
      await write(sidecarOf(one), page(item('v1', 'promised new buses', 'tag', 'tagging', 'zebra-pledge')));
    });
  });

  it('are removed together, whichever files they are in, and come back with one Undo', async () => {
    const rows = [row(one, 'v1'), row(two, 'v3')];
    await commands.executeCommand('pressmark.annotations.remove', rows[0], rows);
    assert.isEmpty(await itemsOf(one));
    assert.deepEqual(
      (await itemsOf(two)).map(({ id }) => id),
      ['urn:uuid:v2'],
    );
    await commands.executeCommand('pressmark.undoAnnotation');
    assert.lengthOf(await itemsOf(one), 1);
    assert.sameMembers(
      (await itemsOf(two)).map(({ id }) => id),
      ['urn:uuid:v2', 'urn:uuid:v3'],
    );
  });

  it('are attached to the selection again when their words are gone', async () => {
    const editor = await window.showTextDocument(two);
    const at = TEXT.indexOf('Nobody spoke');
    editor.selection = new Selection(0, at, 0, at + 'Nobody spoke'.length);
    await commands.executeCommand('pressmark.annotations.reattach', row(two, 'v3'));
    const [target] = (await itemsOf(two)).filter(({ id }) => id === 'urn:uuid:v3');
    assert.include(JSON.stringify(target), '"exact":"Nobody spoke"');
  });

  it('are copied with what is said of them', async () => {
    const listed = { ...item('v2', 'the bridge', 'note', 'commenting', 'x') };
    const annotation = {
      id: listed.id,
      kind: 'note',
      author: 'Robin Vale',
      comment: 'Ask',
      targets: [{ quote: { exact: 'the bridge' } }],
    };
    await commands.executeCommand('pressmark.annotations.copy', {
      type: 'annotation',
      item: { source: { uri: two }, placed: { annotation }, file: 'view-two.txt' },
    });
    assert.equal(await env.clipboard.readText(), '“the bridge”\nNote · Ask\nRobin Vale, view-two.txt');
  });

  it('are gone to from a list', async () => {
    const editor = await window.showTextDocument(one);
    editor.selection = new Selection(0, 0, 0, 0);
    await takingFirst('pressmark.goToAnnotation');
    assert.equal(editor.document.getText(editor.selection), 'promised new buses');
  });

  it('are walked through with Next and Previous', async () => {
    const editor = await window.showTextDocument(one);
    await eventually(async () => {
      editor.selection = new Selection(0, 0, 0, 0);
      await commands.executeCommand('pressmark.nextAnnotation');
      assert.equal(editor.document.getText(editor.selection), 'promised new buses');
    });
    await commands.executeCommand('pressmark.previousAnnotation');
    assert.equal(editor.document.getText(editor.selection), 'promised new buses', 'the only one is next and previous');
  });
});
