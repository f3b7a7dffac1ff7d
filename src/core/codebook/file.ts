/** The file `.pressmark/codebook.json`: read with care, written so that git compares it line by line. */
import * as v from 'valibot';
import { PASSAGE_KINDS, type JsonObject } from '../annotations/types';
import type { Codebook, CodebookTag } from './types';

/** Where a workspace folder keeps its codebook. */
export const CODEBOOK_PATH = '.pressmark/codebook.json';

/** Version of the format. A file with a higher one is not read and never overwritten. */
const VERSION = 1;

/** What came of reading a codebook. Only a `read` one may be written; `problem` is half a sentence: "is not JSON: …". */
export type CodebookReading =
  { readonly state: 'read'; readonly codebook: Codebook } | { readonly state: 'unreadable'; readonly problem: string };

const name = v.pipe(
  v.string(),
  v.check(text => text.trim() !== '', 'a name is needed'),
);
const Tag = v.looseObject({
  name,
  color: v.optional(v.pipe(v.string(), v.regex(/^#[\da-f]{6}$/i, 'a color is written as #rrggbb'))),
  description: v.optional(v.string()),
  examples: v.optional(v.array(v.string())),
  parents: v.optional(v.array(name)),
  kinds: v.optional(v.array(v.picklist(PASSAGE_KINDS))),
});
const File = v.looseObject({ version: v.optional(v.number()), tags: v.array(Tag) });

const FILE_KEYS = new Set(['$schema', 'version', 'tags']);
const TAG_KEYS = new Set(['name', 'color', 'description', 'examples', 'parents', 'kinds']);

const rest = (raw: object | undefined, known: ReadonlySet<string>): JsonObject =>
  Object.fromEntries(Object.entries((raw ?? {}) as JsonObject).filter(([key]) => !known.has(key)));

/** Reads the text of a codebook. Never throws. */
export function parseCodebook(text: string): CodebookReading {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    return { state: 'unreadable', problem: `is not JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
  const checked = v.safeParse(File, json);
  if (!checked.success) {
    const issue = checked.issues[0];
    return { state: 'unreadable', problem: `is not a codebook: ${v.getDotPath(issue) ?? 'the file'}: ${issue.message}` };
  }
  const { version = VERSION, tags } = checked.output;
  if (version > VERSION) return { state: 'unreadable', problem: `comes from a newer version (format ${version})` };
  const names = tags.map(tag => tag.name);
  const twice = names.find((each, index) => names.indexOf(each) !== index);
  if (twice !== undefined) return { state: 'unreadable', problem: `holds the tag “${twice}” twice` };
  return {
    state: 'read',
    codebook: {
      tags: tags.map(({ name: tag, color, description, examples, parents, kinds, ...others }): CodebookTag => ({
        name: tag,
        ...(color === undefined ? {} : { color }),
        ...(description === undefined ? {} : { description }),
        ...(examples === undefined ? {} : { examples }),
        ...(parents === undefined ? {} : { parents }),
        ...(kinds === undefined ? {} : { kinds }),
        ...(Object.keys(others).length > 0 ? { raw: others as JsonObject } : {}),
      })),
      unknown: rest(checked.output, FILE_KEYS),
    },
  };
}

/** The text of a codebook's file. */
export function formatCodebook({ tags, unknown }: Codebook): string {
  const written = tags.map(({ raw, ...tag }) => ({
    name: tag.name,
    ...(tag.color === undefined ? {} : { color: tag.color }),
    ...(tag.description === undefined ? {} : { description: tag.description }),
    ...(tag.examples === undefined ? {} : { examples: tag.examples }),
    ...(tag.parents === undefined ? {} : { parents: tag.parents }),
    ...(tag.kinds === undefined ? {} : { kinds: tag.kinds }),
    ...rest(raw, TAG_KEYS),
  }));
  return `${JSON.stringify({ version: VERSION, ...unknown, tags: written }, undefined, 2)}\n`;
}
