import { Disposable, l10n, window, type TextDocument, type Uri } from 'vscode';
import { excerpt, findMarks, marksAt, mergeSpeaker, splitSpeaker, type MarkDecision, type Speaker } from '../core';
import type { AnnotationStore } from './annotations/annotationStore';
import { Command, type RegisterCommand } from './commands';
import { activeReleaseEditor } from './language';
import type { Row } from './outline/items';
import type { Releases } from './releases';
import type { Review } from './review';

interface Deps {
  readonly releases: Releases;
  readonly store: AnnotationStore;
  readonly review: Review;
}

/** A row of the outline; the file, from the text's menu; or names as a person would choose them, so that nothing is asked. */
type Given = Row | Uri | { readonly speaker: string; readonly to: string; readonly messages?: readonly string[] };

/** The speaker of the row, of the name given, or at the cursor. */
function speakerMeant(deps: Deps, document: TextDocument, given: Given | undefined): Speaker | undefined {
  const { release } = deps.releases.read(document);
  const named = (name: string | undefined) => release.speakers.find(speaker => speaker.name === name);
  if (given && 'speaker' in given) return named(given.speaker);
  if (given && 'from' in given)
    return given.from === 'release' && given.node.kind === 'speaker' ? named(given.node.speaker?.name) : undefined;
  const editor = activeReleaseEditor();
  const offset = editor?.document === document ? document.offsetAt(editor.selection.active) : undefined;
  const mark = offset === undefined ? undefined : marksAt(findMarks(release), offset).find(({ kind }) => kind !== 'date');
  return mark && mark.kind !== 'date' ? mark.speaker : undefined;
}

async function decide({ review, store }: Deps, document: TextDocument, decisions: readonly MarkDecision[], label: string) {
  const changes = [];
  for (const { mark, draft } of decisions) changes.push(await review.changeOf(document, mark, draft));
  if (changes.length > 0) await store.apply(document, label, changes);
}

async function start(deps: Deps, given: Given | undefined): Promise<{ document: TextDocument; speaker: Speaker } | undefined> {
  const document = activeReleaseEditor()?.document;
  if (!document) return undefined;
  await deps.store.whenLoaded(document);
  const speaker = speakerMeant(deps, document, given);
  if (speaker) return { document, speaker };
  window.setStatusBarMessage(l10n.t('Put the cursor in a speaker or a message first.'), 4000);
  return undefined;
}

async function merge(deps: Deps, given: Given | undefined): Promise<void> {
  const begun = await start(deps, given);
  if (!begun) return;
  const { document, speaker } = begun;
  const others = deps.releases.read(document).release.speakers.filter(({ id }) => id !== speaker.id);
  const into =
    given && 'to' in given
      ? given.to
      : (
          await window.showQuickPick(
            others.map(({ name, titles }) => ({ label: name, description: titles.join('; ') })),
            {
              title: l10n.t('Merge {0} Into…', speaker.name),
              placeHolder: l10n.t('Who is the same speaker?'),
              matchOnDescription: true,
            },
          )
        )?.label;
  if (into === undefined) return;
  const { text, release } = deps.releases.read(document);
  await decide(deps, document, mergeSpeaker(text, findMarks(release), speaker.id, into), l10n.t('Merge Speakers'));
}

async function split(deps: Deps, given: Given | undefined): Promise<void> {
  const begun = await start(deps, given);
  if (!begun) return;
  const { document, speaker } = begun;
  const before = deps.releases.read(document);
  const messages = findMarks(before.release).flatMap(mark =>
    mark.kind === 'message' && mark.speaker?.id === speaker.id
      ? [{ label: excerpt(before.text, mark.span), id: mark.message.id }]
      : [],
  );
  if (messages.length === 0) throw new Error(l10n.t('{0} has no message that could become another speaker’s.', speaker.name));
  const chosen =
    given && 'to' in given
      ? messages.filter(({ label }) => given.messages?.some(words => label.includes(words)))
      : await window.showQuickPick(messages, {
          title: l10n.t('Split {0}', speaker.name),
          placeHolder: l10n.t('Which messages are another speaker’s?'),
          canPickMany: true,
        });
  if (!chosen || chosen.length === 0) return;
  const name = given && 'to' in given ? given.to : await deps.review.pickSpeaker(document);
  if (!name?.trim()) return;
  const { text, release } = deps.releases.read(document);
  const ids = new Set(chosen.map(({ id }) => id));
  await decide(deps, document, splitSpeaker(text, findMarks(release), speaker.id, ids, name), l10n.t('Split Speaker'));
}

/** Commands that make two speakers of a release one, or one two; each is one step for Undo. */
export function registerSpeakerChanges(registerCommand: RegisterCommand, deps: Deps): Disposable {
  return Disposable.from(
    registerCommand(Command.mergeSpeaker, (given?: Given) => merge(deps, given)),
    registerCommand(Command.splitSpeaker, (given?: Given) => split(deps, given)),
  );
}
