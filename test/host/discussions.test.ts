import { assert } from 'chai';
import { commands, Range, Uri, window, workspace, type TextDocument } from 'vscode';

const TEXT = 'The mill opens on Monday. The mayor promised new buses.\n\n   Nobody spoke of the bridge.  \n';
let count = 0;

async function openRelease(): Promise<TextDocument> {
  const uri = Uri.joinPath(workspace.workspaceFolders![0]!.uri, `discussed-${Date.now()}-${count++}.press`);
  await workspace.fs.writeFile(uri, new TextEncoder().encode(TEXT));
  const { document } = await window.showTextDocument(await workspace.openTextDocument(uri));
  await workspace.getConfiguration('pressmark', uri).update('annotations.author', 'Robin Vale');
  return document;
}

interface Body {
  readonly id?: string;
  readonly purpose: string;
  readonly value: string;
  readonly creator?: { readonly name: string };
  readonly created?: string;
}
interface Item {
  readonly id: string;
  readonly created: string;
  readonly creator: { readonly name: string };
  readonly 'pressmark:resolved'?: boolean;
  readonly body?: readonly Body[];
  readonly target: readonly { readonly selector: readonly { readonly exact?: string }[] }[];
}
async function itemsOf({ uri }: TextDocument): Promise<Item[]> {
  try {
    const bytes = await workspace.fs.readFile(uri.with({ path: `${uri.path}.annotations.json` }));
    return (JSON.parse(new TextDecoder().decode(bytes)) as { items: Item[] }).items;
  } catch {
    return [];
  }
}

/** What VS Code hands over when a person writes into the box of a new thread: the editor tells other extensions of no thread. */
const newThread = ({ uri }: TextDocument, range: Range) => ({ uri, range, comments: [], dispose: () => undefined });

describe('Discussions', () => {
  after(async () => {
    await workspace.getConfiguration('pressmark').update('annotations.author', undefined);
    await commands.executeCommand('workbench.action.closeAllEditors');
    const folder = workspace.workspaceFolders![0]!.uri;
    for (const [name] of await workspace.fs.readDirectory(folder)) {
      if (name.startsWith('discussed-')) await workspace.fs.delete(Uri.joinPath(folder, name));
    }
  });

  it('begin with a comment on any words, by the person the setting names', async () => {
    const document = await openRelease();
    const range = new Range(0, TEXT.indexOf('new buses'), 0, TEXT.indexOf('new buses') + 9);
    await commands.executeCommand('pressmark.comments.send', { thread: newThread(document, range), text: ' How many? ' });
    const [item] = await itemsOf(document);
    assert.exists(item);
    assert.equal(item.target[0]!.selector[0]!.exact, 'new buses');
    assert.equal(item.body?.[0]?.value, 'How many?');
    assert.equal(item.creator.name, 'Robin Vale');
    assert.isFalse(Number.isNaN(Date.parse(item.created)));
  });

  it('take the words of the line where only a line was meant, and nothing where there are none', async () => {
    const document = await openRelease();
    await commands.executeCommand('pressmark.comments.send', { thread: newThread(document, new Range(2, 0, 2, 0)), text: 'So?' });
    assert.equal((await itemsOf(document))[0]?.target[0]?.selector[0]?.exact, 'Nobody spoke of the bridge.');
    void commands.executeCommand('pressmark.comments.send', { thread: newThread(document, new Range(1, 0, 1, 0)), text: 'So?' });
    await commands.executeCommand('pressmark.comments.send', { thread: newThread(document, new Range(0, 0, 0, 3)), text: '  ' });
    assert.lengthOf(await itemsOf(document), 1);
  });

  it('are replied to, the words of a reply changed, a reply taken away', async () => {
    const document = await openRelease();
    await commands.executeCommand('pressmark.comments.send', { thread: newThread(document, new Range(0, 0, 0, 8)), text: 'One' });
    const { id: annotationId } = (await itemsOf(document))[0]!;
    await commands.executeCommand('pressmark.replyToAnnotation', { annotationId, uri: document.uri, comment: 'Two' });
    const replies = async () => (await itemsOf(document))[0]!.body!.filter(({ purpose }) => purpose === 'replying');
    const [reply] = await replies();
    assert.equal(reply?.creator?.name, 'Robin Vale');
    await commands.executeCommand('pressmark.comments.save', {
      annotationId,
      replyId: reply!.id,
      text: 'Two',
      body: 'Two and a half',
    });
    assert.deepEqual(
      (await replies()).map(({ value }) => value),
      ['Two and a half'],
    );
    await commands.executeCommand('pressmark.comments.save', { annotationId, text: 'One', body: 'One, really' });
    assert.equal((await itemsOf(document))[0]!.body!.find(({ purpose }) => purpose === 'commenting')?.value, 'One, really');
    await commands.executeCommand('pressmark.comments.delete', { annotationId, replyId: reply!.id, text: '' });
    assert.isEmpty(await replies());
    await commands.executeCommand('pressmark.comments.delete', { annotationId, text: '' });
    assert.isEmpty(await itemsOf(document), 'a note that says nothing is none');
    await commands.executeCommand('pressmark.undoAnnotation');
    assert.lengthOf(await itemsOf(document), 1);
  });

  it('are open again when somebody replies to a settled one', async () => {
    const document = await openRelease();
    await commands.executeCommand('pressmark.comments.send', { thread: newThread(document, new Range(0, 0, 0, 8)), text: 'One' });
    const { id: annotationId } = (await itemsOf(document))[0]!;
    await commands.executeCommand('pressmark.resolveAnnotation', { annotationId, uri: document.uri });
    assert.isTrue((await itemsOf(document))[0]!['pressmark:resolved']);
    await commands.executeCommand('pressmark.replyToAnnotation', { annotationId, uri: document.uri, comment: 'No' });
    assert.isUndefined((await itemsOf(document))[0]!['pressmark:resolved']);
  });
});
