import {
  CommentMode,
  comments,
  CommentThreadCollapsibleState,
  CommentThreadState,
  Disposable,
  l10n,
  MarkdownString,
  Range,
  workspace,
  type Comment,
  type CommentController,
  type CommentReply,
  type CommentThread,
  type TextDocument,
} from 'vscode';
import { isDiscussed, wholeGraphemes, type Annotation, type PlacedAnnotation } from '../../core/index';
import { Command, type RegisterCommand } from '../commands';
import { toRange, toSpan } from '../convert';
import type { AnnotationStore } from './annotationStore';
import { kindName } from './kinds';
import { addReply, changeComment, changeReply, setResolved } from './talk';
import { plainMarkdown } from '../plainText';

const settingOf = (document: TextDocument) => workspace.getConfiguration('pressmark', document);
const enabled = (document: TextDocument): boolean => settingOf(document).get('annotations.comments', true);
/** A + beside the line with the cursor, and beside each row of it that is wrapped: too much for prose unless it is wanted. */
const inMargin = (document: TextDocument): boolean =>
  enabled(document) && settingOf(document).get('annotations.commentInMargin', false);

/** A remark of a thread: the annotation's own comment, or a reply to it. */
class Remark implements Comment {
  mode: CommentMode;
  body: string | MarkdownString;
  readonly author;
  readonly timestamp?: Date;
  readonly contextValue = 'remark';

  constructor(
    readonly annotationId: string,
    readonly replyId: string | undefined,
    readonly text: string,
    private readonly maker: Pick<Annotation, 'author' | 'created' | 'modified'>,
    editing = false,
  ) {
    // What people write is text, and shown as they wrote it; in the box to change it stands bare.
    this.body = editing ? text : plainMarkdown(text);
    this.mode = editing ? CommentMode.Editing : CommentMode.Preview;
    this.author = { name: maker.author ?? l10n.t('nobody named') };
    const time = Date.parse(maker.modified ?? maker.created ?? '');
    if (!Number.isNaN(time)) this.timestamp = new Date(time);
  }

  /** The same, in a box to change it or out of it. */
  shown(editing: boolean): Remark {
    return new Remark(this.annotationId, this.replyId, this.text, this.maker, editing);
  }
}

interface Shown {
  readonly thread: CommentThread;
  readonly annotationId: string;
  /** What the remarks were made from: they are made again only where it is another, so that nothing that is being written is lost. */
  face: string;
}

/** Comments on annotations, as threads in the text: VS Code's own Comments, kept in the sidecar. */
export class Discussions implements Disposable {
  readonly #controller: CommentController;
  readonly #shown = new Map<TextDocument, Map<string, Shown>>();
  readonly #ids = new WeakMap<CommentThread, string>();
  readonly #subscriptions: Disposable;

