import { OPEN } from '../os/beneath.ts';
import { type DirectoryEntry, EntryReader } from '../os/directory-entries.ts';
import { errnoNumber } from '../os/errno.ts';
import { reopenDirectory } from '../os/file-calls.ts';
import { platform } from '../os/platform.ts';
import { OpenFile } from './open-file.ts';
import { isDots } from './paths.ts';

const ENOTDIR = errnoNumber('enotdir');

/** How many bytes of a directory are read at once. */
const READ_BYTES = 8192;

/** The entries of a directory, from the first on, apart from those of its own and of its parent. */
export class Entries {
  readonly #directory: OpenFile;
  readonly #reader: EntryReader;

  constructor(directory: OpenFile) {
    this.#directory = directory;
    this.#reader = new EntryReader(directory.fd, READ_BYTES);
  }

  /** @returns undefined at the end; or minus the system's errno */
  next(): DirectoryEntry | undefined | number {
    this.#directory.files.begin();
    for (;;) {
      const entry = this.#reader.next();
      if (entry === undefined || typeof entry === 'number' || !isDots(entry.name)) return entry;
    }
  }

  close(): void {
    this.#directory.release();
  }
}

/** Begins to read a directory. It has a position of its own, and is an open file of its own. @returns or minus the errno */
export function openEntries(directory: OpenFile): Entries | number {
  const { files, fd, type, access } = directory;
  files.begin();
  if (type !== 'directory') return -ENOTDIR;
  const refused = files.admit();
  if (refused < 0) return refused;
  const own = files.hold(() => reopenDirectory(fd, OPEN.read | OPEN.directory | platform.O_CLOEXEC));
  return own < 0 ? own : new Entries(new OpenFile(files, own, type, access));
}
