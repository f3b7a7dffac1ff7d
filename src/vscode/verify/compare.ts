import { commands, l10n, Uri, window, workspace, type Disposable, type QuickPickItem, type TextDocument } from 'vscode';
import { compareReleases, parseRelease, saysTheSame, type Change, type MessageChange, type ReleaseComparison } from '../../core';
import { Command, type RegisterCommand } from '../commands';
import type { WorkspaceCorpus } from '../corpus/workspaceCorpus';
import { isRelease } from '../language';
import type { Passages } from './passages';

interface Version {
  readonly name: string;
  readonly text: string;
}

/** *Compare Releases*: what two versions say differently, as a page to read. */
export function registerCompare(registerCommand: RegisterCommand, corpus: WorkspaceCorpus, passages: Passages): Disposable {
  return registerCommand(Command.compareReleases, async (first?: unknown, second?: unknown) => {
    const selected = Array.isArray(second) ? second.filter(item => item instanceof Uri) : [];
    const [before, after] =
      selected.length === 2 ? selected : second instanceof Uri ? [first, second] : await chooseVersions(first, corpus);
    if (!(before instanceof Uri) || !(after instanceof Uri)) return undefined;
    const [old, now] = await Promise.all([readVersion(before), readVersion(after)]);
    const comparison = compareReleases(
      { text: old.text, release: parseRelease(old.text) },
      { text: now.text, release: parseRelease(now.text) },
    );
    const page = passages.add(`${old.name} ↔ ${now.name}.md`, describeComparison(old, now, comparison));
    try {
      await commands.executeCommand('markdown.showPreview', page);
    } catch {
      await window.showTextDocument(page); // the Markdown extension is switched off
    }
    return page;
  });
}

async function readVersion(uri: Uri): Promise<Version> {
  const document: TextDocument = await workspace.openTextDocument(uri);
  return { name: workspace.asRelativePath(uri), text: document.getText() };
}

interface Choice extends QuickPickItem {
  readonly uri?: Uri;
}

/** The release in front, or the one that was given, and an older version of it. */
async function chooseVersions(given: unknown, corpus: WorkspaceCorpus): Promise<readonly (Uri | undefined)[]> {
  const document = window.activeTextEditor?.document;
  const after = given instanceof Uri ? given : document && isRelease(document) ? document.uri : undefined;
  if (!after) return [];
  const browse: Choice = { label: l10n.t('$(folder-opened) Choose a File…') };
  const choices = corpus.whenBuilt().then((built): Choice[] => [
    browse,
    ...[...(built?.entries() ?? [])].flatMap(([id, { headline, releaseDate }]) => {
      const uri = Uri.parse(id, true);
      if (id === after.toString()) return [];
      const path = workspace.asRelativePath(uri);
      return [{ label: headline?.text ?? path, description: [releaseDate, path].filter(Boolean).join(' · '), uri }];
    }),
  ]);
  const choice = await window.showQuickPick(choices, {
    title: l10n.t('Compare {0} with another version', workspace.asRelativePath(after)),
    placeHolder: l10n.t('Which release is the older version?'),
    matchOnDescription: true,
  });
  if (choice !== browse) return [choice?.uri, after];
  const [file] = (await window.showOpenDialog({ canSelectMany: false, openLabel: l10n.t('Compare') })) ?? [];
  return [file, after];
}

/** Signs that Markdown would take for its own. */
const plain = (text: string): string => text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]<>#|~]/g, '\\$&');

function describeComparison(old: Version, now: Version, comparison: ReleaseComparison): string {
  const { headline, releaseDate, speakers, messages, dates } = comparison;
  const lines = [`# ${plain(old.name)} → ${plain(now.name)}`, ''];
  if (saysTheSame(comparison)) lines.push(l10n.t('Both versions say the same: speakers, messages and dates.'));
  const section = (title: string, rows: readonly string[]) => {
    if (rows.length > 0) lines.push(`## ${title}`, '', ...rows.map(row => `- ${row}`), '');
  };
  const pair = <T>({ before, after }: Change<T>, show: (item: T) => string): string =>
    before === undefined
      ? `${l10n.t('New:')} ${show(after!)}`
      : after === undefined
        ? `${l10n.t('Gone:')} ~~${show(before)}~~`
        : `~~${show(before)}~~ → **${show(after)}**`;
  section(l10n.t('Headline'), headline ? [pair(headline, ({ text }) => plain(text))] : []);
  section(l10n.t('Release date'), releaseDate ? [pair(releaseDate, plain)] : []);
  section(
    l10n.t('Speakers'),
    speakers.map(change => pair(change, ({ text, titles }) => plain([text, ...titles].join('; ')))),
  );
  section(
    l10n.t('Messages'),
    messages.map(change => describeMessage(change, old.text, now.text)),
  );
  section(
    l10n.t('Dates'),
    dates.map(change => pair(change, ({ text, value }) => plain(text === value ? text : `${text} (${value})`))),
  );
  return `${lines.join('\n')}\n`;
}

function describeMessage({ before, after, speaker, differences }: MessageChange, old: string, now: string): string {
  const nobody = l10n.t('Speaker not known');
  const name = (message: NonNullable<typeof before>) => `**${plain(message.speaker ?? nobody)}**`;
  if (!before) return `${l10n.t('New:')} ${name(after!)}: ${plain(after!.text)}`;
  if (!after) return `${l10n.t('Gone:')} ${name(before)}: ~~${plain(before.text)}~~`;
  const who = speaker ? `~~${plain(before.speaker ?? nobody)}~~ → ${name(after)}` : name(after);
  // The old words struck out, the new ones strong, where they stand.
  let words = '';
  let at = after.span.start;
  for (const { quote, source } of differences) {
    words += plain(now.slice(at, quote.start));
    if (/\s$/.test(now.slice(at, quote.start))) words += ' ';
    const was = plain(old.slice(source.start, source.end)).trim();
    const is = plain(now.slice(quote.start, quote.end)).trim();
    words += [was && `~~${was}~~`, is && `**${is}**`].filter(Boolean).join(' ');
    if (is === '') words += ' ';
    at = quote.end;
  }
  words += plain(now.slice(at, after.span.end));
  return `${who}: ${words.replace(/ {2,}/g, ' ')}`;
}
