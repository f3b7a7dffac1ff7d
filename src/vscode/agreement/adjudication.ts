import { commands, Disposable, EventEmitter, l10n, workspace, type Event, type TextDocument, type Uri } from 'vscode';
import {
  agreementTable,
  comparableKinds,
  compareMarks,
  settle,
  settleAgreed,
  SIDECAR_ENDING,
  type AgreementRow,
  type Annotation,
  type AnnotationChange,
  type Annotator,
  type Choice,
  type ComparedMark,
  type Comparison,
  type GoldDraft,
  type PassageKind,
} from '../../core';
import type { AnnotationStore } from '../annotations/annotationStore';
import type { Releases } from '../releases';
import { allAnnotators, readOtherSidecar, type OtherSidecar } from './annotatorChoice';

const COMPARING = 'pressmark.comparing';

/** What is compared at present. */
export interface Compared extends Comparison {
  readonly uri: Uri;
  readonly text: string;
  readonly people: readonly Annotator[];
  readonly kinds: readonly PassageKind[];
}

/** One text whose annotators are compared, and the gold set that is made of what they say. */
export class Adjudication implements Disposable {
  private readonly changed = new EventEmitter<void>();
  private readonly subscriptions: Disposable;
  private asked:
    | { uri: Uri; names: readonly string[]; others: readonly OtherSidecar[]; kinds: readonly PassageKind[] | undefined }
    | undefined;
  private result: Compared | undefined;
  private rows: readonly AgreementRow[] | undefined;
  private at: string | undefined;
  readonly onDidChange: Event<void> = this.changed.event;

  constructor(
    private readonly store: AnnotationStore,
    private readonly releases: Releases,
  ) {
    const again = (document: TextDocument): void => {
      if (document.uri.toString() === this.asked?.uri.toString()) this.compute(document);
    };
    const watcher = workspace.createFileSystemWatcher(`**/*${SIDECAR_ENDING}`);
    this.subscriptions = Disposable.from(
      this.changed,
      watcher,
      store.onDidChange(again),
      releases.onDidChange(again),
      watcher.onDidChange(uri => this.readAgain(uri)),
    );
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  /** What is compared; nothing before the first comparison and after the last. */
  get compared(): Compared | undefined {
    return this.result;
  }

  /** The mark that was shown last. */
  get current(): ComparedMark | undefined {
    return this.result?.marks.find(({ id }) => id === this.at);
  }

  /** The table of agreement of those who are compared, of the kinds that are. */
  get figures(): readonly AgreementRow[] {
    const { result } = this;
    if (!result) return [];
    this.rows ??= agreementTable([{ text: result.text, annotators: result.people }]).rows.filter(({ kind }) =>
      result.kinds.includes(kind),
    );
    return this.rows;
  }

  async start(document: TextDocument, names: readonly string[], others: readonly OtherSidecar[]): Promise<void> {
    await this.store.whenLoaded(document);
    this.asked = { uri: document.uri, names, others, kinds: undefined };
    this.at = undefined;
    this.compute(document);
    await commands.executeCommand('setContext', COMPARING, true);
  }

  async stop(): Promise<void> {
    this.asked = this.result = this.rows = this.at = undefined;
    this.changed.fire();
    await commands.executeCommand('setContext', COMPARING, false);
  }

  /** Compares these kinds of marks alone. */
  async compareKinds(kinds: readonly PassageKind[]): Promise<void> {
    if (!this.asked) return;
    this.asked = { ...this.asked, kinds };
    this.compute(await this.document());
  }

  /** The text that is compared, opened where nobody shows it. */
  async document(): Promise<TextDocument> {
    if (!this.asked) throw new Error(l10n.t('Compare annotators first.'));
    return this.store.open(this.asked.uri);
  }

  show(mark: ComparedMark): void {
    this.at = mark.id;
    this.changed.fire();
  }

  /** Decides about a mark, in place of what was decided before; one step for Undo. */
  async settle(mark: ComparedMark, choice: Choice): Promise<void> {
    const document = await this.document();
    const now = this.now(document, mark);
    await this.replace(document, [now], settle(this.result!.text, now, choice), l10n.t('Settle Disagreement'));
  }

  /** Takes back what was decided about a mark; one step for Undo. */
  async reopen(mark: ComparedMark): Promise<void> {
    const document = await this.document();
    await this.replace(document, [this.now(document, mark)], [], l10n.t('Reopen Disagreement'));
  }

  /** Takes into the gold set what all agree about and is not in it yet; one step for Undo. Returns how many. */
  async acceptAgreed(): Promise<number> {
    const document = await this.document();
    this.compute(document);
    const { marks, text } = this.result!;
    const agreed = marks.filter(({ differences, gold }) => differences.length === 0 && gold.length === 0);
    const drafts = agreed.flatMap(mark => settleAgreed(text, mark));
    await this.replace(document, agreed, drafts, l10n.t('Take What All Agree On'));
    return agreed.length;
  }

  /** The mark as the text stands now: a row may be older. */
  private now(document: TextDocument, { id }: ComparedMark): ComparedMark {
    this.compute(document);
    const mark = this.result!.marks.find(each => each.id === id);
    if (!mark) throw new Error(l10n.t('What was compared here has been changed meanwhile.'));
    return mark;
  }

  private async replace(
    document: TextDocument,
    marks: readonly ComparedMark[],
    drafts: readonly GoldDraft[],
    label: string,
  ): Promise<void> {
    const changes: AnnotationChange[] = marks.flatMap(({ gold }) => gold.map(({ annotation }) => ({ before: annotation })));
    for (const draft of drafts) {
      const { id, author, created } = await this.store.stamp(document);
      const after: Annotation = { id, ...draft, author, created };
      changes.push({ after });
    }
    if (changes.length > 0) await this.store.apply(document, label, changes);
  }

  private compute(document: TextDocument): void {
    if (!this.asked) return;
    const { names, others, uri } = this.asked;
    const all = allAnnotators(document, { store: this.store, releases: this.releases }, others);
    const people = names.map(name => all.find(each => each.name === name) ?? { name, judgements: [] });
    const kinds = this.asked.kinds ?? comparableKinds(people);
    const comparison = compareMarks(people, kinds, this.store.annotationsOf(document));
    this.result = { ...comparison, uri, text: this.releases.read(document).text, people, kinds };
    this.rows = undefined;
    this.changed.fire();
  }

  /** Another sidecar was written. One that cannot be read any more counts as it was. */
  private async readAgain(uri: Uri): Promise<void> {
    const { asked } = this;
    const same = (other: OtherSidecar): boolean => other.uri.toString() === uri.toString();
    if (!asked?.others.some(same)) return;
    const read = await readOtherSidecar(uri).catch(() => undefined);
    if (!read || this.asked !== asked) return;
    this.asked = { ...asked, others: asked.others.map(other => (same(other) ? read : other)) };
    this.compute(await this.document());
  }
}
