/** UIMA CAS JSON 0.4 (https://github.com/apache/uima-uimaj-io-jsoncas), see `cas.ts`. */
import type { Json, JsonObject } from '../annotations/types';
import { countUnlinked, featureStructuresOf, itemsFromCas, LAYERS, oneSofa, PASSAGE, type FeatureStructure } from './cas';
import type { Exported } from './formats';
import { isObject, Misfit, type Imported } from './imported';
import type { ExchangeDocument } from './items';
import { countLosses, LossCount } from './losses';

export function exportCasJson(document: ExchangeDocument): Exported {
  const { text } = document;
  const types: Record<string, Json> = {};
  for (const { name, superType, features, ends } of LAYERS) {
    types[name] = {
      '%NAME': name,
      '%SUPER_TYPE': superType,
      ...Object.fromEntries(features.map(feature => [feature, { '%NAME': feature, '%RANGE': 'uima.cas.String' }])),
      ...Object.fromEntries(ends.map(end => [end, { '%NAME': end, '%RANGE': PASSAGE }])),
    };
  }
  const structures = featureStructuresOf(document);
  const whole = structures.length + 2;
  const written: JsonObject[] = [
    { '%ID': 1, '%TYPE': 'uima.cas.Sofa', sofaNum: 1, sofaID: '_InitialView', mimeType: 'text', sofaString: text },
    ...structures.map(({ id, type, begin, end, features, ends }): JsonObject => ({
      '%ID': id,
      '%TYPE': type,
      '@sofa': 1,
      ...(begin === undefined ? {} : { begin }),
      ...(end === undefined ? {} : { end }),
      ...Object.fromEntries(Object.entries(ends).map(([name, target]) => [`@${name}`, target])),
      ...features,
    })),
    {
      '%ID': whole,
      '%TYPE': 'uima.tcas.DocumentAnnotation',
      '@sofa': 1,
      begin: 0,
      end: text.length,
      language: 'en',
    },
  ];
  const cas: JsonObject = {
    '%TYPES': types,
    '%FEATURE_STRUCTURES': written,
    '%VIEWS': { _InitialView: { '%SOFA': 1, '%MEMBERS': [...structures.map(({ id }) => id), whole] } },
  };
  const more = new LossCount();
  more.add('relation', countUnlinked(document));
  return { content: `${JSON.stringify(cas, undefined, 2)}\n`, beside: [], losses: countLosses(document, [], more) };
}

/** Feature structures may be a list, or an object by id. @throws Misfit */
export function importCasJson(text: string, json: string): Imported {
  let cas: unknown;
  try {
    cas = JSON.parse(json.replace(/^\ufeff/, ''));
  } catch (error) {
    throw new Misfit(`it is not JSON: ${(error as Error).message}`);
  }
  const listed = isObject(cas) ? cas['%FEATURE_STRUCTURES'] : undefined;
  const all = Array.isArray(listed)
    ? (listed as Json[])
    : isObject(listed)
      ? Object.entries(listed).map(([id, each]): Json => (isObject(each) ? { '%ID': Number(id), ...each } : each))
      : undefined;
  if (!all) throw new Misfit('it is no UIMA CAS: "%FEATURE_STRUCTURES" is missing');
  const sofas: string[] = [];
  const structures: FeatureStructure[] = [];
  for (const each of all) {
    if (!isObject(each)) continue;
    const { '%ID': id, '%TYPE': type, begin, end, ...others } = each;
    if (typeof type !== 'string' || typeof id !== 'number') continue;
    if (type === 'uima.cas.Sofa') {
      if (typeof each.sofaString === 'string') sofas.push(each.sofaString);
      continue;
    }
    const fields = Object.entries(others);
    structures.push({
      id,
      type,
      ...(typeof begin === 'number' ? { begin } : {}),
      ...(typeof end === 'number' ? { end } : {}),
      features: Object.fromEntries(fields.filter((entry): entry is [string, string] => typeof entry[1] === 'string')),
      ends: Object.fromEntries(
        fields.flatMap(([name, value]) => (name.startsWith('@') && typeof value === 'number' ? [[name.slice(1), value]] : [])),
      ),
    });
  }
  return itemsFromCas(text, oneSofa(sofas), structures);
}
