import { assert } from 'chai';
import {
  commands,
  type DocumentHighlight,
  type DocumentLink,
  DocumentSymbol,
  env,
  extensions,
  type FoldingRange,
  Hover,
  type InlayHint,
  languages,
  type Location,
  type LocationLink,
  Position,
  Range,
  Selection,
  type SelectionRange,
  SemanticTokens,
  SemanticTokensLegend,
  type TextDocument,
  type TextEditor,
  UIKind,
  Uri,
  window,
  workspace,
  type WorkspaceEdit,
} from 'vscode';

const SEED = '000_cae2262806c99fd3.txt';

async function openSeed(name = SEED): Promise<TextEditor> {
  const document = await workspace.openTextDocument(Uri.joinPath(workspace.workspaceFolders![0]!.uri, name));
  const editor = await window.showTextDocument(document);
  await extensions.getExtension('pressmark.pressmark')!.activate();
  return editor;
}

async function openText(content: string, language = 'press-release'): Promise<TextDocument> {
  const document = await workspace.openTextDocument({ language, content });
  await extensions.getExtension('pressmark.pressmark')!.activate();
  return document;
}

/** The position right after the first letter of some words. */
const at = (document: TextDocument, words: string) => document.positionAt(document.getText().indexOf(words) + 1);

async function hoverAt(document: TextDocument, position: Position): Promise<string> {
  const hovers = await commands.executeCommand<Hover[]>('vscode.executeHoverProvider', document.uri, position);
  const contents = hovers.flatMap(hover => hover.contents) as (string | { readonly value: string })[];
  return contents.map(content => (typeof content === 'string' ? content : content.value)).join('\n');
}

/** Words of a text as Markdown has them: escaped. */
const unescaped = (markdown: string) => markdown.replace(/\\(.)/g, '$1').replaceAll('&nbsp;', ' ');

async function symbolsOf(document: TextDocument): Promise<DocumentSymbol[]> {
  return (
    (await commands.executeCommand<DocumentSymbol[] | undefined>('vscode.executeDocumentSymbolProvider', document.uri)) ?? []
  );
}

const flat = (symbols: readonly DocumentSymbol[]): DocumentSymbol[] =>
  symbols.flatMap(symbol => [symbol, ...flat(symbol.children)]);

interface Coloured {
  readonly type: string;
  readonly modifiers: string[];
  readonly text: string;
}

async function coloured(document: TextDocument): Promise<Coloured[]> {
  const legend = await commands.executeCommand<SemanticTokensLegend>('vscode.provideDocumentSemanticTokensLegend', document.uri);
  const tokens = await commands.executeCommand<SemanticTokens>('vscode.provideDocumentSemanticTokens', document.uri);
  const found: Coloured[] = [];
  let line = 0;
  let character = 0;
  for (let i = 0; i < tokens.data.length; i += 5) {
    const [lines, characters, length, type, modifiers] = [...tokens.data.slice(i, i + 5)] as [
      number,
      number,
      number,
      number,
      number,
    ];
    character = lines === 0 ? character + characters : characters;
    line += lines;
    const start = new Position(line, character);
    const text = document.getText(new Selection(start, start.translate(0, length)));
    found.push({
      type: legend.tokenTypes[type]!,
      modifiers: legend.tokenModifiers.filter((_, bit) => modifiers & (1 << bit)),
      text,
    });
  }
  return found;
}

/** Asks again until the answer is right, since some of what is asked about happens after a pause. */
async function eventually<T>(ask: () => T | Promise<T>, right: (answer: T) => boolean, seconds = 8): Promise<T> {
  let answer = await ask();
  for (let tries = 0; !right(answer) && tries < seconds * 10; tries++) {
    await new Promise(resolve => setTimeout(resolve, 100));
    answer = await ask();
  }
  return answer;
}

