import { assert } from 'chai';
import { commands, Range, Uri, window, workspace, type DocumentSymbol, type TextDocument } from 'vscode';
import { folder, itemsOf, newRelease, sidecarOf, TEXT, write, type Item } from './annotated';
import { eventually } from './eventually';

const QUOTE = '“We have waited years for this,”';
const LATE = '“People work late here.”';

type GoldItem = Item & { readonly 'pressmark:gold'?: boolean; readonly 'pressmark:review'?: string };

const target = (words: string) => {
  const start = TEXT.indexOf(words);
  return {
    source: 'x',
    selector: [
      { type: 'TextQuoteSelector', exact: words, prefix: '', suffix: '' },
      { type: 'TextPositionSelector', start, end: start + words.length },
    ],
  };
};
let count = 0;
const item = (kind: string, author: string, words: string, value?: string) => ({
  id: `urn:uuid:compared-${count++}`,
  type: 'Annotation',
  motivation: 'identifying',
  'pressmark:kind': kind,
  creator: { type: 'Person', name: author },
  ...(value ? { body: [{ type: 'TextualBody', purpose: 'identifying', value, format: 'text/plain' }] } : {}),
  target: [target(words)],
});
const page = (...items: object[]) =>
  JSON.stringify({ '@context': 'http://www.w3.org/ns/anno.jsonld', type: 'AnnotationPage', 'pressmark:version': 1, items });

/** Two people who agree about a day and about nothing else. */
const disputed = () =>
  page(
    item('message', 'Ann', QUOTE, 'Ada Quill'),
    item('message', 'Bo', QUOTE, 'Bram Toller'),
    item('message', 'Bo', LATE, 'Ada Quill'),
    item('date', 'Ann', '3 March 2021', '2021-03-03'),
    item('date', 'Bo', '3 March 2021', '2021-03-03'),
  );

async function compared(sidecar = disputed(), annotators: readonly string[] = ['Ann', 'Bo']): Promise<TextDocument> {
  const { document } = await newRelease(sidecar);
  await commands.executeCommand('pressmark.compareAnnotators', { annotators });
  return document;
}

const gold = async ({ uri }: TextDocument): Promise<GoldItem[]> =>
  ((await itemsOf(uri)) as readonly GoldItem[]).filter(each => each['pressmark:gold']);
const valueOf = (each: GoldItem | undefined) => each?.body?.find(({ purpose }) => purpose === 'identifying')?.value;
/** The words from the cursor on. */
const atCursor = (length: number) => {
  const { document, selection } = window.activeTextEditor!;
  const from = document.offsetAt(selection.active);
  return document.getText(new Range(document.positionAt(from), document.positionAt(from + length)));
};

