import {
  Disposable,
  l10n,
  StatusBarAlignment,
  window,
  commands,
  type QuickPickItem,
  type TextDocument,
  type TextEditor,
} from 'vscode';
import {
  confirmMark,
  correctionOf,
  findMarks,
  fittingRelations,
  marksAt,
  RELATION_TYPES,
  relationsOf,
  reversedRelation,
  spansOf,
  type Annotation,
  type Mark,
  type RelationType,
  type AnnotationChange,
} from '../core';
import type { AnnotationStore } from './annotations/annotationStore';
import { KIND_ICONS, kindName, passageOf, relationPhrase, sayingOf } from './annotations/kinds';
import { Command, type RegisterCommand } from './commands';
import { activeReleaseEditor } from './language';
import type { Releases } from './releases';

const STARTED = 'pressmark.relationStarted';

/** One end of a relation: an annotation, or a detected mark that becomes one, confirmed, when the relation is made. */
interface End {
  readonly document: TextDocument;
  readonly annotation?: Annotation;
  readonly mark?: Mark;
}

interface EndItem extends QuickPickItem {
  readonly end: End;
}

const isType = (value: unknown): value is RelationType => RELATION_TYPES.includes(value as RelationType);

/** How annotations and marks relate: made by marking both ends or picking them, turned round, removed; all of it from keys. */
export class Relations implements Disposable {
  readonly #item = window.createStatusBarItem('pressmark.relation', StatusBarAlignment.Left, 2);
  readonly #subscriptions: Disposable;
  #from: End | undefined;

