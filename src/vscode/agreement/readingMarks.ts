import {
  commands,
  Disposable,
  EventEmitter,
  Selection,
  TextEditorRevealType,
  ThemeColor,
  Uri,
  window,
  workspace,
  type TextEditor,
  type TextEditorDecorationType,
} from 'vscode';
import type { ComparedMark, Judgement, Span } from '../../core';
import { plainMarkdown } from '../plainText';
import { toRange } from '../convert';
import { nameOf } from '../fileNames';
import { READING_SCHEME } from '../language';
import type { Adjudication, Compared } from './adjudication';
import { nameOfAnnotator } from './annotatorChoice';
import { kindName } from '../annotations/kinds';
import { saidOf } from './wording';

/** Lines around words differ in shape too: colour alone does not tell people apart for everybody. */
const LOOKS = [
  { order: 'First', style: 'solid' },
  { order: 'Second', style: 'dashed' },
  { order: 'Third', style: 'dotted' },
  { order: 'Fourth', style: 'double' },
] as const;

/** Shows where each annotator's marks lie: of the mark in question in the text itself, or all of two annotators side by side. */
export class ReadingMarks implements Disposable {
  private readonly textChanged = new EventEmitter<Uri>();
  private readonly types: readonly TextEditorDecorationType[];
  private readonly shown: TextEditorDecorationType;
  private readonly subscriptions: Disposable;

  constructor(private readonly adjudication: Adjudication) {
    this.types = LOOKS.map(({ order, style }) =>
      window.createTextEditorDecorationType({
        borderStyle: style,
        borderWidth: style === 'double' ? '3px' : '2px',
        borderColor: new ThemeColor(`pressmark.reading${order}`),
      }),
    );
    this.shown = window.createTextEditorDecorationType({ backgroundColor: new ThemeColor('pressmark.readingShown') });
    this.subscriptions = Disposable.from(
      this.textChanged,
      this.shown,
      ...this.types,
      workspace.registerTextDocumentContentProvider(READING_SCHEME, {
        onDidChange: this.textChanged.event,
        provideTextDocumentContent: () => adjudication.compared?.text ?? '',
      }),
      adjudication.onDidChange(() => {
        for (const { uri } of workspace.textDocuments) if (uri.scheme === READING_SCHEME) this.textChanged.fire(uri);
        this.paintAll();
      }),
      window.onDidChangeVisibleTextEditors(() => this.paintAll()),
      workspace.onDidChangeTextDocument(({ document }) => document.uri.scheme === READING_SCHEME && this.paintAll()),
    );
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  /** Opens the text twice, with the marks of one annotator each; they scroll together. */
  async showBeside(first: number, second: number): Promise<void> {
    const { compared } = this.adjudication;
    if (!compared) return;
    const [left, right] = [first, second].map(annotator => uriOf(compared, annotator));
    const names = [first, second].map(annotator => nameOfAnnotator(compared.annotators[annotator]!));
    const title = `${nameOf(compared.uri)} (${names.join(' ↔ ')})`;
    await commands.executeCommand('vscode.diff', left, right, title, { preview: false });
    const { current } = this.adjudication;
    if (current) this.revealBeside(current);
  }

  /** Shows a mark in both texts where they are side by side, else in the text itself. */
  async reveal(mark: ComparedMark): Promise<void> {
    if (this.revealBeside(mark)) return;
    const document = await this.adjudication.document();
    const editor = await window.showTextDocument(document, { preserveFocus: true, preview: false });
    select(editor, mark.span);
  }

  private revealBeside({ span }: ComparedMark): boolean {
    const beside = window.visibleTextEditors.filter(({ document }) => document.uri.scheme === READING_SCHEME);
    for (const editor of beside) select(editor, span);
    return beside.length > 0;
  }

  private paintAll(): void {
    for (const editor of window.visibleTextEditors) this.paint(editor);
  }

  private paint(editor: TextEditor): void {
    const { compared, current } = this.adjudication;
    const { document } = editor;
    const own = compared?.uri.toString() === document.uri.toString();
    if (!own && document.uri.scheme !== READING_SCHEME) return;
    const of = own ? undefined : annotatorOf(document.uri);
    const decorations = LOOKS.map(
      (): { range: ReturnType<typeof toRange>; hoverMessage: ReturnType<typeof plainMarkdown> }[] => [],
    );
    const add = (annotator: number, reading: Judgement | undefined): void => {
      if (!reading || !compared) return;
      const words = [nameOfAnnotator(compared.annotators[annotator]!), kindName(reading.kind), saidOf(reading)];
      const hoverMessage = plainMarkdown(words.filter(Boolean).join(' · '));
      for (const span of reading.spans)
        decorations[annotator % LOOKS.length]!.push({ range: toRange(document, span), hoverMessage });
    };
    if (own) current?.readings.forEach((reading, annotator) => add(annotator, reading));
    else if (of !== undefined) for (const { readings } of compared?.marks ?? []) add(of, readings[of]);
    this.types.forEach((type, i) => editor.setDecorations(type, decorations[i]!));
    editor.setDecorations(this.shown, current && !own ? [toRange(document, current.span)] : []);
  }
}

function select(editor: TextEditor, span: Span): void {
  const range = toRange(editor.document, span);
  editor.selection = new Selection(range.start, range.start);
  editor.revealRange(range, TextEditorRevealType.InCenterIfOutsideViewport);
}

function uriOf({ uri, annotators }: Compared, annotator: number): Uri {
  const name = `${nameOfAnnotator(annotators[annotator]!).replace(/[\\/]/g, '∕')} – ${nameOf(uri)}.press`;
  return Uri.from({ scheme: READING_SCHEME, path: `/${name}`, query: String(annotator) });
}

const annotatorOf = ({ query }: Uri): number | undefined => (/^\d+$/.test(query) ? Number(query) : undefined);