  constructor(
    registerCommand: RegisterCommand,
    private readonly isRelease: (document: TextDocument) => boolean,
    private readonly store: AnnotationStore,
  ) {
    this.#controller = comments.createCommentController('pressmark.discussion', l10n.t('Annotations'));
    this.#controller.options = { prompt: l10n.t('Reply…'), placeHolder: l10n.t('What do you want to say about it?') };
    this.#controller.commentingRangeProvider = {
      provideCommentingRanges: document =>
        isRelease(document) && inMargin(document) ? [new Range(0, 0, Math.max(0, document.lineCount - 1), 0)] : [],
    };
    this.#subscriptions = Disposable.from(
      this.#controller,
      store.onDidChange(document => this.#show(document)),
      workspace.onDidOpenTextDocument(document => this.#show(document)),
      workspace.onDidCloseTextDocument(document => this.#hide(document)),
      workspace.onDidChangeConfiguration(event => {
        if (event.affectsConfiguration('pressmark.annotations.comments')) this.#showAll();
      }),
      registerCommand(Command.sendComment, (reply: CommentReply) => this.#send(reply)),
      registerCommand(Command.editComment, (remark: Remark) => this.#edit(remark, true)),
      registerCommand(Command.cancelComment, (remark: Remark) => this.#edit(remark, false)),
      registerCommand(Command.saveComment, (remark: Remark) => this.#save(remark)),
      registerCommand(Command.deleteComment, (remark: Remark) => this.#change(remark, undefined)),
      registerCommand(Command.resolveThread, (thread: CommentThread) => this.#settle(thread, true)),
      registerCommand(Command.reopenThread, (thread: CommentThread) => this.#settle(thread, false)),
    );
    this.#showAll();
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  #showAll(): void {
    for (const document of workspace.textDocuments) this.#show(document);
  }

  #show(document: TextDocument): void {
    if (!this.isRelease(document) || document.isClosed) return;
    const shown = this.#shown.get(document) ?? new Map<string, Shown>();
    this.#shown.set(document, shown);
    const wanted = enabled(document)
      ? this.store.annotationsOf(document).filter(({ annotation, orphaned }) => isDiscussed(annotation) && !orphaned)
      : [];
    const ids = new Set(wanted.map(({ annotation }) => annotation.id));
    for (const [id, { thread }] of shown) {
      if (ids.has(id)) continue;
      thread.dispose();
      shown.delete(id);
    }
    for (const placed of wanted) this.#showThread(document, shown, placed);
  }

  #showThread(document: TextDocument, shown: Map<string, Shown>, { annotation, spans }: PlacedAnnotation): void {
    const span = spans.find(each => each);
    const range = span ? toRange(document, span) : new Range(0, 0, 0, 0);
    const known = shown.get(annotation.id);
    const { comment, author, created, modified, replies = [], resolved = false, kind, tag } = annotation;
    const face = JSON.stringify([comment, author, created, modified, replies, resolved, kind, tag]);
    if (known) {
      if (!known.thread.range?.isEqual(range)) known.thread.range = range;
      if (known.face === face) return;
      known.face = face;
    }
    const thread = known?.thread ?? this.#controller.createCommentThread(document.uri, range, []);
    if (!known) {
      thread.collapsibleState = CommentThreadCollapsibleState.Collapsed;
      this.#ids.set(thread, annotation.id);
      shown.set(annotation.id, { thread, annotationId: annotation.id, face });
    }
    thread.label = [kindName(kind), tag && `#${tag}`, resolved ? l10n.t('resolved') : ''].filter(Boolean).join(' · ');
    thread.state = resolved ? CommentThreadState.Resolved : CommentThreadState.Unresolved;
    thread.contextValue = resolved ? 'resolved' : 'open';
    thread.comments = [
      ...(comment ? [new Remark(annotation.id, undefined, comment, annotation)] : []),
      ...replies.map(reply => new Remark(annotation.id, reply.id, reply.text, reply)),
    ];
  }

  #hide(document: TextDocument): void {
    for (const { thread } of this.#shown.get(document)?.values() ?? []) thread.dispose();
    this.#shown.delete(document);
  }

  #threadOf(annotationId: string): { document: TextDocument; thread: CommentThread } | undefined {
    for (const [document, threads] of this.#shown) {
      const shown = threads.get(annotationId);
      if (shown) return { document, thread: shown.thread };
    }
    return undefined;
  }

  /** A reply; in a thread that is new, a note on the words it is about. */
  async #send({ thread, text }: CommentReply): Promise<void> {
    const said = text.trim();
    if (!said) return;
    const document = await this.store.open(thread.uri);
    const known = this.#ids.get(thread);
    if (known !== undefined) return addReply(this.store, document, known, said);
    const { id, author, created } = await this.store.stamp(document);
    const target = this.store.modelOf(document)?.describe(spanOf(document, thread.range));
    const annotation: Annotation = { id, kind: 'note', targets: target ? [target] : [], comment: said, author, created };
    thread.dispose();
    await this.store.apply(document, l10n.t('Comment'), [{ after: annotation }]);
    const own = this.#threadOf(id);
    if (own) own.thread.collapsibleState = CommentThreadCollapsibleState.Expanded;
    return undefined;
  }

  /** Puts one remark of a thread into a box to change it, or takes it out. */
  #edit({ annotationId, replyId }: Remark, editing: boolean): void {
    const found = this.#threadOf(annotationId);
    if (!found) return;
    found.thread.comments = found.thread.comments.map(remark =>
      remark instanceof Remark && remark.replyId === replyId ? remark.shown(editing) : remark,
    );
  }

  async #save(remark: Remark): Promise<void> {
    const text = typeof remark.body === 'string' ? remark.body : remark.text;
    this.#edit(remark, false);
    if (text.trim()) await this.#change(remark, text.trim());
  }

  async #change({ annotationId, replyId }: Remark, text: string | undefined): Promise<void> {
    const document = this.#threadOf(annotationId)?.document;
    if (!document) return;
    if (replyId === undefined) await changeComment(this.store, document, annotationId, text);
    else await changeReply(this.store, document, annotationId, replyId, text);
  }

  async #settle(thread: CommentThread, resolved: boolean): Promise<void> {
    const annotationId = this.#ids.get(thread);
    if (annotationId !== undefined) await setResolved(this.store, [{ annotationId, uri: thread.uri }], resolved);
  }
}

/** The words that a new thread is about; of a bare place, its line without surrounding white space. */
function spanOf(document: TextDocument, range: Range | undefined): { start: number; end: number } {
  const meant = range && !range.isEmpty ? range : document.lineAt(range?.start.line ?? 0).range;
  const text = document.getText(meant);
  const { start } = toSpan(document, meant);
  const span = { start: start + text.length - text.trimStart().length, end: start + text.trimEnd().length };
  if (span.start >= span.end) throw new Error(l10n.t('There are no words here to comment on.'));
  return wholeGraphemes(document.getText(), span);
}
