import { assert } from 'chai';
import {
  commands,
  extensions,
  Selection,
  Uri,
  window,
  workspace,
  type CodeAction,
  type DocumentSymbol,
  type TextEditor,
} from 'vscode';

const TEXT =
  'ELLERBY, 10 May 2020 – Jane Roe, a baker, said that rye sells best.\n\n“We bake at night,” Roe said. The shop opened on 9 May.\n';

let count = 0;

async function openRelease(text = TEXT): Promise<TextEditor> {
  const uri = Uri.joinPath(workspace.workspaceFolders![0]!.uri, `review-${Date.now()}-${count++}.press`);
  await workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  const editor = await window.showTextDocument(await workspace.openTextDocument(uri));
  await extensions.getExtension('pressmark.pressmark')!.activate();
  return editor;
}

function put(editor: TextEditor, words: string): void {
  const position = editor.document.positionAt(TEXT.indexOf(words) + 1);
  editor.selection = new Selection(position, position);
}

const flat = (symbols: readonly DocumentSymbol[]): DocumentSymbol[] =>
  symbols.flatMap(symbol => [symbol, ...flat(symbol.children)]);

/** What Go to Symbol says of each message and date, once it says what is expected. */
async function details(editor: TextEditor, right: (found: string[]) => boolean): Promise<string[]> {
  let found: string[] = [];
  for (let tries = 0; tries < 80; tries++) {
    const symbols = await commands.executeCommand<DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', editor.document.uri);
    found = flat(symbols).map(({ name, detail }) => `${detail}: ${name}`);
    if (right(found)) return found;
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  return found;
}

async function sidecarOf(editor: TextEditor): Promise<{ items: Record<string, unknown>[] }> {
  const { uri } = editor.document;
  const bytes = await workspace.fs.readFile(uri.with({ path: `${uri.path}.annotations.json` }));
  return JSON.parse(new TextDecoder().decode(bytes)) as { items: Record<string, unknown>[] };
}

describe('Reviewing what was detected', () => {
  it('gives a message another speaker everywhere, and Undo gives the old one back', async () => {
    const editor = await openRelease();
    put(editor, 'We bake');
    await commands.executeCommand('pressmark.changeSpeaker', 'Ann Poe');
    const changed = await details(editor, found => found.some(line => line.startsWith('Ann Poe: ')));
    assert.isTrue(changed.some(line => line.startsWith('Ann Poe: “We bake')));
    assert.equal((await sidecarOf(editor)).items[0]!['pressmark:review'], 'changed');
    await commands.executeCommand('pressmark.undoAnnotation');
    const undone = await details(editor, found => !found.some(line => line.startsWith('Ann Poe: ')));
    assert.isTrue(undone.some(line => line.startsWith('Jane Roe: “We bake')));
    assert.equal(editor.document.getText(), TEXT);
  });

  it('rejects a message, and a second decision takes the place of the first', async () => {
    const editor = await openRelease();
    put(editor, 'rye sells');
    await commands.executeCommand('pressmark.confirmMark');
    put(editor, 'rye sells');
    await commands.executeCommand('pressmark.rejectMark');
    const found = await details(editor, lines => !lines.some(line => line.includes('rye sells best') && line.startsWith('Jane')));
    assert.isFalse(found.some(line => line.startsWith('Jane Roe: that rye')));
    const { items } = await sidecarOf(editor);
    assert.lengthOf(items, 1);
    assert.equal(items[0]!['pressmark:review'], 'rejected');
  });

  it('sets the day that a date means', async () => {
    const editor = await openRelease();
    put(editor, '9 May');
    await commands.executeCommand('pressmark.changeDate', '2019-05-09');
    const found = await details(editor, lines => lines.some(line => line.startsWith('2019-05-09')));
    assert.isTrue(found.some(line => line.startsWith('2019-05-09')));
  });

  it('walks through all open marks until none is left', async () => {
    const editor = await openRelease();
    editor.selection = new Selection(0, 0, 0, 0);
    await commands.executeCommand('pressmark.startReview');
    const seen: string[] = [];
    for (let step = 0; step < 10 && !editor.selection.isEmpty; step++) {
      const words = editor.document.getText(editor.selection);
      if (seen.includes(words)) break;
      seen.push(words);
      await commands.executeCommand('pressmark.confirmMark');
    }
    await commands.executeCommand('pressmark.stopReview');
    assert.includeMembers(seen, ['that rye sells best', '“We bake at night,”', '9 May']);
    const { items } = await sidecarOf(editor);
    assert.lengthOf(items, seen.length);
    assert.isTrue(items.every(item => item['pressmark:review'] === 'confirmed'));
  });

  it('goes on where it stopped, wherever the cursor is by then', async () => {
    const editor = await openRelease();
    editor.selection = new Selection(0, 0, 0, 0);
    await commands.executeCommand('pressmark.startReview');
    await commands.executeCommand('pressmark.skipMark');
    await commands.executeCommand('pressmark.skipMark');
    const stopped = editor.document.getText(editor.selection);
    await commands.executeCommand('pressmark.stopReview');
    editor.selection = new Selection(0, 0, 0, 0);
    await commands.executeCommand('pressmark.startReview');
    const resumed = editor.document.getText(editor.selection);
    await commands.executeCommand('pressmark.stopReview');
    assert.equal(stopped, '“We bake at night,”');
    assert.equal(resumed, stopped);
  });

  it('walks through what a filter leaves, in an order of one’s own, what was rejected too', async () => {
    const editor = await openRelease();
    editor.selection = new Selection(0, 0, 0, 0);
    const walk = async (steps: number, key: string) => {
      const seen: string[] = [];
      for (let step = 0; step < steps; step++) {
        seen.push(editor.document.getText(editor.selection));
        await commands.executeCommand(key);
      }
      return seen;
    };
    await commands.executeCommand('pressmark.arrangeReview', { order: 'kind' });
    const messages = await walk(2, 'pressmark.skipMark');
    const [date] = await walk(1, 'pressmark.skipMark');
    await commands.executeCommand('pressmark.arrangeReview', { filter: 'kind:message rye' });
    await commands.executeCommand('pressmark.rejectMark'); // the last one that matches: the review ends
    await commands.executeCommand('pressmark.arrangeReview', { filter: 'state:rejected' });
    const [rejected] = await walk(1, 'pressmark.confirmMark');
    await commands.executeCommand('pressmark.stopReview');
    assert.deepEqual(messages, ['that rye sells best', '“We bake at night,”']);
    assert.match(date!, /\d May/);
    assert.equal(rejected, 'that rye sells best');
    const { items } = await sidecarOf(editor);
    assert.deepEqual(
      items.map(item => item['pressmark:review']),
      ['confirmed'],
    );
  });

  it('finds the marks of a state, rejected ones too', async () => {
    const editor = await openRelease();
    await commands.executeCommand('pressmark.rejectMatching', 'kind:message rye');
    await commands.executeCommand('pressmark.confirmMatching', 'kind:message state:rejected');
    const { items } = await sidecarOf(editor);
    assert.lengthOf(items, 1);
    assert.equal(items[0]!['pressmark:review'], 'confirmed');
  });

  it('decides about all marks that match a filter as one step, and about none without a filter', async () => {
    const editor = await openRelease();
    await commands.executeCommand('pressmark.rejectMatching', ' ');
    await commands.executeCommand('pressmark.confirmMatching', 'kind:message');
    const { items } = await sidecarOf(editor);
    assert.lengthOf(items, 2);
    assert.isTrue(items.every(item => item['pressmark:review'] === 'confirmed' && item['pressmark:kind'] === 'message'));
    await commands.executeCommand('pressmark.undoAnnotation');
    const left = await Promise.resolve(sidecarOf(editor)).catch(() => ({ items: [] }));
    assert.isEmpty(left.items);
  });

  it('decides about all marks on the screen as one step, and about none that is further down', async () => {
    const far = '“Rye is late this year,” Roe said.\n';
    const editor = await openRelease(`${TEXT}\n${'The shop is by the river.\n\n'.repeat(150)}${far}`);
    await details(editor, found => found.some(line => line.includes('Rye is late')));
    await commands.executeCommand('pressmark.confirmOnScreen', true);
    const { items } = await sidecarOf(editor);
    assert.isTrue(items.every(item => item['pressmark:review'] === 'confirmed'));
    const passages = JSON.stringify(items.map(({ target }) => target));
    assert.include(passages, 'We bake at night');
    assert.notInclude(passages, 'Rye is late');
    await commands.executeCommand('pressmark.undoAnnotation');
    await commands.executeCommand('pressmark.rejectOnScreen', true);
    const { items: rejected } = await sidecarOf(editor);
    assert.lengthOf(rejected, items.length);
    assert.isTrue(rejected.every(item => item['pressmark:review'] === 'rejected'));
    await commands.executeCommand('pressmark.undoAnnotation');
    const left = await Promise.resolve(sidecarOf(editor)).catch(() => ({ items: [] }));
    assert.isEmpty(left.items);
  });

  it('fits a mark to the selection, and back with Undo', async () => {
    const editor = await openRelease();
    const at = TEXT.indexOf('bake at night');
    editor.selection = new Selection(editor.document.positionAt(at), editor.document.positionAt(at + 'bake at night'.length));
    await commands.executeCommand('pressmark.moveMark');
    await details(editor, found => found.some(line => line.startsWith('Jane Roe: bake at night')));
    const [item] = (await sidecarOf(editor)).items;
    assert.include(JSON.stringify(item!.target), '"exact":"bake at night"');
    await commands.executeCommand('pressmark.undoAnnotation');
    const back = await details(editor, found => found.some(line => line.includes('“We bake at night,”')));
    assert.isTrue(back.some(line => line.includes('“We bake at night,”')));
  });

  it('takes a message that was missed, with its speaker', async () => {
    const editor = await openRelease();
    const at = TEXT.indexOf('The shop opened');
    editor.selection = new Selection(editor.document.positionAt(at), editor.document.positionAt(at + 'The shop opened'.length));
    await commands.executeCommand('pressmark.addMessage', 'Ann Poe');
    const added = await details(editor, found => found.some(line => line.startsWith('Ann Poe: The shop opened')));
    assert.isTrue(added.some(line => line.startsWith('Ann Poe: The shop opened')));
    assert.equal((await sidecarOf(editor)).items[0]!['pressmark:review'], 'added');
  });

  it('takes a date and a speaker that were missed, with what they mean', async () => {
    const editor = await openRelease();
    const select = (words: string) => {
      const at = TEXT.indexOf(words);
      editor.selection = new Selection(editor.document.positionAt(at), editor.document.positionAt(at + words.length));
    };
    select('at night');
    await commands.executeCommand('pressmark.addDate', '2020-05-09');
    select('The shop ');
    await commands.executeCommand('pressmark.addSpeaker', 'Ellerby Bakery');
    const { items } = await sidecarOf(editor);
    assert.deepEqual(items.map(item => [item['pressmark:kind'], item['pressmark:review']]).sort(), [
      ['date', 'added'],
      ['speaker', 'added'],
    ]);
    assert.include(JSON.stringify(items), '"exact":"The shop"');
    const found = await details(editor, lines => lines.some(line => line.startsWith('2020-05-09: at night')));
    assert.isTrue(
      found.some(line => line.startsWith('2020-05-09: at night')),
      found.join('; '),
    );
    await commands.executeCommand('pressmark.undoAnnotation');
    assert.lengthOf((await sidecarOf(editor)).items, 1);
  });

  it('merges two speakers of a release and splits one, each as one step', async () => {
    const editor = await openRelease();
    await commands.executeCommand('pressmark.splitSpeaker', { speaker: 'Jane Roe', to: 'Ann Poe', messages: ['We bake'] });
    const split = await details(editor, found => found.some(line => line.startsWith('Ann Poe: “We bake')));
    assert.isTrue(split.some(line => line.startsWith('Ann Poe: “We bake')));
    assert.isTrue(split.some(line => line.startsWith('Jane Roe: ')));
    await commands.executeCommand('pressmark.mergeSpeaker', { speaker: 'Jane Roe', to: 'Ann Poe' });
    const merged = await details(editor, found => !found.some(line => line.startsWith('Jane Roe: ')));
    assert.lengthOf(
      merged.filter(line => line.startsWith('Ann Poe: ')),
      2,
    );
    await commands.executeCommand('pressmark.undoAnnotation');
    await commands.executeCommand('pressmark.undoAnnotation');
    const undone = await details(editor, found => !found.some(line => line.startsWith('Ann Poe: ')));
    assert.isTrue(undone.some(line => line.startsWith('Jane Roe: “We bake')));
  });

  it('offers its decisions in the lightbulb', async () => {
    const editor = await openRelease();
    put(editor, 'We bake');
    const actions = await commands.executeCommand<CodeAction[]>(
      'vscode.executeCodeActionProvider',
      editor.document.uri,
      editor.selection,
    );
    const ids = actions.map(({ command }) => command?.command);
    assert.includeMembers(ids, [
      'pressmark.confirmMark',
      'pressmark.rejectMark',
      'pressmark.changeSpeaker',
      'pressmark.annotate',
    ]);
  });
});
