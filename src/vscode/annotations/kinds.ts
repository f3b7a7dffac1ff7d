import { l10n } from 'vscode';
import type { Annotation, AnnotationKind, AnnotationState } from '../../core/index';

/** What people call a kind. */
export function kindName(kind: AnnotationKind): string {
  switch (kind) {
    case 'note':
      return l10n.t('Note');
    case 'speaker':
      return l10n.t('Speaker');
    case 'message':
      return l10n.t('Message');
    case 'date':
      return l10n.t('Date');
    case 'tag':
      return l10n.t('Tag');
    case 'releaseDate':
      return l10n.t('Release date');
    case 'relation':
      return l10n.t('Relation');
  }
}

/** What people call the state of an annotation. */
export function stateName(state: AnnotationState): string {
  switch (state) {
    case 'open':
      return l10n.t('Open discussion');
    case 'resolved':
      return l10n.t('Resolved');
    case 'gold':
      return l10n.t('Gold set');
    case 'confirmed':
      return l10n.t('Confirmed');
    case 'changed':
      return l10n.t('Corrected');
    case 'added':
      return l10n.t('Added');
    case 'rejected':
      return l10n.t('Rejected');
    case 'plain':
      return l10n.t('Without a comment');
    case 'orphaned':
      return l10n.t('Words not found');
  }
}

/** What annotations and marks are told apart, grouped or sorted by. */
export function facetName(facet: string): string {
  switch (facet) {
    case 'kind':
      return l10n.t('Kind');
    case 'tag':
      return l10n.t('Tag');
    case 'author':
      return l10n.t('Author');
    case 'state':
      return l10n.t('State');
    case 'speaker':
      return l10n.t('Speaker');
    case 'rule':
      return l10n.t('Rule');
    default:
      return l10n.t('File');
  }
}

/** The product icon of a kind. */
export const KIND_ICONS: Readonly<Record<AnnotationKind, string>> = {
  note: 'note',
  speaker: 'person',
  message: 'quote',
  date: 'calendar',
  tag: 'tag',
  releaseDate: 'calendar',
  relation: 'references',
};

/** "Robin Vale · 2 May 2024, 10:30" in the language of the editor; what is not known is left out. */
export function authorAndTime({ author, created, modified }: Pick<Annotation, 'author' | 'created' | 'modified'>): string {
  const time = Date.parse(modified ?? created ?? '');
  const said = Number.isNaN(time) ? '' : new Date(time).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
  return [author, modified && said ? l10n.t('changed {0}', said) : said].filter(Boolean).join(' · ');
}

/** A relation as it is said of one of its ends: "supports", "is supported by"; another tool's by its own word. */
export function relationPhrase(type: string, outgoing: boolean): string {
  switch (type) {
    case 'answers':
      return outgoing ? l10n.t('answers') : l10n.t('is answered by');
    case 'supports':
      return outgoing ? l10n.t('supports') : l10n.t('is supported by');
    case 'contradicts':
      return outgoing ? l10n.t('contradicts') : l10n.t('is contradicted by');
    case 'isAbout':
      return outgoing ? l10n.t('is about') : l10n.t('is the date of');
    default:
      return outgoing ? type : l10n.t('is where “{0}” leads from', type);
  }
}

const LONGEST = 60;

/** `text` on one line, cut at a word. */
export function shortened(text: string, longest = LONGEST): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= longest) return line;
  const cut = line.lastIndexOf(' ', longest - 1);
  return `${line.slice(0, cut > longest / 2 ? cut : longest - 1)}…`;
}

/** The words that an annotation is about, on one line. */
export function passageOf(annotation: Annotation, longest?: number): string {
  if (annotation.targets.length === 0) return l10n.t('the whole document');
  return shortened(annotation.targets.map(target => target.quote.exact).join(' … '), longest);
}

/** What an annotation says, on one line; empty where it says nothing but its kind. */
export function sayingOf({ tag, value, comment }: Annotation): string {
  return [tag && `#${tag}`, value, comment && shortened(comment, 120)].filter(Boolean).join(' · ');
}
