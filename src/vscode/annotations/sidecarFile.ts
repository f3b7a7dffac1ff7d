import { FileSystemError, FileType, Uri, workspace } from 'vscode';
import {
  EMPTY_PAGE,
  formatSidecar,
  mergePages,
  parseSidecar,
  resolveConflict,
  samePages,
  SIDECAR_ENDING,
  type AnnotationPage,
  type SidecarReading,
} from '../../core/index';

/** Why a sidecar cannot be written: what it holds is not ours to overwrite. */
export type Obstacle = Exclude<SidecarReading, { state: 'read' }>;

export class SidecarBlocked extends Error {
  constructor(readonly obstacle: Obstacle) {
    super(obstacle.state);
  }
}

/** Another writer that read the file before we wrote it may write it without what we added. So long is that held against it. */
const RACE_MS = 5_000;
const ATTEMPTS = 5;
/** So long at most the file is away while another window replaces it. */
const REPLACE_MS = 150;

const isMissing = (error: unknown) => error instanceof FileSystemError && error.code === 'FileNotFound';

export function sidecarOf(release: Uri): Uri {
  return release.with({ path: release.path + SIDECAR_ENDING });
}

/** One sidecar on a file system, real or virtual: read, and written so that neither a crash nor another writer costs anything. */
export class SidecarFile {
  readonly uri: Uri;
  /** What the file held when it was last read or written: the common ancestor for merging. */
  #base: AnnotationPage | undefined;
  #baseText: string | undefined;
  /** The ancestor before our last write, and when that was. */
  #before: { page: AnnotationPage; at: number } | undefined;

  constructor(readonly release: Uri) {
    this.uri = sidecarOf(release);
  }

  get #releaseName(): string {
    return this.release.path.slice(this.release.path.lastIndexOf('/') + 1);
  }

  /** Whether the file holds `page`, as far as it was last read. */
  holds(page: AnnotationPage): boolean {
    return samePages(this.#base ?? EMPTY_PAGE, page);
  }

  /** Reads the file and merges `mine` into what it holds now. Nothing changed on disk: `mine` comes back. */
  async read(mine: AnnotationPage): Promise<AnnotationPage> {
    let text = await this.#readText();
    if (text === undefined && this.#baseText !== undefined) {
      await new Promise(resolve => setTimeout(resolve, REPLACE_MS)); // another window may be replacing it
      text = await this.#readText();
    }
    if (text === this.#baseText && this.#base) return mine;
    const theirs = this.#parse(text);
    const base = this.#ancestor();
    this.#base = theirs;
    this.#baseText = text;
    return base ? mergePages(base, mine, theirs) : samePages(mine, EMPTY_PAGE) ? theirs : mergePages(undefined, mine, theirs);
  }

  /** Writes `page`, merged with what others have written meanwhile, and returns what the file holds then. */
  async write(page: AnnotationPage): Promise<AnnotationPage> {
    let merged = page;
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      merged = await this.read(merged);
      const text = formatSidecar(merged, this.#releaseName);
      if (text === this.#baseText) return merged;
      const before = this.#base ?? EMPTY_PAGE;
      const empty = samePages(merged, EMPTY_PAGE);
      if (empty && this.#baseText === undefined) return merged;
      try {
        await (empty ? workspace.fs.delete(this.uri) : this.#replace(text));
      } catch (error) {
        if (isMissing(error) && attempt + 1 < ATTEMPTS) continue; // another window has just done the same
        throw error;
      }
      this.#before = { page: before, at: Date.now() };
      const now = await this.#readText();
      if (now === (empty ? undefined : text)) {
        this.#base = merged;
        this.#baseText = now;
        return merged;
      }
      // Somebody else wrote in the same moment: merge with that, and try again.
    }
    throw new Error(`${this.uri.path} is being written by another program.`);
  }

  /** Takes both sides of a conflict that git left in the file. False where they cannot be told apart. */
  async keepBothSides(mine: AnnotationPage): Promise<AnnotationPage | undefined> {
    const text = await this.#readText();
    const resolved = text === undefined ? undefined : resolveConflict(text);
    if (!resolved) return undefined;
    const merged = mergePages(this.#base, mine, resolved);
    await this.#replace(formatSidecar(merged, this.#releaseName));
    return this.read(merged);
  }

  #ancestor(): AnnotationPage | undefined {
    return this.#before && Date.now() - this.#before.at < RACE_MS ? this.#before.page : this.#base;
  }

  #parse(text: string | undefined): AnnotationPage {
    if (text === undefined) return EMPTY_PAGE;
    const reading = parseSidecar(text);
    if (reading.state === 'read') return reading.page;
    throw new SidecarBlocked(reading);
  }

  async #readText(): Promise<string | undefined> {
    try {
      return new TextDecoder().decode(await workspace.fs.readFile(this.uri));
    } catch (error) {
      if (isMissing(error)) return this.#recover();
      throw error;
    }
  }

  /**
   * On a disk the new content is written beside the file and then takes its place, so that a crash leaves the old or the new.
   * A virtual file system stores a file as a whole.
   */
  async #replace(text: string): Promise<void> {
    const content = new TextEncoder().encode(text);
    if (this.uri.scheme !== 'file') return workspace.fs.writeFile(this.uri, content);
    const temporary = this.uri.with({ path: `${this.uri.path}.${crypto.randomUUID()}.tmp` });
    try {
      await workspace.fs.writeFile(temporary, content);
      await workspace.fs.rename(temporary, this.uri, { overwrite: true });
    } catch (error) {
      await Promise.resolve(workspace.fs.delete(temporary)).catch(() => undefined); // nothing was written, or the disk is gone
      throw error;
    }
  }

  /** VS Code deletes the old file before it renames the new one: after a crash just then, the new one is still there. */
  async #recover(): Promise<string | undefined> {
    if (this.uri.scheme !== 'file') return undefined;
    const folder = Uri.joinPath(this.uri, '..');
    const name = this.uri.path.slice(this.uri.path.lastIndexOf('/') + 1);
    const entries = await Promise.resolve(workspace.fs.readDirectory(folder)).catch(() => []);
    for (const [entry, type] of entries) {
      if (type !== FileType.File || !entry.startsWith(`${name}.`) || !entry.endsWith('.tmp')) continue;
      const temporary = Uri.joinPath(folder, entry);
      const text = new TextDecoder().decode(await workspace.fs.readFile(temporary));
      if (parseSidecar(text).state !== 'read') continue;
      await workspace.fs.rename(temporary, this.uri, { overwrite: false });
      return text;
    }
    return undefined;
  }
}
