/** An article that quotes one of the seeds: once as it stands, once altered, once what it does not say. */
export const ARTICLE_TEXT = [
  'A look back at the quarter.',
  '',
  '"Demand from hospitals held up better than we dared to hope in July," said Rosalind Achterberg. "Our backlog now reaches well into the second half of next year."',
  '',
  '"We will double our dividend," Achterberg added.',
  '',
].join('\n');
