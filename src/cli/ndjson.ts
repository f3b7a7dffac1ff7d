/** Documents as lines: one JSON object in, one out, in order, with one line in memory at a time. */
import { parseRelease, toAnnotatedDocument } from '../core/index';
import { isDay, type Options } from './arguments';

/** The lines of a stream of bytes. Only a line feed ends one: U+2028 may stand inside a JSON string. */
export async function* linesOf(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let pieces: Buffer[] = [];
  for await (const chunk of stream) {
    let start = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      pieces.push(chunk.subarray(start, end));
      yield Buffer.concat(pieces);
      pieces = [];
      start = end + 1;
    }
    if (start < chunk.length) pieces.push(chunk.subarray(start));
  }
  if (pieces.length > 0) yield Buffer.concat(pieces);
}

export type Answer = { readonly ok: boolean; readonly json: string } | undefined;

/** The answer to one line, the `number`th from 1; none to an empty one. */
export function answerLine(line: Uint8Array, number: number, options: Options): Answer {
  const bad = (error: string, id?: string | number): Answer => ({
    ok: false,
    json: JSON.stringify({ ...(id === undefined ? {} : { id }), line: number, error }),
  });

  let json: string;
  try {
    json = new TextDecoder('utf-8', { fatal: true }).decode(line);
  } catch {
    return bad('is not UTF-8');
  }
  if (json.trim() === '') return undefined;
  let input: unknown;
  try {
    input = JSON.parse(json);
  } catch {
    return bad('is not JSON');
  }
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return bad('is not an object');
  const fields = input as Readonly<Record<string, unknown>>;
  const { id, text } = fields;
  if (typeof id !== 'string' && typeof id !== 'number') return bad('has no "id" that is a string or a number');
  if (typeof text !== 'string') return bad('has no "text" that is a string', id);
  const given = fields.releaseDate ?? undefined;
  if (given !== undefined && (typeof given !== 'string' || !isDay(given)))
    return bad('has a "releaseDate" that is not YYYY-MM-DD', id);
  const releaseDate = options.releaseDate ?? given;
  const release = parseRelease(text, releaseDate === undefined ? {} : { releaseDate });
  return { ok: true, json: JSON.stringify(toAnnotatedDocument(id, text, release, options)) };
}
