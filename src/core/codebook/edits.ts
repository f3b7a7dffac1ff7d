/** Changes of a codebook, and what they mean for the annotations that name its tags. */
import type { Annotation, PassageKind } from '../annotations/types';
import type { Codebook, CodebookTag } from './types';

/** Why a change cannot be made: a name that is taken, a tag that is not there, a tag that would be its own parent. */
export type CodebookFault = 'taken' | 'missing' | 'circle';

export class CodebookConflict extends Error {
  constructor(
    readonly fault: CodebookFault,
    readonly tag: string,
  ) {
    super(`${fault}: ${tag}`);
  }
}

export const tagNamed = (codebook: Codebook, name: string): CodebookTag | undefined =>
  codebook.tags.find(tag => tag.name === name);

/** The tag and all it is a case of. */
function withAncestors(codebook: Codebook, name: string, seen = new Set<string>()): Set<string> {
  if (seen.has(name)) return seen;
  seen.add(name);
  for (const parent of tagNamed(codebook, name)?.parents ?? []) withAncestors(codebook, parent, seen);
  return seen;
}

function withoutEmpty(tag: CodebookTag): CodebookTag {
  const { examples, parents, kinds, color, description, ...others } = tag;
  return {
    ...others,
    ...(color ? { color } : {}),
    ...(description ? { description } : {}),
    ...(examples?.length ? { examples } : {}),
    ...(parents?.length ? { parents } : {}),
    ...(kinds?.length ? { kinds } : {}),
  };
}

/** Adds a tag. */
export function addTag(codebook: Codebook, tag: CodebookTag): Codebook {
  if (tagNamed(codebook, tag.name)) throw new CodebookConflict('taken', tag.name);
  return checked({ ...codebook, tags: [...codebook.tags, withoutEmpty(tag)] }, tag.name);
}

/** With the tags that it does not have yet; what it says of others stays as it is. A parent that would be its own is left out. */
export function withTags(codebook: Codebook, tags: readonly CodebookTag[]): Codebook {
  const fresh = tags.filter(({ name }) => !tagNamed(codebook, name));
  const named = fresh.reduce((book, { parents: _later, ...tag }) => addTag(book, tag), codebook);
  return fresh.reduce((book, { name, parents = [] }) => {
    const known = parents.filter(parent => tagNamed(book, parent) && !withAncestors(book, parent).has(name));
    return known.length > 0 ? editTag(book, name, { parents: known }) : book;
  }, named);
}

/** Changes anything of a tag but its name. What is set to nothing is taken away. */
export function editTag(codebook: Codebook, name: string, change: Partial<Omit<CodebookTag, 'name'>>): Codebook {
  if (!tagNamed(codebook, name)) throw new CodebookConflict('missing', name);
  const tags = codebook.tags.map(tag => (tag.name === name ? withoutEmpty({ ...tag, ...change }) : tag));
  return checked({ ...codebook, tags }, name);
}

function checked(codebook: Codebook, name: string): Codebook {
  const parents = tagNamed(codebook, name)?.parents ?? [];
  if (parents.some(parent => withAncestors(codebook, parent).has(name))) throw new CodebookConflict('circle', name);
  return codebook;
}

const renamed = (tag: CodebookTag, from: string, to: string): CodebookTag =>
  tag.parents?.includes(from)
    ? withoutEmpty({
        ...tag,
        parents: [...new Set(tag.parents.map(each => (each === from ? to : each)))].filter(each => each !== tag.name),
      })
    : tag;

/** Gives a tag another name, in its children too. A tag that only annotations know is let be. */
export function renameTag(codebook: Codebook, from: string, to: string): Codebook {
  if (tagNamed(codebook, to)) throw new CodebookConflict('taken', to);
  return { ...codebook, tags: codebook.tags.map(tag => renamed(tag.name === from ? { ...tag, name: to } : tag, from, to)) };
}

/** Makes a tag one with another, which keeps what it says and gets the examples and the children. */
export function mergeTags(codebook: Codebook, from: string, into: string): Codebook {
  const [source, target] = [tagNamed(codebook, from), tagNamed(codebook, into)];
  if (!source) return codebook;
  if (!target) return renameTag(codebook, from, into);
  const examples = [...new Set([...(target.examples ?? []), ...(source.examples ?? [])])];
  const tags = codebook.tags
    .filter(tag => tag !== source)
    .map(tag => renamed(tag === target ? withoutEmpty({ ...tag, examples }) : tag, from, into));
  return { ...codebook, tags };
}

/** Takes a tag away; its children become children of its parents. */
export function deleteTag(codebook: Codebook, name: string): Codebook {
  const gone = tagNamed(codebook, name);
  if (!gone) throw new CodebookConflict('missing', name);
  const tags = codebook.tags.flatMap(tag => {
    if (tag === gone) return [];
    if (!tag.parents?.includes(name)) return [tag];
    const parents = [...new Set(tag.parents.flatMap(each => (each === name ? (gone.parents ?? []) : [each])))];
    return [withoutEmpty({ ...tag, parents })];
  });
  return { ...codebook, tags };
}

/** The tags that may be put on an annotation of that kind, in the order of the codebook. */
export const tagsFor = (codebook: Codebook, kind: PassageKind): CodebookTag[] =>
  codebook.tags.filter(tag => !tag.kinds || tag.kinds.includes(kind));

/** The colour of a tag, its own or that of the nearest tag it is a case of. */
export function colorOf(codebook: Codebook, name: string): string | undefined {
  for (const each of withAncestors(codebook, name)) {
    const color = tagNamed(codebook, each)?.color;
    if (color) return color;
  }
  return undefined;
}

/** The annotation with another tag in the place of `from`; without one, no longer tagged: an annotation that only tagged is then nothing. */
export function retagged(annotation: Annotation, from: string, to: string | undefined, modified: string): Annotation | undefined {
  if (annotation.tag !== from) return annotation;
  if (to !== undefined) return { ...annotation, tag: to, modified };
  const { tag: _gone, ...others } = annotation;
  return annotation.kind === 'tag' && !annotation.comment && !annotation.replies?.length
    ? undefined
    : { ...others, kind: annotation.kind === 'tag' ? 'note' : annotation.kind, modified };
}
