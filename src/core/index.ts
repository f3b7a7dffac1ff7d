/** The engine's only door: the editor, the command line and the tools import from here and from nowhere else in `core`. */
export type * from './release/types';
export type { Span } from './text/span';
export { lineStarts } from './text/lines';
export { createReleaseParser, parseRelease, type ReleaseParser } from './release/parseRelease';
export type * from './annotations/types';
export { EMPTY_PAGE, PASSAGE_KINDS, RELATION_TYPES } from './annotations/types';
export { createDescriber, describe } from './annotations/describe';
export { createLocator, locate, type Locator, type Placement } from './annotations/selector';
export { carrySpan, refineChange, type TextChange } from './annotations/edits';
export { wholeGraphemes } from './annotations/graphemes';
export {
  formatSidecar,
  inFileOrder,
  parseSidecar,
  SIDECAR_ENDING,
  SIDECAR_VERSION,
  type SidecarReading,
} from './annotations/sidecar';
export {
  ANNOTATION_STATES,
  countFacts,
  filterAnnotations,
  GROUPINGS,
  groupAnnotations,
  isDiscussed,
  statesOf,
  type AnnotationState,
  type Grouping,
  type ListedAnnotation,
} from './annotations/listing';
export { toggleFact } from './annotations/query';
export { fittingRelations, relationsAmong, relationsOf, reversedRelation, type RelationSeen } from './annotations/relations';
export {
  addTag,
  CodebookConflict,
  colorOf,
  deleteTag,
  editTag,
  mergeTags,
  renameTag,
  retagged,
  tagNamed,
  tagsFor,
  withTags,
} from './codebook/edits';
export { CODEBOOK_PATH, formatCodebook, parseCodebook, type CodebookReading } from './codebook/file';
export { tagTree, type TagNode } from './codebook/tree';
export { EMPTY_CODEBOOK, type Codebook, type CodebookTag } from './codebook/types';
export { isOrphaned, placeAnnotations, type PlacedAnnotation } from './annotations/place';
export { applyChanges, reversed, type AnnotationChange } from './annotations/changes';
export { copyPage } from './annotations/copy';
export { SidecarBlocked, SidecarBusy, SidecarStorage, type Obstacle, type SidecarFolder } from './annotations/sidecarStorage';
export { mergePages, resolveConflict, samePages } from './annotations/merge';
export { arrangeOutline, type Arrangement, type DateOrder, type SpeakerOrder } from './features/arrangement';
export { chartsOf, mannerOf, timelineOf, type Charts, type Manner, type TimelineEntry } from './features/charts';
export { findCompletions, type Completion } from './features/completions';
export { looksLikeRelease } from './features/detection';
export { countWords, excerpt, joinSpans } from './features/excerpt';
export { findFolds, type Fold } from './features/folding';
export { dayNumber, hoversAt, type DateHover, type HoverContent, type MessageHover, type SpeakerHover } from './features/hover';
export { filterMarks, type MarkFacet } from './features/markFilter';
export { findMarks, marksAt, neighbour, type Mark } from './features/marks';
export { buildOutline, childrenOf, nodeAt, type GroupName, type OutlineNode } from './features/outline';
export { markAt, reviewRelease } from './features/review';
export {
  aheadOf,
  countMarkFacts,
  matchingMarks,
  reviewQueue,
  suggestedMarks,
  type MarkFact,
  type MarkOrder,
  type QueueWish,
} from './features/reviewQueue';
export { mergeSpeaker, splitSpeaker, type MarkDecision } from './features/speakerChanges';
export { decidedPlaces, MARK_STATES, undecidedPlaces, type MarkPlace, type MarkState } from './features/markStates';
export { createWordCounter, summarize, type WordCounter } from './features/statistics';
export { buildSymbols, type ReleaseSymbol } from './features/symbols';
export { findHighlights, type HighlightKind, type HighlightModifier } from './features/tokens';
export { toAnnotatedDocument } from './features/contract';
export { findHints, type Hint } from './features/hints';
export { createLinkFinder, findLinks, type Link, type LinkFinder } from './features/links';
export {
  firstNaming,
  highlightsAt,
  referencesAt,
  renamableAt,
  renameSpeaker,
  speakerAt,
  type Highlight,
  type Replacement,
} from './features/references';
export { selectionsAt } from './features/selections';
export {
  exportAs,
  EXPORT_FORMATS,
  formatEnding,
  formatOf,
  formatOfContent,
  formatTitle,
  importAs,
  IMPORT_FORMATS,
  isTextFormat,
  type Exported,
  type ExportFormat,
  type ImportFormat,
} from './exchange/formats';
export { annotationsOf, Misfit, newAnnotations, type Imported } from './exchange/imported';
export { exchangeDocument, type ExchangeDocument, type ExchangeItem, type ExchangeRelation, type Only } from './exchange/items';
export {
  annotatorsOf,
  DETECTION,
  detectionOf,
  GOLD,
  goldOf,
  joinAnnotators,
  type Annotator,
  type Judgement,
} from './agreement/annotators';
export {
  comparableKinds,
  compareMarks,
  settlingOf,
  type ComparedMark,
  type Comparison,
  type Difference,
} from './agreement/comparison';
export { settle, settleAgreed, takenFrom, type Choice, type GoldDraft } from './agreement/gold';
export { correctedOf } from './agreement/corrected';
export { agreementTable, type AgreementRow, type AgreementTable, type AnnotatedText } from './agreement/table';
export { lossSentence, type Loss, type LossKind } from './exchange/losses';
export {
  changeMeaning,
  confirmMark,
  correctionOf,
  decidedAgain,
  moveMark,
  rejectMark,
  reviewProgress,
  spansOf,
  type CorrectionDraft,
} from './features/corrections';
export { PartFacts } from './checks/partFacts';
export { checkInSteps, checkRelease, ignoringTag, withoutIgnored, type WeighedFinding } from './checks/checkRelease';
export {
  CHECK_MESSAGES,
  CHECKS,
  describeFinding,
  type CheckCode,
  type CheckFix,
  type CheckSeverity,
  type Finding,
} from './checks/findings';
export { Corpus, type Appearance, type Candidate, type CorpusSpeaker, type CorpusSymbol } from './corpus/corpus';
export { readInSteps } from './corpus/closedRelease';
export { patternToRegExp } from './corpus/filePattern';
export { timelineOfCorpus, type CorpusDate } from './corpus/timeline';
export {
  indexRelease,
  type IndexedDate,
  type IndexedMessage,
  type IndexedRelease,
  type IndexedSpeaker,
} from './corpus/indexedRelease';
export { compareReleases, saysTheSame, type Change, type MessageChange, type ReleaseComparison } from './verify/compareReleases';
export type { WordDifference } from './verify/differences';
export { prepareSource, type SourceText } from './verify/sourceText';
export { correctedWords, verifyArticle } from './verify/verifyArticle';
export type { QuoteCheck, QuotePiece, Verdict } from './verify/verifyQuote';
