/** Whether a paragraph that was read anew leaves who is who in the release as it was. */
import type { PartyPhrase } from './clues';
import type { Paragraph } from './paragraph';
import type { NamePhrase } from './phrases';

export function givesSameSpeakers(a: Paragraph, b: Paragraph): boolean {
  const [x, y] = [a.clues, b.clues];
  return (
    sameLists(a.names, b.names, isSameName) &&
    sameLists(x.parties, y.parties, (p, q) => isSamePhrase(p.source, q.source) && isSamePhrase(p.addressee, q.addressee)) &&
    sameNumbers(x.order, y.order) &&
    sameNumbers(x.turns, y.turns) &&
    x.ownWords === y.ownWords &&
    x.host === y.host &&
    !a.exchange === !b.exchange &&
    sameLists(x.offices, y.offices, (p, q) => p.name === q.name && p.office === q.office && p.said === q.said) &&
    sameNumbers(x.namesOf, y.namesOf) &&
    sameLists(x.inWords, y.inWords, (p, q) => p === q) &&
    inSameOrder(bordersOf(a), bordersOf(b))
  );
}

function sameLists<T>(a: readonly T[] | undefined, b: readonly T[] | undefined, same: (x: T, y: T) => boolean): boolean {
  return a === b || (a !== undefined && a.length === b?.length && a.every((x, i) => same(x, b[i]!)));
}

function sameNumbers(a: ArrayLike<number> | undefined, b: ArrayLike<number> | undefined): boolean {
  if (a === b) return true;
  if (a?.length !== b?.length) return false;
  for (let i = 0; i < a!.length; i++) if (a![i] !== b![i]) return false;
  return true;
}

const isSameName = (a: NamePhrase, b: NamePhrase): boolean =>
  a.name === b.name &&
  a.candidate.kind === b.candidate.kind &&
  a.candidate.leaning === b.candidate.leaning &&
  !a.candidate.acronym === !b.candidate.acronym &&
  a.acronym === b.acronym &&
  a.gender === b.gender &&
  a.affiliation === b.affiliation &&
  sameLists(a.titles, b.titles, (x, y) => x.text === y.text);

function isSamePhrase(a: PartyPhrase | undefined, b: PartyPhrase | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return (
    a.words.text === b.words.text &&
    a.sentence === b.sentence &&
    a.namesBefore === b.namesBefore &&
    a.antecedent === b.antecedent &&
    a.quoted === b.quoted &&
    sameLists(
      a.names,
      b.names,
      (x, y) => x.name === y.name && x.inHead === y.inHead && x.titledInHead === y.titledInHead && x.apposed === y.apposed,
    )
  );
}

/** The borders of all that may be mentioned, and of titles. */
function bordersOf({ names, clues, exchange }: Paragraph): number[] {
  const borders: number[] = [];
  for (const { candidate, titles } of names) {
    borders.push(candidate.span.start, candidate.span.end);
    if (candidate.acronym) borders.push(candidate.acronym.start, candidate.acronym.end);
    for (const { at } of titles) borders.push(at);
  }
  for (const { source, addressee } of clues.parties) {
    if (source) borders.push(source.span.start, source.span.end);
    if (addressee) borders.push(addressee.span.start, addressee.span.end);
  }
  if (exchange) borders.push(exchange.to.start, exchange.to.end);
  return borders;
}

/** Whether borders have moved past none of each other: who is mentioned first, and which mention covers which, is as it was. */
function inSameOrder(a: readonly number[], b: readonly number[]): boolean {
  if (a.length !== b.length) return false;
  const order = a.map((_, i) => i).sort((i, j) => a[i]! - a[j]!);
  return order.every((i, n) => {
    if (n === 0) return true;
    const before = order[n - 1]!;
    return Math.sign(a[i]! - a[before]!) === Math.sign(b[i]! - b[before]!);
  });
}
