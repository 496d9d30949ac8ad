import { factsOf } from './file-facts.ts';
import { seekTo, systemCall } from './file-calls.ts';
import { Scratch } from './libc.ts';
import { type FileType, platform } from './platform.ts';

const { dirent: LAYOUT, entryTypes } = platform;

const TYPES: ReadonlyMap<number, FileType> = new Map(
  Object.entries(entryTypes).map(([name, number]) => [number, name as FileType]),
);

/** An entry of a directory. */
export interface DirectoryEntry {
  /** Bytes, which need not be UTF-8. */
  readonly name: Uint8Array<ArrayBuffer>;
  readonly type: FileType | 'unknown';
  readonly inode: bigint;
  /** Where the next entry is: see `readFrom`. */
  readonly next: bigint;
}

/** Reads the entries of a directory: getdents64(2). */
export class EntryReader {
  readonly #fd: number;
  readonly #scratch: Scratch;
  #at = 0;
  #end = 0;

  /** @param fd a descriptor of a directory, whose position this changes @param size bytes that are read at once: 1,024 at least */
  constructor(fd: number, size: number) {
    this.#fd = fd;
    this.#scratch = new Scratch(size);
  }

  /** Goes on from a position: 0, or `next` of an entry. @returns 0 or minus the system's errno */
  readFrom(position: bigint): number {
    this.#at = this.#end = 0;
    return seekTo(this.#fd, position);
  }

  /** @returns undefined at the end; or minus the system's errno */
  next(): DirectoryEntry | undefined | number {
    if (this.#at === this.#end) {
      const { address, bytes } = this.#scratch;
      const read = systemCall('getdents64', this.#fd, address, bytes.length);
      if (read < 0) return read;
      this.#at = 0;
      this.#end = read;
      if (read === 0) return undefined;
    }
    return this.#entry();
  }

  #entry(): DirectoryEntry {
    const { bytes, view } = this.#scratch;
    const at = this.#at;
    const start = at + LAYOUT.name.offset;
    const end = at + view.getUint16(at + LAYOUT.length.offset, true);
    this.#at = end;
    const name = bytes.slice(start, bytes.indexOf(0, start)) as Uint8Array<ArrayBuffer>;
    return {
      name,
      type: TYPES.get(view.getUint8(at + LAYOUT.type.offset)) ?? this.#type(name),
      inode: view.getBigUint64(at + LAYOUT.inode.offset, true),
      next: view.getBigInt64(at + LAYOUT.next.offset, true),
    };
  }

  /** Some file systems do not say the type with the name. */
  #type(name: Uint8Array): FileType | 'unknown' {
    const facts = factsOf(this.#fd, new TextDecoder().decode(name));
    return typeof facts === 'number' ? 'unknown' : facts.type;
  }
}
