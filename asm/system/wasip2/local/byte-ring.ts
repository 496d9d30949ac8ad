// Bytes on their way from one socket of this guest to another: a ring that grows with what is in it.

/** The least capacity, and the greatest that an empty ring keeps, in bytes; powers of two. */
const LEAST: i32 = 1 << 10;
const KEPT: i32 = 1 << 16;

/** A queue of bytes; its memory is the heap's, and given back by clear(). */
@final
export class ByteRing {
  private start: usize = 0;
  /** Bytes that there is room for; 0 or a power of two. */
  private capacity: i32 = 0;
  private head: i32 = 0;
  /** Bytes in the queue. */
  length: i32 = 0;

  /** Puts `count` bytes at `data` behind the others. */
  append(data: usize, count: i32): void {
    if (count == 0) return;
    if (this.length + count > this.capacity) this.grow(this.length + count);
    const at = (this.head + this.length) & (this.capacity - 1);
    const straight = min(count, this.capacity - at);
    memory.copy(this.start + at, data, straight);
    if (straight < count) memory.copy(this.start, data + straight, count - straight);
    this.length += count;
  }

  /** Copies `count` bytes from `offset` on, which are there, to `target`. */
  copy(target: usize, offset: i32, count: i32): void {
    if (count == 0) return;
    const at = (this.head + offset) & (this.capacity - 1);
    const straight = min(count, this.capacity - at);
    memory.copy(target, this.start + at, straight);
    if (straight < count) memory.copy(target + straight, this.start, count - straight);
  }

  /** Forgets the first `count` bytes, which are there. */
  skip(count: i32): void {
    this.length -= count;
    if (this.length == 0) {
      this.head = 0;
      if (this.capacity > KEPT) this.clear();
    } else {
      this.head = (this.head + count) & (this.capacity - 1);
    }
  }

  /** Forgets everything, the memory too. */
  clear(): void {
    if (this.capacity > 0) heap.free(this.start);
    this.capacity = 0;
    this.head = 0;
    this.length = 0;
  }

  private grow(needed: i32): void {
    let capacity = max(this.capacity, LEAST);
    while (capacity < needed) capacity <<= 1;
    const start = heap.alloc(capacity);
    this.copy(start, 0, this.length);
    if (this.capacity > 0) heap.free(this.start);
    this.start = start;
    this.capacity = capacity;
    this.head = 0;
  }
}
