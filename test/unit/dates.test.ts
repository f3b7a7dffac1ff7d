import { expect } from 'chai';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findDates, readMarkedSentences } from '../eval/dates';

/** What the engine finds, in the marks of the text. */
function mark(text: string, releaseDate: string | undefined): string {
  let marked = text;
  for (const { start, end, type, value } of findDates(text, releaseDate).reverse())
    marked = `${marked.slice(0, start)}[[${marked.slice(start, end)}|${type === 'SET' ? 'set ' : ''}${value}]]${marked.slice(end)}`;
  return marked;
}

/** Each rule with what it must leave alone; the release is of Friday, 7 August 1998, unless a date stands before the text. */
const RULES: Readonly<Record<string, readonly string[]>> = {
  'decades with an apostrophe, and the year of a possessive': [
    "The law dates to [[the 1950's|195]] and [[the early 1980's|198]].",
    "It was [[1995|1995]]'s best film.",
  ],
  'short decades, and temperatures and ages': [
    "In [[the 90's|199]] tourism grew.",
    'Temperatures in the 90s made the work harder.',
    'The senator, in his early 60s, sat down.',
  ],
  'a decade at the end of a sentence': ['It was built in [[the 1930s|193]].', 'He has the initials J. S. and no more.'],
  'centuries in compounds': ['A [[21st-century|20]] problem.', 'A [[century-old|P1CE]] oak fell.'],
  'hours in words with the part of the day': [
    'It began at [[six in the evening|1998-08-07T18:00]].',
    'The bells rang at [[nine o’clock|1998-08-07T09:00]].',
    'Six in ten people agreed.',
  ],
  'a clock time before "this afternoon"': ['It left at [[2:34 this afternoon|1998-08-07T14:34]].', 'They won 2:1 at home.'],
  'weekday and day of the month': [
    'She left on [[Tuesday the 14th|1998-07-14]].',
    'On [[Tuesday|1998-08-04]] the 14th man joined.',
  ],
  "the year's end": ["By [[year's end|1998]] it will be built.", "It was the war's end."],
  'the weekend of a feast': [
    'Traffic was heavy over [[the Labor Day weekend|1998-W36-WE]].',
    'He marched in the [[Labor Day|1998-09-07]] parade.',
  ],
  'the week of a day': ['It opens [[the week of Aug. 17|1998-W34]].', 'It was the week of a lifetime.'],
  'the year and quarter that end on a day': [
    'For [[the year|1998]] ended [[March 31, 1998|1998-03-31]], net rose.',
    'For [[the quarter|1998-Q2]] ended [[June 30, 1998|1998-06-30]], net rose.',
    'In [[the year|P1Y]] to [[March|1998-03]], prices rose.',
  ],
  'quarters of a year, and of a game': [
    'Sales fell in [[the fourth quarter|1997-Q4]].',
    'The score was tied at 12 in the fourth quarter.',
    'He scored twice in the second half.',
  ],
  '"last" before a length, and the verb': ['[[The last two weeks|P2W]] were dry.', 'The trial could last [[several weeks|PXW]].'],
  'lengths from a day': [
    'The visit, [[a week from Monday|1998-08-17]], is his first.',
    'It happened [[a year ago today|1997-08-07]].',
    'It is [[a week|P1W]] from start to finish.',
  ],
  'a range of lengths': [
    'It takes [[six to eight weeks|P8W]].',
    'It rose from six to [[eight weeks|P8W]].',
    'On [[March 3|1998-03-03]] to [[five days|P5D]] of rain, he said.',
  ],
  'more than so long, and during it': ['It stood for [[over two years|P2Y]].', 'It changed over [[two years|P2Y]].'],
  'another length': ['He stayed [[another five years|P5Y]].', 'Another five people stayed.'],
  'the same month of the year before': [
    'Sales fell from [[the same month last year|1997-08]].',
    'He did the same [[last year|1997]].',
  ],
  'days of one month': [
    'It runs from [[April 15|1998-04-15]] to [[21, 1998|1998-04-21]].',
    'Between [[May 20|1998-05-20]] and [[23|1998-05-23]] it rained.',
    'On [[May 5|1998-05-05]] and 12 others came.',
  ],
  'months that share a year': [
    'It is laid between [[May|2027-05]] and [[August 2027|2027-08]].',
    'He came in [[May|1998-05]] and left in [[August 2027|2027-08]].',
  ],
  'the weekday of a month': [
    'It met on [[the last Friday in July|1998-07-31]].',
    'He saw her [[last Friday|1998-07-31]] in the rain.',
  ],
  'fiscal years and quarters in code': ['[[FY2024|2024]] and [[3Q24|2024-Q3]] were weak.', 'Model FY9 and 5Q24 were sold out.'],
  'years of a range and what they make': ['In [[the 2023–24 season|2023/2024]] it won.', 'It won 23–24 at home.'],
  '"that day" and a clause': ['He raised $4 million [[that day|1998-08-07]].', 'She said that day care is dear.'],
  'the past, and past': ['He put [[the past|PAST_REF]] behind him.', 'The past president walked past the house.'],
  'long ago, and how long': ['It was decided [[long ago|PAST_REF]].', 'How long ago was it?'],
  'a day that is not said': ['China could [[one day|FUTURE_REF]] lead.', 'It took [[one day|P1D]].'],
  'counts of days': ['It lasted [[a number of days|PXD]].', 'It cut the number of days of voting.'],
  'names that are months': ['Theresa May and Jan Novak met.', 'In [[May|1998-05]] they met.'],
  'numbers that are no years': [
    'It handles 2000 orders per second.',
    'Call 0207 123 2013, or see RFC 2045.',
    'The asteroid 2012 DA14 passed.',
    'Since at least [[1980|1980]] it has grown.',
  ],
  'tense: an infinitive, a noun and the month of May are no verbs': [
    'They agreed to meet [[Tuesday|1998-08-11]].',
    'He wrote an open letter in [[June|1998-06]].',
    'It was sold to May Corp. in [[March|1998-03]].',
    'Critics who on [[Sunday|1998-08-02]] called it weak should listen.',
  ],
  'the weekend told of, and the one to come': [
    'Fires spread over [[the weekend|1998-W31-WE]].',
    'They will meet over [[the weekend|1998-W32-WE]].',
  ],
};

describe('dates', () => {
  for (const [rule, texts] of Object.entries(RULES))
    it(rule, () => {
      for (const text of texts) expect(mark(readMarkedSentences(text)[0]!.text, '1998-08-07')).to.equal(text);
    });

  const folder = join(__dirname, '../../../test/eval/timexes');
  for (const file of readdirSync(folder).filter(name => name.endsWith('.txt')))
    it(`marks ${file} as people did, but for what is known to be missed`, () => {
      for (const { id, text, releaseDate, dates, isMissed } of readMarkedSentences(readFileSync(join(folder, file), 'utf8'))) {
        if (isMissed) continue;
        const found = findDates(text, releaseDate).map(({ start, end, type, value }) => [text.slice(start, end), type, value]);
        expect(found, `${id}: ${text}`).to.deep.equal(dates.map(d => [text.slice(d.start, d.end), d.type, d.value]));
      }
    });

  it('leaves what the release date would say open without one', () => {
    expect(mark('On 4 July and on Christmas Day, last week, he sang.', undefined)).to.equal(
      'On [[4 July|XXXX-07-04]] and on [[Christmas Day|XXXX-12-25]], [[last week|XXXX-WXX]], he sang.',
    );
  });
});
