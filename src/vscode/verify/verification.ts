import {
  Diagnostic,
  DiagnosticRelatedInformation,
  DiagnosticSeverity,
  Disposable,
  EventEmitter,
  l10n,
  languages,
  Location,
  Uri,
  workspace,
  type CancellationToken,
  type Event,
  type LogOutputChannel,
  type TextDocument,
} from 'vscode';
import { Corpus, verifyArticle, type QuoteCheck, type SourceText, type Verdict } from '../../core';
import { toRange } from '../convert';
import { Slices } from '../slices';
import type { WorkspaceCorpus } from '../corpus/workspaceCorpus';
import { documentationOf } from '../documentation';
import { isRelease } from '../language';
import type { Releases } from '../releases';
import { nameOfVerdict } from '../wording';

/** Against what an article is checked: one release by its id, or all of the workspace. */
export type Against = string | undefined;

export interface VerifiedArticle {
  readonly document: TextDocument;
  readonly version: number;
  readonly against: Against;
  readonly checks: readonly QuoteCheck[];
  /** Releases by id, of which the pieces were taken. */
  readonly sources: ReadonlyMap<string, SourceText>;
}

const PAUSE_MS = 600;

/** Codes of the diagnostics, as in SARIF, and where each is explained. */
const CODES: Record<Exclude<Verdict, 'verbatim'>, { code: string; anchor: string; severity: DiagnosticSeverity }> = {
  altered: { code: 'quote-altered', anchor: 'Altered', severity: DiagnosticSeverity.Warning },
  spliced: { code: 'quote-spliced', anchor: 'Spliced', severity: DiagnosticSeverity.Warning },
  otherSpeaker: { code: 'quote-other-speaker', anchor: 'From another speaker', severity: DiagnosticSeverity.Error },
  notFound: { code: 'quote-not-found', anchor: 'Not found', severity: DiagnosticSeverity.Warning },
};

/**
 * The quotations of the articles that a person asked to be checked. They are checked again when the typing pauses and when a release
 * changes, until the person clears them or closes the article.
 */
export class Verification implements Disposable {
  private readonly articles = new Map<string, VerifiedArticle>();
  private readonly changed = new EventEmitter<TextDocument>();
  private readonly diagnostics = languages.createDiagnosticCollection('pressmark-verify');
  /** The number of the last run for each article. */
  private readonly runs = new Map<string, number>();
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();
  private readonly subscriptions: Disposable;

  /** What is known of an article's quotations has changed, or nothing is known any more. */
  readonly onDidChange: Event<TextDocument> = this.changed.event;

