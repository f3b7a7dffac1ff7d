import {
  CodeAction,
  CodeActionKind,
  ConfigurationTarget,
  Diagnostic,
  DiagnosticRelatedInformation,
  DiagnosticSeverity,
  Disposable,
  l10n,
  languages,
  Location,
  window,
  workspace,
  WorkspaceEdit,
  type ExtensionContext,
  type TextDocument,
  type Uri,
} from 'vscode';
import {
  CHECK_MESSAGES,
  CHECKS,
  checkInSteps,
  describe,
  ignoringTag,
  PartFacts,
  withoutIgnored,
  type CheckCode,
  type CheckSeverity,
  type Span,
  type WeighedFinding,
} from '../core';
import type { AnnotationStore } from './annotations/annotationStore';
import { Command, type RegisterCommand } from './commands';
import { toRange } from './convert';
import { documentationOf } from './documentation';
import { isRelease, SELECTOR } from './language';
import { Slices } from './slices';
import type { Releases } from './releases';

const SEVERITIES: Record<WeighedFinding['severity'], DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** By which the findings are told from those of other extensions. */
export const CHECKS_SOURCE = 'Pressmark';

const PAGE = 'checks.md';

/** Code units beyond which a text is long, and how long nobody types before it is checked. */
const LONG = 200_000;
const LONG_PAUSE_MS = 1000;

/** What was found in one version of a release. */
interface Checked {
  readonly version: number;
  readonly found: readonly { readonly finding: WeighedFinding; readonly diagnostic: Diagnostic }[];
}

/** Findings of the checks on open releases, with quick fixes; each check has a setting, each finding can be ignored. */
export class Checks implements Disposable {
  private readonly diagnostics = languages.createDiagnosticCollection('pressmark-checks');
  private readonly checked = new WeakMap<TextDocument, Checked>();
  /** The last check that was begun of each document: it alone is brought to its end. */
  private readonly running = new WeakMap<TextDocument, object>();
  private readonly facts = new WeakMap<TextDocument, PartFacts>();
  private readonly timers = new WeakMap<TextDocument, ReturnType<typeof setTimeout>>();
  private readonly subscriptions: Disposable;

