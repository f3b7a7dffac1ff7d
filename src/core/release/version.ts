/**
 * One version of a release: its paragraphs, where they stand, and who is who. The lists that people see are made when they are
 * asked for, and then kept.
 */
import { buildAttributions } from './attributions';
import { paragraphOf, type MentionRef } from './mentionRefs';
import type { PartTable } from './partTable';
import type { Marks, PlacedParagraph, ResolvedDates } from './placed';
import type { Resolution } from './speakers';
import type { Attribution, DateMention, Mention, Part, Release, Speaker } from './types';

export class ReleaseVersion {
  private parts: readonly Part[] | undefined;

  constructor(
    private readonly partTable: PartTable,
    readonly places: readonly PlacedParagraph[],
    /** Where each paragraph begins, and the number that tells it from equal ones. */
    private readonly offsets: Int32Array,
    private readonly ranks: Int32Array,
    readonly resolution: Resolution,
    /** Of the paragraphs with dates. */
    private readonly dates: readonly (ResolvedDates | undefined)[],
    private readonly releaseDate: string | undefined,
  ) {}

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
    let parts: readonly Part[] | undefined;
    let speakers: readonly Speaker[] | undefined;
    let attributions: readonly Attribution[] | undefined;
    let dates: readonly DateMention[] | undefined;
    const listParts = (): readonly Part[] => (this.parts = this.partTable.list(partsBefore, kept));
    const listSpeakers = (): Speaker[] => this.listSpeakers();
    const listAttributions = (): Attribution[] => buildAttributions(this);
    const listDates = (): DateMention[] => this.listDates();
    return {
      get parts() {
        return (parts ??= listParts());
      },
      get speakers() {
        return (speakers ??= listSpeakers());
      },
      get attributions() {
        return (attributions ??= listAttributions());
      },
      get dates() {
        return (dates ??= listDates());
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
