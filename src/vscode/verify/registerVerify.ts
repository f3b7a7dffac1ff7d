import {
  CodeAction,
  CodeActionKind,
  commands,
  Disposable,
  env,
  l10n,
  languages,
  ProgressLocation,
  Uri,
  window,
  workspace,
  WorkspaceEdit,
  type ExtensionContext,
  type LogOutputChannel,
  type QuickPickItem,
  type TextDocument,
} from 'vscode';
import { correctedWords, type QuoteCheck } from '../../core';
import { Command, type RegisterCommand } from '../commands';
import { toRange } from '../convert';
import type { WorkspaceCorpus } from '../corpus/workspaceCorpus';
import type { Releases } from '../releases';
import { nameOfVerdict } from '../wording';
import { Passages } from './passages';
import { registerCompare } from './compare';
import { VerifyTree, type VerifyRow } from './tree';
import { Verification, type Against, type VerifiedArticle } from './verification';

interface Choice extends QuickPickItem {
  readonly against: Against;
}

/** *Verify Quotes Against…* and all that people do with what it finds. */
export function registerVerify(
  registerCommand: RegisterCommand,
  corpus: WorkspaceCorpus,
  releases: Releases,
  { extensionUri }: Pick<ExtensionContext, 'extensionUri'>,
  log: LogOutputChannel,
): Disposable {
  const verification = new Verification(corpus, releases, extensionUri, log);
  const tree = new VerifyTree(verification);
  const passages = new Passages();

  /** The quotation that a row shows, or the one at the cursor. */
  const chosen = (row?: VerifyRow): { article: VerifiedArticle; check: QuoteCheck } | undefined => {
    if (row?.kind === 'quote') return row;
    const editor = window.activeTextEditor;
    const article = editor && verification.of(editor.document);
    const offset = editor?.document.offsetAt(editor.selection.active) ?? -1;
    const check = article?.checks.find(({ quote: { span } }) => span.start <= offset && offset <= span.end);
    if (article && check) return { article, check };
    const selected = tree.view.selection[0];
    if (selected?.kind === 'quote') return selected;
    window.setStatusBarMessage(l10n.t('Put the cursor in a quotation that was verified first.'), 4000);
    return undefined;
  };

  return Disposable.from(
    verification,
    tree,
    passages,
    registerCompare(registerCommand, corpus, passages),
    languages.registerCodeActionsProvider(
      { pattern: '**' },
      {
        provideCodeActions: (document, range) => quickFixes(verification.of(document), document, document.offsetAt(range.start)),
      },
      { providedCodeActionKinds: [CodeActionKind.QuickFix] },
    ),
    registerCommand(Command.verifyQuotes, async (given?: unknown) => {
      const document = window.activeTextEditor?.document;
      if (!document) return;
      const choice =
        typeof given === 'string' ? { against: given === '' ? undefined : given } : await chooseReleases(corpus, document);
      if (!choice) return;
      const article = await window.withProgress(
        { location: ProgressLocation.Window, title: l10n.t('Verifying quotations') },
        async (progress, token) => {
          await corpus.refreshed(token);
          return verification.verify(document, choice.against, token, (done, total) =>
            progress.report({ message: l10n.t('{0} of {1}', done, total) }),
          );
        },
      );
      if (article) await commands.executeCommand('pressmark.verify.focus');
    }),
    registerCommand(Command.clearVerification, () => {
      const active = window.activeTextEditor?.document;
      const document = active && verification.of(active) ? active : tree.document;
      if (document) verification.clear(document);
    }),
    registerCommand(Command.showQuoteSource, async (row?: VerifyRow) => {
      const found = chosen(row);
      if (found) await showBeside(found, passages);
    }),
    registerCommand(Command.copyCorrection, async (row?: VerifyRow) => {
      const found = chosen(row);
      const text = found && describeCorrection(found);
      if (!text) return;
      await env.clipboard.writeText(text);
      window.setStatusBarMessage(l10n.t('Copied the correction.'), 4000);
    }),
    registerCommand(Command.replaceQuote, async (row?: VerifyRow) => {
      const found = chosen(row);
      const edit = found && replacement(found.article.document, found.check);
      if (edit) await workspace.applyEdit(edit);
    }),
  );
}

