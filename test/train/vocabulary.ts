/** Makes the table of common words and their classes from the training split: hashes and classes only. */
import nlp from 'compromise';
import { CLASS_RICE, hashWord, isClosed, TABLE_BITS, WordClass, type PackedWordTable } from '../../src/core/release/wordClasses';
import { bestRice, BitWriter } from './bits';

const LEAST_ARTICLES = 5;
const TAGS: Readonly<Record<string, WordClass>> = {
  Infinitive: WordClass.infinitive,
  PresentTense: WordClass.present,
  PastTense: WordClass.past,
  Gerund: WordClass.gerund,
  Participle: WordClass.past,
  Modal: WordClass.modal,
  Copula: WordClass.be,
  Auxiliary: WordClass.do,
  Possessive: WordClass.possessivePronoun,
  Pronoun: WordClass.objectPronoun,
  Determiner: WordClass.determiner,
  Preposition: WordClass.preposition,
  Conjunction: WordClass.conjunction,
  Adverb: WordClass.adverb,
  Adjective: WordClass.adjective,
  Plural: WordClass.plural,
  Value: WordClass.number,
  Date: WordClass.date,
  Singular: WordClass.noun,
  Noun: WordClass.noun,
  Verb: WordClass.infinitive,
};

export function makeWordTable(texts: readonly string[]): PackedWordTable {
  const seen = new Map<string, { articles: number; last: number; tags: Map<WordClass, number>; n: number }>();
  texts.forEach((text, article) => {
    for (const sentence of nlp(text).json({ terms: { text: true, tags: true } }) as {
      terms: { text: string; tags: string[] }[];
    }[])
      for (const term of sentence.terms) {
        const word = term.text.replace(/^[^\w]+|[^\w]+$/g, '').replace('’', "'");
        if (!/^[a-z][a-z'-]*$/.test(word)) continue;
        let entry = seen.get(word);
        if (!entry) seen.set(word, (entry = { articles: 0, last: -1, tags: new Map(), n: 0 }));
        if (entry.last !== article) entry.articles++;
        entry.last = article;
        const tag = Object.keys(TAGS).find(name => term.tags.includes(name));
        const wordClass = tag === undefined ? WordClass.unknown : TAGS[tag]!;
        entry.tags.set(wordClass, (entry.tags.get(wordClass) ?? 0) + 1);
        entry.n++;
      }
  });
  const entries: [number, WordClass][] = [];
  for (const [word, { articles, tags, n }] of seen) {
    if (articles < LEAST_ARTICLES || isClosed(word)) continue;
    const [first, second] = [...tags].sort((a, b) => b[1] - a[1]);
    let wordClass = first![0];
    const also = second && second[1] > 0.2 * n ? second[0] : undefined;
    const pair = (a: WordClass, b: WordClass): boolean => (wordClass === a && also === b) || (wordClass === b && also === a);
    if (pair(WordClass.noun, WordClass.infinitive)) wordClass = WordClass.nounOrVerb;
    else if (pair(WordClass.plural, WordClass.present)) wordClass = WordClass.pluralOrVerb;
    else if (pair(WordClass.past, WordClass.adjective)) wordClass = WordClass.pastOrAdjective;
    entries.push([hashWord(word) >>> (32 - TABLE_BITS), wordClass]);
  }
  return packWordTable(entries);
}

/** Of two words with one hash the first counts. */
export function packWordTable(entries: readonly (readonly [hash: number, wordClass: WordClass])[]): PackedWordTable {
  const known = new Map(entries.toReversed());
  const sorted = [...known].sort((a, b) => a[0] - b[0]);
  const tally = new Map<WordClass, number>();
  for (const [, wordClass] of sorted) tally.set(wordClass, (tally.get(wordClass) ?? 0) + 1);
  const classes = [...tally].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([wordClass]) => wordClass);
  const rice = bestRice(2 ** TABLE_BITS, sorted.length);
  const writer = new BitWriter();
  let last = -1;
  for (const [hash, wordClass] of sorted) {
    writer.rice(hash - last - 1, rice);
    writer.rice(classes.indexOf(wordClass), CLASS_RICE);
    last = hash;
  }
  return { kept: sorted.length, rice, classes, digits: writer.finish() };
}
