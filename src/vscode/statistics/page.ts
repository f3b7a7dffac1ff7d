import { l10n, env, Uri, type Webview } from 'vscode';
import type { PartKind } from '../../core';
import type { Words } from '../../webview/protocol';
import { nameOfPart } from '../wording';

const PARTS: readonly PartKind[] = [
  'breadcrumb',
  'notice',
  'headline',
  'subheadline',
  'dateline',
  'paragraph',
  'heading',
  'list',
  'quotation',
  'boilerplate',
  'contact',
  'endmark',
  'furniture',
];

/** The page without its content. It may load one script and one style sheet of the extension's, and nothing else from anywhere. */
export function pageOf(webview: Webview, extensionUri: Uri): string {
  const resource = (...path: string[]) => webview.asWebviewUri(Uri.joinPath(extensionUri, ...path)).toString();
  const policy = [
    "default-src 'none'",
    `script-src ${webview.cspSource}`,
    `style-src ${webview.cspSource}`,
    'img-src data:', // a chart on its way to being a PNG
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${env.language}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta http-equiv="Content-Security-Policy" content="${policy}" />
    <link rel="stylesheet" href="${resource('media', 'statistics.css')}" />
    <title>${l10n.t('Statistics')}</title>
  </head>
  <body>
    <main></main>
    <script src="${resource('dist', 'statistics.js')}"></script>
  </body>
</html>`;
}

/** Everything the page says, in the person's language. */
export function wordsOfPage(undated: number): Words {
  return {
    language: env.language,
    voices: l10n.t('Share of voice'),
    voicesNote: l10n.t('Words of each speaker’s messages, by the way they are told, and their share of all words of messages.'),
    manners: l10n.t('Kinds of messages'),
    mannersNote: l10n.t('Messages by the way they are told.'),
    lengths: l10n.t('Lengths of messages'),
    lengthsNote: l10n.t('Words of each message, in the order of the text. A click shows it there.'),
    timeline: l10n.t('Timeline'),
    timelineNote: l10n.t('Dates of the release that have a place in time. A click shows one in the text.'),
    undated: undated === 1 ? l10n.t('One more has none.') : l10n.t('{0} more have none.', undated),
    sections: l10n.t('Words by section'),
    sectionsNote: l10n.t('Words of messages and other words, from the top of the release to its end.'),
    manner: {
      quoted: l10n.t('in quotation marks'),
      unquoted: l10n.t('own words without marks'),
      mixed: l10n.t('partly in own words'),
      reported: l10n.t('reported'),
    },
    part: Object.fromEntries(PARTS.map(kind => [kind, nameOfPart(kind)])) as Record<PartKind, string>,
    table: l10n.t('Show as table'),
    nobody: l10n.t('Nobody known'),
    others: l10n.t('{0} others', '{0}'),
    speaker: l10n.t('Speaker'),
    messages: l10n.t('Messages'),
    words: l10n.t('Words'),
    share: l10n.t('Share'),
    message: l10n.t('Message'),
    date: l10n.t('Date'),
    context: l10n.t('In the text'),
    section: l10n.t('Section'),
    otherWords: l10n.t('other words'),
    messageWords: l10n.t('words of messages'),
    released: l10n.t('released'),
    saveSvg: l10n.t('Save SVG'),
    savePng: l10n.t('Save PNG'),
    show: l10n.t('Show in the Text'),
    empty: l10n.t('Open a press release to see its statistics.'),
  };
}
