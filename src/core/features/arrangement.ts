/** The outline as a person wants it: speakers and dates in an order of theirs, and only what matches their words. */
import { childrenOf, type DateNode, type GroupNode, type OutlineNode, type SpeakerNode } from './outline';

export type SpeakerOrder = 'place' | 'name' | 'voice';
export type DateOrder = 'time' | 'place';

export interface Arrangement {
  /** By first mention, by name, or by how many words are theirs, most first. */
  readonly speakers: SpeakerOrder;
  readonly dates: DateOrder;
  /** Only what holds all of these words or parts of words is kept, with what it stands under; letter case does not matter. */
  readonly filter?: string;
}

export function arrangeOutline(groups: readonly GroupNode[], arrangement: Arrangement): GroupNode[] {
  const words = (arrangement.filter ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  return groups
    .map(group => ({ ...group, children: ordered(group, arrangement) }))
    .map(group => (words.length > 0 ? { ...group, children: group.children.flatMap(node => matching(node, words)) } : group))
    .filter(group => group.children.length > 0);
}

function ordered({ id, children }: GroupNode, { speakers, dates }: Arrangement): readonly OutlineNode[] {
  if (id === 'dates' && dates === 'place') {
    return [...(children as readonly DateNode[])].sort((a, b) => a.span.start - b.span.start);
  }
  if (id !== 'speakers' || speakers === 'place') return children;
  const key =
    speakers === 'name'
      ? (a: SpeakerNode, b: SpeakerNode) => (a.speaker?.name ?? '\uffff').localeCompare(b.speaker?.name ?? '\uffff')
      : (a: SpeakerNode, b: SpeakerNode) => wordsOf(b) - wordsOf(a);
  const speaking = children.filter(node => node.kind === 'speaker').sort(key);
  return [...speaking, ...children.filter(node => node.kind !== 'speaker')]; // "Named, not quoted" stays last
}

const wordsOf = (speaker: SpeakerNode): number => speaker.children.reduce((sum, message) => sum + message.words, 0);

/** What a node is found by. */
function textOf(node: OutlineNode): string {
  switch (node.kind) {
    case 'group':
      return '';
    case 'speaker':
      return [node.speaker?.name, ...(node.speaker?.titles ?? []), node.speaker?.affiliation].filter(Boolean).join(' ');
    case 'date':
      return `${node.text} ${node.date.resolved ?? node.date.value} ${node.context}`;
    default:
      return node.text;
  }
}

/** The node with those of its children that match; with all of them where it matches itself. */
function matching(node: OutlineNode, words: readonly string[]): OutlineNode[] {
  const text = textOf(node).toLowerCase();
  if (words.every(word => text.includes(word))) return [node];
  const children = childrenOf(node).flatMap(child => matching(child, words));
  return children.length > 0 ? [{ ...node, children } as OutlineNode] : [];
}
