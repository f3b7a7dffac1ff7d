/**
 * schema.org as JSON-LD, for the page that a release is published on: a NewsArticle with its Quotations
 * (https://schema.org/NewsArticle, https://schema.org/Quotation).
 */
import type { Json, JsonObject } from '../annotations/types';
import { joinSpans } from '../features/excerpt';
import type { Speaker } from '../release/types';
import type { Exported } from './formats';
import type { ExchangeDocument } from './items';
import { countLosses } from './losses';

const TYPES: Readonly<Partial<Record<Speaker['kind'], string>>> = {
  person: 'Person',
  organization: 'Organization',
  document: 'CreativeWork',
};

/** Schema.org has no quotation of whom nobody knows; it is written without a creator. */
export function exportSchemaOrg(document: ExchangeDocument): Exported {
  const { name, text, release, items } = document;
  const headline = release.parts.find(({ kind }) => kind === 'headline');
  const speakers = new Map(release.speakers.map(speaker => [speaker.name, speaker]));
  const agentId = (of: string): string => `#${encodeURIComponent(of)}`;
  const messages = items.filter(({ kind }) => kind === 'message');
  const named = [...new Set(messages.flatMap(({ value }) => value ?? []))];
  const quotations = messages.map(({ spans, value, comment }, i): JsonObject => {
    const content = spans.filter(({ role }) => role === undefined || role === 'content');
    return {
      '@type': 'Quotation',
      '@id': `#quotation-${i + 1}`,
      text: joinSpans(text, content),
      ...(value === undefined ? {} : { creator: { '@id': agentId(value) } }),
      ...(comment === undefined ? {} : { comment: { '@type': 'Comment', text: comment } }),
    };
  });
  const agents = named.map((agent): JsonObject => {
    const speaker = speakers.get(agent);
    const type = TYPES[speaker?.kind ?? 'person'] ?? 'Person';
    return {
      '@type': type,
      '@id': agentId(agent),
      name: agent,
      ...(type === 'Person' && speaker && speaker.titles.length > 0 ? { jobTitle: [...speaker.titles] } : {}),
      ...(type === 'Person' && speaker?.affiliation !== undefined
        ? { affiliation: { '@type': 'Organization', name: speaker.affiliation } }
        : {}),
    };
  });
  const tags = [...new Set(items.flatMap(({ kind, tag }) => (kind === 'tag' && tag !== undefined ? [tag] : [])))];
  const article: Json = {
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    headline: headline ? joinSpans(text, [headline.span]) : name,
    ...(release.releaseDate === undefined ? {} : { datePublished: release.releaseDate }),
    articleBody: text,
    ...(tags.length > 0 ? { keywords: tags } : {}),
    ...(agents.length > 0 ? { mentions: agents } : {}),
    ...(quotations.length > 0 ? { hasPart: quotations } : {}),
  };
  return {
    content: `${JSON.stringify(article, undefined, 2)}\n`,
    beside: [],
    losses: countLosses(document, ['relation', 'note', 'role', 'reply', 'resolution', 'author', 'time', 'verdict']),
  };
}
