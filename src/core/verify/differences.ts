/** Two quotations compared word by word. */
import { diff, diffCleanupSemantic } from 'diff-match-patch-es';
import type { Span } from '../text/span';
import type { WordHashes } from '../text/wordHashes';

export interface WordDifference {
  /** Seen from the quotation: `added` stands in it alone, `missing` in the release alone, `changed` in both, otherwise. */
  readonly kind: 'changed' | 'added' | 'missing';
  /** In the article; empty, at the place where the words are missing, for `missing`. */
  readonly quote: Span;
  /** In the release; empty for `added`. */
  readonly source: Span;
}

const DELETE = -1;
const EQUAL = 0;

/** Characters below this are control signs, which the library's clean-up treats apart. */
const FIRST_CODE = 0x4e00;
const LAST_CODE = 0x9fff;

/** A range of words in one text. */
export interface WordRange {
  readonly words: WordHashes;
  readonly from: number;
  readonly to: number;
}

/** What is different between the words of a release and those of a quotation from it, in the order of the quotation. */
export function wordDifferences(source: WordRange, quote: WordRange): WordDifference[] {
  const codes = new Map<number, string>();
  const encode = ({ words, from, to }: WordRange): string => {
    let encoded = '';
    for (let i = from; i < to; i++) {
      let code = codes.get(words.hash[i]!);
      if (code === undefined) {
        code = String.fromCharCode(Math.min(FIRST_CODE + codes.size, LAST_CODE));
        codes.set(words.hash[i]!, code);
      }
      encoded += code;
    }
    return encoded;
  };
  const changes = diff(encode(source), encode(quote));
  diffCleanupSemantic(changes);
  const differences: WordDifference[] = [];
  let [s, q] = [source.from, quote.from];
  for (let c = 0; c < changes.length;) {
    if (changes[c]![0] === EQUAL) {
      s += changes[c]![1].length;
      q += changes[c]![1].length;
      c++;
      continue;
    }
    const [sStart, qStart] = [s, q];
    for (; c < changes.length && changes[c]![0] !== EQUAL; c++) {
      if (changes[c]![0] === DELETE) s += changes[c]![1].length;
      else q += changes[c]![1].length;
    }
    differences.push({
      kind: s === sStart ? 'added' : q === qStart ? 'missing' : 'changed',
      quote: spanOfWords(quote, qStart, q),
      source: spanOfWords(source, sStart, s),
    });
  }
  return differences;
}

function spanOfWords({ words, from, to }: WordRange, first: number, last: number): Span {
  if (last > first) return { start: words.start[first]!, end: words.end[last - 1]! };
  const at = first > from ? words.end[first - 1]! : first < to ? words.start[first]! : 0;
  return { start: at, end: at };
}
