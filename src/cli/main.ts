/** The command line: `pressmark annotate`, `export`, `import`, `verify`, `compare`, `resolve`, `agreement` and `eval`. The JSON of annotate is a contract, see `core/features/contract.ts`. */
import { once } from 'node:events';
import { version } from '../../package.json';
import { toAnnotatedDocument } from '../core/index';
import { compareAnnotators, formatAgreement } from './agreement';
import { HELP, parseArguments, UsageError, type Request } from './arguments';
import { checkFiles, formatFindings, formatFindingsJson, formatFindingsSarif, hasFaults } from './check';
import { compareFiles, formatComparison } from './compare';
import { exportRelease, importFile, writeExport } from './exchange';
import { BadInput, nameOf, readRelease } from './files';
import { answerLine, linesOf } from './ndjson';
import { drawOutline } from './outline';
import { resolveFile } from './resolve';
import { paletteFor } from './palette';
import { formatJson, formatText, formatVerifySarif, isVerbatim, verifyFiles } from './verify';

const BAD_INPUT = 2;
const FOUND = 1;

async function main(): Promise<void> {
  let request: Request;
  try {
    request = parseArguments(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    complain(`${error.message}. See pressmark --help`);
    return;
  }
  switch (request.kind) {
    case 'help':
      return print(HELP);
    case 'version':
      return print(`${version}\n`);
    case 'stream':
      return annotateStream(request);
    case 'files':
      return annotateFiles(request);
    case 'export':
    case 'import':
      return exchange(request);
    case 'verify':
      return verify(request);
    case 'compare':
      return compare(request);
    case 'check':
      return check(request);
    case 'resolve':
      return resolve(request);
    case 'agreement':
    case 'eval':
      return agreement(request);
  }
}

async function annotateFiles(request: Request & { kind: 'files' }): Promise<void> {
  const palette = paletteFor(process.stdout, process.env);
  let printed = 0;
  for (const file of request.files) {
    try {
      const { text, release, problem } = readRelease(file, request);
      if (problem !== undefined) complain(`${problem}; the release is printed as it was detected`);
      if (request.format === 'outline') {
        const outline = drawOutline(nameOf(file), text, release, {
          palette,
          width: process.stdout.columns,
          explain: request.explain,
        });
        await print(printed++ > 0 ? `\n${outline}` : outline);
      } else {
        const document = toAnnotatedDocument(file, text, release, request);
        await print(`${JSON.stringify(request.format === 'json' ? { file, ...document } : document)}\n`);
      }
    } catch (error) {
      if (!(error instanceof BadInput)) throw error;
      complain(error.message);
    }
  }
}

async function annotateStream(request: Request & { kind: 'stream' }): Promise<void> {
  let number = 0;
  for await (const line of linesOf(process.stdin)) {
    const answer = answerLine(line, ++number, request);
    if (!answer) continue;
    if (!answer.ok) process.exitCode = BAD_INPUT;
    await print(`${answer.json}\n`);
  }
}

async function exchange(request: Request & { kind: 'export' | 'import' }): Promise<void> {
  try {
    if (request.kind === 'export') {
      const exported = exportRelease(request);
      for (const loss of exported.told) tell(loss);
      if (request.output === undefined) await print(exported.content);
      else writeExport(request.output, exported);
    } else {
      const { added, known, sidecar, codebook, told } = await importFile(request);
      for (const loss of told) tell(loss);
      await print(`${sidecar}: ${added} added${known > 0 ? `, ${known} there already` : ''}\n`);
      if (codebook) await print(`${codebook.path}: ${codebook.added} ${codebook.added === 1 ? 'tag' : 'tags'} added\n`);
    }
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    complain(error.message);
  }
}

async function verify(request: Request & { kind: 'verify' }): Promise<void> {
  try {
    const verified = await verifyFiles(request);
    if (!isVerbatim(verified)) process.exitCode = FOUND;
    for (const problem of verified.problems) complain(problem);
    const palette = paletteFor(process.stdout, process.env);
    const { format } = request;
    await print(
      format === 'sarif' ? formatVerifySarif(verified) : format === 'json' ? formatJson(verified) : formatText(verified, palette),
    );
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    complain(error.message);
  }
}

async function check(request: Request & { kind: 'check' }): Promise<void> {
  const now = new Date();
  const pad = (value: number) => String(value).padStart(2, '0');
  const checked = checkFiles(request, `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`);
  if (hasFaults(checked)) process.exitCode = FOUND;
  for (const problem of checked.problems) complain(problem);
  const { format } = request;
  await print(
    format === 'sarif'
      ? formatFindingsSarif(checked)
      : format === 'json'
        ? formatFindingsJson(checked)
        : formatFindings(checked, paletteFor(process.stdout, process.env)),
  );
}

async function compare(request: Request & { kind: 'compare' }): Promise<void> {
  try {
    const { comparison, texts, problems } = compareFiles(request);
    for (const problem of problems) complain(`${problem}; the release is compared as it was detected`);
    const palette = paletteFor(process.stdout, process.env);
    await print(request.format === 'json' ? `${JSON.stringify(comparison)}\n` : formatComparison(comparison, texts, palette));
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    complain(error.message);
  }
}

async function resolve({ files }: Request & { kind: 'resolve' }): Promise<void> {
  for (const file of files) {
    try {
      const { sidecar, kept } = await resolveFile(file);
      await print(kept === undefined ? `${sidecar}: holds no conflict\n` : `${sidecar}: resolved, ${kept} annotations kept\n`);
    } catch (error) {
      if (!(error instanceof BadInput)) throw error;
      complain(error.message);
    }
  }
}

async function agreement(request: Request & { kind: 'agreement' | 'eval' }): Promise<void> {
  try {
    const { table, problems } = compareAnnotators(request);
    for (const problem of problems) complain(problem);
    const palette = paletteFor(process.stdout, process.env);
    await print(request.format === 'json' ? `${JSON.stringify(table)}\n` : formatAgreement(table, palette));
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    complain(error.message);
  }
}

/** Something to know that is no error. */
function tell(message: string): void {
  process.stderr.write(`pressmark: ${message}\n`);
}

/** Writes, and waits where the reader is slower than we are. */
async function print(text: string | Uint8Array): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}

/** One line on standard error, and the exit status that says that some input was bad. */
function complain(message: string): void {
  process.stderr.write(`pressmark: ${message.replace(/\s+/g, ' ')}\n`);
  process.exitCode = BAD_INPUT;
}

// A reader that has seen enough (`| head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

void main();
