/**
 * Label Studio's JSON (https://labelstud.io/guide/tasks#Basic-Label-Studio-JSON-format): one task with the text, `predictions`
 * from detection and `annotations` from people, one for each author. A passage is a region; those of one message are tied by
 * relations. Offsets count Unicode code points. What Label Studio has no field for is in a region's `meta`, which it keeps.
 */
import type { Json, JsonObject } from '../annotations/types';
import { tagNamed } from '../codebook/edits';
import { colourOfLabel, KIND_COLOURS } from './colours';
import type { Exported } from './formats';
import { fieldsOf, isObject, itemOf, Misfit, type Fields, type Imported } from './imported';
import { usedTags, type ExchangeDocument, type ExchangeItem, type ExchangeRelation } from './items';
import { countLosses, LossCount } from './losses';
import { codePointCounter, codeUnitFinder, fitText } from './textFit';
import { fieldsFrom, itemsFrom, labelOf, ownFields, relationFields, relationFrom, type LabelledSpan } from './words';
import { attribute, attributes } from './xml';

const MODEL = 'pressmark';

export function exportLabelStudio(document: ExchangeDocument): Exported {
  const { name, text, items, relations, release } = document;
  const count = codePointCounter(text);
  const regions = new Map<string, string>();
  let number = 0;
  const resultsOf = (list: readonly ExchangeItem[]): JsonObject[] =>
    list.flatMap(item => {
      const fields = fieldsOf(item);
      if (item.spans.length === 0) return [wholeDocument(item, fields, `r${++number}`)];
      const ids = item.spans.map(() => `r${++number}`);
      const main = Math.max(
        0,
        item.spans.findIndex(({ role }) => role === undefined || role === 'content'),
      );
      regions.set(item.id, ids[main]!);
      const results = item.spans.map((span, i): JsonObject => {
        const note = i === main && item.comment !== undefined ? { text: [item.comment] } : {};
        const place = { start: count(span.start), end: count(span.end), text: text.slice(span.start, span.end) };
        return {
          id: ids[i]!,
          from_name: 'label',
          to_name: 'text',
          type: 'labels',
          value: { ...place, labels: [labelOf(item, span)] },
          meta: { ...note, pressmark: ownFields(fields, span, i === 0) },
        };
      });
      const place = results[main]!.value as JsonObject;
      const { start, end } = place;
      const own = { id: ids[main]!, to_name: 'text' };
      if (item.manner !== undefined)
        results.push({
          ...own,
          from_name: 'manner',
          type: 'choices',
          value: { start, end, choices: [item.manner] } as JsonObject,
        });
      if (item.verdict !== undefined)
        results.push({
          ...own,
          from_name: 'decision',
          type: 'choices',
          value: { start, end, choices: [item.verdict] } as JsonObject,
        });
      if (item.value !== undefined)
        results.push({ ...own, from_name: 'value', type: 'textarea', value: { start, end, text: [item.value] } as JsonObject });
      ids.forEach((id, i) => {
        if (i !== main) results.push(arc(ids[main]!, id, item.spans[i]!.role ?? 'content'));
      });
      return results;
    });
  const predictions = resultsOf(items.filter(({ detected }) => detected));
  const authors = [...new Set(items.flatMap(({ detected, author }) => (detected ? [] : [author ?? ''])))];
  const annotations = authors.map(author => ({
    result: resultsOf(items.filter(item => !item.detected && (item.author ?? '') === author)),
  }));
  let lost = 0;
  for (const relation of relations) {
    const [from, to] = [regions.get(relation.from), regions.get(relation.to)];
    const holder = annotations.find(({ result }) => result.some(({ id }) => id === from));
    if (from === undefined || to === undefined || !holder?.result.some(({ id }) => id === to)) lost++;
    else holder.result.push(arc(from, to, relation.type, { meta: { pressmark: relationFields(relation) } }));
  }
  const more = new LossCount();
  more.add('relation', lost);
  const task: JsonObject = {
    data: { text, source: name, ...(release.releaseDate === undefined ? {} : { date: release.releaseDate }) },
    predictions: predictions.length > 0 ? [{ model_version: MODEL, result: predictions }] : [],
    annotations,
  };
  // A label has a colour and a hint, and none of the rest.
  more.add('codebook', usedTags(document).filter(({ parents, examples, kinds }) => parents ?? examples ?? kinds).length);
  return {
    content: `${JSON.stringify([task], undefined, 2)}\n`,
    beside: [{ name: 'labeling-config.xml', content: configFor(document) }],
    losses: countLosses(document, [], more),
  };
}

