import type { Event, MarkdownString, TextDocument, ThemeIcon, Uri } from 'vscode';
import type { Span } from '../../core';

/** One entry of a branch that another feature adds to the outline, like the annotations. */
export interface BranchEntry {
  /** Unique in the branch, and the same after an edit elsewhere. */
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  readonly tooltip?: string | MarkdownString;
  readonly icon?: ThemeIcon;
  /** What a screen reader says. */
  readonly accessibilityLabel: string;
  /** Where it lies in the text; absent for one whose place is lost. */
  readonly span?: Span;
  /** For menus: `view == pressmark.outline && viewItem == …`. */
  readonly contextValue?: string;
  readonly children?: readonly BranchEntry[];
}

/** A branch at the end of the outline. It is left out where it has no entries. */
export interface OutlineBranch {
  readonly id: string;
  readonly label: string;
  readonly icon: ThemeIcon;
  readonly entriesOf: (document: TextDocument) => readonly BranchEntry[];
  /** Fired when the entries of a file have changed. */
  readonly onDidChange: Event<Uri>;
}
