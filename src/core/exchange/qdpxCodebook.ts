/**
 * The codebook of a REFI-QDA project: codes with a colour and a description, a case of another within it. Kinds and roles of
 * annotations are codes too, of which the codebook says nothing.
 */
import { tagNamed } from '../codebook/edits';
import type { Codebook, CodebookTag } from '../codebook/types';
import { colourOfLabel, KIND_COLOURS, TAG_COLOUR } from './colours';
import { attributes, childrenNamed, content, textOf, type XmlElement } from './xml';

/** The codes with these names, and those they are cases of, as elements. A tag with several parents stands in the first. */
export function codeElements(labels: readonly string[], codebook: Codebook, guidOf: (label: string) => string): string[] {
  const parents = new Map<string, string | undefined>();
  for (const label of labels) {
    for (let each: string | undefined = label; each !== undefined && !parents.has(each); each = parents.get(each))
      parents.set(each, KIND_COLOURS.has(each) ? undefined : firstParent(codebook, each, parents));
  }
  const written = (label: string): string => {
    const inner = [...parents].filter(([, parent]) => parent === label).map(([child]) => written(child));
    const description = tagNamed(codebook, label)?.description;
    const said = [description === undefined ? '' : `<Description>${content(description)}</Description>`, ...inner].join('');
    const color = colourOfLabel(label, codebook);
    const element = `<Code${attributes({ guid: guidOf(label), name: label, isCodable: 'true', color })}`;
    return said === '' ? `${element}/>` : `${element}>${said}</Code>`;
  };
  return [...parents].filter(([, parent]) => parent === undefined).map(([label]) => written(label));
}

/** The first parent that the codebook has, unless that would close a circle. */
function firstParent(codebook: Codebook, label: string, parents: ReadonlyMap<string, string | undefined>): string | undefined {
  const [parent] = (tagNamed(codebook, label)?.parents ?? []).filter(each => tagNamed(codebook, each));
  for (let each = parent; each !== undefined; each = parents.get(each)) if (each === label) return undefined;
  return parent !== undefined && KIND_COLOURS.has(parent) ? undefined : parent;
}

/** What a project says of its codes, but for those that it only names. */
export function tagsOfCodes(root: XmlElement): CodebookTag[] {
  const tags = new Map<string, CodebookTag>();
  const read = (code: XmlElement, parent: CodebookTag | undefined): void => {
    const { name = '', color } = code.attributes;
    const inner = childrenNamed(code, 'Code');
    const description = childrenNamed(code, 'Description').map(textOf).join('\n').trim();
    const own = color?.toLowerCase();
    const plain = own === undefined || own === TAG_COLOUR || own === parent?.color || !/^#[\da-f]{6}$/.test(own);
    const tag: CodebookTag = {
      name,
      ...(plain ? {} : { color: own }),
      ...(description === '' ? {} : { description }),
      ...(parent ? { parents: [parent.name] } : {}),
    };
    const says = tag.color !== undefined || description !== '' || parent !== undefined || inner.length > 0;
    const known = name.trim() === '' || KIND_COLOURS.has(name);
    if (says && !known && !tags.has(name)) tags.set(name, tag);
    for (const each of inner) read(each, known ? undefined : tag);
  };
  for (const codes of codesIn(root)) for (const code of childrenNamed(codes, 'Code')) read(code, undefined);
  return [...tags.values()];
}

const codesIn = (root: XmlElement): XmlElement[] => childrenNamed(root, 'CodeBook').flatMap(book => childrenNamed(book, 'Codes'));
