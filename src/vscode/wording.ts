/** The words in which the editor speaks of what the engine found, in the person's language. */
import { env, l10n } from 'vscode';
import type { Attribution, GroupName, PartKind, SpeakerKind, Verdict } from '../core';

export const countOfWords = (count: number): string => (count === 1 ? l10n.t('1 word') : l10n.t('{0} words', count));
export const countOfMessages = (count: number): string => (count === 1 ? l10n.t('1 message') : l10n.t('{0} messages', count));
export const countOfSpeakers = (count: number): string => (count === 1 ? l10n.t('1 speaker') : l10n.t('{0} speakers', count));

/** A share of 0 to 1 as the person's language writes it. */
export const percent = (share: number): string =>
  new Intl.NumberFormat(env.language, { style: 'percent', maximumFractionDigits: share < 0.1 ? 1 : 0 }).format(share);

export function kindOfMessage(message: Attribution): string {
  switch (message.kind) {
    case 'direct':
      return message.quoted ? l10n.t('direct, in quotation marks') : l10n.t('direct, without quotation marks');
    case 'indirect':
      return l10n.t('reported');
    case 'mixed':
      return l10n.t('reported, partly in their own words');
  }
}

export function kindOfSpeaker(kind: SpeakerKind): string {
  switch (kind) {
    case 'person':
      return l10n.t('person');
    case 'organization':
      return l10n.t('organization');
    case 'group':
      return l10n.t('group');
    case 'document':
      return l10n.t('document');
    case 'unnamed':
      return l10n.t('unnamed');
  }
}

export function nameOfPart(kind: PartKind): string {
  switch (kind) {
    case 'breadcrumb':
      return l10n.t('Breadcrumb');
    case 'notice':
      return l10n.t('Notice');
    case 'headline':
      return l10n.t('Headline');
    case 'subheadline':
      return l10n.t('Subheadline');
    case 'dateline':
      return l10n.t('Dateline');
    case 'paragraph':
      return l10n.t('Paragraph');
    case 'heading':
      return l10n.t('Heading');
    case 'list':
      return l10n.t('List');
    case 'quotation':
      return l10n.t('Quotation');
    case 'boilerplate':
      return l10n.t('Boilerplate');
    case 'contact':
      return l10n.t('Contact');
    case 'endmark':
      return l10n.t('End mark');
    case 'furniture':
      return l10n.t('Page furniture');
  }
}

export function nameOfGroup(group: GroupName): string {
  switch (group) {
    case 'structure':
      return l10n.t('Structure');
    case 'speakers':
      return l10n.t('Speakers');
    case 'named':
      return l10n.t('Named, not quoted');
    case 'dates':
      return l10n.t('Dates');
  }
}

/** 0 for Sunday to 6 for Saturday. */
export function weekdayName(weekday: number): string {
  return [
    l10n.t('Sunday'),
    l10n.t('Monday'),
    l10n.t('Tuesday'),
    l10n.t('Wednesday'),
    l10n.t('Thursday'),
    l10n.t('Friday'),
    l10n.t('Saturday'),
  ][weekday]!;
}

export function nameOfVerdict(verdict: Verdict): string {
  switch (verdict) {
    case 'verbatim':
      return l10n.t('verbatim');
    case 'altered':
      return l10n.t('altered');
    case 'spliced':
      return l10n.t('spliced');
    case 'otherSpeaker':
      return l10n.t('from another speaker');
    case 'notFound':
      return l10n.t('not found');
  }
}
