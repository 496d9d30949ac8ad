/**
 * How values of a type go into the library and come out: the canonical ABI, between JavaScript's values and memory. A
 * value that goes in is first `taken`: checked, and copied to plain data of which the memory knows nothing yet, so that
 * a call with a wrong argument leaves nothing behind.
 */
export interface Codec<Taken = unknown> {
  /** Bytes, in memory. */
  readonly size: number;
  /** Bytes, a power of two. */
  readonly alignment: number;
  /** How many core values it is as an argument. */
  readonly flat: number;
  /** @throws ArgumentError if the value is of another type */
  take(value: unknown): Taken;
  /** Appends the core values. */
  lower(taken: Taken, flat: number[]): void;
  /** @param at a checked pointer to `size` bytes */
  store(taken: Taken, at: number): void;
  /** @param at a checked pointer to `size` bytes */
  load(at: number): unknown;
  /** What a core result stands for, where the type is one core value. */
  lift?(core: number): unknown;
}

/** The next offset that is a multiple of the alignment. */
export function align(offset: number, alignment: number): number {
  return Math.ceil(offset / alignment) * alignment;
}
