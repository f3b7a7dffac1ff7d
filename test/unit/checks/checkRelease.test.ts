import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  checkRelease,
  CHECKS,
  describe as describePassage,
  describeFinding,
  ignoringTag,
  parseRelease,
  placeAnnotations,
  withoutIgnored,
  type CheckCode,
  type CheckSeverity,
  type WeighedFinding,
} from '../../../src/core';
import { readSeeds } from '../../seeds/gold';

const HOUSE: Partial<Record<CheckCode, CheckSeverity>> = {
  'missing-dateline': 'warning',
  'missing-contact': 'warning',
  'missing-boilerplate': 'warning',
  'missing-endmark': 'warning',
};

const check = (text: string, severities = {}): WeighedFinding[] =>
  checkRelease({ text, release: parseRelease(text), today: '2026-11-25' }, severities);

/** "code: words": what is found in a text, of one code or of all. */
const found = (text: string, code?: CheckCode): string[] =>
  check(text)
    .filter(finding => code === undefined || finding.code === code)
    .map(({ code: name, span }) => `${name}: ${text.slice(span.start, span.end)}`);

/** Marks «like this» in a text stand around what must be found. */
function assertMarked(code: CheckCode, marked: string): void {
  const wanted = [...marked.matchAll(/⟦(.*?)⟧/g)].map(match => `${code}: ${match[1]!}`);
  const text = marked.replace(/[⟦⟧]/g, '');
  assert.deepEqual(found(text, code), wanted, text);
}

const DATELINE = 'ELLERBY, 10 May 2020 – ';

