import { Disposable, l10n, type TextDocument } from 'vscode';
import { describe, joinSpans, wholeGraphemes, type Annotation, type PassageKind, type Span } from '../core';
import type { AnnotationStore } from './annotations/annotationStore';
import { Command, type RegisterCommand } from './commands';
import { toSpan } from './convert';
import { activeReleaseEditor } from './language';
import type { Releases } from './releases';
import type { Review } from './review';

interface Deps {
  readonly releases: Releases;
  readonly store: AnnotationStore;
  readonly review: Review;
}

/** What is said of the selected words: who speaks, or which day they mean; nothing where the person gave it up. */
type Meaning = (document: TextDocument, words: string) => Promise<string | undefined>;

/** The selections in the order of the text, without the blanks around them. */
function selectedSpans(text: string, selected: readonly Span[]): Span[] {
  return selected
    .map(({ start, end }) => {
      const words = text.slice(start, end);
      const from = start + words.length - words.trimStart().length;
      return wholeGraphemes(text, { start: from, end: Math.max(from, start + words.trimEnd().length) });
    })
    .filter(({ start, end }) => start < end)
    .sort((a, b) => a.start - b.start);
}

/** Adds a mark that was not found where the selection is. A message may have several pieces, a date or a name is one. */
async function addMissed(
  { releases, store }: Deps,
  kind: Extract<PassageKind, 'message' | 'date' | 'speaker'>,
  labels: { readonly action: string; readonly nothingSelected: string },
  meaning: Meaning,
): Promise<void> {
  const editor = activeReleaseEditor();
  if (!editor) return;
  const { document } = editor;
  await store.whenLoaded(document);
  const { text } = releases.read(document);
  const selected = editor.selections.map(selection => toSpan(document, selection));
  const spans = selectedSpans(text, selected).slice(0, kind === 'message' ? undefined : 1);
  if (spans.length === 0) throw new Error(labels.nothingSelected);
  const value = await meaning(document, joinSpans(text, spans));
  if (!value?.trim()) return;
  const { id, author, created } = await store.stamp(document);
  const targets = spans.map(span => ({
    ...describe(text, span),
    ...(kind === 'message' ? { role: 'content' as const } : {}),
  }));
  const after: Annotation = { id, kind, targets, value: value.trim(), review: { verdict: 'added' }, author, created };
  await store.apply(document, labels.action, [{ after }]);
}

/** *Add Missed Message*, *Date* and *Speaker*: what detection did not find. What is given is not asked for. */
export function registerMissedMarks(registerCommand: RegisterCommand, deps: Deps): Disposable {
  const { review } = deps;
  return Disposable.from(
    registerCommand(Command.addMessage, (given?: unknown) =>
      addMissed(
        deps,
        'message',
        { action: l10n.t('Add Missed Message'), nothingSelected: l10n.t('Select what was said first.') },
        async document => (typeof given === 'string' ? given : review.pickSpeaker(document)),
      ),
    ),
    registerCommand(Command.addDate, (given?: unknown) =>
      addMissed(
        deps,
        'date',
        { action: l10n.t('Add Missed Date'), nothingSelected: l10n.t('Select the words that are a date first.') },
        () => review.askDate(given),
      ),
    ),
    registerCommand(Command.addSpeaker, (given?: unknown) =>
      addMissed(
        deps,
        'speaker',
        { action: l10n.t('Add Missed Speaker'), nothingSelected: l10n.t('Select the name of the speaker first.') },
        async (document, words) => (typeof given === 'string' ? given : review.pickSpeaker(document, words)),
      ),
    ),
  );
}
