// Bytes by bytes: keys are compared as they came, without making a string of each.

/** A copy of bytes. */
function copyOf(at: usize, size: i32): ArrayBuffer {
  const copy = new ArrayBuffer(size);
  memory.copy(changetype<usize>(copy), at, size);
  return copy;
}

class Entry {
  constructor(public readonly hash: u32, public readonly key: ArrayBuffer, public value: ArrayBuffer, public next: Entry | null) {}
}

/** FNV-1a. */
function hashOf(at: usize, size: i32): u32 {
  let hash: u32 = 0x811c9dc5;
  for (let end = at + size; at < end; at++) hash = (hash ^ load<u8>(at)) * 0x01000193;
  return hash;
}

/** A hash table of chains. */
export class Table {
  private chains: StaticArray<Entry | null> = new StaticArray<Entry | null>(1024);
  private count: i32 = 0;

  get(key: usize, size: i32): ArrayBuffer | null {
    const entry = this.find(hashOf(key, size), key, size);
    return entry === null ? null : entry.value;
  }

  set(key: usize, size: i32, value: usize, valueSize: i32): void {
    const hash = hashOf(key, size);
    const entry = this.find(hash, key, size);
    if (entry === null) {
      if (++this.count > this.chains.length) this.grow();
      const chain = hash & (this.chains.length - 1);
      this.chains[chain] = new Entry(hash, copyOf(key, size), copyOf(value, valueSize), this.chains[chain]);
    } else if (entry.value.byteLength == valueSize) memory.copy(changetype<usize>(entry.value), value, valueSize);
    else entry.value = copyOf(value, valueSize);
  }

  private find(hash: u32, key: usize, size: i32): Entry | null {
    let entry = unchecked(this.chains[hash & (this.chains.length - 1)]);
    while (entry !== null) {
      const known = entry.key;
      if (entry.hash == hash && known.byteLength == size && memory.compare(changetype<usize>(known), key, size) == 0) break;
      entry = entry.next;
    }
    return entry;
  }

  private grow(): void {
    const old = this.chains;
    const chains = new StaticArray<Entry | null>(old.length << 1);
    for (let i = 0; i < old.length; i++) {
      for (let entry = old[i]; entry !== null; ) {
        const next = entry.next;
        const chain = entry.hash & (chains.length - 1);
        entry.next = chains[chain];
        chains[chain] = entry;
        entry = next;
      }
    }
    this.chains = chains;
  }
}