describe('The checks of a release', () => {
  const cases: Partial<Record<CheckCode, { readonly wrong: readonly string[]; readonly right: readonly string[] }>> = {
    'unbalanced-quotes': {
      wrong: [
        `${DATELINE}Jane Roe opened a shop.\n\nRoe said: ⟦“⟧We bake at night.\n\nThe shop is open.\n`,
        `${DATELINE}Jane Roe opened a shop.\n\nWe bake at night,⟦”⟧ Roe said.\n`,
      ],
      right: [
        `${DATELINE}Jane Roe opened a shop.\n\nRoe said: “We bake at night.\n\n“And we sell by day.”\n`,
        `${DATELINE}Jane Roe sells boards of 10 ft 6” and 5' 10" in length.\n`,
        `${DATELINE}The bakers' shop of the '90s isn't Roe's.\n`,
      ],
    },
    'mixed-quotes': {
      wrong: [
        `${DATELINE}“We bake at night⟦"⟧, Jane Roe said.\n`,
        `${DATELINE}“We bake,” Jane Roe said. “We sell,” she said. ⟦"We eat,"⟧ she said.\n`,
      ],
      right: [`${DATELINE}“We bake ‘at night’,” Jane Roe said. “We sell,” she said.\n`],
    },
    'message-without-speaker': {
      wrong: [
        `${DATELINE}The shop opened. ⟦“We bake at night and sell by day.”⟧ It sells rye.\n`,
        `${DATELINE}The shop opened.\n\n⟦“We bake at night and sell by day.”⟧\n\nEllerby Bakers, the oldest guild of its kind, sells rye.\n`,
      ],
      right: [
        `${DATELINE}The shop opened.\n\n“We bake at night and sell by day,” Jane Roe said.\n\nIt is called “Rye and Shine”.\n`,
        `${DATELINE}The shop opened.\n\n“We bake at night and sell by day.”\n\n— Jane Roe, baker\n\nIt sells rye.\n`,
        `${DATELINE}The shop opened.\n\n“We bake at night and sell by day.”\n\nJane Roe, head of the Ellerby Bakers\n\nIt sells rye.\n`,
      ],
    },
    'speaker-not-introduced': {
      wrong: [`${DATELINE}The shop opened.\n\n“We bake at night,” ⟦Roe⟧ said.\n\n“It works,” said Jane Roe, a baker.\n`],
      right: [`${DATELINE}The shop opened.\n\n“It works,” said Jane Roe, a baker.\n\n“We bake at night,” Roe said.\n`],
    },
    'name-spelling': {
      wrong: [
        `${DATELINE}Kim Jong Un said that rye sells. Kim Jong Un said that it is good.\n\n“It works,” said ⟦Kim Jong-un⟧.\n`,
        `${DATELINE}José Pérez said that rye sells. José Pérez said that it is good.\n\n“It works,” said ⟦Jose Perez⟧.\n`,
      ],
      right: [
        `KIM JONG UN BAKES\n\n${DATELINE}Kim Jong Un said that rye sells.\n\n“It works,” said Kim. See kimjongun.example.\n`,
        `${DATELINE}Jane Roe said that rye sells.\n\n“It works,” said John Roe.\n`,
      ],
    },
    'weekday-mismatch': {
      wrong: [
        `${DATELINE}The shop opened on ⟦Monday, 9 May 2020⟧.\n`,
        `${DATELINE}The shop opened on ⟦Monday, May 9, 2020⟧, and Jane Roe said that it works.\n`,
      ],
      right: [
        `${DATELINE}The shop opened on Saturday, 9 May 2020.\n`,
        `${DATELINE}The shop opened on Sat., May 9, 2020.\n`,
        `SATURDAY, 9 MAY 2020\n\n${DATELINE}The shop opened.\n`,
        `${DATELINE}The shop opened on Monday. 9 May 2020 was its last day.\n`,
      ],
    },
    'impossible-date': {
      wrong: [
        `${DATELINE}The shop opened on ⟦31 June 2019⟧.\n`,
        `${DATELINE}The shop opened on ⟦February 29, 2019⟧.\n`,
        `${DATELINE}The shop opened on ⟦45/13/2019⟧.\n`,
      ],
      right: [
        `${DATELINE}The shop opened on 29 February 2020, and on 30 June.\n`,
        `${DATELINE}In May 2020 30 shops opened. Version 4.15.2019 may 99 times fail.\n`,
      ],
    },
    'date-after-release': {
      wrong: [`${DATELINE}The shop opened on ⟦12 June 2020⟧.\n`],
      right: [
        `${DATELINE}The shop will open on 12 June 2020.\n`,
        `${DATELINE}The shop was scheduled to open on 12 June 2020.\n`,
        `${DATELINE}The shop opened on 9 May 2020. The lease ends on 31 December 2050.\n`,
        `${DATELINE}The council postponed the fair until 12 June 2020.\n`,
      ],
    },
    'embargo-passed': {
      wrong: [`EMBARGOED UNTIL ⟦12 May 2020⟧\n\nShop Opens\n\n${DATELINE}The shop opened.\n`],
      right: [`EMBARGOED UNTIL 12 May 2027\n\nShop Opens\n\nELLERBY, 10 May 2027 – The shop opened.\n`],
    },
    'embargo-malformed': {
      wrong: [
        `⟦EMBARGOED⟧ UNTIL FURTHER NOTICE\n\nShop Opens\n\n${DATELINE}The shop opened.\n`,
        `EMBARGOED UNTIL ⟦9 May 2020⟧\n\nShop Opens\n\n${DATELINE}The shop opened.\n`,
      ],
      right: [`EMBARGOED UNTIL 12 May 2020\n\nShop Opens\n\n${DATELINE}The shop opened.\n`],
    },
    'ambiguous-date': {
      wrong: [`${DATELINE}The shop opened on ⟦03/04/2020⟧.\n`],
      right: [
        `${DATELINE}The shop opened on 13/04/2020, 04/13/2020 and 04/04/2020.\n`,
        `${DATELINE}Version 3.4.20 is at shop.example/03/04/2020/rye.\n`,
      ],
    },
    'acronym-before-definition': {
      wrong: [`${DATELINE}The ⟦EBA⟧ opened a shop. The Ellerby Bakers Association (EBA) sells rye.\n`],
      right: [
        `${DATELINE}The Ellerby Bakers Association (EBA) opened a shop. The EBA sells rye.\n`,
        `EBA Opens Shop\n\n${DATELINE}The Ellerby Bakers Association (EBA) opened a shop.\n`,
        `${DATELINE}The UK shop sells rye (UK only).\n`,
      ],
    },
    'repeated-quote-differs': {
      wrong: [
        `${DATELINE}“We bake all our bread at night and sell it by day,” said Jane Roe, a baker.\n\nRoe said: ⟦“We bake all our rye at night and sell it by day.”⟧\n`,
      ],
      right: [
        `${DATELINE}“We bake all our bread at night and sell it by day,” said Jane Roe, a baker.\n\nRoe said: “We bake all our bread at night.”\n`,
      ],
    },
    'long-quote': {
      wrong: [`${DATELINE}Jane Roe, a baker, said: ⟦“${'We bake rye at night. '.repeat(25).trim()}”⟧\n`],
      right: [`${DATELINE}Jane Roe, a baker, said: “${'We bake rye at night. '.repeat(15).trim()}”\n`],
    },
  };
  for (const [code, { wrong, right }] of Object.entries(cases)) {
    it(`find ${code}, and leave alone what is none`, () => {
      for (const text of [...wrong, ...right]) assertMarked(code as CheckCode, text);
    });
  }

  it('are each shown here with what they find, or below', () => {
    const below: CheckCode[] = ['title-changes', ...(Object.keys(HOUSE) as CheckCode[])];
    assert.deepEqual([...Object.keys(cases), ...below].sort(), Object.keys(CHECKS).sort());
  });

  it('find a title that changes, but not one that is only shortened', () => {
    const text = (title: string) =>
      `${DATELINE}“We bake,” said Jane Roe, vice president of Acme.\n\n“We sell,” said Jane Roe, ${title} of Acme.\n`;
    assert.deepEqual(found(text('president'), 'title-changes').length, 1);
    assert.deepEqual(found(text('vice president'), 'title-changes'), []);
  });

  it('ask for the parts that a house wants only where it says so', () => {
    const text = 'Shop Opens in Ellerby\n\nThe shop opened, and Jane Roe said that rye sells best of all.\n';
    assert.deepEqual(found(text), []);
    assert.deepEqual(
      check(text, HOUSE).map(({ code }) => code),
      ['missing-dateline', 'missing-contact', 'missing-boilerplate', 'missing-endmark'],
    );
  });

  it('mend what is certain: the text is right then', () => {
    for (const text of [
      `${DATELINE}“We bake at night", Jane Roe said.\n`,
      `${DATELINE}“We bake,” Jane Roe said. “We sell,” she said. "We eat," she said.\n`,
      `${DATELINE}The shop opened on Monday, 9 May 2020.\n`,
      `${DATELINE}The shop opened on 03/04/2020.\n`,
      `${DATELINE}Kim Jong Un said that rye sells. Kim Jong Un said that it is good.\n\n“It works,” said Kim Jong-un.\n`,
    ]) {
      const [first] = check(text);
      const { span, replacement } = first!.fixes[0]!;
      const mended = text.slice(0, span.start) + replacement + text.slice(span.end);
      assert.deepEqual(found(mended), [], mended);
    }
  });

  it('are silenced by a severity, and one by one by an annotation that keeps to its words', () => {
    const text = `${DATELINE}The shop opened on Monday, 9 May 2020.\n`;
    assert.deepEqual(check(text, { 'weekday-mismatch': 'off' }), []);
    const [finding] = check(text);
    const annotation = {
      id: 'urn:uuid:1',
      kind: 'tag' as const,
      tag: ignoringTag(finding!.code),
      targets: [describePassage(text, finding!.span)],
    };
    const edited = `${text}It sells rye.\n`.replace('The shop', 'The new shop');
    assert.equal(check(edited).length, 1);
    assert.deepEqual(withoutIgnored(check(edited), placeAnnotations(edited, [annotation])), []);
    const other = { ...annotation, tag: ignoringTag('impossible-date') };
    assert.equal(withoutIgnored(check(edited), placeAnnotations(edited, [other])).length, 1);
  });

  it('are quiet on the seeds, of which each is edited well', () => {
    // Of the embargoed alert only the clock can tell that it may be printed now.
    for (const { file, text } of readSeeds()) {
      const findings = checkRelease({ text, release: parseRelease(text), today: '2026-02-01' });
      assert.deepEqual(
        findings.map(finding => `${file} ${finding.code}: ${describeFinding(finding)}`),
        [],
      );
    }
  });

  it('never throw, whatever the text, and point into it', () => {
    const pieces = fc.constantFrom(
      '“',
      '”',
      '"',
      '(',
      ')',
      'Roe',
      'WHO',
      '31 June',
      '03/04/2020',
      'said',
      '.',
      '\n\n',
      'EMBARGOED',
      ' ',
      '\ud800',
      '’',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), list => {
        const text = list.join(' ');
        return check(text, HOUSE).every(({ span }) => span.start >= 0 && span.start <= span.end && span.end <= text.length);
      }),
      { numRuns: 200 },
    );
  });

  it('have a severity each', () => {
    assert.ok(Object.values(CHECKS).every(severity => ['error', 'warning', 'information', 'hint', 'off'].includes(severity)));
  });
});
