import { commands, l10n, window, type Disposable, type LogOutputChannel } from 'vscode';

/** Names of the commands that the manifest declares or the extension calls itself. */
export const Command = {
  nextMark: 'pressmark.nextMark',
  runOnSpans: 'pressmark.revealAndRun',
  annotateRow: 'pressmark.outline.annotate',
  previousMark: 'pressmark.previousMark',
  setReleaseDate: 'pressmark.setReleaseDate',
  copyMessage: 'pressmark.copyMessage',
  openOutline: 'pressmark.openOutline',
  followCursor: 'pressmark.outline.followCursor',
  stopFollowingCursor: 'pressmark.outline.stopFollowingCursor',
  copyNode: 'pressmark.outline.copy',
  changeSpeakerOfRows: 'pressmark.outline.changeSpeaker',
  sortOutline: 'pressmark.outline.sort',
  filterOutline: 'pressmark.outline.filter',
  clearOutlineFilter: 'pressmark.outline.clearFilter',
  editRow: 'pressmark.outline.editAnnotation',
  removeRow: 'pressmark.outline.removeAnnotation',
  reattachRow: 'pressmark.outline.reattachAnnotation',
  revealSpan: 'pressmark.outline.reveal',
  readAsRelease: 'pressmark.readAsRelease',
  offerDetection: 'pressmark.offerDetection',
  openAnnotations: 'pressmark.openAnnotations',
  groupAnnotations: 'pressmark.annotations.groupBy',
  filterAnnotations: 'pressmark.annotations.filter',
  clearFilter: 'pressmark.annotations.clearFilter',
  refreshAnnotations: 'pressmark.annotations.refresh',
  goToRow: 'pressmark.annotations.goTo',
  editAnnotationRow: 'pressmark.annotations.edit',
  replyToRow: 'pressmark.annotations.reply',
  resolveRow: 'pressmark.annotations.resolve',
  reopenRow: 'pressmark.annotations.reopen',
  removeAnnotationRow: 'pressmark.annotations.remove',
  reattachAnnotationRow: 'pressmark.annotations.reattach',
  copyAnnotationRow: 'pressmark.annotations.copy',
  addTag: 'pressmark.addTag',
  addTagBelow: 'pressmark.codebook.addBelow',
  adoptTag: 'pressmark.codebook.adopt',
  editTag: 'pressmark.editTag',
  renameTag: 'pressmark.renameTag',
  mergeTag: 'pressmark.mergeTag',
  deleteTag: 'pressmark.deleteTag',
  openCodebook: 'pressmark.openCodebook',
  showTag: 'pressmark.codebook.revealTag',
  sendComment: 'pressmark.comments.send',
  editComment: 'pressmark.comments.edit',
  cancelComment: 'pressmark.comments.cancel',
  saveComment: 'pressmark.comments.save',
  deleteComment: 'pressmark.comments.delete',
  resolveThread: 'pressmark.comments.resolve',
  reopenThread: 'pressmark.comments.reopen',
  relateFrom: 'pressmark.relateFrom',
  relateTo: 'pressmark.relateTo',
  forgetRelation: 'pressmark.forgetRelation',
  relate: 'pressmark.relate',
  reverseRelation: 'pressmark.reverseRelation',
  removeRelation: 'pressmark.removeRelation',
  reverseRelationRow: 'pressmark.annotations.reverseRelation',
  removeRelationRow: 'pressmark.annotations.removeRelation',
  exportAnnotations: 'pressmark.exportAnnotations',
  importAnnotations: 'pressmark.importAnnotations',
  confirmMatching: 'pressmark.confirmMatching',
  rejectMatching: 'pressmark.rejectMatching',
  confirmOnScreen: 'pressmark.confirmOnScreen',
  rejectOnScreen: 'pressmark.rejectOnScreen',
  addMessage: 'pressmark.addMessage',
  addDate: 'pressmark.addDate',
  addSpeaker: 'pressmark.addSpeaker',
  mergeSpeaker: 'pressmark.mergeSpeaker',
  splitSpeaker: 'pressmark.splitSpeaker',
  showLog: 'pressmark.showLog',
  confirmMark: 'pressmark.confirmMark',
  rejectMark: 'pressmark.rejectMark',
  changeSpeaker: 'pressmark.changeSpeaker',
  changeDate: 'pressmark.changeDate',
  moveMark: 'pressmark.moveMark',
  startReview: 'pressmark.startReview',
  stopReview: 'pressmark.stopReview',
  skipMark: 'pressmark.skipMark',
  showStatistics: 'pressmark.showStatistics',
  showSummary: 'pressmark.showSummary',
  timelineOfRelease: 'pressmark.timeline.ofRelease',
  timelineOfWorkspace: 'pressmark.timeline.ofWorkspace',
  timelineChart: 'pressmark.timeline.chart',
  refreshSpeakers: 'pressmark.speakers.refresh',
  copyOfSpeakers: 'pressmark.speakers.copy',
  compareAnnotators: 'pressmark.compareAnnotators',
  stopComparing: 'pressmark.agreement.stop',
  nextDisagreement: 'pressmark.nextDisagreement',
  previousDisagreement: 'pressmark.previousDisagreement',
  revealDisagreement: 'pressmark.agreement.reveal',
  takeReading: 'pressmark.agreement.take',
  takeAllReadings: 'pressmark.agreement.takeAll',
  takeNoReading: 'pressmark.agreement.takeNone',
  reopenDisagreement: 'pressmark.agreement.reopen',
  takeAgreed: 'pressmark.agreement.takeAgreed',
  showBeside: 'pressmark.agreement.showBeside',
  compareKinds: 'pressmark.agreement.kinds',
  verifyQuotes: 'pressmark.verifyQuotes',
  clearVerification: 'pressmark.clearVerification',
  compareReleases: 'pressmark.compareReleases',
  showQuoteSource: 'pressmark.verify.showSource',
  copyCorrection: 'pressmark.verify.copyCorrection',
  replaceQuote: 'pressmark.verify.replace',
  ignoreFinding: 'pressmark.checks.offerIgnore',
  switchOffCheck: 'pressmark.checks.offerOff',
} as const;

/** Registers commands so that an error is written to the log and told in one sentence, in one place. */
export type RegisterCommand = (id: string, run: (...args: never[]) => unknown) => Disposable;

export function commandRegistrar(log: LogOutputChannel): RegisterCommand {
  return (id, run) =>
    commands.registerCommand(id, async (...args: never[]) => {
      try {
        return await run(...args);
      } catch (error) {
        log.error(`${id}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
        const showLog = l10n.t('Show Log');
        const reason = error instanceof Error ? error.message : String(error);
        void window.showErrorMessage(l10n.t('Pressmark could not do that: {0}', reason), showLog).then(choice => {
          if (choice === showLog) log.show();
        });
        return undefined;
      }
    });
}
