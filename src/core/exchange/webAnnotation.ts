/** W3C Web Annotations (JSON-LD): the format of the sidecar, with what was detected as annotations too. */
import { describe } from '../annotations/describe';
import { formatSidecar, parseSidecar } from '../annotations/sidecar';
import type { Annotation, AnnotationPage } from '../annotations/types';
import { contentId, Misfit, type ExchangeItem, type Imported } from './items';

/** @param page people's own, which are written as they are, orphans included */
export function exportWebAnnotations(name: string, text: string, page: AnnotationPage, items: readonly ExchangeItem[]): string {
  const detected = items
    .filter(item => item.detected)
    .map(({ id, kind, spans, value, manner }): Annotation => ({
      id: contentId(['detected', id, spans.map(({ start, end }) => `${start}-${end}`).join(' ')].join('\n')),
      kind,
      targets: spans.map(({ role, ...span }) => ({ ...describe(text, span), ...(role ? { role } : {}) })),
      author: 'Pressmark (detected)',
      ...(value === undefined ? {} : { value }),
      ...(manner === undefined ? {} : { comment: manner }),
    }));
  return formatSidecar({ ...page, annotations: [...page.annotations, ...detected] }, name);
}

/** Reads a page of Web Annotations; those that an export marked as detected are left out. */
export function importWebAnnotations(json: string): Imported {
  const reading = parseSidecar(json);
  if (reading.state !== 'read') {
    throw new Misfit(
      reading.state === 'unreadable'
        ? `the file ${reading.problem}`
        : reading.state === 'newer'
          ? 'the file was written by a newer version'
          : 'the file holds git’s conflict markers',
    );
  }
  const { annotations, foreign } = reading.page;
  return {
    annotations: annotations.filter(({ author }) => author !== 'Pressmark (detected)'),
    losses:
      foreign.length > 0
        ? [`${foreign.length} ${foreign.length === 1 ? 'item is' : 'items are'} no annotation of a passage that can be read`]
        : [],
  };
}
