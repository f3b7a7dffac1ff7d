/** UIMA CAS as XMI (OASIS UIMA 1.0, XML 1.0) with its type system beside it, see `cas.ts`. */
import {
  countUnlinked,
  featureStructuresOf,
  itemsFromCas,
  LAYERS,
  oneSofa,
  PACKAGE,
  PASSAGE,
  type FeatureStructure,
} from './cas';
import type { Exported } from './formats';
import { Misfit, type Imported } from './imported';
import type { ExchangeDocument } from './items';
import { countLosses, LossCount } from './losses';
import { attributes, content, countUnwritable, readXml, writable, type XmlElement } from './xml';

export function exportCasXmi(document: ExchangeDocument): Exported {
  const { text } = document;
  const structures = featureStructuresOf(document);
  const whole = structures.length + 2;
  const more = new LossCount();
  more.add('relation', countUnlinked(document));
  const lines = structures.map(({ id, type, begin, end, features, ends }) => {
    for (const value of Object.values(features)) more.add('control', countUnwritable(value));
    return `  <custom:${type.slice(PACKAGE.length + 1)}${attributes({ 'xmi:id': id, sofa: 1, begin, end, ...ends, ...features })}/>`;
  });
  more.add('control', countUnwritable(text));
  const members = [...structures.map(({ id }) => id), whole].join(' ');
  const xmi = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore" xmlns:tcas="http:///uima/tcas.ecore" xmlns:custom="http:///${PACKAGE.replaceAll('.', '/')}.ecore" xmi:version="2.0">`,
    '  <cas:NULL xmi:id="0"/>',
    ...lines,
    `  <tcas:DocumentAnnotation${attributes({ 'xmi:id': whole, sofa: 1, begin: 0, end: text.length, language: 'en' })}/>`,
    `  <cas:Sofa${attributes({ 'xmi:id': 1, sofaNum: 1, sofaID: '_InitialView', mimeType: 'text', sofaString: text })}/>`,
    `  <cas:View sofa="1" members="${members}"/>`,
    '</xmi:XMI>',
    '',
  ];
  return {
    content: xmi.join('\n'),
    beside: [{ name: 'TypeSystem.xml', content: typeSystem() }],
    losses: countLosses(document, [], more),
  };
}

/** UIMA's description of the types; INCEpTION makes layers of it (Settings, Layers, Import). */
function typeSystem(): string {
  const feature = (name: string, range: string): string[] => [
    '        <featureDescription>',
    `          <name>${content(name)}</name>`,
    '          <description/>',
    `          <rangeTypeName>${range}</rangeTypeName>`,
    '        </featureDescription>',
  ];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier">',
    '  <types>',
    ...LAYERS.flatMap(({ name, superType, features, ends }) => [
      '    <typeDescription>',
      `      <name>${name}</name>`,
      '      <description/>',
      `      <supertypeName>${superType}</supertypeName>`,
      '      <features>',
      ...features.flatMap(each => feature(each, 'uima.cas.String')),
      ...ends.flatMap(each => feature(each, PASSAGE)),
      '      </features>',
      '    </typeDescription>',
    ]),
    '  </types>',
    '</typeSystemDescription>',
    '',
  ].join('\n');
}

/** @throws Misfit */
export function importCasXmi(text: string, xmi: string): Imported {
  const root = readXml(xmi);
  if (root.name !== 'XMI') throw new Misfit(`it is no UIMA CAS: its root is <${root.name}>, not <xmi:XMI>`);
  const sofas: string[] = [];
  const structures: FeatureStructure[] = [];
  for (const child of root.children) {
    if (typeof child === 'string') continue;
    const { id, sofa: _sofa, begin, end, ...others } = child.attributes;
    const type = typeOf(child);
    if (type === 'uima.cas.Sofa') {
      if (others.sofaString !== undefined) sofas.push(others.sofaString);
      continue;
    }
    const { Governor, Dependent, ...features } = others;
    structures.push({
      id: Number(id),
      type,
      ...(begin === undefined ? {} : { begin: Number(begin) }),
      ...(end === undefined ? {} : { end: Number(end) }),
      features,
      ends: {
        ...(Governor === undefined ? {} : { Governor: Number(Governor) }),
        ...(Dependent === undefined ? {} : { Dependent: Number(Dependent) }),
      },
    });
  }
  return itemsFromCas(writable(text), oneSofa(sofas), structures);
}

/** "http:///webanno/custom.ecore" and "Passage" are `webanno.custom.Passage`. */
const typeOf = ({ namespace, name }: XmlElement): string =>
  `${namespace
    .replace(/^http:\/\/\//, '')
    .replace(/\.ecore$/, '')
    .replaceAll('/', '.')}.${name}`;
