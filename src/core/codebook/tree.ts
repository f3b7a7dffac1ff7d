/** The tags as a tree, with how often each is used. */
import type { Codebook, CodebookTag } from './types';

export interface TagNode {
  readonly name: string;
  /** Absent where only annotations know the tag. */
  readonly tag?: CodebookTag;
  /** Annotations with this very tag. */
  readonly count: number;
  /** With this tag or one that is a case of it; each tag counts once. */
  readonly total: number;
  readonly children: readonly TagNode[];
}

/**
 * The codebook's tags below their parents, in its own order: a tag with two parents stands below both. A parent that is not in
 * the codebook counts as none, and a circle is cut where it closes. Tags that only annotations name come last, by name.
 */
export function tagTree(codebook: Codebook, counts: ReadonlyMap<string, number>): TagNode[] {
  const known = new Set(codebook.tags.map(({ name }) => name));
  const parentsOf = (tag: CodebookTag): string[] =>
    (tag.parents ?? []).filter(parent => known.has(parent) && parent !== tag.name);
  const members = new Map<string, ReadonlySet<string>>();
  const below = (tag: CodebookTag, path: readonly string[]): TagNode => {
    const here = [...path, tag.name];
    const children = codebook.tags
      .filter(other => parentsOf(other).includes(tag.name) && !here.includes(other.name))
      .map(child => below(child, here));
    const names = new Set([tag.name, ...children.flatMap(child => [...members.get(child.name)!])]);
    members.set(tag.name, names);
    const total = [...names].reduce((sum, name) => sum + (counts.get(name) ?? 0), 0);
    return { name: tag.name, tag, count: counts.get(tag.name) ?? 0, total, children };
  };
  const roots = codebook.tags.filter(tag => parentsOf(tag).length === 0);
  const reached = new Set<string>();
  const nodes = roots.map(tag => below(tag, []));
  for (const { name } of roots) for (const each of members.get(name)!) reached.add(each);
  // A circle has no root: its first tag stands at the top.
  for (const tag of codebook.tags) {
    if (reached.has(tag.name)) continue;
    nodes.push(below(tag, []));
    for (const each of members.get(tag.name)!) reached.add(each);
  }
  const others = [...counts].filter(([name]) => !known.has(name)).sort(([a], [b]) => (a < b ? -1 : 1));
  return [...nodes, ...others.map(([name, count]) => ({ name, count, total: count, children: [] }))];
}
