/**
 * JSONL as Prodigy reads and writes it for spaCy (https://prodi.gy/docs/api-interfaces#spans, #relations): one document a line
 * with `text`, `tokens`, `spans` and `relations`. Offsets count Unicode code points; `token_end` is the last token itself.
 * What Prodigy has no field for is in `pressmark`, which it hands on unread.
 */
import type { Json, JsonObject } from '../annotations/types';
import type { Exported } from './formats';
import { fieldsOf, isObject, itemOf, Misfit, type Imported } from './imported';
import type { ExchangeDocument, ExchangeItem, ExchangeRelation } from './items';
import { countLosses, LossCount } from './losses';
import { codePointCounter, codeUnitFinder, fitSpan, fitText } from './textFit';
import { fieldsFrom, itemsFrom, labelOf, ownFields, relationFields, relationFrom, wordsOf, type LabelledSpan } from './words';

export function exportSpacy(document: ExchangeDocument): Exported {
  const { name, text, items, relations } = document;
  const count = codePointCounter(text);
  const words = wordsOf(
    text,
    items.flatMap(({ spans }) => spans),
  );
  const wordAt = (offset: number): number => {
    let [low, high] = [0, words.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (words[middle]!.end <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const spans: JsonObject[] = [];
  const anchors = new Map<string, JsonObject>();
  for (const item of items) {
    const fields = fieldsOf(item);
    const main = item.spans.findIndex(({ role }) => role === undefined || role === 'content');
    item.spans.forEach((span, i) => {
      const written: JsonObject = {
        start: count(span.start),
        end: count(span.end),
        token_start: wordAt(span.start),
        token_end: Math.max(wordAt(span.start), wordAt(span.end - 1)),
        label: labelOf(item, span),
        pressmark: ownFields(fields, span, i === 0),
      };
      spans.push(written);
      if (i === Math.max(0, main)) anchors.set(item.id, written);
    });
  }
  const arc = (label: string, head: JsonObject, child: JsonObject, own: JsonObject): JsonObject => {
    const brief = ({ start, end, token_start, token_end, label: name }: JsonObject): JsonObject =>
      ({ start, end, token_start, token_end, label: name }) as JsonObject;
    return {
      head: head.token_end!,
      child: child.token_end!,
      head_span: brief(head),
      child_span: brief(child),
      label,
      pressmark: own,
    };
  };
  const arcs: JsonObject[] = [];
  let at = 0;
  for (const { id, kind, spans: own } of items) {
    const main = anchors.get(id);
    if (kind === 'message' && main) {
      for (const span of spans.slice(at, at + own.length)) {
        if (span !== main) arcs.push(arc((span.label as string).toUpperCase(), main, span, {}));
      }
    }
    at += own.length;
  }
  const unplaced: JsonObject[] = [];
  for (const relation of relations) {
    const [head, child] = [anchors.get(relation.from), anchors.get(relation.to)];
    if (head && child) arcs.push(arc(relation.type, head, child, relationFields(relation)));
    else unplaced.push(relationFields(relation));
  }
  const whole = items.filter(item => item.spans.length === 0).map(item => fieldsOf(item) as JsonObject);
  const line: JsonObject = {
    text,
    meta: {
      source: name,
      ...(document.release.releaseDate === undefined ? {} : { date: document.release.releaseDate }),
      ...(whole.length > 0 ? { document: whole } : {}),
      ...(unplaced.length > 0 ? { relations: unplaced } : {}),
    },
    tokens: words.map(({ start, end }, id) => ({
      text: text.slice(start, end),
      start: count(start),
      end: count(end),
      id,
      ws: /^\s/.test(text.slice(end, end + 1)),
    })),
    spans,
    relations: arcs,
    answer: 'accept',
    _view_id: 'relations',
  };
  return { content: `${JSON.stringify(line)}\n`, beside: [], losses: countLosses(document, []) };
}

/**
 * Reads the lines that are about this text; of spaCy's own training format (`{"text", "entities"}` or `{"text", "label": [[start,
 * end, name]]}`, as doccano writes it) too.
 *
 * @throws Misfit where no line is about it
 */
export function importSpacy(text: string, jsonl: string): Imported {
  const lost = new LossCount();
  const items: ExchangeItem[] = [];
  const relations: ExchangeRelation[] = [];
  const fits: number[] = [];
  let misfit: Misfit | undefined;
  jsonl
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .forEach((line, index) => {
      if (line.trim() === '') return;
      const task = parseLine(line, index + 1);
      if (task.answer === 'reject' || task.answer === 'ignore') return;
      try {
        readTask(text, task, `line ${index + 1}`, items, relations);
        fits.push(index);
      } catch (error) {
        if (!(error instanceof Misfit)) throw error;
        misfit ??= new Misfit(`line ${index + 1}: ${error.message}`, error.disagreement);
        lost.add('otherText');
      }
    });
  if (fits.length === 0) throw misfit ?? new Misfit('it holds no document');
  return { items, relations, losses: lost.losses };
}

function parseLine(line: string, number: number): JsonObject & { text: string } {
  let task: unknown;
  try {
    task = JSON.parse(line);
  } catch (error) {
    throw new Misfit(`line ${number} is not JSON: ${(error as Error).message}`);
  }
  if (!isObject(task) || typeof task.text !== 'string') throw new Misfit(`line ${number} has no "text"`);
  return task as JsonObject & { text: string };
}

function readTask(
  text: string,
  task: JsonObject & { text: string },
  where: string,
  items: ExchangeItem[],
  relations: ExchangeRelation[],
): void {
  const place = fitText(text, task.text);
  const unit = codeUnitFinder(task.text);
  const spanOf = (start: Json | undefined, end: Json | undefined) => {
    const at = (offset: Json | undefined) => (typeof offset === 'number' ? (unit(offset) ?? Infinity) : offset);
    return fitSpan(place, task.text.length, at(start), at(end), where);
  };
  const list = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? (value as readonly Json[]) : []);
  const labelled: LabelledSpan[] = [];
  const keys: string[] = [];
  const read = (start: Json | undefined, end: Json | undefined, label: Json | undefined, own?: Json): void => {
    keys.push(JSON.stringify([start, end]));
    const named = typeof label === 'string' && label !== '' ? label : 'Tag';
    labelled.push({ span: spanOf(start, end), label: named, ...(isObject(own) ? { own } : {}) });
  };
  for (const span of list(task.spans)) if (isObject(span)) read(span.start, span.end, span.label, span.pressmark);
  if (!Array.isArray(task.spans)) {
    for (const triple of [...list(task.entities), ...list(task.label)]) {
      if (Array.isArray(triple)) read(triple[0] as Json, triple[1] as Json, triple[2] as Json);
    }
  }
  const links: [number, number][] = [];
  const foreign: { readonly label: string; readonly ends: readonly [number, number] }[] = [];
  for (const relation of list(task.relations)) {
    if (!isObject(relation)) continue;
    const own = relationFrom(relation.pressmark);
    if (own) relations.push(own);
    if (own || isObject(relation.pressmark)) continue;
    const end = (span: Json | undefined): number => (isObject(span) ? keys.indexOf(JSON.stringify([span.start, span.end])) : -1);
    const ends: [number, number] = [end(relation.head_span), end(relation.child_span)];
    if (ends[0] < 0 || ends[1] < 0) continue;
    links.push(ends);
    foreign.push({ label: typeof relation.label === 'string' ? relation.label : '', ends });
  }
  const found = itemsFrom(labelled, links);
  items.push(...found.items);
  for (const { label, ends } of foreign) {
    const [from, to] = [found.ids[ends[0]]!, found.ids[ends[1]]!];
    if (from !== to) relations.push({ id: '', type: label, from, to });
  }
  const meta = isObject(task.meta) ? task.meta : {};
  for (const fields of list(meta.document)) if (isObject(fields)) items.push(itemOf(fieldsFrom(fields), []));
  for (const relation of list(meta.relations)) {
    const own = relationFrom(relation);
    if (own) relations.push(own);
  }
}