async function chooseReleases(corpus: WorkspaceCorpus, document: TextDocument): Promise<Choice | undefined> {
  const choices = corpus.whenBuilt().then((built): Choice[] => {
    const others = [...(built?.entries() ?? [])].filter(([id]) => id !== document.uri.toString());
    return [
      {
        label: l10n.t('$(library) All releases of the workspace'),
        description: l10n.t('{0} releases', others.length),
        against: undefined,
      },
      ...others.map(([id, { headline, releaseDate }]) => ({
        label: headline?.text ?? workspace.asRelativePath(Uri.parse(id, true)),
        description: [releaseDate, workspace.asRelativePath(Uri.parse(id, true))].filter(Boolean).join(' · '),
        against: id,
      })),
    ];
  });
  return window.showQuickPick(choices, {
    title: l10n.t('Verify the quotations of this text'),
    placeHolder: l10n.t('Against which releases?'),
    matchOnDescription: true,
  });
}

function quickFixes(article: VerifiedArticle | undefined, document: TextDocument, offset: number): CodeAction[] {
  if (article?.version !== document.version) return [];
  return article.checks.flatMap((check, index) => {
    const { quote, verdict } = check;
    if (verdict === 'verbatim' || offset < quote.span.start || offset > quote.span.end) return [];
    const row = { kind: 'quote' as const, id: `quote ${index}`, article, check };
    const actions: CodeAction[] = [];
    const edit = replacement(document, check);
    if (edit) {
      const replace = new CodeAction(l10n.t('Replace with the Release’s Words'), CodeActionKind.QuickFix);
      replace.edit = edit;
      replace.isPreferred = true;
      actions.push(replace);
    }
    if (check.pieces.length > 0) {
      const beside = new CodeAction(l10n.t('Show Beside the Release'), CodeActionKind.QuickFix);
      beside.command = { command: Command.showQuoteSource, title: beside.title, arguments: [row] };
      const copy = new CodeAction(l10n.t('Copy as Correction'), CodeActionKind.QuickFix);
      copy.command = { command: Command.copyCorrection, title: copy.title, arguments: [row] };
      actions.push(copy, beside);
    }
    return actions;
  });
}

function replacement(document: TextDocument, check: QuoteCheck): WorkspaceEdit | undefined {
  const words = correctedWords(document.getText(), check);
  if (words === undefined) return undefined;
  const edit = new WorkspaceEdit();
  edit.replace(document.uri, toRange(document, check.pieces[0]!.quote), words);
  return edit;
}

/** One sentence a line, so that the editor that compares them shows what belongs together beside each other. */
const inLines = (text: string): string => `${text.replace(/\s+/g, ' ').replace(/([.!?…;:]["”’»]?) (?=\S)/g, '$1\n')}\n`;

async function showBeside(
  { article, check }: { article: VerifiedArticle; check: QuoteCheck },
  passages: Passages,
): Promise<void> {
  const { pieces, quote, verdict } = check;
  if (pieces.length === 0) return;
  const release = workspace.asRelativePath(Uri.parse(pieces[0]!.id, true));
  const name = workspace.asRelativePath(article.document.uri);
  const left = passages.add(`${release}.txt`, inLines(pieces.map(({ text }) => text).join('\n')));
  const right = passages.add(`${name}.txt`, inLines(article.document.getText(toRange(article.document, quote.inner))));
  await commands.executeCommand('vscode.diff', left, right, `${release} ↔ ${name} (${nameOfVerdict(verdict)})`);
}

/** What a newspaper would print. */
function describeCorrection({ article, check }: { article: VerifiedArticle; check: QuoteCheck }): string | undefined {
  const { verdict, quote, pieces } = check;
  if (pieces.length === 0) return undefined;
  const words = article.document.getText(toRange(article.document, quote.inner)).replace(/\s+/g, ' ');
  const said = pieces.map(({ text }) => `“${text}”`).join(' … ');
  const source = workspace.asRelativePath(Uri.parse(pieces[0]!.id, true));
  const speaker = quote.speaker?.name ?? pieces[0]!.speaker?.name;
  if (verdict === 'otherSpeaker')
    return l10n.t(
      'Correction: The words “{0}” were attributed to {1}. They are {2}’s ({3}).',
      words,
      speaker ?? '',
      pieces[0]!.speaker?.name ?? '',
      source,
    );
  return speaker === undefined
    ? l10n.t('Correction: A quotation read “{0}”. The words are: {1} ({2}).', words, said, source)
    : l10n.t('Correction: {0} was quoted as saying “{1}”. The words are: {2} ({3}).', speaker, words, said, source);
}
