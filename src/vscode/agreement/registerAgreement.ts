import { commands, Disposable, l10n, window, type Uri } from 'vscode';
import {
  comparableKinds,
  DETECTION,
  neighbour,
  PASSAGE_KINDS,
  type Choice,
  type ComparedMark,
  type PassageKind,
} from '../../core';
import type { AnnotationStore } from '../annotations/annotationStore';
import { KIND_ICONS, kindName } from '../annotations/kinds';
import { Command, type RegisterCommand } from '../commands';
import { oneAfterAnother } from '../inTurn';
import { activeReleaseEditor } from '../language';
import type { Releases } from '../releases';
import { Adjudication, type Compared } from './adjudication';
import { allAnnotators, chooseAnnotators, nameOfAnnotator, readOtherSidecar } from './annotatorChoice';
import { ReadingMarks } from './readingMarks';
import { AgreementView, type AgreementViewRow } from './view';
import { differenceOf, saidOf, wordsOf } from './wording';

/** What is given is not asked for. */
interface CompareArgument {
  /** Names of annotators, `detection` among them. */
  readonly annotators?: readonly string[];
  /** More sidecars of the text. */
  readonly sidecars?: readonly Uri[];
}

/** Which reading is taken: a row of the view, or the annotator's number from 0. */
type ReadingArgument = AgreementViewRow | number;

/** *Compare Annotators…*, the view of what they say, and the gold set that is made of it. */
export function registerAgreement(registerCommand: RegisterCommand, store: AnnotationStore, releases: Releases): Disposable {
  const adjudication = new Adjudication(store, releases);
  const tree = new AgreementView(adjudication);
  const marks = new ReadingMarks(adjudication);

  const compared = (): Compared => {
    if (!adjudication.compared) throw new Error(l10n.t('Compare annotators first.'));
    return adjudication.compared;
  };
  const show = async (mark: ComparedMark): Promise<void> => {
    adjudication.show(mark);
    await marks.reveal(mark);
    await tree.reveal(mark);
  };
  const compare = async (given: unknown): Promise<void> => {
    const document = activeReleaseEditor()?.document;
    if (!document) throw new Error(l10n.t('Open a press release first.'));
    await store.whenLoaded(document);
    const argument = isCompareArgument(given) ? given : {};
    const others = await Promise.all((argument.sidecars ?? []).map(uri => readOtherSidecar(uri)));
    const named = argument.annotators ?? (others.length > 0 ? allNames(others) : undefined);
    const chosen = named ? { names: named, others } : await chooseAnnotators(document, { store, releases });
    if (!chosen) return;
    await adjudication.start(document, chosen.names, chosen.others);
    await commands.executeCommand('pressmark.agreement.focus');
  };
  const allNames = (others: Parameters<typeof allAnnotators>[2]): string[] =>
    allAnnotators(activeReleaseEditor()!.document, { store, releases }, others)
      .map(({ name }) => name)
      .filter(name => name !== DETECTION);

  /** The next disagreement from the one that was shown last or from the cursor, open ones only if asked for. */
  const step = async (direction: 'next' | 'previous', openOnly = false): Promise<void> => {
    const { marks: all, uri } = compared();
    const list = all.filter(({ differences, gold }) => differences.length > 0 && (!openOnly || gold.length === 0));
    const { current } = adjudication;
    const editor = window.activeTextEditor;
    const inText = editor?.document.uri.toString() === uri.toString();
    const offset = current?.span.start ?? (inText ? editor.document.offsetAt(editor.selection.active) - 1 : -1);
    const index = current ? list.indexOf(current) : -1;
    const next =
      index >= 0
        ? list[(index + (direction === 'next' ? 1 : list.length - 1)) % list.length]
        : neighbour(list, offset, direction);
    if (next) await show(next);
    else
      window.setStatusBarMessage(
        openOnly ? l10n.t('All disagreements are settled.') : l10n.t('They agree about everything.'),
        5000,
      );
  };

  /** The mark that a row shows, else the one that was shown last, else the one at the cursor. A row that is selected is shown. */
  const meant = (given: ReadingArgument | undefined): ComparedMark => {
    const { marks: all, uri } = compared();
    const row = typeof given === 'object' && (given.type === 'mark' || given.type === 'reading') ? given : undefined;
    const id = row?.mark.id ?? adjudication.current?.id;
    const known = all.find(mark => mark.id === id);
    if (known) return known;
    const editor = window.activeTextEditor;
    const offset = editor?.document.uri.toString() === uri.toString() ? editor.document.offsetAt(editor.selection.active) : -1;
    const here = all.find(({ span, differences }) => differences.length > 0 && span.start <= offset && offset <= span.end);
    if (!here) throw new Error(l10n.t('Go to a disagreement first.'));
    return here;
  };
  const settle = async (mark: ComparedMark, choice: Choice): Promise<void> => {
    await adjudication.settle(mark, choice);
    adjudication.show(mark);
    await step('next', true);
  };

  const take = async (given: ReadingArgument | undefined): Promise<void> => {
    const mark = meant(given);
    const annotator =
      typeof given === 'number' ? given : isReading(given) ? given.annotator : await pickReading(compared(), mark);
    if (annotator === undefined) return;
    if (mark.readings[annotator]) return settle(mark, [annotator]);
    const name = compared().annotators[annotator];
    if (name !== undefined) window.setStatusBarMessage(l10n.t('{0} does not mark anything here.', nameOfAnnotator(name)), 4000);
  };

  const inTurn = oneAfterAnother();
  return Disposable.from(
    adjudication,
    tree,
    marks,
    registerCommand(Command.compareAnnotators, (given?: unknown) => compare(given)),
    registerCommand(Command.stopComparing, () => adjudication.stop()),
    registerCommand(
      Command.nextDisagreement,
      inTurn(() => step('next')),
    ),
    registerCommand(
      Command.previousDisagreement,
      inTurn(() => step('previous')),
    ),
    registerCommand(
      Command.revealDisagreement,
      inTurn(async (id: string) => {
        const mark = adjudication.compared?.marks.find(each => each.id === id);
        if (mark) await show(mark);
      }),
    ),
    registerCommand(
      Command.takeReading,
      inTurn((given?: ReadingArgument) => take(given)),
    ),
    registerCommand(
      Command.takeAllReadings,
      inTurn((given?: ReadingArgument) => {
        const mark = meant(given);
        return settle(
          mark,
          mark.readings.flatMap((reading, i) => (reading ? [i] : [])),
        );
      }),
    ),
    registerCommand(
      Command.takeNoReading,
      inTurn((given?: ReadingArgument) => settle(meant(given), [])),
    ),
    registerCommand(
      Command.reopenDisagreement,
      inTurn(async (given?: ReadingArgument) => {
        const mark = meant(given);
        await adjudication.reopen(mark);
        await show(mark);
      }),
    ),
    registerCommand(
      Command.takeAgreed,
      inTurn(async () => {
        const count = await adjudication.acceptAgreed();
        window.setStatusBarMessage(l10n.t('{0} marks taken into the gold set', count), 4000);
      }),
    ),
    registerCommand(Command.showBeside, async (given?: unknown) => {
      const [first, second] = isPair(given) ? given : await pickPair(compared());
      if (first !== undefined && second !== undefined) await marks.showBeside(first, second);
    }),
    registerCommand(Command.compareKinds, async (given?: unknown) => {
      const kinds = Array.isArray(given) ? PASSAGE_KINDS.filter(kind => given.includes(kind)) : await pickKinds(compared());
      if (kinds && kinds.length > 0) await adjudication.compareKinds(kinds);
    }),
  );
}

