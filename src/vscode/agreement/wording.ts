import { l10n } from 'vscode';
import { excerpt, joinSpans, takenFrom, type AgreementRow, type ComparedMark, type Judgement } from '../../core';
import { kindName } from '../annotations/kinds';
import { nameOfAnnotator } from './annotatorChoice';

/** So that what differs has room beside the words. */
const SHORT = 32;

const distinct = (values: readonly (string | undefined)[]): string => [...new Set(values.filter(Boolean))].join(' / ');

/** The words that a reading marks, on one line. */
export function wordsOf(text: string, { spans }: Judgement, longest = SHORT): string {
  const words = joinSpans(text, spans);
  return excerpt(words, { start: 0, end: words.length }, longest);
}

/** The words that a reading marks, on one line, cut in the middle: where it begins and ends is what annotators differ in. */
export function bordersOf(text: string, { spans }: Judgement): string {
  const words = joinSpans(text, spans);
  return words.length <= 2 * SHORT ? words : `${words.slice(0, SHORT).trimEnd()} … ${words.slice(-SHORT / 2).trimStart()}`;
}

/** What a reading says of its words: who speaks, which day, the tag, the comment. */
export const saidOf = ({ tag, value, comment }: Judgement): string =>
  [tag && `#${tag}`, value, comment].filter(Boolean).join(' · ');

/** In what annotators differ, on one line; empty where they agree. */
export function differenceOf({ kind, readings, differences }: ComparedMark, annotators: readonly string[]): string {
  const told = differences.map(difference => {
    switch (difference) {
      case 'missing':
        return l10n.t(
          'only {0}',
          annotators
            .filter((_, i) => readings[i])
            .map(nameOfAnnotator)
            .join(', '),
        );
      case 'borders':
        return l10n.t('borders differ');
      case 'tag':
        return distinct(readings.map(reading => reading?.tag && `#${reading.tag}`));
      case 'value':
        return `${kind === 'date' ? l10n.t('date') : l10n.t('speaker')}: ${distinct(readings.map(reading => reading?.value))}`;
      case 'source':
        return l10n.t('source differs');
      case 'cue':
        return l10n.t('cue differs');
      case 'comment':
        return l10n.t('comments differ');
    }
  });
  return told.join(' · ');
}

/** What the gold set says of a mark, on one line; empty where it is open. */
export function outcomeOf(mark: ComparedMark, annotators: readonly string[]): string {
  const { gold, differences, readings } = mark;
  if (gold.length === 0) return '';
  if (gold.every(({ annotation }) => annotation.review?.verdict === 'rejected'))
    return readings.length > 2 ? l10n.t('none is right') : l10n.t('neither is right');
  if (differences.length === 0) return l10n.t('in the gold set');
  const names = takenFrom(mark).map(i => nameOfAnnotator(annotators[i]!));
  return names.length > 0 ? l10n.t('taken: {0}', names.join(', ')) : l10n.t('settled otherwise');
}

const figure = (value: number | null): string => (value === null ? '–' : value.toFixed(2));

export const nameOfRow = ({ kind, tag }: AgreementRow): string => (tag === undefined ? kindName(kind) : `#${tag}`);

/** The measures of a row, short and in full. */
export function figuresOf({ cohenKappa, fleissKappa, alpha, alphaUnitizing, exact, overlap, marks }: AgreementRow): {
  readonly short: string;
  readonly long: string;
} {
  const lines = [
    l10n.t('Cohen’s κ: {0}', figure(cohenKappa)),
    ...(fleissKappa === null ? [] : [l10n.t('Fleiss’ κ: {0}', figure(fleissKappa))]),
    l10n.t('Krippendorff’s α: {0}, unitizing: {1}', figure(alpha), figure(alphaUnitizing)),
    l10n.t('F1 of spans: {0} exact, {1} overlapping', figure(exact.f1), figure(overlap.f1)),
    l10n.t('Marks: {0}', marks.join(' / ')),
  ];
  return { short: `κ ${figure(cohenKappa)} · α ${figure(alpha)} · F1 ${figure(exact.f1)}`, long: lines.join('\n') };
}