describe('A release in the editor', () => {
  it('has the language mode by its ending, for each of the endings', async () => {
    for (const name of ['a.press', 'a.pressrelease', 'a.press.txt', 'a.press.md']) {
      const document = await workspace.openTextDocument(Uri.parse(`untitled:/${name}`));
      assert.equal(document.languageId, 'press-release', name);
    }
  });

  it('has its parts, messages and dates as nested symbols', async () => {
    const { document } = await openSeed();
    const symbols = await symbolsOf(document);
    const headline = symbols.find(symbol => symbol.name.startsWith('President Xi Jinping Exchanged'));
    assert.isDefined(headline);
    assert.lengthOf(
      headline.children.filter(symbol => symbol.range.isSingleLine),
      4,
    );
    const all = flat(symbols);
    assert.lengthOf(
      all.filter(symbol => symbol.detail === 'Xi Jinping'),
      3,
    );
    assert.lengthOf(
      all.filter(symbol => symbol.detail === 'Kim Jong Un'),
      5,
    );
    assert.includeMembers(
      all.map(symbol => symbol.name),
      ['9 May', 'February', '7 May', 'Suggest To A Friend:'],
    );
    for (const symbol of all) assert.isTrue(symbol.range.contains(symbol.selectionRange), symbol.name);
  });

  it('says on a speaker who that is, with titles, messages and other names', async () => {
    const { document } = await openSeed();
    const said = unescaped(await hoverAt(document, at(document, 'Xi said, in the face')));
    for (const words of ['Xi Jinping', 'President', '3 in their own words, 0 reported', 'General Secretary Xi'])
      assert.include(said, words);
  });

  it('says on a message who says it and how', async () => {
    const { document } = await openSeed();
    const direct = unescaped(await hoverAt(document, at(document, 'attach great importance')));
    for (const words of ['Xi Jinping', 'direct, without quotation marks', '“Xi said”', 'words']) assert.include(direct, words);
    const reported = unescaped(await hoverAt(document, at(document, 'will cement and steadily')));
    for (const words of ['Kim Jong Un', 'reported', '“He expressed conviction”']) assert.include(reported, words);
  });

  it('says on a date what is known, and with a release date which day it was', async () => {
    const { document } = await openSeed();
    await commands.executeCommand('pressmark.setReleaseDate', '');
    const partial = unescaped(await hoverAt(document, at(document, '9 May')));
    assert.include(partial, 'XXXX-05-09');
    assert.include(partial, 'Not resolved');
    try {
      await commands.executeCommand('pressmark.setReleaseDate', '2020-05-10');
      const resolved = unescaped(await hoverAt(document, at(document, '9 May')));
      for (const words of ['2020-05-09', 'Saturday', '1 day before']) assert.include(resolved, words);
      const details = async () => flat(await symbolsOf(document)).map(symbol => symbol.detail);
      assert.includeMembers(await eventually(details, found => found.includes('2020-05-09')), [
        '2020-05-09',
        '2020-02',
        '2020-05-07',
      ]);
    } finally {
      await commands.executeCommand('pressmark.setReleaseDate', '');
    }
    assert.include(unescaped(await hoverAt(document, at(document, '9 May'))), 'XXXX-05-09');
  });

  it('goes from a mention to the first full naming, and finds and lights up all mentions', async () => {
    const { document } = await openSeed();
    const position = at(document, 'He expressed conviction');
    const definitions = await commands.executeCommand<(Location | LocationLink)[]>(
      'vscode.executeDefinitionProvider',
      document.uri,
      position,
    );
    const first = definitions[0]!;
    const target = 'targetRange' in first ? first.targetRange : first.range;
    assert.include(document.getText(target), 'Kim Jong Un');
    const references = await commands.executeCommand<Location[]>('vscode.executeReferenceProvider', document.uri, position);
    const texts = references.map(({ range }) => document.getText(range));
    assert.isAbove(texts.length, 6);
    assert.isTrue(texts.some(text => text.startsWith('that the CPC and the Chinese people')));
    const lit = await commands.executeCommand<DocumentHighlight[]>('vscode.executeDocumentHighlights', document.uri, position);
    assert.isTrue(lit.some(({ range }) => document.getText(range).includes('Kim Jong Un')));
    assert.isAbove(lit.length, 3);
  });

  it('renames a speaker through the file', async () => {
    const document = await openText('Jane Roe, a baker, said that rye sells best.\n\n“We bake,” Roe said.\n');
    const edit = await commands.executeCommand<WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      document.uri,
      document.positionAt(document.getText().indexOf('Roe said') + 1),
      'Ann Poe',
    );
    await workspace.applyEdit(edit);
    assert.equal(document.getText(), 'Ann Poe, a baker, said that rye sells best.\n\n“We bake,” Poe said.\n');
  });

  it('expands a selection from the word to the message and on', async () => {
    const { document } = await openSeed();
    const [range] = await commands.executeCommand<SelectionRange[]>('vscode.executeSelectionRangeProvider', document.uri, [
      at(document, 'attach great importance'),
    ]);
    const texts: string[] = [];
    for (let step: SelectionRange | undefined = range; step; step = step.parent) texts.push(document.getText(step.range));
    assert.equal(texts[0], 'attach');
    assert.isTrue(texts.some(text => text.startsWith('I attach great importance') && text.endsWith('.')));
    assert.equal(texts.at(-1), document.getText());
  });

  it('links addresses, and hints at dates once they are known', async () => {
    const document = await openText(
      'ELLERBY, 10 May 2020 – The shop opens on 12 May, Jane Roe said. Write to roe@rye.example.\n',
    );
    const links = await commands.executeCommand<DocumentLink[]>('vscode.executeLinkProvider', document.uri);
    assert.deepEqual(
      links.map(link => link.target?.toString(true)),
      ['mailto:roe@rye.example'],
    );
    const hints = await commands.executeCommand<InlayHint[]>(
      'vscode.executeInlayHintProvider',
      document.uri,
      new Range(0, 0, 1, 0),
    );
    assert.deepEqual(
      hints.map(({ label }) => label),
      ['2020-05-12'],
    );
  });

  it('says nothing where nothing is marked', async () => {
    const { document } = await openSeed();
    assert.equal(await hoverAt(document, at(document, 'verbal message of appreciation')), '');
  });

  it('colours who speaks, the cue, what is said and when', async () => {
    const { document } = await openSeed();
    const tokens = await coloured(document);
    const texts = (type: string, modifier?: string) =>
      tokens
        .filter(token => token.type === type && (modifier === undefined || token.modifiers.includes(modifier)))
        .map(token => token.text);
    assert.sameMembers(texts('date'), ['9 May', 'February', '7 May']);
    assert.equal(texts('cue').filter(text => text === 'said').length, 3);
    assert.includeMembers(texts('speaker', 'source'), ['Xi', 'He']);
    assert.includeMembers(texts('speaker'), ['Comrade Chairman']);
    assert.isNotEmpty(texts('message', 'direct'));
    assert.isNotEmpty(texts('message', 'reported'));
    assert.notInclude(texts('message').join('|'), 'Chairman Kim', 'a speaker in a message keeps the colour of speakers');
  });

  it('folds sections and boilerplate', async () => {
    const text =
      'Acme opens a plant\n\nOSLO, 3 March 2021 – Acme opens.\n\nAbout Acme\nAcme makes anvils.\nIt is in Oslo.\n\n###\n';
    const document = await openText(text);
    const folds = await commands.executeCommand<FoldingRange[]>('vscode.executeFoldingRangeProvider', document.uri);
    assert.includeDeepMembers(
      folds.map(({ start, end }) => [start, end]),
      [[4, 6]],
    );
  });

  it('takes an edit into account', async () => {
    const document = await openText('Acme opens\n\nJane Roe said the plant is ready.\n');
    const editor = await window.showTextDocument(document);
    assert.include(unescaped(await hoverAt(document, at(document, 'Jane Roe said'))), 'Jane Roe');
    await editor.edit(edit => edit.insert(new Position(0, 0), 'On 9 May 2020 it rained.\n\n'));
    assert.include(unescaped(await hoverAt(document, at(document, '9 May 2020'))), '2020-05-09');
    assert.include(unescaped(await hoverAt(document, at(document, 'Jane Roe said'))), 'Jane Roe');
  });
});

