/** `pressmark verify`: the quotations of an article against releases. */
import {
  Corpus,
  correctedWords,
  indexRelease,
  prepareSource,
  verifyArticle,
  type QuoteCheck,
  type SourceText,
  type Verdict,
} from '../core/index';
import type { Request } from './arguments';
import { BadInput, nameOf, readText } from './files';
import { expandPattern } from './glob';
import { lineCounter } from './lines';
import type { Palette } from './palette';
import { formatSarif, type SarifFinding, type SarifRule } from './sarif';

type VerifyRequest = Request & { kind: 'verify' };

const WORDING: Readonly<Record<Verdict, string>> = {
  verbatim: 'verbatim',
  altered: 'altered',
  spliced: 'spliced',
  otherSpeaker: 'another speaker',
  notFound: 'not found',
};

const RULES: Readonly<Record<Exclude<Verdict, 'verbatim'>, SarifRule & { readonly level: SarifFinding['level'] }>> = {
  altered: {
    id: 'quote-altered',
    description: 'The words of a quotation differ from the release’s.',
    help: 'verify.md#altered',
    level: 'warning',
  },
  spliced: {
    id: 'quote-spliced',
    description: 'A quotation is joined from places that do not stand together.',
    help: 'verify.md#spliced',
    level: 'warning',
  },
  otherSpeaker: {
    id: 'quote-other-speaker',
    description: 'The release gives the words to another speaker.',
    help: 'verify.md#from-another-speaker',
    level: 'error',
  },
  notFound: {
    id: 'quote-not-found',
    description: 'No release has the words of a quotation.',
    help: 'verify.md#not-found',
    level: 'warning',
  },
};

export interface VerifiedArticle {
  readonly file: string;
  readonly text: string;
  readonly checks: readonly QuoteCheck[];
}

export interface Verified {
  readonly articles: readonly VerifiedArticle[];
  /** Texts of the releases that were read, by name. */
  readonly texts: ReadonlyMap<string, string>;
  readonly releases: number;
  /** What could not be read, one sentence each. */
  readonly problems: readonly string[];
}

/** Reads the releases and checks every article. What cannot be read is told and left out; no release at all is an error. */
export async function verifyFiles({ files, against }: VerifyRequest): Promise<Verified> {
  const texts = new Map<string, string>();
  const problems: string[] = [];
  const read = (file: string): string | undefined => {
    try {
      return readText(file);
    } catch (error) {
      if (!(error instanceof BadInput)) throw error;
      problems.push(error.message);
      return undefined;
    }
  };
  const corpus = new Corpus();
  for (const pattern of against) {
    const names = expandPattern(pattern);
    if (names.length === 0) problems.push(`${pattern}: there is no such release`);
    for (const name of names) {
      if (texts.has(name) || files.includes(name)) continue;
      const text = read(name);
      if (text === undefined) continue;
      texts.set(name, text);
      corpus.set(name, indexRelease(text));
    }
  }
  if (corpus.size === 0) throw new BadInput(problems[0] ?? 'there is no release to verify against');
  const sources = new Map<string, SourceText>();
  const load = (id: string): Promise<SourceText> => {
    const source = sources.get(id) ?? prepareSource(id, texts.get(id)!);
    sources.set(id, source);
    return Promise.resolve(source);
  };
  const articles: VerifiedArticle[] = [];
  for (const file of files) {
    const text = read(file);
    if (text === undefined) continue;
    articles.push({ file: nameOf(file), text, checks: await verifyArticle(text, corpus, { load, except: file }) });
  }
  return { articles, texts, releases: corpus.size, problems };
}

export const isVerbatim = ({ articles }: Verified): boolean =>
  articles.every(({ checks }) => checks.every(({ verdict }) => verdict === 'verbatim'));

