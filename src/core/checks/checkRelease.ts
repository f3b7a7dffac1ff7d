/** Runs the checks on a release, and leaves out what people said they do not want to hear. */
import type { PlacedAnnotation } from '../annotations/place';
import type { Span } from '../text/span';
import { checkDates } from './dates';
import {
  CHECKS,
  type CheckCode,
  type CheckInput,
  type CheckSeverity,
  type Finding,
  type KnownInput,
  type Steps,
} from './findings';
import { checkHouseStyle } from './houseStyle';
import { PartFacts } from './partFacts';
import { checkPeople } from './people';
import { checkQuotationMarks } from './quotationMarks';
import { checkAcronyms, checkLongQuotes, checkRepeatedQuotes } from './wording';

const ALL: readonly ((input: KnownInput) => Steps)[] = [
  checkQuotationMarks,
  checkPeople,
  checkDates,
  checkAcronyms,
  checkRepeatedQuotes,
  checkLongQuotes,
  checkHouseStyle,
];

/** A finding with the severity that is asked for. */
export type WeighedFinding = Finding & { readonly severity: Exclude<CheckSeverity, 'off'> };

/** Findings in the order of the text. `severities` says of some checks how much they weigh; the others weigh as {@link CHECKS} says. */
export function checkRelease(input: CheckInput, severities: Partial<Record<CheckCode, CheckSeverity>> = {}): WeighedFinding[] {
  const steps = checkInSteps(input, severities);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/**
 * As {@link checkRelease}, in steps after each of which it may be left for a while, or for good. `facts` are those of the last version of the
 * same text.
 */
export function* checkInSteps(
  input: CheckInput,
  severities: Partial<Record<CheckCode, CheckSeverity>> = {},
  facts = new PartFacts(),
): Generator<undefined, WeighedFinding[]> {
  const findings: WeighedFinding[] = [];
  const known = { ...input, facts };
  for (const check of ALL) {
    for (const finding of check(known)) {
      const severity = finding && (severities[finding.code] ?? CHECKS[finding.code]);
      if (finding && severity !== undefined && severity !== 'off') findings.push({ ...finding, severity });
      yield undefined;
    }
    yield undefined;
  }
  facts.endRun();
  return findings.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

/** Tag of the annotation by which a person says that one finding is none: "ignore weekday-mismatch". */
export const ignoringTag = (code: CheckCode): string => `ignore ${code}`;

/** Findings without those that people have said to ignore, in an annotation on their words. */
export function withoutIgnored<T extends Finding>(findings: readonly T[], annotations: readonly PlacedAnnotation[]): T[] {
  const ignored = new Map<string, Span[]>();
  for (const { annotation, spans } of annotations) {
    if (annotation.tag === undefined) continue;
    ignored.set(annotation.tag, [...(ignored.get(annotation.tag) ?? []), ...spans.flatMap(span => span ?? [])]);
  }
  return findings.filter(
    ({ code, span }) => !ignored.get(ignoringTag(code))?.some(({ start, end }) => start < span.end && span.start < end),
  );
}
