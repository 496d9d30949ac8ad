/** Which file a path meant when a socket was bound to it. */
export interface FileIdentity {
  readonly device: bigint;
  readonly inode: bigint;
  /** In nanoseconds. It tells apart files that get the same inode number one after the other. */
  readonly birth: bigint;
}

/** A file that a guest's socket was bound to. */
export interface BoundFile {
  /** As it was given to bind(2). */
  readonly path: Uint8Array;
  readonly identity: FileIdentity;
}

/** How many of these files a guest can have at once, all its processes together. */
const MOST_FILES = 1024;

// A record, in bytes: the path's length 0, 0 while the record is free; the identity 8; the path 32.
const IDENTITY = 8;
const PATH = 32;
const RECORD = 144;

/** The word that says how many were ever used. */
const USED = (MOST_FILES * RECORD) / 4;

/** The bytes of shared memory that `SharedBoundFiles` needs: the records, and how many of them were ever used. */
export const BOUND_FILES_BYTES = MOST_FILES * RECORD + 8;

/**
 * The files of Unix sockets that a guest has bound. Each has a record, which is removed with its file when the guest has
 * ended: a PHP program may leave or remove its files, but a guest cannot remove a file.
 */
export interface BoundFiles extends Iterable<[index: number, file: BoundFile]> {
  /** How many records there are. */
  readonly size: number;
  /** How many the guest's processes may have together. */
  readonly most: number;
  /** The index of a free record; −1 if there is none. */
  free(): number;
  /** @param index of a free record */
  set(index: number, file: BoundFile): void;
  forget(index: number): void;
}

/** Records of this thread. */
export class LocalBoundFiles implements BoundFiles {
  readonly most = MOST_FILES;
  readonly #records = new Map<number, BoundFile>();

  get size(): number {
    return this.#records.size;
  }

  free(): number {
    if (this.#records.size === MOST_FILES) return -1;
    for (let index = 0; ; index++) if (!this.#records.has(index)) return index;
  }

  set(index: number, file: BoundFile): void {
    this.#records.set(index, { path: file.path.slice(), identity: file.identity });
  }

  forget(index: number): void {
    this.#records.delete(index);
  }

  [Symbol.iterator](): Iterator<[index: number, file: BoundFile]> {
    return this.#records[Symbol.iterator]();
  }
}

/** Records in memory that the guest's starter reads when the guest's thread is gone. */
export class SharedBoundFiles implements BoundFiles {
  readonly most = MOST_FILES;
  readonly #buffer: SharedArrayBuffer;
  readonly #view: DataView;
  readonly #words: Int32Array;
  readonly #start: number;

  /** @param start where in the buffer, in bytes, a multiple of 8; zeros at first */
  constructor(buffer: SharedArrayBuffer, start: number) {
    this.#buffer = buffer;
    this.#start = start;
    this.#view = new DataView(buffer, start, BOUND_FILES_BYTES);
    this.#words = new Int32Array(buffer, start, BOUND_FILES_BYTES / 4);
  }

  free(): number {
    for (let index = 0; index < MOST_FILES; index++) if (this.#length(index) === 0) return index;
    return -1;
  }

  get size(): number {
    let size = 0;
    for (let index = 0; index < this.#words[USED]!; index++) if (this.#length(index) !== 0) size++;
    return size;
  }

  set(index: number, { path, identity }: BoundFile): void {
    const at = index * RECORD;
    this.#view.setBigUint64(at + IDENTITY, identity.device, true);
    this.#view.setBigUint64(at + IDENTITY + 8, identity.inode, true);
    this.#view.setBigUint64(at + IDENTITY + 16, identity.birth, true);
    new Uint8Array(this.#buffer, this.#start + at + PATH, RECORD - PATH).set(path);
    if (index >= this.#words[USED]!) this.#words[USED] = index + 1;
    // Written last, because the thread may be ended at any point.
    Atomics.store(this.#words, at / 4, path.length);
  }

  forget(index: number): void {
    Atomics.store(this.#words, (index * RECORD) / 4, 0);
  }

  *[Symbol.iterator](): Generator<[index: number, file: BoundFile]> {
    for (let index = 0; index < this.#words[USED]!; index++) {
      const length = this.#length(index);
      if (length === 0) continue;
      const at = index * RECORD;
      const [device, inode, birth] = [0, 8, 16].map((offset) => this.#view.getBigUint64(at + IDENTITY + offset, true));
      const path = new Uint8Array(this.#buffer, this.#start + at + PATH, length).slice();
      yield [index, { path, identity: { device: device!, inode: inode!, birth: birth! } }];
    }
  }

  #length(index: number): number {
    return Atomics.load(this.#words, (index * RECORD) / 4);
  }
}
