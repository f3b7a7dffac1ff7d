/** `pressmark check`: what an editor would object to in releases. */
import { CHECKS, checkRelease, describeFinding, placeAnnotations, withoutIgnored, type WeighedFinding } from '../core/index';
import type { Request } from './arguments';
import { BadInput, nameOf, readRelease, readSidecar } from './files';
import { lineCounter } from './lines';
import type { Palette } from './palette';
import { formatSarif, type SarifFinding } from './sarif';

interface CheckedFile {
  readonly file: string;
  readonly text: string;
  readonly findings: readonly WeighedFinding[];
}

export interface CheckedFiles {
  readonly files: readonly CheckedFile[];
  readonly problems: readonly string[];
}

/** Checks each file as people have corrected it, without what they said to ignore. */
export function checkFiles({ files, house, rules }: Request & { kind: 'check' }, today: string): CheckedFiles {
  const checked: CheckedFile[] = [];
  const problems: string[] = [];
  const severities = Object.fromEntries(
    Object.keys(CHECKS).map(code => {
      const own = CHECKS[code as keyof typeof CHECKS];
      const wanted = rules.length > 0 ? rules.includes(code) : own !== 'off' || house;
      return [code, wanted ? (own === 'off' ? 'warning' : own) : 'off'];
    }),
  );
  for (const file of files) {
    try {
      const { text, release, problem } = readRelease(file, {});
      if (problem !== undefined) problems.push(`${problem}; the release is checked as it was detected`);
      const annotations = placeAnnotations(text, readSidecar(file).page.annotations);
      const findings = withoutIgnored(checkRelease({ text, release, today }, severities), annotations);
      checked.push({ file: nameOf(file), text, findings });
    } catch (error) {
      if (!(error instanceof BadInput)) throw error;
      problems.push(error.message);
    }
  }
  return { files: checked, problems };
}

/** Whether something is wrong; what is only worth knowing does not count. */
export const hasFaults = ({ files }: CheckedFiles): boolean =>
  files.some(({ findings }) => findings.some(({ severity }) => severity === 'error' || severity === 'warning'));

/** As compilers print: "file:line:column: severity: sentence [code]". */
export function formatFindings({ files }: CheckedFiles, palette: Palette): string {
  return files
    .flatMap(({ file, text, findings }) => {
      const lineAt = lineCounter(text);
      return findings.map(finding => {
        const { start } = finding.span;
        const column = start - text.lastIndexOf('\n', start - 1);
        const place = palette.quiet(`${file}:${lineAt(start)}:${column}:`);
        return `${place} ${finding.severity}: ${describeFinding(finding)} ${palette.quiet(`[${finding.code}]`)}\n`;
      });
    })
    .join('');
}

export function formatFindingsJson({ files }: CheckedFiles): string {
  return files
    .map(({ file, text, findings }) => {
      const listed = findings.map(finding => ({
        code: finding.code,
        severity: finding.severity,
        ...finding.span,
        text: text.slice(finding.span.start, finding.span.end),
        message: describeFinding(finding),
        fixes: finding.fixes.map(({ span, replacement, certain }) => ({ ...span, replacement, certain })),
      }));
      return `${JSON.stringify({ file, findings: listed })}\n`;
    })
    .join('');
}

export function formatFindingsSarif({ files }: CheckedFiles): string {
  const rules = Object.keys(CHECKS).map(id => ({ id, description: `The check “${id}”.`, help: `checks.md#${id}` }));
  const findings = files.flatMap(({ file, text, findings: found }) =>
    found.map((finding): SarifFinding => {
      const fix = finding.fixes.find(({ certain }) => certain);
      return {
        rule: finding.code,
        level: finding.severity === 'error' || finding.severity === 'warning' ? finding.severity : 'note',
        message: describeFinding(finding),
        file,
        text,
        ...finding.span,
        related: (finding.related ?? []).map(span => ({ file, text, ...span, message: text.slice(span.start, span.end) })),
        ...(fix?.span.start === finding.span.start && fix.span.end === finding.span.end ? { replacement: fix.replacement } : {}),
      };
    }),
  );
  return formatSarif(rules, findings);
}
