import { l10n, languages, MarkdownString, Hover, type Disposable, type TextDocument } from 'vscode';
import {
  findMarks,
  hoversAt,
  marksAt,
  type DateHover,
  type HoverContent,
  type Mark,
  type MessageHover,
  type SpeakerHover,
} from '../core';
import { Command } from './commands';
import { toRange } from './convert';
import { SELECTOR } from './language';
import { markCommands } from './markLenses';
import type { Releases } from './releases';
import { countOfWords, kindOfMessage, kindOfSpeaker, weekdayName } from './wording';
import { escapeMarkdown } from './plainText';

/** One line "**label** text" for each row; text from the document is escaped. */
class Card {
  private readonly markdown = new MarkdownString('', true);

  constructor(icon: string, title: string, subtitle = '') {
    this.markdown.appendMarkdown(`$(${icon}) **`).appendMarkdown(escapeMarkdown(title)).appendMarkdown('**');
    if (subtitle) this.markdown.appendMarkdown(' · ').appendMarkdown(escapeMarkdown(subtitle));
  }

  row(label: string, value: string): this {
    if (value)
      this.markdown
        .appendMarkdown('\n\n*')
        .appendMarkdown(escapeMarkdown(label))
        .appendMarkdown('* ')
        .appendMarkdown(escapeMarkdown(value));
    return this;
  }

  end(): MarkdownString {
    return this.markdown;
  }
}

function speakerCard(hover: SpeakerHover): MarkdownString {
  const { speaker, mention } = hover;
  const card = new Card(speaker.kind === 'person' ? 'person' : 'organization', speaker.name, kindOfSpeaker(speaker.kind));
  const messages = hover.direct + hover.reported;
  return card
    .row(l10n.t('Here'), mention.text === speaker.name ? '' : l10n.t('“{0}” means {1}', mention.text, speaker.name))
    .row(l10n.t('Title'), speaker.titles.join('; '))
    .row(l10n.t('With'), speaker.affiliation ?? '')
    .row(
      l10n.t('Messages'),
      messages === 0
        ? l10n.t('none')
        : l10n.t(
            '{0}: {1} in their own words, {2} reported; {3}',
            messages,
            hover.direct,
            hover.reported,
            countOfWords(hover.words),
          ),
    )
    .row(l10n.t('Also called'), hover.aliases.join(', '))
    .row(l10n.t('Mentions'), String(hover.mentions))
    .end();
}

/** Of a message around the words pointed at, only who says it. */
function messageCard(hover: MessageHover, innermost: boolean): MarkdownString {
  const { message, speaker } = hover;
  const who = speaker?.name ?? message.source?.text ?? l10n.t('Nobody known');
  if (!innermost) return new Card('quote', l10n.t('In a message by {0}', who), kindOfMessage(message)).end();
  return new Card('quote', who, kindOfMessage(message))
    .row(l10n.t('Introduced by'), hover.introduction && `“${hover.introduction}”`)
    .row(l10n.t('Said to'), message.addressee?.text ?? '')
    .row(l10n.t('When'), hover.date ? (hover.date.resolved ?? hover.date.value) : '')
    .row(l10n.t('Length'), countOfWords(hover.words))
    .row(l10n.t('Found by'), message.basis)
    .end();
}

function dateCard(hover: DateHover): MarkdownString {
  const { date } = hover;
  const card = new Card('calendar', date.resolved ?? hover.text, hover.weekday === undefined ? '' : weekdayName(hover.weekday));
  const { distance } = hover;
  return card
    .row(
      l10n.t('From the release'),
      distance === undefined
        ? ''
        : distance === 0
          ? l10n.t('the same day')
          : distance === 1
            ? l10n.t('1 day after')
            : distance === -1
              ? l10n.t('1 day before')
              : distance > 0
                ? l10n.t('{0} days after', distance)
                : l10n.t('{0} days before', -distance),
    )
    .row(l10n.t('Value'), date.resolved === date.value ? '' : date.value)
    .row(date.resolved === undefined ? l10n.t('Not resolved') : l10n.t('Resolved'), date.basis)
    .end();
}

function toCard(hover: HoverContent, index: number): MarkdownString {
  switch (hover.kind) {
    case 'speaker':
      return speakerCard(hover);
    case 'message':
      return messageCard(hover, index === 0);
    case 'date':
      return dateCard(hover);
  }
}

/** "Confirm · Reject · Annotate…", for the innermost mark. */
function linksTo(document: TextDocument, mark: Mark): MarkdownString {
  const links = new MarkdownString();
  links.isTrusted = { enabledCommands: [Command.runOnSpans] };
  return links.appendMarkdown(
    markCommands(document, mark)
      .map(
        ({ title, command, arguments: given }) => `[${title}](command:${command}?${encodeURIComponent(JSON.stringify(given))})`,
      )
      .join(' · '),
  );
}

/** What is known about the words under the pointer. */
export function registerHovers(releases: Releases): Disposable {
  return languages.registerHoverProvider(SELECTOR, {
    provideHover(document, position) {
      const { text, release } = releases.read(document);
      const found = hoversAt(text, release, document.offsetAt(position));
      const innermost = found[0];
      if (!innermost) return undefined;
      const mark = marksAt(findMarks(release), document.offsetAt(position))[0];
      return new Hover([...found.map(toCard), ...(mark ? [linksTo(document, mark)] : [])], toRange(document, innermost.span));
    },
  });
}
