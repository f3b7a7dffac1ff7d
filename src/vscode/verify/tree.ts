import {
  commands,
  l10n,
  ThemeColor,
  ThemeIcon,
  TreeItem,
  TreeItemCollapsibleState,
  Uri,
  window,
  workspace,
  type TextDocument,
  type TreeView,
} from 'vscode';
import { correctedWords, excerpt, type QuoteCheck, type QuotePiece, type Verdict } from '../../core';
import { Command } from '../commands';
import { RowTree } from '../treeRows';
import { nameOfVerdict } from '../wording';
import { describeDifferences, type Verification, type VerifiedArticle } from './verification';

/** A row of the *Verify* view: a quotation, and below it where its words are from and what is different. */
export type VerifyRow =
  | { readonly kind: 'quote'; readonly id: string; readonly article: VerifiedArticle; readonly check: QuoteCheck }
  | { readonly kind: 'piece'; readonly id: string; readonly piece: QuotePiece; readonly parent: VerifyRow }
  | { readonly kind: 'difference'; readonly id: string; readonly text: string; readonly parent: VerifyRow };

const ICONS: Record<Verdict, readonly [icon: string, color: string]> = {
  verbatim: ['pass', 'testing.iconPassed'],
  altered: ['warning', 'list.warningForeground'],
  spliced: ['git-merge', 'list.warningForeground'],
  otherSpeaker: ['person', 'list.errorForeground'],
  notFound: ['question', 'list.warningForeground'],
};

const EXCERPT = 120;

/** The checks of the article in front; the last one stays while another editor has the focus. */
export class VerifyTree extends RowTree<VerifyRow> {
  private shown: TextDocument | undefined;
  readonly view: TreeView<VerifyRow>;

  constructor(private readonly verification: Verification) {
    super();
    this.view = window.createTreeView('pressmark.verify', { treeDataProvider: this, showCollapseAll: true });
    this.keep(
      this.view,
      window.onDidChangeActiveTextEditor(editor => {
        if (editor && editor.document !== this.shown && verification.of(editor.document)) this.show(editor.document);
      }),
      verification.onDidChange(document => {
        if (document === this.shown || document === window.activeTextEditor?.document) this.show(document);
      }),
    );
  }

  get document(): TextDocument | undefined {
    return this.shown;
  }

  getTreeItem(row: VerifyRow): TreeItem {
    switch (row.kind) {
      case 'quote':
        return quoteItem(row.id, row.article, row.check);
      case 'piece':
        return pieceItem(row.id, row.piece);
      case 'difference': {
        const item = new TreeItem(row.text);
        item.id = row.id;
        item.iconPath = new ThemeIcon('diff');
        return item;
      }
    }
  }

  getChildren(row?: VerifyRow): VerifyRow[] {
    const article = this.shown && this.verification.of(this.shown);
    if (!row) {
      return (article?.checks ?? []).map((check, i) => ({ kind: 'quote', id: `quote ${i}`, article: article!, check }));
    }
    if (row.kind !== 'quote') return [];
    const { check, id } = row;
    const differences = describeDifferences(check, row.article.document, row.article.sources);
    return [
      ...check.pieces.map((piece, i): VerifyRow => ({ kind: 'piece', id: `${id} piece ${i}`, piece, parent: row })),
      ...differences.map((text, i): VerifyRow => ({ kind: 'difference', id: `${id} difference ${i}`, text, parent: row })),
    ];
  }

  getParent(row: VerifyRow): VerifyRow | undefined {
    return row.kind === 'quote' ? undefined : row.parent;
  }

  private show(document: TextDocument): void {
    const article = this.verification.of(document);
    this.shown = article ? document : undefined;
    const faults = article?.checks.filter(({ verdict }) => verdict !== 'verbatim').length ?? 0;
    this.view.message = !article
      ? ''
      : article.checks.length === 0
        ? l10n.t('There are no quotations in this text.')
        : faults === 0
          ? l10n.t('All {0} quotations are verbatim.', article.checks.length)
          : l10n.t('{0} of {1} quotations are not verbatim.', faults, article.checks.length);
    this.view.description = article ? workspace.asRelativePath(document.uri) : '';
    void commands.executeCommand('setContext', 'pressmark.verified', article !== undefined);
    this.refresh();
  }
}

function quoteItem(id: string, { document }: VerifiedArticle, check: QuoteCheck): TreeItem {
  const { verdict, quote, pieces, differences } = check;
  const words = excerpt(document.getText(), quote.span, EXCERPT);
  const state = pieces.length + differences.length === 0 ? TreeItemCollapsibleState.None : TreeItemCollapsibleState.Collapsed;
  const item = new TreeItem(
    words,
    verdict === 'verbatim' || state === TreeItemCollapsibleState.None ? state : TreeItemCollapsibleState.Expanded,
  );
  const name = nameOfVerdict(verdict);
  item.id = id;
  item.description = quote.speaker ? `${name} · ${quote.speaker.name}` : name;
  item.tooltip = `${words}\n${item.description}`;
  item.iconPath = new ThemeIcon(ICONS[verdict][0], new ThemeColor(ICONS[verdict][1]));
  item.contextValue =
    verdict === 'notFound' ? 'unfound' : correctedWords(document.getText(), check) === undefined ? 'found' : 'mendable';
  item.accessibilityInformation = { label: `${name}: ${words}${quote.speaker ? `, ${quote.speaker.name}` : ''}` };
  item.command = { command: Command.revealSpan, title: l10n.t('Go to Quotation'), arguments: [document.uri, quote.span] };
  return item;
}

function pieceItem(id: string, { id: release, text, span, speaker }: QuotePiece): TreeItem {
  const uri = Uri.parse(release, true);
  const item = new TreeItem(excerpt(text, { start: 0, end: text.length }, EXCERPT));
  item.id = id;
  item.description = [speaker?.name, workspace.asRelativePath(uri)].filter(Boolean).join(' · ');
  item.tooltip = `${text}\n${item.description}`;
  item.iconPath = new ThemeIcon('quote');
  item.accessibilityInformation = { label: l10n.t('In the release {0}: {1}', item.description, text) };
  item.command = { command: Command.revealSpan, title: l10n.t('Go to Passage'), arguments: [uri, span] };
  return item;
}
