import type { Part, PartKind } from './types';

/** The parts of a text, held as numbers, so that the many that an edit only moves cost next to nothing. */
export class PartTable {
  private constructor(
    private readonly kinds: readonly PartKind[],
    private readonly start: Int32Array,
    private readonly end: Int32Array,
  ) {}

  static of(parts: readonly Part[]): PartTable {
    return new PartTable(
      parts.map(({ kind }) => kind),
      Int32Array.from(parts, ({ span }) => span.start),
      Int32Array.from(parts, ({ span }) => span.end),
    );
  }

  get count(): number {
    return this.kinds.length;
  }

  startOf(i: number): number {
    return this.start[i]!;
  }

  kindOf(i: number): PartKind {
    return this.kinds[i]!;
  }

  at(i: number): Part | undefined {
    const kind = this.kinds[i];
    return kind && { kind, span: { start: this.start[i]!, end: this.end[i]! } };
  }

  /** A table with `parts` in place of what is between the first and the last ones, of which the last move by `by`. */
  splice(first: number, parts: readonly Part[], last: number, by: number): PartTable {
    return new PartTable(
      this.kinds.slice(0, first).concat(
        parts.map(({ kind }) => kind),
        this.kinds.slice(this.kinds.length - last),
      ),
      spliceNumbers(
        this.start,
        first,
        Int32Array.from(parts, ({ span }) => span.start),
        last,
        by,
      ),
      spliceNumbers(
        this.end,
        first,
        Int32Array.from(parts, ({ span }) => span.end),
        last,
        by,
      ),
    );
  }

  /** All of them; those of `before`, an earlier version's, where the first `kept` are the same. */
  list(before: readonly Part[] = [], kept = 0): readonly Part[] {
    const parts = before.slice(0, kept);
    for (let i = parts.length; i < this.count; i++) parts.push(this.at(i)!);
    return parts;
  }
}

/** `list` with `fresh` in place of what is between its first and its last numbers; `by` is added to the last ones. */
export function spliceNumbers(list: Int32Array, first: number, fresh: ArrayLike<number>, last: number, by: number): Int32Array {
  const out = new Int32Array(first + fresh.length + last);
  const from = list.length - last;
  const to = first + fresh.length;
  out.set(list.subarray(0, first));
  out.set(fresh, first);
  out.set(list.subarray(from), to);
  if (by !== 0) for (let i = to; i < out.length; i++) out[i]! += by;
  return out;
}