describe('Commands on a release', () => {
  it('go from mark to mark and start over', async () => {
    const editor = await openSeed();
    editor.selection = new Selection(0, 0, 0, 0);
    const seen: string[] = [];
    for (let i = 0; i < 3; i++) {
      await commands.executeCommand('pressmark.nextMark');
      seen.push(editor.document.getText(editor.selection));
    }
    assert.deepEqual(seen, ['President Xi Jinping', 'Chairman Kim Jong Un', '9 May']);
    await commands.executeCommand('pressmark.previousMark');
    assert.equal(editor.document.getText(editor.selection), 'Chairman Kim Jong Un');
  });

  it('copy the message at the cursor with who said it', async function () {
    const editor = await openSeed();
    const position = at(editor.document, 'good health');
    editor.selection = new Selection(position, position);
    await env.clipboard.writeText('');
    await commands.executeCommand('pressmark.copyMessage');
    const copied = await env.clipboard.readText();
    if (copied === '' && env.uiKind === UIKind.Web) this.skip(); // a browser without a clipboard permission
    assert.match(copied, /good health/);
    assert.match(copied, /— Kim Jong Un$/);
  });

  it('refuse a release date that is none, and keep the one there is', async () => {
    const { document } = await openSeed();
    await commands.executeCommand('pressmark.setReleaseDate', '2020-02-31').then(undefined, () => undefined);
    assert.include(unescaped(await hoverAt(document, at(document, '9 May'))), 'XXXX-05-09');
  });

  it('are there, all that the manifest declares', async () => {
    await openSeed();
    const known = new Set(await commands.getCommands(true));
    const manifest = extensions.getExtension('pressmark.pressmark')!.packageJSON as {
      contributes: { commands: { command: string }[] };
    };
    for (const { command } of manifest.contributes.commands) assert.isTrue(known.has(command), command);
  });

  it('have keys that collide with none of the editor’s own', async () => {
    const manifest = extensions.getExtension('pressmark.pressmark')!.packageJSON as {
      contributes: { keybindings: { key: string; command: string; when: string }[] };
    };
    const defaults = await workspace.openTextDocument(Uri.parse('vscode://defaultsettings/keybindings.json'));
    const keys = [...defaults.getText().matchAll(/"key": "([^"]+)",[^}]*?"command": "([^"]+)"/g)];
    assert.isAbove(keys.length, 300);
    // Ctrl+K begins the editor's own chords, and means something by itself only outside of texts.
    for (const { key, command, when } of manifest.contributes.keybindings) {
      // The review is a mode that a person has entered: single keys mean decisions there, in the text alone, and Escape ends it.
      if (when.includes('pressmark.reviewing')) {
        assert.match(when, /^editorTextFocus && editorLangId == press-release && pressmark\.reviewing\b/);
        continue;
      }
      // A view of our own has the keys that lists have: Delete, F2, copy.
      if (when.startsWith('focusedView == pressmark.')) continue;
      const taken = keys.filter(
        ([, other, otherCommand]) =>
          !otherCommand!.startsWith('pressmark.') &&
          (other === key || (other !== 'ctrl+k' && key.startsWith(`${other!} `)) || other!.startsWith(`${key} `)),
      );
      assert.deepEqual(
        taken.map(([, other, otherCommand]) => `${other!} ${otherCommand!}`),
        [],
        command,
      );
    }
  });
});

