import { Disposable, l10n, languages, StatusBarAlignment, window, workspace, type Memento, type TextDocument } from 'vscode';
import { looksLikeRelease } from '../core';
import { Command, type RegisterCommand } from './commands';
import { LANGUAGE } from './language';

const KEY = 'detection';
type Answer = 'release' | 'plain';
type Mode = 'ask' | 'auto' | 'off';

/**
 * Offers to read a plain-text file that looks like a press release as one. The offer is an item in the status bar, never a
 * pop-up; the answer is kept for the file.
 */
export function registerDetection(registerCommand: RegisterCommand, memory: Memento): Disposable {
  const offer = window.createStatusBarItem('pressmark.detection', StatusBarAlignment.Right, 111);
  offer.name = l10n.t('Press Release Detection');
  offer.text = l10n.t('$(quote) Press release?');
  offer.tooltip = l10n.t('This text looks like a press release. Select to see who is quoted in it, what they said, and when.');
  offer.command = Command.offerDetection;

  const answers = () => memory.get<Record<string, Answer>>(KEY, {});
  const remember = async (document: TextDocument, answer: Answer) => {
    // The next unsaved text will have the same name.
    if (document.isUntitled) return;
    await memory.update(KEY, { ...answers(), [document.uri.toString()]: answer });
  };
  const modeFor = (document: TextDocument) => workspace.getConfiguration('pressmark', document).get<Mode>('detection', 'ask');
  const asRelease = (document: TextDocument) => languages.setTextDocumentLanguage(document, LANGUAGE);

  const candidate = (): TextDocument | undefined => {
    const document = window.activeTextEditor?.document;
    return document?.languageId === 'plaintext' && document.uri.scheme !== 'output' ? document : undefined;
  };
  const look = () => {
    offer.hide();
    const document = candidate();
    if (!document) return;
    const answer = answers()[document.uri.toString()];
    const mode = modeFor(document);
    if (answer === 'plain' || (mode === 'off' && answer === undefined)) return;
    if (answer === 'release') void asRelease(document);
    else if (!looksLikeRelease(document.getText())) return;
    else if (mode === 'auto') void asRelease(document);
    else offer.show();
  };

  look();
  return Disposable.from(
    offer,
    window.onDidChangeActiveTextEditor(look),
    workspace.onDidSaveTextDocument(look),
    workspace.onDidOpenTextDocument(look),
    workspace.onDidChangeConfiguration(event => {
      if (event.affectsConfiguration('pressmark.detection')) look();
    }),
    registerCommand(Command.readAsRelease, async () => {
      const document = window.activeTextEditor?.document;
      if (!document) return;
      await remember(document, 'release');
      await asRelease(document);
    }),
    registerCommand(Command.offerDetection, async () => {
      const document = candidate();
      if (!document) return;
      const yes = { label: l10n.t('$(check) Yes, read it as a press release') };
      const no = { label: l10n.t('$(close) No, leave this file alone') };
      const always = { label: l10n.t('$(check-all) Always, for each file that looks like one') };
      const never = { label: l10n.t('$(circle-slash) Never ask') };
      const choice = await window.showQuickPick([yes, no, always, never], {
        title: l10n.t('This text looks like a press release'),
        placeHolder: l10n.t('Read it as one? The file itself is not changed.'),
      });
      if (!choice) return;
      if (choice === yes || choice === always) {
        await remember(document, 'release');
        await asRelease(document);
      }
      if (choice === no) await remember(document, 'plain');
      if (choice === always || choice === never) {
        await workspace.getConfiguration('pressmark').update('detection', choice === always ? 'auto' : 'off', true);
      }
      look();
    }),
  );
}
