/**
 * A sidecar in a folder, read and written so that neither a crash nor another writer costs anything. Whoever writes (a window,
 * the command line) follows this protocol:
 *
 * 1. make a file of one's own beside the sidecar, the *claim*, and list the folder; where another's claim is there, take one's
 *    own back, wait a moment and begin again: of two that claim at once the later to list sees the other, so that never both
 *    go on;
 * 2. read the sidecar, merge by annotation id with what it held when it was last read;
 * 3. write the whole new text into the claim, and put that in the sidecar's place.
 *
 * A writer that was killed leaves its claim: the next one takes it away, or puts it in place if the sidecar itself is gone.
 */
import { mergePages, resolveConflict, samePages } from './merge';
import { formatSidecar, parseSidecar, SIDECAR_ENDING, type SidecarReading } from './sidecar';
import { EMPTY_PAGE, type AnnotationPage } from './types';

/** What a file system has to do for a sidecar. Names are of files in the folder of the release. */
export interface SidecarFolder {
  /** A disk, on which a write can be cut off half way; else files are stored as a whole, and nobody is kept waiting. */
  readonly isDisk: boolean;
  /** Undefined where there is no such file. */
  read(name: string): Promise<Uint8Array | undefined>;
  write(name: string, content: Uint8Array): Promise<void>;
  /** Puts a file in the place of another; at a moment between, the other may be gone. False where the file is gone. */
  replace(name: string, other: string): Promise<boolean>;
  /** Does nothing where there is no such file. */
  remove(name: string): Promise<void>;
  list(): Promise<readonly string[]>;
  /** Milliseconds since the file was last written; undefined where there is none. */
  ageOf(name: string): Promise<number | undefined>;
  wait(milliseconds: number): Promise<void>;
  /** A word that nobody else makes, and a number from 0 to 1 by chance. */
  unique(): string;
  chance(): number;
  encode(text: string): Uint8Array;
  /** Undefined where it is not text. */
  decode(bytes: Uint8Array): string | undefined;
}

/** Why a sidecar cannot be written: what it holds is not ours to overwrite. */
export type Obstacle = Exclude<SidecarReading, { state: 'read' }>;

export class SidecarBlocked extends Error {
  constructor(readonly obstacle: Obstacle) {
    super(obstacle.state);
  }
}

/** Others were writing the sidecar all the time. Nothing was written. */
export class SidecarBusy extends Error {}

/** A claim this old is of a writer that was killed: one that lives holds it for milliseconds. */
export const STALE_MS = 5_000;
/** How often a claim is tried: until a dead one is stale. How long is waited between two tries at first; later longer, by chance. */
const ATTEMPTS = 64;
const PAUSE_MS = 8;
const LONGEST_PAUSE_MS = 250;
/** A file that is away so often, with no claim beside it, is gone: each time another could only just have replaced it. */
const ROUNDS = 3;

export class SidecarStorage {
  readonly name: string;
  /** What the file held when it was last read or written: the common ancestor for merging. */
  #base: AnnotationPage | undefined;
  #baseText: string | undefined;
  /** The claim that has become the sidecar last: there is nothing left of it to take away. */
  #placed: string | undefined;

  /** The sidecar of the release whose file is called `releaseName`. */
  constructor(
    private readonly folder: SidecarFolder,
    private readonly releaseName: string,
  ) {
    this.name = releaseName + SIDECAR_ENDING;
  }

  /** What the file held when it was last read or written; absent before that, or where it could not be read. */
  get base(): AnnotationPage | undefined {
    return this.#base;
  }

  /** The file is compared with `base` when it is read for the first time: what an earlier writer knew of it. */
  startFrom(base: AnnotationPage | undefined): void {
    this.#base = base;
  }

