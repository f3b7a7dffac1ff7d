import type { AnnotationPage, Json, JsonObject } from './types';

const isObject = (value: Json): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The annotations of a copied release. They are others from then on and get ids of their own, since an id means one annotation
 * in the world; what points at one of them (a relation, a reply) points at its copy.
 */
export function copyPage(page: AnnotationPage, newId: () => string): AnnotationPage {
  const ids = new Map<string, string>();
  for (const { id, replies = [] } of page.annotations)
    for (const each of [id, ...replies.map(reply => reply.id)]) ids.set(each, newId());
  for (const item of page.foreign) if (isObject(item) && typeof item.id === 'string') ids.set(item.id, newId());
  const renew = (value: Json): Json => {
    if (typeof value === 'string') return ids.get(value) ?? value;
    if (Array.isArray(value)) return (value as readonly Json[]).map(renew);
    return isObject(value) ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, renew(each)])) : value;
  };
  return renew(page as unknown as Json) as unknown as AnnotationPage;
}
