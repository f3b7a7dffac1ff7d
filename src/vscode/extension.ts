import { window, type ExtensionContext } from 'vscode';
import { registerAgreement } from './agreement/registerAgreement';
import type { AnnotationStore } from './annotations/annotationStore';
import { registerAnnotations } from './annotations/registerAnnotations';
import { Checks } from './checks';
import { Command, commandRegistrar } from './commands';
import { registerWorkspaceSymbols } from './corpus/symbols';
import { registerSpeakersView } from './corpus/speakersView';
import { WorkspaceCorpus } from './corpus/workspaceCorpus';
import { registerCompletions } from './completions';
import { registerDetection } from './detection';
import { registerExchange } from './exchange';
import { registerFolding } from './folding';
import { registerGutterMarks } from './gutterMarks';
import { registerHints } from './hints';
import { registerHovers } from './hovers';
import { registerReleaseContext, SELECTOR } from './language';
import { registerLinks } from './links';
import { registerManyMarks } from './manyMarks';
import { registerMarkLenses } from './markLenses';
import { registerMessageMarks } from './messageMarks';
import { registerMissedMarks } from './missedMarks';
import { registerNavigation } from './navigation';
import { annotationsBranch } from './outline/annotationsBranch';
import { registerOutline } from './outline/view';
import { registerReferences } from './references';
import { registerReleaseDate, ReleaseDates } from './releaseDates';
import { Releases } from './releases';
import { Relations } from './relations';
import { Review } from './review';
import { registerSelections } from './selections';
import { registerSemanticTokens } from './semanticTokens';
import { registerSpeakerChanges } from './speakerChanges';
import { Statistics } from './statistics/panel';
import { registerStatusBar } from './statusBar';
import { registerSummary } from './summary';
import { registerSymbols } from './symbols';
import { registerTimeline } from './timeline/view';
import { registerVerify } from './verify/registerVerify';

let held: AnnotationStore | undefined;

/** What was done just before the window closes is written still. */
export async function deactivate(): Promise<void> {
  await held?.flushAll();
}

/** Starts the extension: each line is one feature. */
export function activate(context: ExtensionContext): void {
  const { subscriptions, workspaceState, extensionUri } = context;
  const storage = context.storageUri ?? context.globalStorageUri;
  const log = window.createOutputChannel('Pressmark', { log: true });
  const registerCommand = commandRegistrar(log);
  const { store: annotations, codebooks } = registerAnnotations(SELECTOR, {
    subscriptions,
    memory: workspaceState,
    storage,
    log,
    registerCommand,
  });
  held = annotations;
  const dates = new ReleaseDates(annotations);
  const releases = new Releases(annotations, dates, log);
  const branch = annotationsBranch(annotations);
  const review = new Review(registerCommand, releases, annotations, workspaceState);
  const corpus = new WorkspaceCorpus(releases, context, log);
  subscriptions.push(
    log,
    dates,
    releases,
    branch,
    registerReleaseContext(),
    registerSymbols(releases),
    registerSemanticTokens(releases),
    registerHovers(releases),
    registerFolding(releases),
    registerReferences(releases),
    registerSelections(releases),
    registerLinks(releases),
    registerHints(releases),
    registerCompletions(releases),
    registerMessageMarks(releases),
    registerGutterMarks(releases, annotations, extensionUri),
    registerMarkLenses(releases),
    registerManyMarks(registerCommand, { releases, store: annotations, review }),
    registerMissedMarks(registerCommand, { releases, store: annotations, review }),
    registerSpeakerChanges(registerCommand, { releases, store: annotations, review }),
    new Relations(registerCommand, releases, annotations),
    registerOutline(registerCommand, releases, [branch], review.reattribute),
    registerNavigation(registerCommand, releases),
    registerAgreement(registerCommand, annotations, releases),
    registerExchange(registerCommand, releases, annotations, codebooks),
    registerReleaseDate(registerCommand, dates, releases),
    registerDetection(registerCommand, workspaceState),
    registerStatusBar(releases),
    registerSummary(registerCommand, releases, annotations),
    review,
    new Statistics(registerCommand, releases, extensionUri),
    new Checks(registerCommand, releases, annotations, context),
    corpus,
    registerWorkspaceSymbols(corpus),
    registerSpeakersView(registerCommand, corpus),
    registerTimeline(registerCommand, releases, corpus),
    registerVerify(registerCommand, corpus, releases, context, log),
    registerCommand(Command.showLog, () => log.show()),
  );
}
