/** Makes the lists that the attribution model rests on: common words with their classes, and the stems of cues. */
import { writeFileSync } from 'node:fs';
import { stemOf } from '../../src/core/release/cues';
import { CueCounts, paragraphsOf, readGold } from './corpus';
import { makeWordTable } from './vocabulary';

const LEAST_CUES = 2;
const LEAST_SHARE = 0.04;

const documents = readGold('polnear-train.jsonl');
if (!documents) {
  console.log('skipped: the training articles are not here');
} else {
  const paragraphs = documents.flatMap(paragraphsOf);
  const counts = new CueCounts();
  for (const paragraph of paragraphs) counts.add(paragraph);
  const heads = new Map<string, number>();
  let total = 0;
  for (const paragraph of paragraphs)
    for (const claim of paragraph.claims) {
      const head = counts.head(paragraph, claim);
      const word = paragraph.tokens.lower[head]!;
      total++;
      if (!/^[a-z]/.test(word) || word.length < 2) continue;
      const first = paragraph.text[paragraph.tokens.start[head]!]!;
      if (first !== first.toLowerCase() && head > 0) continue;
      heads.set(stemOf(word), (heads.get(stemOf(word)) ?? 0) + 1);
    }
  const stems = [...heads].filter(([stem, n]) => n >= LEAST_CUES && n / counts.occurrences(stem) >= LEAST_SHARE);
  const covered = stems.reduce((sum, [, n]) => sum + n, 0);
  const list = stems.map(([stem]) => stem).sort();
  writeFileSync(
    'src/core/release/cueList.ts',
    `/** Stems of the words that are cues, made by test/train/lexicon.ts: counts of PolNeAR's training split, pruned. */\nexport const cueList: readonly string[] = (\n  ${JSON.stringify(list.join(' '))}\n).split(' ');\n`,
  );
  const table = makeWordTable(documents.map(d => d.text));
  writeFileSync(
    'src/core/release/wordTable.ts',
    `/** Hashes of common words with their classes, made by test/train/lexicon.ts; see wordClasses.ts. */\nexport const wordTable = ${JSON.stringify(table)};\n`,
  );
  let candidates = 0;
  for (const [stem] of stems) candidates += counts.occurrences(stem);
  console.log({
    claims: total,
    stems: stems.length,
    covered,
    candidates,
    listBytes: list.join(' ').length,
    words: table.kept,
    tableBytes: table.digits.length,
  });
}
