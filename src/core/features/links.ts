/** Addresses in a release that one can follow: web pages, e-mail, telephone numbers. */
import { changedLines } from '../text/change';
import type { Span } from '../text/span';

export interface Link {
  readonly span: Span;
  readonly kind: 'web' | 'mail' | 'phone';
  readonly target: string;
}

const WEB = /\b(?:https?:\/\/|www\.)[^\s<>"“”«»]+/gi;
const MAIL = /(?<![\w.+-])[\w.+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}/gu;
/** A number only where a word or sign says that it is one: years and sums look alike. */
const PHONE =
  /(?:\b(?:tel|phone|telephone|mobile|cell|call|fax|hotline)\b\.?:?[ \t]*|(?<=^|[\s(])(?=\+\d))((?:\+|00)?\(?\d{1,4}\)?(?:[ \t./-]?\(?\d{2,5}\)?){1,5})/gim;

/** In the order of the text; none overlaps another. */
export function findLinks(text: string): Link[] {
  const links: Link[] = [];
  for (const match of text.matchAll(WEB)) {
    // The full stop of the sentence, and a bracket that was opened before the address, are not part of it.
    let address = match[0].replace(/[.,;:!?'’”]+$/, '');
    if (address.endsWith(')') && !address.includes('(')) address = address.slice(0, -1);
    const target = /^https?:/i.test(address) ? address : `https://${address}`;
    links.push({ span: { start: match.index, end: match.index + address.length }, kind: 'web', target });
  }
  for (const match of text.matchAll(MAIL)) {
    links.push({ span: { start: match.index, end: match.index + match[0].length }, kind: 'mail', target: `mailto:${match[0]}` });
  }
  for (const match of text.matchAll(PHONE)) {
    const number = match[1]!;
    const digits = number.replace(/\D/g, '');
    if (digits.length < 7 || digits.length > 15) continue;
    const start = match.index + match[0].length - number.length;
    const target = `tel:${number.trim().startsWith('+') ? '+' : ''}${digits}`;
    links.push({ span: { start, end: start + number.length }, kind: 'phone', target });
  }
  links.sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
  return links.filter((link, i) => i === 0 || link.span.start >= links[i - 1]!.span.end);
}

export interface LinkFinder {
  /** As {@link findLinks}, reading only the lines that are not as they were in the text before. */
  find(text: string): readonly Link[];
}

/** Finds the links of the successive versions of one text: none goes over a line's end. */
export function createLinkFinder(): LinkFinder {
  let known = '';
  let links: readonly Link[] = [];
  return {
    find(text) {
      if (text === known) return links;
      const { start, endBefore, endAfter } = changedLines(known, text);
      const by = endAfter - endBefore;
      const moved = (link: Link, offset: number): Link => ({
        ...link,
        span: { start: link.span.start + offset, end: link.span.end + offset },
      });
      links = [
        ...links.filter(({ span }) => span.end <= start),
        ...findLinks(text.slice(start, endAfter)).map(link => moved(link, start)),
        ...links.filter(({ span }) => span.start >= endBefore).map(link => moved(link, by)),
      ];
      known = text;
      return links;
    },
  };
}