  constructor(
    private readonly corpus: WorkspaceCorpus,
    private readonly releases: Releases,
    private readonly extension: Uri,
    private readonly log: LogOutputChannel,
  ) {
    this.subscriptions = Disposable.from(
      this.changed,
      this.diagnostics,
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.again(document);
      }),
      workspace.onDidCloseTextDocument(document => this.clear(document)),
      corpus.onDidChange(() => {
        for (const { document } of this.articles.values()) this.again(document);
      }),
    );
  }

  of(document: TextDocument): VerifiedArticle | undefined {
    return this.articles.get(document.uri.toString());
  }

  /** Checks an article. Nothing where it was cancelled. `report` is told how many quotations are done. */
  async verify(
    document: TextDocument,
    against: Against,
    token?: CancellationToken,
    report?: (done: number, total: number) => void,
  ): Promise<VerifiedArticle | undefined> {
    const all = await this.corpus.whenBuilt(token);
    if (!all) return undefined;
    let corpus = all;
    if (against !== undefined) {
      corpus = new Corpus();
      const one = all.get(against);
      if (one) corpus.set(against, one);
    }
    const { version } = document;
    const sources = new Map<string, SourceText>();
    const slices = new Slices(token);
    let stopped = false as boolean;
    const run = (this.runs.get(document.uri.toString()) ?? 0) + 1;
    this.runs.set(document.uri.toString(), run);
    /** The text has changed, it was closed or cleared, or a later run is under way. */
    const isOver = () => document.version !== version || document.isClosed || this.runs.get(document.uri.toString()) !== run;
    const checks = await verifyArticle(document.getText(), corpus, {
      ...(isRelease(document) ? { release: this.releases.read(document).release } : {}),
      except: document.uri.toString(),
      load: async id => {
        const source = await this.corpus.source(id);
        if (source) sources.set(id, source);
        await slices.next();
        return source;
      },
      step: async (done, total) => {
        report?.(done, total);
        stopped = isOver() || !(await slices.next());
        return !stopped;
      },
    });
    if (stopped || isOver()) return undefined;
    const used = new Set(checks.flatMap(({ pieces }) => pieces.map(({ id }) => id)));
    const article: VerifiedArticle = {
      document,
      version,
      against,
      checks,
      sources: new Map([...sources].filter(([id]) => used.has(id))),
    };
    this.articles.set(document.uri.toString(), article);
    await this.show(article);
    this.changed.fire(document);
    return article;
  }

  clear(document: TextDocument): void {
    const key = document.uri.toString();
    clearTimeout(this.timers.get(key));
    this.timers.delete(key);
    this.runs.delete(key);
    this.diagnostics.delete(document.uri);
    if (this.articles.delete(key)) this.changed.fire(document);
  }

  dispose(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.subscriptions.dispose();
  }

  private again(document: TextDocument): void {
    const key = document.uri.toString();
    const known = this.articles.get(key);
    if (!known) return;
    clearTimeout(this.timers.get(key));
    this.timers.set(
      key,
      setTimeout(() => {
        this.verify(document, known.against).catch((error: unknown) => this.log.error(String(error)));
      }, PAUSE_MS),
    );
  }

  private async show({ document, version, checks, sources }: VerifiedArticle): Promise<void> {
    const places = new Map<string, TextDocument>();
    for (const id of sources.keys()) {
      try {
        places.set(id, await workspace.openTextDocument(Uri.parse(id, true)));
      } catch (error) {
        this.log.warn(String(error)); // went away meanwhile; the finding stays, without a link to it
      }
    }
    if (document.version !== version) return;
    const found: Diagnostic[] = [];
    for (const check of checks) {
      const { verdict, quote } = check;
      if (verdict === 'verbatim') continue;
      const { code, anchor, severity } = CODES[verdict];
      const diagnostic = new Diagnostic(toRange(document, quote.span), describeCheck(check, document, sources), severity);
      diagnostic.source = 'Pressmark';
      const target = await documentationOf(this.extension, 'verify.md', anchor);
      diagnostic.code = target ? { value: code, target } : code;
      diagnostic.relatedInformation = check.pieces.flatMap(({ id, span, speaker }) => {
        const place = places.get(id);
        if (!place) return [];
        const text = place.getText(toRange(place, span)).replace(/\s+/g, ' ');
        return [
          new DiagnosticRelatedInformation(
            new Location(place.uri, toRange(place, span)),
            speaker ? `${speaker.name}: ${text}` : text,
          ),
        ];
      });
      found.push(diagnostic);
    }
    this.diagnostics.set(document.uri, found);
  }
}

/** What is wrong with a quotation, in a sentence or two. */
function describeCheck(check: QuoteCheck, document: TextDocument, sources: ReadonlyMap<string, SourceText>): string {
  const { verdict, pieces } = check;
  const file = pieces[0] ? workspace.asRelativePath(Uri.parse(pieces[0].id, true)) : '';
  switch (verdict) {
    case 'altered':
      return l10n.t('The release has other words ({0}): {1}', file, describeDifferences(check, document, sources).join('; '));
    case 'spliced':
      return l10n.t(
        'Joined from {0} places that do not stand together: {1}',
        pieces.length,
        pieces.map(({ text }) => `“${text}”`).join(' + '),
      );
    case 'otherSpeaker':
      return l10n.t(
        'The release gives these words to {0} ({1}), not to {2}.',
        pieces[0]?.speaker?.name ?? '',
        file,
        check.quote.speaker?.name ?? '',
      );
    case 'notFound':
      return l10n.t('No release has these words.');
    case 'verbatim':
      return nameOfVerdict(verdict);
  }
}

/** Each difference on a line: "“night” became “dawn”". */
export function describeDifferences(
  { differences, pieces }: QuoteCheck,
  document: TextDocument,
  sources: ReadonlyMap<string, SourceText>,
): string[] {
  const text = sources.get(pieces[0]?.id ?? '')?.text ?? '';
  const article = document.getText();
  return differences.map(({ kind, quote, source }) => {
    const here = article.slice(quote.start, quote.end).replace(/\s+/g, ' ');
    const there = text.slice(source.start, source.end).replace(/\s+/g, ' ');
    return kind === 'changed'
      ? l10n.t('“{0}” became “{1}”', there, here)
      : kind === 'added'
        ? l10n.t('added “{0}”', here)
        : l10n.t('left out “{0}”', there);
  });
}
