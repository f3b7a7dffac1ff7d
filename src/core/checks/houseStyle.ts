/** What a house wants every release to have. Off unless the house says so. */
import type { PartKind } from '../release/types';
import { finding, type CheckCode, type CheckInput, type CheckMessage, type Finding } from './findings';

const WANTED: readonly (readonly [kind: PartKind, code: CheckCode, message: CheckMessage])[] = [
  ['dateline', 'missing-dateline', 'noDateline'],
  ['contact', 'missing-contact', 'noContact'],
  ['boilerplate', 'missing-boilerplate', 'noBoilerplate'],
  ['endmark', 'missing-endmark', 'noEndmark'],
];

/** A dateline is missed at the start of the text, the others at its end. */
export function checkHouseStyle({ text, release }: CheckInput): Finding[] {
  if (release.parts.length === 0) return [];
  const first = release.parts.find(({ kind }) => kind === 'paragraph') ?? release.parts[0]!;
  const end = text.trimEnd().length;
  return WANTED.flatMap(([wanted, code, message]) => {
    if (release.parts.some(({ kind }) => kind === wanted)) return [];
    if (wanted === 'dateline')
      return [finding(code, { start: first.span.start, end: Math.min(first.span.start + 1, end) }, message)];
    const fixes = wanted === 'endmark' ? [{ span: { start: end, end }, replacement: '\n\n###', certain: false }] : [];
    return [finding(code, { start: Math.max(0, end - 1), end }, message, [], { fixes })];
  });
}