const isCompareArgument = (given: unknown): given is CompareArgument =>
  typeof given === 'object' && given !== null && ('annotators' in given || 'sidecars' in given);
const isReading = (given: ReadingArgument | undefined): given is AgreementViewRow & { type: 'reading' } =>
  typeof given === 'object' && given.type === 'reading';
const isPair = (given: unknown): given is readonly [number, number] =>
  Array.isArray(given) && given.length === 2 && given.every(each => typeof each === 'number');

async function pickReading({ annotators, text }: Compared, mark: ComparedMark): Promise<number | undefined> {
  const items = mark.readings.flatMap((reading, annotator) =>
    reading
      ? [
          {
            label: nameOfAnnotator(annotators[annotator]!),
            description: saidOf(reading),
            detail: wordsOf(text, reading),
            annotator,
          },
        ]
      : [],
  );
  const picked = await window.showQuickPick(items, {
    title: l10n.t('Take a Reading'),
    placeHolder: differenceOf(mark, annotators),
    matchOnDetail: true,
  });
  return picked?.annotator;
}

/** Of two annotators there is nothing to choose. */
async function pickPair({ annotators }: Compared): Promise<readonly (number | undefined)[]> {
  if (annotators.length === 2) return [0, 1];
  const items = annotators.map((name, annotator) => ({ label: nameOfAnnotator(name), annotator }));
  const first = await window.showQuickPick(items, {
    title: l10n.t('Side by Side'),
    placeHolder: l10n.t('Whose marks on the left?'),
  });
  if (!first) return [];
  const second = await window.showQuickPick(
    items.filter(item => item !== first),
    { title: l10n.t('Side by Side'), placeHolder: l10n.t('Whose marks on the right?') },
  );
  return [first.annotator, second?.annotator];
}

async function pickKinds({ people, kinds }: Compared): Promise<PassageKind[] | undefined> {
  const used = PASSAGE_KINDS.filter(kind => people.some(({ judgements }) => judgements.some(each => each.kind === kind)));
  const usual = comparableKinds(people);
  const picked = await window.showQuickPick(
    used.map(kind => ({
      label: `$(${KIND_ICONS[kind]}) ${kindName(kind)}`,
      description: usual.includes(kind) ? '' : l10n.t('only one of them marks these'),
      picked: kinds.includes(kind),
      chosen: kind,
    })),
    { title: l10n.t('Kinds to Compare'), canPickMany: true },
  );
  return picked?.map(({ chosen }) => chosen);
}