describe('Comparing annotators', () => {
  afterEach(() => commands.executeCommand('pressmark.agreement.stop'));

  it('steps through the disagreements in the text, round its end, and back', async () => {
    await compared();
    const seen: string[] = [];
    for (const step of ['next', 'next', 'next', 'previous']) {
      await commands.executeCommand(`pressmark.${step}Disagreement`);
      seen.push(atCursor(8));
    }
    assert.deepEqual(seen, [QUOTE.slice(0, 8), LATE.slice(0, 8), QUOTE.slice(0, 8), LATE.slice(0, 8)]);
  });

  it('takes one side into the gold set, then the other in its place, each as one step', async () => {
    const document = await compared();
    await commands.executeCommand('pressmark.nextDisagreement');
    await commands.executeCommand('pressmark.agreement.take', 0);
    const [first, ...more] = await gold(document);
    assert.isEmpty(more);
    assert.equal(valueOf(first), 'Ada Quill');
    await commands.executeCommand('pressmark.previousDisagreement');
    await commands.executeCommand('pressmark.agreement.take', 1);
    assert.deepEqual((await gold(document)).map(valueOf), ['Bram Toller']);
    await commands.executeCommand('pressmark.undoAnnotation');
    assert.deepEqual((await gold(document)).map(valueOf), ['Ada Quill']);
    await commands.executeCommand('pressmark.undoAnnotation');
    assert.isEmpty(await gold(document));
  });

  it('goes to the next open disagreement after a decision', async () => {
    await compared();
    await commands.executeCommand('pressmark.nextDisagreement');
    await commands.executeCommand('pressmark.agreement.take', 0);
    assert.equal(atCursor(8), LATE.slice(0, 8));
  });

  it('takes both readings, or neither, and opens a disagreement again', async () => {
    const document = await compared();
    await commands.executeCommand('pressmark.nextDisagreement');
    await commands.executeCommand('pressmark.agreement.takeAll');
    assert.sameMembers((await gold(document)).map(valueOf), ['Ada Quill', 'Bram Toller']);
    await commands.executeCommand('pressmark.agreement.takeNone');
    assert.lengthOf(
      (await gold(document)).filter(each => each['pressmark:review'] === 'rejected'),
      1,
    );
    await commands.executeCommand('pressmark.previousDisagreement');
    await commands.executeCommand('pressmark.agreement.reopen');
    assert.deepEqual(
      (await gold(document)).map(each => each['pressmark:review']),
      ['rejected'],
    );
  });

  it('takes what all agree on as one step', async () => {
    const document = await compared();
    await commands.executeCommand('pressmark.agreement.takeAgreed');
    const taken = await gold(document);
    assert.deepEqual(
      taken.map(each => [each['pressmark:kind'], valueOf(each)]),
      [['date', '2021-03-03']],
    );
    await commands.executeCommand('pressmark.undoAnnotation');
    assert.isEmpty(await gold(document));
  });

  it('lets the gold set win over what was detected', async () => {
    const document = await compared();
    await commands.executeCommand('pressmark.nextDisagreement');
    await commands.executeCommand('pressmark.agreement.take', 1);
    const detailsOf = (symbols: readonly DocumentSymbol[]): string[] =>
      symbols.flatMap(({ detail, children }) => [detail, ...detailsOf(children)]);
    await eventually(async () => {
      const { uri } = document;
      const symbols = await commands.executeCommand<DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', uri);
      assert.include(detailsOf(symbols), 'Bram Toller');
    });
  });

  it('shows two annotators side by side, in editors that keep no annotations of their own', async () => {
    const document = await compared();
    await commands.executeCommand('pressmark.agreement.showBeside', [0, 1]);
    await eventually(() => {
      const beside = window.visibleTextEditors.filter(editor => editor.document.uri.scheme === 'pressmark-reading');
      assert.lengthOf(beside, 2);
      for (const editor of beside) assert.equal(editor.document.getText(), document.getText());
    });
    await commands.executeCommand('pressmark.nextDisagreement');
    for (const editor of window.visibleTextEditors.filter(each => each.document.uri.scheme === 'pressmark-reading'))
      assert.equal(editor.document.offsetAt(editor.selection.active), TEXT.indexOf(QUOTE));
    await commands.executeCommand('workbench.action.closeActiveEditor');
  });

  it('takes another sidecar and detection for annotators, and compares the kinds that are asked for alone', async () => {
    const { document } = await newRelease(page(item('message', 'Ann', QUOTE, 'Ada Quill')));
    const other = Uri.joinPath(folder(), `other-${Date.now()}.annotations.json`);
    await write(other, page(item('message', 'Cy', LATE, 'Ada Quill'), item('date', 'Cy', '3 March 2021')));
    await commands.executeCommand('pressmark.compareAnnotators', { annotators: ['Ann', 'Cy', 'detection'], sidecars: [other] });
    await commands.executeCommand('pressmark.agreement.kinds', ['date']);
    await commands.executeCommand('pressmark.nextDisagreement');
    assert.equal(atCursor(12), '3 March 2021');
    await commands.executeCommand('pressmark.agreement.take', 1);
    assert.deepEqual(
      (await gold(document)).map(each => each['pressmark:kind']),
      ['date'],
    );
    assert.isAbove((await workspace.fs.stat(sidecarOf(document.uri))).size, 0);
    await workspace.fs.delete(other);
  });
});
