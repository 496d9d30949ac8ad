import type { OpenDirectory } from '../files/directories.ts';
import type { OpenFile } from '../files/open-file.ts';

/** The first number after the standard streams. Libraries look for directories from here on, until there is none. */
const FIRST = 3;

/** A file or directory that a guest has a number of. */
export class GuestFile {
  readonly file: OpenFile;
  /** The guest's path of a directory that it was given. */
  readonly given: Uint8Array | undefined;
  /** Where it is read and written next. */
  position = 0n;
  /** Whether it is written at its end. */
  append = false;
  /** What the guest has asked for. Nothing here waits. */
  nonBlocking = false;

  constructor(file: OpenFile, given?: Uint8Array) {
    this.file = file;
    this.given = given;
  }
}

/** A guest's files by its descriptors, from 3 on. */
export class Descriptors {
  readonly #files = new Map<number, GuestFile>();

  /** @param directories which now belong to the guest */
  constructor(directories: readonly OpenDirectory[]) {
    const utf8 = new TextEncoder();
    for (const { path, directory } of directories) this.add(new GuestFile(directory, utf8.encode(path)));
  }

  has(fd: number): boolean {
    return this.#files.has(fd);
  }

  get(fd: number): GuestFile | undefined {
    return this.#files.get(fd);
  }

  /** Gives a file the lowest number that is free. */
  add(file: GuestFile): number {
    let fd = FIRST;
    while (this.#files.has(fd)) fd++;
    this.#files.set(fd, file);
    return fd;
  }

  close(fd: number): void {
    this.#files.get(fd)?.file.release();
    this.#files.delete(fd);
  }

  /** Gives the file of one number another, whose own is closed. */
  move(from: number, to: number): void {
    const moved = this.#files.get(from);
    if (moved === undefined || from === to) return;
    this.close(to);
    this.#files.set(to, moved);
    this.#files.delete(from);
  }
}