  /** Whether the file holds `page`, as far as it was last read. */
  holds(page: AnnotationPage): boolean {
    return samePages(this.#base ?? EMPTY_PAGE, page);
  }

  /**
   * Reads the file and merges `mine` into what it holds now. Nothing changed on disk: `mine` comes back.
   * @throws SidecarBlocked where the file is not one this version may write.
   */
  async read(mine: AnnotationPage): Promise<AnnotationPage> {
    const text = await this.#readText(false);
    if (text === this.#baseText && this.#base) return mine;
    const theirs = this.#parse(text);
    const base = this.#base;
    this.#base = theirs;
    this.#baseText = text;
    return !base && samePages(mine, EMPTY_PAGE) ? theirs : mergePages(base, mine, theirs);
  }

  /**
   * Writes `page`, merged with what others have written meanwhile, and returns what the file holds then. Without annotations
   * there is no file.
   * @throws SidecarBlocked, {@link SidecarBusy}, or what the file system says.
   */
  async write(page: AnnotationPage): Promise<AnnotationPage> {
    return this.#claimed(claim => this.#orAsBefore(async () => this.#put(claim, await this.#merge(page))));
  }

  /** Takes both sides of a conflict that git left in the file. Nothing where there is none, or the sides cannot be told apart. */
  async keepBothSides(mine: AnnotationPage): Promise<AnnotationPage | undefined> {
    return this.#claimed(async claim => {
      const text = await this.#readText(true);
      const resolved = text === undefined ? undefined : resolveConflict(text);
      if (!resolved) return undefined;
      const base = this.#base;
      return this.#orAsBefore(() => {
        this.#base = undefined;
        this.#baseText = text;
        return this.#put(claim, base || !samePages(mine, EMPTY_PAGE) ? mergePages(base, mine, resolved) : resolved);
      });
    });
  }

  /** Where writing fails, what others had written and nobody was given must not count as known. */
  async #orAsBefore<T>(action: () => Promise<T>): Promise<T> {
    const [base, text] = [this.#base, this.#baseText];
    try {
      return await action();
    } catch (error) {
      this.#base = base;
      this.#baseText = text;
      throw error;
    }
  }

  async #merge(page: AnnotationPage): Promise<AnnotationPage> {
    const text = await this.#readText(true);
    if (text === this.#baseText && (this.#base || text === undefined)) return page;
    const theirs = this.#parse(text);
    const merged = mergePages(this.#base, page, theirs);
    this.#base = theirs;
    this.#baseText = text;
    return merged;
  }

  /** Writes a merged page. */
  async #put(claim: string | undefined, page: AnnotationPage): Promise<AnnotationPage> {
    const { folder } = this;
    if (samePages(page, EMPTY_PAGE)) {
      if (this.#baseText !== undefined) await folder.remove(this.name);
      this.#base = EMPTY_PAGE;
      this.#baseText = undefined;
      return page;
    }
    const text = formatSidecar(page, this.releaseName, this.#baseText);
    if (text !== this.#baseText) {
      const content = folder.encode(text);
      if (claim === undefined) await folder.write(this.name, content);
      else {
        await folder.write(claim, content);
        // Taken away by another that held us for dead: it may have written meanwhile.
        if (!(await folder.replace(claim, this.name))) throw new SidecarBusy(this.name);
        this.#placed = claim;
      }
    }
    this.#base = page;
    this.#baseText = text;
    return page;
  }

  /** Does what nobody else may do at the same time. */
  async #claimed<T>(action: (claim: string | undefined) => Promise<T>): Promise<T> {
    if (!this.folder.isDisk) return action(undefined);
    const claim = await this.#claim();
    try {
      return await action(claim);
    } finally {
      if (this.#placed !== claim) await this.folder.remove(claim);
    }
  }

  async #claim(): Promise<string> {
    const { folder } = this;
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const claim = `${this.name}.${folder.unique()}.tmp`;
      await folder.write(claim, folder.encode(''));
      let alone = false;
      try {
        alone = !(await this.#othersClaim(claim));
      } finally {
        if (!alone) await folder.remove(claim);
      }
      if (alone) return claim;
      await folder.wait(folder.chance() * Math.min(LONGEST_PAUSE_MS, PAUSE_MS * 2 ** attempt));
    }
    throw new SidecarBusy(this.name);
  }

  async #claims(): Promise<string[]> {
    return (await this.folder.list()).filter(name => name.startsWith(`${this.name}.`) && name.endsWith('.tmp'));
  }

  /** Whether another that lives has a claim. Those of dead ones are taken away. */
  async #othersClaim(own: string): Promise<boolean> {
    let living = false;
    const dead: { name: string; age: number }[] = [];
    for (const name of await this.#claims()) {
      if (name === own) continue;
      const age = await this.folder.ageOf(name);
      if (age === undefined) continue;
      if (age < STALE_MS) living = true;
      else dead.push({ name, age });
    }
    if (living || dead.length === 0) return living;
    if ((await this.folder.read(this.name)) === undefined) await this.#recover(dead);
    for (const { name } of dead) await this.folder.remove(name);
    return false;
  }

  /** Puts the youngest claim of a killed writer that is whole in the place of the sidecar that it was about to replace. */
  async #recover(dead: readonly { name: string; age: number }[]): Promise<void> {
    for (const { name } of dead.toSorted((a, b) => a.age - b.age)) {
      const bytes = await this.folder.read(name);
      const text = bytes && this.folder.decode(bytes);
      if (text === undefined || parseSidecar(text).state !== 'read') continue;
      await this.folder.replace(name, this.name);
      return;
    }
  }

  #parse(text: string | undefined): AnnotationPage {
    if (text === undefined) return EMPTY_PAGE;
    const reading = parseSidecar(text);
    if (reading.state === 'read') return reading.page;
    throw new SidecarBlocked(reading);
  }

  /** The sidecar's text. `claimed`: nobody else is writing it. */
  async #readText(claimed: boolean): Promise<string | undefined> {
    const { folder } = this;
    let bytes = await folder.read(this.name);
    const rounds = this.#baseText === undefined ? 1 : ROUNDS;
    // It may be away because another is replacing it: then that one's claim is there, or the file is there again.
    for (let round = 0; bytes === undefined && folder.isDisk && !claimed && round < rounds; round++) {
      // Waits for those that live, and puts in place what a killed one left.
      if ((await this.#claims()).length > 0) await folder.remove(await this.#claim());
      bytes = await folder.read(this.name);
    }
    if (bytes === undefined) return undefined;
    const text = folder.decode(bytes);
    if (text === undefined) throw new SidecarBlocked({ state: 'unreadable', problem: 'is not text in UTF-8' });
    return text;
  }
}