const arc = (from: string, to: string, label: string, more: JsonObject = {}): JsonObject => ({
  type: 'relation',
  from_id: from,
  to_id: to,
  direction: 'right',
  labels: [label],
  ...more,
});

const wholeDocument = (item: ExchangeItem, fields: Fields, id: string): JsonObject => ({
  id,
  from_name: 'document',
  to_name: 'text',
  type: 'textarea',
  value: { text: [item.comment ?? item.tag ?? item.value ?? item.kind] },
  meta: { pressmark: fields as JsonObject },
});

/** The labeling interface (https://labelstud.io/tags/) that the task is shown with. */
function configFor({ items, relations, codebook }: ExchangeDocument): string {
  const tags = items.flatMap(item => (item.kind === 'tag' ? [item.tag ?? 'Tag'] : []));
  const labels = [...new Set([...KIND_COLOURS.keys(), ...tags])];
  const types = [
    ...new Set([
      'answers',
      'supports',
      'contradicts',
      'isAbout',
      'source',
      'cue',
      'content',
      ...relations.map(({ type }) => type),
    ]),
  ];
  const choices = (name: string, values: readonly string[]): string[] => [
    `  <Choices name="${name}" toName="text" perRegion="true" choice="single">`,
    ...values.map(value => `    <Choice value="${value}"/>`),
    '  </Choices>',
  ];
  return [
    '<View>',
    '  <Labels name="label" toName="text">',
    ...labels.map(label => {
      const background = colourOfLabel(label, codebook);
      return `    <Label${attributes({ value: label, background, hint: tagNamed(codebook, label)?.description })}/>`;
    }),
    '  </Labels>',
    '  <Relations>',
    ...types.map(type => `    <Relation value="${attribute(type)}"/>`),
    '  </Relations>',
    '  <Text name="text" value="$text" granularity="symbol"/>',
    ...choices('manner', ['direct', 'indirect', 'mixed']),
    ...choices('decision', ['confirmed', 'changed', 'added']),
    '  <TextArea name="value" toName="text" perRegion="true" placeholder="Speaker, or the date meant" maxSubmissions="1"/>',
    '  <TextArea name="document" toName="text" placeholder="About the whole document"/>',
    '</View>',
    '',
  ].join('\n');
}

/**
 * Reads the tasks that are about this text: people's annotations, and other models' predictions with the model as their author.
 *
 * @throws Misfit where no task is about it
 */
export function importLabelStudio(text: string, json: string): Imported {
  let read: unknown;
  try {
    read = JSON.parse(json.replace(/^\ufeff/, ''));
  } catch (error) {
    throw new Misfit(`it is not JSON: ${(error as Error).message}`);
  }
  const tasks = (Array.isArray(read) ? read : [read]) as Json[];
  const lost = new LossCount();
  const items: ExchangeItem[] = [];
  const relations: ExchangeRelation[] = [];
  let fits = false;
  let misfit: Misfit | undefined;
  for (const task of tasks) {
    if (!isObject(task) || !isObject(task.data)) throw new Misfit('it is no list of Label Studio’s tasks: "data" is missing');
    const texts = Object.values(task.data).filter(value => typeof value === 'string');
    const longest = texts.sort((a, b) => b.length - a.length)[0] ?? '';
    try {
      readTask(text, longest, task, items, relations, lost);
      fits = true;
    } catch (error) {
      if (!(error instanceof Misfit)) throw error;
      misfit ??= error;
      lost.add('otherText');
    }
  }
  if (!fits) throw misfit ?? new Misfit('it holds no task');
  return { items, relations, losses: lost.losses };
}

const list = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? (value as readonly Json[]) : []);

