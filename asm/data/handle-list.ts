// Plain data: one of the three lists of a select.

/** Handles for the system layer's select, which replaces them by positions. It grows, and is reused. */
@final
export class HandleList {
  /** Before the call: handles. After it: positions among them, ascending. */
  items: StaticArray<i32> = new StaticArray<i32>(64);
  /** How many of `items` are used. */
  length: i32 = 0;

  /** Makes room for `capacity` items; the old ones are lost. */
  clear(capacity: i32): void {
    if (this.items.length < capacity) this.items = new StaticArray<i32>(max(capacity, this.items.length * 2));
    this.length = 0;
  }
}
