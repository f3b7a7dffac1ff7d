import { MENTION_KINDS, type MentionRef } from './mentionRefs';
import type { PlacedParagraph } from './placed';
import type { Mention, Speaker } from './types';

/** What the sources and addressees of a release's claims mean: those of claim `c` of paragraph `p`. */
export class PartyTable {
  private readonly first: Int32Array;
  /** 0 without a source, else one more than the number of its kind. */
  private readonly kinds: Uint8Array;
  private readonly speakers: (Speaker['id'] | undefined)[];
  private readonly addressees: Float64Array;

  constructor(places: readonly PlacedParagraph[]) {
    this.first = new Int32Array(places.length);
    let count = 0;
    for (let p = 0; p < places.length; p++) {
      this.first[p] = count;
      count += places[p]!.paragraph.claims.length;
    }
    this.kinds = new Uint8Array(count);
    this.speakers = new Array<Speaker['id'] | undefined>(count).fill(undefined);
    this.addressees = new Float64Array(count).fill(-1);
  }

  setSource(p: number, c: number, kind: Mention['kind'], speaker: Speaker['id'] | undefined): void {
    this.kinds[this.first[p]! + c] = MENTION_KINDS.indexOf(kind) + 1;
    this.speakers[this.first[p]! + c] = speaker;
  }

  setAddressee(p: number, c: number, ref: MentionRef): void {
    this.addressees[this.first[p]! + c] = ref;
  }

  /** What the words of its source are, where it has one. */
  sourceKind(p: number, c: number): Mention['kind'] | undefined {
    return MENTION_KINDS[this.kinds[this.first[p]! + c]! - 1];
  }

  speaker(p: number, c: number): Speaker['id'] | undefined {
    return this.speakers[this.first[p]! + c];
  }

  addressee(p: number, c: number): MentionRef | undefined {
    const ref = this.addressees[this.first[p]! + c]!;
    return ref < 0 ? undefined : ref;
  }
}
