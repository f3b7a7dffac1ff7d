import { Hover, l10n, languages, MarkdownString, Range, type Disposable, type DocumentSelector } from 'vscode';
import { colorOf, relationsOf, tagNamed, type Annotation, type Codebook, type RelationSeen } from '../../core/index';
import type { Codebooks } from '../codebook/codebooks';
import type { AnnotationStore } from './annotationStore';
import { authorAndTime, KIND_ICONS, kindName, passageOf, relationPhrase } from './kinds';
import { escapeMarkdown } from '../plainText';

const COMMANDS = ['pressmark.editAnnotation', 'pressmark.removeAnnotation', 'pressmark.goToAnnotation'];

const link = (command: string, label: string, argument: object) =>
  `[${label}](command:${command}?${encodeURIComponent(JSON.stringify([argument]))})`;

/** Words of the text as a link's label: none of them is markup. */
const escaped = escapeMarkdown;

function describeAnnotation(
  annotation: Annotation,
  relations: readonly RelationSeen[],
  uri: string,
  codebook: Codebook,
): MarkdownString {
  const { id, kind, tag, value, comment, replies = [], review, gold } = annotation;
  const text = new MarkdownString('', true);
  text.supportHtml = true;
  text.isTrusted = { enabledCommands: COMMANDS };
  text.appendMarkdown(`$(${KIND_ICONS[kind]}) **${kindName(kind)}**`);
  const color = tag === undefined ? undefined : colorOf(codebook, tag);
  // The codebook's reader lets nothing but six hexadecimal digits pass for a colour.
  if (color) text.appendMarkdown(` <span style="color:${color};">$(circle-filled)</span>`);
  for (const fact of [tag && `#${tag}`, value]) if (fact) text.appendMarkdown(escapeMarkdown(` ${fact}`));
  if (gold) text.appendMarkdown(` · $(star-full) ${l10n.t('Gold set')}`);
  if (review) text.appendMarkdown(` · ${verdictName(review.verdict)}`);
  text.appendMarkdown('\n\n');
  const meaning = tag === undefined ? undefined : tagNamed(codebook, tag)?.description;
  if (meaning) text.appendMarkdown('*').appendMarkdown(escapeMarkdown(meaning)).appendMarkdown('*\n\n');
  if (comment) {
    text.appendMarkdown(escapeMarkdown(comment));
    text.appendMarkdown('\n\n');
  }
  text.appendMarkdown(escapeMarkdown(authorAndTime(annotation)));
  for (const reply of replies) {
    text.appendMarkdown('\n\n↳ ');
    text.appendMarkdown(escapeMarkdown([reply.author, reply.text].filter(Boolean).join(': ')));
  }
  for (const { type, outgoing, other } of relations) {
    text.appendMarkdown('\n\n$(references) ').appendMarkdown(escapeMarkdown(`${relationPhrase(type, outgoing)} `));
    if (!other) text.appendMarkdown(escapeMarkdown(l10n.t('the other end is gone')));
    else text.appendMarkdown(link('pressmark.goToAnnotation', escaped(passageOf(other, 40)), { annotationId: other.id, uri }));
  }
  const argument = { annotationId: id, uri };
  text.appendMarkdown(
    `\n\n${link('pressmark.editAnnotation', l10n.t('Edit'), argument)} · ${link('pressmark.removeAnnotation', l10n.t('Remove'), argument)}`,
  );
  return text;
}

function verdictName(verdict: NonNullable<Annotation['review']>['verdict']): string {
  switch (verdict) {
    case 'confirmed':
      return l10n.t('confirmed');
    case 'rejected':
      return l10n.t('rejected');
    case 'changed':
      return l10n.t('corrected');
    case 'added':
      return l10n.t('added');
  }
}

/** Hover on an annotated passage: what was said about it, by whom and when, with links to change it. */
export function registerAnnotationHover(selector: DocumentSelector, store: AnnotationStore, codebooks: Codebooks): Disposable {
  return languages.registerHoverProvider(selector, {
    async provideHover(document, position) {
      await store.whenLoaded(document);
      const at = document.offsetAt(position);
      const here = store.annotationsOf(document).flatMap(({ annotation, spans }) => {
        const span = spans.find(each => each && each.start <= at && at <= each.end);
        return span ? [{ annotation, span }] : [];
      });
      if (here.length === 0) return undefined;
      const all = store.annotationsOf(document).map(({ annotation }) => annotation);
      here.sort((a, b) => a.span.end - a.span.start - (b.span.end - b.span.start));
      const { span } = here[0]!;
      return new Hover(
        here.map(({ annotation }) =>
          describeAnnotation(annotation, relationsOf(all, annotation.id), document.uri.toString(), codebooks.of(document.uri)),
        ),
        new Range(document.positionAt(span.start), document.positionAt(span.end)),
      );
    },
  });
}
