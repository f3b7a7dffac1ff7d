/**
 * A UIMA CAS, as INCEpTION and WebAnno read it: one span layer `webanno.custom.Passage`, one relation layer `webanno.custom.Link`
 * between its annotations, one layer for the whole document. JSON (UIMA CAS JSON 0.4) and XMI hold the same feature structures; see
 * `casJson.ts` and `casXmi.ts`. Offsets are UTF-16 code units.
 */
import { FIELDS, fieldsOf, itemOf, Misfit, type Field, type Fields, type Imported } from './imported';
import type { ExchangeDocument, ExchangeItem, ExchangeRelation } from './items';
import { LossCount } from './losses';
import { fitSpan, fitText } from './textFit';
import { fieldsFrom, itemsFrom, labelOf, ownFields, relationFields, type LabelledSpan } from './words';

export const PACKAGE = 'webanno.custom';
export const PASSAGE = `${PACKAGE}.Passage`;
export const LINK = `${PACKAGE}.Link`;
export const DOCUMENT = `${PACKAGE}.DocumentPassage`;

/** Features of our layers beside begin and end. All are strings but the ends of a link. */
const FEATURES = ['label', 'role', ...FIELDS.map(featureOf)];
export const LAYERS: readonly {
  readonly name: string;
  readonly superType: string;
  readonly features: readonly string[];
  readonly ends: readonly string[];
}[] = [
  { name: PASSAGE, superType: 'uima.tcas.Annotation', features: FEATURES, ends: [] },
  {
    name: LINK,
    superType: 'uima.tcas.Annotation',
    features: ['label', ...['id', 'comment', 'author', 'created'].map(field => `item_${field}`)],
    ends: ['Governor', 'Dependent'],
  },
  { name: DOCUMENT, superType: 'uima.cas.AnnotationBase', features: FEATURES, ends: [] },
];

/** A field's name as a feature; "id" and "kind" alone would look like UIMA's own. */
function featureOf(field: Field): string {
  return `item_${field}`;
}

/** A feature structure but for the sofa. */
export interface FeatureStructure {
  readonly id: number;
  /** Full name of its type. */
  readonly type: string;
  readonly begin?: number;
  readonly end?: number;
  readonly features: Readonly<Record<string, string>>;
  readonly ends: Readonly<Record<string, number>>;
}

/** Ids begin at 2: 1 is the sofa's. */
export function featureStructuresOf({ items, relations }: ExchangeDocument): FeatureStructure[] {
  const list: FeatureStructure[] = [];
  const next = (): number => list.length + 2;
  const anchors = new Map<string, FeatureStructure>();
  const named = (fields: Readonly<Record<string, string>>): Record<string, string> =>
    Object.fromEntries(Object.entries(fields).map(([name, value]) => [name === 'role' ? name : `item_${name}`, value]));
  const link = (
    label: string,
    from: FeatureStructure,
    to: FeatureStructure,
    features: Readonly<Record<string, string>>,
  ): void => {
    const { begin, end } = to;
    list.push({
      id: next(),
      type: LINK,
      ...(begin === undefined ? {} : { begin }),
      ...(end === undefined ? {} : { end }),
      features: { label, ...features },
      ends: { Governor: from.id, Dependent: to.id },
    });
  };
  for (const item of items) {
    const fields = fieldsOf(item);
    const own = item.spans.map((span, i): FeatureStructure => {
      const made = {
        id: next(),
        type: PASSAGE,
        begin: span.start,
        end: span.end,
        features: { label: labelOf(item, span), ...named(ownFields(fields, span, i === 0)) },
        ends: {},
      };
      list.push(made);
      return made;
    });
    if (own.length === 0) {
      list.push({
        id: next(),
        type: DOCUMENT,
        features: { label: item.tag ?? item.kind, ...named(fields) },
        ends: {},
      });
      continue;
    }
    const main =
      own[
        Math.max(
          0,
          item.spans.findIndex(({ role }) => role === undefined || role === 'content'),
        )
      ]!;
    anchors.set(item.id, main);
    own.forEach((each, i) => {
      if (each !== main) link(item.spans[i]!.role ?? 'content', main, each, {});
    });
  }
  for (const relation of relations) {
    const [from, to] = [anchors.get(relation.from), anchors.get(relation.to)];
    const { type, from: _from, to: _to, ...fields } = relationFields(relation);
    if (from && to) link(type!, from, to, named(fields));
  }
  return list;
}