describe('A plain-text file that looks like a release', () => {
  const settings = () => workspace.getConfiguration('pressmark');
  const RELEASE =
    'Acme opens a plant\n\nOSLO, 3 March 2021 – “We are glad,” said Jane Roe. ' + 'The plant is by the fjord. '.repeat(8);

  afterEach(() => settings().update('detection', undefined, true));

  it('becomes one where the setting says so', async () => {
    await settings().update('detection', 'auto', true);
    const document = await openText(RELEASE, 'plaintext');
    await window.showTextDocument(document);
    assert.equal(
      await eventually(
        () => document.languageId,
        id => id === 'press-release',
      ),
      'press-release',
    );
  });

  it('stays plain text until the person agrees', async () => {
    await settings().update('detection', 'ask', true);
    const document = await openText(RELEASE, 'plaintext');
    await window.showTextDocument(document);
    await new Promise(resolve => setTimeout(resolve, 500));
    assert.equal(document.languageId, 'plaintext');
    await commands.executeCommand('pressmark.readAsRelease');
    assert.equal(document.languageId, 'press-release');
    assert.isNotEmpty(flat(await symbolsOf(document)));
  });

  it('is left alone when it is no release', async () => {
    await settings().update('detection', 'auto', true);
    const document = await openText('Dear Jane,\n\nthank you for your letter. '.repeat(20), 'plaintext');
    await window.showTextDocument(document);
    await new Promise(resolve => setTimeout(resolve, 500));
    assert.equal(document.languageId, 'plaintext');
  });
});

describe('Bad input', () => {
  const TEXTS: readonly (readonly [string, string])[] = [
    ['an empty text', ''],
    ['white space', ' \n\t\r\n\n'],
    ['a binary', '\0\u0001\u0002PNG\0'.repeat(100)],
    ['unbalanced marks', '“““ said "‘’ «( Jane Roe said, “never closed\n\n) ” » \''],
    ['one line of 3 million characters', 'Jane Roe said the plant is open. '.repeat(90_000)],
  ];
  for (const [name, content] of TEXTS) {
    it(`opens ${name} without a fault`, async () => {
      const document = await openText(content);
      await window.showTextDocument(document);
      await symbolsOf(document);
      await commands.executeCommand('vscode.provideDocumentSemanticTokens', document.uri);
      await commands.executeCommand('vscode.executeFoldingRangeProvider', document.uri);
      await hoverAt(document, new Position(0, 0));
      await commands.executeCommand('pressmark.nextMark');
      await commands.executeCommand('pressmark.copyMessage');
      assert.equal(document.languageId, 'press-release');
      assert.include(await languages.getLanguages(), 'press-release');
    });
  }
});