  constructor(
    registerCommand: RegisterCommand,
    private readonly releases: Releases,
    private readonly store: AnnotationStore,
  ) {
    this.#item.name = l10n.t('Pressmark Relation');
    this.#item.command = Command.forgetRelation;
    this.#subscriptions = Disposable.from(
      this.#item,
      registerCommand(Command.relateFrom, () => this.#start()),
      registerCommand(Command.relateTo, (type?: unknown) => this.#finish(type)),
      registerCommand(Command.forgetRelation, () => this.#remember(undefined)),
      registerCommand(Command.relate, () => this.#pickBoth()),
      registerCommand(Command.reverseRelation, (given?: unknown) => this.#reverse(given)),
      registerCommand(Command.removeRelation, (given?: unknown) => this.#remove(given)),
    );
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  async #start(): Promise<void> {
    const editor = activeReleaseEditor();
    const end = editor && (await this.#endAt(editor));
    if (end) await this.#remember(end);
  }

  async #remember(end: End | undefined): Promise<void> {
    this.#from = end;
    await commands.executeCommand('setContext', STARTED, end !== undefined);
    if (!end) {
      this.#item.hide();
      return;
    }
    this.#item.text = `$(references) ${l10n.t('From “{0}”: go to the other end', this.#itemOf(end).label.replace(/^\$\([\w-]+\) /, ''))}`;
    this.#item.tooltip = l10n.t('Put the cursor in the other end and run “Relate to Here”. Select to give up.');
    this.#item.show();
  }

  async #finish(type: unknown): Promise<void> {
    const editor = activeReleaseEditor();
    if (!editor) return;
    const from = this.#from;
    if (!from) throw new Error(l10n.t('Mark where the relation starts first: “Relate from Here”.'));
    if (from.document !== editor.document) throw new Error(l10n.t('Both ends of a relation are in one document.'));
    const to = await this.#endAt(editor);
    if (to && (await this.#make(from, to, type))) await this.#remember(undefined);
  }

  async #pickBoth(): Promise<void> {
    const editor = activeReleaseEditor();
    if (!editor) return;
    await this.store.whenLoaded(editor.document);
    const items = this.#ends(editor.document).map(end => this.#itemOf(end));
    const title = l10n.t('Relate');
    const from = await window.showQuickPick(items, { title, placeHolder: l10n.t('From which?'), matchOnDescription: true });
    if (!from) return;
    const to = await window.showQuickPick(
      items.filter(item => item !== from && fittingRelations(kindOf(from.end), kindOf(item.end)).length > 0),
      { title, placeHolder: l10n.t('To which?'), matchOnDescription: true },
    );
    if (to) await this.#make(from.end, to.end, undefined);
  }

  /** Makes the relation, and annotations of its ends where they are marks, as one step. */
  async #make(from: End, to: End, given: unknown): Promise<boolean> {
    if (from.annotation !== undefined && from.annotation.id === to.annotation?.id) {
      throw new Error(l10n.t('A relation has two ends: go to another annotation or mark.'));
    }
    const fitting = fittingRelations(kindOf(from), kindOf(to));
    const type = isType(given)
      ? given
      : (
          await window.showQuickPick(
            fitting.map(each => ({ label: relationPhrase(each, true), each })),
            { title: `${this.#itemOf(from).label} → ${this.#itemOf(to).label}` },
          )
        )?.each;
    if (!type) return false;
    if (!fitting.includes(type)) {
      const [one, other] = [kindName(kindOf(from)), kindName(kindOf(to))];
      throw new Error(l10n.t('“{0}” does not hold from “{1}” to “{2}”.', relationPhrase(type, true), one, other));
    }
    const { document } = from;
    const changes: AnnotationChange[] = [];
    const idOf = async ({ annotation, mark }: End): Promise<string> => {
      if (annotation) return annotation.id;
      const { id, author, created } = await this.store.stamp(document);
      changes.push({ after: { id, ...confirmMark(this.releases.read(document).text, mark!), author, created } });
      return id;
    };
    const relation = { type, from: await idOf(from), to: await idOf(to) };
    const { id, author, created } = await this.store.stamp(document);
    changes.push({ after: { id, kind: 'relation', targets: [], relation, author, created } });
    await this.store.apply(document, l10n.t('Relate'), changes);
    return true;
  }

  async #reverse(given: unknown): Promise<void> {
    const found = await this.#relation(given, l10n.t('Reverse Relation'));
    if (!found) return;
    const { document, before } = found;
    const kinds = new Map(this.store.annotationsOf(document).map(({ annotation }) => [annotation.id, annotation.kind]));
    const { from, to } = before.relation!;
    const relation = reversedRelation(before.relation!, kinds.get(from) ?? 'note', kinds.get(to) ?? 'note');
    if (!relation) throw new Error(l10n.t('This relation holds one way only.'));
    const after: Annotation = { ...before, relation, modified: new Date().toISOString() };
    await this.store.apply(document, l10n.t('Reverse Relation'), [{ before, after }]);
  }

  async #remove(given: unknown): Promise<void> {
    const found = await this.#relation(given, l10n.t('Remove Relation'));
    if (found) await this.store.apply(found.document, l10n.t('Remove Relation'), [{ before: found.before }]);
  }

  /** The relation that an argument names, else one of what is at the cursor; of several the person chooses. */
  async #relation(given: unknown, title: string): Promise<{ document: TextDocument; before: Annotation } | undefined> {
    const editor = activeReleaseEditor();
    if (!editor) return undefined;
    const { document } = editor;
    await this.store.whenLoaded(document);
    const all = this.store.annotationsOf(document).map(({ annotation }) => annotation);
    const named = (id: unknown) => all.find(annotation => annotation.id === id && annotation.relation);
    if (typeof given === 'string') {
      const before = named(given);
      return before && { document, before };
    }
    const at = document.offsetAt(editor.selection.active);
    const here = this.store
      .annotationsOf(document)
      .filter(({ spans }) => spans.some(span => span && span.start <= at && at <= span.end));
    const items = here.flatMap(({ annotation }) =>
      relationsOf(all, annotation.id).map(({ id, type, outgoing, other }) => ({
        label: relationPhrase(type, outgoing),
        description: other ? passageOf(other) : l10n.t('the other end is gone'),
        id,
      })),
    );
    if (items.length === 0) throw new Error(l10n.t('Nothing here is related to anything.'));
    const chosen = items.length === 1 ? items[0] : await window.showQuickPick(items, { title });
    const before = chosen && named(chosen.id);
    return before && { document, before };
  }

  /** What at the cursor can be an end, the innermost first; of several the person chooses. */
  async #endAt({ document, selection }: TextEditor): Promise<End | undefined> {
    await this.store.whenLoaded(document);
    const at = document.offsetAt(selection.active);
    const here = this.store
      .annotationsOf(document)
      .filter(
        ({ annotation, spans }) =>
          annotation.kind !== 'releaseDate' && spans.some(span => span && span.start <= at && at <= span.end),
      )
      .map(({ annotation }): End => ({ document, annotation }));
    const marks = marksAt(this.#openMarks(document), at).map((mark): End => ({ document, mark }));
    const ends = [...here, ...marks];
    if (ends.length === 0) throw new Error(l10n.t('Put the cursor in an annotation or a mark first.'));
    if (ends.length === 1) return ends[0];
    return (
      await window.showQuickPick(
        ends.map(end => this.#itemOf(end)),
        { title: l10n.t('Relate') },
      )
    )?.end;
  }

  #ends(document: TextDocument): End[] {
    return [
      ...this.store
        .annotationsOf(document)
        .filter(({ annotation }) => annotation.kind !== 'releaseDate' && annotation.kind !== 'relation')
        .map(({ annotation }): End => ({ document, annotation })),
      ...this.#openMarks(document).map((mark): End => ({ document, mark })),
    ];
  }

  /** Messages and dates that are no annotation yet. */
  #openMarks(document: TextDocument): Mark[] {
    const placed = this.store.annotationsOf(document);
    return findMarks(this.releases.read(document).release).filter(
      mark => mark.kind !== 'speaker' && correctionOf(mark, placed) === undefined,
    );
  }

  #itemOf(end: End): EndItem {
    const { annotation, mark, document } = end;
    const kind = kindOf(end);
    const words = annotation
      ? passageOf(annotation, 40)
      : spansOf(mark!)
          .map(span => this.releases.read(document).text.slice(span.start, span.end))
          .join(' … ')
          .replace(/\s+/g, ' ');
    const said = annotation ? sayingOf(annotation) : l10n.t('found by Pressmark');
    return { label: `$(${KIND_ICONS[kind]}) ${words}`, description: [kindName(kind), said].filter(Boolean).join(' · '), end };
  }
}

const kindOf = ({ annotation, mark }: End) => annotation?.kind ?? mark!.kind;
