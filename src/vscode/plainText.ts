import { MarkdownString } from 'vscode';

/**
 * Text of a document or a person as Markdown that shows it as it is. The editor's own `appendText` makes every space one that
 * does not break, so that long lines are cut within words; here only those that Markdown would fold stay so.
 */
export function escapeMarkdown(text: string): string {
  return new MarkdownString().appendText(text).value.replace(/(?<=[^\n;])&nbsp;(?!&nbsp;)/g, ' ');
}

export const plainMarkdown = (text: string): MarkdownString => new MarkdownString(escapeMarkdown(text));
