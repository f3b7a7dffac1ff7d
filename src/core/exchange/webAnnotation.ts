/** W3C Web Annotations (JSON-LD): the format of the sidecar, with what was detected as annotations too. */
import { describe } from '../annotations/describe';
import { createLocator } from '../annotations/selector';
import { formatSidecar, parseSidecar } from '../annotations/sidecar';
import type { Annotation, Json, JsonObject } from '../annotations/types';
import type { Exported } from './formats';
import { contentId, isObject, Misfit, type Imported } from './imported';
import type { ExchangeDocument } from './items';
import { LossCount } from './losses';

const DETECTED = 'Pressmark (detected)';

/** People's own annotations are written as they are, orphans and rejections included. */
export function exportWebAnnotations({ name, text, page, items }: ExchangeDocument): Exported {
  const detected = items
    .filter(item => item.detected)
    .map(({ id, kind, spans, value, manner }): Annotation => ({
      id: contentId(['detected', id, spans.map(({ start, end }) => `${start}-${end}`).join(' ')].join('\n')),
      kind,
      targets: spans.map(({ role, ...span }) => ({ ...describe(text, span), ...(role ? { role } : {}) })),
      author: DETECTED,
      ...(value === undefined ? {} : { value }),
      ...(manner === undefined ? {} : { comment: manner }),
    }));
  const content = formatSidecar({ ...page, annotations: [...page.annotations, ...detected] }, name);
  return { content, beside: [], losses: [] };
}

/**
 * Reads a page of Web Annotations, a collection, a list or a single one; those that an export marked as detected are left out.
 * Passages that are not in the text come along as orphans, but not if none is there at all.
 */
export function importWebAnnotations(text: string, json: string): Imported {
  const reading = parseSidecar(asPage(json));
  if (reading.state !== 'read') {
    throw new Misfit(
      reading.state === 'unreadable'
        ? `the file ${reading.problem}`
        : reading.state === 'newer'
          ? 'the file was written by a newer version'
          : 'the file holds git’s conflict markers',
    );
  }
  const annotations = reading.page.annotations.filter(({ author }) => author !== DETECTED);
  checkPlaces(text, annotations);
  const lost = new LossCount();
  lost.add('unreadable', reading.page.foreign.length);
  return { items: [], relations: [], annotations, losses: lost.losses };
}

/** A list, a single annotation or a collection's first page, as a page; anything else as it is. */
function asPage(json: string): string {
  let read: Json;
  try {
    read = JSON.parse(json.replace(/^\ufeff/, '')) as Json;
  } catch {
    return json;
  }
  const page = (items: Json): string => JSON.stringify({ type: 'AnnotationPage', items });
  if (Array.isArray(read)) return page(read as readonly Json[]);
  if (!isObject(read)) return json;
  const { type, first } = read as JsonObject & { first?: Json };
  if (type === 'Annotation') return page([read]);
  return type === 'AnnotationCollection' && isObject(first) ? JSON.stringify({ ...first, type: 'AnnotationPage' }) : json;
}

function checkPlaces(text: string, annotations: readonly Annotation[]): void {
  const targets = annotations.flatMap(each => each.targets);
  const locator = createLocator(text);
  if (targets.length === 0 || targets.some(target => locator.locate(target).state === 'anchored')) return;
  const { quote, position } = targets[0]!;
  const offset = Math.min(position.start, text.length);
  const disagreement = { offset, here: text.slice(offset, offset + 30), there: quote.exact.slice(0, 30) };
  throw new Misfit(
    `none of its passages is in the text: at offset ${offset} that has “${disagreement.here}”, not “${disagreement.there}”`,
    disagreement,
  );
}
