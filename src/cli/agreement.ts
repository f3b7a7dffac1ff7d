/** `pressmark agreement` and `pressmark eval`: how far annotators agree with each other, and detection with corrected files. */
import { basename } from 'node:path';
import {
  agreementTable,
  annotatorsOf,
  correctedOf,
  detectionOf,
  GOLD,
  goldOf,
  joinAnnotators,
  exchangeDocument,
  parseRelease,
  parseSidecar,
  placeAnnotations,
  reviewRelease,
  type AgreementRow,
  type AgreementTable,
  type AnnotatedText,
} from '../core/index';
import type { Request } from './arguments';
import { BadInput, nameOf, readSidecar, readText } from './files';
import type { Palette } from './palette';

type AgreementRequest = Request & { kind: 'agreement' | 'eval' };

export interface Compared {
  readonly table: AgreementTable;
  /** What is wrong with files that are left out. */
  readonly problems: readonly string[];
}

/** @throws BadInput where fewer than two annotate any file */
export function compareAnnotators(request: AgreementRequest): Compared {
  const problems: string[] = [];
  const texts: AnnotatedText[] = [];
  for (const file of request.files) {
    try {
      texts.push(request.kind === 'eval' ? evaluated(file) : annotated(file, request));
    } catch (error) {
      if (!(error instanceof BadInput)) throw error;
      problems.push(error.message);
    }
  }
  if (texts.length === 0) throw new BadInput(problems.join('; '));
  const table = agreementTable(texts);
  if (table.annotators.length < 2) {
    const [only] = table.annotators;
    const who = only === undefined ? 'nobody annotates a passage' : `${only} is the only annotator`;
    throw new BadInput(`${request.files.map(nameOf).join(', ')}: ${who}; agreement wants two${wayOut(request)}`);
  }
  return { table, problems };
}

/** What would make it two, of what was not asked for. */
function wayOut(request: AgreementRequest): string {
  if (request.kind === 'eval') return '';
  if (request.annotators.length > 0)
    return ` (only ${request.annotators.join(', ')} ${request.annotators.length === 1 ? 'was' : 'were'} asked for)`;
  if (!request.detection) return ' (--detection makes the engine one)';
  return request.files.length === 1 ? ' (--with adds those of another file)' : '';
}

function pageOf(file: string) {
  const { page, problem } = readSidecar(file);
  if (problem !== undefined) throw new BadInput(problem);
  return page;
}

function releaseOf(text: string, annotations: ReturnType<typeof pageOf>['annotations']) {
  const releaseDate = annotations.find(({ kind }) => kind === 'releaseDate')?.value;
  return parseRelease(text, releaseDate === undefined ? {} : { releaseDate });
}

function annotated(
  file: string,
  { sidecars, detection, gold, annotators: wanted }: AgreementRequest & { kind: 'agreement' },
): AnnotatedText {
  const text = readText(file);
  const { annotations } = pageOf(file);
  const placed = placeAnnotations(text, annotations);
  const set = gold ? goldOf(placed) : undefined;
  const annotators = annotatorsOf(placed, 'unnamed');
  for (const sidecar of sidecars) {
    const reading = parseSidecar(readText(sidecar));
    if (reading.state !== 'read') throw new BadInput(`${nameOf(sidecar)}: is no file of annotations that can be read`);
    const name = basename(sidecar).replace(/\.annotations\.json$|\.json$/, '');
    annotators.push(...annotatorsOf(placeAnnotations(text, reading.page.annotations), name));
  }
  const all = joinAnnotators([
    ...(set ? [set] : []),
    ...annotators,
    ...(detection ? [detectionOf(releaseOf(text, annotations))] : []),
  ]);
  return { text, annotators: wanted.length === 0 ? all : all.filter(({ name }) => name === GOLD || wanted.includes(name)) };
}

function evaluated(file: string): AnnotatedText {
  const text = readText(file);
  const page = pageOf(file);
  if (page.annotations.length === 0)
    throw new BadInput(`${nameOf(file)}: nobody has corrected it: there are no annotations beside it`);
  const detected = releaseOf(text, page.annotations);
  const placed = placeAnnotations(text, page.annotations);
  const document = exchangeDocument(basename(file), text, reviewRelease(text, detected, placed), page, placed);
  return { text, annotators: [correctedOf(document.items), detectionOf(detected)] };
}

const figure = (value: number | null): string => (value === null ? '–' : value.toFixed(3));

/** A table in columns; "–" is a measure that is not defined. */
export function formatAgreement({ annotators, texts, rows }: AgreementTable, palette: Palette): string {
  const three = annotators.length > 2;
  const head = ['', 'marks', 'Cohen κ', ...(three ? ['Fleiss κ'] : []), 'α', 'α_u', 'F1 exact', 'F1 overlap'];
  const scores = three ? [] : ['P / R exact', 'P / R overlap'];
  const line = ({ kind, tag, marks, exact, overlap, ...measures }: AgreementRow): string[] => [
    tag === undefined ? kind : `  #${tag}`,
    marks.join(' / '),
    figure(measures.cohenKappa),
    ...(three ? [figure(measures.fleissKappa)] : []),
    figure(measures.alpha),
    figure(measures.alphaUnitizing),
    figure(exact.f1),
    figure(overlap.f1),
    ...(three ? [] : [exact, overlap].map(({ precision, recall }) => `${figure(precision)} / ${figure(recall)}`)),
  ];
  const cells = [[...head, ...scores], ...rows.map(line)];
  const widths = cells[0]!.map((_, i) => Math.max(...cells.map(row => row[i]!.length)));
  const drawn = cells.map(row =>
    row
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!)))
      .join('  ')
      .trimEnd(),
  );
  const title = `${annotators.join(', ')} · ${texts} ${texts === 1 ? 'text' : 'texts'}`;
  return `${[palette.heading(title), ...(rows.length > 0 ? drawn : ['Nobody marked anything.'])].join('\n')}\n`;
}
