import { assert } from 'chai';
import { strToU8, zipSync } from 'fflate';
import { commands, extensions, Uri, window, workspace } from 'vscode';

const TEXT = 'ELLERBY, 10 May 2020 – Jane Roe, a baker, said that rye sells best.\n\n“We bake at night,” Roe said.\n';
const ANN = ['T1\tclaim 50 66\trye sells best.', '']
  .join('\n')
  .replace('50 66', `${TEXT.indexOf('rye')} ${TEXT.indexOf('rye') + 15}`);

let count = 0;

async function openRelease(): Promise<Uri> {
  const uri = Uri.joinPath(workspace.workspaceFolders![0]!.uri, `exchange-${Date.now()}-${count++}.press`);
  await write(uri, TEXT);
  await window.showTextDocument(await workspace.openTextDocument(uri));
  await extensions.getExtension('pressmark.pressmark')!.activate();
  return uri;
}

const write = (uri: Uri, text: string) => workspace.fs.writeFile(uri, new TextEncoder().encode(text));
const read = async (uri: Uri) => new TextDecoder().decode(await workspace.fs.readFile(uri));
const beside = (uri: Uri, ending: string) => uri.with({ path: uri.path.replace(/press$/, ending) });
const tags = async (uri: Uri) =>
  (
    JSON.parse(await read(uri.with({ path: `${uri.path}.annotations.json` }))) as { items: Record<string, unknown>[] }
  ).items.filter(item => item['pressmark:kind'] === 'tag');

describe('Exchange with other tools', () => {
  it('imports a file once, as one step that Undo takes back, and exports what it added', async () => {
    const uri = await openRelease();
    const foreign = beside(uri, 'ann');
    await write(foreign, ANN);
    await commands.executeCommand('pressmark.importAnnotations', { uri, file: foreign });
    assert.lengthOf(await tags(uri), 1);
    await commands.executeCommand('pressmark.importAnnotations', { uri, file: foreign });
    assert.lengthOf(await tags(uri), 1);

    const report = beside(uri, 'html');
    await commands.executeCommand('pressmark.exportAnnotations', { uri, format: 'html', file: report });
    assert.match(await read(report), /<strong class="mark tag tag-1">claim<\/strong>/);
    const project = beside(uri, 'qdpx');
    await commands.executeCommand('pressmark.exportAnnotations', { uri, format: 'qdpx', file: project });
    const bytes = await workspace.fs.readFile(project);
    assert.deepEqual([...bytes.slice(0, 2)], [0x50, 0x4b]);
    await commands.executeCommand('pressmark.undoAnnotation');
    const left = await tags(uri).catch(() => []);
    assert.lengthOf(left, 0);
  });

  it('adds the tags that a REFI-QDA project describes to the codebook, as a part of the same step', async () => {
    const uri = await openRelease();
    const book = Uri.joinPath(workspace.workspaceFolders![0]!.uri, '.pressmark/codebook.json');
    const before = await read(book).catch(() => undefined);
    const [foreign, name] = [beside(uri, 'qdpx'), `imported-${Date.now()}`];
    const project =
      '<?xml version="1.0"?><Project xmlns="urn:QDA-XML:project:1.0" name="p"><CodeBook><Codes>' +
      `<Code guid="c" name="${name}" isCodable="true" color="#123456"><Description>by others</Description></Code></Codes></CodeBook>` +
      `<Sources><TextSource guid="t" name="a"><PlainTextContent>${TEXT}</PlainTextContent><PlainTextSelection guid="s" startPosition="0" endPosition="7">` +
      '<Coding guid="k"><CodeRef targetGUID="c"/></Coding></PlainTextSelection></TextSource></Sources></Project>';
    await workspace.fs.writeFile(foreign, zipSync({ 'project.qde': strToU8(project) }));
    await commands.executeCommand('pressmark.importAnnotations', { uri, file: foreign });
    assert.lengthOf(await tags(uri), 1);
    const { tags: described } = JSON.parse(await read(book)) as { tags: unknown[] };
    assert.deepInclude(described, { name, color: '#123456', description: 'by others' });
    await commands.executeCommand('pressmark.undoAnnotation');
    assert.equal(await read(book).catch(() => undefined), before);
    assert.lengthOf(await tags(uri).catch(() => []), 0);
  });

  it('leaves everything as it is where a file belongs to another text', async () => {
    const uri = await openRelease();
    const foreign = beside(uri, 'ann');
    await write(foreign, ANN.replace('rye', 'oat'));
    await commands.executeCommand('pressmark.importAnnotations', { uri, file: foreign });
    assert.lengthOf(await tags(uri).catch(() => []), 0);
    assert.equal(await read(uri), TEXT);
  });
});
