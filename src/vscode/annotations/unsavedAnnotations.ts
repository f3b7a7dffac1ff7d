import { FileSystemError, Uri, workspace, type LogOutputChannel } from 'vscode';
import { formatSidecar, parseSidecar, type AnnotationPage } from '../../core/index';
import { hexDigest } from '../digest';

/** Annotations that could not be saved, and what they were made on: the ancestor for merging, where it was known. */
export interface Unsaved {
  readonly base: AnnotationPage | undefined;
  readonly mine: AnnotationPage;
}

const pageOf = (text: unknown): AnnotationPage | undefined => {
  const reading = typeof text === 'string' ? parseSidecar(text) : undefined;
  return reading?.state === 'read' ? reading.page : undefined;
};

/**
 * Keeps what a sidecar does not take in the extension's own storage, so that it outlives the window. One file a release, named by
 * a hash of its address.
 */
export class UnsavedAnnotations {
  /** @param storage the folder that VS Code gives the extension for this workspace; without one nothing is kept */
  constructor(
    private readonly storage: Uri | undefined,
    private readonly log: LogOutputChannel,
  ) {}

  /** What was kept of a release. */
  async of(release: Uri): Promise<Unsaved | undefined> {
    const file = await this.fileOf(release);
    if (!file) return undefined;
    try {
      const read = JSON.parse(new TextDecoder().decode(await workspace.fs.readFile(file))) as Record<string, unknown>;
      const mine = pageOf(read.mine);
      return mine && { base: pageOf(read.base), mine };
    } catch (error) {
      if (!(error instanceof FileSystemError)) this.log.warn(`${file.toString()}: ${String(error)}`);
      return undefined;
    }
  }

  async keep(release: Uri, { base, mine }: Unsaved): Promise<void> {
    const file = await this.fileOf(release);
    if (!file || !this.storage) return;
    const text = (page: AnnotationPage): string => formatSidecar(page, '');
    const content = JSON.stringify({ release: release.toString(), mine: text(mine), ...(base ? { base: text(base) } : {}) });
    await this.ifItCan(file, async () => {
      await workspace.fs.createDirectory(this.storage!);
      await workspace.fs.writeFile(file, new TextEncoder().encode(content));
    });
  }

  async forget(release: Uri): Promise<void> {
    const file = await this.fileOf(release);
    if (file) await this.ifItCan(file, async () => workspace.fs.delete(file));
  }

  /** The annotations are still in memory: that they are nowhere else is told in the log. */
  private async ifItCan(file: Uri, action: () => Promise<void>): Promise<void> {
    try {
      await action();
    } catch (error) {
      if (error instanceof FileSystemError && error.code === 'FileNotFound') return;
      this.log.warn(`${file.toString()}: ${String(error)}`);
    }
  }

  private async fileOf(release: Uri): Promise<Uri | undefined> {
    if (!this.storage) return undefined;
    const name = await hexDigest(new TextEncoder().encode(release.toString()));
    return Uri.joinPath(this.storage, `unsaved-${name.slice(0, 40)}.json`);
  }
}