function readTask(
  text: string,
  theirs: string,
  task: JsonObject,
  items: ExchangeItem[],
  relations: ExchangeRelation[],
  lost: LossCount,
): void {
  const place = fitText(text, theirs);
  const unit = codeUnitFinder(theirs);
  /** Older versions counted UTF-16 code units: the words say which it is. */
  const spanOf = ({ start, end, text: words }: JsonObject, id: string) => {
    if (typeof start !== 'number' || typeof end !== 'number') throw new Misfit(`region ${id} has no offsets`);
    const same = (a: number | undefined, b: number | undefined): boolean =>
      a !== undefined &&
      b !== undefined &&
      a < b &&
      b <= theirs.length &&
      (typeof words !== 'string' || fold(theirs.slice(a, b)) === fold(words));
    const [from, to] = same(unit(start), unit(end)) ? [unit(start)!, unit(end)!] : [start, end];
    if (same(from, to)) return { start: place(from), end: place(to) };
    const offset = place(unit(start) ?? theirs.length);
    const here = text.slice(offset, offset + 30);
    const there = typeof words === 'string' ? words.slice(0, 30) : '';
    throw new Misfit(`region ${id} does not fit the text: at offset ${offset} it has “${here}”, not “${there}”`, {
      offset,
      here,
      there,
    });
  };
  const readResults = (results: readonly Json[], author: string | undefined): void => {
    const regions = new Map<string, number>();
    const labelled: LabelledSpan[] = [];
    const regionOf: string[] = [];
    const more = new Map<string, Fields>();
    const own: ExchangeItem[] = [];
    const arcs: { readonly from: string; readonly to: string; readonly label: string; readonly own: Json | undefined }[] = [];
    for (const result of results) {
      if (!isObject(result)) continue;
      const id = textFrom(result.id);
      const value = isObject(result.value) ? result.value : {};
      const meta = isObject(result.meta) ? result.meta : {};
      const mine = isObject(meta.pressmark) ? meta.pressmark : undefined;
      if (result.type === 'relation') {
        const [label] = list(result.labels);
        arcs.push({
          from: textFrom(result.from_id),
          to: textFrom(result.to_id),
          label: typeof label === 'string' ? label : '',
          own: mine,
        });
      } else if (Array.isArray(value.labels) || Array.isArray(value.hypertextlabels)) {
        const labels = [...list(value.labels), ...list(value.hypertextlabels)].map(String);
        const comment = list(meta.text)
          .filter(line => typeof line === 'string')
          .join('\n');
        regions.set(id, labelled.length);
        labels.forEach(label => {
          const fields: Fields = { ...(comment === '' ? {} : { comment }), ...(author === undefined ? {} : { author }) };
          regionOf.push(id);
          labelled.push({ span: spanOf(value, id), label, ...(mine ? { own: mine } : { fields }) });
        });
      } else if (result.type === 'choices' || result.type === 'textarea') {
        const said = list(result.type === 'choices' ? value.choices : value.text)
          .map(String)
          .join('\n');
        if (typeof value.start === 'number') {
          const field = result.from_name === 'manner' ? 'manner' : result.from_name === 'decision' ? 'verdict' : 'value';
          more.set(id, { ...more.get(id), [field]: said });
        } else if (mine) own.push(itemOf(fieldsFrom(mine), []));
        else own.push(itemOf({ kind: 'note', comment: said, ...(author === undefined ? {} : { author }) }, []));
      } else lost.add('otherMedia');
    }
    const withMore = labelled.map((each, i): LabelledSpan => {
      const fields = more.get(regionOf[i]!);
      return each.own || !fields ? each : { ...each, fields: { ...each.fields, ...fields } };
    });
    const ends = arcs.map(({ from, to }) => [regions.get(from) ?? -1, regions.get(to) ?? -1] as const);
    const found = itemsFrom(withMore, ends);
    items.push(...found.items, ...own);
    arcs.forEach((each, i) => {
      const [from, to] = [found.ids[ends[i]![0]], found.ids[ends[i]![1]]];
      const known = relationFrom(each.own);
      if (known) relations.push(known);
      else if (from !== undefined && to !== undefined && from !== to) relations.push({ id: '', type: each.label, from, to });
    });
  };
  const annotations = list(task.annotations ?? task.completions);
  for (const annotation of annotations) {
    if (isObject(annotation) && annotation.was_cancelled !== true) readResults(list(annotation.result), undefined);
  }
  for (const prediction of list(task.predictions)) {
    if (!isObject(prediction) || prediction.model_version === MODEL) continue;
    const model = prediction.model_version;
    readResults(list(prediction.result), typeof model === 'string' && model !== '' ? model : 'prediction');
  }
}

const fold = (words: string): string => words.replace(/\\n/g, '\n').replace(/\s+/g, ' ').trim();

/** An id, which may be a number. */
const textFrom = (value: Json | undefined): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';
