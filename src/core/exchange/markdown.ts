/** A report to read: who said what, and when; then what people noted. */
import { excerpt, GAP, joinSpans } from '../features/excerpt';
import type { Exported } from './formats';
import type { ExchangeDocument, ExchangeItem } from './items';
import { countLosses } from './losses';

/** Signs that Markdown would read as its own. */
const escape = (words: string): string => words.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>#|~]/g, '\\$&');

export function exportMarkdown(document: ExchangeDocument): Exported {
  const { name: title, text, release, items, relations } = document;
  const headline = release.parts.find(({ kind }) => kind === 'headline');
  const lines = [`# ${escape(headline ? joinSpans(text, [headline.span]) : title)}`, '', `*${escape(title)}*`];
  if (release.releaseDate !== undefined) lines.push('', `Released ${release.releaseDate}.`);
  const said = new Map<string, ExchangeItem[]>();
  for (const item of items) {
    if (item.kind !== 'message') continue;
    const source = item.spans.filter(({ role }) => role === 'source');
    const name = item.value ?? (source.length > 0 ? joinSpans(text, source) : 'Speaker not known');
    said.set(name, [...(said.get(name) ?? []), item]);
  }
  if (said.size > 0) lines.push('', '## Who said what');
  for (const [name, messages] of said) {
    const titles = release.speakers.find(speaker => speaker.name === name)?.titles ?? [];
    lines.push('', `### ${escape(name)}`, '');
    if (titles.length > 0) lines.push(escape(titles.join('; ')), '');
    for (const { spans, manner, comment } of messages) {
      const content = spans.filter(({ role }) => role === undefined || role === 'content');
      const cue = spans.filter(({ role }) => role === 'cue');
      const how = [cue.length > 0 ? joinSpans(text, cue) : '', manner ?? ''].filter(Boolean).join(', ');
      lines.push(
        `- ${escape(joinSpans(text, content, GAP))}${how ? ` (${escape(how)})` : ''}${comment ? ` — *${escape(comment)}*` : ''}`,
      );
    }
  }
  const dates = items.filter(({ kind }) => kind === 'date');
  if (dates.length > 0) lines.push('', '## Dates', '', '| words | value |', '| --- | --- |');
  for (const { spans, value } of dates) lines.push(`| ${escape(joinSpans(text, spans))} | ${escape(value ?? '')} |`);
  const notes = items.filter(({ kind, detected }) => !detected && (kind === 'note' || kind === 'tag'));
  if (notes.length > 0) lines.push('', '## Notes and tags', '');
  for (const { spans, tag, comment, author } of notes) {
    const words = spans.length > 0 ? `“${escape(joinSpans(text, spans, GAP))}”` : 'The whole document';
    lines.push(
      `- ${tag === undefined ? '' : `**${escape(tag)}** `}${words}${comment ? `: ${escape(comment)}` : ''}${author ? ` (${escape(author)})` : ''}`,
    );
  }
  const byId = new Map(items.map(item => [item.id, item]));
  const brief = (id: string): string => escape(excerptOf(text, byId.get(id)));
  if (relations.length > 0) lines.push('', '## Relations', '');
  for (const { type, from, to, comment } of relations)
    lines.push(`- ${brief(from)} *${escape(type)}* ${brief(to)}${comment === undefined ? '' : ` — ${escape(comment)}`}`);
  return {
    content: `${lines.join('\n')}\n`,
    beside: [],
    losses: countLosses(document, ['reply', 'resolution', 'time', 'verdict']),
  };
}

function excerptOf(text: string, item: ExchangeItem | undefined): string {
  const content = item?.spans.filter(({ role }) => role === undefined || role === 'content') ?? [];
  return content.length > 0 ? excerpt(text, { start: content[0]!.start, end: content.at(-1)!.end }, 60) : 'the whole document';
}