/** The checks for a person: one paragraph a quotation, those that are not verbatim with what the release says. */
export function formatText({ articles, texts, releases }: Verified, palette: Palette): string {
  const lines: string[] = [];
  for (const { file, text, checks } of articles) {
    const lineAt = lineCounter(text);
    if (lines.length > 0) lines.push('');
    const faults = checks.filter(({ verdict }) => verdict !== 'verbatim').length;
    const are = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`;
    lines.push(
      palette.title(file),
      `${are(checks.length, 'quotation')} against ${are(releases, 'release')}, ${faults === 0 ? 'all verbatim' : `${faults} not verbatim`}`,
    );
    for (const check of checks) {
      const { quote, verdict, pieces } = check;
      const by = quote.speaker ? palette.quiet(` (${quote.speaker.name})`) : '';
      lines.push('', `${file}:${lineAt(quote.span.start)}  ${palette.heading(WORDING[verdict])}${by}`);
      lines.push(`  ${oneLine(text.slice(quote.span.start, quote.span.end))}`);
      for (const { id, span, text: words, speaker } of pieces) {
        const place = `${id}:${lineCounter(texts.get(id)!)(span.start)}`;
        lines.push(
          `    ${palette.speaker(place)}${speaker ? ` ${speaker.name}` : ''}${verdict === 'verbatim' ? '' : `: ${words}`}`,
        );
      }
      for (const line of describeDifferences(check, text, texts)) lines.push(`    ${line}`);
    }
  }
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}

function describeDifferences({ differences, pieces }: QuoteCheck, text: string, texts: ReadonlyMap<string, string>): string[] {
  const source = texts.get(pieces[0]?.id ?? '') ?? '';
  return differences.map(({ kind, quote, source: span }) => {
    const here = oneLine(text.slice(quote.start, quote.end));
    const there = oneLine(source.slice(span.start, span.end));
    return kind === 'changed' ? `“${there}” became “${here}”` : kind === 'added' ? `added: “${here}”` : `left out: “${there}”`;
  });
}

const oneLine = (text: string): string => text.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\s]+/g, ' ').trim();

/** One object an article, one a line. */
export function formatJson({ articles, texts }: Verified): string {
  return articles
    .map(
      ({ file, text, checks }) =>
        `${JSON.stringify({
          file,
          quotes: checks.map(({ quote, verdict, similarity, pieces, differences }) => ({
            start: quote.span.start,
            end: quote.span.end,
            text: text.slice(quote.span.start, quote.span.end),
            speaker: quote.speaker?.name ?? null,
            verdict,
            similarity: Math.round(similarity * 1000) / 1000,
            sources: pieces.map(({ id, span, text: words, speaker }) => ({
              file: id,
              ...span,
              text: words,
              speaker: speaker?.name ?? null,
            })),
            differences: differences.map(({ kind, quote: here, source }) => ({
              kind,
              article: text.slice(here.start, here.end),
              release: (texts.get(pieces[0]?.id ?? '') ?? '').slice(source.start, source.end),
            })),
          })),
        })}\n`,
    )
    .join('');
}

/** What is not verbatim, as SARIF. */
export function formatVerifySarif({ articles, texts }: Verified): string {
  const findings = articles.flatMap(({ file, text, checks }) =>
    checks.flatMap((check): SarifFinding[] => {
      const { quote, verdict, pieces } = check;
      if (verdict === 'verbatim') return [];
      const { id, level, description } = RULES[verdict];
      const words = oneLine(text.slice(quote.span.start, quote.span.end));
      const detail = describeDifferences(check, text, texts).join('; ');
      const replacement = correctedWords(text, check);
      return [
        {
          rule: id,
          level,
          message: `${description} ${words}${detail ? ` (${detail})` : ''}`,
          file,
          text,
          // A fix takes the place of the words, between the quotation marks.
          ...(replacement === undefined ? quote.span : pieces[0]!.quote),
          ...(replacement === undefined ? {} : { replacement }),
          related: pieces.map(piece => ({
            file: piece.id,
            text: texts.get(piece.id)!,
            ...piece.span,
            message: `${piece.speaker ? `${piece.speaker.name}: ` : ''}${piece.text}`,
          })),
          properties: { verdict, speaker: quote.speaker?.name ?? null },
        },
      ];
    }),
  );
  return formatSarif(Object.values(RULES), findings);
}
