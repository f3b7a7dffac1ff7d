import type { Uri } from 'vscode';

/** The last part of an address: `notice.txt` of `file:///releases/notice.txt`. */
export const nameOf = ({ path }: Uri): string => path.slice(path.lastIndexOf('/') + 1);

/** A name within a glob pattern: what would mean something there stands for any one character. */
export const inPattern = (name: string): string => name.replace(/[[\]{}*?]/g, '?');
