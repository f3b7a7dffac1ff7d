import { assert } from 'chai';
import { commands, extensions, TabInputWebview, window, workspace, type CompletionList } from 'vscode';

async function openText(content: string) {
  const document = await workspace.openTextDocument({ language: 'press-release', content });
  await window.showTextDocument(document);
  await extensions.getExtension('pressmark.pressmark')!.activate();
  return document;
}

describe('Writing a release', () => {
  it('completes the speakers that the release knows, with their titles', async () => {
    const document = await openText('“We are glad,” said Jane Roe, chief executive of Acme Corp.\n\n“It took long,” said ');
    const { items } = await commands.executeCommand<CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      document.positionAt(document.getText().length),
    );
    const labels = items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    assert.include(labels, 'Jane Roe');
    assert.ok(
      labels.some(label => label.startsWith('Jane Roe, chief executive')),
      labels.join('; '),
    );
  });
});

describe('Statistics', () => {
  const pages = () =>
    window.tabGroups.all
      .flatMap(group => group.tabs)
      .filter(tab => tab.input instanceof TabInputWebview && tab.input.viewType.endsWith('pressmark.statistics'));

  it('open in one page beside the text, once', async () => {
    await openText('“We are glad,” said Jane Roe, chief executive of Acme Corp.');
    await commands.executeCommand('pressmark.showStatistics');
    await commands.executeCommand('pressmark.showStatistics', 'timeline');
    for (let i = 0; i < 50 && pages().length === 0; i++) await new Promise(resolve => setTimeout(resolve, 100));
    assert.lengthOf(pages(), 1);
    await window.tabGroups.close(pages());
  });
});
