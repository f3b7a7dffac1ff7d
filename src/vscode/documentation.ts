import { Uri, workspace } from 'vscode';

/** Lines of the headings of each page, from 1. */
const headings = new Map<string, Promise<ReadonlyMap<string, number>>>();

/** Address of a heading in a page that comes with the extension; nothing where the page is not there. */
export async function documentationOf(extension: Uri, page: string, heading: string): Promise<Uri | undefined> {
  const uri = Uri.joinPath(extension, 'docs', page);
  if (!headings.has(page)) headings.set(page, readHeadings(uri));
  const line = (await headings.get(page)!).get(heading.toLowerCase());
  // The editor opens a file at the line that the fragment names.
  return line === undefined ? undefined : uri.with({ fragment: `L${line}` });
}

async function readHeadings(uri: Uri): Promise<ReadonlyMap<string, number>> {
  try {
    const text = new TextDecoder().decode(await workspace.fs.readFile(uri));
    return new Map(
      text.split('\n').flatMap((line, i) => {
        const heading = /^#+ +`?([^`]+?)`?\s*$/.exec(line)?.[1];
        return heading ? [[heading.toLowerCase(), i + 1] as const] : [];
      }),
    );
  } catch {
    return new Map(); // the page was left out of the package: findings go without a link
  }
}