/** Relations with an end that has no place in the text. */
export function countUnlinked({ items, relations }: ExchangeDocument): number {
  const placed = new Set(items.filter(({ spans }) => spans.length > 0).map(({ id }) => id));
  return relations.filter(({ from, to }) => !placed.has(from) || !placed.has(to)).length;
}

/** Layers of other tools that say nothing about who said what: words, sentences, the document's own data. */
const SEGMENTATION =
  /(?:^|\.)(?:Token|Sentence|Lemma|Stem|POS\w*|Paragraph|Div|Heading|DocumentAnnotation|DocumentMetaData|TagsetDescription|MorphologicalFeatures|SourceDocumentInformation|CASMetadata|ProjectConfiguration\w*|Sofa|AnnotationBase)$/;

/**
 * Items and relations of a CAS. Our layers come back as they were; of another's, spans become annotations by the label that their
 * first text feature (INCEpTION's `value`) or their type gives them, and structures with a governor and a dependent relations.
 */
export function itemsFromCas(text: string, sofa: string, structures: readonly FeatureStructure[]): Imported {
  const place = fitText(text, sofa);
  const lost = new LossCount();
  const labelled: LabelledSpan[] = [];
  const indexes = new Map<number, number>();
  const own: ExchangeItem[] = [];
  const links: FeatureStructure[] = [];
  const unnamed = (features: Readonly<Record<string, string>>): Record<string, string> =>
    Object.fromEntries(Object.entries(features).map(([name, value]) => [name.replace(/^item_/, ''), value]));
  for (const structure of structures) {
    const { id, type, begin, end, features, ends } = structure;
    if (SEGMENTATION.test(type)) continue;
    if (ends.Governor !== undefined && ends.Dependent !== undefined) {
      links.push(structure);
    } else if (type === DOCUMENT) {
      own.push(itemOf(fieldsFrom(unnamed(features)), []));
    } else if (begin !== undefined && end !== undefined) {
      if (begin === end) {
        lost.add('unreadable');
        continue;
      }
      const span = fitSpan(place, sofa.length, begin, end, `${type} ${id}`);
      indexes.set(id, labelled.length);
      labelled.push(type === PASSAGE && features.item_id !== undefined ? ours(span, features) : foreign(span, type, features));
    }
  }
  const pair = ({ ends }: FeatureStructure): readonly [number, number] => [
    indexes.get(ends.Governor!) ?? -1,
    indexes.get(ends.Dependent!) ?? -1,
  ];
  const found = itemsFrom(labelled, links.filter(({ features }) => features.item_id === undefined).map(pair));
  const relations = links.flatMap((structure): ExchangeRelation[] => {
    const { features } = structure;
    const [a, b] = pair(structure);
    const [from, to] = [found.ids[a], found.ids[b]];
    if (from === undefined || to === undefined || from === to) return [];
    const { item_id: id = '', item_comment: comment, item_author: author, item_created: created } = features;
    const type = features.label ?? Object.values(features)[0] ?? structure.type.split('.').at(-1)!;
    return [
      {
        id,
        type,
        from,
        to,
        ...(comment === undefined ? {} : { comment }),
        ...(author === undefined ? {} : { author }),
        ...(created === undefined ? {} : { created }),
      },
    ];
  });
  return { items: [...found.items, ...own], relations, losses: lost.losses };

  function ours(span: LabelledSpan['span'], features: Readonly<Record<string, string>>): LabelledSpan {
    return { span, label: features.label ?? 'Tag', own: unnamed(features) };
  }
}

function foreign(span: LabelledSpan['span'], type: string, features: Readonly<Record<string, string>>): LabelledSpan {
  const short = type.split('.').at(-1)!;
  const { label, value, comment } = features;
  const fields: Fields = comment === undefined ? {} : { comment };
  return { span, label: label ?? value ?? Object.values(features)[0] ?? short, fields };
}

/** The one text of a CAS. */
export function oneSofa(texts: readonly string[]): string {
  if (texts.length === 0) throw new Misfit('it holds no text (a sofa with "sofaString")');
  return texts[0]!;
}
