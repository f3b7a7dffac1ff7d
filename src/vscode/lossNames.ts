import { l10n } from 'vscode';
import type { LossKind } from '../core';

/** What people call that which a format has no place for, in the plural. */
export function lossName(kind: LossKind): string {
  switch (kind) {
    case 'orphan':
      return l10n.t('orphaned annotations');
    case 'wholeDocument':
      return l10n.t('annotations of the whole document');
    case 'rejection':
      return l10n.t('rejections of detected marks');
    case 'gold':
      return l10n.t('places in the gold set');
    case 'codebook':
      return l10n.t('entries of the codebook, or parts of them');
    case 'relation':
      return l10n.t('relations');
    case 'fragment':
      return l10n.t('passages in several pieces');
    case 'overlap':
      return l10n.t('overlapping passages');
    case 'message':
      return l10n.t('messages');
    case 'note':
      return l10n.t('notes');
    case 'tag':
      return l10n.t('tags');
    case 'tagName':
      return l10n.t('tags’ names');
    case 'role':
      return l10n.t('sources or cues');
    case 'value':
      return l10n.t('speakers’ names or date values');
    case 'comment':
      return l10n.t('comments');
    case 'reply':
      return l10n.t('replies');
    case 'resolution':
      return l10n.t('settled discussions');
    case 'author':
      return l10n.t('authors’ names');
    case 'time':
      return l10n.t('times of writing');
    case 'verdict':
      return l10n.t('decisions about detected marks');
    case 'foreign':
      return l10n.t('fields of another tool');
    case 'id':
      return l10n.t('ids');
    case 'lineBreak':
      return l10n.t('line breaks in comments');
    case 'control':
      return l10n.t('control characters');
    case 'border':
      return l10n.t('passages that begin or end with a blank');
    case 'origin':
      return l10n.t('signs that marks were detected, not made by a person');
    case 'normalization':
      return l10n.t('normalizations');
    case 'attribute':
      return l10n.t('attributes');
    case 'event':
      return l10n.t('events of another type');
    case 'argument':
      return l10n.t('arguments of another role');
    case 'unreadable':
      return l10n.t('items that are no annotations of a passage');
    case 'otherText':
      return l10n.t('annotations of other documents');
    case 'otherMedia':
      return l10n.t('regions that are no passages of text');
  }
}