  constructor(
    registerCommand: RegisterCommand,
    private readonly releases: Releases,
    private readonly store: AnnotationStore,
    private readonly extension: Pick<ExtensionContext, 'extensionUri'>,
  ) {
    this.subscriptions = Disposable.from(
      this.diagnostics,
      releases.onDidChange(document => this.checkSoon(document)),
      store.onDidChange(document => void this.check(document)),
      workspace.onDidOpenTextDocument(document => void this.check(document)),
      workspace.onDidCloseTextDocument(document => this.diagnostics.delete(document.uri)),
      workspace.onDidChangeConfiguration(event => {
        if (!event.affectsConfiguration('pressmark.checks')) return;
        for (const document of workspace.textDocuments) void this.check(document);
      }),
      languages.registerCodeActionsProvider(
        SELECTOR,
        {
          provideCodeActions: (document, range) =>
            this.actions(document, document.offsetAt(range.start), document.offsetAt(range.end)),
        },
        { providedCodeActionKinds: [CodeActionKind.QuickFix] },
      ),
      registerCommand(Command.ignoreFinding, (document: TextDocument, code: CheckCode, span: Span) =>
        this.ignore(document, code, span),
      ),
      registerCommand(Command.switchOffCheck, (document: TextDocument, code: CheckCode) => switchOff(document, code)),
    );
    for (const document of workspace.textDocuments) void this.check(document);
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  /** The checks of a long text wait for a longer pause: they would only be begun again with every word that is typed. */
  private checkSoon(document: TextDocument): void {
    clearTimeout(this.timers.get(document));
    if (!isRelease(document)) return;
    const { text } = this.releases.read(document);
    if (text.length <= LONG) void this.check(document);
    else
      this.timers.set(
        document,
        setTimeout(() => void this.check(document), LONG_PAUSE_MS),
      );
  }

  private async check(document: TextDocument): Promise<void> {
    if (!isRelease(document)) return;
    const { text, release, unread, version } = this.releases.read(document);
    if (unread !== undefined) {
      this.diagnostics.delete(document.uri);
      return;
    }
    const settings = workspace.getConfiguration('pressmark.checks', document);
    const severities = Object.fromEntries(
      Object.keys(CHECKS).flatMap(code => {
        const severity = settings.get<CheckSeverity>(code);
        return severity === undefined ? [] : [[code, severity]];
      }),
    ) as Partial<Record<CheckCode, CheckSeverity>>;
    const input = { text, release, today: today(), longestQuote: settings.get('longQuoteWords', 100) };
    const run = {};
    this.running.set(document, run);
    const isWanted = () => this.running.get(document) === run && document.version === version && !document.isClosed;
    const slices = new Slices({
      get isCancellationRequested() {
        return !isWanted();
      },
    });
    const facts = this.facts.get(document) ?? new PartFacts();
    this.facts.set(document, facts);
    const all = await slices.run(checkInSteps(input, severities, facts));
    if (!all) return;
    const findings = withoutIgnored(all, this.store.annotationsOf(document));
    const pages = new Map<string, Uri | undefined>();
    for (const { code } of findings)
      if (!pages.has(code)) pages.set(code, await documentationOf(this.extension.extensionUri, PAGE, code));
    if (!isWanted()) return;
    const found: { finding: WeighedFinding; diagnostic: Diagnostic }[] = [];
    for (const finding of findings) {
      const diagnostic = new Diagnostic(
        toRange(document, finding.span),
        l10n.t(CHECK_MESSAGES[finding.message], ...finding.values),
        SEVERITIES[finding.severity],
      );
      diagnostic.source = CHECKS_SOURCE;
      const target = pages.get(finding.code);
      diagnostic.code = target ? { value: finding.code, target } : finding.code;
      if (finding.related)
        diagnostic.relatedInformation = finding.related.map(
          span =>
            new DiagnosticRelatedInformation(
              new Location(document.uri, toRange(document, span)),
              text.slice(span.start, span.end),
            ),
        );
      found.push({ finding, diagnostic });
    }
    this.checked.set(document, { version, found });
    this.diagnostics.set(
      document.uri,
      found.map(({ diagnostic }) => diagnostic),
    );
  }

  private actions(document: TextDocument, from: number, to: number): CodeAction[] {
    const checked = this.checked.get(document);
    if (checked?.version !== document.version) return [];
    return checked.found
      .filter(({ finding: { span } }) => span.start <= to && from <= span.end)
      .flatMap(({ finding, diagnostic }) => {
        const fixes = finding.fixes.map(({ span, replacement, certain }) => {
          const action = new CodeAction(titleOf(document, span, replacement), CodeActionKind.QuickFix);
          action.edit = new WorkspaceEdit();
          action.edit.replace(document.uri, toRange(document, span), replacement);
          action.diagnostics = [diagnostic];
          action.isPreferred = certain;
          return action;
        });
        const ignore = new CodeAction(l10n.t('Ignore This Finding Here'), CodeActionKind.QuickFix);
        ignore.command = {
          command: Command.ignoreFinding,
          title: ignore.title,
          arguments: [document, finding.code, finding.span],
        };
        ignore.diagnostics = [diagnostic];
        const off = new CodeAction(l10n.t('Switch Off the Check “{0}”', finding.code), CodeActionKind.QuickFix);
        off.command = { command: Command.switchOffCheck, title: off.title, arguments: [document, finding.code] };
        off.diagnostics = [diagnostic];
        return [...fixes, ignore, off];
      });
  }

  /** Keeps in the sidecar, on the words themselves, that this finding is none: it can be undone, and removed as any annotation. */
  private async ignore(document: TextDocument, code: CheckCode, span: Span): Promise<void> {
    const { id, author, created } = await this.store.stamp(document);
    const after = {
      id,
      author,
      created,
      kind: 'tag' as const,
      tag: ignoringTag(code),
      targets: [describe(document.getText(), span)],
    };
    await this.store.apply(document, l10n.t('Ignore This Finding Here'), [{ after }]);
  }
}

const SHOWN = 40;

function titleOf(document: TextDocument, span: Span, replacement: string): string {
  const words = document.getText(toRange(document, span));
  if (words === '') return l10n.t('Insert {0}', replacement.trim());
  return replacement.length > SHOWN
    ? l10n.t('Change the quotation marks to {0} … {1}', replacement.charAt(0), replacement.charAt(replacement.length - 1))
    : l10n.t('Change to {0}', replacement);
}

/** For the folder or workspace of the release where there is one, else for the person. */
async function switchOff(document: TextDocument, code: CheckCode): Promise<void> {
  const target = workspace.getWorkspaceFolder(document.uri) ? ConfigurationTarget.Workspace : ConfigurationTarget.Global;
  await workspace.getConfiguration('pressmark.checks', document).update(code, 'off', target);
  window.setStatusBarMessage(l10n.t('The check “{0}” is off. The setting “pressmark.checks.{0}” brings it back.', code), 6000);
}

/** The day on the person's calendar. */
function today(): string {
  const now = new Date();
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
}
