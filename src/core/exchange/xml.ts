/** XML 1.0, written by hand and read by saxes: what both share. */
import { SaxesParser } from 'saxes';
import { Misfit } from './imported';

/** What XML 1.0 has no way to write: control characters, halves of surrogate pairs, U+FFFE and U+FFFF. */
const UNWRITABLE =
  /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** The text with U+FFFD, of the same length, for what XML cannot hold. */
export const writable = (text: string): string => text.replace(UNWRITABLE, '\ufffd');

/** How many characters XML cannot hold. */
export const countUnwritable = (text: string): number => text.match(UNWRITABLE)?.length ?? 0;

/** Text between tags. A carriage return would be read back as a line feed, were it not written by number. */
export const content = (text: string): string =>
  writable(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#13;');

/** The value of an attribute in double quotes. Line ends and tabs would be read back as blanks. */
export const attribute = (text: string): string =>
  content(text).replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\t', '&#9;');

/** ` name="value"` for each that is there. */
export const attributes = (values: Readonly<Record<string, string | number | undefined>>): string =>
  Object.entries(values)
    .map(([name, value]) => (value === undefined ? '' : ` ${name}="${attribute(String(value))}"`))
    .join('');

export interface XmlElement {
  /** Without prefix. */
  readonly name: string;
  readonly namespace: string;
  /** By name without prefix, but for `xml:id`. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (XmlElement | string)[];
}

/** Reads a document. Entities but XML's own five are refused, so that nothing can blow up. @throws Misfit where it is not well formed */
export function readXml(xml: string): XmlElement {
  const parser = new SaxesParser({ xmlns: true, position: true });
  type Open = XmlElement & { readonly children: (XmlElement | string)[] };
  const stack: Open[] = [{ name: '', namespace: '', attributes: {}, children: [] }];
  parser.on('error', error => {
    throw new Misfit(`it is not well-formed XML: ${error.message}`);
  });
  parser.on('opentag', tag => {
    const found = Object.values(tag.attributes).map(
      each => [each.prefix === 'xml' ? each.name : each.local, each.value] as const,
    );
    const element: Open = { name: tag.local, namespace: tag.uri, attributes: Object.fromEntries(found), children: [] };
    stack.at(-1)!.children.push(element);
    stack.push(element);
  });
  parser.on('closetag', () => {
    stack.pop();
  });
  const text = (words: string): void => {
    const { children } = stack.at(-1)!;
    if (typeof children.at(-1) === 'string') children[children.length - 1] = (children.at(-1) as string) + words;
    else children.push(words);
  };
  parser.on('text', text);
  parser.on('cdata', text);
  parser.write(xml.replace(/^\ufeff/, '')).close();
  const root = stack[0]!.children.find(child => typeof child !== 'string');
  if (!root) throw new Misfit('it is not well-formed XML: there is no element');
  return root;
}

/** The element itself and all in it, in the order of the document. */
export function descendants(element: XmlElement): XmlElement[] {
  const found: XmlElement[] = [];
  const stack = [element];
  for (let next = stack.pop(); next; next = stack.pop()) {
    found.push(next);
    for (const child of next.children.toReversed()) if (typeof child !== 'string') stack.push(child);
  }
  return found;
}

export const childrenNamed = ({ children }: XmlElement, name: string): XmlElement[] =>
  children.filter((child): child is XmlElement => typeof child !== 'string' && child.name === name);

/** All text in an element. */
export const textOf = ({ children }: XmlElement): string =>
  children.map(child => (typeof child === 'string' ? child : textOf(child))).join('');
