/**
 * One version of a release: its paragraphs, where they stand, and who is who. The lists that people see are made when they are
 * asked for, and then kept.
 */
import { buildAttributions } from './attributions';
import { paragraphOf, type MentionRef } from './mentionRefs';
import type { PartTable } from './partTable';
import type { Marks, PlacedParagraph, ResolvedDates } from './placed';
import type { Resolution } from './speakers';
import type { DateMention, Mention, Part, Release, Speaker } from './types';

/** What `make` gives, made when it is first asked for. */
export function onDemand<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

export class ReleaseVersion {
  private parts: readonly Part[] | undefined;

  constructor(
    private readonly partTable: PartTable,
    readonly places: readonly PlacedParagraph[],
    /** Where each paragraph begins, and the number that tells it from equal ones. */
    private readonly offsets: Int32Array,
    private readonly ranks: Int32Array,
    private readonly whoIsWho: () => Resolution,
    /** Of the paragraphs with dates. */
    private readonly dates: readonly (ResolvedDates | undefined)[],
    private readonly releaseDate: string | undefined,
  ) {}

  get resolution(): Resolution {
    return this.whoIsWho();
  }

  marks(p: number): Marks {
    return this.places[p]!.at(this.offsets[p]!, this.ranks[p]!);
  }

  mention(ref: MentionRef): Mention {
    return this.marks(paragraphOf(ref)).mention(ref, this.resolution.headlines);
  }

  /**
   * The release; its lists are made on demand.
   *
   * @param before an earlier version, whose first `kept` parts are the same
   */
  release(before?: ReleaseVersion, kept = 0): Release {
    const partsBefore = before?.parts;
    const { releaseDate } = this;
    const parts = onDemand(() => (this.parts = this.partTable.list(partsBefore, kept)));
    const speakers = onDemand(() => this.listSpeakers());
    const attributions = onDemand(() => buildAttributions(this));
    const dates = onDemand(() => this.listDates());
    return {
      get parts() {
        return parts();
      },
      get speakers() {
        return speakers();
      },
      get attributions() {
        return attributions();
      },
      get dates() {
        return dates();
      },
      ...(releaseDate === undefined ? {} : { releaseDate }),
    };
  }

  private listSpeakers(): Speaker[] {
    return this.resolution.speakers.map(({ mentions, ...speaker }) => ({
      ...speaker,
      mentions: mentions.map(ref => this.mention(ref)),
    }));
  }

  private listDates(): DateMention[] {
    const list: DateMention[] = [];
    this.dates.forEach((resolved, p) => {
      if (resolved) for (const date of this.marks(p).dates(resolved)) list.push(date);
    });
    return list;
  }
}
