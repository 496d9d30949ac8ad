import type { FileType } from '../os/file-facts.ts';
import type { OpenFiles } from './open-files.ts';

/** What may be done by a descriptor. */
export interface Access {
  readonly read: boolean;
  readonly write: boolean;
  /** Whether anything may be changed by it, or below it: false in a directory that is read-only. */
  readonly mutate: boolean;
  /** Whether each write waits for the disk: for the data, for the metadata as well; and that reads do the same. */
  readonly dataSync: boolean;
  readonly sync: boolean;
  readonly readSync: boolean;
}

/** An open file or directory. Descriptors and streams of the guest share it; the last one closes it. */
export class OpenFile {
  readonly files: OpenFiles;
  /** −1 after the last `release`: the system gives the number to others. */
  fd: number;
  readonly type: FileType;
  readonly access: Access;
  #users = 1;

  /** @param fd held by `files`; it now belongs to this object */
  constructor(files: OpenFiles, fd: number, type: FileType, access: Access) {
    this.files = files;
    this.fd = fd;
    this.type = type;
    this.access = access;
    files.count(1);
  }

  /** Adds a user, who is to call `release`. */
  share(): this {
    this.#users++;
    return this;
  }

  /** Called once by each user. */
  release(): void {
    if (--this.#users > 0) return;
    const { fd } = this;
    this.fd = -1;
    this.files.release(fd);
    this.files.count(-1);
  }
}
