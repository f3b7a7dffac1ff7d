/** What the checks of a release find: for editors, command line and reports alike. */
import type { Release } from '../release/types';
import type { Span } from '../text/span';
import type { PartFacts } from './partFacts';

/** How much a finding weighs; `off` where it is not wanted. */
export type CheckSeverity = 'error' | 'warning' | 'information' | 'hint' | 'off';

/** Every check with the severity that it has where nobody says otherwise. House style is each house's own. */
export const CHECKS = {
  'unbalanced-quotes': 'warning',
  'mixed-quotes': 'information',
  'message-without-speaker': 'information',
  'speaker-not-introduced': 'information',
  'name-spelling': 'warning',
  'title-changes': 'information',
  'weekday-mismatch': 'error',
  'impossible-date': 'error',
  'date-after-release': 'warning',
  'embargo-passed': 'information',
  'embargo-malformed': 'warning',
  'ambiguous-date': 'information',
  'acronym-before-definition': 'information',
  'repeated-quote-differs': 'warning',
  'long-quote': 'hint',
  'missing-dateline': 'off',
  'missing-contact': 'off',
  'missing-boilerplate': 'off',
  'missing-endmark': 'off',
} as const satisfies Record<string, CheckSeverity>;

export type CheckCode = keyof typeof CHECKS;

/** What is said of a finding; {0}, {1} … stand for its values. The editor translates these. */
export const CHECK_MESSAGES = {
  notClosed: 'This quotation is never closed.',
  notOpened: 'This quotation mark closes nothing.',
  otherClosing: 'This quotation begins with {0} and ends with {1}.',
  otherStyle: 'Most quotations of this release are in {0} marks, this one is in {1} marks.',
  withoutSpeaker: 'Nobody is named who says this.',
  notIntroduced: '“{0}” is quoted here before the full name, {1}, is given.',
  spelledOtherwise: 'This name is spelled “{0}” here and “{1}” elsewhere.',
  titleChanges: '{0} is “{1}” here and “{2}” elsewhere.',
  weekday: '{0} is a {1}, not a {2}.',
  noSuchDay: 'There is no such day: {0} has {1} days.',
  noSuchMonth: 'There is no such date.',
  afterRelease: 'This is told as past, but {0} is after the release date, {1}.',
  embargoPassed: 'The embargo ended on {0}.',
  embargoWithoutDate: 'This embargo does not say until when.',
  embargoAfterDateline: 'The embargo ends on {0}, before the release date, {1}.',
  ambiguous: 'This may be {0} or {1}.',
  acronym: '“{0}” is used here, and explained only later.',
  quotedOtherwise: 'The same quotation stands in this release with other words: {0}',
  tooLong: 'This quotation has {0} words.',
  noDateline: 'This release has no dateline.',
  noContact: 'This release names no contact.',
  noBoilerplate: 'This release says nothing about its sender.',
  noEndmark: 'This release has no end mark.',
} as const;

export type CheckMessage = keyof typeof CHECK_MESSAGES;

/** A mend of a finding. */
export interface CheckFix {
  /** The text that takes the span's place. */
  readonly span: Span;
  readonly replacement: string;
  /** There is no other right way: it may be done without a question. */
  readonly certain: boolean;
}

export interface Finding {
  readonly code: CheckCode;
  readonly span: Span;
  readonly message: CheckMessage;
  readonly values: readonly string[];
  readonly fixes: readonly CheckFix[];
  /** What it is compared with. */
  readonly related?: readonly Span[];
}

export interface CheckInput {
  readonly text: string;
  readonly release: Release;
  /** `YYYY-MM-DD`: the engine has no clock. Without it no embargo has passed. */
  readonly today?: string;
  /** Words that a quotation may have. */
  readonly longestQuote?: number;
}

/** As a check gets it: with what is known of the parts already. */
export interface KnownInput extends CheckInput {
  readonly facts: PartFacts;
}

/**
 * What a check finds, one by one; `undefined` where it has worked a while and others may want their turn. A check of a long release
 * takes many such steps, none of which grows with the release.
 */
export type Steps = Iterable<Finding | undefined>;

export const finding = (
  code: CheckCode,
  span: Span,
  message: CheckMessage,
  values: readonly string[] = [],
  more: { readonly fixes?: readonly CheckFix[]; readonly related?: readonly Span[] } = {},
): Finding => ({ code, span, message, values, fixes: more.fixes ?? [], ...(more.related ? { related: more.related } : {}) });

/** The sentence of a finding in English. */
export const describeFinding = ({ message, values }: Finding): string =>
  CHECK_MESSAGES[message].replace(/\{(\d)\}/g, (_, index: string) => values[Number(index)] ?? '');
