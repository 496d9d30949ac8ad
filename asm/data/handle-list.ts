// Plain data: one of the three lists of a select.

/** Handles on their way to the system layer's select, which puts positions in their place. Grows and is used again. */
@final
export class HandleList {
  /** Going in: handles. Coming out: positions among them, ascending. */
  items: StaticArray<i32> = new StaticArray<i32>(64);
  /** How many of `items` count. */
  length: i32 = 0;

  /** Makes room for `capacity` items; the old ones are lost. */
  clear(capacity: i32): void {
    if (this.items.length < capacity) this.items = new StaticArray<i32>(max(capacity, this.items.length * 2));
    this.length = 0;
  }
}
